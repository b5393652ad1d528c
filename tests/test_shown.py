"""How answers look in a debugger or a log: what one looks for first, and not the rest."""

from __future__ import annotations

import pytest

from asking import answer
from events import FIRST, SECOND, THANKED, message, not_held, rejection, reopened, reply, withdrawn
from followup_rules import DEFAULT_POLICY, BusinessDays, Contact, ContactRole, Event, plan
from followup_rules.ical import to_calendar
from followup_rules.timeline import to_html, to_svg
from support import at, interview


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


def test_the_repr_of_a_message_that_nobody_can_get_says_when_before_what_is_missing() -> None:
    assert repr(answer(interview(contacts=()), now="2026-06-05 10:00")) == (
        "Blocked(touch='thank-you', window=Window(2026-06-04T15:00+09:00 to 2026-06-05T15:00+09:00, Asia/Tokyo), "
        "missing=[Gap(code='recipient', text='There is nobody to thank: add the address of somebody who interviewed "
        "you.')], stage='interviewed')"
    )


def test_the_repr_of_a_contact_has_the_roles_in_order() -> None:
    roles = {ContactRole.RECRUITER, ContactRole.INTERVIEWER, ContactRole.EMPLOYEE, ContactRole.HIRING_MANAGER}
    assert repr(Contact(id="hr", roles=roles)) == (
        "Contact(id='hr', roles={'employee', 'hiring-manager', 'interviewer', 'recruiter'})"
    )


def test_the_repr_of_an_event_has_all_who_got_it() -> None:
    assert (
        repr(message("2026-06-05 10:00", "hr", "lead")) == "MessageSent(at=2026-06-05T01:00+00:00, to=['hr', 'lead'])"
    )


def test_the_repr_of_a_case_that_is_done_says_its_stage() -> None:
    assert repr(answer(interview(), withdrawn("2026-06-04 15:30"), now="2026-06-05 10:00")) == "Done(stage='withdrawn')"


@pytest.mark.parametrize(
    ("title", "history", "now"),
    [
        ("thank-you note", (), "2026-06-04 09:00"),
        ("first follow-up", (THANKED,), "2026-06-05 10:00"),
        ("second follow-up", (THANKED, FIRST), "2026-06-16 10:00"),
        ("escalation", (THANKED, FIRST, SECOND), "2026-06-23 10:00"),
        ("thanks for the update", (THANKED, FIRST, reply("2026-06-16 11:00")), "2026-06-16 12:00"),
        ("feedback request", (THANKED, rejection("2026-06-05 11:00")), "2026-06-05 12:00"),
    ],
)
def test_a_message_has_one_title_in_answers_pictures_lists_and_calendars(
    title: str, history: tuple[Event, ...], now: str
) -> None:
    case, steps = interview(), plan(interview(), history, now=at(now))
    assert f"the {title} to" in str(steps[0])
    head = title[0].upper() + title[1:]
    assert head in to_svg(steps[:1], case, history, now=at(now))
    assert head in to_html(steps[:1], case, history, now=at(now))
    reminders = to_calendar(steps[:1], case, now=at(now)).decode().replace("\r\n ", "").split("BEGIN:VEVENT")
    (reminder,) = [each for each in reminders if "STATUS:CONFIRMED" in each]
    assert f"SUMMARY:{head}" in reminder


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


def test_a_reason_tells_a_span_of_one_length_with_one_number() -> None:
    policy = DEFAULT_POLICY.replace(first_follow_up=BusinessDays(3, 3))
    reasons = [reason.text for reason in answer(interview(), THANKED, now="2026-06-05 10:00", policy=policy).reasons]
    assert "The first follow-up waits 3 business days after the decision date." in reasons
