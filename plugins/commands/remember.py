"""Who was asked about once and is no child? What a post is exempted for is remembered for all posts to come."""

import json
import re
from pathlib import Path

import click

from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.detect.names import unlisted
from plugins.model.errors import Refused, SettingsWrong
from plugins.model.post import Exemption, Post
from plugins.model.school import Allowed
from plugins.model.settings import parse
from plugins.model.words import count
from plugins.policy.rules.child_name import RULE
from plugins.reading.reader import read

_TABLE = re.compile(r"^\[policy\][^\n]*\n", re.MULTILINE)
_LIST = re.compile(r"^allow[ \t]*=[ \t]*\[", re.MULTILINE)


@command("remember")
@click.argument("post", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def remember(out: Output, *, post: Path) -> int:
    """Allow for good what the file POST is exempted for: its words go to school.toml, each with the post's reason."""
    workspace = open_workspace(Path.cwd())
    reading = read(post.resolve(), workspace.content, workspace.school)
    if reading.post is None:
        raise Refused("that post cannot be read", fix="run publish.py check, and mend what it tells first")
    entries = tuple(entry for one in reading.post.exemptions for entry in _entries(one, reading.post, workspace))
    if not entries:
        raise Refused(
            "no exemption of that post is for a name that only the lexicon knows",
            fix=f"give it one first: rule {RULE.id}, the field as target, a reason and the last day",
        )
    file = workspace.root / "school.toml"
    text = file.read_text(encoding="utf-8")
    added = with_entries(text, entries)
    file.write_text(added, encoding="utf-8")
    out.fact(added=len(entries))
    out.say(f"school.toml allows {count(len(entries), 'name')} more. Look at them: git diff school.toml")
    out.say("The exemption has done its work: take it out of the post. An approver reviews both changes.")
    return exits.DONE


def _entries(one: Exemption, post: Post, workspace: Workspace) -> tuple[Allowed, ...]:
    """What one exemption was for; nothing of another rule, and nothing that names a child on the roll."""
    if one.rule != RULE.id:
        return ()
    school = workspace.school
    targets = [name.strip() for name in one.target.split(",")]
    found = {words: None for target in targets for words in unlisted(post, target, workspace.roll, school.no_names)}
    return tuple(Allowed(words=words, reason=one.reason) for words in found if not workspace.names_a_child(words))


def with_entries(text: str, entries: tuple[Allowed, ...]) -> str:
    """The text of school.toml with entries more, its comments kept; Refused where there is no place for them."""
    lines = "".join(f"\n  {{ words = {_quoted(one.words)}, reason = {_quoted(one.reason)} }}," for one in entries)
    table = _TABLE.search(text)
    start = table.end() if table else 0
    end = text.find("\n[", start)
    there = _LIST.search(text, start, end if end >= 0 else len(text))
    if there:
        added = text[: there.end()] + lines + text[there.end() :]
    else:
        added = f"{text[:start]}allow = [{lines}\n]\n{text[start:]}"
    if _allowed(added) != (*entries, *_allowed(text)):
        raise Refused("the list in school.toml is written in an unusual way", fix="add the words to it by hand")
    return added


def _allowed(text: str) -> tuple[Allowed, ...]:
    try:
        return parse(text).allowed
    except SettingsWrong:
        return ()


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
