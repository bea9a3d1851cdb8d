"""Which of a store's titles hold a role: one after the other where they are few, by an index where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphfind.model import RoleMatch

if TYPE_CHECKING:
    from graphfind.roles import RoleMatcher
    from graphfind.roles.titles import TitleIndex
    from graphfind.stores.base import KeptTitles, Store

INDEXED: Final = 5_000
"""With fewer titles than these an index takes longer to read than they do."""


def matched(store: Store, made: RoleMatcher) -> dict[str, RoleMatch]:
    """The titles that hold a role, in their order, each with its match.

    Why one holds it is left out, and empty, where that was not needed to know it: `made.match` tells it.
    """
    kept = store.kept_titles(INDEXED)
    if kept is None:
        return made.match_all(store.title_texts())
    with store.reading():
        return _by_index(kept, made)


def _by_index(kept: KeptTitles, made: RoleMatcher) -> dict[str, RoleMatch]:
    from graphfind.roles import keeping

    index, fresh = _opened(kept, made)
    before = index.facets
    found = index.match_all(made)
    if index.facets is not before or fresh:
        kept.keep({**fresh, **keeping.facets_to_parts(index.facets, made.lexicon)})
    return found


def _opened(kept: KeptTitles, made: RoleMatcher) -> tuple[TitleIndex, dict[str, bytes]]:
    """The index of the titles, and the parts of it that are not kept yet."""
    import numpy as np

    from graphfind.roles import keeping
    from graphfind.roles.titles import TitleIndex
    from graphfind.roles.wordindex import word_index

    card = str(keeping.FORMAT).encode()
    lexicon = made.lexicon
    numbers = np.frombuffer(kept.part("numbers") or b"", np.int64)
    known = keeping.facets_from_parts(kept.part, lexicon, len(numbers))
    if kept.part("card") == card:
        return TitleIndex(
            lexicon,
            lambda rows: kept.texts(numbers[rows].tolist()),
            lambda: keeping.words_from_parts(kept.part),
            known,
        ), {}
    now, texts = kept.all()
    words = word_index(texts)
    fresh = {"card": card, "numbers": np.array(now, np.int64).tobytes(), **keeping.words_to_parts(words)}
    known = keeping.moved(known, numbers, now)
    return TitleIndex(lexicon, lambda rows: [texts[row] for row in rows], lambda: words, known), fresh
