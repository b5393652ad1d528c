"""Threads: which mail a message replies to, and the references that it carries (G34)."""

from __future__ import annotations

from dataclasses import dataclass

from followup_rules._fields import MessageId, Text  # noqa: TC001 - pydantic reads the annotations of a Mail
from followup_rules._people import Thread
from followup_rules._values import computed

_REFERENCES = 8  # what a thread keeps: the first and the last ones, as RFC 5537 advises for long ones


@dataclass(slots=True)
class Mail:
    """A mail to or from somebody, and the mail of theirs before it; a thread is worked out of it where it is needed.

    It is never changed.
    """

    message_id: MessageId
    subject: Text | None
    before: Mail | Thread | None


def thread_of(mail: Mail | Thread) -> Thread:
    """Return the thread that goes on after a mail: its id, those before it, and the last subject that is known."""
    ids: list[str] = []
    subject: str | None = None
    last: Mail | Thread | None = mail
    while isinstance(last, Mail):
        if not ids or ids[-1] != last.message_id:
            ids.append(last.message_id)
        subject = subject or last.subject
        last = last.before
    if last is None:
        references: tuple[str, ...] = ()
    elif not ids:
        return last
    else:
        references = tuple(last.references)
        if ids[-1] != last.message_id:
            references = (*references, last.message_id)
        subject = subject or last.subject
    references = (*references, *reversed(ids[1:]))
    if len(references) > _REFERENCES:
        references = (references[0], *references[1 - _REFERENCES :])
    return computed(Thread, message_id=ids[0], references=references, subject=subject)
