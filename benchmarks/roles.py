"""How fast titles are read and roles found among them, beside rapidfuzz and TF-IDF of scikit-learn on the same titles.

    python -m benchmarks.roles [SIZE] [--taxonomy DIR]

Prints tables. Titles are synthetic and distinct (`benchmarks.titles`); all times are the processor's. What peers are
asked is the nearest that they offer: the hundred titles most like the query's letters. They have no levels, no former
holders and no other words for a role, so only their time is compared here.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.titles import titles
from graphfind.roles import Lexicon, keeping, load_lexicon, matcher, parse, understand
from graphfind.roles.titles import TitleIndex, title_index
from graphfind.roles.wordindex import word_index

SIZE = 100_000
SHOWN = 100
QUERIES = (
    "product manager", "software engineer", "Head of People", "CEO", "nurse", "teacher", "Vertriebsleiter", "avocat",
    "senior data analyst", "electrician", "accountant or controller", "VP Engineering", "chef", "founder", "luthier",
    "sales representative", "HR business partner", "head of marketing at Acme", "police officer", "Projektleiter",
    "payments product manager", "product manager -senior", "junior software engineer", "recruiter", "midwife", "CTO",
    "directeur des achats", "Krankenpfleger", "ingeniero de software", "legal counsel", "UX designer", "translator",
    "head of supply chain", "customer success manager", "machine learning engineer", "tax advisor", "welder", "pilot",
    "Sachbearbeiter", "glaciologist",
)  # fmt: skip
UNCOVERED = (
    "wastewater manager", "wig stylist", "vinegar maker", "falconer", "farm shop keeper", "ispettore scolastico",
    "Weinmacher", "relocation officer", "mold cooler", "nettenmaker", "dental health specialist", "tunnelmeisterin",
    "fight coordinator", "prepress engineer", "lgv instructor", "sawing machine operative", "ispettrice navale",
    "theatergrimeur", "filigreinmaker", "tallador de casino",
)  # fmt: skip
"""Roles that no family covers, most of which ESCO or O*NET have other names for."""
LOADING = """
import time
from graphfind.roles.opening import load_lexicon
started = time.process_time()
load_lexicon()
print(time.process_time() - started)
"""
COLD = "from graphfind.roles import load_lexicon, parse\nparse('Sr. PM @ Stripe | ex-Google', load_lexicon())"


def ours(found: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Loading, reading all titles, and role queries with an index of which nothing, or everything, is read."""
    loading = statistics.median(float(_output(LOADING)) for _ in range(7))
    yield f"| loading the lexicon, cold | {_ms(loading)} | 50 ms |"
    yield f"| a whole process that reads one title | {_ms(_process(COLD))} | |"
    yield f"| reading all titles | {_took(partial(_read, found)):.1f} s | 10 s |"
    index = title_index(found, lexicon)
    first = [_took(partial(_ask, index, query, lexicon)) for query in QUERIES]
    yield f"| roles asked one after the other, each for the first time: median | {_ms(statistics.median(first))} | |"
    index = title_index(found, lexicon)
    yield f"| reading all titles, and keeping what they say and where | {_took(index.read):.1f} s | |"
    asked = [_median(partial(_ask, index, query, lexicon)) for query in QUERIES]
    yield f"| a role once all titles are read: median of {len(QUERIES)} roles | {_ms(statistics.median(asked))} | |"
    yield f"| the same, 95th of 100 | {_ms(_p95(asked))} | 20 ms |"
    kept = {**keeping.words_to_parts(word_index(found)), **keeping.facets_to_parts(index.facets, lexicon)}
    opening = [_median(partial(_ask_cold, kept, found, query, lexicon)) for query in QUERIES]
    yield f"| the same with opening what is kept of the index, 95th of 100 | {_ms(_p95(opening))} | 20 ms |"
    yield f"| kept of the index | {sum(map(len, kept.values())) / 1e6:.1f} MB | |"
    yield f"| memory of this process so far | {_megabytes():.0f} MB | 400 MB |"


def with_taxonomy(found: Sequence[str], lexicon: Lexicon, folder: Path) -> Iterator[str]:
    """The taxonomy's own titles read; roles that no family covers, looked for by its names.

    Its index is built in a process of its own.
    """
    from graphfind.roles.holding import holding
    from graphfind.roles.taxonomy import open_index, read_taxonomy

    published = {label for labels in read_taxonomy(folder).labels.values() for label in labels}
    chosen = random.Random(1).sample(sorted(published), min(len(published), len(found)))
    yield f"| reading {len(chosen):,} titles of the taxonomy | {_took(partial(_read, chosen)):.1f} s | 10 s |"
    with tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "taxonomy"
        seconds, megabytes = _building(folder, kept)
        yield f"| building the index of the taxonomy, once | {seconds:.1f} s, {megabytes:.0f} MB | |"
        taxonomy, _ = open_index(kept)
        index = title_index(found, lexicon)
        index.read()
        index.match_all(matcher(understand(UNCOVERED[0], lexicon), lexicon))
        asked = [
            _median(lambda query=query: holding(understand(query, lexicon), index.match_all, lexicon, taxonomy))
            for query in UNCOVERED
        ]
    median = _ms(statistics.median(asked))
    yield f"| a role that no family covers, with the taxonomy: median of {len(UNCOVERED)} | {median} | |"
    yield f"| the same, 95th of 100 | {_ms(_p95(asked))} | 100 ms |"


def peers(found: Sequence[str]) -> Iterator[str]:
    """The same queries by the likeness of letters, with an index where the peer makes one."""
    from rapidfuzz import fuzz, process, utils
    from sklearn.feature_extraction.text import TfidfVectorizer

    plain = [utils.default_process(title) for title in found]

    def fuzzy(query: str) -> None:
        process.extract(query.lower(), plain, scorer=fuzz.token_set_ratio, limit=SHOWN)

    def by_cdist(query: str) -> None:
        scores = process.cdist([query.lower()], plain, scorer=fuzz.token_set_ratio)[0]
        scores.argpartition(-SHOWN)[-SHOWN:]

    for name, ask in (("extract", fuzzy), ("cdist", by_cdist)):
        yield _peer(f"rapidfuzz, process.{name} with token_set_ratio", "–", ask)
    for name, analyzer, size in (("2 to 4 letters", "char_wb", (2, 4)), ("1 and 2 words", "word", (1, 2))):
        vectors = TfidfVectorizer(analyzer=analyzer, ngram_range=size)
        started = time.process_time()
        matrix = vectors.fit_transform(plain).T.tocsr()
        building = time.process_time() - started

        def likest(query: str, vectors: TfidfVectorizer = vectors, matrix: object = matrix) -> None:
            scores = (vectors.transform([query.lower()]) @ matrix).toarray()[0]
            scores.argpartition(-SHOWN)[-SHOWN:]

        yield _peer(f"scikit-learn, TF-IDF of {name}", f"{building:.1f} s", likest)


def _peer(name: str, index: str, ask: Callable[[str], None]) -> str:
    asked = [_median(partial(ask, query)) for query in QUERIES]
    return f"| {name} | {index} | {_ms(statistics.median(asked))} | {_ms(_p95(asked))} |"


def _read(titles: Sequence[str]) -> None:
    """Titles read with a lexicon of which nothing was looked up before."""
    lexicon = load_lexicon()
    for title in titles:
        parse(title, lexicon)


def _ask(index: TitleIndex, query: str, lexicon: Lexicon) -> None:
    index.match_all(matcher(understand(query, lexicon), lexicon))


def _ask_cold(kept: dict[str, bytes], found: Sequence[str], query: str, lexicon: Lexicon) -> None:
    """A query as a store answers it: what is kept of the index is opened for it."""
    known = keeping.facets_from_parts(kept.get, lexicon, len(found))
    index = TitleIndex(
        lexicon, lambda rows: [found[row] for row in rows], lambda: keeping.words_from_parts(kept.get), known
    )
    _ask(index, query, lexicon)


def _building(folder: Path, kept: Path) -> tuple[float, float]:
    code = f"""
import resource
from pathlib import Path
from graphfind.roles import load_lexicon
from graphfind.roles.taxonomy import build_index, read_taxonomy, save_index
save_index(build_index(read_taxonomy(Path({str(folder)!r})), load_lexicon()), Path({str(kept)!r}), "")
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)
"""
    seconds, megabytes = _output(code).split()
    return float(seconds), float(megabytes)


def _took(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_took(work) for _ in range(5))


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _process(code: str) -> float:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return statistics.median(once() for _ in range(7))


def _output(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def main(size: int, taxonomy: Path | None) -> None:
    """Print the tables."""
    gc.disable()  # as the command does
    found, lexicon = titles(size), load_lexicon()
    print(f"| graphfind, {size:,} distinct titles | measured | goal |\n|---|---|---|")
    for line in ours(found, lexicon):
        print(line, flush=True)
    for line in with_taxonomy(found, lexicon, taxonomy) if taxonomy else ():
        print(line, flush=True)
    print(f"\n| peer, the same {size:,} titles | index | a query, median | 95th of 100 |\n|---|---|---|---|")
    for line in peers(found):
        print(line, flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("size", nargs="?", type=int, default=SIZE)
    options.add_argument("--taxonomy", type=Path, metavar="DIR", help="a folder with tables of O*NET or ESCO")
    chosen = options.parse_args()
    main(chosen.size, chosen.taxonomy)
