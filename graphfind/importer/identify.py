"""Which importer reads what of the paths that the user named."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import NoReturn

from graphfind.errors import GraphfindError, ImportRefused, UsageError
from graphfind.importer import appearance
from graphfind.importer.archive import open_archive
from graphfind.importer.naming import shown
from graphfind.importer.opening import archives_in, is_archive, is_folder, loose, open_path, refusal
from graphfind.importer.protocol import Export, Importer, ImportOptions, Member
from graphfind.sentences import counted, some
from graphfind.values import value

_NAMED = 20
"""How many unread files are named one by one."""


@value
class Claim:
    """An export and the importer that reads it."""

    export: Export
    importer: Importer


def claims(
    paths: Sequence[Path],
    importers: Mapping[str, Importer],
    options: ImportOptions,
    chosen: str = "",
) -> tuple[list[Claim], list[str]]:
    """Find who reads what stands at the paths, and warnings about what nobody reads.

    A folder or archive is claimed as a whole or else by its members, and stands before the loose
    files, of which those that one importer claims are one export. `chosen` names the importer of
    everything. Raises ImportRefused where nobody claims a path, or two importers claim the same,
    and UsageError for an importer there is not.
    """
    if chosen and chosen not in importers:
        raise UsageError(f"no importer is named {shown(chosen)!r}: there are {', '.join(sorted(importers))}")
    offer = _Offer(tuple(importers.values()), options, importers.get(chosen))
    found: list[Claim] = []
    files: dict[str, list[Path]] = {}
    for path in _once(paths):
        if is_folder(path) or is_archive(path):
            found += _of_container(path, offer)
        else:
            importer = offer.claimant(loose([path], options)) or _refuse_file(path, options)
            files.setdefault(importer.name, []).append(path)
    found += [Claim(loose(group, options), importers[name]) for name, group in files.items()]
    return found, offer.warnings


@value
class _Offer:
    """Exports are offered to these importers, unless the user has chosen one."""

    importers: Sequence[Importer]
    options: ImportOptions
    chosen: Importer | None
    warnings: list[str] = field(default_factory=list)

    def claimant(self, export: Export, *, whole: bool = False) -> Importer | None:
        """The one importer that claims an export; fallback importers are not asked about a whole container."""
        if self.chosen:
            return self.chosen
        for fallback in (False,) if whole else (False, True):
            claiming = [i for i in self.importers if i.fallback is fallback and self._claims(i, export)]
            if len(claiming) > 1:
                names = " and ".join(shown(importer.name) for importer in claiming)
                raise ImportRefused(f"{shown(export.path)}: claimed by {names}: choose one with --importer")
            if claiming:
                return claiming[0]
        return None

    def _claims(self, importer: Importer, export: Export) -> bool:
        try:
            return bool(importer.identify(export))
        except GraphfindError:
            raise
        except Exception as error:
            self.warn(
                f"importer {shown(importer.name)} failed to identify and was passed over ({type(error).__name__})"
            )
            return False

    def warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)


def _of_container(path: Path, offer: _Offer) -> list[Claim]:
    """The claims on a folder or archive and on the archives in a folder; at least one."""
    export = open_path(path, offer.options)
    archives = archives_in(path) if is_folder(path) else []
    found, unread = _divide(export, offer)
    for archive in archives:
        found += _of_archive_in(path, archive, offer)
    if not found:
        raise _nothing_in(export, [archive.name for archive in archives])
    _warn_of(unread, path, offer)
    return found


def _of_archive_in(folder: Path, path: Path, offer: _Offer) -> list[Claim]:
    """The claims on an archive in a folder; one that cannot be read leaves the folder to be read."""
    try:
        export = open_path(path, offer.options)
    except ImportRefused as refused:
        offer.warn(f"not read: {refused}")
        return []
    found, unread = _divide(export, offer)
    if found:
        _warn_of(unread, path, offer)
    else:
        document = appearance.of_archive(member.name for member in export.members)
        what = f"{document.what}: {document.advice}" if document else "an archive with nothing that can be read"
        offer.warn(f"{shown(folder)}: not read: {shown(path.relative_to(folder), 40)} ({what})")
    return found


def _divide(export: Export, offer: _Offer) -> tuple[list[Claim], list[Member]]:
    """The claims on a container, as a whole or by its members, and the members nobody claims."""
    if not export.members:
        return [], []
    if importer := offer.claimant(export, whole=True):
        return [Claim(export, importer)], []
    unread: list[Member] = []
    claimed: dict[str, tuple[Importer, list[Member]]] = {}
    for member in export.members:
        importer = offer.claimant(replace(export, members=(member,)))
        if importer:
            claimed.setdefault(importer.name, (importer, []))[1].append(member)
        else:
            unread.append(member)
    return [Claim(replace(export, members=tuple(members)), by) for by, members in claimed.values()], unread


def _warn_of(unread: Sequence[Member], path: Path, offer: _Offer) -> None:
    for member in unread[:_NAMED]:
        offer.warn(f"{shown(path)}: not read: {shown(member.name, 40)} ({appearance.of_file(member).what})")
    if (left := len(unread) - _NAMED) > 0:
        offer.warn(f"{shown(path)}: not read: {left} more {'file' if left == 1 else 'files'}")
    for name in _nested_in(path):
        offer.warn(f"{shown(path)}: not read: {shown(name, 40)} (an archive inside an archive: unpack it)")


def _nothing_in(export: Export, archives: Sequence[str]) -> ImportRefused:
    """Why a container is refused: what was seen in it."""
    where = shown(export.path)
    names = [member.name for member in export.members] + list(archives)
    if document := appearance.of_archive(names):
        return ImportRefused(f"{where}: looks like {document.what}: {document.advice}")
    if not archives and (alike := appearance.of_files(export.members)):
        return ImportRefused(f"{where}: each of its {len(names):,} files looks like {alike.what}: {alike.advice}")
    if names:
        seen = some([shown(name, 20) for name in names], 3)
        return ImportRefused(f"{where}: no export among its {counted(len(names), 'file')} ({seen})")
    for name in _nested_in(export.path):
        return ImportRefused(f"{where}: holds another archive ({shown(name, 40)}): unpack it and import that")
    return ImportRefused(f"{where}: nothing in it: name the folder or archive that holds an export")


def _nested_in(path: Path) -> tuple[str, ...]:
    return () if is_folder(path) else open_archive(path).nested


def _refuse_file(path: Path, options: ImportOptions) -> NoReturn:
    (member,) = loose([path], options).members
    what, advice = appearance.of_file(member)
    raise ImportRefused(f"{shown(path)}: looks like {what}: {advice}")


def _once(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that name the same place again."""
    places: dict[str, Path] = {}
    for path in paths:
        try:
            places.setdefault(os.path.realpath(path), path)
        except (OSError, ValueError) as error:
            raise refusal(path, error) from error
    return list(places.values())
