"""Words of crafts tell a role's function, and a kind of worker his family, where nothing else names the role."""

from __future__ import annotations

import pytest

from graphfind.roles import Lexicon, matcher, parse, understand


@pytest.mark.parametrize(
    ("title", "function", "families"),
    [
        ("Slitter, day shift", "manufacturing", ()),
        ("Monument erector", "trades", ()),
        ("Freight piler", "supply chain", ()),
        ("Furnace tender", "manufacturing", ("machine-operator",)),
        ("Kiln worker", "manufacturing", ("production-worker",)),
        ("Opératrice de cribleur", "manufacturing", ("machine-operator",)),
        ("Boilermaker helper", "trades", ("trades-helper",)),
        ("Startup operator", "other", ()),
        ("Operator", "other", ()),
        ("Memory maker", "other", ()),
        ("Product designer, Buffer", "design", ("product-designer",)),
    ],
)
def test_what_words_of_crafts_tell(title: str, function: str, families: tuple[str, ...], lexicon: Lexicon) -> None:
    parsed = parse(title, lexicon)
    assert (parsed.function, parsed.families) == (function, families)


def test_kinds_of_worker_are_found_among_many_titles(lexicon: Lexicon) -> None:
    titles = ["Furnace tender", "Loom fitter", "Opératrice de cribleur", "Tour operator", "Startup operator"]
    role = matcher(understand("machine operator", lexicon), lexicon)
    assert list(role.match_all(titles)) == ["Furnace tender", "Opératrice de cribleur"]
