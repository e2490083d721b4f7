"""The least a Streamlit page with a choice and six charts can be, drawn in the way that is quickest."""

from tests.bench.pages.bare import chart, choose

choose()
for number in range(6):
    chart(number)
