"""What does an administrator see of new followers? One page at a time, without scripts, worked from the keyboard.

Enter keeps; Tab leads to the note, and Enter there blocks. People with a reason to look twice come first, one by one;
all others come in lists, and one Enter keeps a whole list. No picture is fetched, and nobody is looked up.
"""

from collections.abc import Mapping, Sequence
from html import escape

from plugins.account.reviewed import MOST_NOTE, Block
from plugins.account.signs import reasons
from plugins.model.people import Person, address
from plugins.model.school import School
from plugins.model.words import count, day

TOGETHER = 20
"""How many people without a reason are shown at once."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
html {{ background: Canvas; color: CanvasText }}
body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem }}
button, input {{ font: inherit; padding: .5rem 1rem }}
:focus-visible {{ outline: 3px solid; outline-offset: 2px }}
article, li {{ border-top: 1px solid; padding: .6rem 0; overflow-wrap: anywhere }}
ol, ul {{ padding-left: 0; list-style: none }}
ul.why {{ list-style: disc; padding-left: 1.2rem }}
ul.why li {{ border: 0; padding: 0 }}
form {{ display: inline-block; margin: .5rem 1rem .5rem 0 }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def page(waiting: Sequence[Person], blocks: Sequence[Block], school: School, key: str) -> str:
    """The next thing to do: somebody with a reason, else a list, else the blocks that are to be made."""
    marked = [(person, why) for person in waiting if (why := reasons(person, school))]
    if marked:
        return _framed(f"{count(len(marked), 'follower')} to look at twice", _single(*marked[0], key))
    if waiting:
        return _framed(f"{count(len(waiting), 'new follower')}, no reason to look twice", _list(waiting, key))
    return _framed("Nobody is left to look at", _work(blocks, school, key))


def _single(person: Person, why: Sequence[str], key: str) -> str:
    listed = "".join(f"<li>{escape(reason)}</li>" for reason in why)
    note = f'<label>Why? <input name="note" maxlength="{MOST_NOTE}" required></label> '
    return (
        f'<article>{_profile(person)}<p>Why look twice:</p><ul class="why">{listed}</ul></article>'
        f"{_form('decide', key, {'ids': person.id, 'decision': 'keep'}, '<button autofocus>Keep</button>')}"
        f"{_form('decide', key, {'ids': person.id, 'decision': 'block'}, f'{note}<button>Block</button>')}"
    )


def _list(waiting: Sequence[Person], key: str) -> str:
    shown = waiting[:TOGETHER]
    ids = ",".join(person.id for person in shown)
    keep = f"<button autofocus>Keep {'this one' if len(shown) == 1 else f'these {len(shown)}'}</button>"
    rows = "".join(f"<li>{_profile(person)}{_block_one(person, key)}</li>" for person in shown)
    return f"{_form('decide', key, {'ids': ids, 'decision': 'keep'}, keep)}<ol>{rows}</ol>"


def _block_one(person: Person, key: str) -> str:
    words = f'<label>Block, because <input name="note" maxlength="{MOST_NOTE}" required></label> <button>Block</button>'
    return _form("decide", key, {"ids": person.id, "decision": "block"}, words)


def _profile(person: Person) -> str:
    lock = " (protected)" if person.protected else ""
    return (
        f"<p><strong>{escape(person.name)}</strong> @{escape(person.handle)}{lock} "
        f'<a href="{escape(address(person.id))}" rel="noreferrer" target="_blank">Open on X</a></p>'
        f"<p>{escape(person.bio) or '<em>says nothing about itself</em>'}</p>"
        f"<p>Follows {person.following:,}, followed by {person.followers:,}.</p>"
    )


def _work(blocks: Sequence[Block], school: School, key: str) -> str:
    if not blocks:
        return "<p>Every block is made. You can close this page.</p>"
    rows = "".join(_to_block(block, school, key) for block in blocks)
    told = (
        "To block on X, open each link, choose the three dots, then Block. The next reading looks whether it is made."
    )
    return f"<p>{told}</p><ol>{rows}</ol>"


def _to_block(block: Block, school: School, key: str) -> str:
    done = (
        "said to be done" if block.ticked else _form("tick", key, {"ids": block.id}, "<button>I have done it</button>")
    )
    return (
        f'<li><a href="{escape(address(block.id))}" rel="noreferrer" target="_blank">Account {escape(block.id)}</a>: '
        f"{escape(block.note)}, decided {day(school.day(block.decided))}. {done}</li>"
    )


def _form(action: str, key: str, fields: Mapping[str, str], inside: str) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in {**fields, "key": key}.items()
    )
    return f'<form method="post" action="{action}">{hidden}{inside}</form>'


def _framed(title: str, content: str) -> str:
    return _PAGE.format(title=escape(title), content=content)
