"""French, with vous: a no-break space before a colon, a narrow one before a question mark, *1er* for the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import LATIN, Language, Parts, lines, listed, stop

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_TITLES = {
    "m": "Monsieur",
    "mr": "Monsieur",
    "monsieur": "Monsieur",
    "mme": "Madame",
    "mrs": "Madame",
    "ms": "Madame",
    "madame": "Madame",
    "mlle": "Mademoiselle",
    "mademoiselle": "Mademoiselle",
    "me": "Maître",
    "maître": "Maître",
    "dr": "Docteur",
    "docteur": "Docteur",
    "dre": "Docteure",
    "docteure": "Docteure",
    "pr": "Professeur",
    "professeur": "Professeur",
    "pre": "Professeure",
    "professeure": "Professeure",
}
# Before these "de" is elided: a vowel that sounds like one (not onzième, User Researcher), or the mute h of a trade.
_ELIDED = re.compile(
    r"(?!onz|oui|one\b|user|usab|unit\b|unity\b)[aeiouàâäéèêëîïôöùûüæœ]"
    r"|h(?:ôt|otesse|abill|armonis|élic|éma|emato|épato|erboris|istor|om[ée]o|orlog|ortic|uissier|umoris|ydr|yg|ypno)",
    re.IGNORECASE,
)
_COLON, _QUESTION = "\u00a0:", "\u202f?"


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - the same in each French-speaking country
    return f"{_WEEKDAYS[day.weekday()]} {'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]}"


def _listed(names: tuple[str, ...]) -> str:
    return listed(names, " et ")


def _by_tone(brief: Brief, formal: str, friendly: str) -> str:
    return friendly if brief.tone is Tone.FRIENDLY else formal


def _frame(brief: Brief) -> Parts:
    close = _by_tone(brief, "Cordialement,", "Bien cordialement,")
    return {
        "greeting": _greeting(brief),
        "sign_off": lines(close, brief.candidate_name, brief.candidate_email, brief.candidate_phone),
    }


def _greeting(brief: Brief) -> str:
    """Greet by name; a title that is given is written out, and *Madame, Monsieur* is for somebody quite unknown."""
    if brief.tone is Tone.FRIENDLY and brief.given_name is not None:
        return f"Bonjour {brief.given_name},"
    if brief.honorific is not None and brief.family_name is not None:
        title = _TITLES.get(brief.honorific.lower().removesuffix("."))
        if title is None and brief.recipient_name is None and re.match(LATIN, brief.honorific):
            title = brief.honorific
        if title is not None:
            return f"Bonjour {title} {brief.family_name},"
    if name := brief.recipient_name or brief.given_name:
        return f"Bonjour {name},"
    unknown = brief.family_name is None and not brief.met
    return _by_tone(brief, "Madame, Monsieur,", "Bonjour,") if unknown else "Bonjour,"


def _position(brief: Brief) -> str:
    """Return the position at the company: *poste d’ingénieur chez Lumière*, *poste de juriste à la Ville de Lyon*."""
    of = "d’" if _ELIDED.match(brief.position) else "de "
    at = "chez"
    if brief.company.startswith(("l’", "l'", "la ")):
        at = "à"
    elif brief.company.startswith(("le ", "les ")):
        at = "proposé par"  # "à" would swallow the article
    return f"poste {of}{brief.position} {at} {brief.company}"


def _interview(brief: Brief, whose: str = "") -> str:
    whose = whose or ("notre" if brief.met else "mon")
    return f"{whose} entretien du {_day(brief.interviewed_on, brief.language)}"


def _interview_in_full(brief: Brief) -> str:
    """Name the position and the date of the interview, and who was met (C6)."""
    interview = _interview(brief)
    if brief.interviewers and brief.met:
        interview = f"{_interview(brief, 'mon')} avec {', '.join(brief.interviewers)} et vous-même"
    elif brief.interviewers:
        interview += f" avec {_listed(brief.interviewers)}"
    return f"{interview} pour le {_position(brief)}"


def _join(brief: Brief) -> str:
    """Return what whoever is of the company is told, and what an agency is."""
    return f"rejoindre {brief.company}" if brief.through_agency else "vous rejoindre"


def _i_thank(brief: Brief) -> str:
    return _by_tone(brief, "Je vous remercie", "Merci beaucoup")


def _thank_you(brief: Brief) -> Parts:
    thanks, position = _i_thank(brief), _position(brief)
    if brief.through_agency:
        thanks = f"{thanks} pour votre aide à l’occasion de {_interview(brief)} pour le {position}"
    elif brief.met:
        thanks = f"{thanks} pour le temps que vous m’avez accordé lors de {_interview(brief)} pour le {position}"
    else:
        day = _day(brief.interviewed_on, brief.language)
        thanks = f"{thanks} de m’avoir donné l’occasion de passer un entretien le {day} pour le {position}"
    interest = _by_tone(
        brief,
        "Cet entretien a renforcé mon enthousiasme à l’idée de",
        "Cet entretien m’a donné encore plus envie de",
    )
    return {
        "subject": f"Merci pour l’entretien{_COLON} {brief.position}",
        "thanks": stop(thanks),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": stop(f"{interest} {_join(brief)}"),
        "looking_forward": _by_tone(
            brief,
            "Dans l’attente de vos nouvelles, je reste à votre disposition.",
            "Au plaisir d’avoir de vos nouvelles.",
        ),
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    appreciated = _by_tone(brief, "J’ai particulièrement apprécié", "J’ai vraiment apprécié")
    exchange = "notre échange" if brief.met else "les échanges"
    return stop(f"{appreciated} {exchange} sur {brief.learned}")


def _pass_on(brief: Brief) -> str:
    everybody = "toutes les autres personnes" if brief.met else "toutes les personnes"
    people = _listed(brief.interviewers) or f"{everybody} que j’ai rencontrées"
    return f"Pourriez-vous également transmettre mes remerciements à {people}{_QUESTION}"


def _first_follow_up(brief: Brief) -> Parts:
    i_thank, thanks, update = _i_thank(brief), "", ""
    if Touch.THANK_YOU in brief.folds:
        if brief.through_agency:
            thanks = f"{i_thank} pour votre aide à cette occasion."
        elif brief.met:
            thanks = f"{i_thank} pour le temps que vous m’avez accordé."
        else:
            thanks = f"{i_thank} de m’avoir accordé cet entretien."
    if Touch.UPDATE_THANKS in brief.folds:
        update = f"{'Merci également' if thanks else i_thank} pour votre dernier message."
    i_write = _by_tone(brief, "Je me permets de vous écrire", "Je vous écris")
    interests = _by_tone(brief, "m’intéresse", "me plaît")
    return {
        "subject": _subject_of_interview(brief),
        "interview": stop(f"{i_write} au sujet de {_interview_in_full(brief)}"),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update,
        "interest": f"Ce poste {interests} toujours autant, et l’idée de {_join(brief)} m’enthousiasme.",
        "expected": _expected("J’avais noté qu’une décision était prévue pour le", brief),
        "request": _by_tone(
            brief,
            f"Pourriez-vous m’indiquer où en est ma candidature{_QUESTION}",
            f"Auriez-vous des nouvelles concernant ma candidature{_QUESTION}",
        ),
        "looking_forward": _by_tone(
            brief,
            "Dans l’attente de votre réponse, je reste à votre disposition.",
            "Au plaisir de vous lire.",
        ),
    }


def _subject_of_interview(brief: Brief) -> str:
    day = _day(brief.interviewed_on, brief.language)
    return f"Suivi de mon entretien du {day}{_COLON} {brief.position}"


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else f"{words} {_day(brief.decision_by, brief.language)}."


def _second_follow_up(brief: Brief) -> Parts:
    after = f"À la suite de {_interview(brief)} pour le {_position(brief)}"
    return {
        "subject": f"Suivi de ma candidature{_COLON} {brief.position}",
        "request": _by_tone(
            brief,
            f"{after}, pourriez-vous m’indiquer où en sont le recrutement et ma candidature{_QUESTION}",
            f"{after}, auriez-vous des nouvelles du recrutement et de ma candidature{_QUESTION}",
        ),
        "looking_forward": _by_tone(brief, "Je vous en remercie par avance.", "Merci d’avance."),
    }


def _escalation(brief: Brief) -> Parts:
    i_write = _by_tone(brief, "Je me permets de vous écrire", "Je vous écris")
    return {
        "subject": _subject_of_interview(brief),
        "interview": stop(f"{i_write} à la suite de {_interview_in_full(brief)}"),
        "interest": _by_tone(brief, "Mon intérêt pour ce poste reste entier.", "Ce poste me plaît toujours beaucoup."),
        "request": f"Pourriez-vous me dire où en est ma candidature ou, à défaut, m’indiquer à qui m’adresser{_QUESTION}",
        "closing": _by_tone(brief, "Je vous remercie par avance de votre aide.", "Merci d’avance pour votre aide."),
    }


def _update_thanks(brief: Brief) -> Parts:
    if brief.after_rejection:
        return {
            "subject": f"Merci pour votre réponse{_COLON} {brief.position}",
            "thanks": stop(
                f"{_i_thank(brief)} d’avoir pris le temps de répondre à ma demande de retour sur ma candidature au {_position(brief)}"
            ),
            "interest": _by_tone(
                brief,
                "J’y suis très sensible et vous souhaite une bonne continuation.",
                "J’y suis très sensible. Bonne continuation à vous.",
            ),
        }
    return {
        "subject": f"Merci pour votre message{_COLON} {brief.position}",
        "thanks": stop(f"{_i_thank(brief)} pour votre message au sujet du {_position(brief)}"),
        "expected": _expected("J’ai bien noté qu’une décision est prévue d’ici au", brief),
        "interest": f"Ce poste {_by_tone(brief, 'm’intéresse', 'me plaît')} toujours autant.",
        "looking_forward": _by_tone(
            brief,
            "Dans l’attente de vos nouvelles, je reste à votre disposition.",
            "Au plaisir d’avoir de vos nouvelles.",
        ),
    }


def _feedback_request(brief: Brief) -> Parts:
    return {
        "subject": f"Demande de retour sur mon entretien{_COLON} {brief.position}",
        "thanks": (
            f"{_i_thank(brief)} pour l’attention portée à ma candidature au {_position(brief)} "
            "et pour le temps que vous y avez consacré."
        ),
        "enjoyed": (
            f"J’ai {_by_tone(brief, 'beaucoup', 'vraiment')} apprécié les échanges que j’ai eus "
            "au cours de ce recrutement."
        ),
        "request": _by_tone(
            brief,
            "Si vous en avez la possibilité, quelques remarques constructives, même brèves, me seraient précieuses "
            "pour mes prochains entretiens.",
            "Si vous avez un moment, quelques remarques constructives, même brèves, me seraient très utiles "
            "pour mes prochains entretiens.",
        ),
        "closing": _by_tone(
            brief,
            "Quoi qu’il en soit, je vous remercie encore.",
            "Dans tous les cas, merci encore.",
        ),
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
        r"au plus vite|(le plus vite|le plus rapidement|dès que) possible|(plus brefs|meilleurs) délais|rapidement (répondre|revenir)",
        r"\burgen(t|te|ce)\b|\bASAP\b",
        r"derni(er|ère) (rappel|relance|chance|avertissement)|(petit|simple) rappel",
        r"(petite|simple|énième|deuxième|seconde|troisième) relance|vous relancer?",
        r"(toujours|encore) (pas|rien) (eu|reçu|de réponse|de nouvelles)|toujours (sans|aucune) (réponse|nouvelles?)|rien reçu",
        r"vous ne m['’]avez (pas|jamais|toujours pas) (répondu|recontactée?|rappelée?)",
        r"j['’]attends (toujours|encore|une réponse|votre réponse)",
        r"sans (réponse|nouvelles?|retour) de (votre|ta) part|votre silence|(faute|absence) de réponse",
        r"autres? (offres?|propositions?) (d['’]emploi|en main|concurrentes?)|une autre (offre|proposition)",
        r"j['’](exige|insiste)|répondez (vite|rapidement)|fois que je vous écris",
        r"vous (devez|devriez) (me |m['’])|vous m['’]aviez promis",
        r"je voulais (juste|simplement) (savoir|vérifier|prendre)",
    ),
)
