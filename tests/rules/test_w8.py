"""W8: Others are named as the reader would name them: with the honorific or title that is known."""

from __future__ import annotations

import pytest

from followup_rules import Contact, ContactRole, first_follow_up, thank_you
from letters import BUILDERS, DOCTOR, JO, PANEL, paragraphs, says
from support import CANDIDATE, HR, PEER, interview


class TestW8:
    def test_others_are_named_with_their_honorific(self) -> None:
        doctor = DOCTOR.replace(roles={ContactRole.INTERVIEWER})
        case = interview(contacts=(HR, doctor, PEER.replace(honorific="Ms", family_name="Mori")))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Dr Ito and Ms Mori on")
        assert says(thank_you(case, HR, CANDIDATE, passes_on=True), r"thanks on to Dr Ito and Ms Mori\?")

    def test_a_list_has_titles_for_all_or_for_nobody(self) -> None:
        case = interview(contacts=(HR, DOCTOR.replace(roles={ContactRole.INTERVIEWER}), PEER))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Ken Ito and Yuki Mori on")
        assert says(thank_you(case, HR, CANDIDATE, passes_on=True), r"thanks on to Ken Ito and Yuki Mori\?")

    @pytest.mark.parametrize(
        ("others", "spoken_of"), [((), "taking the time"), ((PANEL,), "you and Aiko Abe"), ((PANEL, HR), "colleagues")]
    )
    def test_thanks_speak_of_the_other_interviewers(self, others: tuple[Contact, ...], spoken_of: str) -> None:
        met = tuple(other.replace(roles={ContactRole.INTERVIEWER}) for other in others)
        draft = thank_you(interview(contacts=(PEER, *met)), PEER, CANDIDATE)
        assert spoken_of in paragraphs(draft)[0]

    def test_the_company_knows_its_own_name(self) -> None:
        for build in BUILDERS.values():
            assert says(build(interview(), HR, CANDIDATE), "Acme") is (build is thank_you)  # once, where it begins
            assert says(build(interview(contacts=(JO,)), JO, CANDIDATE), "Acme")

    @pytest.mark.parametrize(
        ("tag", "others"), [("en-GB", "you, Yuki Mori and Ren Oda"), ("en-US", "you, Yuki Mori, and Ren Oda")]
    )
    def test_a_reader_among_several_is_left_out_of_the_names(self, tag: str, others: str) -> None:
        case = interview(language=tag, contacts=(PANEL, PEER, PEER.replace(id="third", name="Ren Oda")))
        assert says(first_follow_up(case, PANEL, CANDIDATE), f"my interview with {others} on Wednesday")

    def test_a_follow_up_does_not_call_a_roll(self) -> None:
        panel = tuple(PEER.replace(id=f"p{n}", name=f"Interviewer {n}") for n in range(4))
        case = interview(contacts=(HR, PANEL, *panel))
        assert says(first_follow_up(case, HR, CANDIDATE), "my interview on Wednesday")
        assert says(first_follow_up(case, PANEL, CANDIDATE), "my interview with you and your colleagues on Wednesday")

    def test_an_honorific_of_another_language_is_left_out(self) -> None:
        case = interview(contacts=(HR, DOCTOR.replace(roles={ContactRole.INTERVIEWER}, honorific="様", language="ja")))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Ken Ito on")
