"""Questions to a person: each has a default, and each answer is checked at once by the values of the library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from followup_rules._cli._errors import CommandError, fail
from followup_rules._cli._problems import message_of
from followup_rules._cli._terminal import Answers, complain

if TYPE_CHECKING:
    from collections.abc import Callable

    Fields = dict[str, Any]


_LEAVES_OUT = "-"


@dataclass(frozen=True, slots=True)
class Question:
    """A question for a field of a value.

    An empty answer takes the ``default``, or what is known already. If the field may stay out, ``without`` says what
    that means. ``read`` makes what the field takes of an answer, and ``show`` an answer of what it has.
    """

    words: str
    field: str
    default: str = ""
    without: str = ""
    read: Callable[[str], Any] = str
    show: Callable[[Any], str] = str

    @property
    def shown(self) -> str:
        """The question as it is asked, with what an empty answer means in brackets."""
        usual = self.default or self.without
        return f"{self.words} [{usual}]:" if usual else f"{self.words}:"


class Form:
    """The answers to questions, collected as fields."""

    def __init__(self, answers: Answers) -> None:
        """Take where the answers come from."""
        self._answers = answers

    def line(self, question: Question) -> str:
        """Return an answer as it was given, the default for an empty one, and nothing for one that says so."""
        return _meant(question, self._answers.ask(question.shown))

    def ask(self, question: Question, model: type[BaseModel], known: Fields) -> None:
        """Ask until the answer is right for a field of a *model*, and change what is *known* of the value."""
        question = self._with_known(question, model, known)
        while not self._settles(question, model, known, self.line(question)):
            pass

    def keeps(self, question: Question, model: type[BaseModel], known: Fields, why_kept: str) -> bool:
        """Ask as :meth:`ask` does, and tell whether the value stays: the answer - removes it.

        If it cannot be removed, *why_kept* says why.
        """
        question = self._with_known(question, model, known)
        while True:
            answer = self._answers.ask(question.shown)
            if answer != _LEAVES_OUT:
                if self._settles(question, model, known, _meant(question, answer)):
                    return True
            elif why_kept:
                self._refuse(question, why_kept)
            else:
                return False

    def _with_known(self, question: Question, model: type[BaseModel], known: Fields) -> Question:
        """Return a question that has what is known as its default."""
        if not self._still_takes(question, model, known):
            return question
        return replace(question, default=question.show(known[question.field]))

    def _settles(self, question: Question, model: type[BaseModel], known: Fields, answer: str) -> bool:
        """Change what is known by an answer, if it is right; an empty one leaves the field out, if it may stay out."""
        if answer or not question.without:
            return self.takes(question, model, known, answer)
        known.pop(question.field, None)
        return True

    def _still_takes(self, question: Question, model: type[BaseModel], known: Fields) -> bool:
        """Tell whether a field takes what is known; if that does not fit other answers, say so and drop it."""
        if known.get(question.field) is None:
            return False
        try:
            _checked(model, question.field, known, question.read(question.show(known[question.field])))
        except CommandError as problem:
            complain(f"{question.words}: {problem}")
            known.pop(question.field)
            return False
        return True

    def takes(self, question: Question, model: type[BaseModel], known: Fields, answer: str) -> bool:
        """Add an answer to what is known if it is right; else say what is wrong, or end if answers are piped in."""
        try:
            if not answer:
                fail("an answer is needed")
            known[question.field] = _checked(model, question.field, known, question.read(answer))
        except CommandError as problem:
            self._refuse(question, problem)
            return False
        return True

    def _refuse(self, question: Question, problem: object) -> None:
        """Say what is wrong with an answer; the command ends if answers are piped in."""
        if not self._answers.typed:
            fail(f"{question.words}: {problem}")
        complain(problem)


def _meant(question: Question, answer: str) -> str:
    """Return an answer as it was given, the default for an empty one, and nothing for one that leaves it out."""
    if answer == "":
        return question.default
    return "" if question.without and answer.casefold() in (_LEAVES_OUT, question.without) else answer


def _checked(model: type[BaseModel], name: str, known: Fields, value: object) -> object:
    """Return a value that a field takes; what is wrong with other fields is not asked yet."""
    try:
        model.model_validate(known | {name: value})
    except ValidationError as error:
        for each in error.errors():
            if each["loc"][0] == name:
                fail(message_of(each))
    return value
