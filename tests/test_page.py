"""The case as a list in HTML: what is in it, that it is a plain fragment, and that its texts are only text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from events import THANKED, away, message, rejection, reply, thank_you
from followup_rules import (
    Event,
    HistoryError,
    InputError,
    Interview,
    Reason,
    WaitUntil,
    plan,
)
from followup_rules.timeline import Html, to_html, to_svg
from support import HR, LEAD, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = at("2026-06-05 10:00")


def page(case: Interview, events: Sequence[Event] = (), now: Any = NOW) -> Html:
    return to_html(plan(case, events, now=now), case, events, now=now)


def items(html: str) -> list[str]:
    return ["".join(item.itertext()) for item in ET.fromstring(html).iter("li")]  # noqa: S314 - our own


class TestContents:
    def test_a_page_tells_the_whole_case_in_the_order_of_time(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        assert items(page(case, [THANKED])) == [
            "Interview, Wed 3 Jun 15:00",
            "Thank-you note sent, Thu 4 Jun 16:00: to Yuki Mori",
            "Today, Fri 5 Jun 10:00",
            "Decision promised, Fri 12 Jun",
            "First follow-up, Wed 17 Jun 09:00: to Hanako Sato; on time until Thu 18 Jun 18:00",
            "Second follow-up, Wed 24 Jun 09:00: to Hanako Sato; on time until Wed 1 Jul 18:00",
            "Escalation, Wed 1 Jul 09:00: to Ken Ito; on time until Wed 8 Jul 18:00",
        ]

    def test_a_page_says_what_the_picture_says(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"), decision_by=date(2026, 4, 30))
        events: list[Event] = [
            thank_you("2026-04-27 10:00"),
            away("2026-04-28 08:00", returns_on="2026-05-08"),
        ]
        now = at("2026-05-01 10:00")
        steps = plan(case, events, now=now)
        told = ET.fromstring(to_svg(steps, case, events, now=now)).find("{http://www.w3.org/2000/svg}desc")  # noqa: S314 - our own
        assert told is not None
        listed = [item.removeprefix("Closed: ") for item in items(to_html(steps, case, events, now=now))]
        assert told.text == "All times are Asia/Tokyo time. " + "; ".join(listed)
        assert "Showa Day, Wed 29 Apr" in listed
        assert (
            "First follow-up, Tue 12 May 09:00: to Hanako Sato; on time until 18:00; "
            "held until Tue 12 May: out of office" in listed
        )

    def test_closed_days_are_named_on_a_page(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"))
        assert "Closed: Showa Day, Wed 29 Apr" in items(page(case, now=at("2026-04-24 16:00")))

    def test_the_position_and_the_company_are_the_heading_of_a_page(self) -> None:
        root = ET.fromstring(page(interview()))  # noqa: S314 - our own
        assert root.tag == "article"
        assert root.get("lang") == "en"
        heading = root.find("h2")
        assert heading is not None
        assert "".join(heading.itertext()) == "Data Engineer, Acme"

    def test_a_page_names_the_zone(self) -> None:
        assert "<p>All times are Europe/Berlin time.</p>" in page(interview(timezone="Europe/Berlin", country="DE"))

    def test_a_page_says_that_a_plan_is_empty(self) -> None:
        events = [THANKED, rejection("2026-06-10 10:00")]
        html = to_html((), interview(), events, now=at("2026-06-11 10:00"))
        assert "<p>All times are Asia/Tokyo time. No message is planned.</p>" in html
        assert items(html)[2:4] == [
            "Rejection, Wed 10 Jun 10:00: from Hanako Sato",
            "No longer due, Wed 10 Jun 10:00: first follow-up, second follow-up, escalation",
        ]

    def test_a_page_lists_the_last_of_many_events_and_says_that_more_are_left_out(self) -> None:
        events = [message(at("2026-06-04 09:00") + timedelta(minutes=i), "hr") for i in range(2_000)]
        html = page(interview(), events, now=at("2026-06-20 10:00"))
        assert "1,950 earlier events are not shown." in html
        assert sum(item.startswith("Message sent") for item in items(html)) == 50
        assert len(html) < 20_000


class TestHolds:
    def test_a_hold_without_a_day_is_told_in_its_own_words(self) -> None:
        """Such a reason may come from JSON."""
        [step, *_] = plan(interview(), [THANKED], now=NOW)
        assert isinstance(step, WaitUntil)
        held = step.replace(reasons=[Reason(rule="G20", code="held-away", text="Hanako Sato is away.")])
        assert "held: Hanako Sato is away." in " ".join(items(to_html([held], interview())))


class TestTimes:
    def test_each_time_can_be_read_by_a_machine(self) -> None:
        html = page(interview(decision_by=date(2026, 6, 12)), [THANKED])
        found = {
            element.get("datetime", ""): element.text
            for element in ET.fromstring(html).iter("time")  # noqa: S314 - our own
        }
        assert found == {
            "2026-06-03T15:00+09:00": "Wed 3 Jun 15:00",
            "2026-06-04T16:00+09:00": "Thu 4 Jun 16:00",
            "2026-06-05T10:00+09:00": "Fri 5 Jun 10:00",
            "2026-06-12": "Fri 12 Jun",
            "2026-06-17T09:00+09:00": "Wed 17 Jun 09:00",
            "2026-06-18T18:00+09:00": "Thu 18 Jun 18:00",
            "2026-06-24T09:00+09:00": "Wed 24 Jun 09:00",
            "2026-07-01T18:00+09:00": "Wed 1 Jul 18:00",
            "2026-07-01T09:00+09:00": "Wed 1 Jul 09:00",
            "2026-07-08T18:00+09:00": "Wed 8 Jul 18:00",
        }
        assert all(datetime.fromisoformat(value) for value in found)

    def test_a_time_without_its_day_has_the_day_for_machines(self) -> None:
        case = interview(ended_at=at("2026-06-05 15:00"))
        html = page(case, now=at("2026-06-05 16:00"))
        assert 'on time until <time datetime="2026-06-08T18:00+09:00">18:00</time>' in html

    def test_the_two_passes_of_a_repeated_hour_differ(self) -> None:
        case = interview(timezone="Europe/Berlin", country="DE", ended_at=at("2026-10-24 15:00", "Europe/Berlin"))
        first = at("2026-10-25 02:30", "Europe/Berlin")
        events = [message(each, "hr") for each in (first, first.replace(fold=1))]
        html = to_html((), case, events)
        assert '<time datetime="2026-10-25T02:30+02:00">Sun 25 Oct 02:30</time>' in html
        assert '<time datetime="2026-10-25T02:30+01:00">Sun 25 Oct 02:30</time>' in html

    def test_a_page_marks_today(self) -> None:
        html = page(interview())
        assert html.count("aria-current") == 1
        assert '<li aria-current="date"><strong>Today</strong>, <time' in html

    def test_a_page_without_a_time_marks_no_today(self) -> None:
        html = to_html(plan(interview(), (), now=NOW), interview())
        assert "Today" not in html
        assert "aria-current" not in html


class TestFragment:
    def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(self) -> None:
        html = page(interview(), [THANKED])
        tags = {element.tag for element in ET.fromstring(html).iter()}  # noqa: S314 - our own
        assert tags == {"article", "h2", "p", "ol", "li", "strong", "time", "bdi"}
        attributes = {name for element in ET.fromstring(html).iter() for name in element.attrib}  # noqa: S314 - our own
        assert attributes == {"lang", "datetime", "aria-current"}

    def test_notebooks_and_template_engines_take_a_page_unescaped(self) -> None:
        html = page(interview())
        assert html._repr_html_() == html
        assert html.__html__() == html
        assert type(html.__html__()) is str

    @pytest.mark.parametrize(
        "name", ["<script>alert(1)</script>", "<!--", "]]>", "&amp;", "\"' onload='x", "</li></ol>", "a\ufffeb"]
    )
    def test_a_name_on_a_page_is_only_text(self, name: str) -> None:
        people = (HR.replace(name=name), LEAD, PEER)
        asked = reply("2026-06-05 09:00", asks_for=name)
        html = page(interview(company=name, position=name, contacts=people), [asked])
        root = ET.fromstring(html)  # noqa: S314 - our own
        tags = {element.tag for element in root.iter()}
        assert tags == {"article", "h2", "p", "ol", "li", "strong", "time", "bdi"}
        clean = name.replace("\ufffe", "\ufffd")
        heading = root.find("h2")
        assert heading is not None
        assert "".join(heading.itertext()) == f"{clean}, {clean}"
        assert any(item.endswith(f"from {clean}; asks for {clean}") for item in items(html))
        assert not re.search(r"=\s*[\"'][^\"']*(alert|onload)", html)

    def test_a_name_written_from_right_to_left_moves_nothing_else_on_a_page(self) -> None:
        case = interview(contacts=(HR.replace(name="דנה לוי"),))
        assert "from <bdi>דנה לוי</bdi>; asks" in page(case, [reply("2026-06-05 09:00", asks_for="two references")])


class TestBadInput:
    @pytest.mark.parametrize(
        ("changes", "error", "problem"),
        [
            ({"now": NOW.replace(tzinfo=None)}, InputError, "now must be timezone-aware"),
            ({"plan": ("x",)}, InputError, "plan must be the steps of a plan"),
            ({"interview": "x"}, InputError, "interview must be an Interview, got 'x'"),
            ({"interview": interview(contacts=())}, InputError, "plan must be a plan of this interview"),
            ({"history": ("x",)}, InputError, "events.0 must be an event"),
            ({"history": (thank_you(NOW, "nobody"),)}, HistoryError, "'nobody'"),
        ],
    )
    def test_wrong_input_of_a_page_is_refused(
        self, changes: dict[str, Any], error: type[Exception], problem: str
    ) -> None:
        case = interview()
        given: dict[str, Any] = {"plan": plan(case, (), now=NOW), "interview": case, "now": NOW}
        with pytest.raises(error, match=problem):
            to_html(**given | changes)
