"""How does a post become a pull request without git? As one commit on a branch of its own, by the form's program.

Everything goes through GitHub's interface, with the program's own token: it signs the commit, the checks start by
themselves, and whoever filed or edited the form stands in the commit as an author, who can never approve it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.approval.api import GitHub
from plugins.intake import writing
from plugins.intake.filed import Filed
from plugins.model.errors import CouldNotRun, Refused

MARK = "<!-- schoolgate: form -->"
_SETTLED = "*That is settled: the answer above was written later.*"
_MERGE = """
mutation($pull: ID!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $pull, mergeMethod: SQUASH}) { clientMutationId }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pull request, and whether it merges by itself once it is approved and green."""

    number: int
    merges: bool


def branch(number: int) -> str:
    """The branch of what issue `number` brings; nobody else writes there."""
    return f"form/{number}"


Standing = Mapping[str, Any] | None
"""The pull request that an earlier version of the form opened, as GitHub tells it."""


def standing(github: GitHub, number: int) -> Standing:
    """The newest pull request of issue `number`; Refused where one was merged: what is published is corrected there."""
    owner = github.repository.partition("/")[0]
    pulls = github.all("pulls", head=f"{owner}:{branch(number)}", state="all")
    if any(one["merged_at"] for one in pulls):
        raise Refused(
            "what this form brought was approved and taken over already",
            fix="to correct it, edit the post's own file on GitHub, or ask the office",
        )
    return max(pulls, key=lambda one: int(one["number"]), default=None)


def propose(github: GitHub, filed: Filed, before: Standing, title: str, files: Mapping[str, bytes]) -> Proposal:
    """Put the files on the issue's branch as one new commit on the default branch, and open or renew its request."""
    main = writing.default_branch(github)
    people = [(person.id, person.login) for person in filed.people]
    message = writing.message(title, f"Written in the form #{filed.number}.", people)
    writing.move(github, branch(filed.number), writing.commit(github, main, files, message))
    words = {"title": title, "body": f"Written in the form: #{filed.number}\n\nCloses #{filed.number}\n"}
    if before is None:
        wanted = {**words, "head": branch(filed.number), "base": main, "maintainer_can_modify": False}
        pull = github.write("POST", "pulls", wanted)
    else:
        pull = github.write("PATCH", f"pulls/{int(before['number'])}", {**words, "state": "open"})
    return Proposal(number=int(pull["number"]), merges=_merges(github, str(pull["node_id"])))


def put_off(github: GitHub, before: Standing) -> None:
    """Close the pull request that stands open: nobody shall approve what its author has changed since."""
    if before and before["state"] == "open":
        github.write("PATCH", f"pulls/{int(before['number'])}", {"state": "closed"})


def answer(github: GitHub, number: int, words: str) -> None:
    """Tell them below the issue, in one comment that is written anew each time; what else was said there is settled."""
    said = [one for one in github.all(f"issues/{number}/comments") if str(one["body"]).startswith(MARK)]
    mine = [one for one in said if one["user"]["type"] != "User"]  # somebody may have copied our mark
    for first, one in enumerate(mine):
        body = f"{MARK}\n{_SETTLED if first else words}"
        github.write("PATCH", f"issues/comments/{int(one['id'])}", {"body": body})
    if not mine:
        github.write("POST", f"issues/{number}/comments", {"body": f"{MARK}\n{words}"})


def _merges(github: GitHub, pull: str) -> bool:
    """Whether it will merge by itself; where the repository does not allow that, somebody presses the button."""
    try:
        github.query(_MERGE, pull=pull)
    except CouldNotRun:
        return False
    return True
