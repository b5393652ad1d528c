"""English: American customs where letters have them (month first, serial comma, "Best regards"), else British ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import LATIN, Language, Parts, lines, listed, stop

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
_AMERICAN = ("US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "MH", "BI", "JP")
_SHORT = {"am": "m", "have": "ve", "would": "d"}
_NO_COMMA = ("GB", "AU", "NZ", "IE", "ZA")


_PUSHY = (
    r"just (checking|following up|circling|nudging|wanted to (check|follow up|remind))",
    r"check(ing)? (back )?in\b",
    r"touch(ing)? base",
    r"circl(e|ing) back",
    r"bump(ing)? this|top of your inbox",
    r"(gentle|friendly|quick) (reminder|nudge)",
    r"(final|last) (reminder|notice|attempt|warning)",
    r"(second|third|fourth) (e-?mail|message|attempt|reminder)",
    r"per my (last|previous|earlier)",
    r"(reply|respond|answer|let me know|get back to me|hear from you) (as soon as possible|ASAP|immediately|promptly)",
    r"at your earliest convenience",
    r"\bASAP\b|urgent(ly)? (reply|response|answer|matter)|this is urgent",
    r"(another|competing|other) (job )?offers?",
    r"((have not|haven['’]t|yet to|still not) (yet )?(heard (back|from)|received))|yet to hear",
    r"(if I (do not|don['’]t)|unless I) hear",
    r"(still|been) waiting (to hear|for (a|an|your) (reply|response|answer|decision))",
    r"your (silence|lack of (response|communication))",
    r"(ignor|ghost)(ed|ing) (me|my)",
    r"you (had )?promised",
    r"I (demand|insist|deserve)",
    r"you (must|need to|have to) (reply|respond|answer|decide)",
    r"forced to (withdraw|look elsewhere|accept)",
    r"kindly revert|do the needful",
)


def _region(tag: str) -> str:
    """Return the region of a tag in capitals, also where more follows it."""
    return next((subtag for subtag in tag.upper().split("-")[1:] if len(subtag) == 2), "")  # noqa: PLR2004 - ISO 3166


def _day(day: date, tag: str) -> str:
    weekday, month, region = _WEEKDAYS[day.weekday()], _MONTHS[day.month - 1], _region(tag)
    if region in _AMERICAN:
        return f"{weekday}, {month} {day.day}"
    return f"{weekday} {day.day} {month}" if region in _NO_COMMA else f"{weekday}, {day.day} {month}"


def _listed(names: tuple[str, ...], tag: str = "") -> str:
    serial = len(names) > 2 and _region(tag) in _AMERICAN  # noqa: PLR2004 - two have no comma anywhere
    return listed(names, ", and " if serial else " and ")


def _is_friendly(brief: Brief) -> bool:
    return brief.tone is Tone.FRIENDLY


def _i(brief: Brief, verb: str) -> str:
    """Return the candidate's "I am", "I have" or "I would", run together where the tone is friendly."""
    return f"I'{_SHORT[verb]}" if _is_friendly(brief) else f"I {verb}"


def _job(brief: Brief) -> str:
    return f"the {brief.position} position at {brief.company}"


def _on(brief: Brief) -> str:
    """Return the day of the interview; at the end of its sentence, where it needs no comma after it."""
    return f"on {_day(brief.interviewed_on, brief.language)}"


def _frame(brief: Brief) -> Parts:
    if _region(brief.language) in _AMERICAN:
        close = "Best," if _is_friendly(brief) else "Best regards,"
    else:
        close = "Best wishes," if _is_friendly(brief) else "Kind regards,"
    return {
        "greeting": _greeting(brief),
        "sign_off": lines(close, brief.candidate_name, brief.candidate_email, brief.candidate_phone),
    }


def _greeting(brief: Brief) -> str:
    friendly = _is_friendly(brief)
    if friendly and brief.given_name:
        return f"Hi {brief.given_name},"
    hello = "Hello" if friendly else "Dear"
    if brief.family_name is not None and re.match(LATIN, brief.honorific or ""):
        return f"{hello} {brief.honorific} {brief.family_name},"
    if name := brief.recipient_name or brief.given_name:
        return f"{hello} {name},"
    if brief.is_team and brief.family_name is None:
        return f"{hello} {'Recruitment' if brief.through_agency else 'Hiring'} Team,"
    return "Hello,"


def _thank_you(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    thanks = "Thank you so much for" if friendly else "Thank you for"
    if brief.through_agency:
        thanks += " your help with my interview for"
    elif brief.met:
        thanks += " taking the time to speak with me about"
    else:
        thanks += " the opportunity to interview for"
    met = brief.met and not brief.through_agency
    if friendly:
        what = "Our conversation" if met else "The interview"
        interest = f"{what} made me even more excited about the opportunity."
    else:
        interest = "The interview has made me all the more enthusiastic about the opportunity."
    return {
        "subject": f"Thank you: {brief.position} interview",
        "thanks": f"{thanks} {_job(brief)} {_on(brief)}.",
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": interest,
        "looking_forward": _looking_forward(brief, "hearing from you"),
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    return stop(f"I {'really' if _is_friendly(brief) else 'especially'} enjoyed hearing about {brief.learned}")


def _pass_on(brief: Brief) -> str:
    everyone = "everyone else who interviewed me" if brief.met else "everyone who interviewed me"
    people = _listed(brief.interviewers, brief.language) or everyone
    if _is_friendly(brief):
        return f"Would you mind passing my thanks on to {people}?"
    return f"Could you please pass my thanks on to {people}?"


def _looking_forward(brief: Brief, to: str) -> str:
    return f"I'm looking forward to {to}." if _is_friendly(brief) else f"I look forward to {to}."


def _with(brief: Brief) -> str:
    """Return who was met."""
    met = ("you", *brief.interviewers) if brief.met else brief.interviewers
    return f" with {_listed(met, brief.language)}" if met else ""


def _first_follow_up(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    thanks = ""
    if Touch.THANK_YOU in brief.folds:
        thanks = "Thank you for"
        if brief.through_agency:
            thanks += " your help with it."
        else:
            thanks += " taking the time to speak with me." if brief.met else " the opportunity to interview."
    update = ""
    if Touch.UPDATE_THANKS in brief.folds:
        update = "Thank you also for your last message." if thanks else "Thank you for your last message."
    interest = "I'm still very interested" if friendly else "I remain very interested"
    team = brief.company if brief.through_agency else "the team"
    return {
        "subject": f"Follow up: {brief.position} interview {_on(brief)}",
        "interview": (f"{_i(brief, 'am')} following up on my interview{_with(brief)} for {_job(brief)} {_on(brief)}."),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update,
        "interest": stop(f"{interest} in the position and would be excited to join {team}"),
        "expected": _expected("I understand a decision was expected by", brief),
        "request": ("Could you give me a quick update?" if friendly else "Could you please give me an update?"),
        "looking_forward": _looking_forward(brief, "hearing from you" if friendly else "your reply"),
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else f"{words} {_day(brief.decision_by, brief.language)}."


def _second_follow_up(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    return {
        "subject": f"Follow up: {brief.position} application",
        "request": (
            f"Following my interview {_on(brief)}, {'could you give me' if friendly else 'could I ask for'} "
            f"an update on {_job(brief)} and on the status of my application?"
        ),
        "looking_forward": "Thanks for your time." if friendly else "Thank you for your time.",
    }


def _escalation(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    who = "I" if brief.met else f"My name is {brief.candidate_name}, and I"
    request = (
        "I hope you don't mind my getting in touch. Could you let me know where my application stands, or point me to "
        "the right person to ask?"
        if friendly
        else "I hope you do not mind my getting in touch. Could you please let me know where my application stands, or "
        "point me to the right person to ask?"
    )
    return {
        "subject": f"Follow up: {brief.position} interview {_on(brief)}",
        "interview": f"{who} interviewed{_with(brief)} for {_job(brief)} {_on(brief)}.",
        "interest": f"{_i(brief, 'am')} still very interested in the position.",
        "request": request,
        "closing": "Thanks so much for your help." if friendly else "Thank you for your help.",
    }


def _update_thanks(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    thanks = "Thank you so much for" if friendly else "Thank you for"
    if brief.after_rejection:
        return {
            "subject": f"Thank you for your reply: {brief.position}",
            "thanks": stop(f"{thanks} getting back to me about feedback on my interview for {_job(brief)}"),
            "interest": f"I {'really ' if friendly else ''}appreciate your taking the time, and I hope our paths cross again.",
        }
    return {
        "subject": f"Thank you for the update: {brief.position}",
        "thanks": stop(f"{thanks} the update on {_job(brief)}"),
        "expected": _expected(f"{_i(brief, 'have')} noted that a decision is expected by", brief),
        "interest": (
            "I'm still very interested, and I'm looking forward to hearing from you."
            if friendly
            else "I remain very interested, and I look forward to hearing from you."
        ),
    }


def _feedback_request(brief: Brief) -> Parts:
    friendly = _is_friendly(brief)
    thanks = "Thank you so much for" if friendly else "Thank you for"
    thanks += " your help with my application for" if brief.through_agency else " your time and for considering me for"
    return {
        "subject": f"Request for feedback: {brief.position} interview",
        "thanks": stop(f"{thanks} {_job(brief)}"),
        "enjoyed": f"I {'really ' if friendly else ''}enjoyed the interview process.",
        "request": (
            f"If you can spare a moment, {_i(brief, 'would')} be grateful for any constructive feedback that might help me "
            "in future interviews. Even a line or two would be welcome."
        ),
        "closing": "I completely understand if that is not possible. Either way, thank you again.",
    }


LANGUAGE = Language(
    frame=_frame,
    touches={
        Touch.THANK_YOU: _thank_you,
        Touch.FOLLOW_UP_1: _first_follow_up,
        Touch.FOLLOW_UP_2: _second_follow_up,
        Touch.ESCALATION: _escalation,
        Touch.UPDATE_THANKS: _update_thanks,
        Touch.FEEDBACK_REQUEST: _feedback_request,
    },
    day=_day,
    listed=_listed,
    letters=LATIN,
    pushy=_PUSHY,
)
