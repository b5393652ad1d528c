"""When: the rules of hours, days and waits. June 2026 has no holiday in Japan; the 1st is a Monday."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from asking import codes, due, span
from events import away, follow_up, reply, skipped, snoozed, thank_you, update_thanks
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Case,
    ContactRole,
    Done,
    Event,
    InputError,
    Send,
    Stage,
    Touch,
    WaitUntil,
    Weeks,
    WindowStatus,
    first_follow_up_window,
    next_action,
    plan,
    replay,
    second_follow_up_window,
    thank_you_window,
)
from support import CANDIDATE, HR, LEAD, PEER, at, interview, local


class TestB2:
    """ "Best sent 24 to 48 hours after the interview." """

    def test_the_window_is_the_second_day_after_the_end(self) -> None:
        window = thank_you_window(interview())
        assert (local(window.opens), local(window.closes)) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_the_reason_says_so(self) -> None:
        reason = due(interview(), now="2026-06-04 15:00").reasons[0]
        assert (
            str(reason)
            == "B2: The interview ended on 3 June 2026. The best time for a thank-you is 24 to 48 hours later."
        )


class TestC1:
    """ "Where a decision date was given: never the day after it; wait 3 to 4 days past it." """

    @pytest.mark.parametrize(
        ("decision", "opens", "closes"),
        [
            ("2026-06-08", "2026-06-11 09:00", "2026-06-12 18:00"),  # Monday: Thursday and Friday
            ("2026-06-10", "2026-06-15 09:00", "2026-06-16 18:00"),  # Wednesday: over the weekend
            ("2026-06-12", "2026-06-17 09:00", "2026-06-18 18:00"),  # Friday: Wednesday and Thursday
            ("2026-06-13", "2026-06-17 09:00", "2026-06-18 18:00"),  # Saturday: the same
        ],
    )
    def test_it_is_three_to_four_business_days_past_the_date(self, decision: str, opens: str, closes: str) -> None:
        window = first_follow_up_window(interview(decision_by=date.fromisoformat(decision)))
        assert (local(window.opens), local(window.closes)) == (opens, closes)

    def test_the_reasons_name_the_date_and_the_wait(self) -> None:
        action = due(interview(decision_by=date(2026, 6, 10)), thank_you(), now="2026-06-05 10:00")
        assert [str(reason) for reason in action.reasons[:2]] == [
            "G10: They said that they would decide by 10 June 2026.",
            "C1: The first follow-up waits 3 to 4 business days after the decision date.",
        ]


class TestD2:
    """ "Silence after the first follow-up: wait another 1 to 2 weeks, then write again." """

    def test_it_is_one_to_two_weeks_after_the_first(self) -> None:
        action = due(interview(), follow_up(), now="2026-06-16 10:00")
        assert action.touch == Touch.FOLLOW_UP_2
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    def test_the_weeks_land_on_business_days(self) -> None:
        """20 July 2026 is Marine Day; 27 July is a plain Monday."""
        window = second_follow_up_window(interview(), at("2026-07-13 10:00"))
        assert (local(window.opens), local(window.closes)) == ("2026-07-21 09:00", "2026-07-27 18:00")


class TestF2:
    """ "Always give more time than the stated date." """

    def test_a_second_follow_up_waits_for_the_decision_date_too(self) -> None:
        """The first was skipped on 4 June; the decision is due on Tuesday 30 June: Friday 3 July."""
        skip = skipped("2026-06-04 10:00", Touch.FOLLOW_UP_1)
        action = due(interview(decision_by=date(2026, 6, 30)), skip, now="2026-06-22 10:00")
        assert action.touch == Touch.FOLLOW_UP_2
        assert span(action) == ("2026-07-03 09:00", "2026-07-03 18:00")


class TestG1:
    """ "Every date and hour is the company's: the interview's time zone, working week and public holidays" """

    def test_the_candidate_may_sit_anywhere(self) -> None:
        """15:00 in Tokyo is 02:00 in New York; 09:00 on Monday there is 20:00 on Sunday in New York."""
        ended = at("2026-06-05 02:00", "America/New_York")
        assert local(thank_you_window(interview(ended_at=ended)).opens) == "2026-06-08 09:00"
        now = at("2026-06-07 20:00", "America/New_York")
        action = next_action(interview(ended_at=ended), (), now=now)
        assert isinstance(action, Send)
        assert action.send_at == now

    def test_answers_carry_the_zone_of_the_company(self) -> None:
        window = thank_you_window(interview(ended_at=at("2026-06-03 06:00", "UTC")))
        assert window.opens.tzinfo == ZoneInfo("Asia/Tokyo")
        assert window.timezone == "Asia/Tokyo"

    def test_the_day_is_the_company_s(self) -> None:
        """Thursday 4 June 08:00 in Tokyo is still the 3rd in UTC; a week later, and three business days: the 16th."""
        assert local(first_follow_up_window(interview(ended_at=at("2026-06-04 08:00"))).opens) == "2026-06-16 09:00"

    def test_instants_are_kept_in_utc(self) -> None:
        assert interview().ended_at.tzinfo is UTC
        assert thank_you().at.tzinfo is UTC

    def test_the_working_week_is_the_company_s(self) -> None:
        """In Saudi Arabia a Thursday's interview is thanked for on Sunday."""
        riyadh = interview(ended_at=at("2026-06-04 15:00", "Asia/Riyadh"), timezone="Asia/Riyadh", country="SA")
        assert local(thank_you_window(riyadh).opens, "Asia/Riyadh") == "2026-06-07 09:00"

    def test_holidays_of_the_subdivision_count(self) -> None:
        """4 June 2026 is Corpus Christi, in Bavaria and not in Berlin."""
        berlin = interview(timezone="Europe/Berlin", country="DE", ended_at=at("2026-06-02 15:00", "Europe/Berlin"))
        opens = [
            local(first_follow_up_window(berlin.replace(subdivision=land, decision_by=date(2026, 6, 2))).opens)
            for land in ("BE", "BY")
        ]
        assert opens == ["2026-06-05 16:00", "2026-06-08 16:00"]  # 09:00 in Berlin

    def test_the_company_s_own_days_count(self) -> None:
        case = interview(extra_holidays=(date(2026, 6, 15),), extra_workdays=(date(2026, 6, 13),))
        window = first_follow_up_window(case)  # 10 June, and then Thu 11, Fri 12, Sat 13, Tue 16
        assert (local(window.opens), local(window.closes)) == ("2026-06-13 09:00", "2026-06-16 18:00")

    def test_a_closed_day_passed_over_is_a_reason(self) -> None:
        action = due(interview(decision_by=date(2026, 7, 16)), thank_you(), now="2026-06-05 10:00")
        assert [str(reason) for reason in action.reasons if reason.code == "closed-day"] == [
            "G1: 20 July 2026 is not a business day: Marine Day."
        ]

    def test_where_the_data_end_a_reason_says_so(self) -> None:
        """Sri Lanka's holidays are known to 2026."""
        colombo = interview(
            ended_at=at("2026-12-28 15:00", "Asia/Colombo"), timezone="Asia/Colombo", country="LK", decision_by=None
        )
        action = due(colombo, skipped("2026-12-28 20:00", Touch.THANK_YOU), now="2026-12-29 10:00")
        assert "horizon" in codes(action)
        assert local(action.window.opens, "Asia/Colombo") == "2027-01-07 09:00"  # Monday 4 January, and three days

    def test_naive_now_is_an_error(self) -> None:
        with pytest.raises(InputError, match="now"):
            next_action(interview(), (), now=at("2026-06-04 15:00").replace(tzinfo=None))


class TestG3:
    """
    "3 to 4 days" (C1) are business days. "1 to 2 weeks" (D2) are calendar weeks, landing on business days. "24
    to 48 hours" (B2) are elapsed hours. Each is a field of `Policy`, in its unit.
    """

    def test_hours_are_elapsed_hours(self) -> None:
        """Clocks go forward on Sunday 29 March 2026 in Berlin: 48 hours after Saturday 15:00 is Monday 16:00."""
        ended = at("2026-03-28 15:00", "Europe/Berlin")
        window = thank_you_window(interview(ended_at=ended, timezone="Europe/Berlin", country="DE"))
        assert local(window.closes, "Europe/Berlin") == "2026-03-30 16:00"

    def test_each_is_a_field_of_the_policy(self) -> None:
        policy = DEFAULT_POLICY.replace(
            thank_you=BusinessDays(0, 1), first_follow_up=Weeks(1, 1), second_follow_up=BusinessDays(5, 6)
        )
        case = interview(decision_by=date(2026, 6, 10))
        windows = [
            thank_you_window(case, policy=policy),
            first_follow_up_window(case, policy=policy),
            second_follow_up_window(case, at("2026-06-17 10:00"), policy=policy),
        ]
        assert [(local(window.opens), local(window.closes)) for window in windows] == [
            ("2026-06-03 15:00", "2026-06-04 18:00"),
            ("2026-06-17 09:00", "2026-06-17 18:00"),
            ("2026-06-24 09:00", "2026-06-25 18:00"),
        ]


class TestG4:
    """ "Working hours are 09:00 to 18:00 local, half-open; a `Policy` field." """

    def test_nine_is_in_and_eighteen_is_out(self) -> None:
        case = interview(ended_at=at("2026-06-02 09:00"))  # open Wed 3 June 09:00 to Thu 4 June 18:00
        assert due(case, now="2026-06-03 09:00").send_at == at("2026-06-03 09:00")
        assert due(case, now="2026-06-03 17:59").send_at == at("2026-06-03 17:59")
        assert due(case, now="2026-06-03 18:00").send_at == at("2026-06-04 09:00")

    def test_they_are_the_policy_s(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(8), work_ends=time(14))
        window = thank_you_window(interview(), policy=policy)
        assert (local(window.opens), local(window.closes)) == ("2026-06-05 08:00", "2026-06-05 14:00")


class TestG6:
    """ "`now` before `opens` is *early*, inside is *open*, at or after `closes` is *late*. Late is not lost" """

    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-04 14:59", WindowStatus.EARLY),
            ("2026-06-04 15:00", WindowStatus.OPEN),
            ("2026-06-05 14:59", WindowStatus.OPEN),
            ("2026-06-05 15:00", WindowStatus.LATE),
        ],
    )
    def test_status(self, now: str, status: WindowStatus) -> None:
        assert thank_you_window(interview()).status(at(now)) is status

    def test_early_waits(self) -> None:
        action = due(interview(), now="2026-06-04 14:59")
        assert isinstance(action, WaitUntil)
        assert action.send_at == at("2026-06-04 15:00")

    def test_late_goes_out_at_the_next_working_instant(self) -> None:
        action = due(interview(), now="2026-06-05 20:00")
        assert isinstance(action, Send)
        assert (action.status, local(action.send_at)) == (WindowStatus.LATE, "2026-06-08 09:00")
        assert "late" in codes(action)

    def test_due_today_is_not_late(self) -> None:
        action = due(interview(), thank_you(), now="2026-06-16 17:59")  # the last day of the first follow-up
        assert isinstance(action, Send)
        assert action.status is WindowStatus.OPEN


class TestG9:
    """
    "A thank-you whose window would open more than 78 hours after the interview's end, before any hold (longer
    than an ordinary weekend: a three-day closure, a holiday week), is better early than late"
    """

    def test_before_golden_week_it_is_thanked_for_at_once(self) -> None:
        """Friday 1 May 2026; the next business day is Thursday 7 May."""
        window = thank_you_window(interview(ended_at=at("2026-05-01 15:00")))
        assert (local(window.opens), local(window.closes)) == ("2026-05-01 15:00", "2026-05-01 18:00")

    def test_an_ordinary_weekend_is_not_long(self) -> None:
        window = thank_you_window(interview(ended_at=at("2026-06-05 15:00")))
        assert (local(window.opens), local(window.closes)) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_seventy_eight_hours_are_not_more_than_seventy_eight(self) -> None:
        """From Friday 03:00 to Monday 09:00."""
        opens = [
            local(thank_you_window(interview(ended_at=at(ended))).opens)
            for ended in ("2026-06-05 03:00", "2026-06-05 02:59")
        ]
        assert opens == ["2026-06-08 09:00", "2026-06-05 09:00"]

    def test_a_hold_does_not_make_it_long(self) -> None:
        snooze = snoozed("2026-06-03 16:00", "2026-06-09")
        assert span(due(interview(), snooze, now="2026-06-03 17:00")) == ("2026-06-09 09:00", "2026-06-09 18:00")

    def test_the_reason_says_so(self) -> None:
        assert "better-early" in codes(due(interview(ended_at=at("2026-05-01 15:00")), now="2026-05-01 16:00"))


class TestG10:
    """
    "The *decision date* is the last one stated: `decision_by`, or the date in a reply that named one on or after
    its own day. None stated: one week after the interview's day is assumed, and said in `reasons`."
    """

    def opens(self, *events: Event, **fields: Any) -> str:
        """Return the day on which the first follow-up opens, all thanks skipped."""
        skips = [skipped("2026-06-30 08:00", touch) for touch in (Touch.THANK_YOU, Touch.UPDATE_THANKS)]
        action = due(interview(**fields), *events, *skips, now="2026-06-03 16:00")
        assert action.touch == Touch.FOLLOW_UP_1
        return str(action.window.opens.date())

    def reply(self, when: str, decision_by: str | None = None) -> Event:
        named = None if decision_by is None else date.fromisoformat(decision_by)
        return reply(f"{when} 10:00", decision_by=named)

    def test_a_week_is_assumed(self) -> None:
        """Wednesday 10 June, and three business days: Monday the 15th."""
        assert self.opens() == "2026-06-15"
        assert "decision-assumed" in codes(due(interview(), thank_you(), now="2026-06-05 10:00"))

    def test_the_last_one_stated_counts(self) -> None:
        """16 June is a Tuesday: Friday the 19th. An earlier date, if it is the last one, counts as well."""
        assert self.opens(self.reply("2026-06-08", "2026-06-16"), decision_by=date(2026, 6, 10)) == "2026-06-19"
        assert self.opens(self.reply("2026-06-08", "2026-06-09"), decision_by=date(2026, 6, 30)) == "2026-06-12"

    def test_a_date_before_its_own_day_is_none(self) -> None:
        """The reply of Tuesday 9 June restarts the wait: 16 June."""
        assert self.opens(self.reply("2026-06-09", "2026-06-08"), decision_by=date(2026, 6, 10)) == "2026-06-19"

    def test_a_reply_s_own_day_is_a_date(self) -> None:
        assert self.opens(self.reply("2026-06-09", "2026-06-09")) == "2026-06-12"

    def test_a_reply_that_names_none_restarts_the_wait(self) -> None:
        assert self.opens(self.reply("2026-06-12")) == "2026-06-24"  # Friday the 19th, and three days
        assert "decision-restarted" in codes(
            due(
                interview(),
                skipped("2026-06-12 11:00", Touch.UPDATE_THANKS),
                skipped("2026-06-12 11:00", Touch.THANK_YOU),
                self.reply("2026-06-12"),
                now="2026-06-12 12:00",
            )
        )

    def test_unless_the_stated_date_is_later(self) -> None:
        assert self.opens(self.reply("2026-06-12"), decision_by=date(2026, 6, 23)) == "2026-06-26"

    def test_after_any_reply_the_count_starts_again(self) -> None:
        first = follow_up()
        action = due(
            interview(),
            first,
            self.reply("2026-06-16"),
            update_thanks("2026-06-16 11:00"),
            skipped("2026-06-16 11:00", Touch.THANK_YOU),
            now="2026-06-16 12:00",
        )
        assert action.touch == Touch.FOLLOW_UP_1
        assert str(action.window.opens.date()) == "2026-06-26"  # Tuesday 23 June, and three days


class TestG11:
    """ "No follow-up and no escalation opens before the third business day after the decision date (F2)" """

    def test_an_escalation_waits_for_the_decision_date(self) -> None:
        """Both follow-ups were skipped on 5 June; a decision on Tuesday 30 June: Friday 3 July."""
        skips = [skipped("2026-06-05 10:00", t) for t in (Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2)]
        skips[1] = skips[1].replace(at=at("2026-06-05 11:00"))
        action = due(interview(decision_by=date(2026, 6, 30)), *skips, now="2026-06-06 10:00")
        assert action.touch == Touch.ESCALATION
        assert span(action) == ("2026-07-03 09:00", "2026-07-03 18:00")
        assert "held-after-decision" in codes(action)

    def test_the_policy_says_how_many_days(self) -> None:
        skip = skipped("2026-06-05 10:00", Touch.FOLLOW_UP_1)
        policy = DEFAULT_POLICY.replace(after_decision_business_days=5)
        action = due(interview(decision_by=date(2026, 6, 30)), skip, now="2026-06-06 10:00", policy=policy)
        assert str(action.window.opens.date()) == "2026-07-07"

    def test_the_first_follow_up_waits_two_days_after_the_last_message(self) -> None:
        """A late thank-you on Friday 12 June holds it from Monday the 15th until Tuesday the 16th."""
        action = due(interview(), thank_you("2026-06-12 10:00"), now="2026-06-12 11:00")
        assert span(action) == ("2026-06-16 09:00", "2026-06-16 18:00")
        assert "held-after-message" in codes(action)

    def test_the_second_follow_up_does_not(self) -> None:
        first = follow_up()
        note = thank_you("2026-06-22 08:00")
        action = due(interview(), first, note, now="2026-06-22 08:30")
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")


class TestSent:
    """G30: only a sent event counts; a mail to each is an event for each."""

    CASE = interview(contacts=(HR, PEER, LEAD.replace(roles={ContactRole.INTERVIEWER})))

    def test_an_event_for_each_mail_leaves_the_rest_due(self) -> None:
        action = due(self.CASE, now="2026-06-04 15:00")
        sent = action.sent(at=at("2026-06-04 15:10"), to=["peer"], message_id="<1@example.com>", subject="Thank you")
        assert sent.to == ("peer",)
        assert [to.contact for to in due(self.CASE, sent, now="2026-06-04 15:20").to] == ["lead"]

    def test_nobody_else_can_have_got_it(self) -> None:
        with pytest.raises(
            InputError, match=r"^to must be a collection of contact ids among \('peer', 'lead'\), got \['hr'\]$"
        ):
            due(self.CASE, now="2026-06-04 15:00").sent(at=at("2026-06-04 15:10"), to=["hr"])


class TestWhatIsNoHistory:
    @pytest.mark.parametrize("history", [thank_you(), None, 5])
    def test_it_is_refused_in_words(self, history: Any) -> None:
        with pytest.raises(InputError, match=r"^history must be an iterable of events, or a Progress, got "):
            next_action(interview(), history, now=at("2026-06-05 10:00"))

    @pytest.mark.parametrize("event", ["reply", {"kind": "withdrawn"}, interview()])
    def test_what_is_no_event_is_refused_with_its_place(self, event: Any) -> None:
        with pytest.raises(
            InputError, match=r"^events\.1 must be an event; read JSON with Case, or with Progress, got "
        ):
            next_action(interview(), [thank_you(), event], now=at("2026-06-05 10:00"))

    def test_so_is_what_is_no_interview(self) -> None:
        case: Any = CANDIDATE
        with pytest.raises(InputError, match=r"^interview must be an Interview or a Case, got Candidate"):
            next_action(case, (), now=at("2026-06-05 10:00"))

    def test_so_is_a_history_beside_a_case_that_has_one(self) -> None:
        case: Any = Case(interview=interview())
        with pytest.raises(InputError, match=r"^history must be nothing, since a Case has its events, got \(\)$"):
            next_action(case, (), now=at("2026-06-05 10:00"))


class TestSkipsOfOneInstant:
    """G24 leaves their order open; the touches' own is what an app that skips them all means."""

    def test_they_go_in_the_order_of_the_touches(self) -> None:
        touches = (Touch.ESCALATION, Touch.FOLLOW_UP_2, Touch.FOLLOW_UP_1, Touch.THANK_YOU)
        skips = [skipped("2026-06-05 10:00", touch) for touch in touches]
        assert replay(interview(), skips).stage is Stage.ESCALATED


class TestG12:
    """
    "The clock counts from what was really sent, never from what was planned, so a late message pushes the next
    one."
    """

    def test_a_late_follow_up_pushes_the_next(self) -> None:
        """Planned for 15 June, sent on Thursday 25 June: 2 to 9 July."""
        first = follow_up("2026-06-25 10:00")
        assert span(due(interview(), first, now="2026-06-26 10:00")) == ("2026-07-02 09:00", "2026-07-09 18:00")

    def test_the_plan_counts_from_when_each_would_be_sent(self) -> None:
        """The first is late on Friday 19 June, so the second opens on Friday the 26th."""
        ahead = plan(interview(), (thank_you(),), now=at("2026-06-19 10:00"))
        opens = [str(action.window and action.window.opens.date()) for action in ahead]
        assert opens == ["2026-06-15", "2026-06-26", "2026-07-03"]


class TestG13:
    """
    "A thank-you or update thanks whose `send_at` would not come before the next follow-up opens is folded into
    it: not due any more, and the follow-up says thank you, as it does for one that lapsed unsent."
    """

    def folded(self, now: str, **fields: Any) -> Send | WaitUntil:
        return due(interview(decision_by=date(2026, 6, 3), **fields), now=now)

    def test_it_is_folded_when_the_follow_up_opens(self) -> None:
        """A decision on the day itself: the follow-up opens on Monday 8 June, before the thank-you lapses."""
        assert self.folded("2026-06-05 17:59").touch == Touch.THANK_YOU
        action = self.folded("2026-06-05 18:00")  # it could go out on Monday at 09:00, not before
        assert (action.kind, action.touch, action.folds) == ("wait-until", "follow-up-1", ("thank-you",))
        assert "folded" in codes(action)

    def test_thanks_that_would_open_together_with_the_follow_up_are_folded_at_once(self) -> None:
        """A snooze until Monday 22 June holds both until then."""
        snooze = snoozed("2026-06-05 10:00", "2026-06-22")
        action = due(interview(), snooze, now="2026-06-05 11:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        assert local(action.send_at) == "2026-06-22 09:00"

    def test_it_is_not_due_any_more_once_the_follow_up_said_thanks(self) -> None:
        action = self.folded("2026-06-08 09:00")
        sent = action.sent(at=at("2026-06-08 09:30"))
        heard = reply("2026-06-08 11:00", None)
        case = interview(decision_by=date(2026, 6, 3))
        assert due(case, sent, heard, now="2026-06-08 12:00").touch == Touch.FOLLOW_UP_1

    def test_a_thank_you_lapses_five_business_days_after_it_closed(self) -> None:
        """It closed on Friday 5 June: its last day is Friday the 12th. The follow-up is far away."""
        case = interview(decision_by=date(2026, 6, 30))
        assert due(case, now="2026-06-12 17:59").touch == Touch.THANK_YOU
        action = due(case, now="2026-06-12 18:00")  # the next working instant is Monday's
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        assert "lapsed" in codes(action)

    def test_a_lapsed_follow_up_ends_the_case(self) -> None:
        """It closed on Tuesday 16 June: sixty days later is Saturday 15 August; Friday the 14th is the last chance."""
        assert due(interview(), thank_you(), now="2026-08-14 17:59").touch == Touch.FOLLOW_UP_1
        action = next_action(interview(), (thank_you(),), now=at("2026-08-14 18:00"))
        assert isinstance(action, Done)
        assert codes(action) == ["lapsed"]

    @pytest.mark.parametrize(
        ("events", "last", "touch"),
        [
            ((follow_up(),), "2026-08-28 17:59", Touch.FOLLOW_UP_2),
            (
                (
                    follow_up(),
                    follow_up("2026-06-22 10:00"),
                ),
                "2026-09-04 17:59",
                Touch.ESCALATION,
            ),
        ],
    )
    def test_so_do_the_later_ones(self, events: tuple[Event, ...], last: str, touch: Touch) -> None:
        """The second closed on Monday 29 June, the escalation on Monday 6 July; sixty days are Fridays' ends."""
        assert due(interview(), *events, now=last).touch == touch
        later = at(last) + timedelta(minutes=1)
        assert isinstance(next_action(interview(), events, now=later), Done)

    def test_update_thanks_lapse_five_business_days_after_they_closed(self) -> None:
        """The reply of Monday 8 June names 30 June; the window closed on the 9th, the last day is the 16th."""
        heard = reply("2026-06-08 10:00", decision_by=date(2026, 6, 30))
        skip = skipped("2026-06-08 11:00", Touch.THANK_YOU)
        assert due(interview(), heard, skip, now="2026-06-16 17:59").touch == Touch.UPDATE_THANKS
        action = due(interview(), heard, skip, now="2026-06-16 18:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.UPDATE_THANKS,))

    def test_a_touch_that_the_policy_never_sends_counts_as_lapsed(self) -> None:
        never = DEFAULT_POLICY.replace(never={Touch.THANK_YOU})
        action = due(interview(), now="2026-06-04 15:00", policy=never)
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        never = DEFAULT_POLICY.replace(never={Touch.FOLLOW_UP_1})
        done = next_action(interview(), (thank_you(),), now=at("2026-06-15 10:00"), policy=never)
        assert isinstance(done, Done)
        assert codes(done) == ["never"]

    def test_without_a_follow_up_nothing_is_folded(self) -> None:
        case = interview(decision_by=date(2026, 6, 3), enquiries_welcome=False)
        assert due(case, now="2026-06-09 10:00").touch == Touch.THANK_YOU

    def test_a_partly_sent_thank_you_is_folded_for_the_rest(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER, PEER.replace(id="second", email="second@example.com")))
        action = due(case, thank_you(), now="2026-06-15 10:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))


def test_thanks_have_more_time_where_the_follow_up_waits_for_somebody_who_is_away() -> None:
    """G13 and G20: a decision by Thursday 4 June; HR is back on Wednesday the 10th, and asked from Friday the 12th."""
    case = interview(decision_by=date(2026, 6, 4))
    absence = away("2026-06-03 16:00", returns_on="2026-06-10")
    now = at("2026-06-05 10:00")
    there, waiting = (next_action(case, history, now=now) for history in ([], [absence]))
    assert isinstance(there, Send)
    assert isinstance(waiting, Send)
    assert there.lapses_at == at("2026-06-08 18:00")  # the follow-up opens on Tuesday 9 June
    assert waiting.lapses_at == at("2026-06-11 18:00")
