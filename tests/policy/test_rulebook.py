from pathlib import Path

from plugins.policy.rulebook import RULES

FOLDER = Path(__file__).parents[2] / "plugins" / "policy" / "rules"


def test_the_rulebook_is_exactly_the_folder() -> None:
    files = {file.stem.replace("_", "-") for file in FOLDER.glob("*.py")} - {"--init--"}
    assert sorted(rule.id for rule in RULES) == sorted(files)


def test_every_rule_is_judged_by_its_own_file_and_tested_by_a_file_of_its_name() -> None:
    for rule in RULES:
        name = rule.id.replace("-", "_")
        assert rule.judge.__module__ == f"plugins.policy.rules.{name}"
        assert (Path(__file__).parent / "rules" / f"test_{name}.py").is_file()


def test_rules_know_nothing_of_one_another() -> None:
    for file in FOLDER.glob("*.py"):
        assert "policy.rules" not in file.read_text(encoding="utf-8"), file.name
