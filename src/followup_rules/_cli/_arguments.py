"""The arguments: a parser with a command for each thing that one can ask or record."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from followup_rules import Tone, __version__
from followup_rules._cli._agenda import answer_agenda
from followup_rules._cli._answering import (
    answer_draft,
    answer_gaps,
    answer_next,
    answer_plan,
    answer_review,
    answer_schema,
)
from followup_rules._cli._errors import fail
from followup_rules._cli._init import answer_edit, answer_init
from followup_rules._cli._nearest import hint, nearest
from followup_rules._cli._record import answer_record, answer_undo
from followup_rules._cli._recorded import OPTIONS, WORDS
from followup_rules._cli._room import POLICIES
from followup_rules._cli._showing import answer_show
from followup_rules._cli._terminal import PROGRAM

_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without the usage."""

    def error(self, message: str) -> NoReturn:
        """End the command."""
        if found := _CHOICE.search(message):  # the quotes around the choices differ by the version of Python
            choices = [each.strip("'") for each in found[2].split(", ")]
            chosen = (
                f"invalid choice: {found[1]!r} (choose from {', '.join(choices)}){hint(nearest(found[1], choices))}"
            )
            message = message[: found.start()] + chosen
        fail(message)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    whole = Parser(prog=PROGRAM, description="When to follow up after a job interview, with whom, and what to say.")
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    whole.set_defaults(run=_nothing)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    _add_init(commands)
    _add_record(commands)
    _add_agenda(commands)
    for name, run, text in (
        ("next", answer_next, "what comes next, and why"),
        ("plan", answer_plan, "the whole schedule ahead, as if nobody ever answers"),
        ("draft", answer_draft, "the words of what comes next"),
        ("review", answer_review, "what to improve in the drafts, or in a text of your own"),
        ("gaps", answer_gaps, "what to ask for before leaving the room"),
    ):
        command = commands.add_parser(name, parents=[_asked(), _of_a_case()], help=text, description=text)
        command.set_defaults(run=run)
        if name == "review":
            command.add_argument("--draft", metavar="FILE", help="a text: the subject in the first line, then the body")
            command.add_argument("--to", metavar="CONTACT", help="the id of the contact that the text is for")
    schema = commands.add_parser("schema", help="the JSON Schema of a case", description="the JSON Schema of a case")
    schema.set_defaults(run=answer_schema, json=True)
    return whole


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _nothing(_: argparse.Namespace) -> NoReturn:
    fail(
        "which command? init, edit, next, draft, record, show, undo, agenda, plan, review, gaps or schema; "
        "--help says more"
    )


def _asked() -> Parser:
    """Return the options of all commands that answer."""
    common = Parser(add_help=False, parents=[_timed()])
    common.add_argument("--json", action="store_true", help="print JSON, for programs")
    return common


def _timed() -> Parser:
    """Return the options of all commands that need a time."""
    common = Parser(add_help=False)
    common.add_argument(
        "--now",
        metavar="TIME",
        help="a time to use instead of the clock; for one case, without an offset, in the company's zone",
    )
    common.add_argument(
        "--policy", type=str.casefold, choices=POLICIES, default="default", help="the numbers of the rules"
    )
    return common


def _of_a_case() -> Parser:
    """Return the options of the commands that answer about one case."""
    common = Parser(add_help=False)
    common.add_argument("case", nargs="?", default=None, metavar="CASE", help="a JSON file; - is standard input")
    common.add_argument("--language", help="a BCP 47 tag: write in this language, and not in that of the case")
    common.add_argument(
        "--tone", type=str.casefold, choices=list(map(str, Tone)), default="formal", help="how the drafts speak"
    )
    common.add_argument("--ics", metavar="FILE", help="write the plan as reminders for a calendar")
    common.add_argument("--eml", metavar="FOLDER", help="write the next drafts for a mail program")
    common.add_argument("--svg", metavar="FILE", help="write the case as a picture")
    common.add_argument("--force", action="store_true", help="overwrite files that already exist")
    return common


def _add_init(commands: Commands[Parser]) -> None:
    text = "ask for a case, and write it"
    command = commands.add_parser("init", parents=[_timed()], help=text, description=text)
    command.add_argument("file", metavar="FILE", help="the JSON file to write")
    command.add_argument("--force", action="store_true", help="overwrite a file that already exists")
    command.set_defaults(run=answer_init, json=False)
    text = "ask the questions again, with the known answers"
    command = commands.add_parser("edit", parents=[_timed()], help=text, description=text)
    command.add_argument("file", metavar="FILE", help="the JSON file of the case")
    command.set_defaults(run=answer_edit, json=False)


def _add_record(commands: Commands[Parser]) -> None:
    text = "add to a case what happened"
    more = (
        f"WHAT is one of {', '.join(WORDS)}, or a mail as a file; with both, the mail says when, from whom and to whom."
    )
    command = commands.add_parser("record", parents=[_asked()], help=text, description=f"{text}. {more}")
    command.add_argument("file", metavar="FILE", help="the JSON file of the case")
    command.add_argument("what", nargs="?", metavar="WHAT", help="what happened, or a mail")
    command.add_argument(
        "mail", nargs="?", metavar="MAIL", help="the mail that says so, as a file; - is standard input"
    )
    command.add_argument(
        "--at", metavar="TIME", help="when, if not now; without an offset, a time of the company's zone"
    )
    command.add_argument("--yes", action="store_true", help="record also what a mail probably says")
    for option in OPTIONS:
        command.add_argument(option.name, dest=option.field, help=option.help, **option.settings)
    command.set_defaults(run=answer_record)
    text = "what is recorded: the interview, the people, and what happened"
    command = commands.add_parser("show", help=text, description=text)
    command.add_argument("file", metavar="FILE", help="the JSON file of the case; - is standard input")
    command.add_argument("--json", action="store_true", help="print JSON, for programs")
    command.set_defaults(run=answer_show)
    text = "remove what was recorded last, or what has a number"
    command = commands.add_parser("undo", parents=[_asked()], help=text, description=text)
    command.add_argument("file", metavar="FILE", help="the JSON file of the case")
    command.add_argument("number", nargs="?", metavar="NUMBER", help="which event, as show counts them; else the last")
    command.set_defaults(run=answer_undo)


def _add_agenda(commands: Commands[Parser]) -> None:
    text = "what comes next in each case of a folder"
    command = commands.add_parser("agenda", parents=[_asked()], help=text, description=text)
    command.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the folder with the JSON files")
    command.add_argument(
        "--until", metavar="TIME", help="today, tomorrow, week, a date, or a time: only what is due until then"
    )
    command.set_defaults(run=answer_agenda)
