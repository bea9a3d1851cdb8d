"""Small pieces of sentences that several outputs share."""

from __future__ import annotations


def command(words: str, given: str = "") -> str:
    """A command for the user to run; `given` are the options that say where and when."""
    return " ".join(filter(None, ("graphfind", words, given)))


def percent(share: float) -> str:
    """A probability for eyes: whole percents, and never none where there is a chance."""
    return "<1%" if share < 0.005 else f"{share:.0%}"


def shared(rule: str, value: str) -> str:
    """What two records share by a rule of identity, in plain words."""
    match rule:
        case "name and organization":
            return "the same name and employer"
        case "owner":
            return "the name of an export's owner"
        case "look-alike":
            return "names that look alike in letters of different alphabets"
        case "me":
            return "both are you"
        case "verdict":
            return "you said so"
    what = {"urn": "LinkedIn member number", "profile": "profile", "email": "e-mail address", "phone": "phone number"}
    return f"the same {what.get(rule, rule)} ({value})"
