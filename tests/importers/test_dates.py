"""Dates in every style that LinkedIn's files have had."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.dates import Dates, DayOrder, day_order, parse_date

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Jan 2024", date(2024, 1, 5)),
        ("5 January 2024", date(2024, 1, 5)),
        ("05-Jan-24", date(2024, 1, 5)),
        ("05-Jan-2024", date(2024, 1, 5)),
        ("1/5/18, 3:04 PM", date(2018, 1, 5)),
        ("1/5/18, 3:04\u202fPM", date(2018, 1, 5)),
        ("01/05/24, 03:04 PM", date(2024, 1, 5)),
        ("1/5/2018", date(2018, 1, 5)),
        ("25/1/18, 15:04", date(2018, 1, 25)),
        ("2024-01-05 10:00:00 UTC", date(2024, 1, 5)),
        ("2024-01-05T10:00:00Z", date(2024, 1, 5)),
        ("2021/12/28 10:00:00 UTC", date(2021, 12, 28)),
        ("Tue Jan 05 10:00:00 UTC 2024", date(2024, 1, 5)),
        ("31.12.2020", date(2020, 12, 31)),
        ("31.12.20 15:04", date(2020, 12, 31)),
        ("Jan 5, 2024, 3:04 PM", date(2024, 1, 5)),
        ("Jan 2020", date(2020, 1, 1)),
        ("January 2020", date(2020, 1, 1)),
        ("2020", date(2020, 1, 1)),
        ("03.2019", date(2019, 3, 1)),
        ("3/2019", date(2019, 3, 1)),
        ("03-2019", date(2019, 3, 1)),
        ("2019-03", date(2019, 3, 1)),
        ("2019.3", date(2019, 3, 1)),
        ("  05 Jan 2024 ", date(2024, 1, 5)),
        ("5. März 2024", date(2024, 3, 5)),
        ("05 déc. 2023", date(2023, 12, 5)),
        ("5 juin 2023", date(2023, 6, 5)),
        ("5 juil. 2023", date(2023, 7, 5)),
        ("5 de enero de 2024", date(2024, 1, 5)),
        ("5 gen 2024", date(2024, 1, 5)),
        ("5 mrt 2024", date(2024, 3, 5)),
        ("15-06-2024", date(2024, 6, 15)),
        ("5-6-2024 10:00", date(2024, 6, 5)),
        ("06-15-2024", date(2024, 6, 15)),
    ],
)
def test_reads_every_style(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Not Available",
        "yesterday",
        "30 Feb 2020",
        "13/13/18",
        "0/0/00",
        "05 Foo 2024",
        "20245",
        "1/5/123",
        "13.2019",
        "2019-13",
        "0.2019",
        "²⁰²⁰",
        "99",
        "13-13-2024",
        "1-5-123",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(date(2003, 1, 1), date(2099, 12, 31)))
def test_reads_back_what_each_style_writes(day: date) -> None:
    year, month, of_month = day.year, day.month, day.day
    assert parse_date(f"{day:%d %b %Y}") == day
    assert parse_date(f"{day:%d-%b-%y}") == day
    assert parse_date(f"{day:%Y-%m-%d} 23:59:59 UTC") == day
    assert parse_date(f"{day:%Y/%m/%d} 00:00:00 UTC") == day
    assert parse_date(f"{day:%a %b %d} 10:00:00 UTC {year}") == day
    assert parse_date(f"{of_month}.{month}.{year}") == day
    assert parse_date(f"{of_month}-{month}-{year}") == day
    assert parse_date(f"{month}-{of_month}-{year}", "month first") == day
    assert parse_date(f"{month}/{of_month}/{day:%y}, 3:04 PM", "month first") == day
    assert parse_date(f"{of_month}/{month}/{day:%y}, 15:04", "day first") == day
    assert parse_date(f"{day:%b %Y}") == day.replace(day=1)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["1/5/18", "1/25/18"], "month first"),
        (["1/5/18", "25/1/18"], "day first"),
        (["1/5/18", "6/7/18"], None),
        (["05 Jan 2024"], None),
        ([], None),
        (["", "", "2024-01-05", "25/1/18"], "day first"),
        (["1-5-2018", "1-25-2018"], "month first"),
        (["1-5-2018", "25-1-2018"], "day first"),
        (["1/5/18", *["2024-01-05"] * 60, "25/1/18"], "day first"),
    ],
)
def test_a_part_above_twelve_tells_the_order(texts: list[str], order: DayOrder | None) -> None:
    assert day_order(texts) == order


def test_the_order_is_sought_no_further_than_it_takes() -> None:
    texts = iter(["05 Jan 2024"] * 50 + ["25/1/18"])
    assert day_order(texts) is None
    assert list(texts) == ["25/1/18"]


def test_a_member_without_a_telling_date_is_read_month_first_with_a_warning() -> None:
    dates = Dates(TODAY, ["1/5/18", "6/7/18"])
    assert [dates["1/5/18"], dates["6/7/18"]] == [date(2018, 1, 5), date(2018, 6, 7)]
    assert [warning.text for warning in dates.warnings("m")] == [
        "no date tells day from month; the month is taken to stand first"
    ]


def test_between_hyphens_the_day_is_taken_to_stand_first() -> None:
    dates = Dates(TODAY, ["1-5-2018"])
    assert dates["1-5-2018"] == date(2018, 5, 1)
    assert [warning.text for warning in dates.warnings("m")] == [
        "no date tells day from month; the day is taken to stand first"
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15.06.98", date(1998, 6, 15)),
        ("15/06/98", date(1998, 6, 15)),
        ("15-Jun-98", date(1998, 6, 15)),
        ("15.06.46", date(1946, 6, 15)),
        ("15.06.26", date(2026, 6, 15)),
        ("15.12.26", None),  # next month
        ("15.06.27", None),  # nobody has known anybody for 99 years
    ],
)
def test_a_year_of_two_digits_does_not_lie_ahead(text: str, day: date | None) -> None:
    assert Dates(TODAY, since=1900)[text] == day


def test_dates_that_cannot_be_are_counted_each_time() -> None:
    dates = Dates(TODAY, ["05 Jan 2024"])
    looked_up = ["05 Jan 2024", "", "never", "never", "02 Nov 2026", "01 Nov 2026", "31 Dec 2002", "01 Jan 2003"]
    assert [dates[text] for text in looked_up] == [
        date(2024, 1, 5),
        None,
        None,
        None,
        None,
        TODAY,
        date(2002, 12, 31),
        date(2003, 1, 1),
    ]
    assert [warning.text for warning in dates.warnings("m")] == [
        "2 × a date that cannot be read; it is left out",
        "1 × a date in the future; it is left out",
        "1 × a date before 2003; it is kept as it is",
    ]
