"""The command ``samsyn``: finds the subcommand, runs it, and turns user errors into one line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from etl import (
    commands_activity,
    commands_fetch,
    commands_house,
    commands_indicators,
    commands_intake,
    commands_questions,
    commands_round,
    commands_sending,
    commands_snapshot,
)
from etl.problems import UserError
from etl.swedish_arguments import SwedishParser

_GROUPS = (
    commands_house,
    commands_indicators,
    commands_intake,
    commands_sending,
    commands_questions,
    commands_round,
    commands_snapshot,
    commands_activity,
    commands_fetch,
)


def make_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand; each knows the function that runs it."""
    parser = SwedishParser(
        prog="samsyn",
        description="Samsyn visar hur vården för personer med samsjuklighet utvecklas i ett län, år för år.",
        epilog="Datamappen är den som SAMSYN_DATA anger; annars data/ eller data/demo/ där Samsyn ligger.",
    )
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO", title="kommandon", required=True)
    for group in _GROUPS:
        before = set(commands.choices)
        group.add_arguments(commands)
        for name in commands.choices.keys() - before:
            commands.choices[name].set_defaults(run=group.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = make_parser().parse_args(arguments)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except UserError as error:
        print(f"samsyn: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) went away; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
