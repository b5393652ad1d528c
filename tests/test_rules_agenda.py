"""Several cases of one candidate (H1 to H3), with days worked out by hand.

The plain interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date: 10 June is assumed.

     June 2026               July 2026
Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
 1  2  3  4  5  6  7           1  2  3  4  5
 8  9 10 11 12 13 14     6  7  8  9 10 11 12
15 16 17 18 19 20 21    13 14 15 16 17 18 19
22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
29 30                   27 28 29 30 31

Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import (
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    not_held,
    offer,
    reopened,
    reply,
    snoozed,
    thank_you,
)
from followup_rules import (
    DEFAULT_POLICY,
    Candidate,
    Case,
    Contact,
    Entry,
    InputError,
    Policy,
    Send,
    Touch,
    WaitUntil,
    agenda,
    business_calendar,
    messages,
    next_action,
    plan,
    replay,
)
from followup_rules.ical import to_calendar
from followup_rules.timeline import to_html, to_svg
from oracle.desk import desks, expected
from support import CANDIDATE, HR, LEAD, PEER, at, by_chance, interview, local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_rules import Event

MONDAY = "2026-06-15 10:00"
LAST_CENTURY = "1999-06-02 15:00"
THANKED = thank_you("2026-06-04 15:30")


def case(name: str, *events: Event, candidate: Candidate | None = CANDIDATE, **changes: Any) -> Case:
    """Return a case by the id of its interview; those of one list share HR, the manager and the interviewer."""
    return Case(interview=interview(id=name, **changes), events=events, candidate=candidate)


def listed(cases: Iterable[Case], now: str = MONDAY, **more: Any) -> list[tuple[str, str, str]]:
    """Return the agenda: each case's id, what is due in it, and when."""
    found = []
    for entry in agenda(cases, now=at(now), **more):
        row = entry.row()
        when = row["send_at"] or row["opens"]
        found.append(
            (str(row["id"]), str(row["touch"] or row["kind"]), local(when) if isinstance(when, datetime) else "")
        )
    return found


def entries(cases: Iterable[Case], now: str = MONDAY, **more: Any) -> dict[str, Entry]:
    return {entry.case.interview.id: entry for entry in agenda(cases, now=at(now), **more)}


class TestH1:
    """'A person is an address, across cases. In `agenda(cases, now=…)` nobody gets two messages that ask (a follow-up,
    an escalation, a feedback request) from one candidate before the second business day, by the calendar of the case
    that waits, after the other, nor any two on one local day (both `Policy` fields).'
    """

    THREE = (case("a", THANKED), case("b", THANKED), case("c", THANKED))

    def test_three_follow_ups_to_one_recruiter_come_two_business_days_apart(self) -> None:
        assert listed(self.THREE) == [
            ("a", "follow-up-1", "2026-06-15 10:00"),
            ("b", "follow-up-1", "2026-06-17 09:00"),
            ("c", "follow-up-1", "2026-06-19 09:00"),
        ]

    def test_the_second_business_day_is_by_the_calendar_of_the_case_that_waits(self) -> None:
        """Tuesday, Wednesday and Thursday are closed days at the company that waits: Friday and Monday count."""
        closed = [date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)]
        found = listed([case("a", THANKED), case("b", THANKED, extra_holidays=closed)])
        assert found[1] == ("b", "follow-up-1", "2026-06-22 09:00")

    def test_a_held_message_waits_and_says_for_which_other_case(self) -> None:
        held = entries(self.THREE)["b"]
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
        held = entries(self.THREE)["c"].action
        assert isinstance(held, WaitUntil)
        assert (local(held.window.opens), local(held.window.closes)) == ("2026-06-19 09:00", "2026-06-19 18:00")
        assert local(held.changes_at) == "2026-06-19 09:00"

    def test_thanks_and_a_follow_up_do_not_go_to_one_person_on_one_day(self) -> None:
        """The update of 15 June in the other case is thanked for first: thanks go before what asks (H2)."""
        updated = case("b", THANKED, follow_up("2026-06-12 10:00", "lead"), reply("2026-06-15 09:30"))
        found = listed([case("a", THANKED), updated])
        assert found == [("b", "update-thanks", "2026-06-15 10:00"), ("a", "follow-up-1", "2026-06-16 09:00")]

    def test_two_thank_you_notes_go_on_two_days(self) -> None:
        found = listed([case("a"), case("b", ended_at=at("2026-06-03 16:00"))], "2026-06-04 16:30")
        assert found == [("a", "thank-you", "2026-06-04 16:30"), ("b", "thank-you", "2026-06-05 09:00")]

    def test_different_people_are_written_to_on_one_day(self) -> None:
        other = Contact(id="hr", name="Aya Mori", roles={"recruiter"}, email="mori@other.example.com")
        found = listed([case("a", THANKED), case("b", THANKED, contacts=(other, LEAD, PEER))])
        assert [when for _, _, when in found] == ["2026-06-15 10:00", "2026-06-15 10:00"]

    def test_an_address_is_one_person_whatever_its_case_and_its_contact(self) -> None:
        same = Contact(id="boss", name="H. Sato", roles={"hiring-manager"}, email="SATO@example.com")
        found = listed([case("a", THANKED), case("b", THANKED, contacts=(same, PEER))])
        assert found[1] == ("b", "follow-up-1", "2026-06-17 09:00")

    def test_both_distances_are_of_the_policy(self) -> None:
        longer = DEFAULT_POLICY.replace(between_asks_business_days=4)
        assert listed(self.THREE, policy=longer)[1] == ("b", "follow-up-1", "2026-06-19 09:00")
        days = DEFAULT_POLICY.replace(between_asks_business_days=0, between_messages_days=3)
        assert listed(self.THREE, policy=days)[1] == ("b", "follow-up-1", "2026-06-18 09:00")
        none = DEFAULT_POLICY.replace(between_asks_business_days=0, between_messages_days=0)
        assert [when for _, _, when in listed(self.THREE, policy=none)] == ["2026-06-15 10:00"] * 3

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

    def test_what_was_sent_in_the_same_case_is_for_the_rules_of_that_case(self) -> None:
        alone = case("a", THANKED, message("2026-06-15 09:00"))
        other = case("b", THANKED, offer("2026-06-08 10:00"))
        assert entries([alone, other])["a"].action == next_action(alone, now=at(MONDAY))

    def test_what_bounced_was_never_sent(self) -> None:
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

    def test_this_hold_folds_nothing(self) -> None:
        """Held thanks stay thanks, although a follow-up opens on the day on which they may go out."""
        one = case("a", decision_by=date(2026, 6, 3))
        two = case("b", decision_by=date(2026, 6, 3), ended_at=at("2026-06-03 16:00"))
        own = next_action(two, now=at("2026-06-05 10:00"))
        assert isinstance(own, Send)
        held = entries([one, two], "2026-06-05 10:00")["b"].action
        assert isinstance(held, WaitUntil)
        assert (held.touch, local(held.send_at)) == (Touch.THANK_YOU, "2026-06-08 09:00")
        assert held.lapses_at > held.send_at

    def test_candidates_are_apart(self) -> None:
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

    def test_of_two_that_hold_it_the_one_that_holds_it_longest_is_named(self) -> None:
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

    def days(self, cases: Iterable[Case], now: str = MONDAY, **more: Any) -> list[tuple[str, str]]:
        return [(name, when[:10]) for name, what, when in listed(cases, now, **more) if what != "done"]

    def test_of_those_that_wait_what_closes_first_goes_first(self) -> None:
        first, second = (
            follow_up("2026-06-08 10:00"),
            follow_up("2026-06-09 10:00"),
        )  # a second one closes after 2 weeks
        found = self.days(
            [case("d", THANKED, second), case("c", THANKED, first), case("b", THANKED), case("a", THANKED)], MONDAY
        )
        assert found == [("a", "2026-06-15"), ("b", "2026-06-17"), ("c", "2026-06-19"), ("d", "2026-06-23")]

    def test_when_all_have_closed_meanwhile_the_older_interview_goes_first(self) -> None:
        """On Wednesday 24 June, to which the mail of Monday holds both, both of their windows would be over."""
        asked = case("x", follow_up("2026-06-22 09:00"), offer("2026-06-22 09:30"))
        closes_first = case("c", THANKED, follow_up("2026-06-08 10:00"))
        older = case("d", THANKED, follow_up("2026-06-09 10:00"), ended_at=at("2026-06-03 14:00"))
        found = self.days([asked, closes_first, older], "2026-06-22 10:00")
        assert found == [("d", "2026-06-24"), ("c", "2026-06-26")]

    def test_those_that_wait_longer_are_joined_by_others(self) -> None:
        """A mail of Wednesday is known already: it holds the older one, which opens then, and those that wait."""
        asked = case("x", follow_up("2026-06-17 09:00"), self.OVER)
        older = case("e", THANKED, snoozed("2026-06-10 10:00", "2026-06-17"), ended_at=at("2026-06-03 14:00"))
        found = self.days([asked, case("a", THANKED), case("b", THANKED), case("c", THANKED), older])
        assert found == [("a", "2026-06-15"), ("e", "2026-06-19"), ("b", "2026-06-23"), ("c", "2026-06-25")]

    def test_one_that_waits_longer_joins_many_others(self) -> None:
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
        thanks = next_action(mine, now=at(MONDAY))
        assert isinstance(thanks, Send)
        assert thanks.touch is Touch.UPDATE_THANKS
        assert self.days([mine, x, case("b", THANKED)]) == [("a", "2026-06-17"), ("b", "2026-06-18")]

    def test_who_waits_for_the_same_day_may_wait_for_different_cases(self) -> None:
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

    def test_nor_does_one_that_the_case_says_went_out_later(self) -> None:
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

    def test_another_case_of_the_last_century(self) -> None:
        old = case("old", follow_up("1999-06-16 10:00"), ended_at=at(LAST_CENTURY))
        assert listed([old, case("b", THANKED)])[0] == ("b", "follow-up-1", "2026-06-15 10:00")

    def test_a_message_of_its_own_of_the_last_century(self) -> None:
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


class TestH2:
    """'Within a day a `Respond` goes first, then thanks, then what closes first, then the older interview, then the
    `id`, then the case as it is written.'
    """

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (case("z", THANKED, decision_by=date(2026, 6, 9)), case("a", THANKED)),  # closes on the 15th
            (case("z", THANKED), case("a", THANKED, ended_at=at("2026-06-03 15:01"))),
            (case("a", THANKED, company="Zeta"), case("b", THANKED)),
            (case("a", THANKED, company="Acme"), case("a", THANKED, company="Beta")),
        ],
        ids=["closes first", "older interview", "id", "as written"],
    )
    def test_the_first_goes_first_and_the_other_waits(self, first: Case, second: Case) -> None:
        for cases in ([first, second], [second, first]):
            found = agenda(cases, now=at(MONDAY))
            assert [entry.case for entry in found] == [first, second]
            assert [entry.action.kind for entry in found] == ["send", "wait-until"]


class TestH3:
    """'The agenda lists every case's answer in the order of `send_at`; at one instant late before open, then H2; a
    `Blocked` at its opening; `Done` last. `until` cuts the list after placing: it then holds what is to be done before
    that instant, and no `Done`: a morning list is `until` the evening.'
    """

    APART = tuple(
        Contact(id="hr", name="Hanako Sato", roles={"recruiter"}, email=f"sato@{name}.example.com") for name in "abcdef"
    )
    DONE = thank_you("2026-06-04 15:30", "hr")
    OPEN = case("open", DONE, contacts=(APART[0],))
    LATE = case("late", DONE, decision_by=date(2026, 6, 5), contacts=(APART[1],))
    TOMORROW = case("tomorrow", DONE, decision_by=date(2026, 6, 11), contacts=(APART[2],))
    BLOCKED = case("blocked", contacts=(PEER.replace(email=None),))
    OVER = case("over", offer("2026-06-08 10:00"), contacts=(APART[4],))
    SNOOZED = case("snoozed", DONE, snoozed("2026-06-10 10:00", "2026-06-15 14:00"), contacts=(APART[5],))
    ALL = (OVER, TOMORROW, OPEN, SNOOZED, BLOCKED, LATE)

    def test_every_case_is_listed_in_the_order_of_when_to_act(self) -> None:
        assert listed(self.ALL) == [
            ("blocked", "follow-up-1", "2026-06-15 09:00"),
            ("late", "follow-up-1", "2026-06-15 10:00"),
            ("open", "follow-up-1", "2026-06-15 10:00"),
            ("snoozed", "follow-up-1", "2026-06-15 14:00"),
            ("tomorrow", "follow-up-1", "2026-06-16 09:00"),
            ("over", "done", ""),
        ]

    def test_a_morning_list_is_until_the_evening(self) -> None:
        found = listed(self.ALL, until=at("2026-06-15 18:00"))
        assert [name for name, _, _ in found] == ["blocked", "late", "open", "snoozed"]

    def test_until_is_not_included(self) -> None:
        found = listed(self.ALL, until=at("2026-06-15 14:00"))
        assert [name for name, _, _ in found] == ["blocked", "late", "open"]

    def test_until_cuts_after_placing(self) -> None:
        found = listed(TestH1.THREE, until=at("2026-06-15 18:00"))
        assert found == [("a", "follow-up-1", "2026-06-15 10:00")]

    def test_a_new_time_that_is_missing_is_listed_at_the_time_of_the_event(self) -> None:
        anew = case("anew", not_held("2026-06-04 10:00"), reopened("2026-06-12 10:00"), contacts=(self.APART[3],))
        assert listed([self.OPEN, anew])[0] == ("anew", "blocked", "2026-06-12 10:00")

    def test_an_answer_is_the_case_s_own_but_for_h1(self) -> None:
        for entry in agenda(self.ALL, now=at(MONDAY)):
            assert entry.action == next_action(entry.case, now=at(MONDAY))
            assert entry.changes_at == entry.action.changes_at
            assert entry.held_by is None

    def test_no_case_gives_an_empty_list(self) -> None:
        assert agenda([], now=at(MONDAY)) == ()

    def test_a_case_given_twice_counts_once(self) -> None:
        once = agenda(self.ALL, now=at(MONDAY))
        copies = [Case.model_validate_json(each.model_dump_json()) for each in self.ALL]
        assert agenda([*self.ALL, *copies], now=at(MONDAY)) == once
        assert agenda([TestH1.THREE[0], TestH1.THREE[0]], now=at(MONDAY))[0].held_by is None

    def test_cases_may_be_any_iterable(self) -> None:
        assert agenda(iter(self.ALL), now=at(MONDAY)) == agenda(list(self.ALL), now=at(MONDAY))


class TestWhenAnEntryChanges:
    """G40: 'An entry of an agenda changes at the latest when the `send_at` of one that shares an address with it
    changes its day.'
    """

    def test_a_held_one_changes_when_the_other_is_not_sent_today(self) -> None:
        found = entries(TestH1.THREE)
        assert [str(found[name].changes_at) for name in "abc"] == ["2026-06-15 09:00:00+00:00"] * 3
        evening = entries(TestH1.THREE, "2026-06-15 18:00")
        assert [local(evening[name].action.send_at)[:10] for name in "abc"] == [  # type: ignore[union-attr]
            "2026-06-16",
            "2026-06-18",
            "2026-06-22",
        ]

    def test_an_answer_that_is_owed_changes_at_midnight(self) -> None:
        asked = case("b", THANKED, reply("2026-06-15 09:30", asks_for="two references", answer_by=date(2026, 6, 19)))
        assert str(entries([case("a", THANKED), asked])["a"].changes_at) == "2026-06-15 09:00:00+00:00"
        later = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-06-22"))
        assert str(entries([later, asked])["a"].changes_at) == "2026-06-15 15:00:00+00:00"

    def test_what_is_over_never_changes(self) -> None:
        over = case("b", THANKED, offer("2026-06-08 10:00"))
        found = entries([case("a", THANKED), over])
        assert found["b"].changes_at is None
        assert str(found["a"].changes_at) == "2026-06-15 09:00:00+00:00"  # the work of Monday ends at 18:00

    def test_the_day_of_a_message_changes_in_the_zone_of_each_case(self) -> None:
        """From midnight in Tokyo on, an answer owed in New York goes out on another day there, and holds the other."""
        asked = case(
            "b",
            reply("2026-06-15 13:30", asks_for="two references", answer_by=date(2026, 6, 19)),
            ended_at=at("2026-06-03 15:00"),
            timezone="America/New_York",
            country="US",
        )
        other = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-06-16"))
        found = entries([other, asked], "2026-06-15 14:00")
        assert (found["a"].held_by, str(found["a"].changes_at)) == (None, "2026-06-15 15:00:00+00:00")
        assert entries([other, asked], "2026-06-16 00:00")["a"].held_by == "b"

    def test_one_that_nobody_can_get_counts_until_it_gives_way(self) -> None:
        """The window closes on 16 June, and 60 days later, on Saturday 15 August, it lapses with the work of Friday."""
        nobody = case("b", THANKED, contacts=(HR.replace(do_not_contact=True), PEER.replace(roles={"employee"})))
        later = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-08-28"), contacts=(PEER, LEAD))
        found = entries([later, nobody])
        assert str(found["a"].changes_at) == str(found["b"].changes_at) == "2026-08-14 09:00:00+00:00"


class TestRows:
    def test_an_entry_is_a_flat_row(self) -> None:
        row = entries(TestH1.THREE)["b"].row()
        assert {name: row[name] for name in ("id", "company", "position", "round", "kind", "touch", "stage")} == {
            "id": "b",
            "company": "Acme",
            "position": "Data Engineer",
            "round": 1,
            "kind": "wait-until",
            "touch": "follow-up-1",
            "stage": "thanked",
        }
        assert (row["to"], row["names"], row["emails"]) == ("hr", "Hanako Sato", "sato@example.com")
        assert row["held_by"] == "a"
        assert row["send_at"] == row["opens"] == datetime(2026, 6, 17, tzinfo=UTC)
        assert row["closes"] == datetime(2026, 6, 17, 9, tzinfo=UTC)
        assert row["changes_at"] == datetime(2026, 6, 15, 9, tzinfo=UTC)
        assert row["timezone"] == "Asia/Tokyo"
        assert str(row["reasons"]).split(", ")[-2:] == ["held-other-case", "hr-first"]
        assert row["text"] == "Wait until Wed 17 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato"
        assert {type(value) for value in row.values()} <= {str, int, datetime, date, type(None)}

    def test_all_kinds_have_the_same_keys(self) -> None:
        asked = case(
            "asked", THANKED, reply("2026-06-15 09:30", asks_for="two references", answer_by=date(2026, 6, 19))
        )
        found = agenda([*TestH3.ALL, asked], now=at(MONDAY))
        assert {entry.action.kind for entry in found} == {"send", "wait-until", "blocked", "done", "respond"}
        assert len({tuple(entry.row()) for entry in found}) == 1
        rows = {entry.case.interview.id: entry.row() for entry in found}
        assert (rows["asked"]["asks_for"], rows["asked"]["answer_by"]) == ("two references", date(2026, 6, 19))
        assert (rows["blocked"]["missing"], rows["blocked"]["to"]) == ("no-address, recipient", None)
        assert (rows["over"]["opens"], rows["over"]["timezone"], rows["over"]["reasons"]) == (None, None, "offer")

    def test_an_entry_goes_through_json_and_says_what_it_is(self) -> None:
        entry = entries(TestH1.THREE)["b"]
        assert Entry.model_validate_json(entry.model_dump_json()) == entry
        assert json.loads(entry.model_dump_json())["held_by"] == "a"
        assert str(entry).startswith("Data Engineer at Acme: Wait until Wed 17 Jun 09:00")


class TestAskingAboutACase:
    """A case has its interview, events and candidate: nothing of it needs to be unpacked."""

    CASE = case("a", THANKED, follow_up("2026-06-15 10:00"))
    NOW = at("2026-06-23 10:00")

    def test_every_question_takes_a_case(self) -> None:
        about, events = self.CASE.interview, self.CASE.events
        action = next_action(self.CASE, now=self.NOW)
        assert action == next_action(about, events, now=self.NOW)
        assert action.kind == "send"
        assert plan(self.CASE, now=self.NOW) == plan(about, events, now=self.NOW)
        assert replay(self.CASE) == replay(about, events)
        assert messages(action, self.CASE) == messages(action, about, CANDIDATE)

    def test_so_do_the_ways_out(self) -> None:
        ahead, about, events = plan(self.CASE, now=self.NOW), self.CASE.interview, self.CASE.events
        assert to_svg(ahead, self.CASE, now=self.NOW) == to_svg(ahead, about, events, now=self.NOW)
        assert to_html(ahead, self.CASE, now=self.NOW) == to_html(ahead, about, events, now=self.NOW)
        with_drafts = to_calendar(ahead, about, now=self.NOW, candidate=CANDIDATE)
        assert to_calendar(ahead, self.CASE, now=self.NOW) == with_drafts
        assert b"Dear " in with_drafts
        alone = self.CASE.replace(candidate=None)
        assert to_calendar(ahead, alone, now=self.NOW, candidate=CANDIDATE) == with_drafts
        with pytest.raises(InputError, match=r"^history must be nothing, since a Case has its events"):
            to_svg(ahead, self.CASE, events, now=self.NOW)

    def test_drafts_need_a_candidate_and_one_only(self) -> None:
        action = next_action(self.CASE, now=self.NOW)
        with pytest.raises(InputError, match=r"^candidate must be a Candidate; drafts need a name and an address"):
            messages(action, self.CASE.replace(candidate=None))
        twice: Any = (action, self.CASE, CANDIDATE)
        with pytest.raises(InputError, match=r"^candidate must be nothing, since a Case has its candidate"):
            messages(*twice)


class TestBadInput:
    @pytest.mark.parametrize(
        ("cases", "said"),
        [
            (5, "cases must be an iterable of Case, got 5"),
            ([case("a"), interview()], "cases.1 must be a Case, got Interview"),
            (case("a"), "cases must be an iterable of Case, got Case"),
        ],
    )
    def test_what_is_no_case_is_named(self, cases: Any, said: str) -> None:
        with pytest.raises(InputError) as caught:
            agenda(cases, now=at(MONDAY))
        assert str(caught.value).startswith(said)

    def test_a_naive_time_is_named(self) -> None:
        naive = at(MONDAY).replace(tzinfo=None)
        with pytest.raises(InputError, match=r"^now must be timezone-aware"):
            agenda([], now=naive)
        with pytest.raises(InputError, match=r"^until must be timezone-aware"):
            agenda([], now=at(MONDAY), until=naive)


class TestByChance:
    @given(desks())
    @by_chance(150)
    def test_it_is_what_the_rule_says_taken_literally(self, desk: tuple[list[Case], datetime]) -> None:
        cases, now = desk
        found = {id(entry.case): entry for entry in agenda(cases, now=now)}
        for each in expected(cases, now):
            entry = found[id(each.case)]
            assert entry.held_by == each.held_by
            if each.held_by is None:
                assert entry.action == each.own
            else:
                assert isinstance(entry.action, WaitUntil)
                assert (entry.action.send_at, entry.action.window.closes) == (each.send_at, each.closes)
                assert each.other_day is not None
                (said,) = [reason.text for reason in entry.action.reasons if reason.rule == "H1"]
                assert f" on {each.other_day.day} {each.other_day:%B %Y} about " in said

    @given(desks(), st.randoms(use_true_random=False))
    @by_chance(60)
    def test_the_order_in_which_cases_are_given_changes_nothing(
        self, desk: tuple[list[Case], datetime], by: Any
    ) -> None:
        cases, now = desk
        shuffled = by.sample(cases, len(cases))
        assert agenda(shuffled, now=now) == agenda(cases, now=now)

    @given(desks(), desks(domain="elsewhere.example"))
    @by_chance(60)
    def test_lists_that_share_no_address_may_be_asked_apart(
        self, one: tuple[list[Case], datetime], two: tuple[list[Case], datetime]
    ) -> None:
        now = one[1]
        apart = {*agenda(one[0], now=now), *agenda(two[0], now=now)}
        assert set(agenda([*one[0], *two[0]], now=now)) == apart

    @given(desks(), st.integers(1, 10**9))
    @by_chance(100)
    def test_an_entry_stays_until_it_says_that_it_changes(self, desk: tuple[list[Case], datetime], share: int) -> None:
        cases, now = desk
        for entry in agenda(cases, now=now):
            if entry.changes_at is None:
                continue
            assert entry.changes_at > now
            later = now + (entry.changes_at - now) * (share / 10**9) - timedelta(microseconds=1)
            then = next(each for each in agenda(cases, now=max(now, later)) if each.case is entry.case)
            assert _lasting(then) == _lasting(entry)


def _lasting(entry: Entry) -> dict[str, Any]:
    """Return what must not change before `changes_at`: all but `send_at`, the reasons and `changes_at` itself."""
    fields = entry.action.model_dump(exclude={"send_at", "reasons", "changes_at"})
    return {**fields, "held_by": entry.held_by}
