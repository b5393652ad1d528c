"""The agenda: what to do in several cases, in one list (H3); no message comes too near to that of another case (H1)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import Field, field_validator

from followup_rules._action import about
from followup_rules._answers import Action, Blocked, Done, Local, Respond, Row, Send, WindowStatus, best_moment
from followup_rules._case import Case
from followup_rules._elsewhere import elsewhere
from followup_rules._errors import InputError, items_of, must_be
from followup_rules._fields import Text, aware
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._reach import Reach, reach_of
from followup_rules._spacing import place
from followup_rules._turns import Order, Turn, turn_of
from followup_rules._values import Value, computed


class Entry(Value, frozen=True):
    """A case, and what to do in it next: its own answer, or a later one if another case holds it (H1, H3, H5).

    ``held_by`` is the id of the interview of that other case. ``changes_at``, in UTC, is the first instant at which the
    entry may be another one although nothing happens (G40).
    """

    case: Case = Field(description="The case.")
    action: Action = Field(description="What to do next in it.")
    changes_at: Local | None = Field(default=None, description="When this entry may change, although nothing happens.")
    held_by: Text | None = Field(default=None, description="The id of the interview whose message holds this one.")

    @field_validator("changes_at", mode="after")
    @classmethod
    def _in_utc(cls, value: datetime | None) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    @property
    def due_at(self) -> datetime | None:
        """When to do it, in UTC: when to send the message; if it is blocked, from when on it is due; else ``None``."""
        return None if isinstance(self.action, Done) else best_moment(self.action).astimezone(UTC)

    def row(self) -> Row:
        """Return the entry as one flat row: which interview it is, its answer, the addresses, and what holds it."""
        interview, answer = self.case.interview, self.action.row()
        case = {name: getattr(interview, name) for name in ("id", "company", "position", "round")}
        to = () if isinstance(self.action, Blocked | Done) else self.action.to
        emails = [email for each in to if (email := interview.contact(each.contact).email) is not None]
        more = {"emails": ", ".join(emails) or None, "changes_at": self.changes_at, "held_by": self.held_by}
        return case | answer | more

    def __str__(self) -> str:
        """Say what the case is, and what to do next."""
        return f"{self.case.interview.position} at {self.case.interview.company}: {self.action}"


def agenda(
    cases: Iterable[Case], *, now: datetime, until: datetime | None = None, policy: Policy = DEFAULT_POLICY
) -> tuple[Entry, ...]:
    """Return what to do next in each of several cases, in the order of when to do it (H1 to H5).

    *cases* are all cases of one candidate, or of several. Those with the same candidate's address are spaced together,
    and so are those without a candidate. *now* and *until* are aware datetimes. With *until*, the list has only what is
    to be done before that instant: for a morning list, pass the evening. Nobody gets messages about two cases on one
    day, or two that ask within two business days. What waits for that has a reason that names the other case. Nobody is
    written to at an address that bounced in one of the candidate's cases, or whose owner does not want to be contacted
    in one. A case that is given twice counts once. :class:`InputError` for a naive datetime, or for something that is
    not a case.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Case, Contact, Interview
    >>> hr = Contact(id="hr", name="Hanako Sato", roles={"recruiter"}, email="sato@example.com")
    >>> first = Interview(
    ...     id="1", company="Acme", position="Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 6, 3, 6, tzinfo=UTC), contacts=[hr],
    ... )
    >>> second = first.replace(id="2", position="Analyst", ended_at=datetime(2026, 6, 3, 8, tzinfo=UTC))
    >>> cases = [Case(interview=first), Case(interview=second)]
    >>> for entry in agenda(cases, now=datetime(2026, 6, 15, 1, tzinfo=UTC)):
    ...     print(entry)
    Engineer at Acme: Send the first follow-up to Hanako Sato by Tue 16 Jun 18:00 (Asia/Tokyo)
    Analyst at Acme: Wait until Wed 17 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato
    """
    now = aware("now", now)
    end = None if until is None else aware("until", until)
    must_be(Policy, "policy", policy)
    found: list[_Placed] = []
    for desk in _desks(cases).values():
        shared, known, meeting = _shared(desk), elsewhere(desk), list[Turn]()
        for case, reach in desk:
            turn = turn_of(case, reach, now, policy, known)
            if shared.isdisjoint(reach.boxes.values()):
                found.append(_placed(turn))
            else:
                meeting.append(turn)
        place(meeting, shared)
        while meeting:  # each is freed at once, so that fewer objects live at a time
            found.append(_placed(meeting.pop()))
    return tuple([entry for is_done, when, _, _, entry in sorted(found) if end is None or (not is_done and when < end)])


def _desks(cases: Iterable[Case]) -> dict[str | None, list[tuple[Case, Reach]]]:
    """Return the cases of each candidate by address; those without a candidate share one desk (H1)."""
    desks: dict[str | None, list[tuple[Case, Reach]]] = {}
    alike: dict[tuple[str, datetime], list[Case]] = {}
    for index, case in enumerate(items_of("cases", cases, "Case")):
        if not isinstance(case, Case):
            at = f"cases.{index}"
            raise InputError(at, case, "a Case")
        known = alike.setdefault((case.interview.id, case.interview.ended_at), [])
        if case not in known:  # given twice, it counts once
            known.append(case)
            candidate = None if case.candidate is None else case.candidate.mailbox
            desks.setdefault(candidate, []).append((case, reach_of(case.interview)))
    return desks


def _shared(desk: list[tuple[Case, Reach]]) -> set[str]:
    """Return the mailboxes that are in more than one case."""
    if len(desk) == 1:
        return set()
    seen, shared = set[str](), set[str]()
    for _, reach in desk:
        boxes = reach.mailboxes
        shared |= seen & boxes
        seen |= boxes
    return shared


# The place of an entry in the list (H3): nothing to do comes last; then the instant, late before open, and H2.
_Placed = tuple[bool, datetime, bool, Order, Entry]


def _placed(turn: Turn) -> _Placed:
    """Return an entry with its place in the list."""
    action = about(turn.moment, turn.due)
    is_done = isinstance(action, Done)
    when = turn.case.interview.ended_at if isinstance(action, Done) else best_moment(action).astimezone(UTC)
    is_late = isinstance(action, Send | Respond) and action.status is WindowStatus.LATE
    changes_at = None if action.changes_at is None else action.changes_at.astimezone(UTC)
    if turn.changes_by is not None:
        changes_at = turn.changes_by if changes_at is None else min(changes_at, turn.changes_by)
    entry = computed(Entry, case=turn.case, action=action, changes_at=changes_at, held_by=turn.held_by)
    return is_done, when, not is_late, turn.order, entry
