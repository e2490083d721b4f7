"""How the template looks: its colours, cell formats and row heights."""

from __future__ import annotations

import textwrap
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

# The same colours as the pages; etl may not import from dashboard.
_ACCENT, _INK, _QUIET, _LINE, _PAPER_QUIET = "#00586B", "#1F2933", "#4A5560", "#D5DAE0", "#F4F6F7"
_TO_FILL_IN, _MAY_FILL_IN, _FILLED_IN, _EXAMPLE = "#FFF3B8", "#FFFBE8", "#EAF4EE", "#F2C14E"
_FONT = "Calibri"
_LINE_HEIGHT = 15.0

_TEXT: dict[str, Any] = {"font_name": _FONT, "font_size": 11, "font_color": _INK, "valign": "vcenter"}
_WRAPPED = _TEXT | {"text_wrap": True}
_ANSWER = _WRAPPED | {"border": 1, "border_color": "#B8AE7A", "locked": False}

_LOOK: dict[str, dict[str, Any]] = {
    "title": _TEXT | {"font_size": 17, "bold": True, "font_color": _ACCENT},
    "who": _TEXT | {"font_size": 13, "bold": True},
    "progress": _TEXT | {"bold": True, "font_color": _ACCENT},
    "hint": _TEXT | {"font_color": _QUIET},
    "example": _TEXT | {"bold": True, "bg_color": _EXAMPLE},
    "column": _TEXT | {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "align": "center"},
    "column_left": _TEXT | {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT},
    "section": _TEXT | {"font_size": 13, "bold": True, "font_color": _ACCENT, "bottom": 2, "bottom_color": _ACCENT,
                        "valign": "bottom"},
    "intro": _TEXT | {"font_color": _QUIET},
    "number": _TEXT | {"font_color": _QUIET, "align": "center", "num_format": "@"},
    "label": _WRAPPED | {"bottom": 1, "bottom_color": _LINE},
    # Hangs under the row above.
    "label_under": _WRAPPED | {"bottom": 1, "bottom_color": _LINE, "indent": 2, "font_color": _QUIET},
    "tag": _TEXT | {"font_color": "#8A8F98"},
    "given": _TEXT | {"bold": True, "align": "center", "bg_color": _PAPER_QUIET, "border": 1, "border_color": _LINE},
    "given_date": _TEXT | {"bold": True, "align": "center", "bg_color": _PAPER_QUIET, "border": 1,
                           "border_color": _LINE, "num_format": "yyyy-mm-dd"},
    "answer": _ANSWER | {"font_size": 12, "bold": True, "align": "center", "bg_color": _TO_FILL_IN,
                         "num_format": "#,##0"},
    "answer_optional": _ANSWER | {"font_size": 12, "bold": True, "align": "center", "bg_color": _MAY_FILL_IN,
                                  "num_format": "#,##0"},
    # A year has no space between thousands, and a word is no figure.
    "answer_year": _ANSWER | {"align": "center", "bg_color": _MAY_FILL_IN, "num_format": "0"},
    "answer_choice": _ANSWER | {"bold": True, "align": "center", "bg_color": _TO_FILL_IN},
    "answer_choice_optional": _ANSWER | {"align": "center", "bg_color": _MAY_FILL_IN},
    "answer_name": _ANSWER | {"bg_color": _MAY_FILL_IN, "num_format": "@"},
    "answered": {"bg_color": _FILLED_IN},
    "status": _ANSWER | {"bg_color": "#FFFFFF", "border_color": _LINE},
    "comment": _ANSWER | {"bg_color": "#FFFFFF", "border_color": _LINE, "num_format": "@"},
    "unused": _TEXT,
    "text": _ANSWER | {"bg_color": _MAY_FILL_IN, "valign": "top", "num_format": "@"},
    # Grey and locked: to be looked at, not filled in.
    "earlier": _WRAPPED | {"font_color": _QUIET, "bg_color": _PAPER_QUIET, "border": 1, "border_color": _LINE,
                           "align": "center", "num_format": "#,##0"},
    "earlier_head": _WRAPPED | {"bold": True, "font_color": _INK, "bg_color": _LINE, "align": "center"},
    "body": _WRAPPED | {"valign": "top"},
    "strong": _WRAPPED | {"valign": "top", "bold": True},
    "step": _TEXT | {"bold": True, "font_color": _ACCENT, "font_size": 14, "align": "center", "valign": "top"},
    "cell_left": _WRAPPED | {"border": 1, "border_color": _LINE, "valign": "top"},
    "cell_mid": _WRAPPED | {"border": 1, "border_color": _LINE, "valign": "top", "align": "center"},
    "link": _WRAPPED | {"font_color": "#0B5FA5", "underline": 1, "valign": "top", "border": 1, "border_color": _LINE},
    "method": _WRAPPED | {"bold": True, "border": 1, "border_color": _LINE, "valign": "top"},
}  # fmt: skip


def formats(workbook: Workbook) -> dict[str, Format]:
    """Every format of the template, made for one workbook."""
    return {name: workbook.add_format(properties) for name, properties in _LOOK.items()}


def fill_of(name: str) -> str | None:
    """The colour of a look's ground ("FFF3B8"), or None."""
    colour = _LOOK[name].get("bg_color")
    return str(colour)[1:] if colour else None


def text_height(text: str, width: float) -> float:
    """The height of a row whose text is wrapped in a column; programs do not agree on fitting it themselves."""
    # A column's width is counted in figures, which are wider than the average letter.
    lines = textwrap.wrap(text, max(10, int(width * 1.1)))
    return max(1, len(lines)) * _LINE_HEIGHT + 5
