"""A choice and a chart in plain Streamlit: the description is made once, only the data change."""

import altair as alt
import polars as pl
import streamlit as st

NAMES = [f"Kommun {letter}" for letter in "ABCDEFGHIJKLMN"]
# As many as Samsyn has measures: a longer list takes longer to open and to close.
OPTIONS = [f"Mått {number}" for number in range(26)]


def choose() -> None:
    # As wide as Samsyn's pages: a larger chart takes longer to paint.
    st.set_page_config(layout="wide")
    st.selectbox("Mått", OPTIONS, key="measure")


def chart(number: int) -> None:
    rows = _rows(st.session_state["measure"], number)
    st.vega_lite_chart(rows, _description(), theme=None, key=f"chart_{number}", alt="Punkter")


@st.cache_resource
def _description() -> dict[str, object]:
    drawn: dict[str, object] = (
        alt.Chart(pl.DataFrame({"name": [""], "value": [0.0]}))
        .mark_point()
        .encode(x="value:Q", y="name:N")
        .properties(width="container", height=320)
        .to_dict()
    )
    return {name: part for name, part in drawn.items() if name not in ("data", "datasets")}


@st.cache_resource
def _rows(measure: str, number: int) -> pl.DataFrame:
    step = OPTIONS.index(measure) + number + 1
    return pl.DataFrame({"name": NAMES, "value": [float((place * step) % 23) for place in range(len(NAMES))]})
