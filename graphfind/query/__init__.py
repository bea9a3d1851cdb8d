"""The one way outward: from a request through store, search and planning to an answer.

`find_introductions` answers most of it; `connectors`, `plan`, `leads` and `paths` are modules that are loaded when
asked for.
"""

from graphfind.query.introductions import find_introductions
from graphfind.query.request import (
    Answer,
    HelpfulExport,
    Lifted,
    NextStep,
    Reason,
    Request,
    Stats,
    WhyNone,
)
from graphfind.ranking import Order

__all__ = [
    "Answer",
    "HelpfulExport",
    "Lifted",
    "NextStep",
    "Order",
    "Reason",
    "Request",
    "Stats",
    "WhyNone",
    "find_introductions",
]
