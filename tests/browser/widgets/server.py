"""The real server around the page with every widget."""

from pathlib import Path

from dashboard.server import create_app

app = create_app(Path(__file__).with_name("page.py"))
