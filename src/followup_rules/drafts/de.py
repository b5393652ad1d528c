"""German, with Sie, and with Du on first-name terms only; in Switzerland and Liechtenstein with ss for ß.

After the comma of the greeting a letter goes on in lower case, so the first sentence of each touch begins so; the Swiss
have no comma there, and a capital. What was learned stands in the accusative (*die Umstellung*, *den Umbau*), or is a
clause (*wie das Team arbeitet*). Du has a capital, as in letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from followup_rules._events import Touch
from followup_rules.drafts._brief import Tone
from followup_rules.drafts._language import LATIN, ORDER, Language, Part, Parts, joined, region_of, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person
    from followup_rules.drafts._language import Order

_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_JAENNER = ("AT", "IT")  # Austria and South Tyrol
_SWISS = ("CH", "LI")
_TITLES = {"Frau": "Frau", "Fr.": "Frau", "Herr": "Herr", "Herrn": "Herr", "Hr.": "Herr"}
# Greeted without Frau or Herr, which nobody gave.
_DEGREES = ("Dr", "Prof", "Professor", "Professorin", "PD", "Mag", "DI", "Dipl.-Ing", "Ing")

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
_CLAUSE = re.compile("(?:dass|ob|wann|warum|was|welche[mnrs]?|wer|wie|wo|wofür|womit|woran) ", re.IGNORECASE)

_PUSHY = (
    r"so (bald|schnell|rasch) wie möglich|schnellstmöglich|baldmöglichst|umgehend (antworten|melden)|unverzüglich",
    r"dringend(e|er)? (um|auf|bitte|antwort|rückmeldung|nachfrage)|das ist dringend|\bASAP\b",
    r"letzte[rn]? (mahnung|erinnerung|chance|versuch|aufforderung)|(freundliche|kleine|kurze) erinnerung",
    r"(noch immer|immer noch|nach wie vor) (keine|nichts)|nichts (mehr )?von (ihnen|dir|euch) gehört",
    r"(ich warte|warte ich) (schon|bereits|seit|immer noch|noch immer)",
    r"endlich (eine )?(antwort|rückmeldung|entscheidung|antworten|melden|entscheiden)",
    r"(anderes|weiteres|konkretes|andere|weitere) (job|stellen)?angebote?",
    r"ich (verlange|fordere|bestehe)|ich erwarte (eine|ihre|von ihnen)|andernfalls (muss|sehe|ziehe) ich|eine frist",
    r"wollte nur (mal |kurz )?(nachfragen|nachhören|fragen)|nachhaken|in erinnerung (zu )?(rufen|bringen)",
    r"wie (bereits |schon )?in meiner (letzten|vorherigen) (e-?mail|nachricht)|trotz (mehrfacher|meiner) (nachfrage|anfrage)",
    r"(ihr|dein|euer) schweigen|haben sie mich vergessen|hatten (sie )?(mir )?versprochen",
)


class _You(NamedTuple):
    """How the reader is addressed, by case, and what *Sie* and *Du* change beside."""

    nominative: str
    dative: str
    reflexive: str
    your: str
    have: str
    could: str
    with_you: str
    house: str


_SIE = _You(
    *("Sie", "Ihnen", "sich", "Ihre", "haben", "Könnten Sie"),
    *("bei Ihnen", "in Ihrem Haus"),
)
_DU = _You(
    *("Du", "Dir", "Dir", "Deine", "hast", "Kannst Du"),
    *("bei Euch", "bei Euch"),
)


class German(Language):
    """German."""

    letters = LATIN
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    oneself = (
        r"\bich (?:kann|könnte|werde)\b(?:(?!\b(?:Sie|Ihre?|du|deine?|bitte|Antwort|Nachricht|Rückmeldung)\b)[^.?!])*"
    )
    again = (
        r"\b(noch ?(ein)?mal|nochmals|erneut|(melde|wende) (ich )?mich wieder|zweites mal)\b"
        r"|\bauf meine (nachricht|e-?mail|frage|anfrage) (vom|von)\b"
    )
    asks = r"\?|nachfragen|erkundigen|(wäre|bin) ich .{0,80}dankbar|würde .{0,80}helfen"
    way_out = r"nicht (möglich|erlaubt|machbar|geht)|nicht (geben|sagen) (dürfen|können)|\b(falls|wenn|sollten?)\b[^.?!]{0,80}(verständnis|verstehe)"
    dates: ClassVar[str] = rf"(?<!\d)\d{{1,2}}\. (?:{_MONTH}|Jänner)\b"
    order: ClassVar[Mapping[Touch, Order]] = ORDER | {
        # The apology is for what the reason leads to.
        Touch.ESCALATION: (
            ("greeting",),
            ("interview", "interest"),
            ("reason", "apology"),
            ("request",),
            ("closing",),
            ("sign_off",),
        ),
    }
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "Dankschreiben",
        Touch.FOLLOW_UP_1: "Erste Nachfrage",
        Touch.FOLLOW_UP_2: "Zweite Nachfrage",
        Touch.ESCALATION: "Nachfrage bei jemand anderem",
        Touch.UPDATE_THANKS: "Dank für die Auskunft",
        Touch.FEEDBACK_REQUEST: "Bitte um Feedback",
        "answer": "Antwort",
        "new-time": "Neuer Termin für das Gespräch",
        "off": "Nicht fällig",
    }

    def day(self, day: date, tag: str) -> str:
        """Write the day and the month; a weekday would have to be put into the case of its sentence."""
        return f"{day.day}. {'Jänner' if day.month == 1 and region_of(tag) in _JAENNER else _MONTH.split('|')[day.month - 1]}"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - the same in every region
        """Name a third person in the dative or the accusative, which are the same: "Herrn Dr. Krause"."""
        return re.sub("^Herr ", "Herrn ", _titled(person)) or _full(person)

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people in a list of one kind: by their full names, where not all have a title."""
        return self.listed(self._names(people, tag), tag)

    def _names(self, people: tuple[Person, ...], tag: str) -> tuple[str, ...]:
        are_titled = all(map(_titled, people))
        return tuple(self.called(each, tag) if are_titled else _full(each) or self.called(each, tag) for each in people)

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - the same in every region
        """Write a list of names, without a comma before the last."""
        return joined(names, " und ")

    def greeting(self, brief: Brief) -> str:
        """Greet by title and family name where both are known, else by the full name; with Du by the given name."""
        to, titled, name = brief.recipient, _titled(brief.recipient), brief.recipient.name or brief.recipient.given_name
        if brief.familiar:
            hello = f"Hallo {to.given_name or name or ''}".strip()
        elif titled.startswith(("Frau ", "Herr ")) and not brief.is_friendly:
            hello = f"Sehr geehrte{'r' if titled.startswith('Herr ') else ''} {titled}"
        elif titled or name:
            hello = "Hallo" if brief.is_friendly and region_of(brief.language) not in _SWISS else "Guten Tag"
            hello += f" {titled or name}"
        else:
            team = brief.is_team and to.family_name is None and not brief.is_friendly
            hello = "Sehr geehrte Damen und Herren" if team else "Guten Tag"
        return hello if region_of(brief.language) in _SWISS else f"{hello},"

    def close(self, brief: Brief) -> str:
        """Close as the region does."""
        if region_of(brief.language) in _SWISS:
            return brief.in_tone("Freundliche Grüsse", "Beste Grüsse")
        return brief.in_tone("Mit freundlichen Grüßen", "Viele Grüße")

    def parts(self, brief: Brief) -> Parts:
        """Return the named parts; the words with Du are the friendly ones, and begin in upper case in Switzerland."""
        parts = super().parts(brief.replace(tone=Tone.FRIENDLY) if brief.familiar else brief)
        first: Part = "interview" if "interview" in parts else "thanks"
        if region_of(brief.language) in _SWISS:
            parts[first] = parts[first][0].upper() + parts[first][1:]
        return parts

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging the interview (B1, W7)."""
        you, job = _you(brief), _stelle(brief)
        subject = f"Vielen Dank für das Gespräch zur {job}"
        people = self.people(brief.passes_on_to, brief.language) or f"alle{' anderen' if brief.met else ''} Beteiligten"
        on = f"am {_WEEKDAYS[brief.interviewed_on.weekday()]}, dem {self._interviewed(brief)},"
        if brief.through_agency:
            subject = f"Vielen Dank für die Vermittlung des Gesprächs zur {job}"
            thanks = (
                f"{you.nominative} mir das Vorstellungsgespräch {on} für die {job}{_at(brief)} vermittelt {you.have}."
            )
        elif brief.met:
            thanks = f"{self._took(brief, on)}, mit mir über die {job} zu sprechen."
        else:
            thanks = f"ich mich {on} {you.with_you} vorstellen und mehr über die {job} erfahren durfte."
        talk = f"das Gespräch mit {you.dative}" if brief.met else "diese Gelegenheit"
        there = "dort" if brief.through_agency else f"bei {_company(brief)}"
        heard = "Was ich dazu" if brief.learned else "Alles, was ich dabei über die Aufgabe"
        interest = f"{heard} erfahren habe, hat meinen Wunsch, {there} mitzuarbeiten, noch verstärkt."
        if brief.learned and brief.why_it_matters:
            interest = f"Auch deshalb würde ich sehr gern {there} mitarbeiten."
        return {
            "subject": subject,
            "thanks": f"{brief.in_tone('vielen', 'herzlichen')} Dank, dass {thanks}",
            "learned": _learned(brief),
            "interest": interest,
            "pass_on": f"{you.could} meinen Dank bitte auch an {people} weitergeben?" if brief.passes_on else "",
            "offer": "Falls noch Fragen offen sind oder etwas von mir fehlt, freue ich mich über eine kurze Nachricht.",
            "closing": f"Ich habe mich sehr über {talk} gefreut.",
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        you, thanks = _you(brief), Touch.THANK_YOU in brief.folds
        expected = self._until("Eine Entscheidung war bis zum {} vorgesehen.", brief)
        delay = "Von einem Ergebnis habe ich noch nichts gehört; dass so etwas Zeit braucht, verstehe ich gut."
        if brief.enquire_on is not None:
            day, delay = self.day(brief.enquire_on, brief.language), ""
            expected = f"Mir wurde vorgeschlagen, mich am {day} wieder zu melden; darauf komme ich gern zurück."
        ask = f"{_could(brief)} sagen"
        if brief.through_agency:
            ask = f"{you.could} {brief.in_tone('bitte ', '')}beim Unternehmen nachfragen"
        update = f"{'Danke auch' if thanks else 'Vielen Dank'} für die letzte Nachricht."
        return {
            "subject": f"Nachfrage zum Vorstellungsgespräch vom {self._interviewed(brief)} – {brief.position}",
            "interview": self._interview(brief),
            "learned": _learned(brief) if thanks else "",
            "thanks": _late_thanks(brief) if thanks else "",
            "update": update if Touch.UPDATE_THANKS in brief.folds else "",
            "interest": brief.in_tone(
                "Die Aufgabe würde ich nach wie vor sehr gern übernehmen.",
                f"Ich würde nach wie vor sehr gern {'dort' if brief.through_agency else you.with_you} mitarbeiten.",
            ),
            "expected": expected,
            "delay": delay,
            "request": f"{ask}, wie weit das Auswahlverfahren fortgeschritten ist und wann ich mit einer Nachricht "
            "rechnen kann? Schon eine grobe Zeitangabe würde mir helfen.",
            "looking_forward": f"Vielen Dank; ich freue mich auf {you.your} Antwort.",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, for what one line can answer (D4, W2)."""
        interview = f"ich melde mich noch einmal zu meiner Bewerbung {_as(brief)}"
        if brief.asked_on is not None:
            asked = f"meine Frage vom {self.day(brief.asked_on, brief.language)} zum Stand meiner Bewerbung"
            interview = f"ich komme noch einmal auf {asked} {_as(brief)} zurück"
        when = "" if brief.continues else f" Mein Vorstellungsgespräch war am {self._interviewed(brief)}."
        source = f"von {_company(brief)} " if brief.through_agency else ""
        return {
            "subject": f"Noch einmal zum Stand meiner Bewerbung {_as(brief)}",
            "interview": f"{stop(interview)}{when}",
            "request": f"{_could(brief)} kurz schreiben, ob es {source}inzwischen Neues zur Stelle und zu meiner "
            "Bewerbung gibt? Wenn noch nichts feststeht, würde mir auch ein ungefährer Zeitrahmen helfen.",
            "closing": f"{brief.in_tone('Vielen', 'Herzlichen')} Dank für {_you(brief).your} Mühe.",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        you, interview = _you(brief), self._interview(brief)
        if not brief.met:
            names, on = self.people(brief.interviewers, brief.language), self._interviewed(brief)
            interview = (
                f"ich bewerbe mich {_at(brief).strip() or you.house} um die {_stelle(brief)} und hatte dazu am {on} "
            )
            interview = stop(f"{interview}ein Vorstellungsgespräch{f' mit {names}' if names else ''}")
        asked = self.people(brief.asked_before, brief.language)
        reason = f"Nach dem Stand meiner Bewerbung habe ich mich bereits{f' bei {asked}' if asked else ''} erkundigt."
        last = "" if brief.asked_on is None else f" vom {self.day(brief.asked_on, brief.language)}"
        expected = self._until("Eine Entscheidung sollte bis zum {} fallen. ", brief)
        reason += f" Auf meine letzte Nachricht{last} habe ich noch keine Antwort; vielleicht ist sie nicht angekommen."
        request = f"{you.could} {'beim Unternehmen nachfragen' if brief.through_agency else 'mir kurz sagen'}"
        if not brief.has_asked:
            reason = "Von einem Ergebnis habe ich noch nichts gehört."
        return {
            "subject": f"Frage zum Stand meiner Bewerbung {_as(brief)}",
            "interview": interview,
            "interest": f"Die Aufgabe {brief.in_tone('interessiert', 'reizt')} mich weiterhin sehr.",
            "reason": expected + reason,
            "apology": brief.in_tone(
                "Deshalb wende ich mich direkt an Sie und bitte dafür um Verständnis.",
                f"Deshalb frage ich direkt bei {you.dative} nach und hoffe, dass das in Ordnung ist.",
            ),
            "request": f"{request}, wie es weitergeht, oder mir sagen, wer mir dazu Auskunft geben kann?"
            if brief.through_agency
            else f"{request}, wie es weitergeht oder wer mir dazu Auskunft geben kann?",
            "closing": brief.in_tone("Für Ihre Hilfe wäre ich sehr dankbar.", f"Herzlichen Dank für {you.your} Hilfe."),
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        you, about = _you(brief), f"zu meiner Bewerbung {_as(brief)}"
        thanks = f"{you.nominative} mich auf dem Laufenden {'hältst' if brief.familiar else 'halten'}."
        if brief.answers_feedback:
            thanks = stop(f" für {you.your} Einschätzung und {you.your} Hinweise {about}")
            if brief.through_agency:
                thanks = f", dass {you.nominative} mir das Feedback {about}{_at(brief)} weitergegeben {you.have}."
            return {
                "subject": f"Vielen Dank für das Feedback {about}",
                "thanks": f"{brief.in_tone('vielen', 'herzlichen')} Dank{thanks}",
                "interest": f"Dass {you.nominative} {you.reflexive} diese Mühe gemacht {you.have}, ist nicht "
                "selbstverständlich; die Anregungen nehme ich gern in künftige Gespräche mit.",
                "closing": "Über eine weitere Gelegenheit würde ich mich freuen.",
            }
        noted = "Es hilft mir sehr, zu wissen, dass die Entscheidung bis zum {} fallen soll."
        return {
            "subject": f"Vielen Dank für die Auskunft {about}",
            "thanks": f"{brief.in_tone('vielen', 'herzlichen')} Dank, dass {thanks}",
            "expected": self._until(noted, brief),
            "interest": f"An der {_stelle(brief)}{_at(brief)} bin ich unverändert sehr interessiert.",
            "closing": "Rückfragen beantworte ich jederzeit gern.",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        you = _you(brief)
        could = f"{_could(brief)}{', gern auch telefonisch,' if brief.candidate_phone else ''}"
        request = f"{could} ein oder zwei Hinweise geben, was ich in künftigen Gesprächen besser machen kann?"
        if brief.through_agency:
            heard = f"welche Rückmeldung {you.nominative} von {_company(brief)} zu meinem Gespräch bekommen {you.have}"
            request = f"{could} sagen, {heard}? Schon ein oder zwei Hinweise würden mir für künftige Gespräche helfen."
        names = self.people(brief.interviewers, brief.language)
        talk = "Unser Gespräch" if brief.met else f"Das Gespräch{f' mit {names}' if names else ''}"
        return {
            "subject": f"Bitte um ein kurzes Feedback zu meiner Bewerbung {_as(brief)}",
            "thanks": stop(
                f"{brief.in_tone('vielen', 'herzlichen')} Dank für {you.your} Nachricht zur {_stelle(brief)}"
            ),
            "regret": brief.in_tone(
                "Ich bedaure, dass die Wahl nicht auf mich gefallen ist, respektiere die Entscheidung aber selbstverständlich.",
                "Ich hätte mich über eine Zusage gefreut, respektiere die Entscheidung aber natürlich.",
            ),
            "enjoyed": f"{talk} behalte ich {brief.in_tone('in guter', 'trotzdem in bester')} Erinnerung.",
            "request": request,
            "way_out": "Falls eine Rückmeldung nicht möglich ist, "
            f"{brief.in_tone('habe ich dafür Verständnis', 'verstehe ich das natürlich')}.",
            "closing": f"Über {'ein Wiedersehen bei anderer' if brief.met else 'eine weitere'} Gelegenheit würde ich mich freuen.",
        }

    def _interviewed(self, brief: Brief) -> str:
        return self.day(brief.interviewed_on, brief.language)

    def _took(self, brief: Brief, on: str) -> str:
        """Say who took the time: together with the others, unless the thanks are to be passed on to them."""
        you, others = _you(brief), () if brief.passes_on else self._names(brief.interviewers, brief.language)
        if not others:
            return f"{you.nominative} {you.reflexive} {on} die Zeit genommen {you.have}"
        with_others = f"{on} zusammen mit {self.listed(others, '')}"
        return f"{you.nominative} {you.reflexive} {with_others} die Zeit genommen {you.have}"

    def _until(self, words: str, brief: Brief) -> str:
        return "" if brief.decision_by is None else words.format(self.day(brief.decision_by, brief.language))

    def _interview(self, brief: Brief) -> str:
        """Say when the interview was, with whom, and for what (C6)."""
        on, job = f"am {self._interviewed(brief)}", f"die {_stelle(brief)}{_at(brief)}"
        names = self._names(brief.interviewers, brief.language)
        if brief.met and names:
            return f"{on} habe ich mit {self.listed((_you(brief).dative, *names), '')} über {job} gesprochen."
        if brief.met:
            return f"{on} haben wir über {job} gesprochen."
        people = f" mit {self.listed(names, '')}" if names else ""
        return stop(f"{on} hatte ich{people} ein Vorstellungsgespräch für {job}")


def _you(brief: Brief) -> _You:
    return _DU if brief.familiar else _SIE


def _titled(person: Person) -> str:
    """Return the title and the family name as greetings have them, where both are known: "Herr Dr. Krause"."""
    first, *degrees = (person.honorific or "").split() or ("",)
    title = _TITLES.get(first, first if first.removesuffix(".") in _DEGREES else "")
    return " ".join((title, *degrees, person.family_name)) if title and person.family_name else ""


def _full(person: Person) -> str:
    return person.name or person.given_name or ""


def _could(brief: Brief) -> str:
    return f"{_you(brief).could} mir{brief.in_tone(' bitte', '')}"


def _company(brief: Brief) -> str:
    """Return the company in the dative."""
    return f"{'der ' if _FEMININE.match(brief.company) else ''}{brief.company}"


def _at(brief: Brief) -> str:
    """Tell an agency, after a space, which of its clients it is: the company knows its own name."""
    return f" bei {_company(brief)}" if brief.through_agency else ""


def _stelle(brief: Brief) -> str:
    """Return the position, in whatever case: *Stelle als Koch*, *Stelle „Praktikum“*."""
    if not _NO_PERSON.match(brief.position):
        return f"Stelle als {brief.position}"
    return f"Stelle {f'«{brief.position}»' if region_of(brief.language) in _SWISS else f'„{brief.position}“'}"


def _as(brief: Brief) -> str:
    """Return as what one applies: *als Koch*, *für die Stelle „Praktikum“*."""
    return f"für die {_stelle(brief)}" if _NO_PERSON.match(brief.position) else f"als {brief.position}"


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters, where the candidate said so (B7)."""
    if brief.learned is None:
        return ""
    how = brief.in_tone("Besonders interessant fand ich", "Besonders spannend fand ich")
    learned = stop(f"{how}{',' if _CLAUSE.match(brief.learned) else ''} {brief.learned}")
    return f"{learned} {stop(brief.why_it_matters)}" if brief.why_it_matters else learned


def _late_thanks(brief: Brief) -> str:
    """Return the thanks that a follow-up says in place of a note of their own (G13, W6)."""
    if brief.through_agency:
        return "Vielen Dank für die Vermittlung."
    if brief.met:
        return f"Vielen Dank für {_you(brief).your} Zeit an diesem Tag."
    return "Vielen Dank, dass ich mich an diesem Tag vorstellen durfte."


LANGUAGE = German()
