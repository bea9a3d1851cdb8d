"""The options by which a command knows roles: families of the user's own, and a taxonomy."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphfind.cli.session import FilePath, config_folder, data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from graphfind.cli.session import Session
    from graphfind.roles import Lexicon
    from graphfind.roles.taxonomy import TaxonomyIndex

_F = TypeVar("_F", bound=Callable[..., Any])

OWN_FAMILIES = "roles.toml"
"""The file in the configuration folder with role families of the user's own."""


def vocabulary_options(command: _F) -> _F:
    """Give a command `--families` and `--taxonomy`; it receives the lexicon, and the taxonomy's folder or None."""

    @click.option("--families", type=FilePath(), metavar="FILE", help="Role families of your own, a TOML file.")
    @click.option("--taxonomy", type=FilePath(), metavar="DIR", help="A folder with tables of O*NET or ESCO.")
    @wraps(command)
    def wrapped(*args: Any, families: Path | None, taxonomy: Path | None, **options: Any) -> Any:
        check_taxonomy(taxonomy)
        return command(*args, lexicon=known_roles(families), taxonomy=taxonomy, **options)

    return wrapped  # type: ignore[return-value]


def check_taxonomy(folder: Path | None) -> None:
    """Refuse a taxonomy's folder that is none or holds no table, also where it would not be read."""
    if folder is not None:
        from graphfind.roles.taxonomy import taxonomy_files

        taxonomy_files(folder)


def known_roles(families: Path | None) -> Lexicon:
    """The lexicon with the families of a file over it, else with those in the configuration folder."""
    from graphfind.errors import UsageError
    from graphfind.roles import load_lexicon

    own = None if families else own_families()
    try:
        return load_lexicon(families or own)
    except UsageError as error:
        if own is None:
            raise
        said = str(error).removeprefix(f"{own}").removeprefix(own.name).rstrip(".")
        raise UsageError(f"{own}{said}; 'graphfind roles check' names all that is wrong") from error


def own_families() -> Path | None:
    """The user's own families file, where there is one."""
    try:
        path = os.path.join(config_folder(), OWN_FAMILIES)
    except click.UsageError:
        return None  # without a home there is none
    if not os.path.isfile(path):
        return None
    from pathlib import Path

    return Path(path)


def own_faults() -> list[str]:
    """What is wrong with the user's own families file, if there is one, a line each."""
    own = own_families()
    if own is None:
        return []
    from graphfind.errors import UsageError
    from graphfind.roles.checking import check_families

    try:
        return [
            f"{own.parent / found.file}:{found.line}: {found.message}"
            for found in check_families(own)
            if not found.note
        ]
    except UsageError as error:
        return [str(error).rstrip(".")]


def taxonomy_folder(session: Session) -> Path:
    """Where the index of the taxonomy is kept: beside the store, or in the data folder where the store is no file."""
    from pathlib import Path

    if "://" in session.location:
        return Path(data_folder(), "taxonomy")
    store = Path(session.location).expanduser()
    return store.with_name(f"{store.name}.taxonomy")


def taxonomy_at(session: Session, folder: Path | None) -> TaxonomyIndex | None:
    """The index of the taxonomy in a folder, or else of the one that is in use; None where none is.

    One that was made of the same files is opened, and made and kept otherwise.
    """
    kept = taxonomy_folder(session)
    if folder is None:
        if not kept.is_dir():
            return None
        from graphfind.roles.taxonomy.storing import open_index

        return open_index(kept)[0]
    from graphfind.roles import load_lexicon
    from graphfind.roles.opening import stamp
    from graphfind.roles.taxonomy import build_index, fingerprint, open_index, read_taxonomy, taxonomy_files

    made_of = fingerprint(taxonomy_files(folder), stamp())
    if kept.is_dir():
        index, known = open_index(kept)
        if known == made_of:
            return index
    taxonomy = read_taxonomy(folder)
    session.remark("reading the taxonomy, once …")
    return _kept(session, build_index(taxonomy, load_lexicon()), kept, made_of)


def families_alone(session: Session, lexicon: Lexicon) -> TaxonomyIndex:
    """The index of a lexicon's families without any taxonomy; it holds nothing of the user's contacts.

    One that was made of the same lexicon is opened, and made and kept in the data folder otherwise.
    """
    from pathlib import Path

    from graphfind.errors import UsageError
    from graphfind.roles.taxonomy import build_index, open_index

    try:
        kept = Path(data_folder(), "families")
    except click.UsageError:
        return build_index(None, lexicon)  # without a home nothing is kept
    with suppress(UsageError):
        index, known = open_index(kept)
        if known == lexicon.digest:
            return index
    session.remark("making the role families ready for ranking, once …")
    return _kept(session, build_index(None, lexicon), kept, lexicon.digest)


def _kept(session: Session, index: TaxonomyIndex, folder: Path, made_of: str) -> TaxonomyIndex:
    """The same index, kept in a folder; that it cannot be is no more than a warning."""
    from graphfind.errors import GraphfindError
    from graphfind.roles.taxonomy import save_index

    try:
        save_index(index, folder, made_of)
    except GraphfindError as error:
        session.remark(f"warning: {error}; it will be made again next time")
    return index
