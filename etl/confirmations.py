"""Whether every warning of a file has been answered: a tick, and a sentence where the answer needs one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.own_words import refuse_personal
from etl.problems import CATALOGUE, Problem, UserError
from etl.receipts import Confirmation


def parse_confirmation(text: str) -> Confirmation:
    """``uppgift_saknas``, ``metod_over_insats:Började förra året`` or ``hopp_mot_forra_aret@C10,C12:Ny mottagning``.

    Raises:
        UserError: there is no such code.
    """
    place, _, sentence = text.partition(":")
    code, _, cells = place.strip().partition("@")
    if code not in CATALOGUE:
        raise UserError(f"”{code[:40]}” är ingen sak att bekräfta. Koderna står i svaret från samsyn check.")
    return Confirmation(
        code, sentence.strip(), tuple(cell.strip().upper() for cell in cells.split(",") if cell.strip())
    )


def answer_to(warning: Problem, confirmed: Iterable[Confirmation]) -> Confirmation | None:
    """The answer to a warning; one that names its cells goes before one for every warning of the code."""
    return confirmation_of(warning.code, warning.cells, confirmed)


def confirmation_of(code: str, cells: Iterable[str], confirmed: Iterable[Confirmation]) -> Confirmation | None:
    """The answer to what a code says of some cells, or of the whole form when there are none."""
    wanted = set(cells)
    of_code = [each for each in confirmed if each.code == code]
    named = [each for each in of_code if each.cells and wanted <= set(each.cells)]
    general = [each for each in of_code if not each.cells]
    return next(iter((*named, *general)), None)


def unanswered(problems: Iterable[Problem], confirmed: Sequence[Confirmation]) -> list[Problem]:
    """The warnings that have no answer, or no sentence where one is asked for."""
    return [
        each
        for each in problems
        if each.severity == "warning"
        and ((answer := answer_to(each, confirmed)) is None or (CATALOGUE[each.code].asks and not answer.text.strip()))
    ]


def settled(problems: Sequence[Problem], confirmed: Sequence[Confirmation]) -> tuple[Confirmation, ...]:
    """The answers to keep with the receipt.

    Raises:
        UserError: a warning is not answered, or a sentence may be about a person.
    """
    left = unanswered(problems, confirmed)
    if left:
        needed = " ".join(dict.fromkeys(map(_option, left)))
        raise UserError(
            f"Det finns saker att bekräfta innan uppgifterna kan tas emot. Stämmer de, lägg till: {needed}", 1
        )
    warned = {each.code for each in problems if each.severity == "warning"}
    kept = tuple(each for each in confirmed if each.code in warned)
    for each in kept:
        refuse_personal(each.text)
    return kept


def _option(warning: Problem) -> str:
    return (
        f'--confirm "{warning.code}:{CATALOGUE[warning.code].asks}"'
        if CATALOGUE[warning.code].asks
        else (f"--confirm {warning.code}")
    )
