"""What passes between an owner and other people: messages, invitations, endorsements, recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from .dice import Dice
from .model import Endorsement, Invitation, Message, Owner, Person, Recommendation

Phrases = Mapping[str, tuple[str, ...]]

EXCHANGES = (((1, 0), 5.0), ((0, 1), 5.0), ((1, 1), 7.0), ((2, 1), 4.0), ((2, 3), 3.0), ((5, 4), 1.5), ((7, 9), 0.5))
"""Messages to and from a contact, and how common that is: most never answer, few keep writing."""

LINKEDIN_BEGINNING = date(2009, 1, 1)


class Correspondence:
    """Makes up messages and the like; the texts mean nothing."""

    def __init__(self, phrases: Phrases, dice: Dice) -> None:
        self._phrases = phrases
        self._dice = dice

    def exchange(
        self, a: Person, b: Person, counts: tuple[int, int], first: date, last: date, folder: str = "INBOX"
    ) -> list[Message]:
        """A conversation of two: `counts` messages from `a` to `b` and back, the last one on `last`."""
        senders = self._dice.sample([a] * counts[0] + [b] * counts[1], sum(counts))
        days = [last, *(self._dice.day(min(first, last), last) for _ in senders[1:])]
        moments = sorted(self._dice.moment(day) for day in days[: len(senders)])
        name = self.conversation()
        return [
            Message(name, sender, (b if sender is a else a,), at, self.text(), folder=folder)
            for sender, at in zip(senders, moments, strict=True)
        ]

    def group(self, people: Sequence[Person], title: str, count: int, last: date) -> list[Message]:
        """A conversation of several, in which everyone's messages go to all others."""
        name, start = self.conversation(), last - timedelta(days=9)
        days = [*(self._dice.day(start, last) for _ in range(count - 1)), last]
        moments = sorted(self._dice.moment(day) for day in days)
        # The first two senders differ, so that the group's owner both writes and reads.
        senders = [*people[:2], *(self._dice.pick(people) for _ in range(count - 2))]
        return [
            Message(name, sender, tuple(p for p in people if p is not sender), at, self.text(), title)
            for sender, at in zip(senders, moments, strict=True)
        ]

    def oddities(self, owner: Owner, strangers: Sequence[Person]) -> list[Message]:
        """What else a mailbox holds: deleted members, spam, drafts and letters with markup."""
        dice, me = self._dice, owner.person

        def moment() -> datetime:
            return dice.moment(dice.day(owner.exported - timedelta(days=900), owner.exported - timedelta(days=2)))

        def letter(
            sender: Person | None, to: Person | None, text: str, folder: str = "INBOX", *, draft: bool = False
        ) -> Message:
            return Message(self.conversation(), sender, (to,), moment(), text, folder=folder, draft=draft)

        deleted = [letter(None, me, self.text()) for _ in range(4)] + [letter(me, None, self.text()) for _ in range(2)]
        spam = [letter(who, me, dice.pick(self._phrases["spam"]), "SPAM") for who in strangers[:3]]
        drafts = [letter(me, who, dice.pick(self._phrases["drafts"]), draft=True) for who in strangers[3:5]]
        rich = [
            letter(who, me, text, "ARCHIVE") for who, text in zip(strangers[5:], self._phrases["rich"], strict=False)
        ]
        return deleted + spam + drafts + rich

    def invitation(self, person: Person, connected: date, *, outgoing: bool) -> Invitation:
        """The request that led to a connection, or to none."""
        at = self._dice.moment(connected - timedelta(days=self._dice.below(6)))
        text = self._dice.pick(self._phrases["invitations"]) if self._dice.chance(0.2) else ""
        return Invitation(person, outgoing, at, text)

    def endorsements(self, person: Person, count: int, first: date, last: date, *, given: bool) -> list[Endorsement]:
        """Some skills, endorsed on one day."""
        at = self._dice.moment(self._dice.day(first, last))
        return [Endorsement(person, given, at, skill) for skill in self._dice.sample(self._phrases["skills"], count)]

    def recommendation(self, person: Person, first: date, last: date, *, given: bool) -> Recommendation:
        """A few words of praise."""
        at = self._dice.moment(self._dice.day(first, last))
        return Recommendation(person, given, at, self._dice.pick(self._phrases["recommendations"]))

    def counts(self) -> tuple[int, int]:
        """How many messages went out and came in, for somebody of whom nothing else is told."""
        return self._dice.weighted([c for c, _ in EXCHANGES], [w for _, w in EXCHANGES])

    def text(self) -> str:
        """What one message says."""
        return self._dice.pick(self._phrases["messages"])

    def conversation(self) -> str:
        """An identifier of the kind that the site gives conversations."""
        return f"2-{self._dice.below(10**8):08d}"
