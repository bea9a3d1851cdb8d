"""Commands that say who is one person: reviewing pairs, merging, and taking merges apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphfind.cli.bounds import check_words
from graphfind.cli.commands import command
from graphfind.cli.naming import WHO
from graphfind.cli.session import Session, session_options

if TYPE_CHECKING:
    from graphfind.merging import Settled


@command("duplicates", short_help="Review who may be one person.", epilog="Example: graphfind duplicates nurse --top 5")
@click.argument("words", nargs=-1)
@click.option("--top", default=10, show_default=True, type=click.IntRange(1), help="How many pairs to show at most.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def duplicates_command(session: Session, words: tuple[str, ...], top: int, as_json: bool) -> int:
    """Show people who may be one person, and how to say whether they are.

    What they share is too little to make them one without you. With WORDS, only pairs of whom one
    has them all in names, titles and organizations. Pairs of whom you said it are gone.
    """
    from graphfind.merging import find_duplicates
    from graphfind.render import merging

    check_words(words)
    with session.reading() as store:
        found = find_duplicates(store, words, top)
    if as_json:
        session.show_json(merging.duplicates_json(found, session.given))
    elif found.pairs:
        session.show(*merging.duplicates(found, session.given))
        if found.in_all > len(found.pairs):
            session.remark(f"{found.in_all:,} pairs in all; see more with --top, or fewer with WORDS")
    else:
        session.remark("nobody to review: no two people may be one" + (", of those with these words" if words else ""))
    return 0 if found.pairs else 1


@command(
    "merge",
    short_help="Say that two people are one.",
    epilog='Example: graphfind merge "Ada Friend" ada.friend@example.org',
)
@click.argument("one", metavar="WHO", type=WHO)
@click.argument("other", metavar="WHO", type=WHO)
@click.option("--force", is_flag=True, help="Even if you said never-merge before.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def merge_command(session: Session, one: str, other: str, force: bool, as_json: bool) -> int:
    """Say that two people are one person.

    It holds when exports come and go, and wins over every rule. Nothing is lost: 'graphfind
    unmerge' brings both back as they were.
    """
    from graphfind.merging import merge

    with session.store() as store:
        done = merge(store, one, other, session.today, force=force)
    return _show(session, done, f"unmerge {done.people[0].person.id}", as_json)


@command("unmerge", short_help="Take a merge apart.", epilog='Example: graphfind unmerge "Ada Friend" --record 2')
@click.argument("who", type=WHO)
@click.option("--record", "numbers", multiple=True, metavar="N", type=click.IntRange(1), help="Take this record out.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def unmerge_command(session: Session, who: str, numbers: tuple[int, ...], as_json: bool) -> int:
    """Take apart what was merged into one person, by you or by a rule.

    Undoes your latest merge of WHO; where there is none, two records are taken apart. Of more, say
    which to take out; they are listed with what made them one. No rule joins them again, and no
    import; 'graphfind merge' does.
    """
    from graphfind.lookup import find_person
    from graphfind.merging import pieces, unmerge
    from graphfind.render import merging

    with session.store() as store:
        if not as_json:
            with store.reading():
                found = pieces(store, find_person(store, who))
            if len(found) > 2:
                session.show(merging.pieces(found))
        done = unmerge(store, who, session.today, numbers)
    ids = " ".join(now.person.id for now in done.people)
    return _show(session, done, f"merge {ids}" if len(done.people) == 2 else "", as_json)


@command(
    "never-merge",
    short_help="Say that two people are never one.",
    epilog='Example: graphfind never-merge "Ada Friend" "Ada Frient"',
)
@click.argument("one", metavar="WHO", type=WHO)
@click.argument("other", metavar="WHO", type=WHO)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def never_merge_command(session: Session, one: str, other: str, as_json: bool) -> int:
    """Say that two people are never one person, whatever they share.

    No rule makes them one, they are no longer offered for review, and where they are one now, they
    are taken apart: name that person in two ways then, by a name and an address of the other.
    """
    from graphfind.merging import never_merge

    with session.store() as store:
        done = never_merge(store, one, other, session.today)
    ids = " ".join(now.person.id for now in done.people)
    return _show(session, done, f"merge {ids} --force" if len(done.people) == 2 else "", as_json)


def _show(session: Session, done: Settled, undo: str, as_json: bool) -> int:
    """Who they are now, and how to take it back: by the command whose words `undo` are."""
    from graphfind.render import merging

    undo = session.again(undo) if undo else ""
    if as_json:
        session.show_json(merging.settled_json(done, undo))
        return 0
    session.show(merging.settled(done))
    for warning in done.warnings:
        session.remark(f"warning: {warning}")
    if undo:
        session.remark(f"undo: {undo}")
    return 0
