"""Spanish: usted, ustedes to a team; tú and, in Spain, vosotros where it is friendly; a colon after the greeting."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._language import LATIN, Language, Parts, joined, region_of, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person

_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_HERS = "sra. sra señora srta. srta señorita dra. dra doctora profa. prof.ª profesora mtra. maestra licda. lcda. licenciada inga. ingeniera arquitecta"
_HIS = "sr. sr señor dr. doctor profesor mtro. maestro licdo. lcdo. licenciado ingeniero arquitecto"
_DON = {"doña": "Estimada", "d.ª": "Estimada", "dña.": "Estimada", "don": "Estimado", "d.": "Estimado"}
_FOR_ALL = ("lic.", "lic", "ing.", "ing", "arq.", "prof.", "prof", "dr", "abg.")  # titles of women and men alike
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeouáéóú])|y(?![aeiouáéíóú])\w", re.IGNORECASE)
_VOSOTROS = ("", "ES", "GQ")

_MOST_NAMES = 3  # of those who were met, in one sentence

# With usted, to one and to a team; then with tú. Those of tú are forms that vos has too, all but "contigo" and "tú".
_FORMS = {
    forms.split("/")[0]: forms.split("/")
    for forms in (
        "Le agradezco/Les agradezco/Gracias por/Gracias por",
        "Le agradezco mucho/Les agradezco mucho/Muchas gracias por/Muchas gracias por",
        "Le escribo/Les escribo/Te escribo/Os escribo",
        "Le deseo/Les deseo/Te deseo/Os deseo",
        "escribirle/escribirles/escribirte/escribiros",
        "Podría/Podrían/Podrías/Podríais",
        "no dude/no duden/no dudes/no dudéis",
        "dedicó/dedicaron/dedicaste/dedicasteis",
        "que gestionara/que gestionaran/gestionar/gestionar",
        "usted/ustedes/tú/vosotros",
        "con usted/con su equipo/contigo/con vuestro equipo",
        "sus colegas/sus colegas/tus colegas/vuestros colegas",
        "su ayuda/su ayuda/tu ayuda/vuestra ayuda",
        "su tiempo/su tiempo/tu tiempo/vuestro tiempo",
        "sus comentarios/sus comentarios/tus comentarios/vuestros comentarios",
        "Su opinión/Su opinión/Tu opinión/Vuestra opinión",
        "se lo enviaré/se lo enviaré/te lo envío/os lo envío",
        "Disculpe que me dirija directamente a usted/Disculpen que me dirija directamente a ustedes/Espero que no te importe que te escriba directamente/Espero que no os importe que os escriba directamente",
    )
}


class Spanish(Language):
    """Spanish."""

    letters = LATIN
    oneself = r"\b(?:\w+ré|puedo)\b(?:(?!\b(?:su|tu|vuestra|respuesta|que)\b)[^.?!])*"
    pushy: ClassVar[tuple[str, ...]] = (
        r"lo antes posible|cuanto antes|a la (mayor )?brevedad|lo más pronto posible",
        r"(es|muy|respuesta|algo) urgente|con urgencia|\bASAP\b",
        r"último (aviso|recordatorio|intento)|(simple|pequeño|amable) recordatorio",
        r"(sigo|llevo \w+ \w+) esperando|sin (respuesta|noticias) (suyas?|tuyas?|de su parte|por su parte)",
        r"su silencio|falta de respuesta",
        r"otras? (ofertas?|propuestas?) (de trabajo|sobre la mesa|en firme)|otra (oferta|propuesta)",
        r"\bexijo\b|insisto en",
        r"(debe|deben|debes|tienes? que|tienen que) (responder|contestar|darme)",
        r"me (prometió|prometieron|prometiste)",
        r"solo quería (saber|preguntar|hacer seguimiento)",
    )
    again = r"\b(vuelvo a|de nuevo|otra vez|nuevamente|una vez más|segunda vez|reitero)\b"
    asks = r"\?|agradecería|me gustaría (saber|preguntar)|quería (saber|preguntar)"
    way_out = (
        r"no (\w+ )?(es|fuera|resulta|resultara) posible|no puede ser|no pasa nada|sin compromiso"
        r"|\bsi\b[^.?!]{0,80}\blo (entiendo|entenderé|comprendo|comprenderé)"
    )
    dates: ClassVar[str] = rf"\b\d{{1,2}} de (?:{_MONTHS.replace(' ', '|')})\b"
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "Agradecimiento",
        Touch.FOLLOW_UP_1: "Primera consulta",
        Touch.FOLLOW_UP_2: "Segunda consulta",
        Touch.ESCALATION: "Consulta a otra persona",
        Touch.UPDATE_THANKS: "Agradecimiento por la información",
        Touch.FEEDBACK_REQUEST: "Solicitud de comentarios",
        "answer": "Respuesta",
        "new-time": "Nueva fecha de la entrevista",
        "off": "No hace falta",
    }

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - the same in each Spanish-speaking country
        """Write the weekday, the day and the month."""
        return f"{_WEEKDAYS[day.weekday()]} {_short_day(day)}"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - likewise
        """Name a third person: "la Sra. García", "don Javier Soto", else the full name."""
        if article := _article(person):
            return f"{article} {person.honorific} {person.family_name}"
        name = person.name or person.given_name or ""
        return f"{person.honorific} {name}" if name and (person.honorific or "").lower() in _DON else name

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - likewise
        """Join with *y*, which is *e* before the sound of *i*: *Ana e Inés*, but *Ana y Hierro*."""
        return joined(names, " e " if names and _SOUNDS_LIKE_I.match(names[-1]) else " y ")

    def greeting(self, brief: Brief) -> str:
        """Greet with *Estimada* or *Estimado* only where the honorific says which (G32)."""
        to, tu = brief.recipient, _is_tu(brief)
        if not tu and (titled := _titled(to)):
            return titled
        hello = "Hola" if tu else "Buenos días"
        if name := (to.given_name if tu else None) or to.name or to.given_name:
            return f"{hello}, {name}:"
        if _is_to_all(brief):
            return "Hola a todo el equipo:" if tu else "Estimado equipo de selección:"
        return f"{hello}:"

    def close(self, brief: Brief) -> str:
        """Close with a greeting."""
        return _say(brief, "Un cordial saludo,", "Un saludo,")

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people alike: with their titles where all have one, else by their names."""
        return super().people(_alike(people), tag)

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        you, say = partial(_you, brief), partial(_say, brief)
        on, what, thank = self._day(brief), "la entrevista", you("Le agradezco mucho")
        por, talk = "por " if thank.endswith(" por") else "", "entrevista"
        if brief.through_agency:
            what = "gestionar la entrevista"
            thanks = f"{you('su ayuda')} y {por}{you('que gestionara')} la entrevista del {on} para el {_job(brief)}"
        elif brief.met:
            talk = "conversación"
            thanks = f"el tiempo que {self._gave(brief)} en la entrevista del {on} para el {_job(brief)}"
        else:
            thanks = f"la entrevista del {on} y {por}la oportunidad de participar en el proceso de selección para el {_job(brief)}"
        join = "incorporarme a la empresa" if brief.through_agency else f"formar parte del equipo de {brief.company}"
        return {
            "subject": f"Gracias por {what} para el puesto de {brief.position}",
            "thanks": stop(f"{thank} {thanks}"),
            "learned": _learned(brief),
            "pass_on": self._pass_on(brief) if brief.passes_on else "",
            "interest": stop(
                f"Salí de la {talk} con {say('un interés aún mayor y con', 'todavía más interés y')} muchas ganas de {join}"
            ),
            "offer": f"Si hace falta algún dato más sobre mi experiencia, {you('se lo enviaré')} con mucho gusto.",
            "closing": say("Gracias por su amabilidad.", "Gracias por todo."),
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        you, say = partial(_you, brief), partial(_say, brief)
        thanks = Touch.THANK_YOU in brief.folds
        update = f"Gracias{' también' if thanks else ''} por el último mensaje."
        delay = "Todavía no conozco el resultado; sé que estas decisiones llevan su tiempo."
        expected = self._expected("Tenía entendido que la decisión se comunicaría", brief)
        if brief.enquire_on is not None:
            invited = f"Me indicaron que podía escribir el {self.day(brief.enquire_on, brief.language)}"
            expected, delay = f"{invited}, {say('y por eso me pongo en contacto', 'así que aquí estoy')}.", ""
        join = "en la empresa" if brief.through_agency else f"con {'vosotros' if _is_vosotros(brief) else 'ustedes'}"
        join = f" y me {say('gustaría', 'encantaría')} trabajar {join}"
        closing = f"{say('Muchas gracias por su atención;', 'Muchas gracias, y')} me alegrará tener noticias."
        if thanks:  # that one is long enough (G35), and has its thanks
            join, closing = "", "Me alegrará tener noticias."
        tell = "preguntar a la empresa" if brief.through_agency else say("indicarme", "contarme")
        stands = say(
            "en qué punto está el proceso y para qué fecha aproximada", "cómo va el proceso y para cuándo, más o menos,"
        )
        return {
            "subject": f"Consulta tras la entrevista del {_short_day(brief.interviewed_on)} para el puesto de {brief.position}",
            "interview": stop(
                f"{you('Le escribo')} {say('en relación con', 'por')} {self._held(brief)} para el {_job(brief)}"
            ),
            "learned": _learned(brief) if thanks else "",
            "thanks": _late_thanks(brief) if thanks else "",
            "update": update if Touch.UPDATE_THANKS in brief.folds else "",
            "interest": f"El puesto me sigue {say('interesando mucho', 'haciendo mucha ilusión')}{join}.",
            "expected": expected,
            "delay": delay,
            "request": f"¿{you('Podría')} {tell} {stands} se prevé una respuesta?",
            "closing": closing,
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        you, say = partial(_you, brief), partial(_say, brief)
        job = f"el puesto de {brief.position}"
        about = job if brief.continues else f"la entrevista del {self._day(brief)} para {job}"
        if brief.asked_on is not None:
            about = f"mi mensaje del {self.day(brief.asked_on, brief.language)} sobre {about}"
        ask = f"preguntar a {brief.company}" if brief.through_agency else "decirme"
        return {
            "subject": f"Nueva consulta sobre el puesto de {brief.position}",
            "interview": stop(f"Vuelvo a {you('escribirle')} {say('a propósito de', 'por')} {about}"),
            "request": f"¿{you('Podría')} {ask} si ya hay una decisión sobre mi candidatura o, si todavía no la hay, para cuándo se espera? "
            + say("Me bastaría con una línea.", "Con una línea me basta."),
            "closing": f"{say('Muchas', 'Mil')} gracias por {you('su tiempo')}.",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        you, say, on = partial(_you, brief), partial(_say, brief), self._day(brief)
        interview = f"Hablamos el {on} en la entrevista para el {_job(brief)}"
        interest = say("Mi interés no ha cambiado desde entonces.", "Sigo con muchas ganas de unirme al equipo.")
        if not brief.met:
            whom = "" if brief.through_agency else self._with(brief)
            interview = f"Me llamo {brief.candidate_name} y el {on} {say('mantuve', 'tuve')} una entrevista{whom} para el {_job(brief)}"
            interest = f"Tengo mucho interés en incorporarme {'a la empresa' if brief.through_agency else 'al equipo'}."
        asked = self._to(brief, brief.asked_before)
        last = "" if brief.asked_on is None else f", del {self.day(brief.asked_on, brief.language)},"
        reason = self._expected("Se esperaba una decisión", brief)
        if brief.has_asked:
            who = f" {asked}" if asked else ""
            reason += f" He preguntado por el estado del proceso{who}, pero hasta ahora no he recibido respuesta."
            reason += f" Tal vez mi último mensaje{last} no haya llegado."
        else:
            reason += " Todavía no conozco el resultado."
        status = f"{say('en qué estado se encuentra', 'cómo va')} mi candidatura"
        return {
            "subject": f"Estado de mi candidatura al puesto de {brief.position}",
            "interview": stop(interview),
            "interest": interest,
            "reason": reason.lstrip(),
            "apology": f"{you('Disculpe que me dirija directamente a usted')}.",
            "request": f"¿{you('Podría')} {'averiguar' if brief.through_agency else 'decirme'} {status} o a quién puedo preguntar?",
            "closing": f"Muchas gracias por {you('su ayuda')}.",
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        you, say = partial(_you, brief), partial(_say, brief)
        if brief.answers_feedback:
            what = "hacerme llegar los comentarios" if brief.through_agency else you("sus comentarios")
            return {
                "subject": f"Gracias por los comentarios sobre mi candidatura al puesto de {brief.position}",
                "thanks": stop(f"Muchas gracias por {what} sobre mi candidatura al {_job(brief)}"),
                "interest": f"Me {say('resultan muy útiles', 'vienen muy bien')} y los tendré en cuenta en próximas entrevistas.",
                "closing": f"{you('Le deseo')} todo lo mejor.",
            }
        noted = say("Tomo nota de que se prevé una decisión", "Me viene muy bien saber que se prevé una decisión")
        return {
            "subject": f"Gracias por la información sobre el puesto de {brief.position}",
            "thanks": stop(
                f"Muchas gracias por {say('informarme de', 'contarme')} cómo va el proceso de selección para el {_job(brief)}"
            ),
            "expected": self._expected(noted, brief),
            "interest": say(
                "Mi interés por el puesto es el mismo que el primer día.",
                "Espero con calma y con las mismas ganas que el primer día.",
            ),
            "closing": f"Si mientras tanto hace falta algo por mi parte, {you('no dude')} en decírmelo.",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        say, points = partial(_say, brief), "uno o dos aspectos que"
        subject = "La opinión de la empresa" if brief.through_agency else _you(brief, "Su opinión")
        if brief.through_agency:
            points += f", según {brief.company},"
        thank = f"{say('Muchas gracias por comunicarme el resultado del', 'Gracias por contarme cómo ha quedado el')} proceso"
        talk = self._with(brief)
        talk = "nuestra conversación" if brief.met else f"la conversación{talk}" if talk else "la entrevista"
        return {
            "subject": f"{subject} sobre mi candidatura al puesto de {brief.position}",
            "thanks": stop(f"{thank} para el {_job(brief)}"),
            "regret": say(
                "Lamento no haber podido seguir adelante, aunque respeto la decisión.",
                "Me da pena que esta vez no haya podido ser, pero lo entiendo.",
            ),
            "enjoyed": f"En cualquier caso, guardo muy buen recuerdo de {talk}.",
            "request": f"¿{_you(brief, 'Podría')} {say('indicarme', 'decirme')} {points} me convendría mejorar de cara a próximas entrevistas?",
            "way_out": say("Si no es posible, lo entenderé perfectamente.", "Y si no puede ser, no pasa nada."),
            "closing": say("Me alegraría volver a coincidir en otra ocasión.", "Ojalá volvamos a coincidir."),
        }

    def _day(self, brief: Brief) -> str:
        return self.day(brief.interviewed_on, brief.language)

    def _gave(self, brief: Brief) -> str:
        """Return who gave of their time: the reader, and the others who were met (B1)."""
        if not brief.interviewers or brief.passes_on:  # others are thanked through the reader
            return f"me {_you(brief, 'dedicó')}"
        you = self._and(brief, _you(brief, "usted"))
        return f"{you} me {'dedicasteis' if _is_vosotros(brief) else 'dedicaron'}"

    def _and(self, brief: Brief, *me: str) -> str:
        """Return the reader and the others who were met in one list: "usted y el Sr. Gil", but "Ana Gil y tú"."""
        others = tuple(self.called(person, brief.language) for person in _known(brief, brief.interviewers))
        if len((*me, *others)) > _MOST_NAMES:
            others = (_you(brief, "sus colegas"),) if me else ()
        tu = me in {("tú",), ("vosotros",)}
        return self.listed((*others, *me) if tu else (*me, *others), brief.language)

    def _with(self, brief: Brief) -> str:
        """Return with whom of the others the interview was, where that is known."""
        names = self._and(brief)
        return f" con {names}" if names else ""

    def _held(self, brief: Brief) -> str:
        """Return the interview, its day, and with whom it was; an agency knows that (W7)."""
        held, on = _say(brief, "mantuv", "tuv"), self._day(brief)
        if brief.met and brief.interviewers:
            return f"la entrevista que {held}e el {on} {self._and(brief, _you(brief, 'con usted'))}"
        whom = "" if brief.met or brief.through_agency else self._with(brief)
        return f"la entrevista que {held}{'imos' if brief.met else 'e'} el {on}{whom}"

    def _to(self, brief: Brief, people: tuple[Person, ...]) -> str:
        """Return to whom, each with the preposition: "al Sr. Soto y a la Sra. Gil"."""
        known = _known(brief, people)
        names = (self.called(person, brief.language) for person in known)
        to = (f"al{name[2:]}" if _article(who) == "el" else f"a {name}" for who, name in zip(known, names, strict=True))
        return joined(tuple(to), " y ")

    def _pass_on(self, brief: Brief) -> str:
        everyone = f"a {'las demás personas que' if brief.met else 'quienes'} me entrevistaron"
        thanks = _say(brief, "hacer llegar mi agradecimiento", "dar las gracias de mi parte")
        return f"¿{_you(brief, 'Podría')} {thanks} también {self._to(brief, brief.passes_on_to) or everyone}?"

    def _expected(self, words: str, brief: Brief) -> str:
        by = _say(brief, "a más tardar", "como muy tarde")
        return "" if brief.decision_by is None else f"{words} {by} el {self.day(brief.decision_by, brief.language)}."


def _short_day(day: date) -> str:
    return f"{day.day} de {_MONTHS.split()[day.month - 1]}"


def _is_tu(brief: Brief) -> bool:
    """Tell whether it says tú: not to somebody of whom only the family name is known."""
    to = brief.recipient
    return brief.is_friendly and (brief.familiar or bool(to.given_name or to.name or not to.family_name))


def _is_to_all(brief: Brief) -> bool:
    return brief.is_team and brief.is_to_nobody_named


def _say(brief: Brief, usted: str, tu: str) -> str:
    return tu if _is_tu(brief) else usted


def _you(brief: Brief, form: str) -> str:
    """Return a form of usted in that of the reader: only Spain has vosotros; elsewhere it is tú to one alone."""
    tu, to_all = _is_tu(brief), _is_to_all(brief)
    return _FORMS[form][2 * (tu and (not to_all or region_of(brief.language) in _VOSOTROS)) + to_all]


def _article(person: Person) -> str:
    """Return the article of an honorific before a family name, where it says which."""
    title = "" if person.family_name is None else (person.honorific or "").lower()
    return "la" if title in _HERS.split() else "el" if title in _HIS.split() else ""


def _titled(to: Person) -> str:
    """Return the greeting with the honorific, where it is one for a Spanish letter."""
    title = (to.honorific or "").lower()
    if title in _DON:  # never before a family name alone
        name = to.given_name or to.name
        return f"{_DON[title]} {to.honorific} {name}:" if name else ""
    if article := _article(to):
        return f"{'Estimada' if article == 'la' else 'Estimado'} {to.honorific} {to.family_name}:"
    nameless = not (to.name or to.given_name) and title.isascii()
    if title and to.family_name and (title in _FOR_ALL or nameless):
        return f"Buenos días, {to.honorific} {to.family_name}:"
    return ""


def _is_vosotros(brief: Brief) -> bool:
    """Tell whether the reader and others are vosotros; elsewhere they are ustedes, also to who says tú."""
    return _is_tu(brief) and region_of(brief.language) in _VOSOTROS


def _alike(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return people with their titles where each has one that is said, else without them."""
    titled = all(
        _article(who) or ((who.honorific or "").lower() in _DON and (who.name or who.given_name)) for who in people
    )
    return people if titled else tuple(who.replace(honorific=None) if who.name else who for who in people)


def _known(brief: Brief, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return others as one speaks of them: among those who say tú, without their titles."""
    plain = tuple(who.replace(honorific=None) if who.name else who for who in people)
    return plain if _is_tu(brief) else _alike(people)


def _job(brief: Brief) -> str:
    """Return the position; only an agency has to be told at which company."""
    return f"puesto de {brief.position}{f' en {brief.company}' if brief.through_agency else ''}"


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters in the candidate's own words, where they said it (B7)."""
    if brief.learned is None:
        return ""
    enjoyed = _say(brief, "Me interesó especialmente", "Me gustó mucho")
    learned = stop(f"{enjoyed} lo que {'comentamos' if brief.met else 'me contaron'} sobre {brief.learned}")
    return f"{learned} {stop(brief.why_it_matters)}" if brief.why_it_matters else learned


def _late_thanks(brief: Brief) -> str:
    """Return the thanks that a follow-up says in place of a note of their own (G13, W6)."""
    thank = _you(brief, "Le agradezco")
    if brief.through_agency:
        return f"{thank} {_you(brief, 'que gestionara')} aquella entrevista."
    if brief.met:
        return f"{thank} el tiempo que me {_you(brief, 'dedicó')} ese día."
    return f"{thank} la oportunidad de presentarme aquel día."


LANGUAGE = Spanish()
