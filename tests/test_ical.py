"""Reminders for a calendar, read back by three parsers that share no code with us."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from pydantic import ValidationError

from events import message, not_held, reopened, reply, thank_you
from followup_rules import (
    Blocked,
    Contact,
    ContactRole,
    Done,
    Event,
    InputError,
    Interview,
    Tone,
    Touch,
    languages,
    messages,
    next_action,
    plan,
)
from followup_rules.drafts import language_or_english
from followup_rules.ical import to_calendar
from peers import needs_node, read
from support import CANDIDATE, HR, PEER, at, interview, local, times
from test_mail import PIECES

NOW = at("2026-06-03 16:00")
LABELS = {  # of all reminders that an interview can have
    Touch.THANK_YOU: "Thank-you note",
    Touch.FOLLOW_UP_1: "First follow-up",
    Touch.FOLLOW_UP_2: "Second follow-up",
    Touch.ESCALATION: "Escalation",
    Touch.UPDATE_THANKS: "Thanks for the update",
    Touch.FEEDBACK_REQUEST: "Feedback request",
    "answer": "Answer",
    "new-time": "New time for the interview",
}
ON, OFF = "CONFIRMED", "CANCELLED"


def calendar(case: Interview, *events: Event, now: datetime = NOW, **changes: Any) -> bytes:
    return to_calendar(plan(case, events, now=now), case, now=now, **changes)


def unfolded(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").split("\r\n")


def events_of(raw: bytes, status: str | None = None) -> list[Any]:
    """Return the events of a file, of one status if it is given, as an independent parser reads them."""
    events: list[Any] = vobject.readOne(raw.decode()).vevent_list
    return [event for event in events if status in {None, event.status.value}]


def labels_of(raw: bytes, status: str) -> set[str]:
    """Return what stands before the position in the titles of the events of a status."""
    found = [event.summary.value.removeprefix("Not due: ").partition(":")[0] for event in events_of(raw, status)]
    assert len(found) == len(set(found))
    return set(found)


class TestCalendar:
    def test_a_calendar_has_a_reminder_for_each_step(self) -> None:
        rows = unfolded(calendar(interview(contacts=(HR, PEER))))
        shown = [row for row in rows if row.startswith(("SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "STATUS"))]
        assert shown[: 5 * 4] == [
            "STATUS:CONFIRMED",
            "DTSTART:20260604T060000Z",  # 15:00 in Tokyo
            "DTEND:20260604T061500Z",
            "SUMMARY:Thank-you note: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "STATUS:CONFIRMED",
            "DTSTART:20260615T000000Z",
            "DTEND:20260615T001500Z",
            "SUMMARY:First follow-up: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "STATUS:CONFIRMED",
            "DTSTART:20260622T000000Z",
            "DTEND:20260622T001500Z",
            "SUMMARY:Second follow-up: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "STATUS:CONFIRMED",
            "DTSTART:20260629T000000Z",
            "DTEND:20260629T001500Z",
            "SUMMARY:Escalation: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
        ]

    def test_a_file_says_who_made_it_and_in_which_version_of_the_format(self) -> None:
        assert unfolded(calendar(interview()))[:3] == [
            "BEGIN:VCALENDAR",
            "PRODID:-//followup_rules//reminders//EN",
            "VERSION:2.0",
        ]

    @pytest.mark.parametrize("sequence", [0, 2**31 - 1])
    def test_the_number_of_a_file_may_be_the_least_and_the_greatest(self, sequence: int) -> None:
        assert unfolded(calendar(interview(), sequence=sequence)).count(f"SEQUENCE:{sequence}") == 8

    def test_a_reminder_that_waits_says_that_nobody_is_known(self) -> None:
        (event, *_) = events_of(calendar(interview(contacts=())), ON)
        assert event.description.value.endswith("\n\nNobody can be written to yet.")

    def test_the_alarm_comes_last_and_rings_at_the_start(self) -> None:
        text = calendar(interview()).decode()
        assert re.findall(r"BEGIN:VALARM\r\n(.*?)END:VALARM\r\n(.*?)\r\n", text, re.DOTALL)[0][1] == "END:VEVENT"
        assert (
            text.count("BEGIN:VALARM")
            == text.count("\r\nACTION:DISPLAY\r\n")
            == text.count("STATUS:CONFIRMED")
            == text.count("TRIGGER:P0D")
            == 4
        )

    def test_a_reminder_invites_nobody_and_blocks_no_time(self) -> None:
        text = calendar(interview(), candidate=CANDIDATE).decode()
        assert not re.search(r"^(ATTENDEE|ORGANIZER|METHOD|BEGIN:VTIMEZONE)", text, re.MULTILINE)
        assert "BEGIN:VTODO" not in text  # calendars of Google refuse a VTODO
        assert text.count("TRANSP:TRANSPARENT\r\n") == text.count("BEGIN:VEVENT") == 8

    def test_a_reminder_has_the_reasons_and_the_drafts(self) -> None:
        text = events_of(calendar(interview(contacts=(HR, PEER)), candidate=CANDIDATE))[0].description.value
        assert text.startswith(
            "B2: The interview ended on 3 June 2026. The best time for a thank-you is 24 to 48 hours later.\n"
        )
        assert "\n\nTo: Yuki Mori\nSubject: Thank you for the Data Engineer interview\n\nDear Yuki Mori,\n\n" in text

    @pytest.mark.parametrize("before", range(8))
    def test_a_fold_never_cuts_a_character(self, before: int) -> None:
        company = "x" * before + "😀" * 60
        raw = calendar(interview(company=company), candidate=CANDIDATE)
        assert all(row.decode() or row == b"" for row in raw.split(b"\r\n"))  # each row is whole UTF-8
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert events_of(raw)[0].summary.value.endswith(f", {company}")

    def test_a_reminder_without_a_candidate_says_to_whom(self) -> None:
        assert events_of(calendar(interview(contacts=(HR, PEER))))[0].description.value.endswith("\n\nTo: Yuki Mori")

    def test_the_tone_is_that_of_the_drafts(self) -> None:
        formal, friendly = (calendar(interview(), candidate=CANDIDATE, tone=tone) for tone in Tone)
        assert formal != friendly

    def test_a_reminder_says_what_is_missing_where_nobody_can_be_written_to(self) -> None:
        case = interview(contacts=())
        step = next_action(case, (), now=at("2026-06-04 16:00"))
        assert isinstance(step, Blocked)
        (event,) = events_of(to_calendar((step,), case, now=NOW), ON)
        assert event.dtstart.value == datetime(2026, 6, 4, 6, tzinfo=UTC)
        assert "There is nobody to thank: add the address of somebody who interviewed you." in event.description.value

    def test_a_reminder_says_that_a_new_time_is_missing(self) -> None:
        called_off, back = not_held("2026-06-03 15:00"), reopened("2026-06-05 10:00")
        (event,) = events_of(calendar(interview(), called_off, back, now=at("2026-06-05 13:00")), ON)
        assert event.dtstart.value == datetime(2026, 6, 5, 1, tzinfo=UTC)
        assert event.summary.value == "New time for the interview: Data Engineer, Acme"
        assert event.description.value == (
            "G43: They took the case up again on 5 June 2026, but the new time is missing.\n\n"
            "Agree on a new time for the interview, and set ended_at to its end."
        )

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"now": datetime(2026, 6, 3, 16)}, r"now must be timezone-aware, got datetime\(2026, 6, 3, 16, 0\)"),  # noqa: DTZ001 - that is what is wrong
            ({"sequence": -1}, "sequence must be a whole number from 0 to 2147483647, got -1"),
            ({"sequence": 1.0}, "sequence must be a whole number from 0 to 2147483647, got 1.0"),
            ({"sequence": True}, "sequence must be a whole number from 0 to 2147483647, got True"),
            ({"sequence": 2**31}, "sequence must be a whole number from 0 to 2147483647, got 2147483648"),
            ({"sequence": 10**5000}, "sequence must be a whole number from 0 to 2147483647, got a value of type int"),
            ({"interview": "x"}, "interview must be an Interview, got 'x'"),
            ({"plan": ("x",)}, "plan must be the steps of a plan: Send, Respond, WaitUntil or Blocked, got 'x'"),
            (
                {"interview": interview(contacts=(HR,))},
                r"plan must be a plan of this interview, for its contacts \('hr'\), got 'peer'",
            ),
        ],
    )
    def test_wrong_input_of_a_calendar_is_refused(self, changes: dict[str, Any], problem: str) -> None:
        case = interview()
        given: dict[str, Any] = {"plan": plan(case, (), now=NOW), "interview": case, "now": NOW}
        with pytest.raises(InputError, match=problem):
            to_calendar(**given | changes)


class TestAnswers:
    """All answers that are owed are one reminder, so that it can be taken back."""

    def test_an_answer_owed_is_due_when_the_calendar_is_made(self) -> None:
        asked = reply("2026-06-05 10:00", asks_for="two references")
        later = reply("2026-06-05 12:00", "peer", asks_for="a call")
        for now in (at("2026-06-05 13:00"), at("2026-06-06 10:00")):
            raw = calendar(interview(contacts=(HR, PEER)), asked, later, now=now, candidate=CANDIDATE)
            first = events_of(raw)[0]
            assert first.uid.value == "767c457b-757b-5bea-bd8c-4d6f69fc56e4"
            assert first.dtstart.value == now.astimezone(UTC)
            assert first.summary.value == "Answer: Data Engineer, Acme"
            assert first.description.value == (
                "G37: On 5 June 2026 they asked for: two references.\n"
                "G37: They named no date, so answer by 8 June 2026.\n"
                "G37: Hanako Sato asked, so the answer goes there.\n\n"
                "To: Hanako Sato\n\n"
                "G37: On 5 June 2026 they asked for: a call.\n"
                "G37: They named no date, so answer by 8 June 2026.\n"
                "G37: Yuki Mori asked, so the answer goes there.\n\n"
                "To: Yuki Mori"
            )

    def test_an_answer_that_nobody_can_get_keeps_its_reminder(self) -> None:
        asked = reply("2026-06-05 10:00", asks_for="two references")
        reachable, not_reachable = interview(contacts=(HR,)), interview(contacts=(HR.replace(email=None),))
        now = at("2026-06-05 13:00")
        events = []
        for case in (reachable, not_reachable):
            step = next_action(case, [asked], now=now)
            assert not isinstance(step, Done)
            events += events_of(to_calendar([step], case, now=now), ON)
        assert events[0].uid.value == events[1].uid.value
        assert events[1].dtstart.value == datetime(2026, 6, 5, 1, tzinfo=UTC)  # when they asked
        assert events[1].summary.value == "Answer: Data Engineer, Acme"
        assert events[1].description.value.endswith(
            "\n\nThe e-mail address of Hanako Sato is missing.\n"
            "There is nobody to send the answer to: add the address of a recruiter or the hiring manager."
        )

    def test_an_answer_that_can_be_given_says_when(self) -> None:
        """What nobody can get would be due when it was asked: a reminder in the past does not ring."""
        staff = Contact(id="staff", roles={ContactRole.EMPLOYEE}, email="staff@example.com")
        case = interview(contacts=(HR.replace(email=None), staff))
        asked = [
            reply("2026-06-03 09:00", "staff", asks_for="a call"),  # so staff gives no update
            reply("2026-06-05 10:00", asks_for="two references"),
        ]
        (event,) = [
            e for e in events_of(calendar(case, *asked, now=at("2026-06-05 13:00"))) if "Answer" in e.summary.value
        ]
        assert local(event.dtstart.value) == "2026-06-05 13:00"
        assert "a call" in event.description.value.partition("two references")[0]

    def test_the_reminder_of_an_answer_is_cancelled_once_the_answer_is_given(self) -> None:
        asked = reply("2026-06-05 10:00", asks_for="two references")
        given_on = message("2026-06-05 14:00")
        assert "Answer" in labels_of(calendar(interview(), asked, now=at("2026-06-05 13:00")), ON)
        assert "Answer" in labels_of(calendar(interview(), asked, given_on, now=at("2026-06-05 15:00")), OFF)


class TestTitles:
    """Alarm and title are in the language of the case where there are words."""

    @pytest.mark.parametrize(
        ("language", "due", "cancelled"),
        [
            (None, "Second follow-up: Analyst, Acme", "Not due: Answer: Analyst, Acme"),
            ("en-GB", "Second follow-up: Analyst, Acme", "Not due: Answer: Analyst, Acme"),
            ("de-CH", "Zweite Nachfrage: Analyst, Acme", "Nicht fällig: Antwort: Analyst, Acme"),
            ("es", "Segunda consulta: Analyst, Acme", "No hace falta: Respuesta: Analyst, Acme"),
            (
                "fr",
                "Deuxième relance\u00a0: Analyst, Acme",
                "N’est pas à faire\u00a0: Réponse\u00a0: Analyst, Acme",
            ),
            ("pt-BR", "Segundo pedido de retorno: Analyst, Acme", "Não é necessário: Resposta: Analyst, Acme"),
            ("ja", "選考状況の確認（2回目）：Analyst、Acme", "対応不要：返信：Analyst、Acme"),
            ("ko", "두 번째 진행 상황 문의: Analyst, Acme", "필요 없음: 답장: Analyst, Acme"),
            ("zh-CN", "第二次询问进展：Analyst，Acme", "无需处理：回复：Analyst，Acme"),
            ("zh-TW", "Second follow-up: Analyst, Acme", "Not due: Answer: Analyst, Acme"),  # no words for it
            ("mi", "Second follow-up: Analyst, Acme", "Not due: Answer: Analyst, Acme"),
        ],
    )
    def test_titles_are_in_the_language_of_the_interview(self, language: str | None, due: str, cancelled: str) -> None:
        events = events_of(calendar(interview(language=language, position="Analyst")))
        second, answer = events[2], events[6]
        assert second.summary.value == second.valarm.description.value == due
        assert answer.summary.value == cancelled
        assert second.description.value.startswith("D2: The second follow-up waits ")  # reasons are English

    def test_the_reminders_of_a_case_use_all_labels(self) -> None:
        raw = calendar(interview())
        assert labels_of(raw, ON) | labels_of(raw, OFF) == set(LABELS.values())

    @pytest.mark.parametrize("code", languages())
    def test_each_language_has_labels_of_its_own(self, code: str) -> None:
        labels = list(language_or_english(code).labels.values())
        assert len(set(labels)) == len(labels) == len(LABELS) + 1
        assert code == "en" or not {*LABELS.values(), "Not due"}.intersection(labels)


def fuzzed(rng: random.Random) -> Interview:
    def text(most: int) -> str:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, most)))

    while True:
        try:
            peer = Contact(
                id="p", name=text(8), learned=text(20), roles={ContactRole.INTERVIEWER}, email="p@example.com"
            )
            language = rng.choice(("en", "ja", "fr", "zh", "de-CH"))
            return interview(company=text(20), position=text(20), contacts=(HR, peer), language=language)
        except ValidationError:
            continue


@needs_node
@pytest.mark.untraced  # tracing makes it take three times as long
def test_three_parsers_read_exactly_what_went_in() -> None:
    rng = random.Random(20261123)  # noqa: S311 - the same cases each time
    cases = [fuzzed(rng) for _ in range(times(150))]
    sent = thank_you("2026-06-04 16:00", "p")
    plans = [plan(case, (sent,), now=at("2026-06-05 10:00")) for case in cases]
    made = [
        to_calendar(steps, case, now=NOW, candidate=CANDIDATE, sequence=2)
        for steps, case in zip(plans, cases, strict=True)
    ]
    bare = [to_calendar(steps, case, now=NOW) for steps, case in zip(plans, cases, strict=True)]
    for raw in (*made, *bare):
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert b"\r" not in raw.replace(b"\r\n", b"")
    for case, steps, raw, (js, other) in zip(cases, plans, made, read("read_calendar.mjs", made), strict=True):
        events = events_of(raw)
        assert len(events) == len(js) == len(other) == len(LABELS)
        assert len(steps) == 3
        for event, *seen in zip(events[3:], js[3:], other[3:], strict=True):
            for each in seen:
                assert (each["uid"], each["status"], each["alarms"]) == (event.uid.value, "CANCELLED", 0)
                assert each["summary"] == event.summary.value
        for step, event, *seen in zip(steps, events[:3], js[:3], other[:3], strict=True):
            assert step.window is not None
            starts = step.window.opens.astimezone(UTC)
            assert event.dtstart.value == starts
            assert re.search(f"{re.escape(case.position)}[,，、] ?{re.escape(case.company)}$", event.summary.value)
            drafts = (
                f"\n\nTo: {m.to.label}\nSubject: {m.subject}\n\n{m.body}" for m in messages(step, case, CANDIDATE)
            )
            assert event.description.value == "\n".join(map(str, step.reasons)) + "".join(drafts)
            for each in seen:
                assert each["start"] == starts.strftime("%Y-%m-%dT%H:%M:%S.000Z")
                assert each["stamp"] == "2026-06-03T07:00:00.000Z"
                assert each["summary"] == event.summary.value
                assert each["description"] == event.description.value
                assert (each["uid"], each["sequence"], each["transparency"]) == (event.uid.value, 2, "TRANSPARENT")
                assert (each["status"], each["alarms"], each["others"]) == ("CONFIRMED", 1, 0)
