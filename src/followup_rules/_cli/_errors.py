"""What ends a command: bad input, said in a line or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 50  # problems of one case; to look for what was meant takes a while


class CommandError(Exception):
    """What was wrong with the input: a sentence, and a line for each problem if there are several."""

    def __init__(self, words: object, problems: tuple[str, ...] = ()) -> None:
        """Keep the sentence and the problems."""
        super().__init__(words)
        self.problems = problems


class AnswersEndError(CommandError):
    """Somebody ended the answers on a terminal, with Ctrl-D."""


def refusal(problems: Sequence[str], name: str = "", *, more: int = 0) -> CommandError:
    """Return an error of all problems of something, in one line if there is only one; *more* are those not told."""
    if len(problems) == 1:
        return CommandError(f"{name}: {problems[0]}" if name else problems[0])
    rest = (f"and {more} more",) if more else ()
    return CommandError(f"{f'{name} has ' if name else ''}{len(problems) + more} problems:", (*problems, *rest))


def fail(words: object) -> NoReturn:
    """End the command with one line."""
    raise CommandError(words) from None
