"""Messages: whose they are, what counts, and the counts against a plain count of every row by itself."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.linkedin.linkedin_export import CONNECTIONS, MESSAGES, PROFILE, Read, written

ME = "https://www.linkedin.com/in/ana-prieto"
NAMES = {"me": "Ana Prieto", "b": "Bo Ek", "c": "Cy Roe", "d": "Di Lo, MBA", "e": "Eva Né"}
URLS = {"me": ME, "b": "https://www.linkedin.com/in/bo", "c": "https://www.linkedin.com/in/cy"}
URLS |= {"d": "https://www.linkedin.com/in/di", "e": "https://www.linkedin.com/in/eva-n%C3%A9"}
KEYS = {"b": "bo", "c": "cy", "d": "di", "e": "eva-né"}
KNOWN = "".join(f"{NAMES[who]},,{URLS[who]},,C,D,05 Jan 2024\n" for who in "b")


def message(
    sender: str,
    to: str,
    day: str = "2024-01-05",
    folder: str = "INBOX",
    draft: str = "No",
    between: str = ",",
    content: str = "text",
) -> list[str]:
    """A row, sender and recipients given by letter; "e" is spelled with its accent, as messages do."""
    urls = [URLS[who].replace("%C3%A9", "é") for who in to.split()]
    names = [NAMES[who] for who in to.split()]
    sender_url = URLS[sender].replace("%C3%A9", "é")
    return [
        *("id", "", NAMES[sender], sender_url, ", ".join(names), between.join(urls), f"{day} 10:00:00 UTC"),
        *("", content, folder, draft, "No"),
    ]


def read(folder: Path, rows: list[list[str]], *, profile: str = PROFILE, connections: str = KNOWN) -> Read:
    return Read(
        written(
            folder,
            {
                "messages.csv": listed(rows),
                "Connections.csv": f"{CONNECTIONS}\n{connections}",
                **({"Profile.csv": profile} if profile else {}),
            },
        )
    )


def listed(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([MESSAGES.split(","), *rows])
    return text.getvalue()


def test_counts_each_way_with_the_first_and_the_last_day(tmp_path: Path) -> None:
    rows = [message("me", "b", "2024-03-01"), message("b", "me", "2023-02-01"), message("me", "b", "2022-05-05")]
    found = read(tmp_path, rows)
    (tie,) = [tie for tie in found.ties if tie.kind == "message"]
    assert (tie.b, tie.outgoing, tie.incoming) == ("linkedin.com/in/bo", 2, 1)
    assert (str(tie.first), str(tie.last)) == ("2022-05-05", "2024-03-01")


def test_the_owner_is_who_takes_part_in_every_message(tmp_path: Path) -> None:
    found = read(tmp_path, [message("b", "me"), message("me", "c"), message("d", "me")], profile="")
    assert found.owner is not None
    assert (found.owner.name, found.owner.profile_urls) == ("Ana Prieto", (ME,))
    assert found.tied("message") == {"bo": (0, 1), "cy": (1, 0), "di": (0, 1)}


def test_a_single_conversation_tells_the_owner_by_the_profiles_name(tmp_path: Path) -> None:
    assert read(tmp_path / "1", [message("b", "me")]).tied("message") == {"bo": (0, 1)}
    unnamed = read(tmp_path / "2", [message("b", "me")], profile="")
    assert unnamed.owner is None
    assert unnamed.skipped("messages.csv") == {"owner unknown": 1}
    assert any(warning.member == "messages.csv" for warning in unnamed.warnings)


def without_own(rows: list[list[str]], url: str = "", name: str = "Ana Prieto") -> list[list[str]]:
    """Rows in which the owner's profile stands otherwise, or not at all."""
    return [[{ME: url, NAMES["me"]: name}.get(cell, cell) for cell in row] for row in rows]


LETTERS = [message("me", "b"), message("b", "me"), message("me", "b"), message("me", "b")]


@pytest.mark.parametrize("url", ["", "https://www.linkedin.com/in/me"])
@pytest.mark.parametrize("rows", [LETTERS, [*LETTERS, message("me", "c")]], ids=["of one", "mostly of one"])
def test_a_correspondent_is_not_the_owner_whose_profile_is_blank(
    tmp_path: Path, url: str, rows: list[list[str]]
) -> None:
    found = read(tmp_path, without_own(rows, url))
    assert found.owner is not None
    assert (found.owner.name, found.owner.profile_urls) == ("Ana Prieto", ())
    assert found.tied("message")["bo"] == (3, 1)


@pytest.mark.parametrize("profile", [PROFILE.replace("Prieto", "Newname"), PROFILE.replace("Ana,Prieto", "Zoe,Else")])
def test_a_correspondent_is_not_the_owner_whose_name_changed(tmp_path: Path, profile: str) -> None:
    assert profile != PROFILE
    found = read(tmp_path, without_own(LETTERS), profile=profile)
    assert found.owner is not None
    assert found.owner.profile_urls == ()


def test_nobody_says_who_the_owner_is_where_one_side_is_blank(tmp_path: Path) -> None:
    assert read(tmp_path, without_own(LETTERS), profile="").owner is None


def test_an_owner_whose_name_changed_is_told_by_their_profile(tmp_path: Path) -> None:
    """Also where one correspondent, or one who left, has no profile."""
    profile = PROFILE.replace("Prieto", "Newname")
    for name, blank in (("Bo Ek", "Bo Ek"), ("Bo Ek", "LinkedIn Member")):
        rows = [[{URLS["b"]: "", name: blank}.get(cell, cell) for cell in row] for row in LETTERS]
        found = read(tmp_path / blank, [*rows, message("me", "c"), message("d", "me")], profile=profile)
        assert found.owner is not None
        assert (found.owner.name, found.owner.profile_urls) == ("Ana Newname", (ME,))


INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"


@pytest.mark.parametrize("direction", ["", "INCOMING"])
def test_an_invitation_to_a_blank_profile_makes_its_sender_no_owner(tmp_path: Path, direction: str) -> None:
    invitation = f'Bo Ek,Ana Prieto,"1/15/24, 3:04 PM",,{direction},{URLS["b"]},'
    files = {"Invitations.csv": f"{INVITATIONS}\n{invitation}\n", "Profile.csv": PROFILE}
    found = Read(written(tmp_path, {**files, "Connections.csv": f"{CONNECTIONS}\n{KNOWN}"}))
    assert found.owner is not None
    assert found.owner.profile_urls == ()


def test_an_invitation_with_direction_tells_an_owner_of_another_name(tmp_path: Path) -> None:
    rows = [[{URLS["b"]: ""}.get(cell, cell) for cell in row] for row in LETTERS]
    invitation = f'Ana Prieto,Bo Ek,"1/15/24, 3:04 PM",,OUTGOING,{ME},'
    files = {"Profile.csv": PROFILE.replace("Ana,Prieto", "Zoe,Else"), "messages.csv": listed(rows)}
    for invitations, owned in (("", ()), (invitation, (ME,))):
        files["Invitations.csv"] = f"{INVITATIONS}\n{invitations}\n"
        found = Read(written(tmp_path / f"{len(invitations)}", files))
        assert found.owner is not None
        assert found.owner.profile_urls == owned


def test_a_name_with_commas_is_one_recipient(tmp_path: Path) -> None:
    found = read(tmp_path, [message("me", "d")])
    assert found.tied("message") == {"di": (1, 0)}
    assert found.people["linkedin.com/in/di"].name == "Di Lo, MBA"


@pytest.mark.parametrize(("recipients", "counted"), [(10, True), (11, False)])
def test_a_message_to_a_crowd_says_nothing(tmp_path: Path, recipients: int, counted: bool) -> None:
    row = message("me", "b")
    row[4] = ", ".join(f"Guest Nr{n}" for n in range(recipients))
    row[5] = ",".join(f"https://www.linkedin.com/in/guest-{n}" for n in range(recipients))
    found = read(tmp_path, [row, message("me", "b"), message("b", "me")])
    assert len(found.tied("message")) == (recipients + 1 if counted else 1)
    assert found.skipped("messages.csv") == ({} if counted else {"group of more than 10": 1})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (message("me", "b", folder="SPAM"), "spam"),
        (message("b", "me", folder="spam"), "spam"),
        (message("me", "b", draft="Yes"), "draft"),
        (message("me", "b", draft="true"), "draft"),
        (message("b", "c"), "between others"),
        (message("me", "me"), "the owner"),
        (["id", "", "LinkedIn Member", "", NAMES["me"], ME, "2024-01-05 10:00:00 UTC", "", "x", "INBOX", "No", "No"],
         "deleted member"),
        (["id", "", NAMES["me"], ME, "LinkedIn Member", "", "2024-01-05 10:00:00 UTC", "", "x", "INBOX", "No", "No"],
         "deleted member"),
        (["id", "", NAMES["me"], ME, "", "", "2024-01-05 10:00:00 UTC", "", "x", "INBOX", "No", "No"],
         "no known recipient"),
        (["id", "", "Quay Labs", "https://www.linkedin.com/company/quay", NAMES["me"], ME, "2024-01-05 10:00:00 UTC",
          "", "x", "INBOX", "No", "No"], "not a person's profile"),
    ],
)  # fmt: skip
def test_what_does_not_count(tmp_path: Path, row: list[str], reason: str) -> None:
    found = read(tmp_path, [message("me", "b"), message("c", "me"), row])
    assert found.skipped("messages.csv") == {reason: 1}
    assert found.tied("message") == {"bo": (1, 0), "cy": (0, 1)}


def test_a_crowd_of_rows_over_lines_keeps_its_lines(tmp_path: Path) -> None:
    rows = [message("me", "b", content="one\ntwo, three\nfour"), message("c", "me")]
    assert [tie.line for tie in read(tmp_path, rows).ties if tie.kind == "message"] == [2, 5]


def test_a_date_that_cannot_be_read_costs_the_date_only(tmp_path: Path) -> None:
    row = message("me", "b")
    row[6] = "some day"
    found = read(tmp_path, [row, message("me", "c")])
    assert found.tied("message") == {"bo": (1, 0), "cy": (1, 0)}
    assert [tie.first for tie in found.ties if tie.kind == "message" and tie.b.endswith("bo")] == [None]
    assert [warning.text for warning in found.warnings] == ["1 × a date that cannot be read; it is left out"]


def test_recipients_of_a_group_whose_names_do_not_pair_are_called_as_elsewhere(tmp_path: Path) -> None:
    found = read(tmp_path / "1", [message("me", "d c"), message("me", "b")])
    assert found.tied("message") == {"bo": (1, 0)}
    assert found.skipped("messages.csv") == {"no name": 1}
    found = read(tmp_path / "2", [message("me", "d c"), message("c", "me"), message("me", "b")])
    assert found.tied("message") == {"bo": (1, 0), "cy": (1, 1)}
    assert found.people["linkedin.com/in/cy"].name == "Cy Roe"


MESSAGE = st.builds(
    message,
    st.sampled_from(["me", "me", "b", "c", "d", "e"]),
    st.lists(st.sampled_from(["me", "b", "c", "d", "e"]), min_size=1, max_size=3, unique=True).map(" ".join),
    st.dates(date(2010, 1, 1), date(2025, 12, 31)).map(str),
    st.sampled_from(["INBOX", "", "SPAM", "ARCHIVE"]),
    st.sampled_from(["No", "Yes", ""]),
    st.sampled_from([",", " ", ", "]),
)
ANCHORS = [message(who, "me", "2015-01-01") for who in "bcde"]
"""Each has a message by which their name is known, and the owner is told from them."""


def urls_of(row: list[str]) -> list[str]:
    return row[5].replace(",", " ").split()


@settings(max_examples=150, deadline=None)
@given(st.lists(MESSAGE, max_size=30))
def test_agrees_with_a_plain_count_of_each_row(rows: list[list[str]]) -> None:
    rows = [row for row in rows if ME in (row[3], *urls_of(row))] + ANCHORS
    by_url = {url.replace("%C3%A9", "é"): who for who, url in URLS.items()}
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    days: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row[9] == "SPAM" or row[10] == "Yes":
            continue
        sender = by_url[row[3]]
        for who in [sender] if sender != "me" else [by_url[url] for url in urls_of(row)]:
            if who != "me":
                expected[KEYS[who]][sender != "me"] += 1
                days[KEYS[who]].add(row[6][:10])
    with TemporaryDirectory() as folder:
        found = read(Path(folder), rows)
    assert found.tied("message") == {who: tuple(counts) for who, counts in expected.items()}
    for tie in found.ties:
        if tie.kind == "message":
            who = tie.b.rpartition("/")[2]
            assert (str(tie.first), str(tie.last)) == (min(days[who]), max(days[who]))
    assert found.rows()["messages.csv"] == len(rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(MESSAGE, st.sampled_from(["old", "new", "both"])), max_size=20), st.booleans())
def test_what_two_downloads_tell_alike_counts_once(told: list[tuple[list[str], str]], numbered: bool) -> None:
    rows = [
        ([str(number) if numbered else "", *row[1:8], f"text {number}", *row[9:]], where)
        for number, (row, where) in enumerate(told)
        if ME in (row[3], *urls_of(row))
    ]
    every = [row for row, _ in rows] + ANCHORS
    old = [row for row, where in rows if where != "new"] + ANCHORS
    new = [[*row[:9], row[9].replace("INBOX", "ARCHIVE"), *row[10:]] for row, where in rows if where != "old"] + ANCHORS
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        once = read(Path(one), every)
        members = {"messages.csv": listed(new), "messages_1.csv": listed(old), "Profile.csv": PROFILE}
        found = Read(written(Path(two), members | {"Connections.csv": f"{CONNECTIONS}\n{KNOWN}"}))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for tie in found.ties:
        if tie.kind == "message":
            counts[tie.b.rpartition("/")[2]][0] += tie.outgoing
            counts[tie.b.rpartition("/")[2]][1] += tie.incoming
    assert {who: tuple(both) for who, both in counts.items()} == once.tied("message")
    if len(found.tallies) == 4:  # identical members are copies, of which one is read
        assert (found.rows()["messages.csv"], found.rows()["messages_1.csv"]) == (len(new), len(old))


def test_a_message_that_counts_for_nothing_in_one_download_counts_in_the_other(tmp_path: Path) -> None:
    draft, sent = message("me", "b", draft="Yes"), message("me", "b")
    members = {"messages.csv": listed([draft, *ANCHORS]), "messages_1.csv": listed([sent, *ANCHORS])}
    found = Read(written(tmp_path, members | {"Profile.csv": PROFILE, "Connections.csv": f"{CONNECTIONS}\n{KNOWN}"}))
    assert {(tie.b[-2:], tie.outgoing, tie.incoming, tie.member) for tie in found.ties if tie.outgoing} == {
        ("bo", 1, 0, "messages_1.csv")
    }
    assert found.tallies["messages_1.csv"].merged == len(ANCHORS)
