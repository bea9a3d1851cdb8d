"""One part of a title sorted by what its words do: role, seat and its field of work, steps, organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphfind.roles.compounds import begins_more, describes
from graphfind.roles.cuts import Part
from graphfind.roles.fields import fields_led, fields_of
from graphfind.roles.kinds import LOOSE, NAMED, ROLES, SERVANTS
from graphfind.roles.lexicon import SEATS, Lexicon, Meaning
from graphfind.roles.names import is_a_name
from graphfind.roles.otherwise import means_otherwise
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import AND, COMMA, SLASH, Tokens

_GRADES = {
    "i": "entry", "ii": "mid", "iii": "senior", "iv": "lead", "v": "lead",
    "1": "entry", "2": "mid", "3": "senior", "4": "lead", "5": "lead",
    "l3": "entry", "l4": "mid", "l5": "senior", "l6": "lead", "l7": "lead", "l8": "lead",
    "e3": "entry", "e4": "mid", "e5": "senior", "e6": "lead", "e7": "lead",
    "ic1": "entry", "ic2": "mid", "ic3": "mid", "ic4": "senior", "ic5": "lead", "ic6": "lead",
}  # fmt: skip
"""Grades as employers number them; the ladder's usual reading, "III" being senior."""
_CONNECTIVES = frozenset({"of", "to", "in"})
_NAMING = NAMED | SERVANTS
_GRADED = ROLES | {"noun", "step"}
_HELPING = SERVANTS | {"noun"}
_CHEFS = frozenset({"chef", "cheffe"})
_STATES = frozenset({"md", "pa"})
"""Letters of states that are those of a role, too."""
_CONSULTANT = "consultant"
"""What senior physicians are in Britain, and those beside them: they consult nobody."""
_JOINING = frozenset({SLASH, AND})
"""What stands between two numbers, and no grade of anybody."""
_STAFF = "staff"
"""A step of the expert's ladder that also says who works somewhere, where no role stands before it."""


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A segment in the making: the spans of one part or several, sorted by what they do.

    `also` are leaderships beside those that its titles name: "Leiterin Finanzen & Personal" leads people, too.
    `itself` marks a field of work by whose name somebody goes: "Commercial". `headed` says that it names a role, a
    seat or a kind of worker by itself.
    """

    part: Part
    start: int
    end: int
    titles: Sequence[Span] = ()
    seats: Sequence[Span] = ()
    steps: Sequence[Span] = ()
    nouns: Sequence[Span] = ()
    domains: Sequence[Meaning] = ()
    organization: Meaning | None = None
    several: bool = False
    also: Sequence[str] = ()
    grade: str = ""
    loose: bool = True
    licence: bool = False
    itself: bool = False
    headed: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a seat, or a lead, whose field of work is not said yet."""
        return bool(self.seats or self.leading) and not self.domains and not self.titles and not self.nouns

    @property
    def leading(self) -> bool:
        """Whether it says "lead" or the like, of no role that it names."""
        return bool(self.leads) and not self.nouns

    @property
    def leads(self) -> list[Span]:
        """Its steps that are those of a lead."""
        return [step for step in self.steps if step.meaning.level == "lead"]


def draft_of(part: Part, tokens: Tokens, lexicon: Lexicon, behind: bool = False, held: bool = False) -> Draft:
    """Sort the spans of one part; `behind` says that something stands before it, `held` that a role does."""
    spans = part.spans
    last = spans[-1]
    if last.kind in _CONNECTIVES:
        last = next((span for span in reversed(spans) if span.kind not in _CONNECTIVES), last)
    draft = Draft(part, spans[0].start, last.end)
    domains: list[tuple[int, Meaning]] = []
    linked = False  # whether "of" ties something to a role named before it
    for at, span in enumerate(spans):
        kind = span.kind
        if kind == WORD:
            draft.loose = False
            if span.core == "on":
                linked = linked or any(each.kind == "title" for each in spans[:at])  # "Researcher on CEO pay"
            if _is_grade(spans, at, tokens, lexicon):
                draft.grade = _GRADES[span.core]
            continue
        doubtful = span.meaning.alone or kind == "abbreviation" or (kind == "title" and len(spans) > 1)
        if (doubtful and means_otherwise(part, at, tokens, lexicon)) or (
            kind == "title" and (begins_more(spans, at, tokens) or describes(spans, at, tokens, lexicon))
        ):
            draft.loose = False
            if kind == "title" and at == len(spans) - 1 and (seat := _seat_in(span, lexicon)) is not None:
                _seat(draft, at, seat)
        elif kind in ("title", "abbreviation"):
            _sort_role(draft, at, linked, lexicon)
        elif kind in ("seat", "rank"):
            if (held or draft.titles) and _letters(span) in lexicon.licences:
                continue  # "Charge Nurse, ED" works in a department
            domains += _sort_seat(draft, at, linked, lexicon)
        elif kind == "step":
            _sort_step(draft, at)
        elif kind in _HELPING:
            if kind == "noun" and span.plural and part.status == "current":
                draft.several = draft.several or not (draft.titles or draft.seats or draft.nouns)
            draft.nouns = [*draft.nouns, span]
        elif kind == "domain":
            domains.append((at, span.meaning))
        elif kind == "organization":
            draft.organization = span.meaning
        if kind in _CONNECTIVES:
            linked = linked or any(each.kind in _NAMING for each in spans[:at])
        elif kind not in LOOSE and kind != "domain":
            draft.loose = False
    if len(spans) > 1:
        if draft.organization is None and _ends_like_a_company(spans, lexicon):
            draft.organization = Meaning("organization", function="other")
        if is_a_name(part, tokens, lexicon, behind, held):
            part.status = "company"
    draft.itself = part.before != COMMA and _goes_by(spans, tokens, lexicon)
    if domains:
        if draft.seats or draft.steps:
            heads = [seat for seat in draft.seats if seat.kind == "seat"] or draft.leads
            draft.domains = fields_led(spans, heads, domains, lexicon)
        else:
            draft.domains = fields_of(spans, domains, lexicon)
    draft.headed = bool(draft.titles or draft.seats or draft.nouns)
    return draft


def _sort_role(draft: Draft, at: int, linked: bool, lexicon: Lexicon) -> None:
    """Take a role as what it is among the spans of its part: one that is held, a seat, or those whom a seat leads.

    `linked` says that "of" ties it to what is named before: the "Author of The Lawyer" pleads nothing.
    """
    part, spans = draft.part, draft.part.spans
    span = spans[at]
    if linked or (at and (_is_led(spans, at, lexicon) or _only_follows(part, at, lexicon))):
        return  # "Head of Driver Operations" drives nothing
    if span.core == _CONSULTANT and any(each.kind == "title" and _treats(each) for each in spans[at + 1 :]):
        return  # "Consultant Colorectal Surgeon"
    if span.kind == "title" and at + 1 < len(spans) and _leads_less(span, spans[at + 1], lexicon):
        _seat(draft, at, span._replace(meaning=Meaning("seat", "head" if span.core in _CHEFS else span.meaning.level)))
        return
    draft.licence = part.before == COMMA and _letters(span) in lexicon.licences and _is_last(spans, at)
    if span.plural and part.status == "current":
        if any(title.kind == "title" for title in draft.titles) and not draft.several:
            return  # "Investor backing founders": of those, he is none
        if at + 1 == len(spans) and _leads_a_trade(spans[:at]):
            draft.nouns = [*draft.nouns, _noun(span)]
            return
        draft.several = True
    draft.titles = [*draft.titles, span]


def _treats(span: Span) -> bool:
    """Whether this is one English role of healthcare."""
    return span.meaning.function == "healthcare" and span.meaning.english and not span.plural


def _only_follows(part: Part, at: int, lexicon: Lexicon) -> bool:
    """Whether letters say a degree behind a role, or where a town is: "Lawyer BA", "Realtor, Philadelphia PA"."""
    *before, span = part.spans[: at + 1]
    letters = _letters(span)
    if letters not in lexicon.licences:
        return False
    if before[-1].kind in NAMED:
        return before[-1].meaning.english and not before[-1].plural
    town = part.before == COMMA and at + 1 == len(part.spans) and letters in _STATES
    return town and all(each.kind in (WORD, "scope") for each in before)


def _is_last(spans: Sequence[Span], at: int) -> bool:
    """Whether nothing stands before a span, and no more than degrees behind it."""
    return not at and all(span.kind == "credential" for span in spans[1:])


def _letters(span: Span) -> str:
    """The letters of an abbreviation, however it is told from an everyday word."""
    return span.core.removeprefix("^").lower()


def _sort_seat(draft: Draft, at: int, linked: bool, lexicon: Lexicon) -> Sequence[tuple[int, Meaning]]:
    """Take a seat, unless it is a word of a name; returned is, with its place, the field of those whom it leads."""
    spans = draft.part.spans
    span, led = spans[at], []
    if draft.titles and draft.titles[-1] is spans[at - 1] and _are_led_by(spans[at - 1], span):
        draft.titles, draft.several = draft.titles[:-1], False
        led = [(at - 1, _field_of(spans[at - 1], lexicon))]
    named = linked and spans[at - 1].kind == WORD  # "Author of The One Minute Manager"
    if not named and not _seats_somebody(spans, at, lexicon):
        draft.seats = [*draft.seats, span]
        only = len(draft.seats) == 1 and draft.part.status == "current"
        draft.several = draft.several or (span.plural and only)
    return led


def _sort_step(draft: Draft, at: int) -> None:
    """Take a step of the ladder, or a word for staff that is one elsewhere: "Accounts staff"."""
    spans = draft.part.spans
    span = spans[at]
    if span.core == _STAFF and 0 < at == len(spans) - 1 and not draft.titles and spans[at - 1].kind != "step":
        spans[at] = _noun(span)
        draft.nouns = [*draft.nouns, spans[at]]
    elif not (span.plural and span.meaning.level == "intern"):  # "Nurse, tutor of students"
        draft.steps = [*draft.steps, span]


def _seat(draft: Draft, at: int, seat: Span) -> None:
    """Put a seat in the place of a role."""
    draft.part.spans[at] = seat._replace(kind="seat")
    draft.seats = [*draft.seats, draft.part.spans[at]]


def _noun(span: Span) -> Span:
    """A role or a step as a kind of worker."""
    return span._replace(kind="noun", meaning=Meaning("noun", function=span.meaning.function))


def _leads_a_trade(spans: Sequence[Span]) -> bool:
    """Whether these say of whom somebody is the head, whose trade comes next: "jefe de equipo de" electricians."""
    leads = [span for span in spans if span.kind == "rank" or (span.kind == "step" and span.meaning.level == "lead")]
    tied = bool(spans) and spans[-1].kind == "of"
    return tied and len(leads) == 1 and not {span.kind for span in spans} - {"rank", "step", "scope", "of"}


def _is_grade(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether an unknown word is a grade: by itself, or right behind what it grades; a small "i" is a word."""
    span = spans[at]
    if span.core not in _GRADES or tokens.cut(span.start, span.end) in ("i", "v"):
        return False
    if span.core.isdigit() and _is_one_of_two(span, tokens):
        return False
    before = spans[at - 1]
    return len(spans) == 1 or (at > 0 and before.kind in _GRADED and before.core not in lexicon.homographs)


def _is_one_of_two(number: Span, tokens: Tokens) -> bool:
    """Whether a number is one of two, or goes on as that of a school year does: "Teacher 3/4", "Lehrer 3. Klasse"."""
    if tokens.text.startswith(". ", tokens.ends[number.end - 1]):
        return True
    before, behind = tokens.words[max(number.start - 2, 0) : number.start][::-1], tokens.words[number.end :]
    return any(
        next((word for word in words[:2] if word not in _JOINING), "").isdigit() for words in (before, behind) if words
    )


def _are_led_by(title: Span, seat: Span) -> bool:
    """Whether several of an English role stand right before the seat that leads them: "Mail Handlers Supervisor"."""
    return title.plural and title.meaning.english and title.kind == "title" and not seat.plural


def _field_of(title: Span, lexicon: Lexicon) -> Meaning:
    """The field of work of those whom a seat leads."""
    leaders = dict.fromkeys(lexicon.families[id_].led_by for id_ in title.meaning.families)
    return Meaning("domain", function=title.meaning.function, leaders=tuple(filter(None, leaders)))


def _seat_in(title: Span, lexicon: Lexicon) -> Span | None:
    """The seat in which a role ends that is another one here: "Destination Development Manager"."""
    head = title.core.rpartition(" ")[2]
    meaning = lexicon.meaning(head)
    seat = meaning is not None and meaning.kind == "seat" and head != title.core
    return title._replace(kind="seat", meaning=meaning, core=head) if meaning is not None and seat else None


def _is_led(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether the role at `at` is that of those whom a seat leads: "Head of Drivers", "VP Nurse Engagement"."""
    before = at - 1
    while before > 0 and spans[before].kind == "scope":
        before -= 1
    if spans[before].kind == "seat":
        follows = spans[at + 1].core.partition(" ")[0] if at + 1 < len(spans) else ""
        return follows in lexicon.concerns and " " not in spans[at].core
    return before > 0 and spans[before].kind == "of" and spans[before - 1].kind == "seat"


def _seats_somebody(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether a seat's word begins the name of a thing or a house that another works with: "Director Chair Rentals"."""
    last = spans[-1]
    if spans[at].meaning.level not in ("c_suite", "director") or last.kind != "title" or last.meaning.level in SEATS:
        return False
    return at + 1 < len(spans) and " " in last.core and spans[at + 1].core.partition(" ")[0] in lexicon.things


def _ends_like_a_company(spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether "Acme Labs" ends the part: a weak ending that some unknown name stands before."""
    if spans[-1].core.rpartition(" ")[2] not in lexicon.company_endings:
        return False
    if any(span.kind in ROLES or span.kind == "noun" for span in spans):
        return False
    return any(span.kind == WORD for span in spans[:-1])


def _goes_by(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether these begin with a field of work by whose name somebody goes, and no other ("Commercial Property")."""
    place = 0
    if spans[0].kind in LOOSE:
        place = next((at for at, span in enumerate(spans) if span.kind not in LOOSE), 0)
    if spans[place].core not in lexicon.by_itself:
        return False
    if place + 1 == len(spans) or spans[place + 1].kind in LOOSE:
        return True
    return spans[place + 1].kind == WORD and tokens.cut(spans[place + 1].start, spans[place + 1].end).islower()


def _leads_less(title: Span, following: Span, lexicon: Lexicon) -> bool:
    """Whether what follows makes another role of this: "Head of Data Protection" leads no data.

    A "chef" is the head of a field of work in most languages: "Chef Finanzen" has no kitchen.
    """
    if title.core in _CHEFS:
        return following.kind == "domain" and following.meaning.function != title.meaning.function
    if following.core.partition(" ")[0] not in lexicon.own_fields or not title.meaning.families:
        return False
    return lexicon.families[title.meaning.families[0]].leads
