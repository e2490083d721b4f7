"""The colours can be told apart and read, the charts speak Swedish, and the class names are the documented ones."""

import itertools
import re

import altair as alt
import numpy as np
import polars as pl
import pytest
import vl_convert
from numpy.typing import NDArray

from dashboard import theme
from etl.snapshot import VERDICTS

EYES = {
    "usual": np.eye(3),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritanopia": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def light(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear: NDArray[np.float64] = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear


def contrast(one: str, other: str) -> float:
    luminances = sorted(float(light(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)


def lab(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.clip(to_xyz @ np.clip(linear, 0, 1) / [0.9505, 1, 1.089], 0.0089, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("colour", [*theme.CATEGORIES, theme.BETTER, theme.WORSE, theme.MISSING, theme.UNDECIDED_EDGE])
def test_marks_stand_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, theme.PAPER) >= 3


@pytest.mark.parametrize("paper", [theme.PAPER, theme.PAPER_QUIET, "#E3EFF1", "#FFF8E1"])
@pytest.mark.parametrize("ink", [theme.INK, theme.INK_QUIET, theme.AXIS, theme.ACCENT])
def test_texts_can_be_read(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize("eye", EYES)
def test_series_can_be_told_apart_by_every_eye(eye: str) -> None:
    seen = [lab(EYES[eye] @ light(colour)) for colour in theme.CATEGORIES]
    distances = [float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2)]
    assert min(distances) > 12


def test_neighbouring_series_differ_in_grey_print() -> None:
    lightness = [lab(light(colour))[0] for colour in theme.CATEGORIES]
    assert all(abs(one - other) > 12 for one, other in itertools.pairwise(lightness))


@pytest.mark.parametrize("verdict", theme.VERDICTS)
def test_a_verdict_stands_out_on_paper_and_in_its_field(verdict: str) -> None:
    look = theme.VERDICTS[verdict]
    assert contrast(look.edge, theme.PAPER) >= 3
    assert contrast(look.edge, look.field) >= 3
    assert min(contrast(ink, look.field) for ink in (theme.INK, theme.INK_QUIET)) >= 4.5


@pytest.mark.parametrize("eye", EYES)
def test_decided_verdicts_can_be_told_apart_by_every_eye(eye: str) -> None:
    decided = [theme.VERDICTS[name].edge for name in ("better", "worse", "higher", "cannot_tell")]
    seen = [lab(EYES[eye] @ light(colour)) for colour in decided]
    assert min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2)) > 20


def test_every_verdict_has_its_look_and_without_colour_its_shape() -> None:
    assert tuple(theme.VERDICTS) == VERDICTS
    for together in (("better", "worse"), ("higher", "lower")):
        names = [*together, "no_practical_difference", "cannot_tell", "not_compared"]
        assert len({theme.VERDICTS[name].shape for name in names}) == 5


def test_a_chart_speaks_swedish() -> None:
    rows = pl.DataFrame({"day": ["2022-05-15"], "number": [1234.5]})
    base = alt.Chart(rows).mark_text()
    chart = base.encode(text=alt.Text("number:Q", format=",.1f")) + base.encode(text=alt.Text("day:T", format="%B"))
    picture = vl_convert.vegalite_to_svg(chart.to_dict())
    assert "1\u00a0234,5" in picture
    assert ">maj<" in picture


def test_the_configuration_is_the_callers_own() -> None:
    theme.vega_config()["axis"]["labelColor"] = "red"
    assert theme.vega_config()["axis"]["labelColor"] == theme.AXIS


def test_no_font_name_needs_quotation_marks() -> None:
    """With one such name the browser drops the whole list, and labels are cut."""
    assert all(re.fullmatch(r"[a-z-]+( [a-z-]+)*", name, re.IGNORECASE) for name in theme.FONT.split(", "))


def test_documented_classes_are_the_styled_ones() -> None:
    documented = set(re.findall(r"`(samsyn-\w+)`", theme.__doc__ or ""))
    styled = set(re.findall(r"\.(samsyn-\w+)", theme.css()))
    assert documented == styled


def test_the_style_sheet_is_well_formed() -> None:
    sheet = theme.css()
    assert sheet.count("{") == sheet.count("}")
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet))
    assert used <= set(re.findall(r"(--[\w-]+):", sheet))
