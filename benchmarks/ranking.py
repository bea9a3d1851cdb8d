"""How well titles are ranked by likeness, beside TF-IDF and rapidfuzz on the same titles in the same run.

    python -m benchmarks.ranking DIR --taxonomy DIR [--language CODE]...

DIR holds a folder for each language with `queries.tsv` and `corpus_documents.tsv` (an id and a title a line) and
`annotations.tsv` (query, 0, title, 1: what belongs to a query), as title-similarity data is published for `trec_eval`.
Prints, for each language, the mean over queries of the average precision of the whole ranking: of all queries, and of
every other one, the first included (on whose English, German and French ones most constants were chosen) and not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphfind.roles import load_lexicon
from graphfind.roles.taxonomy import RankedTitle, build_index, ranker, read_taxonomy

Scores = NDArray[np.float64]
Scorer = Callable[[str], Scores]
Ranker = Callable[[str], list[RankedTitle]]


class Judged(NamedTuple):
    """Titles, queries, and the places of the titles that belong to each query."""

    titles: list[str]
    queries: list[str]
    wanted: list[set[int]]


def judged(folder: Path) -> Judged:
    """The data of one language; queries to which nothing belongs are left out."""
    titles, queries = _lines(folder / "corpus_documents.tsv"), _lines(folder / "queries.tsv")
    place = {row[0]: number for number, row in enumerate(titles)}
    wanted: dict[str, set[int]] = {row[0]: set() for row in queries}
    for query, _, title, _ in _lines(folder / "annotations.tsv"):
        wanted[query].add(place[title])
    kept = [row for row in queries if wanted[row[0]]]
    return Judged([row[1] for row in titles], [row[1] for row in kept], [wanted[row[0]] for row in kept])


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def average_precision(score: Scores, wanted: set[int]) -> float:
    """The mean of the precisions at the wanted titles; equal scores as the titles stand."""
    held = np.isin(np.argsort(-score, kind="stable"), list(wanted))
    precision: Scores = held.cumsum() / np.arange(1, len(held) + 1)
    return float(precision[held].mean())


def ours(data: Judged, taxonomy: Path | None) -> Iterator[tuple[str, Scorer]]:
    """graphfind with the taxonomy, where there is one, and with its own role families alone."""
    lexicon = load_lexicon()
    read = {"graphfind, families alone": None}
    if taxonomy:
        read = {"graphfind, with the taxonomy": read_taxonomy(taxonomy), **read}
    for name, tables in read.items():
        ranked = ranker(data.titles, build_index(tables, lexicon), lexicon)

        def score(query: str, ranked: Ranker = ranked) -> Scores:
            found = {one.title: one.score for one in ranked(query)}
            return np.array([found[title] for title in data.titles])

        yield name, score


def peers(data: Judged) -> Iterator[tuple[str, Scorer]]:
    """Likeness of letters and words, learnt from the titles that are ranked."""
    from rapidfuzz import fuzz, process, utils
    from sklearn.feature_extraction.text import TfidfVectorizer

    plain = [utils.default_process(title) for title in data.titles]
    for name, analyzer, size in (("2 to 4 letters", "char_wb", (2, 4)), ("1 and 2 words", "word", (1, 2))):
        vectors = TfidfVectorizer(analyzer=analyzer, ngram_range=size)
        matrix = vectors.fit_transform(plain).T

        def by_tf_idf(query: str, vectors: TfidfVectorizer = vectors, matrix: object = matrix) -> Scores:
            found: Scores = (vectors.transform([utils.default_process(query)]) @ matrix).toarray()[0]
            return found

        yield f"scikit-learn, TF-IDF of {name}", by_tf_idf

    def fuzzy(query: str) -> Scores:
        found: Scores = process.cdist([utils.default_process(query)], plain, scorer=fuzz.token_set_ratio)[0]
        return found

    yield "rapidfuzz, token_set_ratio", fuzzy


def rows(folder: Path, taxonomy: Path | None, languages: Sequence[str]) -> Iterator[str]:
    """A line of the table for each language and way of ranking."""
    for path in sorted(path for path in folder.iterdir() if (path / "queries.tsv").is_file()):
        if languages and path.name not in languages:
            continue
        data = judged(path)
        for scorers in (ours(data, taxonomy), peers(data)):
            for name, score in scorers:
                started = time.process_time()
                asked = zip(data.queries, data.wanted, strict=True)
                found = [average_precision(score(query), wanted) for query, wanted in asked]
                took = (time.process_time() - started) / len(data.queries) * 1000
                halves = " | ".join(f"{np.mean(part):.3f}" for part in (found, found[0::2], found[1::2]))
                yield f"| {path.name} | {name} | {halves} | {took:.0f} ms |"


def main(folder: Path, taxonomy: Path | None, languages: Sequence[str]) -> None:
    """Print the table."""
    print("| language | ranked by | MAP | 1st, 3rd … query | 2nd, 4th … | a query |\n|---|---|---|---|---|---|")
    for line in rows(folder, taxonomy, languages):
        print(line, flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, metavar="DIR", help="a folder for each language")
    options.add_argument("--taxonomy", type=Path, metavar="DIR", help="a folder with tables of O*NET or ESCO")
    options.add_argument("--language", action="append", default=[], metavar="CODE", help="this one only; repeatable")
    chosen = options.parse_args()
    main(chosen.folder, chosen.taxonomy, chosen.language)
