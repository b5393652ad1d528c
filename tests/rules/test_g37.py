"""G37: *Their question.* A reply may ask for something: `asks_for` (a few words, "two references"), and `answer_by`,
a date. Until the candidate has answered (G38), the answer is what is next, in every stage: `Respond`, to whoever
asked (else in the order of the first follow-up; nobody left: `Blocked`, without a touch), in their thread, from
the reply to the end of `answer_by`, or of the next business day where none was named. Neither working hours nor a
hold move that end, and its `send_at` is `now`: an answer owed may go out on a Saturday. No touch is due
meanwhile, and the answer serves as thanks for that reply. It lapses at the end of the tenth business day after
its last day (a `Policy` field); it then ends no other question, and the case goes on as if that reply had asked
for nothing, until it is answered after all. `plan` takes it as answered at once. It ends with a later reply of
that sender that asks for nothing (where it is unknown who asked, of anybody), with a rejection, an offer, a next
round or a withdrawal. Several questions stand side by side; what closes first comes first.
"""

from __future__ import annotations

from datetime import UTC, date, time
from typing import TYPE_CHECKING, Any

import pytest

from asking import about, ahead, answer, blocked, due, ids, owed, span
from events import (
    FIRST,
    THANKED,
    asks,
    away,
    bounced,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    withdrawn,
)
from followup_rules import (
    DEFAULT_POLICY,
    Blocked,
    Done,
    Event,
    Respond,
    Send,
    Stage,
    Thread,
    Touch,
    WindowStatus,
    next_action,
    replay,
)
from questions import AFTER_QUESTION, LAPSED, LAST_MINUTE, QUESTION, STAGES, when_and_whom
from support import HR, LEAD, PEER, STAFF, at, interview, local

if TYPE_CHECKING:
    from collections.abc import Callable

CAIRO, NEW_YORK = "Africa/Cairo", "America/New_York"


class TestG37:
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
    def test_an_answer_closes_at_the_end_of_the_date_that_was_named(self, answer_by: date, closes: str) -> None:
        action = owed(interview(), THANKED, asks("2026-06-05 10:00", answer_by=answer_by), now=AFTER_QUESTION)
        assert span(action) == ("2026-06-05 10:00", closes)
        assert action.answer_by == answer_by
        assert about(action, "answer-by") == [("G37", None)]

    def test_a_named_date_before_the_day_of_the_question_was_not_named(self) -> None:
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
        assert str(action) == "Answer Hanako Sato by Thu 23 Apr: two references"

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
    def test_no_touch_is_due_while_an_answer_is_owed(self, now: str) -> None:
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

    def test_an_answer_to_one_sender_serves_as_no_thanks_to_another(self) -> None:
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

    def test_an_answer_is_owed_until_ten_business_days_after_its_last_day(self) -> None:
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

    def test_a_lapsed_question_ends_no_other_question(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", asks_for="a form"),
        )
        assert owed(interview(), *events, now="2026-06-24 00:00").asks_for == "two references"

    def test_a_lapsed_question_is_answered_after_all(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-24 10:00", "hr"))
        window = "2026-07-06 09:00", "2026-07-07 18:00"  # a decision is assumed on 1 July
        assert when_and_whom(interview(), *events, now="2026-06-24 11:00") == (window, ["hr"])

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
    def test_a_reply_at_the_instant_of_the_question_does_not_end_it(self, asker: str | None) -> None:
        events = (THANKED, asks("2026-06-05 10:00", asker), reply("2026-06-05 10:00"))
        assert isinstance(answer(interview(), *events, now=AFTER_QUESTION), Respond)

    @pytest.mark.parametrize("when", ["2026-06-05 10:00", "2026-06-08 10:00"])  # also at the instant of the question
    @pytest.mark.parametrize("news", [rejection, offer, next_round], ids=lambda news: str(news.__name__))
    def test_a_decision_of_anybody_ends_the_question(self, news: Callable[..., Event], when: str) -> None:
        events = (THANKED, QUESTION, asks("2026-06-05 09:00", None), news(when, "lead"))
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
            bounced("2026-06-05 10:30", LEAD),
        ],
        ids=lambda event: str(event.kind),
    )
    def test_no_other_event_ends_a_question(self, event: Event) -> None:
        assert ids(owed(interview(), THANKED, QUESTION, event, now=AFTER_QUESTION)) == ["hr"]

    def test_a_reopened_case_may_ask(self) -> None:
        no = rejection("2026-06-08 10:00")
        again = reopened("2026-06-09 10:00", "lead", asks_for="a free day", answer_by=date(2026, 6, 12))
        action = owed(interview(), THANKED, no, again, now="2026-06-09 11:00")
        assert (ids(action), action.asks_for) == (["lead"], "a free day")
        assert span(action) == ("2026-06-09 10:00", "2026-06-13 00:00")

    def test_a_question_does_not_end_an_earlier_question_of_its_sender(self) -> None:
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
    def test_of_several_answers_the_one_that_closes_first_comes_first_even_if_late(
        self, now: str, status: WindowStatus
    ) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", "lead", asks_for="a form", answer_by=date(2026, 6, 9)),
        )
        action = owed(interview(), *events, now=now)
        assert (ids(action), action.asks_for, action.status) == (["lead"], "a form", status)

    def test_the_next_question_comes_when_the_first_is_answered(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", answer_by=date(2026, 6, 30)),
            asks("2026-06-08 10:00", "lead", asks_for="a form"),
            message("2026-06-08 12:00", "lead"),
        )
        action = owed(interview(), *events, now="2026-06-08 13:00")
        assert (ids(action), action.asks_for) == (["hr"], "two references")

    def test_the_next_question_comes_when_the_first_has_lapsed(self) -> None:
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

    def test_a_question_told_twice_is_one_question(self) -> None:
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
            bounced("2026-06-05 12:01", HR),
        )
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["lead"]

    def test_an_asker_whose_address_bounced_before_can_be_reached_again(self) -> None:
        bounce = bounced("2026-06-04 16:00", HR)
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

    def test_a_question_from_before_the_end_is_owed_an_answer_after_the_end(self) -> None:
        assert owed(interview(), asks("2026-06-01 10:00"), now="2026-06-04 15:00").status is WindowStatus.LATE

    @pytest.mark.parametrize("when", ["2026-06-02 10:00", "2026-06-03 15:00"])
    def test_a_later_reply_of_the_asker_ends_a_question_from_before_the_end(self, when: str) -> None:
        action = answer(interview(), asks("2026-06-01 10:00"), reply(when), now="2026-06-03 16:00")
        assert not isinstance(action, Respond)

    def test_a_question_that_lapsed_beside_a_reply_of_its_instant_asked_for_nothing(self) -> None:
        """It may be answered until Monday the 8th, and lapses ten business days later, on the 22nd."""
        events = (THANKED, asks("2026-06-05 10:00", "lead"), reply("2026-06-05 10:00", "lead"))
        assert ids(due(interview(), *events, now="2026-06-23 10:00")) == ["hr"]
