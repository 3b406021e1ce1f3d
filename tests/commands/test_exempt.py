import hashlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from plugins.commands.exempt import with_exemption
from plugins.model.errors import Refused
from plugins.model.post import Exemption
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, text

ONE = Exemption(rule="photo-face", target="a1", reason='a drawn "face"', expires=date(2027, 7, 31))
ITEM = '  - rule: photo-face\n    target: "a1"\n    reason: "a drawn \\"face\\""\n    expires: 2027-07-31\n'
PHOTO = "[{file: disc.png, alt: A painted disc on a speckled ground, people: none}]"
POST = "content/news/fair-2b3c.md"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    (tmp_path / "roll.csv").write_text("first,last\nZuzanna,Quillfeather\n", encoding="utf-8")
    root = make_workspace(tmp_path, text("fair-2b3c", body="Well done to Amara!", photos=PHOTO))
    (root / "content" / "photos").mkdir(exist_ok=True)
    Image.new("RGB", (64, 48), "grey").save(root / "content" / "photos" / "disc.png")
    return root


def exempt(root: Path, *more: str, rule: str = "child-name", reason: str = "an author") -> tuple[int, str]:
    env = {"SCHOOLGATE_ROLL_FILE": str(root.parent / "roll.csv")}
    said = invoke(root, "exempt", POST, "--rule", rule, "--reason", reason, "--until", "2027-07-31", *more, env=env)
    return said.exit_code, said.output


def asked(root: Path) -> set[str]:
    found = document(root, "check")["findings"]
    return {one["severity"] for one in found if one["rule"] == "child-name"}


def test_what_was_refused_is_asked_about_from_the_command_on(school: Path) -> None:
    assert asked(school) == {"BLOCK"}
    assert exempt(school, "--target", "body")[0] == 0
    assert asked(school) == {"ASK"}


def test_a_photo_is_named_by_its_hash_so_that_another_picture_is_another_matter(school: Path) -> None:
    photo = school / "content" / "photos" / "disc.png"
    for name in ("disc.png", "photos[0]"):
        assert exempt(school, "--target", name, "--target", "summary", rule="photo-face", reason=name)[0] == 0
    written = (school / POST).read_text(encoding="utf-8")
    assert written.count(f'target: "{hashlib.sha256(photo.read_bytes()).hexdigest()}, summary"') == 2


@pytest.mark.parametrize(
    ("more", "rule", "reason", "why"),
    [
        (("--target", "body"), "child-nam", "an author", "no such rule"),
        (("--target", "chapter"), "child-name", "an author", "no such field"),
        (("--target", "photos[1]"), "photo-face", "a drawing", "no such field and no such photo"),
        (("--target", "body"), "child-name", "It is Zuzanna Quillfeather", "names a child"),
        (("--target", "body"), "child-name", "long " * 70, "could not be read with it"),
    ],
)
def test_what_cannot_be_asked_for_leaves_the_post_as_it_was(
    school: Path, more: tuple[str, ...], rule: str, reason: str, why: str
) -> None:
    before = (school / POST).read_bytes()
    code, said = exempt(school, *more, rule=rule, reason=reason)
    assert (code, why in said, "Zuzanna" in said) == (1, True, False)
    assert (school / POST).read_bytes() == before


def test_a_post_that_cannot_be_read_is_exempted_from_nothing(school: Path) -> None:
    (school / POST).write_text("---\ntitle: none\n---\n", encoding="utf-8")
    code, said = exempt(school, "--target", "body")
    assert (code, "cannot be read" in said) == (1, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nid: a\n---\n\nexemptions:\n", f"---\nid: a\nexemptions:\n{ITEM}---\n\nexemptions:\n"),
        (
            "---\nexemptions:\n  - rule: hours\nid: a\n---\nx\n---\n",
            f"---\nexemptions:\n{ITEM}  - rule: hours\nid: a\n---\nx\n---\n",
        ),
    ],
)
def test_one_more_exemption_leaves_the_rest_as_it_was_written(before: str, after: str) -> None:
    assert with_exemption(before, ONE) == after


def test_exemptions_in_one_line_are_left_alone() -> None:
    with pytest.raises(Refused, match="in one line"):
        with_exemption("---\nexemptions: [{rule: hours}]\n---\n", ONE)
