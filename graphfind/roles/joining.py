"""Parts of a title that share a head, or complete each other, joined into one draft."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from graphfind.roles.drafts import Draft, draft_of
from graphfind.roles.kinds import LINKS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parts import parts_of
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import COMMA, HARD, OPEN, Tokens

_TURNED = frozenset({"noun", "title", "seat", "step", "rank", "assistant", "relation", "scope", WORD})
_BEFORE_HEADS = frozenset({"step", "scope"})
_BEHIND_HEADS = frozenset({COMMA, OPEN})
_ARMED = frozenset({"public service", "security"})
"""Functions of those who belong to such a force."""
_LONGEST_FIELD = 4
"""How many words and fields of work may stand behind a kind of worker to name a role together with it."""


def drafts_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Draft]:
    """The drafts of a title's segments, in order."""
    drafts: list[Draft] = []
    held = False
    for part in parts_of(tokens, spans, lexicon):
        if part.spans:
            draft = draft_of(part, tokens, lexicon, bool(drafts), held)
            if draft.steps and (learnt := _learnt(draft, lexicon)) is not None:
                draft.titles, draft.headed = [learnt], True
            held = held or (part.status == "current" and bool(draft.headed or draft.steps))
            drafts.append(draft)
    return _join(drafts, lexicon)


def _join(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give parts that share a head theirs ("Sales & Marketing Director"), and turn "Director, Product" round."""
    if len(drafts) < 2:
        return list(drafts)
    joined: list[Draft] = []
    waiting: list[Draft] = []
    for draft, follower in zip_longest(drafts, drafts[1:]):
        if draft.part.status == "company":
            _place_all(waiting, joined, lexicon)
            joined.append(draft)
            waiting = []
        elif follower is not None and _waits(draft, follower):
            waiting.append(draft)
        else:
            if draft.headed:
                _share(waiting, draft, lexicon)
            else:
                _place_all(waiting, joined, lexicon)
            waiting = []
            if joined and _employs(draft, joined[-1], lexicon):
                draft.part.status = "company"
            _place(draft, joined, lexicon)
    return _forward_steps([*joined, *waiting], lexicon)


def _waits(draft: Draft, follower: Draft) -> bool:
    """Whether a part without a head may share that of the next one."""
    if follower.part.before not in LINKS or (draft.itself and not follower.seats):
        return False
    alike = follower.part.status == draft.part.status
    return alike and not draft.headed and not draft.grade and draft.organization is None


def _employs(draft: Draft, before: Draft, lexicon: Lexicon) -> bool:
    """Whether a part names the police for whom somebody of another role works: "Traductora, Policía Nacional"."""
    part = draft.part
    if part.before != COMMA or len(part.spans) != 1 or part.spans[0].core not in lexicon.forces or not before.titles:
        return False
    return before.part.status == part.status and before.titles[0].meaning.function not in _ARMED


def _place_all(waiting: Sequence[Draft], joined: list[Draft], lexicon: Lexicon) -> None:
    """Add drafts for which no head came: "Director - Procurement and Logistics" has it in front."""
    for draft in waiting:
        _place(draft, joined, lexicon)


def _place(draft: Draft, joined: list[Draft], lexicon: Lexicon) -> None:
    """Add a draft, or what it says to the one before where it completes that."""
    if joined and draft.titles and _is_rank_of(joined[-1], draft):
        draft.seats = [*joined[-1].seats, *draft.seats]
        draft.start = joined.pop().start
    if joined and (turned := _turned(joined[-1], draft, lexicon)) is not None:
        before = joined[-1]
        before.titles, before.nouns, before.seats, before.headed, before.loose = [turned], [], [], True, False
        before.end = max(before.end, draft.end)
    elif joined and _completes(joined[-1], draft, lexicon):
        _absorb(joined[-1], draft, lexicon)
    else:
        joined.append(draft)


def _share(waiting: Sequence[Draft], draft: Draft, lexicon: Lexicon) -> None:
    """The head of `draft` is also the head of the parts that wait for one."""
    for other in waiting:
        draft.start = min(draft.start, other.start)
        draft.steps = [*other.steps, *draft.steps]
        if draft.seats and not draft.titles:
            draft.domains = [*other.domains, *draft.domains]
        elif draft.titles:
            own = [span.core for span in other.part.spans if span.kind in (WORD, "domain")]
            last = draft.titles[0].core.rpartition(" ")[2]
            meaning = lexicon.meaning(" ".join([*own, last]))
            if meaning is not None and meaning.kind == "title":
                also = draft.titles[0]._replace(meaning=meaning, core=" ".join([*own, last]))
                draft.titles = [*draft.titles, also]


def _is_rank_of(before: Draft, draft: Draft) -> bool:
    """Whether "VP" stands before a role as the rank of its holder, as banks write it."""
    spans = before.part.spans
    return (
        bool(before.seats)
        and before.part.status == draft.part.status
        and (draft.part.before == COMMA or draft.part.dashed)
        and before.bare
        and all(span.kind in ("seat", "scope", "step") for span in spans)
        and any(seat.meaning.level == "vp" for seat in before.seats)
    )


def _turned(before: Draft, draft: Draft, lexicon: Lexicon) -> Span | None:
    """The role that a kind of worker and the field behind a comma or a dash name, as in "Specialist, Procurement"."""
    part, spans = draft.part, before.part.spans
    if draft.headed or not (part.dashed or part.before in _BEHIND_HEADS):
        return None
    if draft.organization is not None or before.part.status != part.status:
        return None
    if before.grade and len(spans) > 1:
        spans = spans[:-1]  # "Engineer III, Software"
    *steps, head = spans
    step, _, worker = head.core.rpartition(" ")
    known = lexicon.meaning(step) if step else None
    if step and (known is None or known.kind not in _BEFORE_HEADS):
        return None
    led = head.kind == "seat" and bool(before.domains)
    if led or head.kind not in _TURNED or head.plural or {span.kind for span in steps} - _BEFORE_HEADS:
        return None
    if len(part.spans) > _LONGEST_FIELD or not all(_is_field_of(head, span, lexicon) for span in part.spans):
        return None
    turned = _role(head, " ".join([*(span.core for span in part.spans), worker]), lexicon)
    if turned is None or known is None:
        return turned
    return turned._replace(meaning=turned.meaning._replace(level=head.meaning.level))  # "Principal Engineer, Civil"


def _is_field_of(head: Span, span: Span, lexicon: Lexicon) -> bool:
    """Whether a kind of worker may be at home in this; who has a role by himself is at no rare word: "Driver, Lyft"."""
    if span.kind == WORD:
        return head.kind != "title" or span.core in lexicon.common
    if head.kind == "seat":
        return span.kind == "scope"  # which field of work it leads is told elsewhere
    return span.kind in ("domain", "scope", "relation")


def _learnt(draft: Draft, lexicon: Lexicon) -> Span | None:
    """The role that somebody learns whose field alone is said: "Werkstudentin Data Science"."""
    spans = draft.part.spans
    learner, field = (spans[0], spans[1:]) if spans[0].kind == "step" else (spans[-1], spans[:-1])
    learns = learner.kind == "step" and learner.meaning.level == "intern"
    if draft.headed or not learns or not 0 < len(field) <= _LONGEST_FIELD:
        return None
    if any(span.kind != "domain" for span in field):
        return None
    meaning = field[-1].meaning
    names = [lexicon.families[id_].name for id_ in meaning.families[:1]]
    wholes = [" ".join([*(span.core for span in field), "intern"]), *names]
    return next((role for whole in wholes if (role := _role(learner, whole, lexicon)) is not None), None)


def _role(head: Span, phrase: str, lexicon: Lexicon) -> Span | None:
    """What a phrase names, in the place of a word, if it is a role."""
    meaning = lexicon.meaning(phrase)
    named = meaning is not None and meaning.kind == "title"
    return head._replace(kind="title", meaning=meaning, core=phrase) if meaning is not None and named else None


def _completes(before: Draft, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a headless part says more about the one before."""
    part = draft.part
    if (draft.headed and not draft.licence) or draft.itself or before.part.status != part.status:
        return False
    if part.before in LINKS or part.before == "":
        return before.headed
    if draft.organization is not None:
        return False
    if draft.domains and draft.loose and before.bare and part.before in (COMMA, HARD, OPEN):
        return True
    if part.before in (COMMA, OPEN):
        return before.headed
    if not before.headed:
        return False
    stepped = draft.steps and len(part.spans) == 1
    return _is_learning(draft, lexicon) or (part.dashed and bool(draft.grade or stepped))


def _absorb(target: Draft, draft: Draft, lexicon: Lexicon) -> None:
    """Add to a draft the field of work and the steps of a part that completes it."""
    linked = draft.part.before in LINKS
    if target.bare or (linked and target.seats and draft.loose):
        target.domains = [*target.domains, *(draft.domains if linked else draft.domains[-1:])]
    elif linked and draft.loose and _leads(target, lexicon):
        target.also = [*target.also, *(id_ for domain in draft.domains for id_ in domain.leaders)]
    elif not target.seats and not target.domains:
        target.domains = draft.domains
    if draft.part.before and (draft.loose or draft.grade):
        target.steps = [*target.steps, *draft.steps]
        target.grade = target.grade or draft.grade
    target.end = max(target.end, draft.end)


def _leads(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a draft names the leadership of a field of work in one phrase."""
    return any(lexicon.families[id_].leads for span in draft.titles for id_ in span.meaning.families)


def _forward_steps(drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """A step in brackets belongs to the role that follows: "(Senior) Product Manager", "Alternance | Data Analyst"."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and draft.headed and _goes_forward(kept[-1], draft, lexicon):
            before = kept.pop()
            draft.steps = [*before.steps, *draft.steps]
            draft.start = before.start
        kept.append(draft)
    return kept


def _goes_forward(before: Draft, draft: Draft, lexicon: Lexicon) -> bool:
    if before.part.before == OPEN and before.loose and before.steps:
        return True
    return draft.part.before not in LINKS and before.part.status == draft.part.status and _is_learning(before, lexicon)


def _is_learning(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether this says only that a role beside it is learnt."""
    return len(draft.part.spans) == 1 and draft.part.spans[0].core in lexicon.learning
