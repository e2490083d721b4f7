"""Six of Samsyn's own charts that all change with one choice, drawn by the same functions as on the pages."""

import streamlit as st

from dashboard import beside, comparison, components, measures, queries

st.set_page_config(layout="wide")
path = components.published()
period = queries.periods(path)[0]
indicators = list(queries.indicators(path).values())
start = indicators.index(st.selectbox("Mått", indicators[:8], format_func=lambda each: each.title))
for place in range(6):
    view = measures.view(path, indicators[(start + place) % len(indicators)], period.id, measures.MEASURE)
    order = measures.in_order(view.answers, "namn")
    kind = comparison.choice(view).chosen
    shown = comparison.Shown(view, period, beside.beside(path, view, period.id, beside.COUNTY), kind, order)
    if drawn := comparison.chart(shown):
        components.chart(*drawn, f"chart_{place}_{kind}", "Punkter")
