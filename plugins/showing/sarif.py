"""What does a code-scanning service get? The findings as SARIF 2.1.0, with every rule that was held against them."""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from plugins.model.finding import Finding, Severity
from plugins.policy.rule import Rule
from plugins.policy.rulebook import RULES

_LEVELS = {Severity.BLOCK: "error", Severity.ASK: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """One run over the content; columns count code points, paths are relative to the repository."""
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Schoolgate", "rules": [_rule(rule) for rule in RULES]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"Clause {rule.clause} of the school's policy; docs/rules/{rule.id}.md explains the rule."},
        "defaultConfiguration": {"level": _LEVELS[rule.strongest]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "ruleId": finding.rule,
        "ruleIndex": _NUMBERS[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.remedy}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        # The line is left out: a finding that only moves within its file is no new one.
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _fingerprint(finding: Finding) -> str:
    about = (finding.place.path, finding.rule, finding.target, finding.message)
    return hashlib.sha256("\0".join(about).encode()).hexdigest()


_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}
