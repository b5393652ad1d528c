"""G34: A message replies to the last known message to or from its recipient; for HR, failing that, to the scheduling
thread; else it is new. A reply keeps the thread's subject with one "Re: " and no stacked prefixes; a new message
has a subject of its own, never a fake "Re:".
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from asking import due, owed, threads, what, written
from events import away, bounced, follow_up, message, next_round, rejection, reply, skipped, thank_you
from followup_rules import Event, Stage, Thread, Touch, replay
from support import (
    AYA,
    BEFORE_FIRST,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    JUN,
    JUN_SHARES,
    LEAD,
    PEER,
    SCHEDULING,
    at,
    corrected,
    interview,
    mail,
)

# The prefixes that mail programs put before a reply's subject.
PREFIXES = [
    "Re:",
    "RE：",
    "Ｒｅ：",
    "Re[2]:",
    "Re[10]：",
    "Re :",
    "AW:",
    "SV:",
    "VS:",
    "Antw:",
    "回复:",
    "答复:",
    "返信:",
    "회신:",
]


class TestG34:
    SCHEDULED = interview(thread=SCHEDULING)

    @pytest.mark.parametrize(
        ("events", "expected"),
        [
            ((thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),), mail(10)),
            ((reply("2026-06-04 16:00", message_id=mail(10)),), mail(10)),
            (
                (
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
                    reply("2026-06-04 17:00", message_id=mail(11)),
                ),
                mail(11),
            ),
            (
                (
                    reply("2026-06-04 15:00", message_id=mail(10)),
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(11)),
                ),
                mail(11),
            ),
            (
                (
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(11)),
                    reply("2026-06-04 15:00", message_id=mail(10)),
                ),
                mail(11),
            ),
        ],
        ids=["to", "from", "to and then from", "from and then to", "told in any order"],
    )
    def test_the_last_message_to_or_from_the_recipient_is_replied_to(
        self, events: tuple[Event, ...], expected: str
    ) -> None:
        events = (*events, skipped("2026-06-05 10:00", Touch.THANK_YOU))
        for case in (interview(), self.SCHEDULED):
            action = due(case, *events, now=BEFORE_FIRST)
            assert (action.touch, threads(action)) == (Touch.FOLLOW_UP_1, {"hr": expected})

    @pytest.mark.parametrize("sender", ["lead", "peer", None])
    def test_a_message_from_somebody_else_is_not_replied_to(self, sender: str | None) -> None:
        heard = reply("2026-06-05 10:00", sender, message_id=mail(10))
        action = due(self.SCHEDULED, thank_you(message_id=mail(11)), heard, now=BEFORE_FIRST)
        assert threads(action) == {"hr": SCHEDULING.message_id}

    def test_each_recipient_has_a_thread_of_their_own(self) -> None:
        case = interview(contacts=(HR, PEER, AYA))
        before = (
            reply("2026-06-01 10:00", "peer", message_id=mail(10)),
            reply("2026-06-02 10:00", "aya", message_id=mail(11)),
        )
        assert threads(due(case, *before, now=DURING_THANKS)) == {"peer": mail(10), "aya": mail(11)}

    def test_a_message_to_two_is_the_last_of_both(self) -> None:
        sent = follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(10))
        assert threads(due(interview(), sent, now=DURING_SECOND)) == {"hr": mail(10), "lead": mail(10)}

    def test_of_two_mails_of_one_day_each_recipient_replies_to_their_own(self) -> None:
        """They are one message to both (G24), and still two mails."""
        events = (
            follow_up("2026-06-15 10:00", "hr", message_id=mail(10)),
            follow_up("2026-06-15 10:30", "lead", message_id=mail(11)),
        )
        assert threads(due(interview(), *events, now=DURING_SECOND)) == {"hr": mail(10), "lead": mail(11)}

    def test_a_rejection_is_replied_to(self) -> None:
        no = rejection("2026-06-08 10:00", message_id=mail(10))
        assert threads(due(self.SCHEDULED, no, now="2026-06-09 09:00")) == {"hr": mail(10)}

    def test_an_update_is_replied_to(self) -> None:
        update = reply("2026-06-05 10:00", "peer", decision_by=date(2026, 6, 30), message_id=mail(10))
        assert threads(due(self.SCHEDULED, thank_you(), update, now="2026-06-05 10:30")) == {"peer": mail(10)}

    def test_a_next_round_is_replied_to(self) -> None:
        event = next_round("2026-06-04 10:00", "peer", message_id=mail(10))
        assert threads(due(self.SCHEDULED, event, now=DURING_THANKS)) == {"peer": mail(10)}

    def test_a_reply_from_before_the_end_counts(self) -> None:
        before = reply("2026-06-02 10:00", "peer", message_id=mail(10))
        assert threads(due(self.SCHEDULED, before, now=DURING_THANKS)) == {"peer": mail(10)}

    def test_a_reply_of_hr_from_before_the_end_comes_before_the_scheduling_thread(self) -> None:
        before = reply("2026-06-02 10:00", message_id=mail(10))
        assert threads(due(self.SCHEDULED, before, thank_you(), now=DURING_FIRST)) == {"hr": mail(10)}

    def test_a_message_without_an_id_changes_nothing(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10), subject="Thank you"),
            reply("2026-06-04 17:00", subject="Something else"),
            skipped("2026-06-05 10:00", Touch.THANK_YOU),
        )
        (message,) = written(self.SCHEDULED, *events, now=BEFORE_FIRST)
        assert message.reply_to is not None
        assert (message.reply_to.message_id, message.subject) == (mail(10), "Re: Thank you")

    def test_a_message_that_never_arrived_is_not_replied_to(self) -> None:
        corrected = self.SCHEDULED.replace(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        events = (thank_you(), follow_up(message_id=mail(10)), bounced("2026-06-15 10:05", HR))
        assert threads(due(corrected, *events, now="2026-06-15 11:00")) == {"hr": SCHEDULING.message_id}

    def test_a_message_that_bounced_for_one_is_replied_to_by_the_other(self) -> None:
        events = (follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(10)), bounced("2026-06-15 10:05", HR))
        assert threads(due(self.SCHEDULED, *events, now=DURING_SECOND)) == {"lead": mail(10)}

    def test_hr_falls_back_to_the_scheduling_thread(self) -> None:
        assert due(self.SCHEDULED, thank_you(), now=DURING_FIRST).to[0].reply_to == SCHEDULING

    def test_each_recruiter_falls_back_to_the_scheduling_thread(self) -> None:
        case = self.SCHEDULED.replace(contacts=(HR.replace(email=None), JUN, LEAD, PEER))
        assert threads(due(case, thank_you(), now=DURING_FIRST)) == {"jun": SCHEDULING.message_id}

    def test_interviewers_outside_of_the_thread_get_a_new_message(self) -> None:
        assert threads(due(self.SCHEDULED, now=DURING_THANKS)) == {"peer": None}
        case = self.SCHEDULED.replace(contacts=(LEAD, PEER))
        assert threads(due(case, thank_you(), now=DURING_FIRST)) == {"lead": None}
        assert threads(due(self.SCHEDULED, follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)) == {
            "lead": None
        }

    def test_without_a_scheduling_thread_hr_gets_a_new_message(self) -> None:
        assert threads(due(interview(), thank_you(), now=DURING_FIRST)) == {"hr": None}

    def test_references_grow_parent_by_parent(self) -> None:
        """The scheduling thread, thanks to HR in it, HR's answer, and the first follow-up."""
        case = interview(thread=SCHEDULING, contacts=(HR, LEAD))
        root = (*SCHEDULING.references, SCHEDULING.message_id)
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            reply("2026-06-04 17:00", message_id=mail(11)),  # a decision is then assumed on the 11th
            follow_up("2026-06-16 10:00", "hr", message_id=mail(12)),
        )
        expected = [
            Thread(message_id=mail(10), references=root, subject="Your interview"),
            Thread(message_id=mail(11), references=(*root, mail(10)), subject="Your interview"),
            Thread(message_id=mail(12), references=(*root, mail(10), mail(11)), subject="Your interview"),
        ]
        for count, thread in enumerate(expected, start=1):
            action = due(case, *events[:count], now="2026-06-16 10:00")
            assert [to.reply_to for to in action.to] == [thread]

    def test_a_first_message_has_no_references(self) -> None:
        action = due(interview(), follow_up(message_id=mail(10), subject="Follow up"), now=DURING_SECOND)
        assert action.to[0].reply_to == Thread(message_id=mail(10), subject="Follow up")

    def test_a_message_without_an_id_leaves_the_references(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            reply("2026-06-04 17:00"),
            follow_up(message_id=mail(12)),
        )
        reply_to = due(interview(), *events, now=DURING_SECOND).to[0].reply_to
        assert reply_to is not None
        assert reply_to.references == (mail(10),)

    def long_thread(self, exchanges: int) -> list[Event]:
        """Return a note and an answer every two minutes, in HR's thread."""
        start = at("2026-06-04 10:00")
        notes: list[Event] = [
            thank_you(start + timedelta(minutes=2 * n), "hr", message_id=mail(2 * n)) for n in range(exchanges)
        ]
        answers = [
            reply(start + timedelta(minutes=2 * n + 1), "hr", message_id=mail(2 * n + 1)) for n in range(exchanges)
        ]
        return [*notes, *answers]

    def test_references_stay_bounded_over_a_very_long_thread(self) -> None:
        chains = []
        for exchanges in (100, 1000):
            events = (*self.long_thread(exchanges), skipped("2026-06-05 23:00", Touch.THANK_YOU))
            reply_to = due(self.SCHEDULED, *events, now="2026-06-06 10:00").to[0].reply_to
            assert reply_to is not None
            assert reply_to.message_id == mail(2 * exchanges - 1)
            assert reply_to.references[-1] == mail(2 * exchanges - 2)
            chains.append(len(reply_to.references))
        assert chains[0] == chains[1]

    @pytest.mark.parametrize(
        ("known", "kept"),
        [
            (7, [1, 2, 3, 4, 5, 6, 7, 8]),  # and the message that they answered is the eighth
            (8, [1, 3, 4, 5, 6, 7, 8, 9]),
            (10, [1, 5, 6, 7, 8, 9, 10, 11]),
        ],
    )
    def test_of_a_long_thread_the_first_and_the_last_seven_references_are_kept(
        self, known: int, kept: list[int]
    ) -> None:
        thread = Thread(message_id=mail(known + 1), references=[mail(number) for number in range(1, known + 1)])
        update = reply("2026-06-05 10:00", message_id=mail(99), decision_by=date(2026, 6, 30))
        reply_to = due(interview(thread=thread), thank_you(), update, now="2026-06-05 12:00").to[0].reply_to
        assert reply_to == Thread(message_id=mail(99), references=[mail(number) for number in kept])

    def test_the_progress_stays_small_over_a_very_long_thread(self) -> None:
        assert len(replay(self.SCHEDULED, self.long_thread(1000)).model_dump_json()) < 4096

    @pytest.mark.parametrize("prefix", ["", *PREFIXES])
    def test_a_reply_s_subject_has_one_re(self, prefix: str) -> None:
        events = (thank_you(), follow_up(message_id=mail(10), subject=f"{prefix} Data Engineer, round 2"))
        (message,) = written(interview(), *events, now=DURING_SECOND)
        assert message.subject == "Re: Data Engineer, round 2"

    @pytest.mark.parametrize("prefix", PREFIXES)
    @pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase])
    def test_an_address_in_capitals_has_the_thread_of_its_mailbox(self, prefix: str, change: Any) -> None:
        case = interview(thread=SCHEDULING.replace(subject=f"{change(prefix)}Your interview"))
        (message,) = written(case, thank_you(), now=DURING_FIRST)
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize("space", ["", " ", "  "])
    def test_stacked_prefixes_are_folded_into_one(self, space: str) -> None:
        stacked = space.join([*PREFIXES, *reversed(PREFIXES)])
        heard = reply("2026-06-16 10:00", message_id=mail(10), subject=f"{stacked}{space}Your interview")
        (message,) = written(interview(), thank_you(), follow_up(), heard, now="2026-06-16 10:30")
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize(
        "subject",
        [
            "I: robot",
            "R: the language",
            "Rest: a definition",
            "Restart: your interview",
            "Awards: our year",
            "Interview: re: your place",
            "Area 51: an invitation",
            "Re-invitation: your interview",
        ],
    )
    def test_a_word_that_is_no_prefix_stays_in_the_subject(self, subject: str) -> None:
        for told in (subject, f"Re: {subject}", f"AW: Re: {subject}"):
            case = interview(thread=SCHEDULING.replace(subject=told))
            (message,) = written(case, thank_you(), now=DURING_FIRST)
            assert message.subject == f"Re: {subject}"

    def test_the_subject_is_that_of_the_message_replied_to(self) -> None:
        """HR's answer came under a subject of its own."""
        events = (thank_you(), follow_up(message_id=mail(10), subject="Follow up: Data Engineer"))
        heard = reply("2026-06-16 10:00", message_id=mail(11), subject="Your application 4711")
        (message,) = written(self.SCHEDULED, *events, heard, now="2026-06-16 10:30")
        assert message.subject == "Re: Your application 4711"

    def test_the_thread_s_subject_stands_where_a_message_in_it_has_none_known(self) -> None:
        (message,) = written(self.SCHEDULED, thank_you(), follow_up(message_id=mail(10)), now=DURING_SECOND)
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize(
        ("touch", "events", "now"),
        [
            (Touch.THANK_YOU, (), DURING_THANKS),
            (Touch.FOLLOW_UP_1, (thank_you(),), DURING_FIRST),
            (Touch.FOLLOW_UP_2, (thank_you(), follow_up()), DURING_SECOND),
            (Touch.ESCALATION, (thank_you(), follow_up(), follow_up("2026-06-22 10:00")), DURING_ESCALATION),
            (Touch.UPDATE_THANKS, (follow_up(), reply("2026-06-16 10:00")), "2026-06-16 10:30"),
            (Touch.FEEDBACK_REQUEST, (rejection("2026-06-08 10:00", None),), "2026-06-09 09:00"),
        ],
        ids=list(Touch),
    )
    def test_a_new_message_has_a_subject_of_its_own(self, touch: Touch, events: tuple[Event, ...], now: str) -> None:
        assert due(interview(), *events, now=now).touch == touch
        for position in ("Data Engineer", "Re: Data Engineer"):
            (message,) = written(interview(position=position), *events, now=now)
            assert message.reply_to is None
            assert message.subject
            assert not message.subject.lower().startswith("re:")
            assert "Data Engineer" in message.subject

    def test_a_reply_in_a_thread_whose_subject_is_not_known_has_no_fake_re(self) -> None:
        case = interview(thread=Thread(message_id=mail(1)))
        (message,) = written(case, thank_you(), now=DURING_FIRST)
        assert message.reply_to == Thread(message_id=mail(1))
        assert not message.subject.startswith("Re:")

    def test_the_subject_of_a_new_follow_up_says_follow_up(self) -> None:
        """C4's words."""
        for events, now in (((thank_you(),), DURING_FIRST), ((thank_you(), follow_up()), DURING_SECOND)):
            (message,) = written(interview(), *events, now=now)
            assert "following up" in message.subject.lower()

    SCHEDULED_BY_TWO = interview(thread=SCHEDULING, contacts=(HR, JUN_SHARES, LEAD, PEER))

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_the_last_message_of_a_mailbox_is_replied_to_whoever_of_it_wrote(self, order: tuple[int, ...]) -> None:
        events = (
            reply("2026-06-02 09:00", "jun", message_id=mail(10)),
            message("2026-06-02 10:00", "hr", message_id=mail(11)),
            reply("2026-06-02 11:00", "jun", message_id=mail(12)),
        )
        told = [events[index] for index in order]
        assert threads(due(self.SCHEDULED_BY_TWO, thank_you(), *told, now=BEFORE_FIRST)) == {"hr": mail(12)}

    def test_the_references_of_a_mailbox_s_thread_hold_all_its_messages(self) -> None:
        events = (
            reply("2026-06-02 09:00", "jun", message_id=mail(10)),
            message("2026-06-02 10:00", "hr", message_id=mail(11)),
        )
        thread = due(self.SCHEDULED_BY_TWO, thank_you(), *events, now=BEFORE_FIRST).to[0].reply_to
        assert thread is not None
        assert thread.references == ("<1@acme.example>", "<2@acme.example>", mail(10))

    @pytest.mark.parametrize("email", ["SATO@example.com", "Sato@Example.com"])
    def test_the_case_of_an_address_does_not_change_its_thread(self, email: str) -> None:
        case = interview(contacts=(HR, JUN.replace(email=email), LEAD, PEER))
        note = message("2026-06-02 10:00", "jun", message_id=mail(10))
        assert threads(due(case, thank_you(), note, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_another_mailbox_has_another_thread(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR, JUN, LEAD, PEER))
        note = message("2026-06-02 10:00", "jun", message_id=mail(10))
        assert threads(due(case, thank_you(), note, now=BEFORE_FIRST)) == {"hr": SCHEDULING.message_id}

    def test_another_message_is_replied_to(self) -> None:
        note = message("2026-06-08 10:00", "hr", message_id=mail(10))
        assert threads(due(self.SCHEDULED_BY_TWO, thank_you(), note, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_another_message_without_an_id_leaves_the_thread(self) -> None:
        note = message("2026-06-08 10:00", "hr")
        assert threads(due(self.SCHEDULED_BY_TWO, thank_you(), note, now=BEFORE_FIRST)) == {"hr": SCHEDULING.message_id}

    def test_an_answer_goes_in_the_thread_of_the_question(self) -> None:
        question = reply("2026-06-05 10:00", "lead", asks_for="two references", message_id=mail(10))
        assert threads(owed(self.SCHEDULED_BY_TWO, thank_you(), question, now="2026-06-05 11:00")) == {"lead": mail(10)}

    # Before the interview

    @pytest.mark.parametrize(
        "before",
        [
            thank_you("2026-06-01 10:00", "peer", message_id=mail(10)),
            follow_up("2026-06-02 10:00", "peer", message_id=mail(10)),
            message("2026-06-02 10:00", "peer", message_id=mail(10)),
            reply("2026-06-02 10:00", "peer", message_id=mail(10)),
        ],
        ids=["a thank-you", "a follow-up", "another message", "a reply"],
    )
    def test_a_mail_from_before_the_interview_is_replied_to(self, before: Event) -> None:
        action = due(self.SCHEDULED_BY_TWO, before, now=DURING_THANKS)
        assert (action.touch, threads(action)) == (Touch.THANK_YOU, {"peer": mail(10)})

    def test_a_thank_you_of_an_earlier_day_is_good_for_the_thread_alone(self) -> None:
        before = thank_you("2026-06-02 23:59", "peer", message_id=mail(10))
        progress = replay(self.SCHEDULED_BY_TWO, (before,))
        assert progress.stage is Stage.INTERVIEWED
        assert [fact.event for fact in progress.irregular] == ["thank-you-sent"]

    def test_a_mail_after_the_interview_is_replied_to_rather_than_one_from_before(self) -> None:
        events = (
            reply("2026-06-02 10:00", message_id=mail(10)),
            message("2026-06-04 10:00", "jun", message_id=mail(11)),
        )
        assert threads(due(self.SCHEDULED_BY_TWO, *events, thank_you(), now=BEFORE_FIRST)) == {"hr": mail(11)}

    # Bounces

    def test_a_message_that_bounced_is_replied_to_by_nobody_of_the_mailbox(self) -> None:
        case = self.SCHEDULED_BY_TWO.replace(contacts=(HR, JUN_SHARES, LEAD, PEER))
        events = (
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", message_id=mail(10)),
            bounced("2026-06-15 10:05", JUN_SHARES, message_id=mail(10)),
            away("2026-06-15 10:30", returns_on="2026-06-11"),
        )
        action = due(case, *events, now="2026-06-15 11:00")
        assert (*what(action), threads(action)) == (
            Touch.FOLLOW_UP_1,
            ["hr"],
            {"hr": SCHEDULING.message_id},
        )

    def test_a_mail_from_before_the_interview_that_came_back_is_not_replied_to(self) -> None:
        case = self.SCHEDULED_BY_TWO.replace(contacts=(HR, corrected(PEER)))
        note = message("2026-06-01 10:00", "peer", message_id=mail(10))
        assert threads(due(case, note, now=DURING_THANKS)) == {"peer": mail(10)}
        assert threads(due(case, note, bounced("2026-06-01 10:05", PEER, message_id=mail(10)), now=DURING_THANKS)) == {
            "peer": None
        }

    def test_of_two_messages_the_one_that_arrived_is_replied_to(self) -> None:
        case = self.SCHEDULED_BY_TWO.replace(contacts=(corrected(HR), LEAD, PEER))
        events = (
            thank_you(),
            message("2026-06-08 10:00", "hr", message_id=mail(10)),
            message("2026-06-09 10:00", "hr", message_id=mail(11)),
            bounced("2026-06-09 10:05", HR, message_id=mail(11)),
        )
        assert threads(due(case, *events, now=BEFORE_FIRST)) == {"hr": mail(10)}
