"""What the page about the figures asks of the published snapshot beside what queries.py has."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.queries import Row


@st.cache_resource(max_entries=16, show_spinner=False)
def form_of(path: str, indicator: str) -> str | None:
    """The form that an indicator is made of; None for one that there is not."""
    rows = queries.ask(path, "SELECT form FROM indicator WHERE id = $indicator", indicator=indicator)
    return str(rows[0]["form"]) if rows else None


@st.cache_resource(max_entries=16, show_spinner=False)
def forms(path: str) -> tuple[str, ...]:
    """Every form that has indicators or questions in the snapshot, in the order of indicators.yaml."""
    rows = queries.ask(
        path,
        """SELECT source.id FROM source LEFT JOIN indicator ON indicator.form = source.id
           WHERE source.kind = 'form' AND source.id IN (SELECT form FROM item)
           GROUP BY source.id ORDER BY min(indicator.sort) NULLS LAST, source.id""",
    )
    return tuple(str(row["id"]) for row in rows)


@st.cache_resource(max_entries=16, show_spinner=False)
def printed(path: str) -> list[Row]:
    """Every figure of the county that a report has printed, report by report in the order of its questions."""
    return queries.ask(
        path,
        """SELECT observation.source, area.name AS area, period.label AS period,
                  coalesce(item.short_label, observation.item) AS item, coalesce(item.unit, '') AS unit,
                  observation.sex, observation.age_group, observation.value, observation.status,
                  coalesce(observation.printed_at, '') AS printed_at
           FROM observation JOIN source ON source.id = observation.source AND source.kind = 'published'
           JOIN area ON area.code = observation.area JOIN period ON period.id = observation.period
           LEFT JOIN item ON item.form = observation.form AND item.id = observation.item
           WHERE area.county = $county
           ORDER BY observation.source, period.starts, item.form, item.sort, observation.item, area.name COLLATE sv,
                    observation.sex, observation.age_group""",
        county=queries.build(path).county,
    )
