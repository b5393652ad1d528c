"""Simplified Chinese, with 您, 贵公司 and full-width punctuation; not for readers of traditional characters.

It has one register: whoever applies for a job writes 您 to everybody, and warmth is in what is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import ORDER, Language, Parts, lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Person
    from followup_rules.drafts._language import Counted, Order

_WEEKDAYS = "一二三四五六日"
_COUNTS = "零一两三四五六七八九十"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_POST = re.compile(r"(岗位?|职位)([（(][^（()）]*[）)])?$")  # a position that says itself that it is one
_LEGAL = re.compile("(?<=..)(股份)?有限(责任)?公司$")  # people leave this part of a name out
_YOURS = {  # what is no 公司, by how its name ends
    "贵集团": "集团[)）]?",
    "贵院": "医院|研究院|设计院|科学院|大学.+学院",
    "贵校": "大学|学院|学校|中学|小学",
    "贵行": "银行|分行|支行",
    "贵所": "事务所|研究所",
    "贵社": "出版社|报社|杂志社|通讯社",
    "贵会": "协会|基金会",
}
_ENGLISH = {"mr": "先生", "ms": "女士", "mrs": "女士", "miss": "女士", "dr": "博士", "prof": "教授"}
# A job title by which people are called; a 产品经理 is not.
_OFFICE = re.compile(
    "(?<!产品)(经理|总经理)$|(总监|主任|主管|部长|处长|科长|所长|院长|校长|行长|厂长|店长|社长|会长|主编|董事长|教授)$"
)
_ENTITLED = re.compile("(先生|女士|小姐|老师|经理|总监|主任|主管|教授|博士|总)$")  # a name that has its title with it
_CLOSES = {
    Touch.THANK_YOU: "祝您工作顺利！",
    Touch.FOLLOW_UP_1: "顺致敬意！",
    Touch.FOLLOW_UP_2: "顺祝工作愉快！",
    Touch.ESCALATION: "此致\n敬礼！",  # the most formal, for somebody who did not expect the letter
    Touch.UPDATE_THANKS: "祝工作顺心！",
    Touch.FEEDBACK_REQUEST: "祝您一切顺利！",
}
_PUSHY = (
    "(尽快|尽早|马上|立即|立刻|赶紧|第一时间|及时)(给我)?(回复|答复|回信|告知|通知|给出|决定)",
    "务必(回复|答复|尽快)|必须(回复|答复|给)",
    "(情况|时间)(比较|非常|很)?紧急|(比较|非常|十分|很)着急|急盼|盼速|速回",
    "最后(一次)?(通知|提醒|期限|联系)|温馨提醒|友情提醒|再次提醒",
    "(一直|至今|迟迟|始终)(还)?(没有|未能|未|没)(有)?(收到|等到|得到|回复|答复)",
    "石沉大海|杳无音信|已读不回",
    "等了(很久|好久|这么久|太久)|还要等(到什么时候|多久)",
    "到底(要不要|有没有|什么时候|录不录)|给(我)?个(说法|准信|交代)",
    "(其他|其它|别的|另一[家个份]|几家)(公司(也|都|已经)?(给|发)|录用|offer)|手(上|里|头)(已经|还|也)?有.{0,4}offer",
    "否则我|逾期(不|未)|强烈要求|我要求",
)


class Chinese(Language):
    """Simplified Chinese."""

    letters = _HAN
    oneself = "我(?:会|将|可以|能)(?:(?!请|望|盼)[^。！？])*"
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    again = "再次|再度|再一次|又一次|第二次|再(来信|写信|向您)"
    way_out = "不便|不方便|没有?关系|不必(勉强|为难|回复)|[如若][^。！？]{0,80}理解"
    dates: ClassVar[str] = r"\d{1,2}月\d{1,2}(?=[日号])"
    asks = "[?？]|[请烦望][^。！]{0,80}(告知|告诉|指教|指点|指出|赐教|转告)"  # 麻烦您指出 asks without a question mark
    joint = ""
    counts: ClassVar[Counted] = "characters"
    tones: ClassVar[tuple[Tone, ...]] = (Tone.FORMAL,)
    not_for: ClassVar[frozenset[str]] = frozenset({"hant", "tw", "hk", "mo"})
    order: ClassVar[Mapping[Touch, Order]] = ORDER | {
        Touch.THANK_YOU: (  # all thanks together, and then what the interview was about
            ("greeting",),
            ("thanks", "pass_on"),
            ("learned", "interest"),
            ("offer", "closing"),
            ("sign_off",),
        ),
        Touch.FOLLOW_UP_1: (  # a question comes to the point before it says what one hopes for
            ("greeting",),
            ("interview", "learned", "thanks", "update"),
            ("expected", "delay", "request"),
            ("interest", "looking_forward"),
            ("sign_off",),
        ),
        Touch.ESCALATION: (  # to somebody who does not expect it, pardon (冒昧) comes before who writes
            ("greeting",),
            ("apology", "interview", "interest"),
            ("reason",),
            ("request",),
            ("closing",),
            ("sign_off",),
        ),
    }
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "感谢信",
        Touch.FOLLOW_UP_1: "第一次询问进展",
        Touch.FOLLOW_UP_2: "第二次询问进展",
        Touch.ESCALATION: "向其他人询问进展",
        Touch.UPDATE_THANKS: "感谢告知进展",
        Touch.FEEDBACK_REQUEST: "请求面试反馈",
        "answer": "回复",
        "new-time": "重新约定面试时间",
        "off": "无需处理",
    }
    colon: ClassVar[str] = "："
    comma: ClassVar[str] = "，"

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - one way
        """Write the month and the day in figures, and the weekday in brackets."""
        return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - one way
        """Name somebody: "王经理", else the full name with 老师, which fits everybody: a bare name would be rude."""
        name = _name(person)
        if title := _title(person):
            return f"{(person.family_name or name).removesuffix(title)}{title}"
        return f"{name}老师" if _is_plain(person) else name

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - one way
        """Write a list of names, with 和 before the last."""
        return "和".join(filter(None, ("、".join(names[:-1]), names[-1]))) if names else ""

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people: those with a title first, and who have none together ("李晓燕、张伟两位老师")."""
        return self._together((), people, tag)

    def greeting(self, brief: Brief) -> str:
        """Greet by title or 老师, never by the bare name; 您好 has a line of its own."""
        team = "招聘顾问" if brief.through_agency else "招聘负责人"
        unnamed = "面试官" if brief.met else team if brief.is_team else "负责人"
        return f"尊敬的{self.called(brief.recipient, brief.language) or unnamed}：\n\n您好！"

    def close(self, brief: Brief) -> str:
        """Wish well, in other words each time."""
        return _CLOSES[brief.touch]

    def sign_off(self, brief: Brief) -> str:
        """Return the good wishes, and apart from them who writes; a mail has its address in its head."""
        phone = brief.candidate_phone and f"电话：{brief.candidate_phone}"
        return f"{self.close(brief)}\n\n{lines(brief.candidate_name, phone)}"

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        day, yours = self.day(brief.interviewed_on, brief.language), _yours(brief)
        named_below = brief.passes_on_to if brief.passes_on else ()
        others = tuple(person for person in brief.interviewers if person not in named_below)
        subject = f"感谢{_post(brief)}的面试机会"
        thanks = f"{_i_am(brief)}，{day}参加了面试。非常感谢{yours}给我这次宝贵的机会。"
        if others:
            thanks += f"能与{self.people(others, brief.language)}交流，我很高兴。"
        team, us = _LEGAL.sub("", brief.company), "各位"
        offer, closing = "如果还需要了解什么，我随时可以补充。", "感谢您为这次面试费心。"
        if brief.through_agency:
            subject, team = f"感谢您安排{_post(brief)}的面试", yours
            thanks = f"{_i_am(brief)}，{day}参加了面试。非常感谢您为我安排这次面试。"
            offer, closing = "如果对方还想了解什么，我随时可以补充。", "再次感谢您的帮助。"
        elif brief.met:
            subject, us = f"感谢您就{_post(brief)}与我面谈", "您"
            you = self._together(("您",), others, brief.language)
            thanks = f"{_i_am(brief)}，{day}参加了面试。非常感谢{you}在百忙之中抽空与我面谈。"
            offer, closing = "如果您还想了解什么，我随时可以补充。", "再次感谢您的时间和指教。"
        return {
            "subject": _subject(subject, brief),
            "thanks": thanks,
            "learned": _learned("面试时", brief),
            "pass_on": self._pass_on(brief) if brief.passes_on else "",
            "interest": f"我很期待有机会加入{team}{'' if brief.through_agency else f'，与{us}共事'}。",
            "offer": offer,
            "closing": closing,
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        thanks = _late_thanks(brief) if Touch.THANK_YOU in brief.folds else ""
        update = f"{'也' if thanks else '非常'}感谢此前的回复。"
        expected = self._expected("此前了解到，结果最晚在{}确定。", brief)
        delay = "我知道招聘需要时间，只是还不了解目前的情况，所以冒昧写信。"
        if brief.enquire_on is not None:
            invited = self.day(brief.enquire_on, brief.language)
            expected, delay = f"此前得知可以在{invited}来信了解进展，因此写信给您。", ""
        request = "请问招聘目前进展如何？如果还在评估中，能否告诉我大概什么时候会有结果？"
        if brief.through_agency:
            request = "能否麻烦您向用人单位了解一下目前的进展，以及大概什么时候会有结果？"
        return {
            "subject": _subject(f"想了解{_post(brief)}的招聘进展", brief),
            "interview": self._interview(brief),
            "learned": _learned("当时", brief) if thanks else "",
            "thanks": thanks,
            "update": update if Touch.UPDATE_THANKS in brief.folds else "",
            "expected": expected,
            "delay": delay,
            "request": request,
            "interest": f"我依然很希望能加入{_yours(brief)}。",
            "looking_forward": "谢谢您，期待您的消息。",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        asked = "此前" if brief.asked_on is None else self.day(brief.asked_on, brief.language)
        interview = f"我是{brief.candidate_name}，{asked}曾写信询问{_job(brief)}的招聘进展。"
        if not brief.continues:
            day = self.day(brief.interviewed_on, brief.language)
            interview = f"{_i_am(brief)}，{day}参加了面试，{asked}曾写信询问进展。"
        where = "，用人单位那边" if brief.through_agency else "目前"
        return {
            "subject": _subject(f"再次询问{_post(brief)}的招聘进展", brief),
            "interview": f"{interview}再次打扰，还请见谅。",
            "request": f"请问这次应聘{where}有结果了吗？如果暂时还没有，烦请告知大概什么时候会有结果。",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        asked = self.listed(tuple(map(_in_full, brief.asked_before)), brief.language)
        last = "" if brief.asked_on is None else f"{self.day(brief.asked_on, brief.language)}的"
        expected = self._expected("此前了解到，面试结果最晚在{}确定。", brief)
        asked_them = (
            f"我曾写信{f'向{asked}' if asked else ''}询问进展，{last}邮件目前还没有收到答复，也许没有顺利送达。"
        )
        return {
            "subject": _subject(f"就{_post(brief)}的招聘进展向您询问", brief),
            "apology": "直接写信打扰您，还请见谅。" if brief.met else "冒昧直接给您写信，还请见谅。",
            "interview": self._interview(brief),
            "reason": f"{expected}{asked_them if brief.has_asked else '目前我还没有收到结果。'}",
            "interest": f"我很看重这个工作机会，也依然希望加入{_yours(brief)}。",
            "request": f"能否请您{'向用人单位了解' if brief.through_agency else '告知'}我的应聘进展，或者告诉我该联系哪一位？",
            "closing": "感谢您的帮助。",
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        job, post = _job(brief), _post(brief)
        if brief.answers_feedback:
            subject, thanks = f"感谢您对我{post}面试的建议", f"谢谢您抽空就{job}的面试给我反馈和建议。"
            if brief.through_agency:
                subject, thanks = f"感谢您转达{post}的面试反馈", f"谢谢您抽空转达{job}的面试反馈和建议。"
            return {
                "subject": _subject(subject, brief),
                "thanks": thanks,
                "interest": "这些建议我会认真思考，并在今后的面试中加以改进。",
                "closing": "再次感谢您的用心。",
            }
        return {
            "subject": _subject(f"感谢您告知{post}的最新进展", brief),
            "thanks": f"谢谢您告知{job}的最新进展。",
            "expected": self._expected("知道最晚{}会有结果，我就放心了。", brief),
            "interest": f"我会耐心等候，也真心希望能有机会加入{_yours(brief)}。",
            "closing": "这期间如果需要我补充什么，请随时联系我；这封邮件您不必专门回复。",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        subject, whose = f"想请教{_post(brief)}面试的改进建议", _yours(brief)
        request = "能否麻烦您告诉我，我在面试中有哪一两点还可以做得更好？简单几句话，就会对我今后的面试很有帮助。"
        if brief.through_agency:
            subject, whose = f"想了解{_post(brief)}的面试评价", "对方"
            request = "如果用人单位提到过我在面试中哪些方面还可以改进，想麻烦您转告一两点，对我今后的面试会很有帮助。"
        enjoyed = "这次面试也让我收获很多。"
        if brief.met or brief.interviewers:
            first = ("您",) if brief.met else ()
            people = self._together(first, brief.interviewers, brief.language)
            enjoyed = f"能有机会与{people}交流，我收获很多。"
        return {
            "subject": _subject(subject, brief),
            "thanks": f"谢谢您告知{_job(brief)}的面试结果。",
            "regret": f"没能入选，难免有些遗憾，但我理解并尊重{whose}的决定。",
            "enjoyed": enjoyed,
            "request": request,
            "way_out": "如果不便说明，也没有关系。",
            "closing": "希望今后还有机会与您交流。",
        }

    def _interview(self, brief: Brief) -> str:
        """Say who writes, by the position, which interview it was, and who was met."""
        met = ""
        if brief.met:
            met = f"，有幸与{self._together(('您',), brief.interviewers, brief.language)}交流"
        elif brief.interviewers:
            far = brief.touch is Touch.ESCALATION  # who reads it may not know them by the family name
            met = f"，与{self._together((), brief.interviewers, brief.language, in_full=far)}进行了交流"
        return f"{_i_am(brief)}，{self.day(brief.interviewed_on, brief.language)}参加了面试{met}。"

    def _together(self, first: tuple[str, ...], people: tuple[Person, ...], tag: str, *, in_full: bool = False) -> str:
        """Write a list in which people without a title share one 老师, with their number; then all have full names."""
        plain = [_name(person) for person in people if _is_plain(person)]
        titled = [person for person in people if not _is_plain(person)]
        heads = (*first, *(_full(each) if plain or in_full else self.called(each, tag) for each in titled))
        if not plain:
            return self.listed(heads, tag)
        if len(plain) == 1:
            return self.listed((*heads, f"{plain[0]}老师"), tag)
        number = f"{_COUNTS[len(plain)]}位" if len(plain) < len(_COUNTS) else "各位"
        return f"{'、'.join(heads)}{'以及' if heads else ''}{'、'.join(plain)}{number}老师"

    def _pass_on(self, brief: Brief) -> str:
        unnamed = "其他各位面试官" if brief.met else "当天的各位面试官"
        return f"同时，麻烦您代我向{self.people(brief.passes_on_to, brief.language) or unnamed}转达谢意。"

    def _expected(self, words: str, brief: Brief) -> str:
        return "" if brief.decision_by is None else words.format(self.day(brief.decision_by, brief.language))


def _name(person: Person) -> str:
    return person.name or person.family_name or person.given_name or ""


def _is_plain(person: Person) -> bool:
    """Tell whether a name has no title, neither beside it nor in it: 老师 goes with it."""
    return bool(_name(person)) and not _title(person) and not _ENTITLED.search(_name(person))


def _title(person: Person) -> str:
    """Return the title by which somebody is called, from what is known; an empty string where none is."""
    given = person.honorific or ""
    if not _name(person) or re.search(_HAN, given):
        return given if _name(person) else ""
    office = _OFFICE.search(person.job_title or "")
    return office[0] if office else _ENGLISH.get(given.lower().rstrip("."), "")


def _full(person: Person) -> str:
    """Return the full name with its title, which 老师 is where none is known."""
    title = _title(person) or ("老师" if _is_plain(person) else "")
    return f"{_name(person).removesuffix(title)}{title}"


def _in_full(person: Person) -> str:
    """Name somebody to a reader who may not know them: by what they do or their department, too."""
    job = person.job_title or ""
    does = job if re.search(_HAN, job) and not job.endswith(_title(person) or "老师") else person.department or ""
    return f"{does if re.search(_HAN, does) else ''}{_full(person)}"


def _yours(brief: Brief) -> str:
    """Return the company as its own people are told of it, or as an agency is."""
    if brief.through_agency:
        return "这个团队"
    name = _LEGAL.sub("", brief.company)
    return next((yours for yours, ends in _YOURS.items() if re.search(f"({ends})$", name)), "贵公司")


def _i_am(brief: Brief) -> str:
    return f"我是应聘{_job(brief)}的{brief.candidate_name}"


def _post(brief: Brief) -> str:
    return brief.position if _POST.search(brief.position) else f"{brief.position}岗位"


def _job(brief: Brief) -> str:
    """Return the position; an agency is told of which company."""
    if not brief.through_agency:
        return _post(brief)
    space = "" if re.search(f"{_HAN}$", brief.company) or re.match(_HAN, brief.position) else " "
    return f"{brief.company}{space}{_post(brief)}"


def _subject(what: str, brief: Brief) -> str:
    return f"{what}——{brief.candidate_name}"


def _stop(sentence: str) -> str:
    """End a sentence that ends with a given fact, which may have a full stop of its own."""
    return sentence if sentence.endswith(("。", "！", "？", ".", "!", "?")) else f"{sentence}。"


def _learned(when: str, brief: Brief) -> str:
    """Say what was learned, and what that gave the candidate: in their own words, where they said it (B7)."""
    if brief.learned is None:
        return ""
    learned = f"{brief.learned}，"
    if brief.learned.endswith(("。", "！", "？")):  # a sentence is quoted
        learned = f"“{brief.learned}”"
    if brief.touch is not Touch.THANK_YOU:  # a follow-up has no room for more
        return f"{when}谈到的{learned}让我印象很深。"
    sentence = f"{when}谈到的{learned}给我留下了很深的印象"
    if brief.why_it_matters is None:
        return f"{sentence}，也让我对这份工作更加向往。"
    return f"{sentence}。{_stop(brief.why_it_matters)}"


def _late_thanks(brief: Brief) -> str:
    """Return the thanks that a follow-up says in place of a note of their own (G13, W6)."""
    if brief.through_agency:
        return "非常感谢您为我安排那次面试。"
    return "非常感谢您当天抽出时间与我面谈。" if brief.met else f"非常感谢{_yours(brief)}当天给我面试的机会。"


LANGUAGE = Chinese()
