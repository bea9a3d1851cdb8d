"""What to say beside introductions where they are few or none: why, whose export would help, and leads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from graphfind.query.absence import absent, why_none, why_not
from graphfind.query.introductions import FEW, LEADS_SHOWN
from graphfind.query.request import Answer
from graphfind.query.targets import Sought
from graphfind.roles import Lexicon

if TYPE_CHECKING:
    from graphfind.stores.base import Store


def beside(
    store: Store, asked: Sought, reached: Collection[int], answer: Answer, lexicon: Lexicon, today: date
) -> Answer:
    """An answer with what there is to say beside it; `reached` are the targets reached, by the store's numbers."""
    missing = absent(asked, reached)
    if answer.introductions:
        answer = answer._replace(unreached=tuple(why_not(store, missing)))
    else:
        answer = answer._replace(why_none=why_none(store, asked, lexicon, missing))
    if len(reached) < FEW:
        from graphfind.query.exports import helpful_exports
        from graphfind.query.leads import leads_of

        answer = answer._replace(
            helpful_exports=helpful_exports(store, missing),
            leads=leads_of(store, asked, lexicon, LEADS_SHOWN, today)[0],
        )
    return answer
