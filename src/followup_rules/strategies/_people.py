"""People and texts: contacts, candidates, threads, and what may stand in a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from followup_rules._people import Candidate, Contact, ContactRole, Thread
from followup_rules.strategies._arguments import as_fields, drawn, maybe, rarely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup_rules.strategies._arguments import Fields

ROLES = (  # the simple ones first, and two roles in one person
    {ContactRole.RECRUITER},
    {ContactRole.INTERVIEWER},
    {ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER, ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER, ContactRole.RECRUITER},
    {ContactRole.EMPLOYEE},
    {ContactRole.AGENCY},
    {ContactRole.NO_REPLY, ContactRole.RECRUITER},
)
_IDS = {
    ContactRole.RECRUITER: "hr",
    ContactRole.HIRING_MANAGER: "lead",
    ContactRole.INTERVIEWER: "peer",
    ContactRole.AGENCY: "agency",
    ContactRole.EMPLOYEE: "staff",
    ContactRole.NO_REPLY: "robot",
}
_PLAIN_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
PLAIN = Contact(id="hr", roles={ContactRole.RECRUITER}, email="hr@example.com")
SHARED = "jobs@example.com"
_NAMES = (
    "Ana Lima",
    "Kim",
    "Dr. Jörg Müller-Weiß",
    "佐藤花子",
    "김민수",
    "Seán O'Brien",
    "عمر",
    "D" * 200,
    "N. N. (HR)",
)
_TITLES = ("Dr", "Ms", "様", "Prof. Dr.")
_LANGUAGES = ("en", "ja", "de", "fr-CA", "pt-BR", "es", "zh", "ko", "en-GB", "DE-ch", "xx")
_SUBJECTS = ("Your interview", "Re: Your interview", "RE: AW: Termin", "面接のお礼", "[EXTERNAL] Your interview")
_LETTERS = st.characters(
    exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Mn", "Zs", "Co"), exclude_characters="="
)
_LETTER = st.characters(categories=("Lu", "Ll", "Lo", "Nd"), exclude_characters="\u115f\u1160\u3164\uffa0")
_any_text = st.builds("{}{}".format, _LETTER, st.text(st.just(" ") | _LETTERS, max_size=40)).map(str.strip)


def texts(*examples: str) -> st.SearchStrategy[str]:
    """Return texts of one line: mostly one of the examples."""
    return rarely(_any_text, otherwise=st.sampled_from(examples))


languages = st.sampled_from(_LANGUAGES)
subjects = texts(*_SUBJECTS)
message_ids = st.integers(1, 3).map("<{}@example.com>".format)
lessons = texts("how the team plans its week", "the new plant in Dingolfing", "チームの働き方")

_OPTIONAL: dict[str, st.SearchStrategy[object]] = {  # of a contact
    "name": texts(*_NAMES),
    "do_not_contact": st.just(True),  # noqa: FBT003 - the value itself
    "given_name": texts("Ana", "花子", "Jörg"),
    "family_name": texts("Lima", "佐藤", "Müller-Weiß"),
    "honorific": texts(*_TITLES),
    "job_title": texts("Head of Data", "部長"),
    "department": texts("Data", "人事部"),
    "company": texts("Acme Staffing"),
    "language": languages,
    "learned": lessons,
    "why_it_matters": texts("I like to plan with others.", "It is why I applied."),
    "familiar": st.just(True),  # noqa: FBT003 - the value itself
}
_more = st.lists(st.sampled_from([*_OPTIONAL, *["do_not_contact"] * 4]), max_size=3, unique=True)


def contacts(**fields: Any) -> st.SearchStrategy[Contact]:  # noqa: ANN401 - a value, or a strategy for one
    """Return a strategy for a :class:`Contact`; each argument is a field of it, as a value or a strategy.

    It shrinks to a recruiter with an address. Addresses are shared, missing, in capitals, or those of a machine now and
    then, and one person may have two roles.
    """
    given = as_fields("contacts", Contact.model_fields, fields)
    return _contacts(given)


@st.composite
def _contacts(draw: st.DrawFn, given: Fields) -> Contact:
    return contact(draw, given, first=draw(st.sampled_from((1, 1, 1, 2, 3))))


def contact(draw: st.DrawFn, given: Fields, others: Sequence[Contact] = (), first: int = 1) -> Contact:
    """Draw a contact with an id that no other has; ids of one role are counted from *first*."""
    roles: Any = draw(given["roles"]) if "roles" in given else draw(st.sampled_from(ROLES))
    usual = _IDS.get(min(roles), "somebody")
    who: Any = draw(given["id"]) if "id" in given else _free_id(usual, [each.id for each in others], first)
    email = draw(given["email"]) if "email" in given else draw(_emails(who, others))
    more = {name: draw(_OPTIONAL[name]) for name in draw(_more) if name not in given}
    more |= drawn(draw, given, *_OPTIONAL)
    return Contact.model_validate({"id": who, "roles": roles, "email": email, **more})


def _free_id(wanted: str, taken: Sequence[str], first: int) -> str:
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(first, first + len(taken) + 1))
    return next(name for name in names if name not in taken)


def _emails(who: str, others: Sequence[Contact]) -> st.SearchStrategy[str | None]:
    own = f"{who}@example.com" if _PLAIN_ID.fullmatch(who) else "somebody@example.com"
    odd = (SHARED, SHARED.upper(), own.upper(), None, "no-reply@example.com", "hr@bücher.example")
    return st.sampled_from((*[own] * 5, *odd, *[each.email for each in others] * 2))


def candidates(**fields: Any) -> st.SearchStrategy[Candidate]:  # noqa: ANN401 - see contacts
    """Return a strategy for a :class:`Candidate`; each argument is a field of it, as a value or a strategy."""
    given = as_fields("candidates", Candidate.model_fields, fields)
    ordinary = {
        "name": texts("Mei Tan", "João da Silva", "山田太郎"),
        "email": st.sampled_from(("mei@example.com", "j.silva@example.com", "mei@bücher.example")),
        "phone": maybe(texts("+81 3-1234-5678")),
    }
    return st.builds(Candidate, **ordinary | given)


def threads(**fields: Any) -> st.SearchStrategy[Thread]:  # noqa: ANN401 - see contacts
    """Return a strategy for a :class:`Thread`; each argument is a field of it, as a value or a strategy."""
    given = as_fields("threads", Thread.model_fields, fields)
    ordinary = {
        "message_id": st.just("<0@example.com>"),
        "references": st.lists(message_ids, max_size=3),
        "subject": maybe(subjects, one_in=2),
    }
    return st.builds(Thread, **ordinary | given)
