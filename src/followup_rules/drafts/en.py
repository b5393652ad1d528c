"""English: American customs where letters have them (month first, serial comma, "Best regards"), else British ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._language import LATIN, Language, Parts, joined, region_of, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = tuple(_MONTH.split("|"))
_AMERICAN = ("US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "MH", "BI", "JP")
_NO_COMMA = ("GB", "AU", "NZ", "IE", "ZA")
_MOST_NAMES = 3  # of others, beside the position, the day and the company

_PUSHY = (
    r"just (checking|following up|circling|nudging|wanted to (check|follow up|remind))",
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
    r"(if I (do not|don['’]t)|unless I) hear",
    r"(still|been) waiting (to hear(?! about)|for (a|an|your) (reply|response|answer|decision))",
    r"your (silence|lack of (response|communication))",
    r"(ignor|ghost)(ed|ing) (me|my)",
    r"you (had )?promised",
    r"I (demand|insist|deserve)",
    r"you (must|need to|have to) (reply|respond|answer|decide)",
    r"forced to (withdraw|look elsewhere|accept)",
    r"kindly revert|do the needful",
)


class English(Language):
    """English."""

    letters = LATIN
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    oneself = r"\bI(?:['’]ll| will| can| could| am (?:able|happy|ready) to)\b(?:(?!\b(?:you|your|please)\b)[^.?!])*"
    again = (
        r"(?<!thank you )(?<!thanks )(?<!with you )(?<!see you )(?<!meet you )(?<!cross )\bagain\b|\b(once more|second time|another time)\b"
        r"|\b(following|follow) up on my (\w+ )?(note|message|e-?mail|last)\b|\bI wrote to you\b"
    )
    asks = r"\?|\bI would (be grateful|appreciate)\b"
    way_out = (
        r"not possible|(cannot|can['’]t|unable to|not able to) (share|comment|give|say)|no (pressure|obligation|need)"
        r"|understand[^.?!]{0,80} if\b|\bif\b[^.?!]{0,80}understand"  # "I understand your decision" lets nobody off
    )
    dates: ClassVar[str] = (
        rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b"
    )
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "Thank-you note",
        Touch.FOLLOW_UP_1: "First follow-up",
        Touch.FOLLOW_UP_2: "Second follow-up",
        Touch.ESCALATION: "Escalation",
        Touch.UPDATE_THANKS: "Thanks for the update",
        Touch.FEEDBACK_REQUEST: "Feedback request",
        "answer": "Answer",
        "new-time": "New time for the interview",
        "off": "Not due",
    }

    def day(self, day: date, tag: str) -> str:
        """Write the weekday, the day and the month, in the order of the region."""
        comma = "" if region_of(tag) in _NO_COMMA else ","
        return f"{_WEEKDAYS[day.weekday()]}{comma} {_short_day(day, tag)}"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - the same in every region
        """Name a third person: "Dr. Reed", else the full name."""
        if _has_title(person):
            return f"{person.honorific} {person.family_name}"
        return person.name or person.given_name or ""

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people: all with their titles, or all by their full names."""
        return self.listed(self._names(people, tag), tag)

    def listed(self, names: tuple[str, ...], tag: str) -> str:
        """Write a list of names, with a comma before the last of three or more in America."""
        serial = len(names) > 2 and _is_american(tag)  # noqa: PLR2004 - two have no comma anywhere
        return joined(names, ", and " if serial else " and ")

    def greeting(self, brief: Brief) -> str:
        """Greet by title and family name where both are known, else by the full name."""
        to = brief.recipient
        if brief.is_friendly and to.given_name:
            return f"Hi {to.given_name},"
        hello = brief.in_tone("Dear", "Hello")
        if _has_title(to):
            return f"{hello} {to.honorific} {to.family_name},"
        if name := to.name or to.given_name:
            return f"{hello} {name},"
        if brief.is_team and to.family_name is None:
            agency = "Recruiting" if _is_american(brief.language) else "Recruitment"
            return f"{hello} {agency if brief.through_agency else 'Hiring'} Team,"
        return "Hello,"

    def close(self, brief: Brief) -> str:
        """Close as the region does."""
        if _is_american(brief.language):
            return brief.in_tone("Best regards,", "Best,")
        return brief.in_tone("Kind regards,", "Best wishes,")

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        on, again, subject = self._on(brief), "the opportunity", f"Thank you for the {brief.position} interview"
        job = f"the {brief.position} position at {brief.company}"
        if brief.through_agency:
            subject = f"Thank you for arranging the {brief.position} interview"
            what, again = f"arranging my interview {on} for {job}", "your help"
        elif brief.met:
            again = "the conversation"
            what = f"taking the time to {brief.in_tone('speak with me', 'talk')} {on} about {job}"
            if brief.interviewers:
                talking = brief.in_tone("discussing", "talking about")
                colleagues = len(brief.interviewers) > 1  # "you, Ann Lee and ..." would read as the reader's own name
                you = "you and your colleagues" if colleagues else self._interviewers(brief)
                what = f"the time {you} spent with me {on} {talking} {job}"
        else:
            what = f"the opportunity to interview {on} for {job}"
        team = brief.in_tone("I would be delighted to be part of the team.", "I'd love to be part of the team.")
        more = brief.in_tone("interested in", "excited about")
        return {
            "subject": subject,
            "thanks": stop(f"{_thank_you(brief)} for {what}"),
            "learned": _learned(brief),
            "interest": team
            if brief.learned and brief.why_it_matters
            else f"That made me even more {more} the position, and {team}",
            "pass_on": self._pass_on(brief) if brief.passes_on else "",
            "offer": brief.in_tone(
                "If there is anything else you need from me, please let me know.",
                "If there's anything else you need from me, just say so and I'll send it over.",
            ),
            "looking_forward": brief.in_tone(
                f"I look forward to hearing from you, and thank you again for {again}.",
                f"I'm looking forward to hearing from you, and thanks again for {again}.",
            ),
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        day = _short_day(brief.interviewed_on, brief.language)
        asked = f"ask {brief.company}" if brief.through_agency else "tell me"
        interest = brief.in_tone(
            "I remain very interested in the role and would be glad to join",
            "I'm still really interested in the role and would love to join",
        )
        return {
            "subject": f"Following up on my {day} {brief.position} interview",
            "interview": stop(
                f"{_i_am(brief)} following up on my interview{self._with(brief)} {self._on(brief)} for {_job(brief)}"
            ),
            "learned": _enjoyed(brief) if Touch.THANK_YOU in brief.folds else "",
            "thanks": _folded_thanks(brief),
            "interest": stop(f"{interest} {brief.company if brief.through_agency else 'the team'}"),
            **self._no_news_yet(brief),
            "request": f"{_could_you(brief)} {asked} where things stand and roughly when I might expect to hear?",
            "looking_forward": f"{brief.in_tone('Thank you', 'Thanks')}, and I look forward to your reply.",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words, and for nothing but an update (D4, W2)."""
        interview = "" if brief.continues else f"my interview {self._on(brief)}"
        asked = self._dated("my message of", brief.asked_on, brief)
        since = " and ".join(filter(None, (interview, asked))).removesuffix(",")
        after = f", following {since}" if since else ""
        ask = f"ask {brief.company}" if brief.through_agency else "let me know"
        return {
            "subject": f"Following up again on the {brief.position} position",
            "interview": stop(
                f"{_i_am(brief)} writing again about my application for the {brief.position} position{after}"
            ),
            "request": (
                f"{_could_you(brief)} {ask} whether a decision has been made or, if not, roughly when one is likely? "
                f"{brief.in_tone('A single line', 'Just a line')} would be plenty."
            ),
            "closing": brief.in_tone("Thank you for your time.", "Thanks for your time."),
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        interview = f"My name is {brief.candidate_name}, and I interviewed{self._with(brief)} {self._on(brief)}"
        if brief.met:
            interview = f"We spoke {self._on(brief)} when you interviewed me"
        people = self.people(brief.asked_before, brief.language)
        asked = f" {people}" if people else ""
        expected = self._dated("A decision was expected by", brief.decision_by, brief, ". ")
        about = "it" if expected else "the decision"
        last = self._dated(", of", brief.asked_on, brief, ",")
        have, not_had = brief.in_tone("I have", "I've"), brief.in_tone("have not had", "haven't had")
        reason = (
            f"{expected}{have} asked{asked} about {about}. "
            f"My last message{last} may not have arrived, as I {not_had} an answer yet."
        )
        if not brief.has_asked:
            heard = brief.in_tone("I have not heard", "I haven't heard")
            reason = f"{expected}{heard} of {'one' if expected else 'a decision'} so far."
        request = "tell me where my application stands, or who would be the right person to ask"
        if brief.through_agency:
            request = (
                f"ask {brief.company} where my application stands, or tell me who would be the right person to ask"
            )
        return {
            "subject": f"Question about the status of my {brief.position} application",
            "interview": stop(f"{interview} for {_job(brief)}"),
            "interest": brief.in_tone(
                "I am still very interested in joining the team.", "I'm still really excited about the role."
            ),
            "apology": brief.in_tone(
                "I hope you will excuse my writing to you directly.", "I hope it's all right to ask you directly."
            ),
            "reason": reason,
            "request": f"{_could_you(brief)} {request}?",
            "closing": brief.in_tone("Thank you for any help you can give.", "Thanks so much for any help."),
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        if brief.answers_feedback:
            what = "passing on the feedback" if brief.through_agency else "your feedback"
            return {
                "subject": f"Thank you for {'the' if brief.through_agency else 'your'} feedback on my {brief.position} interview",
                "thanks": stop(f"{_thank_you(brief)} for {what} on my interview for {_job(brief)}"),
                "interest": brief.in_tone(
                    "It was kind of you to take the time, and I will keep the advice in mind for future interviews.",
                    "It was really kind of you to take the time, and the advice will come with me to future interviews.",
                ),
                "closing": brief.in_tone("I wish you all the best.", "All the best to you."),
            }
        return {
            "subject": f"Thank you for the update on the {brief.position} position",
            "thanks": stop(f"{_thank_you(brief)} for the update on {_job(brief)}"),
            "expected": self._dated("It helps to know that a decision is expected by", brief.decision_by, brief, "."),
            "interest": brief.in_tone(
                "I appreciate your keeping me informed, and I am as interested in the role as ever.",
                "It's good of you to keep me posted, and I'm as excited about the role as ever.",
            ),
            "closing": brief.in_tone(
                "I would be glad to answer any questions in the meantime.",
                "If any questions come up in the meantime, I'm easy to reach.",
            ),
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        request = "Would you be able to share any feedback?"
        closing = brief.in_tone("Thank you for considering me, and", "Thanks for considering me.")
        if brief.through_agency:
            request = f"Could you tell me what {brief.company} said about my interview?"
            closing = brief.in_tone("Thank you for all your help, and", "Thanks for all your help.")
        enjoyed = f"speaking{self._with(brief)}" if self._with(brief) else "learning more about the work"
        return {
            "subject": f"Request for feedback on my {brief.position} interview",
            "thanks": stop(
                f"{brief.in_tone('Thank you', 'Thanks')} for letting me know about the decision on {_job(brief)}"
            ),
            "regret": brief.in_tone(
                "I was sorry that it did not work out, but I am glad to have had the chance.",
                "I was sorry that it didn't work out, but I'm really glad to have had the chance.",
            ),
            "enjoyed": stop(f"I {brief.in_tone('', 'really ')}enjoyed the interview process, especially {enjoyed}"),
            "request": f"{request} Even one or two points that I could improve on would help me in future interviews.",
            "way_out": brief.in_tone(
                "I understand, of course, if that is not possible.", "No problem at all if that's not possible."
            ),
            "closing": f"{closing} I hope our paths cross again.",
        }

    def _names(self, people: tuple[Person, ...], tag: str) -> tuple[str, ...]:
        """Name each; where one has no title that is known, nobody in the list gets one."""
        titles = all(_has_title(person) for person in people)
        return tuple(
            self.called(person, tag) if titles else person.name or self.called(person, tag) for person in people
        )

    def _on(self, brief: Brief) -> str:
        """Return the day of the interview, within a sentence: where a comma stands in it, one follows it too."""
        day = self.day(brief.interviewed_on, brief.language)
        return f"on {day}," if "," in day else f"on {day}"

    def _interviewers(self, brief: Brief) -> str:
        """Name who was met, the reader first, where that is known, and short enough for one sentence."""
        if len(brief.interviewers) > _MOST_NAMES:
            return "you and your colleagues" if brief.met else ""
        names = self._names(brief.interviewers, brief.language)
        return self.listed(("you", *names) if brief.met else names, brief.language)

    def _with(self, brief: Brief) -> str:
        who = self._interviewers(brief)
        return f" with {who}" if who else ""

    def _no_news_yet(self, brief: Brief) -> Parts:
        """Say that no decision is known, with the date that they promised (W1); or who invited this mail (W9)."""
        if brief.enquire_on is not None:
            day = self.day(brief.enquire_on, brief.language)
            return {"expected": f"I was invited to get in touch on {day}, which is why {_i_am(brief)} writing now."}
        not_heard = brief.in_tone("have not heard", "haven't heard")
        return {
            "expected": self._dated("I understand a decision was expected by", brief.decision_by, brief, "."),
            "delay": f"I {not_heard} of a decision so far, but I know that these things take time.",
        }

    def _dated(self, words: str, day: date | None, brief: Brief, end: str = "") -> str:
        return "" if day is None else f"{words} {self.day(day, brief.language)}{end}"

    def _pass_on(self, brief: Brief) -> str:
        everyone = "everyone else who interviewed me" if brief.met else "everyone who interviewed me"
        people = self.people(brief.passes_on_to, brief.language) or everyone
        return f"{brief.in_tone('Could you please pass', 'Would you mind passing')} my thanks on to {people}?"


def _is_american(tag: str) -> bool:
    return region_of(tag) in _AMERICAN


def _has_title(person: Person) -> bool:
    return person.family_name is not None and re.match(LATIN, person.honorific or "") is not None


def _short_day(day: date, tag: str) -> str:
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}" if _is_american(tag) else f"{day.day} {month}"


def _i_am(brief: Brief) -> str:
    return brief.in_tone("I am", "I'm")


def _thank_you(brief: Brief) -> str:
    return brief.in_tone("Thank you", "Thanks so much")


def _could_you(brief: Brief) -> str:
    return brief.in_tone("Could you please", "Could you")


def _job(brief: Brief) -> str:
    """Name the position, and to an agency, which has many clients, the company."""
    return f"the {brief.position} position{f' at {brief.company}' if brief.through_agency else ''}"


def _enjoyed(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    return stop(f"{brief.in_tone('I especially enjoyed', 'I loved')} hearing about {brief.learned}")


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters: in their own words, where they said it (B7)."""
    if brief.learned is None:
        much = brief.in_tone("I appreciated", "I really enjoyed")
        return f"{much} learning more about the work and the people behind it."
    return f"{_enjoyed(brief)} {stop(brief.why_it_matters)}" if brief.why_it_matters else _enjoyed(brief)


def _folded_thanks(brief: Brief) -> str:
    """Return the thanks that a follow-up says in place of notes of their own (G13, W6)."""
    reasons = []
    if Touch.THANK_YOU in brief.folds:
        what = "your time" if brief.met else "the interview"
        reasons.append("for arranging it" if brief.through_agency else f"for {what} that day")
    if Touch.UPDATE_THANKS in brief.folds:
        reasons.append("for keeping me informed")
    return f"{_thank_you(brief)} {' and '.join(reasons)}." if reasons else ""


LANGUAGE = English()
