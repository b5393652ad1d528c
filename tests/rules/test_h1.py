"""H1: A person is an address, across cases. In `agenda(cases, now=…)` nobody gets two messages that ask (a follow-up,
an escalation, a feedback request) from one candidate before the second business day, by the calendar of the case that
waits, after the other, nor any two on one local day (both `Policy` fields). Of the answers not yet placed, the one
with the earliest local day of `send_at`, within a day by H2, comes next; where it does not clear those placed, for
all its recipients, it is held (G8) until it does, with a reason that names the other case (the one that holds it
longest, then by H2), and takes its turn again. What was sent in *another* case counts as placed. What has a `send_at`
more than two business days after the day its window closed is placed after the rest: a message that nobody sends
holds up no other. A `Respond` is never held; this hold folds nothing (G13). Cases without a candidate share one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import holidays
import pytest

from agendas import MORNING, THREE, case, entries, listed
from events import THANKED, bounced, escalation, feedback_request, follow_up, message, offer, reply, snoozed, thank_you
from followup_rules import (
    DEFAULT_POLICY,
    Candidate,
    Case,
    Contact,
    Event,
    Policy,
    Send,
    Touch,
    WaitUntil,
    business_calendar,
    next_action,
)
from support import HR, LEAD, PEER, at, local

if TYPE_CHECKING:
    from collections.abc import Iterable

LAST_CENTURY = "1999-06-02 15:00"


class TestH1:
    def test_three_follow_ups_to_one_recruiter_come_two_business_days_apart(self) -> None:
        assert listed(THREE) == [
            ("a", "follow-up-1", "2026-06-15 10:00"),
            ("b", "follow-up-1", "2026-06-17 09:00"),
            ("c", "follow-up-1", "2026-06-19 09:00"),
        ]

    def test_what_a_case_sent_today_holds_the_thanks_of_another_and_not_its_own(self) -> None:
        """HR answered in both at 11:00, and had a follow-up about the younger one an hour before."""
        told = reply("2026-06-15 11:00", decision_by=date(2026, 6, 30))
        older = case("older", THANKED, told, ended_at=at("2026-06-02 15:00"))
        younger = case("younger", THANKED, follow_up("2026-06-15 10:00"), told)
        assert listed([older, younger], "2026-06-15 11:30") == [
            ("younger", "update-thanks", "2026-06-15 11:30"),
            ("older", "update-thanks", "2026-06-16 09:00"),
        ]

    def test_the_second_business_day_is_by_the_calendar_of_the_case_that_waits(self) -> None:
        """Tuesday, Wednesday and Thursday are closed days at the company that waits: Friday and Monday count."""
        closed = [date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)]
        found = listed([case("a", THANKED), case("b", THANKED, extra_holidays=closed)])
        assert found[1] == ("b", "follow-up-1", "2026-06-22 09:00")

    def test_a_held_message_waits_and_says_for_which_other_case(self) -> None:
        held = entries(THREE)["b"]
        assert isinstance(held.action, WaitUntil)
        assert held.held_by == "a"
        (reason,) = [reason for reason in held.action.reasons if reason.rule == "H1"]
        assert reason.code == "held-other-case"
        assert reason.day == date(2026, 6, 17)
        assert reason.text == (
            "Hanako Sato also hears from you on 15 June 2026 about Data Engineer at Acme (a), "
            "so wait until 17 June 2026."
        )

    def test_a_hold_moves_the_window_as_every_hold_does(self) -> None:
        held = entries(THREE)["c"].action
        assert isinstance(held, WaitUntil)
        assert (local(held.window.opens), local(held.window.closes)) == ("2026-06-19 09:00", "2026-06-19 18:00")
        assert local(held.changes_at) == "2026-06-19 09:00"
        assert local(held.lapses_at) == "2026-08-18 18:00"  # sixty days later, a Tuesday

    @pytest.mark.parametrize(
        ("minimum", "closes"),
        [
            (60, "2026-06-23 10:00"),
            (180, "2026-06-24 10:00"),  # two days of an hour are too few
        ],
    )
    def test_a_hold_within_the_window_leaves_its_end(self, minimum: int, closes: str) -> None:
        """The second follow-up is on time from 16 to 23 June, and held from Thursday the 18th to Monday the 22nd."""
        asked = case("x", follow_up("2026-06-18 09:00"), offer("2026-06-18 09:30"))
        week = dict.fromkeys(range(5), ("09:00", "10:00"))
        second = case("d", THANKED, follow_up("2026-06-09 10:00"), working_week=week)
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=minimum)
        held = entries([asked, second], "2026-06-18 10:00", policy=policy)["d"].action
        assert isinstance(held, WaitUntil)
        assert (local(held.window.opens), local(held.window.closes)) == ("2026-06-22 09:00", closes)

    def test_a_second_hold_within_the_window_leaves_its_end(self) -> None:
        """The mail of Friday 19 June holds B and D until the 23rd. B closes on the 24th, and D on the 29th."""
        asked = case("x", follow_up("2026-06-19 09:00"), offer("2026-06-19 09:30"))
        soon = case("b", THANKED, decision_by=date(2026, 6, 18))
        second = case("d", THANKED, follow_up("2026-06-15 10:00"))
        found = entries([asked, soon, second], "2026-06-19 10:00")
        before, held = found["b"].action, found["d"].action
        assert isinstance(before, WaitUntil)
        assert local(before.send_at) == "2026-06-23 09:00"
        assert isinstance(held, WaitUntil)
        assert (local(held.window.opens), local(held.window.closes)) == ("2026-06-25 09:00", "2026-06-29 18:00")

    def test_thanks_and_a_follow_up_do_not_go_to_one_person_on_one_day(self) -> None:
        """The update of 15 June in the other case is thanked for first: thanks go before what asks (H2)."""
        updated = case("b", THANKED, follow_up("2026-06-12 10:00", "lead"), reply("2026-06-15 09:30"))
        found = listed([case("a", THANKED), updated])
        assert found == [("b", "update-thanks", "2026-06-15 10:00"), ("a", "follow-up-1", "2026-06-16 09:00")]

    def test_a_held_message_still_says_from_when_it_counts(self) -> None:
        codes = [reason.code for reason in entries(THREE)["b"].action.reasons]
        assert codes[:2] == ["decision-assumed", "after-decision"]
        assert codes[2:].count("held-other-case") == 1

    def test_a_closed_day_to_which_a_message_is_held_is_named(self) -> None:
        """Both are to be thanked for on Tuesday 28 April. The next day is a holiday, so the second goes on the 30th."""
        cases = [case("a", ended_at=at("2026-04-27 15:00")), case("b", ended_at=at("2026-04-27 16:00"))]
        held = entries(cases, "2026-04-28 16:30")["b"].action
        assert isinstance(held, WaitUntil)
        assert local(held.send_at) == "2026-04-30 09:00"
        assert "29 April 2026 is not a business day: Showa Day." in [reason.text for reason in held.reasons]

    def test_two_thank_you_notes_go_on_two_days(self) -> None:
        found = listed([case("a"), case("b", ended_at=at("2026-06-03 16:00"))], "2026-06-04 16:30")
        assert found == [("a", "thank-you", "2026-06-04 16:30"), ("b", "thank-you", "2026-06-05 09:00")]

    def test_different_people_are_written_to_on_one_day(self) -> None:
        other = Contact(id="hr", name="Aya Mori", roles={"recruiter"}, email="mori@other.example.com")
        found = listed([case("a", THANKED), case("b", THANKED, contacts=(other, LEAD, PEER))])
        assert [when for _, _, when in found] == ["2026-06-15 10:00", "2026-06-15 10:00"]

    def test_an_address_is_one_person_in_capitals_and_for_another_contact(self) -> None:
        same = Contact(id="boss", name="H. Sato", roles={"hiring-manager"}, email="SATO@example.com")
        found = listed([case("a", THANKED), case("b", THANKED, contacts=(same, PEER))])
        assert found[1] == ("b", "follow-up-1", "2026-06-17 09:00")

    def test_the_distances_between_messages_are_of_the_policy(self) -> None:
        longer = DEFAULT_POLICY.replace(between_asks_business_days=4)
        assert listed(THREE, policy=longer)[1] == ("b", "follow-up-1", "2026-06-19 09:00")
        days = DEFAULT_POLICY.replace(between_asks_business_days=0, between_messages_days=3)
        assert listed(THREE, policy=days)[1] == ("b", "follow-up-1", "2026-06-18 09:00")
        none = DEFAULT_POLICY.replace(between_asks_business_days=0, between_messages_days=0)
        assert [when for _, _, when in listed(THREE, policy=none)] == ["2026-06-15 10:00"] * 3

    @pytest.mark.parametrize(
        "sent",
        [follow_up("2026-06-12 10:00"), escalation("2026-06-12 10:00", "hr"), feedback_request("2026-06-12 10:00")],
    )
    def test_what_was_sent_in_another_case_counts(self, sent: Event) -> None:
        """It asked on Friday: Monday is the first business day after that."""
        sent_there = case("b", THANKED, sent, offer("2026-06-12 11:00"))
        found = listed([case("a", THANKED), sent_there])
        assert found[0] == ("a", "follow-up-1", "2026-06-16 09:00")
        assert entries([case("a", THANKED), sent_there])["a"].held_by == "b"

    def test_another_message_counts_on_its_day_only(self) -> None:
        sent_there = case("b", THANKED, message("2026-06-15 09:00"), offer("2026-06-15 09:30"))
        assert listed([case("a", THANKED), sent_there])[0] == ("a", "follow-up-1", "2026-06-16 09:00")
        assert listed([case("a", THANKED), sent_there], "2026-06-16 10:00")[0] == (
            "a",
            "follow-up-1",
            "2026-06-16 10:00",
        )

    def test_what_was_sent_in_a_case_does_not_hold_that_case(self) -> None:
        alone = case("a", THANKED, message("2026-06-15 09:00"))
        other = case("b", THANKED, offer("2026-06-08 10:00"))
        assert entries([alone, other])["a"].action == next_action(alone, now=at(MORNING))

    def test_what_bounced_in_another_case_was_never_sent(self) -> None:
        lost = case("b", THANKED, follow_up("2026-06-12 10:00"), bounced("2026-06-12 10:01"), offer("2026-06-12 11:00"))
        assert listed([case("a", THANKED), lost])[0] == ("a", "follow-up-1", "2026-06-15 10:00")

    def test_what_nobody_sends_holds_nobody_up(self) -> None:
        """The old one closed on 16 June: on 19 June it is three business days late, and goes behind the new one."""
        old, new = case("a", THANKED), case("b", THANKED, ended_at=at("2026-06-08 15:00"))
        found = listed([old, new], "2026-06-19 10:00")
        assert found == [("b", "follow-up-1", "2026-06-19 10:00"), ("a", "follow-up-1", "2026-06-23 09:00")]

    def test_two_business_days_late_is_not_too_late_to_go_first(self) -> None:
        old, new = case("a", THANKED), case("b", THANKED, ended_at=at("2026-06-07 15:00"))
        found = listed([old, new], "2026-06-18 10:00")
        assert found == [("a", "follow-up-1", "2026-06-18 10:00"), ("b", "follow-up-1", "2026-06-22 09:00")]

    def test_an_answer_that_is_owed_is_never_held(self) -> None:
        asked = case("b", THANKED, reply("2026-06-15 09:30", asks_for="two references"))
        found = listed([case("a", THANKED, follow_up("2026-06-15 09:00")), asked])
        assert found[0] == ("b", "respond", "2026-06-15 10:00")

    def test_an_answer_that_is_owed_holds_others_on_its_day(self) -> None:
        asked = case("b", THANKED, reply("2026-06-15 09:30", asks_for="two references"))
        assert listed([case("a", THANKED), asked])[1] == ("a", "follow-up-1", "2026-06-16 09:00")

    def test_a_hold_for_another_case_folds_nothing(self) -> None:
        """Held thanks stay thanks, although a follow-up opens on the day on which they may go out."""
        one = case("a", decision_by=date(2026, 6, 3))
        two = case("b", decision_by=date(2026, 6, 3), ended_at=at("2026-06-03 16:00"))
        own = next_action(two, now=at("2026-06-05 10:00"))
        assert isinstance(own, Send)
        held = entries([one, two], "2026-06-05 10:00")["b"].action
        assert isinstance(held, WaitUntil)
        assert (held.touch, local(held.send_at)) == (Touch.THANK_YOU, "2026-06-08 09:00")
        assert held.lapses_at > held.send_at

    def test_thanks_that_are_held_still_end_before_the_follow_up_that_would_say_them(self) -> None:
        """The decision date is Friday 5 June, so the first follow-up opens on the 10th, and thanks end with the 9th."""
        later = case("b", ended_at=at("2026-06-03 16:00"), decision_by=date(2026, 6, 5))
        held = entries([case("a"), later], "2026-06-04 16:30")["b"].action
        assert isinstance(held, WaitUntil)
        assert (local(held.send_at), local(held.lapses_at)) == ("2026-06-05 09:00", "2026-06-09 18:00")

    def test_the_cases_of_two_candidates_are_apart(self) -> None:
        other = Candidate(name="Kim Lee", email="kim@example.com")
        found = listed([case("a", THANKED), case("b", THANKED, candidate=other)])
        assert [when for _, _, when in found] == ["2026-06-15 10:00", "2026-06-15 10:00"]

    def test_a_candidate_is_an_address(self) -> None:
        same = Candidate(name="M. Tan", email="MEI@example.com")
        found = listed([case("a", THANKED), case("b", THANKED, candidate=same)])
        assert found[1] == ("b", "follow-up-1", "2026-06-17 09:00")

    def test_cases_without_a_candidate_share_one(self) -> None:
        found = listed([case("a", THANKED, candidate=None), case("b", THANKED, candidate=None)])
        assert found[1] == ("b", "follow-up-1", "2026-06-17 09:00")

    def test_of_two_cases_that_hold_a_message_the_longer_hold_is_named(self) -> None:
        """HR and the manager hear from two other cases; the manager's of Friday holds until Tuesday."""
        both = [HR.replace(roles={"hiring-manager"}), LEAD]
        asks_both = case("a", THANKED, follow_up("2026-06-05 10:00", "hr", "lead"), contacts=(*both, PEER))
        hr_hears = case("b", THANKED, message("2026-06-15 09:00", "hr"), offer("2026-06-15 09:30"))
        lead_hears = case("c", THANKED, follow_up("2026-06-15 09:00", "lead"), offer("2026-06-15 09:30"))
        held = entries([asks_both, hr_hears, lead_hears])["a"]
        assert isinstance(held.action, WaitUntil)
        assert (held.held_by, local(held.action.send_at)) == ("c", "2026-06-17 09:00")
        assert [reason.text[:8] for reason in held.action.reasons if reason.rule == "H1"] == ["Ken Ito "]


class TestManyMessagesToOnePerson:
    """H1: '… it is held (G8) until it does, … and takes its turn again.'"""

    OVER = offer("2026-06-08 10:00")

    def days(self, cases: Iterable[Case], now: str = MORNING, **more: Any) -> list[tuple[str, str]]:
        return [(name, when[:10]) for name, what, when in listed(cases, now, **more) if what != "done"]

    def test_of_the_cases_that_wait_what_closes_first_goes_first(self) -> None:
        first, second = (
            follow_up("2026-06-08 10:00"),
            follow_up("2026-06-09 10:00"),
        )  # a second one closes after 2 weeks
        found = self.days(
            [case("d", THANKED, second), case("c", THANKED, first), case("b", THANKED), case("a", THANKED)], MORNING
        )
        assert found == [("a", "2026-06-15"), ("b", "2026-06-17"), ("c", "2026-06-19"), ("d", "2026-06-23")]

    def test_when_all_have_closed_meanwhile_the_older_interview_goes_first(self) -> None:
        """On Wednesday 24 June, to which the mail of Monday holds both, both of their windows would be over."""
        asked = case("x", follow_up("2026-06-22 09:00"), offer("2026-06-22 09:30"))
        closes_first = case("c", THANKED, follow_up("2026-06-08 10:00"))
        older = case("d", THANKED, follow_up("2026-06-09 10:00"), ended_at=at("2026-06-03 14:00"))
        found = self.days([asked, closes_first, older], "2026-06-22 10:00")
        assert found == [("d", "2026-06-24"), ("c", "2026-06-26")]

    def test_cases_that_wait_longer_are_joined_by_others(self) -> None:
        """A mail of Wednesday is known already: it holds the older one, which opens then, and those that wait."""
        asked = case("x", follow_up("2026-06-17 09:00"), self.OVER)
        older = case("e", THANKED, snoozed("2026-06-10 10:00", "2026-06-17"), ended_at=at("2026-06-03 14:00"))
        found = self.days([asked, case("a", THANKED), case("b", THANKED), case("c", THANKED), older])
        assert found == [("a", "2026-06-15"), ("e", "2026-06-19"), ("b", "2026-06-23"), ("c", "2026-06-25")]

    def test_a_case_that_waits_longer_joins_many_others(self) -> None:
        asked = case("x", follow_up("2026-06-17 09:00"), self.OVER)
        snooze = snoozed("2026-06-10 10:00", "2026-06-17")
        older = [case(f"e{n}", THANKED, snooze, ended_at=at(f"2026-06-03 14:0{n}")) for n in (1, 2, 3)]
        found = self.days([asked, case("a", THANKED), case("b", THANKED), *older])
        assert found == [
            ("a", "2026-06-15"),
            ("e1", "2026-06-19"),
            ("e2", "2026-06-23"),
            ("e3", "2026-06-25"),
            ("b", "2026-06-29"),
        ]

    def test_a_case_does_not_wait_for_its_own_message_while_others_do(self) -> None:
        """What `a` sent today holds the others until Wednesday, and `a` only until tomorrow, for the message of `x`."""
        mine = case(
            "a", THANKED, follow_up("2026-06-08 10:00"), follow_up("2026-06-15 08:00"), reply("2026-06-15 08:30")
        )
        x = case("x", message("2026-06-15 09:00"), message("2026-06-16 09:00"), self.OVER)
        thanks = next_action(mine, now=at(MORNING))
        assert isinstance(thanks, Send)
        assert thanks.touch is Touch.UPDATE_THANKS
        assert self.days([mine, x, case("b", THANKED)]) == [("a", "2026-06-17"), ("b", "2026-06-18")]

    def test_cases_that_wait_for_one_day_may_wait_for_different_cases(self) -> None:
        """`a` holds `b` and `c` until Wednesday. The thanks of `x` hold `c` until then too, and come first by H2."""
        sent_there = case("x", thank_you("2026-06-16 09:00", "hr"), self.OVER)
        tuesday = case("c", THANKED, snoozed("2026-06-10 10:00", "2026-06-16"), ended_at=at("2026-06-03 14:00"))
        found = entries([sent_there, case("a", THANKED), case("b", THANKED), tuesday])
        assert [(name, found[name].held_by) for name in "abc"] == [("a", None), ("b", "c"), ("c", "x")]

    def test_a_message_of_its_own_does_not_hold_a_second_follow_up(self) -> None:
        mine = case("a", THANKED, follow_up("2026-06-08 10:00"), message("2026-06-15 08:00"))
        x = case("x", message("2026-06-15 09:00"), message("2026-06-16 09:00"), self.OVER)
        assert self.days([mine, x]) == [("a", "2026-06-17")]
        assert self.days([mine, x, case("b", THANKED)]) == [("b", "2026-06-17"), ("a", "2026-06-19")]

    def test_a_message_of_its_own_that_went_out_later_does_not_hold_a_second_follow_up(self) -> None:
        """The distance is three days: `x` holds `a` until the 18th, and what `a` itself sent on the 16th does not."""
        mine = case("a", THANKED, follow_up("2026-06-08 10:00"), message("2026-06-16 08:00"))
        far = DEFAULT_POLICY.replace(between_messages_days=3)
        assert self.days([mine, case("x", message("2026-06-15 09:00"), self.OVER)], policy=far) == [("a", "2026-06-18")]

    def test_two_messages_of_one_case_on_one_day_are_of_that_case(self) -> None:
        twice = case("a", THANKED, message("2026-06-15 08:00"), message("2026-06-15 09:00"))
        assert entries([twice, case("b", THANKED)])["b"].held_by == "a"
        assert entries([twice, case("b", self.OVER)])["a"].held_by is None

    def test_a_long_distance_leads_beyond_what_a_calendar_knows_at_first(self) -> None:
        far = DEFAULT_POLICY.replace(between_asks_business_days=366)
        known = business_calendar("JP", years=range(2020, 2045))
        found = self.days([case("a", THANKED), case("b", THANKED), case("c", THANKED)], policy=far)
        second = known.add_business_days(date(2026, 6, 15), 366)
        third = known.add_business_days(second, 366)
        assert found == [("a", "2026-06-15"), ("b", str(second)), ("c", str(third))]


class TestYearsApart:
    """What was sent so long ago that the calendar of the case that waits does not begin there holds nothing up."""

    def test_a_message_of_the_last_century_in_another_case_holds_nothing(self) -> None:
        old = case("old", follow_up("1999-06-16 10:00"), ended_at=at(LAST_CENTURY))
        assert listed([old, case("b", THANKED)])[0] == ("b", "follow-up-1", "2026-06-15 10:00")

    def test_a_message_of_the_last_century_in_its_own_case_holds_nothing(self) -> None:
        odd = case("b", THANKED, follow_up(LAST_CENTURY))
        assert listed([case("a", THANKED), odd])[1] == ("b", "follow-up-1", "2026-06-17 09:00")

    def test_a_company_that_closed_for_years_may_wait_for_years(self) -> None:
        """A year of business days between, and three years of business days closed: four years later it waits still."""
        worked = holidays.country_holidays("JP", years=range(2029, 2037)).is_working_day
        days = [day for n in range(365 * 7) if worked(day := date(2029, 12, 4) + timedelta(days=n))]
        closed = [day for day in days if day < date(2034, 1, 2)][-750:]
        policy = Policy(between_asks_business_days=366)
        old = case("old", follow_up("2029-12-03 10:00"), ended_at=at("2029-11-20 15:00"))
        young = case("young", thank_you("2034-01-05 15:30"), ended_at=at("2034-01-04 15:00"), extra_holidays=closed)
        until = [day for day in days if day not in set(closed)][365]
        assert until > date(2034, 1, 16)
        held = entries([old, young], "2034-01-16 10:00", policy=policy)["young"]
        assert held.held_by == "old"
        assert isinstance(held.action, WaitUntil)
        assert held.action.send_at.date() == until

    def test_the_last_of_many_cases_is_held_for_longer_than_a_calendar_reaches_at_first(self) -> None:
        """With 366 days between any two messages to one recruiter, and a Monday after each weekend."""
        cases = [case(f"c{number:02}", THANKED) for number in range(25)]
        found = listed(cases, policy=DEFAULT_POLICY.replace(between_messages_days=366))
        assert (found[0], found[-1]) == (
            ("c00", "follow-up-1", "2026-06-15 10:00"),
            ("c24", "follow-up-1", "2050-07-11 09:00"),
        )
