"""A page drawn as a visitor meets it, and what stands on it as plain text."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


def visit(page: str, folds: tuple[str, ...] = (), **address: str) -> AppTest:
    """The page at an address; ``folds`` are unfolded."""
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=30)
    app.run()
    app.switch_page(f"app_pages/{page}.py")
    for param, value in address.items():
        app.query_params[param] = value
    app.run()
    for name in folds:
        app.session_state[f"fold_{name}"] = True
    if folds:
        app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Everything on the page, on one line."""
    html = [element.proto.body for element in app.get("html")]
    kinds = (app.title, app.header, app.markdown, app.info)
    words = " ".join([*(str(element.value) for kind in kinds for element in kind), *html])
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words).replace("\u00a0", " "))


def charts(app: AppTest) -> list[str]:
    """What is read aloud in place of each chart."""
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def source(page: str) -> str:
    return (DASHBOARD / "app_pages" / f"{page}.py").read_text(encoding="utf-8")
