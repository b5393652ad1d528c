"""G19: Never chosen: a no-reply address (in the words of each of our languages, and with digits or a prefix:
`hrnoreply2@`), a contact marked do-not-contact, an address that bounced. A bounce concerns an address: a
corrected one is good again, and so is one from which a later message came, an out-of-office reply too. It undoes,
for that person, the message whose id it names (an unknown id undoes nothing); then those that name none undo, in
their order, the last message sent to them before that no other bounce has undone. A message undone for every
recipient was never sent, and nothing replies to it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import about, due, ids, known, owed, span, threads, what
from events import (
    UNREACHABLE,
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    rejection,
    reopened,
    reply,
    skipped,
    spoil,
    thank_you,
    update_thanks,
)
from followup_rules import Contact, ContactRole, EscalationSent, Event, Send, Stage, Touch, next_action, replay
from support import (
    AYA,
    BEFORE_FIRST,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    LEAD,
    PEER,
    at,
    corrected,
    interview,
    local,
    mail,
)

# Addresses that say in one of the library's languages that nobody reads their mail.
NO_REPLIES = (
    # English
    *("no-reply", "noreply", "no_reply", "no.reply", "No-Reply", "NOREPLY", "noreply2", "no-reply-01", "NoReply3"),
    *("noreply+acme-1", "no-reply-jobs", "jobs-noreply", "jobs_no_reply", "acme.noreply", "acme.no-reply"),
    *("hrnoreply", "hrnoreply2", "donotreply", "do-not-reply", "do_not_reply", "Do.Not.Reply", "do-not-reply7"),
    *("hr-do-not-reply", "please-do-not-reply"),
    # German
    *("nicht-antworten", "bitte-nicht-antworten", "nichtantworten2", "keine-antwort", "keineantwort"),
    # French
    *("ne-pas-repondre", "nepasrepondre", "ne_pas_repondre2", "rh-ne-pas-repondre", "ne-pas-répondre"),
    # Spanish
    *("no-responder", "noresponder", "noresponder2", "rrhh-noresponder", "no_responder", "noresponda"),
    # Portuguese
    *("naoresponda", "nao-responda", "nao-responder", "rh.naoresponda", "naoresponda3", "não-responda"),
    # Japanese, Chinese and Korean
    *("返信不可", "送信専用", "henshin-fuka", "请勿回复", "勿回复2", "請勿回覆", "회신불가", "발신전용", "hr-회신불가"),
)


READ_ADDRESSES = (
    *(
        "reply",
        "replies2",
        "hr-reply",
        "careers-reply",
        "do",
        "nora.reply",
        "arno.reply",
        "bruno-reply",
        "norbert",
        "donna",
        "noreen",
    ),
    *("antwort", "bewerbung-antwort", "repondre", "reponse", "responder", "respuesta", "responda", "resposta"),
)


class TestG19:
    PANEL = interview(contacts=(HR, LEAD, PEER, AYA))

    def test_a_contact_with_the_no_reply_role_is_never_chosen(self) -> None:
        robot = Contact(id="robot", roles={ContactRole.RECRUITER, ContactRole.NO_REPLY}, email="jobs@example.com")
        assert ids(due(interview(contacts=(robot, LEAD, PEER)), thank_you(), now=DURING_FIRST)) == ["lead"]

    def test_a_contact_marked_do_not_contact_is_never_chosen(self) -> None:
        contacts = (HR.replace(do_not_contact=True), LEAD, PEER)
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["lead"]

    def test_an_address_that_bounced_is_never_chosen(self) -> None:
        action = due(interview(), thank_you(), bounced("2026-06-05 10:00", HR), now=DURING_FIRST)
        assert ids(action) == ["lead"]

    def test_an_address_that_bounced_is_bad_whatever_the_case_of_its_domain(self) -> None:
        bounce = bounced("2026-06-05 10:00", HR, email="sato@EXAMPLE.com")
        assert ids(due(interview(), thank_you(), bounce, now=DURING_FIRST)) == ["lead"]

    def test_an_address_that_bounced_is_bad_for_whoever_else_has_it(self) -> None:
        shared = LEAD.replace(email=HR.email)
        case = interview(contacts=(HR, shared, PEER))
        assert ids(due(case, thank_you(), bounced("2026-06-05 10:00", HR), now=DURING_FIRST)) == ["peer"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_why_somebody_was_passed_over_is_a_reason(self, how: str) -> None:
        contact, events = spoil(HR, how)
        action = due(interview(contacts=(contact, LEAD, PEER)), thank_you(), *events, now=DURING_FIRST)
        assert about(action, "passed-over") == [("G19", "hr")]

    def test_a_corrected_address_is_good_again(self) -> None:
        bounce = bounced("2026-06-05 10:00", HR)
        corrected = interview().replace(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        assert ids(due(corrected, thank_you(), bounce, now=DURING_FIRST)) == ["hr"]

    def test_the_old_address_of_a_corrected_contact_is_still_bad(self) -> None:
        """Both addresses bounced, one after the other; then the first is written down again."""
        new = HR.replace(email="hanako.sato@example.com")
        bounces = (bounced("2026-06-05 10:00", HR), bounced("2026-06-08 10:00", new))
        for contact in (HR, new):
            case = interview(contacts=(contact, LEAD, PEER))
            assert ids(due(case, thank_you(), *bounces, now=DURING_FIRST)) == ["lead"]

    def test_a_bounce_of_an_old_address_leaves_the_new_one_good(self) -> None:
        """It comes late, after the address was corrected, and still undoes what went to the old one."""
        case = interview(contacts=(HR, LEAD, PEER.replace(email="yuki.mori@example.com")))
        action = due(case, thank_you(), bounced("2026-06-04 16:05", PEER), now="2026-06-04 17:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_a_bounce_of_one_of_two_recipients_leaves_the_other(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        assert replay(self.PANEL, events).stage is Stage.THANKED
        corrected = self.PANEL.replace(contacts=(HR, LEAD, PEER.replace(email="yuki.mori@example.com"), AYA))
        action = due(corrected, *events, now="2026-06-04 17:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_thanks_undone_for_one_are_passed_on_by_hr(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        action = due(self.PANEL, *events, now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_a_follow_up_undone_for_one_was_sent_to_the_other(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            follow_up("2026-06-15 10:00", "hr", "lead"),
            bounced("2026-06-15 10:05", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1
        action = due(self.PANEL, *events, now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_one_bounce_undoes_one_of_two_mails_of_one_day(self) -> None:
        events = (
            follow_up("2026-06-15 10:00", "hr"),
            follow_up("2026-06-15 10:30", "lead"),
            bounced("2026-06-15 11:00", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1
        assert ids(due(self.PANEL, *events, now=DURING_SECOND)) == ["lead"]

    def test_a_thank_you_undone_for_all_was_never_sent(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            bounced("2026-06-04 16:05", PEER),
            bounced("2026-06-04 16:06", AYA),
        )
        assert replay(self.PANEL, events).stage is Stage.INTERVIEWED
        action = due(self.PANEL, *events, now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_a_first_follow_up_undone_for_all_was_never_sent(self) -> None:
        """It goes to the next person, in the window in which it was due."""
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR))
        assert replay(interview(), events).stage is Stage.THANKED
        action = due(interview(), *events, now="2026-06-15 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert span(action) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_what_bounced_goes_to_that_person_again_where_the_address_is_corrected(self) -> None:
        corrected = interview(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR))
        action = due(corrected, *events, now="2026-06-15 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_second_follow_up_undone_for_all_was_never_sent(self) -> None:
        events = (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), bounced("2026-06-22 10:05", HR))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now="2026-06-22 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    def test_an_escalation_undone_for_all_was_never_sent(self) -> None:
        sent = escalation("2026-06-29 10:00")
        events = (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), sent, bounced("2026-06-29 10:05", LEAD))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_2
        action = due(interview(), *events, now="2026-06-29 11:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_update_thanks_undone_were_never_sent(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-05 11:00")
        events = (thank_you(), update, thanks, bounced("2026-06-05 11:05", HR))
        assert replay(interview(), events).stage is Stage.ANSWERED
        corrected = interview(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        action = due(corrected, *events, now="2026-06-05 11:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    def test_a_feedback_request_undone_was_never_sent(self) -> None:
        no = rejection("2026-06-08 10:00")
        sent = feedback_request("2026-06-09 10:00")
        events = (thank_you(), no, sent, bounced("2026-06-09 10:05", HR))
        assert replay(interview(), events).stage is Stage.REJECTED
        action = due(interview(), *events, now="2026-06-09 11:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["lead"])

    @pytest.mark.parametrize(("bounces", "opens"), [(False, "2026-06-16 09:00"), (True, "2026-06-15 09:00")])
    def test_the_clock_goes_back_with_a_message_that_was_undone(self, bounces: bool, opens: str) -> None:  # noqa: FBT001 - a parameter
        """A thank-you of Friday the 12th holds the follow-up until Tuesday; one that never arrived does not."""
        events: list[Event] = [thank_you("2026-06-12 10:00"), skipped("2026-06-12 11:00", Touch.THANK_YOU)]
        if bounces:
            events.append(bounced("2026-06-12 10:05", PEER))
        assert local(due(interview(), *events, now="2026-06-12 12:00").window.opens) == opens

    def test_a_bounce_undoes_only_the_last_message_before_it(self) -> None:
        """HR passed the thanks on, and the follow-up bounced: the thanks stay said."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr"),
            bounced("2026-06-15 10:05", HR),
        )
        assert replay(case, events).stage is Stage.THANKED
        assert known(case, *events).thanked == {"hr"}

    def test_a_bounce_undoes_no_message_after_it(self) -> None:
        events = (thank_you(), bounced("2026-06-04 16:05", PEER), thank_you("2026-06-05 10:00"))
        assert replay(interview(), events).stage is Stage.THANKED
        assert due(interview(), *events, now="2026-06-05 11:00").touch == Touch.FOLLOW_UP_1

    def test_each_of_two_messages_can_bounce(self) -> None:
        new = PEER.replace(email="yuki.mori@example.com")
        events = (
            thank_you(),
            bounced("2026-06-04 16:05", PEER),
            thank_you("2026-06-05 10:00"),
            bounced("2026-06-05 10:05", new),
        )
        assert replay(interview(), events).stage is Stage.INTERVIEWED

    def test_a_bounce_undoes_no_message_to_somebody_else(self) -> None:
        events = (thank_you("2026-06-04 16:00", "aya"), bounced("2026-06-04 16:05", PEER))
        assert replay(self.PANEL, events).stage is Stage.THANKED
        assert known(self.PANEL, *events).thanked == {"aya"}

    def test_two_bounces_that_name_one_message_undo_one(self) -> None:
        """A mail server may report twice: the second report is of the same message, and not of the one before."""
        case = interview(contacts=(HR, LEAD))
        reports = [
            bounced(when, HR).replace(message_id="<f@x.com>") for when in ("2026-06-15 10:05", "2026-06-15 14:05")
        ]
        events: tuple[Event, ...] = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr", message_id="<f@x.com>"),
            *reports,
        )
        assert known(case, *events).thanked == {"hr"}
        assert replay(case, events).stage is Stage.THANKED

    def test_two_bounces_that_name_none_undo_two_messages(self) -> None:
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr"),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR),
        )
        assert known(case, *events).thanked == set()
        assert replay(case, events).stage is Stage.INTERVIEWED

    @pytest.mark.parametrize(
        "event",
        [
            reply("2026-06-05 10:00"),
            away("2026-06-05 10:00", returns_on="2026-06-08"),
        ],
    )
    def test_an_address_from_which_a_later_message_came_is_good_again(self, event: Event) -> None:
        events = (thank_you(), bounced("2026-06-05 09:00", HR), event)
        assert ids(due(interview(), *events, now="2026-06-17 10:00")) == ["hr"]

    def test_an_address_from_which_an_earlier_message_came_is_not_good_again(self) -> None:
        events = (thank_you(), reply("2026-06-05 08:00"), bounced("2026-06-05 09:00", HR))
        assert ids(due(interview(), *events, now="2026-06-17 10:00")) == ["lead"]

    def test_two_bounces_of_one_recipient_leave_the_other(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            bounced("2026-06-04 16:05", PEER),
            bounced("2026-06-04 20:05", PEER),
        )
        state = known(self.PANEL, *events)
        assert (state.stage, state.thanked) == (Stage.THANKED, {"aya"})

    def test_a_bounce_of_somebody_without_a_message_undoes_nothing(self) -> None:
        events = (thank_you(), bounced("2026-06-04 16:05", HR))
        state = known(interview(), *events)
        assert (state.stage, state.thanked) == (Stage.THANKED, {"peer"})
        assert ids(due(interview(), *events, now=DURING_FIRST)) == ["lead"]

    NEW = interview(contacts=(corrected(HR), LEAD, corrected(PEER), AYA))
    THANKED = thank_you("2026-06-04 16:00", "peer", "aya", message_id=mail(10))
    FIRST = follow_up(message_id=mail(11))

    # No-reply

    @pytest.mark.parametrize("name", NO_REPLIES)
    def test_a_no_reply_address_is_never_chosen(self, name: str) -> None:
        case = interview(contacts=(HR.replace(email=f"{name}@acme.example.com"), LEAD, PEER))
        action = due(case, thank_you(), now=DURING_FIRST)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "passed-over") == [("G19", "hr")]

    @pytest.mark.parametrize("name", READ_ADDRESSES)
    def test_an_address_that_somebody_reads_is_chosen(self, name: str) -> None:
        case = interview(contacts=(HR.replace(email=f"{name}@acme.example.com"), LEAD, PEER))
        assert ids(due(case, thank_you(), now=DURING_FIRST)) == ["hr"]

    @pytest.mark.parametrize(
        "domain", ["noreply.example.com", "nicht-antworten.example", "naoresponda.example", "noreply2.example"]
    )
    def test_the_domain_of_an_address_says_nothing(self, domain: str) -> None:
        case = interview(contacts=(HR.replace(email=f"sato@{domain}"), LEAD, PEER))
        assert ids(due(case, thank_you(), now=DURING_FIRST)) == ["hr"]

    # By id

    def test_a_bounce_undoes_the_message_whose_id_it_names(self) -> None:
        """Two messages went to Yuki; the first one came back, and the thanks are due again."""
        events = (
            thank_you("2026-06-04 16:00", "peer", message_id=mail(10)),
            thank_you("2026-06-04 16:00", "aya", message_id=mail(12)),
            message("2026-06-04 16:30", "peer", message_id=mail(11)),
        )
        bounce = bounced("2026-06-04 16:40", PEER, message_id=mail(10))
        assert what(due(self.NEW, *events, bounce, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_a_bounce_leaves_the_messages_whose_id_it_does_not_name(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya", message_id=mail(10)),
            message("2026-06-04 16:30", "peer", message_id=mail(11)),
        )
        bounce = bounced("2026-06-04 16:40", PEER, message_id=mail(11))
        assert due(self.NEW, *events, bounce, now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_a_bounce_that_comes_after_later_messages_still_undoes_the_one_it_names(self) -> None:
        events = (
            self.THANKED,
            self.FIRST,
            follow_up("2026-06-22 10:00", message_id=mail(12)),
            bounced("2026-06-23 10:00", HR, message_id=mail(11)),
        )
        progress = replay(self.NEW, events)
        assert progress.stage is Stage.FOLLOWED_UP_1
        assert progress.since == date(2026, 6, 22)

    def test_a_bounce_undoes_the_message_that_it_names_although_its_clock_is_slow(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 09:59", HR, message_id=mail(11)))
        assert replay(self.NEW, events).stage is Stage.THANKED

    def test_a_bounce_of_one_recipient_leaves_the_message_to_the_other(self) -> None:
        events = (self.THANKED, bounced("2026-06-04 16:05", PEER, message_id=mail(10)))
        assert replay(self.NEW, events).stage is Stage.THANKED
        assert what(due(self.NEW, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_several_bounces_for_one_message_undo_it_for_each_that_they_name(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-04 16:05", PEER, message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA, message_id=mail(10)),
        )
        assert replay(self.PANEL, events).stage is Stage.INTERVIEWED

    def test_two_reports_of_one_message_undo_it_once(self) -> None:
        """The second report names the same message, and so leaves the one before."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR, message_id=mail(11)),
            bounced("2026-06-15 14:05", HR, message_id=mail(11)),
        )
        assert replay(case, events).stage is Stage.THANKED

    def test_a_bounce_that_names_a_message_to_somebody_else_undoes_nothing(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", LEAD, message_id=mail(11)))
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    # Unknown id

    def test_an_unknown_id_undoes_nothing(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(99)))
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    def test_an_unknown_id_undoes_no_message_without_an_id(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            follow_up(),
            bounced("2026-06-15 10:05", HR, message_id=mail(99)),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    def test_an_address_that_bounced_under_an_unknown_id_is_never_chosen(self) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:05", HR, message_id=mail(99)))
        assert what(due(self.PANEL, *events, now=DURING_FIRST)) == (Touch.FOLLOW_UP_1, ["lead"])

    # In order

    def test_a_bounce_without_an_id_undoes_the_last_message_before_it(self) -> None:
        events = (thank_you("2026-06-04 16:00", "hr", "peer", "aya"), follow_up(), bounced("2026-06-15 10:05", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_second_bounce_without_an_id_undoes_the_message_before_the_last(self) -> None:
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up(),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR),
        )
        assert replay(case, events).stage is Stage.INTERVIEWED

    def test_a_third_bounce_of_two_messages_undoes_nothing_more(self) -> None:
        case = interview(contacts=(HR, LEAD))
        bounces = [bounced(f"2026-06-15 1{hour}:05", HR) for hour in (1, 2, 3)]
        events: tuple[Event, ...] = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up(),
            *bounces,
            follow_up("2026-06-15 16:00", "lead"),
        )
        assert replay(case, events).stage is Stage.FOLLOWED_UP_1

    def test_a_bounce_told_twice_undoes_one_message(self) -> None:
        case = interview(contacts=(HR, LEAD))
        bounce = bounced("2026-06-15 10:05", HR)
        assert replay(case, (thank_you("2026-06-04 16:00", "hr"), follow_up(), bounce, bounce)).stage is Stage.THANKED

    def test_a_bounce_that_names_its_message_goes_before_an_earlier_one_that_names_none(self) -> None:
        """The later report names the follow-up, so the earlier one means the thank-you."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR, message_id=mail(11)),
        )
        assert replay(case, events).stage is Stage.INTERVIEWED

    def test_a_bounce_that_names_an_earlier_message_leaves_the_last_to_one_that_names_none(self) -> None:
        case = interview(contacts=(HR, LEAD))
        note = message("2026-06-05 10:00", "hr", message_id=mail(12))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            note,
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR, message_id=mail(12)),
            bounced("2026-06-15 14:05", HR),
        )
        assert replay(case, events).stage is Stage.THANKED

    def test_a_bounce_without_an_id_undoes_no_message_after_it(self) -> None:
        events = (self.THANKED, bounced("2026-06-15 09:59", HR), self.FIRST)
        assert replay(self.NEW, events).stage is Stage.FOLLOWED_UP_1

    def test_a_bounce_at_the_instant_of_the_message_undoes_the_message(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:00", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_bounce_without_an_id_may_mean_a_message_with_one(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_bounce_undoes_the_last_message_to_that_person_alone(self) -> None:
        events = (
            self.THANKED,
            follow_up("2026-06-15 10:00", "hr"),
            message("2026-06-15 11:00", "lead"),
            bounced("2026-06-15 11:30", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.THANKED

    # What was never sent

    def test_nothing_replies_to_a_message_that_was_undone(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert threads(due(self.NEW, *events, now="2026-06-15 11:00")) == {"hr": None}

    def test_the_message_before_an_undone_one_is_replied_to(self) -> None:
        note = message("2026-06-05 10:00", "hr", message_id=mail(12))
        events = (self.THANKED, note, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert threads(due(self.NEW, *events, now="2026-06-15 11:00")) == {"hr": mail(12)}

    def test_a_message_undone_for_one_is_replied_to_by_the_other_alone(self) -> None:
        both = follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(11))
        events = (self.THANKED, both, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        action = due(self.NEW, *events, now=DURING_SECOND)
        assert (action.touch, threads(action)) == (Touch.FOLLOW_UP_2, {"lead": mail(11)})

    def test_an_answer_that_came_back_is_owed_again(self) -> None:
        """It goes to whoever asked, whose address was corrected."""
        question = reply("2026-06-05 10:00", asks_for="two references")
        heard = message("2026-06-05 11:00", "hr", message_id=mail(12))
        events = (self.THANKED, question, heard)
        assert due(self.PANEL, *events, now="2026-06-05 12:00").touch == Touch.FOLLOW_UP_1
        action = owed(self.NEW, *events, bounced("2026-06-05 11:05", HR, message_id=mail(12)), now="2026-06-05 12:00")
        assert (ids(action), action.asks_for) == (["hr"], "two references")

    def test_an_answer_that_came_back_goes_to_the_next_in_order_where_no_other_address_is_known(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references")
        events = (self.THANKED, question, message("2026-06-05 11:00", "hr"), bounced("2026-06-05 11:05", HR))
        assert ids(owed(self.PANEL, *events, now="2026-06-05 12:00")) == ["lead"]

    def test_a_message_that_came_back_does_not_hold_the_first_follow_up(self) -> None:
        """A message of Friday the 12th holds it until Tuesday the 16th."""
        note = message("2026-06-12 10:00", "peer")
        assert span(due(self.PANEL, self.THANKED, note, now=BEFORE_FIRST))[0] == "2026-06-16 09:00"
        events = (self.THANKED, note, bounced("2026-06-12 10:05", PEER))
        assert (
            span(due(self.PANEL, *events, skipped("2026-06-04 10:00", Touch.THANK_YOU), now=BEFORE_FIRST))[0]
            == "2026-06-15 09:00"
        )

    @pytest.mark.parametrize(
        ("message", "stage"),
        [
            (escalation("2026-06-29 10:00", message_id=mail(20)), Stage.FOLLOWED_UP_2),
            (escalation("2026-06-29 10:00"), Stage.FOLLOWED_UP_2),
        ],
        ids=["with an id", "without one"],
    )
    def test_an_escalation_that_came_back_was_never_sent(self, message: EscalationSent, stage: Stage) -> None:
        events: tuple[Event, ...] = (
            self.THANKED,
            follow_up(),
            follow_up("2026-06-22 10:00"),
            message,
            bounced("2026-06-29 10:05", LEAD, message_id=message.message_id),
        )
        assert replay(self.PANEL, events).stage is stage
        assert what(due(self.PANEL, *events, now="2026-06-29 11:00")) == (Touch.ESCALATION, ["peer"])

    def test_a_feedback_request_that_came_back_is_asked_of_the_next(self) -> None:
        request = feedback_request("2026-06-09 10:00", message_id=mail(20))
        events = (
            self.THANKED,
            rejection("2026-06-08 10:00"),
            request,
            bounced("2026-06-09 10:05", HR, message_id=mail(20)),
        )
        assert what(due(self.PANEL, *events, now="2026-06-09 11:00")) == (Touch.FEEDBACK_REQUEST, ["lead"])

    # Good again

    def test_a_corrected_address_among_a_panel_is_good_again(self) -> None:
        assert ids(due(self.NEW, self.THANKED, bounced("2026-06-05 10:00", HR), now=DURING_FIRST)) == ["hr"]

    def test_a_bounce_of_the_old_address_undoes_what_went_to_it(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert what(due(self.NEW, *events, now="2026-06-15 11:00")) == (Touch.FOLLOW_UP_1, ["hr"])

    WORDS = pytest.mark.parametrize(
        "later",
        [
            reply("2026-06-05 11:00"),
            reply("2026-06-05 11:00", decision_by=date(2026, 6, 9)),
            away("2026-06-05 11:00", returns_on="2026-06-05"),
            away("2026-06-05 11:00", returns_on="2026-06-07"),
        ],
        ids=["a reply", "an update", "back today", "back on Sunday"],
    )

    @WORDS
    def test_any_later_message_from_an_address_makes_it_good_again(self, later: Event) -> None:
        """By 19 June every wait is over: a reply of the 5th that names no date restarts it from the 12th."""
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), later)
        assert what(due(self.PANEL, *events, now="2026-06-19 09:00")) == (Touch.FOLLOW_UP_1, ["hr"])

    @WORDS
    def test_an_address_that_bounces_after_a_message_came_from_it_is_bad(self, later: Event) -> None:
        events = (self.THANKED, later, bounced("2026-06-05 12:00", HR))
        assert what(due(self.PANEL, *events, now="2026-06-19 09:00")) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_rejection_makes_the_address_good_again(self) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), rejection("2026-06-08 10:00"))
        assert what(due(self.PANEL, *events, now="2026-06-09 09:00")) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_case_reopened_from_the_address_makes_it_good_again(self) -> None:
        events = (
            self.THANKED,
            rejection("2026-06-05 09:00", None),
            bounced("2026-06-05 10:00", HR),
            reopened("2026-06-05 11:00"),
        )
        assert what(due(self.PANEL, *events, now="2026-06-05 11:30")) == (Touch.UPDATE_THANKS, ["hr"])

    def test_news_of_a_next_round_makes_the_address_good_again(self) -> None:
        events = (bounced("2026-06-04 09:00", PEER), next_round("2026-06-04 10:00", "peer"))
        assert what(due(self.PANEL, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer", "aya"])

    def test_a_reply_makes_the_address_good_for_its_own_thanks(self) -> None:
        update = reply("2026-06-05 11:00", decision_by=date(2026, 6, 30))
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), update)
        assert what(due(self.PANEL, *events, now="2026-06-05 11:30")) == (Touch.UPDATE_THANKS, ["hr"])

    @pytest.mark.parametrize(
        "then",
        [
            away("2026-06-05 10:00", returns_on="2026-06-05"),  # what others did comes first, and a bounce last
            away("2026-06-05 11:00", "lead", returns_on="2026-06-05"),
            away("2026-06-05 11:00", None, returns_on="2026-06-05"),
            message("2026-06-05 11:00", "hr"),
            reply("2026-06-05 11:00", message_id=mail(10)),  # a mail program took it for a reply of Hanako
        ],
        ids=[
            "a mail of the same instant",
            "of somebody else",
            "of nobody known",
            "a mail to it",
            "a copy of one's own",
        ],
    )
    def test_the_address_is_made_good_again_by_nothing_but_a_later_mail_from_it(self, then: Event) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), then)
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    @pytest.mark.parametrize(
        "later",
        [reply("2026-06-02 10:00"), away("2026-06-02 10:00", returns_on="2026-06-02")],
        ids=["a reply", "an out-of-office reply"],
    )
    def test_a_later_message_from_before_the_interview_s_end_makes_the_address_good_again(self, later: Event) -> None:
        events = (bounced("2026-06-01 10:00", HR), later, self.THANKED)
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["hr"]

    def test_a_message_that_came_back_stays_undone_when_the_address_works_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-04 16:05", PEER, message_id=mail(10)),
            away("2026-06-04 16:30", "peer", returns_on="2026-06-30"),
        )
        assert what(due(self.PANEL, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_an_address_that_works_again_may_bounce_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-05 10:00", HR),
            away("2026-06-05 11:00", returns_on="2026-06-05"),
            bounced("2026-06-05 12:00", HR),
        )
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    @pytest.mark.parametrize(
        "changes", [{"email": "noreply2@example.com"}, {"do_not_contact": True}], ids=["no reply", "do not contact"]
    )
    def test_whoever_may_not_be_written_to_stays_so_whatever_comes_from_them(self, changes: dict[str, Any]) -> None:
        case = interview(contacts=(HR.replace(**changes), LEAD, PEER))
        events = (thank_you(), away("2026-06-05 11:00", returns_on="2026-06-05"))
        assert ids(due(case, *events, now=DURING_FIRST)) == ["lead"]


def test_a_bounce_at_an_old_address_takes_the_last_message_to_any_who_has_that_address() -> None:
    """G19 and G41: HR's address is a new one; PEER reads the old one, and had the last message of the two."""
    case = interview(contacts=(HR, PEER.replace(email="old@acme.example.com"), LEAD))
    events = [
        follow_up("2026-06-16 10:00"),
        thank_you("2026-06-16 11:00"),
        bounced("2026-06-16 12:00", HR, email="old@acme.example.com"),
    ]
    progress = replay(case, events)
    assert progress.stage is Stage.FOLLOWED_UP_1  # the follow-up arrived
    action = next_action(case, events, now=at("2026-06-23 10:00"))
    assert isinstance(action, Send)
    assert (action.touch, [to.contact for to in action.to]) == (Touch.FOLLOW_UP_2, ["hr"])
