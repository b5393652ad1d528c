"""A case's life as a rule-based state machine, for the tests of an app that stores cases."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from followup_rules._action import next_action
from followup_rules._answers import Respond, Send, WaitUntil
from followup_rules._events import (
    Bounced,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Sent,
    Snoozed,
    ThankYouSent,
    TouchSkipped,
    UpdateThanksSent,
    Withdrawn,
    kind_of,
)
from followup_rules._policy import DEFAULT_POLICY
from followup_rules._stages import move
from followup_rules.strategies._cases import cases
from followup_rules.strategies._events import events
from followup_rules.strategies._places import END, HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_rules._answers import Action
    from followup_rules._case import Case
    from followup_rules._policy import Policy

_gaps = st.sampled_from((timedelta(days=1), HOUR, timedelta(days=8), timedelta(minutes=1), timedelta(days=40)))


def _may(kind: type[Event]) -> Callable[[CaseMachine], bool]:
    """Return whether an event of a kind may happen in the stage of a case."""
    named = {"to", "contact"} & kind.model_fields.keys()

    def is_possible(machine: CaseMachine) -> bool:
        has_time = machine.now < END - timedelta(days=41)
        if not has_time or (named and not machine.case.interview.contacts):
            return False
        if kind is Bounced:
            return any(isinstance(each, Sent) for each in machine.case.events)
        return kind is TouchSkipped or move(machine.advice.stage, kind.model_construct()) is not None

    return is_possible


class CaseMachine(RuleBasedStateMachine):
    """The life of one case, from event to event, for the tests of an app that stores cases.

    Override the methods that touch the app's store: :meth:`begin`, :meth:`store` and :meth:`read`; and :meth:`answer`
    if the app keeps answers. After each step the machine checks that the case comes back as it was stored, and that the
    app's answer is the library's. ``TestMine = Mine.TestCase`` makes a test of a subclass ``Mine``.

    ``starts`` is the strategy for the case at the start, and ``policy`` that by which the app asks. In a rule or an
    invariant of your own, ``case`` is what happened so far, and ``now`` the time.
    """

    starts: ClassVar[st.SearchStrategy[Case]] = cases(max_size=0)
    policy: Policy = DEFAULT_POLICY
    case: Case
    now: datetime
    _advice: tuple[tuple[Case, datetime], Action] | None = None

    def begin(self, case: Case) -> None:
        """Store a case that begins. Override it; here, the case is kept in memory."""
        self._kept = case

    def store(self, event: Event) -> None:
        """Store an event that happened. Override it."""
        self._kept = self._kept.replace(events=[*self._kept.events, event])

    def read(self) -> Case:
        """Return the case as the app has it. Override it."""
        return self._kept

    def answer(self) -> Action:
        """Return what the app says is next at ``now``. Override it if the app keeps answers, or shows its own."""
        return next_action(self.read(), now=self.now, policy=self.policy)

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        """Begin with a case, at the interview's end or after its last event."""
        self.case = data.draw(self.starts, label="case")
        self.now = max([self.case.interview.ended_at, *(event.at for event in self.case.events)])
        self.begin(self.case)

    def happens(self, event: Event) -> None:
        """Let an event happen, and have the app store it; for rules of your own too."""
        self.case = self.case.replace(events=[*self.case.events, event])
        self.now = max(self.now, event.at)
        self.store(event)

    @rule(gap=_gaps)
    def time_passes(self, gap: timedelta) -> None:
        """Let some time pass."""
        self.now = min(self.now + gap, END)

    @precondition(lambda self: self.advice.changes_at is not None and self.advice.changes_at < END)
    @rule()
    def the_answer_changes(self) -> None:
        """Let the time pass until the answer changes."""
        self.now = self.advice.changes_at or self.now

    @precondition(lambda self: isinstance(self.advice, Send | WaitUntil | Respond) and self.advice.send_at < END)
    @rule()
    def the_advice_is_followed(self) -> None:
        """Send what the library says to send, when it says so."""
        action = self.advice
        if isinstance(action, Send | WaitUntil | Respond) and action.to:
            self.happens(action.sent(at=action.send_at))

    @precondition(_may(ThankYouSent))
    @rule(data=st.data(), gap=_gaps)
    def a_thank_you_is_sent(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send a thank-you note."""
        self._event(data, ThankYouSent, gap)

    @precondition(_may(FollowUpSent))
    @rule(data=st.data(), gap=_gaps)
    def a_follow_up_is_sent(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send a follow-up."""
        self._event(data, FollowUpSent, gap)

    @precondition(_may(EscalationSent))
    @rule(data=st.data(), gap=_gaps)
    def an_escalation_is_sent(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send an escalation."""
        self._event(data, EscalationSent, gap)

    @precondition(_may(UpdateThanksSent))
    @rule(data=st.data(), gap=_gaps)
    def thanks_for_an_update_are_sent(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send thanks for an update."""
        self._event(data, UpdateThanksSent, gap)

    @precondition(_may(FeedbackRequestSent))
    @rule(data=st.data(), gap=_gaps)
    def feedback_is_asked_for(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send a request for feedback."""
        self._event(data, FeedbackRequestSent, gap)

    @precondition(_may(MessageSent))
    @rule(data=st.data(), gap=_gaps)
    def a_message_is_sent(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate send another message."""
        self._event(data, MessageSent, gap)

    @precondition(_may(ReplyReceived))
    @rule(data=st.data(), gap=_gaps)
    def a_reply_comes(self, data: st.DataObject, gap: timedelta) -> None:
        """Let them reply."""
        self._event(data, ReplyReceived, gap)

    @precondition(_may(RejectionReceived))
    @rule(data=st.data(), gap=_gaps)
    def a_rejection_comes(self, data: st.DataObject, gap: timedelta) -> None:
        """Let them say no."""
        self._event(data, RejectionReceived, gap)

    @precondition(_may(OfferReceived))
    @rule(data=st.data(), gap=_gaps)
    def an_offer_comes(self, data: st.DataObject, gap: timedelta) -> None:
        """Let them make an offer."""
        self._event(data, OfferReceived, gap)

    @precondition(_may(NextRoundScheduled))
    @rule(data=st.data(), gap=_gaps)
    def a_next_round_is_scheduled(self, data: st.DataObject, gap: timedelta) -> None:
        """Let them set a further round."""
        self._event(data, NextRoundScheduled, gap)

    @precondition(_may(InterviewNotHeld))
    @rule(data=st.data(), gap=_gaps)
    def the_interview_is_not_held(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the interview be called off."""
        self._event(data, InterviewNotHeld, gap)

    @precondition(_may(Reopened))
    @rule(data=st.data(), gap=_gaps)
    def the_case_is_reopened(self, data: st.DataObject, gap: timedelta) -> None:
        """Let them take the case up again."""
        self._event(data, Reopened, gap)

    @precondition(_may(OutOfOfficeReceived))
    @rule(data=st.data(), gap=_gaps)
    def an_out_of_office_reply_comes(self, data: st.DataObject, gap: timedelta) -> None:
        """Let an automatic reply say that somebody is away."""
        self._event(data, OutOfOfficeReceived, gap)

    @precondition(_may(TouchSkipped))
    @rule(data=st.data(), gap=_gaps)
    def a_touch_is_skipped(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate decide not to send something."""
        self._event(data, TouchSkipped, gap)

    @precondition(_may(Snoozed))
    @rule(data=st.data(), gap=_gaps)
    def the_case_is_snoozed(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate put the case off."""
        self._event(data, Snoozed, gap)

    @precondition(_may(Withdrawn))
    @rule(data=st.data(), gap=_gaps)
    def the_candidate_withdraws(self, data: st.DataObject, gap: timedelta) -> None:
        """Let the candidate withdraw."""
        self._event(data, Withdrawn, gap)

    @precondition(_may(Bounced))
    @rule(data=st.data(), gap=_gaps)
    def a_message_bounces(self, data: st.DataObject, gap: timedelta) -> None:
        """Let a message come back that was sent."""
        sent = data.draw(st.sampled_from([each for each in self.case.events if isinstance(each, Sent)]), label="sent")
        self._event(data, Bounced, gap, contact=st.sampled_from(sent.to), message_id=sent.message_id)

    def _event(self, data: st.DataObject, kind: type[Event], gap: timedelta, **fixed: Any) -> None:  # noqa: ANN401 - any field
        if "message_id" in kind.model_fields:
            ids = st.sampled_from((None, f"<{len(self.case.events) + 1}@example.com>"))
            fixed = {"message_id": ids, **fixed}
        drawn = events(self.case.interview, kind=kind_of(kind), at=self.now + gap, **fixed)
        self.happens(data.draw(drawn, label="event"))

    @property
    def advice(self) -> Action:
        """What the library says of ``case`` at ``now``."""
        asked = self.case, self.now
        if self._advice is None or self._advice[0] != asked:
            self._advice = asked, next_action(self.case, now=self.now, policy=self.policy)
        return self._advice[1]

    @invariant()
    def the_case_comes_back(self) -> None:
        """See that the app has the case with all its events, in whatever order."""
        found = self.read()
        for name in ("interview", "candidate"):
            _check_same(f"the {name}", getattr(found, name), getattr(self.case, name))
        kept, happened = Counter(found.events), Counter(self.case.events)
        if kept != happened:
            lost, more = list((happened - kept).elements()), list((kept - happened).elements())
            msg = f"the app does not have the events that were stored: it lost {lost}, and has {more} instead"
            raise AssertionError(msg)

    @invariant()
    def the_answer_is_the_same(self) -> None:
        """See that the app says what the library says."""
        _check_same("the answer", self.answer(), self.advice)


def _check_same(what: str, found: object, expected: object) -> None:
    if found != expected:
        msg = f"{what} of the app is {found!r}; expected {expected!r}"
        raise AssertionError(msg)
