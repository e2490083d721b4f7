"""Rules of colour for a marked cell: faulty until it is changed, then done. The form's own rules stay as they are."""

from __future__ import annotations

import datetime

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle

from etl.cells import Cell
from etl.marked_colours import COLOURS, MENDED, solid
from etl.written_workbook import serial

# Always true; it tells our rules from others', also when another program has saved the file.
_TAG = 'N("Samsyn")=0'
_LONGEST_TEXT = 200


def is_ours(rule: Rule) -> bool:
    """Whether a rule was written here."""
    return any(_TAG in str(formula).replace(" ", "") for formula in rule.formula)


def rules(severity: str, unchanged: str, address: str) -> tuple[Rule, Rule]:
    """The colour until the cell is mended, and the form's green for what is filled in after that."""
    changed = f"AND({_TAG},LEN(TRIM({_fixed(address)}))>0)"
    return _rule(f"AND({_TAG},{unchanged})", COLOURS[severity]), _rule(changed, MENDED)


def unchanged(address: str, cell: Cell | None, epoch: datetime.datetime) -> str:
    """A condition that holds while the cell is as it was read."""
    place = _fixed(address)
    if cell is None or cell.value is None:
        return f"LEN(TRIM({place}))=0"
    value = cell.value
    if cell.kind == "error":
        return f"ISERROR({place})"
    if isinstance(value, bool):
        return f"ISLOGICAL({place})"
    if isinstance(value, str):
        plain = value.isprintable() and len(value) <= _LONGEST_TEXT
        return 'EXACT({},"{}")'.format(place, value.replace('"', '""')) if plain else f"ISTEXT({place})"
    number = float(value) if isinstance(value, int | float) else serial(value, epoch)
    return f"ABS({place}-({number!r}))<0.000001" if abs(number) < 1e15 else f"ISNUMBER({place})"


def _rule(formula: str, colour: str) -> Rule:
    return Rule("expression", dxf=DifferentialStyle(fill=solid(colour)), formula=[formula], stopIfTrue=True)


def _fixed(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"
