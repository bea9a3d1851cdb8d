"""The members of an owner's LinkedIn archive, with the oddities of real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import quote

from .dice import Dice
from .model import Contact, Message, Owner, Person

NOTES = (
    'Notes:\n"This list of your connections leaves out the addresses of those who keep them to themselves, '
    'even from the people they are connected to."\n\n'
)
"""Three lines that some archives put before the connections and some do not."""

CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MESSAGES = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
    "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
DRAFTS = ("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
IMPORTED_CONTACTS = (
    "FirstName", "MiddleName", "LastName", "MaidenName", "NickName", "NamePrefix", "NameSuffix", "Title", "Emails",
    "PhoneNumbers", "CreatedAt", "UpdatedAt",
)  # fmt: skip
CONTACTS = (
    "Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers", "CreatedAt", "Addresses",
    "Sites", "InstantMessageHandles", "FullName", "Birthday", "Location", "BookmarkedAt", "Profiles",
)  # fmt: skip

BROKEN_ROW = (
    'Rosalba,"Fiorentini-Achebe,https://www.linkedin.com/in/rosalba-ex0000,,Officine Serravento,'
    "Saldatrice,14 Mar 2021\n"
)
"""A row whose quote is never closed; this person is in no other place."""

Rows = Iterable[Sequence[str]]


def members(owner: Owner, phrases: Mapping[str, tuple[str, ...]], dice: Dice) -> dict[str, str]:
    """The text of each file of the archive by its name in it."""
    profile = owner.profile
    files = {
        "Profile.csv": _profile(owner),
        "Connections.csv": _connections(owner, dice),
        "Invitations.csv": _invitations(owner),
        "Positions.csv": table(
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            ([o, title, "", place, start, end] for o, title, place, start, end in profile["positions"]),
        ),
        "Education.csv": table(
            ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"),
            ([school, start, end, "", degree, extra] for school, start, end, degree, extra in profile["schools"]),
        ),
        "Email Addresses.csv": _emails(owner),
        "Recommendations_Received.csv": _recommendations(owner, given=False),
        "Recommendations_Given.csv": _recommendations(owner, given=True),
        "Skills.csv": table(("Name",), ([skill] for skill in profile["skills"])),
    }
    if profile["phone"]:
        files["PhoneNumbers.csv"] = table(("Extension", "Number", "Type"), [profile["phone"]])
    if profile.get("basic"):
        files["Contacts.csv"] = _contacts(owner, dice)
    else:
        files["messages.csv"] = _messages(owner)
        files["guide_messages.csv"] = _guide(owner, phrases["guide"])
        files["Endorsement_Received_Info.csv"] = _endorsements(owner, given=False)
        files["Endorsement_Given_Info.csv"] = _endorsements(owner, given=True)
        files["Company Follows.csv"] = table(
            ("Organization", "Followed On"),
            ([name, f"{day:%a %b %d} 10:00:00 UTC {day.year}"] for name, day in owner.follows),
        )
    if owner.address_book and not profile.get("basic"):
        files["ImportedContacts.csv"] = _imported_contacts(owner, dice)
    if "member_follows" in profile:
        followed = dice.sample(owner.contacts, profile["member_follows"])
        files["Member_Follows.csv"] = table(
            ("Date", "Status", "FullName"), ([f"{c.since} 10:00:00 UTC", "Active", c.person.shown] for c in followed)
        )
    return {profile.get("folder", "") + name: text for name, text in sorted(files.items())}


def table(header: Sequence[str], rows: Rows) -> str:
    """A CSV file as these exports write them: commas, line feeds, quotes only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def profile_url(person: Person | None, *, encoded: bool = False) -> str:
    """The address of a profile: in some files percent-encoded, in others not; empty for a deleted member."""
    if person is None:
        return ""
    return f"https://www.linkedin.com/in/{quote(person.slug, safe='') if encoded else person.slug}"


def _connections(owner: Owner, dice: Dice) -> str:
    profile = owner.profile
    rows = [_connection(contact) for contact in owner.contacts]
    if profile.get("repeated_row"):
        rows.insert(40, rows[12])
    for _ in range(profile["blank_rows"]):
        place = dice.below(len(rows))
        rows.insert(place, [*[""] * 6, rows[place][-1]])
    lines = table(CONNECTIONS, rows).splitlines(keepends=True)
    if profile.get("broken_row"):
        lines.insert(len(lines) // 3, BROKEN_ROW)
    return (NOTES if profile["notes"] else "") + "".join(lines)


def _connection(contact: Contact) -> list[str]:
    person = contact.person
    title, organization = person.before if contact.outdated and person.before else (person.title, person.organization)
    email = person.email if contact.shows_email else ""
    url = profile_url(person, encoded=True)
    return [person.shown_given, person.shown_family, url, email, organization, title, f"{contact.since:%d %b %Y}"]


def _messages(owner: Owner) -> str:
    profile = owner.profile
    width = profile["message_columns"]
    header = MESSAGES + (("ATTACHMENTS",) if width == 13 else ()) + (DRAFTS if width >= 12 else ())

    def row(message: Message) -> list[str]:
        urls = [profile_url(person) for person in message.recipients if person]
        mark = "Yes" if message.draft else "No"
        return [
            message.conversation,
            message.title,
            _who(message.sender),
            profile_url(message.sender),
            ",".join(map(_who, message.recipients)),
            ",".join(urls),
            f"{message.at:%Y-%m-%d %H:%M:%S} UTC",
            "",
            message.text,
            message.folder,
            *([""] if width == 13 else ()),
            *([mark, "No"] if width >= 12 else ()),
        ]

    # A shape without the draft columns holds no drafts.
    written = [m for m in owner.messages if width >= 12 or not m.draft]
    return table(header, map(row, sorted(written, key=lambda m: (m.at, m.conversation), reverse=True)))


def _who(person: Person | None) -> str:
    return person.shown if person else "LinkedIn Member"


def _guide(owner: Owner, questions: Sequence[str]) -> str:
    me, day = owner.person, f"{owner.exported} 09:00:00 UTC"
    return table(
        MESSAGES, (["guide", "", me.shown, profile_url(me), "Guide", "", day, "", text, "INBOX"] for text in questions)
    )


def _invitations(owner: Owner) -> str:
    me = owner.person
    header = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
    rows = []
    for invitation in sorted(owner.invitations, key=lambda i: (i.at, i.person.slug), reverse=True):
        pair = (me, invitation.person) if invitation.outgoing else (invitation.person, me)
        way = "OUTGOING" if invitation.outgoing else "INCOMING"
        urls = [profile_url(person) for person in pair]
        rows.append([pair[0].shown, pair[1].shown, _american(invitation.at), invitation.text, way, *urls])
    return table(header, rows)


def _endorsements(owner: Owner, *, given: bool) -> str:
    role = "Endorsee" if given else "Endorser"
    columns = (f"{role} First Name", f"{role} Last Name", f"{role} Public Url", "Endorsement Status")
    chosen = sorted((e for e in owner.endorsements if e.given is given), key=lambda e: (e.at, e.skill))
    return table(
        ("Endorsement Date", "Skill Name", *columns),
        (
            [
                f"{e.at:%Y/%m/%d %H:%M:%S} UTC",
                e.skill,
                e.person.shown_given,
                e.person.shown_family,
                profile_url(e.person).removeprefix("https://"),
                "ACCEPTED",
            ]
            for e in chosen
        ),
    )


def _recommendations(owner: Owner, *, given: bool) -> str:
    header = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")
    chosen = sorted((r for r in owner.recommendations if r.given is given), key=lambda r: r.at)
    return table(
        header,
        (
            [
                r.person.shown_given,
                r.person.shown_family,
                r.person.organization,
                r.person.title,
                r.text,
                f"{r.at:%m/%d/%y, %I:%M %p}",
                "VISIBLE",
            ]
            for r in chosen
        ),
    )


def _profile(owner: Owner) -> str:
    profile = owner.profile
    values = {
        "First Name": owner.person.shown_given,
        "Last Name": owner.person.shown_family,
        "Headline": profile["headline"],
        "Industry": profile["industry"],
        "Geo Location": owner.person.place,
        "Websites": f"[PERSONAL:https://example.org/{owner.key}]",
    }
    header = (
        "First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry",
        "Zip Code", "Geo Location", "Twitter Handles", "Websites", "Instant Messengers",
    )  # fmt: skip
    return table(header, [[values.get(column, "") for column in header]])


def _emails(owner: Owner) -> str:
    profile = owner.profile
    updated = "1/25/24, 3:04 PM"
    rows = [[owner.person.email, "Yes", "Yes", updated]]
    if profile["second_email"]:
        rows.append([profile["second_email"], "Yes", "No", updated])
    return table(("Email Address", "Confirmed", "Primary", "Updated On"), rows)


def _imported_contacts(owner: Owner, dice: Dice) -> str:
    def row(number: int, person: Person) -> list[str]:
        phone = f"+46 70 174 06 {number + 6:02d}" if number % 5 == 0 else ""
        nick = person.given[:3] if number % 11 == 0 else ""
        created = _created(dice)
        return [person.given, "", person.family, "", nick, "", "", person.title, person.email, phone, created, created]

    return table(IMPORTED_CONTACTS, (row(number, person) for number, person in enumerate(owner.address_book)))


def _contacts(owner: Owner, dice: Dice) -> str:
    def row(number: int, person: Person) -> list[str]:
        known = {
            "Source": "MOBILE_CONTACTS",
            "FirstName": person.given,
            "LastName": person.family,
            "Companies": person.organization,
            "Title": person.title,
            "Emails": person.email,
            "PhoneNumbers": f"+1 604 555 01{number:02d}" if number % 3 == 0 else "",
            "CreatedAt": _created(dice),
            "FullName": person.name,
        }
        return [known.get(column, "") for column in CONTACTS]

    return table(CONTACTS, (row(number, person) for number, person in enumerate(owner.address_book)))


def _created(dice: Dice) -> str:
    return _american(dice.moment(dice.day(date(2016, 1, 1), date(2023, 12, 31))))


def _american(at: datetime) -> str:
    """`1/5/24, 3:04 PM`, which no format code gives without padding everywhere."""
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M %p}"
