"""What the sending pages say of a checked file in a line: the verdict, the name of a form's file."""

from __future__ import annotations

import unicodedata

from etl.periods import Period
from etl.problem_list import counted
from etl.submission import CheckedFile

__all__ = ["counted", "form_file_name", "verdict"]


def form_file_name(form: str, area_name: str, period: Period) -> str:
    """A name every system can save: "kommunenkat-lulea-2022-01--2022-10.xlsx"."""
    plain = unicodedata.normalize("NFD", area_name.casefold()).encode("ascii", "ignore").decode()
    return f"{form}-{plain.replace(' ', '-')}-{period.id.replace('/', '--')}.xlsx"


def verdict(checked: CheckedFile) -> str:
    """The outcome in one line: "3 saker att rätta, 2 att bekräfta"."""
    if checked.outcome == "rejected":
        return counted(checked.problems)
    if checked.problems:
        what = "Svaren" if checked.channel == "web" else "Filen"
        return f"{what} går bra att lämna. {counted(checked.problems)}"
    return "Allt är läst och ser rätt ut"
