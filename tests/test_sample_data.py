"""The sample data: made anew byte for byte, about nobody real, and as odd as real exports are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.sample_reading import (
    FOLDER,
    SLUG,
    archives,
    connection,
    connections,
    every_text,
    full_name,
    members,
    people,
    sample,
    slug_of,
    table,
    ties,
)

TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    generate(folder, "--seed", "graphfind")
    return folder


def generate(folder: Path, *options: str) -> None:
    command = [sys.executable, "-B", str(FOLDER / "generate.py"), str(folder), *options]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "4711"}, cwd=folder)


def test_generator_rewrites_the_committed_files_byte_for_byte(regenerated: Path) -> None:
    written = {path.name: path.read_bytes() for path in regenerated.iterdir()}
    data = sample()
    shipped = [data.mine, *data.friends.values(), data.people, data.ties]
    assert written == {path.name: path.read_bytes() for path in shipped}


def test_another_seed_makes_other_people_around_the_same_story(regenerated: Path, tmp_path: Path) -> None:
    generate(tmp_path, "--seed", "another")
    ours, others = ((folder / "people.csv").read_text(encoding="utf-8") for folder in (regenerated, tmp_path))
    told = ("Salma Benhaddou", "Nerea Goikoetxea-Lund")
    assert all(name in ours and name in others for name in told)
    shared = set(re.findall(r"^P\d+,([^,]+)", ours, re.M)) & set(re.findall(r"^P\d+,([^,]+)", others, re.M))
    assert len(shared) < 60


def test_the_whole_is_small() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) <= 700_000


def test_archives_are_dated_and_stored_plainly() -> None:
    for path in archives().values():
        month, day, year = map(int, re.search(r"(\d\d)-(\d\d)-(\d{4})\.zip$", path.name).groups())  # type: ignore[union-attr]
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[:3] for entry in archive.infolist()} == {(year, month, day)}
            assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


# That it is about nobody


def test_mail_addresses_lead_nowhere() -> None:
    addresses = {a for text in every_text() for a in re.findall(r"[^\s,;\"<>]+@[^\s,;\"<>]+", text)}
    assert len(addresses) > 400
    assert [a for a in addresses if not re.fullmatch(r"[a-z0-9.]+@([a-z]+\.)?example\.(com|net|org)", a)] == []


def test_hosts_are_the_networks_own_or_reserved() -> None:
    hosts = {
        h for text in every_text() for h in re.findall(r"(?:https?://|\b)((?:[\w-]+\.)+(?:com|net|org|io))\b", text)
    }
    reserved = {f"{sub}example.{top}" for sub in ("", "mail.", "post.") for top in ("com", "net", "org")}
    assert hosts <= reserved | {"linkedin.com", "www.linkedin.com", "se.linkedin.com"}


def test_profiles_are_made_up_and_each_serial_is_one_persons() -> None:
    slugs = {unquote(s) for text in every_text() for s in SLUG.findall(text)}
    assert len(slugs) > 2_000
    assert [s for s in slugs if not re.search(r"-ex\d{4}$", s)] == []
    assert max(Counter(s[-4:] for s in slugs).values()) == 1


def test_telephone_numbers_are_of_ranges_set_aside_for_fiction() -> None:
    numbers = [row["PhoneNumbers"] for row in table("Mara", "ImportedContacts.csv") + table("Megumi", "Contacts.csv")]
    numbers = [number for number in numbers if number]
    assert len(numbers) > 20
    assert [n for n in numbers if not re.fullmatch(r"\+46 70 174 0\d \d\d|\+1 604 555 01\d\d", n)] == []


# How much there is, and how real it looks


def test_about_2500_people() -> None:
    profiles = {unquote(slug) for text in every_text() for slug in SLUG.findall(text)}
    connected = {row["Email Address"] for owner in archives() for row in connections(owner)} - {""}
    no_profile = [row for row in people() if not row["profile"] and row["email"] not in connected]
    address_books = table("Mara", "ImportedContacts.csv") + table("Megumi", "Contacts.csv")
    known_anyway = (66 + 44) // 3
    assert 2_400 <= len(profiles) + len(no_profile) + len(address_books) - known_anyway <= 2_600


def test_counts_of_each_file() -> None:
    # Mara's list repeats one row.
    assert {o: len(connections(o)) for o in archives()} == {"Mara": 633, "Tomás": 572, "Adaeze": 510, "Megumi": 410}
    assert len(people()) == 400
    assert len({row["id"] for row in people()}) == 400
    assert len(ties()) == 380


def test_archives_have_the_shapes_of_real_ones() -> None:
    notes = {owner: members(owner)["Connections.csv"].startswith("Notes:\n") for owner in archives()}
    assert notes == {"Mara": True, "Tomás": False, "Adaeze": True, "Megumi": False}
    width = {owner: len(table(owner, "messages.csv")[0]) for owner in ("Mara", "Tomás", "Adaeze")}
    assert width == {"Mara": 12, "Tomás": 13, "Adaeze": 10}
    assert "messages.csv" not in members("Megumi")
    with zipfile.ZipFile(archives()["Adaeze"]) as archive:
        assert all("/" in name for name in archive.namelist())
    assert all("guide_messages.csv" in members(owner) for owner in width)
    assert all({"Profile.csv", "Email Addresses.csv", "Positions.csv"} <= members(owner).keys() for owner in archives())


def test_dates_are_written_as_each_file_does_and_lie_in_the_past() -> None:
    formats = {
        ("Connections.csv", "Connected On"): "%d %b %Y",
        ("messages.csv", "DATE"): "%Y-%m-%d %H:%M:%S UTC",
        ("Invitations.csv", "Sent At"): "%m/%d/%y, %I:%M %p",
        ("Recommendations_Received.csv", "Creation Date"): "%m/%d/%y, %I:%M %p",
        ("Endorsement_Received_Info.csv", "Endorsement Date"): "%Y/%m/%d %H:%M:%S UTC",
        ("Company Follows.csv", "Followed On"): "%a %b %d %H:%M:%S UTC %Y",
    }
    for (member, column), form in formats.items():
        for owner in archives():
            if member in members(owner):
                rows = connections(owner) if member == "Connections.csv" else table(owner, member)
                assert rows, (owner, member)
                assert all(datetime.strptime(row[column], form).date() < TODAY for row in rows), (owner, member)
    invitation = table("Mara", "Invitations.csv")[0]["Sent At"]
    assert re.fullmatch(r"\d{1,2}/\d{1,2}/26, \d{1,2}:\d\d [AP]M", invitation)


def test_one_slug_is_spelled_in_three_ways() -> None:
    slug = slug_of(connection("Mara", "Tomás Iribarren Vega")["URL"])
    assert slug.startswith("tomás-")
    assert "/in/tom%C3%A1s-" in members("Mara")["Connections.csv"]
    assert "https://www.linkedin.com/in/tomás-" in members("Mara")["messages.csv"]
    assert ",www.linkedin.com/in/tomás-" in members("Mara")["Endorsement_Received_Info.csv"]
    encoded = sum("%" in row["URL"] for owner in archives() for row in connections(owner))
    assert encoded > 100


def test_connections_hold_the_oddities_of_real_lists() -> None:
    for owner, blank in {"Mara": 4, "Tomás": 3, "Adaeze": 5, "Megumi": 0}.items():
        assert len(re.findall(r"^,{6}\d\d \w{3} \d{4}$", members(owner)["Connections.csv"], re.M)) == blank
    rows = [row for owner in archives() for row in connections(owner)]
    share = {
        "email": sum(bool(row["Email Address"]) for row in rows),
        "initial": sum(bool(re.fullmatch(r"\w\.", row["Last Name"])) for row in rows),
        "credentials": sum("," in row["Last Name"] for row in rows),
        "spaces": sum(any(v != v.strip() for v in (row["First Name"], row["Last Name"])) for row in rows),
        "capitals": sum(full_name(row).isupper() and len(row["First Name"]) > 1 for row in rows),
        "pronouns": sum("(she/her)" in row["Last Name"] or "(he/him)" in row["Last Name"] for row in rows),
        "emoji": sum(any(ord(c) > 0x1F000 for c in full_name(row)) for row in rows),
    }
    low_high = {
        "email": (0.03, 0.05),
        "initial": (0.02, 0.09),
        "credentials": (0.01, 0.056),
        "spaces": (0.02, 0.06),
        "capitals": (0.004, 0.06),
        "pronouns": (0.004, 0.02),
        "emoji": (0.0003, 0.011),
    }
    for oddity, (low, high) in low_high.items():
        assert low <= share[oddity] / len(rows) <= high, oddity
    scripts = {re.match(r"\w+", name)[0] for name in map(scripts_of, rows) if name}  # type: ignore[index]
    assert {"CJK", "ARABIC", "HANGUL", "CYRILLIC", "GREEK", "THAI", "HEBREW"} <= scripts


def scripts_of(row: dict[str, str]) -> str:
    """The script of the first letter of the name, by its Unicode name; empty for Latin."""
    script = unicodedata.name(row["First Name"].strip()[0])
    return "" if script.startswith("LATIN") else script


def test_messages_hold_the_oddities_of_real_mailboxes() -> None:
    for owner in ("Mara", "Tomás", "Adaeze"):
        rows = table(owner, "messages.csv")
        assert sum(row["FROM"] == "LinkedIn Member" and not row["SENDER PROFILE URL"] for row in rows) >= 4
        assert any(row["TO"] == "LinkedIn Member" and not row["RECIPIENT PROFILE URLS"] for row in rows)
        assert {"INBOX", "ARCHIVE", "SPAM"} == {row["FOLDER"] for row in rows}
        assert any("<p" in row["CONTENT"] for row in rows)
        assert any("\n" in row["CONTENT"] for row in rows)
        connected = {slug_of(row["URL"]) for row in connections(owner)}
        partners = {slug_of(row["SENDER PROFILE URL"]) for row in rows if row["FOLDER"] == "ARCHIVE"} - {""}
        assert partners - connected
    assert sum(row["IS MESSAGE DRAFT"] == "Yes" for row in table("Mara", "messages.csv")) == 2
    group = [row for row in table("Mara", "messages.csv") if row["CONVERSATION TITLE"] == "Night shift reunion"]
    assert len(group) == 5
    assert all(row["RECIPIENT PROFILE URLS"].count(",") == 2 for row in group)
    assert any(row["TO"] == "Priya Raghunathan, MBA" for row in table("Adaeze", "messages.csv"))
