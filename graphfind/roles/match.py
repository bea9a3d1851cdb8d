"""Whether a title holds a target role: the grade, the level, and why, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphfind.model import Grade, RoleMatch
from graphfind.roles.lexicon import LADDER, NAMED_BY_FAMILIES, SEATS, Lexicon
from graphfind.roles.parse import ParsedTitle, Segment, parse
from graphfind.roles.prefilter import Prefilter, prefilter
from graphfind.roles.stems import stem
from graphfind.roles.target import Alternative, TargetRole
from graphfind.roles.text import words_of
from graphfind.roles.worded import only_about

GRADES: tuple[Grade, ...] = ("exact", "family", "near", "related")
"""The grades, best first."""


class Judgement(NamedTuple):
    """A title set against a target role; `grade` is None where it does not count, and `why` says why not."""

    grade: Grade | None
    level: str
    why: str

    @property
    def holds(self) -> bool:
        """Whether somebody of this title is found by a search for the role."""
        return self.grade in ("exact", "family")


class _Wording(dict[str, tuple[list[str], list[str]]]):
    """The words of the texts of one title, and their stems, found once for all alternatives."""

    def __missing__(self, text: str) -> tuple[list[str], list[str]]:
        words = words_of(text)
        found = self[text] = words, _stems(words)
        return found


class RoleMatcher(NamedTuple):
    """A target role made ready for many titles; made by `matcher`.

    `held` gives for each alternative the families that hold it, `beside` those that stand near.
    """

    role: TargetRole
    lexicon: Lexicon
    held: tuple[frozenset[str], ...]
    beside: tuple[frozenset[str], ...]

    def match(self, title: str, minimum: Grade = "family") -> RoleMatch | None:
        """How a title holds the role, or None below the grade `minimum`."""
        judged = self.judge(title)
        if judged.grade is None or GRADES.index(judged.grade) > GRADES.index(minimum):
            return None
        return RoleMatch(judged.grade, judged.level, judged.why)

    def match_all(self, titles: Iterable[str], minimum: Grade = "family") -> dict[str, RoleMatch]:
        """The titles that hold the role, each with its match, in the order of `titles`.

        Titles that share no telling word with the role are put aside before they are parsed.
        """
        candidates = self.candidates(list(dict.fromkeys(titles)), minimum)
        matches = ((title, self.match(title, minimum)) for title in candidates)
        return {title: match for title, match in matches if match is not None}

    def candidates(self, titles: Sequence[str], minimum: Grade = "family") -> list[str]:
        """The titles worth a verdict, in their order: never fewer than those that reach the grade."""
        return self.telling(minimum).candidates(titles)

    def telling(self, minimum: Grade = "family") -> Prefilter:
        """What a title must hold to be worth a verdict."""
        if minimum in ("exact", "family"):
            return prefilter(self.role, self.held, self.lexicon)
        wider = [held | beside for held, beside in zip(self.held, self.beside, strict=True)]
        return prefilter(self.role, wider, self.lexicon)

    def judge(self, title: str) -> Judgement:
        """The verdict on one title, with its reason also where it does not count."""
        return self.judge_parsed(parse(title, self.lexicon))

    def judge_parsed(self, parsed: ParsedTitle) -> Judgement:
        """The same of a title that was read already, by the same lexicon."""
        title = parsed.title
        if word := self.excluded(title):
            return Judgement(None, parsed.level, f'"{word}" is excluded')
        wording = _Wording()
        verdicts = [
            self._verdict(number, alternative, parsed, wording)
            for number, alternative in enumerate(self.role.alternatives)
        ]
        verdicts += self._included(parsed)
        return min(verdicts, key=_merit)

    def facet_grade(self, number: int, segment: Segment) -> Grade | None:
        """How one segment of any wording holds an alternative, by its families and level; None below "family".

        Further words of the query are left aside, and so are those that rule titles out or let them in.
        """
        alternative = self.role.alternatives[number]
        if alternative.families:
            if self.held[number].isdisjoint(_roles_of(segment, self.lexicon)):
                return None
        elif segment.level != (alternative.seat or alternative.level):
            return None
        plain = alternative._replace(words=(), quoted=())
        grade = self._segment(number, plain, ParsedTitle("", "", "", (), (segment,)), 0, _Wording()).grade
        return grade if grade in ("exact", "family") else None

    def worded_grade(self, number: int, segment: Segment) -> Grade | None:
        """How a segment that has the one word of an alternative, and serves nobody, holds it; None below "family"."""
        grade = self._step(self.role.alternatives[number], segment, "exact", [])
        grade_settled = self._settled(grade, segment, []).grade
        return grade_settled if grade_settled in ("exact", "family") else None

    def _verdict(self, number: int, alternative: Alternative, parsed: ParsedTitle, wording: _Wording) -> Judgement:
        if alternative.basis in ("words", "taxonomy"):
            return self._by_words(alternative, parsed, wording)
        verdicts = [
            self._segment(number, alternative, parsed, place, wording)
            for place, segment in enumerate(parsed.segments)
            if segment.status != "company"
        ]
        return min(verdicts, key=_merit, default=Judgement(None, "", "the title names no role"))

    def _segment(
        self, number: int, alternative: Alternative, parsed: ParsedTitle, place: int, wording: _Wording
    ) -> Judgement:
        """One segment against one alternative that a family or a level decides."""
        segment = parsed.segments[place]
        grade, family = self._grade(number, alternative, segment)
        if grade is None:
            return Judgement(None, segment.level, f'"{segment.text}" is {_reads(segment, "", self.lexicon)}')
        why = [f"family {family}"] if family else []
        why.append(f'"{segment.text}" → {_reads(segment, family, self.lexicon)}')
        why.append(f"segment {place + 1} {segment.status}")
        if missing := self._missing(alternative, parsed, wording):
            grade = "near"
            why.append(f'without "{missing}"')
        grade = self._step(alternative, segment, grade, why)
        left_out = [each for each in parsed.segments if each.status in ("company", "former") and each is not segment]
        why += [f'"{each.text}" ignored' for each in left_out]
        return self._settled(grade, segment, why)

    def _settled(self, grade: Grade, segment: Segment, why: list[str]) -> Judgement:
        """A grade after the gates: standing and the strict levels."""
        if segment.status != "current" and segment.status not in self.role.allow:
            why.append(f"would be {grade} if {segment.status} holders were allowed")
            return Judgement(None, segment.level, " · ".join(why))
        if self.role.levels and segment.level not in self.role.levels:
            why.append(f"level {segment.level} is not asked for")
            return Judgement(None, segment.level, " · ".join(why))
        return Judgement(grade, segment.level, " · ".join(why))

    def _grade(self, number: int, alternative: Alternative, segment: Segment) -> tuple[Grade | None, str]:
        """The grade that families alone give, and the family that gave it."""
        if not alternative.families:
            asked = alternative.seat or alternative.level
            return ("exact" if segment.level == asked else None), ""
        held = next((family for family in _roles_of(segment, self.lexicon) if family in self.held[number]), "")
        if held:
            leads = self.lexicon.families[held].leads
            same_seat = leads and bool(alternative.seat) and segment.level == alternative.seat
            same_phrase = not leads and bool(segment.core) and segment.core == alternative.phrase
            exact = held in alternative.families and (same_seat or same_phrase)
            return ("exact" if exact else "family"), held
        near = next((family for family in segment.families if family in self.beside[number]), "")
        return ("near" if near else None), near

    def _step(self, alternative: Alternative, segment: Segment, grade: Grade, why: list[str]) -> Grade:
        """Lower a grade for a level out of reach, and for learners where none are asked for."""
        asked = alternative.level
        if segment.level == "intern" and asked != "intern" and "intern" not in self.role.levels:
            why.append("still learning")
            return "near"
        if asked in LADDER:
            reach = self.role.level_slack
            steps = abs(LADDER.index(segment.level) - LADDER.index(asked)) if segment.level in LADDER else reach + 1
            if steps > reach:
                why.append(f"level {segment.level} is too far from {asked}")
                return "near"
        elif asked == "intern" and segment.level != "intern":
            why.append("no longer learning")
            return "near"
        elif alternative.seat and not self._seats(alternative, segment.level):
            why.append(f"level {segment.level} is too far from {alternative.seat}")
            return "near"
        return grade

    def _seats(self, alternative: Alternative, level: str) -> bool:
        """Whether a level is of the seat that is asked for: a "head nurse" is no nurse of the ladder, but for a lead.

        Families whose holders have a seat by what they are settle it themselves.
        """
        if level in SEATS or any(self.lexicon.families[id_].level in SEATS for id_ in alternative.families):
            return True
        return level == "lead" and alternative.seat in ("manager", "head") and self.role.level_slack > 0

    def _by_words(self, alternative: Alternative, parsed: ParsedTitle, wording: _Wording) -> Judgement:
        """A role that no family covers: all its words among the segments of one standing."""
        would: Judgement | None = None
        for status in ("current", "former", "aspiring", "relation"):
            segments = [segment for segment in parsed.segments if segment.status == status]
            if not segments or (missing := _lacks(alternative, segments, wording)):
                continue
            holder = next((s for s in segments if not _lacks(alternative, [s], wording)), segments[0])
            if reason := only_about(alternative, holder, self.lexicon):
                return Judgement(None, holder.level, reason)
            why = [_said_in(alternative, holder), f"{status}, {_basis(alternative)}"]
            grade = self._step(alternative, holder, _grade_by_words(alternative, holder), why)
            judged = self._settled(grade, holder, why)
            if judged.grade is not None:
                return judged
            would = would or judged
        missing = _lacks(alternative, [s for s in parsed.segments if s.status != "company"], wording)
        return would or Judgement(None, parsed.level, f'without "{missing or alternative.text}"')

    def _missing(self, alternative: Alternative, parsed: ParsedTitle, wording: _Wording) -> str:
        """The first further word of a query that the title does not hold; empty where it holds all."""
        counted = [s for s in parsed.segments if s.status == "current" or s.status in self.role.allow]
        return _lacks(alternative, counted, wording)

    def excluded(self, title: str) -> str:
        """The first excluded phrase that a title holds, or empty."""
        words = _stems(words_of(title)) if self.role.excluded else []
        return next((phrase for phrase in self.role.excluded if _holds(words, phrase)), "")

    def _included(self, parsed: ParsedTitle) -> list[Judgement]:
        found: list[Judgement] = []
        for segment in parsed.segments:
            if segment.status == "company" or not self.role.included:
                continue
            words = _stems(words_of(segment.text))
            phrase = next((phrase for phrase in self.role.included if _holds(words, phrase)), "")
            if phrase:
                why = [f'"{segment.text}" holds "{phrase}", which was included']
                found.append(self._settled("family", segment, why))
        return found


def matcher(role: TargetRole, lexicon: Lexicon) -> RoleMatcher:
    """Make a target role ready for matching."""
    held, beside = [], []
    for alternative in role.alternatives:
        wanted = {*alternative.families}
        wanted.update(part for whole in alternative.families for part in lexicon.parts.get(whole, ()))
        near = {sibling for id_ in alternative.families for sibling in lexicon.families[id_].siblings}
        near |= {lexicon.families[id_].part_of for id_ in alternative.families}
        near |= {lexicon.families[id_].led_by for id_ in alternative.families}
        held.append(frozenset(wanted))
        beside.append(frozenset(near - wanted - {""}))
    return RoleMatcher(role, lexicon, tuple(held), tuple(beside))


def _roles_of(segment: Segment, lexicon: Lexicon) -> tuple[str, ...]:
    """The families of a segment, those that share the phrase of its role, and that which is called as its level: who
    has a restaurant is an owner, too."""
    families = segment.families
    if segment.core in lexicon.shared:
        families = (*families, *lexicon.shared[segment.core])
    return (*families, segment.level) if segment.level in NAMED_BY_FAMILIES else families


def _basis(alternative: Alternative) -> str:
    if alternative.occupation:
        return f'the taxonomy has it under "{alternative.occupation}"'
    return "no family covers the role"


def _grade_by_words(alternative: Alternative, holder: Segment) -> Grade:
    if alternative.occupation:
        return "related" if alternative.akin else "family"
    return "exact" if _runs_together(alternative.words, words_of(holder.text)) else "family"


def _said_in(alternative: Alternative, holder: Segment) -> str:
    """What of a segment says a role, in plain words."""
    plain = not _lacks(alternative._replace(synonyms=()), [holder], _Wording())
    return f'all words of "{alternative.text}"{"" if plain else " or of the same meaning"} in "{holder.text}"'


def _merit(judged: Judgement) -> tuple[int, bool]:
    """What is least is best; of what does not count, what would count otherwise."""
    if judged.grade is None:
        return len(GRADES), "would be" not in judged.why
    return GRADES.index(judged.grade), True


def _reads(segment: Segment, family: str, lexicon: Lexicon) -> str:
    """A segment in plain words: "senior product manager"."""
    names = [lexicon.families[each].name for each in ((family,) if family else segment.families)]
    step = segment.level if segment.level not in ("mid", "c_suite") else "chief" if segment.level == "c_suite" else ""
    if family and lexicon.families[family].leads:
        return f"{segment.level.replace('_', ' ')}, {names[0]}"
    name = names[0] if names else segment.function if segment.function not in ("", "other") else "no role that is known"
    return name if not step or step in name else f"{step} {name}" if names else f"{step}, {name}"


def _stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words]


def _holds(stems: Sequence[str], phrase: str) -> bool:
    """Whether the words of a phrase stand side by side among stems."""
    wanted = _stems(phrase.split())
    size = len(wanted)
    return any(stems[at : at + size] == wanted for at in range(len(stems) - size + 1))


def _lacks(alternative: Alternative, segments: Sequence[Segment], wording: _Wording) -> str:
    """The first word or quoted phrase of an alternative that the segments do not hold."""
    if not alternative.words and not alternative.quoted:
        return ""
    held = [(*wording[segment.text], segment.function) for segment in segments]
    for word, said in zip(alternative.words, alternative.said, strict=True):
        if not any(said.stem in stems or (said.suits(of) and any(map(said.by, words))) for words, stems, of in held):
            return word
    texts = [f" {' '.join(words)} " for words, _, _ in held]
    return next((phrase for phrase in alternative.quoted if not any(f" {phrase} " in text for text in texts)), "")


def _runs_together(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return bool(wanted) and _holds(_stems(words), " ".join(wanted))
