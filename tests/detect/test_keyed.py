import base64
import json
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.detect.index import Index, index_of, sets_of
from plugins.detect.keyed import BEGINNING, SETS, write
from plugins.detect.names import names
from plugins.detect.roll import Roll, is_hashed, load_roll
from plugins.model.errors import CouldNotRun, SettingsWrong
from plugins.model.finding import FIRST_NAME, FULL_NAME, NEAR_NAME, WORD_NAME
from plugins.model.post import Field
from tests import make
from tests.detect.test_names import ROLL

KEY = "k" * 48
ON_A_ROLL = {FULL_NAME, NEAR_NAME, FIRST_NAME, WORD_NAME}


def hashed(folder: Path, key: str = KEY) -> Roll:
    file = folder / "roll.hashed"
    file.write_text(write(sets_of(ROLL), KEY), encoding="utf-8")
    return load_roll(file, key=key)


def seen(text: str, roll: Roll) -> set[str]:
    post = make.post(fields=(Field(name="body", text=text, line=1),))
    return {one.kind for one in names(post, "a.md", roll, ())} & ON_A_ROLL


@pytest.mark.parametrize(
    "text",
    [
        "Nobody is named in these words, and Year 4 sang.",
        "Jonty Quillfeather",
        "quillfeather, jonty",
        "J. Quillfeather",
        "#welldonejontyquillfeather",
        "ytnoJ rehtaeflliuQ",
        "J o n t y Q u i l l f e a t h e r",
        "J0nty Qu1llfeather",
        "Jonty Quilfeather",
        "Nathan Quillfether",
        "Well done, Jonty!",
        "We cheered for Grace and clapped.",
        "Anne-Marie O\u2019Dwyer",
    ],
)
def test_the_keyed_form_finds_what_the_list_itself_finds(text: str, tmp_path: Path) -> None:
    assert seen(text, hashed(tmp_path)) == seen(text, ROLL)


def test_the_file_and_what_is_read_from_it_show_no_name_and_no_key(tmp_path: Path) -> None:
    roll = hashed(tmp_path)
    text = (tmp_path / "roll.hashed").read_text(encoding="utf-8")
    assert text.startswith(BEGINNING)
    shown = f"{text}{roll!r}{roll.hashed!r}{index_of(roll)!r}".casefold()
    assert [name for name in ("quillfeather", "jonty", KEY) if name in shown] == []
    assert (roll.children, is_hashed(tmp_path / "roll.hashed")) == ((), True)


def test_the_same_list_under_another_key_has_no_hash_in_common() -> None:
    one, other = (
        {
            base64.b64decode(digests)[at : at + 8]
            for digests in json.loads(write(sets_of(ROLL), key))["sets"].values()
            for at in range(0, len(base64.b64decode(digests)), 8)
        }
        for key in (KEY, "l" * 48)
    )
    assert len(one) > 100
    assert one & other == set()


@pytest.mark.parametrize(
    ("key", "why"), [("", "missing or too short"), ("short", "too short"), ("l" * 48, "another key")]
)
def test_without_its_key_nothing_is_judged(key: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CouldNotRun, match=why):
        hashed(tmp_path, key)


@pytest.mark.parametrize("text", ["}", ' "sets": {"firsts": "%"}}', ' "sets": 7}', " }"])
def test_a_damaged_file_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "roll.hashed"
    file.write_text(BEGINNING + text, encoding="utf-8")
    with pytest.raises(SettingsWrong, match="is damaged"):
        load_roll(file, key=KEY)


def test_every_question_of_the_index_has_its_set() -> None:
    assert {field.name for field in fields(Index)} == set(SETS) == set(sets_of(ROLL))
