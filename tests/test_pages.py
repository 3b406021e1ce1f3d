"""A build that takes pages from the last one is, byte for byte, the build that takes none."""

import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plugins.clone.workspace import open_workspace
from plugins.detect.seal import Seal
from plugins.pages import NAME, Noting, Pages, open_pages
from tests import make
from tests.commands.inside import document
from tests.commands.workspace import SNOW, add_plugin, make_photo, make_workspace, photos, set_clock, text, tree, write

SITE = "https://www.thistledown-primary.example/"


def environment(**templates: str) -> Environment:
    made = Environment(loader=DictLoader(templates), autoescape=True)
    made.context_class = Noting
    return made


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., list[str]]:
    """Builds pages of one template for some values; which of the pages had to be rendered."""

    def build(template: str, made_by: str = "1", key: str = "key", **pages: dict[str, Any]) -> list[str]:
        last, fresh = tmp_path / "last", tmp_path / "fresh"
        rendered: list[str] = []
        of_this = environment(page=template, part="{{ shared }}").get_template("page")

        def render(values: dict[str, Any]) -> str:
            rendered.append(values["output_file"])
            return of_this.render(values)

        asked = SimpleNamespace(name="page", render=render)
        found = Pages(last, tmp_path / key, made_by)
        for name, values in pages.items():
            page = found.render(asked, {"output_file": name, **values})
            assert page == of_this.render(values)
            (fresh / "site").mkdir(parents=True, exist_ok=True)
            (fresh / "site" / name).write_text(page, encoding="utf-8")
        found.save(fresh)
        shutil.rmtree(last, ignore_errors=True)
        fresh.rename(last)
        return rendered

    return build


def test_a_page_is_rendered_again_only_for_what_its_template_asked_for(built: Callable[..., list[str]]) -> None:
    template = "{{ words }}{% if more %}{{ more }}{% endif %}"
    one, two = {"words": "<a>", "more": "", "now": 1}, {"words": "b", "more": "c", "now": 1}
    assert built(template, one=one, two=two) == ["one", "two"]
    assert built(template, one={**one, "now": 2}, two={**two, "now": 2}) == []
    assert built(template, one=one, two={**two, "more": "d"}) == ["two"]
    assert built(template, one={"more": "", "words": "e"}, two=two, three=one) == ["one", "two", "three"]


def test_what_a_part_of_the_template_asks_for_counts_as_well(built: Callable[..., list[str]]) -> None:
    template = "{% include 'part' %}"
    assert built(template, one={"shared": "a"}) == ["one"]
    assert built(template, one={"shared": "a", "other": "b"}) == []
    assert built(template, one={"shared": "b"}) == ["one"]


def test_a_value_that_was_missing_and_is_there_makes_another_page(built: Callable[..., list[str]]) -> None:
    assert built("{{ words }}", one={}) == ["one"]
    assert built("{{ words }}", one={}) == []
    assert built("{{ words }}", one={"words": "a"}) == ["one"]


def test_what_cannot_be_compared_is_rendered_each_time(built: Callable[..., list[str]]) -> None:
    values = {"words": lambda: "a"}
    assert built("{{ words() }}", one=values) == ["one"]
    assert built("{{ words() }}", one=values) == ["one"]


def test_pages_of_other_code_and_of_another_clone_do_not_count(built: Callable[..., list[str]]) -> None:
    values = {"words": "a"}
    built("{{ words }}", one=values)
    assert built("{{ words }}", made_by="2", one=values) == ["one"]
    assert built("{{ words }}", made_by="2", key="another", one=values) == ["one"]


def test_whatever_another_version_kept_is_passed_over(built: Callable[..., list[str]], tmp_path: Path) -> None:
    values = {"words": "a"}
    built("{{ words }}", one=values)
    Seal(file=tmp_path / "last" / NAME, key_file=tmp_path / "key").save(pickle.dumps(("0", ["in", "another", "form"])))
    assert built("{{ words }}", one=values) == ["one"]


def test_a_page_that_somebody_changed_or_took_away_is_rendered_again(
    built: Callable[..., list[str]], tmp_path: Path
) -> None:
    values = {"words": "a"}
    built("{{ words }}", one=values)
    (tmp_path / "last" / "site" / "one").write_text("Psst", encoding="utf-8")
    assert built("{{ words }}", one=values) == ["one"]
    (tmp_path / "last" / "site" / "one").unlink()
    assert built("{{ words }}", one=values) == ["one"]


def shared(folder: Path, values: dict[str, Any]) -> bytes | None:
    """What a new build has of the page `one` without rendering it."""
    pages = Pages(folder / "last", folder / "key", "1")
    output = folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    done = pages.share("one", SimpleNamespace(name="page", render=str), values, str(output))
    assert (output / "one").exists() is done
    return (output / "one").read_bytes() if done else None


def test_a_page_is_shared_only_while_it_is_whole_and_would_be_the_same(
    built: Callable[..., list[str]], tmp_path: Path
) -> None:
    built("{{ words }}", one={"words": "a"})
    assert shared(tmp_path, {"words": "a"}) == b"a"
    assert shared(tmp_path, {"words": "b"}) is None
    (tmp_path / "last" / "site" / "one").write_text("Psst", encoding="utf-8")
    assert shared(tmp_path, {"words": "a"}) is None
    (tmp_path / "last" / "site" / "one").unlink()
    assert shared(tmp_path, {"words": "a"}) is None


def test_a_file_of_no_template_is_shared_by_what_it_was_made_of(tmp_path: Path) -> None:
    first = Pages(tmp_path / "last", tmp_path / "key", "1")
    (tmp_path / "last" / "site").mkdir(parents=True)
    (tmp_path / "last" / "site" / "all.ics").write_bytes(b"events")
    first.note_made("all.ics", ["event"], b"events")
    first.save(tmp_path / "last")
    again = Pages(tmp_path / "last", tmp_path / "key", "1")
    assert not again.share_made("all.ics", ["another"], str(tmp_path / "other"))
    assert not again.share_made("other.ics", ["event"], str(tmp_path / "other"))
    assert again.share_made("all.ics", ["event"], str(tmp_path / "output"))
    assert (tmp_path / "output" / "all.ics").read_bytes() == b"events"


def test_a_plugin_that_nobody_knows_makes_every_page_anew(tmp_path: Path) -> None:
    ours, extra = SimpleNamespace(__name__="plugins.gate"), SimpleNamespace(__name__="extra")
    theme = tmp_path / "theme"
    for plugins, remembers in (([ours], True), ([ours, extra], False)):
        settings = {
            "SCHOOLGATE_LAST": str(tmp_path),
            "SCHOOLGATE_CACHE": make.cache(tmp_path / "cache"),
            "THEME": str(theme),
        }
        pelican = SimpleNamespace(settings={**settings, "SCHOOL": "school"}, plugins=plugins)
        open_pages(pelican)
        assert ("SCHOOLGATE_PAGES" in pelican.settings) is remembers


def add(root: Path, chance: random.Random) -> None:
    name = f"walk-{chance.randrange(16**4):04x}"
    write(root, text(name, tags="[garden walk]", date=f"2026-11-{chance.randrange(16, 21)} 10:00"))


def edit(root: Path, chance: random.Random) -> None:
    write(root, text("fair-1a2b", body=f"We counted {chance.randrange(20, 90)} boats.", photos=photos()))


def retitle(root: Path, chance: random.Random) -> None:
    write(root, text("fair-1a2b", title=f"Fair number {chance.randrange(2, 9)}", category="event", tags="[fair]"))


def rename(root: Path, _chance: random.Random) -> None:
    (root / "content" / "news" / "boats-3c4d.md").rename(root / "content" / "news" / "sailing.md")


def delete(root: Path, _chance: random.Random) -> None:
    for file in (root / "content" / "news").glob("walk-*.md"):
        file.unlink()


def change_photo(root: Path, _chance: random.Random) -> None:
    make_photo(root, colour="seagreen")


def page(root: Path, _chance: random.Random) -> None:
    file = root / "content" / "pages" / "about.md"
    file.write_text(file.read_text(encoding="utf-8").replace("About our school", "Our school"), encoding="utf-8")


def settings(root: Path, _chance: random.Random) -> None:
    file = root / "school.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("01632 960123", "01632 960124"), encoding="utf-8")


def expire(root: Path, _chance: random.Random) -> None:
    set_clock(root, "2026-11-24 09:30")


def withdraw(root: Path, _chance: random.Random) -> None:
    assert document(root, "publish")["exit_code"] in {0, 4}
    assert document(root, "withdraw", "boats-3c4d")["exit_code"] == 0


EDITS = (add, edit, retitle, rename, delete, change_photo, page, settings, expire, withdraw)


def site(root: Path) -> dict[str, bytes]:
    assert document(root, "build")["exit_code"] == 0
    return tree(root / ".schoolgate" / "build" / "site")


def test_after_any_edits_the_site_is_the_one_that_a_first_build_makes(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), text("boats-3c4d", tags="[fair]", photos=photos()), SNOW)
    site(root)
    chance = random.Random(6)  # noqa: S311 - the same edits each time
    for edits in (EDITS[:3], EDITS[3:6], EDITS[6:8], EDITS[8:]):
        for change in chance.sample(edits, len(edits)):
            change(root, chance)
        quick = site(root)
        shutil.rmtree(root / ".schoolgate" / "build")
        for name in ("cases", "documents"):
            (root / ".schoolgate" / "cache" / name).unlink(missing_ok=True)
        assert site(root) == quick


def test_what_is_built_again_is_taken_from_the_last_build_and_only_while_it_is_whole(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"))
    first = site(root)
    workspace = open_workspace(root)
    assert Seal(file=workspace.built.parent / NAME, key_file=workspace.cache.key_file).load() is not None
    tampered = workspace.built / "news" / "fair-1a2b" / "index.html"
    tampered.write_text(first["news/fair-1a2b/index.html"].decode().replace("counted", "shouted"), encoding="utf-8")
    assert site(root) == first
    add_plugin(root, "def register():\n    pass\n")
    assert site(root) == first
    assert not (workspace.built.parent / NAME).exists()
