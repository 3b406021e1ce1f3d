from pathlib import Path

import pytest

from plugins.policy.rulebook import RULES
from plugins.policy.rules import whereabouts
from tests.commands.inside import document, invoke


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_is_explained_in_the_words_of_its_own_file_and_needs_no_school_for_it(
    rule: str, tmp_path: Path
) -> None:
    said = invoke(tmp_path, "explain", rule)
    assert said.exit_code == 0
    assert f"({rule}, clause" in said.stdout
    assert "What to do:" in said.stdout


def test_a_program_gets_the_page_and_the_clause(tmp_path: Path) -> None:
    told = document(tmp_path, "explain", "whereabouts")
    assert (told["rule"], told["clause"], told["page"]) == ("whereabouts", "R12", whereabouts.RULE.page)


def test_a_rule_that_does_not_exist_is_wrong_use_and_the_rules_are_listed(tmp_path: Path) -> None:
    said = invoke(tmp_path, "explain", "child-nam")
    assert said.exit_code == 2
    assert "child-name" in said.stderr
