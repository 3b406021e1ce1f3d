import re
from collections.abc import Iterator

from pydantic import BaseModel
from sarif_pydantic import Sarif

from plugins.model.finding import Finding, Place, Severity
from plugins.policy.rulebook import RULES
from plugins.showing.sarif import sarif


def finding(path: str = "content/news/fair.md", line: int = 4, message: str = "Outside the hours.") -> Finding:
    return Finding(
        rule="hours",
        clause="R4",
        severity=Severity.ASK,
        place=Place(path=path, line=line, column=7),
        message=message,
        remedy="Write a later time.",
    )


def unknown(node: object, at: str = "$") -> Iterator[str]:
    """Keys that the reader does not know; of SARIF 2.1.0 it lacks columnKind alone. None of ours has a property bag."""
    if isinstance(node, BaseModel):
        yield from (f"{at}.{key}" for key in node.model_extra or {} if key != "columnKind")
        for name in node.model_fields_set - set(node.model_extra or {}):
            yield from unknown(getattr(node, name), f"{at}.{name}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from unknown(item, f"{at}[{number}]")


def test_an_independent_reader_understands_every_word_of_it() -> None:
    read = Sarif.model_validate(sarif([finding(), finding("content/news/b.md")]), strict=False)
    assert list(unknown(read)) == []
    (run,) = read.runs
    assert [rule.id for rule in run.tool.driver.rules or ()] == [rule.id for rule in RULES]
    assert [result.rule_id for result in run.results or ()] == ["hours", "hours"]


def test_an_unknown_word_would_be_noticed() -> None:
    document = sarif([finding()])
    document["runs"][0]["results"][0]["colour"] = "red"
    assert list(unknown(Sarif.model_validate(document))) == ["$.runs[0].results[0].colour"]


def test_each_result_points_to_its_rule_and_place() -> None:
    (run,) = sarif([finding("content/news/café fair.md")])["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "hours"
    assert (result["level"], result["message"]["text"]) == ("warning", "Outside the hours. Write a later time.")
    assert place["artifactLocation"]["uri"] == "content/news/caf%C3%A9%20fair.md"
    assert place["region"] == {"startLine": 4, "startColumn": 7}


def test_a_finding_that_moves_within_its_file_is_the_same_and_another_one_is_not() -> None:
    (run,) = sarif([finding(), finding(line=9), finding(message="Another."), finding("content/news/b.md")])["runs"]
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{64}", one) for one in prints)
