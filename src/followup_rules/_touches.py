"""The touches: one row for each message that the candidate may owe somebody, in the order in which they are tried.

A row says all that the rest of the library needs to know of its touch: when it is due, from where it counts, how long
it may wait, what holds it, who gets it, and what to call it. The table is checked when this module is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from followup_rules._events import (
    EscalationSent,
    FeedbackRequestSent,
    FollowUpSent,
    ThankYouSent,
    Touch,
    TouchSent,
    TouchSkipped,
    UpdateThanksSent,
)
from followup_rules._policy import DEFAULT_POLICY
from followup_rules._stages import TRANSITIONS, Stage
from followup_rules._values import check_complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup_rules._policy import Policy, Span


# The moment from which a span counts: the end of the interview, the decision date (G10), the day on which the case came
# into its stage, or when the update came that waits for thanks.
CountsFrom = Literal["interview", "decision", "stage", "update"]
# What may hold a touch, besides a snooze (G8, G29): the decision date (G11), the last message sent (G11), or an absence
# of whoever would get it (G20).
Hold = Literal["decision", "last-message", "absence"]
LapseUnit = Literal["days", "business-days"]
# Whom a touch may go to: somebody that an event named, or everybody with a role.
Named = Literal["inviter", "first-recipients", "updater", "replier", "rejecter"]
WithRole = Literal["recruiter", "hiring-manager", "interviewer", "anybody"]
Whom = Named | WithRole
Order = tuple[tuple[Whom, str], ...]  # the first one first, each with the code of the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchRow:
    """All there is to know of a touch.

    ``title`` is what people read after "the". ``because`` is the code of the reason that says from where it counts.
    ``order`` is whom it may go to, the first one first, each with the code of the reason. ``is_enquiry``: it asks where
    things stand, so it is never due where enquiries are not welcome (G21). ``nobody`` says what would help where nobody
    is left to write to (G22).
    """

    title: str
    event: type[TouchSent]
    due_in: tuple[Stage, ...]
    counts_from: CountsFrom
    because: str
    span: Callable[[Policy], Span]
    lapse: Callable[[Policy], int]
    lapse_unit: LapseUnit
    holds: tuple[Hold, ...] = ()
    order: Order
    skips_who_was_asked: bool = False
    is_enquiry: bool = False
    folds_into: Touch | None = None
    nobody: str

    @property
    def label(self) -> str:
        """The title as it stands by itself: in a picture, in a calendar."""
        return self.title.capitalize()


FIRST_FOLLOW_UP_ORDER: Order = (  # also of an answer, where whoever asked cannot be reached (G37)
    ("inviter", "who-invited"),
    ("updater", "who-replied"),
    ("recruiter", "hr-first"),
    ("hiring-manager", "next-in-order"),
    ("interviewer", "next-in-order"),
)

TOUCHES: dict[Touch, TouchRow] = {
    Touch.UPDATE_THANKS: TouchRow(
        title="thanks for the update",
        event=UpdateThanksSent,
        due_in=(Stage.ANSWERED, Stage.FEEDBACK_REQUESTED, Stage.REJECTED),  # G17, G28
        counts_from="update",
        because="update-received",
        span=lambda policy: policy.update_thanks,
        lapse=lambda policy: policy.update_thanks_lapse_business_days,
        lapse_unit="business-days",
        order=(("replier", "who-replied"),),
        folds_into=Touch.FOLLOW_UP_1,
        nobody="The person who replied cannot be reached.",
    ),
    Touch.THANK_YOU: TouchRow(
        title="thank-you note",
        event=ThankYouSent,
        due_in=(Stage.INTERVIEWED, Stage.THANKED, Stage.ANSWERED, Stage.ADVANCED),  # G15
        counts_from="interview",
        because="interview-ended",
        span=lambda policy: policy.thank_you,
        lapse=lambda policy: policy.thank_you_lapse_business_days,
        lapse_unit="business-days",
        order=(("interviewer", "thank-each"),),
        folds_into=Touch.FOLLOW_UP_1,
        nobody="There is nobody to thank: add the address of somebody who interviewed you.",
    ),
    Touch.FOLLOW_UP_1: TouchRow(
        title="first follow-up",
        event=FollowUpSent,
        due_in=(Stage.INTERVIEWED, Stage.THANKED, Stage.ANSWERED),
        counts_from="decision",
        because="after-decision",
        span=lambda policy: policy.first_follow_up,
        lapse=lambda policy: policy.first_follow_up_lapse_days,
        lapse_unit="days",
        holds=("decision", "last-message", "absence"),
        order=FIRST_FOLLOW_UP_ORDER,
        is_enquiry=True,
        nobody="There is nobody to ask: add the address of a recruiter or the hiring manager.",
    ),
    Touch.FOLLOW_UP_2: TouchRow(
        title="second follow-up",
        event=FollowUpSent,
        due_in=(Stage.FOLLOWED_UP_1,),
        counts_from="stage",
        because="after-first",
        span=lambda policy: policy.second_follow_up,
        lapse=lambda policy: policy.second_follow_up_lapse_days,
        lapse_unit="days",
        holds=("decision", "absence"),
        order=(("first-recipients", "same-as-before"), *FIRST_FOLLOW_UP_ORDER),
        is_enquiry=True,
        nobody="There is nobody to ask: add the address of a recruiter or the hiring manager.",
    ),
    Touch.ESCALATION: TouchRow(
        title="escalation",
        event=EscalationSent,
        due_in=(Stage.FOLLOWED_UP_2,),
        counts_from="stage",
        because="after-second",
        span=lambda policy: policy.escalation,
        lapse=lambda policy: policy.escalation_lapse_days,
        lapse_unit="days",
        holds=("decision", "absence"),
        order=(
            ("hiring-manager", "somebody-else"),
            ("interviewer", "somebody-else"),
            ("anybody", "somebody-else"),
        ),
        skips_who_was_asked=True,
        is_enquiry=True,
        nobody="Everybody known had a follow-up: add somebody else in the company.",
    ),
    Touch.FEEDBACK_REQUEST: TouchRow(
        title="feedback request",
        event=FeedbackRequestSent,
        due_in=(Stage.REJECTED,),
        counts_from="stage",
        because="rejected",
        span=lambda policy: policy.feedback_request,
        lapse=lambda policy: policy.feedback_request_lapse_business_days,
        lapse_unit="business-days",
        holds=("absence",),
        order=(
            ("rejecter", "who-rejected"),
            ("recruiter", "hr-first"),
            ("hiring-manager", "next-in-order"),
        ),
        nobody="There is nobody to ask for feedback: add the address of a recruiter.",
    ),
}


def _misfits() -> Iterator[str]:
    """Yield each touch that does not fit the transition table."""
    to = {(row.stage, row.event, row.touch): row.to for row in TRANSITIONS}
    asks: dict[Stage, Touch] = {}
    for touch, row in TOUCHES.items():
        for stage in row.due_in:
            sent, skipped = to.get((stage, row.event, None)), to.get((stage, TouchSkipped, touch), stage)
            if sent is None:
                yield f"{touch} is due in {stage}, where the transition table does not allow {row.event.__name__}"
            elif sent is not skipped:
                yield f"in {stage}, {row.event.__name__} leads to {sent}, but a skip of {touch} to {skipped} (G27)"
            elif row.folds_into is None and sent is stage:
                yield f"{touch} would never end: in {stage}, {row.event.__name__} leads to no other stage"
            elif row.folds_into is None and (other := asks.setdefault(stage, touch)) is not touch:
                yield f"{touch} and {other} both ask in {stage}, where only one can"


def _check_touches() -> None:
    """See that each touch, and each event of one, has a row that fits the transition table and the policy."""
    check_complete("TOUCHES", TOUCHES, Touch)
    check_complete("TOUCHES", {row.event for row in TOUCHES.values()}, get_args(TouchSent))
    for row in TOUCHES.values():
        row.span(DEFAULT_POLICY)  # an AttributeError names a field that the policy does not have
        row.lapse(DEFAULT_POLICY)
    if misfits := "; ".join(_misfits()):
        raise AssertionError(misfits)


_check_touches()
DUE_IN: dict[Stage, tuple[Touch, ...]] = {
    stage: tuple(touch for touch, row in TOUCHES.items() if stage in row.due_in) for stage in Stage
}
