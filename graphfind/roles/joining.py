"""Parts of a title that share a head, or complete each other, joined into one draft."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import LINKS
from graphfind.roles.drafts import Draft, draft_of
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parts import parts_of
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import COMMA, HARD, OPEN, Tokens


def drafts_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Draft]:
    """The drafts of a title's segments, in order."""
    return _join([draft_of(part, lexicon) for part in parts_of(tokens, spans) if part.spans], lexicon)


def _join(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give parts that share a head theirs ("Sales & Marketing Director"), and turn "Director, Product" round."""
    joined: list[Draft] = []
    waiting: list[Draft] = []
    for at, draft in enumerate(drafts):
        if draft.part.status == "company":
            joined += [*waiting, draft]
            waiting = []
            continue
        follower = drafts[at + 1] if at + 1 < len(drafts) else None
        if not draft.headed and not draft.grade and follower is not None and _shares(draft, follower):
            waiting.append(draft)
            continue
        if waiting:
            if draft.headed:
                _share(waiting, draft, lexicon)
                waiting = []
            else:
                joined += waiting
                waiting = []
        if joined and draft.titles and _is_rank_of(joined[-1], draft):
            draft.seats = [*joined[-1].seats, *draft.seats]
            draft.start = joined.pop().start
        target = _belongs_to(draft, joined)
        if target is None:
            joined.append(draft)
        else:
            _absorb(target, draft)
    return _forward_steps([*joined, *waiting])


def _shares(draft: Draft, follower: Draft) -> bool:
    return follower.part.before in LINKS and follower.part.status == draft.part.status and draft.organization is None


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
                draft.titles.append(draft.titles[0]._replace(meaning=meaning, core=" ".join([*own, last])))


def _is_rank_of(before: Draft, draft: Draft) -> bool:
    """Whether "VP" stands before a role as the rank of its holder, as banks write it."""
    spans = before.part.spans
    return (
        before.part.status == draft.part.status
        and (draft.part.before == COMMA or draft.part.dashed)
        and before.bare
        and all(span.kind in ("seat", "scope", "step") for span in spans)
        and any(span.meaning is not None and span.meaning.level == "vp" for span in before.seats)
    )


def _belongs_to(draft: Draft, joined: Sequence[Draft]) -> Draft | None:
    """The draft before that a headless part completes, or None where it stands for itself."""
    if not joined or (draft.headed and not draft.licence):
        return None
    before, part = joined[-1], draft.part
    if before.part.status != part.status or before.part.status == "company":
        return None
    if part.before in LINKS or part.before == "":
        return before if before.headed else None
    if draft.organization is not None:
        return None
    if draft.domains and draft.loose and before.bare and part.before in (COMMA, HARD, OPEN):
        return before
    if part.before in (COMMA, OPEN):
        return before if before.headed else None
    return before if (draft.grade or (draft.steps and len(part.spans) == 1)) and part.dashed and before.headed else None


def _absorb(target: Draft, draft: Draft) -> None:
    linked = draft.part.before in LINKS
    takes_domains = target.bare or (linked and target.seats and draft.loose)
    if takes_domains and draft.domains and (draft.loose or linked or target.bare):
        target.domains = [*target.domains, *(draft.domains if linked else draft.domains[-1:])]
    elif not target.seats and draft.domains and not target.domains:
        target.domains = draft.domains
    if draft.part.before != "" and (draft.loose or draft.grade):
        target.steps = [*target.steps, *draft.steps]
        target.grade = target.grade or draft.grade
    target.end = max(target.end, draft.end)


def _forward_steps(drafts: list[Draft]) -> list[Draft]:
    """A step that stands alone before a role belongs to it: "(Senior) Product Manager"."""
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and before.part.before == OPEN and before.loose and before.steps and not before.domains and draft.headed:
            kept.pop()
            draft.steps = [*before.steps, *draft.steps]
            draft.start = before.start
        kept.append(draft)
    return kept
