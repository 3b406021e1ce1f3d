"""Does a post tell how to reach a private person? Telephone numbers, addresses of letters and mail, accounts.

Patterns alone. The school's own details are known from its settings; an office, a shop and a helpline are known by the
words around them. `confidence` is 0.95 where a private person is sure, 0.6 where nothing says whose it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from plugins.detect.fold import fold
from plugins.detect.meaning.passages import Passage, passages
from plugins.model.finding import CONTACT_DETAIL, Detection, Place
from plugins.model.post import Post
from plugins.model.school import School

SURE = 0.95
DOUBTFUL = 0.6

_ORGANISATION = re.compile(
    r"\b(?:office|school|reception desk|switchboard|box office|shops?|bookshop|stores?|schoolwear|ltd|limited|library|"
    r"museum|theatre|caf[eé]|inn|pub|hotel|restaurant|bakery|farm shop|church|chapel|mosque|temple|gurdwara|hall|"
    r"clinic|surgery|hospital|pharmacy|dentist|centre|council|police|trust|charity|helpline|advice|line|service|"
    r"services|society|association|academy|nursery|swimming pool|leisure|foundation|photograph(?:y|ers)|tickets?|"
    r"company|studios?|garden centre|supermarket|food bank|headquarters|hq|samaritans|childline|nspcc|nhs|"
    r"club phone|sports|outfitters|suppliers?|our (?:tele)?phone number|our number)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:m[uo]m(?:my)?|mam|dad(?:dy)?|nan(?:na)?|gran(?:ny|dma|dad|dpa)?|aunt(?:ie|y)?|uncle|parents?|carer|"
    r"(?:his|her|their|my) (?:own |home |personal |private |mobile )?(?:number|mobile|phone|e-?mail|house|home|address|"
    r"flat|door)|(?:to|for) (?:him|her) at|personal|private|at home|home (?:number|address|phone)|mobile|lives?|living|"
    r"after (?:six|tea|work|\d ?pm)|evenings|(?:his|her|their) (?:porch|garage|doorstep|gate|kitchen)|"
    r"my (?:doorstep|porch|garage)|own e-?mail)\b",
    re.IGNORECASE,
)
_ASKED = (
    r"(?:ring|ring up|call|phone|text|message|dm|e-?mail|contact|whatsapp|ask(?: for)?|tell|to|with|see|via|at|let)"
)
_SOMEBODY = re.compile(
    rf"\b{_ASKED} (?!The\b|Our\b|School\b|Year\b|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
    r"(?: [A-Z][a-z]+)?(?:'s\b|,| on\b| by\b| at\b| know\b| after\b|:| in\b| \(|\.)"
)
_WORDS = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine".split())  # noqa: SIM905 - a count
} | {"oh": "0", "nought": "0", "hundred": "00"}
_SPOKEN = re.compile(
    rf"\b(?:(?:double|triple|{'|'.join(_WORDS)})\b[\s,.-]*){{8,}}",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(?<=[\do])o|o(?=o*\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w£$.,/#-])(?:\+\s?44|0044|\(?0)[\s().-]*(?:\d[\s().-]{0,2}){8,10}(?!\w)")
_FREE = re.compile(r"0(?:800|808|3\d\d|845|870|500)|0?11[16]|09")
_MAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]+(?:@|\s?(?:\(at\)|\[at\]|\{at\})\s?)[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"
    r"|(?<![\w.+-])[\w.+-]+ at [\w-]+ dot \w+(?: dot \w+)?",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"office|admin|info|enquir|head|reception|contact|school|hello|booking|ticket|event|sales|support|help|secretary|"
    r"chair|governor|clerk|pta|pfa|friends|senco|safeguard|attendance|lunch|kitchen|librar|volunteer|team|club|press|"
    r"museum|education|learning|learn|shop|orders?$|recruit|jobs|post|mail|feedback|parents?evening|uniform"
)
_OFFICIAL = re.compile(
    r"(?:^|[.-])(?:sch|school|academy|ac|gov|nhs|police|council|edu)(?:[.-]|$)|school|primary|academy"
)
_MAILBOXES = re.compile(
    r"^(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|live|aol|me|msn|btinternet|sky|talktalk|virginmedia|ntlworld|"
    r"proton(?:mail)?|mail|gmx|ymail|rocketmail|blueyonder|tiscali|o2)\."
)
_ROADS = (
    "road|street|lane|avenue|close|drive|way|crescent|grove|gardens?|terrace|place|court|rise|croft|parade|hill|view|walk|"
    "mews|row|square|green|gate|bank|mount|vale|meadows?|fields?|villas|cottages|buildings|mansions|house|tower|heights|"
    "wharf|yard|end|side|fold|brow|rd|st|ave|cl|dr|ln|cres|gdns|tce"
)
_CAPITAL = r"(?!Year|Class|Room)[A-Z][\w'’]+"  # noqa: RUF001 - typographic apostrophe
_STREET = rf"(?:{_CAPITAL}[ -]){{1,3}}(?i:{_ROADS})\b|The (?:{_CAPITAL} ?){{1,2}}"
_NUMBERED = re.compile(
    rf"(?<![\w£$.:/-])(?<!Year )(?<!Years )(?<!Class )(?<!Room )(?<!Chapter )(?<!Page )(?<!Book )(?<!Stage )"
    rf"(?:No\.? ?)?\d{{1,3}}[A-Za-z]?,? (?:{_CAPITAL}[ -]){{1,3}}(?i:{_ROADS})\b"
    rf"|(?:Flat|Apartment|Apt) \d{{1,3}}[A-Za-z]?\b"
    rf"|(?:{_CAPITAL} )+(?:Cottage|House|Farm|Vicarage|Rectory|Lodge|Villa|Maltings|Barn|Bungalow), (?:{_STREET})"
    rf"|The Old {_CAPITAL}, (?:{_STREET})|(?<![\w£$.:/-])\d{{1,3}}[A-Za-z]? The {_CAPITAL}"
)
_FAMOUS = re.compile(r"10 Downing Street|221[Bb] Baker Street|32 Windsor Gardens|4 Privet Drive|Number 10\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_AT_HOME = re.compile(
    rf"\b(?:[A-Z][a-z]+['’]s(?: (?:house|home|place|porch|garage|front door|flat))?,? (?:in|on|at|,) (?:{_STREET})"  # noqa: RUF001
    rf"|(?:lives?|living|moved to|(?<!care )home is|(?<!care )home,?) (?:at|in|on|is)? ?(?:{_STREET}))"
)
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|discord|roblox|gamer ?tag|psn|telegram|paypal|facebook|messenger|"
    r"whats ?app|venmo|monzo|strava|skype|vinted)\b(?: (?:him|her|me|us|them))?(?: as|:)? [^.!?]{0,40}"
    r"(?:@[\w.]{2,}|\b[a-z]+[._]?\w*[_\d.]\w+\b)"
    r"|@[\w.]{2,}[^.!?]{0,25}\bon (?:insta(?:gram)?|snap(?:chat)?|tik ?tok|discord|roblox|telegram)\b"
    r"|\b(?:find|add|follow) (?:me|him|her) on \w+ (?:as|at|under)\b|\b(?:dm|pm|message|tweet|inbox) @\w"
    r"|chat\.whatsapp\.com/\w+|\b\d\d-\d\d-\d\d,? (?:account )?\d{8}\b|\bsort code\b.{0,20}\d\d-\d\d-\d\d",
    re.IGNORECASE,
)


def contacts(post: Post, path: str, school: School) -> tuple[Detection, ...]:
    """At most one measurement a passage; what was found is never quoted."""
    found = []
    own = _plain(school.phone), school.email.casefold(), fold(school.address).casefold()
    for passage in (*passages(post), *_targets(post)):
        confidence = max(_seen(fold(passage.text), own), default=0.0)
        if confidence:
            found.append(_detection(passage, path, confidence))
    return tuple(found)


def _targets(post: Post) -> Iterator[Passage]:
    for link in post.links:
        scheme, _, rest = link.target.partition(":")
        if scheme.casefold() in {"mailto", "tel", "sms"} or "whatsapp" in link.target:
            yield Passage(text=rest if scheme != "https" else link.target, target="body", line=link.line)


def _seen(text: str, own: tuple[str, str, str]) -> Iterator[float]:
    phone, mail, address = own
    digits = _LETTER_O.sub("0", _SPOKEN.sub(lambda spoken: _dialled(spoken[0]), text))
    for found in _PHONE.finditer(digits):
        yield _phone(_plain(found[0]), phone, text)
    for found in _MAIL.finditer(text):
        yield _mail(found[0], mail, text)
    yield from _places(text, address)
    if _ACCOUNT.search(text):
        yield DOUBTFUL if _ORGANISATION.search(text) else SURE


def _phone(number: str, own: str, text: str) -> float:
    if number == own or _FREE.match(number):
        return 0.0
    if number.startswith("07"):
        return SURE
    return _whose(text)


def _mail(address: str, own: str, text: str) -> float:
    plain = re.sub(r"\s?(?:\((?:at)\)|\[at\]|\{at\}| at )\s?", "@", address.casefold())
    plain = re.sub(r"\s?(?:\(dot\)|\[dot\]| dot )\s?", ".", plain).replace(" ", "").strip(".'")
    name, _, domain = plain.partition("@")
    if domain == own.partition("@")[2] or _OFFICIAL.search(domain):
        return 0.0
    if _COMMON.match(name) and not _personal(text):
        return DOUBTFUL if _MAILBOXES.match(domain) else 0.0
    return SURE


def _places(text: str, own: str) -> Iterator[float]:
    streets = [found[0] for found in _NUMBERED.finditer(text) if not _FAMOUS.search(found[0])]
    if any(street.casefold() not in own for street in streets):
        yield _whose(text) or (SURE if _SOMEBODY.search(text) else 0.0)
    if any(code[0].casefold() not in own for code in _POSTCODE.finditer(text)):
        yield _whose(text)
    if _AT_HOME.search(text):
        yield SURE


@lru_cache(maxsize=8)
def _whose(text: str) -> float:
    """A private person's, an organisation's, or nobody can say; asked once, however many numbers a sentence has."""
    if _personal(text):
        return SURE
    if _ORGANISATION.search(text):
        return 0.0
    return SURE if _SOMEBODY.search(text) else DOUBTFUL


@lru_cache(maxsize=8)
def _personal(text: str) -> bool:
    return _PERSONAL.search(text) is not None


def _dialled(spoken: str) -> str:
    words = re.findall(r"[a-z]+", spoken.casefold())
    said, times = "", 1
    for word in words:
        if word in {"double", "triple"}:
            times = 2 if word == "double" else 3
            continue
        said += _WORDS[word] * times
        times = 1
    return said


def _plain(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return re.sub(r"^(?:00)?440?", "0", digits) if not digits.startswith("0") or digits.startswith("0044") else digits


def _detection(passage: Passage, path: str, confidence: float) -> Detection:
    return Detection(
        kind=CONTACT_DETAIL,
        place=Place(path=path, line=passage.line, column=passage.column),
        note="how to reach a private person" if confidence >= SURE else "a contact that may be a private person's",
        remedy="give the office's own number or address instead",
        confidence=confidence,
        target=passage.target,
    )
