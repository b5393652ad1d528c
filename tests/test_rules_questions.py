"""Questions and other messages: what they ask for, and what the candidate sends besides the touches.

     June 2026           The interview ended on Wednesday the 3rd at 15:00 in Tokyo; June has no holiday in Japan.
Mo Tu We Th Fr Sa Su     The thank-you is open from the 4th to the 5th, a decision is assumed on the 10th, and the first
 1  2  3  4  5  6  7     follow-up is open on the 15th and 16th. QUESTION came on Friday the 5th at 10:00: its answer is
 8  9 10 11 12 13 14     on time until the end of Monday the 8th, and lapses at the end of Monday the 22nd.
15 16 17 18 19 20 21
22 23 24 25 26 27 28
29 30
"""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest

from asking import about, ahead, answer, blocked, due, ids, lines, owed, span
from events import (
    FIRST,
    SECOND,
    THANKED,
    asks,
    away,
    escalation,
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
    update_thanks,
    withdrawn,
)
from followup_rules import (
    DEFAULT_POLICY,
    Blocked,
    Bounced,
    Done,
    EscalationSent,
    Event,
    FollowUpSent,
    Interview,
    NextRoundScheduled,
    OfferReceived,
    RejectionReceived,
    Respond,
    Send,
    Stage,
    ThankYouSent,
    Thread,
    Touch,
    UpdateThanksSent,
    WaitUntil,
    WindowStatus,
    messages,
    next_action,
    plan,
    replay,
    step,
)
from support import AGENT, CANDIDATE, HR, LEAD, PEER, STAFF, at, interview, local

Step = Send | WaitUntil | Respond | Blocked
CAIRO, NEW_YORK = "Africa/Cairo", "America/New_York"


QUESTION = asks("2026-06-05 10:00")
AFTER_QUESTION = "2026-06-05 11:00"
LAST_MINUTE, LAPSED = "2026-06-22 23:59", "2026-06-23 00:00"  # of the answer to QUESTION


def first_follow_up(case: Interview, *events: Event, now: str) -> tuple[tuple[str, str], list[str]]:
    """Return the window of the first follow-up that is next, and who gets it."""
    action = due(case, *events, now=now)
    assert action.touch is Touch.FOLLOW_UP_1
    return span(action), ids(action)


STAGES: dict[Stage, tuple[Event, ...]] = {  # each leads to a stage, before Wednesday 1 July
    Stage.INTERVIEWED: (),
    Stage.THANKED: (THANKED,),
    Stage.FOLLOWED_UP_1: (THANKED, FIRST),
    Stage.FOLLOWED_UP_2: (THANKED, FIRST, SECOND),
    Stage.ESCALATED: (THANKED, FIRST, SECOND, escalation("2026-06-29 10:00")),
    Stage.ANSWERED: (THANKED, reply("2026-06-05 10:00")),
    Stage.REJECTED: (rejection("2026-06-30 10:00"),),
    Stage.FEEDBACK_REQUESTED: (
        rejection("2026-06-29 10:00"),
        feedback_request("2026-06-30 10:00"),
    ),
    Stage.OFFERED: (offer("2026-06-30 10:00"),),
    Stage.ADVANCED: (next_round("2026-06-30 10:00"),),
    Stage.WITHDRAWN: (withdrawn("2026-06-30 10:00"),),
    Stage.NOT_HELD: (not_held("2026-06-03 16:00"),),
}


class TestG37:
    """Until the candidate has answered (G38), the answer is what is next, in every stage."""

    def test_an_answer_that_is_owed_comes_next(self) -> None:
        action = owed(interview(), THANKED, QUESTION, now=AFTER_QUESTION)
        assert action.kind == "respond"
        assert action.asks_for == "two references"
        assert action.answer_by is None
        assert action.status is WindowStatus.OPEN
        assert action.stage is Stage.ANSWERED

    @pytest.mark.parametrize("stage", Stage)
    def test_an_answer_is_owed_in_every_stage(self, stage: Stage) -> None:
        events = STAGES[stage]
        assert replay(interview(), events).stage is stage
        action = owed(interview(), *events, asks("2026-07-01 10:00"), now="2026-07-01 11:00")
        assert ids(action) == ["hr"]
        assert span(action) == ("2026-07-01 10:00", "2026-07-03 00:00")

    @pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.OFFERED, Stage.ADVANCED, Stage.WITHDRAWN, Stage.NOT_HELD])
    def test_a_question_leaves_a_stage_in_which_a_reply_stays(self, stage: Stage) -> None:
        assert owed(interview(), *STAGES[stage], asks("2026-07-01 10:00"), now="2026-07-01 11:00").stage is stage

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", "staff"])
    def test_the_answer_goes_to_whoever_asked(self, sender: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        action = owed(case, THANKED, asks("2026-06-05 10:00", sender), now=AFTER_QUESTION)
        assert ids(action) == [sender]
        assert about(action, "who-asked") == [("G37", sender)]

    def test_the_answer_goes_in_the_thread_of_the_question(self) -> None:
        mail = asks("2026-06-05 10:00", message_id="<q@acme.example>", subject="Your references")
        action = owed(interview(), THANKED, mail, now=AFTER_QUESTION)
        assert action.to[0].reply_to == Thread(message_id="<q@acme.example>", subject="Your references")

    def test_the_reasons_say_what_was_asked_on_which_day_by_whom(self) -> None:
        action = owed(interview(), THANKED, QUESTION, now=AFTER_QUESTION)
        (reason,) = [reason for reason in action.reasons if reason.code == "asked"]
        assert (reason.rule, reason.day, reason.contact) == ("G37", date(2026, 6, 5), "hr")
        assert "two references" in reason.text

    def test_an_answer_that_is_sent_is_another_message(self) -> None:
        action = owed(interview(), THANKED, QUESTION, now=AFTER_QUESTION)
        sent = action.sent(at=at("2026-06-05 12:00"), message_id="<a@me.example>", subject="Re: Your references")
        expected = message("2026-06-05 12:00", "hr", message_id="<a@me.example>", subject="Re: Your references")
        assert sent == expected

    @pytest.mark.parametrize(
        ("asked", "closes"),
        [
            ("2026-06-04 23:59", "2026-06-06 00:00"),  # a Thursday
            ("2026-06-05 00:00", "2026-06-09 00:00"),  # a Friday
            ("2026-06-05 23:59", "2026-06-09 00:00"),
            ("2026-06-06 10:00", "2026-06-09 00:00"),  # a Saturday
            ("2026-06-07 23:59", "2026-06-09 00:00"),  # a Sunday
            ("2026-06-08 00:00", "2026-06-10 00:00"),  # a Monday
        ],
    )
    def test_without_a_date_an_answer_is_due_by_the_end_of_the_next_business_day(self, asked: str, closes: str) -> None:
        assert span(owed(interview(), THANKED, asks(asked), now="2026-06-08 12:00")) == (asked, closes)

    @pytest.mark.parametrize(
        ("asked", "closes"),
        [
            ("2026-04-28 10:00", "2026-05-01 00:00"),  # 29 April is Showa Day
            ("2026-05-01 10:00", "2026-05-08 00:00"),  # 3 to 6 May are holidays
            ("2026-05-04 10:00", "2026-05-08 00:00"),
        ],
    )
    def test_public_holidays_are_no_business_days_for_an_answer(self, asked: str, closes: str) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"))
        assert span(owed(case, asks(asked), now="2026-05-04 12:00")) == (asked, closes)

    @pytest.mark.parametrize(
        ("answer_by", "closes"),
        [
            (date(2026, 6, 5), "2026-06-06 00:00"),  # the day of the reply
            (date(2026, 6, 10), "2026-06-11 00:00"),
            (date(2026, 6, 13), "2026-06-14 00:00"),  # a Saturday
        ],
    )
    def test_a_named_date_closes_at_its_end(self, answer_by: date, closes: str) -> None:
        action = owed(interview(), THANKED, asks("2026-06-05 10:00", answer_by=answer_by), now=AFTER_QUESTION)
        assert span(action) == ("2026-06-05 10:00", closes)
        assert action.answer_by == answer_by
        assert about(action, "answer-by") == [("G37", None)]

    def test_a_named_date_that_is_over_was_not_named(self) -> None:
        action = owed(interview(), THANKED, asks("2026-06-05 10:00", answer_by=date(2026, 6, 4)), now=AFTER_QUESTION)
        assert span(action) == ("2026-06-05 10:00", "2026-06-09 00:00")
        assert action.answer_by is None
        assert about(action, "answer-assumed") == [("G37", None)]

    def test_the_day_of_a_reply_is_the_company_s(self) -> None:
        question = reply("2026-06-07 23:00", zone="UTC", asks_for="a form", answer_by=date(2026, 6, 7))
        action = owed(interview(), THANKED, question, now="2026-06-08 09:00")
        assert span(action) == ("2026-06-08 08:00", "2026-06-10 00:00")
        assert action.answer_by is None

    @pytest.mark.parametrize("now", ["2026-06-05 10:00", "2026-06-05 22:15", "2026-06-06 03:00", "2026-06-07 12:00"])
    def test_an_answer_may_go_out_at_any_hour_of_any_day(self, now: str) -> None:
        action = owed(interview(), THANKED, QUESTION, now=now)
        assert (local(action.send_at), action.status) == (now, WindowStatus.OPEN)

    def test_an_answer_may_go_out_on_a_public_holiday(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"))
        assert local(owed(case, asks("2026-04-28 10:00"), now="2026-04-29 08:00").send_at) == "2026-04-29 08:00"

    @pytest.mark.parametrize(
        ("now", "status"), [("2026-06-08 23:59", WindowStatus.OPEN), ("2026-06-09 00:00", WindowStatus.LATE)]
    )
    def test_an_answer_is_late_from_the_end_of_its_last_day(self, now: str, status: WindowStatus) -> None:
        action = owed(interview(), THANKED, QUESTION, now=now)
        assert (action.status, local(action.send_at)) == (status, now)

    def test_a_country_s_weekend_says_what_the_next_business_day_is(self) -> None:
        case = interview(timezone=CAIRO, country="EG", ended_at=at("2026-06-02 15:00", CAIRO))
        action = owed(case, asks("2026-06-04 10:00", zone=CAIRO), now="2026-06-04 11:00")  # a Thursday
        assert span(action, CAIRO) == ("2026-06-04 10:00", "2026-06-08 00:00")  # due on Sunday

    def test_a_company_s_own_week_says_what_the_next_business_day_is(self) -> None:
        monday_to_thursday = {day: (time(9), time(17)) for day in range(4)}
        action = owed(interview(working_week=monday_to_thursday), asks("2026-06-04 10:00"), now="2026-06-04 11:00")
        assert span(action) == ("2026-06-04 10:00", "2026-06-09 00:00")

    def test_short_working_hours_do_not_move_the_end(self) -> None:
        mornings = {day: (time(9), time(12)) for day in range(5)}
        action = owed(interview(working_week=mornings), QUESTION, now="2026-06-05 20:00")
        assert (span(action), local(action.send_at)) == (("2026-06-05 10:00", "2026-06-09 00:00"), "2026-06-05 20:00")

    def test_a_snooze_moves_no_answer(self) -> None:
        snooze = snoozed("2026-06-05 10:30", "2026-06-30")
        action = owed(interview(), THANKED, QUESTION, snooze, now=AFTER_QUESTION)
        assert (span(action), local(action.send_at)) == (("2026-06-05 10:00", "2026-06-09 00:00"), AFTER_QUESTION)

    @pytest.mark.parametrize("returns_on", [None, date(2026, 6, 12), date(2026, 8, 31)])
    def test_an_absence_moves_no_answer(self, returns_on: date | None) -> None:
        absence = away("2026-06-05 10:30", returns_on=returns_on)
        action = owed(interview(), THANKED, QUESTION, absence, now=AFTER_QUESTION)
        assert ids(action) == ["hr"]
        assert span(action) == ("2026-06-05 10:00", "2026-06-09 00:00")

    def test_a_clock_change_at_midnight_ends_the_day_an_hour_later_on_the_clock(self) -> None:
        case = interview(timezone=CAIRO, country="EG", ended_at=at("2026-04-19 15:00", CAIRO))
        question = asks("2026-04-22 10:00", zone=CAIRO, answer_by=date(2026, 4, 23))  # 24 April begins at 01:00
        action = owed(case, question, now="2026-04-22 11:00")
        assert action.window.closes.isoformat() == "2026-04-24T01:00:00+03:00"

    def test_an_hour_that_a_clock_change_repeats_belongs_to_the_day_that_it_ends(self) -> None:
        case = interview(timezone=CAIRO, country="EG", ended_at=at("2026-10-25 15:00", CAIRO))
        question = asks("2026-10-28 10:00", zone=CAIRO, answer_by=date(2026, 10, 29))  # 23:00 comes twice on the 29th
        second_half_past_eleven = at("2026-10-29 21:30", "UTC")
        action = next_action(case, [question], now=second_half_past_eleven)
        assert isinstance(action, Respond)
        assert action.status is WindowStatus.OPEN
        assert action.send_at.astimezone(UTC) == second_half_past_eleven
        assert action.window.closes.isoformat() == "2026-10-30T00:00:00+02:00"

    def test_a_weekend_with_a_clock_change_ends_at_local_midnight(self) -> None:
        case = interview(timezone=NEW_YORK, country="US", ended_at=at("2026-03-02 15:00", NEW_YORK))
        action = owed(case, asks("2026-03-06 14:00", zone=NEW_YORK), now="2026-03-07 12:00")
        assert action.window.closes.isoformat() == "2026-03-10T00:00:00-04:00"

    @pytest.mark.parametrize("now", ["2026-06-04 15:00", "2026-06-05 12:00", "2026-06-15 09:00", "2026-06-29 23:00"])
    def test_no_touch_is_due_meanwhile(self, now: str) -> None:
        question = asks("2026-06-04 09:00", answer_by=date(2026, 6, 30))
        assert owed(interview(), question, now=now).asks_for == "two references"

    def test_the_answer_serves_as_thanks_for_a_reply_that_named_a_date(self) -> None:
        question = asks("2026-06-05 10:00", decision_by=date(2026, 6, 12))
        action = due(interview(), THANKED, question, message("2026-06-05 12:00", "hr"), now="2026-06-05 12:30")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, ())

    def test_the_answer_serves_as_thanks_for_a_reply_to_a_follow_up(self) -> None:
        events = (THANKED, FIRST, asks("2026-06-16 10:00"), message("2026-06-16 12:00", "hr"))
        action = due(interview(), *events, now="2026-06-16 12:30")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, ())

    def test_the_answer_to_one_serves_as_no_thanks_to_another(self) -> None:
        update = reply("2026-06-08 10:00", "lead", decision_by=date(2026, 6, 30))
        events = (THANKED, QUESTION, update, message("2026-06-08 12:00", "hr"))
        action = due(interview(), *events, now="2026-06-08 12:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["lead"])

    def test_the_answer_serves_as_thanks_for_a_reply_to_a_feedback_request(self) -> None:
        events = (*STAGES[Stage.FEEDBACK_REQUESTED], asks("2026-07-01 10:00"), message("2026-07-01 12:00", "hr"))
        assert isinstance(answer(interview(), *events, now="2026-07-01 13:00"), Done)

    def test_an_answer_is_owed_before_a_new_time_is_missing(self) -> None:
        again = reopened("2026-06-05 10:00", asks_for="a free day")
        events = (*STAGES[Stage.NOT_HELD], again)
        assert owed(interview(), *events, now=AFTER_QUESTION).asks_for == "a free day"
        response, missing = ahead(interview(), *events, now=AFTER_QUESTION)
        assert isinstance(response, Respond)
        assert isinstance(missing, Blocked)
        assert (missing.touch, missing.window) == (None, None)

    def test_the_thank_you_is_due_once_the_question_is_answered(self) -> None:
        events = (asks("2026-06-04 09:00"), message("2026-06-04 16:00", "hr"))
        action = due(interview(), *events, now="2026-06-04 17:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_an_answer_is_owed_until_the_end_of_the_tenth_business_day_after_its_last(self) -> None:
        action = owed(interview(), THANKED, QUESTION, now=LAST_MINUTE)
        assert (action.status, local(action.send_at)) == (WindowStatus.LATE, LAST_MINUTE)
        assert local(action.lapses_at) == LAPSED
        assert not isinstance(answer(interview(), THANKED, QUESTION, now=LAPSED), Respond)

    @pytest.mark.parametrize(
        ("answer_by", "lapses_at"),
        [
            (date(2026, 6, 10), "2026-06-25 00:00"),
            (date(2026, 6, 13), "2026-06-27 00:00"),  # a Saturday: Monday the 15th is the first business day after it
        ],
    )
    def test_the_lapse_counts_from_a_named_date(self, answer_by: date, lapses_at: str) -> None:
        action = owed(interview(), THANKED, asks("2026-06-05 10:00", answer_by=answer_by), now=AFTER_QUESTION)
        assert local(action.lapses_at) == lapses_at

    def test_the_lapse_counts_no_public_holidays(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"))
        action = owed(case, asks("2026-04-27 10:00"), now="2026-04-27 11:00")
        assert span(action) == ("2026-04-27 10:00", "2026-04-29 00:00")
        assert local(action.lapses_at) == "2026-05-19 00:00"  # 30 April, 1, 7, 8, 11 to 15 and 18 May

    def test_the_lapse_is_a_field_of_the_policy(self) -> None:
        policy = DEFAULT_POLICY.replace(answer_lapse_business_days=1)
        action = owed(interview(), THANKED, QUESTION, now="2026-06-09 23:59", policy=policy)
        assert local(action.lapses_at) == "2026-06-10 00:00"
        assert not isinstance(answer(interview(), THANKED, QUESTION, now="2026-06-10 00:00", policy=policy), Respond)

    @pytest.mark.parametrize(
        ("now", "changes_at"), [(AFTER_QUESTION, "2026-06-09 00:00"), ("2026-06-09 00:00", LAPSED)]
    )
    def test_an_answer_changes_when_it_turns_late_and_when_it_lapses(self, now: str, changes_at: str) -> None:
        assert local(owed(interview(), THANKED, QUESTION, now=now).changes_at) == changes_at

    def test_a_lapsed_question_leaves_the_wait_as_a_plain_reply_does(self) -> None:
        action = due(interview(), THANKED, QUESTION, now=LAPSED)
        assert isinstance(action, Send)
        assert (action.touch, action.status) == (Touch.FOLLOW_UP_1, WindowStatus.LATE)
        assert span(action) == ("2026-06-17 09:00", "2026-06-18 18:00")
        assert local(action.send_at) == "2026-06-23 09:00"

    def test_a_lapsed_question_without_news_is_no_update(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"))
        assert ids(due(interview(), *events, now=LAPSED)) == ["hr"]

    def test_a_lapsed_question_with_a_decision_date_is_an_update(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead", decision_by=date(2026, 6, 12)))
        assert ids(due(interview(), *events, now=LAPSED)) == ["lead"]

    def test_thanks_for_a_lapsed_question_with_a_decision_date_are_folded(self) -> None:
        action = due(interview(), THANKED, asks("2026-06-05 10:00", decision_by=date(2026, 6, 12)), now=LAPSED)
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.UPDATE_THANKS,))

    def test_a_lapsed_question_ends_no_other_one(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", asks_for="a form"),
        )
        assert owed(interview(), *events, now="2026-06-24 00:00").asks_for == "two references"

    def test_a_lapsed_question_is_answered_after_all(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-24 10:00", "hr"))
        window = "2026-07-06 09:00", "2026-07-07 18:00"  # a decision is assumed on 1 July
        assert first_follow_up(interview(), *events, now="2026-06-24 11:00") == (window, ["hr"])

    def test_whoever_asked_is_asked_again_where_a_lapsed_question_was_answered_after_all(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-24 10:00", "lead"))
        assert ids(due(interview(), *events, now="2026-06-24 11:00")) == ["lead"]

    def test_a_lapsed_question_in_a_final_stage_leaves_nothing_to_do(self) -> None:
        events = (*STAGES[Stage.OFFERED], asks("2026-07-01 10:00"))
        assert local(owed(interview(), *events, now="2026-07-16 23:59").lapses_at) == "2026-07-17 00:00"
        assert isinstance(answer(interview(), *events, now="2026-07-17 00:00"), Done)

    def test_a_later_reply_of_the_asker_that_asks_for_nothing_ends_the_question(self) -> None:
        action = answer(interview(), THANKED, QUESTION, reply("2026-06-08 10:00"), now="2026-06-08 11:00")
        assert not isinstance(action, Respond)

    def test_reopening_is_a_reply_that_ends_the_question_of_its_sender(self) -> None:
        way_back = reopened("2026-06-08 10:00")
        assert not isinstance(answer(interview(), THANKED, QUESTION, way_back, now="2026-06-08 11:00"), Respond)

    @pytest.mark.parametrize("sender", ["lead", "peer", None])
    def test_a_reply_of_anybody_else_ends_no_question_of_a_known_asker(self, sender: str | None) -> None:
        events = (THANKED, QUESTION, reply("2026-06-08 10:00", sender))
        assert ids(owed(interview(), *events, now="2026-06-08 11:00")) == ["hr"]

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", None])
    def test_a_reply_of_anybody_ends_a_question_of_an_unknown_asker(self, sender: str | None) -> None:
        events = (THANKED, asks("2026-06-05 10:00", None), reply("2026-06-08 10:00", sender))
        assert not isinstance(answer(interview(), *events, now="2026-06-08 11:00"), Respond)

    def test_an_earlier_reply_ends_no_question(self) -> None:
        events = (THANKED, reply("2026-06-05 09:59"), QUESTION)
        assert isinstance(answer(interview(), *events, now=AFTER_QUESTION), Respond)

    @pytest.mark.parametrize("asker", ["hr", None])
    def test_a_reply_of_the_same_instant_is_no_later_one(self, asker: str | None) -> None:
        events = (THANKED, asks("2026-06-05 10:00", asker), reply("2026-06-05 10:00"))
        assert isinstance(answer(interview(), *events, now=AFTER_QUESTION), Respond)

    @pytest.mark.parametrize("when", ["2026-06-05 10:00", "2026-06-08 10:00"])  # also at the instant of the question
    @pytest.mark.parametrize(
        "news", [RejectionReceived, OfferReceived, NextRoundScheduled], ids=lambda kind: str(kind.__name__)
    )
    def test_a_decision_of_anybody_ends_the_question(
        self, news: type[RejectionReceived | OfferReceived | NextRoundScheduled], when: str
    ) -> None:
        events = (THANKED, QUESTION, asks("2026-06-05 09:00", None), news(at=at(when), sender="lead"))
        assert not isinstance(answer(interview(), *events, now="2026-06-08 11:00"), Respond)

    @pytest.mark.parametrize("when", ["2026-06-05 10:00", "2026-06-08 10:00"])
    def test_a_withdrawal_ends_the_question(self, when: str) -> None:
        assert isinstance(answer(interview(), THANKED, QUESTION, withdrawn(when), now="2026-06-08 11:00"), Done)

    def test_a_question_that_a_decision_ended_is_not_owed_when_the_case_is_reopened(self) -> None:
        no, again = rejection("2026-06-08 10:00", None), reopened("2026-06-09 10:00", "lead")
        assert not isinstance(answer(interview(), THANKED, QUESTION, no, again, now="2026-06-09 11:00"), Respond)

    @pytest.mark.parametrize(
        "event",
        [
            away("2026-06-05 10:30"),
            not_held("2026-06-05 10:30"),
            skipped("2026-06-05 10:30", Touch.UPDATE_THANKS),
            snoozed("2026-06-05 10:30", "2026-06-08"),
            Bounced(at=at("2026-06-05 10:30"), contact="lead", email="ito@example.com"),
        ],
        ids=lambda event: str(event.kind),
    )
    def test_nothing_else_ends_a_question(self, event: Event) -> None:
        assert ids(owed(interview(), THANKED, QUESTION, event, now=AFTER_QUESTION)) == ["hr"]

    def test_a_reopened_case_may_ask(self) -> None:
        no = rejection("2026-06-08 10:00")
        again = reopened("2026-06-09 10:00", "lead", asks_for="a free day", answer_by=date(2026, 6, 12))
        action = owed(interview(), THANKED, no, again, now="2026-06-09 11:00")
        assert (ids(action), action.asks_for) == (["lead"], "a free day")
        assert span(action) == ("2026-06-09 10:00", "2026-06-13 00:00")

    def test_a_question_does_not_end_an_earlier_one_of_the_same_sender(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 9)),
            asks("2026-06-05 12:00", asks_for="a form", answer_by=date(2026, 6, 12)),
        )
        action = owed(interview(), *events, now="2026-06-05 13:00")
        assert (action.asks_for, action.answer_by) == ("two references", date(2026, 6, 9))

    @pytest.mark.parametrize(
        ("now", "status"), [("2026-06-08 11:00", WindowStatus.OPEN), ("2026-06-12 11:00", WindowStatus.LATE)]
    )
    def test_of_several_what_closes_first_comes_first_also_where_it_is_late(
        self, now: str, status: WindowStatus
    ) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", "lead", asks_for="a form", answer_by=date(2026, 6, 9)),
        )
        action = owed(interview(), *events, now=now)
        assert (ids(action), action.asks_for, action.status) == (["lead"], "a form", status)

    def test_the_next_one_comes_when_the_first_is_answered(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", "lead", asks_for="a form"),
            message("2026-06-08 12:00", "lead"),
        )
        action = owed(interview(), *events, now="2026-06-08 13:00")
        assert (ids(action), action.asks_for) == (["hr"], "two references")

    def test_the_next_one_comes_when_the_first_has_lapsed(self) -> None:
        events = (THANKED, QUESTION, asks("2026-06-05 10:30", "lead", asks_for="a form", answer_by=date(2026, 6, 30)))
        assert owed(interview(), *events, now=LAST_MINUTE).asks_for == "two references"
        assert owed(interview(), *events, now=LAPSED).asks_for == "a form"

    def test_a_reply_ends_all_questions_of_its_sender_and_no_others(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", asks_for="a form"),
            asks("2026-06-05 12:00", "lead", asks_for="a free day", answer_by=date(2026, 6, 30)),
            reply("2026-06-08 10:00"),
        )
        assert owed(interview(), *events, now="2026-06-08 11:00").asks_for == "a free day"

    def test_a_question_that_is_told_twice_is_one(self) -> None:
        mail = asks("2026-06-05 10:00", message_id="<q@acme.example>")
        again = reply("2026-06-05 10:02", message_id="<q@acme.example>")  # as a mail program tells it
        events = (THANKED, QUESTION.replace(message_id="<q@acme.example>"), mail, again)
        action = owed(interview(), *events, now=AFTER_QUESTION)
        assert span(action) == ("2026-06-05 10:00", "2026-06-09 00:00")

    def test_the_answer_to_an_unknown_asker_goes_to_hr(self) -> None:
        action = owed(interview(), THANKED, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert ids(action) == ["hr"]
        assert about(action, "hr-first") == [("A2", "hr")]

    def test_the_answer_to_an_unknown_asker_goes_to_the_hiring_manager_where_no_hr_is_known(self) -> None:
        case = interview(contacts=(PEER, LEAD))
        assert ids(owed(case, THANKED, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)) == ["lead"]

    def test_the_answer_to_an_unknown_asker_goes_to_whoever_invited_to_write(self) -> None:
        invitation = reply("2026-06-04 16:00", "peer", enquire_on=date(2026, 6, 22))
        action = owed(interview(), THANKED, invitation, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert ids(action) == ["peer"]

    def test_the_answer_to_an_unknown_asker_goes_to_whoever_sent_the_last_update(self) -> None:
        update = reply("2026-06-04 16:00", "lead", decision_by=date(2026, 6, 30))
        action = owed(interview(), THANKED, update, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert ids(action) == ["lead"]

    @pytest.mark.parametrize(
        "changes",
        [{"do_not_contact": True}, {"email": None}, {"email": "no-reply@example.com"}],
        ids=["do not contact", "no address", "no reply"],
    )
    def test_the_next_in_order_gets_the_answer_where_the_asker_cannot_be_reached(self, changes: dict[str, Any]) -> None:
        case = interview(contacts=(HR, LEAD.replace(**changes), PEER))
        action = owed(case, THANKED, asks("2026-06-05 10:00", "lead"), now=AFTER_QUESTION)
        assert ids(action) == ["hr"]
        assert about(action, "passed-over") == [("G19", "lead")]

    def test_an_answer_that_bounced_is_owed_to_the_next_in_order(self) -> None:
        events = (
            THANKED,
            QUESTION,
            message("2026-06-05 12:00", "hr"),
            Bounced(at=at("2026-06-05 12:01"), contact="hr", email="sato@example.com"),
        )
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["lead"]

    def test_an_asker_whose_address_bounced_before_can_be_reached_again(self) -> None:
        bounce = Bounced(at=at("2026-06-04 16:00"), contact="hr", email="sato@example.com")
        assert ids(owed(interview(), THANKED, bounce, QUESTION, now=AFTER_QUESTION)) == ["hr"]

    def test_an_answer_that_nobody_can_get_is_blocked_without_a_touch(self) -> None:
        case = interview(contacts=(HR.replace(do_not_contact=True), STAFF))
        action = blocked(case, QUESTION, now=AFTER_QUESTION)
        assert action.touch is None
        assert action.window is not None
        assert (local(action.window.opens), local(action.window.closes)) == ("2026-06-05 10:00", "2026-06-09 00:00")
        assert local(action.opens_at) == "2026-06-05 10:00"
        assert {gap.code for gap in action.missing} == {"do-not-contact", "recipient"}

    @pytest.mark.parametrize("now", [AFTER_QUESTION, "2026-06-09 00:00", LAST_MINUTE])
    def test_a_blocked_answer_only_gives_way(self, now: str) -> None:
        action = blocked(interview(contacts=(HR.replace(do_not_contact=True),)), QUESTION, now=now)
        assert action.changes_at is not None
        assert action.lapses_at is not None
        assert (local(action.changes_at), local(action.lapses_at)) == (LAPSED, LAPSED)

    def test_a_blocked_answer_gives_way_to_the_touch_that_is_due(self) -> None:
        action = blocked(interview(contacts=(HR.replace(do_not_contact=True),)), QUESTION, now=LAPSED)
        assert action.touch is Touch.FOLLOW_UP_1

    def test_a_question_before_the_end_is_owed_an_answer(self) -> None:
        action = owed(interview(), asks("2026-06-01 10:00"), now="2026-06-01 11:00")
        assert (ids(action), action.stage) == (["hr"], Stage.INTERVIEWED)
        assert span(action) == ("2026-06-01 10:00", "2026-06-03 00:00")

    def test_a_question_from_before_the_end_is_owed_after_it(self) -> None:
        assert owed(interview(), asks("2026-06-01 10:00"), now="2026-06-04 15:00").status is WindowStatus.LATE

    @pytest.mark.parametrize("when", ["2026-06-02 10:00", "2026-06-03 15:00"])
    def test_a_later_reply_of_the_asker_ends_a_question_from_before_the_end(self, when: str) -> None:
        action = answer(interview(), asks("2026-06-01 10:00"), reply(when), now="2026-06-03 16:00")
        assert not isinstance(action, Respond)


class TestG38:
    """It moves no stage and is regular at any time."""

    @pytest.mark.parametrize("stage", Stage)
    def test_another_message_moves_no_stage(self, stage: Stage) -> None:
        sent = message("2026-07-01 10:00", "hr")
        progress = replay(interview(), [*STAGES[stage], sent])
        assert (progress.stage, progress.irregular) == (stage, ())
        assert progress.since == replay(interview(), STAGES[stage]).since
        assert step(stage, sent) is stage

    @pytest.mark.parametrize("when", ["2026-05-01 10:00", "2026-06-03 14:59", "2026-06-03 15:00"])
    def test_another_message_is_regular_before_the_interview_s_end_too(self, when: str) -> None:
        assert replay(interview(), [message(when, "hr")]).irregular == ()

    @pytest.mark.parametrize(
        ("sent", "opens"),
        [
            ("2026-06-11 10:00", "2026-06-15 09:00"),  # a Thursday: the second business day is the 15th itself
            ("2026-06-12 10:00", "2026-06-16 09:00"),
            ("2026-06-13 10:00", "2026-06-16 09:00"),  # a Saturday
            ("2026-06-14 23:59", "2026-06-16 09:00"),
        ],
    )
    def test_the_first_follow_up_waits_for_the_second_business_day_after_it(self, sent: str, opens: str) -> None:
        events = (THANKED, message(sent, "hr"))
        assert first_follow_up(interview(), *events, now="2026-06-15 08:00") == ((opens, "2026-06-16 18:00"), ["hr"])

    def test_as_the_answer_to_a_question_it_restarts_the_wait(self) -> None:
        """HR asked on Friday 5 June and has the answer on Wednesday the 10th: a week later is the 17th (G10)."""
        asked = reply("2026-06-05 10:00", asks_for="references")
        events = (THANKED, asked, message("2026-06-10 10:00", "hr"))
        window = "2026-06-22 09:00", "2026-06-23 18:00"
        assert first_follow_up(interview(), *events, now="2026-06-10 11:00") == (window, ["hr"])

    def test_it_moves_the_end_of_the_window_where_it_went_out_in_it(self) -> None:
        window = "2026-06-17 09:00", "2026-06-17 18:00"
        events = (THANKED, message("2026-06-15 12:00", "hr"))
        assert first_follow_up(interview(), *events, now="2026-06-15 13:00")[0] == window

    def test_it_holds_the_first_follow_up_to_whomever_it_went(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        events = (THANKED, message("2026-06-12 10:00", "staff"))
        window = "2026-06-16 09:00", "2026-06-16 18:00"
        assert first_follow_up(case, *events, now="2026-06-12 11:00") == (window, ["hr"])

    def test_it_is_no_follow_up(self) -> None:
        action = due(interview(), THANKED, message("2026-06-08 10:00", "hr"), now="2026-06-15 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_it_is_no_thank_you_and_does_not_hold_one(self) -> None:
        action = due(interview(), message("2026-06-03 16:00", "peer"), now="2026-06-04 15:00")
        assert isinstance(action, Send)
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_a_reply_after_it_is_not_thanked_for(self) -> None:
        events = (THANKED, message("2026-06-08 10:00", "hr"), reply("2026-06-08 12:00"))
        assert due(interview(), *events, now="2026-06-08 13:00").touch is Touch.FOLLOW_UP_1

    def test_a_reply_to_a_follow_up_is_thanked_for_although_another_message_went_out_between(self) -> None:
        events = (THANKED, FIRST, message("2026-06-15 12:00", "hr"), reply("2026-06-16 12:00"))
        action = due(interview(), *events, now="2026-06-16 13:00")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    def test_the_next_message_replies_to_it_where_it_has_an_id(self) -> None:
        sent = message("2026-06-08 10:00", "hr", message_id="<m@me.example>", subject="My references")
        action = due(interview(), THANKED, sent, now="2026-06-15 09:00")
        assert action.to[0].reply_to == Thread(message_id="<m@me.example>", subject="My references")

    def test_the_thread_stays_where_it_has_no_id(self) -> None:
        thread = Thread(message_id="<1@acme.example>", subject="Your interview")
        action = due(interview(thread=thread), THANKED, message("2026-06-08 10:00", "hr"), now="2026-06-15 09:00")
        assert action.to[0].reply_to == thread

    def test_it_comes_after_a_touch_of_the_same_instant(self) -> None:
        first = FIRST.replace(message_id="<f@me.example>", subject="Follow up")
        also = message("2026-06-15 10:00", "hr", message_id="<a@me.example>", subject="My references")
        action = due(interview(), THANKED, also, first, now="2026-06-22 09:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert action.to[0].reply_to is not None
        assert action.to[0].reply_to.message_id == "<a@me.example>"

    def test_a_message_to_the_asker_answers(self) -> None:
        action = due(interview(), THANKED, QUESTION, message("2026-06-05 12:00", "hr"), now="2026-06-05 12:00")
        assert action.touch is Touch.FOLLOW_UP_1

    def test_a_message_to_the_asker_and_others_answers(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-05 12:00", "lead", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_to_somebody_else_answers_nothing(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-05 12:00", "lead"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    def test_an_earlier_message_answers_nothing(self) -> None:
        events = (THANKED, message("2026-06-05 09:59", "hr"), QUESTION)
        assert ids(owed(interview(), *events, now=AFTER_QUESTION)) == ["hr"]

    def test_a_message_of_the_same_instant_answers(self) -> None:
        events = (THANKED, message("2026-06-05 10:00", "hr"), QUESTION)
        assert not isinstance(answer(interview(), *events, now=AFTER_QUESTION), Respond)

    def test_a_message_answers_all_questions_of_those_to_whom_it_went(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", asks_for="a form"),
            asks("2026-06-05 11:30", "lead", asks_for="a free day"),
            message("2026-06-05 12:00", "hr", "lead"),
        )
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_answers_an_unknown_asker_where_the_answer_would_go_to_its_recipient(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", None), message("2026-06-05 12:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_to_somebody_else_answers_no_unknown_asker(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", None), message("2026-06-05 12:00", "lead"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    @pytest.mark.parametrize("to", ["hr", "lead"])
    def test_a_message_answers_an_asker_without_address_in_person_and_through_the_next_in_order(self, to: str) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER))
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-05 12:00", to))
        assert not isinstance(answer(case, *events, now="2026-06-05 13:00"), Respond)

    def test_a_call_to_the_asker_answers_what_nobody_can_get(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        action = answer(case, QUESTION, message("2026-06-05 12:00", "hr"), now="2026-06-05 13:00")
        assert not isinstance(action, Blocked) or action.touch is not None

    def test_a_message_to_a_shared_mailbox_answers_whoever_asked_from_it(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER.replace(email="Sato@Example.com")))
        events = (THANKED, asks("2026-06-05 10:00", "peer"), message("2026-06-05 12:00", "hr"))
        assert not isinstance(answer(case, *events, now="2026-06-05 13:00"), Respond)

    def test_the_answer_to_whoever_shares_a_mailbox_goes_to_them_in_its_thread(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER.replace(email="Sato@Example.com")))
        invitation = reply("2026-06-04 16:00", message_id="<h@acme.example>", subject="Your interview")
        action = owed(case, THANKED, invitation, asks("2026-06-05 10:00", "peer"), now=AFTER_QUESTION)
        assert ids(action) == ["peer"]
        assert action.to[0].reply_to == Thread(message_id="<h@acme.example>", subject="Your interview")

    def test_one_mail_that_is_told_for_each_recipient_answers_all_of_them(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", "lead"),
            message("2026-06-05 12:00", "hr", message_id="<m@me.example>"),
            message("2026-06-05 12:01", "lead", message_id="<m@me.example>"),
        )
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_an_irregular_touch_to_the_asker_answers(self) -> None:
        early = escalation("2026-06-03 16:00", "hr")
        assert len(replay(interview(), [early]).irregular) == 1
        assert not isinstance(answer(interview(), asks("2026-06-01 10:00"), early, now="2026-06-03 17:00"), Respond)

    @pytest.mark.parametrize(
        "kind", [ThankYouSent, FollowUpSent, EscalationSent, UpdateThanksSent], ids=lambda kind: str(kind.__name__)
    )
    def test_a_touch_to_the_asker_answers(
        self, kind: type[ThankYouSent | FollowUpSent | EscalationSent | UpdateThanksSent]
    ) -> None:
        events = (THANKED, QUESTION, kind(at=at("2026-06-05 12:00"), to=["hr"]))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_touch_to_somebody_else_answers_nothing(self) -> None:
        events = (QUESTION, thank_you("2026-06-05 12:00"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    def test_a_touch_of_a_day_before_the_interview_answers_nothing(self) -> None:
        events = (asks("2026-06-01 10:00"), thank_you("2026-06-02 10:00", "hr"))
        assert ids(owed(interview(), *events, now="2026-06-02 11:00")) == ["hr"]

    def test_a_touch_of_the_interview_s_day_answers_before_its_end_too(self) -> None:
        events = (asks("2026-06-01 10:00"), thank_you("2026-06-03 10:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-03 11:00"), Respond)

    def test_a_message_of_a_day_before_the_interview_answers(self) -> None:
        events = (asks("2026-06-01 10:00"), message("2026-06-02 10:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-02 11:00"), Respond)

    def test_a_skipped_touch_answers_nothing(self) -> None:
        skip = skipped("2026-06-05 12:00", Touch.UPDATE_THANKS)
        assert isinstance(answer(interview(), THANKED, QUESTION, skip, now="2026-06-05 13:00"), Respond)

    def test_a_message_that_bounced_by_its_id_answers_nothing(self) -> None:
        events = (
            THANKED,
            QUESTION,
            message("2026-06-05 12:00", "hr", message_id="<a@me.example>"),
            message("2026-06-05 12:30", "lead"),
            Bounced(at=at("2026-06-09 08:00"), contact="hr", email="sato@example.com", message_id="<a@me.example>"),
        )
        assert owed(interview(), *events, now="2026-06-09 09:00").asks_for == "two references"

    def test_a_message_that_bounced_holds_no_follow_up(self) -> None:
        events = (
            THANKED,
            message("2026-06-12 10:00", "staff"),
            Bounced(at=at("2026-06-12 10:01"), contact="staff", email="ono@example.com"),
        )
        window = "2026-06-15 09:00", "2026-06-16 18:00"
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        assert first_follow_up(case, *events, now="2026-06-12 11:00") == (window, ["hr"])

    def test_the_candidate_s_own_copy_of_it_says_nothing(self) -> None:
        sent = message("2026-06-08 10:00", "lead", message_id="<m@me.example>")
        copy = asks("2026-06-08 10:01", message_id="<m@me.example>")
        progress = replay(interview(), [THANKED, sent, copy])
        assert (progress.stage, len(progress.irregular)) == (Stage.THANKED, 1)
        assert not isinstance(answer(interview(), THANKED, sent, copy, now="2026-06-08 11:00"), Respond)

    def test_the_candidate_s_own_copy_of_it_ends_no_question(self) -> None:
        sent = message("2026-06-08 10:00", "lead", message_id="<m@me.example>")
        copy = reply("2026-06-08 10:01", message_id="<m@me.example>")
        assert isinstance(answer(interview(), THANKED, QUESTION, sent, copy, now="2026-06-08 11:00"), Respond)


class TestG10:
    """Where it asked for something (G37), it counts as if it had come on the day on which that was answered."""

    @pytest.mark.parametrize(
        ("answered", "opens", "closes"),
        [
            ("2026-06-05 12:00", "2026-06-17 09:00", "2026-06-18 18:00"),  # assumed on Friday the 12th
            ("2026-06-09 12:00", "2026-06-19 09:00", "2026-06-22 18:00"),  # on Tuesday the 16th
            ("2026-06-13 12:00", "2026-06-24 09:00", "2026-06-25 18:00"),  # on Saturday the 20th
            ("2026-06-08 23:59", "2026-06-18 09:00", "2026-06-19 18:00"),  # on Monday the 15th
        ],
    )
    def test_the_wait_restarts_on_the_day_of_the_answer(self, answered: str, opens: str, closes: str) -> None:
        events = (THANKED, QUESTION, message(answered, "hr"))
        assert first_follow_up(interview(), *events, now="2026-06-14 12:00") == ((opens, closes), ["hr"])

    def test_the_day_of_the_answer_is_the_company_s(self) -> None:
        sent = message("2026-06-08 20:00", zone="UTC")  # Tuesday the 9th at 05:00 in Tokyo
        window = "2026-06-19 09:00", "2026-06-22 18:00"
        assert first_follow_up(interview(), THANKED, QUESTION, sent, now="2026-06-09 06:00")[0] == window

    def test_a_touch_that_answers_restarts_the_wait(self) -> None:
        thanks = update_thanks("2026-06-17 12:00")
        events = (THANKED, FIRST, asks("2026-06-16 10:00"), thanks)
        window = "2026-06-29 09:00", "2026-06-30 18:00"  # assumed on Wednesday the 24th
        assert first_follow_up(interview(), *events, now="2026-06-17 13:00") == (window, ["hr"])

    def test_a_later_stated_date_stays(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"))
        case = interview(decision_by=date(2026, 6, 30))
        window = "2026-07-03 09:00", "2026-07-06 18:00"
        assert first_follow_up(case, *events, now="2026-06-09 13:00")[0] == window

    def test_an_earlier_stated_date_gives_way(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"))
        case = interview(decision_by=date(2026, 6, 15))
        window = "2026-06-19 09:00", "2026-06-22 18:00"  # assumed on Tuesday the 16th
        assert first_follow_up(case, *events, now="2026-06-09 13:00")[0] == window

    def test_a_question_that_named_a_date_does_not_restart_the_wait(self) -> None:
        question = asks("2026-06-05 10:00", decision_by=date(2026, 6, 12))
        events = (THANKED, question, message("2026-06-10 12:00", "hr"))
        window = "2026-06-17 09:00", "2026-06-18 18:00"
        assert first_follow_up(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_the_date_for_the_answer_is_no_decision_date(self) -> None:
        question = asks("2026-06-05 10:00", answer_by=date(2026, 6, 30))
        events = (THANKED, question, message("2026-06-05 12:00", "hr"))
        window = "2026-06-17 09:00", "2026-06-18 18:00"
        assert first_follow_up(interview(), *events, now="2026-06-05 13:00")[0] == window

    def test_the_last_of_several_answers_counts(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", "lead", answer_by=date(2026, 6, 12)),
            message("2026-06-08 12:00", "hr"),
            message("2026-06-10 12:00", "lead"),
        )
        window = "2026-06-22 09:00", "2026-06-23 18:00"  # assumed on Wednesday the 17th
        assert first_follow_up(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_a_later_reply_of_another_person_counts_after_the_answer(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"), reply("2026-06-11 10:00", "lead"))
        window = "2026-06-23 09:00", "2026-06-24 18:00"  # assumed on Thursday the 18th
        assert first_follow_up(interview(), *events, now="2026-06-11 11:00")[0] == window

    def test_an_answer_counts_after_a_reply_of_another_person(self) -> None:
        events = (THANKED, QUESTION, reply("2026-06-11 10:00", "lead"), message("2026-06-12 12:00", "hr"))
        window = "2026-06-24 09:00", "2026-06-25 18:00"  # assumed on Friday the 19th
        assert first_follow_up(interview(), *events, now="2026-06-12 13:00")[0] == window

    def test_the_reply_that_ends_a_question_restarts_the_wait(self) -> None:
        window = "2026-06-22 09:00", "2026-06-23 18:00"  # assumed on Wednesday the 17th
        events = (THANKED, QUESTION, reply("2026-06-10 10:00"))
        assert first_follow_up(interview(), *events, now="2026-06-10 11:00")[0] == window

    def test_a_message_after_the_answer_does_not_restart_the_wait(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-08 12:00", "hr"), message("2026-06-10 12:00", "hr"))
        window = "2026-06-18 09:00", "2026-06-19 18:00"
        assert first_follow_up(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_a_question_from_before_the_end_does_not_restart_the_wait(self) -> None:
        events = (asks("2026-06-02 10:00"), THANKED, message("2026-06-08 12:00", "hr"))
        window = "2026-06-15 09:00", "2026-06-16 18:00"
        assert first_follow_up(interview(), *events, now="2026-06-08 13:00")[0] == window

    def test_the_follow_up_count_starts_again_after_a_question(self) -> None:
        events = (THANKED, FIRST, SECOND, asks("2026-06-23 10:00"), message("2026-06-23 12:00", "hr"))
        window = "2026-07-03 09:00", "2026-07-06 18:00"  # assumed on Tuesday 30 June
        assert first_follow_up(interview(), *events, now="2026-06-23 13:00") == (window, ["hr"])


class TestG16:
    """Whoever sent the last update of a known sender (a reply that G17 thanks for, or that asked for something)."""

    def test_the_first_follow_up_goes_to_whoever_asked_for_something(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "lead"))
        action = due(interview(), *events, now="2026-06-18 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_it_goes_there_too_where_another_person_got_the_answer_as_well(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "peer"), message("2026-06-08 12:00", "hr", "peer"))
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["peer"]

    def test_it_goes_to_hr_where_a_reply_neither_asked_nor_brought_news(self) -> None:
        assert ids(due(interview(), THANKED, reply("2026-06-05 10:00", "lead"), now="2026-06-17 09:00")) == ["hr"]

    def test_a_later_question_of_an_unknown_sender_does_not_count(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            asks("2026-06-05 11:00", None),
            message("2026-06-08 12:00", "lead"),
        )
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["lead"]

    def test_a_later_reply_that_is_no_update_does_not_count(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-08 12:00", "lead"),
            reply("2026-06-09 10:00"),
        )
        assert ids(due(interview(), *events, now="2026-06-19 09:00")) == ["lead"]

    def test_a_later_update_counts(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-08 12:00", "lead"),
            reply("2026-06-09 10:00", "peer", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-09 12:00", "peer"),
        )
        assert ids(due(interview(), *events, now="2026-06-17 09:00")) == ["peer"]

    def test_a_later_question_counts(self) -> None:
        events = (
            THANKED,
            reply("2026-06-05 10:00", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-05 12:00"),
            asks("2026-06-08 10:00", "peer"),
            message("2026-06-08 12:00", "peer"),
        )
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["peer"]

    def test_it_goes_to_whoever_asked_where_a_later_reply_ended_the_question(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"), reply("2026-06-08 10:00", "lead"))
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["lead"]

    def test_it_goes_to_the_next_in_order_where_the_asker_cannot_be_reached(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER))
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "hr"))
        assert ids(due(case, *events, now="2026-06-18 09:00")) == ["hr"]

    def test_a_question_from_before_the_end_is_no_update(self) -> None:
        events = (asks("2026-06-02 10:00", "lead"), message("2026-06-02 12:00", "lead"), THANKED)
        assert ids(due(interview(), *events, now="2026-06-15 09:00")) == ["hr"]

    def test_the_second_follow_up_goes_to_whoever_had_the_first(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-05 12:00", "lead"),
            follow_up("2026-06-17 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-06-24 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])


class TestG18:
    """An update thanks, and an answer to a question, to whoever wrote."""

    CASE = interview(contacts=(AGENT, HR, LEAD, PEER))
    THANKED = thank_you("2026-06-04 15:00", "agent")

    @pytest.mark.parametrize("sender", ["agent", "hr", "lead"])
    def test_the_answer_goes_to_whoever_asked_at_the_agency_or_not(self, sender: str) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", sender))
        assert ids(owed(self.CASE, *events, now=AFTER_QUESTION)) == [sender]

    def test_the_answer_to_an_unknown_asker_goes_to_the_agency(self) -> None:
        action = owed(self.CASE, self.THANKED, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert ids(action) == ["agent"]
        assert about(action, "agency") == [("G18", "agent")]

    def test_the_answer_goes_to_the_agency_where_the_asker_cannot_be_reached(self) -> None:
        case = interview(contacts=(AGENT, HR, LEAD.replace(email=None), PEER))
        action = owed(case, self.THANKED, asks("2026-06-05 10:00", "lead"), now=AFTER_QUESTION)
        assert ids(action) == ["agent"]

    def test_nobody_else_gets_the_answer_where_the_agency_cannot_be_reached(self) -> None:
        case = interview(contacts=(AGENT.replace(email=None), HR, LEAD, PEER))
        assert blocked(case, asks("2026-06-05 10:00", None), now=AFTER_QUESTION).touch is None

    def test_the_follow_up_goes_to_the_agency_after_a_question_of_somebody_else(self) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "lead"))
        window = "2026-06-18 09:00", "2026-06-19 18:00"
        assert first_follow_up(self.CASE, *events, now="2026-06-08 13:00") == (window, ["agent"])

    def test_a_message_to_the_agency_answers_no_question_of_somebody_else(self) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-05 12:00", "agent"))
        assert ids(owed(self.CASE, *events, now="2026-06-05 13:00")) == ["lead"]


class TestG30:
    """An interview that has not ended has nothing due but an answer owed."""

    @pytest.mark.parametrize("now", ["2026-06-02 11:00", "2026-06-03 14:59"])
    def test_an_answer_is_owed_before_the_end(self, now: str) -> None:
        action = owed(interview(), asks("2026-06-02 10:00"), now=now)
        assert (action.status, local(action.send_at)) == (WindowStatus.OPEN, now)

    def test_the_thank_you_is_waited_for_once_it_is_answered(self) -> None:
        events = (asks("2026-06-02 10:00"), message("2026-06-02 12:00", "hr"))
        action = due(interview(), *events, now="2026-06-02 13:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    def test_the_thank_you_is_waited_for_once_the_answer_has_lapsed(self) -> None:
        question = asks("2026-05-11 10:00")  # due by Tuesday 12 May; the tenth business day after it is the 26th
        assert owed(interview(), question, now="2026-05-26 23:59").status is WindowStatus.LATE
        action = due(interview(), question, now="2026-05-27 00:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")


class TestPlanWithQuestions:
    """`plan` takes it as answered at once."""

    def test_the_answer_comes_first_and_the_rest_counts_from_it(self) -> None:
        assert lines(ahead(interview(), THANKED, QUESTION, now=AFTER_QUESTION)) == [
            ("answer", "2026-06-05 11:00", ["hr"]),
            ("follow-up-1", "2026-06-17 09:00", ["hr"]),
            ("follow-up-2", "2026-06-24 09:00", ["hr"]),
            ("escalation", "2026-07-01 09:00", ["lead"]),
        ]

    def test_it_is_taken_as_answered_today_and_not_on_its_last_day(self) -> None:
        question = asks("2026-06-05 10:00", answer_by=date(2026, 6, 30))
        assert lines(ahead(interview(), THANKED, question, now="2026-06-06 23:00"))[:2] == [  # a Saturday
            ("answer", "2026-06-06 23:00", ["hr"]),
            ("follow-up-1", "2026-06-17 09:00", ["hr"]),  # a decision is assumed on Saturday the 13th
        ]

    def test_a_late_answer_is_taken_as_sent_now(self) -> None:
        assert lines(ahead(interview(), THANKED, QUESTION, now="2026-06-09 12:00"))[:2] == [
            ("answer", "2026-06-09 12:00", ["hr"]),
            ("follow-up-1", "2026-06-19 09:00", ["hr"]),
        ]

    def test_a_lapsed_answer_is_not_planned(self) -> None:
        assert lines(ahead(interview(), THANKED, QUESTION, now=LAPSED))[0] == (
            "follow-up-1",
            "2026-06-23 09:00",
            ["hr"],
        )

    def test_two_askers_get_two_answers_what_closes_first_first(self) -> None:
        form = asks("2026-06-05 10:30", "lead", asks_for="a form", answer_by=date(2026, 6, 5))
        assert lines(ahead(interview(), THANKED, QUESTION, form, now=AFTER_QUESTION)) == [
            ("answer", "2026-06-05 11:00", ["lead"]),
            ("answer", "2026-06-05 11:00", ["hr"]),
            ("follow-up-1", "2026-06-17 09:00", ["lead"]),  # who asked last
            ("follow-up-2", "2026-06-24 09:00", ["lead"]),
            ("escalation", "2026-07-01 09:00", ["peer"]),  # the hiring manager had the follow-ups
        ]

    def test_two_questions_of_one_asker_get_one_answer(self) -> None:
        form = asks("2026-06-05 10:30", asks_for="a form")
        found = lines(ahead(interview(), THANKED, QUESTION, form, now=AFTER_QUESTION))
        assert [what for what, _, _ in found] == ["answer", "follow-up-1", "follow-up-2", "escalation"]

    def test_the_thank_you_comes_after_an_answer_from_before_the_end(self) -> None:
        assert lines(ahead(interview(), asks("2026-06-02 10:00"), now="2026-06-02 11:00")) == [
            ("answer", "2026-06-02 11:00", ["hr"]),
            ("thank-you", "2026-06-04 15:00", ["peer"]),
            ("follow-up-1", "2026-06-15 09:00", ["hr"]),
            ("follow-up-2", "2026-06-22 09:00", ["hr"]),
            ("escalation", "2026-06-29 09:00", ["lead"]),
        ]

    def test_a_feedback_request_follows_an_answer_after_a_rejection(self) -> None:
        no = rejection("2026-06-10 10:00")
        assert lines(ahead(interview(), no, asks("2026-06-11 10:00"), now="2026-06-11 12:00")) == [
            ("answer", "2026-06-11 12:00", ["hr"]),
            ("feedback-request", "2026-06-11 12:00", ["hr"]),
        ]

    def test_an_answer_in_a_final_stage_is_the_whole_plan(self) -> None:
        events = (*STAGES[Stage.WITHDRAWN], asks("2026-07-01 10:00"))
        assert lines(ahead(interview(), *events, now="2026-07-01 11:00")) == [("answer", "2026-07-01 11:00", ["hr"])]

    def test_an_answer_that_nobody_can_get_is_passed_over_as_if_it_had_lapsed(self) -> None:
        skip = skipped("2026-06-03 16:00", Touch.THANK_YOU)
        case = interview(contacts=(HR.replace(do_not_contact=True),))
        owed, follow_up = ahead(case, skip, QUESTION, now=AFTER_QUESTION)
        assert isinstance(owed, Blocked)
        assert owed.touch is None
        assert not isinstance(follow_up, Respond)
        assert follow_up.touch is Touch.FOLLOW_UP_1
        assert follow_up.window is not None
        assert local(follow_up.window.opens) == "2026-06-17 09:00"  # a decision is assumed a week after their reply

    def test_each_of_two_answers_that_nobody_can_get_is_passed_over(self) -> None:
        skip = skipped("2026-06-03 16:00", Touch.THANK_YOU)
        case = interview(contacts=(HR.replace(do_not_contact=True),))
        form = asks("2026-06-05 10:30", asks_for="a form", answer_by=date(2026, 6, 30))
        first, second, follow_up = ahead(case, skip, QUESTION, form, now=AFTER_QUESTION)
        assert isinstance(first, Blocked)
        assert isinstance(second, Blocked)
        assert first.window is not None
        assert second.window is not None
        assert local(first.window.closes) == "2026-06-09 00:00"
        assert local(second.window.closes) == "2026-07-01 00:00"
        assert not isinstance(follow_up, Respond)
        assert follow_up.touch is Touch.FOLLOW_UP_1

    def test_the_first_step_is_the_next_action(self) -> None:
        events = (THANKED, QUESTION)
        assert ahead(interview(), *events, now=AFTER_QUESTION)[0] == answer(interview(), *events, now=AFTER_QUESTION)

    def test_the_plan_of_an_answered_question_is_the_rest_of_the_plan(self) -> None:
        sent = message(AFTER_QUESTION, "hr")
        with_question = lines(ahead(interview(), THANKED, QUESTION, now=AFTER_QUESTION))
        assert lines(ahead(interview(), THANKED, QUESTION, sent, now=AFTER_QUESTION)) == with_question[1:]


class TestAnswersHaveNoDraft:
    """`messages` writes touches; an answer is the candidate's to write."""

    def test_an_answer_that_is_owed_has_no_draft(self) -> None:
        assert messages(owed(interview(), THANKED, QUESTION, now=AFTER_QUESTION), interview(), CANDIDATE) == ()

    def test_an_answer_that_nobody_can_get_has_no_draft(self) -> None:
        case = interview(contacts=(HR.replace(do_not_contact=True),))
        assert messages(blocked(case, QUESTION, now=AFTER_QUESTION), case, CANDIDATE) == ()

    def test_the_touches_of_a_plan_with_an_answer_have_drafts(self) -> None:
        drafts = [
            len(messages(each, interview(), CANDIDATE))
            for each in ahead(interview(), THANKED, QUESTION, now=AFTER_QUESTION)
        ]
        assert drafts == [0, 1, 1, 1]


def test_the_edge_of_a_lapse_is_an_instant() -> None:
    just_before = at(LAPSED) - timedelta(microseconds=1)
    assert isinstance(next_action(interview(), [THANKED, QUESTION], now=just_before), Respond)


# HR is the recruiter, LEAD the manager. The interview ended on Wednesday 3 June; LEAD asked on Friday the 5th for
# something by Monday the 8th, which lapses with Monday the 22nd: ten business days later.
LAPSES = reply("2026-06-05 09:00", "lead", asks_for="a CV", answer_by=date(2026, 6, 8))


class TestTheLastUpdate:
    """G16: "whoever sent the last update of a known sender (a reply that G17 thanks for, or that asked for something)";
    G37: "the case goes on as if that reply had asked for nothing, until it is answered after all"."""

    def test_a_question_that_lapsed_makes_none_when_it_ends(self) -> None:
        events = [THANKED, LAPSES, reply("2026-07-01 09:00", "lead")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, WaitUntil)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_one_that_ended_in_time_does(self) -> None:
        events = [THANKED, LAPSES, reply("2026-06-19 09:00", "lead")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, WaitUntil | Send)
        assert [recipient.contact for recipient in action.to] == ["lead"]

    def test_nor_does_one_that_a_rejection_ended(self) -> None:
        events = [
            *(THANKED, LAPSES, rejection("2026-07-01 09:00")),
            reopened("2026-07-02 09:00", None),
        ]
        action = next_action(interview(), events, now=at("2026-07-02 10:00"))
        assert isinstance(action, WaitUntil)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_it_is_not_whom_to_answer_for_somebody_unknown(self) -> None:
        events = [THANKED, LAPSES, reply("2026-07-01 09:00", None, asks_for="references")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, Respond)
        assert [recipient.contact for recipient in action.to] == ["hr"]
        answered = next_action(
            interview(), [*events, action.sent(at=at("2026-07-01 11:00"))], now=at("2026-07-01 12:00")
        )
        assert answered.kind == "wait-until"

    def test_each_that_may_be_it_may_get_the_answer(self) -> None:
        # HR asked for far, LEAD later, which lapsed: HR is the last updater again, and somebody unknown asks.
        events = [
            THANKED,
            reply("2026-06-04 18:00", "peer", asks_for="a CV", answer_by=date(2026, 9, 30)),
            LAPSES,
            reply("2026-07-01 09:00", None, asks_for="references", answer_by=date(2026, 7, 1)),
        ]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, Respond)
        assert (action.asks_for, [recipient.contact for recipient in action.to]) == ("references", ["peer"])
        events.append(action.sent(at=at("2026-07-01 11:00")))
        after = next_action(interview(), events, now=at("2026-07-01 12:00"))
        assert not isinstance(after, Respond)
        steps = plan(interview(), events[:-1], now=at("2026-07-01 10:00"))
        assert [step.asks_for for step in steps if isinstance(step, Respond)].count("references") == 1

    def test_one_that_ended_may_lie_far_ahead(self) -> None:
        far = reply("2026-06-05 09:00", asks_for="a CV", answer_by=date(2090, 1, 2))
        events = [THANKED, far, reply("2026-06-05 12:00")]
        action = next_action(interview(), events, now=at("2026-06-05 13:00"))
        assert isinstance(action, WaitUntil)
        assert action.touch is Touch.FOLLOW_UP_1

    def test_one_from_before_the_end_of_the_interview_is_none(self) -> None:
        early = reply("2026-06-03 10:00", "lead", asks_for="a CV", answer_by=date(2026, 7, 1))
        events = [early, reply("2026-06-05 09:00", None, asks_for="references", answer_by=date(2026, 6, 5))]
        action = next_action(interview(), events, now=at("2026-06-05 10:00"))
        assert isinstance(action, Respond)
        assert (action.asks_for, [recipient.contact for recipient in action.to]) == ("references", ["hr"])

    def test_thanks_for_another_reply_of_theirs_stay_due(self) -> None:
        events = [
            THANKED,
            reply("2026-06-05 09:00", decision_by=date(2026, 6, 30)),
            reply("2026-06-05 10:00", asks_for="references"),
            message("2026-06-05 11:00"),
        ]
        action = next_action(interview(), events, now=at("2026-06-05 12:00"))
        assert isinstance(action, Send)
        assert action.touch is Touch.UPDATE_THANKS


class TestQuestionsAtOneInstant:
    def test_their_order_is_that_of_who_asked_from_events_and_from_progress(self) -> None:
        events = [
            reply("2026-06-04 09:00", asks_for="one"),
            reply("2026-06-04 09:00", None, asks_for="two"),
        ]
        for history in (events, events[::-1], replay(interview(), events)):
            action = next_action(interview(), history, now=at("2026-06-05 10:00"))
            assert isinstance(action, Respond)
            assert action.asks_for == "two"  # somebody unknown comes before "hr"


def test_a_plan_goes_on_after_a_question_that_nobody_can_get_the_answer_to() -> None:
    # The first question lapsed with Monday 22 June; HR has no address.
    case = interview(contacts=(HR.replace(email=None), PEER))
    events = [
        THANKED,
        reply("2026-06-05 09:00", asks_for="a CV", answer_by=date(2026, 6, 8)),
        reply("2026-06-24 09:00", asks_for="references"),
    ]
    steps = plan(case.replace(contacts=(HR.replace(email=None),)), [*events[1:]], now=at("2026-06-24 10:00"))
    assert (steps[0].kind, steps[0].touch) == ("blocked", None)
    assert None not in [step.touch for step in steps[1:]]
    answers = [step for step in plan(case, events, now=at("2026-06-24 10:00")) if isinstance(step, Respond)]
    assert [(step.asks_for, step.to[0].contact) for step in answers] == [("references", "peer")]
