"""A mistake in school.toml is told in words before anything runs; none becomes an address, a folder or a crash."""

import re

import pytest

from plugins.model.errors import SettingsWrong
from plugins.model.school import Branch, Command, Rsync, Target
from plugins.model.settings import parse
from tests.make import SCHOOL_TOML

SSH = 'live = "url"\nrsync = "web@host.example:/srv/www"'


def deploying(lines: str) -> str:
    """The project's own school.toml with these lines in place of where the site is looked at."""
    before, section, after = SCHOOL_TOML.read_text(encoding="utf-8").partition("[deploy]\n")
    return before + section + re.sub(r"^live = [^\n]*", lambda _: lines, after, count=1, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("lines", "target"),
    [
        (SSH, Rsync(to="web@host.example:/srv/www")),
        ('live = "url"\nrsync = "/mnt/share/www"', Rsync(to="/mnt/share/www")),
        ('live = "url"\nbranch = "gh-pages"\nremote = "origin"', Branch(remote="origin", name="gh-pages")),
        ('live = "url"\ncommand = ["./upload", "--all files"]', Command(words=("./upload", "--all files"))),
        ('live = "url"', None),
    ],
)
def test_a_site_goes_to_one_place(lines: str, target: Target | None) -> None:
    assert parse(deploying(lines)).deploy.target == target


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        (f'{SSH}\ncommand = ["./upload"]', "[deploy] rsync: rsync, branch and command are three ways"),
        (SSH.replace("url", "loopback"), '[deploy] live: must be "url"'),
        *(
            (f'live = "url"\nrsync = "{to}"', "[deploy] rsync: must look like")
            for to in ("-e sh", "web@h:", "h:/a/../b", "h::www", "rsync://h/www", "www", "/", "h:/a b", "h;st:/a")
        ),
        *(
            (f'live = "url"\nremote = "origin"\nbranch = "{name}"', "[deploy] branch: must be a branch of its own")
            for name in ("main", "publish-ledger", "-f", "a:b", "")
        ),
        ('live = "url"\nbranch = "gh-pages"', "[deploy] remote: must be the git remote"),
        ('live = "url"\ncommand = []', "[deploy] command: must be a list"),
        ('live = "url"\nrsync = 7', "[deploy] rsync: must be words"),
    ],
)  # fmt: skip
def test_a_place_that_could_do_harm_is_a_mistake(lines: str, mistake: str) -> None:
    with pytest.raises(SettingsWrong) as raised:
        parse(deploying(lines))
    assert mistake in raised.value.what


def test_a_mail_needs_a_server() -> None:
    with pytest.raises(SettingsWrong, match=r"\[notices\] server: must be the mail server and its port"):
        parse(_with("notices", "mail", '"office@thistledown-primary.example"'))


def _with(section: str, key: str, value: str) -> str:
    """The text of the project's own school.toml with one setting replaced."""
    before, line, after = SCHOOL_TOML.read_text(encoding="utf-8").partition(f"[{section}]\n")
    changed, times = re.subn(rf"^{key} = [^\n]*", lambda _: f"{key} = {value}", after, count=1, flags=re.MULTILINE)
    assert line
    assert times == 1
    return before + line + changed


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        *(
            ("deploy", "directory", value)
            for value in (
                '""', '"."', '"/"', '".."', '"../../x"', '"a/../../x"', '"content"', '"content/site"', '"plugins/x"',
                '".git"', '".schoolgate/build/site"', '"~/site"', r'"a\u0000b"', r'"a\nb"', "7",
            )
        ),
        *(
            ("site", "url", value)
            for value in (
                '"https://"', '"http://a.example"', '"https://a.example/"', '"https://a.example/x y"', '"javascript:x"',
                r'"https://a.example/\"><script>"', r'"https://a.example\nEvil"', '"https://a.example?x=1"',
                '"https://a.example#x"', '"https://name:word@a.example"', '"http://127.0.0.1.evil.example"',
                '"https://a.example/../x"', '"https://a.example//x"', '"https://[::1"', '"https://schüle.example"',
            )
        ),
        ("site", "title", '"  "'),
        ("site", "title", r'"a\u202eb"'),
        ("site", "title", f'"{"x" * 201}"'),
        ("site", "lang", r'"en\" onload=x"'),
        ("site", "timezone", '"../../etc/passwd"'),
        ("school", "classes", '["Year 1", "year-1"]'),
        ("school", "classes", '["Year 1", " "]'),
        ("school", "email", r'"office@a.example\nx"'),
        ("account", "handle", '"@school"'),
        ("account", "handle", f'"{"x" * 16}"'),
        ("account", "id", '"٣"'),
        ("hours", "opens", '"08:00+05:00"'),
        ("hours", "opens", '"25:00"'),
        ("hours", "closes", '"18"'),
        ("limits", "per_run", "99999999999999999999"),
        ("limits", "per_run", "true"),
        ("feeds", "entries", "0"),
        *(("notices", "github", value) for value in ('"school"', '"a/b/c"', '"https://github.com/a/b"', '"../x"')),
        *(("notices", "mail", value) for value in ('"office"', r'"a@b.example\nBcc: x@y.z"', '"a@b.example, c@d.e"')),
    ],
)  # fmt: skip
def test_a_setting_that_could_do_harm_is_a_mistake_told_by_its_name(section: str, key: str, value: str) -> None:
    with pytest.raises(SettingsWrong) as raised:
        parse(_with(section, key, value))
    assert f"[{section}] {key}: " in raised.value.what


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("deploy", "directory", '"/srv/www/school"'),
        ("deploy", "directory", '"site/public"'),
        ("site", "url", '"https://trust.example/our-school"'),
        ("site", "url", '"http://127.0.0.1:8000"'),
        ("site", "lang", '"cy"'),
        ("site", "tagline", '""'),
        ("school", "name", '"Ysgol Gynradd Llŷn & St Mary"'),
        ("account", "reply_settings", '""'),
        ("mirror", "remote", '"origin"'),
        ("notices", "github", '"thistledown/news"'),
    ],
)
def test_what_schools_write_is_taken_as_it_stands(section: str, key: str, value: str) -> None:
    school = parse(_with(section, key, value))
    part = school if section == "school" else getattr(school, section)
    assert getattr(part, key) == value.strip('"')


SCHOOL = SCHOOL_TOML.read_text(encoding="utf-8")


def without(section: str) -> str:
    return re.sub(rf"^\[{section}\]\n(?:(?!\[).*\n)*", "", SCHOOL, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[school", "school.toml cannot be read: "),
        (without("limits"), "[limits] is missing"),
        ("limits = 3\n" + without("limits"), "[limits] must be a table"),
        (SCHOOL + "[limit]\nper_run = 3\n", "[limit] is not a section"),
        (SCHOOL.replace("per_run = 3\n", ""), "[limits] per_run: is missing"),
        (SCHOOL.replace("per_run = 3\n", 'per_run = "3"\n'), "[limits] per_run: must be a whole number"),
        (SCHOOL.replace("per_run = 3\n", "per_run = 3\nper_week = 9\n"), "[limits] per_week: is not a setting"),
        (SCHOOL.replace('"Friday"]', '"Someday"]'), "[hours] days: 'Someday' is not a day of the week"),
        (SCHOOL.replace('"Friday"]', '"Friday", 6]'), "[hours] days: must be a list of words"),
        (SCHOOL.replace('opens = "08:00"', 'opens = "19:00"'), "[hours] opens: must be earlier than closes"),
        (
            SCHOOL.replace('event_closes = "22:00"', 'event_closes = "17:00"'),
            "[hours] event_closes: must not be earlier than closes",
        ),
        (SCHOOL.replace("[policy]\n", '[policy]\nallow = ["Willow"]\n'), "[policy.allow] must be a table"),
        (
            SCHOOL.replace("[policy]\n", '[policy]\nallow = [{ words = "Willow", why = "a class" }]\n'),
            "[policy.allow] why: is not a setting",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, told: str) -> None:
    with pytest.raises(SettingsWrong) as raised:
        parse(text)
    assert told in raised.value.what


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(SettingsWrong) as raised:
        parse(without("limits").replace('opens = "08:00"', "opens = 8").replace('"rehearsal"', '"twitter"'))
    told = raised.value.what.splitlines()[1:]
    assert {line.split(":")[0].strip() for line in told} >= {
        "[limits] is missing",
        "[hours] opens",
        "[account] account",
    }


def test_words_that_are_allowed_have_their_reason() -> None:
    school = parse(SCHOOL.replace("[policy]\n", '[policy]\nallow = [{ words = "Willow", reason = "a class" }]\n'))
    assert [(one.words, one.reason) for one in school.allowed] == [("Willow", "a class")]


def test_the_real_account_needs_proof_and_a_ledger_that_is_shared() -> None:
    with pytest.raises(SettingsWrong) as raised:
        parse(SCHOOL.replace('account = "rehearsal"', 'account = "x"'))
    assert "[approval] backend: 'none' is for the rehearsal account only" in raised.value.what
    assert "[mirror] remote: the real account's ledger needs a git remote" in raised.value.what


@pytest.mark.parametrize("hub", ["http://hub.example/", "hub.example", "https://h.example/\\u0022", ""])
def test_a_hub_that_is_no_address_is_a_mistake(hub: str) -> None:
    with pytest.raises(SettingsWrong, match=r"\[feeds\] hub: "):
        parse(_with("feeds", "entries", f'20\nhub = "{hub}"'))


def test_a_hub_is_an_address_or_left_out() -> None:
    assert parse(_with("feeds", "entries", "20")).feed_hub == ""
    assert parse(_with("feeds", "entries", '20\nhub = "https://hub.example/"')).feed_hub == "https://hub.example/"
