"""E1: On hearing that one was not selected, ask the recruiter for feedback."""

from __future__ import annotations

import pytest

from asking import about, due, ids
from events import THANKED, feedback_request, rejection, thank_you
from followup_rules import Touch, plan
from plans import ASKED, TO_HR, TO_LEAD, Row, outlook, row
from support import HR, LEAD, PEER, at, interview


class TestE1:
    def test_the_recruiter_is_asked_for_feedback(self) -> None:
        """The rejection came on Monday the 8th; the request is open on Tuesday and Wednesday."""
        no = rejection("2026-06-08 10:00")
        action = due(interview(), thank_you(), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])
        assert about(action, "who-rejected") == [("G16", "hr")]

    def test_the_recruiter_is_asked_for_feedback_where_nobody_signed_the_rejection(self) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = due(interview(contacts=(PEER, LEAD, HR)), thank_you(), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_candidate_who_heard_nothing_asks_for_no_feedback(self) -> None:
        assert Touch.FEEDBACK_REQUEST not in [
            action.touch for action in plan(interview(), (), now=at("2026-06-03 16:00"))
        ]

    @pytest.mark.parametrize(
        ("rejected", "sender", "opens", "closes", "to", "closed"),
        [
            # Thursday 18: from Friday 19 to Monday 22.
            ("2026-06-18 11:00", "hr", "2026-06-19 09:00", "2026-06-22 18:00", TO_HR, ()),
            # Friday 19 at 23:00: from Monday 22 to Tuesday 23.
            ("2026-06-19 23:00", "lead", "2026-06-22 09:00", "2026-06-23 18:00", TO_LEAD, ()),
            # Saturday 20: the same.
            ("2026-06-20 10:00", None, "2026-06-22 09:00", "2026-06-23 18:00", TO_HR, ()),
            # Friday 17 July: Monday 20 is Marine Day, so Tuesday 21 to Wednesday 22.
            ("2026-07-17 11:00", "hr", "2026-07-21 09:00", "2026-07-22 18:00", TO_HR, ("2026-07-20",)),
        ],
    )
    def test_feedback_is_asked_for_on_the_next_two_business_days(
        self, rejected: str, sender: str | None, opens: str, closes: str, to: tuple[str, ...], closed: tuple[str, ...]
    ) -> None:
        no = rejection(rejected, sender)
        found = plan(interview(), (THANKED, ASKED, no), now=at(rejected))
        assert tuple(row(action) for action in found) == (Row("feedback-request", opens, closes, opens, to, closed),)

    @pytest.mark.parametrize(
        ("now", "answer"),
        [
            ("2026-06-22 18:00", ("feedback-request", "late", "2026-06-23 09:00", ())),
            ("2026-07-06 17:59", ("feedback-request", "late", "2026-07-06 17:59", ())),
            ("2026-07-06 18:00", ("", "done", "", ())),
        ],
    )
    def test_a_feedback_request_lapses_ten_business_days_after_its_window(
        self, now: str, answer: tuple[str, str, str, tuple[str, ...]]
    ) -> None:
        # It closed on Monday 22 June; Tu 23 to Fr 26 are 4 business days, Mo 29 to Fr 3 July 5 more, Mo 6 the tenth.
        no = rejection("2026-06-18 11:00")
        assert outlook(interview(), (THANKED, ASKED, no), now) == answer

    def test_after_a_feedback_request_nothing_is_ahead(self) -> None:
        no = rejection("2026-06-18 11:00")
        request = feedback_request("2026-06-19 09:30", *TO_HR)
        assert plan(interview(), (THANKED, ASKED, no, request), now=at("2026-06-19 10:00")) == ()
