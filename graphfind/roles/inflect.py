"""The other forms of a word: feminine, plural and declined, by rules of each language's endings."""

from __future__ import annotations

from collections.abc import Iterator

from graphfind.normalize.folding import fold
from graphfind.roles.slavic import czech, polish, russian
from graphfind.roles.text import INNER

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ADJECTIVE = (
    "iger", "ischer", "licher", "ender", "ierter", "ufter", "nter", "ener", "erer", "eier", "ellter", "agter", "amter",
    "neter", "steter", "igter", "ndter",
)  # fmt: skip
_AGENT = (
    "er", "or", "ist", "ant", "ent", "ekt", "eur", "ar", "at", "och", "walt", "wirt", "chef", "arzt", "iker", "ier",
    "urg", "gast", "and", "yst", "ot", "aut", "eut", "graf", "graph", "nom", "tiv", "of", "ied", "wart",
    "end", "tan", "kan", "et", "ath", "sul", "oph", "oach", "metz", "ebel",
)  # fmt: skip

_FIELDS = (
    "wesen", "dienst", "ling", "ting", "ring", "ment", "bau", "handel", "kauf", "trieb", "service", "bereich", "recht",
    "schutz", "zentrum", "amt", "hof", "unterricht", "lager", "labor", "export", "import", "transport",
)  # fmt: skip
"""How German fields of work end that are named in the genitive where somebody leads them."""
_LONG_ENOUGH = 6
"""A shorter word without its last letter may be any other."""
_VOWELS = "aeiou"
_HARDENED = {"v": "f", "z": "s"}
"""Dutch consonants that another stands for at the end of a syllable."""
_WITH_ESS = frozenset({"author", "manager", "mayor", "host", "poet", "steward", "priest"})
"""English words for men, other than those in "-tor", that have one for women."""
_MAN_ONLY = "medecin"
"""A French word that is said of women, too: with another letter it is what they practise."""
_BORROWED = ("nager", "igner", "ader", "ster")
"""How English words for those who do something end that French has a woman's form of."""
_WITHOUT_VOWELS = frozenset({"he", "ar"})


def forms(word: str, language: str) -> Iterator[tuple[str, bool]]:
    """Pairs of another form of a folded `word` and whether it is said of others: of several, or of whose something is.

    The rules know endings, no dictionary: they yield forms nobody writes, which harms nothing,
    because a form is only looked for in titles. Words of three letters and less have no forms, but for scripts that
    leave vowels out.
    """
    if len(word) > (2 if language in _WITHOUT_VOWELS else 3) and word.isalpha():
        yield from _RULES.get(language, _none)(word)


def spellings(phrase: str, language: str) -> dict[str, str]:
    """Folded word → its folded spelling on a keyboard without umlauts, for the German words that have one."""
    if language != "de":
        return {}
    pairs = ((fold(word), fold(word.translate(_SPELLED))) for word in phrase.split())
    return {word: spelled for word, spelled in pairs if word != spelled}


def _none(_word: str) -> Iterator[tuple[str, bool]]:
    yield from ()


def _english(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith(("s", "ing", "ion", "ship", "people")):
        return
    if word.endswith("man"):
        yield from ((word[:-3] + "men", True), (word[:-3] + "women", True))
        yield from ((word[:-3] + "woman", False), (word[:-3] + "person", False))
    elif word.endswith("y") and word[-2] not in "aeou":
        yield word[:-1] + "ies", True
    elif word.endswith(("ch", "sh", "x")):
        yield word + "es", True
    else:
        yield word + "s", True
        if word.endswith("ist"):
            yield word + "in", False  # in German titles
        if word.endswith(("tor", "under")):
            yield word[:-2] + "ress", False  # "sculptress", "foundress"
        elif word in _WITH_ESS:
            yield word + "ess", False


def _german(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith(_ADJECTIVE):
        yield from ((word[:-1], False), (word[:-1] + "n", False), (word[:-1] + "s", False), (word[:-1] + "m", False))
        yield word[:-2], False  # what a sign of both genders leaves: "Angestellt:e", "Beamt*in"
    if word.endswith(_AGENT):
        yield from ((word + "in", False), (word + "innen", True), (word + "s", True))
    for ending, feminine in (
        ("walt", "waeltin"),
        ("arzt", "aerztin"),
        ("koch", "koechin"),
        ("rat", "raetin"),
        ("amter", "amtin"),
    ):
        if word.endswith(ending):
            yield word.removesuffix(ending) + feminine, False
    if word.endswith(("ant", "ent", "ist", "at")):
        yield word + "en", False
    if word.endswith("assistent"):
        yield word[:-1] + "z", False
    if word.endswith(_FIELDS):
        yield from ((word + "s", False), (word + "es", False))  # "Leiterin des Rechnungswesens"
    if word.endswith("eur"):
        yield word[:-3] + "euse", False
    if word.endswith(("oge", "age", "unde", "ade", "ege", "otse", "ote", "erte", "ilfe", "urge", "ose", "ffe")):
        yield from ((word[:-1] + "in", False), (word + "n", False))
        if len(word) >= _LONG_ENOUGH:
            yield word[:-1], False  # "Pädagog:in"
    if word.endswith("mann"):
        yield from ((word[:-4] + "frau", False), (word[:-4] + "leute", True))
    elif word.endswith("frau"):
        yield from ((word[:-4] + "mann", False), (word[:-4] + "frauen", True))


def _french(word: str) -> Iterator[tuple[str, bool]]:
    feminine = [] if word == _MAN_ONLY else [word + "e"]
    if word.endswith("eur"):
        feminine += [word[:-3] + "euse", word[:-3] + "rice"]
    elif word.endswith("ien"):
        feminine.append(word + "ne")
    elif word.endswith("er"):
        feminine.append(word[:-2] + "ere")
        if word.endswith(_BORROWED):
            feminine.append(word[:-2] + "euse")  # "designeuse"
    elif word.endswith("if"):
        feminine.append(word[:-1] + "ve")
    elif word.endswith("on"):
        feminine.append(word + "ne")
    elif word.endswith(("el", "ef")):
        feminine.append(word + word[-1] + "e")
    elif word.endswith("itre"):
        feminine.append(word[:-1] + "esse")
    if word.endswith("cteur"):
        feminine.append(word[:-3] + "oresse")
    for form in feminine:
        yield form, False
        yield form + "s", True
    if not word.endswith("s"):
        yield word + "s", True


def _spanish(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith("o"):
        yield from ((word[:-1] + "a", False), (word[:-1] + "as", True))
    elif word.endswith("or"):
        yield from ((word + "a", False), (word + "as", True))
    elif word.endswith(("efe", "ente", "ante", "tre")):
        yield word[:-1] + "a", False
    elif word.endswith(("al", "el", "il", "an", "in", "on")):
        yield from ((word + "a", False), (word + "as", True))
    if word.endswith(("ado", "ero", "eiro", "stro", "ecto", "eto")):
        yield word[:-1] + "e", False  # of neither gender, as "abogade"
    elif word.endswith("logo"):
        yield word[:-1] + "ue", False
    elif word.endswith(("dor", "tor", "sor")):
        yield word + "e", False
    if word.endswith("ao"):
        yield word[:-2] + "a", False
    if not word.endswith("s"):
        yield word + ("s" if word[-1] in "aeo" else "es"), True


def _italian(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith("tore"):
        yield from ((word[:-4] + "trice", False), (word[:-1] + "essa", False), (word[:-1] + "i", True))
    elif word.endswith(("ere", "o")):
        if word.endswith("ato"):
            yield word[:-1] + "essa", False
        yield from ((word[:-1] + "a", False), (word[:-1] + "i", True))
    elif word.endswith("e"):
        yield word[:-1] + "i", True
    if word.endswith(("ente", "ile")):
        yield word + "ssa", False
    elif word.endswith("one"):
        yield word[:-1] + "a", False
    if word.endswith("sore"):
        yield word[:-1] + "essa", False
    if word.endswith(("sore", "lore", "tore")):
        yield word[:-1] + "a", False  # "direttora", "controllora"


def _dutch(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith(("ist", "ent", "ant", "ier")):
        yield word + "in", False  # in German titles
    if word.endswith("oer"):
        yield from ((word + "in", False), (word + "en", True))
    elif word.endswith("er"):
        root = word[:-3] if word[-3] == word[-4] else word[:-2]
        if word.endswith("der"):
            yield word[:-3] + "ster", False
        if root[-1] in _HARDENED:
            yield root[:-1] + _HARDENED[root[-1]] + "ster", False  # "schrijfster"
        before, vowel, last = root[-3:-2], root[-2], root[-1]
        if root == word[:-2] and vowel in "aeou" and last not in _VOWELS and before not in _VOWELS:
            yield root[:-1] + vowel + _HARDENED.get(last, last) + "ster", False  # "verpleegster"
        if word.endswith("ier"):
            yield word + "ster", False  # "kassierster"
        yield from ((root + "ster", False), (word[:-2] + "ster", False), (word + "es", False), (word + "s", True))
    elif word.endswith("aris"):
        yield word[:-2] + "esse", False  # "bibliothecaresse"
    elif word.endswith("aar"):
        yield from ((word + "ster", False), (word[:-2] + "res", False), (word + "s", True))
    elif word.endswith("oog"):
        yield word[:-2] + "ge", False
    elif word.endswith("aat"):
        yield word[:-2] + "te", False
    elif word.endswith("eur"):
        yield from ((word[:-3] + "rice", False), (word[:-3] + "euse", False), (word + "s", True))
    elif word.endswith("tor"):
        yield from ((word[:-2] + "rice", False), (word + "s", True))
    elif word.endswith("man"):
        yield word[:-3] + "vrouw", False
    elif word.endswith("e"):
        yield word + "n", True
    elif word.endswith("ig"):
        yield word + "e", False
    else:
        yield word + "e", False


def _scandinavian(word: str) -> Iterator[tuple[str, bool]]:
    """Swedish, Danish and Norwegian: definite, owning, and several."""
    if word.endswith("e"):
        yield from ((word + "n", True), (word + "r", True), (word + "rne", True), (word + "ns", True))
        if word.endswith("are"):
            yield from ((word[:-1] + "inna", False), (word[:-3] + "erska", False))
    elif word.endswith("a"):
        yield from ((word + "n", False), (word[:-1] + "or", True))
    elif word[-1] not in _VOWELS:
        for man, woman in (("man", "kvinna"), ("mann", "kvinne"), ("mand", "kvinde")):
            if word.endswith(man):
                yield word.removesuffix(man) + woman, False
        yield from ((word + "en", True), (word + "ens", True), (word + "er", True), (word + "ar", True))
        yield word + "e", True
        if word.endswith("er"):
            yield from ((word + end, False) for end in ("inde", "inne", "ske"))
        elif word.endswith("nar"):
            yield word + "inna", False  # "konstnärinna"
        elif word.endswith("or"):
            yield from ((word[:-2] + "ose", False), (word + "ska", False))
            if not word.endswith("tor"):
                yield word[:-2] + "os", False  # "massös", but "portos" is of another language
    if not word.endswith("s"):
        yield word + "s", True


def _finnish(word: str) -> Iterator[tuple[str, bool]]:
    """What is owned, become, or done for somebody."""
    if word.endswith("mies"):
        yield word[:-4] + "nainen", False
    elif word.endswith("nen"):
        yield from ((word[:-3] + end, many) for end, many in (("sen", True), ("seksi", False), ("sille", True)))
    elif word[-1] in _VOWELS:
        if word.endswith("ja"):
            yield word + "tar", False
        yield from ((word + "n", True), (word + "ksi", False), (word + "t", True))
        yield (word[:-1] if word[-1] in "aei" else word) + "ille", True


def _turkish(word: str) -> Iterator[tuple[str, bool]]:
    vowel = word[-1] in _VOWELS
    yield from ((word + end, False) for end in (("si", "su", "yim") if vowel else ("i", "u", "im", "um")))
    yield from ((word + end, True) for end in (("ya", "ye", "nin", "nun") if vowel else ("a", "e", "in", "un")))
    yield from ((word + end, True) for end in ("lar", "ler", "lari", "leri", "lara", "lere"))


def _hebrew(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith("ה"):
        yield from ((word[:-1] + "ת", False), (word[:-1] + "ים", True), (word[:-1] + "ות", True))
    else:
        root = word.translate(INNER)
        yield from ((root + end, False) for end in ("ת", "ית", "ה"))
        yield from ((root + end, True) for end in ("ים", "ות", "יות"))


def _arabic(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith("ة"):
        yield word[:-1] + "ات", True
    else:
        yield from ((word + "ة", False), (word + "ون", True), (word + "ين", True), (word + "ات", True))


def _romanian(word: str) -> Iterator[tuple[str, bool]]:
    if word.endswith("tor"):
        yield from ((word[:-1] + "are", False), (word + "easa", False), (word + "i", True), (word + "ul", False))
    elif word.endswith("ar"):
        yield from ((word + "easa", False), (word[:-2] + "areasa", False), (word + "i", True), (word + "ul", False))
        yield from ((word + "a", False), (word + "e", True))
    elif word.endswith("or"):
        yield from ((word + "a", False), (word[:-1] + "are", False), (word + "i", True))
    elif word.endswith("ian"):
        yield from ((word + "a", False), (word[:-1] + "eni", True))
    elif word[-1] not in _VOWELS:
        yield from ((word + "a", False), (word + "i", True), (word + "e", True), (word + "ul", False))


def _hungarian(word: str) -> Iterator[tuple[str, bool]]:
    if not word.endswith("no"):
        yield from ((word + "no", False), (word + "nok", True))
    yield word + "k" if word[-1] in _VOWELS else word + "ok", True


def _greek(word: str) -> Iterator[tuple[str, bool]]:
    """Most feminine nouns have the masculine's form; adjectives in "-ικη" are names of fields too, and so left out."""
    root = word[:-2]
    if word.endswith("τησ"):
        yield from (
            (root[:-1] + "τρια", False),
            (root + "ινα", False),
            (root[:-1] + "τριασ", True),
            (root[:-1] + "τριεσ", True),
        )
        yield from ((root + end, True) for end in ("η", "εσ", "ων"))
        if word.endswith("οτησ"):
            yield root + "ισσα", False
    elif word.endswith("οσ"):
        if not word.endswith("ικοσ"):
            yield root + ("η" if word.endswith(("τεροσ", "ενοσ")) else "α"), False
        yield from ((root + "ινα", False), (root + "ο", False))
        yield from ((root + end, True) for end in ("ου", "οι", "ων", "ουσ"))
    elif word.endswith("ασ"):
        if word.endswith("ρασ"):
            yield root + "ισσα", False
        yield from ((root + end, True) for end in ("α", "εσ", "εισ", "ων"))
    elif word.endswith("α"):
        yield from ((word[:-1] + end, True) for end in ("ασ", "εσ", "ων"))


_RULES = {
    "en": _english, "de": _german, "fr": _french, "es": _spanish, "pt": _spanish, "it": _italian, "nl": _dutch,
    "pl": polish, "cs": czech, "sv": _scandinavian, "da": _scandinavian, "no": _scandinavian, "fi": _finnish,
    "tr": _turkish, "ro": _romanian, "hu": _hungarian, "el": _greek, "ru": russian,
    "uk": russian, "he": _hebrew, "ar": _arabic,
}  # fmt: skip
