"""Synthetic exports of a wanted size, seeded: a LinkedIn folder, and tables of people and ties."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np

WORDS = (
    "the review went well and we should talk about it next week before they decide on the budget for spring "
    "thank you for the notes I will send the slides tomorrow morning please let me know what you think of them"
).split()
GIVEN = [
    f"{a}{b}" for a in "Al Be Ca Do El Fa Gi Ha Io Ju Ka Li Mo Na Ol".split() for b in "na ra lo mi ta dor".split()
]
FAMILY = [f"{a}{b}{c}" for a in "Ber Cor Dan Fal Gor Hel Kal Lin Mar Nor".split() for b in "a e i o".split()
          for c in "man sen ska vic".split()]  # fmt: skip
TITLES = [f"{a}{b}" for a in ("", "Senior ", "Junior ", "Lead ", "Head of ") for b in (
    "Product Manager", "Nurse", "Electrician", "Data Analyst", "Teacher", "Accountant", "Software Engineer", "Chef",
    "Buyer", "Midwife", "Architect", "Recruiter", "Logistics Planner", "Lawyer", "Translator", "Welder",
)]  # fmt: skip


def linkedin(folder: Path, connections: int = 30_000, messages: int = 200_000, seed: int = 1) -> Path:
    """A LinkedIn archive's folder with a profile, connections and messages of about 300 characters.

    About a quarter of the connections are correspondents, few of them often, as in real archives.
    """
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    me = ("Mara", "Bench", "https://www.linkedin.com/in/mara-bench")
    people = [_person(dice, number) for number in range(connections)]
    with _writer(folder / "Profile.csv") as rows:
        rows(["First Name", "Last Name", "Headline"])
        rows([*me[:2], "Product person"])
    with _writer(folder / "Connections.csv") as rows:
        rows(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for given, family, url, title, company in people:
            rows([given, family, url, "", company, title, f"{dice.randint(1, 28):02} Mar {dice.randint(2012, 2025)}"])
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT"
    with _writer(folder / "messages.csv") as rows:
        rows([*header.split(","), "CONTENT", "FOLDER"])
        for number in range(messages):
            given, family, url, *_ = people[min(int(dice.expovariate(20 / connections)), connections - 1)]
            ends = [(f"{given} {family}", url), (f"{me[0]} {me[1]}", me[2])]
            if dice.random() < 0.5:
                ends.reverse()
            day = f"{dice.randint(2014, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            text = " ".join(dice.choices(WORDS, k=55))
            rows(
                [
                    f"2-{number}",
                    "",
                    ends[0][0],
                    ends[0][1],
                    ends[1][0],
                    ends[1][1],
                    f"{day} 10:{number % 60:02}:00 UTC",
                    "",
                    text,
                    "INBOX",
                ]
            )
    return folder


def tables(folder: Path, people: int, ties: int, seed: int = 1) -> tuple[Path, Path]:
    """A table of people and one of ties among them, with a power law of degrees."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    with _writer(folder / "people.csv") as rows:
        rows(["id", "name", "email", "title", "organization"])
        for number in range(people):
            given, family, _, title, company = _person(dice, number)
            rows([f"p{number}", f"{given} {family}", f"{given}.{family}.{number}@example.org".lower(), title, company])
    rng = np.random.default_rng(seed)
    a = (people * rng.power(0.6, int(ties * 1.15))).astype(np.int64)
    b = rng.integers(0, people, len(a))
    pairs = np.unique(np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1)[a != b], axis=0)
    chosen = rng.permutation(len(pairs))[:ties]
    with (folder / "ties.csv").open("w", encoding="utf-8") as file:
        file.write("source,target,relation,since,strength\n")
        relations = ("colleague", "friend", "neighbour", "")
        for start in range(0, len(chosen), 100_000):
            part = pairs[chosen[start : start + 100_000]].tolist()
            strengths = rng.integers(5, 95, len(part)).tolist()
            file.writelines(
                f"p{x},p{y},{relations[x % 4]},20{10 + y % 15},0.{strength:02}\n"
                for (x, y), strength in zip(part, strengths, strict=True)
            )
    return folder / "people.csv", folder / "ties.csv"


def _person(dice: random.Random, number: int) -> tuple[str, str, str, str, str]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    company = f"{dice.choice(FAMILY)} {dice.choice(('Works', 'Labs', 'Clinic', 'School', 'Foods'))} {number % 97}"
    url = f"https://www.linkedin.com/in/{given}-{family}-{number}".lower()
    return given, family, url, dice.choice(TITLES), company


class _writer:  # noqa: N801 - reads as the call it is
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")

    def __enter__(self):
        return csv.writer(self._file, lineterminator="\n").writerow

    def __exit__(self, *_: object) -> None:
        self._file.close()
