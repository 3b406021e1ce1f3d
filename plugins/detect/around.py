"""What stands around a name? Signs of a child, of an adult, of an animal, of a book: words before and after it."""

import re
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from plugins.detect.ordinary import THINGS
from plugins.detect.sections import sections
from plugins.detect.tokens import Words

_REACH = 70
"""Letters before and after a name that are looked at."""
_SENTENCE = 400


def _signs() -> dict[str, str]:
    """The sections of signs.txt, each as alternatives of one regular expression."""
    found: dict[str, str] = {}
    for section, line in sections(Path(__file__).parent / "signs.txt"):
        found[section] = f"{found.get(section, '')} {line}"
    return {name: "|".join(filter(None, map(str.strip, entries.split(",")))) for name, entries in found.items()}


_S = _signs()
_NUMBER = "four|five|six|seven|eight|nine|ten|eleven"
_ROAD = r"(?:[A-Z]\w+ )+(?:Road|Street|Lane|Avenue)"
_ROLE_BEFORE = re.compile(
    rf"(?:(?:{_S['made by']}) |(?:^|[^\w])(?<!young )(?<!junior )(?<!budding )(?<!little )(?<!star )"
    rf"(?:{_S['role']})(?: and (?:{_S['role']}))?,?:?(?: \()? ?(?:(?:is|was|called|named|like) )?)$",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"(?:,| \(| -|,? (?:who )?(?:is|was)(?= (?:an?|the|our|one of|now)\b)|,?(?= the\b)) ?(?:[\w-]+ ){0,4}"
    rf"(?!{_S['role of children']})(?:{_S['role']})(?! of the (?:week|day|month|year|term|match))\b"
    rf"|,? (?:by )?(?:kind )?courtesy of|, CC[ -]|,? who (?:{_S['adult deed']})\b|,? (?:MP|MSP|OBE|MBE|PhD)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf",? (?:from|of|at|in|on) (?:the |our |a )?(?:[\w'&-]+ ){{0,3}}?(?:{_S['work place']})\b", re.IGNORECASE
)
_CALLED = re.compile(rf"(?:^|[^\w])(?:{_S['call']}) $", re.IGNORECASE)
_REACHED = re.compile(
    rf"(?:'s)?,? (?:on|at|by|in) (?:\(?\+?\d|{_ROAD}|the (?:school )?office|the kitchen)| know\b|:? ?\S+@|: ?0\d"
    r"|'s,? \d|, \d{1,3} [A-Z]| (?:has|have) (?:served|worked|taught here|retired)| (?:retires|retired|taught here)\b"
)
_CHILD_BEFORE = re.compile(
    rf"(?:^|[^\w])(?:{_S['praise']})[,:!]? ?(?:\(?(?:in )?(?:year|yr|reception)[ \d]*\)? ?)?"
    r"(?:to |is |was |are |were |be |go to |you )?[\"'\u201c\u2018(*_]*$",
    re.IGNORECASE,
)
_CHILD_AFTER = re.compile(
    r"(?:'s)?,? ?\(?(?:(?:in|from|of) )?(?:[Yy]ear|[Yy]r|Y)s? ?[1-6]\b"
    r"|,? (?:in|from|of) (?:[Rr]eception|[Nn]ursery|[Pp]re-?school|[1-6][A-Z]\b|[A-Z]\w+ class"
    r"|our (?:nursery|reception|school|class))"
    rf"|,? (?:is |was |who is |has )?(?:aged |turned |turns )?\(?(?:[4-9]|1[01]|{_NUMBER})\)?"
    r"(?:,|\)|\.|!| today| years?\b| next)"
    rf"|,? aged (?:\d|{_NUMBER})"
    r"|,? (?:our|the) (?:youngest|oldest|star|spelling champion|winner|pupil|house captain|captain|soloist)"
    r"|,? (?:our|the) head (?:boy|girl)"
    r"|,? (?:our|the|both|all)(?: \w+)? (?:[Yy]ear|[Yy]r|[YP]) ?[1-7]\b"
    r"|,? and (?:his|her|their) (?:mum|dad|family|brother|sister|class)"
    r"|'s (?:mum|dad|nan|gran|teacher|parents|family|brother|sister|class|first)\b"
)
_TEENS = r"1[3-9]|[2-5]\d|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif)ty(?:[ -]\w+)?"
_SERVES = re.compile(
    rf"\b(?:after|for|in|over|nearly|almost|than|with|of) (?:[\w-]+ ){{0,2}}?(?:{_TEENS}) years\b(?! ago)"
    r"|\b(?:her|his|their) (?:retirement|grandchildren|apprentices?|ladle)\b|\bhang(?:s|ing)? up (?:her|his|their)\b"
    r"|\bretir(?:es?|ed|ing|ement)\b|\b(?:born|built|died|lived|left us|joined us|married|crowned|class|since|from) "
    r"(?:in |of )?(?:1\d\d\d|200\d|201[0-4])\b|\((?:1\d\d\d|200\d|201[0-4])\b",
    re.IGNORECASE,
)
_GROUP_GOES = re.compile(
    r"\b(?:[Yy]ears? [\d ,and]+|P[1-7]|[Rr]eception|[Nn]ursery|[Cc]lass|[Ww]e|[Tt]hey|[Cc]hildren|[Pp]upils|"
    r"[Ee]veryone|[Ss]quad|[Tt]eam|[Cc]hoir|[Ss]chool|[Tt]rip|[Cc]oach|[Bb]us|KS[12]|EYFS)"
    r"(?: \w+)? (?:go|goes|went|going) to $"
)
_DEEDS = re.compile(rf",? (?:who |has |have |just |also |really |even |both |then )*(?:{_S['deed']})\b", re.IGNORECASE)
_SUBJECT = re.compile(rf" (?:{_S['verb']})\b", re.IGNORECASE)
_WORKS = re.compile(rf"'s (?:own )?(?:[\w-]+ ){{0,2}}(?:{_S['work']})\b")
_SCHOOL_LINE = re.compile(rf"\b(?:{_S['school']})\b", re.IGNORECASE)
_GROWN = re.compile(rf"\b(?:{_S['grown']})\b", re.IGNORECASE)
_BOOKISH = re.compile(rf"\b(?:{_S['book']})\b", re.IGNORECASE)
_ANIMAL_BEFORE = re.compile(
    rf"\b(?:{_S['animal']})(?:,? (?:(?:is|was|are) )?(?:called |named |is |was )?"
    r"|\b[^.!?]*\b(?:called|named|names? (?:is|are)) )$",
    re.IGNORECASE,
)
_ANIMAL_AFTER = re.compile(
    rf"(?:'s)?,? (?:(?:is|was) )?(?:the|our|an?) (?:[\w-]+ ){{0,2}}(?:{_S['animal']})\b", re.IGNORECASE
)
_EPONYM = re.compile(rf"'s (?:{_S['of a thing']})\b", re.IGNORECASE)
_DISH = re.compile(
    r"'s (?:[\w-]+ ){0,2}(?:samosas|pakoras|bhajis|curry|jollof|pierogi|dumplings|baklava|brownies|flapjacks?|cakes?"
    r"|scones|pies|soup|chilli|bread|jam|chutney)\b"
    r"|,? (?:on|behind) the (?:grill|till|tills|bar|door|burgers|raffle|tombola)\b"
)
_NAMED_SO = re.compile(
    r"(?:[ -](?:al|ul|el|as|an|de|of|the|[A-Z][\w']*)){0,3}[ -]"
    r"(?:Primary|School|Academy|Infants?|Juniors?|Nursery|Mosque|Church|House|Class|College|Hospital|Library|Theatre|Museum)\b"
)
_NOT_AFTER = re.compile(rf"(?:^|[^\w])(?:{_S['thing']}) $", re.IGNORECASE)
_ENDS = re.compile(r"[.!?](?=[\s\"'\u201d\u2019)*_]|$)|\n\s*\n")
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Rev|Prof|[A-Z])$")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about the place of one name.

    `sure` is a sign that only a child has (a year group, an age, a mother), `praise` one that a child mostly has,
    `deed` what children do, `subject` any verb that people are the subject of, `school` a word of school life in the
    sentence, `bookish` one of stories and history, `grown` one of what grown-ups do there, `serves` what only years of
    work leave.
    """

    sure: bool = False
    praise: bool = False
    deed: bool = False
    subject: bool = False
    school: bool = False
    adult: bool = False
    animal: bool = False
    bookish: bool = False
    grown: bool = False
    thing: bool = False
    serves: bool = False


NOTHING = Around()


def either(one: Around, other: Around) -> Around:
    """The signs of both."""
    return Around(*(a or b for a, b in zip(astuple(one), astuple(other), strict=True)))


def around(words: Words, start: int, end: int) -> Around:
    """Look before word `start` and from word `end` on, within one sentence and a few words."""
    text = words.text
    first, last = words.tokens[start], words.tokens[end - 1]
    here, stop = _sentence(text, first.start, last.end)
    before = text[max(here, first.start - _REACH) : first.start].replace("\n", " ")
    owns = last.written.endswith("'s")
    after = text[last.end - 2 * owns : min(stop, last.end + _REACH)].replace("\n", " ")
    after = after if owns else after.lstrip("'\"\u201d")
    line = text[here:stop]
    sure, grown = bool(_CHILD_AFTER.match(after)), _of_grown_ups(line)
    follower = words.tokens[end].plain if end < len(words.tokens) and words.gap(end).strip() in {"", "-"} else ""
    return Around(
        sure=sure,
        praise=bool((_CHILD_BEFORE.search(before) and not _GROUP_GOES.search(before)) or _WORKS.match(after)),
        deed=bool(_DEEDS.match(after)),
        subject=bool(_SUBJECT.match(after)),
        school=_of_school(line),
        adult=not sure and (_adult(before, after) or (grown and _DISH.match(after) is not None)),
        animal=bool(_ANIMAL_BEFORE.search(before) or _ANIMAL_AFTER.match(after)),
        bookish=_of_books(line),
        grown=grown,
        serves=not sure and _has_served(line),
        thing=bool(_NOT_AFTER.search(before) or _EPONYM.match(after) or _NAMED_SO.match(after))
        or (follower in THINGS and not owns),
    )


def praised(words: Words, number: int) -> bool:
    """Whether the words before a word, in its sentence, speak to or of a child."""
    start, text = words.tokens[number].start, words.text
    here, _ = _sentence(text, start, start)
    before = text[max(here, start - _REACH) : start].replace("\n", " ")
    return _CHILD_BEFORE.search(before) is not None and not _GROUP_GOES.search(before)


@lru_cache(maxsize=64)
def _of_school(line: str) -> bool:
    return _SCHOOL_LINE.search(line) is not None


@lru_cache(maxsize=64)
def _has_served(line: str) -> bool:
    return _SERVES.search(line) is not None


@lru_cache(maxsize=64)
def _of_grown_ups(line: str) -> bool:
    return _GROWN.search(line) is not None


@lru_cache(maxsize=64)
def _of_books(line: str) -> bool:
    return _BOOKISH.search(line) is not None


def _adult(before: str, after: str) -> bool:
    return bool(
        _ROLE_BEFORE.search(before)
        or _ROLE_AFTER.match(after)
        or _FROM.match(after)
        or (_CALLED.search(before) and not _DEEDS.match(after))
        or _REACHED.match(after)
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence around a name goes; a title's full stop ends none."""
    here = max(0, start - _SENTENCE)
    for found in _ENDS.finditer(text, here, start):
        if not (found[0] == "." and _TITLE_END.search(text[max(0, found.start() - 5) : found.start()])):
            here = found.end()
    stop = _ENDS.search(text, end, end + _SENTENCE)
    return here, stop.start() + 1 if stop else min(len(text), end + _SENTENCE)
