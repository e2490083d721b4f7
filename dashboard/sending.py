"""What the sending pages say of a checked file in a line: the verdict, the name of a form's file."""

from __future__ import annotations

import unicodedata

from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.periods import Period
from etl.problem_list import counted
from etl.submission import CheckedFile

__all__ = ["counted", "form_file_name", "other_form", "verdict"]


def form_file_name(form: str, area_name: str, period: Period) -> str:
    """A name every system can save: "kommunenkat-lulea-2022-01--2022-10.xlsx"."""
    plain = unicodedata.normalize("NFD", area_name.casefold()).encode("ascii", "ignore").decode()
    return f"{form}-{plain.replace(' ', '-')}-{period.id.replace('/', '--')}.xlsx"


def other_form(checked: CheckedFile, chosen: Form) -> str:
    """That the file is of another form than the one that was chosen."""
    other = get_form(checked.form or chosen.id)
    return f"Filen är ”{other.title}”, men ni har valt {chosen.short_title}. Välj rätt formulär överst på sidan."


def verdict(checked: CheckedFile) -> str:
    """The outcome in one line: "3 saker att rätta, 2 att bekräfta"."""
    if checked.outcome == "rejected":
        return counted(checked.problems)
    if checked.problems:
        what = "Svaren" if checked.channel == "web" else "Filen"
        return f"{what} går bra att lämna. {counted(checked.problems)}"
    return "Allt är läst och ser rätt ut"
