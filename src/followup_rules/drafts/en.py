"""English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules._models import Touch
from followup_rules.drafts._brief import Brief, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def draft(brief: Brief) -> Draft:
    """Return the English draft of a brief."""
    subject, paragraphs = _TOUCHES[brief.touch](brief)
    return Draft(subject, "\n\n".join((_greeting(brief), *paragraphs, _signature(brief))))


def _thank_you(brief: Brief) -> tuple[str, Iterable[str]]:
    about = f"for the {brief.position} position at {brief.company} on {_day(brief, brief.interviewed_on)}"
    if brief.through_agency:
        opening = f"Thank you for your help with my interview {about}."
    elif brief.passes_on:
        opening = f"Thank you for the opportunity to interview {about}."
    else:
        day = _day(brief, brief.interviewed_on)
        about = f"about the {brief.position} position at {brief.company}"
        opening = _stop(f"Thank you for taking the time to speak with me on {day} {about}")
    if brief.passes_on:
        opening += (
            f" Could you please pass my thanks on to {_list(brief.interviewers) or 'everyone who interviewed me'}?"
        )
    close = f"I am enthusiastic about the opportunity to join {brief.company}, and I look forward to hearing from you."
    return f"Thank you: {brief.position} interview", (opening + _learned(brief), close)


def _first_follow_up(brief: Brief) -> tuple[str, Iterable[str]]:
    day = _day(brief, brief.interviewed_on)
    which = f"the {brief.position} position at {brief.company} on {day}."
    opening = f"I interviewed for {which}"
    if Touch.THANK_YOU in brief.folds:
        opening = f"Thank you for the opportunity to interview for {which}{_learned(brief)}"
    if Touch.UPDATE_THANKS in brief.folds:
        opening += " Thank you also for your last message."
    interest = _stop(f"I remain very interested in the position and would be excited to work at {brief.company}")
    expected = ""
    if brief.decision_by is not None:
        expected = f"I understood that a decision was expected by {_day(brief, brief.decision_by)}. "
    request = f"{expected}Could you please give me an update on where things stand? I look forward to your reply."
    return f"Follow up: {brief.position} interview on {day}", (opening, interest, request)


def _second_follow_up(brief: Brief) -> tuple[str, Iterable[str]]:
    request = (
        f"Could I ask for an update on the {brief.position} position at {brief.company} and the status of my "
        f"application, following my interview on {_day(brief, brief.interviewed_on)}?"
    )
    return f"Follow up: {brief.position} application", (request, "Thank you for your time.")


def _escalation(brief: Brief) -> tuple[str, Iterable[str]]:
    day = _day(brief, brief.interviewed_on)
    opening = (
        f"I interviewed for the {brief.position} position at {brief.company} on {day}, and I am still very interested."
    )
    request = "Could you tell me where my application stands, or put me in touch with the right person?"
    return f"Follow up: {brief.position} interview on {day}", (opening, request, "Thank you for your help.")


def _update_thanks(brief: Brief) -> tuple[str, Iterable[str]]:
    if brief.after_rejection:
        thanks = "Thank you for taking the time to reply to my request for feedback."
        return f"Thank you for your reply: {brief.position}", (thanks, "I appreciate it, and I wish you all the best.")
    thanks = _stop(f"Thank you for the update on the {brief.position} position at {brief.company}")
    if brief.decision_by is not None:
        thanks += f" I have noted that a decision is expected by {_day(brief, brief.decision_by)}."
    close = "I remain very interested, and I look forward to hearing from you."
    return f"Thank you for the update: {brief.position}", (thanks, close)


def _feedback_request(brief: Brief) -> tuple[str, Iterable[str]]:
    thanks = (
        f"Thank you for considering me for the {brief.position} position at {brief.company}, "
        "and for the time you gave my application."
    )
    request = (
        "I enjoyed the interview process. If you can spare a moment, I would be grateful for any constructive feedback "
        "for future interviews; even a line or two would help."
    )
    return f"Feedback on my interview: {brief.position}", (thanks, request, "Thank you again, and all the best.")


_TOUCHES: dict[Touch, Callable[[Brief], tuple[str, Iterable[str]]]] = {
    Touch.THANK_YOU: _thank_you,
    Touch.FOLLOW_UP_1: _first_follow_up,
    Touch.FOLLOW_UP_2: _second_follow_up,
    Touch.ESCALATION: _escalation,
    Touch.UPDATE_THANKS: _update_thanks,
    Touch.FEEDBACK_REQUEST: _feedback_request,
}


def _greeting(brief: Brief) -> str:
    if brief.honorific is not None and brief.family_name is not None:
        return f"Dear {brief.honorific} {brief.family_name},"
    name = brief.recipient_name or brief.given_name
    if name is not None:
        return f"Dear {name},"
    return "Dear Hiring Team," if brief.is_team and brief.family_name is None else "Hello,"


def _learned(brief: Brief) -> str:
    return "" if brief.learned is None else _stop(f" I especially enjoyed hearing about {brief.learned}")


def _stop(sentence: str) -> str:
    """End a sentence that ends with a given fact, which may have a full stop of its own."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _day(brief: Brief, day: date) -> str:
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if brief.language.lower() == "en-us" else f"{day.day} {month} {day.year}"


def _signature(brief: Brief) -> str:
    contact = (brief.candidate_email, brief.candidate_phone)
    return "\n".join(("Kind regards,", brief.candidate_name, *filter(None, contact)))
