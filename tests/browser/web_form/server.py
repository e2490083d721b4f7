"""The real server around a page with nothing but the web form."""

from pathlib import Path

from dashboard.server import create_app

app = create_app(Path(__file__).with_name("page.py"))
