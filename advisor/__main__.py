"""The command line: ``python -m advisor``, the second front end beside the pages.

Standard output holds the answer and nothing else.  Bad input of any kind ends with exit code 2,
at most three lines on standard error and an empty standard output; tables of ``data/`` that do not
hold together too.  Anything else that goes wrong is a bug: one line and exit code 1
(``python -X dev -m advisor ...`` shows where).
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NoReturn

from advisor.commands import answering, insights
from advisor.commands.reading import YEARS, date_of
from advisor.errors import AdvisorError
from advisor.explain.talk_words import TALK
from advisor.insight import topics
from advisor.profile import nearest

LINES_OF_AN_ERROR = 3
DRAWS = (16, 20_000)
WORLDS = (0, 2_000)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are short and name the nearest valid choice."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        near = ""
        if message.startswith("unrecognized"):
            unknown = next((word for word in message.split() if word.startswith("--")), "")
            near = nearest(unknown.partition("=")[0], self._flags())
        sys.stderr.write(_short(f"{message}\n{near}\nSee `{self.prog} --help`."))
        raise SystemExit(2)

    def _flags(self) -> list[str]:
        """Return the long flags of this command, or of all commands."""
        parsers: list[argparse.ArgumentParser] = [self]
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                parsers += action.choices.values()
        flags = {flag for parser in parsers for flag in parser._option_string_actions}
        return sorted(flag for flag in flags if flag.startswith("--"))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            refused = f"{value!r} is not one of {', '.join(choices)}. {nearest(value, choices)}"
            raise argparse.ArgumentError(action, refused.strip())


def _short(text: str) -> str:
    """Return at most three printable lines of at most 400 characters, ending with a newline."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line if len(line) <= 400 else line[:397] + "..." for line in lines if line]
    if len(lines) > LINES_OF_AN_ERROR:
        more = len(lines) - LINES_OF_AN_ERROR + 1
        lines = [*lines[: LINES_OF_AN_ERROR - 1], f"... and {more} more lines."]
    printable = "\n".join(lines).encode("utf-8", "backslashreplace").decode()
    return printable + "\n"


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Make a reader of whole numbers from `least` to `most`."""

    def read(text: str) -> int:
        # int() would also read "1_000" and Arabic digits
        if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be used; allowed is a whole number from {least:,} to {most:,}"
        )

    return read


def _monday(text: str) -> date:
    """Read a date that is a Monday."""
    try:
        found = date_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be used; allowed is a Monday written like 2026-01-05, "
            f"of a year from {YEARS[0]} to {YEARS[1]}"
        ) from None
    if found.weekday() != 0:
        near = found - timedelta(days=found.weekday())
        raise argparse.ArgumentTypeError(f"{text!r} is no Monday; the one before is {near}")
    return found


def _add_profile(command: argparse.ArgumentParser, *, worlds: bool) -> None:
    """Add the profile and the draws; with `worlds` also what a whole recommendation takes."""
    command.add_argument("file", metavar="FILE", help="a profile as JSON; - reads it from a pipe")
    _add_draws(command)
    if not worlds:
        return
    times = _whole(*WORLDS)
    command.add_argument("--simulations", dest="worlds", type=times, default=200, metavar="N")
    command.add_argument(
        "--worlds", type=times, default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )  # the name until 0.6
    for flag, value, what in (
        ("--keep", "C", "keep channel C in the mix"),
        ("--never", "C", "leave channel C out"),
        ("--at-least", "C=N", "at least N units or hours a week of channel C"),
        ("--at-most", "C=N", "at most N units or hours a week of channel C"),
    ):
        command.add_argument(flag, metavar=value, action="append", default=[], help=what)


def _add_draws(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seed", type=_whole(0, 2**63 - 1), default=0, metavar="N")
    command.add_argument("--draws", type=_whole(*DRAWS), default=1000, metavar="N")


def _add_insights(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands that build on a recommendation."""
    for topic in topics.TOPICS:
        command = add(topic.verb, insights.insight, topic.says)
        command.add_argument("--json", action="store_true", help="print JSON")
        _add_profile(command, worlds=True)
        if topic.verb == "plan":
            command.add_argument(
                "--start", type=_monday, metavar="DATE",
                help="Monday of week 1, like 2026-01-05 (without it: weeks; in the calendar: the "
                "Monday after today)",
            )  # fmt: skip
            command.add_argument("--ics", metavar="OUT", help="also write a calendar file")
    command = add("compare", insights.compare, "two to four scenarios and their trade-off")
    command.add_argument("files", metavar="FILE", nargs="+", help="a profile as JSON, two to four")
    command.add_argument(
        "--as-today", metavar="FILE",
        help="what this profile does now, its present_mix, as one of the scenarios",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="print JSON")
    _add_draws(command)
    command = add("export", insights.export, "write one document from one recommendation")
    _add_profile(command, worlds=True)
    command.add_argument("--format", choices=insights.FORMATS, required=True)
    command.add_argument("-o", "--out", metavar="OUT", required=True, help="the file to write")
    command.add_argument("--title", metavar="T", help="title of the document")
    command.add_argument("--logo", metavar="PICTURE", help="a PNG or JPEG for the title")
    command.add_argument("--accent", metavar="COLOUR", help='a colour like "#1a7f5a"')
    command.add_argument(
        "--beside", metavar="FILE", action="append", default=[],
        help="another profile to compare with, up to three of them",
    )  # fmt: skip
    command.add_argument("--date", metavar="DATE", help="the date to print; default today")
    command.add_argument(
        "--start", type=_monday, metavar="DATE",
        help="Monday of week 1 of the plan; default the Monday after the date to print",
    )  # fmt: skip
    command.add_argument("--consultant", metavar="NAME", default="", help="who made it")
    command.add_argument("--contact", metavar="HOW", default="", help="how to reach who made it")
    command.add_argument(
        "--sections", metavar="A,B", help=f"of the slides, some of: {', '.join(TALK)}"
    )
    command.add_argument(
        "--appendix",
        action="store_true",
        help="add an appendix with every detail and source to the slides",
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m advisor", description="Marketing Strategy Advisor")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, run: Callable[[argparse.Namespace], str], about: str) -> _Parser:
        command: _Parser = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    add("schema", answering.schema, "print the JSON Schema of the profile")
    for name, run, about in (
        (
            "channels",
            answering.channels,
            "list the channels by which customers find or meet a business",
        ),
        ("sectors", answering.sectors, "list the trades with their defaults"),
        ("examples", answering.examples, "list the example profiles"),
        ("places", answering.places, "find a town, and who lives around it"),
        ("recommend", answering.recommend, "recommend a mix for a profile"),
        ("surface", answering.surface, "the best outcome for every budget of hours and money"),
        ("evaluate", answering.evaluate, "judge the profile's present_mix in the same simulations"),
        ("ledger", answering.ledger, "where new customers come from, and how channels are judged"),
    ):
        command = add(name, run, about)
        command.add_argument("--json", action="store_true", help="print JSON")
        if name == "places":
            command.add_argument("text", metavar="TEXT", help="a town's name, or its beginning")
            command.add_argument("--country", metavar="CC", help="two letters, like US")
        elif name in ("recommend", "surface", "evaluate", "ledger"):
            _add_profile(command, worlds=name == "recommend")
    _add_insights(add)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    `arguments`: what stands after ``python -m advisor``; by default the process's own.  Returns
    exit code: 0 done, 2 bad input.  Raises ``SystemExit`` by argparse, after ``--help`` or
    arguments that cannot be used.
    """
    options = _parser().parse_args(arguments)
    try:
        text: str = options.run(options)
    except AdvisorError as error:
        sys.stderr.write(_short(str(error)))
        return 2
    if not text.endswith("\n"):
        text += "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))  # UTF-8 whatever the terminal's habit
    sys.stdout.buffer.flush()
    return 0


def _run() -> int:
    try:
        return main()
    except BrokenPipeError:
        # the reader went away (`| head`): keep Python from complaining when it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        from advisor.evidence.checks import fault_of_tables

        if fault := fault_of_tables():
            sys.stderr.write(_short(str(fault)))
            return 2
        sys.stderr.write(_short(f"This is a bug, not your input: {type(error).__name__}: {error}"))
        return 1


if __name__ == "__main__":
    sys.exit(_run())
