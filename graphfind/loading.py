"""One call's exports into a store, each in one transaction, and a report whose numbers add up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphfind import changes, dump, ownership, restoring, succession
from graphfind.changes import Paired
from graphfind.errors import ImportRefused, UsageError
from graphfind.escaping import encodable
from graphfind.graph import from_networkx
from graphfind.identity import resolve
from graphfind.importer import Claim, Export, Importer, ImportOptions, claims, digest
from graphfind.intake import Intake
from graphfind.ownership import Lineage, Ownership, shape_of
from graphfind.report import Changes, ImportReport, SourceReport
from graphfind.restoring import Given, Restored
from graphfind.stores.base import ColumnWriting, NewSource, Store, StoredSource, Writing
from graphfind.values import value

if TYPE_CHECKING:
    import networkx

Progress = Callable[[str, int], None]
"""Called with the path being read and the records read so far."""


@value
class ImportSettings:
    """How to import: whose contacts these are, which importer reads them, and what is refused.

    `owner` is a name, e-mail address, profile URL or person id. `mapping` is field → column of a
    table; `region` the country of phone numbers that name none. `dry_run` changes nothing;
    `strict` refuses a source with a rejected row; `force` lets a newer export drop much of the older.
    """

    today: date
    mine: bool = False
    owner: str = ""
    importer: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    dry_run: bool = False
    strict: bool = False
    force: bool = False


def import_paths(
    store: Store,
    paths: Sequence[Path],
    settings: ImportSettings,
    importers: Mapping[str, Importer],
    progress: Progress | None = None,
) -> ImportReport:
    """Import what stands at the paths; loose files of one kind are read together as one source.

    A source that is refused is reported as such and leaves the others to be imported. Raises
    GraphfindError where the call as a whole cannot be carried out.
    """
    if settings.mine and settings.owner:
        raise UsageError("--mine and --owner exclude each other: say whose contacts these are with one of them")
    with store.rehearsal() if settings.dry_run else nullcontext():
        return _import_paths(store, paths, settings, importers, progress)


def _import_paths(
    store: Store,
    paths: Sequence[Path],
    settings: ImportSettings,
    importers: Mapping[str, Importer],
    progress: Progress | None,
) -> ImportReport:
    options = ImportOptions(
        today=settings.today,
        mapping=settings.mapping,
        region=settings.region,
        owned=settings.mine or bool(settings.owner),
    )
    dumps, exports = restoring.split(paths)
    _refuse_said_again(dumps, settings)
    dumped = [(path, restoring.claims(path, options)) for path in dumps]
    claimed, warnings = claims(exports, importers, options, settings.importer) if exports else ([], [])
    reports = [report for path, found in dumped for report in _restore(store, path, found, settings, progress)]
    reports += [_import_one(store, claim, settings, progress) for claim in claimed]
    counts = store.counts(settings.today)
    return ImportReport(tuple(reports), counts.people, counts.ties, tuple(warnings))


def import_graph(store: Store, graph: networkx.Graph[Any], name: str, today: date) -> ImportReport:
    """Import a networkx graph as a source called `name`; a later one of that name takes its place.

    Raises UsageError for a graph that cannot be read, ImportRefused for one without people.
    """
    people, ties = from_networkx(graph)
    given = Given("networkx", (*people, *ties))
    said = hashlib.sha256(repr(given.readings).encode("utf-8", "replace")).hexdigest()
    lineage = Lineage(given.name, shape_of(name), "", "")
    source = NewSource(f"networkx-{said[:8]}", str(lineage), said, name, given.name, "", "", False, today)
    claim = Claim(Export(Path(name), (), ImportOptions(today)), given)
    report = _enter(store, claim, source, Ownership(None, "", lineage), ImportSettings(today), None)
    if report.refusal is not None:
        raise report.refusal
    counts = store.counts(today)
    return ImportReport((report,), counts.people, counts.ties)


def withdraw(store: Store, source: StoredSource, today: date) -> None:
    """Take out exactly what a source said."""
    with store.writing(today) as writing:
        writing.remove_source(source.number)
        _derive_persons(writing, today)


def _import_one(store: Store, claim: Claim, settings: ImportSettings, progress: Progress | None) -> SourceReport:
    path, name = encodable(str(claim.export.path)), claim.importer.name
    try:
        owned = ownership.settle(store, claim, mine=settings.mine, owner=settings.owner, region=settings.region)
        mine = settings.mine or any(old.source.mine for old in ownership.older_exports(store.sources(), owned))
        fingerprint = _fingerprint(claim, owned, mine, settings)
        source = NewSource(
            id=ownership.source_id(claim, owned, fingerprint),
            lineage=encodable(str(owned.lineage)),
            digest=fingerprint,
            path=path,
            importer=name,
            owner=encodable(owned.called),
            owner_kind=owned.kind,
            mine=mine,
            imported_on=settings.today,
            region=settings.region,
        )
    except ImportRefused as refusal:
        return SourceReport("", path, name, "", "refused", refusal=refusal)
    return _enter(store, claim, source, owned, settings, progress)


def _refuse_said_again(dumps: Sequence[Path], settings: ImportSettings) -> None:
    said = {
        "--mine": settings.mine,
        "--owner": settings.owner,
        "--map": settings.mapping,
        "--region": settings.region,
        "--importer": settings.importer,
    }
    given = [option for option, value in said.items() if value]
    if dumps and given:
        raise UsageError(
            f"{dumps[0]}: is a dump of a store, which says itself whose contacts it holds and how they are read; "
            f"leave out {' and '.join(given)}, or import other files in a call of their own"
        )


def _restore(
    store: Store, path: Path, claims: Sequence[Claim], settings: ImportSettings, progress: Progress | None
) -> list[SourceReport]:
    """Enter the sources of a dump and what its user said, all of it or nothing; it must not be somebody else's."""
    try:
        ownership.refuse_another_me(store, path, restoring.records_of_me(claims))
        with store.writing(settings.today) as writing:
            entered = [_take_restored(store, writing, claim, settings, progress) for claim in claims]
            for statement in dump.statements(path):
                writing.add_statement(statement)
            warnings = _derive_persons(writing, settings.today)
            reports = []
            for one in entered:
                if isinstance(one, Entered):
                    unheard = succession.warn_of_unheard(writing, one.paired)
                    reports.append(_account(writing, one, (*one.warnings, *warnings, *unheard)))
                    warnings = ()  # they are of all sources together, and said once
                else:
                    reports.append(one)
            return reports
    except ImportRefused as refusal:
        return [SourceReport("", encodable(str(path)), dump.FORMAT, "", "refused", refusal=refusal)]


def _take_restored(
    store: Store, writing: Writing, claim: Claim, settings: ImportSettings, progress: Progress | None
) -> Entered | SourceReport:
    assert isinstance(claim.importer, Restored)
    source = claim.importer.section.source
    owned = Ownership(None, source.owner_kind, Lineage.parse(source.lineage))
    entered = _take_in(store, writing, claim, source, owned, settings, progress)
    if isinstance(entered, Entered):
        writing.note_warnings(entered.number, source.warnings)
    return entered


def _enter(
    store: Store,
    claim: Claim,
    source: NewSource,
    owned: Ownership,
    settings: ImportSettings,
    progress: Progress | None,
) -> SourceReport:
    """Write a source unless its content is there already; a refusal becomes its report."""
    try:
        with store.writing(settings.today) as writing:
            entered = _take_in(store, writing, claim, source, owned, settings, progress)
            if isinstance(entered, SourceReport):
                return entered
            derived = _derive_persons(writing, settings.today)
            warnings = (*entered.warnings, *derived, *succession.warn_of_unheard(writing, entered.paired))
            writing.note_warnings(entered.number, len(warnings) + len(entered.intake.faults))
            return _account(writing, entered, warnings)
    except ImportRefused as refusal:
        return SourceReport("", source.path, source.importer, source.owner, "refused", refusal=refusal)


@value
class Entered:
    """A source that was entered, of which persons were not derived yet."""

    number: int
    source: NewSource
    intake: Intake
    ties: int
    replaces: bool
    paired: Paired
    changes: Changes | None
    warnings: tuple[str, ...]


def _take_in(
    store: Store,
    writing: Writing,
    claim: Claim,
    source: NewSource,
    owned: Ownership,
    settings: ImportSettings,
    progress: Progress | None,
) -> Entered | SourceReport:
    """Write a source in place of older ones, unless its content is there already."""
    present = store.sources()  # asked within the transaction: another graphfind may have imported the same meanwhile
    same = next((s.source for s in present if s.digest == source.digest), None)
    if same is not None:
        return SourceReport(same.id, source.path, source.importer, same.owner, "unchanged")
    whole = isinstance(claim.importer, Restored)
    older = ownership.same_exports(present, owned) if whole else ownership.older_exports(present, owned)
    if not settings.force and not whole:
        ownership.refuse_part(source.path, older, owned)
    before = [listed for old in older for listed in store.listed(old.number)]
    for old in older:
        writing.remove_source(old.number)
    number = writing.begin_source(source)
    intake = Intake(
        source.lineage,
        source.region,
        lambda batch: writing.add_records(number, batch),
        writing.is_forgotten if writing.has_forgotten() else None,
        (lambda count: progress(source.path, count)) if progress else None,
        (lambda people: writing.add_people(number, people)) if isinstance(writing, ColumnWriting) else None,
    )
    intake.take(owned.record, claim.importer, claim.export)
    _refuse_useless(claim, intake, settings)
    evidence = intake.evidence()
    writing.add_evidence(number, evidence)
    after = writing.listed(number) if older else []
    paired = changes.paired(before, after)
    found = changes.told(paired) if older else None
    if found and not settings.force:
        changes.refuse_older(source.path, before, after)
        changes.refuse_drop(source.path, before, found, sum(old.source.ties for old in older), len(evidence))
    succession.carry_over(writing, paired, (old.lineage for old in older), source.lineage)
    warnings = (*owned.warnings, *intake.warnings)
    return Entered(number, source, intake, evidence.pairs(), bool(older), paired, found, warnings)


def _account(writing: Writing, entered: Entered, warnings: tuple[str, ...]) -> SourceReport:
    """The report of a source, after persons were derived."""
    source, intake, found = entered.source, entered.intake, entered.changes
    people, known = writing.people_of(entered.number)
    new = people - known if found is None else min(people - known, len(found.new))
    return SourceReport(
        id=source.id,
        path=source.path,
        importer=source.importer,
        owner=source.owner,
        status="replaced" if entered.replaces else "imported",
        members=intake.members(),
        people_new=new,
        people_known=people - new,
        ties=entered.ties,
        faults=tuple(intake.faults),
        warnings=warnings,
        changes=found,
    )


def _refuse_useless(claim: Claim, intake: Intake, settings: ImportSettings) -> None:
    if isinstance(claim.importer, Restored):
        return
    path = claim.export.path
    if settings.strict and intake.faults:
        fault = intake.faults[0]
        raise ImportRefused(f"{path}: {fault.member}:{fault.line}: {fault.reason}; nothing was imported (--strict)")
    if not intake.people:
        seen = "; ".join(f"{member.member}: {member.rows.in_words()}" for member in intake.members())
        first = f", first at line {intake.faults[0].line}: {intake.faults[0].reason}" if intake.faults else ""
        raise ImportRefused(f"{path}: no people in it ({seen or 'no rows at all'}{first}); nothing was imported")


def _derive_persons(writing: Writing, today: date) -> tuple[str, ...]:
    resolution = resolve(writing.candidates(), writing.verdicts())
    writing.settle(resolution, today)
    return resolution.warnings


def _fingerprint(claim: Claim, owned: Ownership, mine: bool, settings: ImportSettings) -> str:
    """Of the content and of all that decides how it is read, so that the same call changes nothing twice."""
    said = [digest(claim.export), claim.importer.name, str(owned.lineage), str(mine), settings.region]
    said += [f"{field}={column}" for field, column in sorted(settings.mapping.items())]
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()
