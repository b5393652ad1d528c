"""A web service with FastAPI: what to do next, the words for it, and what to do in many cases.

    uvicorn --app-dir examples service:app

Then /docs shows it, and /openapi.json describes it: examples/client.ts uses types that are generated from that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from followup_rules import (
    Action,
    Case,
    Entry,
    FollowUpError,
    Instant,
    Message,
    Problem,
    agenda,
    messages,
    next_action,
    problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def clock() -> datetime:
    """Return the time of this server."""
    return datetime.now(UTC)


class Question(BaseModel):
    """A case, and when to ask about it."""

    case: Case
    now: Instant = Field(default_factory=clock, description="When to ask; the time of the server, if left out.")


class Questions(BaseModel):
    """Several cases, and when to ask about them."""

    cases: list[Case]
    now: Instant = Field(default_factory=clock, description="When to ask; the time of the server, if left out.")
    until: Instant | None = Field(default=None, description="Only what is to be done before then.")


app = FastAPI(title="Follow-up", version="1")


@app.post("/next-action")
def next_action_of(question: Question) -> Action:
    """Say what is next in a case, and why."""
    return next_action(question.case, now=question.now)


@app.post("/drafts")
def drafts(question: Question) -> tuple[Message, ...]:
    """Write the messages that are next in a case; none, if there is nothing to send."""
    return messages(next_action(question.case, now=question.now), question.case)


@app.post("/agenda")
def agenda_of(questions: Questions) -> tuple[Entry, ...]:
    """Say what is next in several cases, in the order of when to do it."""
    return agenda(questions.cases, now=questions.now, until=questions.until)


@app.exception_handler(RequestValidationError)
def refuse_body(_: Request, error: RequestValidationError) -> JSONResponse:
    """Answer a body that is not what it should be with 422, and each problem with its place."""
    return refused(problems(error.errors()))


@app.exception_handler(FollowUpError)
def refuse_case(_: Request, error: FollowUpError) -> JSONResponse:
    """Answer with 422 what only a rule refuses, such as drafts of a case without a candidate."""
    return refused(problems(error), "body", "case")


def refused(found: Iterable[Problem], *before: str) -> JSONResponse:
    """Return problems as FastAPI describes them in /openapi.json."""
    detail = [{"loc": (*before, *each.place), "msg": each.message, "type": "value_error"} for each in found]
    return JSONResponse({"detail": detail}, 422)
