"""What the user says of people and ties, and takes back."""

from __future__ import annotations

import pytest

from tests.command_line import CommandLine, one_line


@pytest.mark.parametrize("word", ["--close", "--knows", "--barely", "--forget"])
def test_never_asking_somebody_is_taken_back(filled: CommandLine, word: str) -> None:
    assert "Cy Dahl" in filled("find", "data scientist").out
    filled("tie", "Ada Ferro", "--dont-ask")
    assert "not to be asked" in filled("find", "data scientist", code=1).err
    assert "noted for Ada Ferro" in filled("tie", "Ada Ferro", word).err
    assert "Cy Dahl" in filled("find", "data scientist").out


def test_what_was_said_of_two_is_taken_back(filled: CommandLine) -> None:
    before = filled("person", "Cy Dahl").out
    filled("tie", "Ada Ferro", "Cy Dahl", "--close")
    assert filled("person", "Cy Dahl").out != before
    done = filled("tie", "Cy Dahl", "Ada Ferro", "--forget")
    assert done.err == "noted for Cy Dahl and Ada Ferro: what you said is taken back\n"
    assert filled("person", "Cy Dahl").out == before
    assert (
        filled("tie", "Cy Dahl", "Ada Ferro", "--forget", code=1).err == "nothing was said of Cy Dahl and Ada Ferro\n"
    )


def test_one_word_is_said_at_a_time(filled: CommandLine) -> None:
    line = one_line(filled("tie", "Ada Ferro", "--knows", "--close", code=2).err)
    assert line.startswith("--knows and --close exclude each other")
    assert one_line(filled("tie", "Ada Ferro", code=2).err).startswith("say how well")


def test_not_asking_between_two_is_shown_by_both_though_their_tie_is_gone(filled: CommandLine) -> None:
    before = filled("person", "Cy Dahl").out
    assert filled("person", "Cy Dahl", "--json").json["unasked"] == []
    filled("tie", "Ada Ferro", "Cy Dahl", "--dont-ask")
    for one, other in (("Cy Dahl", "Ada Ferro"), ("Ada Ferro", "Cy Dahl")):
        shown = filled("person", one, "--json").json
        assert [known["person"]["name"] for known in shown["ties"] if known["person"]["name"] == other] == []
        assert [person["name"] for person in shown["unasked"]] == [other]
        assert f"never an introduction between them and, by your word: {other}\n" in filled("person", one).out
    assert "by your word" not in filled("person", "Mara Lind").out
    filled("tie", "Cy Dahl", "Ada Ferro", "--forget")
    assert filled("person", "Cy Dahl").out == before


def test_not_asking_somebody_at_all_is_no_word_between_two(filled: CommandLine) -> None:
    filled("tie", "Ada Ferro", "--dont-ask")
    assert filled("person", "Ada Ferro", "--json").json["unasked"] == []
