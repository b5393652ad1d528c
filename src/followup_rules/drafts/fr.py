"""French, with vous in both tones: *1er* for the first, a narrow no-break space before a question mark.

A past participle that would agree with the candidate is never used: nobody's gender is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._language import LATIN, ORDER, Language, Parts, joined, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person
    from followup_rules.drafts._language import Order

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_TITLES = dict.fromkeys(("m", "mr"), "Monsieur") | dict.fromkeys(("mme", "mrs", "ms"), "Madame")
_TITLES |= {"mlle": "Mademoiselle", "me": "Maître"}
_TITLES |= {"dr": "Docteur", "dre": "Docteure", "pr": "Professeur", "pre": "Professeure"}
_TITLES |= {title.lower(): title for title in _TITLES.values()}
# Before these "de" is elided: a vowel that sounds like one (not onzième, User Researcher), or the mute h of a trade.
_ELIDED = re.compile(
    r"(?!onz|oui|one\b|user|usab|unit\b|unity\b)[aeiouàâäéèêëîïôöùûüæœ]"
    r"|h(?:ôt|otesse|abill|armonis|élic|éma|emato|épato|erboris|istor|om[ée]o|orlog|ortic|uissier|umoris|ydr|yg|ypno)",
    re.IGNORECASE,
)
# Of somebody else one says "le docteur Dupont", and writes the others short: "Mme Dupont".
_ARTICLES = {"Docteur": "le", "Docteure": "la", "Professeur": "le", "Professeure": "la"}
_SHORT = {"Monsieur": "M.", "Madame": "Mme", "Mademoiselle": "Mlle", "Maître": "Me"}
_MOST_NAMES = 3  # more would make a sentence too long
# Nobody has the trade of an internship: these stand in quotation marks.
_NO_TRADE = re.compile(r"(?:stage|alternance|apprentissage|contrat|mission|CDD|CDI)\b", re.IGNORECASE)
_Q = "\u202f?"
# A company that is called what it is has an article: "la Clinique des Tilleuls", but "Lumière".
_KINDS = (
    ("la ", r"banque|caisse|clinique|fondation|mairie|métropole|mutuelle|région|société|ville"),
    ("le ", r"cabinet|centre|CH[RU]+|conseil|département|groupe|laboratoire|lycée|ministère|musée"),
    ("l’", r"agence|association|atelier|école|hôpital|institut|université"),
)
_TOP, _END = ORDER[Touch.THANK_YOU][1:2], ORDER[Touch.THANK_YOU][-1]
_LEGAL_FORM = re.compile(r",? (?:S\.?A\.?S?|SASU|SARL|EURL|GmbH|AG|Inc\.?|Ltd\.?)$")


class French(Language):
    """French."""

    letters = LATIN
    oneself = r"\bje (?:(?:vous|te|la|le|les) )?(?:\w+rai|peux)\b(?:(?!\b(?:votre|réponse|retour|que)\b|\bqu’)[^.?!])*"
    pushy: ClassVar[tuple[str, ...]] = (
        r"au plus vite|(le plus vite|le plus rapidement|dès que) possible|(plus brefs|meilleurs) délais",
        r"répon(dez|dre|se) (vite|rapide(ment)?)|rapidement (répondre|revenir)|\burgen(t|te|ce)\b|\bASAP\b",
        r"derni(er|ère) (rappel|relance|chance|avertissement)|(petit|simple) rappel",
        r"(petite|simple|énième|troisième) relance|(vous|te) relancer?\b",
        r"toujours (pas|rien|sans|aucune?) (eu|reçu|(de )?(réponse|nouvelles?|retour))",
        r"ne m['’]avez (pas|jamais|toujours pas) (répondu|recontactée?|rappelée?)",
        r"j['’](exige|insiste|attends (toujours|encore|une réponse|votre réponse))",
        r"sans (réponse|nouvelles?|retour) de (votre|ta) part|votre silence|(faute|absence) de réponse",
        r"autres? (offres?|propositions?) (d['’]emploi|en main|concurrentes?)|une autre (offre|proposition)",
        r"vous (devez|devriez) (me |m['’])|vous m['’]aviez promis",
        r"je voulais (juste|simplement) (savoir|vérifier|prendre)",
    )
    again = r"\brev(?:enir|iens) vers (?:vous|toi)|\b(?:à|de) nouveau\b|\bune (?:nouvelle|seconde|deuxième) fois\b"
    asks = r"\?|(?:vous|te) serais reconnaissante?|saurais gré|souhaiterais savoir|aimerais savoir"
    way_out = (
        r"impossible|pas (?:possible|en mesure)|ne (?:pouvez|pouviez) pas|aucune? (?:obligation|souci)"
        r"|\bsi\b[^.?!]{0,80}\bcompren(?:ds|drai)"
    )
    order: ClassVar[Mapping[Touch, Order]] = (
        ORDER
        | {  # the apology is for what the reason leads to: "je me permets donc de m'adresser à vous"
            Touch.ESCALATION: (
                *_TOP,
                ("interview", "interest"),
                ("reason", "apology"),
                ("request",),
                ("closing",),
                _END,
            ),
        }
    )
    dates: ClassVar[str] = rf"\b(?:1er|\d{{1,2}}) (?:{'|'.join(_MONTHS)})\b"
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "Message de remerciement",
        Touch.FOLLOW_UP_1: "Première relance",
        Touch.FOLLOW_UP_2: "Deuxième relance",
        Touch.ESCALATION: "Message à une autre personne",
        Touch.UPDATE_THANKS: "Remerciement pour les nouvelles",
        Touch.FEEDBACK_REQUEST: "Demande de retour sur l’entretien",
        "answer": "Réponse",
        "new-time": "Nouvelle date de l’entretien",
        "off": "N’est pas à faire",
    }
    colon: ClassVar[str] = "\u00a0: "

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - the same in each French-speaking country
        """Write the weekday, the day and the month."""
        return f"{_WEEKDAYS[day.weekday()]} {_short_day(day)}"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - the same in each French-speaking country
        """Name a third person: *Mme Dupont*, *le docteur Dupont*, else the full name."""
        title = _title(person)
        if title is None:
            return person.name or person.given_name or ""
        called = f"{_ARTICLES[title]} {title.lower()} " if title in _ARTICLES else f"{_SHORT.get(title, title)}\u00a0"
        return f"{called}{person.family_name}"

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - no comma before "et" anywhere
        """Write a list of names."""
        return joined(names, " et ")

    def greeting(self, brief: Brief) -> str:
        """Greet by name; a title that is given is written out, and *Madame, Monsieur* is for somebody quite unknown."""
        to = brief.recipient
        if brief.is_friendly and to.given_name:
            return f"Bonjour {to.given_name},"
        if title := _title(to):
            return f"Bonjour {title} {to.family_name},"
        if name := to.name or to.given_name:
            return f"Bonjour {name},"
        return "Bonjour," if to.family_name or brief.met else brief.in_tone("Madame, Monsieur,", "Bonjour,")

    def close(self, brief: Brief) -> str:
        """Close as mails do."""
        return brief.in_tone("Cordialement,", "Bien cordialement,")

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        say, day = brief.in_tone, self._interview_day(brief)
        subject = f"Merci pour {'notre ' if _is_met(brief) else 'l’'}entretien du {_date(brief)}"
        again = "pour cette rencontre" if brief.met else "pour cette occasion d’échanger"
        if brief.through_agency:
            subject = f"Merci d’avoir organisé mon entretien du {_date(brief)}"
            what, again = f"d’avoir organisé mon entretien du {day} pour le {_job(brief)}", "de votre accompagnement"
        elif brief.met:
            others = "" if brief.passes_on else self.listed(self._others(brief), brief.language)
            others = f", avec {others}," if others else ""
            what = f"du temps que vous m’avez accordé le {day}{others} pour parler du {_job(brief)}"
        else:
            what = f"de l’entretien que j’ai pu passer le {day} pour le {_job(brief)}"
        learned, it = _learned(brief), "Cet entretien"
        if not learned and _is_met(brief):
            learned = "Nos échanges m’ont permis de mieux comprendre votre travail et vos attentes pour ce poste."
        elif not learned:
            learned = "J’ai ainsi pu mieux comprendre le travail et les attentes de l’équipe."
        elif brief.why_it_matters:
            learned += f" {stop(brief.why_it_matters)}"
        elif _is_met(brief):
            it = "Il"
        everyone = f"à toutes les {'autres ' if brief.met else ''}personnes que j’ai rencontrées"
        people = self._to_each(brief.passes_on_to, brief) or everyone
        pass_on = f"Pourriez-vous {say('également', 'aussi')} transmettre mes remerciements {people}{_Q}"
        join = "rejoindre cette entreprise"
        if not brief.through_agency:
            team = "votre équipe" if brief.met else "vos équipes"
            join = f"rejoindre {_LEGAL_FORM.sub('', _company(brief))} et de participer au travail de {team}"
        return {
            "subject": f"{subject} – {_post(brief)}",
            "thanks": stop(f"{_thank(brief)} {what}"),
            "learned": learned,
            "interest": f"{it} {say('a renforcé mon souhait', 'm’a donné encore plus envie')} de {join}.",
            "pass_on": pass_on if brief.passes_on else "",
            "offer": say(
                "Si d’autres éléments sur mon parcours peuvent vous être utiles, je vous les enverrai volontiers.",
                "S’il vous manque quoi que ce soit de ma part, dites-le-moi et je vous l’enverrai.",
            ),
            "closing": f"{say('Merci encore', 'Encore merci')} {again}.",
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        say, thanks = brief.in_tone, Touch.THANK_YOU in brief.folds
        with_people = "" if thanks and _is_met(brief) else self._with(brief)  # long enough with both
        mine = "notre" if _is_met(brief) and not with_people else "mon"  # "mon entretien avec vous et ..."
        interview = f"{mine} entretien du {self._interview_day(brief)}{with_people} pour le {_job(brief)}"
        reasons = []
        if thanks:
            met = "du temps que vous m’avez consacré ce jour-là" if brief.met else "d’avoir permis cette rencontre"
            reasons.append("d’avoir organisé cette rencontre" if brief.through_agency else met)
        if Touch.UPDATE_THANKS in brief.folds:
            reasons.append("d’avoir donné des nouvelles")
        return {
            "subject": f"Ma candidature au {_post(brief)} après l’entretien du {_date(brief)}",
            "interview": stop(f"Je {say('reprends contact', 'vous écris')} au sujet de {interview}"),
            "learned": _learned(brief) if thanks else "",
            "thanks": f"Merci {', ainsi que '.join(reasons)}." if reasons else "",
            "interest": stop(f"{say('Je souhaite toujours vivement', 'J’ai toujours très envie de')} {_join(brief)}"),
            **self._no_news_yet(brief),
            "request": f"{_ask(brief)} où en est ma candidature et vers quelle date je pourrais avoir une réponse{_Q}",
            "looking_forward": f"{say('Je vous remercie d’avance, et j’aurais plaisir à', 'Merci d’avance, et au plaisir de')} poursuivre nos échanges.",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        say, about = brief.in_tone, f"mon entretien du {self._interview_day(brief)} pour le {_job(brief)}"
        if brief.continues:
            about = f"ma candidature au {_post(brief)}"
        again = say("Je me permets de vous écrire à nouveau", "Je vous écris à nouveau")
        if brief.asked_on is None:
            again += f" au sujet de {about}"
        else:  # with all the rest, one sentence would be too long
            again += f" après mon message du {self.day(brief.asked_on, brief.language)}"
            again += f" au sujet de {about}" if brief.continues else f". Il concernait {about}"
        return {
            "subject": f"De nouveau au sujet de ma candidature au {_post(brief)}",
            "interview": stop(again),
            "request": f"{_ask(brief)} si une décision a été prise pour ce poste ou, sinon, vers quelle date elle pourrait l’être{_Q}",
            "closing": say("Quelques mots me suffiraient, et je vous en remercie.", "Un mot suffit, et merci à vous."),
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        say, day = brief.in_tone, self._interview_day(brief)
        if brief.met:
            interview = f"J’ai eu le plaisir de m’entretenir avec vous le {day} au sujet du {_job(brief)}"
        else:
            interview = f"Je m’appelle {brief.candidate_name} et j’ai passé un entretien le {day}{self._with(brief)} pour le {_job(brief)}"
        expected = self._by("Une décision était annoncée pour le", brief, " au plus tard. ")
        asked = self._to_each(brief.asked_before, brief)
        last = "" if brief.asked_on is None else f", du {self.day(brief.asked_on, brief.language)},"
        wrote = f"J’ai écrit à ce sujet{f' {asked}' if asked else ''}. "
        wrote += f"Je n’ai pas encore eu de réponse, mais mon dernier message{last} n’est peut-être pas arrivé."
        if not brief.has_asked:
            wrote = f"{'Aucune' if expected else 'Aucune décision'} ne m’est parvenue pour le moment."
        return {
            "subject": f"Question sur ma candidature au {_post(brief)} (entretien du {_date(brief)})",
            "interview": stop(interview),
            "interest": f"Ce poste {say('continue de m’intéresser vivement', 'me plaît toujours beaucoup')}.",
            "reason": expected + wrote,
            "apology": f"{say('Je me permets donc de m’adresser directement à vous', 'Je vous écris donc directement')}, et vous prie de m’en excuser.",
            "request": f"{_ask(brief)} où en est ce recrutement ou, à défaut, vers qui me tourner{_Q}",
            "closing": say("Je vous remercie de votre aide.", "Merci beaucoup de votre aide."),
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        say = brief.in_tone
        if brief.answers_feedback:
            subject, what = "Merci de vos conseils", "des remarques et des conseils dont vous m’avez fait part"
            if brief.through_agency:
                subject = "Merci d’avoir transmis ces conseils"
                what = "de m’avoir transmis les remarques et les conseils de l’entreprise"
            time = say("je suis sensible à votre attention", "c’est vraiment gentil")
            return {
                "subject": f"{subject} – {_post(brief)}",
                "thanks": stop(f"{_thank(brief)} {what} après mon entretien pour le {_job(brief)}"),
                "interest": f"Ils me seront utiles pour mes prochains entretiens, et {time}.",
                "closing": f"Je garde un très bon souvenir de {'votre accompagnement' if brief.through_agency else 'nos échanges'}.",
            }
        return {
            "subject": f"Merci pour ces nouvelles – {_post(brief)}",
            "thanks": stop(f"{_thank(brief)} de m’avoir donné des nouvelles de ma candidature au {_job(brief)}"),
            "expected": self._by("Je note qu’une décision est attendue au plus tard le", brief, "."),
            "interest": f"Ce poste {say('m’intéresse', 'me plaît')} toujours autant.",
            "closing": f"Si vous avez des questions, j’y répondrai {say('avec plaisir', 'très volontiers')}.",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        say, decision = brief.in_tone, "la décision" if brief.through_agency else "votre décision"
        subject, team = "Votre avis sur ma candidature", " avec vous" if brief.met else " avec votre équipe"
        request = f"{say('Auriez-vous la gentillesse de m’indiquer', 'Pourriez-vous m’indiquer')} un ou deux points"
        if brief.through_agency:
            subject, team = "L’avis de l’entreprise sur ma candidature", " avec l’équipe"
            request = "Pourriez-vous me dire si l’entreprise a relevé un ou deux points"
        return {
            "subject": f"{subject} au {_post(brief)}",
            "thanks": stop(f"{_thank(brief)} de m’avoir fait connaître {decision} pour le {_job(brief)}"),
            "regret": f"Je la regrette{say(', bien sûr', ' forcément un peu')}, mais je la respecte.",
            "enjoyed": f"J’ai {say('beaucoup', 'vraiment')} aimé échanger{self._with(brief) or team}.",
            "request": f"{request} que je pourrais améliorer pour mes prochains entretiens{_Q}",
            "way_out": "Si vous ne pouvez pas donner ce type d’indication, je le comprendrai très bien.",
            "closing": "Si un autre poste s’ouvre un jour, je postulerai de nouveau avec plaisir.",
        }

    def _interview_day(self, brief: Brief) -> str:
        return self.day(brief.interviewed_on, brief.language)

    def _names(self, people: tuple[Person, ...], brief: Brief) -> tuple[str, ...]:
        """Name people alike: with titles where all have one, else all by their full names."""
        if any(_title(person) is None for person in people) and all(person.name for person in people):
            return tuple(person.name or "" for person in people)
        return tuple(filter(None, (self.called(person, brief.language) for person in people)))

    def _others(self, brief: Brief, most: int = _MOST_NAMES) -> tuple[str, ...]:
        """Name the others who were met, or say that they were many."""
        names = self._names(brief.interviewers, brief)
        if len(names) > most:
            return ("plusieurs personnes de l’équipe" if brief.through_agency else "plusieurs de vos collègues",)
        return names

    def _with(self, brief: Brief) -> str:
        """Return with whom the interview was, where that is known; the reader, if met, before the others."""
        you = ("vous",) if _is_met(brief) else ()
        others = self._others(brief, _MOST_NAMES - len(you))
        return f" avec {self.listed((*you, *others), brief.language)}" if others else ""

    def _to_each(self, people: tuple[Person, ...], brief: Brief) -> str:
        """Return to whom: the preposition is repeated before each."""
        return self.listed(tuple(_to(name) for name in self._names(people, brief)), brief.language)

    def _no_news_yet(self, brief: Brief) -> Parts:
        """Say that no decision is known, with the date that they promised (W1); or who invited this mail (W9)."""
        if brief.enquire_on is not None:
            day = self.day(brief.enquire_on, brief.language)
            return {"expected": f"On m’avait proposé de reprendre contact le {day}, d’où ce message."}
        none = "Aucune décision" if brief.decision_by is None else "Aucune"
        unknown = brief.in_tone(f"{none} ne m’est parvenue", f"{none} ne m’est arrivée")
        return {
            "expected": self._by("Si j’ai bien noté, une décision était attendue au plus tard le", brief, "."),
            "delay": f"{unknown} pour le moment, mais ce choix demande peut-être plus de temps.",
        }

    def _by(self, words: str, brief: Brief, end: str) -> str:
        by = brief.decision_by
        return "" if by is None else f"{words} {self.day(by, brief.language)}{end}"


def _short_day(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]}"


def _date(brief: Brief) -> str:
    return _short_day(brief.interviewed_on)


def _is_met(brief: Brief) -> bool:
    return brief.met and not brief.through_agency


def _thank(brief: Brief) -> str:
    return brief.in_tone("Je vous remercie", "Merci beaucoup")


def _ask(brief: Brief) -> str:
    """Begin a question about the application; an agency can only ask on (W7)."""
    can = brief.in_tone("Pourriez-vous", "Pouvez-vous")
    company = "l’entreprise" if brief.continues else _company(brief)
    return f"{can} demander {_to(company)}" if brief.through_agency else f"{can} me dire"


def _title(person: Person) -> str | None:
    """Return the title before the family name: written out, or as it was given where nothing else is known."""
    if person.honorific is None or person.family_name is None:
        return None
    given = person.honorific if person.name is None and re.match(LATIN, person.honorific) else None
    return _TITLES.get(person.honorific.lower().removesuffix("."), given)


def _to(name: str) -> str:
    """Return *à* and a name: *au docteur Dupont*, *aux Hôpitaux de Lyon*."""
    return re.sub("^à le ", "au ", re.sub("^à les ", "aux ", f"à {name}"))


def _post(brief: Brief) -> str:
    """Return the position: *poste d’ingénieur*, *poste « Stage marketing »*."""
    if _NO_TRADE.match(brief.position):
        return f"poste «\u00a0{brief.position}\u00a0»"
    return f"poste {'d’' if _ELIDED.match(brief.position) else 'de '}{brief.position}"


def _job(brief: Brief) -> str:
    """Return the position; an agency is told the company too: *poste d’ingénieur chez Lumière*."""
    if not brief.through_agency:
        return _post(brief)
    company, at = _company(brief), "chez"
    if company.startswith(("l’", "l'", "la ")):
        at = "à"
    elif company.startswith(("le ", "les ")):
        at = "proposé par"  # "à" would swallow the article
    return f"{_post(brief)} {at} {company}"


def _company(brief: Brief) -> str:
    """Return the company with its article: *la Clinique des Tilleuls*."""
    article = (article for article, kinds in _KINDS if re.match(rf"(?:{kinds})\b", brief.company, re.IGNORECASE))
    return f"{next(article, '')}{brief.company}"


def _join(brief: Brief) -> str:
    """Return what whoever is of the company is told, and what an agency is."""
    if brief.through_agency:
        return "rejoindre cette entreprise"
    return f"rejoindre {'votre équipe' if brief.met else 'vos équipes'}"


def _learned(brief: Brief) -> str:
    """Name what was learned (B7)."""
    if brief.learned is None:
        return ""
    if not _is_met(brief):
        return stop(f"J’ai découvert avec {brief.in_tone('beaucoup', 'énormément')} d’intérêt {brief.learned}")
    return f"Notre échange sur {brief.learned} m’a {brief.in_tone('particulièrement', 'vraiment')} plu."


LANGUAGE = French()
