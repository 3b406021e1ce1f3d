"""The rules of a repository are asked of a stand-in for GitHub, over real HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest

from plugins.approval.api import GitHub
from plugins.approval.rules import rules
from plugins.model.errors import ApprovalUnreachable
from plugins.x.secrets import Secret
from tests.approval.forge import REPOSITORY, TOKEN, Forge, serve

LASTING = [{"type": "deletion"}, {"type": "non_fast_forward"}]


def reviewed(**parameters: Any) -> dict[str, Any]:
    return {"type": "pull_request", "parameters": parameters}


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A repository in which everything holds."""
    strict = reviewed(
        required_approving_review_count=1, dismiss_stale_reviews_on_push=True, require_last_push_approval=True
    )
    made = Forge(
        rules={"main": [*LASTING, strict, {"type": "required_status_checks"}], "publish-ledger": list(LASTING)}
    )
    with serve(made):
        yield made


def failing(forge: Forge, known: int = 6) -> list[str]:
    github = GitHub(forge.url, REPOSITORY, lambda: Secret(TOKEN), timeout=5)
    found = list(rules(github, "publish-ledger"))
    assert len(found) == known
    assert all(rule.fix for rule in found)
    return [rule.name for rule in found if not rule.holds]


def test_a_repository_that_keeps_them_all_fails_none(forge: Forge) -> None:
    assert failing(forge) == []


def test_a_new_repository_keeps_none(forge: Forge) -> None:
    forge.about, forge.rules = {"private": False, "default_branch": "main"}, {}
    assert failing(forge) == [
        "the repository is private",
        "main changes by reviewed pull requests alone",
        "a new push asks for a new review",
        "checks must pass",
        "nobody rewrites main",
        "nobody rewrites the ledger",
    ]


def test_two_rules_of_a_kind_hold_together_and_half_a_rule_does_not(forge: Forge) -> None:
    halves = [
        reviewed(required_approving_review_count=0, dismiss_stale_reviews_on_push=True),
        reviewed(required_approving_review_count=2, dismiss_stale_reviews_on_push=False),
        {"type": "pull_request"},
    ]
    forge.rules["main"] = [*LASTING, *halves, {"type": "required_status_checks"}]
    assert failing(forge) == ["a new push asks for a new review"]
    forge.rules["main"].append(reviewed(require_last_push_approval=True))
    assert failing(forge) == []


def test_rules_of_another_branch_help_nobody(forge: Forge) -> None:
    forge.about["default_branch"] = "release/2026"
    assert "release/2026 changes by reviewed pull requests alone" in failing(forge)
    forge.rules["release/2026"] = forge.rules["main"]
    assert failing(forge) == []


@pytest.mark.parametrize("about", [None, {}, {"default_branch": "main"}, []])
def test_an_answer_in_another_form_is_none(forge: Forge, about: Any) -> None:
    forge.about = about
    with pytest.raises(ApprovalUnreachable):
        failing(forge)


def test_a_rule_in_another_form_is_none(forge: Forge) -> None:
    forge.rules["main"] = ["deletion"]
    with pytest.raises(ApprovalUnreachable, match="unknown form"):
        failing(forge)


def limited(forge: Forge, *branches: str) -> None:
    """The environments of both keys, given to these branches."""
    for name in ("intake", "twitter"):
        forge.environments[name] = {"deployment_branch_policy": {"custom_branch_policies": True}}
        forge.environments[f"{name}/deployment-branch-policies"] = {
            "branch_policies": [{"name": one} for one in branches]
        }


def test_a_key_is_given_to_the_published_branch_and_to_no_other(forge: Forge) -> None:
    limited(forge, "main")
    assert failing(forge, 8) == []
    limited(forge, "main", "*")
    both = [f"the key of {what} is given to main alone" for what in ("the school's own program", "the account")]
    assert failing(forge, 8) == both
    for policy in (None, {"custom_branch_policies": False, "protected_branches": True}):
        forge.environments = {"twitter": {"deployment_branch_policy": policy}}
        assert failing(forge, 7) == both[1:]
