"""Does the repository on GitHub keep what a yes rests on? Its own settings tell, as far as the token may read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from plugins.approval.api import GitHub
from plugins.model.errors import ApprovalUnreachable

_RULESETS = "on GitHub: Settings, Rules, Rulesets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that should hold; `fix` is what to do where it does not."""

    name: str
    holds: bool
    fix: str


def rules(github: GitHub, ledger: str) -> Iterator[Rule]:
    """What GitHub says of the repository, its default branch and the branch `ledger`.

    ApprovalUnreachable where it does not answer, or in another form. A person's review is proven anew at each run
    whatever these settings say; they keep others from tiring of the work, and the ledger from being thrown away.
    """
    try:
        about = github.get("")
        branch = str(about["default_branch"])
        yield Rule(
            name="the repository is private",
            holds=about["private"] is True,
            fix="on GitHub: Settings, General, Change visibility; photos and drafts are in it before any check",
        )
        yield from _of_posts(branch, _in_force(github, branch))
        yield _of_ledger(ledger, _in_force(github, ledger))
        yield from _of_keys(github, branch)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ApprovalUnreachable("GitHub answers in an unknown form", fix="update Schoolgate") from error


def _in_force(github: GitHub, branch: str) -> dict[str, dict[str, Any]]:
    """Each kind of rule of a branch with its parameters; of two of a kind all parameters that are set."""
    found: dict[str, dict[str, Any]] = {}
    for rule in github.all(f"rules/branches/{quote(branch, safe='')}"):
        told = found.setdefault(str(rule["type"]), {})
        told.update({name: value for name, value in (rule.get("parameters") or {}).items() if value})
    return found


def _of_posts(branch: str, found: dict[str, dict[str, Any]]) -> Iterator[Rule]:
    asked = found.get("pull_request", {})
    yield Rule(
        name=f"{branch} changes by reviewed pull requests alone",
        holds=int(asked.get("required_approving_review_count", 0)) >= 1,
        fix=f"{_RULESETS}: require a pull request with at least one approval for {branch}",
    )
    yield Rule(
        name="a new push asks for a new review",
        holds=bool(asked.get("dismiss_stale_reviews_on_push")) and bool(asked.get("require_last_push_approval")),
        fix=f"{_RULESETS}: dismiss stale approvals, and require approval of the most recent push",
    )
    yield Rule(
        name="checks must pass",
        holds="required_status_checks" in found,
        fix=f"{_RULESETS}: require the status check content, of the workflow check",
    )
    yield Rule(
        name=f"nobody rewrites {branch}",
        holds={"deletion", "non_fast_forward"} <= found.keys(),
        fix=f"{_RULESETS}: restrict deletions and block force pushes of {branch}",
    )


def _of_ledger(ledger: str, found: dict[str, dict[str, Any]]) -> Rule:
    return Rule(
        name="nobody rewrites the ledger",
        holds={"deletion", "non_fast_forward"} <= found.keys(),
        fix=f"{_RULESETS}: restrict deletions and block force pushes of {ledger}; the ledger only ever grows",
    )


def _of_keys(github: GitHub, branch: str) -> Iterator[Rule]:
    """Whoever pushes a branch writes its workflows: a key that such a one could read is everybody's who may push."""
    for name, what in _KEYS.items():
        found = github.get(f"environments/{name}")
        if found is None:
            continue
        chosen = (found["deployment_branch_policy"] or {}).get("custom_branch_policies") is True
        policies = github.get(f"environments/{name}/deployment-branch-policies") if chosen else None
        names = [one["name"] for one in policies["branch_policies"]] if policies else []
        yield Rule(
            name=f"the key of {what} is given to {branch} alone",
            holds=names == [branch],
            fix=f"on GitHub: Settings, Environments, {name}: selected branches, and no other than {branch}",
        )


_KEYS = {"intake": "the school's own program", "twitter": "the account"}
"""Environments of the workflows, where they are used."""
