"""The options by which several commands say whom to look for, and over which paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from graphfind.cli.bounds import check_length
from graphfind.cli.session import FilePath, quoted, readable
from graphfind.cli.vocabulary import check_taxonomy

if TYPE_CHECKING:
    from pathlib import Path

    from graphfind.cli.session import Session
    from graphfind.query import Request
    from graphfind.roles import Lexicon, TargetRole
    from graphfind.stores.base import Store

_F = TypeVar("_F", bound=Callable[..., Any])

SHOW_TOP = 25

_OF_A_ROLE = {"include": "--include", "allow": "--allow", "reading": "--as"}
"""Options that mean nothing without a role, by the fields of `Filters`."""

_NAMING = {
    "companies": "--company", "not_companies": "--exclude-company", "locations": "--location", "include": "--include",
    "exclude": "--exclude", "egos": "--from", "avoid": "--avoid", "via": "--via",
}  # fmt: skip
"""Options that name somebody or something, by the fields of `Filters`."""


class Filters(NamedTuple):
    """Whom to look for and over which paths, as the user said it; people are still names."""

    role: str = ""
    companies: tuple[str, ...] = ()
    not_companies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow: str = ""
    reading: str = ""
    level_slack: int = 1
    egos: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    max_hops: int = 3
    via: str = ""
    no_inferred: bool = False
    min_warmth: float = 0.0
    families: Path | None = None
    taxonomy: Path | None = None

    def lexicon(self) -> Lexicon:
        """What is known of roles, with the user's own families over it."""
        from graphfind.cli.vocabulary import known_roles

        return known_roles(self.families)

    def request(self, session: Session, store: Store, lexicon: Lexicon, **more: Any) -> Request:
        """The request that this comes to, with `more` of its fields; raises UsageError for what is not understood."""
        from graphfind.cli.readings import understood
        from graphfind.query import Request

        role = None
        if self.role.strip():
            role = understood(
                session,
                self.role,
                lexicon,
                self.reading,
                levels=self.levels,
                level_slack=self.level_slack,
                include=self.include,
                exclude=self.exclude,
                allow=tuple(word.strip() for word in self.allow.split(",") if word.strip()),
            )
            if any(each.basis == "words" for each in role.alternatives):
                role = self._searched(role, session, store, lexicon)
        return Request(
            role=role,
            organizations=self.companies,
            exclude_organizations=self.not_companies,
            locations=self.locations,
            egos=_people(store, self.egos),
            max_hops=self.max_hops,
            via=next(iter(_people(store, [self.via] if self.via else [])), None),
            avoid=_people(store, self.avoid),
            inferred=not self.no_inferred,
            min_warmth=self.min_warmth,
            levels=() if role else self.levels,
            excluded=() if role else self.exclude,
            **more,
        )

    def _searched(self, role: TargetRole, session: Session, store: Store, lexicon: Lexicon) -> TargetRole:
        """A role that no family covers, by the names that the taxonomy has for it where nobody goes by its own."""
        from graphfind.cli.vocabulary import taxonomy_at
        from graphfind.query.matching import matched
        from graphfind.roles.holding import holding

        taxonomy = taxonomy_at(session, self.taxonomy)
        if taxonomy is None:
            return role
        return holding(role, lambda made: matched(store, made), lexicon, taxonomy)[0]

    def repeated(self, session: Session, *, paths: bool = True) -> str:
        """The same words for another command line, with those that say where and when.

        Without `paths` only those that say whom to look for.
        """
        return " ".join(filter(None, (*self._words(paths=paths), session.given)))

    def _words(self, *, paths: bool) -> list[str]:
        words = [quoted(self.role)] if self.role.strip() else []
        for name, values in (
            ("--company", self.companies),
            ("--exclude-company", self.not_companies),
            ("--level", self.levels),
            ("--location", self.locations),
            ("--include", self.include),
            ("--exclude", self.exclude),
            ("--allow", (self.allow,)),
            ("--as", (self.reading,)),
            ("--from", self.egos),
            ("--avoid", self.avoid),
            ("--families", (str(self.families or ""),)),
            ("--taxonomy", (str(self.taxonomy or ""),)),
            ("--via", (self.via,) if paths else ()),
        ):
            words += [f"{name} {quoted(value)}" for value in values if value]
        words += [f"--level-slack {self.level_slack}"] if self.level_slack != 1 else []
        if not paths:
            return words
        words += [f"--max-hops {self.max_hops}"] if self.max_hops != 3 else []
        words += ["--no-inferred"] if self.no_inferred else []
        words += [f"--min-warmth {self.min_warmth:g}"] if self.min_warmth else []
        return words


def _people(store: Store, named: Sequence[str]) -> tuple[int, ...]:
    if not named:
        return ()
    from graphfind.lookup import find_person  # most searches name nobody

    return tuple(find_person(store, who) for who in named)


def _check_empty(given: Mapping[str, Any]) -> None:
    """Refuse what a shell makes of a variable that is not set, where it would be no filter at all."""
    for name, option in _NAMING.items():
        value = given.get(name)
        if any(not each.strip() for each in (value if isinstance(value, tuple) else (value,)) if each is not None):
            raise click.UsageError(f"{option}: is empty; say what it means, or leave it out")


def _check_length(given: Mapping[str, Any]) -> None:
    """Refuse a text that is too long to mean anything; messages and further commands would repeat it."""
    for name, option in {"role": "ROLE", **_NAMING, "levels": "--level", "allow": "--allow", "reading": "--as"}.items():
        value = given.get(name) or ()
        check_length(option, value if isinstance(value, tuple) else (value,))


def _check_without_role(given: Mapping[str, Any]) -> None:
    """Refuse what says how to read a role, where there is none."""
    if not given["companies"]:
        raise click.UsageError("say a role to look for, or an organization with --company")
    said = [option for name, option in _OF_A_ROLE.items() if given[name]]
    said += ["--level-slack"] if given["level_slack"] != 1 else []
    if said:
        raise click.UsageError(f"{' and '.join(said)}: without a ROLE everybody counts who is there; say a role, too")


def filter_options(*, paths: bool = True) -> Callable[[_F], _F]:
    """Give a command ROLE and the options that say whom to look for, and with `paths` over which paths.

    The command receives them as `filters`.
    """
    names = Filters._fields

    def decorate(command: _F) -> _F:
        @wraps(command)
        def wrapped(**options: Any) -> Any:
            given = {name: readable(options.pop(name)) for name in names if name in options}
            _check_empty(given)
            _check_length(given)
            check_taxonomy(given["taxonomy"])
            given["via"] = given.get("via") or ""
            if not given["role"].strip():
                _check_without_role(given)
            return command(filters=Filters(**given), **options)

        decorated: Any = wrapped
        for option in reversed([*_WHOM, *(_PATHS if paths else _PEOPLE)]):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _several(*names: str, **details: Any) -> Callable[[_F], _F]:
    return click.option(*names, multiple=True, **details)


_WHOM = (
    click.argument("role", required=False, default=""),
    _several("--company", "companies", metavar="NAME", help="Only people there now; may be repeated."),
    _several("--exclude-company", "not_companies", metavar="NAME", help="Nobody who is there now."),
    _several("--level", "levels", metavar="LEVEL", help="Only this level, such as senior or director."),
    click.option(
        "--level-slack",
        default=1,
        show_default=True,
        type=click.IntRange(0),
        help="Steps the level may differ by.",
    ),
    _several("--location", "locations", metavar="PLACE", help="Only people there, or at places unknown."),
    _several("--include", metavar="WORD", help="Titles with this word count, too."),
    _several("--exclude", metavar="WORD", help="Titles with this word do not count."),
    click.option("--allow", default="", metavar="STATUS,…", help="Also former, aspiring or relation."),
    click.option("--as", "reading", default="", metavar="MEANING", help="Which meaning of an abbreviation."),
    click.option("--families", type=FilePath(), metavar="FILE", help="Role families of my own."),
    click.option("--taxonomy", type=FilePath(), metavar="DIR", help="Tables of O*NET or ESCO."),
    _several("--from", "egos", metavar="WHO", help="Start from these people instead of me."),
)
_PATHS = (
    click.option("--max-hops", default=3, show_default=True, type=click.IntRange(1, 6), help="How many ties at most."),
    click.option("--via", metavar="WHO", help="Only paths that pass this person."),
    _several("--avoid", metavar="WHO", help="No path that passes this person."),
    click.option("--no-inferred", is_flag=True, help="Only ties that somebody observed."),
    click.option("--min-warmth", default=0.0, metavar="P", type=click.FloatRange(0, 1), help="Least probability."),
)
_PEOPLE = (_several("--avoid", metavar="WHO", help="Not this person."),)
