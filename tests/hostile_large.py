"""Large inputs: a megabyte of what the library reads, in the shapes that could take long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from followup_rules import Case, replay
from hostile_values import JsonObject, Maker, after
from test_inbox_hostile import BODIES, HEADERS, IN_BODIES, IN_HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MEGABYTE = 1_000_000


def _many(share: Callable[[Maker, int], JsonObject], key: str) -> Callable[[Random], bytes]:
    """Return how a case of a megabyte is made that has a great many events or contacts."""

    def make_case(rng: Random) -> bytes:
        maker = Maker(rng)
        maker.ids = ["c0", "c1", "c2"]
        told = maker.case()
        number = MEGABYTE // len(json.dumps(share(maker, 0)))
        of = told if key == "events" else told["interview"]
        of[key] = [*(of[key] if key == "contacts" else []), *[share(maker, i) for i in range(number)]]
        return json.dumps(told).encode()

    return make_case


def _reply(maker: Maker, number: int, **more: Any) -> JsonObject:
    return {"kind": "reply-received", "at": maker.instant(), "sender": f"c{number % 3}"} | more


def _repeated(rng: Random, pieces: list[str]) -> str:
    piece = rng.choice(pieces)
    return piece * (MEGABYTE // len(piece.encode("utf-8", "surrogatepass")))


def _long(key: str) -> Callable[[Random], bytes]:
    """Return how a case is made in which one field is a megabyte."""

    def make_case(rng: Random) -> bytes:
        told = Maker(rng).case()
        told["interview"][key] = _repeated(rng, ["a", " ", "=?a", "a-", "[", "é", "9", "${a} "])
        return json.dumps(told).encode()

    return make_case


def _mail_of(places: dict[str, Callable[[str], bytes]], pieces: list[str]) -> Callable[[Random], bytes]:
    return lambda rng: rng.choice(list(places.values()))(_repeated(rng, pieces))


def _large_progress(rng: Random) -> bytes:
    told = json.loads(_many(lambda maker, i: _reply(maker, i, asks_for="a call"), "events")(rng))
    case = Case.model_validate(told)
    return after(case.replace(events=()), replay(case).model_dump_json().encode())


IN_TEXTS = ["{0}", "<b>", "[a]", "\n", "!", "a ", "if ", "Re: ", "wenn ", "1 ", "12 June ", "xxxx "]  # in ASCII
LARGE: dict[str, tuple[str, Callable[[Random], bytes]]] = {  # about a megabyte each
    "many events": ("case", _many(lambda maker, _: maker.event(), "events")),
    "many questions": ("case", _many(lambda maker, i: _reply(maker, i, asks_for="a call"), "events")),
    "many irregular events": (
        "case",
        _many(lambda maker, _: {"kind": "escalation-sent", "at": maker.instant(1, 90), "to": ["c0"]}, "events"),
    ),
    "many bounces": (
        "case",
        _many(
            lambda maker, _: {"kind": "bounced", "at": maker.instant(), "contact": "c0", "email": "c0@example.com"},
            "events",
        ),
    ),
    "many contacts": (
        "case",
        _many(lambda _, i: {"id": f"p{i}", "roles": ["interviewer"], "email": f"p{i}@example.com"}, "contacts"),
    ),
    "many errors": ("case", _many(lambda _, i: {"id": f"p{i}", "x": 1}, "contacts")),
    "many cases": ("cases", lambda rng: json.dumps([Maker(rng).case() for _ in range(600)]).encode()),
    "a long company": ("case", _long("company")),
    "a long zone": ("case", _long("timezone")),
    "a long day": ("case", _long("decision_by")),
    "lists in lists": ("case", lambda _: b"[" * MEGABYTE),
    "objects in objects": ("case", lambda _: b'{"interview":' * (MEGABYTE // 13)),
    "a policy of many fields": ("policy", lambda _: json.dumps({f"x{i}": 1 for i in range(MEGABYTE // 12)}).encode()),
    "a progress of many questions": ("progress", _large_progress),
    "a mail with a long text": ("mail", _mail_of(BODIES, IN_BODIES)),
    "a mail with a long header": ("mail", _mail_of(HEADERS, IN_HEADERS)),
    "another mail with a long text": ("mail", _mail_of(BODIES, IN_BODIES)),
    "a long text": ("text", lambda rng: b"Hello\n" + _repeated(rng, IN_TEXTS).encode()),
    "a text that is just accepted": ("text", lambda rng: b"Hello\n" + _repeated(rng, IN_TEXTS).encode()[:199_000]),
    "a long template": (
        "template",
        lambda rng: json.dumps(
            {
                "touch": "thank-you",
                "language": "en",
                "subject": "x",
                "body": _repeated(rng, ["${company} ", "$", "a\n", "{"]),
            }
        ).encode(),
    ),
    "a long command": ("command", _many(lambda maker, _: maker.event(), "events")),
}
