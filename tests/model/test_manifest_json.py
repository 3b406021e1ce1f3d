"""The build's list survives being written down, whatever it holds."""

import json
from datetime import UTC, timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.errors import BuildFailed
from plugins.model.manifest import Item, Manifest
from plugins.model.manifest_json import dump, load
from plugins.model.post import Event, Urgent
from plugins.model.tweet import Media
from tests import make

# json keeps every character but half a surrogate pair, which no UTF-8 file can hold either
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(timezones=st.just(UTC) | OFFSETS)
EVENTS = st.builds(Event, reason=WORDS, start=TIMES, end=TIMES, place=WORDS)
MEDIA = st.builds(
    Media, file=WORDS.map(PurePosixPath), alt=WORDS, type=WORDS, bytes=st.integers(min_value=0, max_value=10**9)
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    return make.item(
        title=draw(WORDS),
        html=draw(WORDS),
        tags=tuple(draw(st.lists(WORDS, max_size=3))),
        published=draw(TIMES),
        not_before=draw(st.none() | TIMES),
        event=draw(st.none() | EVENTS),
        urgent=draw(st.none() | st.builds(Urgent, reason=WORDS, expires=TIMES)),
        media=tuple(draw(st.lists(MEDIA, max_size=2))),
    )


MANIFESTS = st.builds(
    Manifest,
    now=TIMES,
    ledger=WORDS,
    items=st.lists(items(), max_size=3).map(tuple),
    judged=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    files=st.lists(WORDS.map(PurePosixPath), max_size=3).map(tuple),
)


@settings(deadline=None)
@given(MANIFESTS)
def test_a_manifest_comes_back_as_it_went(manifest: Manifest) -> None:
    text = dump(manifest)
    assert load(text) == manifest
    assert dump(load(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"schema": 2}',
        '{"schema": 1}',
        '{"now": "2026-11-23T10:00:00+00:00", "ledger": "", "items": [], "judged": [], "files": []}',
    ],
)
def test_anything_else_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(BuildFailed) as caught:
        load(text)
    assert caught.value.fix == "build the site again"


def test_the_version_stands_in_the_file() -> None:
    manifest = Manifest(now=make.at("2026-11-23 10:00"), ledger="", items=(make.item(),), judged=(), files=())
    assert json.loads(dump(manifest))["schema"] == 1
