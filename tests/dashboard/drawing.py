"""Charts drawn as the browser and the saved pictures draw them, and what can be read on and heard from them."""

from __future__ import annotations

import json
import re
from html import unescape

import polars as pl
import vl_convert

from dashboard.charts import Rows, Spec

# What Vega says of its own accord, and what our own fields and values are called.
_ENGLISH = re.compile(
    r"\b(value|name|axis|lower|upper|line|area|true|false|null|undefined|nan|infinity|better|worse|higher|"
    r"cannot|tell|compared|chart|point|text|rule|year|order|place|measure|sign|spoken|with|for|the|of)\b",
    re.IGNORECASE,
)


def svg(spec: Spec, rows: Rows, width: int = 700) -> str:
    """The drawing. The rows go by way of a frame, as on a page."""
    sent = pl.DataFrame(rows, infer_schema_length=None).to_dicts()
    whole = spec | {"data": {"name": "source", "values": sent}}
    if spec["width"] == "container":
        whole |= {"width": width}
    return str(vl_convert.vegalite_to_svg(json.dumps(whole)))


def texts(drawn: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", drawn)]


def heard(drawn: str) -> list[str]:
    return [unescape(label) for label in re.findall(r'aria-label="([^"]*)"', drawn)]


def english(drawn: str) -> list[str]:
    return [said for said in [*texts(drawn), *heard(drawn)] if _ENGLISH.search(said)]
