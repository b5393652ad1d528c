"""Spanish, with usted throughout, ustedes to a team, and a colon after the greeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import LATIN, Language, Parts, lines, listed, one_or_all, stop

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_DEAR = {
    **dict.fromkeys(("sra.", "sra", "señora", "srta.", "srta", "señorita"), "Estimada"),
    **dict.fromkeys(("dra.", "dra", "doctora", "profa.", "prof.ª", "profesora", "mtra.", "maestra"), "Estimada"),
    **dict.fromkeys(("licda.", "lcda.", "licenciada", "inga.", "ingeniera", "arquitecta"), "Estimada"),
    **dict.fromkeys(("sr.", "sr", "señor", "dr.", "doctor", "profesor", "mtro.", "maestro"), "Estimado"),
    **dict.fromkeys(("licdo.", "lcdo.", "licenciado", "ingeniero", "arquitecto"), "Estimado"),
}
_DEAR_DON = {
    **dict.fromkeys(("doña", "d.ª", "dña."), "Estimada"),
    **dict.fromkeys(("don", "d."), "Estimado"),
}
_FOR_ALL = ("lic.", "lic", "ing.", "ing", "arq.", "prof.", "prof", "dr", "abg.")  # titles of women and men alike
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeouáéóú])|y(?![aeiouáéíóú])\w", re.IGNORECASE)


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - the same in each Spanish-speaking country
    return f"{_WEEKDAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]}"


def _listed(names: tuple[str, ...]) -> str:
    """Join with *y*, which is *e* before the sound of *i*: *Ana e Inés*, but *Ana y Hierro*."""
    return listed(names, " e " if names and _SOUNDS_LIKE_I.match(names[-1]) else " y ")


def _friendly(brief: Brief) -> bool:
    return brief.tone is Tone.FRIENDLY


def _frame(brief: Brief) -> Parts:
    close = "Saludos," if _friendly(brief) else "Un cordial saludo,"
    return {
        "greeting": _greeting(brief),
        "sign_off": lines(close, brief.candidate_name, brief.candidate_email, brief.candidate_phone),
    }


def _greeting(brief: Brief) -> str:
    """Greet at any hour, with *Estimada* or *Estimado* only where the honorific says which."""
    if _friendly(brief) and brief.given_name is not None:
        return f"Hola, {brief.given_name}:"
    return _titled(brief) or _untitled(brief)


def _titled(brief: Brief) -> str:
    """Return the greeting with the honorific, where it is one for a Spanish letter."""
    if brief.honorific is None:
        return ""
    title = brief.honorific.lower()
    if title in _DEAR_DON:  # never before a family name alone
        name = brief.given_name or brief.recipient_name
        return f"{_DEAR_DON[title]} {brief.honorific} {name}:" if name else ""
    if brief.family_name is None:
        return ""
    if title in _DEAR:
        return f"{_DEAR[title]} {brief.honorific} {brief.family_name}:"
    nameless = brief.recipient_name is None and brief.given_name is None and brief.honorific.isascii()
    return f"Hola, {brief.honorific} {brief.family_name}:" if title in _FOR_ALL or nameless else ""


def _untitled(brief: Brief) -> str:
    if name := brief.recipient_name or brief.given_name:
        return f"Hola, {name}:"
    team = "Hola a todo el equipo:" if _friendly(brief) else "Estimado equipo de selección:"
    return one_or_all(brief, "Hola:", team)


def _position(brief: Brief) -> str:
    return f"puesto de {brief.position} en {brief.company}"


def _thanks_for(brief: Brief) -> str:
    return "Muchas gracias por" if _friendly(brief) else one_or_all(brief, "Le agradezco", "Les agradezco")


def _could(brief: Brief) -> str:
    return one_or_all(brief, "Podría", "Podrían")


def _time(brief: Brief) -> str:
    return f"el tiempo que me {one_or_all(brief, 'dedicó', 'dedicaron')}"


def _thank_you(brief: Brief) -> Parts:
    day = _day(brief.interviewed_on, brief.language)
    if brief.through_agency:
        thanks = f"su ayuda con la entrevista del {day} para el {_position(brief)}"
    elif brief.met:
        thanks = f"{_time(brief)} el {day} para hablar del {_position(brief)}"
    else:
        thanks = f"la oportunidad de participar en la entrevista del {day} para el {_position(brief)}"
    if brief.through_agency:
        interest = "Después de la entrevista, el puesto me entusiasma aún más."
    elif _friendly(brief):
        interest = "Después de la entrevista, tengo todavía más ganas de incorporarme al equipo."
    else:
        interest = "Después de la entrevista, me entusiasma aún más la posibilidad de incorporarme al equipo."
    return {
        "subject": f"Gracias por la entrevista: {brief.position}",
        "thanks": stop(f"{_thanks_for(brief)} {thanks}"),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": interest,
        "looking_forward": (
            "Quedo a la espera de sus noticias."
            if _friendly(brief)
            else "Quedo a su disposición y a la espera de sus noticias."
        ),
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    enjoyed = "Me gustó mucho" if _friendly(brief) else "Me resultó especialmente interesante"
    return stop(f"{enjoyed} saber más sobre {brief.learned}")


def _pass_on(brief: Brief) -> str:
    people = _listed(brief.interviewers) or "quienes me entrevistaron"
    return f"¿{_could(brief)} hacer llegar mi agradecimiento también a {people}?"


def _people(brief: Brief) -> str:
    met = (one_or_all(brief, "usted", "ustedes"), *brief.interviewers) if brief.met else brief.interviewers
    return f" con {_listed(met)}" if met else ""


def _interview(brief: Brief) -> str:
    """Name the position and the date of the interview, and who was met (C6)."""
    about = f"{one_or_all(brief, 'Le', 'Les')} escribo {'por' if _friendly(brief) else 'en relación con'}"
    day = _day(brief.interviewed_on, brief.language)
    return stop(f"{about} la entrevista que tuve{_people(brief)} el {day} para el {_position(brief)}")


def _first_follow_up(brief: Brief) -> Parts:
    if brief.through_agency:
        keen = "me entusiasma esta oportunidad"
    elif _friendly(brief):
        keen = "me encantaría incorporarme al equipo"
    else:
        keen = "me entusiasma la posibilidad de incorporarme al equipo"
    thanks = ""
    if Touch.THANK_YOU in brief.folds:
        what = _time(brief) if brief.met else "la oportunidad"
        thanks = f"Muchas gracias por {'su ayuda con la entrevista' if brief.through_agency else what}."
    i_thank = f"{one_or_all(brief, 'Le', 'Les')} agradezco{' también' if thanks else ''}"
    return {
        "subject": f"Seguimiento de mi entrevista: {brief.position}",
        "interview": _interview(brief),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": f"{i_thank} su último mensaje." if Touch.UPDATE_THANKS in brief.folds else "",
        "interest": f"El puesto me sigue interesando mucho y {keen}.",
        "expected": _expected("Según entendí, la decisión estaba prevista para el", brief),
        "request": (
            f"¿{_could(brief)} contarme cómo va el proceso?"
            if _friendly(brief)
            else f"¿{_could(brief)} indicarme en qué punto se encuentra el proceso?"
        ),
        "looking_forward": "Quedo a la espera de su respuesta.",
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else f"{words} {_day(brief.decision_by, brief.language)}."


def _status(brief: Brief) -> str:
    return "cómo va mi candidatura" if _friendly(brief) else "en qué estado se encuentra mi candidatura"


def _second_follow_up(brief: Brief) -> Parts:
    return {
        "subject": f"Seguimiento de mi candidatura: {brief.position}",
        "request": (
            f"Quería {one_or_all(brief, 'preguntarle', 'preguntarles')} si hay novedades sobre el {_position(brief)} y "
            f"{_status(brief)} tras la entrevista del {_day(brief.interviewed_on, brief.language)}."
        ),
        "looking_forward": "Muchas gracias por su tiempo.",
    }


def _escalation(brief: Brief) -> Parts:
    whom = "con quién puedo hablar" if _friendly(brief) else "indicarme a quién puedo dirigirme"
    return {
        "subject": f"Seguimiento de mi entrevista: {brief.position}",
        "interview": _interview(brief),
        "interest": "Es un puesto que me sigue interesando mucho.",
        "request": f"¿{_could(brief)} decirme {_status(brief)} o {whom}?",
        "closing": "Muchas gracias por su ayuda.",
    }


def _update_thanks(brief: Brief) -> Parts:
    if brief.after_rejection:
        thanks = "Muchas gracias por tomarse el tiempo de responder a mi consulta sobre la entrevista para el"
        return {
            "subject": f"Gracias por su respuesta: {brief.position}",
            "thanks": stop(f"{thanks} {_position(brief)}"),
            "interest": f"{one_or_all(brief, 'Le', 'Les')} deseo todo lo mejor.",
        }
    what = "ponerme al día sobre el" if _friendly(brief) else "la información sobre el proceso de selección para el"
    return {
        "subject": f"Gracias por la información: {brief.position}",
        "thanks": stop(f"{_thanks_for(brief)} {what} {_position(brief)}"),
        "expected": _expected("Tomo nota de que la decisión está prevista para el", brief),
        "interest": "El puesto me sigue interesando mucho y quedo a la espera de sus noticias.",
    }


def _feedback_request(brief: Brief) -> Parts:
    what = "su ayuda con" if brief.through_agency else "considerar"
    if_possible = one_or_all(brief, "Si le es posible, le agradecería", "Si les es posible, les agradecería")
    return {
        "subject": f"Consulta sobre mi entrevista: {brief.position}",
        "thanks": f"Muchas gracias por {what} mi candidatura para el {_position(brief)} y por el tiempo dedicado.",
        "enjoyed": "Fue un placer participar en el proceso de selección.",
        "request": (
            f"{if_possible} algún comentario constructivo para futuras entrevistas; "
            "incluso un par de líneas serían de gran ayuda."
        ),
        "closing": "Gracias de nuevo por todo." if _friendly(brief) else "Gracias de nuevo por su atención.",
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
        r"lo antes posible|cuanto antes|a la (mayor )?brevedad|lo más pronto posible",
        r"(es|muy|respuesta|algo) urgente|con urgencia|\bASAP\b",
        r"último (aviso|recordatorio|intento)|(simple|pequeño|amable) recordatorio",
        r"(todavía|aún|sigo) (no he recibido|no tengo|no me han|sin recibir|sin tener|sin saber)",
        r"no he (recibido|tenido) (ninguna )?(respuesta|noticias?)|sin (respuesta|noticias) (suyas?|de su parte)",
        r"(sigo|llevo \w+ \w+) esperando",
        r"su silencio|falta de respuesta",
        r"otras? (ofertas?|propuestas?) (de trabajo|sobre la mesa|en firme)|otra (oferta|propuesta)",
        r"\bexijo\b|insisto en",
        r"(debe|deben|tiene que|tienen que) (responder|contestar|darme)",
        r"me (prometió|prometieron)",
        r"solo quería (saber|preguntar|hacer seguimiento)",
    ),
)
