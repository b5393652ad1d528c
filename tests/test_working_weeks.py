"""What a working week may be (G4), and windows on weeks of all kinds, against the oracle."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import oracle
from asking import span
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Case,
    Hours,
    Interview,
    Policy,
    Weeks,
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)
from support import by_chance, interview
from together import together
from weeks import (
    FRIDAY,
    FROM_SUNDAY,
    LONG_DAY,
    ON_WEDNESDAYS,
    SATURDAY,
    SHORT_DAY,
    UNTIL_FRIDAY_NOON,
    Week,
)
from worlds import DAY, HOURS, both, companies, place_of, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def week_of(about: Interview) -> Mapping[int, tuple[time, time]]:
    assert about.working_week is not None
    return about.working_week


class TestG4Values:
    """What ``working_week`` may be, and that it stays what it is (G4)."""

    @together(
        "week",
        [
            pytest.param({}, id="empty"),
            pytest.param([], id="a list"),
            pytest.param([(0, LONG_DAY)], id="a list of pairs"),
            pytest.param("Mo-Fr 9-17", id="a text"),
            pytest.param(5, id="a number"),
            pytest.param({0: (time(9), time(9, 59))}, id="59 minutes"),
            pytest.param({0: (time(9), time(9))}, id="no time at all"),
            pytest.param({0: LONG_DAY, 1: (time(9), time(9, 30))}, id="half an hour on one day"),
            pytest.param({0: (time(22), time(2))}, id="over midnight"),
            pytest.param({0: (time(22), time(0))}, id="until midnight"),
            pytest.param({0: (time(17), time(9))}, id="backwards"),
            pytest.param({7: LONG_DAY}, id="an eighth weekday"),
            pytest.param({-1: LONG_DAY}, id="a weekday before Monday"),
            pytest.param({"7": LONG_DAY}, id="an eighth weekday in text"),
            pytest.param({"-1": LONG_DAY}, id="a weekday before Monday in text"),
            pytest.param({"monday": LONG_DAY}, id="a weekday's name"),
            pytest.param({"": LONG_DAY}, id="no weekday"),
            pytest.param({" 1": LONG_DAY}, id="a weekday with a blank"),
            pytest.param({"01": LONG_DAY}, id="a weekday in two digits"),
            pytest.param({"１": LONG_DAY}, id="a weekday in full width"),
            pytest.param({True: LONG_DAY}, id="a truth value"),
            pytest.param({1.0: LONG_DAY}, id="a fraction"),
            pytest.param({None: LONG_DAY}, id="nothing as a weekday"),
            pytest.param({(0, 1): LONG_DAY}, id="two weekdays"),
            pytest.param({1: LONG_DAY, "1": LONG_DAY}, id="a weekday twice"),
            pytest.param({"1": SHORT_DAY, 1: LONG_DAY}, id="a weekday twice with two hours"),
            pytest.param(dict.fromkeys([*range(7), "0"], LONG_DAY), id="eight weekdays"),
            pytest.param({0: (time(9, tzinfo=UTC), time(17, tzinfo=UTC))}, id="aware times"),
            pytest.param({0: ("09:00+09:00", "17:00+09:00")}, id="aware times in text"),
            pytest.param({0: (time(9), time(17, tzinfo=UTC))}, id="one aware time"),
            pytest.param({0: None}, id="no hours"),
            pytest.param({0: ()}, id="no hours in a tuple"),
            pytest.param({0: (time(9),)}, id="one time"),
            pytest.param({0: (time(9), time(12), time(13), time(17))}, id="a pause at noon"),
            pytest.param({0: ((time(9), time(12)), (time(13), time(17)))}, id="two spans"),
            pytest.param({0: time(9)}, id="a time by itself"),
            pytest.param({0: "09:00-17:00"}, id="a span in text"),
            pytest.param({0: "ab"}, id="two letters"),
            pytest.param({0: {time(9), time(17)}}, id="a set of times"),
            pytest.param({0: {"from": time(9), "to": time(17)}}, id="a mapping of times"),
            pytest.param({0: (9, 17)}, id="numbers"),
            pytest.param({0: ("9", "17")}, id="numbers in text"),
            pytest.param({0: ("nine", "five")}, id="words"),
            pytest.param({0: (None, None)}, id="two times that are nothing"),
            pytest.param({0: ("25:00", "26:00")}, id="hours that no day has"),
            pytest.param({0: (time(9, 0, 30), time(17))}, id="seconds"),
            pytest.param({0: (time(9), time(17, 0, 0, 1))}, id="microseconds"),
        ],
    )
    def test_what_is_no_working_week_is_refused(self, week: Any) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(working_week=week)
        assert [error["loc"] for error in caught.value.errors()] == [("working_week",)]

    @pytest.mark.parametrize(
        "week",
        [
            {"0": ["09:00", "17:00"], "4": ["09:00", "12:00"]},
            {0: ("09:00", "17:00"), 4: ("09:00", "12:00")},
            {4: SHORT_DAY, 0: LONG_DAY},
            {0: LONG_DAY, "4": list(SHORT_DAY)},
            MappingProxyType({0: LONG_DAY, 4: SHORT_DAY}),
        ],
    )
    def test_all_spellings_of_a_week_are_equal(self, week: Any) -> None:
        one, other = interview(working_week=week), interview(working_week={0: LONG_DAY, 4: SHORT_DAY})
        assert one == other
        assert hash(one) == hash(other)
        assert hash(one.working_week) == hash(other.working_week)

    def test_an_hour_is_the_shortest_working_day(self) -> None:
        week = week_of(interview(working_week={0: (time(9), time(10))}))
        assert week == {0: (time(9), time(10))}

    def test_a_working_day_may_last_from_midnight_to_a_minute_before(self) -> None:
        assert week_of(interview(working_week={6: (time(0), time(23, 59))}))[6] == (time(0), time(23, 59))

    def test_a_week_is_a_mapping_like_the_dict_that_was_given(self) -> None:
        week = week_of(interview(working_week=UNTIL_FRIDAY_NOON))
        assert week == UNTIL_FRIDAY_NOON
        assert dict(week) == UNTIL_FRIDAY_NOON
        assert list(week) == [0, 1, 2, 3, 4]
        assert len(week) == 5
        assert SATURDAY not in week
        assert week.get(SATURDAY) is None

    def test_a_week_differs_from_a_week_with_other_hours(self) -> None:
        assert interview(working_week={0: LONG_DAY}) != interview(working_week={0: SHORT_DAY})
        assert interview(working_week={0: LONG_DAY}) != interview(working_week={1: LONG_DAY})
        assert interview(working_week={0: LONG_DAY}) != interview()

    def test_the_order_of_the_days_of_a_week_does_not_matter(self) -> None:
        backwards = dict(reversed(UNTIL_FRIDAY_NOON.items()))
        one, other = interview(working_week=UNTIL_FRIDAY_NOON), interview(working_week=backwards)
        assert one.model_dump_json() == other.model_dump_json()
        assert repr(one.working_week) == repr(other.working_week)

    def test_a_week_cannot_be_changed(self) -> None:
        week: Any = interview(working_week=UNTIL_FRIDAY_NOON).working_week
        with pytest.raises(TypeError):
            week[SATURDAY] = SHORT_DAY
        with pytest.raises(TypeError):
            del week[FRIDAY]

    def test_a_change_of_the_dict_that_was_given_does_not_reach_the_week(self) -> None:
        given_week: Week = {0: LONG_DAY}
        about = interview(working_week=given_week)
        given_week[1] = LONG_DAY
        assert week_of(about) == {0: LONG_DAY}

    def test_a_week_is_written_as_weekdays_with_two_local_times(self) -> None:
        written = json.loads(interview(working_week={4: SHORT_DAY, 0: LONG_DAY}).model_dump_json())
        assert written["working_week"] == {"0": ["09:00", "17:00"], "4": ["09:00", "12:00"]}

    @pytest.mark.parametrize("week", [UNTIL_FRIDAY_NOON, FROM_SUNDAY, ON_WEDNESDAYS, None])
    def test_an_interview_comes_back_equal_from_json(self, week: Week | None) -> None:
        about = interview(working_week=week)
        again = Interview.model_validate_json(about.model_dump_json())
        assert again == about
        assert hash(again) == hash(about)
        assert again.model_dump_json() == about.model_dump_json()

    def test_a_case_comes_back_equal_from_json(self) -> None:
        case = Case(interview=interview(working_week=UNTIL_FRIDAY_NOON))
        assert Case.model_validate_json(case.model_dump_json()) == case

    def test_an_interview_comes_back_equal_from_its_own_dump(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        assert Interview.model_validate(about.model_dump()) == about

    def test_a_week_in_json_that_is_none_is_refused(self) -> None:
        written = interview(working_week={0: LONG_DAY}).model_dump_json().replace('"0":["09:00"', '"0":["18:00"')
        with pytest.raises(ValidationError, match="working_week"):
            Interview.model_validate_json(written)

    def test_a_week_survives_pickle(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        again = pickle.loads(pickle.dumps(about))  # noqa: S301 - our own
        assert again == about
        assert hash(again) == hash(about)
        assert week_of(again) == UNTIL_FRIDAY_NOON

    def test_a_week_survives_copies(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        for again in (copy.copy(about), copy.deepcopy(about), about.model_copy()):
            assert again == about
            assert week_of(again) == UNTIL_FRIDAY_NOON

    def test_replacing_another_field_keeps_the_week(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON).replace(position="Analyst")
        assert about.position == "Analyst"
        assert week_of(about) == UNTIL_FRIDAY_NOON

    def test_a_week_can_be_replaced(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        assert week_of(about.replace(working_week=FROM_SUNDAY)) == FROM_SUNDAY
        assert about.replace(working_week=None).working_week is None

    def test_a_bad_week_is_refused_when_it_is_replaced(self) -> None:
        with pytest.raises(ValidationError, match="working_week"):
            interview(working_week=UNTIL_FRIDAY_NOON).replace(working_week={})

    def test_two_companies_with_different_weeks_do_not_share_their_hours(self) -> None:
        one, other = interview(working_week=UNTIL_FRIDAY_NOON), interview(working_week=FROM_SUNDAY)
        assert span(thank_you_window(one)) == ("2026-06-04 15:00", "2026-06-05 12:00")
        assert span(thank_you_window(other)) == ("2026-06-04 15:00", "2026-06-04 16:00")
        assert span(thank_you_window(interview())) == ("2026-06-04 15:00", "2026-06-05 15:00")


policies = st.builds(
    lambda hours, **fields: Policy(work_starts=hours[0], work_ends=hours[1], **fields),
    st.sampled_from(HOURS),
    minimum_window_minutes=st.sampled_from([1, 60, 90, 366]),
    thank_you=st.sampled_from([Hours(24, 48), Hours(0, 1), BusinessDays(0, 2), Weeks(0, 1)]),
    first_follow_up=st.sampled_from([BusinessDays(3, 4), BusinessDays(0, 0), Weeks(1, 1)]),
    second_follow_up=st.sampled_from([Weeks(1, 2), BusinessDays(1, 1)]),
    update_thanks=st.sampled_from([BusinessDays(0, 1), Hours(2, 30)]),
    after_decision_business_days=st.sampled_from([0, 3]),
)
few = by_chance(60)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Interview, Policy, oracle.Place]:
    """Return an interview by chance, a policy, and where it was in the words of the oracle."""
    about = interview(**draw(companies()))
    waits = draw(st.none() | st.integers(0, 40))
    if waits is not None:
        about = about.replace(decision_by=about.day + waits * DAY)
    policy = draw(policies | st.just(DEFAULT_POLICY))
    return about, policy, place_of(about, policy)


def decision_of(about: Interview, policy: Policy) -> date:
    return about.decision_by or about.day + policy.assumed_decision_weeks * 7 * DAY


def after_decision(about: Interview, policy: Policy, place: oracle.Place) -> date:
    """G11: "No follow-up and no escalation opens before the third business day after the decision date"."""
    return oracle.add_business_days(place, decision_of(about, policy), policy.after_decision_business_days)


class TestOwnWeeks:
    """The table "The steps and their windows" in weeks of all kinds, against the oracle."""

    @few
    @given(asked())
    def test_a_thank_you_is_on_time_when_the_oracle_says(self, case: tuple[Interview, Policy, oracle.Place]) -> None:
        about, policy, place = case
        latest = timedelta(hours=policy.thank_you_latest_opening_hours)
        expected = oracle.thank_you(place, about.ended_at, span_of(policy.thank_you), latest)
        assert both(thank_you_window(about, policy=policy)) == expected

    @few
    @given(asked())
    def test_a_first_follow_up_is_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place]
    ) -> None:
        about, policy, place = case
        span, holds = span_of(policy.first_follow_up), [after_decision(about, policy, place)]
        expected = oracle.follow_up(place, about.ended_at, decision_of(about, policy), span, holds)
        assert both(first_follow_up_window(about, policy=policy)) == expected

    @few
    @given(asked(), st.integers(0, 60 * 24))
    def test_later_messages_that_ask_are_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place], hours: int
    ) -> None:
        about, policy, place = case
        sent = about.ended_at + timedelta(hours=hours)
        day, holds = oracle.day_of(place, sent), [after_decision(about, policy, place)]
        for window, wait in (
            (second_follow_up_window(about, sent, policy=policy), policy.second_follow_up),
            (escalation_window(about, sent, policy=policy), policy.escalation),
        ):
            assert both(window) == oracle.follow_up(place, about.ended_at, day, span_of(wait), holds)
        request = feedback_request_window(about, sent, policy=policy)
        assert both(request) == oracle.follow_up(place, about.ended_at, day, span_of(policy.feedback_request))

    @few
    @given(asked(), st.integers(0, 60 * 24))
    def test_update_thanks_are_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place], hours: int
    ) -> None:
        about, policy, place = case
        replied = about.ended_at + timedelta(hours=hours)
        expected = oracle.update_thanks(place, replied, span_of(policy.update_thanks))
        assert both(update_thanks_window(about, replied, policy=policy)) == expected
