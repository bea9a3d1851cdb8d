"""How well titles are read, roles found and traps avoided, on the open and on the sealed part.

    python -m tests.roles.exam.score [--part open|sealed|further] [--misses] [--unknown]

What the misses are is never shown for the sealed part: nobody tunes on it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphfind.errors import UsageError
from graphfind.roles import Lexicon, TargetRole, load_lexicon, matcher, parse, understand

from .papers import FURTHER, NONE, PARTS, Query, Title, Trap, queries, synonyms, titles, traps

GOALS = {
    "seniority accuracy": 0.93,
    "seniority macro-F1": 0.90,
    "function accuracy": 0.86,
    "function macro-F1": 0.80,
    "retrieval precision": 0.97,
    "retrieval recall": 0.90,
    "traps": 0.99,
}


@dataclass(slots=True)
class Score:
    """Figures in [0, 1] by name, how many answers each rests on, and one line for each miss of the open part."""

    figures: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list, repr=False)

    def add(self, name: str, right: int, of: int) -> None:
        self.figures[name] = right / of if of else 1.0
        self.counts[name] = of


def score(part: str, lexicon: Lexicon) -> Score:
    """Every figure of a part; what was missed in the sealed part is forgotten at once."""
    result = Score()
    pool = titles(part)
    # Titles stay blind under a query that is known, so the sealed pool is asked everything.
    asked = queries(part) if part == "open" else [query for each in PARTS for query in queries(each)]
    _score_titles(pool, lexicon, result)
    _score_retrieval(asked, pool, lexicon, result)
    _score_traps(traps(part), lexicon, result)
    if part != "open":
        result.misses.clear()
    return result


def score_further(lexicon: Lexicon) -> Score:
    """The traps, and holders of the same shapes, that were written after the two parts."""
    result = Score()
    _score_traps(traps(FURTHER), lexicon, result)
    return result


def macro_f1(answers: Iterable[tuple[str, str]]) -> float:
    """The mean F1 of the labels that are right at least once, of pairs (right, answered)."""
    pairs = list(answers)
    hits = Counter(right for right, answered in pairs if right == answered)
    gold = Counter(right for right, _ in pairs)
    said = Counter(answered for _, answered in pairs)
    return sum(2 * hits[label] / (gold[label] + said[label]) for label in gold) / len(gold)


def unknown_roles(lexicon: Lexicon) -> list[str]:
    """Roles of the tables, of both parts, that no family answers; an optional one needs none."""
    same = synonyms()
    roles = frozenset().union(*(group for part in PARTS for title in titles(part) for group in title.families))
    return sorted(role for role in roles if not _ids(frozenset((role,)), same) & lexicon.families.keys())


def _score_titles(pool: Sequence[Title], lexicon: Lexicon, result: Score) -> None:
    levels: list[tuple[str, str]] = []
    functions: list[tuple[str, str]] = []
    known = families = statuses = placed = 0
    same = synonyms()
    for title in pool:
        parsed = parse(title.text, lexicon)
        level, function = parsed.level or NONE, parsed.function or NONE
        levels.append((_label(level, title.levels), level))
        functions.append((_label(function, title.functions), function))
        if level not in title.levels:
            result.misses.append(_miss("level", title.text, title.levels, level))
        if function not in title.functions:
            result.misses.append(_miss("function", title.text, title.functions, function))
        required = [_ids(group, same) for group in title.families]
        every = frozenset().union(*required, *(_ids(group, same) for group in title.optional))
        found = frozenset(parsed.families)
        if all(group & found for group in required) and found <= every:
            families += 1
        else:
            wanted = (" or ".join(sorted(group)) for group in required)
            result.misses.append(_miss("families", title.text, wanted, ", ".join(parsed.families) or NONE))
        known += any(not group & lexicon.families.keys() for group in required)
        for words, status in title.statuses:
            placed += 1
            said = [each.status for each in parsed.segments if words.casefold() in each.text.casefold()]
            statuses += status in said
            if status not in said:
                result.misses.append(_miss("status", title.text, [f"{words} {status}"], ", ".join(said) or NONE))
    result.add("seniority accuracy", sum(right == said for right, said in levels), len(levels))
    result.figures["seniority macro-F1"] = macro_f1(levels)
    result.add("function accuracy", sum(right == said for right, said in functions), len(functions))
    result.figures["function macro-F1"] = macro_f1(functions)
    result.add("families", families, len(pool))
    result.add("roles that the lexicon knows", len(pool) - known, len(pool))
    result.add("statuses", statuses, placed)


def _score_retrieval(asked: Sequence[Query], pool: Sequence[Title], lexicon: Lexicon, result: Score) -> None:
    right = found = wanted = 0
    for query in asked:
        verdicts = {title.text: query.wants(title) for title in pool}
        holders = {text for text, verdict in verdicts.items() if verdict}
        hits = _hits(query, list(verdicts), lexicon)
        counted = {text for text in hits if verdicts[text] is not None}
        right += len(holders & counted)
        found += len(counted)
        wanted += len(holders)
        result.misses += [f"not found    {query.text!r} · {text}" for text in sorted(holders - counted)]
        result.misses += [f"wrongly found {query.text!r} · {text}" for text in sorted(counted - holders)]
    result.add("retrieval precision", right, found)
    result.add("retrieval recall", right, wanted)


def _score_traps(set_: Sequence[Trap], lexicon: Lexicon, result: Score) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for trap in set_:
        answer = trap_answer(trap, lexicon)
        kinds[trap.kind].append(answer in trap.grades)
        if answer not in trap.grades:
            asked = " ".join((trap.query, *(f"{name}={value}" for name, value in trap.options)))
            result.misses.append(_miss(f"trap ({trap.kind})", f"{asked!r} · {trap.title}", trap.grades, answer))
    every = [correct for kind in kinds.values() for correct in kind]
    result.add("traps", sum(every), len(every))
    for kind, answers in sorted(kinds.items()):
        result.add(f"  {kind}", sum(answers), len(answers))


def trap_answer(trap: Trap, lexicon: Lexicon) -> str:
    """The grade, "-" for none, "refused", or "misread" where the query's tail is not echoed."""
    options = dict(trap.options)
    try:
        role = understand(
            trap.query,
            lexicon,
            as_reading=options.get("as", ""),
            levels=_words(options.get("levels", "")),
            allow=_words(options.get("allow", "")),
            level_slack=int(options.get("level_slack", "1")),
        )
    except UsageError:
        return "refused"
    echoed = {"organization": role.organizations, "industry": role.industries, "place": role.places}
    if any(list(said) != _words(options.get(name, "")) for name, said in echoed.items()):
        return "misread"
    return matcher(role, lexicon).judge(trap.title).grade or NONE


def _hits(query: Query, texts: Sequence[str], lexicon: Lexicon) -> set[str]:
    try:
        role: TargetRole = understand(query.text, lexicon, as_reading=query.reading)
    except UsageError:
        return set()
    return set(matcher(role, lexicon).match_all(texts))


def _words(cell: str) -> list[str]:
    return [cell] if cell else []


def _label(said: str, accepted: frozenset[str]) -> str:
    """The answer itself where it is right; otherwise the first of those that are, in a fixed order."""
    return said if said in accepted else min(accepted)


def _ids(group: frozenset[str], same: dict[str, frozenset[str]]) -> frozenset[str]:
    return group.union(*(same.get(role, frozenset()) for role in group))


def _miss(what: str, where: str, wanted: Iterable[str], said: str) -> str:
    return f"{what:<12} {where} · wanted {' + '.join(sorted(wanted)) or NONE}, got {said}"


def report(part: str, result: Score) -> Iterator[str]:
    """The figures of a part, one a line."""
    yield f"{part} part"
    for name, figure in result.figures.items():
        goal = f"   goal {GOALS[name]:.2f}" if name in GOALS else ""
        count = f" of {result.counts[name]}" if name in result.counts else ""
        yield f"  {name:<30} {figure:.3f}{count}{goal}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="score", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=(*PARTS, FURTHER), help="one part alone")
    parser.add_argument("--misses", action="store_true", help="list what went wrong; the open part only")
    parser.add_argument("--unknown", action="store_true", help="list the roles that no family of the lexicon answers")
    options = parser.parse_args(arguments)
    if options.misses and options.part not in ("open", FURTHER):
        print("The misses of the sealed part are not shown: use --part open.", file=sys.stderr)
        return 2
    lexicon = load_lexicon()
    for part in [options.part] if options.part else (*PARTS, FURTHER):
        result = score_further(lexicon) if part == FURTHER else score(part, lexicon)
        print("\n".join(report(part, result)))
        if options.misses:
            print("\n".join(result.misses))
    if options.unknown:
        print("\n".join(unknown_roles(lexicon)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
