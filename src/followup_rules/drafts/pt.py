"""Brazilian Portuguese; *agradeço* rather than *obrigado* or *obrigada*, which follow the sender's gender.

Companies are feminine or masculine by usage alone (*o Itaú*, *a Vale*), so a name stands behind *a empresa*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import LATIN, Language, Parts, lines, listed, one_or_all, stop

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
# The ending that an honorific, without its dots, asks for: "Prezada Sra.".
_ENDINGS = dict.fromkeys(("sra", "srª", "srta", "senhora", "senhorita"), "a")
_ENDINGS |= dict.fromkeys(("dra", "drª", "doutora", "profa", "profª", "professora", "dona"), "a")
_ENDINGS |= dict.fromkeys(("sr", "senhor", "dr", "doutor", "prof", "professor"), "o")

# Nouns that a company's name may begin with, and then it has their gender: "no Banco do Brasil".
_ARTICLES = dict.fromkeys(("agência", "associação", "caixa", "câmara", "clínica", "companhia", "construtora"), "a")
_ARTICLES |= dict.fromkeys(("consultoria", "cooperativa", "editora", "empresa", "escola", "faculdade", "fundação"), "a")
_ARTICLES |= dict.fromkeys(("prefeitura", "rede", "secretaria", "universidade"), "a")
_ARTICLES |= dict.fromkeys(("banco", "centro", "colégio", "conselho", "governo", "grupo", "hospital", "instituto"), "o")
_ARTICLES |= dict.fromkeys(("laboratório", "ministério", "museu", "serviço", "sindicato", "tribunal"), "o")


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - one way
    return f"{_WEEKDAYS[day.weekday()]}, {'1º' if day.day == 1 else day.day} de {_MONTHS[day.month - 1]}"


def _on(brief: Brief) -> str:
    """Return the interview's day behind its preposition: *na sexta-feira*, *no sábado*."""
    day = _day(brief.interviewed_on, brief.language)
    return f"no {day}" if day.startswith(("sábado", "domingo")) else f"na {day}"


def _listed(names: tuple[str, ...]) -> str:
    return listed(names, " e ")


def _frame(brief: Brief) -> Parts:
    close = "Um abraço," if brief.tone is Tone.FRIENDLY else "Atenciosamente,"
    return {
        "greeting": _greeting(brief),
        "sign_off": lines(close, brief.candidate_name, brief.candidate_email, brief.candidate_phone),
    }


def _first(text: str) -> str:
    """Return the first word as the tables have it."""
    return text.lower().replace(".", "").partition(" ")[0]


def _titled(brief: Brief) -> str:
    """Return honorific and name; nothing where the honorific is none of those known here, or no name goes with it."""
    if brief.honorific is None or _first(brief.honorific) not in _ENDINGS:
        return ""
    full = brief.recipient_name
    name = full if full is not None and _first(full) not in _ENDINGS else brief.family_name or brief.given_name
    return "" if name is None else f"{brief.honorific} {name}"


def _greeting(brief: Brief) -> str:
    friendly = brief.tone is Tone.FRIENDLY
    if friendly and brief.given_name is not None:
        return f"Oi, {brief.given_name},"
    if titled := _titled(brief):
        return f"Olá, {titled}," if friendly else f"Prezad{_ENDINGS[_first(titled)]} {titled},"
    if name := brief.given_name or brief.recipient_name:
        return f"Olá, {name},"
    if brief.family_name is not None and brief.honorific is not None and brief.honorific.isascii():
        return f"Olá, {brief.honorific} {brief.family_name},"
    team = "Olá, equipe de recrutamento," if friendly else "Prezada equipe de recrutamento,"
    return team if brief.is_team and brief.family_name is None else "Olá,"


def _could(brief: Brief) -> str:
    return one_or_all(brief, "Poderia", "Poderiam")


def _reply(brief: Brief) -> str:
    return one_or_all(brief, "do seu retorno", "do retorno de vocês")


def _i_thank(brief: Brief) -> str:
    return "Queria agradecer" if brief.tone is Tone.FRIENDLY else "Agradeço"


def _at(brief: Brief) -> str:
    article = _ARTICLES.get(_first(brief.company))
    return f"na empresa {brief.company}" if article is None else f"n{article} {brief.company}"


def _position(brief: Brief) -> str:
    return f"vaga de {brief.position} {_at(brief)}"


def _thank_you(brief: Brief) -> Parts:
    day, friendly = _day(brief.interviewed_on, brief.language), brief.tone is Tone.FRIENDLY
    talked = brief.met and not brief.passes_on and not brief.through_agency
    if brief.through_agency:
        thanks = f"{_i_thank(brief)} a ajuda com a entrevista de {day}, para a {_position(brief)}"
    elif not talked:
        thanks = f"{_i_thank(brief)} a oportunidade de participar da entrevista de {day}, para a {_position(brief)}"
    elif friendly:
        thanks = f"{_i_thank(brief)} pelo seu tempo e pela boa conversa de {day}, sobre a {_position(brief)}"
    else:
        thanks = (
            f"{_i_thank(brief)} o tempo e a atenção dedicados à nossa conversa de {day}, sobre a {_position(brief)}"
        )
    if brief.through_agency:
        interest = "A entrevista reforçou o meu entusiasmo com a vaga."
    elif friendly:
        interest = "Fiquei com ainda mais vontade de fazer parte da equipe."
    else:
        interest = "A entrevista reforçou o meu entusiasmo com a oportunidade de fazer parte da equipe."
    return {
        "subject": f"Agradecimento pela entrevista: {brief.position}",
        "thanks": stop(thanks),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": interest,
        "looking_forward": f"Fico à disposição e no aguardo {'de notícias' if friendly else _reply(brief)}.",
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    liked = "Foi muito bom" if brief.tone is Tone.FRIENDLY else "Gostei especialmente de"
    return stop(f"{liked} saber mais sobre {brief.learned}")


def _pass_on(brief: Brief) -> str:
    people = _listed(brief.interviewers) or "todas as pessoas que me entrevistaram"
    return f"{_could(brief)}, por favor, estender o meu agradecimento a {people}?"


def _interview(brief: Brief) -> str:
    """Name position and day; *nossa* fits *você* and *a senhora* alike, and whoever was there knows who else was."""
    if brief.met:
        what = f"nossa entrevista de {_day(brief.interviewed_on, brief.language)}"
    else:
        people = f" com {_listed(brief.interviewers)}" if brief.interviewers else ""
        what = f"entrevista que fiz{people} {_on(brief)}"
    return stop(f"Entro em contato sobre a {what}, para a {_position(brief)}")


def _first_follow_up(brief: Brief) -> Parts:
    friendly = brief.tone is Tone.FRIENDLY
    thanked_for = []
    if Touch.THANK_YOU in brief.folds:
        thanked_for.append("o tempo e a atenção dedicados à nossa conversa" if brief.met else "a oportunidade")
    if Touch.UPDATE_THANKS in brief.folds:
        thanked_for.append(one_or_all(brief, "a última mensagem que me enviou", "a última mensagem que me enviaram"))
    if brief.through_agency:
        keen = "essa oportunidade me entusiasma muito"
    elif friendly:
        keen = "adoraria fazer parte da equipe"
    else:
        keen = "a possibilidade de fazer parte da equipe me entusiasma muito"
    return {
        "subject": f"Andamento do processo seletivo: {brief.position}",
        "interview": _interview(brief),
        "thanks": f"{_i_thank(brief)} {' e também '.join(thanked_for)}." if thanked_for else "",
        "learned": _learned(brief) if Touch.THANK_YOU in brief.folds else "",
        "interest": f"Meu interesse na vaga continua o mesmo, e {keen}.",
        "expected": _expected("Pelo que entendi, a previsão era de que a decisão saísse até", brief),
        "request": (
            f"{_could(brief)} me contar como está o andamento do processo?"
            if friendly
            else f"{_could(brief)} me informar sobre o andamento da minha candidatura?"
        ),
        "looking_forward": f"Fico no aguardo {_reply(brief)}.",
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else f"{words} {_day(brief.decision_by, brief.language)}."


def _second_follow_up(brief: Brief) -> Parts:
    if brief.tone is Tone.FRIENDLY:
        ask = "Queria saber se há alguma novidade sobre"
    else:
        ask = "Gostaria de saber se há novidades sobre"
    return {
        "subject": f"Andamento da candidatura: {brief.position}",
        "request": (
            f"{ask} a {_position(brief)} e sobre o andamento da minha candidatura "
            f"após a entrevista de {_day(brief.interviewed_on, brief.language)}."
        ),
        "looking_forward": "Desde já, agradeço a atenção.",
    }


def _escalation(brief: Brief) -> Parts:
    friendly = brief.tone is Tone.FRIENDLY
    tell = "contar como está a" if friendly else "informar sobre o andamento da"
    return {
        "subject": f"Andamento do processo seletivo: {brief.position}",
        "interview": _interview(brief),
        "interest": "Continuo com muito interesse na vaga.",
        "request": f"{_could(brief)} me {tell} minha candidatura ou indicar com quem posso falar a respeito?",
        "closing": "Desde já, agradeço a ajuda.",
    }


def _update_thanks(brief: Brief) -> Parts:
    if brief.after_rejection:
        thanks = f"{_i_thank(brief)} a atenção e a resposta ao meu pedido de feedback sobre a candidatura à"
        return {
            "subject": f"Agradecimento pela resposta: {brief.position}",
            "thanks": stop(f"{thanks} {_position(brief)}"),
            "interest": "Desejo muito sucesso a toda a equipe.",
        }
    return {
        "subject": f"Agradecimento pelo retorno: {brief.position}",
        "thanks": stop(f"{_i_thank(brief)} o retorno sobre a {_position(brief)}"),
        "expected": _expected("Anotei que a previsão é de que a decisão saia até", brief),
        "interest": "Continuo com muito interesse na vaga e fico no aguardo de novidades.",
    }


def _feedback_request(brief: Brief) -> Parts:
    if brief.tone is Tone.FRIENDLY:
        ask = f"Se {one_or_all(brief, 'puder', 'puderem')}, adoraria receber"
    else:
        ask = "Se for possível, gostaria de receber"
    return {
        "subject": f"Pedido de feedback sobre a entrevista: {brief.position}",
        "thanks": stop(f"{_i_thank(brief)} o tempo e a atenção dedicados à minha candidatura à {_position(brief)}"),
        "enjoyed": "Gostei muito de participar do processo seletivo.",
        "request": (
            f"{ask} um feedback construtivo para as próximas entrevistas; uma ou duas linhas já me ajudariam muito."
        ),
        "closing": "Desde já, agradeço a ajuda.",
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
        r"o (quanto antes|mais rápido possível|mais breve possível)|com (a máxima )?(brevidade|urgência)|assim que possível",
        r"(é|muito|resposta|algo) urgente|\bASAP\b",
        r"último (aviso|lembrete|contato)|(simples|pequeno|gentil) lembrete",
        r"(ainda )?não (recebi|tive|obtive) (nenhuma? )?(resposta|retorno|notícias?|feedback)",
        r"sem (resposta|retorno|notícias) (sua|suas|de vocês|até)",
        r"(continuo|estou|sigo) (ainda )?(esperando|aguardando) (há|uma resposta|desde)",
        r"seu silêncio|falta de (resposta|retorno)",
        r"outras? (ofertas?|propostas?) (de emprego|em mãos|na mesa)|outra (oferta|proposta)",
        r"\bexijo\b|insisto em|cobrar (um|uma|a) (retorno|resposta|posição)",
        r"(precisa|precisam|deve|devem|tem que|têm que) (me )?(responder|retornar)",
        r"impreterivelmente|(prometeu|prometeram) (um )?retorno",
        r"só (passando|queria saber)|passando para (saber|cobrar)",
    ),
)
