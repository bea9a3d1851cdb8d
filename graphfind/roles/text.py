"""Title text as tokens: words in plain lower case, and the separators that stand between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from graphfind.normalize.folding import fold

READ = 1_000
"""How many characters of a title are read; the rest is cut, so that every step is bounded."""

HARD, COMMA, SLASH, AND, AT, OPEN, CLOSE, ARROW = "|", ",", "/", "&", "@", "(", ")", ">"
SEPARATORS = frozenset({HARD, COMMA, SLASH, AT, OPEN, CLOSE, ARROW})
"""Tokens that no phrase holds. `AND` is none of them: "people & culture" is one phrase."""
LINKING = frozenset(
    "d de del du des la las le les l los en di dei degli della dello delle dell al alla alle do da dos das em".split()
)
"""Words between a noun and its field of work in Romance languages, which titles often leave out."""

# (m/w/d), H/F, (all genders): said of the vacancy, not of the role.
_GENDERS = (
    r"(?i)\(?(?<![^\W_])(?:[mwfdhxv]|gn)(?:\s?[/|,]\s?(?:[mwfdhxviu*]|gn|div\.?)){1,3}(?![^\W_])\)?"
    r"|\((?:all genders?|alle geschlechter|tous genres|gn|m w d|(?<!\w\()[mwfhvk])\)"
)
# The second ending of "Entwickler/in", "Ingénieur(e)", "Chef·fe", "Lehrer*innen", "ENTWICKLER/IN".
_ENDING = (
    r"(?<=[^\W\d_]{2})(?:[*:_·•]|/-?|\(-?)"
    r"(?:innen|in|frau|mann|euse|trice|rice|ice|ière|iere|ienne|enne|ère|ere|esse|ora|fe|ne|se|ve|as|os|es|e|a|o|r|n|s"
    r"|woman|ess|ster|ka|tka|czka|czyni|kyn[eě]|ка|ница|ця"
    r"|INNEN|IN|FRAU|EUSE|TRICE|RICE|ORA|NE|E|A)(?![^\W_]|-\w)\)?"
    r"|(?<=[^\W\d_]{2})\.(?:e|ne|se|fe|ve|euse|trice|rice|ice|ière|ère|ienne|enne|esse)(?:\.?s)?(?![^\W_])"
)
# The same behind a hyphen, where it is no word: "Chargé-e de mission".
_HYPHENED = r"-(?<=[^\W\d_]{2}-)(?:e|euse|se|trice|rice|ère|ière|ne|fe|ve)(s|-s)?(?![^\W_]|-\w\w)"
PERIOD = "1999-2000"
"""The word that any period between two years is read as: who has an end was something, and is it no more."""
YEAR = "2000"
"""The word that any year is read as in phrases: "until 2019"."""
# Several people of both genders, alone or at the beginning of a compound: "Lehrer*innen-Koordination".
_COMPOUND = r"(?<=[^\W\d_]{2})(?:[*:_·•]|/-?)innen(?=-?[^\W_]|[^\w]|$)"
# The same as the first half of a compound, where the masculine form ends alike: "Kund:innenberaterin".
_FIRST_HALF = r"(?<=[^\W\d_]{2})(?<!er)(?<!zt)(?<!lt)[*:_·•]innen(?=[^\W_])"
# Several of both: "infirmier·ère·s", "enseignant.e.s".
_BOTH_OF_SEVERAL = (
    r"(?<=[^\W\d_]{2})[·•.](?:e|ère|ière|trice|rice|ice|euse|ienne|enne|ne|se|ve|fe|sse)[·•.]?s(?![^\W_])"
)
WITHIN = r"\((?<=[^\W\d_]\()(?:st|inn|s|e)\)(?=[^\W\d_])"
"""An ending within a word: "verkoop(st)er", "Kolleg(inn)en"."""
INNER = str.maketrans("םןץףך", "מנצפכ")
"""Hebrew letters at the end of a word, as they are within one."""
# "Abogad@", "profesor@s": both endings in one sign.
_BOTH = r"(?<=[^\W\d_]{2})(or|[bcdfgjlmnñrstvz])@(?=(s?)(?:$|[,;|/)]|\s(?:(?:de|del|do|da|em|en|y)\s|\w+@(?:$|\W))))"
E_WORDS = frozenset(
    {"business", "commerce", "government", "health", "learning", "mail", "marketing", "mobility", "sports"},
)
"""Words that "e-" makes one word of: "e-commerce" is "ecommerce"."""
# The signs of short forms inside a Hebrew word, and the stretched line inside an Arabic one.
_INSIDE = "(?<=[\u05d0-\u05ea])[\"'\u201c\u201d\u2019\u05f3\u05f4](?=[\u05d0-\u05ea])|\u0640"
# Signs on letters, which part words for Python and for nobody else: those of Thai, of Hindi, of pointed Arabic.
_SIGNS_ON = (
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u0669\u0670-\u06d3\u06d5-\u06ed\u0900-\u0963\u0981-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a]"
)
_WORD = rf"[^\W_]+(?:(?-i:{_SIGNS_ON})+[^\W_]*)*"  # without case, which takes long to compile
# The feminine ending of "עורך/ת דין" and "محاسب/ة": with it, the word is one that is known.
_SEMITIC_ENDING = "([\u05d0-\u05ea\u0621-\u064a])[/.(] ?(ת|ית|ה|ות|ة|ية)\\)?(?![^\\W_])"
_SEMITIC = re.compile("[\u0590-\u064a]")
_MARKED = re.compile(r"[/(*:_|·•]")
_DOTTED = re.compile(r"\.[a-zè]")
# What every mark of gender holds, found sooner than the mark itself.
_ENDED = re.compile(r"[*:_·•/(.](?<=[^\W\d_].)(?=-?[^\W\d_])")
_GENDERED = re.compile(
    r"[/|,](?:(?<=[mwfdhxvnMWFDHXVN].)|(?<=[mwfdhxvnMWFDHXVN]\s.))|\((?:(?=[agmtAGMT])|(?=[wfhvkWFHVK]\)))"
)
_TOKEN = (
    r"(?P<dotted>(?<![^\W_])(?:[^\W\d_]\. ?){2,}(?:[^\W\d_](?![^\W_]))?)"
    r"|(?P<pair>(?<![^\W_])(?:[^\W\d_]{1,2}&[^\W\d_]|[^\W\d_] & [^\W\d_])(?![^\W_]))"
    r"|(?P<code>(?<![^\W_])(?:c\+\+|[cf]\#)|(?<!\w)\.net(?![^\W_]))"
    r"|(?P<period>(?<![^\W_])(?:19|20)\d\d ?[-–—] ?(?:(?:19|20)\d\d|\d\d)(?![^\W_]))"
    r"|(?P<word>(?:(?<![^\W_])e-(?=(?:"
    + "|".join(sorted(E_WORDS))
    + r")(?![^\W_])))?"
    + _WORD
    + r"(?:\.(?:js|com|io|ai|org|net|me|app|de|ch|fr|nl|eu)(?![^\W_]))?(?:['’]s(?![^\W_]))?)"
    r"|(?P<arrow>->|=>|[→➡⟶➔➜])"
    r"|(?P<hard>[|;\n\r\t{}\[\]…•·~]|\.{2,}|--+|\s[-–—−]+(?=\s)|[–—]|:(?=\s))"
    r"|(?P<stop>[.!?](?=\s))"
    r"|(?P<open>\()|(?P<close>\))|(?P<comma>[,،、])|(?P<slash>[/\\])|(?P<and>[&+])|(?P<at>@)"
    r"|(?P<symbol>[^\w\s\x00-\x7f‐‑‘’“”„‚´′«»©®™°])"
)
_SINGLE = {
    "arrow": ARROW, "hard": HARD, "symbol": HARD, "open": OPEN, "close": CLOSE,
    "comma": COMMA, "slash": SLASH, "and": AND, "at": AT,
}  # fmt: skip
# Short forms whose full stop ends no sentence.
_SHORT = frozenset({
    "asst", "assoc", "dept", "dipl", "stellv", "ehem", "prof", "techn", "kaufm", "gepr", "resp", "engr", "univ",
    "wiss", "wissenschaftl", "corp", "acct", "prev", "proj", "prod", "mktg", "acctg", "oper", "supv", "engg",
    "coord", "mgmt", "svcs", "govt", "natl", "intl", "maint", "mech", "elec", "purch", "constr", "atty", "exec", "tchr",
    "bldg", "equip", "comm", "asist", "assist", "sachb", "cust", "admin", "accts", "serv", "whse", "spec", "sched",
    "bros", "mngr", "mgnr", "supvr", "supvsr", "engrg", "spclst", "splst", "technicn", "dpty", "servs", "mfrg", "eqpt",
    "cial", "cllr", "optom", "geschaftsf", "vorst", "chem", "const", "pharm", "proc", "prog", "arch", "cond", "sekr",
    "instr", "treas", "supp", "struct", "geschf", "abtlg", "prok", "verpl", "dist", "educ", "phys", "surg", "insp",
    "tech", "inge", "abtltr", "bauing", "wirtschaftsing", "elektroing", "maschinenbauing", "dipling",
})  # fmt: skip
_SHORT_ENDS = ("ltr", "ltg", "entw", "mech", "kfm", "fachang", "mgr", "mitarb", "medew")
"""How compound words end whose last word is cut short: "Vertriebsltr."."""
# Signs that have one meaning wherever they stand, but for the dashes and ampersands that `_JOINED` finds.
_PLAIN = re.compile("[\\w ,|@/()&–\u2600-\u2767\U0001f000-\U0001faff-]*")
_JOINED = re.compile(
    r"[-–&](?:(?<=[-–])[-–]|(?<= [-–])(?! )|(?:(?<=\d.)|(?<=\d .)) ?\d|(?<![^\W_].-)(?<=[eE]-)"
    r"|(?:(?<=[^\W\d_].)|(?<=[^\W\d_] .) )[^\W\d_](?![^\W_]))"
)
_PLAIN_TOKEN = re.compile("[^\\W_]+|[,|@/()&]| [-–](?= )|[–\u2600-\u2767\U0001f000-\U0001faff]")
_SIGNS = SEPARATORS | {AND}
_AND_WORDS = frozenset({"and", "und", "et", "y", "e", "ed", "και"})
_WORKING_AT = {"a.d.": "an", "b.d.": "bei"}
"""What German letters say right before whom somebody works for: "an der", "bei der"."""
_VOWELS = frozenset("aeiouàèéìòù")
_SCHOOL = r"(?i)\b(?:special|higher|phys|adult|early|general|gen|driver) ed\b"
"""Schooling as it is cut short in English."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f©®™\x00]")


_PARTED = (
    ("o-ordin", "oordin"), ("o-Ordin", "oordin"), ("O-ORDIN", "OORDIN"), ("S/4", "S4"),
    ("TCP/IP", "TCPIP"), ("TCP-IP", "TCPIP"), ("OSS/BSS", "OSSBSS"), ("FI/CO", "FICO"), ("F/O ", "FO "),
)  # fmt: skip


class Tokens(NamedTuple):
    """The tokens of one title: `words` folded, `starts` and `ends` their places in `text`.

    Separators are tokens too, written as in `SEPARATORS`; "&" stands for any "and" sign.
    `shouted` says that the whole title is in capitals, so that capitals tell nothing.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shouted: bool

    def cut(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def first(self, at: int) -> str:
        """The character that a token begins with, as written."""
        return self.text[self.starts[at]]

    def sign(self, end: int, start: int) -> str:
        """The text behind the token before `end` and in front of token `start`: a hyphen, spaces, or nothing."""
        return self.text[self.ends[end - 1] : self.starts[start]]


def clean(title: str) -> str:
    """The part of a title that is read, in one Unicode form, without marks of gender."""
    text = title[:READ]
    if not text.isascii():
        text = joined(unicodedata.normalize("NFKC", _UNSEEN.sub("", text))[:READ])
    if "@" in text:
        text = re.sub(_BOTH, lambda found: found[1] + (found[2] and "e" if found[1] == "or" else "o"), text)
    if "-" in text:
        text = re.sub(_HYPHENED, lambda found: "s" if found[1] else "", text)
    if "-" in text or "/" in text:
        text = unparted(text)
    if _MARKED.search(text) or _DOTTED.search(text):
        ended = _ENDED.search(text)
        if ended:
            text = re.sub(_FIRST_HALF, "en", text)
            text = re.sub(_BOTH_OF_SEVERAL, "s", re.sub(_COMPOUND, "innen", re.sub(WITHIN, "", text)))
        if _GENDERED.search(text):
            text = re.sub(_GENDERS, " ", text)
        if ended:
            text = re.sub(_ENDING, "", text)
    return text


def unparted(text: str) -> str:
    """Text without the signs that part what is one word: "Coordinator" for "Co-ordinator", "S4HANA" for "S/4HANA"."""
    for parted, whole in _PARTED:
        text = text.replace(parted, whole)
    return text


def joined(text: str) -> str:
    """Text whose Hebrew and Arabic words have no signs inside that would part them."""
    if not _SEMITIC.search(text):
        return text
    return re.sub(_SEMITIC_ENDING, lambda found: found[1].translate(INNER) + found[2], re.sub(_INSIDE, "", text))


def tokenize(title: str) -> Tokens:
    """Split a title into folded words and separators, in one pass over its first `READ` characters."""
    text = clean(title)
    if _PLAIN.fullmatch(text) and not _JOINED.search(text):
        return _plain_tokens(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in re.finditer(_TOKEN, text, re.IGNORECASE):  # compiled for the first title that is not plain
        kind = found.lastgroup or ""
        raw = found.group()
        if kind == "word" or kind == "code":
            word = fold(raw).replace("’", "'")
            if word in _AND_WORDS and _joins(word, found.start(), text):
                word = AND
            elif word.startswith("e-"):
                word = "e" + word[2:]
        elif kind == "dotted":
            # "V.P." is "vp", but "a.D." stays apart from "ad".
            letters = raw.replace(" ", "")
            word = fold(letters.replace(".", "") if raw.isupper() else letters.rstrip(".") + ".")
            if word == "ba":
                word = "bsc"  # a degree: nobody writes an analyst so
            elif word in _WORKING_AT and raw.islower() and text[found.end() :].lstrip()[:1].isupper():
                word = _WORKING_AT[word]  # "Lehrer a. d. Realschule"; who is "a.D." is retired
        elif kind == "pair":
            word = fold(raw.replace(" ", ""))
        elif kind == "period":
            word = PERIOD
        elif kind == "stop":
            before = words[-1] if words else ""
            if len(before) < 4 or before in _SHORT or before in SEPARATORS or before.endswith(_SHORT_ENDS):
                continue
            word = HARD
        else:
            word = _SINGLE[kind]
        words.append(word)
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, words, starts, ends, _shouted(text, words))


def _plain_tokens(text: str) -> Tokens:
    """The same for a text whose signs have one meaning each, as in most."""
    plain = text.isascii()
    source = text.lower() if plain else text
    words = _PLAIN_TOKEN.findall(source)
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for word in words:
        start = source.find(word, end)  # nothing is left out between two tokens that holds the second
        end = start + len(word)
        starts.append(start)
        ends.append(end)
    if not plain:
        words = [fold(word) if word.isalnum() else word if word in _SIGNS else HARD for word in words]
    elif " -" in words:
        words = [HARD if word == " -" else word for word in words]
    if not _AND_WORDS.isdisjoint(words):
        words = [
            AND if word in _AND_WORDS and _joins(word, at, text) else word
            for word, at in zip(words, starts, strict=True)
        ]
    return Tokens(text, words, starts, ends, _shouted(text, words))


def _joins(word: str, start: int, text: str) -> bool:
    """Whether a word for "and" is one as it is written at a place: "E" is a letter, "ED" a director or a department.

    The Italian "ed" stands before a vowel alone, and where an English one does it is education: "special ed aide".
    """
    end = start + len(word)
    small = text[start:end] == word
    if word != "ed":
        return small or len(word) > 1
    follows = text[end : end + 2].lower()
    return (small or text.isupper()) and follows[:1] == " " and follows[1:] in _VOWELS and not re.search(_SCHOOL, text)


def _shouted(text: str, words: Sequence[str]) -> bool:
    return text.isupper() and any(len(word) > 4 for word in words)


def words_of(text: str) -> list[str]:
    """The folded words of a text, without its separators."""
    return [word for word in tokenize(text).words if word not in SEPARATORS and word != AND]
