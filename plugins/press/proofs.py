"""What would readers see, drafts included? The site as it would be built, in a folder that is never deployed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from plugins.clone.assess import Assessment
from plugins.clone.workspace import Workspace
from plugins.model.case import Judged
from plugins.model.manifest import Item
from plugins.press.staging import stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """A built preview: its `site`, every post that has a page there, and those that are `planned` to be published."""

    site: Path
    items: tuple[Item, ...]
    planned: tuple[Item, ...]


def prove(workspace: Workspace, assessment: Assessment) -> Proofs:
    """Build it, in place of the one before; what is forbidden is left out."""
    shown = _also(assessment)
    staged = stage(workspace, assessment, also=shown)
    hidden = {one.case.path for one in shown}
    items = staged.manifest.items
    return Proofs(
        site=_keep(workspace),
        items=items,
        planned=tuple(item for item in items if item.source not in hidden),
    )


def _also(assessment: Assessment) -> list[Judged]:
    """What a preview shows beyond the plan: drafts, later posts and those that wait, unless they are forbidden.

    A waiting post takes the place of its earlier version, and is left out where that one is shown.
    """
    plan = assessment.plan
    earlier = {approval.post for approval in plan.earlier}
    found = (*plan.drafts, *plan.future, *plan.waiting)
    return [one for one in found if one.post and not one.blocked and one.post.id not in earlier]


def _keep(workspace: Workspace) -> Path:
    shutil.rmtree(workspace.preview, ignore_errors=True)
    workspace.staging.rename(workspace.preview)
    return workspace.preview / "site"
