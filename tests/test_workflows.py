"""What runs by itself is pinned, has no more rights than it needs, and takes no command from what somebody typed."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins.intake.form import TITLE
from plugins.intake.proposal import MARK
from plugins.reading.closure import KINDS, wordings

ROOT = Path(__file__).parents[1]

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+(?: # zizmor: ignore\[artipacked\])?")


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def document(file: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def test_every_action_is_pinned_to_a_commit_and_names_its_version(file: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in file.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_all_workflows_pin_the_same_versions() -> None:
    pins = {line for file in FILES for line in re.findall(r"uses: (\S+@\S+)", file.read_text(encoding="utf-8"))}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_nothing_is_allowed_unless_a_job_asks_for_it(file: Path) -> None:
    loaded = document(file)
    assert loaded["permissions"] == {}
    for job in loaded["jobs"].values():
        assert job["permissions"]
        assert 0 < job["timeout-minutes"] <= 60


def test_what_somebody_typed_never_becomes_a_command(file: Path) -> None:
    runs = [step["run"] for job in document(file)["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs
    assert [run for run in runs if "${{" in run] == []


def test_a_withdrawal_takes_the_site_down_even_where_the_tweet_stays() -> None:
    (withdraw,) = (document(file) for file in FILES if file.stem == "withdraw")
    assert set(withdraw[True]["workflow_dispatch"]["inputs"]) == {"post", "photo", "reason"}  # YAML reads "on" as yes
    assert withdraw["jobs"]["build"]["if"] == "${{ !cancelled() }}"
    assert "needs.build.result == 'success'" in withdraw["jobs"]["deploy"]["if"]


def test_the_forms_program_has_its_key_in_an_environment_and_no_more_rights_than_it_needs() -> None:
    (intake,) = (document(file) for file in FILES if file.stem == "intake")
    (job,) = intake["jobs"].values()
    (key,) = (step["with"] for step in job["steps"] if "create-github-app-token" in step.get("uses", ""))
    rights = {name: value for name, value in key.items() if name.startswith("permission-")}
    assert rights == {f"permission-{name}": "write" for name in ("contents", "issues", "pull-requests")}
    assert (job["environment"], job["permissions"]) == ("intake", {"contents": "read", "issues": "write"})
    assert TITLE in job["if"]
    assert job["steps"][-1]["if"] == "failure()"  # a teacher is never left without an answer
    assert job["steps"][-1]["env"]["WORDS"].startswith(f"{MARK}\n")  # which the next one replaces


def test_what_can_be_chosen_for_a_closure_is_what_can_be_told() -> None:
    (closure,) = (document(file) for file in FILES if file.stem == "closure")
    inputs = closure[True]["workflow_dispatch"]["inputs"]
    fixed = wordings((ROOT / "closures.toml").read_bytes())
    assert (inputs["kind"]["options"], inputs["reason"]["options"]) == (list(KINDS), list(fixed.reasons))
    (step,) = (step for step in closure["jobs"]["tell"]["steps"] if "BY" in step.get("env", {}))
    assert step["env"]["BY"] == "${{ github.actor_id }}"


def test_a_pull_request_never_runs_with_the_rights_of_the_main_branch(file: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(document(file)[True])


def test_secrets_are_given_to_single_steps_of_jobs_in_an_environment(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for job in document(file)["jobs"].values():
        without = {key: value for key, value in job.items() if key != "steps"}
        assert "secrets." not in str(without)
        assert "environment" in job or "secrets." not in str(job)
    assert "secrets: inherit" not in text


def test_a_job_that_may_write_uploads_nothing_of_its_checkout(file: Path) -> None:
    for job in document(file)["jobs"].values():
        if job["permissions"].get("contents") == "write":
            assert "upload" not in str(job["steps"])
