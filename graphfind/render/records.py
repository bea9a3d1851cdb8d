"""Answers as plain values for JSON, and introductions as CSV; the field names are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphfind.escaping import csv_cell, encodable
from graphfind.render.words import command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from graphfind.model import Evidence, Hop, Introduction, PathPerson, Person, Position, RoleMatch, Source
    from graphfind.portraits import Portrait
    from graphfind.query import Answer, Reason, Request, Stats
    from graphfind.query.paths import Paths
    from graphfind.report import Changes, ImportReport, MemberReport, Rows, SourceReport
    from graphfind.roles.suggest import NearTitle

CSV_COLUMNS = (
    "rank", "probability", "low", "high", "hops", "target", "title", "organization", "location", "as_of",
    "grade", "level", "why", "path", "reasons", "weakest_hop", "target_id", "id",
)  # fmt: skip


def to_json(value: Any, *, indent: bool = True) -> str:
    """One document that any JSON reader takes; on one line without `indent`, which is written five times as fast."""
    import json

    return encodable(json.dumps(value, ensure_ascii=False, indent=2 if indent else None, allow_nan=False))


def answer(found: Answer) -> dict[str, Any]:
    """What `find --json` prints."""
    document: dict[str, Any] = {
        "target_role": target_role(found.request),
        "introductions": [introduction(one) for one in found.introductions],
        "stats": stats(found.stats),
    }
    if found.why_none:
        document["why_none"] = [reason(one) for one in found.why_none]
    if found.unreached:
        document["unreached"] = [reason(one) for one in found.unreached]
    if found.near:
        document["near"] = _near(found.near)
    if found.helpful_exports or found.leads:
        from graphfind.render import planning

        document |= planning.beside(found)
    if found.next_step is not None:
        step = found.next_step
        document["next_step"] = {"connector": path_person(step.connector), "targets": step.targets}
    return document


def paths(found: Paths) -> dict[str, Any]:
    """What `person --paths` adds to `person --json`."""
    document: dict[str, Any] = {"paths": [introduction(one) for one in found.paths]}
    if found.why_none:
        document["why_none"] = [reason(one) for one in found.why_none]
    return document


def target_role(asked: Request) -> dict[str, Any]:
    """The query as it was understood, with the filters that apply."""
    understood: dict[str, Any] = dict(asked.role.describe()) if asked.role else {"text": ""}
    return understood | {
        "organizations": [*understood.get("organizations", ()), *asked.organizations],
        "levels": [*understood.get("levels", ()), *asked.levels],
        "excluded": [*understood.get("excluded", ()), *asked.excluded],
        "exclude_organizations": list(asked.exclude_organizations),
        "locations": list(asked.locations),
        "from": _named(asked, asked.egos),
        "via": next(iter(_named(asked, () if asked.via is None else (asked.via,))), None),
        "avoid": _named(asked, asked.avoid),
        "max_hops": asked.max_hops,
        "min_warmth": asked.min_warmth,
        "no_inferred": not asked.inferred,
        "rank": asked.rank,
    }


def _named(asked: Request, numbers: Iterable[int]) -> list[dict[str, str]]:
    """People whom a request names."""
    return [{"id": asked.named[n].id, "name": asked.named[n].name} for n in numbers if n in asked.named]


def stats(one: Stats) -> dict[str, int]:
    """What was searched."""
    return {
        "people": one.people,
        "ties": one.ties,
        "targets": one.targets,
        "reached": one.reached,
        "import_warnings": one.import_warnings,
    }


def reason(one: Reason) -> dict[str, Any]:
    """Why people were not found."""
    document: dict[str, Any] = {"reason": one.reason, "text": one.text, "people": one.people}
    if one.hops is not None:
        document["hops"] = one.hops
    if one.filters:
        document["filters"] = [{"filter": lifted.filter, "people": lifted.people} for lifted in one.filters]
    if one.nearest:
        document["nearest"] = _near(one.nearest)
    return document


def _near(titles: Iterable[NearTitle]) -> list[dict[str, Any]]:
    return [{"title": near.title, "people": near.people, "why": near.why} for near in titles]


def introduction(one: Introduction) -> dict[str, Any]:
    """An introduction with its alternatives."""
    return {
        "id": one.id,
        "target": target(one.target),
        "hops": len(one.hops),
        "probability": one.probability,
        "low": one.low,
        "high": one.high,
        "mutual_contacts": one.mutual_contacts,
        "new_ground": one.new_ground,
        "path": [path_person(person) for person in one.path],
        "ties": [hop(h) for h in one.hops],
        "weakest_hop": one.weakest_hop,
        "role_match": role_match(one.role_match),
        "alternatives": [introduction(other) for other in one.alternatives],
    }


def target(person: PathPerson) -> dict[str, Any]:
    """The person at a path's end."""
    return path_person(person) | {"location": person.location, "as_of": day(person.as_of)}


def role_match(one: RoleMatch | None) -> dict[str, str] | None:
    """How well the target's title fits."""
    return {"grade": one.grade, "level": one.level, "why": one.why} if one else None


def path_person(person: PathPerson) -> dict[str, Any]:
    """A person on a path."""
    return {"id": person.id, "name": person.name, "title": person.title, "organization": person.organization}


def hop(one: Hop) -> dict[str, Any]:
    """A tie of a path."""
    return {
        "strength": one.tie.strength,
        "inferred": one.tie.inferred,
        "reason": one.reason,
        "evidence": [evidence(e) for e in one.tie.evidence],
    }


def evidence(one: Evidence) -> dict[str, Any]:
    """One reason to believe a tie."""
    return {
        "kind": str(one.kind),
        "out": one.outgoing,
        "in": one.incoming,
        "first": day(one.first),
        "last": day(one.last),
        "source": one.source,
    }


def introductions_csv(found: Sequence[Introduction]) -> str:
    """Introductions and their alternatives, one a line; cells that a spreadsheet would run are quoted."""
    rows = []
    for rank, one in enumerate(found, 1):
        rows.append(_row(str(rank), one))
        rows += [_row(f"{rank}.{place}", other) for place, other in enumerate(one.alternatives, 1)]
    return table_csv(CSV_COLUMNS, rows)


def table_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as RFC 4180 has it, with CRLF, so that no reader splits a cell."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([csv_cell(encodable(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _row(rank: str, one: Introduction) -> list[str]:
    match = one.role_match
    return [
        rank, str(one.probability), str(one.low), str(one.high), str(len(one.hops)), one.target.name, one.target.title,
        one.target.organization, one.target.location, day(one.target.as_of) or "", match.grade if match else "",
        match.level if match else "", match.why if match else "", " → ".join(person.name for person in one.path),
        " | ".join(h.reason for h in one.hops), str(one.weakest_hop), one.target.id, one.id,
    ]  # fmt: skip


def report(done: ImportReport) -> dict[str, Any]:
    """What `import --json` prints."""
    return {
        "sources": [source_report(one) for one in done.sources],
        "store": {"people": done.people, "ties": done.ties},
        "warnings": list(done.warnings),
    }


def source_report(one: SourceReport) -> dict[str, Any]:
    """What came of one source."""
    document: dict[str, Any] = {
        "id": one.id,
        "path": one.path,
        "importer": one.importer,
        "owner": one.owner,
        "status": one.status,
        "rows": rows(one.rows),
        "members": [member(m) for m in one.members],
        "people": {"new": one.people_new, "known": one.people_known},
        "ties": one.ties,
        "faults": [{"member": f.member, "line": f.line, "reason": f.reason} for f in one.faults],
        "warnings": list(one.warnings),
    }
    if one.changes is not None:
        document["changes"] = changes(one.changes)
    if one.refusal is not None:
        document["refusal"] = str(one.refusal)
    return document


def member(one: MemberReport) -> dict[str, Any]:
    """The rows of one file."""
    return {"member": one.member, **rows(one.rows), "skipped_why": dict(one.skipped_why)}


def rows(one: Rows) -> dict[str, int]:
    """Rows by outcome."""
    return {
        "read": one.read,
        "imported": one.imported,
        "merged": one.merged,
        "skipped": one.skipped,
        "rejected": one.rejected,
    }


def changes(one: Changes) -> dict[str, Any]:
    """What a newer export changed."""
    return {
        "new": list(one.new),
        "gone": list(one.gone),
        "jobs": [
            {
                "name": job.name,
                "before": {"title": job.title_before, "organization": job.organization_before},
                "after": {"title": job.title, "organization": job.organization},
            }
            for job in one.jobs
        ],
    }


def source(one: Source, warnings: int) -> dict[str, Any]:
    """A source as `sources --json` lists it."""
    return {
        "id": one.id,
        "path": one.path,
        "importer": one.importer,
        "owner": one.owner,
        "mine": one.mine,
        "imported_on": day(one.imported_on),
        "records": one.people,
        "ties": one.ties,
        "warnings": warnings,
    }


def person(one: Person) -> dict[str, Any]:
    """A person with all that is known of them."""
    return {
        "id": one.id,
        "name": one.name,
        "other_names": list(one.other_names),
        "title": one.position.title,
        "organization": one.position.organization,
        "location": one.location or one.position.location,
        "emails": list(one.emails),
        "phones": list(one.phones),
        "profile_urls": list(one.profile_urls),
        "positions": [position(p) for p in one.positions],
        "interests": [{"organization": i.organization, "since": day(i.since)} for i in one.interests],
        "tags": list(one.tags),
        "dont_ask": one.dont_ask,
        "sources": list(one.sources),
    }


def position(one: Position) -> Mapping[str, Any]:
    """What somebody does or did."""
    return {
        "title": one.title,
        "organization": one.organization,
        "location": one.location,
        "started": day(one.started),
        "ended": day(one.ended),
        "as_of": day(one.as_of),
        "study": one.study,
    }


def day(value: date | None) -> str | None:
    """A date as ISO 8601."""
    return value.isoformat() if value else None


def portrait(one: Portrait, given: str = "") -> dict[str, Any]:
    """What `person --json` prints; `given` are the options that its command needs."""
    return person(one.person) | {
        "ties": [
            {"person": {"id": known.person.id, "name": known.person.name}, **hop(known.hop)} for known in one.ties
        ],
        "ties_in_all": one.ties_in_all,
        "unasked": [{"id": other.id, "name": other.name} for other in one.unasked],
        "records": [
            {
                "source": line.source,
                "member": line.record.member,
                "line": line.record.line,
                "name": line.record.name,
                "as_of": day(line.record.as_of),
            }
            for line in one.records
        ],
        "matches": [{"rule": m.rule, "a": m.a, "b": m.b, "value": m.value} for m in one.matches],
        "undo": command(f"unmerge {one.person.id}", given) if one.matches else None,
    }
