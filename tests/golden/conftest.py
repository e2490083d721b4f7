"""Each page of the demo drawn once, with every fold open."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.visits import DASHBOARD

PageText = Callable[[str, dict[str, str]], str]


@pytest.fixture(scope="session")
def drawn() -> dict[str, str]:
    """What has been drawn so far."""
    return {}


@pytest.fixture
def page_text(demo_data: Path, drawn: dict[str, str]) -> PageText:
    """Everything a page says at an address, folds included, on one line."""

    def text(page: str, address: dict[str, str]) -> str:
        key = f"{page}?{address}"
        if key not in drawn:
            drawn[key] = _said(_unfolded(_drawn(page, address)))
        return drawn[key]

    return text


def _drawn(page: str, address: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=120)
    for param, value in address.items():
        app.query_params[param] = value
    app.run()
    app.switch_page(f"app_pages/{page}.py")
    for param, value in address.items():
        app.query_params[param] = value
    return app.run()


def _unfolded(app: AppTest) -> AppTest:
    folds = [expander.proto.id for expander in app.expander]
    # What is only there to be saved makes files and says nothing of its own.
    names = {fold.rsplit("-fold_", maxsplit=1)[1] for fold in folds if "-fold_" in fold and "-fold_spara" not in fold}
    for name in names:
        app.session_state[f"fold_{name}"] = True
    if names:
        app.run()
    assert not app.exception
    return app


def _said(app: AppTest) -> str:
    html = [element.proto.body for element in app.get("html")]
    kinds = (app.title, app.header, app.subheader, app.markdown, app.info, app.caption)
    words = " ".join([*(str(element.value) for kind in kinds for element in kind), *html])
    folds = " ".join(expander.label for expander in app.expander)
    text = re.sub(r"<[^>]+>", " ", f"{words} {folds}").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text).replace("&amp;", "&").replace("&quot;", '"')
