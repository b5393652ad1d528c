"""German, with Sie throughout; in Switzerland and Liechtenstein without ß and without the comma after the greeting.

After the comma of the greeting a letter goes on in lower case, so the first sentence of each touch begins so. What was
learned stands in the accusative: *die Umstellung*, *den Umbau*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import LATIN, Language, Parts, lines, listed, stop

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_JAENNER = ("at", "it")  # Austria and South Tyrol
_SWISS = ("ch", "li")
_SHORT = {"Fr.": "Frau", "Hr.": "Herr", "Herrn": "Herr"}
_DEGREES = (
    "Dr",
    "Prof",
    "Professor",
    "Professorin",
    "PD",
    "Mag",
    "DI",
    "Dipl.-Ing",
    "Ing",
)  # greeted without Frau or Herr, which nobody gave

# Companies of whom "die" is certain, so "bei der"; not where an adjective or an article may begin the name, which would
# have to change: "bei der Deutschen Bank AG". All others do without an article: "bei Uber".
_FEMININE = re.compile(
    r"(?!(?i:der|das|\w*es?)\b)"
    r"(?:.+ (?:g?GmbH|AG|SE|KG|KGaA|OHG|UG|eG|GbR)$|(?:Universität|Hochschule|Stadt|Gemeinde|Sparkasse|Genossenschaft) )"
)
# Positions that are no person: nobody is "als Praktikum" anywhere, so they stand in quotation marks.
_NO_PERSON = re.compile(
    r"(?:\w+es? )*[\w-]*(?:praktikum|ausbildung|lehre|lehrstelle|volontariat|referendariat|studium|arbeit|programm|jahr)"
    r"(?![\w-])|.*\b(?:internship|traineeship|apprenticeship)(?! [a-z])",
    re.IGNORECASE,
)


def _day(day: date, tag: str) -> str:
    month = "Jänner" if day.month == 1 and _region(tag) in _JAENNER else _MONTHS[day.month - 1]
    return f"{_WEEKDAYS[day.weekday()]}, {day.day}. {month}"


def _listed(names: tuple[str, ...]) -> str:
    return listed(names, " und ")


def _region(tag: str) -> str:
    """Return the part of a tag that is a country, also where more follows: *de-CH-1996*."""
    return next((part for part in tag.lower().split("-")[1:] if len(part) == len("ch")), "")


def _is_swiss(brief: Brief) -> bool:
    return _region(brief.language) in _SWISS


def _is_friendly(brief: Brief) -> bool:
    return brief.tone is Tone.FRIENDLY


def _frame(brief: Brief) -> Parts:
    if _is_swiss(brief):
        comma, close = "", "Beste Grüsse" if _is_friendly(brief) else "Freundliche Grüsse"
    else:
        comma, close = ",", "Viele Grüße" if _is_friendly(brief) else "Mit freundlichen Grüßen"
    return {
        "greeting": f"{_greeting(brief)}{comma}",
        "sign_off": lines(close, brief.candidate_name, brief.candidate_email, brief.candidate_phone),
    }


def _greeting(brief: Brief) -> str:
    friendly = _is_friendly(brief)
    hello = "Hallo" if friendly and not _is_swiss(brief) else "Guten Tag"
    if brief.honorific is not None and brief.family_name is not None:
        title, *degrees = brief.honorific.split()
        title = _SHORT.get(title, title)
        called = " ".join((title, *degrees, brief.family_name))
        if title == "Frau":
            return f"{hello} {called}" if friendly else f"Sehr geehrte {called}"
        if title == "Herr":
            return f"{hello} {called}" if friendly else f"Sehr geehrter {called}"
        if title.removesuffix(".") in _DEGREES:
            return f"{hello} {called}"
    if name := brief.recipient_name or brief.given_name:
        return f"{hello} {name}"
    team = brief.is_team and brief.family_name is None
    return "Sehr geehrte Damen und Herren" if team and not friendly else "Guten Tag"


def _first(brief: Brief, sentence: str) -> str:
    """Return the first sentence, which begins in upper case only where no comma stands before it."""
    return sentence[0].upper() + sentence[1:] if _is_swiss(brief) else sentence


def _thank(brief: Brief) -> str:
    return "herzlichen Dank" if _is_friendly(brief) else "vielen Dank"


def _at(brief: Brief) -> str:
    return f"bei {'der ' if _FEMININE.match(brief.company) else ''}{brief.company}"


def _position(brief: Brief) -> str:
    """Return the position at the company, in whatever case: *Stelle als Koch bei Uber*, *Stelle „Praktikum“ bei Uber*."""
    if not _NO_PERSON.match(brief.position):
        return f"Stelle als {brief.position} {_at(brief)}"
    return f"Stelle {f'«{brief.position}»' if _is_swiss(brief) else f'„{brief.position}“'} {_at(brief)}"


def _with_you(brief: Brief) -> str:
    return _at(brief) if brief.through_agency else "bei Ihnen"


def _thank_you(brief: Brief) -> Parts:
    day, position, friendly = _day(brief.interviewed_on, brief.language), _position(brief), _is_friendly(brief)
    subject = f"Vielen Dank für das Vorstellungsgespräch: {brief.position}"
    if brief.through_agency:
        subject = f"Vielen Dank für Ihre Unterstützung: {brief.position}"
        thanks = f" für Ihre Unterstützung rund um mein Vorstellungsgespräch für die {position} am {day}."
    elif brief.met:
        thanks = f", dass Sie sich am {day}, die Zeit genommen haben, mit mir über die {position} zu sprechen."
    else:
        thanks = f" für die Gelegenheit, mich am {day}, für die {position} vorzustellen."
    interest = (
        "Nach dem Gespräch habe ich noch mehr Lust," if friendly else "Das Gespräch hat mich in meinem Wunsch bestärkt,"
    )
    return {
        "subject": subject,
        "thanks": _first(brief, f"{_thank(brief)}{thanks}"),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": f"{interest} {_with_you(brief)} zu arbeiten.",
        "looking_forward": _looking_forward(brief),
    }


def _learned(brief: Brief) -> str:
    """Say what was learned, and not who told it: what was learned in an interview with many is not known so well."""
    if brief.learned is None:
        return ""
    how = "Richtig spannend" if _is_friendly(brief) else "Besonders interessant"
    return stop(f"{how} fand ich den Austausch über {brief.learned}")


def _pass_on(brief: Brief) -> str:
    people = _listed(brief.interviewers) or "alle Beteiligten"
    if _is_friendly(brief):
        return f"Könnten Sie meinen Dank bitte auch an {people} weitergeben?"
    return f"Dürfte ich Sie bitten, meinen Dank auch an {people} weiterzugeben?"


def _looking_forward(brief: Brief) -> str:
    return "Ich freue mich, von Ihnen zu hören." if _is_friendly(brief) else "Ich freue mich auf Ihre Rückmeldung."


def _interview(brief: Brief) -> str:
    met = ("Ihnen", *brief.interviewers) if brief.met else brief.interviewers
    people = f" mit {_listed(met)}" if met else ""
    day = _day(brief.interviewed_on, brief.language)
    return _first(brief, stop(f"am {day}, hatte ich{people} ein Vorstellungsgespräch für die {_position(brief)}"))


def _first_follow_up(brief: Brief) -> Parts:
    friendly, thanks = _is_friendly(brief), ""
    if Touch.THANK_YOU in brief.folds:
        if brief.through_agency:
            thanks = "Vielen Dank für Ihre Unterstützung dabei."
        elif brief.met:
            thanks = "Vielen Dank, dass Sie sich die Zeit dafür genommen haben."
        else:
            thanks = "Für das Gespräch möchte ich mich herzlich bedanken."
    update = f"Vielen Dank{' auch' if thanks else ''} für Ihre letzte Nachricht."
    return {
        "subject": f"Nachfrage zum Vorstellungsgespräch: {brief.position}",
        "interview": _interview(brief),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update if Touch.UPDATE_THANKS in brief.folds else "",
        "interest": (
            f"Die Stelle reizt mich nach wie vor sehr, und ich würde wirklich gern {_with_you(brief)} arbeiten."
            if friendly
            else f"Die Stelle interessiert mich nach wie vor sehr, und ich würde mich freuen, {_with_you(brief)} zu arbeiten."
        ),
        "expected": _expected("Ich hatte mir notiert, dass bis {}, eine Entscheidung fallen sollte.", brief),
        "request": (
            "Können Sie mir schon etwas zum aktuellen Stand sagen?"
            if friendly
            else "Könnten Sie mir bitte mitteilen, wie der aktuelle Stand meiner Bewerbung ist?"
        ),
        "looking_forward": _looking_forward(brief),
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else words.format(_day(brief.decision_by, brief.language))


def _second_follow_up(brief: Brief) -> Parts:
    position, day = _position(brief), _day(brief.interviewed_on, brief.language)
    ask = "wie steht es um" if _is_friendly(brief) else "ich möchte mich nach dem Stand"
    ask += (
        f" meine Bewerbung für die {position}?"
        if _is_friendly(brief)
        else f" meiner Bewerbung für die {position} erkundigen."
    )
    return {
        "subject": f"Nachfrage zu meiner Bewerbung: {brief.position}",
        "request": f"{_first(brief, ask)} Gibt es seit meinem Gespräch am {day}, Neuigkeiten?",
        "looking_forward": "Vielen Dank für Ihre Mühe.",
    }


def _escalation(brief: Brief) -> Parts:
    return {
        "subject": f"Nachfrage zum Vorstellungsgespräch: {brief.position}",
        "interview": _interview(brief),
        "interest": f"Die Stelle {'reizt' if _is_friendly(brief) else 'interessiert'} mich nach wie vor sehr.",
        "request": (
            "Könnten Sie mir bitte sagen, wie der Stand meiner Bewerbung ist oder an wen ich mich am besten wenden kann?"
        ),
        "closing": "Vielen Dank für Ihre Hilfe.",
    }


def _update_thanks(brief: Brief) -> Parts:
    if brief.after_rejection:
        thanks = f"{_thank(brief)} für Ihre Antwort auf meine Bitte um Feedback zu meiner Bewerbung für die {_position(brief)}"
        return {
            "subject": f"Vielen Dank für Ihre Antwort: {brief.position}",
            "thanks": _first(brief, stop(thanks)),
            "interest": "Dass Sie sich die Zeit dafür genommen haben, schätze ich sehr. Ich wünsche Ihnen alles Gute.",
        }
    return {
        "subject": f"Vielen Dank für die Rückmeldung: {brief.position}",
        "thanks": _first(
            brief, stop(f"{_thank(brief)} für Ihre Rückmeldung zu meiner Bewerbung für die {_position(brief)}")
        ),
        "expected": _expected("Ich habe mir notiert, dass bis {}, eine Entscheidung fallen soll.", brief),
        "interest": (
            "Die Stelle reizt mich weiterhin sehr, und ich freue mich, wieder von Ihnen zu hören."
            if _is_friendly(brief)
            else "Die Stelle interessiert mich weiterhin sehr, und ich freue mich darauf, wieder von Ihnen zu hören."
        ),
    }


def _feedback_request(brief: Brief) -> Parts:
    if brief.through_agency:
        thanks = stop(f"{_thank(brief)} für Ihre Unterstützung bei meiner Bewerbung für die {_position(brief)}")
    else:
        thanks = (
            f"{_thank(brief)}, dass Sie sich Zeit für meine Bewerbung genommen und mich für die {_position(brief)} "
            "in Betracht gezogen haben."
        )
    when = "Sie einen Moment Zeit haben" if _is_friendly(brief) else "es Ihnen möglich ist"
    return {
        "subject": f"Bitte um Feedback zum Vorstellungsgespräch: {brief.position}",
        "thanks": _first(brief, thanks),
        "enjoyed": "Auch wenn die Entscheidung nicht auf mich gefallen ist, habe ich das Auswahlverfahren als sehr angenehm erlebt.",
        "request": (
            f"Wenn {when}, würde ich mich über konstruktives Feedback für künftige Gespräche freuen; schon ein, zwei "
            "Hinweise wären eine Hilfe."
        ),
        "closing": f"Nochmals {_thank(brief)} und alles Gute.",
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
    pushy=(
        r"so (bald|schnell|rasch) wie möglich|schnellstmöglich|baldmöglichst|umgehend (antworten|melden)|unverzüglich",
        r"dringend(e|er)? (um|auf|bitte|antwort|rückmeldung|nachfrage)|das ist dringend|\bASAP\b",
        r"letzte[rn]? (mahnung|erinnerung|chance|versuch|aufforderung)|(freundliche|kleine|kurze) erinnerung",
        r"(noch immer|immer noch|bisher|bislang|noch) keine (antwort|rückmeldung|entscheidung|nachricht)",
        r"nichts (mehr )?(von ihnen )?gehört",
        r"ich warte (schon|bereits|seit|immer noch|noch immer)|warte ich (schon|bereits|seit|immer noch|noch immer)",
        r"endlich (eine )?(antwort|rückmeldung|entscheidung|antworten|melden|entscheiden)",
        r"(anderes|weiteres|konkretes|andere|weitere) (job|stellen)?angebote?",
        r"ich (erwarte|verlange|fordere|bestehe)|(erwarte|verlange|fordere|bestehe) ich",
        r"andernfalls (muss|sehe|ziehe) ich|eine frist",
        r"wollte nur (mal |kurz )?(nachfragen|nachhören|fragen)|nachhaken",
        r"in erinnerung (zu )?(rufen|bringen)",
        r"wie (bereits |schon )?in meiner (letzten|vorherigen) (e-?mail|nachricht)|trotz (mehrfacher|meiner) (nachfrage|anfrage)",
        r"ihr schweigen|haben sie mich vergessen",
    ),
)
