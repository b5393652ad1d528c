"""The words: a :class:`Brief` of given facts in, a :class:`Draft` out. One module a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules.drafts import en
from followup_rules.drafts._brief import Brief, Draft
from followup_rules.drafts._subject import reply_subject

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Brief", "Draft", "available", "write"]

_LANGUAGES: dict[str, Callable[[Brief], Draft]] = {"en": en.draft}


def available(tag: str | None) -> str | None:
    """Return *tag* where its language has a module, else ``None``."""
    return tag if tag is not None and tag.split("-")[0].lower() in _LANGUAGES else None


def write(brief: Brief) -> Draft:
    """Return the draft of a brief in its language; a reply keeps the subject of its thread (G34)."""
    draft = _LANGUAGES[brief.language.split("-")[0].lower()](brief)
    return draft if brief.reply_subject is None else draft._replace(subject=reply_subject(brief.reply_subject))
