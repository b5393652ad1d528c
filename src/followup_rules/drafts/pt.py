"""Brazilian Portuguese; *agradeço* rather than *obrigado* or *obrigada*, which follow the sender's gender.

Companies are feminine or masculine by usage alone (*o Itaú*, *a Vale*). Only an agency is told the company; where its
name does not tell the gender, it stands in brackets behind the position.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._language import LATIN, Language, Parts, joined, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person

_WEEKDAYS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_MONTHS: tuple[str, ...] = ("janeiro", "fevereiro", "março", "abril", "maio", "junho")
_MONTHS += ("julho", "agosto", "setembro", "outubro", "novembro", "dezembro")

# The ending that an honorific, without its dots, asks for, and its article: "Prezada Sra.", "a Sra.".
_CIVIL = dict.fromkeys(("sra", "srª", "srta", "senhora", "senhorita"), "a") | dict.fromkeys(("sr", "senhor"), "o")
_ENDINGS = _CIVIL | dict.fromkeys(("dra", "drª", "doutora", "profa", "profª", "professora", "dona"), "a")
_ENDINGS |= dict.fromkeys(("dr", "doutor", "prof", "professor"), "o")
_TO = {"a": "à", "o": "ao", "": "a"}
_MOST_NAMES = 3  # in one sentence with a date and the position

# Nouns that a company's name may begin with, and then it has their gender: "no Banco do Brasil".
_ARTICLES = dict.fromkeys(("agência", "associação", "caixa", "câmara", "clínica", "companhia", "construtora"), "a")
_ARTICLES |= dict.fromkeys(("consultoria", "cooperativa", "editora", "empresa", "escola", "faculdade", "fundação"), "a")
_ARTICLES |= dict.fromkeys(("prefeitura", "rede", "secretaria", "universidade"), "a")
_ARTICLES |= dict.fromkeys(("banco", "centro", "colégio", "conselho", "governo", "grupo", "hospital", "instituto"), "o")
_ARTICLES |= dict.fromkeys(("laboratório", "ministério", "museu", "serviço", "sindicato", "tribunal"), "o")
_ARTICLES |= dict.fromkeys(("escritório", "estúdio", "studio", "ateliê"), "o")
# What a name of two words may end with, and then it is feminine, also where its owner is not: "a Bradesco Seguros".
_TRADES = ("consultoria", "construtora", "corretora", "engenharia", "seguradora", "seguros", "tecnologia")

_PUSHY = (
    r"o (quanto antes|mais rápido possível|mais breve possível)|com (a máxima )?(brevidade|urgência)|assim que possível",
    r"(é|muito|resposta|algo) urgente|\bASAP\b|último (aviso|lembrete|contato)|(simples|pequeno|gentil) lembrete",
    r"não (recebi|tive|obtive) nenhum|sem (resposta|retorno|notícias) (seu|sua|suas|de vocês|até)",
    r"(continuo|estou|sigo) (ainda )?(esperando|aguardando) (há|uma resposta|desde)",
    r"seu silêncio|falta de (resposta|retorno)",
    r"outras? (ofertas?|propostas?) (de emprego|em mãos|na mesa)|outra (oferta|proposta)",
    r"\bexijo\b|insisto em|cobrar (um|uma|a) (retorno|resposta|posição)|impreterivelmente|(prometeu|prometeram) (um )?retorno",
    r"(precisa|precisam|deve|devem|tem que|têm que) (me )?(responder|retornar)",
    r"só (passando|queria saber)|passando para (saber|cobrar)",
)


class Portuguese(Language):
    """Brazilian Portuguese."""

    letters = LATIN
    oneself = r"\b(?:\w+rei|posso)\b(?:(?!\b(?:sua|resposta|retorno|que)\b)[^.?!])*"
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    again = r"\b(volt(o|ei|ando) a (escrever|entrar|perguntar|consultar)|novamente|de novo|outra vez|mais uma vez)\b|\bretom(o|ando) o contato\b"
    way_out = (
        r"não (for|seja) possível|não (puder|quiser|der)|fique(m)? à vontade|sem compromisso"
        r"|\b(se|caso)\b[^.?!]{0,80}\b(entendo|entenderei|compreendo|compreenderei)"
    )
    dates: ClassVar[str] = rf"\b\d{{1,2}}º? de (?:{'|'.join(_MONTHS)})\b"
    asks = r"(?<!tudo bem)[?？]|(gostaria|queria) (muito )?(de )?(saber|pedir)"  # the greeting's question asks nothing
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "Agradecimento",
        Touch.FOLLOW_UP_1: "Primeiro pedido de retorno",
        Touch.FOLLOW_UP_2: "Segundo pedido de retorno",
        Touch.ESCALATION: "Contato com outra pessoa",
        Touch.UPDATE_THANKS: "Agradecimento pelo retorno",
        Touch.FEEDBACK_REQUEST: "Pedido de feedback",
        "answer": "Resposta",
        "new-time": "Nova data da entrevista",
        "off": "Não é necessário",
    }

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - one way
        """Write the weekday, the day and the month."""
        return f"{_WEEKDAYS[day.weekday()]}, {_date(day)}"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - one way
        """Name a third person: "Sra. Beatriz Silva", else the full name."""
        titled = _titled(person, person.name, person.family_name, person.given_name)
        return titled or person.name or person.given_name or ""

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - one way
        """Write a list of names."""
        return joined(names, " e ")

    def greeting(self, brief: Brief) -> str:
        """Greet by title and given name, as Brazilians do: "Prezada Sra. Beatriz,"."""
        to, say = brief.recipient, brief.in_tone
        hello = _one_or_all(brief, "Olá", f"{say('Prezada', 'Olá,')} equipe de recrutamento")
        if brief.is_friendly and to.given_name is not None:
            hello = f"Oi, {to.given_name}"
        elif titled := _titled(to, to.given_name, to.name, to.family_name):
            hello = f"{say(f'Prezad{_ENDINGS[_first(titled)]}', 'Olá,')} {titled}"
        elif name := to.given_name or to.name:
            hello = f"Olá, {name}"
        elif to.family_name is not None and to.honorific is not None and to.honorific.isascii():
            hello = f"Olá, {to.honorific} {to.family_name}"
        return f"{hello},{say('', ' tudo bem?')}"

    def close(self, brief: Brief) -> str:
        """Close the letter."""
        return brief.in_tone("Atenciosamente,", "Abraços,")

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        say, day, what = brief.in_tone, self.day(brief.interviewed_on, brief.language), "entrevista"
        talk, with_whom = "entrevista", "a equipe"
        if brief.through_agency:
            what = "organização da entrevista"
            thanks = f"{say('', 'muito ')}o apoio e a organização da minha entrevista de {day}, para"
        elif brief.met:
            talk, with_whom = "conversa", _you(brief)
            thanks = f"{self._time(brief)} de {day}, {say('para', 'sobre')}"
        else:
            thanks = f"{say('', 'muito ')}a oportunidade de participar da entrevista de {day}, para"
        heard = "O que ouvi aumentou o meu interesse na vaga e"
        if brief.why_it_matters or not brief.learned:
            heard = f"A {talk} aumentou o meu interesse na vaga e"
        article = "" if brief.through_agency else _article(brief.company)  # an agency has read the company already
        team = f"a equipe d{article} {brief.company}" if article else "a equipe"
        wish = f"a minha vontade de {say('fazer parte d', 'trabalhar com ')}{team}"
        return {
            "subject": f"Agradecimento pela {what} para {brief.position}",
            "thanks": stop(f"{_i_thank(brief)} {thanks} a {_job(brief)}"),
            "learned": _learned(brief),
            "pass_on": self._pass_on(brief) if brief.passes_on else "",
            "interest": stop(f"{heard} {wish}"),
            "offer": "Se faltar alguma informação sobre a minha candidatura, estou à disposição.",
            "looking_forward": f"Foi um prazer conversar com {with_whom}.",
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        say, day = brief.in_tone, self.day(brief.interviewed_on, brief.language)
        about = f"{say('Escrevo a respeito d', 'Estou escrevendo sobre ')}a {'nossa ' if brief.met else ''}entrevista"
        expected = self._expected("Pelo que entendi, a decisão era esperada até", brief)
        delay = "Ainda não soube do resultado, mas sei que uma escolha assim leva tempo."
        if brief.enquire_on is not None:
            on = self._on(brief.enquire_on)
            expected, delay = f"Recebi o convite para entrar em contato {on}, e é por isso que escrevo agora.", ""
        tell = "verificar com a empresa" if brief.through_agency else say("me dizer", "me contar")
        return {
            "subject": f"Andamento da seleção para {brief.position} após a entrevista de {_date(brief.interviewed_on)}",
            "interview": stop(f"{about} de {day},{self._with(brief)} para a {_job(brief)}"),
            "learned": _learned(brief) if Touch.THANK_YOU in brief.folds else "",
            "thanks": _folded_thanks(brief),
            "interest": "Meu interesse na vaga só aumentou depois da entrevista.",
            "expected": expected,
            "delay": delay,
            "request": f"{_could(brief)} {tell} {say('em que fase', 'em que pé')} está a seleção "
            "e quando posso esperar um retorno, ainda que a data seja aproximada?",
            "looking_forward": say(
                "Agradeço a atenção e aguardo os próximos passos.",
                "Já agradeço e fico na torcida por boas notícias.",
            ),
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        say, after = brief.in_tone, ""
        if brief.asked_on is not None:
            after = f", assunto da minha mensagem de {self.day(brief.asked_on, brief.language)}"
        held = "" if brief.continues else f" A entrevista foi {self._on(brief.interviewed_on)}."
        tell = "verificar com a empresa" if brief.through_agency else "me dizer"
        return {
            "subject": f"Novo contato sobre a vaga de {brief.position}",
            "interview": stop(f"Volto a escrever sobre a {_job(brief)}{after}") + held,
            "delay": "Sei que a rotina é corrida e, por isso, serei breve." if brief.continues else "",
            "request": f"{_could(brief)} {tell} se já há uma decisão sobre a vaga e a minha candidatura "
            "ou, se ainda não houver, me dar uma ideia do prazo?",
            "closing": f"Uma linha já {say('ajudaria', 'ajuda')} muito. Agradeço a atenção.",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        say, on = brief.in_tone, self._on(brief.interviewed_on)
        introduction, interview = "", stop(f"Conversamos {on}, na entrevista para a {_job(brief)}")
        if not brief.met:
            introduction = stop(f"Sou {brief.candidate_name} e participo do processo seletivo para a {_job(brief)}")
            people = self._with(brief)
            interview = stop(f"Minha entrevista foi {on}{',' if people else ''}{people}")
        asked = joined(self._named(brief.asked_before, brief), " e ")
        last = "" if brief.asked_on is None else f", de {self.day(brief.asked_on, brief.language)},"
        expected = self._expected("A decisão era esperada até", brief)
        silent = f"Ainda não tive resposta, e é possível que a minha última mensagem{last} não tenha chegado."
        sought = f"{f'Procurei {asked} para saber do andamento' if asked else 'Já perguntei pelo andamento'}. {silent}"
        if not brief.has_asked:
            sought = "Ainda não soube do resultado."
        tell = say("informar a situação d", "contar em que pé está ") + "a minha candidatura ou me "
        if brief.through_agency:
            tell = "dizer, depois de verificar com a empresa, a situação da minha candidatura ou me "
        tell += say("indicar com quem devo falar", "dizer com quem posso falar")
        return {
            "subject": f"Pedido de informação sobre a minha candidatura à vaga de {brief.position}",
            "introduction": introduction,
            "interview": interview,
            "interest": f"{say('Gostaria muito de', 'Adoraria')} seguir no processo.",
            "reason": f"{expected} {sought}".strip(),
            "apology": f"Peço desculpas por escrever {say('diretamente', 'direto')} {_to_you(brief)} e explico o motivo.",
            "request": f"{_could(brief)} me {tell}?",
            "closing": say("Agradeço qualquer orientação.", "Qualquer orientação já ajuda, e agradeço muito."),
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        say, thanks = brief.in_tone, _i_thank(brief)
        if brief.answers_feedback:
            sent = "o envio do feedback e das sugestões da empresa"
            return {
                "subject": f"Agradecimento pelo feedback sobre a entrevista para {brief.position}",
                "thanks": stop(
                    f"{thanks} {sent if brief.through_agency else 'o feedback e as sugestões'} sobre a minha entrevista para a {_job(brief)}"
                ),
                "interest": "Foi muita gentileza dedicar um tempo a isso, e vou levar as sugestões para as próximas entrevistas.",
                "closing": "Desejo muito sucesso a toda a equipe.",
            }
        return {
            "subject": f"Agradecimento pela atualização sobre a vaga de {brief.position}",
            "thanks": stop(f"{thanks} a atualização sobre o processo para a {_job(brief)}"),
            "expected": self._expected("É bom saber que a decisão deve sair até", brief),
            "interest": f"A vaga {say('continua me interessando', 'ainda me anima')} muito, e entendo que cada etapa tem o seu tempo.",
            "closing": f"Se precisar{_one_or_all(brief, '', 'em')} de algo da minha parte nesse meio-tempo, é só me avisar.",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        say = brief.in_tone
        asked = "me indicar um ou dois pontos em que eu possa melhorar nas próximas entrevistas?"
        if brief.through_agency:
            asked = "me contar o que a empresa comentou sobre a minha entrevista? Um ou dois pontos em que eu possa "
            asked += "melhorar já fariam diferença nas próximas entrevistas."
        others = self._with(brief)
        people = f", em especial da {'conversa' if others else 'nossa conversa'}{others}" if others or brief.met else ""
        return {
            "subject": f"Pedido de feedback sobre a entrevista para {brief.position}",
            "thanks": stop(f"{_i_thank(brief)} o retorno com a decisão sobre a {_job(brief)}"),
            "regret": f"{say('Lamento que não tenha sido', 'Pena que não foi')} desta vez, mas respeito a escolha.",
            "enjoyed": f"Gostei de participar do processo{people}.",
            "request": f"{_could(brief)} {asked}",
            "way_out": "Sei que nem sempre é possível comentar uma decisão e, nesse caso, entendo perfeitamente.",
            "closing": f"Seria um prazer {'voltar a conversar em outra oportunidade' if brief.met else 'participar de outro processo'}.",
        }

    def _on(self, day: date) -> str:
        """Return a day behind its preposition: *na sexta-feira*, *no sábado*."""
        written = self.day(day, "pt")
        return f"no {written}" if written.startswith(("sábado", "domingo")) else f"na {written}"

    def _named(self, people: tuple[Person, ...], brief: Brief, to: dict[str, str] | None = None) -> tuple[str, ...]:
        """Name people behind their articles, or behind *a* (*to*): all with a title, or all by their full names.

        Colleagues leave out *Sra.* and *Sr.*.
        """
        before, names = to or {"a": "a", "o": "o", "": ""}, [self.called(person, brief.language) for person in people]
        titles = {_first(name) for name in names}
        if not titles <= _ENDINGS.keys() or (brief.is_friendly and titles & _CIVIL.keys()):
            names = [person.name or name for person, name in zip(people, names, strict=True)]
        return tuple(f"{before[_ENDINGS.get(_first(name), '')]} {name}".strip() for name in names)

    def _with(self, brief: Brief) -> str:
        """Return with whom the interview was, where that is known; whoever was there knows who else was."""
        people = () if brief.met else self._named(brief.interviewers, brief)
        people = ("a equipe",) if len(people) > _MOST_NAMES else people
        return f" com {joined(people, ' e ')}" if people else ""

    def _time(self, brief: Brief) -> str:
        """Return what an interviewer is thanked for, with the others who were there, unless they are thanked below."""
        others = () if brief.passes_on else self._named(brief.interviewers, brief, _TO)
        others = ("a toda a equipe",) if len(others) >= _MOST_NAMES else others
        everyone = joined((_to_you(brief), *others), " e ")
        if brief.is_friendly:
            return f"{everyone} pela ótima conversa"
        if others:
            return f"{everyone} pelo tempo que me dedicaram na entrevista"
        return f"o tempo e a atenção que {_you(brief)} me {_one_or_all(brief, 'dedicou', 'dedicaram')} na entrevista"

    def _pass_on(self, brief: Brief) -> str:
        everyone = f"{'às demais' if brief.met else 'a todas as'} pessoas que me entrevistaram"
        people = joined(self._named(brief.passes_on_to, brief, _TO), " e ") or everyone
        return f"{_could(brief)} {brief.in_tone('transmitir o meu agradecimento', 'agradecer por mim')} {people}?"

    def _expected(self, words: str, brief: Brief) -> str:
        return "" if brief.decision_by is None else f"{words} {self.day(brief.decision_by, brief.language)}."


def _date(day: date) -> str:
    return f"{'1º' if day.day == 1 else day.day} de {_MONTHS[day.month - 1]}"


def _first(text: str) -> str:
    """Return the first word as the tables have it."""
    return text.lower().replace(".", "").partition(" ")[0]


def _titled(person: Person, *names: str | None) -> str:
    """Return the honorific and the first of some names that goes with it; nothing where it is none of those above."""
    if person.honorific is None or _first(person.honorific) not in _ENDINGS:
        return ""
    name = next((name for name in names if name is not None and _first(name) not in _ENDINGS), None)
    return "" if name is None else f"{person.honorific} {name}"


def _one_or_all(brief: Brief, one: str, several: str) -> str:
    """Return the form for one reader, or for a team."""
    return several if brief.is_team and brief.is_to_nobody_named else one


def _you(brief: Brief) -> str:
    """Return *o senhor* or *a senhora* only where the title of the greeting tells which."""
    to = brief.recipient
    titled = "" if brief.is_friendly else _titled(to, to.given_name, to.name, to.family_name)
    one = {"a": "a senhora", "o": "o senhor"}.get(_ENDINGS.get(_first(titled), ""), "você")
    return _one_or_all(brief, one, "vocês")


def _to_you(brief: Brief) -> str:
    you = _you(brief)
    return f"{_TO[you[0]]}{you[1:]}" if you.endswith(("senhor", "senhora")) else f"a {you}"


def _could(brief: Brief) -> str:
    you, plural = _you(brief), _one_or_all(brief, "", "m")
    return brief.in_tone(f"{you[0].upper()}{you[1:]} poderia{plural}", f"Consegue{plural}")


def _i_thank(brief: Brief) -> str:
    return brief.in_tone("Agradeço", "Queria agradecer")


def _article(company: str) -> str:
    """Return the article of a company, where its name tells."""
    words = company.lower().split()
    trade = "a" if len(words) == 2 and words[1] in _TRADES else ""  # noqa: PLR2004 - "Aurora Tecnologia"
    return _ARTICLES.get(_first(company), trade)


def _job(brief: Brief) -> str:
    """Return the position, for an agency with the company: it has others, too."""
    article = _article(brief.company)
    company = f" n{article} {brief.company}" if article else f" ({brief.company})"
    return f"vaga de {brief.position}{company if brief.through_agency else ''}"


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters, in the candidate's words, where they said it (B7)."""
    if brief.learned is None:
        return ""
    learned = stop(f"{brief.in_tone('Gostei especialmente de', 'Foi muito bom')} saber mais sobre {brief.learned}")
    own = brief.touch is Touch.THANK_YOU and brief.why_it_matters
    return f"{learned} {stop(own)}" if own else learned


def _folded_thanks(brief: Brief) -> str:
    """Return the thanks that a follow-up says in place of notes of their own (G13, W6)."""
    reasons = []
    if Touch.THANK_YOU in brief.folds:
        what = "o tempo e a atenção dedicados naquele dia" if brief.met else "a oportunidade daquele dia"
        reasons.append("a organização desse encontro" if brief.through_agency else what)
    if Touch.UPDATE_THANKS in brief.folds:
        reasons.append("a última mensagem")
    return f"{_i_thank(brief)} {' e também '.join(reasons)}." if reasons else ""


LANGUAGE = Portuguese()
