"""The tests' ledger keeps the same promises as the real one, so what is proved with it holds."""

import pytest

from tests.mirror.conformance import Conformance, Hand
from tests.mirror.memory import MemoryLedger


class TestMemoryLedger(Conformance):
    @pytest.fixture
    def hand(self) -> Hand:
        ledger = MemoryLedger()
        return lambda: ledger

    @pytest.fixture
    def other(self) -> Hand:
        return MemoryLedger
