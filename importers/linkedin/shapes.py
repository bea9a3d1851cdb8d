"""The files of LinkedIn's archives that tell of people: their names, their columns, and how each kind is known.

All words stand here folded, that is without case, accents, blanks and punctuation. LinkedIn writes its headers
in English as far as anybody has seen; the words of other languages are there for files that somebody translated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Columns = Mapping[str, int]
"""Where each field of a member stands: field → column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of file.

    `headers` gives each field's possible headers. `needs` are the fields that a file of one of the `names` must
    have lest it be something else; `alone` those by which a file is known whatever its name is. Of several
    alternatives one suffices; without any, a name is needed.
    """

    kind: str
    names: frozenset[str]
    headers: Mapping[str, frozenset[str]]
    needs: tuple[frozenset[str], ...]
    alone: tuple[frozenset[str], ...] = ()

    def columns(self, header: Sequence[str]) -> Columns:
        """Where the fields stand under a folded header; of two columns for one field the first counts."""
        found = {}
        for field, headers in self.headers.items():
            if not headers.isdisjoint(header):
                found[field] = next(at for at, cell in enumerate(header) if cell in headers)
        return found

    def fits(self, header: Sequence[str], *, named: bool) -> bool:
        """Whether a folded row is this kind's header, in a member that bears its name or in any other."""
        alternatives = self.needs if named else self.alone
        return any(all(not self.headers[field].isdisjoint(header) for field in fields) for fields in alternatives)


def _shape(kind: str, names: str, headers: dict[str, str], needs: str, alone: str = "") -> Shape:
    return Shape(
        kind,
        frozenset(names.split()),
        {field: frozenset(words.split()) for field, words in headers.items()},
        _alternatives(needs),
        _alternatives(alone),
    )


def _alternatives(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fields.split()) for fields in text.split("|") if fields.strip())


_FIRST = "firstname givenname vorname prenom nombre nome voornaam"
_LAST = "lastname familyname nachname nomdefamille nom apellidos apellido cognome sobrenome achternaam"
_COMPANY = "company unternehmen firma entreprise societe empresa azienda bedrijf"
_JOB = "position jobtitle jobbezeichnung poste fonction cargo puesto posizione functie"
_URL = "url profileurl publicprofileurl profillink urlduprofil urldelperfil urldoperfil urldelprofilo"
_EMAIL = (
    "emailaddress email emailadresse adresseemail adressedemessagerie direcciondecorreoelectronico "
    "correoelectronico indirizzoemail enderecodeemail emailadres"
)
_CONNECTED = (
    "connectedon verbundenam vernetztam kontaktseit connectele relationdepuis datedeconnexion fechadeconexion "
    "conectadoel conectadoem datadiconexao collegatoil datadicollegamento verbondenop"
)
_FROM = "from von de expediteur da remitente mittente van"
_TO = "to an a destinataire para destinatario aan"
_DATE = "date datum fecha data"

SHAPES: tuple[Shape, ...] = (
    _shape(
        "connections",
        "connections linkedinconnections linkedinconnectionsexportmicrosoftoutlook",
        {
            "first": _FIRST,
            "middle": "middlename",
            "last": _LAST,
            "url": _URL,
            "email": _EMAIL,
            "email2": "email2address",
            "email3": "email3address",
            "company": _COMPANY,
            # Outlook's "Title" is Mr or Dr; it never stands here.
            "position": _JOB,
            "phone": "mobilephone",
            "phone2": "businessphone",
            "phone3": "homephone",
            "connected": _CONNECTED,
        },
        needs="first last connected | first last company position | first last company email",
        alone="first last connected",
    ),
    _shape(
        "messages",
        "messages",
        {
            "from": _FROM,
            "from_url": "senderprofileurl",
            "to": _TO,
            "to_urls": "recipientprofileurls",
            "direction": "direction",
            "folder": "folder",
            "draft": "ismessagedraft",
            "draft2": "isconversationdraft",
            "date": _DATE,
            "conversation": "conversationid",
            "content": "content",
        },
        needs="from date content | from_url date",
        alone="from from_url date | from to date content folder direction | conversation from date content",
    ),
    _shape(
        "invitations",
        "invitations",
        {
            "from": _FROM,
            "to": _TO,
            "date": "sentat",
            "direction": "direction",
            "from_url": "inviterprofileurl inviterprofileurn",
            "to_url": "inviteeprofileurl inviteeprofileurn",
        },
        needs="from to date",
        alone="from to date direction",
    ),
    *(
        _shape(
            f"recommendations {way}",
            f"recommendations{way} recommendation{way}",
            {
                "first": _FIRST,
                "last": _LAST,
                "company": _COMPANY,
                "position": _JOB,
                "date": "creationdate",
                "status": "status",
            },
            needs="first last date | first last status",
        )
        for way in ("given", "received")
    ),
    *(
        _shape(
            f"endorsements {way}",
            f"endorsement{way}info endorsements{way} endorsement{way}",
            {
                "first": f"{who}firstname",
                "last": f"{who}lastname",
                "url": f"{who}publicurl {who}profileurl",
                "skill": "skillname",
                "date": "endorsementdate",
                "status": "endorsementstatus",
            },
            needs="first last",
            alone="first last skill",
        )
        for way, who in (("given", "endorsee"), ("received", "endorser"))
    ),
    _shape(
        "contacts",
        "contacts importedcontacts",
        {
            "full": "fullname",
            "first": _FIRST,
            "middle": "middlename",
            "last": _LAST,
            "company": "companies",
            "position": "title",
            "emails": "emails emailaddress",
            "phones": "phonenumbers",
            "date": "createdat",
            "location": "location",
            "profiles": "profiles",
        },
        needs="first last emails phones",
        alone="first last emails phones date",
    ),
    _shape(
        "member follows",
        "memberfollows",
        {"date": _DATE, "status": "status", "full": "fullname"},
        needs="full status",
    ),
    _shape(
        "company follows",
        "companyfollows",
        {"company": "organization", "date": "followedon"},
        needs="company date",
        alone="company date",
    ),
    _shape(
        "profile",
        "profile",
        {"first": _FIRST, "last": _LAST, "headline": "headline", "location": "geolocation", "industry": "industry"},
        needs="first last headline | first last industry",
        alone="first last headline industry",
    ),
    _shape(
        "email addresses",
        "emailaddresses",
        {"email": _EMAIL, "primary": "primary", "confirmed": "confirmed"},
        needs="email confirmed | email primary",
        alone="email confirmed primary",
    ),
    _shape(
        "phone numbers",
        "phonenumbers",
        {"extension": "extension", "number": "number", "type": "type"},
        needs="number type",
    ),
    _shape(
        "positions",
        "positions",
        {
            "company": "companyname",
            "title": "title",
            "location": "location",
            "start": "startedon",
            "end": "finishedon",
        },
        needs="company title start",
        alone="company title start end",
    ),
    _shape(
        "education",
        "education",
        {"school": "schoolname", "degree": "degreename", "start": "startdate", "end": "enddate"},
        needs="school",
        alone="school degree",
    ),
)
