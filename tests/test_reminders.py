"""Reminders across files: what a calendar program that imports one after the other still shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import feedback_request, follow_up, rejection, reopened, reply, thank_you, withdrawn
from followup_rules import (
    Event,
    plan,
)
from followup_rules.ical import to_calendar
from support import HR, LEAD, PEER, at, by_chance, interview, local
from test_ical import LABELS, NOW, OFF, ON, calendar, events_of, labels_of
from test_properties import questions

if TYPE_CHECKING:
    from test_properties import Question


def uids_of(raw: bytes) -> dict[str, str]:
    """Return the UID of each reminder of a file by its label."""
    return {e.summary.value.removeprefix("Not due: ").partition(":")[0]: e.uid.value for e in events_of(raw)}


class Program:
    """A calendar program by RFC 5546, 2.1.5: of a UID, the highest SEQUENCE counts, then the latest DTSTAMP."""

    def __init__(self) -> None:
        self.events: dict[str, Any] = {}

    def imports(self, raw: bytes) -> None:
        for event in events_of(raw):
            old = self.events.get(event.uid.value)
            if old is None or self._age(event) > self._age(old):
                self.events[event.uid.value] = event

    def rings(self) -> dict[str, str]:
        """Return what will ring, and when in Tokyo."""
        return {
            event.summary.value: local(event.dtstart.value)
            for event in self.events.values()
            if event.status.value != OFF and "valarm" in event.contents
        }

    @staticmethod
    def _age(event: Any) -> tuple[int, datetime]:
        return int(event.sequence.value), event.dtstamp.value


class TestCancelled:
    """What is no longer due is cancelled."""

    def test_a_cancelled_reminder_is_on_the_day_of_the_interview_and_does_not_ring(self) -> None:
        (event,) = [e for e in events_of(calendar(interview())) if "Feedback" in e.summary.value]
        assert event.status.value == "CANCELLED"
        assert event.summary.value == "Not due: Feedback request: Data Engineer, Acme"
        assert event.description.value == "This reminder is not due."
        assert (event.dtstart.value, event.dtend.value) == (
            datetime(2026, 6, 3, 6, tzinfo=UTC),  # 15:00 in Tokyo, when the interview ended
            datetime(2026, 6, 3, 6, 15, tzinfo=UTC),
        )
        assert "valarm" not in event.contents

    def test_what_the_plan_does_not_have_is_cancelled(self) -> None:
        raw = calendar(interview())
        assert labels_of(raw, ON) == {"Thank-you note", "First follow-up", "Second follow-up", "Escalation"}
        assert labels_of(raw, OFF) == {
            "Thanks for the update",
            "Feedback request",
            "Answer",
            "New time for the interview",
        }

    def test_an_empty_plan_takes_all_back(self) -> None:
        """An empty plan gives the cancellations, never a calendar without a component."""
        for raw in (to_calendar((), interview(), now=NOW), calendar(interview(), withdrawn("2026-06-03 15:30"))):
            assert labels_of(raw, ON) == set()
            assert labels_of(raw, OFF) == set(LABELS.values())
            assert b"VALARM" not in raw

    def test_reminders_are_cancelled_after_the_no(self) -> None:
        """A calendar program imports each file; after the no it rings no more."""
        case, program, history = interview(contacts=(HR, LEAD, PEER)), Program(), list[Event]()

        def at_once(when: str, *events: Event) -> dict[str, str]:
            history.extend(events)
            program.imports(calendar(case, *history, now=at(when)))
            return program.rings()

        assert at_once("2026-06-03 16:00") == {
            "Thank-you note: Data Engineer, Acme": "2026-06-04 15:00",
            "First follow-up: Data Engineer, Acme": "2026-06-15 09:00",
            "Second follow-up: Data Engineer, Acme": "2026-06-22 09:00",
            "Escalation: Data Engineer, Acme": "2026-06-29 09:00",
        }
        assert at_once("2026-06-04 15:31", thank_you("2026-06-04 15:30")) == {
            "First follow-up: Data Engineer, Acme": "2026-06-15 09:00",
            "Second follow-up: Data Engineer, Acme": "2026-06-22 09:00",
            "Escalation: Data Engineer, Acme": "2026-06-29 09:00",
        }
        assert at_once("2026-06-15 09:31", follow_up("2026-06-15 09:30")) == {
            "Second follow-up: Data Engineer, Acme": "2026-06-22 09:00",
            "Escalation: Data Engineer, Acme": "2026-06-29 09:00",
        }
        no = rejection("2026-06-16 11:00")
        assert at_once("2026-06-16 11:01", no) == {"Feedback request: Data Engineer, Acme": "2026-06-17 09:00"}
        assert at_once("2026-06-17 09:05", feedback_request("2026-06-17 09:04")) == {}
        thanked = reply("2026-06-18 10:00")  # the feedback: thanks are due again
        assert at_once("2026-06-18 10:01", thanked) == {
            "Thanks for the update: Data Engineer, Acme": "2026-06-18 10:01"
        }

    def test_what_is_due_again_rings_again(self) -> None:
        program, case, gone = Program(), interview(), withdrawn("2026-06-05 10:00")
        program.imports(calendar(case, gone, now=at("2026-06-05 10:01")))
        assert program.rings() == {}
        back = reopened("2026-06-08 10:00")
        program.imports(calendar(case, gone, back, now=at("2026-06-08 10:01")))
        assert "First follow-up: Data Engineer, Acme" in program.rings()

    def test_a_file_that_comes_late_changes_nothing(self) -> None:
        program, case, gone = Program(), interview(), withdrawn("2026-06-05 10:00")
        program.imports(calendar(case, gone, now=at("2026-06-05 10:01")))
        program.imports(calendar(case, now=at("2026-06-05 09:59")))
        assert program.rings() == {}


class TestUid:
    """A UID is made of the interview's id, company and round, so that a moved interview keeps it."""

    def test_the_uid_is_what_calendars_have_already(self) -> None:
        """A version 5 UUID of RFC 4122, worked out by hand from SHA-1; it may never change."""
        uids = uids_of(calendar(interview()))
        assert uids["Thank-you note"] == "c5989a09-148d-53b4-b0be-854eb72e1733"
        assert uids["New time for the interview"] == "edf8be1e-3257-5cd7-89c3-60df8792e454"
        assert len(set(uids.values())) == len(LABELS)

    def test_a_moved_interview_keeps_its_uid(self) -> None:
        moved = interview(ended_at=at("2026-06-10 11:00"), contacts=(HR,), position="Analyst", language="ja")
        first, second = (sorted(e.uid.value for e in events_of(calendar(case))) for case in (interview(), moved))
        assert first == second

    @pytest.mark.parametrize("other", [{"id": "acme-2"}, {"company": "Other"}, {"round": 2}])
    def test_another_interview_has_other_uids(self, other: dict[str, Any]) -> None:
        one, two = (set(uids_of(calendar(case)).values()) for case in (interview(), interview(**other)))
        assert one.isdisjoint(two)

    def test_two_cases_with_one_id_do_not_overwrite_each_other(self) -> None:
        program = Program()
        for company in ("Acme", "Globex"):
            program.imports(calendar(interview(id="1", company=company)))
        assert len(program.rings()) == 4 + 4
        program.imports(to_calendar((), interview(id="1", company="Acme"), now=NOW + timedelta(days=1)))
        assert {title.rpartition(", ")[2] for title in program.rings()} == {"Globex"}


class TestSequence:
    def test_the_sequence_is_the_callers_if_given(self) -> None:
        assert {event.sequence.value for event in events_of(calendar(interview(), sequence=7))} == {"7"}

    @pytest.mark.parametrize(
        ("now", "sequence"),
        [
            ("2019-12-31 23:59:59+00:00", "0"),
            ("2020-01-01 00:00:00+00:00", "0"),
            ("2020-01-01 00:00:01.900+00:00", "1"),
            ("2026-06-03 16:00:00+09:00", "202633200"),  # `date +%s` gives 1780470000, and 1577836800 for 2020
            ("2088-01-19 03:14:07+00:00", "2147483647"),
            ("2100-12-31 00:00:00+00:00", "2147483647"),
        ],
    )
    def test_without_a_sequence_the_seconds_since_2020_are_taken(self, now: str, sequence: str) -> None:
        raw = to_calendar((), interview(), now=datetime.fromisoformat(now))
        assert {event.sequence.value for event in events_of(raw)} == {sequence}


class TestProperties:
    """For any case: at least one event, no UID twice, and what is due and what is cancelled are all reminders."""

    @by_chance(60)
    @given(questions())
    def test_a_file_has_each_reminder_once(self, question: Question) -> None:
        steps = question.ahead()
        raw = to_calendar(steps, question.interview, now=question.now)
        due = {LABELS[step.touch or ("answer" if step.window else "new-time")] for step in steps}
        assert labels_of(raw, ON) == due
        assert labels_of(raw, OFF) == set(LABELS.values()) - due
        nothing = to_calendar((), interview(id="i"), now=NOW)
        assert len(events_of(raw)) == len(LABELS)
        assert {event.uid.value for event in events_of(raw)} == {event.uid.value for event in events_of(nothing)}
        assert not re.search(rb"^(METHOD|ATTENDEE|ORGANIZER)", raw, re.MULTILINE)

    @by_chance(30)
    @given(questions(), st.data())
    def test_a_program_shows_the_last_plan_whatever_it_read_before(
        self, question: Question, data: st.DataObject
    ) -> None:
        """Each file was made of a part of the history; they come in any order, but for the same second."""
        parts = data.draw(st.lists(st.integers(0, len(question.events)), max_size=4))
        hours = data.draw(st.lists(st.integers(1, 900), min_size=len(parts), max_size=len(parts), unique=True))
        last = to_calendar(question.ahead(), question.interview, now=question.now)
        files = [last]
        for part, before in zip(parts, hours, strict=True):
            now = question.now - timedelta(hours=before)
            steps = plan(question.interview, question.events[:part], now=now, policy=question.policy)
            files.append(to_calendar(steps, question.interview, now=now))
        program, alone = Program(), Program()
        for raw in data.draw(st.permutations(files)):
            program.imports(raw)
        alone.imports(last)
        assert program.rings() == alone.rings()
