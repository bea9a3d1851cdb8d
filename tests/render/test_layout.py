"""The drawing's geometry: columns by hop, no two boxes on one another, no tie beneath a stranger's box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from graphfind.render.page.detours import Column
from graphfind.render.page.layout import BOX, GAP, PITCH, Layout, layered
from graphfind.render.page.ordering import crossings, neighbours, ordered

HEIGHT = 52
someone = st.sampled_from([f"p{number}" for number in range(12)])
some_paths = st.lists(
    st.lists(someone, min_size=1, max_size=6, unique=True).map(lambda people: ["ego", *people]), min_size=1, max_size=12
)


def laid_out(paths: Sequence[Sequence[str]], detours: Sequence[Sequence[str]] = ()) -> Layout:
    return layered(paths, {person: HEIGHT for path in (*paths, *detours) for person in path}, detours)


def columns(layout: Layout) -> list[int]:
    """The columns' middles."""
    return [at * PITCH for at in range(layout.width)]


@given(some_paths)
def test_everybody_stands_in_a_column_me_left_and_all_targets_right(paths: list[list[str]]) -> None:
    layout = laid_out(paths)
    assert layout.places.keys() == {person for path in paths for person in path}
    assert {x for x, _ in layout.places.values()} <= set(columns(layout))
    assert [person for person, (x, _) in layout.places.items() if x == 0] == ["ego"]
    assert {layout.places[path[-1]][0] for path in paths} == {columns(layout)[-1]}


@given(some_paths)
def test_whoever_is_no_target_stands_by_their_fewest_hops(paths: list[list[str]]) -> None:
    layout = laid_out(paths)
    for person in layout.places.keys() - {path[-1] for path in paths}:
        hops = min(path.index(person) for path in paths if person in path)
        assert layout.places[person][0] == hops * PITCH


@given(some_paths, some_paths)
def test_boxes_do_not_overlap(paths: list[list[str]], detours: list[list[str]]) -> None:
    for (x, y), (other_x, other_y) in combinations(laid_out(paths, detours).places.values(), 2):
        assert abs(x - other_x) >= BOX or abs(y - other_y) >= HEIGHT


@given(some_paths, some_paths)
def test_every_tie_runs_from_box_to_box_and_beneath_none(paths: list[list[str]], detours: list[list[str]]) -> None:
    layout = laid_out(paths, detours)
    walked = {frozenset(pair) for path in (*paths, *detours) for pair in pairwise(path)}
    assert walked == set(map(frozenset, layout.lanes))
    for a, b in layout.lanes:
        points = layout.route(b, a)
        (left, top), (right, bottom) = layout.places[a], layout.places[b]
        assert points[0] == (left + BOX // 2, top)
        assert points[-1] == (right + (BOX // 2 if left == right else -BOX // 2), bottom)
        for (x, y), (next_x, next_y) in pairwise(points):
            if next_x - x == BOX:  # across a column: level, and clear of its boxes
                assert y == next_y
                assert all(abs(y - other) > HEIGHT / 2 for at, other in layout.places.values() if x < at < next_x)
            else:  # between two columns, or beside one, where no box is
                assert next_x - x in (0, PITCH - BOX)
                assert all(at + BOX // 2 <= x or at - BOX // 2 >= next_x for at in columns(layout))


@given(some_paths, some_paths)
def test_detours_move_nobody_up_or_down(paths: list[list[str]], detours: list[list[str]]) -> None:
    without, layout = laid_out(paths), laid_out(paths, detours)
    assert without.width <= layout.width
    if without.width == layout.width:  # else ties to targets pass more columns, and need room there
        assert {person: layout.places[person] for person in without.places} == without.places
        assert {pair: layout.lanes[pair] for pair in without.lanes} == without.lanes


@given(
    st.lists(st.tuples(st.integers(-200, 200), st.integers(0, 60)), max_size=12),
    st.integers(-250, 250),
    st.integers(0, 60),
)
def test_the_nearest_room_is_free_and_none_is_nearer(taken: list[tuple[int, int]], wish: int, height: int) -> None:
    column = Column()
    for middle, tall in taken:
        column.take(middle, tall)

    def free(at: float) -> bool:
        return all(abs(at - middle) >= (tall + height) / 2 + GAP - 0.5 for middle, tall in taken)

    found = column.nearest(wish, height, GAP)
    assert free(found)
    assert not any(free(at) and abs(at - wish) < abs(found - wish) - 1 for at in range(wish - 300, wish + 300))


@given(some_paths)
def test_the_same_paths_give_the_same_layout(paths: list[list[str]]) -> None:
    assert laid_out(paths) == laid_out(paths)


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), unique=True))
def test_crossings_are_counted(lines: list[tuple[str, str]]) -> None:
    right = {one: [other for start, other in lines if start == one] for one in "abcde"}
    slow = sum((a < b and v > w) or (a > b and v < w) for (a, v), (b, w) in combinations(lines, 2))
    assert crossings(["abcde", "vwxyz"], right) == slow


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), unique=True))
def test_ordering_never_adds_crossings(lines: list[tuple[str, str]]) -> None:
    before = [list("abcde"), list("vwxyz")]
    left, right = neighbours(lines)
    after = ordered(before, left, right)
    assert list(map(sorted, after)) == before
    assert crossings(after, right) <= crossings(before, right)


def test_the_best_targets_stand_above() -> None:
    layout = laid_out([["ego", f"t{n}"] for n in range(9)])
    assert [layout.y[f"t{n}"] for n in range(9)] == sorted(layout.y[f"t{n}"] for n in range(9))


def test_lines_that_need_not_cross_do_not() -> None:
    paths = [["ego", f"f{n}", f"t{(n * 3) % 7}"] for n in range(7)]
    layout = laid_out(paths)
    friends = sorted((layout.y[f"f{n}"], layout.y[f"t{(n * 3) % 7}"]) for n in range(7))
    assert [y for _, y in friends] == sorted(y for _, y in friends)


def test_a_row_of_friends_stands_level_with_their_targets() -> None:
    layout = laid_out([["ego", f"f{n}", f"t{n}"] for n in range(5)])
    assert all(layout.places[f"f{n}"][1] == layout.places[f"t{n}"][1] for n in range(5))
    assert layout.places["ego"][1] == 0


def test_nothing_to_lay_out() -> None:
    assert layered([], {}) == Layout(0, {}, {}, {})
