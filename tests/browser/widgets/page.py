"""Every widget that the pages use, on one page."""

import datetime

import altair as alt
import polars as pl
import streamlit as st

from dashboard import theme

ROWS = pl.DataFrame({"kommun": ["Luleå", "Boden", "Kiruna"], "antal": [1234.5, 22.1, 33.0], "grupp": ["a", "b", "a"]})

st.set_page_config(page_title="Allt på en sida", layout="wide")
st.title("Allt på en sida")
st.sidebar.selectbox("Period", ["2022", "2023"])
st.selectbox("Kommun", ["Luleå", "Boden"], index=None, help="Välj en kommun.")
st.multiselect("Metoder", ["CRA", "ÅP"], default=["ÅP"])
st.radio("Visa som", ["Tabell", "Diagram"], horizontal=True)
st.segmented_control("Mått", ["Antal", "Per 10 000"])
st.checkbox("Bara de svarande")
st.number_input("Antal", 0, 10, 3)
st.text_input("Namn", placeholder="Skriv här")
st.text_area("Kommentar")
last_day = st.date_input("Sista dag", datetime.date(2022, 10, 1), format="YYYY-MM-DD")
st.write(f"Vald dag: {last_day}")
st.file_uploader("Blankett", type=["xlsx"])
st.download_button("Hämta", b"x", "x.txt", on_click="ignore")
st.button("Skicka")
with st.expander("Så räknas det"):
    st.markdown("Text.[^1]\n\n[^1]: En fotnot.")
chart = alt.Chart(ROWS).mark_point().encode(x="antal", y="kommun", color="grupp").to_dict()
del chart["data"], chart["datasets"]
st.vega_lite_chart(ROWS, chart, theme=None, key="chart", alt="Antal per kommun")
st.html(
    '<div class="samsyn-table" role="region" tabindex="0" aria-label="Antal per kommun"><table><thead><tr>'
    '<th scope="col">Kommun</th><th scope="col" class="num">Antal</th></tr></thead><tbody><tr>'
    '<th scope="row">Luleå</th><td class="num">1 234</td></tr></tbody></table></div>'
    f'<p style="color: {theme.INK}">Slut</p>'
)
if st.query_params.get("fel"):
    raise ValueError("19121212-1212")
