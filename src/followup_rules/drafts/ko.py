"""Korean, in 합쇼체: a job title with 님 after the name, and no particle whose form depends on a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import Language, Parts, lines

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = "월화수목금토일"
_LETTERS = "[\uac00-\ud7a3]"
_NO_TITLE = ("", "씨", "귀하", "군", "양")  # after a name, these take no 님, or stand in its place
_TITLE = re.compile(  # a job title by which people are called; "데이터 엔지니어" is none
    r"[\w ]*(?:장|대표|이사|상무|전무|감사|고문|위원|대리|주임|책임|선임|수석|연구원|매니저|리더|프로|디렉터|파트너"
    r"|컨설턴트|교수|박사|변호사|회계사|노무사)"
)


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - one way
    return f"{day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} 님" for name in names)


def _frame(brief: Brief) -> Parts:
    return {
        "greeting": f"안녕하세요, {_called(brief)}.",
        "sign_off": lines(
            "감사합니다.",
            f"{brief.candidate_name} 드림",
            f"이메일: {brief.candidate_email}",
            brief.candidate_phone and f"연락처: {brief.candidate_phone}",
        ),
    }


def _called(brief: Brief) -> str:
    """Return how to call whoever reads it: the name, a title in Korean, 님; a family name alone never takes a bare 님."""
    name = brief.recipient_name or brief.family_name or brief.given_name
    title = _title(brief)
    if not title and name is not None and (brief.recipient_name or not brief.family_name):
        return f"{name} 님"
    title = title or _role(brief)
    return f"{title}님" if name is None else f"{name} {title}님"


def _title(brief: Brief) -> str:
    """Return the title to call somebody by, without its 님, where one in Korean is known."""
    if brief.honorific is not None and re.search(_LETTERS, brief.honorific):
        title = brief.honorific.removesuffix("님").rstrip()
        return "" if title in _NO_TITLE else title
    title = (brief.job_title or "").removesuffix("님").rstrip()
    return title if _TITLE.fullmatch(title) else ""


def _role(brief: Brief) -> str:
    """Return what somebody without a title is to the candidate."""
    if brief.through_agency:
        return "담당자"
    if brief.met:
        return "면접관"
    return "채용 담당자" if brief.is_team and brief.family_name is None else "담당자"


def _applied(brief: Brief, verb: str) -> str:
    """Say who writes, by the application."""
    return f"{brief.company} {brief.position} 포지션에 {verb} {brief.candidate_name}입니다."


def _interview(brief: Brief) -> str:
    """Say who writes, by the interview (C6)."""
    if brief.met:
        seen = "면접에서 인사드린"
    elif brief.interviewers and brief.touch is not Touch.THANK_YOU:
        seen = f"면접에서 {_listed(brief.interviewers)}을 만나 뵌"  # 을 is after 님, whatever the name
    else:
        seen = "면접에 참석한"
    day = _day(brief.interviewed_on, brief.language)
    return f"지난 {day} {brief.company} {brief.position} 포지션 {seen} {brief.candidate_name}입니다."


def _thanks(brief: Brief) -> str:
    if brief.through_agency:
        return "면접을 주선해 주셔서 진심으로 감사드립니다."
    if brief.met:
        return "바쁘신 가운데 시간을 내어 주셔서 진심으로 감사드립니다."
    return "면접 기회를 마련해 주셔서 진심으로 감사드립니다."


def _work(brief: Brief) -> str:
    """Name where to work: by name, as 귀사 fits no hospital or school; with an agency, not together."""
    return f"{brief.company}에서 {'' if brief.through_agency else '함께 '}"


def _thank_you(brief: Brief) -> Parts:
    return {
        "subject": f"{brief.position} 면접 감사 인사 ({brief.candidate_name})",
        "interview": _interview(brief),
        "thanks": _thanks(brief),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": f"면접을 통해 {_work(brief)}일하고 싶다는 마음이 더욱 커졌습니다.",
        "looking_forward": "좋은 소식 기다리겠습니다.",
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    if brief.met:
        return f"{brief.learned}에 대해 들려주신 말씀이 특히 인상 깊었습니다."
    return f"면접에서 들은 {brief.learned}에 대한 이야기가 특히 인상 깊었습니다."


def _pass_on(brief: Brief) -> str:
    everyone = f"{'함께 ' if brief.met else ''}면접을 진행해 주신 모든 분"
    return f"번거로우시겠지만 {_listed(brief.interviewers) or everyone}께도 제 감사 인사를 전해 주시기를 부탁드립니다."


def _first_follow_up(brief: Brief) -> Parts:
    thanks = _thanks(brief) if Touch.THANK_YOU in brief.folds else ""
    update = f"지난번에 연락 주{'신 점도' if thanks else '셔서'} 감사드립니다."
    return {
        "subject": f"{brief.position} 전형 진행 상황 문의 ({brief.candidate_name})",
        "interview": _interview(brief),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update if Touch.UPDATE_THANKS in brief.folds else "",
        "interest": (f"해당 포지션에 대한 관심은 변함이 없으며, {_work(brief)}일할 수 있기를 바라고 있습니다."),
        "expected": _expected("{}까지 결과가 나올 예정이라고 안내받았습니다.", brief),
        "request": "번거로우시겠지만 현재 전형 진행 상황을 알려 주시면 감사하겠습니다.",
        "looking_forward": "회신 기다리겠습니다.",
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else words.format(_day(brief.decision_by, brief.language))


def _second_follow_up(brief: Brief) -> Parts:
    return {
        "subject": f"{brief.position} 지원 현황 문의 ({brief.candidate_name})",
        "interview": _interview(brief),
        "request": "번거로우시겠지만 해당 포지션의 채용 진행 상황과 제 지원 현황을 알려 주시면 감사하겠습니다.",
    }


def _escalation(brief: Brief) -> Parts:
    return {
        "subject": f"{brief.position} 전형 진행 상황 문의 ({brief.candidate_name})",
        "interview": _interview(brief),
        "interest": "해당 포지션에 대한 관심은 지금도 변함이 없습니다.",
        "request": (
            "갑작스럽게 연락드려 죄송합니다만, 제 전형 진행 상황을 알려 주시거나 "
            "문의드릴 수 있는 담당자분을 안내해 주시면 감사하겠습니다."
        ),
    }


def _update_thanks(brief: Brief) -> Parts:
    if brief.after_rejection:
        return {
            "subject": f"{brief.position} 피드백 답변 감사 인사 ({brief.candidate_name})",
            "introduction": _applied(brief, "지원했던"),
            "thanks": "피드백 요청에 시간을 내어 답변해 주셔서 진심으로 감사드립니다.",
            "interest": "앞으로 하시는 일 모두 잘되시기를 바랍니다.",
        }
    return {
        "subject": f"{brief.position} 전형 안내 감사 인사 ({brief.candidate_name})",
        "introduction": _applied(brief, "지원한"),
        "thanks": "진행 상황을 알려 주셔서 감사드립니다.",
        "expected": _expected("{}까지 결과가 나올 예정인 점 확인했습니다.", brief),
        "interest": "해당 포지션에 대한 관심은 변함이 없습니다. 연락 기다리겠습니다.",
    }


def _feedback_request(brief: Brief) -> Parts:
    thanks = (
        "그동안 여러모로 도와주셔서 진심으로 감사드립니다."
        if brief.through_agency
        else "그동안 저에게 관심을 가져 주시고 면접 기회를 주셔서 진심으로 감사드립니다."
    )
    return {
        "subject": f"{brief.position} 면접 피드백 요청 ({brief.candidate_name})",
        "introduction": _applied(brief, "지원했던"),
        "thanks": thanks,
        "enjoyed": "이번 전형 과정은 저에게 즐겁고 뜻깊은 경험이었습니다.",
        "request": (
            "괜찮으시다면 앞으로의 면접에 참고할 수 있도록 제가 보완할 점에 대한 피드백을 부탁드리고 싶습니다. "
            "짧은 말씀이라도 해 주시면 큰 도움이 되겠습니다."
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
    letters=_LETTERS,
    pushy=(
        "(빨리|빠르게|조속히|신속히|서둘러|즉시|당장) ?(답변|답장|회신|연락|알려)",
        "(빠른|조속한|신속한) (시일|답변|답장|회신|연락)",
        "급합니다|긴급합니다|시급합니다|급하게 (여쭙|문의|연락)|ASAP",
        "마지막으로 (연락|문의|메일)|최후통첩",
        "아직(도|까지)? (연락|답변|답장|회신|결과)[을이도]? ?(못|없|받지|안)",
        "(연락|답변|답장|회신)[을이도] (전혀 )?(받지 못|못 받|없어|없으셔|없네|주지 않|안 주)",
        "답이 없(으|어|네)",
        "다른 (회사|기업|곳)(의|에서|에서도)? (제안|오퍼|합격)|타사 (합격|제안|오퍼)",
        "(반드시|꼭) (답변|답장|회신|연락)",
        "(오늘|내일|이번 주) ?(중으로|안으로|까지) (답변|답장|회신|연락)",
        "독촉|재촉|언제까지 (기다|답)|도대체|왜 (답|회신|연락)",
        "메일(은|을)? (확인하|읽으|보)셨",
        "(그냥|단순) 확인차",
        "(뽑아|합격시켜|채용해) (주|달라)",
    ),
    tones=(Tone.FORMAL,),
)
