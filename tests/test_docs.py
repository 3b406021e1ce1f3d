"""Do the pages say what the program does? Commands, options, settings, codes, places and links, in both directions."""

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest

from plugins.console import exits
from plugins.model import errors
from plugins.model.errors import SchoolgateError, SettingsWrong
from plugins.model.settings import parse
from plugins.reading.schema import POST
from publish import COMMANDS, main

ROOT = Path(__file__).parent.parent
PAGES = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))
SOURCES = tuple(sorted([*(ROOT / "plugins").rglob("*.py"), ROOT / "publish.py", ROOT / "pelicanconf.py"]))
MOST_LINES, MOST_OF_A_FUNCTION = 300, 40
TABLE = re.compile(r"^\| `(.+?)` \|", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    return text.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def commands() -> dict[str, click.Command]:
    """Every command by the words that call it."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command, name
        if isinstance(command, click.Group):
            found |= {f"{name} {below}": one for below, one in command.commands.items()}
        else:
            found[name] = command
    return found


def options(command: click.Command) -> set[str]:
    """What is particular to a command: its options, and its arguments in capital letters."""
    names = {option for one in command.params for option in one.opts if isinstance(one, click.Option)}
    return names - {"--json"} | {
        one.human_readable_name.upper() for one in command.params if isinstance(one, click.Argument)
    }


def documented() -> dict[str, set[str]]:
    """The commands of docs/running.md with the options and arguments that are shown there."""
    found: dict[str, set[str]] = {}
    table = section(page("docs/running.md"), "Commands").replace("\\|", "")
    for row in re.findall(r"^\| (`.+?`(?:, `.+?`)*) \|", table, re.MULTILINE):
        for call in re.findall(r"`(.+?)`", row):
            words = re.match(r"[a-z]+(?: [a-z]+)?", call)
            assert words, call
            shown = set(re.findall(r"--[a-z-]+", call)) | set(
                re.findall(r"(?<![A-Z-] )\b[A-Z]{4,}\b", call[len(words[0]) :])
            )
            found[words[0]] = found.get(words[0], set()) | shown
    return found


def test_every_command_and_option_is_on_the_page_and_nothing_else_is() -> None:
    program = {name: options(command) for name, command in commands().items()}
    written = {name: shown - {"ROLE", "NAME", "TWEET"} for name, shown in documented().items()}
    assert written == program


def test_every_command_helps_and_speaks_json() -> None:
    for name, command in commands().items():
        assert "--json" in {option for one in command.params for option in one.opts}, name
        assert (command.help or "").strip().endswith("."), name


TOLD = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", *(f"docs/{one}.md" for one in (
    "running", "writing", "approving", "administrator", "account",
)))  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_a_page_tells_to_run_can_be_run(name: str) -> None:
    text = page(name)
    assert set(re.findall(r"(?:`| {4})make ([a-z-]+)", text)) <= targets()
    assert set(re.findall(r"publish\.py ([a-z]+)", text)) <= set(COMMANDS)


def test_what_a_message_tells_to_run_can_be_run() -> None:
    messages = [re.sub(r"#.*", "", file.read_text(encoding="utf-8")) for file in SOURCES]
    told = {word for text in messages for word in re.findall(r"publish\.py ([a-z]+)", text)}
    assert {"photo", "resolve"} <= told <= set(COMMANDS)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", page("Makefile"), re.MULTILINE))


def settings() -> set[tuple[str, str]]:
    """Every section and key of the table in docs/running.md."""
    rows = re.findall(r"^\| `\[([a-z]+)\]` \| (.+) \|$", section(page("docs/running.md"), "Settings"), re.MULTILINE)
    plain = [(name, re.sub(r"\(.*?\)", "", words)) for name, words in rows]
    return {(name, key) for name, words in plain for key in re.findall(r"`([a-z_]+)", words)}


def mistakes(text: str) -> str:
    with pytest.raises(SettingsWrong) as raised:
        parse(text)
    return raised.value.what


def test_every_setting_is_on_the_page() -> None:
    ours = tomllib.loads(page("school.toml"))
    assert {(name, key) for name, table in ours.items() for key in table} <= settings()
    needed = re.findall(r"\[([a-z]+)\] ([a-z_]+): is missing", mistakes("".join(f"[{name}]\n" for name in ours)))
    assert set(needed) <= settings()


def test_every_setting_on_the_page_is_one() -> None:
    sections = {name for name, _ in settings()}
    assert sections == set(tomllib.loads(page("school.toml")))
    odd = "".join(
        f"[{one}]\n" + "".join(f"{key} = 1.5\n" for name, key in settings() if name == one) for one in sections
    )
    assert "is not a setting" not in mistakes(odd)


def test_every_setting_of_a_post_is_on_the_teachers_page() -> None:
    rows = re.findall(
        r"^\| (`.+?`) \|", section(page("docs/writing.md"), "What may stand above the words"), re.MULTILINE
    )
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(told) == sorted(POST)


def test_every_workflow_and_all_that_it_is_given_is_on_the_administrators_page() -> None:
    words = page("docs/administrator.md")
    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    given = {name for file in files for name in re.findall(r"\b(?:secrets|vars)\.(\w+)", file.read_text("utf-8"))}
    rooms = {
        name
        for file in files
        for name in re.findall(r"^ +environment: (\w+)(?: |$)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert {name for name in given | rooms if f"`{name}`" not in words} == set()
    assert {file.stem for file in files if file.stem not in words} == set()


def test_every_exit_code_is_told_alike_everywhere() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    starts = "done refused usage could\\snot something try a\\smistake".replace(" ", "|")
    for text in (section(page("docs/running.md"), "Exit codes"), page("README.md"), main.help or ""):
        told = re.findall(rf"\b(\d+) ({starts})", text)
        assert {int(code) for code, _ in told} == codes
        assert dict(told) == {
            "0": "done",
            "1": "refused",
            "2": "usage",
            "3": "could not",
            "4": "something",
            "75": "try",
            "70": "a mistake",
        }


def kinds(base: type[SchoolgateError] = SchoolgateError) -> list[type[SchoolgateError]]:
    return [base, *(kind for below in base.__subclasses__() for kind in kinds(below))]


def test_every_error_says_what_and_how_to_mend_it_and_ends_as_its_table_says() -> None:
    table = errors.__doc__ or ""
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    for kind in kinds():
        extra = {"status": 0} if issubclass(kind, errors.CertainlyNotSent) else {}
        error = kind("what", fix="fix", **extra)
        assert (error.what, error.fix, str(error)) == ("what", "fix", "what")
        assert error.exit_code in codes
        if kind.__module__ == errors.__name__:
            assert re.search(rf"\b{kind.__name__}\b", table), kind
    for name, code in re.findall(r"── ([A-Z]\w+) +(\d+) ", table):
        assert getattr(errors, name).exit_code == int(code)


def test_every_test_that_proves_an_invariant_is_there() -> None:
    table = section(page("ARCHITECTURE.md"), "Invariants")
    named = re.findall(r"`(tests/[\w/.]+)`", table)
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_room_is_on_the_map() -> None:
    rooms = section(page("ARCHITECTURE.md"), "The rooms")
    named = set(re.findall(r"`(?:plugins/)?(\w+(?:\.py|/))`", rooms))
    there = {f"{path.name}/" for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").is_file()}
    there |= {path.name for path in (ROOT / "plugins").glob("*.py") if path.name != "__init__.py"}
    assert named - {"plugins/", "publish.py"} == there


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target, anchor in LINK.findall(prose):
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_picture_is_shown_and_is_small() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    sizes = {file.name: file.stat().st_size for file in (ROOT / "docs/pictures").iterdir()}
    assert set(re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", pages)) == set(sizes)
    assert max(sizes.values()) <= 60_000
    assert sum(sizes.values()) <= 1_000_000


def test_the_readme_is_read_in_one_go() -> None:
    assert len(page("README.md").splitlines()) <= 120


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_and_each_of_its_functions_fit_a_readers_eye(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MOST_LINES
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= MOST_OF_A_FUNCTION] == []
    assert "?" in (ast.get_docstring(tree) or "").split("\n\n")[0]
