"""The case as a list: what the picture shows, as a fragment of HTML for a page or a mail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from followup_rules.timeline._content import Given, Moment, about_and_events, content_of
from followup_rules.timeline._text import safe

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from followup_rules._answers import Step
    from followup_rules._case import Case, Interview
    from followup_rules._events import AnyEvent
    from followup_rules.timeline._content import Entry


class Html(str):
    """A fragment of HTML. A notebook shows it, and a template engine that escapes texts takes it as it is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __html__(self) -> str:
        """Return the fragment as a part of a page."""
        return str(self)


def to_html(
    plan: Collection[Step],
    interview: Interview | Case,
    history: Iterable[AnyEvent] = (),
    *,
    now: datetime | None = None,
) -> Html:
    """Return a case as a list in HTML: what :func:`to_svg` shows, in the order of time, with machine-readable times.

    The arguments and the errors are those of :func:`to_svg`. It is an ``article`` with a heading of the second level,
    for a page or a mail that has several cases. It has no style, no script and no link. Every text in it is escaped.

    >>> from datetime import UTC, datetime
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC))
    >>> print(to_html((), interview))
    <article lang="en">
    <h2><bdi>Data Engineer</bdi>, <bdi>Acme</bdi></h2>
    <p>All times are Asia/Tokyo time. No message is planned.</p>
    <ol>
    <li><strong>Interview</strong>, <time datetime="2026-04-24T15:00+09:00">Fri 24 Apr 15:00</time></li>
    </ol>
    </article>
    """
    content = content_of(plan, *about_and_events(interview, history), now)
    rows = [
        '<article lang="en">',
        f"<h2>{''.join(map(_piece, content.title))}</h2>",
        f"<p>{safe(' '.join(content.notes))}</p>",
        "<ol>",
        *map(_item, content.entries),
        "</ol>",
        "</article>",
    ]
    return Html("\n".join(rows))


def _item(entry: Entry) -> str:
    """Return an item of the list."""
    current = ' aria-current="date"' if entry.mark == "today" else ""
    head = f"Closed: {safe(entry.head)}" if entry.mark == "closed" else f"<strong>{safe(entry.head)}</strong>"
    when, more = ("".join(map(_piece, words)) for words in (entry.when, entry.words))
    return f"<li{current}>{head}, {when}{': ' if more else ''}{more}</li>"


def _piece(piece: str | Moment) -> str:
    """Return a piece of text; the direction of a given one changes nothing around it."""
    if isinstance(piece, Moment):
        value = piece.value
        machine = value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
        return f'<time datetime="{machine}">{piece.said}</time>'
    return f"<bdi>{safe(piece)}</bdi>" if isinstance(piece, Given) else safe(piece)
