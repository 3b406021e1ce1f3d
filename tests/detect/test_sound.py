import pytest

from plugins.detect.sound import sound, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        ("mohamed", "muhammad", "mohammed", "muhamed"),
        ("sumaiyah", "sumayya", "sumaya"),
        ("aisha", "aysha", "ayisha"),
        ("sofia", "sophia", "sofiya"),
        ("jakub", "jacub"),
        ("yusuf", "yousuf", "yussuf"),
        ("khadija", "kadija", "khadeeja"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("oliver", "olivia"), ("amara", "amira"), ("kofi", "kaya"), ("hana", "anna")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_many_names_are_heard_at_once_as_each_is_alone() -> None:
    names = ("hanna", "yusuf", "aharon", "xavier", "sheikh", "oona")
    assert sounds(names) == {sound(name) for name in names}
