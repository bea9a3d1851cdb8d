"""Cutting a part of a title where a word changes the standing of what stands beside it: "ex-", "aspiring", "to the"."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import Part, Status
from graphfind.roles.heads import is_for_others
from graphfind.roles.kinds import FORMER, LEFT, NAMED, ROLE_LIKE, ROLES, SERVANTS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.names import ARTICLES
from graphfind.roles.serving import (
    after_connective,
    of_another_kind,
    possesses,
    role_at,
    seat_at,
    serves,
    serves_before,
)
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import ARROW, COMMA, OPEN, Tokens

_AFTER_COMPANY = ROLES | {"step", "noun"}
_THEIR_OWN = frozenset(
    {"deutscher", "osterreichischer", "bayerischer", "europaischer", "freier", "evangelischer", "katholischer"}
)
"""German adjectives as they stand before those whose association something is."""
_POINTS = frozenset({"aspiring", "aspiring_after", "hoping", "now", "turned"})
"""Kinds of spans that say of what stands beside them that it is wished for, or that it is held by now."""
_TURNING = SERVANTS | LEFT | _POINTS | {"verb", "to", "in", ARROW}
"""Kinds of spans that may change the standing of what stands beside them."""
_POSSESSED = ROLES | {"of"}
"""Kinds of spans that stand before whom somebody belongs to."""


def is_unturned(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether no word among these changes the standing of what stands beside it, as in most titles."""
    return _is_quiet(spans) and _is_plain(spans, tokens, lexicon)


def turned(raw: Part, status: Status, tokens: Tokens, lexicon: Lexicon) -> tuple[list[Part], Status]:
    """Cut one part where words change the standing of what follows, or of what went before.

    `status` is what reaches into the part; what reaches out of it is returned with the pieces.
    """
    if _is_quiet(raw.spans) and (_is_seat(raw.spans) or _is_plain(raw.spans, tokens, lexicon)):
        raw.status = status
        return [raw], status
    pieces = _Pieces(raw, status)
    at = pieces.begin()
    while at < len(raw.spans):
        at = 1 + pieces.take(at, tokens, lexicon)
    pieces.close(pieces.status)
    if pieces.status == "former" and any(span.kind == "ex" for span in raw.spans):
        return pieces.done, "current"  # "ex-" reaches no further than its own part
    return pieces.done, pieces.status


class _Pieces:
    """The pieces of one part, from left to right: those that are `done`, and the `run` of spans that goes on.

    `status` is the standing of what comes next. Places are those of spans in the part.
    """

    def __init__(self, raw: Part, status: Status) -> None:
        self.status = status
        self.done: list[Part] = []
        self._raw, self._spans = raw, raw.spans
        self._run: list[Span] = []
        self._before, self._doubtful = raw.before, False

    def close(self, held: Status) -> None:
        """End the run that goes on, if there is one, with a standing."""
        if self._run:
            self._add(self._run, held)
            self._before, self._doubtful = "", False
        self._run = []

    def begin(self) -> int:
        """Take what stands first and is whole by itself; returned is the place behind it."""
        at, name = 0, _association(self._spans)
        if name:
            self._run = list(self._spans[:name])
            self.close("company")
            at = name
        left = _left_behind(self._spans)
        if left:
            self._run = list(self._spans[1:left])
            self.close("former")
            at = left + 1
        return at

    def take(self, at: int, tokens: Tokens, lexicon: Lexicon) -> int:
        """Take the span at a place; returned is the place of the last one taken."""
        span = self._spans[at]
        if span.kind in LEFT:
            return self._leave(at)
        if not (span.kind in _POINTS and self._turns(at)) and not self._is_of_others(at, tokens, lexicon):
            self._run.append(span)
        return at

    def _add(self, spans: list[Span], held: Status) -> None:
        self.done.append(Part(self._before, spans, held, self._doubtful, self._raw.dashed, self._raw.colon))

    def _leave(self, at: int) -> int:
        """Take a word that says of what follows, or of what went before, that it is held no more."""
        span, last = self._spans[at], at == len(self._spans) - 1
        if span.kind == "retired" and not any(each.kind in ROLES for each in self._spans[at + 1 :]):
            if any(each.kind in ROLE_LIKE for each in self._run):
                self._run += self._spans[at:]
                self.close("former")
            else:
                self.close(self.status)
                self.status = "former"
                self._add([span], "former")
            return len(self._spans) - 1
        if span.kind in FORMER:
            if last and self._run and span.plural:
                self._run.append(span)  # "Restaurateur de livres anciens"
            elif last and self._run:
                self.close("former")
            else:
                self.close(self.status)
                self.status = "former"
                if last:
                    self._add([span], "former")
        elif last:
            self._add([span], "former")
        else:
            self.close(self.status)
            if self._spans[at + 1].kind in ROLE_LIKE:
                self.status = "former"
            else:
                return self._leave_company(at)
        return at

    def _leave_company(self, at: int) -> int:
        """Take the company behind an "ex-", after which a role is doubtful."""
        ends = (i for i in range(at + 2, len(self._spans)) if self._spans[i].kind in _AFTER_COMPANY)
        end = next(ends, len(self._spans))
        self.done.append(Part(self._before, list(self._spans[at:end]), "company"))
        self._before, self._doubtful = "", True
        return end - 1

    def _turns(self, at: int) -> bool:
        """Take a word that says that a role is wished for, or held by now, if it says so here."""
        kind, last = self._spans[at].kind, at == len(self._spans) - 1
        if kind == "now" or kind == "turned":
            self.close("former" if kind == "turned" else self.status)
            self.status = "current"
        elif self._run and (kind == "aspiring_after" or (kind == "hoping" and last)):
            self.close("aspiring")
        elif kind == "aspiring" or not (last and (self._run or self.done or _stands_beside(self._raw))):
            self.close(self.status)
            self.status = "aspiring"
        else:
            return False
        return True

    def _is_of_others(self, at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
        """Take a word beside which a role is somebody else's, if it is."""
        spans, span, run = self._spans, self._spans[at], self._run
        if self.status == "current" and is_for_others(spans, at, tokens, lexicon):
            steps = [each for each in run[:-1] if each.kind == "step"]
            self._run = [each for each in run if each not in steps]
            self.close("relation")
            self._run = [*steps, span]
        elif span.kind == WORD and run and run[-1].kind in _POSSESSED and possesses(spans, at, lexicon):
            run.append(span)
            self.close("relation" if self.status == "current" else self.status)
        elif span.kind == "verb" and not _names_a_field(spans, at, run, lexicon):
            self._turn_to_others()
        elif serves(span):
            self._serve(at, lexicon)
        elif span.kind == "to" and (role_at(spans, at + 1) or seat_at(spans, at)) and not _is_a_letter(spans, at):
            self._turn_to_others()
        elif span.kind == "in" and run and self.status == "current" and role_at(spans, at + 1):
            self._turn_to_others()  # "Program manager in the CTO organization"
        else:
            return False
        return True

    def _turn_to_others(self) -> None:
        self.close(self.status)
        self.status = "relation"

    def _serve(self, at: int, lexicon: Lexicon) -> None:
        """Take who serves others: a role right before is theirs, or one that follows."""
        spans, span, run = self._spans, self._spans[at], self._run
        follows = after_connective(spans, at + 1)
        trailing = span.kind != "title" and span.meaning.trailing
        near = span.kind == "attendant" or trailing or of_another_kind(spans, at, lexicon)
        direct = near and role_at(spans, at + 1)
        named = run and span.plural and span.kind == "relation" and run[-1].core in lexicon.surnames
        if run and run[-1].kind in ROLES and not named and serves_before(run[-1], span):
            if run[-1].plural and any(each.kind in ROLES for each in run[:-1]):
                whom = run.pop()  # "Professor, Musicians Institute" without its comma
                self.close(self.status)
                self._run = [whom]
            self.close("relation" if self.status == "current" else self.status)
        self._run.append(span)
        if follows or direct:
            self._turn_to_others()


def _is_quiet(spans: Sequence[Span]) -> bool:
    """Whether no word says of a role that it is not held now, as in most titles."""
    for span in spans:  # noqa: SIM110 -- the quickest way, of what is asked twice of every title
        if span.kind in _TURNING or span.meaning.attends:
            return False
    return True


def _is_plain(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether nothing among quiet spans is another's, or an organization's, by where it stands."""
    before = ""
    for at, span in enumerate(spans):
        kind = span.kind
        if before in _POSSESSED and kind == WORD and span.core.endswith("'s"):
            return False
        if (before == "title" or before == "noun") and is_for_others(spans, at, tokens, lexicon):
            return False
        if before == "organization" and _begins_members(span):
            return False
        before = kind
    return True


def _is_seat(spans: Sequence[Span]) -> bool:
    """Whether these name a seat or a field of work, and no role before anything else."""
    if "organization" in [span.kind for span in spans[:2]] or spans[0].core in ARTICLES:
        return False
    return NAMED.isdisjoint([span.kind for span in spans[:-1]])


def _association(spans: Sequence[Span]) -> int:
    """Where the name of an organization of people ends that these begin with: "Verband der Lehrer"; 0 without one."""
    at = 1 if spans[0].core in ARTICLES or spans[0].kind == WORD else 0  # "VDI Verein Deutscher Ingenieure"
    named = len(spans) > at + 2 and spans[at].kind == "organization" and _begins_members(spans[at + 1])
    if not named or not role_at(spans, at + (1 if spans[at + 1].kind == "of" else 2)):
        return 0
    role = next(i for i in range(at + 1, len(spans)) if spans[i].kind in ROLES)
    worker = spans[-1].kind == "title" and not spans[-1].plural and role + 1 < len(spans)
    worker = worker and spans[role + 1].kind != "and"
    return role + 1 if worker else len(spans)  # the "Society of Actuaries event planner" plans


def _begins_members(span: Span) -> bool:
    """Whether this, behind an organization's word, begins what its members are: "Verein Deutscher Ingenieure"."""
    return span.kind == "of" or span.core in _THEIR_OWN


def _left_behind(spans: Sequence[Span]) -> int:
    """Where "to" stands in "from nurse to baker"; 0 where nothing is said to be left behind so."""
    if len(spans) < 4 or spans[0].kind != "of" or spans[1].kind not in ROLES:
        return 0
    return next((at for at, span in enumerate(spans) if at > 1 and span.kind == "to" and role_at(spans, at + 1)), 0)


def _is_a_letter(spans: Sequence[Span], at: int) -> bool:
    """Whether "a" is no word for "to" here, but a grade or an English article: "Class A truck driver"."""
    return spans[at].core == "a" and (not at or spans[at - 1].kind == WORD)


def _names_a_field(spans: Sequence[Span], at: int, run: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a verb is a field of work behind another one: "Director of Sales Training"."""
    behind = bool(run) and run[-1].kind in ("domain", "title")
    return behind and spans[at].core in lexicon.own_fields and not role_at(spans, at + 1)


def _stands_beside(part: Part) -> bool:
    """Whether a part says more of the one before: "Data scientist (aspiring)"."""
    return part.before in (OPEN, COMMA) or part.dashed
