"""Questions (G37) in plans, in messages, at one instant, and as the last update (G16).

QUESTION came on Friday 5 June 2026 at 10:00: its answer is on time until the end of Monday the 8th, and lapses at the
end of Monday the 22nd.
"""

from __future__ import annotations

from datetime import date, timedelta

from asking import ahead, answer, blocked, lines, owed
from events import (
    THANKED,
    asks,
    message,
    rejection,
    reopened,
    reply,
    skipped,
)
from followup_rules import (
    Blocked,
    Respond,
    Send,
    Stage,
    Touch,
    WaitUntil,
    messages,
    next_action,
    plan,
    replay,
)
from questions import AFTER_QUESTION, LAPSED, QUESTION, STAGES
from support import AGENT, CANDIDATE, HR, LEAD, PARTNER, PEER, STAFF, at, interview, local


class TestPlanWithQuestions:
    """`plan` takes it as answered at once."""

    def test_in_a_plan_the_answer_comes_first_and_the_rest_counts_from_it(self) -> None:
        assert lines(ahead(interview(), THANKED, QUESTION, now=AFTER_QUESTION)) == [
            ("answer", "2026-06-05 11:00", ["hr"]),
            ("follow-up-1", "2026-06-17 09:00", ["hr"]),
            ("follow-up-2", "2026-06-24 09:00", ["hr"]),
            ("escalation", "2026-07-01 09:00", ["lead"]),
        ]

    def test_a_plan_takes_a_question_as_answered_today_and_not_on_its_last_day(self) -> None:
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

    def test_an_answer_to_nobody_known_that_nobody_can_get_is_passed_over(self) -> None:
        steps = ahead(interview(contacts=()), asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert [(each.kind, each.touch) for each in steps] == [
            ("blocked", None),
            ("blocked", Touch.THANK_YOU),
            ("wait-until", Touch.FOLLOW_UP_1),
        ]

    def test_who_gets_an_answer_may_change_with_an_answer_before_it(self) -> None:
        """PARTNER sent the last update, since what LEAD asked after it has lapsed; but LEAD gets an answer first.

        That answers the lapsed question too, so the last update is LEAD's (G16, G37). The answer to whoever is unknown
        goes to the agency (G18), in its order. It closes before the one to PEER.
        """
        events = (
            asks("2026-06-04 16:00", "peer", asks_for="a free day", answer_by=date(2026, 12, 1)),
            asks("2026-06-04 17:00", "lead", asks_for="a portfolio", answer_by=date(2026, 9, 30)),
            reply("2026-06-04 18:00", "partner", decision_by=date(2026, 6, 30)),
            LAPSES,
            asks("2026-07-01 09:00", None, answer_by=date(2026, 10, 1)),
        )
        case = interview(contacts=(AGENT, PARTNER, LEAD, PEER))
        assert lines(ahead(case, *events, now="2026-07-01 10:00"))[:3] == [
            ("answer", "2026-07-01 10:00", ["lead"]),
            ("answer", "2026-07-01 10:00", ["agent"]),
            ("answer", "2026-07-01 10:00", ["peer"]),
        ]

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

    def test_a_question_that_lapsed_makes_no_update_when_it_ends(self) -> None:
        events = [THANKED, LAPSES, reply("2026-07-01 09:00", "lead")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, WaitUntil)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_a_question_that_ended_in_time_makes_an_update(self) -> None:
        events = [THANKED, LAPSES, reply("2026-06-19 09:00", "lead")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, WaitUntil | Send)
        assert [recipient.contact for recipient in action.to] == ["lead"]

    def test_a_question_that_a_rejection_ended_makes_no_update(self) -> None:
        events = [
            *(THANKED, LAPSES, rejection("2026-07-01 09:00")),
            reopened("2026-07-02 09:00", None),
        ]
        action = next_action(interview(), events, now=at("2026-07-02 10:00"))
        assert isinstance(action, WaitUntil)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_a_question_that_lapses_names_nobody_to_answer_for_an_unknown_asker(self) -> None:
        events = [THANKED, LAPSES, reply("2026-07-01 09:00", None, asks_for="references")]
        action = next_action(interview(), events, now=at("2026-07-01 10:00"))
        assert isinstance(action, Respond)
        assert [recipient.contact for recipient in action.to] == ["hr"]
        answered = next_action(
            interview(), [*events, action.sent(at=at("2026-07-01 11:00"))], now=at("2026-07-01 12:00")
        )
        assert answered.kind == "wait-until"

    def test_each_that_may_have_sent_the_last_update_may_get_the_answer(self) -> None:
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

    def test_a_question_that_ended_may_lie_far_ahead(self) -> None:
        far = reply("2026-06-05 09:00", asks_for="a CV", answer_by=date(2090, 1, 2))
        events = [THANKED, far, reply("2026-06-05 12:00")]
        action = next_action(interview(), events, now=at("2026-06-05 13:00"))
        assert isinstance(action, WaitUntil)
        assert action.touch is Touch.FOLLOW_UP_1

    def test_a_question_from_before_the_end_of_the_interview_makes_no_update(self) -> None:
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
    def test_questions_of_one_instant_are_in_the_order_of_who_asked(self) -> None:
        events = [
            reply("2026-06-04 09:00", asks_for="one"),
            reply("2026-06-04 09:00", None, asks_for="two"),
        ]
        for history in (events, events[::-1], replay(interview(), events)):
            action = next_action(interview(), history, now=at("2026-06-05 10:00"))
            assert isinstance(action, Respond)
            assert action.asks_for == "two"  # somebody unknown comes before "hr"

    def test_questions_of_one_person_at_one_instant_are_in_the_order_of_the_alphabet(self) -> None:
        """Which of them named a date is of no matter."""
        events = [
            reply("2026-06-04 09:00", asks_for="two references", decision_by=date(2026, 6, 12)),
            reply("2026-06-04 09:00", asks_for="a form"),
        ]
        for history in (events, events[::-1], replay(interview(), events)):
            action = next_action(interview(), history, now=at("2026-06-05 10:00"))
            assert isinstance(action, Respond)
            assert action.asks_for == "a form"


class TestTurns:
    """What closes first comes first (G37)."""

    def test_of_two_that_close_together_whoever_asked_first_is_answered_first(self) -> None:
        events = (asks("2026-06-05 10:00", "lead", asks_for="a form"), asks("2026-06-05 11:00", "hr"))
        assert owed(interview(), THANKED, *events, now="2026-06-05 12:00").asks_for == "a form"

    def test_what_nobody_can_get_holds_up_no_answer_that_closes_later(self) -> None:
        """STAFF asked before the end, so gets no answer to what HR asked."""
        case = interview(contacts=(HR.replace(email=None), STAFF))
        form = asks("2026-06-03 10:00", "staff", asks_for="a form", answer_by=date(2026, 6, 12))
        assert owed(case, form, QUESTION, now="2026-06-05 12:00").asks_for == "a form"


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
