"""Phrases that may matter in a reply, by what they may mean and by language. They are pointed at, never believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PHRASES = 50

# By the code of what a person must decide (see OPEN), then by language. In lower case and with plain apostrophes.
PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "rejection": {
        "en": (
            *("unfortunately", "we regret", "not to move forward", "not be moving forward", "not moving forward"),
            *(
                "other candidates",
                "another candidate",
                "not selected",
                "unsuccessful",
                "not to proceed",
                "not be proceeding",
            ),
            *("decided against", "position has been filled", "no longer under consideration"),
        ),
        "de": (
            *("leider", "bedauern", "absage", "absagen", "anderen bewerber", "andere bewerber", "anderen kandidat"),
            *("nicht berücksichtigen", "gegen sie entschieden", "nicht in die engere wahl"),
        ),
        "fr": (
            *(
                "malheureusement",
                "nous regrettons",
                "au regret",
                "pas été retenue",
                "pas retenir",
                "ne pas donner suite",
            ),
            *("pas donner une suite favorable", "autre candidat", "défavorable"),
        ),
        "es": (
            *("lamentablemente", "desafortunadamente", "lamentamos", "no ha sido seleccionad", "no continuar"),
            *("otro candidato", "otra candidata", "otros candidatos", "descartar"),
        ),
        "pt": (
            *("infelizmente", "lamentamos", "não foi selecionad", "não avançar", "não seguir", "não dar continuidade"),
            *("outro candidato", "outra candidata", "outros candidatos"),
        ),
        "ja": ("残念ながら", "見送", "不採用", "ご期待に添え", "ご希望に添え", "ご縁がな", "今後のご活躍"),
        "zh": (
            "遗憾",
            "遺憾",
            "很抱歉",
            "未能通过",
            "未能通過",
            "不合适",
            "不合適",
            "未被录用",
            "其他候选人",
            "其他人選",
        ),
        "ko": ("아쉽게도", "안타깝게도", "유감", "불합격", "함께하지 못", "모시지 못", "다른 지원자"),
    },
    "offer": {
        "en": (
            "pleased to offer",
            "happy to offer",
            "job offer",
            "offer letter",
            "like to offer you",
            "extend an offer",
        ),
        "de": ("vertragsangebot", "arbeitsvertrag", "zusage", "angebot machen", "anbieten zu können"),
        "fr": ("proposition d'embauche", "promesse d'embauche", "contrat de travail", "vous proposer le poste"),
        "es": ("carta oferta", "oferta de trabajo", "oferta laboral", "ofrecerle el puesto", "oferta formal"),
        "pt": ("carta proposta", "proposta de trabalho", "proposta salarial", "oferecer a vaga", "oferta de emprego"),
        "ja": ("内定", "採用通知", "オファー"),
        "zh": ("录用", "錄用", "录取", "錄取", "聘书", "聘書"),
        "ko": ("최종 합격", "최종합격", "입사 제안", "처우 협의", "오퍼"),
    },
    "next-round": {
        "en": (
            "next round",
            "second interview",
            "final interview",
            "next interview",
            "next stage",
            "another interview",
        ),
        "de": ("zweites gespräch", "zweiten gespräch", "weiteres gespräch", "nächste runde", "zweitgespräch"),
        "fr": ("deuxième entretien", "second entretien", "prochain entretien", "prochaine étape", "nouvel entretien"),
        "es": ("segunda entrevista", "próxima entrevista", "siguiente fase", "siguiente ronda", "otra entrevista"),
        "pt": ("segunda entrevista", "próxima entrevista", "próxima etapa", "próxima fase", "outra entrevista"),
        "ja": ("二次面接", "次回の面接", "最終面接", "次の選考", "次回面接", "選考通過"),
        "zh": ("复试", "複試", "二面", "下一轮", "下一輪", "终面", "第二轮", "第二輪"),
        "ko": ("2차 면접", "다음 면접", "최종 면접", "다음 전형"),
    },
    "not-held": {
        "en": ("cancel the interview", "interview is cancelled", "interview has been cancelled", "have to reschedule"),
        "de": ("gespräch absagen", "termin absagen", "gespräch verschieben", "termin verschieben"),
        "fr": ("annuler l'entretien", "entretien est annulé", "reporter l'entretien", "décaler l'entretien"),
        "es": ("cancelar la entrevista", "aplazar la entrevista", "reprogramar la entrevista"),
        "pt": ("cancelar a entrevista", "adiar a entrevista", "remarcar a entrevista"),
        "ja": ("面接を中止", "面接の中止", "日程を変更", "日程変更", "面接を延期"),
        "zh": ("取消面试", "取消面試", "改期", "推迟面试", "延後面試"),
        "ko": ("면접 취소", "면접을 취소", "일정 변경", "면접 연기"),
    },
    "question": {
        "en": (
            "could you",
            "can you",
            "would you",
            "please send",
            "please let us know",
            "please let me know",
            "please provide",
        ),
        "de": (
            "könnten sie",
            "können sie",
            "würden sie",
            "bitte senden",
            "bitte schicken",
            "bitte teilen sie",
            "bitten wir sie",
        ),
        "fr": ("pourriez-vous", "pouvez-vous", "merci de nous", "veuillez", "merci de m'", "je vous prie de"),
        "es": ("podría", "puede enviar", "por favor, envíe", "por favor envíe", "le agradecería", "necesitamos que"),
        "pt": ("poderia", "pode enviar", "por favor, envie", "por favor envie", "agradeço se", "precisamos que"),
        "ja": (
            "いただけますでしょうか",
            "いただけますか",
            "お知らせください",
            "ご連絡ください",
            "ご返信ください",
            "お送りください",
            "ご提出",
        ),
        "zh": ("请提供", "請提供", "请发送", "請寄", "请告知", "請告知", "请回复", "請回覆", "能否"),
        "ko": ("보내 주", "보내주", "알려 주", "알려주", "회신 부탁", "제출해", "가능하신지", "가능할까요"),
    },
    "no-enquiries": {
        "en": (
            "only successful candidates",
            "only shortlisted candidates",
            "do not contact us",
            "please do not call",
            "no phone calls",
        ),
        "de": ("von rückfragen abzusehen", "keine rückfragen", "sehen sie von", "nur bei einer zusage"),
        "fr": ("ne pas nous contacter", "sans réponse de notre part", "ne pas nous relancer"),
        "es": ("solo contactaremos", "solo se contactará", "no contactar", "no nos contacte"),
        "pt": ("só entraremos em contato", "somente os candidatos selecionados", "não entre em contato"),
        "ja": ("合格者のみ", "通過者のみ", "お問い合わせはご遠慮", "お問合せはご遠慮", "選考結果に関するお問い合わせ"),
        "zh": ("只通知", "仅通知", "僅通知", "请勿来电", "請勿來電", "恕不另行通知"),
        "ko": ("합격자에 한해", "합격자에게만", "개별 문의는", "문의는 삼가"),
    },
    "invites-to-write": {
        "en": (
            "feel free to follow up",
            "feel free to reach out",
            "feel free to check in",
            "get back to us if you",
            "write to me on",
        ),
        "de": ("gerne nachfragen", "melden sie sich gern", "können sie sich gern", "fragen sie gern"),
        "fr": (
            "n'hésitez pas à nous relancer",
            "n'hésitez pas à revenir",
            "vous pouvez nous relancer",
            "n'hésitez pas à me relancer",
        ),
        "es": ("no dude en escribir", "no dude en contactar", "puede escribirnos", "vuelva a escribir"),
        "pt": ("fique à vontade para", "pode nos escrever", "não hesite em escrever", "volte a escrever"),
        "ja": ("連絡がない場合は", "連絡がなければ", "お気軽にお問い合わせ", "お気軽にご連絡"),
        "zh": ("欢迎随时联系", "歡迎隨時聯絡", "欢迎来信", "可以再联系"),
        "ko": ("연락이 없으면", "연락 주시면", "편하게 연락", "언제든지 연락", "언제든 연락"),
    },
    "vague-date": {
        "en": (
            *(
                "next week",
                "this week",
                "end of the week",
                "end of the month",
                "next month",
                "in a week",
                "within a week",
            ),
            *("in two weeks", "within two weeks", "couple of weeks", "few days", "business days", "tomorrow"),
        ),
        "de": (
            *("nächste woche", "nächster woche", "kommende woche", "diese woche", "ende der woche", "ende des monats"),
            *(
                "nächsten monat",
                "in zwei wochen",
                "innerhalb von",
                "in den nächsten tagen",
                "in den kommenden tagen",
                "werktage",
            ),
        ),
        "fr": (
            *("semaine prochaine", "cette semaine", "fin de semaine", "fin du mois", "mois prochain", "sous huitaine"),
            *("quinze jours", "deux semaines", "prochains jours", "jours ouvrés", "jours ouvrables"),
        ),
        "es": (
            *("próxima semana", "semana que viene", "esta semana", "fin de mes", "final de mes", "próximo mes"),
            *("dos semanas", "próximos días", "días hábiles", "días laborables"),
        ),
        "pt": (
            *("próxima semana", "semana que vem", "esta semana", "final do mês", "fim do mês", "próximo mês"),
            *("duas semanas", "próximos dias", "dias úteis"),
        ),
        "ja": ("来週", "今週", "月末", "来月", "週間以内", "営業日", "数日", "後日", "週明け"),
        "zh": ("下周", "下週", "本周", "本週", "月底", "下个月", "下個月", "两周", "兩週", "工作日", "近日"),
        "ko": ("다음 주", "다음주", "이번 주", "이번주", "월말", "다음 달", "2주", "영업일", "며칠"),
    },
    "left-company": {
        "en": (
            "no longer with",
            "no longer work",
            "left the company",
            "no longer employed",
            "has left",
            "no longer in use",
        ),
        "de": ("nicht mehr im unternehmen", "nicht mehr bei", "unternehmen verlassen", "ausgeschieden"),
        "fr": (
            "ne fait plus partie",
            "ne travaille plus",
            "a quitté l'entreprise",
            "a quitté la société",
            "quitté mes fonctions",
        ),
        "es": ("ya no trabaja", "ya no trabajo", "ha dejado la empresa", "ya no forma parte"),
        "pt": ("não trabalha mais", "não trabalho mais", "deixou a empresa", "não faz mais parte"),
        "ja": ("退職", "異動"),
        "zh": ("已离职", "已離職", "不再任职"),
        "ko": ("퇴사", "퇴직"),
    },
}
_QUESTION_MARKS = "?？"
_LONGEST_QUESTION, _SHORTEST_WRAPPED = 200, 50  # characters of a sentence, and of a line that goes on in the next
_PLAIN = {0x2019: "'", 0x02BC: "'", 0x00A0: " ", 0x202F: " ", 0x0A: " ", 0x09: " "}


class FoundPhrase(NamedTuple):
    """A phrase in a text: from where to where, and the code of what it may mean."""

    start: int
    end: int
    code: str


def folded(text: str) -> str:
    """Return a text in lower case, in which each character has its place still."""
    plain = text.translate(_PLAIN)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in plain)


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words, each once, with a longer one before those that it begins with."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def find_phrases(text: str) -> list[FoundPhrase]:
    """Return the phrases in a text, in their order and at most :data:`MOST_PHRASES`."""
    lowered = folded(text)
    found = [
        FoundPhrase(start, end, code)
        for code, languages in PHRASES.items()
        for start, end in places(lowered, {phrase for phrases in languages.values() for phrase in phrases})
    ]
    found += [FoundPhrase(start, end, "question") for start, end in _questions(text)]
    ends: dict[str, int] = {}  # of the phrase found last, by its code
    kept: list[FoundPhrase] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.code)):
        if each.end > ends.get(each.code, 0):  # else it is within another one
            ends[each.code] = each.end
            kept.append(each)
    return kept[:MOST_PHRASES]


def places(lowered: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give where phrases begin and end in a text that is folded; a phrase of letters begins where a word does."""
    for phrase in phrases:
        start, seen = lowered.find(phrase), 0
        while start >= 0 and seen < MOST_PHRASES:
            end, seen = start + len(phrase), seen + 1
            if not _is_within_word(lowered, start):
                yield start, end
            start = lowered.find(phrase, end)


def _is_within_word(text: str, start: int) -> bool:
    """Tell whether a phrase that begins with a letter of an alphabet begins within a word."""
    first = text[start]
    return (
        start > 0 and first < "\u0250" and first.isalpha() and text[start - 1] < "\u0250" and text[start - 1].isalpha()
    )


def _questions(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences that end with a question mark."""
    begin, line, seen = 0, 0, 0
    for position, character in enumerate(text):
        if character in _QUESTION_MARKS and seen < MOST_PHRASES:
            start = position - len(text[begin:position].lstrip()[-_LONGEST_QUESTION:])
            if start < position:
                seen += 1
                yield start, position + 1
        if character == "\n":
            is_wrapped = position - line >= _SHORTEST_WRAPPED and text[position + 1 : position + 2] not in ("\n", ">")
            begin, line = (begin if is_wrapped else position), position + 1
        elif character in "!?。！？" or (character == "." and _ends_sentence(text, position)):
            begin = position + 1


def _ends_sentence(text: str, position: int) -> bool:
    """Tell whether a full stop ends a sentence: it does not in ``19. Juni`` and in ``example.com``."""
    return text[position + 1 : position + 2].isspace() and not text[position - 1 : position].isdigit()
