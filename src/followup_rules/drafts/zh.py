"""Simplified Chinese, with 您 and 贵公司, and full-width punctuation. It is not for readers of traditional characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import Language, Parts, lines

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = "一二三四五六日"
_COUNTS = "零一两三四五六七八九十"
_LETTERS = "[\u3400-\u4dbf\u4e00-\u9fff]"
_POST = re.compile(r"(岗位?|职位)([（(][^（()）]*[）)])?$")  # a position that says itself that it is one
_YOURS = {  # what is no 公司, by how its name ends
    "贵校": ("大学", "学院", "学校", "中学", "小学"),
    "贵院": ("医院", "研究院", "设计院", "科学院"),
    "贵行": ("银行", "分行", "支行"),
    "贵所": ("事务所", "研究所"),
    "贵社": ("出版社", "报社", "杂志社", "通讯社"),
    "贵会": ("协会", "基金会"),
}


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - one way
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _listed(names: tuple[str, ...]) -> str:
    return "和".join(filter(None, ("、".join(names[:-1]), names[-1]))) if names else ""


def _frame(brief: Brief) -> Parts:
    contact = lines(
        brief.candidate_name,
        f"邮箱：{brief.candidate_email}",
        brief.candidate_phone and f"电话：{brief.candidate_phone}",
    )
    return {
        "greeting": f"尊敬的{_called(brief)}：",
        "introduction": "您好！",
        "interview": _interview(brief),
        "sign_off": f"祝您工作顺利！\n\n{contact}",
    }


def _called(brief: Brief) -> str:
    """Return how to call whoever reads it; never a bare family name."""
    title = brief.honorific if brief.honorific is not None and re.search(_LETTERS, brief.honorific) else ""
    if title and (name := brief.family_name or brief.recipient_name):
        return f"{name.removesuffix(title)}{title}"
    if name := brief.recipient_name or brief.given_name:
        return name
    if brief.met:
        return "面试官"
    return "招聘负责人" if brief.is_team else "负责人"


def _you(brief: Brief) -> str:
    """Return the company as its own people are told of it, or as an agency is."""
    if brief.through_agency:
        return brief.company
    return next((yours for yours, ends in _YOURS.items() if brief.company.endswith(ends)), "贵公司")


def _post(brief: Brief) -> str:
    return brief.position if _POST.search(brief.position) else f"{brief.position}岗位"


def _interview(brief: Brief) -> str:
    """Say who writes, by the interview; an enquiry also says who was met."""
    day = _day(brief.interviewed_on, brief.language)
    met = ""
    if brief.touch in (Touch.FOLLOW_UP_1, Touch.ESCALATION):
        if brief.met:
            met = f"，有幸与{_people(('您', *brief.interviewers)) if brief.interviewers else '您'}交流"
        elif brief.interviewers:
            met = f"，与{_people(brief.interviewers)}进行了交流"
    return f"我是{brief.candidate_name}，{day}参加了{brief.company}的{_post(brief)}面试{met}。"


def _people(names: tuple[str, ...]) -> str:
    """Return interviewers with their number: a bare name would be curt."""
    if len(names) == 1:
        return f"面试官{names[0]}"
    number = f"{_COUNTS[len(names)]}位" if len(names) < len(_COUNTS) else "各位"
    return f"{_listed(names)}{number}面试官"


def _thanks(brief: Brief) -> str:
    if brief.through_agency:
        return "非常感谢您协助安排这次面试。"
    if brief.met:
        return "非常感谢您在百忙之中抽出时间与我面谈。"
    return f"非常感谢{_you(brief)}给我这次面试机会。"


def _thank_you(brief: Brief) -> Parts:
    return {
        "subject": f"面试感谢信：{_post(brief)}（{brief.candidate_name}）",
        "thanks": _thanks(brief),
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": f"通过这次面试，我加入{_you(brief)}的愿望更加强烈了。",
        "looking_forward": "期待您的回复。",
    }


def _learned(brief: Brief) -> str:
    if brief.learned is None:
        return ""
    stop = "" if brief.learned.endswith(("。", "！", "？", ".", "!", "?")) else "。"
    return f"面试中尤其令我印象深刻的是{brief.learned}{stop}"


def _pass_on(brief: Brief) -> str:
    unnamed = "其他面试官" if brief.met else "当天的面试官"
    return f"同时也烦请您代我向{_people(brief.interviewers) if brief.interviewers else unnamed}转达谢意。"


def _first_follow_up(brief: Brief) -> Parts:
    thanks = _thanks(brief) if Touch.THANK_YOU in brief.folds else ""
    update = f"{'同时，也' if thanks else '非常'}感谢您此前的回复。"
    return {
        "subject": f"关于{_post(brief)}面试进展的咨询（{brief.candidate_name}）",
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update if Touch.UPDATE_THANKS in brief.folds else "",
        "interest": f"我对这个岗位依然很感兴趣，也十分希望能够成为{_you(brief)}的一员。",
        "expected": _expected("此前我了解到，预计{}前会有结果。", brief),
        "request": "不知目前进展如何，方便时能否请您告知？",
        "looking_forward": "期待您的回复。",
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else words.format(_day(brief.decision_by, brief.language))


def _second_follow_up(brief: Brief) -> Parts:
    return {
        "subject": f"关于{_post(brief)}申请进展的咨询（{brief.candidate_name}）",
        "request": "打扰您了，想请问这个岗位的招聘目前是否有新的进展，我的申请处于哪个阶段？",
        "looking_forward": "谢谢您。",
    }


def _escalation(brief: Brief) -> Parts:
    return {
        "subject": f"关于{_post(brief)}面试进展的咨询（{brief.candidate_name}）",
        "introduction": "您好！冒昧打扰，还请见谅。",
        "interest": "我对这个岗位依然很感兴趣。",
        "request": "能否请您告知我的申请目前进展如何，或者我应该与哪一位联系？",
        "closing": "感谢您的帮助。",
    }


def _update_thanks(brief: Brief) -> Parts:
    subject = f"感谢您的回复：{_post(brief)}（{brief.candidate_name}）"
    if brief.after_rejection:
        return {
            "subject": subject,
            "thanks": "非常感谢您在百忙之中抽空回复我关于面试反馈的邮件。",
            "interest": "希望今后还有机会与您联系。",
        }
    return {
        "subject": subject,
        "interview": f"我是{brief.candidate_name}，应聘{brief.company}的{_post(brief)}。",
        "thanks": "非常感谢您抽空回复并告知最新情况。",
        "expected": _expected("预计{}前会有结果，我已记下。", brief),
        "interest": "我依然十分珍惜这个机会，静候您的消息。",
    }


def _feedback_request(brief: Brief) -> Parts:
    asked = "想请您转告面试官对我面试表现的反馈" if brief.through_agency else "想请您就我的面试表现提一些意见和建议"
    return {
        "subject": f"关于{_post(brief)}面试反馈的咨询（{brief.candidate_name}）",
        "thanks": _thanks(brief),
        "enjoyed": "虽然这次未能入选，但整个面试过程非常愉快，也让我受益匪浅。",
        "request": f"如果方便的话，{asked}，供我今后面试时参考。哪怕只有一两句话，对我也会很有帮助。",
        "closing": "再次感谢您。",
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
        "(尽快|尽早|马上|立即|立刻|赶紧|第一时间|及时)(给我)?(回复|答复|回信|告知|通知|给出|决定)",
        "务必(回复|答复|尽快)|必须(回复|答复|给)",
        "(情况|时间)(比较|非常|很)?紧急|(比较|非常|十分|很)着急|急盼|盼速|速回",
        "最后(一次)?(通知|提醒|期限|联系)|温馨提醒|友情提醒|再次提醒",
        "(一直|仍然|仍|至今|迟迟|始终)(还)?(没有|未能|未|没)(有)?(收到|等到|得到|回复|答复)",
        "石沉大海|杳无音信|已读不回",
        "等了(很久|好久|这么久|太久)|还要等(到什么时候|多久)",
        "到底(要不要|有没有|什么时候|录不录)|给(我)?个(说法|准信|交代)",
        "(其他|其它|别的|另一家|几家)公司(也|都|已经)?(给|发)",
        "(其他|其它|别的|另一个|另一份)(录用|offer)|手(上|里|头)(已经|还|也)?有.{0,4}offer",
        "否则我|逾期(不|未)",
        "强烈要求|我要求|(非常|很|深感)失望",
        "催促|催一下|催问",
    ),
    joint="",
    counts="characters",
    tones=(Tone.FORMAL,),
    not_for=frozenset({"hant", "tw", "hk", "mo"}),
)
