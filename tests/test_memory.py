"""What a case remembers: edges of replies, absences and invitations that other examples do not reach.

The interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo; June has no holiday there.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from asking import answer, codes, due, owed, span
from events import (
    away,
    bounced,
    follow_up,
    invites,
    message,
    not_held,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
)
from followup_rules import (
    DEFAULT_POLICY,
    Contact,
    ContactRole,
    Event,
    Touch,
    business_calendar,
    replay,
    thank_you_window,
    update_thanks_window,
)
from support import HR, LEAD, PEER, at, interview, local

THANKED = thank_you("2026-06-04 15:30")


class TestReplies:
    def test_a_reply_after_an_answer_is_the_reason_for_the_new_wait(self) -> None:
        """G10: your answer of 9 June restarted the wait; their reply of 11 June restarts it again."""
        events = [
            THANKED,
            reply("2026-06-08 10:00", asks_for="two references"),
            message("2026-06-09 10:00"),
            reply("2026-06-11 10:00"),
        ]
        texts = [
            reason.text
            for reason in answer(interview(), *events, now="2026-06-12 10:00").reasons
            if reason.rule == "G10"
        ]
        assert texts == ["Their reply of 11 June 2026 named no new date: 18 June 2026 is assumed, a week later."]

    def test_somebody_who_invited_and_wrote_last_is_passed_over_once(self) -> None:
        """G16: the manager is the first to ask for two reasons, and cannot be reached."""
        events = [
            THANKED,
            reply("2026-06-08 10:00", "lead", enquire_on=date(2026, 6, 15), decision_by=date(2026, 6, 15)),
            bounced("2026-06-08 11:00", LEAD),
        ]
        codes = [reason.code for reason in answer(interview(), *events, now="2026-06-15 10:00").reasons]
        assert codes.count("passed-over") == 1

    def test_a_request_for_feedback_names_nobody_who_was_asked_before(self) -> None:
        """Only a second follow-up and an escalation say that somebody was asked."""
        events = [THANKED, follow_up("2026-06-15 10:00"), rejection("2026-06-17 10:00")]
        request = due(interview(), *events, now="2026-06-18 10:00")
        assert (request.touch.value, request.asked_before, request.asked_on) == ("feedback-request", (), None)

    def test_a_first_follow_up_names_nobody_who_was_asked_before(self) -> None:
        """The interview was called off, and agreed on again, before its end: such a reply forgets nothing (G26)."""
        events = [not_held("2026-06-03 09:00"), follow_up("2026-06-03 10:00"), reopened("2026-06-03 11:00")]
        first = due(interview(contacts=(HR,)), *events, thank_you("2026-06-04 16:00", "hr"), now="2026-06-15 10:00")
        assert (first.touch, first.asked_before, first.asked_on) == (Touch.FOLLOW_UP_1, (), None)

    def test_of_many_who_asked_at_one_instant_the_last_id_counts_as_the_last_update(self) -> None:
        """G16: whoever asked and has the answer is asked first. A set has another order in each process."""
        ids, role = [f"c{number:02}" for number in range(30)], ContactRole.HIRING_MANAGER
        people = tuple(Contact(id=name, roles={role}, email=f"{name}@x.com") for name in ids)
        events = [
            THANKED,
            *[reply("2026-06-08 10:00", who, asks_for="references", decision_by=date(2026, 6, 10)) for who in ids],
            message("2026-06-09 10:00", *ids),
        ]
        contacts = (*interview().contacts, *people)
        assert [person.contact for person in due(interview(contacts=contacts), *events, now="2026-06-15 10:00").to] == [
            "c29"
        ]


class TestWhatIsKnownAhead:
    """Whoever waits for a message may read its words already, so that answer knows what they may say, too."""

    def test_an_answer_that_waits_knows_the_date_that_they_stated(self) -> None:
        waits = due(interview(decision_by=date(2026, 6, 12)), THANKED, now="2026-06-05 10:00")
        assert (waits.kind, waits.decision_by) == ("wait-until", date(2026, 6, 12))

    def test_an_answer_that_waits_knows_who_was_asked_before_and_when(self) -> None:
        waits = due(interview(), THANKED, follow_up("2026-06-15 10:00"), now="2026-06-16 10:00")
        assert (waits.kind, waits.asked_before, waits.asked_on) == ("wait-until", ("hr",), date(2026, 6, 15))

    def test_those_who_were_asked_before_are_in_the_order_of_their_ids(self) -> None:
        """A set has another order in each process."""
        ids = [f"c{number:02}" for number in range(30)]
        people = [Contact(id=name, roles={ContactRole.RECRUITER}, email=f"{name}@x.com") for name in ids]
        asked = follow_up("2026-06-15 10:00", *ids)
        assert due(interview(contacts=people), asked, now="2026-06-16 10:00").asked_before == tuple(ids)

    def test_a_second_follow_up_knows_who_was_asked_and_not_the_invitation(self) -> None:
        asked = follow_up("2026-06-22 10:00")
        second = due(interview(enquire_on=date(2026, 6, 22)), THANKED, asked, now="2026-06-23 10:00")
        assert (second.touch, second.enquire_on) == (Touch.FOLLOW_UP_2, None)
        assert (second.asked_before, second.asked_on) == (("hr",), date(2026, 6, 22))

    def test_a_follow_up_knows_the_stated_date_although_a_later_reply_named_none(self) -> None:
        """Thanks for their reply of 16 June lapsed with the 24th, five business days after the 17th."""
        events = [THANKED, follow_up("2026-06-15 10:00"), reply("2026-06-16 10:00")]
        action = due(interview(decision_by=date(2026, 6, 30)), *events, now="2026-06-25 10:00")
        assert (action.touch, action.decision_by) == (Touch.FOLLOW_UP_1, date(2026, 6, 30))


class TestReasons:
    def test_only_a_follow_up_after_a_skip_says_that_you_skipped(self) -> None:
        first, skip = follow_up("2026-06-15 10:00"), skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1)
        action = due(interview(), THANKED, skip, now="2026-06-16 10:00")
        assert "You skipped the message before this one on 15 June 2026. The wait still counts from that day." in [
            reason.text for reason in action.reasons
        ]
        assert "skipped" not in codes(due(interview(), THANKED, first, now="2026-06-16 10:00"))
        assert "skipped" not in codes(
            due(interview(), skipped("2026-06-04 15:30", Touch.THANK_YOU), now="2026-06-05 10:00")
        )

    def test_a_date_that_they_stated_counts_from_its_own_day_on(self) -> None:
        """G10: their reply of 8 June named no new date; a week later is 15 June, which is the day that they stated."""
        action = due(
            interview(decision_by=date(2026, 6, 15)), THANKED, reply("2026-06-08 10:00"), now="2026-06-09 10:00"
        )
        assert "decision-stated" in codes(action)

    def test_a_wait_of_weeks_is_told_in_weeks(self) -> None:
        action = due(
            interview(), THANKED, now="2026-06-08 10:00", policy=DEFAULT_POLICY.replace(assumed_decision_weeks=2)
        )
        assert "They named no decision date: 17 June 2026 is assumed, 2 weeks after the interview." in [
            reason.text for reason in action.reasons
        ]

    def test_who_is_passed_over_is_said_in_plain_words(self) -> None:
        hr = HR.replace(email="no-reply@example.com")
        action = due(interview(contacts=(hr, LEAD, PEER)), THANKED, now="2026-06-15 10:00")
        assert "Hanako Sato cannot be written to: no reply." in [reason.text for reason in action.reasons]

    def test_who_at_the_agency_was_passed_over_is_said_with_the_thanks(self) -> None:
        first = Contact(id="first", name="Ann Lee", roles={ContactRole.AGENCY})
        second = Contact(id="second", name="Bo Ek", roles={ContactRole.AGENCY}, email="ek@agency.example")
        thanks = due(interview(contacts=(PEER, first, second)), now="2026-06-04 16:00")
        assert [person.contact for person in thanks.to] == ["second"]
        assert "Ann Lee cannot be written to: no address." in [reason.text for reason in thanks.reasons]

    def test_the_last_day_of_the_data_is_known(self) -> None:
        """Sri Lanka's holidays are known to 31 December 2026, a Thursday: what opens then needs no warning."""
        zone = "Asia/Colombo"
        place = {"timezone": zone, "country": "LK", "ended_at": at("2026-12-03 15:00", zone)}
        events: list[Event] = [thank_you("2026-12-04 15:30", "peer", zone=zone)]
        last = [*events, snoozed("2026-12-05 10:00", "2026-12-31", zone=zone)]
        later = [*events, snoozed("2026-12-05 10:00", "2027-01-01", zone=zone)]
        assert "horizon" not in codes(due(interview(**place), *last, now="2026-12-06 10:00"))
        assert "horizon" in codes(due(interview(**place), *later, now="2026-12-06 10:00"))

    def test_the_first_day_of_the_data_is_known(self) -> None:
        """India's holidays are known from 1 January 2001, a Monday."""
        zone = "Asia/Kolkata"
        place = {"timezone": zone, "country": "IN"}
        first = interview(**place, ended_at=at("2001-01-01 15:00", zone))
        before = interview(**place, ended_at=at("2000-12-31 15:00", zone))
        assert "horizon" not in codes(due(first, now="2001-01-01 16:00"))
        assert "horizon" in codes(due(before, now="2000-12-31 16:00"))


class TestFarDays:
    """The calendar reaches as far as anything that happened."""

    def test_a_snooze_may_last_decades(self) -> None:
        events = [THANKED, snoozed("2026-06-05 10:00", "2095-06-01")]
        assert span(due(interview(), *events, now="2026-06-05 11:00")) == ("2095-06-01 09:00", "2095-06-01 18:00")

    @pytest.mark.parametrize(
        ("event", "opens"),
        [
            (rejection("2095-06-01 10:00"), "2095-06-02 09:00"),  # a Wednesday
            (message("2095-06-01 10:00"), "2095-06-03 09:00"),
            (invites("2026-06-05 10:00", on="2095-06-01"), "2095-06-01 09:00"),
            (away("2026-06-05 10:00", returns_on="2095-06-01"), "2095-06-03 09:00"),
            (away("2095-06-01 10:00"), "2095-06-10 09:00"),  # for a week, as it is assumed
        ],
        ids=["rejection", "message", "invitation", "absence", "absence without an end"],
    )
    def test_an_event_may_lie_decades_ahead(self, event: Event, opens: str) -> None:
        """It happened, whatever is asked about (G24)."""
        case = interview(contacts=(HR.replace(roles={ContactRole.RECRUITER, ContactRole.HIRING_MANAGER}),))
        thanked = thank_you("2026-06-04 15:30", "hr")
        sender = {"sender": "hr"} if event.kind == "reply-received" else {}
        assert span(due(case, thanked, event.replace(**sender), now="2026-06-05 11:00"))[0] == opens

    def test_a_question_may_lie_decades_ahead(self) -> None:
        question = reply("2095-06-01 10:00", asks_for="two references")
        assert span(owed(interview(), question, now="2026-06-05 11:00")) == ("2095-06-01 10:00", "2095-06-03 00:00")

    def test_a_question_may_lie_decades_back(self) -> None:
        """It lapsed then."""
        question = reply("1999-06-01 10:00", asks_for="two references")
        assert due(interview(), question, now="2026-06-04 16:00").touch is Touch.THANK_YOU

    def test_a_company_may_have_closed_years_before_the_decade_of_the_interview(self) -> None:
        """The 750 business days up to Friday 6 January 2023 are closed, so the last one worked was in 2019 (G5, G9).

        Monday the 9th is a holiday.
        """
        days = business_calendar("JP", years=range(2019, 2024))
        closed = [days.add_business_days(date(2023, 1, 7), -n) for n in range(1, 751)]
        assert min(closed).year == 2019
        window = thank_you_window(interview(ended_at=at("2023-01-04 15:00"), extra_holidays=closed))
        assert (local(window.opens), local(window.closes)) == ("2023-01-10 09:00", "2023-01-10 18:00")

    def test_thanks_for_an_interview_of_today_may_come_decades_before_the_decision(self) -> None:
        window = thank_you_window(interview(decision_by=date(2095, 6, 1)))
        assert (local(window.opens), local(window.closes)) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_an_update_may_come_after_decades(self) -> None:
        """1 June 2095 is a Wednesday: until the end of Thursday."""
        window = update_thanks_window(interview(), at("2095-06-01 10:00"))
        assert (local(window.opens), local(window.closes)) == ("2095-06-01 10:00", "2095-06-02 18:00")


class TestProgress:
    def test_the_memory_of_a_progress_does_not_repeat_what_its_fields_say(self) -> None:
        progress = replay(interview(), [THANKED, follow_up("2026-06-05 10:00"), thank_you("2026-06-01 10:00")])
        assert progress.irregular
        assert not {"stage", "since", "irregular"}.intersection(json.loads(progress.memory))

    def test_a_progress_is_equal_whoever_was_away_first_that_day(self) -> None:
        """The day counts, not the hour (G20)."""
        one = replay(interview(), [away("2026-06-08 10:00", "lead"), away("2026-06-08 11:00", "hr")])
        other = replay(interview(), [away("2026-06-08 10:00", "hr"), away("2026-06-08 11:00", "lead")])
        assert one == other

    def test_it_is_the_same_whoever_was_written_to_first_that_day(self) -> None:
        """The last mail to each counts, not the hour (G34)."""
        to_hr, to_lead = {"message_id": "<1@example.com>"}, {"message_id": "<2@example.com>"}
        one = [message("2026-06-08 10:00", "lead", **to_lead), message("2026-06-08 11:00", "hr", **to_hr)]
        other = [message("2026-06-08 10:00", "hr", **to_hr), message("2026-06-08 11:00", "lead", **to_lead)]
        assert replay(interview(), one) == replay(interview(), other)
