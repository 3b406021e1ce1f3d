"""May this stand although it was refused? The question is written into the post, and an approver answers it."""

import json
import re
from datetime import datetime
from pathlib import Path

import click

from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.model.errors import Refused
from plugins.model.post import Exemption, Post
from plugins.policy.rulebook import RULES
from plugins.reading.reader import read

_PHOTO = re.compile(r"photos\[(\d+)\]", re.ASCII)
_LIST = re.compile(r"^exemptions:[ \t]*\n(?P<indent> *)- ", re.MULTILINE)
_OTHERWISE = re.compile(r"^exemptions:", re.MULTILINE)
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)


@command("exempt")
@click.argument("post", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", required=True, help="The rule, as the finding names it.")
@click.option(
    "--target", "targets", multiple=True, required=True,
    help="What may stand: a field (summary, body) or a photo's file; once for each.",
)  # fmt: skip
@click.option("--reason", required=True, help="Why; an approver reads it.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day, as 2027-07-31.")
def exempt(out: Output, *, post: Path, rule: str, targets: tuple[str, ...], reason: str, until: datetime) -> int:
    """Ask in the file POST that a finding may stand. A photo is named by its hash: another one is another matter."""
    workspace = open_workspace(Path.cwd())
    file = post.resolve()
    before = read(file, workspace.content, workspace.school).post
    if before is None:
        raise Refused("that post cannot be read", fix="run publish.py check, and mend what it tells first")
    if rule not in {one.id for one in RULES}:
        raise Refused("there is no such rule", fix="give it as the finding names it, such as photo-face")
    if workspace.names_a_child(reason):
        raise Refused("the reason names a child on the roll", fix="say it without the name")
    named = ", ".join(_target(target, before) for target in targets)
    one = Exemption(rule=rule, target=named, reason=reason, expires=until.date())
    text = file.read_text(encoding="utf-8")
    file.write_text(with_exemption(text, one), encoding="utf-8")
    after = read(file, workspace.content, workspace.school)
    if after.post is None or one not in after.post.exemptions:
        file.write_text(text, encoding="utf-8")
        raise Refused("the post could not be read with it", fix="shorten the reason, or name fewer targets at once")
    out.fact(targets=named.split(", "), expires=one.expires.isoformat())
    out.say("The exemption is in the post. Run publish.py check: what was refused is asked about, where it can be.")
    return exits.DONE


def _target(target: str, post: Post) -> str:
    """A photo's hash, or a field that the post has."""
    number = _PHOTO.fullmatch(target)
    for index, photo in enumerate(post.photos):
        if target in {photo.file, photo.digest} or (number and int(number[1]) == index):
            return photo.digest
    if target not in {field.name for field in post.fields}:
        raise Refused("the post has no such field and no such photo", fix="name it as the finding does")
    return target


def with_exemption(text: str, one: Exemption) -> str:
    """The post's text with one exemption more, the rest as it was written."""
    found = _LIST.search(text, 0, _end(text))
    if found:
        start = found.start("indent")
        return text[:start] + _item(one, found["indent"]) + text[start:]
    if _OTHERWISE.search(text, 0, _end(text)):
        raise Refused("exemptions stand in one line there", fix="write them as a list, one below the other")
    return f"{text[: _end(text)]}exemptions:\n{_item(one, '  ')}{text[_end(text) :]}"


def _end(text: str) -> int:
    """Where the settings end."""
    ends = [found.start() for found in _END.finditer(text)]
    return ends[1]


def _item(one: Exemption, indent: str) -> str:
    reason, target = (json.dumps(words, ensure_ascii=False) for words in (one.reason, one.target))
    return (
        f"{indent}- rule: {one.rule}\n{indent}  target: {target}\n"
        f"{indent}  reason: {reason}\n{indent}  expires: {one.expires.isoformat()}\n"
    )
