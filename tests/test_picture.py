"""What the picture shows of holds, answers and ended touches, its legend, very long cases, and the page around it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from events import (
    THANKED,
    away,
    feedback_request,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    withdrawn,
)
from followup_rules import (
    Blocked,
    Contact,
    ContactRole,
    Event,
    Interview,
    Reason,
    Respond,
    Touch,
    WaitUntil,
    plan,
)
from followup_rules.timeline import Svg, to_svg
from support import HR, LEAD, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup_rules._events import AnyEvent

NOW = at("2026-06-05 10:00")
SVG = "{http://www.w3.org/2000/svg}"

NO = rejection("2026-06-10 10:00")


def picture(case: Interview, events: Sequence[AnyEvent] = (), now: Any = NOW) -> Svg:
    return to_svg(plan(case, events, now=now), case, events, now=now)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in parsed(svg).iter(f"{SVG}text")]


def legend(svg: str) -> list[str]:
    """Return the words of the legend, the last group of the picture."""
    *_, group = parsed(svg).iter(f"{SVG}g")
    return ["".join(element.itertext()) for element in group.iter(f"{SVG}text")]


def told(case: Interview, events: Sequence[AnyEvent] = (), now: Any = NOW) -> list[str]:
    """Return what the picture tells screen readers, an entry each."""
    description = parsed(picture(case, events, now)).find(f"{SVG}desc")
    assert description is not None
    return (description.text or "").split("; ")


def bars(svg: str, kind: str) -> list[ET.Element]:
    """Return the windows of a kind, without the one in the legend."""
    found = [element for element in parsed(svg).iter(f"{SVG}rect") if element.get("class") == f"followup-{kind}"]
    return found[:-1]


class TestLegend:
    """The legend has a mark for the decision, and names the zone."""

    def test_the_legend_tells_what_is_there(self) -> None:
        events = [THANKED]
        assert legend(picture(interview(decision_by=date(2026, 6, 12)), events)) == [
            "closed day",
            "interview",
            "happened",
            "decision promised",
            "on time",
            "best moment",
            "today",
        ]

    def test_the_legend_tells_nothing_that_is_not_there(self) -> None:
        assert legend(to_svg((), interview())) == ["closed day", "interview"]

    def test_the_legend_has_all_marks(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"), decision_by=date(2026, 4, 30))
        events: list[Event] = [
            thank_you("2026-04-27 10:00"),
            away("2026-04-28 08:00", returns_on="2026-05-08"),
            reply("2026-04-28 09:00", "lead", asks_for="two references"),
            skipped("2026-04-30 09:00", Touch.UPDATE_THANKS),
        ]
        assert legend(picture(case, events, now=at("2026-04-30 10:00"))) == [
            "closed day",
            "holiday",
            "interview",
            "happened",
            "decision promised",
            "on time",
            "answer you owe",
            "best moment",
            "skipped, or no longer due",
            "today",
        ]

    def test_what_lacks_something_has_a_mark_of_its_own(self) -> None:
        case = interview(contacts=(PEER.replace(email=None),))
        steps = plan(case, (), now=at("2026-06-08 10:00"))[:1]
        assert legend(to_svg(steps, case)) == ["closed day", "interview", "something is missing"]

    def test_a_picture_names_the_zone(self) -> None:
        assert "All times are Europe/Berlin time." in texts(picture(interview(timezone="Europe/Berlin", country="DE")))


class TestHeld:
    """An answer owed, what is held and what is cancelled are shown."""

    def test_a_hold_for_somebody_who_is_away_is_drawn(self) -> None:
        case = interview(decision_by=date(2026, 6, 9))
        absence = away("2026-06-05 09:00", returns_on="2026-06-17")
        assert (
            "First follow-up, Fri 19 Jun 09:00: to Hanako Sato; on time until 18:00; "
            "held until Fri 19 Jun: out of office"
        ) in "; ".join(told(case, [THANKED, absence]))
        assert "held back" in legend(picture(case, [THANKED, absence]))

    def test_a_hold_by_a_snooze_is_drawn(self) -> None:
        snooze = snoozed("2026-06-05 09:00", "2026-06-24")
        assert "held until Wed 24 Jun: snoozed" in told(interview(), [THANKED, snooze])

    def test_the_longer_of_two_holds_is_drawn(self) -> None:
        events = [
            THANKED,
            skipped("2026-06-05 09:00", Touch.FOLLOW_UP_1),
            snoozed("2026-06-05 09:30", "2026-06-24"),
        ]
        assert [entry for entry in told(interview(), events) if entry.startswith("held")] == [
            "held until Wed 24 Jun: snoozed"
        ]

    @pytest.mark.parametrize(
        ("code", "day", "said"),
        [
            ("held-other-case", None, "held: Another case, at Globex, comes first."),
            ("held-other-case", date(2026, 6, 24), "held: Another case, at Globex, comes first."),
            ("held-by-something-new", None, "held: Another case, at Globex, comes first."),
            ("held-after-message", date(2026, 6, 24), "held until Wed 24 Jun: too soon after the last message"),
            ("held-after-decision", date(2026, 6, 24), "held until Wed 24 Jun: too soon after the decision date"),
            (
                "held-after-assumed",
                date(2026, 6, 24),
                "held until Wed 24 Jun: too soon after the assumed decision date",
            ),
        ],
    )
    def test_each_reason_of_a_hold_is_drawn_as_held(self, code: str, day: date | None, said: str) -> None:
        case = interview()
        step = plan(case, [THANKED], now=NOW)[0]
        assert isinstance(step, WaitUntil)
        reason = Reason(rule="H1", code=code, text="Another case, at Globex, comes first.", day=day)
        shown = to_svg((step.replace(reasons=[reason]),), case, [THANKED], now=NOW)
        assert said in (parsed(shown).findtext(f"{SVG}desc") or "")
        assert len(bars(shown, "held")) == 1
        assert "held back" in legend(shown)

    def test_what_is_due_now_is_held_no_more(self) -> None:
        case = interview(decision_by=date(2026, 6, 9))
        absence = away("2026-06-05 09:00", returns_on="2026-06-17")
        shown = picture(case, [THANKED, absence], now=at("2026-06-19 10:00"))
        assert "held" not in (parsed(shown).findtext(f"{SVG}desc") or "")


class TestAnswers:
    def test_an_answer_owed_says_what_was_asked_for_and_until_when(self) -> None:
        asked = reply("2026-06-05 09:00", asks_for="two references", answer_by=date(2026, 6, 12))
        svg = picture(interview(), [THANKED, asked])
        shown = " ".join(texts(svg))
        assert "Answer Fri 5 Jun 10:00 two references; to Hanako Sato; on time until the end of Fri 12 Jun" in shown
        (bar,) = bars(svg, "answer")
        assert round(float(bar.attrib["height"])) > 7 * 16
        assert "answer you owe" in legend(svg)

    def test_an_answer_is_on_time_until_the_day_before_one_that_begins_at_one(self) -> None:
        zone = "Africa/Cairo"
        case = interview(timezone=zone, country="EG", ended_at=at("2026-04-19 15:00", zone))
        asked = reply("2026-04-22 10:00", zone=zone, asks_for="two references", answer_by=date(2026, 4, 23))
        shown = " ".join(texts(picture(case, [asked], at("2026-04-22 11:00", zone))))
        assert "on time until the end of Thu 23 Apr" in shown

    def test_an_answer_that_nobody_can_get_is_drawn_as_lacking_something(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        asked = reply("2026-06-05 09:00", asks_for="two references")
        steps = plan(case, [asked], now=NOW)
        assert [isinstance(step, Blocked) for step in steps] == [True, True, False]  # nobody to thank either
        shown = to_svg(steps, case, [asked], now=NOW)
        assert len(bars(shown, "blocked")) == 2
        assert "on time until the end of Mon 8 Jun. The e-mail address of Hanako Sato is missing." in shown
        assert "something is missing" in legend(shown)

    def test_what_lacks_something_may_be_late(self) -> None:
        shown = picture(interview(contacts=(PEER.replace(email=None),)), (), at("2026-06-08 10:00"))
        assert (
            "Thank-you note, Thu 4 Jun 15:00: late: was on time until Fri 5 Jun 15:00. "
            "The e-mail address of Yuki Mori is missing."
        ) in shown

    def test_many_answers_owed_are_drawn(self) -> None:
        people = [Contact(id=f"p{i}", roles={ContactRole.EMPLOYEE}, email=f"p{i}@example.com") for i in range(70)]
        case = interview(contacts=(HR, *people))
        asked = [reply("2026-06-05 09:00", person.id, asks_for="a call") for person in people]
        steps = plan(case, asked, now=NOW)
        assert [isinstance(step, Respond) for step in steps] == [True] * 70 + [False] * 4
        shown = to_svg(steps, case, asked, now=NOW)
        assert "20 earlier events are not shown. 24 later steps are not shown." in " ".join(texts(shown))
        assert len(bars(shown, "answer")) == 50

    def test_a_picture_names_five_of_many_people(self) -> None:
        people = [
            Contact(id=f"p{i}", name=f"Person {i}", roles={ContactRole.INTERVIEWER}, email=f"p{i}@example.com")
            for i in range(800)
        ]
        assert "to Person 0, Person 1, Person 2, Person 3, Person 4 and 795 more" in "; ".join(
            told(interview(contacts=people), (), at("2026-06-03 16:00"))
        )


ASKS = "first follow-up, second follow-up, escalation"


class TestNoLongerDue:
    """What was ahead before an event, and is neither ahead after it nor in the plan."""

    @pytest.mark.parametrize(
        ("events", "said"),
        [
            ([THANKED, NO], ASKS),
            ([NO], f"thank-you note, {ASKS}"),
            ([THANKED, offer(NO.at, "hr")], ASKS),
            ([THANKED, next_round(NO.at, "hr")], ASKS),
            ([THANKED, withdrawn(NO.at)], ASKS),
            ([not_held(NO.at)], f"thank-you note, {ASKS}"),
            ([THANKED, reply(NO.at, "hr", enquiries_welcome=False)], ASKS),
            ([THANKED, follow_up("2026-06-09 10:00"), NO], "second follow-up, escalation"),
        ],
    )
    def test_a_picture_says_what_an_event_has_ended(self, events: list[Event], said: str) -> None:
        found = [entry for entry in told(interview(), events, at("2026-06-11 10:00")) if "No longer due" in entry]
        assert found == [f"No longer due, Wed 10 Jun 10:00: {said}"]

    def test_feedback_that_was_asked_for_is_not_named_again(self) -> None:
        """G14: it is asked for once in a case."""
        asked = feedback_request("2026-06-10 11:00")
        again = [reopened("2026-06-10 12:00"), NO.replace(at=at("2026-06-11 09:00"))]
        events = [THANKED, NO, asked, *again, offer("2026-06-11 09:30")]
        found = [entry for entry in told(interview(), events, at("2026-06-11 10:00")) if "No longer due" in entry]
        assert not any("feedback request" in entry for entry in found)

    def test_nothing_is_ahead_of_what_was_not_gone_through(self) -> None:
        """G42: an interview that was not held, and has no new time, owes no messages that a no could end."""
        off = [not_held("2026-06-09 10:00"), reopened("2026-06-09 11:00", None), NO]
        found = [entry for entry in told(interview(), off, at("2026-06-11 10:00")) if "No longer due" in entry]
        assert found == [f"No longer due, Tue 9 Jun 10:00: thank-you note, {ASKS}"]

    def test_closed_days_with_work_between_are_apart(self) -> None:
        about = interview(extra_holidays=[date(2026, 6, 8), date(2026, 6, 11)])
        found = [entry for entry in told(about, [THANKED], at("2026-06-11 10:00")) if "company holiday" in entry]
        assert len(found) == 2

    def test_an_offer_after_a_no_ends_the_feedback_request(self) -> None:
        events = [THANKED, NO, offer("2026-06-11 09:00")]
        found = [entry for entry in told(interview(), events, at("2026-06-11 10:00")) if "No longer due" in entry]
        assert found == [
            f"No longer due, Wed 10 Jun 10:00: {ASKS}",
            "No longer due, Thu 11 Jun 09:00: feedback request",
        ]

    def test_after_a_way_back_only_the_feedback_request_has_ended(self) -> None:
        events = [THANKED, NO, reopened("2026-06-11 09:00")]
        found = [entry for entry in told(interview(), events, at("2026-06-11 10:00")) if "No longer due" in entry]
        assert found == ["No longer due, Thu 11 Jun 09:00: feedback request"]

    @pytest.mark.parametrize(
        "events",
        [
            [THANKED],
            [THANKED, reply(NO.at, "hr")],
            [THANKED, follow_up(NO.at, "hr")],
            [skipped(NO.at, Touch.THANK_YOU)],
            [THANKED, snoozed(NO.at, "2026-06-30")],
        ],
    )
    def test_a_picture_without_an_end_says_that_nothing_has_ended(self, events: list[Event]) -> None:
        assert not [entry for entry in told(interview(), events, at("2026-06-11 10:00")) if "No longer due" in entry]

    def test_where_enquiries_were_never_welcome_no_follow_up_has_ended(self) -> None:
        found = told(interview(enquiries_welcome=False), [THANKED, NO], at("2026-06-11 10:00"))
        assert not [entry for entry in found if "No longer due" in entry]

    def test_thanks_for_an_update_that_a_no_overtook_are_no_longer_due(self) -> None:
        update = reply("2026-06-09 10:00", decision_by=date(2026, 6, 30))
        found = [entry for entry in told(interview(), [THANKED, update, NO], NO.at) if "No longer due" in entry]
        assert found == [f"No longer due, Wed 10 Jun 10:00: thanks for the update, {ASKS}"]

    def test_what_is_planned_is_due(self) -> None:
        case, steps = interview(), plan(interview(), [THANKED], now=NOW)
        shown = to_svg(steps, case, [THANKED, NO], now=NO.at)
        assert "No longer due" not in shown

    def test_a_skip_has_the_mark(self) -> None:
        skip = skipped("2026-06-04 10:00", Touch.THANK_YOU)
        svg = picture(interview(), [skip])
        assert "Skipped, Thu 4 Jun 10:00: Thank-you note" in (parsed(svg).findtext(f"{SVG}desc") or "")
        assert "skipped, or no longer due" in legend(svg)

    def test_a_picture_says_that_a_plan_is_empty(self) -> None:
        events = [THANKED, NO, feedback_request("2026-06-12 10:00")]
        now = at("2026-06-15 10:00")
        assert plan(interview(), events, now=now) == ()
        assert "All times are Asia/Tokyo time. No message is planned." in texts(picture(interview(), events, now))


class TestVeryLong:
    def test_a_picture_shows_the_last_of_many_events_and_says_that_more_are_left_out(self) -> None:
        """Of 20,000 events the picture shows the last ones."""
        events = [message(at("2026-06-04 09:00") + timedelta(minutes=i), "hr") for i in range(20_000)]
        svg = to_svg((), interview(), events, now=at("2026-06-20 10:00"))
        shown = texts(svg)
        assert shown[1] + " " + shown[2] == (
            "All times are Asia/Tokyo time. 19,950 earlier events are not shown. No message is planned."
        )
        assert shown.count("Message sent") == 50
        assert "Thu 18 Jun 06:19" in shown  # the last minute
        assert "Thu 18 Jun 05:29" not in shown
        assert "Interview" in shown
        assert len(svg) < 60_000
        assert (parsed(svg).findtext(f"{SVG}desc") or "").startswith("All times are Asia/Tokyo time. 19,950 earlier")

    def test_one_event_too_many_is_left_out_of_a_picture(self) -> None:
        events = [message(at("2026-06-04 09:00") + timedelta(minutes=i), "hr") for i in range(51)]
        assert "1 earlier event is not shown." in to_svg((), interview(), events)

    def test_what_an_event_that_is_left_out_has_ended_is_left_out(self) -> None:
        events: list[Event] = [NO]
        events += [message(at("2026-06-11 09:00") + timedelta(minutes=i), "hr") for i in range(50)]
        assert "No longer due" not in to_svg((), interview(), events)

    def test_a_close_of_many_days_is_one_line(self) -> None:
        closed = [date(2026, 6, 8) + timedelta(days=i) for i in range(12)]
        case = interview(extra_holidays=closed)
        (entry,) = [entry for entry in told(case, [THANKED]) if "8 Jun to" in entry]
        assert entry.endswith(", Mon 8 Jun to Fri 19 Jun")
        assert "closed day" in legend(picture(case, [THANKED]))


class TestPage:
    def test_two_pictures_in_one_page_keep_their_names_apart(self) -> None:
        ids = [
            set(re.findall(r' id="([^"]*)"', picture(case)))
            for case in (interview(), interview(id="acme-2"), interview(round=2), interview(company="Globex"))
        ]
        assert [len(found) for found in ids] == [2] * 4
        assert len(set.union(*ids)) == 8

    def test_the_style_of_a_picture_touches_nothing_else_in_the_page(self) -> None:
        style = parsed(picture(interview())).findtext(f"{SVG}style") or ""
        rules = r"((?:\.followup-[a-z]+\{[^{}]*\})+)"
        assert re.fullmatch(rf"@media all\{{{rules}\}}@media \(prefers-color-scheme:dark\)\{{{rules}\}}", style)

    def test_programs_that_are_no_browser_meet_no_css(self) -> None:
        """CairoSVG draws nothing where a height is "auto", and svglib raises an error."""
        svg = picture(interview())
        assert " style=" not in svg
        assert "auto" not in svg.replace("@media all{.followup-picture{max-width:100%;height:auto}}", "")

    def test_each_element_of_a_picture_has_its_colours(self) -> None:
        """Each element has its own colours; a dark scheme overrides them."""
        asked = reply("2026-06-05 09:00", asks_for="two references")
        root = parsed(picture(interview(decision_by=date(2026, 6, 12)), [THANKED, asked]))
        style = root.findtext(f"{SVG}style") or ""
        for element in root.iter():
            if element.tag.removeprefix(SVG) in ("rect", "path", "circle", "text"):
                assert re.fullmatch("#[0-9a-f]{6}|none", element.attrib["fill"])
                assert element.attrib["fill"] != "none" or element.attrib["stroke"].startswith("#")
                assert f".{element.attrib['class']}{{" in style
        assert "var(" not in style

    def test_a_picture_says_how_large_it_is(self) -> None:
        root = parsed(picture(interview()))
        _, _, wide, tall = map(float, root.attrib["viewBox"].split())
        assert (root.get("width"), root.get("height")) == ("720", f"{2 * tall:.0f}")
        assert wide == 360

    def test_a_name_written_from_right_to_left_moves_nothing_else_in_a_picture(self) -> None:
        case = interview(company="חברה", contacts=(HR.replace(name="דנה לוי"), LEAD, PEER))
        svg = picture(case, [thank_you("2026-06-04 16:00", "hr", "peer")])
        assert parsed(svg).findtext(f"{SVG}title") == "Data Engineer, \u2068חברה\u2069"
        assert "to \u2068דנה לוי\u2069, Yuki Mori" in texts(svg)

    def test_template_engines_take_a_picture_unescaped(self) -> None:
        svg = picture(interview())
        assert svg.__html__() == svg
        assert type(svg.__html__()) is str

    def test_events_of_one_instant_stand_in_the_order_of_the_rules(self) -> None:
        events = [message(NOW, "hr"), reply(NOW, "hr")]  # theirs comes first (G24)
        svg = to_svg((), interview(contacts=(HR, LEAD, PEER)), events)
        assert svg.index("Reply") < svg.index("Message sent")
