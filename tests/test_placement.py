"""Where things stand in the picture: labels beside their days, days of one height, and gaps without their middle."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events import THANKED, message, reply, snoozed
from followup_rules.timeline import to_svg
from followup_rules.timeline._axis import Axis, spread
from followup_rules.timeline._text import width, wrapped
from support import at, by_chance, interview
from test_picture import SVG, parsed, picture, texts


def moved(svg: str) -> list[float]:
    """Return by how much each label stands away from its instant, from the lines that lead to them."""
    found = []
    for lead in parsed(svg).iter(f"{SVG}path"):
        if lead.get("class") == "followup-lead":
            match = re.fullmatch(r"M[\d.]+ ([\d.]+)H94(?:H108|L105 ([\d.]+)h3)", lead.get("d", ""))
            assert match is not None, lead.get("d")
            found.append(0.0 if match[2] is None else float(match[2]) - float(match[1]))
    return found


class TestPlaces:
    """A label stands where its day is, as far as it can."""

    def test_labels_with_room_stand_at_their_instant(self) -> None:
        svg = picture(interview(decision_by=date(2026, 6, 12)), [THANKED], now=at("2026-06-08 10:00"))
        assert [round(distance) for distance in moved(svg)] == [0] * 7

    def test_neighbours_share_the_way(self) -> None:
        assert spread([(100, 30), (100, 30)], 0) == [85, 115]
        assert spread([(100, 30), (110, 30), (300, 30)], 0) == [90, 120, 300]

    def test_nothing_stands_above_the_top(self) -> None:
        assert spread([(10, 30), (10, 30), (10, 30)], 8) == [8, 38, 68]

    @by_chance(200)
    @given(st.lists(st.tuples(st.integers(0, 500), st.integers(10, 60)), min_size=1, max_size=8))
    def test_no_two_labels_overlap_and_none_could_stand_nearer(self, wanted: list[tuple[int, int]]) -> None:
        wanted.sort()
        tops = spread(wanted, 0)
        for (_, height), top, below in zip(wanted, tops, tops[1:], strict=False):
            assert top + height <= below + 1e-6
        for i in range(len(tops)):  # moving any group of neighbours by a little makes it no better
            for j in range(i + 1, len(tops) + 1):
                for step in (-0.01, 0.01):
                    other = [top + step * (i <= k < j) for k, top in enumerate(tops)]
                    fits = (
                        all(a + height <= b + 1e-9 for (_, height), a, b in zip(wanted, other, other[1:], strict=False))
                        and other[0] >= 0
                    )
                    if fits:
                        assert cost(other, wanted) >= cost(tops, wanted) - 1e-6

    def test_a_day_with_many_events_is_taller(self) -> None:
        events = [reply(at("2026-06-08 08:00") + timedelta(hours=i), "hr") for i in range(14)]
        svg = picture(interview(), events, now=at("2026-06-09 10:00"))
        assert len(moved(svg)) == 20  # with the interview, today, the thank-you and three that ask
        assert max(map(abs, moved(svg))) < 110  # the night of that day has no labels
        *_, asked, ask, escalated = moved(svg)
        assert (asked, ask, escalated) == (0, 0, 0)  # what comes a week later stands at its day

    def test_days_without_labels_are_equally_tall(self) -> None:
        days = [(date(2026, 6, 1), date(2026, 6, 3))]
        assert Axis(days, 10, {}).runs[0].tops == [10, 26, 42, 58]
        assert Axis(days, 10, {date(2026, 6, 2): 44.0}).runs[0].tops == [10, 26, 42, 58]  # 14 before, 14 after the day
        assert Axis(days, 10, {date(2026, 6, 2): 60.0}).runs[0].tops == [10, 26, 58, 74]
        assert Axis(days, 10, {date(2026, 6, 1): 44.0}).runs[0].tops == [10, 40, 56, 72]  # nothing stands above the top

    def test_the_middle_of_a_long_gap_is_left_out(self) -> None:
        snooze = snoozed("2026-06-08 10:00", "2028-05-08")
        svg = picture(interview(), [THANKED, snooze], now=at("2028-05-01 10:00"))
        assert "686 days" in texts(svg)  # from 12 June 2026 to 27 April 2028
        assert float(parsed(svg).attrib["viewBox"].split()[3]) < 900
        assert max(map(abs, moved(svg))) < 10

    def test_a_gap_of_three_weeks_stays(self) -> None:
        events = [message("2026-06-24 10:00", "hr")]
        assert not [text for text in texts(to_svg((), interview(), events)) if text.endswith("days")]
        later = [message("2026-06-25 10:00", "hr")]
        assert "15 days" in texts(to_svg((), interview(), later))  # from 7 to 21 June

    def test_a_gap_of_many_years_is_told_in_years(self) -> None:
        assert "60 years" in texts(to_svg((), interview(), now=at("2086-06-05 10:00")))

    def test_rows_are_no_wider_than_their_room(self) -> None:
        for text in ("a b", "word " * 30, "W" * 90, "株式会社" * 30, "to 株式会社" * 9, " ", "", "x" * 38 + " y"):
            rows = wrapped(text, 100, 10)
            assert all(width(row, 10) <= 100 for row in rows)
            assert "".join(rows).replace(" ", "") == text.replace(" ", "")
        assert wrapped("ab cd", 20, 10) == ["ab", "cd"]
        assert wrapped("aaaa bb", 19, 10) == ["aaa", "a", "bb"]  # the word is too long for a row
        assert wrapped("x 株式会社", 40, 10) == ["x 株式", "会社"]

    def test_letters_of_other_scripts_and_in_bold_are_wider(self) -> None:
        assert width("iiii", 10) < width("aaaa", 10) < width("ééé", 10) * 4 / 3 + 0.1 < width("WWWW", 10)
        assert width("東", 10) >= 10
        assert width("a", 10, is_bold=True) > width("a", 10)


def cost(tops: list[float], wanted: list[tuple[int, int]]) -> float:
    return sum((top - y) ** 2 for top, (y, _) in zip(tops, wanted, strict=True))
