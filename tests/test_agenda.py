"""H1 to H3 together: when an entry changes, its row, wrong arguments, and lists by chance against the oracle."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas import ALL, MORNING, OVER, THREE, case, entries
from events import (
    THANKED,
    follow_up,
    offer,
    reply,
    snoozed,
)
from followup_rules import (
    Case,
    Entry,
    InputError,
    Send,
    WaitUntil,
    WindowStatus,
    agenda,
    messages,
    next_action,
    plan,
    replay,
)
from followup_rules.ical import to_calendar
from followup_rules.timeline import to_html, to_svg
from oracle.desk import desks, expected
from support import AYA, CANDIDATE, DURING_THANKS, HR, LEAD, PEER, at, by_chance, interview, local


class TestWhenAnEntryChanges:
    """G40: 'An entry of an agenda changes at the latest when the `send_at` of one that shares an address with it
    changes its day.'
    """

    def test_an_entry_that_is_held_changes_when_the_other_message_is_not_sent_today(self) -> None:
        found = entries(THREE)
        assert [str(found[name].changes_at) for name in "abc"] == ["2026-06-15 09:00:00+00:00"] * 3
        evening = entries(THREE, "2026-06-15 18:00")
        assert [local(evening[name].action.send_at)[:10] for name in "abc"] == [  # type: ignore[union-attr]
            "2026-06-16",
            "2026-06-18",
            "2026-06-22",
        ]

    def test_an_entry_whose_window_closes_before_work_ends_changes_when_it_closes(self) -> None:
        """The thanks are on time until Friday 15:00, and would go out on another day from 18:00 on."""
        found = entries([case("a", contacts=(PEER,)), case("b", contacts=(PEER,))], "2026-06-05 10:00")
        assert [str(found[name].changes_at) for name in "ab"] == [
            "2026-06-05 06:00:00+00:00",
            "2026-06-05 09:00:00+00:00",
        ]

    def test_an_answer_that_is_owed_changes_at_midnight(self) -> None:
        asked = case("b", THANKED, reply("2026-06-15 09:30", asks_for="two references", answer_by=date(2026, 6, 19)))
        assert str(entries([case("a", THANKED), asked])["a"].changes_at) == "2026-06-15 09:00:00+00:00"
        later = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-06-22"))
        assert str(entries([later, asked])["a"].changes_at) == "2026-06-15 15:00:00+00:00"

    def test_an_entry_that_is_over_never_changes(self) -> None:
        over = case("b", THANKED, offer("2026-06-08 10:00"))
        found = entries([case("a", THANKED), over])
        assert found["b"].changes_at is None
        assert str(found["a"].changes_at) == "2026-06-15 09:00:00+00:00"  # the work of Monday ends at 18:00

    def test_the_day_of_a_message_changes_in_the_zone_of_each_case(self) -> None:
        """From midnight in Tokyo on, an answer owed in New York goes out on another day there, and holds the other."""
        asked = case(
            "b",
            reply("2026-06-15 13:30", asks_for="two references", answer_by=date(2026, 6, 19)),
            ended_at=at("2026-06-03 15:00"),
            timezone="America/New_York",
            country="US",
        )
        other = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-06-16"))
        found = entries([other, asked], "2026-06-15 14:00")
        assert (found["a"].held_by, str(found["a"].changes_at)) == (None, "2026-06-15 15:00:00+00:00")
        assert entries([other, asked], "2026-06-16 00:00")["a"].held_by == "b"

    def test_an_entry_that_nobody_can_get_counts_until_it_gives_way(self) -> None:
        """The window closes on 16 June, and 60 days later, on Saturday 15 August, it lapses with the work of Friday."""
        nobody = case("b", THANKED, contacts=(HR.replace(do_not_contact=True), PEER.replace(roles={"employee"})))
        later = case("a", THANKED, snoozed("2026-06-10 10:00", "2026-08-28"), contacts=(PEER, LEAD))
        found = entries([later, nobody])
        assert str(found["a"].changes_at) == str(found["b"].changes_at) == "2026-08-14 09:00:00+00:00"


class TestRows:
    def test_an_entry_is_a_flat_row(self) -> None:
        row = entries(THREE)["b"].row()
        assert {name: row[name] for name in ("id", "company", "position", "round", "kind", "touch", "stage")} == {
            "id": "b",
            "company": "Acme",
            "position": "Data Engineer",
            "round": 1,
            "kind": "wait-until",
            "touch": "follow-up-1",
            "stage": "thanked",
        }
        assert (row["to"], row["names"], row["emails"]) == ("hr", "Hanako Sato", "sato@example.com")
        assert row["held_by"] == "a"
        assert row["send_at"] == row["opens"] == datetime(2026, 6, 17, tzinfo=UTC)
        assert row["closes"] == datetime(2026, 6, 17, 9, tzinfo=UTC)
        assert row["changes_at"] == datetime(2026, 6, 15, 9, tzinfo=UTC)
        assert row["timezone"] == "Asia/Tokyo"
        assert str(row["reasons"]).split(", ")[-2:] == ["held-other-case", "hr-first"]
        assert row["text"] == "Wait until Wed 17 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato"
        assert {type(value) for value in row.values()} <= {str, int, datetime, date, type(None)}

    def test_a_row_has_the_addresses_of_all_who_get_the_message(self) -> None:
        two = entries([case("a", contacts=(PEER, AYA))], DURING_THANKS)["a"].row()
        assert two["emails"] == "mori@example.com, kato@example.com"

    def test_a_row_without_a_message_has_no_addresses(self) -> None:
        assert entries([OVER])["over"].row()["emails"] is None

    def test_rows_of_all_kinds_have_equal_keys(self) -> None:
        asked = case(
            "asked", THANKED, reply("2026-06-15 09:30", asks_for="two references", answer_by=date(2026, 6, 19))
        )
        found = agenda([*ALL, asked], now=at(MORNING))
        assert {entry.action.kind for entry in found} == {"send", "wait-until", "blocked", "done", "respond"}
        assert len({tuple(entry.row()) for entry in found}) == 1
        rows = {entry.case.interview.id: entry.row() for entry in found}
        assert (rows["asked"]["asks_for"], rows["asked"]["answer_by"]) == ("two references", date(2026, 6, 19))
        assert (rows["blocked"]["missing"], rows["blocked"]["to"]) == ("no-address, recipient", None)
        assert (rows["over"]["opens"], rows["over"]["timezone"], rows["over"]["reasons"]) == (None, None, "offer")

    def test_an_entry_goes_through_json_and_says_what_it_is(self) -> None:
        entry = entries(THREE)["b"]
        assert Entry.model_validate_json(entry.model_dump_json()) == entry
        assert json.loads(entry.model_dump_json())["held_by"] == "a"
        assert str(entry).startswith("Data Engineer at Acme: Wait until Wed 17 Jun 09:00")


class TestAskingAboutACase:
    """A case has its interview, events and candidate: nothing of it needs to be unpacked."""

    CASE = case("a", THANKED, follow_up("2026-06-15 10:00"))
    NOW = at("2026-06-23 10:00")

    def test_every_question_takes_a_case(self) -> None:
        about, events = self.CASE.interview, self.CASE.events
        action = next_action(self.CASE, now=self.NOW)
        assert action == next_action(about, events, now=self.NOW)
        assert action.kind == "send"
        assert plan(self.CASE, now=self.NOW) == plan(about, events, now=self.NOW)
        assert replay(self.CASE) == replay(about, events)
        assert messages(action, self.CASE) == messages(action, about, CANDIDATE)

    def test_the_ways_out_take_a_case(self) -> None:
        ahead, about, events = plan(self.CASE, now=self.NOW), self.CASE.interview, self.CASE.events
        assert to_svg(ahead, self.CASE, now=self.NOW) == to_svg(ahead, about, events, now=self.NOW)
        assert to_html(ahead, self.CASE, now=self.NOW) == to_html(ahead, about, events, now=self.NOW)
        with_drafts = to_calendar(ahead, about, now=self.NOW, candidate=CANDIDATE)
        assert to_calendar(ahead, self.CASE, now=self.NOW) == with_drafts
        assert b"Dear " in with_drafts
        alone = self.CASE.replace(candidate=None)
        assert to_calendar(ahead, alone, now=self.NOW, candidate=CANDIDATE) == with_drafts
        with pytest.raises(InputError, match=r"^history must be nothing, since a Case has its events"):
            to_svg(ahead, self.CASE, events, now=self.NOW)

    def test_drafts_need_a_candidate_and_one_only(self) -> None:
        action = next_action(self.CASE, now=self.NOW)
        with pytest.raises(InputError, match=r"^candidate must be a Candidate; drafts need a name and an address"):
            messages(action, self.CASE.replace(candidate=None))
        twice: Any = (action, self.CASE, CANDIDATE)
        with pytest.raises(InputError, match=r"^candidate must be nothing, since a Case has its candidate, got Cand"):
            messages(*twice)


class TestBadInput:
    @pytest.mark.parametrize(
        ("cases", "said"),
        [
            (5, "cases must be an iterable of Case, got 5"),
            ([case("a"), interview()], "cases.1 must be a Case, got Interview"),
            (case("a"), "cases must be an iterable of Case, got Case"),
        ],
    )
    def test_what_is_no_case_of_an_agenda_is_named(self, cases: Any, said: str) -> None:
        with pytest.raises(InputError) as caught:
            agenda(cases, now=at(MORNING))
        assert str(caught.value).startswith(said)

    def test_a_naive_time_of_an_agenda_is_named(self) -> None:
        naive = at(MORNING).replace(tzinfo=None)
        with pytest.raises(InputError, match=r"^now must be timezone-aware"):
            agenda([], now=naive)
        with pytest.raises(InputError, match=r"^until must be timezone-aware"):
            agenda([], now=at(MORNING), until=naive)


class TestByChance:
    @given(desks())
    @by_chance(150)
    def test_an_agenda_is_what_h1_and_h5_say_taken_literally(self, desk: tuple[list[Case], datetime]) -> None:
        cases, now = desk
        found = {id(entry.case): entry for entry in agenda(cases, now=now)}
        for each in expected(cases, now):
            entry = found[id(each.case)]
            assert entry.held_by == each.held_by
            if each.held_by is None and each.waited_until is None:
                assert entry.action == each.own
            elif each.held_by is None:
                assert isinstance(entry.action, Send)
                assert (entry.action.send_at, entry.action.window.closes) == (each.send_at, each.closes)
                assert entry.action.status is (WindowStatus.OPEN if now < each.closes else WindowStatus.LATE)
            else:
                assert isinstance(entry.action, WaitUntil)
                assert (entry.action.send_at, entry.action.window.closes) == (each.send_at, each.closes)
                assert each.other_day is not None
                (said,) = [reason.text for reason in entry.action.reasons if reason.rule == "H1"]
                assert f" on {each.other_day.day} {each.other_day:%B %Y} about " in said

    @given(desks(), st.randoms(use_true_random=False))
    @by_chance(60)
    def test_the_order_in_which_cases_are_given_changes_nothing(
        self, desk: tuple[list[Case], datetime], by: Any
    ) -> None:
        cases, now = desk
        shuffled = by.sample(cases, len(cases))
        assert agenda(shuffled, now=now) == agenda(cases, now=now)

    @given(desks(), desks(domain="elsewhere.example"))
    @by_chance(60)
    def test_lists_that_share_no_address_may_be_asked_apart(
        self, one: tuple[list[Case], datetime], two: tuple[list[Case], datetime]
    ) -> None:
        now = one[1]
        apart = {*agenda(one[0], now=now), *agenda(two[0], now=now)}
        assert set(agenda([*one[0], *two[0]], now=now)) == apart

    @given(desks(), st.integers(1, 10**9))
    @by_chance(100)
    def test_an_entry_stays_until_it_says_that_it_changes(self, desk: tuple[list[Case], datetime], share: int) -> None:
        cases, now = desk
        for entry in agenda(cases, now=now):
            if entry.changes_at is None:
                continue
            assert entry.changes_at > now
            later = now + (entry.changes_at - now) * (share / 10**9) - timedelta(microseconds=1)
            then = next(each for each in agenda(cases, now=max(now, later)) if each.case is entry.case)
            assert _lasting(then) == _lasting(entry)


def _lasting(entry: Entry) -> dict[str, Any]:
    """Return what must not change before `changes_at`: all but `send_at`, the reasons and `changes_at` itself."""
    fields = entry.action.model_dump(exclude={"send_at", "reasons", "changes_at"})
    return {**fields, "held_by": entry.held_by}
