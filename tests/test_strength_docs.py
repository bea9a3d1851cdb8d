"""docs/strength.md: its table is the program's, and its example comes out as it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graphfind import inference, ranking, strength
from graphfind.model import Evidence, EvidenceKind, PathPerson, Position, Tie
from graphfind.normalize import organization_key
from graphfind.planning import newground

TODAY = date(2026, 6, 10)
DOCUMENT = " ".join((Path(__file__).parents[1] / "docs" / "strength.md").read_text(encoding="utf-8").split())

MESSAGES = Evidence(EvidenceKind.MESSAGE, 5, 7, date(2023, 3, 14), date(2026, 5, 3))
CONNECTION = Evidence(EvidenceKind.CONNECTION, first=date(2019, 1, 5), last=date(2019, 1, 5))


def cell(value: float, nothing: float) -> str:
    return "–" if value == nothing else f"{value:.2f}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("row", strength.KIND_TABLE, ids=lambda row: row.kind)
def test_constants_of_each_kind(row: strength.KindConstants) -> None:
    cells = [row.kind.value, cell(row.best, 0), cell(row.half_volume, 0), cell(row.one_sided, 1.0)]
    cells += [cell(row.half_life, 0), cell(row.floor, 0), cell(row.undated, 0), cell(row.brief, 1.0)]
    assert f"| {' | '.join(cells)} |" in DOCUMENT


@pytest.mark.parametrize(
    "sentence",
    [
        f"stays between {strength.MIN_STRENGTH:.2f} and {strength.MAX_STRENGTH:.2f}",
        f"every {strength.HALF_SPAN} months from the first",
        f"`--close` is {strength.OVERRIDES['close']:.2f}, `--knows` {strength.OVERRIDES['knows']:.2f}, "
        f"`--barely` {strength.OVERRIDES['barely']:.2f}",
        f"starts at {inference.COLLEAGUE_BASE:.2f} for an employer and {inference.SCHOOLMATE_BASE:.2f} for a school",
        f"{inference.HALF_HEADCOUNT} / ({inference.HALF_HEADCOUNT} + *n* − 2)",
        f"more than {inference.MAX_HEADCOUNT} make it nothing",
        f"half for every {inference.HALF_GAP} months",
        f"Below {inference.MIN_INFERRED:.2f} there is no tie",
        f"together never exceeds {strength.MAX_INFERRED:.2f}",
        f"{ranking.LOW_PASS_ON:.2f} a step",
        f"{ranking.HIGH_PASS_ON:.2f} in another",
        f"{ranking.PASS_ON:.2f} in the middle",
        f"{ranking.LEAST_WIDTH:.2f} + {1 - ranking.LEAST_WIDTH:.2f} × {ranking.HALF_WIDTH_AT} / "
        f"({ranking.HALF_WIDTH_AT} + *n*)",
        f"A hop never exceeds {ranking.HIGHEST_HOP:.2f}",
    ],
)
def test_other_constants(sentence: str) -> None:
    assert sentence in DOCUMENT


def test_example() -> None:
    def said(line: str) -> float:
        found = re.search(rf"{line} .*?= (0\.\d+)", DOCUMENT)
        assert found, line
        return float(found[1])

    ours = [Position("Engineer", "Acme", started=date(2017, 1, 1), ended=date(2021, 1, 1))]
    theirs = [Position("Designer", "Acme", started=date(2019, 1, 1), ended=date(2024, 1, 1))]
    colleagues = inference.shared(ours, theirs, {organization_key("Acme"): 8}, TODAY)
    to_ada = Tie(strength.tie_strength([MESSAGES, CONNECTION], TODAY), False, (MESSAGES, CONNECTION))
    to_bo = Tie(strength.tie_strength(colleagues, TODAY), True, colleagues)
    people = [PathPerson("1", "You"), PathPerson("2", "Ada"), PathPerson("3", "Bo")]
    made = ranking.introduction(people, [to_ada, to_bo], None, TODAY)

    table = dict(zip(strength.KINDS, strength.KIND_TABLE, strict=True))
    for kind, months in [(EvidenceKind.MESSAGE, 1), (EvidenceKind.CONNECTION, 89), (EvidenceKind.COLLEAGUE, 65)]:
        factor = strength.halving(table[kind].half_life, table[kind].floor)[months]
        assert f"{factor:.3f} for {months} month" in DOCUMENT
    brief = table[EvidenceKind.MESSAGE].brief
    assert f"{1 - (1 - brief) * strength.halving(strength.HALF_SPAN)[38]:.3f} for 38 months of writing" in DOCUMENT
    assert round(strength.tie_strength([MESSAGES], TODAY), 3) == said("messages 0.80")
    assert round(strength.tie_strength([CONNECTION], TODAY), 3) == said("connection 0.28")
    assert round(to_ada.strength, 3) == said("strength 1 −")
    assert round(to_bo.strength, 3) == said("colleagues 0.32")
    assert round(made.probability, 3) == said("has the probability")
    assert made.weakest_hop == 1

    hops = [ranking.introduction(people[:2], [tie], None, TODAY) for tie in (to_ada, to_bo)]
    width = ranking.LEAST_WIDTH + (1 - ranking.LEAST_WIDTH) * ranking.HALF_WIDTH_AT / (ranking.HALF_WIDTH_AT + 13)
    assert round(width, 3) == said("left of it")
    for name, low, high in [
        ("to Ada", hops[0].low, hops[0].high),
        ("to Bo", hops[1].low, hops[1].high),
        ("range", made.low, made.high),
    ]:
        assert re.search(rf"{name} .*?= {low:.3f} and {high:.3f} ", DOCUMENT), name
    assert f"shown as {made.probability:.0%}, {made.low:.0%}–{made.high:.0%}" in DOCUMENT


def test_new_ground() -> None:
    assert "*x* = (*m* + 1) / 11" in DOCUMENT
    assert newground.BEST_MUTUAL + 1 == 11
    for mutual, value in ((21, "0.80 at 21"), (32, "0.60 at 32"), (0, "0.18 at none")):
        assert value in DOCUMENT
        assert round(newground.new_ground(mutual), 2) == float(value.split()[0])
