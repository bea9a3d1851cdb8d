"""Tables as the world writes them, from file to answer: no row is lost to another, and every row is accounted for."""

from __future__ import annotations

import codecs
import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from graphfind.escaping import from_csv_cell
from tests.cli.exports import CONNECTIONS
from tests.command_line import CommandLine, one_line

SPECTRUM = Path(__file__).parents[3] / "shared/data/csv-spectrum"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ROW = "Bo,Quist,https://www.linkedin.com/in/bo,,Bäcker,Baker,05 Jan 2024"
OUTCOMES = ("imported", "merged", "skipped", "rejected")


def imported(graphfind: CommandLine, content: str | bytes, code: int = 0, name: str = "Connections.csv") -> Any:
    """The report on a file of my friend's; its numbers must add up, its faults be fit to print."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = graphfind("import", name, "--owner", "Ada Ferro", "--json", code=code)
    (source,) = done.json["sources"]
    for counted in (source["rows"], *source["members"]):
        assert counted["read"] == sum(counted[outcome] for outcome in OUTCOMES)
    assert source["rows"]["rejected"] == len(source["faults"])
    for fault in source["faults"]:
        assert len(fault["reason"]) <= 200
        assert not any(unicodedata.category(c) == "Cc" for c in fault["reason"])
    return source


def names(graphfind: CommandLine) -> set[str]:
    return {person["name"] for person in graphfind("people", "--json").json["people"]} - {"Ada Ferro"}


ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF-8 with mark": "utf-8-sig",
    "UTF-16 little": "utf-16-le",
    "UTF-16 big": "utf-16-be",
    "UTF-16 with mark": "utf-16",
    "Windows-1252": "cp1252",
}


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_dialect_is_read(graphfind: CommandLine, encoding: str, ending: str, separator: str) -> None:
    preamble = ["Notes:", '"When exporting, some are missing"', ""]
    text = ending.join([*preamble, HEADER, ROW, ROW.replace("Bo", "Cy").replace("bo", "cy"), ""])
    text = text.replace(",", separator) if separator != "," else text
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(ENCODINGS[encoding], b"")
    source = imported(graphfind, mark + text.encode(ENCODINGS[encoding]))
    assert source["rows"]["imported"] == 2
    assert graphfind("person", "Bo Quist", "--json").json["organization"] == "Bäcker"


FAULTS = {
    "a quote never closed": ('Cy,"Dahl,,,Works,Baker,', "quote"),
    "a field over 1 MiB": (f"Cy,Dahl,,,{'x' * 1_100_000},Baker,", "longer than 1 MiB"),
    "600 columns": (f"Cy,Dahl{',x' * 600}", "more than 512 columns"),
    "a cell too many": ("Cy,Dahl,,,Works,Baker,05 Jan 2024,more", "8 fields under 7 headings"),
    "a line over 8 MiB": ("Cy,Dahl,,," + "x," * 5_000_000, "MiB"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_own_row(graphfind: CommandLine, fault: str) -> None:
    line, reason = FAULTS[fault]
    rows = [f"Nr{n},Person,https://www.linkedin.com/in/nr-{n},,Works {n},Baker,05 Jan 2024" for n in range(30)]
    rows.insert(15, line)
    source = imported(graphfind, "\n".join([HEADER, *rows, ""]), code=1)
    assert source["rows"]["imported"] == 30
    assert [(found["member"], found["line"]) for found in source["faults"]] == [("Connections.csv", 17)]
    assert reason in source["faults"][0]["reason"]
    assert "Dahl" not in source["faults"][0]["reason"]
    assert names(graphfind) == {f"Nr{n} Person" for n in range(30)}


def test_a_record_of_a_thousand_lines(graphfind: CommandLine) -> None:
    long = 'Cy,Dahl,,,"' + "line\n" * 1_500 + 'end",Baker,'
    source = imported(
        graphfind, "\n".join([HEADER, ROW, long, ROW.replace("Bo", "Di").replace("bo", "di"), ""]), code=1
    )
    assert names(graphfind) >= {"Bo Quist", "Di Quist"}
    assert source["faults"][0]["line"] == 3


def test_nul_is_left_out_and_said(graphfind: CommandLine) -> None:
    source = imported(graphfind, "\n".join([HEADER, ROW.replace("Quist", "Qui\0st"), ""]))
    assert names(graphfind) == {"Bo Quist"}
    assert any("1 NUL" in warning for warning in source["warnings"])


def test_a_name_of_marks_is_a_name(graphfind: CommandLine) -> None:
    (Path("rtl.csv")).write_text("Name,Company\nEve \u202egnp.exe,\u2066Acme\u2069\n", encoding="utf-8")
    graphfind("import", "rtl.csv")
    (eve,) = graphfind("people", "--json").json["people"]
    assert eve["name"] == "Eve \u202egnp.exe"
    assert "Eve gnp.exe" in graphfind("people").out


def test_blank_rows_are_skipped_and_repeated_ones_merged(graphfind: CommandLine) -> None:
    rows = [ROW, ROW, ",,,,,,05 Jan 2024", ",,,,,,", ROW.replace("Bo", "Cy").replace("bo", "cy")]
    source = imported(graphfind, "\n".join([HEADER, *rows, ""]))
    assert source["rows"] == {"read": 5, "imported": 2, "merged": 1, "skipped": 2, "rejected": 0}
    assert source["members"][0]["skipped_why"] == {"blank": 2}


def test_nobody_is_an_error_that_says_what_was_seen(graphfind: CommandLine) -> None:
    Path("Connections.csv").write_text(f"{HEADER}\n,,,,,,05 Jan 2024\n", encoding="utf-8")
    line = one_line(graphfind("import", "Connections.csv", "--owner", "Ada Ferro", code=2).err)
    assert "no people in it (Connections.csv: 1 row, 1 skipped, 0 rejected)" in line
    assert graphfind("sources", "--json").json["sources"] == []


@pytest.mark.skipif(not SPECTRUM.exists(), reason="csv-spectrum is not at hand")
@pytest.mark.parametrize("path", sorted((SPECTRUM / "csvs").glob("*.csv")), ids=lambda path: path.stem)
def test_the_spectrum_of_csv(graphfind: CommandLine, path: Path) -> None:
    expected = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    expected = expected if isinstance(expected, list) else [expected]
    column = list(expected[0])[-1]
    done = graphfind(
        "import", path, "--importer", "tables", "--map", f"name={column}", "--owner", "Ada Ferro", "--json", code=None
    )
    (source,) = done.json["sources"]
    wanted = {from_csv_cell(row[column]).strip() for row in expected} - {""}
    assert source["faults"] == []
    found = names(graphfind)
    if path.stem == "location_coordinates":  # its bytes are no text in any encoding that is told apart
        assert len(found) == len(wanted)
    else:
        assert {name.replace("\r\n", "\n") for name in found} == {name.replace("\r\n", "\n") for name in wanted}


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_fault(graphfind: CommandLine, seed: int) -> None:
    """Bytes flipped, cut out and put in: whatever comes of it, it is said in one line, or the numbers add up."""
    dice = random.Random(seed)
    rows = [[f"Nr{n}", "Person", f"linkedin.com/in/{n}", "", 'W"rks, Inc', "a\nb", "05 Jan 2024"] for n in range(40)]
    text = "\n".join(
        ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [CONNECTIONS, *rows]
    )
    data = bytearray(text.encode())
    for _ in range(dice.randint(1, 60)):
        at = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randint(1, 20)]
            case _:
                data[at:at] = dice.choice([b'"', b",", b"\n", b"\r", b"\0", b"\xff\xfe", b"=", b";", b"\t"])
    Path("Connections.csv").write_bytes(data)
    done = graphfind("import", "Connections.csv", "--owner", "Ada Ferro", "--json", code=None)
    if done.code == 2:
        assert done.err.startswith("graphfind: ")
    else:
        imported_again = done.json["sources"][0]["rows"]
        assert imported_again["read"] == sum(imported_again[outcome] for outcome in OUTCOMES)
        assert len(names(graphfind)) <= imported_again["imported"]
