"""How values on the command line are read."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """A date as it is typed: 2023-02-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} är inte ett datum; skriv till exempel 2023-02-01") from None
