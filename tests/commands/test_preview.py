from pathlib import Path

import pytest

from plugins.commands import preview
from plugins.rehearsal.server import Server
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import account, due, refs, tweets
from tests.commands.workspace import ledger, make_photo, make_workspace, photos, text, tree, write

POSTS = (
    text("leaves-2b3c", photos=photos(), summary="Red leaves are on our wall. 🍁", date="2026-11-20 12:00"),
    text("welsh-3c4d", title="Croeso i'r tŷ", summary="'Bore da [bold] :sun: i bawb.'", date="2026-11-20 11:00"),
    text(
        "snow-4d5e",
        summary="We are closed.",
        urgent="{reason: snow, expires: 2026-11-24 18:00}",
        date="2026-11-23 09:30",
    ),
    text("later-5e6f", not_before="2026-11-30 09:00", date="2026-11-19 10:00"),
)
DRAFT = text("draft-6f7a", status="draft", summary="This is only a draft.")


def alt_texts(server: Server) -> list[str]:
    """The descriptions of all photos of all tweets."""
    with server.store.transaction() as db:
        rows = db.execute("SELECT alt FROM media JOIN attachment ON attachment.media = media.id").fetchall()
    return [row["alt"] for row in rows]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_workspace(tmp_path_factory.mktemp("preview"), *POSTS, DRAFT)
    assert invoke(root, "ledger", "init", "--announce", "4").exit_code == 0
    return root


def test_a_preview_shows_exactly_what_publish_then_says_and_does_nothing_itself(school: Path) -> None:
    before = (ledger(school), refs(school), tree(school / "content"))
    seen = document(school, "preview")
    assert seen["exit_code"] == 0
    assert (ledger(school), refs(school), tree(school / "content")) == before
    assert (tweets(school), (school / "public").exists()) == ([], False)
    going = [one for one in seen["tweets"] if one["would_go"]]
    said = document(school, "publish")
    assert [one["post"] for one in said["said"]] == [one["post"] for one in going]
    assert going[0]["post"] == "snow-4d5e"
    assert tweets(school) == [one["text"] for one in going]
    with account(school) as server:
        assert (
            alt_texts(server)
            == [photo["alt"] for one in going for photo in one["photos"]]
            == ["Red paper leaves on a wall"]
        )


def test_a_preview_of_what_is_published_shows_drafts_and_when_the_rest_goes(school: Path) -> None:
    assert invoke(school, "publish").exit_code == 75
    public = tree(school / "public")
    said = invoke(school, "preview")
    assert said.exit_code == 0
    assert "later-5e6f waits until Monday 09:00\n" in said.stdout
    assert "    | There is something new about later.\n" in said.stdout
    site = school / ".schoolgate" / "preview" / "site"
    assert said.stdout.endswith(f"The site, drafts included: {site}\n")
    assert (site / "news" / "draft-6f7a" / "index.html").is_file()
    assert "draft-6f7a" not in said.stdout
    assert tree(school / "public") == public


def test_a_photos_words_and_a_tweets_price_are_told(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, POSTS[0]))
    make_photo(root, "bulbs.jpg", colour="gold")
    write(root, text("bulbs-7a8b", photos=photos("bulbs.jpg", alt="Yellow bulbs")))
    said = invoke(root, "preview")
    assert said.exit_code == 0
    assert "bulbs-7a8b would go now\n    " in said.stdout
    assert " of 280 characters, $0.205, 1 photo\n" in said.stdout
    assert ": Yellow bulbs\n" in said.stdout
    # An edited post that waits for a yes takes the place of nothing: its approved version stays in the picture.
    write(
        root,
        text("leaves-2b3c", summary='"Thank you, @a_childrens_author."'),
        text("asks-8b9c", summary='"Thank you, @a_childrens_author."'),
    )
    waiting = document(root, "preview")
    assert waiting["exit_code"] == 4
    assert "asks-8b9c" not in [one["post"] for one in waiting["tweets"]]
    site = root / ".schoolgate" / "preview" / "site" / "news"
    assert (site / "asks-8b9c" / "index.html").is_file()
    assert "@a_childrens_author" not in (site / "leaves-2b3c" / "index.html").read_text(encoding="utf-8")


def test_where_nothing_is_to_be_said_a_preview_says_so_and_the_live_one_ends_by_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path)
    said = invoke(root, "preview")
    assert (said.exit_code, "    nothing is to be said\n" in said.stdout) == (0, True)
    monkeypatch.setattr(preview, "saves", lambda folder: map(stopped, [folder]))
    said = invoke(root, "preview", "--live")
    assert said.exit_code == 0
    assert "The preview: http://127.0.0.1:" in said.stdout


def stopped(_folder: Path) -> frozenset[str]:
    """Somebody presses Ctrl-C before anything is saved."""
    raise KeyboardInterrupt
