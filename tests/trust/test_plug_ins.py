"""A plug-in that misbehaves is named, costs its own source, and leaves the rest as it was."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.exports import mine
from tests.command_line import CommandLine, one_line, plug_in

READS = """
class Plugin(Base):
    name = "odd"
    def read(self, export):
        for n in range(60):
            yield PersonRecord(str(n), f"Nr{{n}} Person", member="people.odd", line=n + 1)
        {last}
"""

LAST_WORDS = {
    "raise RuntimeError('\\x1b[31msecret')": "failed (RuntimeError)",
    "raise SystemExit(0)": "failed (SystemExit)",
    "raise FileNotFoundError('x')": "failed (FileNotFoundError)",
    "raise RecursionError": "failed (RecursionError)",
    "yield None": "cannot be kept (TypeError)",
    "yield 'a person'": "cannot be kept (TypeError)",
    "yield PersonRecord('a', None)": "cannot be kept (TypeError)",
    "yield PersonRecord('a', b'Ada')": "cannot be kept (TypeError)",
    "yield PersonRecord('a', 'Ada', emails=None)": "cannot be kept (TypeError)",
    "yield PersonRecord('a', 'Ada', positions=('Nurse',))": "cannot be kept (AttributeError)",
    "yield PersonRecord('a', 'Ada', as_of='2024-01-05')": "cannot be kept (AttributeError)",
    "yield PersonRecord('a', 'Ada', line='one')": "cannot be kept (TypeError)",
    "yield TieRecord(OWNER, 'nobody', EvidenceKind.CONTACT)": "a tie of somebody before any record of them",
    "yield TieRecord(OWNER, '1', 'hate')": "a tie of a kind there is not",
    "yield TieRecord(OWNER, '1', EvidenceKind.CONTACT, outgoing=10**12)": "cannot be kept (OverflowError)",
    "yield TieRecord(OWNER, '1', EvidenceKind.CONTACT, outgoing='many')": "cannot be kept (TypeError)",
    "yield TieRecord(OWNER, '1', EvidenceKind.CONTACT, last='2024-01-05')": "cannot be kept (AttributeError)",
    "yield TieRecord(OWNER, '1', EvidenceKind.CONTACT, strength=7.0)": "cannot be kept (ValueError)",
    "yield TieRecord(OWNER, '1', EvidenceKind.CONTACT, strength=float('nan'))": "cannot be kept (ValueError)",
}

Install = Callable[[str, str], None]


@pytest.fixture
def install(graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a plug-in where this process finds it."""

    monkeypatch.setattr("graphfind.intake.BATCH", 50)

    def install(name: str, code: str) -> None:
        monkeypatch.syspath_prepend(plug_in(tmp_path / name, name, code))
        monkeypatch.delitem(sys.modules, name, raising=False)
        importlib.invalidate_caches()
        (tmp_path / f"people.{name}").touch()

    return install


@pytest.mark.parametrize("last", LAST_WORDS)
def test_what_it_raises_or_yields_costs_its_own_source(
    graphfind: CommandLine, tmp_path: Path, install: Install, last: str
) -> None:
    install("odd", READS.format(last=last))
    report = graphfind("import", "people.odd", mine(tmp_path), "--owner", "Mara Lind", "--json", code=1)
    status = {source["importer"]: source["status"] for source in report.json["sources"]}
    assert status == {"odd": "refused", "linkedin": "imported"}
    line = one_line(report.err)
    assert line.startswith("people.odd: the importer 'odd' ")
    assert LAST_WORDS[last] in line
    assert "secret" not in line
    assert [source["importer"] for source in graphfind("sources", "--json").json["sources"]] == ["linkedin"]
    assert graphfind("doctor", "--json").json["faults"] == []


@pytest.mark.parametrize("error", ["KeyError", "OSError", "SystemExit"])
def test_one_that_fails_to_name_an_owner(graphfind: CommandLine, install: Install, error: str) -> None:
    install("odd", f"class Plugin(Base):\n    name = 'odd'\n    def owner(self, export):\n        raise {error}\n")
    line = one_line(graphfind("import", "people.odd", code=2).err)
    assert line == f"people.odd: the importer 'odd' failed ({error}); nothing was imported"


def test_one_that_fails_to_identify_is_passed_over(graphfind: CommandLine, tmp_path: Path, install: Install) -> None:
    install("odd", "class Plugin(Base):\n    name = 'odd'\n    def identify(self, export):\n        return 1 / 0\n")
    done = graphfind("import", mine(tmp_path), "--mine")
    assert done.err == "warning: importer odd failed to identify and was passed over (ZeroDivisionError)\n"
    assert "5 new people" in done.out


@pytest.mark.parametrize(
    "code", ["import nothing_of_the_kind", "1 / 0", "raise SystemExit(3)", "Plugin = 5", "class X: 5"]
)
def test_a_broken_one_is_a_warning(graphfind: CommandLine, tmp_path: Path, install: Install, code: str) -> None:
    install("odd", code)
    done = graphfind("import", mine(tmp_path), "--mine")
    assert "5 new people" in done.out
    assert "importer odd could not be loaded and is left out" in done.err
    listed = graphfind("importers", code=1)
    assert "linkedin" in listed.out
    assert "importer odd could not be loaded" in listed.err


def test_two_that_claim_the_same(graphfind: CommandLine, tmp_path: Path, install: Install) -> None:
    everything = "class Plugin(Base):\n    name = {!r}\n    def identify(self, export):\n        return True\n"
    install("odd", everything.format("odd"))
    install("even", everything.format("even"))
    line = one_line(graphfind("import", mine(tmp_path), "--mine", code=2).err)
    assert sorted(line.rpartition("claimed by ")[2].partition(":")[0].split(" and ")) == ["even", "linkedin", "odd"]
    assert line.endswith("choose one with --importer")
    assert graphfind("import", "mine.zip", "--mine", "--importer", "linkedin").out


def test_reasons_are_fit_to_print(graphfind: CommandLine, install: Install) -> None:
    install("odd", READS.format(last="yield RowError('people.odd', 7, '\\x1b[31m' + 'x' * 999)"))
    done = graphfind("import", "people.odd", "--json", code=1)
    (fault,) = done.json["sources"][0]["faults"]
    assert len(fault["reason"]) == 200
    assert fault["reason"].isprintable()


def test_surrogates_are_replaced(graphfind: CommandLine, install: Install) -> None:
    person = (
        "PersonRecord('\\ud800', 'A\\udc00', emails=('a\\ud800@example.org',), positions=(Position('T\\ud8ff', 'O'),),"
    )
    person += " location='L\\ud800', tags=('t\\ud800',), interests=(Interest('I\\ud800'),), member='m\\ud800', line=9)"
    tie = "TieRecord(OWNER, '\\ud800', EvidenceKind.RELATION, relation='r\\ud800', member='m\\ud800', line=9)"
    install("odd", READS.format(last=f"yield {person}\n        yield {tie}"))
    graphfind("import", "people.odd", "--owner", "Ada Ferro")
    person = graphfind("person", "a\ufffd@example.org", "--json").json
    assert (person["name"], person["title"], person["location"]) == ("A\ufffd", "T\ufffd", "L\ufffd")
    assert person["ties_in_all"] == 1
