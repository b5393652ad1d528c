"""Hostile input, made from a seed: good cases, policies, answers, mails and texts, and what somebody changed in them.

The same seed and number give the same input on every machine. An input is of one kind and is bytes, as it would come
in from a file, a form or a mailbox. ``attack.py`` gives it to the library.
"""

from __future__ import annotations

import json
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import mails
from followup_rules import Case, Promise, Template, agenda, messages, next_action, plan, replay, review
from followup_rules.inbox import read_mail
from hostile_large import LARGE
from hostile_values import JsonObject, Maker, after, as_json, changed, written_over
from hostile_words import PAYLOADS, TOKENS
from scenes import CASTS, scenes
from test_inbox_hostile import NAMES, TEXTS, VALUES
from test_mail import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable


class Input(NamedTuple):
    """One input: the kind, the bytes, and the seed of whatever else is chosen for it."""

    kind: str
    raw: bytes
    seed: str

    def chance(self) -> Random:
        """Return the chances of the choices beside the bytes: the time of asking, a policy, a way out."""
        return Random(f"{self.seed}/more")  # noqa: S311 - to be repeated


def _mail(rng: Random) -> bytes:
    """Return a mail of one of the kinds that mailboxes have, then changed in a header, a line or some octets."""
    raw = rng.choice(_MAILS)
    lines = raw.decode("utf-8", "surrogatepass").split("\n")
    for _ in range(rng.choice((0, 1, 1, 3))):
        new = rng.choice(
            (f"{rng.choice(NAMES)}: {rng.choice(VALUES + PAYLOADS)}", rng.choice(TEXTS), rng.choice(lines))
        )
        place = rng.randrange(len(lines))
        lines[place : place + rng.randrange(2)] = [new]
    raw = "\n".join(lines).encode("utf-8", "surrogatepass" if rng.random() < 0.5 else "replace")
    return written_over(rng, raw, TOKENS + _MAIL_TOKENS) if rng.random() < 0.4 else raw


_CALENDAR = """Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:1@x.com
DTSTART;TZID=Asia/Tokyo:20260610T140000
DTEND;TZID=Asia/Tokyo:20260610T150000
SUMMARY:Interview
ORGANIZER;CN=Hanako Sato:mailto:c0@example.com
ATTENDEE;CN=Mei Tan:mailto:mei@example.com
END:VEVENT
END:VCALENDAR"""
_MAILS = [
    mails.mail(
        "Thank you.\nUnfortunately, we decide by 12 June.\n\n> Dear Hanako",
        From="c0@example.com",
        In_Reply_To="<1@x.com>",
    ),
    mails.mail("Could you send two references by Friday?", From="c1@example.com", Subject="Re: Your interview"),
    mails.mail("Dear Hanako,\nthank you.", From="mei@example.com", To="c0@example.com, c1@example.com"),
    mails.report("c0@example.com"),
    mails.report("c1@example.com", "c2@example.com", action="delayed"),
    mails.in_words("<c0@example.com>: host mx.example.com said: 550 no such user"),
    mails.away("I am out of office, back on 12 June 2026.", From="c0@example.com"),
    mails.multipart(
        "Content-Type: text/html\n\n<p>Thank <b>you</b> &amp; goodbye",
        _CALENDAR,
        kind="alternative",
        From="c0@example.com",
    ),
]
_MAIL_TOKENS = [each.encode("utf-8", "replace") for each in (*TEXTS, *VALUES)] + [
    b"\r\n",
    b"\n\n",
    b"--cut\n",
    b"--cut--\n",
    b"=?utf-8?b?",
]
_DRAFTS = [f"{subject}\n{body}" for tag in CASTS for _, (subject, body) in scenes(CASTS[tag])]


def _text(rng: Random) -> bytes:
    """Return a draft as somebody edited it: its subject in the first line."""
    text = rng.choice(_DRAFTS)
    for _ in range(rng.randrange(6)):
        start = rng.randrange(len(text) + 1)
        text = (
            text[:start]
            + rng.choice((rng.choice(PIECES), rng.choice(PAYLOADS), "\n", "!!", ""))
            + text[start + rng.randrange(9) :]
        )
    return text.encode("utf-8", "surrogatepass")


def _cases(rng: Random) -> list[JsonObject]:
    return [Maker(rng).case() for _ in range(rng.choice((1, 2, 4, 8)))]


def _good(rng: Random) -> tuple[Case, datetime]:
    """Return a case that has a candidate and a contact, and a time of asking."""
    maker = Maker(rng)
    maker.ids = maker.ids or ["c0"]
    told = maker.case() | {"candidate": {"name": "Mei Tan", "email": "mei@example.com"}}
    return Case.model_validate(told), datetime.fromisoformat(maker.instant(0, 90))


def _progress(rng: Random) -> bytes:
    """Return the progress of a case; as often as not, what changes is in its memory."""
    case, _ = _good(rng)
    told = json.loads(replay(case).model_dump_json())
    if rng.random() < 0.6:
        memory = json.loads(told["memory"])
        for _ in range(rng.choice((0, 1, 2))):
            changed(rng, memory)
        return after(case, json.dumps(told | {"memory": json.dumps(memory)}).encode())
    return after(case, as_json(rng, told))


def _answer(rng: Random) -> bytes:
    """Return what is due next in a case, or a step of its plan."""
    case, now = _good(rng)
    answer = rng.choice((next_action(case, now=now), *plan(case, now=now)))
    return after(case, as_json(rng, json.loads(answer.model_dump_json())))


def _value(rng: Random) -> bytes:
    """Return any other public value, after a line with its name."""
    case, now = _good(rng)
    about, action = case.interview, next_action(case, now=now)
    written = messages(action, case)
    raw = rng.choice(_MAILS)
    values: list[Any] = [about, *about.contacts, *case.events, *action.reasons, *written, *agenda([case], now=now)]
    values += [read_mail(raw, case), Promise(within_weeks=2), Template.model_validate(Maker(rng).template())]
    values += [each for name in ("window", "missing", "to") for each in _each(getattr(action, name, None))]
    for message in written:
        values += review(message, action.touch, about, message.to, case.candidate)  # type: ignore[arg-type, union-attr]
    value = rng.choice(values)
    return f"{type(value).__name__}\n".encode() + as_json(rng, json.loads(value.model_dump_json()))


def _each(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else () if found is None else (found,)


KINDS: dict[str, tuple[int, Callable[[Random], bytes]]] = {  # how many of a hundred, and how one is made
    "case": (36, lambda rng: as_json(rng, Maker(rng).case())),
    "cases": (5, lambda rng: as_json(rng, _cases(rng))),
    "policy": (9, lambda rng: as_json(rng, Maker(rng).policy())),
    "progress": (9, _progress),
    "answer": (8, _answer),
    "value": (8, _value),
    "mail": (12, _mail),
    "template": (5, lambda rng: as_json(rng, Maker(rng).template())),
    "text": (4, _text),
    "argument": (3, lambda _: b""),  # a wrong argument of a function: chosen where it is given
    "command": (1, lambda rng: as_json(rng, Maker(rng).case())),
}
EVERY = 10_000  # input is a large one


def make(seed: str, number: int) -> Input:
    """Return the input of a number."""
    name = f"{seed}/{number}"
    rng = Random(name)  # noqa: S311 - to be repeated
    if number % EVERY == 0:
        shapes = list(LARGE.items())
        shape, (kind, large) = shapes[number // EVERY % len(shapes)]
        return Input(kind, large(rng), f"{name}/{shape}")
    (kind,) = rng.choices(list(KINDS), [share for share, _ in KINDS.values()])
    return Input(kind, KINDS[kind][1](rng), name)
