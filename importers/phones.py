"""How many phone numbers of a member tell nothing about who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphfind.model import Warned
from graphfind.normalize import phone_key


class Phones:
    """Counts the phone numbers that cannot be compared: a country is missing, or they are none."""

    def __init__(self, region: str) -> None:
        """`region` is the country of those that name none."""
        self._region = region
        self._local = self._foreign = 0

    def look_at(self, phones: Iterable[str]) -> None:
        """Take note of a person's numbers."""
        for phone in phones:
            if not phone_key(phone, self._region):
                named = phone.removeprefix("tel:").lstrip(" (").startswith(("+", "＋"))
                self._foreign += named
                self._local += not named

    def warnings(self, member: str) -> Iterator[Warned]:
        """What the user should know of the numbers looked at so far."""
        if self._local and self._region:
            yield Warned(
                f"{self._local} × a phone number that is none in {self._region.upper()}; it is not compared", member
            )
        elif self._local:
            yield Warned(
                f"{self._local} × a phone number without its country; it is not compared without --region, as in "
                "--region DE",
                member,
            )
        if self._foreign:
            yield Warned(f"{self._foreign} × a phone number that does not exist; it is not compared", member)
