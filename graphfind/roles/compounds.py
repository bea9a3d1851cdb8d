"""Telling a role from a role's word that is part of a larger one: half of a compound, a site's name, an adjective."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import Tokens

_DONE_BY = frozenset({"led", "made", "run", "owned", "based", "friendly", "driven", "approved", "inspired", "facing"})
"""What stands behind a role and a hyphen where those of the role do it, or it is done for them: "nurse-led"."""
_MADE_BY = frozenset({"created", "owned", "approved", "inspired"})
"""The same without a hyphen: "Teacher Created Resources"."""
_ADJECTIVES = ("ico", "ica", "contable", "contabile")
"""How Romance roles end that are adjectives, too, as feminine ones do in the words of the lexicon."""
_OF_SEVERAL = ("icos", "icas", "ici", "iche")
"""How they end where they are said of several things."""
_ABSTRACT = (
    "cion", "sion", "zione", "sione", "cao", "sao", "logia", "grafia", "nomia", "eria", "encia", "ancia", "enza",
    "anza", "dad", "tad", "dade", "tura", "ita", "ismo", "aje", "ment",
)  # fmt: skip
"""How Romance nouns end that are of no person, so that a role's word behind them is an adjective."""
_OF_ABSTRACT = ("ico", "ica", "iva", "ivo", "osa", "oso", "al", "ial", "ria", "rio", "aria", "ario")
"""How roles end that are adjectives behind these."""
_PEOPLE = ("ado", "ada", "ato", "ata", "ador", "adora", "atore", "atrice", "ista")
"""How Romance words for people end, behind whom a role's word is no adjective of a thing: "operatore grafico"."""
_FIELDS_TOO = frozenset(
    "akustik botanik elektrik elektronik grafik informatik keramik kosmetik logistik mechanik mechatronik optik politik"
    " sanitär statistik".split()
)
"""Words for people in Slavic languages that German titles have for a field of work: "Redakteurin Politik"."""
_AS_FIELDS = ("ik", "ar")
"""How they end."""
_HELD = frozenset({"title", "noun", "seat", "rank", "step", "assistant"})
"""Kinds of spans that say what somebody is, whose field may stand right behind."""
_SHORTEST = 5
"""Shorter words are seldom nouns: "soy médico", "buen mecánico"."""


def begins_more(spans: Sequence[Span], at: int, tokens: Tokens) -> bool:
    """Whether the role at `at` is no more than the beginning of a word: "Lehrer-Zeitung", "Anwalt.de"."""
    role = spans[at]
    end = tokens.ends[role.end - 1]
    sign = tokens.text[end : end + 1]
    if (sign != "-" and sign != ".") or " " in role.core:
        return sign == " " and at + 1 < len(spans) and spans[at + 1].core in _MADE_BY and role.meaning.english
    if at + 1 == len(spans):
        return tokens.text.startswith("- ", end)  # "Apotheker- und Ärztebank"
    follows = spans[at + 1]
    if tokens.starts[follows.start] != end + 1:
        return False
    if sign == ".":
        return True
    if role.meaning.english:
        return follows.core in _DONE_BY
    if follows.kind == "title" and role.core in _FIELDS_TOO:
        return True  # "Elektronik-Einkäufer"
    if follows.kind == WORD:
        return tokens.cut(role.start, follows.end).istitle()  # "Sekretär-Möbel"
    return follows.kind == "organization" and not follows.meaning.trailing


def describes(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the role at `at` says of what stands right before whose or of what kind it is: "sector químico"."""
    role, before = spans[at], spans[at - 1]
    if not at or role.meaning.english or " " in role.core:
        return False
    if before.kind in _HELD and role.core.endswith(_AS_FIELDS):
        written = tokens.cut(role.start, role.end)
        if written[0].isupper() and written.lower() in _FIELDS_TOO:
            return True
    if before.kind in ("domain", WORD) and before.core.endswith(_ABSTRACT) and role.core.endswith(_OF_ABSTRACT):
        return True  # "Comunicación política"
    other = before.meaning.function != role.meaning.function
    if role.core.endswith(_OF_SEVERAL):
        if before.kind == "and" and at > 1:
            before = spans[at - 2]  # "ventas técnicas y médicas"
            return before.plural and before.core.endswith(_ADJECTIVES)
        return before.kind in ("domain", WORD) and at > 1 and len(before.core) >= _SHORTEST  # "productos químicos"
    if role.plural and before.core.endswith("s") and before.kind in ("domain", WORD):
        return at > 1  # "instalaciones mineras"
    if before.kind == "title" and " " in before.core:
        thing = lexicon.meaning(f"{before.core.rpartition(' ')[2]} {role.core}")
        if thing is not None and thing.kind == "noun":
            return True  # "Responsable projet pilote"
    if before.kind == "domain":
        return other and before.meaning.function == "administration"  # "Sekretariat Rechtsanwalt"
    if not role.core.endswith(_ADJECTIVES):
        return False
    if before.kind == "title":
        return other and role.meaning.function != "trades"  # "Redactor médico", but "tornero mecánico"
    return before.kind == WORD and len(before.core) >= _SHORTEST and not before.core.endswith(_PEOPLE)
