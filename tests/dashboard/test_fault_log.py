"""A fault in the log says what and where, and not a word of what a file held."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from dashboard import fault_log


@pytest.fixture
def _quiet() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    fault_log.quiet()
    yield
    logging.setLogRecordFactory(before)


@pytest.mark.usefixtures("_quiet")
def test_a_fault_is_logged_by_its_kind_and_place_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    def read() -> None:
        try:
            raise KeyError("19121212-1212")
        except KeyError as fault:
            raise ValueError("Anna Andersson, 19121212-1212") from fault

    try:
        read()
    except ValueError:
        logging.getLogger("streamlit.x").exception("Uncaught app execution of %s", "page")
    assert "Uncaught app execution of page: ValueError at test_fault_log.py:" in caplog.text
    assert "KeyError" in caplog.text
    assert "read" in caplog.text
    assert "1212" not in caplog.text
    assert "Andersson" not in caplog.text


@pytest.mark.usefixtures("_quiet")
def test_what_is_no_fault_is_logged_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("x").warning("100 %% of %s", "all")
    assert caplog.messages == ["100 % of all"]
