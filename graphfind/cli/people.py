"""Commands about people: who I am, whom I know, how well, and whom to forget."""

from __future__ import annotations

import click

from graphfind.cli.bounds import MOST, check_words
from graphfind.cli.commands import command
from graphfind.cli.naming import WHO
from graphfind.cli.session import Session, session_options


@command(
    "me", short_help="Say who is searching.", epilog='Example: graphfind me "Mara Lindqvist" --email mara@example.org'
)
@click.argument("name", required=False, default="")
@click.option("--email", "emails", multiple=True, metavar="ADDRESS", help="An e-mail address of mine.")
@click.option("--profile", "profiles", multiple=True, metavar="URL", help="My LinkedIn profile.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def me_command(session: Session, name: str, emails: tuple[str, ...], profiles: tuple[str, ...], as_json: bool) -> int:
    """Say who is searching, or show it.

    An archive imported with --mine says it too. With an address or profile, friends' exports that
    list you are told to speak of you. Where somebody known has it, it does for the name.
    """
    from graphfind.render import records
    from graphfind.statements import name_me

    with session.store(create=True) as store:
        if name:
            name_me(store, name, emails, profiles, session.today)
        elif emails or profiles:
            named = session.again('me "Mara Lindqvist" --email …')
            raise click.UsageError(f"give your name, too, as in: {named}")
        egos = sorted(store.persons(store.egos()).values(), key=lambda person: person.id)
    if as_json:
        session.show_json({"me": [records.person(person) for person in egos]})
    elif egos:
        from graphfind.render import table

        session.show(*(table.person(person) for person in egos))
    else:
        said = session.again('me "Your Name"')
        session.remark(f"not known yet; say it with: {said}")
    return 0 if egos else 1


@command("people", short_help="Look people up.", epilog="Example: graphfind people nurse stockholm")
@click.argument("words", nargs=-1)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="How many to show at most.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def people_command(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Look people up by words in names, titles and organizations, or how these begin; all must occur.

    Whoever has the words in the name comes first.
    """
    from graphfind.render import records

    check_words(words)
    with session.reading() as store:
        numbers = store.search_people(words, limit + 1)
        persons = store.persons(numbers)
        empty = not numbers and not store.search_people((), 1)
    found = [persons[number] for number in numbers[:limit]]
    if as_json:
        session.show_json({"people": [records.person(person) for person in found], "more": len(numbers) > limit})
    elif found:
        from graphfind.render import table

        session.show(table.people(found))
        if len(numbers) > limit:
            session.remark(f"more than {limit} fit; add words, or see more with --limit")
    elif empty:
        session.remark(f"nothing was imported yet; start with: {session.again('import EXPORT --mine')}")
    else:
        session.remark("nobody fits all these words")
    return 0 if found else 1


@command("person", short_help="Show one person.", epilog='Example: graphfind person "Ada Friend" --paths 3')
@click.argument("who", type=WHO)
@click.option("--ties", "limit", default=20, show_default=True, type=click.IntRange(0), help="How many ties to show.")
@click.option("--paths", "count", metavar="K", type=click.IntRange(1, 1000), help="The K best paths there.")
@click.option("--max-hops", type=click.IntRange(1, 6), help="How many ties a path has at most.  [default: 3]")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def person_command(
    session: Session, who: str, limit: int, count: int | None, max_hops: int | None, as_json: bool
) -> int:
    """Show one person: positions, ties, and where each fact is from.

    WHO is a full name, an e-mail address, a profile URL or an id. With --paths, the best paths
    from me to them, too, the likeliest first; several may begin with the same contact.
    """
    from graphfind.lookup import find_person
    from graphfind.portraits import portrait
    from graphfind.render import records

    if max_hops and not count:
        raise click.UsageError("--max-hops goes with --paths K")
    paths = None
    with session.reading() as store:
        number = find_person(store, who)
        if count:
            from graphfind.query import Request
            from graphfind.query.paths import find_paths

            paths = find_paths(store, number, count, Request(max_hops=max_hops or 3), session.today)
        found = portrait(store, number, limit, session.today)
    if as_json:
        session.show_json(records.portrait(found, session.given) | (records.paths(paths) if paths else {}))
    else:
        from graphfind.render import remarks, table

        session.show(*table.portrait(found, session.given))
        if paths is not None:
            if paths.paths:
                from graphfind.render import introductions

                session.show_lines(introductions.paths(paths, session.paper()))
            for line in remarks.nothing(paths.why_none):
                session.remark(line)
    return 0 if paths is None or paths.paths else 1


@command("tie", short_help="Say how well people know each other.", epilog='Example: graphfind tie "Ada Friend" --close')
@click.argument("who", nargs=-1, required=True, metavar="WHO [WHO]", type=WHO)
@click.option("--close", is_flag=True, help="They would surely help.")
@click.option("--knows", is_flag=True, help="They know each other.")
@click.option("--barely", is_flag=True, help="They hardly know each other.")
@click.option("--dont-ask", is_flag=True, help="Never ask for an introduction here.")
@click.option("--forget", is_flag=True, help="Take back what you said.")
@session_options
def tie_command(session: Session, who: tuple[str, ...], **said: bool) -> int:
    """Say how well two people know each other; with one WHO, how well I know them.

    What you say wins over what was imported, until you say another word or take it back with
    --forget. With one WHO, --dont-ask keeps that person out of every introduction as a connector;
    they may still be whom you look for.
    """
    from typing import cast

    from graphfind.lookup import find_person
    from graphfind.model import TieOverride
    from graphfind.statements import forget_tie, set_tie

    if len(who) > 2:
        raise click.UsageError("a tie is between two people: give one WHO or two")
    words = [name.replace("_", "-") for name, given in said.items() if given]
    if len(words) > 1:
        raise click.UsageError(f"{' and '.join(f'--{word}' for word in words)} exclude each other; say one of them")
    if not words:
        raise click.UsageError("say how well: --close, --knows, --barely or --dont-ask, or --forget what you said")
    (word,) = words
    with session.store() as store:
        numbers = [find_person(store, one) for one in who]
        one, other = numbers[0], numbers[1] if len(numbers) > 1 else None
        names = " and ".join(store.persons(numbers)[number].shown_name for number in numbers)
        if word != "forget":
            set_tie(store, one, other, cast("TieOverride", word), session.today)
        elif not forget_tie(store, one, other, session.today):
            session.remark(f"nothing was said of {names}")
            return 1
    told = {"forget": "what you said is taken back", "dont-ask": "never ask"}
    session.remark(f"noted for {names}: {told.get(word, word)}")
    return 0


@command("forget", short_help="Erase a person for good.", epilog='Example: graphfind forget "Ada Friend" --yes')
@click.argument("who", type=WHO)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def forget_command(session: Session, who: str, yes: bool, as_json: bool) -> int:
    """Erase a person for good, and keep imports from bringing them back.

    Nothing of theirs stays in the store. Backups and pages made before are listed: delete those
    yourself. Only a salted hash of their addresses is kept, to leave them out of later imports.
    """
    import sys

    from graphfind.errors import UsageError
    from graphfind.escaping import terminal
    from graphfind.lookup import describe, find_person
    from graphfind.statements import forget

    with session.store() as store:
        number = find_person(store, who)
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError("forget: there is no terminal to ask on; confirm with --yes")
            click.confirm(f"Erase {terminal(describe(store.persons([number])[number]))}?", abort=True, err=True)
        told = forget(store, number, session.today)
        copies = store.copies()
    if as_json:
        listed = [{"path": p, "kind": k, "written_on": d.isoformat()} for p, k, d in copies]
        session.show_json({"forgotten": 1, "kept_out_by": told, "copies": listed})
        return 0
    session.remark(_FORGOTTEN[told])
    if copies:
        session.remark("these files were written before and may still hold them; delete those you do not need:")
        session.remark("\n".join(f"  {path} ({kind}, {written})" for path, kind, written in copies))
    return 0


_FORGOTTEN = {
    "address": "forgotten; no import brings them back",
    "name": "forgotten; their addresses are others', too, so that imports leave them out by address and name together: "
    "a row with the name written otherwise would bring them back",
    "row": "forgotten; no address tells them, so that imports leave out the rows that were there: "
    "a row that says something else would bring them back",
}
"""What keeps them out."""
