"""The least a Streamlit page with a choice and a chart can be, drawn in the way that is quickest."""

from tests.bench.pages.bare import chart, choose

choose()
chart(0)
