"""Words that say that somebody is out of office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules.inbox._phrases import longest_first, places
from followup_rules.inbox._returns import named_days, prepared, sentence_after, sentence_before

if TYPE_CHECKING:
    from datetime import date

# What says so wherever it stands, by language. In lower case and with plain apostrophes.
AWAY: dict[str, tuple[str, ...]] = {
    "en": (
        *("out of office", "out-of-office", "out of the office", "away from the office", "away from my", "am away"),
        *("i'm away", "be away", "away until", "away on business", "currently away", "on leave", "annual leave"),
        *("parental leave", "maternity leave", "paternity leave", "family leave", "sick leave", "medical leave"),
        *("on sabbatical", "on vacation", "on holiday", "on my holiday", "on pto", "my absence"),
        *("back in the office", "return to the office"),
        *("returning to the office", "not in the office", "out until", "out of town"),
        *(f"{be} {travel}" for be in ("am", "be", "i'm", "currently") for travel in ("travelling", "traveling")),
        *("business trip", "off work", "off sick", "limited access to", "intermittent access to", "ooo"),
    ),
    "de": (
        *("abwesend", "meine abwesenheit", "meiner abwesenheit", "abwesenheitsnotiz", "nicht im büro", "nicht im haus"),
        *("außer haus", "ausser haus", "im urlaub", "in urlaub", "auf urlaub", "in den ferien", "wieder erreichbar"),
        *("wieder da", "wieder im büro", "elternzeit", "mutterschutz", "derzeit nicht erreichbar"),
        *("dienstreise", "geschäftsreise", "betriebsferien", "betriebsurlaub", "krankgeschrieben", "in karenz"),
        *("nicht am arbeitsplatz", "im sabbatical"),
    ),
    "fr": (
        *("je suis absent", "serai absent", "actuellement absent", "absent du", "absente du", "absent jusqu'"),
        *("absente jusqu'", "mon absence", "absence du bureau", "message d'absence", "en congé", "en vacances"),
        *("hors du bureau", "en déplacement", "congé maternité", "congé de maternité", "congé parental"),
        *("congé paternité", "congés annuels", "arrêt maladie", "en rtt", "fermeture annuelle", "fermeture estivale"),
    ),
    "es": (
        *("fuera de la oficina", "fuera de oficina", "estoy fuera", "estaré fuera", "ausente", "mi ausencia"),
        *("de vacaciones", "estaré de vuelta", "mi regreso", "regreso el", "regresaré", "volveré", "me reincorporo"),
        *(
            "estoy de viaje",
            "estaré de viaje",
            "viaje de trabajo",
            "viaje de negocios",
            "permiso de maternidad",
            "permiso de paternidad",
        ),
        *("permiso parental", "baja maternal", "baja por maternidad", "baja médica", "estoy de permiso"),
        *("cerrado por vacaciones", "cerrados por vacaciones", "cierre por vacaciones"),
    ),
    "pt": (
        *("fora do escritório", "estou fora", "estarei fora", "ausente", "minha ausência", "de férias", "em férias"),
        *("estarei de volta", "meu retorno", "meu regresso", "retornarei", "regresso a", "voltarei", "de licença"),
        *("licença-maternidade", "licença maternidade", "licença-paternidade", "licença paternidade"),
        *("licença parental", "licença médica", "em viagem", "viagem a trabalho", "viagem de trabalho"),
        *("viagem de negócios", "férias coletivas", "para férias", "de folga"),
    ),
    "ja": (*("不在", "休暇", "お休み", "出張", "席を外し", "出社", "復帰", "産休", "育休", "産前", "休職", "有休"),),
    "zh": (
        *("不在办公室", "不在辦公室", "外出", "休假", "出差", "请假", "請假", "年假", "度假", "恢复办公", "产假"),
        *("產假", "陪产假", "育儿假", "病假", "休年假"),
    ),
    "ko": ("부재", "휴가", "출장", "휴직", "자리를 비", "복귀", "연차", "병가", "외근"),
}
# What says so only in one sentence with a date of an absence: "Leave: 15 to 26 June".
AWAY_WITH_DATE: dict[str, tuple[str, ...]] = {
    "en": (
        *("absence", "absent", "away", "leave", "holiday", "vacation", "pto", "closed", "closure", "shutdown", "trip"),
        *("unavailable", "not available", "out from", "out of the country", "out through", "off from", "off until"),
        *("returning on", "i return on", "back on", "will be back"),
    ),
    "de": (
        *("urlaub", "jahresurlaub", "ferien", "abwesenheit", "geschlossen", "nicht erreichbar", "nicht da", "reise"),
        *("unterwegs", "fortbildung", "karenz", "zurück am"),
    ),
    "fr": (
        *("absent", "absence", "congés", "congé", "vacances", "fermé", "fermeture", "déplacement", "indisponible"),
        "de retour",
    ),
    "es": (
        *("vacaciones", "ausencia", "cerrado del", "cerrada del", "cerrados del", "cerradas del", "estará cerrad"),
        *("estarán cerrad", "permanecerá cerrad", "permanecerán cerrad", "cierre", "viaje", "permiso", "baja"),
        *("no disponible", "fuera hasta", "fuera desde", "fuera entre", "fuera del 1", "fuera del 2", "fuera del 3"),
    ),
    "pt": (
        *("férias", "ausência", "encerrado de", "encerrados de", "fechado de", "fechados de", "estará fechad"),
        *("estaremos fechad", "estará encerrad", "viagem", "licença", "indisponível", "recesso", "fora até"),
        *("fora desde", "fora entre", "fora de 1", "fora de 2", "fora de 3"),
    ),
    "ja": ("休み", "休業", "休館", "休診", "外出", "有給", "年末年始"),
    "zh": ("放假", "假期", "休息", "暂停办公", "暫停辦公", "公休", "不在公司"),
    "ko": ("휴무", "휴업", "쉽니다", "쉬는"),
}
# What has such a word and does not say so.
NOT_AWAY = (
    *("in the absence of", "in your absence", "in abwesenheit", "en l'absence", "en cas d'absence", "en ausencia de"),
    *("na ausência de", "休業日", "定休日", "휴무일", "urlaubszeit"),
    *("back in touch", "back on your", "hear back on", "pas de retour", "absence de retour", "ausência de resposta"),
    *("ausencia de respuesta", "bei abwesenheit", "in absence of", "ご不在", "부재 시"),
)
_AWAY = longest_first(word for words in AWAY.values() for word in words)
_AWAY_WITH_DATE = longest_first(word for words in AWAY_WITH_DATE.values() for word in words)


def says_away(text: str, sent_on: date) -> bool:
    """Tell whether a text says that somebody is out of office; *sent_on* is the day of the mail."""
    plain = prepared(text)
    for words in NOT_AWAY:
        plain = plain.replace(words, " " * len(words))
    if any(True for _ in places(plain, _AWAY)):
        return True
    sentences = (
        sentence_before(plain, day.start) + plain[day.start : day.end] + sentence_after(plain, day.end)
        for day in named_days(plain, sent_on)
    )
    return any(True for sentence in sentences for _ in places(sentence, _AWAY_WITH_DATE))
