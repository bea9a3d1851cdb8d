"""The sample data as the csv module alone reads it, so that a fault of an importer can't hide one of the data."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

FOLDER = Path(__file__).parents[1] / "sample_data"
SLUG = re.compile(r"linkedin\.com/in/([^/?,\"\s]+)")


@cache
def sample() -> Any:
    """The package's own answer to where its files are, loaded without graphfind."""
    spec = importlib.util.spec_from_file_location("sample_data_under_test", FOLDER / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.files()


def archives() -> dict[str, Path]:
    data = sample()
    by_owner = {name.split()[0]: path for name, path in data.friends.items()}
    return {"Mara": data.mine, **by_owner}


@cache
def members(owner: str) -> dict[str, str]:
    """The text of each member of an archive, by its name without folders."""
    with zipfile.ZipFile(archives()[owner]) as archive:
        return {Path(name).name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def table(owner: str, member: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(members(owner)[member])))


@cache
def connections(owner: str) -> list[dict[str, str]]:
    """The rows under the header, without blank ones and those whose quotes do not close."""
    lines = members(owner)["Connections.csv"].splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith("First Name,"))
    whole = [line for line in lines[start:] if line.count('"') % 2 == 0]
    return [row for row in csv.DictReader(whole) if row["First Name"]]


@cache
def people() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sample().people.read_text(encoding="utf-8"))))


@cache
def ties() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sample().ties.read_text(encoding="utf-8"))))


def slug_of(url: str) -> str:
    found = SLUG.search(url)
    return unquote(found[1]).casefold() if found else ""


def owner_slug(owner: str) -> str:
    """As the owner's friends have it."""
    if owner == "Mara":
        return slug_of(connection("Tomás", "Mara Lindqvist")["URL"])
    return slug_of(connection("Mara", next(name for name in sample().friends if name.startswith(owner)))["URL"])


def full_name(row: dict[str, str]) -> str:
    return f"{row['First Name']} {row['Last Name']}"


def connection(owner: str, name: str) -> dict[str, str]:
    found = [row for row in connections(owner) if full_name(row) == name]
    assert len(found) == 1, f"{owner} has {len(found)} connections called {name}"
    return found[0]


def listed(name: str) -> dict[str, str]:
    found = [row for row in people() if row["name"] == name]
    assert len(found) == 1, f"the people table has {len(found)} rows for {name}"
    return found[0]


def volume(owner: str, name: str) -> tuple[int, int]:
    """Messages from and to the owner in conversations of two."""
    me = f"{owner} "
    rows = [row for row in table(owner, "messages.csv") if row["FOLDER"] != "SPAM"]
    out = sum(row["FROM"].startswith(me) and row["TO"] == name for row in rows)
    return out, sum(row["FROM"] == name and row["TO"].startswith(me) for row in rows)


def every_text() -> Iterator[str]:
    for owner in archives():
        yield from members(owner).values()
    yield sample().people.read_text(encoding="utf-8")
    yield sample().ties.read_text(encoding="utf-8")
