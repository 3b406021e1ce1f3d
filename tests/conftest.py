"""What tests of several rooms are given."""

from tests.chromium import browser

__all__ = ["browser"]
