"""[approval] of school.toml: every mistake that would let one person count as two, or nobody as somebody, is told."""

import pytest

from plugins.model.errors import SettingsWrong
from plugins.model.settings import parse
from plugins.model.trust import Trust
from tests import make
from tests.make import SCHOOL_TOML

KEYS = tuple(f"ssh-ed25519 {letter * 68}" for letter in "AB")
HEAD = f'{{role = "head", key = "{KEYS[0]}", id = "1"}}'
OFFICE = f'{{role = "office", key = "{KEYS[1]}", id = "2"}}'


def trust(section: str) -> Trust:
    text = SCHOOL_TOML.read_text(encoding="utf-8").replace('backend = "none"', section, 1)
    return parse(text).approval


def signed(approvers: str, authors: str = "") -> str:
    return f'authors = [{authors}]\napprovers = [{approvers}]\nbackend = "signature"'


def test_days_begin_and_end_where_the_school_is() -> None:
    times = "from = 2026-09-01, until = 2026-12-18, revoked_since = 2026-12-01"
    (head,) = trust(signed(HEAD.replace("id", f"{times}, id"), OFFICE)).approvers
    assert (head.role, head.key, head.id) == ("head", KEYS[0], "1")
    assert (head.since, head.until) == (make.at("2026-09-01 00:00"), make.at("2026-12-19 00:00"))
    assert head.revoked_since == make.at("2026-12-01 00:00")


@pytest.mark.parametrize("kind", ["ssh-ed25519", "sk-ssh-ed25519@openssh.com"])
def test_keys_of_today_are_taken_also_those_on_a_token(kind: str) -> None:
    assert trust(signed(HEAD.replace("ssh-ed25519", kind))).approvers[0].key.startswith(kind)


def test_a_rehearsal_may_name_nobody() -> None:
    assert trust('backend = "none"') == Trust(backend="none")


@pytest.mark.parametrize(
    ("section", "why"),
    [
        (signed(""), "approvers: nobody is listed"),
        (signed(HEAD.replace(KEYS[0], "")), "everybody needs one more line: key"),
        (signed(HEAD, OFFICE.replace(KEYS[1], "")), "authors: everybody needs one more line: key"),
        (signed(HEAD, OFFICE.replace("office", "head")), "approvers: two people have the same role"),
        (signed(HEAD, OFFICE.replace(KEYS[1], KEYS[0])), "approvers: two people have the same key"),
        (signed(f"{HEAD}, {OFFICE.replace('2', '1')}"), "approvers: two people have the same id"),
        (signed(HEAD.replace("head", "Jonty Quillfeather")), "role: is a word such as head"),
        (signed(HEAD.replace(KEYS[0], "ssh-rsa AAAA")), "key: is the line of a .pub file"),
        (signed(HEAD.replace(KEYS[0], rf"{KEYS[0]}\n")), "key: must be words in one line"),
        (signed(HEAD.replace('"1"', '"octocat"')), "id: is the person's number"),
        (signed(HEAD.replace("id", 'until = "soon", id')), "until: must be a date"),
        (signed(HEAD.replace("id", 'name = "x", id')), "name: is not a setting"),
        (signed(HEAD).replace("signature", "github"), "repository: say where the pull requests are"),
        (signed(HEAD.replace('id = "1"', "")).replace("signature", "github"), "everybody needs one more line: id"),
        ('backend = "github"\nrepository = "https://github.com/a/b"', "repository: is the repository's owner/name"),
    ],
)
def test_what_would_make_a_yes_worth_less_is_a_mistake(section: str, why: str) -> None:
    with pytest.raises(SettingsWrong) as raised:
        trust(section.replace(", }", "}"))
    assert why in raised.value.what
