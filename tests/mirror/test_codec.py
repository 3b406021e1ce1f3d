"""A record is its canonical bytes at its place, or it is no record."""

import json
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.mirror.codec import MOST_BYTES, Record, decode, encode
from plugins.model.entry import Approval, Banned, Entry, Heartbeat, Pause, Roster, State
from plugins.model.errors import LedgerBroken
from plugins.model.post import ContentHash, PostId
from plugins.model.trust import Principal, Trust
from tests.mirror.conformance import approval, entry, roster

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(timezones=st.just(UTC))
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}(\.r[0-9])?", fullmatch=True).map(PostId)
HASHES = st.from_regex(r"[0-9a-f]{64}", fullmatch=True).map(ContentHash)
ENTRIES = st.builds(
    Entry,
    post=IDS,
    channel=st.sampled_from(["x", "rehearsal"]),
    state=st.sampled_from(State),
    at=TIMES,
    content_hash=HASHES,
    text_hash=WORDS,
    permalink=WORDS,
    epoch=st.integers(0, 10**6),
    nonce=WORDS,
    claimed_at=st.none() | TIMES,
    not_before=st.none() | TIMES,
    empty_look=st.none() | TIMES,
    tries=st.integers(0, 9),
    tweet_id=WORDS,
    how=WORDS,
    reason=WORDS,
    approver=WORDS,
    evidence=WORDS,
)
APPROVALS = st.builds(
    Approval,
    post=IDS,
    content_hash=HASHES,
    approver=WORDS,
    evidence=WORDS,
    at=TIMES,
    path=WORDS,
    source=WORDS,
    photos=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    asks=st.lists(WORDS, max_size=3).map(tuple),
)
PEOPLE = st.lists(
    st.builds(Principal, role=WORDS, key=WORDS, id=WORDS, since=st.none() | TIMES, until=st.none() | TIMES), max_size=2
).map(tuple)
TRUST = st.builds(Trust, backend=WORDS, repository=WORDS, approvers=PEOPLE, authors=PEOPLE)
ROSTERS = st.builds(Roster, trust=TRUST, at=TIMES, approver=WORDS, evidence=WORDS)
PAUSES = st.builds(Pause, reason=WORDS, at=TIMES)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
PICTURES = st.builds(Banned, digest=DIGESTS, files=st.tuples(WORDS), at=TIMES, approver=WORDS, reason=WORDS)
HEARTBEATS = st.builds(Heartbeat, at=TIMES, code=st.integers(0, 75), since=TIMES, told=WORDS)
RECORDS = ENTRIES | APPROVALS | PAUSES | ROSTERS | PICTURES | HEARTBEATS


@settings(deadline=None)
@given(RECORDS)
def test_a_record_comes_back_as_it_went(record: Record) -> None:
    path, content = encode(record)
    assert decode(path, content) == record


@settings(deadline=None)
@given(RECORDS, RECORDS)
def test_records_with_different_keys_never_share_a_place(first: Record, second: Record) -> None:
    assert (encode(first)[0] == encode(second)[0]) == (key(first) == key(second))


def key(record: Record) -> tuple[str, ...]:
    if isinstance(record, Pause | Roster | Heartbeat):
        return (type(record).__name__,)
    if isinstance(record, Banned):
        return ("picture", record.digest)
    return ("entry", record.post, record.channel) if isinstance(record, Entry) else ("approval", record.post)


def test_places_are_the_ones_the_manual_names() -> None:
    assert encode(entry())[0] == "reading-miles-7f3k.x.json"
    assert encode(approval())[0] == "approvals/reading-miles-7f3k.json"
    assert encode(Pause(reason="handover", at=entry().at))[0] == "pause.json"
    assert encode(roster())[0] == "roster.json"
    assert encode(Heartbeat(at=entry().at, code=0, since=entry().at))[0] == "heartbeat.json"
    assert encode(banned("a" * 64))[0] == f"photos/{'a' * 64}.json"


def banned(digest: str) -> Banned:
    return Banned(digest=digest, files=("photos/0a-480.jpg",), at=entry().at, approver="head", reason="")


@pytest.mark.parametrize("digest", ["", "a" * 63, "../x", "A" * 64])
def test_a_picture_is_named_by_its_digest_alone(digest: str) -> None:
    with pytest.raises(LedgerBroken, match="names no picture"):
        encode(banned(digest))


PATH, CONTENT = encode(entry())
DOCUMENT = json.loads(CONTENT)


def canonical(**changes: object) -> bytes:
    return (json.dumps({**DOCUMENT, **changes}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def test_the_test_writes_as_the_codec_does() -> None:
    assert canonical() == CONTENT


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param("harvest-2p9d.x.json", CONTENT, id="another post's place"),
        pytest.param("reading-miles-7f3k.rehearsal.json", CONTENT, id="another channel's place"),
        pytest.param("approvals/reading-miles-7f3k.json", CONTENT, id="an approval's place"),
        pytest.param("pause.json", CONTENT, id="the pause's place"),
        pytest.param("roster.json", CONTENT, id="the roster's place"),
        pytest.param(PATH, CONTENT.rstrip(), id="no last newline"),
        pytest.param(PATH, json.dumps(DOCUMENT).encode(), id="other spaces"),
        pytest.param(PATH, CONTENT.replace(b'"tries": 0', b'"tries": 0,\n "tries": 0'), id="a key twice"),
        pytest.param(PATH, canonical(schema=0), id="an older schema"),
        pytest.param(PATH, canonical(schema="1"), id="a schema in words"),
        pytest.param(PATH, canonical(schema=True), id="a schema that is true"),
        pytest.param(PATH, canonical(note="hello"), id="a field too many"),
        pytest.param(PATH, canonical(state="DONE"), id="an unknown state"),
        pytest.param(PATH, canonical(at="2026-11-23T10:00:00"), id="a time without a zone"),
        pytest.param(PATH, canonical(epoch=float("nan")), id="no number"),
        pytest.param(PATH, canonical(post="../evil"), id="a post that climbs"),
        pytest.param(PATH, CONTENT.replace(b"SENDING", b"\xff"), id="no UTF-8"),
        pytest.param(PATH, CONTENT.replace(b'"nonce": ""', b'"nonce": "\\ud800"'), id="half a character"),
        pytest.param(PATH, b"[" * MOST_BYTES, id="far too deep"),
        pytest.param(PATH, b"9" * MOST_BYTES, id="far too long a number"),
        pytest.param(PATH, b"[]", id="a list"),
        pytest.param(PATH, b"", id="nothing"),
    ],
)
def test_anything_else_breaks_the_ledger(path: str, content: bytes) -> None:
    with pytest.raises(LedgerBroken) as caught:
        decode(path, content)
    assert caught.value.fix


def test_a_newer_ledger_asks_for_an_update() -> None:
    with pytest.raises(LedgerBroken, match="newer version") as caught:
        decode(PATH, canonical(schema=2, mood="sunny"))
    assert "update" in caught.value.fix


@pytest.mark.parametrize(
    "record",
    [
        replace(entry(), post=PostId("../evil")),
        replace(entry(), post=PostId("Reading")),
        replace(entry(), channel="x.y"),
        replace(entry(), reason="long " * MOST_BYTES),
        replace(approval(), post=PostId("")),
    ],
)
def test_what_the_ledger_cannot_hold_is_not_written(record: Entry | Approval) -> None:
    with pytest.raises(LedgerBroken):
        encode(record)
