"""Print one case in every language: the thank-you, and the first follow-up.

    python examples/every_language.py [LANGUAGE]

Names, company and position stay as they were given; so does what was learned, which a candidate writes in the language
of the mail (docs/words.md).
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from followup_rules import (
    Candidate,
    Contact,
    ContactRole,
    Draft,
    Interview,
    Touch,
    first_follow_up,
    languages,
    review,
    thank_you,
)

LEAD = Contact(
    id="lead", name="Ken Ito", roles={ContactRole.INTERVIEWER, ContactRole.HIRING_MANAGER}, email="ito@example.com"
)
RECRUITER = Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="sato@example.com")
CANDIDATE = Candidate(name="Mei Tan", email="mei.tan@example.com", phone="+65 5550 0100")
LEARNED = {
    "de": "die Umstellung auf Ereignisströme",
    "en": "the move to event streaming",
    "es": "el paso a los flujos de eventos",
    "fr": "le passage aux flux d’événements",
    "ja": "イベントストリーミングへの移行",
    "ko": "이벤트 스트리밍 전환",
    "pt": "a mudança para fluxos de eventos",
    "zh": "向事件流的迁移",
}


def case(language: str) -> Interview:
    """Return the interview, with whoever speaks that language."""
    return Interview(
        id="acme-1",
        company="Acme",
        position="Data Engineer",
        ended_at=datetime(2026, 4, 24, 15, 0, tzinfo=ZoneInfo("Asia/Tokyo")),
        timezone="Asia/Tokyo",
        country="JP",
        decision_by=date(2026, 4, 30),
        language=language,
        contacts=(RECRUITER, LEAD.replace(learned=LEARNED.get(language))),
    )


def show(title: str, draft: Draft) -> None:
    """Print a draft under its title."""
    subject, body = draft
    print(f"--- {title}\nSubject: {subject}\n\n{body}\n")


def main(chosen: tuple[str, ...]) -> None:
    """Print both drafts in each language, and what the review has to say."""
    for language in chosen:
        interview = case(language)
        lead = interview.contact("lead")
        thanks = thank_you(interview, lead, CANDIDATE)
        show(f"{language}: thank-you", thanks)
        for finding in review(thanks, Touch.THANK_YOU, interview, lead, CANDIDATE):
            print(f"{finding.severity}: {finding.text}")
        show(f"{language}: first follow-up", first_follow_up(interview, RECRUITER, CANDIDATE))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or languages())
