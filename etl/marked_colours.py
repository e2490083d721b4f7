"""The colours of a marked workbook, as openpyxl writes them. A colour never stands alone: a comment says the same."""

from __future__ import annotations

from typing import Final

from openpyxl.styles import PatternFill

ACCENT: Final = "00586B"
INK: Final = "1F2933"
QUIET: Final = "4A5560"
LINE: Final = "D5DAE0"
LINK: Final = "0B5FA5"
GREY: Final = "F4F6F7"
MENDED: Final = "EAF4EE"
# Red and orange that stay apart in print and for who does not see red; neither is the yellow of an empty answer.
COLOURS: Final = {"error": "F2A093", "warning": "FFC878"}


def solid(colour: str) -> PatternFill:
    """A ground of one colour, the same for a cell and for a rule of colour."""
    opaque = f"FF{colour}"
    return PatternFill("solid", start_color=opaque, end_color=opaque)
