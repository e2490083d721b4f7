"""Nothing but a choice and the chart of Jämför kommuner: what the chart itself costs, and what the page adds."""

import streamlit as st

from dashboard import beside, comparison, components, measures, queries

st.set_page_config(layout="wide")
path = components.published()
period = queries.periods(path)[0]
indicators = list(queries.indicators(path).values())
chosen = st.selectbox("Mått", indicators, format_func=lambda each: each.title)
view = measures.view(path, chosen, period.id, measures.MEASURE)
order = measures.in_order(view.answers, "namn")
kind = comparison.choice(view).chosen
shown = comparison.Shown(view, period, beside.beside(path, view, period.id, beside.COUNTY), kind, order)
if drawn := comparison.chart(shown):
    components.chart(*drawn, kind, "Punkter")
