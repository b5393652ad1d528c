"""What stands between the form of the playground and the library; test_playground_page.py has the page in a browser."""

from __future__ import annotations

import email
import email.policy
import json
import re
from pathlib import Path
from typing import Any, get_args

import bridge
import pytest

from followup_rules import Case, ContactRole, Event, Touch, languages
from playing import case
from support import at, interview

NO_DOMAIN = "There must be something after the @-sign."
EDIT = {"touch": "thank-you", "language": "en", "subject": "Thanks!!", "body": "Dear [name], thank you."}
PAGE = Path(__file__).parent.parent / "docs" / "playground"


def form(**changes: Any) -> dict[str, Any]:
    """Return the form of the plain interview (see support.py), a day and a half after it."""
    filled = case(events=[])
    interview = filled["interview"]
    assert isinstance(interview, dict)
    return filled | changes | {"interview": interview | changes.get("interview", {})}


def said(**changes: Any) -> dict[str, Any]:
    """Return what the page shows for the form."""
    shown: dict[str, Any] = json.loads(bridge.answer(json.dumps(form(**changes))))
    return shown


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(each["at"], each["text"]) for each in said(**changes)["problems"]]


def taken(what: str, **changes: Any) -> bytes:
    return bridge.take_out(json.dumps(form(**changes)), what)


class TestAnswer:
    def test_the_answer_has_its_sentence_window_people_and_next_change(self) -> None:
        assert said()["answer"] == {
            "kind": "send",
            "text": "Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)",
            "stage": "interviewed",
            "to": [{"id": "peer", "name": "Yuki Mori"}],
            "missing": [],
            "opens": "Thu 4 Jun 2026 15:00",
            "closes": "Fri 5 Jun 2026 15:00",
            "status": "open",
            "timezone": "Asia/Tokyo",
            "changes_at": "Fri 5 Jun 2026 15:00",
            "sent": {"kind": "thank-you-sent", "at": "2026-06-05T10:00", "to": ["peer"]},
        }

    def test_the_reasons_have_their_rules(self) -> None:
        assert said()["reasons"] == [
            {
                "rule": "B2",
                "text": "The interview ended on 3 June 2026. The best time for a thank-you is 24 to 48 hours later.",
            },
            {"rule": "G15", "text": "Yuki Mori interviewed you and has not been thanked."},
        ]

    def test_the_plan_has_a_step_for_each_message_ahead(self) -> None:
        assert [(step["text"], step["when"]) for step in said()["plan"]][:2] == [
            (
                "Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)",
                "Thu 4 Jun 2026 15:00 to Fri 5 Jun 2026 15:00",
            ),
            (
                "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato",
                "Mon 15 Jun 2026 09:00 to Tue 16 Jun 2026 18:00",
            ),
        ]

    def test_the_picture_is_svg_and_escapes_what_was_given(self) -> None:
        picture = said(interview={"company": "<script>alert(1)</script>"})["picture"]
        assert picture.startswith("<svg ")
        assert "<script" not in picture

    def test_after_the_event_of_its_button_the_answer_is_the_next_message(self) -> None:
        sent = said()["answer"]["sent"]
        assert said(events=[sent])["answer"]["text"] == (
            "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato"
        )

    def test_an_answer_that_is_owed_has_a_button_and_no_draft(self) -> None:
        asked = {"kind": "reply-received", "at": "2026-06-05T09:00", "sender": "hr", "asks_for": "two references"}
        shown = said(events=[asked])
        assert shown["answer"]["text"] == "Answer Hanako Sato by Mon 8 Jun: two references"
        assert shown["answer"]["sent"] == {"kind": "message-sent", "at": "2026-06-05T10:00", "to": ["hr"]}
        assert shown["drafts"] == []

    def test_nothing_is_due_after_an_offer(self) -> None:
        offer = {"kind": "offer-received", "at": "2026-06-05T09:00"}
        answer = said(events=[offer])["answer"]
        assert answer == {
            "kind": "done",
            "text": "Nothing is due. You have an offer.",
            "stage": "offered",
            "to": [],
            "missing": [],
        }

    def test_a_blocked_answer_says_what_is_missing_on_the_page(self) -> None:
        answer = said(contacts=[{"id": "peer", "name": "Yuki Mori", "roles": ["interviewer"]}])["answer"]
        assert answer["missing"][0] == "The e-mail address of Yuki Mori is missing."
        assert "sent" not in answer

    def test_an_interview_without_a_new_time_has_no_window(self) -> None:
        """G43: they took the case up again, and the new time is missing."""
        kinds = {"interview-not-held": "08:00", "reopened": "09:00"}
        shown = said(events=[{"kind": kind, "at": f"2026-06-05T{hour}"} for kind, hour in kinds.items()])
        assert shown["answer"]["kind"] == "blocked"
        assert "opens" not in shown["answer"]
        assert "when" not in shown["plan"][0]

    def test_gaps_say_what_one_could_still_find_out(self) -> None:
        assert "Keep the mail that scheduled the interview: messages can go in its thread." in said()["gaps"]

    def test_times_on_the_page_are_those_of_the_company(self) -> None:
        """12 June is a Friday: 24 hours later is a Saturday."""
        place = {"timezone": "Europe/Berlin", "country": "DE", "subdivision": "BY", "ended_at": "2026-06-12T11:00"}
        assert said(interview=place, now="2026-06-12T12:00")["answer"]["opens"] == "Mon 15 Jun 2026 09:00"


class TestPromise:
    """A promise counts from the interview's day, Wednesday 3 June 2026."""

    @pytest.mark.parametrize(
        ("promise", "number", "day"),
        [
            ("this-week", "", "Fri 5 Jun 2026"),
            ("next-week", "", "Fri 12 Jun 2026"),
            ("this-month", "", "Tue 30 Jun 2026"),
            ("next-month", "", "Fri 31 Jul 2026"),
            ("within_days", "10", "Fri 12 Jun 2026"),  # 13 June is a Saturday
            ("within_business_days", "10", "Wed 17 Jun 2026"),
            ("within_weeks", "2", "Wed 17 Jun 2026"),
            ("", "5", None),
            ("sometime", "5", None),
        ],
    )
    def test_a_vague_promise_is_the_last_business_day_of_its_span(
        self, promise: str, number: str, day: str | None
    ) -> None:
        assert said(interview={"promise": promise, "promise_number": number})["decision_by"] == day

    def test_a_promised_date_counts_as_it_is(self) -> None:
        assert said(interview={"promise": "date", "decision_by": "2026-06-14"})["decision_by"] == "Sun 14 Jun 2026"

    def test_a_promised_date_counts_only_if_a_date_is_what_they_said(self) -> None:
        assert said(interview={"promise": "next-week", "decision_by": "2026-06-30"})["decision_by"] == "Fri 12 Jun 2026"


class TestProblems:
    """Each problem has its place in the form and the library's own words."""

    def test_an_empty_form_lacks_all_that_is_needed(self) -> None:
        empty = {"now": "", "interview": {}, "candidate": {}, "contacts": [], "events": []}
        found = json.loads(bridge.answer(json.dumps(empty)))
        assert [(each["at"], each["text"]) for each in found["problems"]] == [
            (place, "is missing")
            for place in (
                "interview.company",
                "interview.position",
                "interview.ended_at",
                "interview.timezone",
                "interview.country",
                "now",
            )
        ]

    @pytest.mark.parametrize(
        ("changes", "place", "text"),
        [
            (
                {"interview": {"timezone": "Tokyo"}},
                "interview.timezone",
                "must be an IANA time zone such as 'Asia/Tokyo', got 'Tokyo'",
            ),
            (
                {"interview": {"timezone": "../../etc/passwd"}},
                "interview.timezone",
                "must be an IANA time zone such as 'Asia/Tokyo', got '../../etc/passwd'",
            ),
            (
                {"interview": {"ended_at": "yesterday"}},
                "interview.ended_at",
                "must be an ISO 8601 date and time with an offset, got 'yesterday'",
            ),
            (
                {"interview": {"promise": "date", "decision_by": "2026-06-01"}},
                "interview.decision_by",
                "must be the interview's day, 2026-06-03, or later, got '2026-06-01'",
            ),
            ({"interview": {"promise": "date"}}, "interview.decision_by", "is missing"),
            ({"interview": {"promise": "within_days"}}, "interview.promise_number", "is missing"),
            (
                {"interview": {"promise": "within_days", "promise_number": "ten"}},
                "interview.promise_number",
                "must be a whole number, got 'ten'",
            ),
            (
                {"interview": {"promise": "within_days", "promise_number": "500"}},
                "interview.promise_number",
                "must be 366 or less, got 500",
            ),
            (
                {"contacts": [{"id": "hr", "email": "sato@", "roles": ["recruiter"]}]},
                "contacts.0.email",
                f"must be an e-mail address such as 'jane@example.com', got 'sato@': {NO_DOMAIN}",
            ),
            ({"contacts": [{"id": "hr", "roles": []}]}, "contacts.0.roles", "is missing"),
            ({"candidate": {"name": "Mei Tan"}}, "candidate.email", "is missing"),
            ({"events": [{"kind": "reply-received"}]}, "events.0.at", "is missing"),
            ({"events": [{"kind": "thank-you-sent", "at": "2026-06-05T09:00"}]}, "events.0.to", "is missing"),
            (
                {"events": [{"kind": "reply-received", "at": "2026-06-05T09:00", "sender": "boss"}]},
                "events.0.sender",
                "must be the id of a contact of the interview ('hr', 'peer'), got 'boss'",
            ),
        ],
    )
    def test_a_problem_stands_at_its_field(self, changes: dict[str, Any], place: str, text: str) -> None:
        assert problems(**changes) == [(place, text)]

    def test_an_event_of_an_unknown_kind_is_a_problem(self) -> None:
        [(place, text)] = problems(events=[{"kind": "gossip", "at": "2026-06-05T09:00"}])
        assert place == "events.0.kind"
        assert "'gossip'" in text

    def test_several_problems_are_told_at_once(self) -> None:
        found = problems(interview={"promise": "within_days", "country": "XX"}, now="", candidate={"name": "Mei"})
        assert [place for place, _ in found] == [
            "interview.promise_number",
            "interview.country",
            "candidate.email",
            "now",
        ]

    def test_a_promise_in_an_unknown_place_is_the_fault_of_the_place(self) -> None:
        assert [place for place, _ in problems(interview={"promise": "next-week", "country": "XX"})] == [
            "interview.country"
        ]

    def test_a_year_that_is_half_typed_is_a_problem(self) -> None:
        [(place, text)] = problems(interview={"ended_at": "0202-06-03T15:00"})
        assert place == "interview.ended_at"
        assert text.startswith("must be in the years 1970 to 2100, got ")


class TestNotes:
    """What is no error, and is said all the same."""

    FILL_IN = "Fill this in, so that it counts."

    def test_a_fresh_row_counts_once_it_is_filled_in(self) -> None:
        before = said()
        bounce = {"kind": "bounced", "at": "2026-06-05T09:00", "fresh": True}
        shown = said(events=[bounce])
        assert shown["notes"] == [
            {"at": "events.0.contact", "text": self.FILL_IN},
            {"at": "events.0.email", "text": self.FILL_IN},
        ]
        assert shown == before | {"notes": shown["notes"]}
        person = {"id": "new", "name": "Ann", "fresh": True}
        assert said(contacts=[*form()["contacts"], person])["notes"] == [
            {"at": "contacts.2.roles", "text": self.FILL_IN}
        ]
        full = bounce | {"contact": "peer", "email": "mori@example.com"}
        assert said(events=[full]) == said(events=[full | {"fresh": False}]) != before

    def test_only_the_rows_that_lack_something_are_left_out(self) -> None:
        sent = {"kind": "thank-you-sent", "at": "2026-06-05T09:00", "to": ["peer"], "fresh": True}
        shown = said(events=[{"kind": "bounced", "at": "2026-06-05T09:00", "fresh": True}, sent])
        assert shown["answer"] == said(events=[sent])["answer"]
        assert len(shown["notes"]) == 2

    def test_what_is_wrong_in_a_fresh_row_is_an_error(self) -> None:
        wrong = {"id": "new", "email": "ann@", "fresh": True}
        shown = said(contacts=[wrong])
        assert [each["at"] for each in shown["problems"]] == ["contacts.0.email"]
        assert [each["at"] for each in shown["notes"]] == ["contacts.0.roles"]

    def test_a_fresh_row_that_lacks_something_is_not_saved(self) -> None:
        bounce = {"kind": "bounced", "at": "2026-06-05T09:00", "fresh": True}
        assert taken("json", events=[bounce]) == taken("json")

    def test_a_row_that_was_left_is_an_error(self) -> None:
        shown = said(events=[{"kind": "bounced", "at": "2026-06-05T09:00", "fresh": False}])
        assert [each["text"] for each in shown["problems"]] == ["is missing", "is missing"]

    def test_an_event_about_a_person_who_is_not_complete_is_no_second_problem(self) -> None:
        person = {"id": "new", "name": "Ann", "fresh": True}
        reply = {"kind": "reply-received", "at": "2026-06-05T09:00", "sender": "new"}
        shown = said(contacts=[person], events=[reply])
        assert [(each["at"], each["text"]) for each in shown["problems"]] == [("contacts.0.roles", "is missing")]

    @pytest.mark.parametrize(
        ("when", "text"),
        [
            ("2026-06-05T10:01", "This is later than “Now”. It counts all the same."),
            ("2026-06-05T10:00", None),
            ("2026-06-03T15:00", None),
            ("2026-06-03T14:59", "This is before the interview ended. It counts all the same."),
        ],
    )
    def test_an_odd_time_of_an_event_has_a_note_and_is_no_problem(self, when: str, text: str | None) -> None:
        shown = said(events=[{"kind": "reply-received", "at": when}])
        assert shown["problems"] == []
        assert shown["notes"] == ([] if text is None else [{"at": "events.0.at", "text": text}])

    def test_a_time_that_is_none_has_no_note(self) -> None:
        shown = said(events=[{"kind": "reply-received", "at": "soon"}], now="")
        assert shown["notes"] == []
        assert {each["at"] for each in shown["problems"]} == {"events.0.at", "now"}


class TestDrafts:
    def test_a_draft_has_its_reader_words_and_ways_out(self) -> None:
        [draft] = said()["drafts"]
        assert (draft["to"], draft["email"], draft["touch"]) == ("Yuki Mori", "mori@example.com", "thank-you")
        assert draft["subject"] == "Thank you for the Data Engineer interview"
        assert draft["body"].startswith("Dear Yuki Mori,\n\nThank you for taking the time to speak with me")
        assert draft["link"].startswith("mailto:mori@example.com?subject=Thank%20you")
        assert (draft["has_file"], draft["edited"], draft["is_reply"]) == (True, False, False)

    def test_the_review_says_what_is_missing(self) -> None:
        assert said()["drafts"][0]["findings"] == [
            {
                "severity": "hint",
                "part": "body",
                "line": 1,
                "text": "Add one specific thing that you learned in the interview (B7).",
            }
        ]

    @pytest.mark.parametrize(
        ("language", "opening"),
        [
            ("de", "Guten Tag Yuki Mori,"),
            ("es", "Buenos días, Yuki Mori:"),
            ("ja", "Acme\nYuki Mori 様"),
        ],
    )
    def test_a_draft_is_in_the_language_that_was_chosen(self, language: str, opening: str) -> None:
        [draft] = said(interview={"language": language})["drafts"]
        assert draft["language"] == language
        assert draft["body"].startswith(opening)

    def test_there_are_no_drafts_without_a_candidate(self) -> None:
        shown = said(candidate={})
        assert (shown["drafts"], shown["signed"]) == ([], False)

    def test_a_draft_to_an_address_beyond_ascii_has_no_file_and_no_link(self) -> None:
        """Mail takes only ASCII before the @."""
        contact = {"id": "peer", "name": "Yuki Mori", "email": "毛利@example.com", "roles": ["interviewer"]}
        [draft] = said(contacts=[contact])["drafts"]
        assert (draft["has_file"], draft["link"]) == (False, None)

    def test_an_edited_draft_is_reviewed(self) -> None:
        [draft] = said(edits={"peer": EDIT})["drafts"]
        assert (draft["edited"], draft["subject"]) == (True, "Thanks!!")
        assert ("error", "'[name]' looks like a blank that was never filled in (G31).") in [
            (each["severity"], each["text"]) for each in draft["findings"]
        ]

    @pytest.mark.parametrize("other", [{"language": "de"}, {"touch": "follow-up-1"}])
    def test_an_edit_counts_for_its_message_and_language_alone(self, other: dict[str, str]) -> None:
        [draft] = said(edits={"peer": EDIT | other})["drafts"]
        assert draft["edited"] is False

    def test_an_edit_that_is_no_message_is_a_problem(self) -> None:
        assert problems(edits={"peer": EDIT | {"subject": " "}}) == [
            ("drafts.peer.subject", "must not be empty; an optional field may be omitted")
        ]


class TestTakenOut:
    def test_the_json_is_a_case_that_the_library_reads(self) -> None:
        sent = {"kind": "thank-you-sent", "at": "2026-06-05T09:00", "to": ["peer"]}
        case = Case.model_validate_json(taken("json", events=[sent]))
        assert case.interview.ended_at == at("2026-06-03 15:00")
        assert [contact.name for contact in case.interview.contacts] == ["Hanako Sato", "Yuki Mori"]
        assert [(event.kind, event.at) for event in case.events] == [("thank-you-sent", at("2026-06-05 09:00"))]
        assert case.candidate is not None
        assert case.interview.id == "Data Engineer, Acme"

    def test_the_calendar_has_a_reminder_for_each_step(self) -> None:
        text = taken("ics").decode()
        assert text.startswith("BEGIN:VCALENDAR")
        assert text.count("STATUS:CONFIRMED") == len(said()["plan"]) == 4

    def test_the_mail_is_the_draft_as_it_was_edited(self) -> None:
        message = email.message_from_bytes(taken("eml:peer", edits={"peer": EDIT}), policy=email.policy.default)
        assert (message["To"], message["Subject"]) == ("Yuki Mori <mori@example.com>", "Thanks!!")
        assert message.get_content().strip() == "Dear [name], thank you."


STORED: dict[str, Any] = {
    "interview": {
        "id": "acme/1",
        "company": "Acme",
        "position": "Data Engineer",
        "ended_at": "2026-06-03T06:00:00Z",
        "timezone": "Asia/Tokyo",
        "country": "JP",
        "decision_by": "2026-06-12",
        "contacts": [{"id": "sato@example.com", "email": "sato@example.com", "roles": ["recruiter"]}],
    },
    "events": [{"kind": "reply-received", "at": "2026-06-04T00:30:20Z", "sender": "sato@example.com"}],
}


class TestOpened:
    """A file has a case as the command line or the page wrote it."""

    def test_a_case_becomes_a_form_with_local_times(self) -> None:
        assert json.loads(bridge.opened(json.dumps(STORED))) == {
            "form": {
                "interview": {
                    "id": "acme/1",
                    "company": "Acme",
                    "position": "Data Engineer",
                    "ended_at": "2026-06-03T15:00",
                    "timezone": "Asia/Tokyo",
                    "country": "JP",
                    "promise": "date",
                    "decision_by": "2026-06-12",
                    "language": "en",
                },
                "contacts": [{"id": "sato@example.com", "email": "sato@example.com", "roles": ["recruiter"]}],
                "events": [{"kind": "reply-received", "at": "2026-06-04T09:30:20", "sender": "sato@example.com"}],
                "candidate": {},
            }
        }

    @pytest.mark.parametrize(("tag", "language"), [("ja", "ja"), ("pt-BR", "pt"), ("fi", "en")])
    def test_a_language_is_one_that_the_page_offers(self, tag: str, language: str) -> None:
        stored = STORED | {"interview": STORED["interview"] | {"language": tag}}
        assert json.loads(bridge.opened(json.dumps(stored)))["form"]["interview"]["language"] == language

    def test_what_the_page_saved_comes_back(self) -> None:
        sent = {"kind": "thank-you-sent", "at": "2026-06-05T09:00", "to": ["peer"]}
        saved = taken("json", events=[sent]).decode()
        back = json.loads(bridge.opened(saved))["form"] | {"now": "2026-06-05T10:00"}
        assert bridge.take_out(json.dumps(back), "json").decode() == saved
        assert bridge.lost(saved, json.dumps(back)) == "[]"

    def test_what_has_no_field_is_told(self) -> None:
        about = {"why_it_matters": "It is why I applied.", "round": 2}
        stored = json.dumps(STORED | {"interview": STORED["interview"] | about})
        back = json.loads(bridge.opened(stored))["form"] | {"now": "2026-06-05T10:00"}
        for name in about:
            del back["interview"][name]
        assert json.loads(bridge.lost(stored, json.dumps(back))) == ["interview.round", "interview.why_it_matters"]
        assert json.loads(bridge.lost(stored, json.dumps(back | {"events": []})))[-1] == "events"
        reply = STORED["events"][0] | {"at": "2026-06-04T09:30:21"}
        assert json.loads(bridge.lost(stored, json.dumps(back | {"events": [reply]})))[-1] == "events.0.at"

    def test_a_form_that_is_wrong_says_so_itself(self) -> None:
        assert bridge.lost(json.dumps(STORED), json.dumps(form(now=""))) == "[]"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[1]", "must be an object with the fields of Case, got [1]"),
            ('{"interview": 5}', "interview: must be an object with the fields of Interview, got 5"),
            (json.dumps(STORED | {"event": []}), "event: there is no such field"),
        ],
    )
    def test_what_is_wrong_with_a_file_is_said_in_the_words_of_the_library(self, text: str, said: str) -> None:
        assert json.loads(bridge.opened(text)) == {"problems": [said]}

    def test_a_file_that_is_no_json_is_a_problem(self) -> None:
        [said] = json.loads(bridge.opened("{"))["problems"]
        assert said.startswith("Invalid JSON")


class TestRegions:
    def test_a_region_has_its_code_and_its_names(self) -> None:
        found = dict(json.loads(bridge.regions("AT")))
        assert (len(found), found["9"], found["7"]) == (9, "Wien, W", "Tirol, T")
        assert dict(json.loads(bridge.regions("DE")))["BY"].startswith("Bayern")

    @pytest.mark.parametrize("country", ["", "XX", "Atlantis"])
    def test_an_unknown_country_has_no_regions(self, country: str) -> None:
        assert bridge.regions(country) == "[]"

    @pytest.mark.parametrize("country", ["AT", "CH", "DE", "ES", "GB", "IN", "US"])
    def test_the_library_takes_each_region(self, country: str) -> None:
        for code, _ in json.loads(bridge.regions(country)):
            assert interview(country=country, subdivision=code).subdivision == code

    def test_the_page_hands_the_region_on(self) -> None:
        assert problems(interview={"country": "AT", "subdivision": "9"}) == []
        assert [at for at, _ in problems(interview={"country": "AT", "subdivision": "BY"})] == ["interview.subdivision"]


class TestPage:
    """The page has no list of its own that differs from the library's."""

    def test_the_page_knows_each_kind_of_event_and_its_fields(self) -> None:
        """Mail ids and subjects are left out: nobody types them."""
        kinds = json.loads((PAGE / "kinds.json").read_text("utf-8"))
        left_out = {"kind", "at", "message_id", "subject"}
        events = get_args(get_args(Event)[0])
        assert {kind: (about["title"], set(about["fields"])) for kind, about in kinds.items()} == {
            event.model_fields["kind"].default: (event.title, set(event.model_fields) - left_out) for event in events
        }

    def test_the_page_offers_all_languages(self) -> None:
        [offered] = re.findall(
            r'<select id="language".*?</select>', (PAGE / "index.html").read_text("utf-8"), re.DOTALL
        )
        assert sorted(re.findall(r'value="(\w+)"', offered)) == sorted(languages())

    def test_the_page_offers_all_roles_and_touches(self) -> None:
        script = (PAGE / "form.js").read_text("utf-8")
        for words, name in ((ContactRole, "ROLES"), (Touch, "TOUCHES")):
            [table] = re.findall(rf"const {name} = \{{(.*?)\n\}};", script, re.DOTALL)
            assert re.findall(r'^  "?([\w-]+)"?:', table, re.MULTILINE) == [word.value for word in words]

    def test_nothing_of_the_page_is_inline_or_from_elsewhere(self) -> None:
        page = (PAGE / "index.html").read_text("utf-8")
        assert "default-src 'none'" in page
        assert "unsafe-inline" not in page
        assert re.findall(r"<style|\son\w+=|\sstyle=", page) == []
        for path in PAGE.iterdir():
            if path.suffix in (".html", ".js", ".css"):
                assert re.findall(r"https?://", path.read_text("utf-8")) == [], path.name
            if path.suffix == ".js":
                assert (
                    re.findall(
                        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text("utf-8")
                    )
                    == []
                )
