"""The level that a phrase of a family gives, by the seats and the steps of the ladder that it holds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from graphfind.roles.lexicon import LADDER, RANK
from graphfind.roles.sources import Source

_NO_STEP_INSIDE = frozenset(
    {
        "internship",
        "apprenticeship",
        "traineeship",
        "associate",
        "assoc",
        "staff",
        "principal",
        "fellow",
        "graduate",
        "student",
        "leader",
        "stage",
        "starter",
        "sen",
    }
)
"""Words that are steps of the ladder by themselves, and often none where a phrase begins with one ("staff nurse").

A "stage hand" works on one, no matter what a French "stage" is.
"""
_TEAMS = ("team", "grupp", "groep")
"""How words begin that are "team leader" by themselves; "lead" and "chief" are less."""


def level_inside(
    words: Sequence[str], family: Source, seats: Mapping[str, str], steps: Mapping[str, str], things: Container[str]
) -> str:
    """The level of a phrase: for leaderships that of the seat it names, for experts that of its first word.

    `seats` and `steps` map words of titles to levels; `things` begin with such a word and are none ("lead generation").
    Where managers are, "Teamleiter" is said of those who lead a
    team. An associate of a role stands where associates do.
    """
    usual = family.text("level")
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    if not family.flag("leads"):
        if usual == "manager" and any(_of_a_team(run, steps) for run in runs):
            return "lead"
        if usual == "mid" and len(words) > 1 and words[-1] == "associate":
            return steps["senior" if "senior" in words else "associate"]
        stepped = (
            len(words) > 1 and " ".join(words[:2]) not in things and usual in LADDER and words[0] not in _NO_STEP_INSIDE
        )
        return steps.get(words[0], usual) if stepped else usual
    tails = (word[-size:] for word in words for size in range(4 if word.isascii() else 2, len(word)))
    held = (seats[run] for run in (*runs, *tails) if run in seats)
    return max(held, key=RANK.__getitem__, default=usual)


def _of_a_team(run: str, steps: Mapping[str, str]) -> bool:
    """Whether words say that somebody leads a team, as "Teamleiter" and "chef d'équipe" do."""
    return steps.get(run) == "lead" and (" " in run or run.startswith(_TEAMS))
