"""How answers look in a debugger or a log: what one looks for first, and not the rest."""

from __future__ import annotations

from asking import answer
from events import not_held, reopened, withdrawn
from followup_rules import DEFAULT_POLICY
from support import interview


def test_the_repr_of_a_message_that_is_due_says_what_when_and_to_whom() -> None:
    assert repr(answer(interview(), now="2026-06-05 10:00")) == (
        "Send(touch='thank-you', status='open', to=[Recipient(contact='peer', name='Yuki Mori')], "
        "send_at=2026-06-05T10:00+09:00, window=Window(2026-06-04T15:00+09:00 to 2026-06-05T15:00+09:00, Asia/Tokyo), "
        "stage='interviewed')"
    )


def test_the_repr_of_a_blocked_answer_says_what_is_missing() -> None:
    assert repr(
        answer(interview(), not_held("2026-06-03 16:00"), reopened("2026-06-04 10:00"), now="2026-06-05 10:00")
    ) == (
        "Blocked(missing=[Gap(code='new-time', text='Agree on a new time for the interview, and set ended_at to its "
        "end.')], stage='interviewed')"
    )


def test_the_repr_of_a_case_that_is_done_says_its_stage() -> None:
    assert repr(answer(interview(), withdrawn("2026-06-04 15:30"), now="2026-06-05 10:00")) == "Done(stage='withdrawn')"


def test_the_columns_of_a_row_keep_their_order() -> None:
    """A CSV file of today and one of the next release have the same head."""
    head = "kind stage touch status to names send_at opens closes changes_at lapses_at timezone asks_for answer_by"
    for found in (
        answer(interview(), now="2026-06-05 10:00"),
        answer(interview(), withdrawn("2026-06-04 15:30"), now="2026-06-05 10:00"),
    ):
        assert list(found.row()) == [*head.split(), "missing", "reasons", "text"]


def test_a_span_is_written_from_its_minimum_to_its_unit() -> None:
    assert '"thank_you":{"minimum":24,"maximum":48,"unit":"hours"}' in DEFAULT_POLICY.model_dump_json()
