"""Refusals are counted once each, by clause, without a trace of what was refused; a spoilt count stops nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from plugins.account.refusals import counted, note
from plugins.model.case import Judged
from plugins.model.finding import Finding, Place, Severity
from tests.policy.cases import case

TODAY = date(2026, 11, 23)


def judged(digest: str, *clauses: str, severity: Severity = Severity.BLOCK) -> Judged:
    findings = tuple(
        Finding(
            rule="rule", clause=one, severity=severity, place=Place(path="content/a.md"), message="No.", remedy="Mend."
        )
        for one in clauses
    )
    return Judged(case=case(), digest=digest, findings=findings)


def test_each_version_counts_once_for_each_clause(tmp_path: Path) -> None:
    file = tmp_path / "state" / "refusals.json"
    note(file, [judged("a", "R8", "R8", "R4"), judged("b", "R8")], TODAY)
    note(file, [judged("a", "R8", "R8", "R4")], TODAY)
    assert counted(file, "2026-11") == {"R8": 2, "R4": 1}
    assert counted(file, "2026-10") == {}
    assert "content" not in file.read_text()


def test_what_is_only_asked_about_is_no_refusal(tmp_path: Path) -> None:
    file = tmp_path / "refusals.json"
    note(file, [judged("a", "R6", severity=Severity.ASK)], TODAY)
    assert not file.exists()


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"2026-11": 7}', "\udcff"])
def test_a_spoilt_count_begins_again(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "refusals.json"
    file.write_bytes(spoilt.encode("utf-8", "surrogateescape"))
    note(file, [judged("a", "R8")], TODAY)
    assert counted(file, "2026-11") == {"R8": 1}


def test_only_thirteen_months_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "refusals.json"
    for number in range(1, 13):
        note(file, [judged("a", "R8")], date(2025, number, 1))
        note(file, [judged("a", "R8")], date(2026, number, 1))
    assert min(json.loads(file.read_text())) == "2025-12"
