"""Titles in Greek, Thai, Hebrew, Arabic and Cyrillic, whose words have more forms than phrases have."""

from __future__ import annotations

import pytest

from graphfind.roles import Lexicon, matcher, parse, understand

from .tables import rows

SCRIPTS = rows("scripts.tsv")


@pytest.mark.parametrize(("language", "family", "title"), SCRIPTS)
def test_title_names_its_family(language: str, family: str, title: str, lexicon: Lexicon) -> None:
    found = parse(title, lexicon).families
    assert any(family in (id_, lexicon.families[id_].part_of) for id_ in found), language


def test_many_families_are_known_in_hebrew() -> None:
    assert len({family for language, family, _ in SCRIPTS if language == "he"}) >= 60


def test_what_is_put_aside_holds_no_role(lexicon: Lexicon) -> None:
    titles = [title for *_, title in SCRIPTS]
    for family in {family for _, family, _ in SCRIPTS}:
        made = matcher(understand(lexicon.families[family].name, lexicon), lexicon)
        assert list(made.match_all(titles)) == [title for title in titles if made.match(title)], family


@pytest.mark.parametrize(
    ("title", "segments"),
    [
        ("עוזרת למנכ״ל", [("current", ("executive-assistant",)), ("relation", ("chief-executive",))]),
        ("מייסד ומנכ״ל", [("current", ("founder",)), ("current", ("chief-executive",))]),
        ("مساعد المدير العام", [("current", ("executive-assistant",)), ("relation", ("chief-executive",))]),
        ("مؤسس ومدير عام", [("current", ("founder",)), ("current", ("chief-executive",))]),
        ("Помічник адвоката", [("current", ()), ("relation", ("lawyer",))]),
        ("Γραμματέας δικηγόρου", [("current", ("administrative-assistant",)), ("relation", ("lawyer",))]),
        ("อดีตพยาบาล", [("former", ("nurse",))]),
    ],
)
def test_what_is_written_together_is_read_apart(
    title: str, segments: list[tuple[str, tuple[str, ...]]], lexicon: Lexicon
) -> None:
    assert [(each.status, each.families) for each in parse(title, lexicon).segments] == segments
