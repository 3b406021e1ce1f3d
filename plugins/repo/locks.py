"""What if git died with a lock in its hand? A power cut leaves the lock behind, and all later ones give way to it.

A lock of ours is held for milliseconds, and no git command of ours lives longer than a minute or so. One that is older
than `STALE_S` is nobody's. Should a suspended git still wake up and use it, compare-and-swap does not depend on it
alone: whoever writes the ledger reads it back before believing to have won.
"""

import time
from pathlib import Path

STALE_S = 10 * 60


def take_away(lock: Path) -> bool:
    """Remove a lock that nobody can hold any more; whether there was one."""
    try:
        if time.time() - lock.stat().st_mtime < STALE_S:
            return False
        lock.unlink()
    except OSError:
        return False
    return True
