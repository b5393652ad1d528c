"""Reminders for a calendar, read back by three parsers that share no code with us."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from pydantic import ValidationError

from followup_rules import (
    Blocked,
    Contact,
    ContactRole,
    Done,
    InputError,
    Interview,
    InterviewNotHeld,
    Reopened,
    ReplyReceived,
    ThankYouSent,
    Tone,
    messages,
    next_action,
    plan,
)
from followup_rules.ical import to_calendar
from peers import needs_node, read
from support import CANDIDATE, HR, PEER, at, interview, times
from test_mail import PIECES

NOW = at("2026-06-03 16:00")


def calendar(case: Interview, **changes: Any) -> bytes:
    return to_calendar(plan(case, (), now=NOW), case, now=NOW, **changes)


def unfolded(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").split("\r\n")


class TestCalendar:
    def test_it_has_a_reminder_for_each_step(self) -> None:
        rows = unfolded(calendar(interview(contacts=(HR, PEER))))
        assert [row for row in rows if row.startswith(("SUMMARY", "DTSTART", "DTEND", "DTSTAMP"))] == [
            "DTSTAMP:20260603T070000Z",
            "DTSTART:20260604T060000Z",  # 15:00 in Tokyo
            "DTEND:20260604T061500Z",
            "SUMMARY:Thank-you note: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "DTSTART:20260615T000000Z",
            "DTEND:20260615T001500Z",
            "SUMMARY:First follow-up: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "DTSTART:20260622T000000Z",
            "DTEND:20260622T001500Z",
            "SUMMARY:Second follow-up: Data Engineer\\, Acme",
            "DTSTAMP:20260603T070000Z",
            "DTSTART:20260629T000000Z",
            "DTEND:20260629T001500Z",
            "SUMMARY:Escalation: Data Engineer\\, Acme",
        ]

    def test_the_alarm_comes_last_and_rings_at_the_start(self) -> None:
        text = calendar(interview()).decode()
        assert re.findall(r"BEGIN:VALARM\r\n(.*?)END:VALARM\r\n(.*?)\r\n", text, re.DOTALL)[0][1] == "END:VEVENT"
        assert text.count("BEGIN:VALARM") == text.count("BEGIN:VEVENT") == text.count("TRIGGER:P0D")

    def test_it_invites_nobody_and_blocks_no_time(self) -> None:
        text = calendar(interview(), candidate=CANDIDATE).decode()
        assert not re.search(r"^(ATTENDEE|ORGANIZER|METHOD|BEGIN:VTIMEZONE)", text, re.MULTILINE)
        assert "BEGIN:VTODO" not in text  # calendars of Google refuse a VTODO
        assert text.count("TRANSP:TRANSPARENT") == text.count("BEGIN:VEVENT")

    def test_a_touch_keeps_its_uid(self) -> None:
        def uids(case: Interview, **changes: Any) -> list[str]:
            return [row for row in unfolded(calendar(case, **changes)) if row.startswith("UID")]

        first = uids(interview())
        assert len(set(first)) == len(first) == 4
        assert uids(interview(company="Other", contacts=(HR,)), sequence=3) == first
        assert set(uids(interview(id="acme-2"))).isdisjoint(first)
        assert set(uids(interview(round=2))).isdisjoint(first)
        assert (
            first[0] == "UID:37e9506f-c20c-5f16-b896-c84ea2db88cb"
        )  # what calendars have already: it may never change

    def test_the_sequence_is_the_callers(self) -> None:
        rows = unfolded(calendar(interview(), sequence=7))
        assert [row for row in rows if row.startswith("SEQUENCE")] == ["SEQUENCE:7"] * 4

    def test_it_has_the_reasons_and_the_drafts(self) -> None:
        event = next(
            iter(vobject.readOne(calendar(interview(contacts=(HR, PEER)), candidate=CANDIDATE).decode()).vevent_list)
        )
        text = event.description.value
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
        assert vobject.readOne(raw.decode()).vevent_list[0].summary.value.endswith(f", {company}")

    def test_without_a_candidate_it_says_to_whom(self) -> None:
        event = next(iter(vobject.readOne(calendar(interview(contacts=(HR, PEER))).decode()).vevent_list))
        assert event.description.value.endswith("\n\nTo: Yuki Mori")

    def test_the_tone_is_that_of_the_drafts(self) -> None:
        formal, friendly = (calendar(interview(), candidate=CANDIDATE, tone=tone) for tone in Tone)
        assert formal != friendly

    def test_where_nobody_can_be_written_to_it_says_what_is_missing(self) -> None:
        case = interview(contacts=())
        step = next_action(case, (), now=at("2026-06-04 16:00"))
        assert isinstance(step, Blocked)
        event = vobject.readOne(to_calendar((step,), case, now=NOW).decode()).vevent
        assert event.dtstart.value == datetime(2026, 6, 4, 6, tzinfo=UTC)
        assert "There is nobody to thank: add the address of an interviewer or a recruiter." in event.description.value

    def test_an_answer_is_due_when_it_is_asked_about_and_keeps_its_uid(self) -> None:
        case = interview(contacts=(HR, PEER))
        asked = ReplyReceived(at=at("2026-06-05 10:00"), sender="hr", asks_for="two references")
        later = ReplyReceived(at=at("2026-06-05 12:00"), sender="peer", asks_for="a call")
        uids = []
        for now in (at("2026-06-05 13:00"), at("2026-06-06 10:00")):
            made = to_calendar(plan(case, [asked, later], now=now), case, now=now, candidate=CANDIDATE)
            first, second, *_ = vobject.readOne(made.decode()).vevent_list
            assert first.dtstart.value == second.dtstart.value == now.astimezone(UTC)
            assert first.summary.value == second.summary.value == "Answer: Data Engineer, Acme"
            assert first.description.value == (
                "G37: On 5 June 2026 they asked for: two references.\n"
                "G37: They named no date, so answer by 8 June 2026.\n"
                "G37: Hanako Sato asked, so the answer goes there.\n\n"
                "To: Hanako Sato"
            )
            uids.append((first.uid.value, second.uid.value))
        assert uids[0] == uids[1]
        assert uids[0][0] != uids[0][1]

    def test_two_answers_that_they_asked_for_at_one_instant_are_two_reminders(self) -> None:
        asked = [
            ReplyReceived(at=at("2026-06-05 10:00"), sender=sender, asks_for="a call")
            for sender in ("hr", "lead", "peer")
        ]
        now = at("2026-06-05 13:00")
        made = to_calendar(plan(interview(), asked, now=now), interview(), now=now)
        events = vobject.readOne(made.decode()).vevent_list
        assert [event.summary.value for event in events[:3]] == ["Answer: Data Engineer, Acme"] * 3
        assert len({event.uid.value for event in events}) == len(events)

    def test_an_answer_that_nobody_can_get_is_the_same_reminder(self) -> None:
        asked = ReplyReceived(at=at("2026-06-05 10:00"), sender="hr", asks_for="two references")
        reachable, not_reachable = interview(contacts=(HR,)), interview(contacts=(HR.replace(email=None),))
        now = at("2026-06-05 13:00")
        events = []
        for case in (reachable, not_reachable):
            step = next_action(case, [asked], now=now)
            assert not isinstance(step, Done)
            events.append(vobject.readOne(to_calendar([step], case, now=now).decode()).vevent)
        assert events[0].uid.value == events[1].uid.value
        assert events[1].dtstart.value == datetime(2026, 6, 5, 1, tzinfo=UTC)  # when they asked
        assert events[1].summary.value == "Answer: Data Engineer, Acme"
        assert events[1].description.value.endswith(
            "\n\nThe e-mail address of Hanako Sato is missing.\n"
            "There is nobody to send the answer to: add the address of a recruiter or the hiring manager."
        )

    def test_a_new_time_that_is_missing(self) -> None:
        case = interview()
        events = [InterviewNotHeld(at=at("2026-06-03 15:00")), Reopened(at=at("2026-06-05 10:00"), sender="hr")]
        now = at("2026-06-05 13:00")
        event = vobject.readOne(to_calendar(plan(case, events, now=now), case, now=now).decode()).vevent
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
    def test_bad_input(self, changes: dict[str, Any], problem: str) -> None:
        case = interview()
        given: dict[str, Any] = {"plan": plan(case, (), now=NOW), "interview": case, "now": NOW}
        with pytest.raises(InputError, match=problem):
            to_calendar(**given | changes)

    def test_an_empty_plan_is_a_calendar_without_events(self) -> None:
        assert b"VEVENT" not in to_calendar((), interview(), now=NOW)


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
    sent = ThankYouSent(at=at("2026-06-04 16:00"), to=("p",))
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
        events = vobject.readOne(raw.decode()).vevent_list
        assert len(events) == len(js) == len(other) == len(steps) == 3
        for step, event, *seen in zip(steps, events, js, other, strict=True):
            assert step.window is not None
            starts = step.window.opens.astimezone(UTC)
            title = f"{case.position}, {case.company}"
            assert event.dtstart.value == starts
            assert event.summary.value.endswith(title)
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
                assert (each["alarms"], each["others"]) == (1, 0)
