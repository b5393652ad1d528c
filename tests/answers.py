"""All that the library says of a dozen cases, as text and as values, to be compared between threads and processes.

python tests/answers.py text            prints all of it
python tests/answers.py processes       prints a digest of it, by each way to start a process
python tests/answers.py write FILE      pickles the values
python tests/answers.py read FILE       reads them, also those of another Python, and compares them with its own
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import pickle
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import followup_rules
import mails
from followup_rules import (
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Case,
    Message,
    Policy,
    Promise,
    PromiseSpan,
    Send,
    WaitUntil,
    agenda,
    business_calendar,
    gaps,
    messages,
    next_action,
    plan,
    promised_by,
    replay,
    review,
)
from followup_rules.ical import to_calendar
from followup_rules.inbox import read_mail
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_html, to_svg
from hostile_values import Maker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

START_METHODS = [each for each in ("spawn", "fork") if each in multiprocessing.get_all_start_methods()]
PROTOCOL = 4  # of pickles: that of Python 3.8 and later


class Asked(NamedTuple):
    """A case, and when and by which policy it is asked about."""

    case: Case
    now: datetime
    policy: Policy


def asked() -> list[Asked]:
    """Return the cases, with candidates and in many places; the same on every machine."""
    found = []
    for number in range(12):
        rng = Random(number)  # noqa: S311 - the same each time
        maker = Maker(rng)
        maker.ids = maker.ids or ["c0"]
        told = maker.case() | {"candidate": {"name": "Mei Tan", "email": "mei@example.com"}}
        case = Case.model_validate(told)
        now = case.interview.ended_at + timedelta(hours=rng.randrange(24 * 20))
        found.append(Asked(case, now, rng.choice((DEFAULT_POLICY, JAPANESE_POLICY))))
    return found


def values(one: Asked) -> list[Any]:
    """Return what the library says of a case, as values."""
    case, now, policy = one
    action, steps = next_action(case, now=now, policy=policy), plan(case, now=now, policy=policy)
    written = [message for step in (action, *steps) for message in messages(step, case)]
    found: list[Any] = [case, policy, action, *steps]
    incoming = [read_mail(raw, case) for raw in MAILS]
    calendar = business_calendar(case.interview.country, case.interview.subdivision, years=[2026, 2027])
    found += [replay(case), *gaps(case.interview), *written, *incoming, calendar]
    found += [*agenda([case, case.replace(interview=case.interview.replace(id="other"))], now=now, policy=policy)]
    found += [getattr(followup_rules, name)(case.interview, policy=policy) for name in WINDOWS]
    if isinstance(action, Send | WaitUntil):
        for message in written[: len(action.to)]:
            found += review(message, action.touch, case.interview, message.to, case.candidate, action=action)  # type: ignore[arg-type]  # it has one
    return found


WINDOWS = ("thank_you_window", "first_follow_up_window")
MAILS = [
    mails.mail("Unfortunately, we decide by 12 June.", From="c0@example.com"),
    mails.away("I am out of office, back on 12 June 2026.", From="c0@example.com"),
    mails.report("c0@example.com"),
]


def texts(one: Asked) -> list[str]:
    """Return what the library says of a case, as text."""
    return list(_texts(one))


def _texts(one: Asked) -> Iterator[str]:
    case, now, policy = one
    assert case.candidate is not None
    for value in values(one):
        yield repr(value)
        if hasattr(value, "model_dump_json"):
            yield str(value)
            yield value.model_dump_json()
        if isinstance(value, Message) and value.to.email is not None:
            yield to_eml(value, case.candidate).decode()
            yield str(to_mailto(value))
    steps = plan(case, now=now, policy=policy)
    yield to_calendar(steps, case, now=now).decode()
    yield to_svg(steps, case, now=now)
    yield to_html(steps, case, now=now)
    yield json.dumps(next_action(case, now=now, policy=policy).row(), default=str)
    calendar = business_calendar("IN", "MH", years=range(2020, 2031))
    yield promised_by(
        Promise(end_of=PromiseSpan.NEXT_MONTH), case.interview.day.replace(year=2026), calendar
    ).isoformat()
    yield str(calendar.table())


def digest(found: list[str]) -> str:
    """Return a short word for texts."""
    return hashlib.sha256("\0".join(found).encode()).hexdigest()[:16]


def _there_and_back(one: Asked) -> tuple[list[Any], str]:
    """Return, in another process, values that go back as pickles, and a digest of the texts."""
    return values(one), digest(texts(one))


def _processes() -> dict[str, str]:
    """Return a digest of all that processes say, by how they were started."""
    found = {"alone": digest([digest(texts(one)) for one in asked()])}
    for method in START_METHODS:
        with multiprocessing.get_context(method).Pool(2) as pool:
            told = pool.map(_there_and_back, asked(), chunksize=3)
        for one, (there, _) in zip(asked(), told, strict=True):
            assert there == values(one), method
        found[method] = digest([each for _, each in told])
    return found


def _write(path: Path) -> str:
    path.write_bytes(pickle.dumps(list(map(values, asked())), PROTOCOL))
    return f"{len(pickle.loads(path.read_bytes()))} cases"  # noqa: S301 - written above


def _read(path: Path) -> str:
    told = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    for there, one in zip(told, asked(), strict=True):
        assert there == values(one)
        assert list(map(repr, there)) == list(map(repr, values(one)))
    return f"{sum(map(len, told))} values are the same"


def main(arguments: list[str]) -> None:
    """Print what was asked for."""
    command, *rest = arguments
    commands: dict[str, Callable[[], str]] = {
        "text": lambda: json.dumps(list(map(texts, asked()))),
        "processes": lambda: json.dumps(_processes()),
        **{name: partial(do, Path(*rest)) for name, do in (("write", _write), ("read", _read)) if rest},
    }
    print(commands[command]())  # noqa: T201 - a script


if __name__ == "__main__":
    main(sys.argv[1:])
