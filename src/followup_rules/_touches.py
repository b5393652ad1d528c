"""The touches: one row for each message that the candidate may owe somebody, in the order in which they are tried.

A row says all that the rest of the library needs to know of its touch: when it is due, from where it counts, how long
it may wait, what holds it, who gets it, and what to call it. The table is checked when this module is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from followup_rules._events import (
    EscalationSent,
    FeedbackRequestSent,
    FollowUpSent,
    SentEvent,
    ThankYouSent,
    Touch,
    UpdateThanksSent,
)
from followup_rules._stages import Stage
from followup_rules._values import check_complete

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_rules._policy import Policy, Span


class CountsFrom(Enum):
    """The moment from which a touch's span counts."""

    INTERVIEW = auto()  # its end
    DECISION = auto()  # the decision date (G10)
    STAGE = auto()  # the day on which the case came into its stage
    UPDATE = auto()  # when the update came that waits for thanks


class Hold(Enum):
    """What may hold a touch, besides a snooze (G8, G29)."""

    DECISION = auto()  # some business days after the decision date (G11)
    LAST_MESSAGE = auto()  # some business days after the last message sent (G11)
    ABSENCE = auto()  # whoever would get it is away (G20)


class Whom(Enum):
    """Whom a touch may go to: somebody that an event named, or everybody with a role."""

    FIRST_RECIPIENTS = auto()  # whoever had the first follow-up
    UPDATER = auto()  # whoever sent the last update
    REPLIER = auto()  # whoever sent the update that waits for thanks
    REJECTER = auto()  # whoever sent the rejection
    RECRUITER = auto()
    HIRING_MANAGER = auto()
    INTERVIEWER = auto()
    ANYBODY = auto()


class LapseUnit(Enum):
    """In what the time is counted that a touch may be late."""

    DAYS = auto()
    BUSINESS_DAYS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchRow:
    """All there is to know of a touch.

    ``title`` is what people read after "the". ``because`` is the code of the reason that says from where it counts.
    ``order`` is whom it may go to, the first one first, each with the code of the reason. ``is_enquiry``: it asks where
    things stand, so it is never due where enquiries are not welcome (G21). ``nobody`` says what would help where nobody
    is left to write to (G22).
    """

    title: str
    event: type[SentEvent]
    due_in: tuple[Stage, ...]
    counts_from: CountsFrom
    because: str
    span: Callable[[Policy], Span]
    lapse: Callable[[Policy], int]
    lapse_unit: LapseUnit
    holds: tuple[Hold, ...] = ()
    order: tuple[tuple[Whom, str], ...]
    skips_who_was_asked: bool = False
    is_enquiry: bool = False
    folds_into: Touch | None = None
    nobody: str

    @property
    def label(self) -> str:
        """The title as it stands by itself: in a picture, in a calendar."""
        return self.title.capitalize()


_HR_FIRST = (
    (Whom.RECRUITER, "hr-first"),
    (Whom.HIRING_MANAGER, "next-in-order"),
    (Whom.INTERVIEWER, "next-in-order"),
)

TOUCHES: dict[Touch, TouchRow] = {
    Touch.UPDATE_THANKS: TouchRow(
        title="thanks for the update",
        event=UpdateThanksSent,
        due_in=(Stage.ANSWERED, Stage.FEEDBACK_REQUESTED),  # G17, G28
        counts_from=CountsFrom.UPDATE,
        because="update-received",
        span=lambda policy: policy.update_thanks,
        lapse=lambda policy: policy.update_thanks_lapse_business_days,
        lapse_unit=LapseUnit.BUSINESS_DAYS,
        order=((Whom.REPLIER, "who-replied"),),
        folds_into=Touch.FOLLOW_UP_1,
        nobody="The person who replied cannot be reached.",
    ),
    Touch.THANK_YOU: TouchRow(
        title="thank-you note",
        event=ThankYouSent,
        due_in=(Stage.INTERVIEWED, Stage.THANKED, Stage.ANSWERED, Stage.ADVANCED),  # G15
        counts_from=CountsFrom.INTERVIEW,
        because="interview-ended",
        span=lambda policy: policy.thank_you,
        lapse=lambda policy: policy.thank_you_lapse_business_days,
        lapse_unit=LapseUnit.BUSINESS_DAYS,
        order=((Whom.INTERVIEWER, "thank-each"),),
        folds_into=Touch.FOLLOW_UP_1,
        nobody="There is nobody to thank: add the address of an interviewer or a recruiter.",
    ),
    Touch.FOLLOW_UP_1: TouchRow(
        title="first follow-up",
        event=FollowUpSent,
        due_in=(Stage.INTERVIEWED, Stage.THANKED, Stage.ANSWERED),
        counts_from=CountsFrom.DECISION,
        because="after-decision",
        span=lambda policy: policy.first_follow_up,
        lapse=lambda policy: policy.first_follow_up_lapse_days,
        lapse_unit=LapseUnit.DAYS,
        holds=(Hold.DECISION, Hold.LAST_MESSAGE, Hold.ABSENCE),
        order=((Whom.UPDATER, "who-replied"), *_HR_FIRST),
        is_enquiry=True,
        nobody="There is nobody to ask: add the address of a recruiter or the hiring manager.",
    ),
    Touch.FOLLOW_UP_2: TouchRow(
        title="second follow-up",
        event=FollowUpSent,
        due_in=(Stage.FOLLOWED_UP_1,),
        counts_from=CountsFrom.STAGE,
        because="after-first",
        span=lambda policy: policy.second_follow_up,
        lapse=lambda policy: policy.second_follow_up_lapse_days,
        lapse_unit=LapseUnit.DAYS,
        holds=(Hold.DECISION, Hold.ABSENCE),
        order=((Whom.FIRST_RECIPIENTS, "same-as-before"), (Whom.UPDATER, "who-replied"), *_HR_FIRST),
        is_enquiry=True,
        nobody="There is nobody to ask: add the address of a recruiter or the hiring manager.",
    ),
    Touch.ESCALATION: TouchRow(
        title="escalation",
        event=EscalationSent,
        due_in=(Stage.FOLLOWED_UP_2,),
        counts_from=CountsFrom.STAGE,
        because="after-second",
        span=lambda policy: policy.escalation,
        lapse=lambda policy: policy.escalation_lapse_days,
        lapse_unit=LapseUnit.DAYS,
        holds=(Hold.DECISION, Hold.ABSENCE),
        order=(
            (Whom.HIRING_MANAGER, "somebody-else"),
            (Whom.INTERVIEWER, "somebody-else"),
            (Whom.ANYBODY, "somebody-else"),
        ),
        skips_who_was_asked=True,
        is_enquiry=True,
        nobody="Everybody known had a follow-up: add somebody else in the company.",
    ),
    Touch.FEEDBACK_REQUEST: TouchRow(
        title="feedback request",
        event=FeedbackRequestSent,
        due_in=(Stage.REJECTED,),
        counts_from=CountsFrom.STAGE,
        because="rejected",
        span=lambda policy: policy.feedback_request,
        lapse=lambda policy: policy.feedback_request_lapse_business_days,
        lapse_unit=LapseUnit.BUSINESS_DAYS,
        holds=(Hold.ABSENCE,),
        order=(
            (Whom.REJECTER, "who-rejected"),
            (Whom.RECRUITER, "hr-first"),
            (Whom.HIRING_MANAGER, "next-in-order"),
        ),
        nobody="There is nobody to ask for feedback: add the address of a recruiter.",
    ),
}
check_complete("TOUCHES", TOUCHES, Touch)
DUE_IN: dict[Stage, tuple[Touch, ...]] = {
    stage: tuple(touch for touch, row in TOUCHES.items() if stage in row.due_in) for stage in Stage
}
