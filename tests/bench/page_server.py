"""Samsyn's server around one page of a bench, named by SAMSYN_BENCH_PAGE: the same settings for what is compared."""

import os
from pathlib import Path

from dashboard.server import create_app

app = create_app(Path(__file__).parent / "pages" / f"{os.environ['SAMSYN_BENCH_PAGE']}.py")
