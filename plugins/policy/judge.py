"""What does the policy say about one file? All rules, then the exemptions, in the order of the file's lines."""

from datetime import date

from plugins.model.case import Case
from plugins.model.finding import Finding
from plugins.model.school import School
from plugins.policy.exemptions import settle
from plugins.policy.rulebook import RULES


def judge(case: Case, school: School, *, today: date) -> tuple[Finding, ...]:
    """Every finding, by place and then the gravest first; `today` (local) decides which exemptions have ended."""
    found = [finding for rule in RULES for finding in rule.judge(case, school)]
    settled = settle(found, case, today=today)
    return tuple(sorted(settled, key=lambda finding: (finding.place, -finding.severity, finding.rule)))
