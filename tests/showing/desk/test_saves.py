import threading
from pathlib import Path

from plugins.showing.desk.saves import saves


def test_each_save_is_told_once_with_the_paths_that_changed(tmp_path: Path) -> None:
    post = tmp_path / "content" / "news" / "fair.md"
    post.parent.mkdir(parents=True)
    post.write_text("one", encoding="utf-8")
    (tmp_path / "school.toml").write_text("", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    (tmp_path / "content" / "nowhere.md").symlink_to(tmp_path / "gone")
    told = saves(tmp_path)
    assert next(told) == {"content/news/fair.md", "content/nowhere.md", "school.toml"}
    post.write_text("two, and more", encoding="utf-8")
    (post.parent / "new.md").write_text("three", encoding="utf-8")
    assert next(told) == {"content/news/fair.md", "content/news/new.md"}
    post.unlink()
    (tmp_path / "notes.txt").write_text("changed", encoding="utf-8")
    assert next(told) == {"content/news/fair.md"}
    later = threading.Timer(0.5, post.write_text, ["again"])  # by then a quiet look has told nothing
    later.start()
    assert next(told) == {"content/news/fair.md"}
    later.join()
