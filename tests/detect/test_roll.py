import os
from datetime import date
from pathlib import Path

import pytest

from plugins.detect.names import names
from plugins.detect.roll import Child, load_roll
from plugins.model.errors import SettingsWrong
from plugins.model.finding import FULL_NAME
from plugins.model.post import Field
from tests import make


def roll_file(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "roll.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    "text",
    [
        "Forename,Surname\nJonty,Quillfeather\n",
        "\ufeffLegal Forename,Legal Surname\r\nJonty,Quillfeather\r\n",
        "year;LAST NAME;first_name\n4;Quillfeather;Jonty\n\n;;\n",
        'surname\tforename\n"Quillfeather"\t" Jonty "\n',
    ],
)
def test_an_export_is_read_whatever_its_columns_are_called(tmp_path: Path, text: str) -> None:
    assert load_roll(roll_file(tmp_path, text)).children == (Child(firsts=("Jonty",), lasts=("Quillfeather",)),)


def test_every_first_name_and_surname_on_record_is_kept_once(tmp_path: Path) -> None:
    text = "Legal forename,Known-as,Preferred name,Surname,Preferred surname\nJonathan,Jonty,Jonty,Quillfeather,Vane\n"
    (child,) = load_roll(roll_file(tmp_path, text)).children
    assert child == Child(firsts=("Jonathan", "Jonty"), lasts=("Quillfeather", "Vane"))


def test_windows_letters_are_read(tmp_path: Path) -> None:
    (child,) = load_roll(roll_file(tmp_path, "first,last\nZoë,Müller\n".encode("cp1252"))).children
    assert child.firsts == ("Zoë",)


def test_a_pupil_without_a_surname_has_a_dash(tmp_path: Path) -> None:
    (child,) = load_roll(roll_file(tmp_path, "first,last\nJonty,-\n")).children
    assert child.lasts == ()


def test_the_roll_never_shows_a_name(tmp_path: Path) -> None:
    roll = load_roll(roll_file(tmp_path, "first,last\nJonty,Quillfeather\n"))
    assert (repr(roll), repr(roll.children)) == ("Roll(1 names)", "(Child(…),)")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n", 1),
        ("first,last\n", 1),
        ("first,class\nJonty,4\n", 1),
        ("first,last\nJonty,Quillfeather\n,Quillfeather\n", 3),
        ("first,last\nJonty\n", 2),
        ("first,last,left\nJonty,Quillfeather,last summer\n", 2),
        ("first,last\nJonty," + "Q" * 101 + "\n", 2),
        ("first,last\nJonty," + "Q" * 140_000 + "\n", 2),
        (b"first,last\nJonty,\x81\n", 1),
        (b"x" * (4 * 2**20 + 1), 1),
        ("first,last\n" + "Jonty,Quillfeather\n" * 20_001, 20_002),
    ],
)
def test_a_wrong_export_is_refused_by_file_and_line_without_a_name(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    file = roll_file(tmp_path, text)
    with pytest.raises(SettingsWrong) as wrong:
        load_roll(file)
    assert wrong.value.what.startswith(f"{file}:{line}: ")
    assert "Jonty" not in wrong.value.what + wrong.value.fix


def test_an_export_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="cannot be read"):
        load_roll(tmp_path / "roll.csv")


@pytest.mark.parametrize("written", ["2019-07-19", "19/07/2019", "19.07.2019", "2019-07-19 00:00"])
def test_a_leaver_stays_for_seven_years(tmp_path: Path, written: str) -> None:
    file = roll_file(tmp_path, f"first,last,Left\nJonty,Quillfeather,{written}\nAmy,Marsh,\n")
    in_october = load_roll(file, today=date(2019, 10, 4))
    assert [child.left for child in in_october.children] == [date(2019, 7, 19), None]
    assert len(load_roll(file, today=date(2026, 7, 19)).children) == 2
    assert len(load_roll(file, today=date(2026, 7, 20)).children) == 1
    assert len(load_roll(file, today=date(2028, 2, 29)).children) == 1


def test_a_list_of_staff_stands_beside_the_roll(tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("Forename,Surname\nOlga,Petrie\n", encoding="utf-8")
    roll = load_roll(roll_file(tmp_path, "first,last\nJonty,Quillfeather\n"), staff=staff)
    assert roll.staff == (Child(firsts=("Olga",), lasts=("Petrie",)),)


def test_a_pipe_in_place_of_the_list_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "roll.csv"
    os.mkfifo(pipe)
    with pytest.raises(SettingsWrong, match="no plain file"):
        load_roll(pipe)


def test_a_leavers_name_in_october_is_still_looked_for_and_seven_years_later_no_more(tmp_path: Path) -> None:
    file = roll_file(tmp_path, "first,last,left\nJonty,Quillfeather,2026-07-21\n")
    in_october = load_roll(file, today=date(2026, 10, 9))
    post = make.post(fields=(Field(name="body", text="A card from Jonty Quillfeather hangs in the hall.", line=1),))
    assert FULL_NAME in {one.kind for one in names(post, "a.md", in_october, ())}
    with pytest.raises(SettingsWrong, match="everybody in it left more than 7 years ago"):
        load_roll(file, today=date(2033, 10, 9))
