"""The story that the goals stand in: how many need help, how many ask for it, what they get, what comes of it.

A few figures of the county for each step, and which forms would tell what nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import diagnoses, form_names, goal_lines, goal_tables, queries
from dashboard.goal_lines import Line
from dashboard.swedish import NBSP, counted, listing, number

_MOST = 3
STEPS = {
    "behov": ("Behov", "Hur många lever med samsjuklighet?"),
    "efterfragan": ("Efterfrågan", "Hur många söker hjälp, eller hänvisas till den?"),
    "insats": ("Insats", "Vad får de?"),
    "utfall": ("Utfall", "Vad blir det av det?"),
}
APART = (
    "Stegen räknas var för sig, ur olika källor och ofta för olika personer. Inget steg kan delas med ett annat: det "
    "går inte att säga hur många av dem som behövde hjälp som fick den."
)


@dataclass(frozen=True)
class StepFigure:
    """One figure with its name and what it rests on."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True)
class Step:
    """One step with its few figures and what is not known."""

    name: str
    question: str
    figures: tuple[StepFigure, ...]
    unknown: tuple[str, ...]


def steps(path: str) -> list[Step]:
    """The four, in their order."""
    return [_step(path, step, *told) for step, told in STEPS.items()]


def _step(path: str, step: str, name: str, question: str) -> Step:
    lines = goal_lines.with_step(path, step)
    told = [line for line in lines if line.has_data]
    figures = [*(_from_register(path) if step == "behov" else ()), *(_figure(line) for line in _few(told))]
    return Step(name, question, tuple(figures[:_MOST]), unknown(lines))


def _few(lines: Sequence[Line]) -> list[Line]:
    """The first of each theme, then the others as they stand in indicators.yaml."""
    first_of_theme = list({line.measure.indicator.theme: line for line in reversed(lines)}.values())
    return sorted(lines, key=lambda line: (line not in first_of_theme, lines.index(line)))


def _figure(line: Line) -> StepFigure:
    newest = line.now or line.printed[-1]
    cell = goal_tables.value(line, newest, periods=False)
    printed = "tryckt, " if newest in line.printed else ""
    name = line.measure.indicator.short_title.replace("10 000", f"10{NBSP}000")
    whose = goal_tables.whose(line, newest.figure)
    return StepFigure(name, cell.text, f"{printed}{newest.label}, {whose}")


def _from_register(path: str) -> list[StepFigure]:
    """What Socialstyrelsen has of the county in its newest year; a register, which needs no answers."""
    county = queries.build(path).county
    if county not in diagnoses.counties(path):
        return []
    found = diagnoses.diagnoses(path, county)
    year = next((each for each in reversed(found.years) if found.of(diagnoses.PER_100K, each) is not None), "")
    rate, patients = found.of(diagnoses.PER_100K, year), found.of(diagnoses.COUNT, year)
    if rate is None:
        return []
    basis = f"{year}, Socialstyrelsen" + ("" if patients is None else f", {counted(patients, 'patient', 'patienter')}")
    return [StepFigure(f"Patienter med F10–F19 per 100{NBSP}000 invånare", number(rate), basis)]


def unknown(lines: Sequence[Line]) -> tuple[str, ...]:
    """Which forms would tell what has no answer yet; from the measures that the forms feed."""
    silent = [line for line in lines if not line.has_data]
    told = {line.measure.form for line in lines if line.has_data}
    whole = [form for form in dict.fromkeys(line.measure.form for line in silent) if form not in told]
    said = [f"Vet inte ännu: inga svar i {_some(whole)}."] if whole else []
    parts = [line for line in silent if line.measure.form in told]
    if parts:
        said.append(f"Vet inte ännu: {counted(len(parts), 'mått', 'mått')} saknar svar på sina frågor.")
    return tuple(said) if lines else ("Inget mått ännu.",)


def _some(forms: Sequence[str]) -> str:
    """The first few forms by their short names, and how many more there are."""
    names = [form_names.titles()[form] for form in forms]
    return listing(names if len(names) <= _MOST + 1 else [*names[:_MOST], f"{len(names) - _MOST}{NBSP}till"])
