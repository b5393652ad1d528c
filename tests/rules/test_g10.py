"""G10: The *decision date* is the last one stated: `decision_by`, or the date in a reply that named one on or after
its own day. If none was stated, one week after the interview's day is assumed, and `reasons` say so. A reply that
names none restarts the wait from one week after its day, or from the stated date where that is later; where it asked
for something (G37), it counts as if it had come on the day on which that was answered. After any reply the follow-up
count starts again. A vague promise ("next week", "by the end of the month", "within ten business days") is the last
business day of that span.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from asking import codes, due, ids, span
from events import FIRST, SECOND, THANKED, asks, follow_up, invites, message, reply, skipped, thank_you, update_thanks
from followup_rules import (
    Event,
    Interview,
    Promise,
    Touch,
    business_calendar,
    first_follow_up_window,
    plan,
    promised_by,
)
from invitations import EARLY, INVITED, INVITING, THE_22ND, first_follow_up
from plans import ASKED, ESCALATION, FOLLOW_UP_1, FOLLOW_UP_2, TO_HR, TO_LEAD, Row, row
from questions import QUESTION, when_and_whom
from support import at, interview
from weeks import FRIDAY, SATURDAY


class TestG10:
    def opens(self, *events: Event, **fields: Any) -> str:
        """Return the day on which the first follow-up opens, all thanks skipped."""
        skips = [skipped("2026-06-30 08:00", touch) for touch in (Touch.THANK_YOU, Touch.UPDATE_THANKS)]
        action = due(interview(**fields), *events, *skips, now="2026-06-03 16:00")
        assert action.touch == Touch.FOLLOW_UP_1
        return str(action.window.opens.date())

    def reply(self, when: str, decision_by: str | None = None) -> Event:
        named = None if decision_by is None else date.fromisoformat(decision_by)
        return reply(f"{when} 10:00", decision_by=named)

    def test_without_a_decision_date_a_week_is_assumed(self) -> None:
        """Wednesday 10 June, and three business days: Monday the 15th."""
        assert self.opens() == "2026-06-15"
        assert "decision-assumed" in codes(due(interview(), thank_you(), now="2026-06-05 10:00"))

    def test_the_last_stated_decision_date_counts(self) -> None:
        """16 June is a Tuesday: Friday the 19th. An earlier date, if it is the last one, counts as well."""
        assert self.opens(self.reply("2026-06-08", "2026-06-16"), decision_by=date(2026, 6, 10)) == "2026-06-19"
        assert self.opens(self.reply("2026-06-08", "2026-06-09"), decision_by=date(2026, 6, 30)) == "2026-06-12"

    def test_a_decision_date_before_the_day_of_its_reply_is_none(self) -> None:
        """The reply of Tuesday 9 June restarts the wait: 16 June."""
        assert self.opens(self.reply("2026-06-09", "2026-06-08"), decision_by=date(2026, 6, 10)) == "2026-06-19"

    def test_a_reply_may_name_its_own_day_as_the_decision_date(self) -> None:
        assert self.opens(self.reply("2026-06-09", "2026-06-09")) == "2026-06-12"

    def test_a_reply_that_names_none_restarts_the_wait(self) -> None:
        assert self.opens(self.reply("2026-06-12")) == "2026-06-24"  # Friday the 19th, and three days
        assert "decision-restarted" in codes(
            due(
                interview(),
                skipped("2026-06-12 11:00", Touch.UPDATE_THANKS),
                skipped("2026-06-12 11:00", Touch.THANK_YOU),
                self.reply("2026-06-12"),
                now="2026-06-12 12:00",
            )
        )

    def test_a_reply_that_names_no_date_leaves_a_later_stated_date(self) -> None:
        assert self.opens(self.reply("2026-06-12"), decision_by=date(2026, 6, 23)) == "2026-06-26"

    def test_after_any_reply_the_follow_up_count_starts_again(self) -> None:
        first = follow_up()
        action = due(
            interview(),
            first,
            self.reply("2026-06-16"),
            update_thanks("2026-06-16 11:00"),
            skipped("2026-06-16 11:00", Touch.THANK_YOU),
            now="2026-06-16 12:00",
        )
        assert action.touch == Touch.FOLLOW_UP_1
        assert str(action.window.opens.date()) == "2026-06-26"  # Tuesday 23 June, and three days

    @pytest.mark.parametrize(
        ("said_on", "within", "expected"),
        [
            # Th 4 (1) Fr 5 (2) Mo 8 (3) Tu 9 (4) We 10 (5) Th 11 (6) Fr 12 (7) Mo 15 (8) Tu 16 (9) We 17 (10)
            ("2026-06-03", 10, "2026-06-17"),
            ("2026-06-03", 1, "2026-06-04"),
            ("2026-06-05", 1, "2026-06-08"),  # Friday: Monday
            ("2026-06-06", 1, "2026-06-08"),  # so is Saturday's and Sunday's
            ("2026-06-07", 1, "2026-06-08"),
            ("2026-06-03", 0, "2026-06-03"),  # today
            ("2026-06-06", 0, "2026-06-08"),  # on a Saturday, the first business day after it (F2)
            # Th 16 July: Fr 17 (1), Tu 21 (2), We 22 (3); Monday 20 is Marine Day.
            ("2026-07-16", 3, "2026-07-22"),
            # Golden Week: Mo 27 (1) Tu 28 (2) Th 30 (3) Fr 1 May (4) Th 7 (5) Fr 8 (6) Mo 11 Tu 12 We 13 Th 14 (10)
            ("2026-04-24", 10, "2026-05-14"),
        ],
    )
    def test_a_promise_within_business_days_is_the_last_of_these_days(
        self, said_on: str, within: int, expected: str
    ) -> None:
        promise = Promise(within_business_days=within)
        found = promised_by(promise, date.fromisoformat(said_on), business_calendar("JP"))
        assert found == date.fromisoformat(expected)

    def test_promised_business_days_are_those_of_the_weekend_given(self) -> None:
        # From Sunday to Thursday: Th 4 (1), Su 7 (2), Mo 8 (3).
        calendar = business_calendar("JP", weekend=[FRIDAY, SATURDAY])
        assert promised_by(Promise(within_business_days=3), date(2026, 6, 3), calendar) == date(2026, 6, 8)

    def test_days_that_the_company_closes_or_works_besides_count(self) -> None:
        # Th 4 is closed, Sa 6 is worked: Fr 5 (1), Sa 6 (2), Mo 8 (3).
        calendar = business_calendar("JP", extra_holidays=[date(2026, 6, 4)], extra_workdays=[date(2026, 6, 6)])
        assert promised_by(Promise(within_business_days=3), date(2026, 6, 3), calendar) == date(2026, 6, 8)

    def test_a_promise_in_days_differs_from_one_in_business_days(self) -> None:
        # Ten days after 3 June are Saturday 13, so Friday 12.
        calendar = business_calendar("JP")
        assert promised_by(Promise(within_days=10), date(2026, 6, 3), calendar) == date(2026, 6, 12)
        assert promised_by(Promise(within_business_days=10), date(2026, 6, 3), calendar) == date(2026, 6, 17)

    def test_the_first_follow_up_counts_from_the_date_promised(self) -> None:
        # By Wednesday 17 June: Th 18, Fr 19, Mo 22 (third), Tu 23 (fourth).
        about = interview()
        decision = promised_by(Promise(within_business_days=10), about.day, business_calendar("JP"))
        window = first_follow_up_window(about.replace(decision_by=decision))
        assert span(window) == ("2026-06-22 09:00", "2026-06-23 18:00")

    def test_the_longest_promise_is_a_year(self) -> None:
        promise = Promise(within_business_days=366)
        assert promise.within_business_days == 366

    @pytest.mark.parametrize("within", [-1, 367, 1.5, True, "10"])
    def test_a_promise_in_what_is_no_number_of_days_is_refused(self, within: Any) -> None:
        with pytest.raises(ValidationError, match="within_business_days"):
            Promise(within_business_days=within)

    @pytest.mark.parametrize("other", [{"within_days": 3}, {"within_weeks": 1}, {"end_of": "next-week"}])
    def test_two_promises_at_once_are_refused(self, other: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match="exactly one of"):
            Promise(within_business_days=3, **other)

    def test_a_promise_comes_back_equal_from_json(self) -> None:
        promise = Promise(within_business_days=10)
        assert Promise.model_validate_json(promise.model_dump_json()) == promise

    def test_the_decision_date_holds_the_second_follow_up_after_an_invitation(self) -> None:
        case = interview(decision_by=date(2026, 6, 30), enquire_on=THE_22ND)
        first = follow_up("2026-06-22 10:00")
        action = due(case, THANKED, first, now="2026-06-22 11:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert span(action) == ("2026-07-03 09:00", "2026-07-06 18:00")

    def test_a_reply_that_invites_and_names_no_date_restarts_the_wait(self) -> None:
        events = (
            THANKED,
            invites("2026-06-10 10:00", on=date(2026, 6, 11)),  # a decision is assumed on the 17th
            follow_up("2026-06-11 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-06-11 11:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert span(action) == ("2026-06-22 09:00", "2026-06-25 18:00")

    @pytest.mark.parametrize("decision_by", [date(2026, 6, 5), date(2026, 7, 31)])
    def test_no_decision_date_moves_an_invitation(self, decision_by: date) -> None:
        assert span(first_follow_up(INVITING.replace(decision_by=decision_by), THANKED, now=EARLY)) == INVITED

    def test_the_follow_up_count_starts_again_after_an_invitation(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 10:00"), update_thanks("2026-06-17 12:00", "lead"))
        action = first_follow_up(interview(), *events, now="2026-06-17 13:00")
        assert (span(action), ids(action)) == (INVITED, ["lead"])

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
        assert when_and_whom(interview(), *events, now="2026-06-14 12:00") == ((opens, closes), ["hr"])

    def test_the_day_of_the_answer_is_the_company_s(self) -> None:
        sent = message("2026-06-08 20:00", zone="UTC")  # Tuesday the 9th at 05:00 in Tokyo
        window = "2026-06-19 09:00", "2026-06-22 18:00"
        assert when_and_whom(interview(), THANKED, QUESTION, sent, now="2026-06-09 06:00")[0] == window

    def test_a_touch_that_answers_restarts_the_wait(self) -> None:
        thanks = update_thanks("2026-06-17 12:00")
        events = (THANKED, FIRST, asks("2026-06-16 10:00"), thanks)
        window = "2026-06-29 09:00", "2026-06-30 18:00"  # assumed on Wednesday the 24th
        assert when_and_whom(interview(), *events, now="2026-06-17 13:00") == (window, ["hr"])

    def test_a_stated_date_later_than_the_restarted_wait_stays(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"))
        case = interview(decision_by=date(2026, 6, 30))
        window = "2026-07-03 09:00", "2026-07-06 18:00"
        assert when_and_whom(case, *events, now="2026-06-09 13:00")[0] == window

    def test_a_stated_date_earlier_than_the_restarted_wait_gives_way(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"))
        case = interview(decision_by=date(2026, 6, 15))
        window = "2026-06-19 09:00", "2026-06-22 18:00"  # assumed on Tuesday the 16th
        assert when_and_whom(case, *events, now="2026-06-09 13:00")[0] == window

    def test_a_question_that_named_a_date_does_not_restart_the_wait(self) -> None:
        question = asks("2026-06-05 10:00", decision_by=date(2026, 6, 12))
        events = (THANKED, question, message("2026-06-10 12:00", "hr"))
        window = "2026-06-17 09:00", "2026-06-18 18:00"
        assert when_and_whom(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_the_date_for_the_answer_is_no_decision_date(self) -> None:
        question = asks("2026-06-05 10:00", answer_by=date(2026, 6, 30))
        events = (THANKED, question, message("2026-06-05 12:00", "hr"))
        window = "2026-06-17 09:00", "2026-06-18 18:00"
        assert when_and_whom(interview(), *events, now="2026-06-05 13:00")[0] == window

    def test_the_wait_counts_from_the_last_of_several_answers(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", "lead", answer_by=date(2026, 6, 12)),
            message("2026-06-08 12:00", "hr"),
            message("2026-06-10 12:00", "lead"),
        )
        window = "2026-06-22 09:00", "2026-06-23 18:00"  # assumed on Wednesday the 17th
        assert when_and_whom(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_the_wait_counts_from_a_reply_of_another_person_after_the_answer(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-09 12:00", "hr"), reply("2026-06-11 10:00", "lead"))
        window = "2026-06-23 09:00", "2026-06-24 18:00"  # assumed on Thursday the 18th
        assert when_and_whom(interview(), *events, now="2026-06-11 11:00")[0] == window

    def test_the_wait_counts_from_an_answer_after_a_reply_of_another_person(self) -> None:
        events = (THANKED, QUESTION, reply("2026-06-11 10:00", "lead"), message("2026-06-12 12:00", "hr"))
        window = "2026-06-24 09:00", "2026-06-25 18:00"  # assumed on Friday the 19th
        assert when_and_whom(interview(), *events, now="2026-06-12 13:00")[0] == window

    def test_the_reply_that_ends_a_question_restarts_the_wait(self) -> None:
        window = "2026-06-22 09:00", "2026-06-23 18:00"  # assumed on Wednesday the 17th
        events = (THANKED, QUESTION, reply("2026-06-10 10:00"))
        assert when_and_whom(interview(), *events, now="2026-06-10 11:00")[0] == window

    def test_a_message_after_the_answer_does_not_restart_the_wait(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-08 12:00", "hr"), message("2026-06-10 12:00", "hr"))
        window = "2026-06-18 09:00", "2026-06-19 18:00"
        assert when_and_whom(interview(), *events, now="2026-06-10 13:00")[0] == window

    def test_a_question_from_before_the_end_does_not_restart_the_wait(self) -> None:
        events = (asks("2026-06-02 10:00"), THANKED, message("2026-06-08 12:00", "hr"))
        window = "2026-06-15 09:00", "2026-06-16 18:00"
        assert when_and_whom(interview(), *events, now="2026-06-08 13:00")[0] == window

    def test_the_follow_up_count_starts_again_after_a_question(self) -> None:
        events = (THANKED, FIRST, SECOND, asks("2026-06-23 10:00"), message("2026-06-23 12:00", "hr"))
        window = "2026-07-03 09:00", "2026-07-06 18:00"  # assumed on Tuesday 30 June
        assert when_and_whom(interview(), *events, now="2026-06-23 13:00") == (window, ["hr"])

    @staticmethod
    def ahead(case: Interview, named: date | None) -> tuple[Row, ...]:
        # The first follow-up went out on Monday 15 June; HR replied on Thursday 18 at 11:00.
        heard = reply("2026-06-18 11:00", decision_by=named)
        return tuple(row(action) for action in plan(case, (THANKED, ASKED, heard), now=at("2026-06-18 11:00")))

    def test_a_reply_without_a_date_restarts_the_wait(self) -> None:
        # Thanks at once, until the end of Friday 19. Assumed decision Th 25: Fr 26, Mo 29, Tu 30 is the third, We 1
        # July the fourth. 30 + 7 … 14 = Tu 7 … 14 July; 7 + 7 … 14 = Tu 14 … 21 July.
        assert self.ahead(interview(), None) == (
            Row("update-thanks", "2026-06-18 11:00", "2026-06-19 18:00", "2026-06-18 11:00", TO_HR),
            Row(FOLLOW_UP_1, "2026-06-30 09:00", "2026-07-01 18:00", "2026-06-30 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-07-07 09:00", "2026-07-14 18:00", "2026-07-07 09:00", TO_HR),
            Row(ESCALATION, "2026-07-14 09:00", "2026-07-21 18:00", "2026-07-14 09:00", TO_LEAD),
        )

    @pytest.mark.parametrize(
        ("stated", "named", "opens", "closes"),
        [
            # Tuesday 30 June: We 1 July, Th 2, Fr 3 is the third, Mo 6 the fourth.
            (None, date(2026, 6, 30), "2026-07-03 09:00", "2026-07-06 18:00"),
            # Stated before, and later than Thursday 25: the same.
            (date(2026, 6, 30), None, "2026-07-03 09:00", "2026-07-06 18:00"),
            # Stated before, and earlier than Thursday 25: that one.
            (date(2026, 6, 23), None, "2026-06-30 09:00", "2026-07-01 18:00"),
            # The last one stated counts, also where it is the earlier. Monday 22: Tu 23, We 24, Th 25, Fr 26.
            (date(2026, 6, 30), date(2026, 6, 22), "2026-06-25 09:00", "2026-06-26 18:00"),
            # A date before the reply's own day is none: Thursday 25 again.
            (None, date(2026, 6, 17), "2026-06-30 09:00", "2026-07-01 18:00"),
        ],
    )
    def test_the_follow_up_counts_from_the_last_date(
        self, stated: date | None, named: date | None, opens: str, closes: str
    ) -> None:
        first = self.ahead(interview(decision_by=stated), named)[1]
        assert first == Row(FOLLOW_UP_1, opens, closes, opens, TO_HR)
