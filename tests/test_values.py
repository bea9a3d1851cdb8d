"""A value is to its users what a frozen dataclass with slots is."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from graphfind.values import value


@value
class Value:
    """Two fields."""

    name: str
    numbers: tuple[int, ...] = field(default=())


@value
class One:
    """One field."""

    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """The same as `dataclass` makes it."""

    name: str
    numbers: tuple[int, ...] = field(default=())


@pytest.mark.parametrize(("first", "second"), [(("a",), ("a", ())), (("a", (1,)), ("a", (1,))), (("a",), ("b",))])
def test_they_are_equal_where_their_contents_are(first: Any, second: Any) -> None:
    same = Known(*first) == Known(*second)
    assert (Value(*first) == Value(*second)) is same
    assert (hash(Value(*first)) == hash(Value(*second))) is same


def test_values_of_other_classes_are_others() -> None:
    assert Value("a") != Known("a")
    assert Value("a") != ("a", ())
    assert One("a") != "a"
    assert {Value("a"): 1, One("a"): 2} == {One("a"): 2, Value("a"): 1}


def test_they_are_shown_as_dataclasses_are() -> None:
    assert repr(Value("a", (1, 2))) == repr(Known("a", (1, 2))).replace("Known", "Value")
    assert repr(One("a")) == "One(name='a')"


def test_the_tools_for_dataclasses_know_them() -> None:
    assert [each.name for each in fields(Value)] == ["name", "numbers"]  # type: ignore[arg-type]
    assert asdict(Value("a", (1,))) == {"name": "a", "numbers": (1,)}  # type: ignore[call-overload]
    assert replace(Value("a"), numbers=(3,)) == Value("a", (3,))  # type: ignore[type-var]
    assert pickle.loads(pickle.dumps(Value("a", (1,)))) == Value("a", (1,))
    match Value("a", (1,)):
        case Value(name, numbers):
            assert (name, numbers) == ("a", (1,))


def test_they_stay_as_they_are() -> None:
    one = Value("a")
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.numbers
    assert not hasattr(one, "__dict__")
