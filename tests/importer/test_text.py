"""Text comes out as it was meant, whatever it was encoded in and wherever the stream is cut."""

from __future__ import annotations

import io
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.importer import HEAD_BYTES, head_text, open_text
from graphfind.importer.text import LINE_CHARS, is_binary, is_foreign
from tests.importer.memory_member import MemoryMember

UTF_16_LE = b"\xff\xfe"
UTF_16_BE = b"\xfe\xff"
UTF_8 = b"\xef\xbb\xbf"

TABLE = "Vorname;Straße\r\nJosé;Привет\r\n田中;“–”\r\n"
WESTERN = "Vorname;Straße\r\nJosé;“quoted” – €\r\n"


GUESSED = (
    "some bytes are not UTF-8 and were read as Windows-1252; if names look wrong, save it as UTF-8 and import it again"
)


def text_of(data: bytes) -> str:
    with open_text(MemoryMember(data)) as text:
        return "".join(text)


def repairs_of(data: bytes) -> tuple[str, ...]:
    with open_text(MemoryMember(data)) as text:
        for _ in text:
            pass
        return text.repairs()


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        UTF_8 + TABLE.encode(),
        UTF_16_LE + TABLE.encode("utf-16-le"),
        UTF_16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 BOM", "UTF-16 LE BOM", "UTF-16 BE BOM", "UTF-16 LE", "UTF-16 BE"],
)
def test_unicode_is_told_apart(data: bytes) -> None:
    assert text_of(data) == TABLE
    assert head_text(MemoryMember(data)) == TABLE
    assert repairs_of(data) == ()


def test_windows_1252_is_told_from_utf_8() -> None:
    assert text_of(WESTERN.encode("cp1252")) == WESTERN
    assert repairs_of(WESTERN.encode("cp1252")) == (GUESSED,)
    assert repairs_of(b"\xe9") == (GUESSED,)


FOREIGN = {
    "cp1250": "Tereza Šťastná;Jiří Čížek\nŹdziebło Łąka;Ťapka\n",
    "mac-roman": "Chloé Françoise;Hélène Müller\nNoël Gonçalves;Zoë\n",
    "shift-jis": "氏名;会社\n山田 太郎;アクメ\n鈴木 一郎;ソニック\n",
}


@pytest.mark.parametrize("encoding", FOREIGN)
@pytest.mark.parametrize("times", [1, 500])
def test_what_windows_1252_has_no_letters_for_is_in_another_encoding(encoding: str, times: int) -> None:
    data = b"name;organization\n" + FOREIGN[encoding].encode(encoding) * times
    assert is_foreign(MemoryMember(data))


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        WESTERN.encode("cp1252"),
        (WESTERN * 50).encode("cp1252") + b"\x81",
        "田中;太郎\n".encode() * 9 + b"\x81\x8d",
        bytes(range(256)) * 9,
        b"",
    ],
)
def test_what_is_read_or_is_no_text_is_in_none(data: bytes) -> None:
    assert not is_foreign(MemoryMember(data))


@pytest.mark.parametrize("offset", [0, HEAD_BYTES - 3, 3 * HEAD_BYTES])
def test_a_stray_byte_in_utf_8_costs_nothing_else(offset: int) -> None:
    around = "é田" * (offset // 5)
    data = around.encode() + b"Andr\xe9 \x81|" + "“ü”田中\n".encode()

    assert text_of(data) == around + "André \ufffd|“ü”田中\n"
    assert repairs_of(data) == (GUESSED,)


@pytest.mark.parametrize("head", [True, False])
def test_files_of_either_kind_put_together_are_both_read(head: bool) -> None:
    data = b"name\n" * (0 if head else HEAD_BYTES) + "Zoë\n".encode() + "Ünal Öz\n".encode("cp1252")

    assert text_of(data).endswith("Zoë\nÜnal Öz\n")
    assert repairs_of(data) == (GUESSED,)


def test_an_accident_in_windows_1252_does_not_make_it_utf_8() -> None:
    text = "É’s Ärger über Größe, José, André, Zoë, Noël, Chloë, Müller, Köhler\n"

    assert text_of(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "text", ["Eve \u202egnp.exe,\u2066Acme\u2069,Co\u200bok\n", "田中,👩\u200d👩\u200d👧\n", "\n\t\r\n", "a\u00adb"]
)
def test_marks_and_joiners_are_text(text: str) -> None:
    assert not is_binary(text)


@pytest.mark.parametrize("text", ["\x1b[31m" * 3, "\ufffd\ufffda", "\x81\x05" * 9, "\ue000\ue001"])
def test_control_characters_are_none(text: str) -> None:
    assert is_binary(text)


def test_windows_1252_far_below_an_ascii_head_is_read_and_reported() -> None:
    data = b"name\n" * HEAD_BYTES + WESTERN.encode("cp1252")

    assert text_of(data).endswith(WESTERN)
    assert repairs_of(data) == (GUESSED,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
def test_nul_is_left_out_and_counted(encoding: str) -> None:
    data = ("né" * 50 + "a\0b\0\0c\n").encode(encoding)
    guessed = (GUESSED,) * (encoding == "cp1252")

    assert text_of(data) == "né" * 50 + "abc\n"
    assert head_text(MemoryMember(data)) == "né" * 50 + "abc\n"
    assert repairs_of(data) == ("3 NUL characters were left out", *guessed)


@pytest.mark.parametrize("data", [b"", UTF_8, UTF_16_LE, b"a", b"\xe9", b"\0", UTF_16_LE + b"a"])
def test_next_to_nothing_is_text(data: bytes) -> None:
    assert len(text_of(data)) <= 1
    assert len(head_text(MemoryMember(data))) <= 1


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "é", "田", "😀", ",", "\r", "\n", "\r\n", "\x0b", "\x85", "\u2028"]), max_size=40)
)
def test_lines_end_where_python_ends_them_wherever_the_stream_is_cut(parts: list[str]) -> None:
    # Long enough to be cut into pieces, and shifted by every length of filling.
    text = ("".join(parts) + "x" * 97) * (300_000 // (97 + len("".join(parts).encode())))

    with open_text(MemoryMember(text.encode())) as opened:
        found = list(opened)

    assert found == io.StringIO(text, newline="").readlines()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text(data: bytes) -> None:
    text_of(data).encode()
    head_text(MemoryMember(data)).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_endless_line_is_cut_off(end: str) -> None:
    data = ("a" + end + "x" * (3 * LINE_CHARS) + end + "b" + end).encode()

    with open_text(MemoryMember(data)) as text:
        first, long, third = chain(text)

    assert (first, third) == ("a" + end, "b" + end)
    assert LINE_CHARS < len(long) < 1.1 * LINE_CHARS
    assert long.endswith("x" + end)
