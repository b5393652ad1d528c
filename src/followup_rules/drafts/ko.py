"""Korean, in 합쇼체 alone: a job title with 님 after the name, and no particle whose form depends on a given word.

Nobody writes to a company in another register, so there is one tone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from followup_rules._events import Touch
from followup_rules.drafts._brief import Tone
from followup_rules.drafts._language import ORDER, Language, Parts, lines, stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup_rules.drafts._brief import Brief, Person
    from followup_rules.drafts._language import Order

_WEEKDAYS = "월화수목금토일"
_LETTERS = "[\uac00-\ud7a3]"
_NO_TITLE = ("", "씨", "귀하", "군", "양")  # after a name, these take no 님, or stand in its place
_TITLE = re.compile(  # a job title by which people are called; "데이터 엔지니어" is none
    r"[\w ]*(?:장|대표|이사|상무|전무|감사|고문|위원|대리|주임|책임|선임|수석|연구원|매니저|리더|리드|프로|디렉터|파트너"
    r"|컨설턴트|교수|박사|변호사|회계사|노무사|\bC[A-Z]O)|(?:인사|채용|HR)?담당자"
)
# A department before a title: "인사팀 매니저". It stands before the name, never between name and title.
_IN_DEPARTMENT = re.compile(r"^(.*(?:\S(?:[팀부실과국처]|센터|그룹|파트|부문|연구소)|HR|인사|채용)) +(\S.*)")

_PUSHY = (
    "(빨리|빠르게|조속히|신속히|서둘러|즉시|당장) ?(답변|답장|회신|연락|알려)(?! ?드리)",
    "(빠른|조속한|신속한) (시일|답변|답장|회신|연락)",
    "급합니다|긴급합니다|시급합니다|급하게 (여쭙|문의|연락)|ASAP",
    "마지막으로 (연락|문의|메일)|최후통첩",
    "아직도 (연락|답변|답장|회신|결과|소식)",
    "(연락|답변|답장|회신)[이도] (전혀 )?(없어|없으셔|없네)|(연락|답변|답장|회신)[을도] (주지 않|안 주)(?!으?셔도)",
    "답이 없(으|어|네)",
    "다른 (회사|기업|곳)(의|에서|에서도)? (제안|오퍼|합격)|타사 (합격|제안|오퍼)",
    "(반드시|꼭) (답변|답장|회신|연락)",
    "(오늘|내일|이번 주) ?(중으로|안으로|까지) (답변|답장|회신|연락)",
    "독촉|재촉|언제까지 (기다|답)|도대체|왜 (답|회신|연락)",
    "메일(은|을)? (확인하|읽으|보)셨",
    "(그냥|단순) 확인차",
    "(뽑아|합격시켜|채용해) (주|달라)",
)


class Korean(Language):
    """Korean. Most requests are made without a question mark, so ``asks`` are verbs."""

    letters = _LETTERS
    pushy: ClassVar[tuple[str, ...]] = _PUSHY
    again = "다시|재차|거듭|한 ?번 더|두 ?번째|또(?!한)"
    way_out = "어렵다면|어려우(시)?(면|다면)|곤란하(시)?(면|다면)|않으셔도|괜찮습니다|부담 (없이|갖지|가지지)"
    dates: ClassVar[str] = r"\d{1,2}월 \d{1,2}일"
    asks = "[?？]|주시면|주신다면|주실 수|부탁드[리립려]|여쭙고|여쭈고|여쭤|문의드[리립려]"
    tones: ClassVar[tuple[Tone, ...]] = (Tone.FORMAL,)
    # What was heard and the wish that it made stronger are one thought. Whoever writes out of the blue begs pardon as
    # soon as they have said who they are; that one would like the job is the reason to ask.
    order: ClassVar[Mapping[Touch, Order]] = ORDER | {
        Touch.THANK_YOU: (*ORDER[Touch.THANK_YOU][:3], ("learned", "interest"), ("pass_on", "offer"), ("sign_off",)),
        Touch.ESCALATION: (
            *ORDER[Touch.ESCALATION][:2],
            ("introduction", "interview", "apology"),
            ("expected", "reason", "interest"),
            ("request",),
            ("sign_off",),
        ),
    }
    labels: ClassVar[Mapping[str, str]] = {
        Touch.THANK_YOU: "감사 메일",
        Touch.FOLLOW_UP_1: "첫 번째 진행 상황 문의",
        Touch.FOLLOW_UP_2: "두 번째 진행 상황 문의",
        Touch.ESCALATION: "다른 담당자에게 문의",
        Touch.UPDATE_THANKS: "안내에 대한 감사",
        Touch.FEEDBACK_REQUEST: "피드백 요청",
        "answer": "답장",
        "new-time": "면접 일정 재조율",
        "off": "필요 없음",
    }

    def day(self, day: date, tag: str) -> str:  # noqa: ARG002 - one way
        """Write the month, the day and the short weekday in brackets."""
        return f"{day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"

    def called(self, person: Person, tag: str) -> str:  # noqa: ARG002 - one way
        """Name a third person: "김민수 팀장님", else "김민수 님"."""
        return _called(person, "담당자")

    def listed(self, names: tuple[str, ...], tag: str) -> str:  # noqa: ARG002 - one way
        """Write a list of names, each with its 님: 과 comes after 님, whatever the name."""
        pair = len(names) == 2 and names[0].endswith("님")  # noqa: PLR2004 - more have commas
        return ("과 " if pair else ", ").join(names)

    def greeting(self, brief: Brief) -> str:
        """Greet by the name, a title in Korean and 님."""
        return f"안녕하세요, {_called(brief.recipient, _role(brief))}."

    def close(self, brief: Brief) -> str:
        """Close as mail does; what was a thank-you says so once more."""
        return "다시 한번 감사드립니다." if brief.touch is Touch.THANK_YOU else "감사합니다."

    def sign_off(self, brief: Brief) -> str:
        """Sign with 드림; a mail has its sender's address already, but no telephone number."""
        phone = brief.candidate_phone
        return lines(self.close(brief), f"{brief.candidate_name} 드림", f"연락처: {phone}" if phone else "")

    def thank_you(self, brief: Brief) -> Parts:
        """Thank for the time, or an agency for arranging it (B1, W7)."""
        others = self.people(brief.interviewers, brief.language)
        subject, thanks = "면접 기회에 감사드립니다", "면접 기회를 마련해 주셔서 진심으로 감사드립니다."
        if brief.through_agency:
            subject, thanks = "면접 주선에 감사드립니다", "면접을 주선해 주셔서 진심으로 감사드립니다."
        elif brief.met:
            together = f"{_with(brief.interviewers)}함께 " if others else ""
            subject, thanks = "면접 감사 인사드립니다", f"{together}귀한 시간을 내어 주셔서 진심으로 감사드립니다."
        elif others and not brief.passes_on:
            thanks = f"{others}을 뵐 기회를 마련해 주셔서 진심으로 감사드립니다."
        everyone = self.people(brief.passes_on_to, brief.language)
        everyone = everyone or f"{'함께 ' if brief.met else ''}면접을 진행해 주신 모든 분"
        pass_on = f"괜찮으시다면 {everyone}께도 감사 인사를 전해 주시면 고맙겠습니다."
        both = "두 분과 " if brief.met and len(brief.interviewers) == 1 else ""
        working = f"{brief.company}에서 {'' if brief.through_agency else f'{both}함께 '}일하고 싶은"
        grew = "면접에서 말씀을 나누며 지원한 일을 더 잘 이해하게 되었고,"
        if brief.learned:
            grew = "그만큼" if brief.why_it_matters else f"그 {'말씀을' if brief.met else '이야기를'} 들으며"
        return {
            "subject": _subject(brief, subject),
            "introduction": self._i_was_at(brief),
            "thanks": thanks,
            "learned": _learned(brief),
            "pass_on": pass_on if brief.passes_on else "",
            "interest": f"{grew} {working} 마음이 한층 더 커졌습니다.",
            "offer": "혹시 제게 더 확인하실 것이 있으면 언제든 편하게 말씀해 주십시오.",
        }

    def first_follow_up(self, brief: Brief) -> Parts:
        """Ask where things stand and when to expect to hear (C8, W1)."""
        thanks = Touch.THANK_YOU in brief.folds
        given = "그날 귀한 시간을 내어 주신" if brief.met else "그날 면접 기회를 주신"
        if brief.through_agency:
            given = "면접을 주선해 주신"
        update = "지난번에 연락 주신 점도 감사드립니다." if thanks else "지난번에 연락 주셔서 감사드립니다."
        expected = self._expected("결과가 {}까지 나올 예정이라고 들었습니다.", brief)
        delay = "검토에 시간이 더 필요할 수 있겠지만, 아직 결과를 안내받지 못해 조심스럽게 여쭙니다."
        if brief.enquire_on is not None:
            day = self.day(brief.enquire_on, brief.language)
            expected, delay = f"{day}에 문의하면 된다고 안내받아 연락드립니다.", ""
        stage = "전형이 어떻게 진행되고 있는지, 결과는 언제쯤 알 수 있을지"
        check = f" {brief.company} 측에 확인하셔서" if brief.through_agency else ""
        return {
            "subject": _subject(brief, "면접 이후 진행 상황을 문의드립니다"),
            "interview": self._i_met(brief),
            "learned": _learned(brief) if thanks else "",
            "thanks": f"{given} 데에 늦게나마 감사드립니다." if thanks else "",  # G13, W6
            "update": update if Touch.UPDATE_THANKS in brief.folds else "",
            "interest": f"면접 이후에도 {_working(brief)} 마음은 변함이 없습니다.",
            "expected": expected,
            "delay": delay,
            "request": f"{stage}{check} 대략이라도 알려 주실 수 있을까요?",
            "looking_forward": "좋은 소식으로 다시 인사드릴 수 있기를 바랍니다.",
        }

    def second_follow_up(self, brief: Brief) -> Parts:
        """Ask again, in a few words (D4, W2)."""
        asked = "앞서" if brief.asked_on is None else f"{self.day(brief.asked_on, brief.language)}에"
        interview = f"지난 {self._i_was_at(brief)} {asked} 전형 진행 상황을 여쭈었는데,"
        if brief.continues:
            interview = f"{asked} {brief.position} 전형 진행 상황을 여쭈었던 {brief.candidate_name}입니다."
        check = f"{brief.company} 측에 확인하셔서 " if brief.through_agency else ""
        return {
            "subject": _subject(brief, "전형 진행 상황을 다시 문의드립니다"),
            "interview": f"{interview} 바쁘신 중에 거듭 연락드려 죄송합니다.",
            "request": f"혹시 결과가 나왔는지, 아직이라면 언제쯤 나올지 {check}짧게라도 알려 주실 수 있을까요?",
        }

    def escalation(self, brief: Brief) -> Parts:
        """Introduce the candidate, beg pardon, and say why it comes to this person (W3)."""
        asked = self.listed(tuple(map(_with_department, brief.asked_before)), brief.language) or "담당자분"
        last = "제" if brief.asked_on is None else f"{self.day(brief.asked_on, brief.language)}에 보낸"
        verb = "회사 측에 확인해" if brief.through_agency else "알려"
        new = not (brief.met or brief.is_reply)
        reason = f"그동안 {asked}께 진행 상황을 문의드렸습니다. {last} 메일이 잘 전달되지 않았는지 아직 답변을 받지 못했습니다."
        return {
            "subject": f"{brief.position} 전형 진행 상황 확인을 부탁드립니다 (지원자 {brief.candidate_name})",
            "interview": self._i_met(brief),
            "apology": f"갑작스럽게 {'메일로 먼저 인사드려' if new else '직접 연락드려'} 죄송합니다.",
            "expected": self._expected("면접 결과는 {}까지 나올 예정이라고 들었습니다.", brief),
            "reason": reason if brief.has_asked else "아직 결과를 안내받지 못했습니다.",
            "interest": f"저는 지금도 {_working(brief)} 마음이 커서 여쭙니다.",
            "request": f"전형이 어디까지 진행되었는지 {verb} 주시거나, 제가 문의드릴 분을 안내해 주실 수 있을까요?",
        }

    def update_thanks(self, brief: Brief) -> Parts:
        """Thank for the update, or for the advice that came after a rejection (D1, W5)."""
        if brief.answers_feedback:
            subject, what = "면접 관련 조언에 감사드립니다", "대해 귀한 조언을 들려주셔서"
            if brief.through_agency:
                subject, what = "면접 관련 의견 전달에 감사드립니다", "대한 회사 측의 의견과 조언을 전해 주셔서"
            return {
                "subject": _subject(brief, subject),
                "introduction": _applied(brief, "지원했던"),
                "thanks": f"제 면접에 {what} 진심으로 감사드립니다.",
                "interest": "말씀해 주신 내용은 마음에 새겨 앞으로의 면접 준비에 잘 반영하겠습니다.",
                "closing": "언젠가 좋은 인연으로 다시 뵐 수 있기를 바랍니다.",
            }
        return {
            "subject": _subject(brief, "전형 진행 상황 안내에 감사드립니다"),
            "introduction": _applied(brief, "지원한"),
            "thanks": "바쁘신데도 전형 진행 상황을 알려 주셔서 감사드립니다.",
            "expected": self._expected("결과가 {}까지 나올 예정이라는 말씀 잘 확인했습니다.", brief),
            "interest": f"{_working(brief)} 마음은 그대로입니다.",
            "closing": "알려 주신 내용을 잘 확인했으며, 차분히 기다리겠습니다.",
        }

    def feedback_request(self, brief: Brief) -> Parts:
        """Take up the decision, ask for feedback, and give a way out (E3, W4)."""
        regret, way_out = "이번에 함께하지 못하게 되어", "내부 사정상 어려우시다면"
        what = "앞으로의 면접을 위해 제가 보완하면 좋을 점을 한두 가지만 말씀해"
        if brief.through_agency:
            regret, way_out = "좋은 결과로 이어지지 않아", "따로 받으신 의견이 없다면"
            what = "앞으로의 면접에 참고할 수 있도록 회사 측 의견을 한두 가지만 전해"
        people = (brief.recipient, *brief.interviewers) if brief.met else brief.interviewers
        few = 0 < len(people) <= 2  # noqa: PLR2004 - more would be a list of names in the middle of a regret
        whom = _with(people, _role(brief)) if few else ""
        return {
            "subject": _subject(brief, "면접 관련 조언을 부탁드립니다"),
            "introduction": _applied(brief, "지원했던"),
            "thanks": "전형 결과를 알려 주셔서 감사드립니다.",
            "regret": f"{regret} 아쉽지만, 결정을 존중합니다.",
            "enjoyed": f"면접에서 {whom}이야기를 나누며 많은 것을 배웠습니다.",
            "request": f"괜찮으시다면 {what} 주실 수 있을까요?",
            "way_out": f"{way_out} 마음 쓰지 않으셔도 됩니다.",
            "closing": "다음 기회에 다시 인사드릴 수 있다면 무척 기쁘겠습니다.",
        }

    def _i_was_at(self, brief: Brief, seen: str = "") -> str:
        """Say who writes, by the interview and its day (C6)."""
        day = self.day(brief.interviewed_on, brief.language)
        seen = seen or ("에서 인사드린" if brief.met else "에 참석한")
        return f"{day} {_job(brief)} 면접{seen} {brief.candidate_name}입니다."

    def _i_met(self, brief: Brief) -> str:
        """Say the same some time later, and with whom it was, where that is known."""
        seen = ""
        if brief.interviewers:
            others = tuple(self.called(person, brief.language) for person in brief.interviewers)
            everyone = (_you(brief), *others) if brief.met else others
            seen = f"에서 {self.listed(everyone, brief.language)}을 뵈었던"  # 을 comes after 님, whatever the name
        return f"지난 {self._i_was_at(brief, seen)}"

    def _expected(self, words: str, brief: Brief) -> str:
        return "" if brief.decision_by is None else words.format(self.day(brief.decision_by, brief.language))


def _called(person: Person, role: str) -> str:
    """Return the name, a title in Korean, 님; a family name alone never takes a bare 님, but a title or the role."""
    name = person.name or person.family_name or person.given_name
    title = _title(person)
    if name is None:
        return f"{title or role}님"
    if " " in name and name.endswith("님"):
        return name
    if title and name.endswith(f" {title}"):
        return f"{name}님"
    if not title and (person.name or not person.family_name):
        return f"{name} 님"
    return f"{name} {title or role}님"


def _title(person: Person) -> str:
    """Return the title to call somebody by, without its 님 and a department, where one in Korean is known."""
    title = _IN_DEPARTMENT.sub(r"\2", (person.honorific or "").removesuffix("님").rstrip())
    if title not in _NO_TITLE and re.search(_LETTERS, title):
        return title
    title = _IN_DEPARTMENT.sub(r"\2", (person.job_title or "").removesuffix("님").rstrip())
    return title if _TITLE.fullmatch(title) else ""


def _with_department(person: Person) -> str:
    """Name a colleague to somebody who may not know them; the department of an agency says nothing here."""
    given = _IN_DEPARTMENT.fullmatch(person.job_title or "")
    from_title = given[1] if given and _title(person) and given[1] not in ("HR", "인사", "채용") else ""
    department = person.department or from_title
    return f"{'' if person.company else department} {_called(person, '담당자')}".lstrip()


def _with(people: tuple[Person, ...], role: str = "담당자") -> str:
    """Say with whom: 과 comes after 님, whatever the name, and once in a list."""
    return f"{', '.join(_called(person, role) for person in people)}과 "


def _you(brief: Brief) -> str:
    """Return the word for you: the title that is known, else as in the greeting."""
    title = _title(brief.recipient)
    return f"{title}님" if title else _called(brief.recipient, _role(brief))


def _role(brief: Brief) -> str:
    """Return what somebody without a title is to the candidate."""
    if brief.through_agency:
        return "담당자"
    if brief.met:
        return "면접관"
    return "채용 담당자" if brief.is_team and brief.recipient.family_name is None else "담당자"


def _subject(brief: Brief, what: str) -> str:
    return f"{brief.position} {what} ({brief.candidate_name})"


def _job(brief: Brief) -> str:
    """Name the position; the company knows its own name, an agency has many clients."""
    return f"{brief.company} {brief.position}" if brief.through_agency else brief.position


def _applied(brief: Brief, verb: str) -> str:
    """Say who writes, by the application."""
    return f"{_job(brief)} 채용에 {verb} {brief.candidate_name}입니다."


def _working(brief: Brief) -> str:
    """Say that one would like to work there; with an agency, not together."""
    return f"{brief.company}에서 일하고 싶은" if brief.through_agency else "함께 일하고 싶은"


def _learned(brief: Brief) -> str:
    """Say what was learned, and why it matters in the candidate's own words, where they said it (B7)."""
    if brief.learned is None:
        return ""
    learned = f"면접에서 들은 {brief.learned}에 대한 이야기가 특히 인상 깊었습니다."
    if brief.met:
        learned = f"{brief.learned}에 대해 들려주신 말씀이 특히 인상 깊었습니다."
    return f"{learned} {stop(brief.why_it_matters)}" if brief.why_it_matters else learned


LANGUAGE = Korean()
