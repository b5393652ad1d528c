"""Japanese, as mail after an interview is written: 宛名, お世話になっております, 貴社, and a signature block.

There is one register for this, so one tone. In the address a title comes before the name and 様 after it; in the text
a rank stands in the place of 様 (伊藤部長). A title, a department or a form of address in another script is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules._values import check_complete
from followup_rules.drafts._brief import Brief, Person, Tone
from followup_rules.drafts._language import Language, Order, Part, Parts, lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._language import Counted, Named

_WEEKDAYS = "月火水木金土日"
_LETTERS = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々〆ー]"
_YOURS = (  # what is no 会社, by how its name ends
    ("貴行", ("銀行",)),
    ("貴庫", ("信用金庫",)),
    ("貴院", ("病院", "医院", "クリニック")),
    ("貴学", ("大学", "大学院")),
    ("貴校", ("学校", "高校", "学園")),
    ("貴所", ("事務所", "研究所")),
    ("貴協会", ("協会",)),
    ("貴法人", ("法人",)),
)
_STOPS = ("。", "．", ".", "!", "?", "！", "？")
# After these 職 would be one too many: whoever does it is named already, or a bracket closes.
_NO_JOB = (*"職員師士者)）", "担当", "候補", "業務", "コース", "ポジション", "インターン", "アルバイト", "パート")
# What stands after a family name in the place of 様, whatever part of the company stands before it in the full title.
_RANKS = re.compile(
    "副?(会長|社長|専務|常務|本部長|事業部長|部長|次長|課長|係長|室長|工場長|支店長|支社長|店長|所長|院長|学長|校長|園長|主任)$"
)
_MOST_NAMES = 2
_WORD = "(連絡|返信|返事|回答|返答|対応|知らせ)"
# What the candidate will do is no demand, and thanks are none.
_NOT_ASKED = "(?!いたし|致し|申し上げ|差し上げ|します|を?いただき|を?くださ[りっ])"

_PUSHY = (
    "大至急|ASAP|なる早",
    f"(至急|早急に|早めに|すぐに|直ちに|(なるべく|できるだけ|出来るだけ|可能な限り|一刻も|一日も)早[くい])、?[ごお]?{_WORD}{_NOT_ASKED}",
    f"(本日|今日|明日|今週|今月)中に[ごお]?{_WORD}{_NOT_ASKED}",
    "(いまだ|未だ|一向)に(ご)?(連絡|返信|返事|回答)|音沙汰",
    "(他社|他の会社|他の企業).{0,6}(内定|オファー)",
    f"必ず(ご)?{_WORD}を?(ください|下さい|お願い)",
    "督促|いつになったら|いつまで待|どうなって[いお]|最終(通告|通知)|(期日|期限|約束の日)を?(過ぎ|すぎ)",
    "御社|㈱|㈲|[(（]株[)）]|(社長|部長|課長|各位|御中)[様殿]",
)


# One says one's name in one breath with the greeting, thanks before telling what impressed, ties the interest to that,
# and asks and closes in paragraphs of their own. To somebody who is asked for help, the interest comes last: before
# the reason it would be abrupt.
_TO: Order = (("address",),)
_OPENING: tuple[Part, ...] = ("greeting", "introduction", "interview")
_REQUEST: tuple[Part, ...] = ("request", "way_out")
_END: Order = (("closing",), ("sign_off",))
_READY: Order = (("pass_on",), ("offer", "looking_forward"))
_ORDER: dict[Touch, Order] = {
    Touch.THANK_YOU: (*_TO, _OPENING, ("thanks",), ("learned", "interest"), *_READY, *_END),
    Touch.FOLLOW_UP_1: (
        *_TO,
        (*_OPENING, "thanks", "learned", "update", "interest"),
        ("expected", "delay"),
        _REQUEST,
        *_END,
    ),
    Touch.FOLLOW_UP_2: (*_TO, (*_OPENING, "delay"), _REQUEST, *_END),
    Touch.ESCALATION: (*_TO, _OPENING, ("reason", "apology"), _REQUEST, ("interest", "closing"), ("sign_off",)),
    Touch.UPDATE_THANKS: (*_TO, _OPENING, ("thanks", "expected", "interest"), *_END),
    Touch.FEEDBACK_REQUEST: (*_TO, _OPENING, ("thanks", "regret", "enjoyed"), _REQUEST, *_END),
}
check_complete("_ORDER", _ORDER, Touch)


class Japanese(Language):
    """Japanese."""

    letters = _LETTERS
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    again = (
        "たびたび|度々|再度|再び|もう一度|(改めて|あらためて|重ねて)の?[おご](伺|尋|問|連絡)"
        "|先[日般].{0,20}(お尋ね|お伺い|お問い合わせ|メールをお送り)"
    )
    way_out = "ご放念|難し[いけ]|差し支え|さしつかえ|ご無理|ご負担|ご事情|可能(な範囲|であれば|でしたら)|及びません"
    dates: ClassVar[str] = "[0-9]{1,2}月[0-9]{1,2}日"
    asks = "[?？]|でしょうか|ますか|幸い(です|に存じ)|幸甚|(いただき|頂き|伺い|お尋ねし)たく|(教え|知らせ|聞かせ)(て)?(ください|下さい)"
    joint = "\n"
    counts: ClassVar[Counted] = "characters"
    tones: ClassVar[tuple[Tone, ...]] = (Tone.FORMAL,)
    subject_names: ClassVar[Named] = "candidate_name"
    order: ClassVar[Mapping[Touch, Order]] = _ORDER
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "お礼メール",
        Touch.FOLLOW_UP_1: "選考状況の確認（1回目）",
        Touch.FOLLOW_UP_2: "選考状況の確認（2回目）",
        Touch.ESCALATION: "別の担当者への問い合わせ",
        Touch.UPDATE_THANKS: "ご連絡へのお礼",
        Touch.FEEDBACK_REQUEST: "フィードバックのお願い",
        "answer": "返信",
        "new-time": "面接日程の再調整",
        "off": "対応不要",
    }
    colon: ClassVar[str] = "："
    comma: ClassVar[str] = "、"

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - one way
        """Write the month, the day, and the weekday in brackets."""
        return f"{_short_day(day)}（{_WEEKDAYS[day.weekday()]}）"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - one way
        """Name a third person by family name and what is known to follow it, else by title or department and 様."""
        name, honorific = person.family_name or person.name or person.given_name or "", _honorific(person)
        if place := _place(person):
            rank = _RANKS.search(place)
            if person.family_name and honorific == "様" and rank:
                return f"{name}{rank[0]}"
            name = f"{place}の{name}"
        return _with_honorific(name, honorific)

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people alike: by full name, where one has no family name or title, or the family name of another."""
        families = {person.family_name for person in people}
        titled = {bool(_place(person)) or _honorific(person) != "様" for person in people}
        if len(people) > 1 and (None in families or len(families) < len(people) or len(titled) > 1):
            bare = {"family_name": None, "job_title": None, "department": None}
            people = tuple(person.replace(**bare) if person.name else person for person in people)
        return super().people(people, tag)

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - one way
        """Write a list of names."""
        return ("、" if len(names) > _MOST_NAMES else "と").join(names)

    def address(self, brief: Brief) -> str:
        """Return the 宛名: the company's full name (an agency's own, W7), the department, title and name."""
        company = brief.recipient.company if brief.through_agency else brief.company
        return lines(company, _japanese(brief.recipient.department), _to(brief))

    def greeting(self, brief: Brief) -> str:
        """Greet as is the custom; whoever never heard of the candidate is begged pardon first."""
        if brief.touch is Touch.ESCALATION and not brief.met:
            return "突然のメールにて失礼いたします。"
        return "お世話になっております。"

    def close(self, brief: Brief) -> str:  # noqa: ARG002 - always the same
        """Return the rule around the signature block: nothing else stands above it."""
        return "-" * 30

    def sign_off(self, brief: Brief) -> str:
        """Return the signature block."""
        phone = brief.candidate_phone and f"電話：{brief.candidate_phone}"
        rule = self.close(brief)
        return lines(rule, brief.candidate_name, f"メール：{brief.candidate_email}", phone, rule)

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time or the opportunity, or an agency for arranging it (B1, W7)."""
        subject = "面接ご手配のお礼" if brief.through_agency else "面接のお礼"
        others = self._others(brief) if brief.met else ""
        also = f"{others}にもお時間をいただきましたこと、重ねてお礼申し上げます。" if others else ""
        return {
            "subject": f"{subject}{_about(brief)}",
            "introduction": self._interviewed(brief),
            "thanks": lines(_thanks(brief), also),
            "learned": _learned(brief),
            "interest": f"{'' if brief.learned else 'お話を伺い、'}ぜひ{_you(brief)}で働きたいという気持ちが、いっそう強くなりました。",
            "pass_on": self._pass_on(brief) if brief.passes_on else "",
            "offer": "ご不明な点がございましたら、お知らせください。",
            "looking_forward": "なお、ご返信はどうぞお気遣いなく。",
            "closing": "まずは略儀ながら、メールにてお礼を申し上げます。",
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        who = self._others(brief)
        who = f"{who}{'にも' if brief.met else 'に'}" if who else ""
        thanks = _thanks(brief, who) if Touch.THANK_YOU in brief.folds else ""
        with_whom = _thanks(brief, who) if who and not thanks else ""
        update = "先日のご連絡にも御礼申し上げます。" if thanks else "先日はご連絡をいただき、ありがとうございました。"
        expected = self._expected("{}までにお知らせいただけるとのことでしたが、", brief)
        sorry = "" if thanks else "お忙しいところ恐れ入りますが、"  # with the thanks, it would be too long
        still, asked = "引き続き", "差し支えない範囲でお教え"
        if brief.through_agency:
            still, asked = "先方にて", "先方にご確認"
        delay = f"選考の結果はまだ承っておらず、{still}ご検討中のことと存じます。"
        if brief.enquire_on is not None:
            day = self.day(brief.enquire_on, brief.language)
            expected = f"{day}にお問い合わせするようにとのお話でしたので、ご連絡いたしました。"
            delay = ""
        return {
            "subject": f"選考状況のお伺い{_about(brief)}",
            "interview": lines(self._interviewed(brief), with_whom),
            "thanks": thanks,
            "learned": _learned(brief) if thanks else "",
            "update": update if Touch.UPDATE_THANKS in brief.folds else "",
            "interest": f"{_you(brief)}で働きたいという思いは、今も変わっておりません。",
            "expected": expected,
            "delay": delay,
            "request": f"{sorry}現在の選考状況と結果が出るおおよその時期を、\n{asked}いただけますと幸いです。",
            "closing": "どうぞよろしくお願い申し上げます。",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        day = "先日" if brief.asked_on is None else f"{self.day(brief.asked_on, brief.language)}に"
        interview, again = self._interviewed(brief), f"{day}も、選考の状況をお尋ねいたしました。"
        if brief.continues:
            interview = (
                f"{day}{_job(brief.position)}の選考についてお尋ねいたしました{brief.candidate_name}でございます。"
            )
            again = ""
        asked = "先方にご確認" if brief.through_agency else "お知らせ"
        return {
            "subject": f"選考状況の再度のお伺い{_about(brief)}",
            "interview": interview,
            "delay": again,
            "request": f"たびたび恐れ入りますが、その後の選考状況を{asked}いただけますでしょうか。\n"
            "まだご検討中でしたら、時期の目安だけでも伺えますと幸いです。",
            "closing": "行き違いの際は、どうぞご放念ください。\nご確認のほど、よろしくお願いいたします。",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, say why it comes to this person, and beg pardon for it (W3)."""
        asked = self._some(brief.asked_before, brief.language) or "ご担当の方"
        others = "" if len(brief.interviewers) > _MOST_NAMES else self._others(brief)
        who = others and f"面接は、{others}にご担当いただきました。"
        last = "" if brief.asked_on is None else f"{self.day(brief.asked_on, brief.language)}にお送りしたメールには、"
        status = "選考の状況" if brief.decision_by is None else "状況"
        request = "現在の選考状況をお聞かせいただくか、\nご存じの方にお取り次ぎいただけますでしょうか。"
        if brief.through_agency:
            request = "現在の選考状況を先方にお確かめいただけますでしょうか。"
        return {
            "subject": f"選考状況に関するお問い合わせ{_about(brief)}",
            "interview": lines(
                self._interviewed(brief, "でございます" if brief.met else "と申します"),
                "その節は、ありがとうございました。" if brief.met else who,
            ),
            "reason": lines(
                self._expected("結果は、{}までにいただけると伺っておりました。", brief),
                f"{asked}に{status}をお尋ねいたしました。" if brief.has_asked else "",
                f"{last}まだお返事を拝見しておりませんが、{'' if last else 'メールが'}届いていない可能性もあるかと存じ、"
                if brief.has_asked
                else "まだ結果を伺っておりませんため、",
            ),
            "apology": "誠に恐縮ながら、直接ご連絡を差し上げました。",
            "request": request,
            "interest": f"引き続き、{_you(brief)}を志望しております。",
            "closing": "お手数をおかけいたしますが、何卒よろしくお願い申し上げます。",
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        if brief.answers_feedback:
            what = "先方からのフィードバックをお伝え" if brief.through_agency else "フィードバックをお寄せ"
            return {
                "subject": f"フィードバックのお礼{_about(brief)}",
                "introduction": _applied(brief, "に応募いたしました"),
                "thanks": f"このたびは{what}いただき、誠にありがとうございました。",
                "interest": "お忙しい中お時間を割いてくださいましたことに、心より御礼申し上げます。\n"
                "いただいたご助言は、今後に生かしてまいります。",
                "closing": "末筆ながら、皆様のますますのご活躍をお祈り申し上げます。",
            }
        return {
            "subject": f"選考状況のご連絡へのお礼{_about(brief)}",
            "introduction": _applied(brief, "に応募しております"),
            "thanks": "お忙しい中、選考の状況をお知らせいただき、誠にありがとうございます。",
            "expected": self._expected("{}までに結果をいただけるとのこと、承知いたしました。", brief),
            "interest": f"{_you(brief)}とのご縁をいただけることを願いつつ、ご連絡をお待ちしております。",
            "closing": "引き続き、何卒よろしくお願いいたします。",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        others = "" if brief.met else self._others(brief)
        enjoyed = f"面接で{others}にお話を伺えました" if others else "面接でお話を伺えました"
        request = "今後の面接に生かしたく、改善すべき点を一、二点お聞かせいただけますと幸いです。"
        wishes = f"{_you(brief)}のますますのご発展"
        if brief.through_agency:
            request = "今後の面接に生かしたく、先方からのご評価などがございましたら、\n一、二点お聞かせいただけますと幸いです。"
            wishes = "ますますのご発展"
        return {
            "subject": f"選考のお礼とご助言のお願い{_about(brief)}",
            "introduction": _applied(brief, "に応募いたしました"),
            "thanks": "このたびは選考結果をお知らせくださり、ありがとうございました。",
            "regret": "ご縁をいただけず残念ではございますが、",
            "enjoyed": f"{enjoyed}ことに、心より感謝しております。",
            "request": f"厚かましいお願いで恐縮ですが、\n{request}",
            "way_out": "ご事情により難しい場合は、どうぞご放念ください。",
            "closing": f"また機会がございましたら、どうぞよろしくお願いいたします。\n{wishes}をお祈り申し上げます。",
        }

    def _interviewed(self, brief: Brief, ending: str = "でございます") -> str:
        """Say who writes, by the interview."""
        took = "していただきました" if brief.met else "受けました"
        day = self.day(brief.interviewed_on, brief.language)
        return f"{day}に{_whole_job(brief)}の面接を{took}{brief.candidate_name}{ending}。"

    def _others(self, brief: Brief) -> str:
        """Name the other interviewers to the company's own people; a long list would bury the rest."""
        if brief.through_agency:
            return ""
        if len(brief.interviewers) > _MOST_NAMES:
            return "ほかの皆様" if brief.met else "皆様"
        return self.people(brief.interviewers, brief.language)

    def _some(self, people: tuple[Person, ...], tag: str) -> str:
        """Name one or two people, else the first of more."""
        return self.people(people, tag) if len(people) <= _MOST_NAMES else f"{self.called(people[0], tag)}ほか皆様"

    def _pass_on(self, brief: Brief) -> str:
        people = self.people(brief.passes_on_to, brief.language)
        if not people:
            people = "ほかの面接官の皆様" if brief.met else "面接をご担当くださった皆様"
        return f"恐れ入りますが、{people}にも、\nお礼の気持ちをお伝えいただけますと幸いです。"

    def _expected(self, words: str, brief: Brief) -> str:
        return "" if brief.decision_by is None else words.format(self.day(brief.decision_by, brief.language))


def _short_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _japanese(text: str | None) -> str:
    """Return what is written in Japanese, else nothing."""
    return text if text is not None and re.search(_LETTERS, text) else ""


def _honorific(person: Person) -> str:
    """Return what follows the name: 様, or what is known in its place; never 様 after a title."""
    return _japanese(person.honorific).removesuffix("様") or "様"


def _title(person: Person) -> str:
    """Return what precedes the name, unless it follows it already."""
    title = _japanese(person.job_title).removesuffix("様")
    return "" if title in _honorific(person) else title


def _place(person: Person) -> str:
    """Return the title, else the department."""
    return _title(person) or _japanese(person.department)


def _with_honorific(name: str, honorific: str) -> str:
    """Return a name with what follows it: after a space where it has one itself, else it would be the last part's."""
    if name.endswith(honorific):
        return name
    return f"{name} {honorific}" if re.search(r"\s", name) else f"{name}{honorific}"


def _to(brief: Brief) -> str:
    """Return the line of the 宛名 that holds the name."""
    to = brief.recipient
    name = to.name or to.family_name or to.given_name
    if name is None:
        return "採用ご担当者様" if brief.is_team and not brief.through_agency else "ご担当者様"
    title, named = _title(to), _with_honorific(name, _honorific(to))
    return f"{title} {named}" if title else named


def _you(brief: Brief) -> str:
    """Return the company as its own people are told of it, or as an agency is, to whom it was named before."""
    yours = next((yours for yours, ends in _YOURS if brief.company.endswith(ends)), "貴社")
    if "会社" in brief.company and yours != "貴行":
        yours = "貴社"  # also where a 株式会社 calls itself a 研究所
    return yours.replace("貴", "同") if brief.through_agency else yours


def _job(position: str) -> str:
    return position if position.endswith(_NO_JOB) else f"{position}職"


def _whole_job(brief: Brief) -> str:
    """Return the position, for an agency with its company."""
    return f"{brief.company}様の{_job(brief.position)}" if brief.through_agency else _job(brief.position)


def _about(brief: Brief) -> str:
    """Return what a subject says of the candidate."""
    return f"（{_job(brief.position)}・{brief.candidate_name}）"


def _applied(brief: Brief, how: str) -> str:
    """Say who writes, by the position."""
    return f"{_whole_job(brief)}{how}{brief.candidate_name}でございます。"


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters in the candidate's own words, if said (B7)."""
    if brief.learned is None:
        return ""
    what = re.sub("(についての?(お?話)?|のお?話)$", "", brief.learned) or brief.learned
    if what.endswith(_STOPS):
        what = f"「{what}」"  # a sentence, after which no particle can stand
    if brief.touch is not Touch.THANK_YOU:
        return f"{what}についてのお話が、特に印象に残っております。"
    why = brief.why_it_matters or ""
    told = f"面接では、{what}についてのお話を大変興味深く伺い"
    if not why:
        return f"{told}、"  # the interest is what it led to
    return lines(f"{told}ました。", why if why.endswith(_STOPS) else f"{why}。")


def _thanks(brief: Brief, who: str = "") -> str:
    """Thank for the interview; in a follow-up, dated and in fewer words (G13, W6)."""
    if brief.touch is Touch.THANK_YOU:
        what = "お忙しい中、貴重なお時間を" if brief.met else "貴重な面接の機会を"
        what = "面接をご手配" if brief.through_agency else what
        return f"このたびは{what}いただき、誠にありがとうございました。"
    if brief.through_agency:
        return "その節は面接のご手配をありがとうございました。"
    return f"当日は{who or '貴重な'}{'お時間' if brief.met or who else '機会'}をいただき、ありがとうございました。"


LANGUAGE = Japanese()
