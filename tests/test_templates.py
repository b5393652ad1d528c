"""An app's own texts: checked when they are made, rendered once, and nothing but text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from followup_rules import (
    Brief,
    InputError,
    Person,
    Template,
    Thread,
    Touch,
    escalation,
    feedback_request,
    first_follow_up,
    messages,
    next_action,
    second_follow_up,
    thank_you,
    update_thanks,
)
from support import CANDIDATE, HR, LEAD, PEER, at, interview

BODY = """Dear ${recipient_name},

thank you for ${learned}.
I am ${candidate_name}, and I applied for $position at ${company}.

My phone: ${candidate_phone}

Best"""


def template(**changes: object) -> Template:
    fields: dict[str, object] = {
        "touch": Touch.THANK_YOU,
        "language": "en",
        "subject": "${position} at ${company}",
        "body": BODY,
    }
    return Template.model_validate(fields | changes)


class TestRendering:
    def test_the_facts_stand_where_the_fields_stood(self) -> None:
        draft = thank_you(
            interview(), PEER.replace(learned="the tour"), CANDIDATE.replace(phone="123"), templates=(template(),)
        )
        assert draft.subject == "Data Engineer at Acme"
        assert draft.body == (
            "Dear Yuki Mori,\n\nthank you for the tour.\nI am Mei Tan, and I applied for Data Engineer at Acme.\n\n"
            "My phone: 123\n\nBest"
        )

    def test_a_line_with_a_field_that_is_not_known_is_left_out(self) -> None:
        draft = thank_you(interview(), PEER, CANDIDATE, templates=(template(),))
        assert draft.body == "Dear Yuki Mori,\n\nI am Mei Tan, and I applied for Data Engineer at Acme.\n\nBest"

    @pytest.mark.parametrize(
        ("tag", "day"), [("en", "Wednesday, 3 June"), ("en-US", "Wednesday, June 3"), ("ja", "6月3日（水）")]
    )
    def test_a_date_is_written_as_the_language_does(self, tag: str, day: str) -> None:
        text = template(language=tag, body="on ${interviewed_on}")
        assert thank_you(interview(language=tag), PEER, CANDIDATE, templates=(text,)).body == f"on {day}"

    def test_names_are_listed_as_the_language_does(self) -> None:
        case = interview(contacts=(HR, PEER, LEAD.replace(roles=PEER.roles)), language="es")
        text = template(language="es", body="Hola\na ${interviewers}")
        draft = thank_you(case, HR, CANDIDATE, passes_on=True, templates=(text,))
        assert draft.body == "Hola\na Yuki Mori y Ken Ito"

    def test_two_dollars_in_a_template_are_one(self) -> None:
        assert thank_you(interview(), PEER, CANDIDATE, templates=(template(body="$$5"),)).body == "$5"

    def test_a_reply_keeps_the_subject_of_its_thread(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="Your interview")
        draft = thank_you(interview(), PEER, CANDIDATE, reply_to=thread, templates=(template(),))
        assert draft.subject == "Re: Your interview"

    def test_lines_of_windows_are_lines(self) -> None:
        assert thank_you(interview(), PEER, CANDIDATE, templates=(template(body="a\r\n\r\nb"),)).body == "a\n\nb"

    @pytest.mark.parametrize(
        "name", ["$company", "${company}", "{0}", "%s", "%(x)s", "</b>", "$$", "{x!r}", "x" * 1000]
    )
    def test_a_value_is_never_read_as_a_template(self, name: str) -> None:
        case = interview(company=name)
        draft = thank_you(case, PEER.replace(name=name), CANDIDATE, templates=(template(),))
        assert draft.subject == f"Data Engineer at {name}"
        assert draft.body.startswith(f"Dear {name},\n\n")
        assert f"applied for Data Engineer at {name}.\n" in draft.body

    @given(st.text(alphabet="ab$ {}.[]%x\\", max_size=30))
    def test_whatever_is_accepted_can_be_rendered(self, body: str) -> None:
        try:
            text = template(body=body)
        except ValidationError:
            return
        assert thank_you(interview(), PEER, CANDIDATE, templates=(text,)).body == body.replace("$$", "$").strip()


class TestChoice:
    def test_each_builder_takes_the_text_of_its_touch(self) -> None:
        builders = {
            Touch.THANK_YOU: thank_you,
            Touch.FOLLOW_UP_1: first_follow_up,
            Touch.FOLLOW_UP_2: second_follow_up,
            Touch.ESCALATION: escalation,
            Touch.UPDATE_THANKS: update_thanks,
            Touch.FEEDBACK_REQUEST: feedback_request,
        }
        texts = tuple(template(touch=touch, subject=touch.value, body=touch.value) for touch in Touch)
        for touch, build in builders.items():
            assert build(interview(), HR, CANDIDATE, templates=texts) == (touch.value, touch.value)  # type: ignore[operator]  # a builder

    def test_another_touch_keeps_the_librarys_words(self) -> None:
        draft = second_follow_up(interview(), HR, CANDIDATE, templates=(template(),))
        assert draft == second_follow_up(interview(), HR, CANDIDATE)

    @pytest.mark.parametrize(
        ("tag", "body"),
        [
            ("en", "plain"),
            ("en-US", "American"),
            ("en-us", "American"),
            ("en-GB", "plain"),
            ("en-US-posix", "American"),
        ],
    )
    def test_the_nearest_language_is_taken(self, tag: str, body: str) -> None:
        texts = (template(body="plain"), template(language="en-US", body="American"))
        assert thank_you(interview(language=tag), PEER, CANDIDATE, templates=texts).body == body

    def test_a_region_does_not_speak_for_the_language(self) -> None:
        texts = (template(language="en-US", body="American"),)
        assert thank_you(interview(language="en-GB"), PEER, CANDIDATE, templates=texts).body != "American"

    def test_a_language_without_words_of_ours_can_have_an_apps(self) -> None:
        text = template(
            language="mi",
            subject="Tēnā koe",
            body="Tēnā koe ${recipient_name}, ${interviewed_on}, ${interviewers}\nNgā mihi",
        )
        case = interview(language="mi", contacts=(HR, PEER, LEAD.replace(roles=PEER.roles)))
        assert thank_you(case, HR, CANDIDATE, templates=(text,)) == (
            "Tēnā koe",
            "Tēnā koe Hanako Sato, 2026-06-03, Yuki Mori, Ken Ito\nNgā mihi",
        )

    def test_messages_take_templates(self) -> None:
        case = interview(contacts=(PEER,))
        action = next_action(case, (), now=at("2026-06-04 16:00"))
        (message,) = messages(action, case, CANDIDATE, templates=(template(body="Ours for ${recipient_name}\nBest"),))
        assert (message.subject, message.body) == ("Data Engineer at Acme", "Ours for Yuki Mori\nBest")

    def test_two_templates_for_one_touch_and_language_are_refused(self) -> None:
        with pytest.raises(
            InputError, match=r"templates.*one text for each touch and language, not two for thank-you in EN"
        ):
            thank_you(interview(), PEER, CANDIDATE, templates=(template(), template(language="EN")))

    def test_a_template_alone_is_refused(self) -> None:
        with pytest.raises(InputError, match=r"templates.*put it into a tuple"):
            thank_you(interview(), PEER, CANDIDATE, templates=template())  # type: ignore[arg-type]  # what is wrong on purpose

    def test_what_is_no_template_is_refused(self) -> None:
        with pytest.raises(InputError, match=r"^templates must be an iterable of Template, got 'Dear'"):
            thank_you(interview(), PEER, CANDIDATE, templates=("Dear",))  # type: ignore[arg-type]  # what is wrong on purpose


class TestRefused:
    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ("Hello\n\nfor ${salary}", "line 3: there is no field 'salary'; the fields are company, position"),
            ("Hello\n$Company", "line 2: there is no field 'Company'"),
            ("Hello\n${company.__class__}", "line 2: '\\$' begins a field such as \\${company}; write '\\$\\$'"),
            ("Hello\n${}", "line 2: '\\$' begins a field"),
            ("Hello\ncosts $ 5", "line 2: '\\$' begins a field"),
            ("Hello\n${touch}", "line 2: there is no field 'touch'"),
            ("Hello\n\x07", "line 2: must be plain text; remove U\\+0007"),
            ("Hello\n\u202eolleH", "line 2: must be plain text; remove U\\+202E"),
            ("Hello\r", "line 1: must be plain text; remove U\\+000D"),
            ("for ${learned}\n\n", "must have a line that is always there"),
            ("", r"must not be empty \["),
            (" \n ", r"must not be empty \["),
        ],
    )
    def test_a_wrong_body_of_a_template_is_refused(self, body: str, message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            template(body=body)

    @pytest.mark.parametrize(
        ("subject", "message"),
        [
            ("for ${learned}", "line 1: 'learned' is not always given; a subject may name company, position"),
            ("for ${salary}", "line 1: there is no field 'salary'"),
            ("two\nlines", "must be one line of plain text"),
            ("", "must not be empty"),
        ],
    )
    def test_a_wrong_subject_of_a_template_is_refused(self, subject: str, message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            template(subject=subject)

    def test_a_tab_in_a_template_is_plain_text(self) -> None:
        assert template(body="a\tb").body == "a\tb"


def test_every_field_that_holds_words_may_be_named() -> None:
    flags = {"touch", "language", "tone", "met", "folds", "passes_on", "answers_feedback", "is_team"}
    flags |= {"through_agency", "is_reply", "reply_subject", "familiar", "continues", "recipient", "has_asked"}
    of_recipient = {"recipient_name", "recipient_company", *Person.model_fields} - {"name", "company"}
    fields = [name for name in Brief.model_fields if name not in flags] + sorted(of_recipient)
    template(body="Hello\n" + "\n".join(f"${{{name}}}" for name in fields))
    for name in flags:
        with pytest.raises(ValidationError, match=f"there is no field '{name}'"):
            template(body=f"Hello\n${{{name}}}")


@pytest.mark.parametrize("touch", [touch for touch in Touch if touch is not Touch.UPDATE_THANKS])
def test_a_date_that_was_stated_can_be_named(touch: Touch) -> None:
    text = template(touch=touch, body="Hello\nby ${decision_by}")
    case = interview(decision_by=date(2026, 6, 12))
    builders = {Touch.THANK_YOU: thank_you, Touch.FOLLOW_UP_1: first_follow_up, Touch.FOLLOW_UP_2: second_follow_up}
    build = builders.get(touch, escalation if touch is Touch.ESCALATION else feedback_request)
    draft = build(case, HR, CANDIDATE, templates=(text,))  # type: ignore[operator]  # a builder
    assert draft.body == "Hello\nby Friday, 12 June"


def test_an_honorific_of_a_language_of_ones_own_can_be_named() -> None:
    text = template(language="mi", subject="Tēnā koe", body="Tēnā koe ${honorific} ${family_name},\nngā mihi")
    contact = HR.replace(language="mi", honorific="Tākuta", family_name="Parata")
    assert thank_you(interview(), contact, CANDIDATE, templates=(text,)).body == "Tēnā koe Tākuta Parata,\nngā mihi"
