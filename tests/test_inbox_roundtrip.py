"""Mail that others write: the standard library's writer, another library's calendars, and our own drafts once sent."""

from __future__ import annotations

from base64 import encodebytes
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_rules import Contact, ReplyReceived, Send, messages, next_action
from followup_rules.inbox import Certainty, read_mail
from followup_rules.mail import to_eml
from mails import case
from scenes import CASTS
from support import CANDIDATE, at, by_chance, interview

icalendar = pytest.importorskip("icalendar")

WHEN = at("2026-06-16 10:00")
PLAIN = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u200b")
LINES = st.lists(st.text(PLAIN, max_size=30).map(str.strip), max_size=5).map("\n".join)
TITLES = st.text(PLAIN, max_size=60).map(lambda text: f"a{text}")  # of more than marks
# What mail calls a character set, and the one that mail programs write under that name.
CHARSETS = {name: name for name in ("utf-8", "iso-8859-15", "iso-2022-jp", "euc-jp", "big5", "koi8-r", "utf-16")}
CHARSETS |= {"iso-8859-1": "cp1252", "euc-kr": "cp949", "gb2312": "gb18030", "shift_jis": "cp932"}


def stamped(message: EmailMessage) -> EmailMessage:
    message["From"], message["To"] = "Hanako Sato <sato@example.com>", "mei@example.com"
    message["Date"], message["Message-ID"] = format_datetime(WHEN), "<1@example.com>"
    return message


@given(LINES, TITLES, st.sampled_from(["base64", "quoted-printable", "8bit"]))
@by_chance(150)
def test_what_the_standard_library_writes_is_read(text: str, subject: str, encoding: str) -> None:
    message = stamped(EmailMessage())
    message["Subject"] = subject
    message.set_content(text, cte=encoding)
    message.add_alternative("<p>other</p>", subtype="html")
    message.add_attachment(b"\x00\xff", maintype="application", subtype="pdf", filename="a.pdf")
    answer = read_mail(message.as_bytes(), case())
    assert answer.text == (text.strip("\n") or "other")
    assert isinstance(answer.event, ReplyReceived)
    if "=?" not in subject:
        assert answer.event.subject == " ".join(str(message["Subject"]).split())


@given(st.sampled_from(sorted(CHARSETS)), st.text(max_size=40))
@by_chance(150)
def test_each_character_set_is_read(charset: str, text: str) -> None:
    words = "".join([each for each in text if each.isprintable()]).encode(CHARSETS[charset], "ignore")
    message = stamped(EmailMessage())
    message["Content-Type"] = f"text/plain; charset={charset}"
    message["Content-Transfer-Encoding"] = "base64"
    raw = message.as_bytes().partition(b"\n\n")[0] + b"\n\n"
    found = read_mail(raw + encodebytes(words), case()).text
    assert found == words.decode(CHARSETS[charset]).strip("\n")


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - local times of a zone
    st.sampled_from(["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Sydney", "UTC"]),
    TITLES,
)
@by_chance(60)
def test_an_invitation_of_another_library_is_read(local: datetime, zone: str, name: str) -> None:
    ends = local.replace(microsecond=0, tzinfo=ZoneInfo(zone))
    event = icalendar.Event()
    event.add("dtstart", ends.astimezone(UTC))
    event.add("dtend", ends)
    event.add("summary", name)
    organizer = icalendar.vCalAddress("mailto:jo@example.net")
    organizer.params["CN"] = "Jo Lee"
    event.add("organizer", organizer)
    calendar = icalendar.Calendar()
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    message = stamped(EmailMessage())
    message.set_content(calendar.to_ical().decode(), subtype="calendar", params={"method": "REQUEST"})
    invitation = read_mail(message.as_bytes(), case()).invitation
    assert invitation is not None
    assert invitation.ended_at == ends.astimezone(UTC)
    assert invitation.timezone == (zone if zone != "UTC" else None)
    assert invitation.organizer == Contact(id="jo", name="Jo Lee", roles={"recruiter"}, email="jo@example.net")
    if "=?" not in name:
        assert invitation.summary == " ".join(name.split())


@pytest.mark.parametrize("language", CASTS)
def test_a_draft_that_was_sent_is_the_touch_that_was_due(language: str) -> None:
    """The event is the one that an app would have stored by :meth:`Send.sent`."""
    people = CASTS[language]
    job = interview(contacts=(people.recruiter, people.lead), language=language)
    action = next_action(job, (), now=WHEN)
    assert isinstance(action, Send)
    for message in messages(action, job, CANDIDATE):
        head = f"Date: {format_datetime(WHEN)}\r\nMessage-ID: <2@example.com>\r\n".encode()
        answer = read_mail(head + to_eml(message, CANDIDATE), case().replace(interview=job))
        assert answer.event == action.sent(
            at=WHEN, to=[message.to.id], message_id="<2@example.com>", subject=message.subject
        )
        assert (answer.touch, answer.certainty) == (action.touch, Certainty.LIKELY)
        assert answer.text == message.body
