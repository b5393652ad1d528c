"""Invitations to meetings: what an interview needs of them, and what calendars send besides."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from events import follow_up
from followup_rules import Contact, ContactRole, Interview, MessageSent, ReplyReceived, Thread
from followup_rules.inbox import Certainty, Incoming, Invitation, read_mail
from followup_rules.inbox._zones import WINDOWS_ZONES
from mails import FOLLOW_UP_ID, case, mail, multipart
from support import HR, LEAD, at, utc

FIELDS = {
    "SUMMARY": "Second interview\\, Data Engineer",
    "DTSTART;TZID=Asia/Tokyo": "20260610T140000",
    "DTEND;TZID=Asia/Tokyo": "20260610T150000",
    'ORGANIZER;CN="Sato, Hanako"': "mailto:SATO@example.com",
    "ATTENDEE;CN=Ken Ito;ROLE=REQ-PARTICIPANT": "mailto:ito@example.com",
    'ATTENDEE;CN="Ann Lee: Design";PARTSTAT=NEEDS-ACTION': "MAILTO:lee@example.com",
    "ATTENDEE;CN=mei@example.com": "mailto:mei@example.com",
    "ATTENDEE;CUTYPE=ROOM;CN=Room 5": "mailto:room5@example.com",
}
ALARM = "BEGIN:VALARM\nTRIGGER:-PT15M\nDTEND:19990101T000000Z\nEND:VALARM\n"


def calendar(method: str | None = "REQUEST", rest: str = "", **changes: str | None) -> str:
    """Return a part with a calendar; a field is replaced by its name."""
    fields: dict[str, str | None] = {**FIELDS}
    for name, value in changes.items():
        for known in [known for known in fields if known.split(";")[0] == name]:
            del fields[known]
        fields |= {} if value is None else dict([value.split(":", 1)])
    lines = "".join(f"{name}:{value}\n" for name, value in fields.items())
    head = "Content-Type: text/calendar; charset=utf-8" + ("" if method is None else f"; method={method}")
    said = "" if method is None else f"METHOD:{method}\n"
    return f"{head}\n\nBEGIN:VCALENDAR\n{said}{rest}BEGIN:VEVENT\n{ALARM}{lines}END:VEVENT\nEND:VCALENDAR\n"


def invited(*events: Any, part: str | None = None, **headers: str | None) -> Incoming:
    raw = multipart("Content-Type: text/plain\n\nPlease join.", part or calendar(), kind="alternative", **headers)
    return read_mail(raw, case(*events))


def invitation(part: str) -> Invitation:
    found = invited(part=part).invitation
    assert found is not None
    return found


class TestInvitations:
    """METHOD:REQUEST gives what an Interview needs: end, zone, organizer, attendees as contacts, thread."""

    def test_all_fields_of_an_invitation_are_read(self) -> None:
        answer = invited(Message_ID="<invitation@x.com>", References="<1@x.com> <2@x.com>", In_Reply_To="<2@x.com>")
        assert answer.invitation == Invitation(
            summary="Second interview, Data Engineer",
            started_at=at("2026-06-10 14:00"),
            ended_at=at("2026-06-10 15:00"),
            timezone="Asia/Tokyo",
            organizer=HR,
            attendees=(
                LEAD,
                Contact(id="lee", name="Ann Lee: Design", roles={ContactRole.INTERVIEWER}, email="lee@example.com"),
            ),
            thread=Thread(
                message_id="<invitation@x.com>", references=("<1@x.com>", "<2@x.com>"), subject="Your interview"
            ),
        )

    def test_an_invitation_makes_an_interview(self) -> None:
        found = invitation(calendar())
        made = Interview(
            id="2",
            company="Acme",
            position="Data Engineer",
            country="JP",
            ended_at=found.ended_at,  # type: ignore[arg-type]  # it has one
            timezone=found.timezone,  # type: ignore[arg-type]  # it has one
            contacts=found.contacts,
            thread=found.thread,
        )
        assert [contact.id for contact in made.contacts] == ["hr", "lead", "lee"]

    def test_an_invitation_is_likely_a_reply_and_never_a_further_round(self) -> None:
        answer = invited()
        assert isinstance(answer.event, ReplyReceived)
        assert answer.event.sender == "hr"
        assert answer.certainty is Certainty.LIKELY
        assert [reason.code for reason in answer.reasons] == ["invitation", "from-contact", "unknown-thread"]
        assert [point.code for point in answer.to_decide] == ["next-round", "about-this-case"]

    def test_an_invitation_of_a_stranger_is_no_event(self) -> None:
        answer = invited(part=calendar(ORGANIZER="ORGANIZER:mailto:jo@example.net"), From="jo@example.net")
        assert answer.event is None
        assert answer.invitation is not None
        assert answer.invitation.organizer == Contact(id="jo", roles={ContactRole.RECRUITER}, email="jo@example.net")
        assert [point.code for point in answer.to_decide] == ["next-round"]

    def test_a_calendar_service_sends_the_invitation_of_a_contact(self) -> None:
        answer = invited(From="calendar@service.example", Message_ID=None)
        assert isinstance(answer.event, ReplyReceived)
        assert answer.event.sender == "hr"
        assert answer.invitation is not None
        assert answer.invitation.thread is None

    def test_an_invitation_of_a_service_without_an_organizer_is_no_event(self) -> None:
        answer = invited(part=calendar(ORGANIZER=None), From="calendar@service.example")
        assert answer.event is None
        assert answer.invitation is not None
        assert answer.invitation.organizer is None
        assert [contact.id for contact in answer.invitation.contacts] == ["lead", "lee"]

    def test_an_invitation_of_the_candidate_is_no_event(self) -> None:
        answer = invited(From="mei@example.com", To="sato@example.com")
        assert isinstance(answer.event, MessageSent)
        assert answer.invitation is None

    @pytest.mark.parametrize("method", ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"])
    @pytest.mark.parametrize("sender", ["sato@example.com", "mei@example.com"])
    def test_what_a_calendar_answers_is_nothing(self, method: str, sender: str) -> None:
        answer = invited(part=calendar(method), From=sender, Subject="Accepted: Second interview")
        assert (answer.event, [reason.code for reason in answer.reasons]) == (None, ["calendar-answer"])

    def test_a_cancelled_meeting_is_for_a_person_to_decide(self) -> None:
        answer = invited(part=calendar("CANCEL"))
        assert (answer.event, [reason.code for reason in answer.reasons]) == (None, ["invitation-cancelled"])
        assert [point.code for point in answer.to_decide] == ["not-held"]

    @pytest.mark.parametrize(("answers", "to_decide"), [(FOLLOW_UP_ID, ["not-held"]), ("<other@x.com>", [])])
    def test_a_meeting_that_somebody_unknown_cancels_is_to_decide_in_a_known_thread(
        self, answers: str, to_decide: list[str]
    ) -> None:
        sent = follow_up("2026-06-04 18:00", message_id=FOLLOW_UP_ID)
        answer = invited(sent, part=calendar("CANCEL"), From="jo@example.com", In_Reply_To=answers)
        assert [point.code for point in answer.to_decide] == to_decide
        assert invited(part=calendar("CANCEL"), From="jo@example.net").to_decide == ()

    @pytest.mark.parametrize("method", ["PUBLISH", None])
    def test_a_calendar_that_asks_nothing_is_a_mail_as_any(self, method: str | None) -> None:
        answer = invited(part=calendar(method))
        assert isinstance(answer.event, ReplyReceived)
        assert answer.invitation is None

    def test_a_calendar_alone_is_read(self) -> None:
        head, _, body = calendar().partition("\n\n")
        raw = mail(body, Content_Type=head.removeprefix("Content-Type: "))
        assert read_mail(raw, case()).invitation is not None

    def test_the_method_may_stand_in_the_header_alone(self) -> None:
        assert invited(part=calendar().replace("METHOD:REQUEST\n", "")).invitation is not None

    def test_the_method_may_stand_in_the_calendar_alone(self) -> None:
        assert invited(part=calendar().replace("; method=REQUEST", "")).invitation is not None

    def test_the_method_may_be_in_lower_case(self) -> None:
        assert invited(part=calendar(method="request")).invitation is not None

    def test_the_escapes_of_a_summary_are_undone(self) -> None:
        part = calendar(SUMMARY="SUMMARY:Interview\\nroom\\, 5\\x")
        assert invitation(part).summary == "Interview room, 5x"


class TestTimes:
    @pytest.mark.parametrize(
        ("end", "ended_at", "timezone"),
        [
            ("DTEND:20260610T060000Z", "2026-06-10 06:00", "Asia/Tokyo"),
            ('DTEND;TZID="Asia/Tokyo":20260610T150000', "2026-06-10 06:00", "Asia/Tokyo"),
            ("DTEND;TZID=Tokyo Standard Time:20260610T150000", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DTEND;TZID=/citadel.org/20210210_1/Asia/Tokyo:20260610T150000", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DTEND;TZID=Japan:20260610T150000", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DURATION:PT1H30M", "2026-06-10 06:30", "Asia/Tokyo"),
            ("DURATION:P1DT1S", "2026-06-11 05:00", "Asia/Tokyo"),
            ("DURATION:PT60S", "2026-06-10 05:01", "Asia/Tokyo"),
            ("dtend;tzid=Asia/Tokyo:20260610T150000", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DTEND:20260610T060000Z ", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DTEND;TZID= Asia/Tokyo :20260610T150000", "2026-06-10 06:00", "Asia/Tokyo"),
            ("DURATION:P1W", "2026-06-17 05:00", "Asia/Tokyo"),
        ],
    )
    def test_the_end_of_a_meeting_is_read(self, end: str, ended_at: str, timezone: str) -> None:
        found = invitation(calendar(DTEND=end))
        assert found.ended_at is not None
        assert found.ended_at.replace(second=0) == utc(ended_at)
        assert found.timezone == timezone

    @pytest.mark.parametrize(
        "end",
        [
            "DTEND;VALUE=DATE:20260611",
            "DTEND;TZID=Office Time:20260610T150000",
            "DTEND:20260610T150000",  # a local time of nobody knows where
            "DTEND;TZID=Asia/Tokyo:2026",
            "DTEND:99990610T060000Z",
            "DTEND:20261310T060000Z",
            "DURATION:P",
            "DURATION:-PT1H",
            "X-NOTHING:1",
        ],
    )
    def test_an_end_that_is_not_clear_is_left_out(self, end: str) -> None:
        answer = invited(part=calendar(DTEND=end))
        assert answer.invitation is not None
        assert answer.invitation.ended_at is None
        assert "time-zone" in [point.code for point in answer.to_decide]

    def test_an_end_after_all_years_is_left_out(self) -> None:
        part = calendar(DTSTART="DTSTART:21001231T000000Z", DTEND="DURATION:P9999D")
        assert invitation(part).ended_at is None

    def test_an_invitation_without_a_start_has_no_times(self) -> None:
        found = invitation(calendar(DTSTART=None, DTEND=None))
        assert (found.started_at, found.ended_at, found.timezone) == (None, None, None)

    def test_a_duration_without_a_start_ends_at_no_time(self) -> None:
        assert invitation(calendar(DTSTART=None, DTEND="DURATION:PT1H")).ended_at is None

    def test_a_zone_whose_name_ends_in_an_x_is_read(self) -> None:
        # Phoenix is seven hours behind UTC all year.
        found = invitation(calendar(DTSTART=None, DTEND="DTEND;TZID=America/Phoenix:20260610T150000"))
        assert (found.ended_at, found.timezone) == (utc("2026-06-10 22:00"), "America/Phoenix")

    @pytest.mark.parametrize("prefix", ["", "/", "/freeassociation.sourceforge.net/"])
    def test_a_zone_whose_name_has_three_parts_is_read(self, prefix: str) -> None:
        # Buenos Aires is three hours behind UTC all year.
        end = f"DTEND;TZID={prefix}America/Argentina/Buenos_Aires:20260610T150000"
        found = invitation(calendar(DTSTART=None, DTEND=end))
        assert (found.ended_at, found.timezone) == (utc("2026-06-10 18:00"), "America/Argentina/Buenos_Aires")

    def test_a_zone_that_is_named_for_all_may_stand_in_quotes(self) -> None:
        times = {"DTSTART": "DTSTART:20260610T050000Z", "DTEND": "DTEND:20260610T060000Z"}
        assert invitation(calendar(rest='X-WR-TIMEZONE:"America/Phoenix"\n', **times)).timezone == "America/Phoenix"

    def test_a_zone_may_be_named_for_all(self) -> None:
        times = {"DTSTART": "DTSTART:20260610T050000Z", "DTEND": "DTEND:20260610T060000Z"}
        assert invitation(calendar(rest="X-WR-TIMEZONE:Asia/Tokyo\n", **times)).timezone == "Asia/Tokyo"
        described = "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nEND:VTIMEZONE\n"
        assert invitation(calendar(rest=described, **times)).timezone == "Europe/Berlin"
        assert invitation(calendar(**times)).timezone is None

    def test_a_long_line_is_folded(self) -> None:
        part = calendar().replace("Second interview", "Second\n  inter\n\tview")
        assert invitation(part).summary == "Second interview, Data Engineer"

    def test_of_several_events_in_a_calendar_the_first_counts(self) -> None:
        part = calendar() + "BEGIN:VEVENT\nDTEND:19990101T000000Z\nEND:VEVENT\nEND:NOTHING\n"
        assert invitation(part).ended_at == utc("2026-06-10 06:00")
        assert invitation(f"{calendar().partition('BEGIN:VEVENT')[0]}END:VEVENT\nEND:X\n").ended_at is None

    def test_the_end_of_the_second_event_is_not_that_of_the_first(self) -> None:
        second = "BEGIN:VEVENT\nDTEND:19990101T000000Z\nEND:VEVENT\n"
        assert invitation(calendar(DTEND=None) + second).ended_at is None

    def test_the_parts_of_a_calendar_may_be_named_in_lower_case(self) -> None:
        part = calendar().replace("BEGIN:VEVENT", "begin:vevent").replace("END:VEVENT", "end:vevent")
        assert invitation(part).ended_at == utc("2026-06-10 06:00")

    def test_an_event_outside_of_a_calendar_is_read(self) -> None:
        part = calendar().replace("BEGIN:VCALENDAR\n", "")
        assert invitation(part).ended_at == utc("2026-06-10 06:00")

    def test_lines_of_a_calendar_without_a_name_are_left_out(self) -> None:
        assert invitation(calendar(rest=":x\n1:2\nno colon\n")).ended_at == utc("2026-06-10 06:00")

    def test_the_zones_of_windows_are_known(self) -> None:
        """By hand: a few whose names mislead."""
        assert {name: WINDOWS_ZONES[name] for name in ("GMT Standard Time", "India Standard Time", "UTC-11")} == {
            "GMT Standard Time": "Europe/London",
            "India Standard Time": "Asia/Kolkata",
            "UTC-11": "Etc/GMT+11",
        }
        assert len(WINDOWS_ZONES) == 139
        for name in WINDOWS_ZONES.values():
            ZoneInfo(name)

    def test_the_zones_of_windows_are_those_of_another_library(self) -> None:
        other = pytest.importorskip("icalendar.timezone.windows_to_olson").WINDOWS_TO_OLSON
        moment = utc("2026-01-15 12:00")
        for name, zone in WINDOWS_ZONES.items():
            assert moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.astimezone(ZoneInfo(other[name])).utcoffset()


class TestPeople:
    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ("ATTENDEE;CN=Lee:mailto:lee@example.com", ["Lee"]),
            ("ATTENDEE;CN=lee@example.com:mailto:lee@example.com", [None]),
            ("ATTENDEE:mailto:lee@example.com", [None]),
            ("ATTENDEE;CN=LEE@EXAMPLE.COM:mailto:lee@example.com", [None]),
            ("ATTENDEE;CN=lee@example.com:mailto:LEE@example.com", [None]),
            ("ATTENDEE;CN=lee@example.com:mailto: lee@example.com", [None]),
            ("ATTENDEE;CN=Max:mailto:max@example.com", ["Max"]),
            ("ATTENDEE;CN=Ken:mailto: ito@example.com", ["Ken Ito"]),
            ("ATTENDEE;EMAIL=lee@example.com;CN=Lee:urn:uuid:1", ["Lee"]),
            ("ATTENDEE;CN=Lee:http://example.com/lee", []),
            ("ATTENDEE;CN=Lee:mailto:no address", []),
        ],
    )
    def test_an_attendee_may_be_written_in_many_ways(self, line: str, names: list[str | None]) -> None:
        assert [person.name for person in invitation(calendar(ATTENDEE=line)).attendees] == names

    def test_an_attendee_who_is_named_twice_is_read_once(self) -> None:
        line = "ATTENDEE:mailto:lee@example.com\nATTENDEE:mailto:LEE@example.com"
        assert [person.id for person in invitation(calendar(ATTENDEE=line)).attendees] == ["lee"]

    def test_a_blank_before_an_address_is_no_part_of_the_id(self) -> None:
        line = "ATTENDEE:mailto: lee@example.com"
        assert [person.id for person in invitation(calendar(ATTENDEE=line)).attendees] == ["lee"]

    def test_the_organizer_is_no_attendee(self) -> None:
        line = "ATTENDEE:mailto:sato@example.com"
        assert invitation(calendar(ATTENDEE=line)).attendees == ()

    def test_the_ids_of_invited_people_are_unique(self) -> None:
        lines = "ATTENDEE:mailto:hr@example.net\nATTENDEE:mailto:hr@example.org"
        assert [person.id for person in invitation(calendar(ATTENDEE=lines)).attendees] == ["hr-2", "hr-3"]

    def test_of_many_attendees_a_hundred_are_read(self) -> None:
        lines = "\n".join(f"ATTENDEE:mailto:a{i}@example.com" for i in range(150))
        assert len(invitation(calendar(ATTENDEE=lines)).attendees) == 100
