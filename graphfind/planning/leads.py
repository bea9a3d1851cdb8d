"""Who may know somebody in a role without holding it: what a title and an employer say of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from graphfind.model import Position
from graphfind.normalize import organization_key
from graphfind.organizations import OrganizationMatcher
from graphfind.roles import Judgement, Lexicon, ParsedTitle, RoleMatcher, Segment, TargetRole, matcher, parse
from graphfind.roles.lexicon import RANK
from graphfind.roles.text import words_of

Why = Literal["company", "was_there", "peer", "leads", "recruits", "employer", "held", "beside", "function"]

POINTS: Final[Mapping[Why, int]] = {
    "company": 4,
    "was_there": 3,
    "peer": 3,
    "leads": 3,
    "recruits": 3,
    "employer": 3,
    "held": 2,
    "beside": 2,
    "function": 1,
}
"""How well each reason places a contact to know somebody in the role: judgements, in the order of the reasons."""

SEVERAL: Final = 2
"""So many contacts in the role at one employer make their colleagues leads."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One reason why somebody is placed to know people in the role, in words, and the employer that it speaks of."""

    why: Why
    text: str
    organization: str = ""


class Reader:
    """Reads what titles and positions say of a role; each distinct title once."""

    def __init__(
        self, role: TargetRole | None, lexicon: Lexicon, organizations: Sequence[str], at: Mapping[str, int]
    ) -> None:
        """`organizations` are those that the search names, `at` counts contacts in the role by their employer's key."""
        self._lexicon = lexicon
        self._named = OrganizationMatcher(organizations)
        self._at = at
        self._matcher = made = matcher(role, lexicon) if role else None
        self._any_level = matcher(role._replace(levels=()), lexicon) if role and role.levels else None
        self._held = frozenset[str]().union(*made.held) if made else frozenset[str]()
        self._beside = frozenset[str]().union(*made.beside) if made else frozenset[str]()
        families = lexicon.families
        self._functions = frozenset(families[id_].function for id_ in self._held) - {"other"}
        self._height = max((RANK[families[id_].level] for id_ in self._held), default=0)
        self._titles: dict[str, tuple[Placement, ...]] = {}
        self._judged: dict[str, tuple[ParsedTitle, Judgement]] = {}

    def placements(self, positions: Sequence[Position], *, peer: bool = False) -> tuple[Placement, ...]:
        """Why somebody with these positions may know people in the role, each reason once, in the order of `POINTS`.

        `peer` says that they hold the role, but are none of those looked for.
        """
        found: dict[Why, Placement] = {}
        for position in positions:
            if not position.study:
                for one in self._of(position, peer=peer):
                    found.setdefault(one.why, one)
        if "company" in found:
            found.pop("was_there", None)
        if peer or {"leads", "beside"} & found.keys():
            found.pop("function", None)
        return tuple(found[why] for why in POINTS if why in found)

    def holds(self, title: str) -> bool:
        """Whether somebody with this title is in the role."""
        return bool(title and self._matcher and self._judge(title, self._matcher)[1].holds)

    def _judge(self, title: str, made: RoleMatcher) -> tuple[ParsedTitle, Judgement]:
        """A title as read and its verdict, both found once."""
        known = self._judged.get(title)
        if known is None:
            parsed = parse(title, self._lexicon)
            known = self._judged[title] = parsed, made.judge_parsed(parsed)
        return known

    def _of(self, position: Position, *, peer: bool) -> list[Placement]:
        employer, found = position.organization, []
        if self._named.wanted and self._named.matches(employer):
            if position.current:
                found.append(Placement("company", f"is at {employer}", employer))
            else:
                found.append(Placement("was_there", f"was at {employer}", employer))
        if not position.current:
            if self.holds(position.title) and not peer:
                found.append(Placement("held", f"was in the role{_at(employer)}", employer))
            return found
        if peer and self.holds(position.title):
            found.append(Placement("peer", f"is in the role{_at(employer)}", employer))
        count = self._at.get(organization_key(employer), 0)
        if count >= SEVERAL and not self._named.wanted and not self.holds(position.title):
            found.append(
                Placement("employer", f"is at {employer}, where {count} of your contacts are in the role", employer)
            )
        if position.title not in self._titles:
            self._titles[position.title] = tuple(self._read(position.title))
        # Where somebody was in a role that a title calls former is not said.
        here = (
            replace(one, organization="" if one.why == "held" else employer) for one in self._titles[position.title]
        )
        return [*found, *here]

    def _read(self, title: str) -> Iterator[Placement]:
        """What a title says by itself, where it does not hold the role."""
        if self._matcher is None or not title or self.holds(title):
            return
        parsed, judged = self._judge(title, self._matcher)
        segments = parsed.segments
        now = [each for each in segments if each.status == "current"]
        near = self._beside_of(now)
        recruits = any(self._recruits(each, segments) for each in now)
        if recruits:
            yield Placement("recruits", "recruits for it")
        if near and self._lexicon.families[near].leads and RANK[self._lexicon.families[near].level] > self._height:
            yield Placement("leads", "leads such people")
        elif near:
            yield Placement("beside", f"works beside it: {self._lexicon.families[near].name}")
        elif judged.grade is not None or (self._any_level and self._any_level.judge_parsed(parsed).holds):
            yield Placement("beside", "is in it at another level")
        elif not recruits and any(each.status == "relation" and self._in_role(each) for each in segments):
            yield Placement("beside", "works with such people")
        if any(each.status == "former" and self._in_role(each) for each in segments):
            yield Placement("held", "was in the role")
        if function := next((each.function for each in now if each.function in self._functions), ""):
            yield Placement("function", f"works in {function}")

    def _recruits(self, segment: Segment, segments: Sequence[Segment]) -> bool:
        """Whether a recruiter's title names the role, or its field of work."""
        families = [self._lexicon.families[id_] for id_ in segment.families]
        if not any(family.attends and family.function == "people" for family in families):
            return False
        fields = {word for function in self._functions for word in _FIELDS.get(function, function).split()}
        return not fields.isdisjoint(words_of(segment.text)) or any(
            self._in_role(each) for each in segments if each is not segment
        )

    def _beside_of(self, segments: Sequence[Segment]) -> str:
        """The first family beside the role that one of the segments holds."""
        return next((id_ for each in segments for id_ in each.families if id_ in self._beside), "")

    def _in_role(self, segment: Segment) -> bool:
        return not self._held.isdisjoint(segment.families)


_FIELDS: Final[Mapping[str, str]] = {
    "engineering": "engineering engineers technical tech technology",
    "information technology": "it technical tech technology",
    "data": "data technical tech technology",
    "product": "product tech technology",
    "design": "design creative",
    "healthcare": "healthcare health medical clinical nursing",
    "people": "hr people",
}
"""Words by which recruiters name a function, where its own name is not the only one."""


_STEPS: Final[Mapping[str, str]] = {"entry": "junior", "senior": "senior", "lead": "lead"}
"""Levels that a role is called by."""


def points(placements: Sequence[Placement]) -> int:
    """How well somebody is placed: the sum over the reasons."""
    return sum(POINTS[one.why] for one in placements)


def request_for(
    role: TargetRole | None, lexicon: Lexicon, organizations: Sequence[str], places: Sequence[str], placed: Placement
) -> str:
    """What to ask a lead: "Do you know a product manager at Acme?"."""
    names = [_at_level(name, role) for name in _names(role, lexicon)]
    if organizations:
        here = OrganizationMatcher(organizations).matches(placed.organization)
        where = f" at {placed.organization if here else ' or '.join(organizations)}"
    elif organization_key(placed.organization) and placed.why not in ("recruits", "peer"):
        where = f" at {placed.organization}"
    else:
        where = ""
    if places:
        where += f" in {' or '.join(places)}"
    if placed.why == "employer":
        what = " or ".join(f"another {name}" for name in names)
    else:
        what = " or ".join(map(_with_article, names)) or "somebody"
    return f"Do you know {what}{where}?"


def _names(role: TargetRole | None, lexicon: Lexicon) -> list[str]:
    """The role's alternatives in the user's words; plurals, and abbreviations of several meanings, by their family."""
    names = []
    said = [each for each in role.alternatives if not each.occupation] if role else []
    for each in said or (role.alternatives[:1] if role else ()):
        words = words_of(each.text)
        unclear = each.text.upper() in dict(role.readings if role else ()) or (words and words[-1] in lexicon.plurals)
        plain = len(each.families) == 1 and not (each.words or each.quoted or each.level or each.seat)
        names.append(lexicon.families[each.families[0]].name if unclear and plain else each.text)
    return list(dict.fromkeys(names))


def _at_level(name: str, role: TargetRole | None) -> str:
    """The role with the step of the ladder that is asked for beside it: "senior lawyer"."""
    levels = role.levels if role else ()
    step = _STEPS.get(levels[0], "") if len(levels) == 1 else ""
    return f"{step} {name}" if step and step not in words_of(name) else name


def _with_article(name: str) -> str:
    first = name.split()[0] if name.split() else name
    if first.isupper() and len(first) > 1:
        vowel = first[0] in "AEFHILMNORSX"
    else:
        vowel = first[:1].casefold() in "aeiou" and not first.casefold().startswith(("uni", "use", "usa", "eu", "one"))
    return f"{'an' if vowel else 'a'} {name}"


def _at(employer: str) -> str:
    return f" at {employer}" if employer else ""
