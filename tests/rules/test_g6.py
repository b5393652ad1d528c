"""G6: `now` before `opens` is *early*, inside is *open*, at or after `closes` is *late*. Late is not lost: the
message still goes out, at the next working instant (`send_at`). Due today is not late.
"""

from __future__ import annotations

import pytest

from asking import codes, due
from events import thank_you
from followup_rules import Send, WaitUntil, WindowStatus, thank_you_window
from plans import outlook
from support import at, interview, local


class TestG6:
    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-04 14:59", WindowStatus.EARLY),
            ("2026-06-04 15:00", WindowStatus.OPEN),
            ("2026-06-05 14:59", WindowStatus.OPEN),
            ("2026-06-05 15:00", WindowStatus.LATE),
        ],
    )
    def test_a_window_is_early_open_and_late(self, now: str, status: WindowStatus) -> None:
        assert thank_you_window(interview()).status(at(now)) is status

    def test_before_the_window_opens_the_answer_is_to_wait(self) -> None:
        action = due(interview(), now="2026-06-04 14:59")
        assert isinstance(action, WaitUntil)
        assert action.send_at == at("2026-06-04 15:00")

    def test_a_late_message_goes_out_at_the_next_working_instant(self) -> None:
        action = due(interview(), now="2026-06-05 20:00")
        assert isinstance(action, Send)
        assert (action.status, local(action.send_at)) == (WindowStatus.LATE, "2026-06-08 09:00")
        assert "late" in codes(action)

    def test_due_today_is_not_late(self) -> None:
        action = due(interview(), thank_you(), now="2026-06-16 17:59")  # the last day of the first follow-up
        assert isinstance(action, Send)
        assert action.status is WindowStatus.OPEN

    @pytest.mark.parametrize(
        ("now", "status", "send_at"),
        [
            ("2026-06-03 16:00", "early", "2026-06-04 15:00"),
            ("2026-06-04 14:59", "early", "2026-06-04 15:00"),
            ("2026-06-04 15:00", "open", "2026-06-04 15:00"),
            ("2026-06-04 20:00", "open", "2026-06-05 09:00"),  # inside, and nobody works
            ("2026-06-05 14:59", "open", "2026-06-05 14:59"),
            ("2026-06-05 15:00", "late", "2026-06-05 15:00"),
            ("2026-06-05 18:00", "late", "2026-06-08 09:00"),
            ("2026-06-06 12:00", "late", "2026-06-08 09:00"),
            ("2026-06-08 10:30", "late", "2026-06-08 10:30"),
        ],
    )
    def test_thanks_go_out_at_the_next_working_instant(self, now: str, status: str, send_at: str) -> None:
        assert outlook(interview(), (), now) == ("thank-you", status, send_at, ())
