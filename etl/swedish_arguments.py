"""The argument parser's own words in Swedish; argparse has no translation of them."""

from __future__ import annotations

import argparse
from typing import NoReturn

# What argparse looks up through gettext, and how we say it. Names in braces and parentheses are argparse's own.
WORDS = {
    "usage: ": "användning: ",
    "positional arguments": "att ange",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen",
    "the following arguments are required: %s": "det här måste anges: %s",
    "unrecognized arguments: %s": "det här finns inte: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "ett värde ska anges",
    "expected at least one argument": "minst ett värde ska anges",
    "expected at most one argument": "högst ett värde kan anges",
    "not allowed with argument %s": "kan inte anges tillsammans med %s",
    "one of the arguments %s is required": "ett av %s måste anges",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte; välj bland %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r är inte %(type)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r finns inte; välj bland %(choices)s",
}


def _translate(text: str) -> str:
    return WORDS.get(text, text)


def _translate_plural(one: str, many: str, count: int) -> str:
    return _translate(one if count == 1 else many)


class SwedishParser(argparse.ArgumentParser):
    """A parser whose help and errors are in Swedish; an option is never guessed from its first letters."""

    def __init__(self, **settings: object) -> None:
        # argparse takes its words from these two names of its own module, and offers no other door.
        vars(argparse).update(_=_translate, ngettext=_translate_plural)
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]  # handed through unread

    def error(self, message: str) -> NoReturn:
        """One line and where to read more; the whole usage text buries what went wrong."""
        self.exit(2, f"{self.prog}: {message}. Se {self.prog} --help.\n")
