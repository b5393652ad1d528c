"""Japanese, as mail after an interview is written: 宛名, お世話になっております, 貴社, and a signature block.

Titles come before the name and 様 after it; a title, a department or a form of address in another script is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules._events import Touch
from followup_rules.drafts._brief import Brief, Tone
from followup_rules.drafts._language import Language, Parts, lines

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = "月火水木金土日"
_LETTERS = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々〆ー]"
_RULE = "-" * 30
_GREETING = "お世話になっております。"
_YOURS = {  # what is no 会社, by how its name ends
    "貴行": ("銀行",),
    "貴庫": ("信用金庫",),
    "貴院": ("病院", "医院", "クリニック"),
    "貴学": ("大学", "大学院"),
    "貴校": ("学校", "高校", "学園"),
    "貴所": ("事務所", "研究所"),
    "貴協会": ("協会",),
}
_REGARDS = "何卒よろしくお願い申し上げます。"
_STOPS = ("。", "．", ".", "!", "?", "！", "？")
_MOST_NAMES = 2


def _day(day: date, tag: str) -> str:  # noqa: ARG001 - one way
    return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(name if name.endswith("様") else f"{name}様" for name in names)


def _japanese(text: str | None) -> str:
    """Return what is written in Japanese, else nothing."""
    return text if text is not None and re.search(_LETTERS, text) else ""


def _frame(brief: Brief) -> Parts:
    """Return the 宛名, the greeting and the signature."""
    company = None if brief.through_agency else brief.company
    return {
        "address": lines(company, _japanese(brief.department), _to(brief)),
        "introduction": _GREETING,
        "sign_off": lines(
            _RULE,
            brief.candidate_name,
            f"メール：{brief.candidate_email}",
            brief.candidate_phone and f"電話：{brief.candidate_phone}",
            _RULE,
        ),
    }


def _to(brief: Brief) -> str:
    """Return the line of the 宛名 that holds the name: the title before it, 様 after it, never 様 after a title."""
    name = brief.recipient_name or brief.family_name or brief.given_name
    if name is None:
        return "採用ご担当者様" if brief.is_team and not brief.through_agency else "ご担当者様"
    title = _japanese(brief.job_title).removesuffix("様")
    honorific = _japanese(brief.honorific).removesuffix("様") or "様"
    if name.endswith(honorific):
        honorific = ""
    elif re.search(r"\s", name):
        honorific = f" {honorific}"  # a spaced name would else read as 様 of its last part
    return f"{title} {name}{honorific}" if title and title not in honorific else f"{name}{honorific}"


def _you(brief: Brief) -> str:
    """Return the company as its own people are told of it, or as an agency is, to whom it was named before."""
    if brief.through_agency:
        return "同社"
    return next((yours for yours, ends in _YOURS.items() if brief.company.endswith(ends)), "貴社")


def _position(brief: Brief) -> str:
    return f"{brief.company}様の{brief.position}" if brief.through_agency else brief.position


def _interview(brief: Brief, name: str = "{}でございます。") -> str:
    """Say who writes, by the interview; more names than two would bury it."""
    day, position = _day(brief.interviewed_on, brief.language), _position(brief)
    tells = brief.touch is not Touch.THANK_YOU and not brief.met and not brief.through_agency
    if tells and 0 < len(brief.interviewers) <= _MOST_NAMES:
        which = f"{day}、{position}の面接で{_listed(brief.interviewers)}にお時間をいただきました、"
    elif brief.met:
        which = f"{day}に{position}の面接をしていただきました、"
    else:
        which = f"{day}に{position}の面接の機会をいただきました、"
    return which + name.format(brief.candidate_name)


def _thank_you(brief: Brief) -> Parts:
    if brief.through_agency:
        thanks = "このたびはお力添えをいただき、誠にありがとうございました。"
    elif brief.met:
        thanks = "このたびはお忙しい中、貴重なお時間をいただき、誠にありがとうございました。"
    else:
        thanks = "このたびはお忙しい中、お話しする場を設けていただき、誠にありがとうございました。"
    return {
        "subject": f"面接のお礼({brief.candidate_name})",
        "interview": _interview(brief),
        "thanks": thanks,
        "learned": _learned(brief),
        "pass_on": _pass_on(brief) if brief.passes_on else "",
        "interest": f"面接を通じて、{_you(brief)}で働きたいという気持ちがいっそう強くなりました。",
        "looking_forward": f"ご連絡を心よりお待ちしております。\n{_REGARDS}",
    }


def _learned(brief: Brief) -> str:
    """Say what was learned; in quotation marks where it is a sentence, after which no particle can stand."""
    if brief.learned is None:
        return ""
    what = f"「{brief.learned}」" if brief.learned.endswith(_STOPS) else brief.learned
    if brief.met:
        return f"特に、{what}についてのお話が印象に残っております。"
    where = "面接では、" if brief.touch is Touch.THANK_YOU else ""  # else the sentence before is of it
    return f"{where}{what}についてのお話が特に印象に残っております。"


def _pass_on(brief: Brief) -> str:
    people = _listed(brief.interviewers) or "面接をご担当くださった皆様"
    return f"お手数をおかけいたしますが、{people}にもお礼をお伝えいただけますと幸いです。"


def _first_follow_up(brief: Brief) -> Parts:
    thanks = ""
    if Touch.THANK_YOU in brief.folds:
        thanks = (
            "その節は貴重なお時間をいただき、ありがとうございました。"
            if brief.met
            else "その節は貴重な機会をいただき、ありがとうございました。"
        )
    update = (
        "また、先日のご連絡にも御礼申し上げます。" if thanks else "先日はご連絡をいただき、ありがとうございました。"
    )
    return {
        "subject": f"選考状況のお伺い({brief.candidate_name})",
        "interview": _interview(brief),
        "thanks": thanks,
        "learned": _learned(brief) if thanks else "",
        "update": update if Touch.UPDATE_THANKS in brief.folds else "",
        "interest": f"現在も、このポジションで{_you(brief)}の一員として働くことを強く希望しております。",
        "expected": _expected("結果は{}までにご連絡いただけると伺っておりました。", brief),
        "request": "その後、選考の状況はいかがでしょうか。",
        "looking_forward": f"お忙しいところ恐れ入りますが、ご返信をお待ちしております。\n{_REGARDS}",
    }


def _expected(words: str, brief: Brief) -> str:
    return "" if brief.decision_by is None else words.format(_day(brief.decision_by, brief.language))


def _second_follow_up(brief: Brief) -> Parts:
    return {
        "subject": f"選考状況のお伺い({brief.candidate_name})",
        "interview": _interview(brief),
        "request": "その後、募集および選考の状況はいかがでしょうか。",
        "looking_forward": f"お忙しいところ恐れ入りますが、{_REGARDS}",
    }


def _escalation(brief: Brief) -> Parts:
    return {
        "subject": f"選考状況のお伺い({brief.candidate_name})",
        "introduction": _GREETING if brief.met else "突然のメールにて失礼いたします。",
        "interview": _interview(brief) if brief.met else _interview(brief, "{}と申します。"),
        "interest": "現在も、このポジションを強く志望しております。",
        "request": (
            "その後、選考の状況はいかがでしょうか。\n"
            "ご担当の方が別にいらっしゃる場合は、お問い合わせ先をお教えいただけますと幸いです。"
        ),
        "closing": f"お手数をおかけいたしますが、{_REGARDS}",
    }


def _update_thanks(brief: Brief) -> Parts:
    who = f"{_GREETING}\n{brief.candidate_name}でございます。"
    if brief.after_rejection:
        return {
            "subject": f"ご返信のお礼({brief.candidate_name})",
            "introduction": who,
            "thanks": f"このたびは、{_position(brief)}の選考に関するフィードバックのお願いにご返信をいただき、誠にありがとうございました。",
            "interest": (
                "お忙しい中お時間を割いてくださいましたことに、心より御礼申し上げます。\n"
                "末筆ながら、皆様のますますのご活躍をお祈り申し上げます。"
            ),
        }
    return {
        "subject": f"ご連絡のお礼({brief.candidate_name})",
        "introduction": who,
        "thanks": f"このたびは、{_position(brief)}の選考についてご連絡をいただき、誠にありがとうございます。",
        "expected": _expected("結果は{}までにお知らせいただけるとのこと、承知いたしました。", brief),
        "interest": f"引き続き、{_you(brief)}を強く志望しております。",
        "looking_forward": f"ご連絡を心よりお待ちしております。\n{_REGARDS}",
    }


def _feedback_request(brief: Brief) -> Parts:
    thanks = "に際しお力添え" if brief.through_agency else "で貴重なお時間"
    wishes = "皆様のますますのご活躍" if brief.through_agency else f"{_you(brief)}のますますのご発展"
    return {
        "subject": f"選考のお礼とフィードバックのお願い({brief.candidate_name})",
        "introduction": f"{_GREETING}\n{brief.candidate_name}でございます。",
        "thanks": f"このたびは、{_position(brief)}の選考{thanks}をいただき、誠にありがとうございました。",
        "enjoyed": "選考の過程は、私にとって充実した有意義な経験となりました。",
        "request": (
            "今後の面接に生かしたく存じますので、差し支えなければ、改善すべき点などについてフィードバックをいただけますでしょうか。\n"
            "一言だけでも頂戴できましたら、大変ありがたく存じます。"
        ),
        "closing": f"お手数をおかけいたしますが、{_REGARDS}\n末筆ながら、{wishes}をお祈り申し上げます。",
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
        "至急|早急に|なる早|ASAP",
        "(なるべく|できるだけ|出来るだけ|可能な限り|一刻も|一日も)早[くい]",
        "早めに(ご)?(連絡|返信|返事|回答)|すぐに(ご)?(連絡|返信|返事|回答)",
        "(まだ|いまだ|未だ|一向に)(に)?(ご)?(連絡|返信|返事|回答)",
        "(連絡|返信|返事|回答)が(まだ)?(来て|届いて|なく|ない|いただけ|頂け)",
        "(連絡|返信|返事|回答)を(いただいて|頂いて)お(りません|らず)",
        "音沙汰",
        "(他社|他の会社|他の企業).{0,6}(内定|オファー)",
        "必ず(ご)?(返信|連絡|回答|返事)を?(ください|下さい|お願い)",
        "(本日|今日|明日|今週)中に(ご)?(返信|連絡|回答|返事)",
        "催促|督促|いつになったら|いつまで待",
        "どうなって(い|お)",
        "(期日|期限|約束の日)を?(過ぎ|すぎ)",
        "最終(通告|通知)",
        "御社",
        "㈱|㈲|[(（]株[)）]",
        "(社長|部長|課長|各位|御中)[様殿]",
    ),
    joint="\n",
    counts="characters",
    tones=(Tone.FORMAL,),
    subject_names="candidate_name",
)
