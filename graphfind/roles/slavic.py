"""The other forms of a word in Slavic languages: feminine, plural and declined; `inflect` chooses by the language."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"


def _western(word: str) -> Iterator[tuple[str, bool]]:
    """Polish and Czech, whose feminine forms end alike once they are folded."""
    if word.endswith(("ista", "yta", "ysta")):
        yield word[:-1] + "ka", False
    elif word.endswith(("tel", "ciel")):
        yield word + "ka", False
    elif word.endswith(("arz", "erz")):
        yield word[:-1] + "ka", False
    elif word.endswith(("or", "er", "ar", "ent", "ant", "log", "urg", "rz")):
        yield word + "ka", False
        if word.endswith("g"):
            yield word[:-1] + "zka", False
    elif word.endswith(("ak", "yk")):
        yield word[:-1] + "czka", False
    elif word.endswith("ik"):
        yield from ((word[:-1] + "czka", False), (word[:-1] + "cka", False), (word[:-1] + "ca", False))
    elif word.endswith(("ny", "ty", "wy", "szy", "cy")):
        yield from ((word[:-1] + "a", False), (word + "ch", True))
    elif word.endswith(("ki", "gi")):
        yield word[:-1] + "a", False


def polish(word: str) -> Iterator[tuple[str, bool]]:
    """The other forms of a Polish word, each with whether it is said of others."""
    yield from _western(word)
    if word.endswith("ca"):
        yield word[:-2] + "czyni", False
    elif word.endswith(("iec", "rz")):
        yield (word[:-3] + "czyni" if word.endswith("c") else word + "yni"), False
    if word.endswith(("sta", "ta", "ca", "ka")):
        yield from ((word[:-1] + end, end != "a") for end in ("y", "e", "a", "i"))
        yield from ((word[:-1] + "ow", True), (word[:-1] + "om", True), (word[:-1] + "ami", True))
    elif word.endswith(("ny", "ty", "wy", "szy", "cy", "ry", "ly")):
        yield from ((word[:-1] + "ego", True), (word[:-1] + "ym", False), (word[:-1] + "ych", True))
    elif word[-1] not in _VOWELS:
        soft = word.endswith(("k", "g"))
        yield from ((word + "ka", False), (word + ("iem" if soft else "em"), False), (word + "a", True))
        yield word + "owi", True
        yield from ((word + "owie", True), (word + "ow", True), (word + "om", True))
        if not word.endswith("log"):
            yield word + "y", True  # "psychology" is an English field of work
        if word.endswith(("rz", "l")):
            yield from ((word + "e", True), (word + "i", True))
        if word.endswith("r"):
            yield word[:-1] + "rzy", True


def czech(word: str) -> Iterator[tuple[str, bool]]:
    """The same of a Czech word."""
    yield from _western(word)
    if word.endswith("nik"):
        yield word[:-1] + "ce", False
    if word.endswith("ista"):
        yield from ((word[:-1] + "u", True), (word[:-1] + "ou", False))
        yield from ((word[:-1] + "y", True), (word[:-1] + "um", True))
    elif word.endswith("ce"):
        yield word[:-2] + "kyne", False
    elif word[-1] not in _VOWELS + "y":
        for end, many in (("ka", False), ("em", False), ("a", True), ("e", True), ("u", True), ("um", True)):
            yield word + end, many
        if word.endswith("k"):
            yield word[:-1] + "ci", True


def russian(word: str) -> Iterator[tuple[str, bool]]:
    """The same of a Russian or Ukrainian word, whose short i is an i once it is folded."""
    if word.endswith(("ыи", "ии", "ои")):
        root = word[:-2]
        yield from ((root + end, False) for end in ("ая", "яя", "ым", "им"))
        yield from ((root + end, True) for end in ("ого", "его", "ому", "ои", "ые", "ие", "ых", "их"))
        if word.endswith("ии"):
            yield from ((root + "а", False), (root + "я", False), (root + "і", True))
        return
    ends: tuple[tuple[str, bool], ...]
    if word.endswith("іи"):
        yield word + "ка", False
        return
    if word.endswith("ь"):
        feminine = word + "ница" if word.endswith("тель") else word[:-1] + "ша"
        root, ends = word[:-1], (("ем", False), ("я", True), ("ю", True), ("и", True), ("еи", True), ("ям", True))
    elif word.endswith("ец"):
        feminine, root = word[:-2] + "ка", word[:-2] + "ц"
        ends = (("ом", False), ("а", True), ("у", True), ("ы", True), ("ов", True), ("ам", True))
    elif word[-1] not in "аеиоуыэюяіє":
        feminine = word[:-1] + "ца" if word.endswith("ик") else word + "ка"
        ends = (
            ("ом", False), ("ем", False), ("ша", False), ("есса", False), ("иня", False), ("а", True), ("у", True),
            ("ові", True), ("ы", True), ("и", True), ("і", True), ("ов", True), ("ів", True), ("ам", True),
            ("еи", True),
        )  # fmt: skip
        root = word
    else:
        return
    yield feminine, False
    if word.endswith(("ик", "ік")):
        yield word[:-1] + "ця", False
    if word.endswith(("ч", "ар", "ж")):
        yield word + "иха", False
    if word.endswith("тель"):
        yield word[:-1] + "ька", False
    yield from ((root + end, many) for end, many in ends)
