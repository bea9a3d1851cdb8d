"""Commands about roles: what a query means, why a title fits it, and titles read, matched and ranked line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphfind.cli.bounds import check_length
from graphfind.cli.commands import Group
from graphfind.cli.session import FilePath, Session, is_there, session_options
from graphfind.cli.vocabulary import (
    OWN_FAMILIES,
    families_alone,
    own_families,
    taxonomy_at,
    taxonomy_folder,
    vocabulary_options,
)

if TYPE_CHECKING:
    from graphfind.roles import Lexicon, TargetRole
    from graphfind.roles.taxonomy import TaxonomyIndex


@click.group(
    "roles",
    cls=Group,
    short_help="Say what a role means, and read titles.",
    epilog='Example: graphfind roles explain "product manager"',
    invoke_without_command=True,
)
@click.pass_context
def roles_command(ctx: click.Context) -> None:
    """Say what a target role means, and which titles hold it.

    The commands that take a FILE read titles, one a line; without FILE from standard input.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@roles_command.command(
    "explain", short_help="Say what a role query means.", epilog='Example: graphfind roles explain "head of people"'
)
@click.argument("role")
@click.option("--as", "reading", default="", metavar="MEANING", help="Which meaning of an ambiguous abbreviation.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@vocabulary_options
@session_options
def explain_command(
    session: Session, role: str, reading: str, as_json: bool, lexicon: Lexicon, taxonomy: Path | None
) -> int:
    """Say what a role query means: the families it asks for, and who in the store holds it.

    Also which titles were just missed, and why.
    """
    from graphfind.cli.readings import understood
    from graphfind.roles.explaining import explain

    check_length("ROLE", [role])
    asked = understood(session, role, lexicon, reading)
    index = taxonomy_at(session, taxonomy)
    titles: dict[str, int] = {}
    if is_there(session.location) and Path(session.location).expanduser().is_file():
        with session.reading() as store:
            titles = dict(store.titles())
    explanation = explain(asked, titles, lexicon, index)
    if as_json:
        from graphfind.render.roles import explanation_json

        session.show_json(explanation_json(explanation))
    else:
        from graphfind.render.role_tables import explanation_table

        session.show(*explanation_table(explanation))
    return 0


@roles_command.command(
    "why",
    short_help="Say why a title holds a role.",
    epilog='Example: graphfind roles why "Sr. PM @ Stripe" --for "product manager"',
)
@click.argument("title")
@click.option("--for", "role", required=True, metavar="ROLE", help="The role to set the title against.")
@click.option("--as", "reading", default="", metavar="MEANING", help="Which meaning of an ambiguous abbreviation.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@vocabulary_options
@session_options
def why_command(
    session: Session, title: str, role: str, reading: str, as_json: bool, lexicon: Lexicon, taxonomy: Path | None
) -> int:
    """Say why a title holds a role, or why it does not."""
    from graphfind.render.roles import match_json, parse_json
    from graphfind.roles import matcher, parse

    searched = _searched(session, role, reading, [title], lexicon, taxonomy_at(session, taxonomy))
    judged, parsed = matcher(searched, lexicon).judge(title), parse(title, lexicon)
    if as_json:
        session.show_json({**match_json(title, judged), "parse": parse_json(parsed)})
    else:
        from graphfind.render.role_tables import why_table

        session.show(*why_table(role, judged, parsed, lexicon))
    return 0 if judged.grade in ("exact", "family") else 1


@roles_command.command("list", short_help="List the role families.", epilog="Example: graphfind roles list nurse")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@vocabulary_options
@session_options
def list_command(
    session: Session, words: tuple[str, ...], as_json: bool, lexicon: Lexicon, taxonomy: Path | None
) -> int:
    """List the role families that graphfind knows, all or those that WORDS occur in."""
    from graphfind.render.roles import family_json
    from graphfind.roles.explaining import families_like

    found = families_like(words, lexicon)
    if as_json:
        session.show_json({"families": [family_json(family) for family in found]})
    elif found:
        from graphfind.render.role_tables import families_table

        session.show(families_table(found))
    else:
        session.remark("no family has all these words; a role without one is matched by its words")
    return 0 if found else 1


@roles_command.command(
    "check", short_help="Check role families of my own.", epilog="Example: graphfind roles check roles.toml"
)
@click.argument("file", required=False, type=FilePath())
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def check_command(session: Session, file: Path | None, as_json: bool) -> int:
    """Say what is wrong in a families file, or never found, line by line; without FILE in mine.

    Mine is roles.toml in the configuration folder. A note says what is good to know and does no harm.
    """
    from graphfind.cli.session import config_folder
    from graphfind.escaping import terminal_text
    from graphfind.roles.checking import check_families

    path = file or own_families()
    if path is None:
        raise click.UsageError(f"say a FILE; there is no {OWN_FAMILIES} in {config_folder()}")
    found = check_families(path)
    if as_json:
        session.show_json([one._asdict() for one in found])
    elif found:
        session.show_lines(terminal_text(str(one)) for one in found)
    else:
        session.remark(f"nothing is wrong in {path.name}")
    return 1 if any(not one.note for one in found) else 0


@roles_command.command("parse", short_help="Read titles.", epilog="Example: graphfind roles parse titles.txt --json")
@click.argument("file", required=False, type=FilePath())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@vocabulary_options
@session_options
def parse_command(session: Session, file: Path | None, as_json: bool, lexicon: Lexicon, taxonomy: Path | None) -> int:
    """Read titles: level, function, families, and the standing of each part."""
    from graphfind.render.roles import parse_json
    from graphfind.roles import parse

    read = (parse(title, lexicon) for title in _titles(session, file))
    if as_json:
        return session.show_json_lines(map(parse_json, read))
    from graphfind.render.role_tables import parsed_table

    session.show(parsed_table(read, lexicon))
    return 0


@roles_command.command(
    "match",
    short_help="Match titles with a role.",
    epilog='Example: graphfind roles match "product manager" titles.txt',
)
@click.argument("role")
@click.argument("file", required=False, type=FilePath())
@click.option("--as", "reading", default="", metavar="MEANING", help="Which meaning of an ambiguous abbreviation.")
@click.option("--level", "levels", multiple=True, metavar="LEVEL", help="Only this level, such as senior or director.")
@click.option(
    "--level-slack",
    default=1,
    show_default=True,
    type=click.IntRange(0),
    help="Steps of the ladder that a level may differ by.",
)
@click.option("--allow", default="", metavar="STATUS,…", help="Also former, aspiring or relation.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@vocabulary_options
@session_options
def match_command(
    session: Session,
    role: str,
    file: Path | None,
    reading: str,
    levels: tuple[str, ...],
    level_slack: int,
    allow: str,
    as_json: bool,
    lexicon: Lexicon,
    taxonomy: Path | None,
) -> int:
    """Say for each title how well it holds a role, and why."""
    from graphfind.render.roles import match_json
    from graphfind.roles import matcher

    titles = list(_titles(session, file))
    searched = _searched(
        session, role, reading, titles, lexicon, taxonomy_at(session, taxonomy),
        levels=levels, level_slack=level_slack, allow=tuple(filter(None, map(str.strip, allow.split(",")))),
    )  # fmt: skip
    made = matcher(searched, lexicon)
    judged = [(title, made.judge(title)) for title in titles]
    found = any(one.grade is not None for _, one in judged)
    if as_json:
        session.show_json_lines(match_json(title, one) for title, one in judged)
    else:
        from graphfind.render.role_tables import matched_table

        session.show(matched_table(judged))
    return 0 if found else 1


@roles_command.command(
    "rank", short_help="Order titles by likeness.", epilog='Example: graphfind roles rank "data engineer" titles.txt'
)
@click.argument("query")
@click.argument("file", required=False, type=FilePath())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@vocabulary_options
@session_options
def rank_command(
    session: Session, query: str, file: Path | None, as_json: bool, lexicon: Lexicon, taxonomy: Path | None
) -> int:
    """Order titles by how much they are like a query, the likest first.

    With a taxonomy by the occupations that they name; without one by the role families alone.
    """
    from graphfind.render.roles import ranked_json
    from graphfind.roles.taxonomy import rank

    if not query.strip():
        raise click.UsageError("say a title to rank by")
    index = taxonomy_at(session, taxonomy) or families_alone(session, lexicon)
    ranked = rank(query, list(_titles(session, file)), index, lexicon)
    if as_json:
        return session.show_json_lines(map(ranked_json, ranked))
    from graphfind.render.role_tables import ranked_table

    session.show(ranked_table(ranked))
    return 0


@roles_command.command(
    "use-taxonomy", short_help="Use O*NET and ESCO.", epilog="Example: graphfind roles use-taxonomy ~/Downloads/onet"
)
@click.argument("folder", type=FilePath())
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def use_taxonomy_command(session: Session, folder: Path, as_json: bool) -> int:
    """Read O*NET's and ESCO's tables from a folder, as their makers publish them, and keep an index of them.

    From then on roles that no family covers are also looked for by what the taxonomy calls them.
    """
    from graphfind.roles import load_lexicon
    from graphfind.roles.opening import stamp
    from graphfind.roles.taxonomy import build_index, fingerprint, read_taxonomy, save_index, taxonomy_files

    taxonomy = read_taxonomy(folder)
    index = build_index(taxonomy, load_lexicon())
    kept = taxonomy_folder(session)
    save_index(index, kept, fingerprint(taxonomy_files(folder), stamp()))
    titles = len(index.norm)
    if as_json:
        session.show_json({"sources": list(taxonomy.sources), "occupations": len(taxonomy.names), "titles": titles})
    else:
        what = " and ".join(taxonomy.sources)
        session.remark(f"read {what}: {len(taxonomy.names):,} occupations, {titles:,} titles; kept in {kept}")
    return 0


def _searched(
    session: Session,
    role: str,
    reading: str,
    titles: list[str],
    lexicon: Lexicon,
    taxonomy: TaxonomyIndex | None,
    **options: Any,
) -> TargetRole:
    """The role as it is searched for among these titles."""
    from graphfind.cli.readings import understood
    from graphfind.roles.holding import titles_holding

    check_length("ROLE", [role])
    asked = understood(session, role, lexicon, reading, **options)
    if asked.organizations or asked.industries or asked.places:
        said = " or ".join((*asked.organizations, *asked.industries, *asked.places))
        session.remark(f"only titles are looked at here; {said} is left aside")
    if taxonomy is None:
        return asked
    return titles_holding(asked, dict.fromkeys(titles, 1), lexicon, taxonomy, "related")[0]


def _titles(session: Session, file: Path | None) -> Iterator[str]:
    """The lines of a file or of standard input; a remark at the end says how many were too long to be read whole."""
    from graphfind.roles.text import READ

    long = 0
    with _lines(file) as lines:
        for line in lines:
            title = line.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")
            long += len(title) > READ
            yield title
    if long:
        what = "1 title is" if long == 1 else f"{long:,} titles are"
        session.remark(f"{what} longer than {READ:,} characters; the rest of it was not read")


@contextmanager
def _lines(file: Path | None) -> Iterator[Any]:
    if file is None:
        yield sys.stdin.buffer
    else:
        with file.open("rb") as opened:
            yield opened
