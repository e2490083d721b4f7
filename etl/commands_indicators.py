"""The command around indicators.yaml: check it without a build, and tell its shape to an editor."""

from __future__ import annotations

import argparse
import json
from typing import Any


def add_arguments(commands: Any) -> None:
    """Add the command of this module to the parser."""
    indicators = commands.add_parser("indicators", help="kontrollera indicators.yaml, utan att bygga något")
    indicators.add_argument(
        "--schema", action="store_true", help="skriv i stället filens JSON Schema, som en editor kontrollerar mot"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command that was given."""
    # The forms are many modules, and most commands need none of them.
    from etl.definitions import load_definitions
    from etl.effect_goals import load_effect_goals
    from etl.forms.catalogue import all_forms
    from etl.indicator_schema import schema
    from etl.inputs import INDICATORS

    if args.schema:
        print(json.dumps(schema(all_forms()), ensure_ascii=False, indent=1))
        return 0
    known_items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    found, goals = load_definitions(INDICATORS, known_items), load_effect_goals(INDICATORS)
    with_goal = sum(bool(each.target) for each in found)
    print(f"{INDICATORS.name}: {len(found)} indikatorer, {len(goals)} effektmål, {with_goal} mått med mål. Inga fel.")
    return 0
