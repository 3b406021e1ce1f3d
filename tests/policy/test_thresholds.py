from plugins.model.finding import NEGATIVE_TONE, Severity
from plugins.policy.thresholds import THRESHOLDS, Threshold


def test_little_confidence_says_nothing_some_asks_and_much_refuses() -> None:
    limits = Threshold(0.3, 0.7)
    assert [limits.severity(value) for value in (0.29, 0.3, 0.69, 0.7, 1.0)] == [
        None, Severity.ASK, Severity.ASK, Severity.BLOCK, Severity.BLOCK,
    ]  # fmt: skip


def test_tone_is_never_refused_and_every_rule_asks_before_it_refuses() -> None:
    assert THRESHOLDS[NEGATIVE_TONE].severity(1.0) is Severity.ASK
    assert all(0 < limits.ask < limits.block for limits in THRESHOLDS.values())
