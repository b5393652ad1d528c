"""Good values of a case as JSON has them, drawn by chance, and what somebody changed in them."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hostile_words import ALONE, LANGUAGES, NEWS, ODD, OTHERS, PAYLOADS, PLACES, ROLES, SENT, TEXT_KEYS, TOKENS, TOUCHES

if TYPE_CHECKING:
    from random import Random

    from followup_rules import Case

JsonObject = dict[str, Any]
SOFT = 0.75  # the share of changes after which a field may still be valid


class Maker:
    """Good values as JSON has them, drawn by chance."""

    def __init__(self, rng: Random) -> None:
        """Take the chances."""
        self.rng = rng
        self.ended = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * rng.randrange(4 * 24 * 365))
        if rng.random() < 0.1:
            self.ended = datetime(rng.choice((1970, 1999, 2037, 2099, 2100)), 6, 30, 12, tzinfo=UTC)
        self.ids = [f"c{i}" for i in range(rng.choice((0, 1, 2, 3, 3, 5)))]

    def maybe(self, value: Any, share: float = 0.3) -> Any:
        """Return a value, or nothing."""
        return value if self.rng.random() < share else None

    def instant(self, least: int = -3, most: int = 60) -> str:
        """Return an instant some days after the interview."""
        return (self.ended + timedelta(minutes=30 * self.rng.randint(48 * least, 48 * most))).isoformat()

    def day(self, least: int = 1, most: int = 40) -> str:
        """Return a day some days after the interview."""
        return (self.ended + timedelta(days=self.rng.randint(least, most))).date().isoformat()

    def thread(self) -> JsonObject:
        """Return the thread of a mail."""
        rng = self.rng
        return {
            "message_id": f"<{rng.randrange(5)}@x.com>",
            "references": ["<0@x.com>"],
            "subject": self.maybe("Your interview"),
        }

    def contact(self, contact_id: str) -> JsonObject:
        """Return a contact; two of them may share an address."""
        rng = self.rng
        return {
            "id": contact_id,
            "roles": sorted(set(rng.choices(ROLES[:5], k=rng.choice((1, 1, 2))))),
            "name": self.maybe(rng.choice(("Hanako Sato", "Björn Åström", "佐藤 花子", "דנה לוי")), 0.8),
            "email": self.maybe(f"{contact_id if rng.random() < 0.9 else 'hr'}@example.com", 0.9),
            "honorific": self.maybe("Dr", 0.1),
            "language": rng.choice(LANGUAGES[:12]),
            "do_not_contact": rng.random() < 0.05,
        }

    def interview(self) -> JsonObject:
        """Return an interview."""
        rng = self.rng
        timezone, country, subdivision = rng.choice(PLACES)
        return {
            "id": f"{rng.randrange(9)}",
            "company": "Acme",
            "position": "Data Engineer",
            "ended_at": self.ended.isoformat(),
            "timezone": timezone,
            "country": country,
            "subdivision": subdivision,
            "extra_holidays": self.maybe([self.day()], 0.2) or [],
            "working_week": self.maybe({"0": ["09:00", "17:00"], "3": ["10:30", "12:00"]}, 0.1),
            "contacts": [self.contact(each) for each in self.ids],
            "decision_by": self.maybe(self.day(2, 20)),
            "enquire_on": self.maybe(self.day(2, 20), 0.1),
            "thread": self.maybe(self.thread()),
            "language": rng.choice(LANGUAGES[:12]),
            "learned": self.maybe("the move to streaming"),
            "enquiries_welcome": rng.random() < 0.95,
        }

    def event(self) -> JsonObject:
        """Return an event that names only contacts of the interview."""
        rng, somebody = self.rng, self.rng.choice(self.ids) if self.ids else None
        kind = rng.choice(SENT + NEWS + NEWS + ALONE if self.ids else NEWS + ALONE[:-1])
        made: JsonObject = {"kind": kind, "at": self.instant()}
        if kind in SENT or kind in NEWS:
            made |= {
                "message_id": self.maybe(f"<{rng.randrange(5)}@x.com>"),
                "subject": self.maybe("Re: Your interview"),
            }
        if kind in SENT:
            made["to"] = sorted(set(rng.choices(self.ids, k=2)))
        elif kind in NEWS or kind == "out-of-office-received":
            made["sender"] = self.maybe(somebody, 0.8)
        if kind in NEWS[:2]:
            asks_for = self.maybe("a call")
            made |= {
                "decision_by": self.maybe(self.day()),
                "asks_for": asks_for,
                "answer_by": asks_for and self.maybe(self.day()),
            }
        more: dict[str, JsonObject] = {
            "touch-skipped": {"touch": rng.choice(TOUCHES)},
            "snoozed": {"until": rng.choice((self.day(), self.instant(1)))},
            "out-of-office-received": {"returns_on": self.maybe(self.day())},
            "bounced": {"contact": somebody, "email": f"{somebody}@example.com"},
        }
        return made | more.get(kind, {})

    def case(self) -> JsonObject:
        """Return a case."""
        candidate = {"name": "Mei Tan", "email": "mei@example.com", "phone": self.maybe("+81 3 1234 5678")}
        events = [self.event() for _ in range(self.rng.choice((0, 0, 1, 2, 4, 8)))]
        return {"interview": self.interview(), "events": events, "candidate": self.maybe(candidate, 0.85)}

    def policy(self) -> JsonObject:
        """Return a policy."""
        rng, spans = self.rng, ("thank_you", "first_follow_up", "second_follow_up", "escalation", "update_thanks")
        made: JsonObject = {}
        for name in rng.sample(spans, k=2):
            least = rng.choice((1, 1, 2, 5, 366))
            made[name] = {
                "minimum": least,
                "maximum": min(366, least + rng.randrange(9)),
                "unit": rng.choice(("business-days", "weeks")),
            }
        starts = rng.randrange(23)
        made |= {"work_starts": f"{starts:02}:30", "work_ends": f"{rng.randint(starts + 1, 23):02}:45"}
        for name in ("minimum_window_minutes", "away_days", "assumed_decision_weeks", "after_message_business_days"):
            made[name] = rng.choice((1, 2, 7, 30, 366))
        return made | {"never": rng.sample(TOUCHES, k=rng.randrange(4))}

    def template(self) -> JsonObject:
        """Return a template."""
        rng = self.rng
        pieces = (
            "Dear ${recipient_name},",
            "",
            "thank you for $learned.",
            "${company}",
            "$$5",
            "$interviewers",
            "by $decision_by",
            "Best",
        )
        body = "\n".join(["Hello $candidate_name", *rng.choices(pieces, k=rng.randrange(9))])
        return {
            "touch": rng.choice(TOUCHES),
            "language": rng.choice(("en", "ja", "de")),
            "subject": "$position: follow up",
            "body": body,
        }


def changed(rng: Random, whole: Any) -> None:
    """Change one place of a JSON value: often to what such a field could hold, at times to what none can."""
    parent, key = _place(rng, whole)
    if parent is None:
        return
    if rng.random() < SOFT and isinstance(key, str):
        parent[key] = _other(rng, key, parent[key])
    else:
        _spoil(rng, parent, key)


def _other(rng: Random, key: str, value: Any) -> Any:
    """Return what could stand in a field."""
    if key in OTHERS:
        return deepcopy(rng.choice(OTHERS[key]))  # else a later change would be one of all inputs
    if key in TEXT_KEYS and not isinstance(value, dict | list):
        return rng.choice(PAYLOADS)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return rng.choice((0, 1, 366, 367, 2**31, -1, True, 1.0, "1"))
    if isinstance(value, list) and value:
        return (value * rng.choice((2, 2, 3, 40)))[: rng.choice((0, 1, 60))]
    return value


def _spoil(rng: Random, parent: Any, key: Any) -> None:
    """Put into a place what cannot stand there, or take it away."""
    value, turn = parent[key], rng.randrange(4)
    if turn == 0:
        parent[key] = deepcopy(rng.choice(ODD))
    elif turn == 1:
        del parent[key]
    elif turn == 2 and isinstance(parent, dict):
        parent[rng.choice(("x", "", "__class__", "kind", "\x1b[31m", "é" * 100, str(key).upper()))] = value
    else:
        parent[key] = [value] if rng.random() < 0.5 else {"x": value}


def _place(rng: Random, whole: Any) -> tuple[Any, Any]:
    """Return a container within a JSON value, and one of its keys."""
    found: tuple[Any, Any] = (None, None)
    while isinstance(whole, dict | list) and whole and (found[0] is None or rng.random() < 0.8):
        key = rng.choice(list(whole) if isinstance(whole, dict) else range(len(whole)))
        found, whole = (whole, key), whole[key]
    return found


def written_over(rng: Random, raw: bytes, tokens: list[bytes]) -> bytes:
    """Return bytes of which some were cut, doubled, exchanged or written over."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        start = rng.randint(0, len(raw))
        end = min(len(raw), start + rng.choice((0, 1, 1, 4, 20, 200)))
        piece = rng.choice((rng.choice(tokens), raw[start:end] * 2, b"", bytes([rng.randrange(256)])))
        raw = raw[:start] + piece + raw[end:]
    return raw[: rng.randint(0, len(raw))] if rng.random() < 0.1 else raw


def as_json(rng: Random, whole: Any) -> bytes:
    """Return a JSON value as text: as it is, changed in a few places, or written over."""
    turn = rng.random()
    if turn > 0.35:
        for _ in range(rng.choice((1, 1, 2, 3))):
            changed(rng, whole)
    raw = json.dumps(whole, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    return written_over(rng, raw, TOKENS) if turn > 0.9 else raw


def after(case: Case, told: bytes) -> bytes:
    """Return JSON after a line with the case that it belongs to, which stays as it is."""
    return case.model_dump_json().encode() + b"\n" + told
