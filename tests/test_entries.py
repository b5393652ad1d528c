"""When an entry of an agenda is to be done, with instants worked out by hand."""

from __future__ import annotations

from events import message, offer
from followup_rules import Case, agenda
from support import at, interview

NOON = at("2026-06-05 12:00")


class TestDueAt:
    """H3: "The agenda lists every case's answer in the order of `send_at`; a `Blocked` at its opening; `Done` last"."""

    def test_a_message_is_due_when_it_is_sent(self) -> None:
        [entry] = agenda([Case(interview=interview())], now=at("2026-06-03 16:00"))
        assert entry.due_at is not None
        assert (
            entry.due_at.isoformat() == "2026-06-04T06:00:00+00:00"
        )  # a day after the interview, which is 15:00 there

    def test_what_is_blocked_is_due_when_it_would_open(self) -> None:
        [entry] = agenda([Case(interview=interview(contacts=()))], now=NOON)
        assert entry.action.kind == "blocked"
        assert str(entry.due_at) == "2026-06-04 06:00:00+00:00"

    def test_nothing_is_due_in_a_case_that_is_done(self) -> None:
        [entry] = agenda([Case(interview=interview(), events=[offer(NOON, None)])], now=NOON)
        assert entry.due_at is None

    def test_a_list_until_the_evening_has_what_is_due_before_it(self) -> None:
        known = interview(), interview(id="2", ended_at=at("2026-06-04 13:00"))
        cases = [Case(interview=each, events=[message(NOON, "hr")]) for each in known]
        evening = at("2026-06-05 13:00")
        due = [entry for entry in agenda(cases, now=NOON) if entry.due_at is not None and entry.due_at < evening]
        assert due == list(agenda(cases, now=NOON, until=evening))
        assert [entry.case.interview.id for entry in due] == ["acme-1"]
