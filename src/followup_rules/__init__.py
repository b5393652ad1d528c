"""When to follow up after a job interview, with whom, and what to say.

>>> from datetime import datetime
>>> from zoneinfo import ZoneInfo
>>> from followup_rules import Contact, ContactRole, Interview, next_action
>>> tokyo = ZoneInfo("Asia/Tokyo")
>>> interview = Interview(
...     id="acme-1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
...     ended_at=datetime(2026, 4, 24, 15, 0, tzinfo=tokyo),
...     contacts=(Contact(id="hr", roles={ContactRole.RECRUITER}, email="hr@example.com"),),
... )
>>> next_action(interview, (), now=datetime(2026, 4, 27, 9, 30, tzinfo=tokyo)).touch.value
'thank-you'
"""

from followup_rules._action import next_action, plan
from followup_rules._agenda import Entry, agenda
from followup_rules._answers import (
    Action,
    Blocked,
    Done,
    Gap,
    Reason,
    Recipient,
    Respond,
    Send,
    Step,
    WaitUntil,
    Window,
    WindowStatus,
)
from followup_rules._calendar import BusinessCalendar, CalendarDay, Provenance, business_calendar
from followup_rules._case import Case, Interview
from followup_rules._errors import FollowUpError, HistoryError, HorizonError, InputError, InvalidTransitionError
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
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    Withdrawn,
)
from followup_rules._fields import Day, Instant
from followup_rules._messages import (
    Message,
    escalation,
    feedback_request,
    first_follow_up,
    messages,
    review,
    second_follow_up,
    thank_you,
    update_thanks,
)
from followup_rules._people import Candidate, Contact, ContactRole, Thread
from followup_rules._policy import AMERICAN_POLICY, DEFAULT_POLICY, JAPANESE_POLICY, BusinessDays, Hours, Policy, Weeks
from followup_rules._problems import Problem, problems
from followup_rules._progress import Progress, replay
from followup_rules._promises import Promise, PromiseSpan, promised_by
from followup_rules._recipients import gaps
from followup_rules._stages import TRANSITIONS, Stage, Transition, step
from followup_rules._timing import (
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)
from followup_rules.drafts import Brief, Draft, Finding, Person, Severity, Template, Tone, languages

__version__ = "0.2.0"
__all__ = [
    "AMERICAN_POLICY",
    "DEFAULT_POLICY",
    "JAPANESE_POLICY",
    "TRANSITIONS",
    "Action",
    "Blocked",
    "Bounced",
    "Brief",
    "BusinessCalendar",
    "BusinessDays",
    "CalendarDay",
    "Candidate",
    "Case",
    "Contact",
    "ContactRole",
    "Day",
    "Done",
    "Draft",
    "Entry",
    "EscalationSent",
    "Event",
    "FeedbackRequestSent",
    "Finding",
    "FollowUpError",
    "FollowUpSent",
    "Gap",
    "HistoryError",
    "HorizonError",
    "Hours",
    "InputError",
    "Instant",
    "Interview",
    "InterviewNotHeld",
    "InvalidTransitionError",
    "Message",
    "MessageSent",
    "NextRoundScheduled",
    "OfferReceived",
    "OutOfOfficeReceived",
    "Person",
    "Policy",
    "Problem",
    "Progress",
    "Promise",
    "PromiseSpan",
    "Provenance",
    "Reason",
    "Recipient",
    "RejectionReceived",
    "Reopened",
    "ReplyReceived",
    "Respond",
    "Send",
    "Severity",
    "Snoozed",
    "Stage",
    "Step",
    "Template",
    "ThankYouSent",
    "Thread",
    "Tone",
    "Touch",
    "TouchSkipped",
    "Transition",
    "UpdateThanksSent",
    "WaitUntil",
    "Weeks",
    "Window",
    "WindowStatus",
    "Withdrawn",
    "__version__",
    "agenda",
    "business_calendar",
    "escalation",
    "escalation_window",
    "feedback_request",
    "feedback_request_window",
    "first_follow_up",
    "first_follow_up_window",
    "gaps",
    "languages",
    "messages",
    "next_action",
    "plan",
    "problems",
    "promised_by",
    "replay",
    "review",
    "second_follow_up",
    "second_follow_up_window",
    "step",
    "thank_you",
    "thank_you_window",
    "update_thanks",
    "update_thanks_window",
]
