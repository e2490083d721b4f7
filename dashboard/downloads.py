"""What can be saved of a chart or a table, folded away under it.

The buttons travel to the browser only when somebody unfolds them, and a file is made only when its button is
pressed: whoever only looks waits for neither.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import exports
from dashboard.charts import Rows, Spec
from dashboard.exports import Provenance
from dashboard.folds import fold
from dashboard.tables import Table

_MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def offer(name: str, about: Provenance, *, table: Table | None = None, chart: tuple[Spec, Rows] | None = None) -> None:
    """A fold with a button for each kind of file there is to save.

    Args:
        name: what the file is called, without its ending; also keeps the buttons of one page apart.
        about: what the files say about themselves.
        table: saved as a workbook and as csv.
        chart: its description and data, saved as a picture and as a drawing.
    """
    what = " eller ".join([*(["bild"] if chart else []), *(["tabell"] if table else [])])
    with fold(f"Spara {what}", f"spara_{name}") as unfolded:
        if unfolded:
            buttons(name, about, table=table, chart=chart)


def buttons(
    name: str, about: Provenance, *, table: Table | None = None, chart: tuple[Spec, Rows] | None = None
) -> None:
    """The buttons alone, for where there already is a fold."""
    makers: list[tuple[str, str, Callable[[], bytes]]] = []
    if chart is not None:
        spec, rows = chart
        makers += [
            ("png", "Spara bild (PNG)", lambda: exports.png(spec, rows, about)),
            ("svg", "Spara bild (SVG)", lambda: exports.svg(spec, rows, about)),
        ]
    if table is not None:
        makers += [
            ("xlsx", "Spara tabell (Excel)", lambda: exports.xlsx_file(table, about)),
            ("csv", "Spara tabell (CSV)", lambda: exports.csv_file(table, about)),
        ]
    with st.container(horizontal=True, gap="small"):
        for ending, label, make in makers:
            st.download_button(
                label,
                make,
                file_name=f"{'exempel-' if about.example else ''}{name}.{ending}",
                mime=_MIME[ending],
                key=f"{name}_{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
