"""What must hold at each step of the app that always obeys: a function for each sentence, with the number of its rule.

Each tells whether it holds. They know the ledger and the oracle, and not how the library works.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import oracle
from followup_rules import Blocked, Done, Respond, Step
from walking import MOST_STEPS, PLACE, Message, Seen, recipients

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oracle.ledger import Ledger

FOLLOW_UPS = {"follow-up-1", "follow-up-2"}
ENQUIRES = {*FOLLOW_UPS, "escalation"}
ASKS = {*ENQUIRES, "feedback-request"}
AFTER_A_NO = {"rejected", "feedback-requested"}


def the_stage_is_that_of_the_matrix(seen: Seen) -> bool:
    """Compare the stage with the hand-written matrix (G23, G25, G27)."""
    return seen.action.stage.value == seen.ledger.stage


OPEN = {"interviewed", "thanked", "followed-up-1", "followed-up-2", "answered"}  # a follow-up may come
# The reasons for which a case is done, other than that something lapsed, and when each is meant.
MEANT_ENDS: dict[str, Callable[[Ledger], bool]] = {
    "no-enquiries": lambda ledger: ledger.stage in OPEN and not ledger.is_welcome,
    "all-sent": lambda ledger: (
        ledger.stage == "escalated" or (ledger.stage == "followed-up-2" and ledger.escalations > 0)
    ),
    "no-second-contact": lambda ledger: ledger.stage == "followed-up-2",
    "nothing-gone-through": lambda ledger: ledger.was_not_held,
    "feedback-requested": lambda ledger: ledger.stage in AFTER_A_NO and ledger.feedback_requests > 0,
    "feedback-skipped": lambda ledger: ledger.stage == "feedback-requested" and ledger.feedback_requests == 0,
    "offer": lambda ledger: ledger.stage == "offered",
    "next-round": lambda ledger: ledger.stage == "advanced",
    "withdrawn": lambda ledger: ledger.stage == "withdrawn",
    "not-held": lambda ledger: ledger.stage == "not-held",
    "not-held-and-rejected": lambda ledger: ledger.stage == "not-held",
}


def a_case_ends_only_where_it_is_meant_to(seen: Seen) -> bool:
    """See that the case is done (G14, G18, G21, G28, G42), or that a new time is missing (G43): no other dead end.

    Where a message that asks lapsed, nobody could get it (G13, G22), or it was too late when the app first asked.
    """
    action = seen.action
    if isinstance(action, Done):
        codes = {reason.code for reason in action.reasons}
        ends = [is_meant for code, is_meant in MEANT_ENDS.items() if code in codes]
        was_blocked = any(isinstance(each.action, Blocked) for each in seen.earlier)
        has_lapsed = "lapsed" in codes and (was_blocked or not seen.earlier or _was_too_late_for_feedback(seen))
        return all(is_meant(seen.ledger) for is_meant in ends) and (bool(ends) or has_lapsed)
    if isinstance(action, Blocked) and action.changes_at is None:
        is_open = seen.ledger.needs_new_time and seen.ledger.stage in OPEN
        return is_open and [gap.code for gap in action.missing] == ["new-time"]
    return True


def _was_too_late_for_feedback(seen: Seen) -> bool:
    """Tell whether the app first asked after the two business days of the request for feedback, and ten more."""
    rejected_on = seen.ledger.rejected_on
    if rejected_on is None or seen.ledger.stage != "rejected":
        return False
    return oracle.day_of(PLACE, seen.earlier[0].now) > oracle.add_business_days(PLACE, rejected_on, 2 + 10)


def the_loop_ends(seen: Seen) -> bool:
    """Count the steps: two follow-ups, an escalation and thanks are soon sent (G14)."""
    return len(seen.earlier) < MOST_STEPS - 1


def no_two_messages_are_due_at_once(seen: Seen) -> bool:
    """See that of the touches ahead no two go out at one instant, but thanks to different mailboxes (G15, G17, F1)."""
    ahead = [step for step in seen.plan if isinstance(step, Message) and step.to]
    for first, second in pairwise(ahead):
        if first.send_at > second.send_at:
            return False
        if first.send_at == second.send_at:
            emails = seen.ledger.emails
            boxes = [{emails[who] for who in recipients(step)} for step in (first, second)]
            if {first.touch.value, second.touch.value} & ASKS or boxes[0] & boxes[1]:
                return False
    return True


def no_third_follow_up_without_an_answer(seen: Seen) -> bool:
    """Count the follow-ups since their last word (G14)."""
    return seen.touch not in FOLLOW_UPS or seen.ledger.follow_ups < 2


def no_second_escalation_without_an_answer(seen: Seen) -> bool:
    """Count the escalations since their last word (G14)."""
    return seen.touch != "escalation" or seen.ledger.escalations == 0


def nobody_is_asked_again_by_an_escalation(seen: Seen) -> bool:
    """See that an escalation goes to nobody who had a follow-up since the last reply (G16, D5)."""
    return seen.touch != "escalation" or seen.ledger.followed_up.isdisjoint(seen.boxes)


def feedback_is_asked_for_once(seen: Seen) -> bool:
    """Count the feedback requests of the case (G14)."""
    return seen.touch != "feedback-request" or seen.ledger.feedback_requests == 0


def nothing_is_due_after_a_withdrawal_an_offer_or_not_held(seen: Seen) -> bool:
    """See that nothing is due there but an answer that is owed (G28, G42)."""
    return seen.ledger.stage not in {"withdrawn", "offered", "not-held"} or seen.touch is None


def nothing_is_asked_of_an_interview_that_was_not_held(seen: Seen) -> bool:
    """See that it is neither thanked for nor asked about, and that no feedback is asked for (G42)."""
    return not seen.ledger.was_not_held or seen.touch in {None, "update-thanks"}


def no_enquiry_where_none_is_welcome(seen: Seen) -> bool:
    """See that nobody asks where things stand if they asked not to (G21)."""
    return seen.ledger.is_welcome or seen.touch not in ENQUIRES


def nobody_is_written_to_who_bounced_or_opted_out(seen: Seen) -> bool:
    """Compare the addresses of the recipients (G19, G41)."""
    return not (seen.ledger.bounced | seen.ledger.opted_out).intersection(seen.boxes)


def each_mailbox_gets_one_message(seen: Seen) -> bool:
    """See that no two recipients share a mailbox (G41)."""
    return len(set(seen.boxes)) == len(seen.boxes)


def no_message_goes_out_twice(seen: Seen) -> bool:
    """See that no mailbox gets a touch that the app has sent to it already (G12, G15, G30)."""
    before = [set(each.boxes) for each in seen.earlier if each.touch == seen.touch]
    return seen.touch is None or set(seen.boxes).isdisjoint(set().union(*before))


def no_follow_up_before_the_third_business_day_after_a_stated_date(seen: Seen) -> bool:
    """Count the days after the date, but for a first follow-up to which they invited (G11, G39, F2)."""
    action, ledger = seen.action, seen.ledger
    if ledger.stated is None or not isinstance(action, Message) or seen.touch not in ENQUIRES:
        return True
    if action.touch == "follow-up-1" and ledger.invited is not None:
        return action.send_at.astimezone(ledger.zone).date() >= ledger.invited
    return action.send_at.astimezone(ledger.zone).date() >= oracle.add_business_days(PLACE, ledger.stated, 3)


@cache
def _work(opens: datetime, closes: datetime) -> timedelta:
    return oracle.work_between(PLACE, opens, closes)


def the_window_holds_an_hour_of_work(seen: Seen) -> bool:
    """Add up the working time of the window (G5)."""
    action = seen.action
    if not isinstance(action, Message):
        return True
    return _work(action.window.opens.astimezone(UTC), action.window.closes.astimezone(UTC)) >= timedelta(hours=1)


def messages_go_out_in_working_hours(seen: Seen) -> bool:
    """See that a message goes out from Monday to Friday, from 09:00 to before 18:00, but an answer owed (G6, G37)."""
    if not isinstance(seen.action, Message):
        return True
    local = seen.action.send_at.astimezone(seen.ledger.zone)
    return local.weekday() < 5 and time(9) <= local.time() < time(18)


def nothing_goes_out_in_the_past(seen: Seen) -> bool:
    """Compare with the time of asking (G6)."""
    return not isinstance(seen.action, Message | Respond) or seen.action.send_at >= seen.now


def the_plan_begins_with_the_next_action(seen: Seen) -> bool:
    """Compare the whole step; nothing is planned where nothing is due (G40)."""
    return list(seen.plan[:1]) == ([] if isinstance(seen.action, Done) else [seen.action])


def the_app_does_what_was_planned(seen: Seen) -> bool:
    """Compare the plan with what was left of the one before, once what was its first step is done (G12).

    A plan passes over what nobody can get, where the app waits until it lapses; so these are not compared.
    """
    if not seen.earlier or any(isinstance(step, Blocked) or not step.to for step in seen.earlier[-1].plan):
        return True
    return _in_short(seen.plan) == _in_short(seen.earlier[-1].plan[1:])


def _in_short(steps: Sequence[Step]) -> list[tuple[object, ...]]:
    """Return of each message what it is, when it goes out, and to whom; of an answer that is owed, all but when."""
    return [
        (step.kind, step.asks_for, recipients(step))
        if isinstance(step, Respond)
        else (step.touch, step.send_at if isinstance(step, Message) else None, recipients(step))
        for step in steps
    ]


INVARIANTS: tuple[Callable[[Seen], bool], ...] = (
    the_stage_is_that_of_the_matrix,
    a_case_ends_only_where_it_is_meant_to,
    the_loop_ends,
    no_two_messages_are_due_at_once,
    no_third_follow_up_without_an_answer,
    no_second_escalation_without_an_answer,
    nobody_is_asked_again_by_an_escalation,
    feedback_is_asked_for_once,
    nothing_is_due_after_a_withdrawal_an_offer_or_not_held,
    nothing_is_asked_of_an_interview_that_was_not_held,
    no_enquiry_where_none_is_welcome,
    nobody_is_written_to_who_bounced_or_opted_out,
    each_mailbox_gets_one_message,
    no_message_goes_out_twice,
    no_follow_up_before_the_third_business_day_after_a_stated_date,
    the_window_holds_an_hour_of_work,
    messages_go_out_in_working_hours,
    nothing_goes_out_in_the_past,
    the_plan_begins_with_the_next_action,
    the_app_does_what_was_planned,
)


def broken(seen: Seen) -> list[str]:
    """Return the names of the invariants that do not hold at a step."""
    return [invariant.__name__ for invariant in INVARIANTS if not invariant(seen)]
