"""What do the same faults do to the two usual designs? Duplicates and losses side by side.

    python -m tests.bench.rivals [SCHEDULES] [JSON]

Each schedule is played three times: with ours, with "post, then record" and with "record, then post without a look".
"""

import json
import sys
from pathlib import Path

from plugins.mirror.send import send
from tests.bench.faults import houses
from tests.mirror.real import Publish
from tests.mirror.rivals import post_then_record, record_then_post
from tests.mirror.schedules import Turns, clean_run, play

DESIGNS: dict[str, Publish] = {
    "claim, look, post, record (ours)": send,
    "post, then record": post_then_record,
    "record, then post without a look": record_then_post,
}


def main(number: int, out: Path | None) -> None:
    """Play, and tell."""
    table = {name: {"schedules": 0, "duplicates": 0, "lost": 0} for name in DESIGNS}
    homes = houses()
    turns = Turns(clean_run(next(homes).world()))
    for _ in range(number):
        schedule = turns.schedule
        for name, design in DESIGNS.items():
            world = next(homes).world(on_unknown=schedule.on_unknown, lag=schedule.lag)
            world.publish = design
            end = play(schedule, world)
            for figure, one in (("schedules", 1), ("duplicates", end.duplicates), ("lost", end.lost)):
                table[name][figure] += one
            if design is send:
                turns.heard(end)
    homes.close()
    sys.stdout.write(f"{number} schedules of faults, two posts in each\n")
    for name, row in table.items():
        sys.stdout.write(f"  {name:34} {row['duplicates']:5} said twice {row['lost']:5} lost\n")
    if out:
        out.write_text(f"{json.dumps(table, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
