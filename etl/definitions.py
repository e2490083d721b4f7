"""indicators.yaml -> typed definitions; every fault of the file is told at once, each with its line.

The dataclass is the only description of what an entry may hold: its fields are the allowed keys, a field
without a default is required, and ``read`` in a field's metadata says how the written text is understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from etl import plain_yaml, written_values
from etl.baselines import Baseline, read_baselines
from etl.definition_rules import broken_rules
from etl.plain_yaml import Faults, Scalar, Sequence, Value, suggestion
from etl.snapshot import UNCERTAINTIES
from etl.targets import Target, read_targets
from etl.versions import Version, read_versions

Kind = Literal["rate", "proportion", "ratio", "items_used", "share_of_areas"]
# The order of the story: how many need help, how many ask for it, what they get, what comes of it.
Step = Literal["behov", "efterfragan", "insats", "utfall"]
SHORT_TITLE_LENGTH = 40
# How the uncertainty is reckoned where nothing is written; a ratio can be of either sort and must say.
USUAL_UNCERTAINTY = {
    "rate": "poisson", "proportion": "wilson", "items_used": "own_fact", "share_of_areas": "share_of_areas",
}  # fmt: skip

# What an item counts, as the forms say it ("persons", "method_courses" ...), by form and item id.
KnownItems = Mapping[str, Mapping[str, str | None]]


@dataclass
class _Reading:
    """What is needed to understand an entry: the file's own lists, and where faults go."""

    faults: Faults
    known_items: KnownItems
    themes: tuple[str, ...] = ()
    effect_goals: dict[str, str] = field(default_factory=dict)


def _text(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.text(value, key, reading.faults)


def _short(value: Value, key: str, reading: _Reading) -> str | None:
    text = _text(value, key, reading)
    if text is not None and len(text) > SHORT_TITLE_LENGTH:
        reading.faults.add(
            value.line,
            f"”{key}” får ha högst {SHORT_TITLE_LENGTH} tecken, annars får den inte plats i diagrammen.",
        )
    return text


def _kind(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.one_of(get_args(Kind), value, key, reading.faults)


def _step(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.one_of(get_args(Step), value, key, reading.faults)


def _uncertainty(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.one_of(UNCERTAINTIES, value, key, reading.faults)


def _theme(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.one_of(reading.themes, value, key, reading.faults)


def _form(value: Value, key: str, reading: _Reading) -> str | None:
    return written_values.one_of(reading.known_items, value, key, reading.faults)


def _effect_goal(value: Value, key: str, reading: _Reading) -> str | None:
    if isinstance(value, Scalar) and value.empty:
        return None
    goal = written_values.one_of(reading.effect_goals, value, key, reading.faults)
    return reading.effect_goals[goal] if goal else None


def _read_by(reader: Callable[[Value, str, _Reading], object]) -> dict[str, object]:
    return {"read": reader, "written": reader}


def _plain(reader: Callable[[Value, str, Faults], object]) -> dict[str, object]:
    """For what can be understood without knowing the rest of the file."""
    return {"read": lambda value, key, reading: reader(value, key, reading.faults), "written": reader}


@dataclass(frozen=True)
class Indicator:
    """One indicator as the analyst wrote it. Fields are the keys of an entry in indicators.yaml.

    ``numerator`` and ``denominator`` are item ids of ``form``; a rate is divided by the adult population
    and has no denominator of its own. ``effect_goal`` is written as an id and read as the goal's words.
    ``sort`` is the place in the file. ``margin``, ``target`` and ``baseline`` are in the unit of the value.
    """

    id: str = field(metadata=_plain(written_values.name))
    title: str = field(metadata=_plain(written_values.text))
    short_title: str = field(metadata=_read_by(_short))
    theme: str = field(metadata=_read_by(_theme))
    why: str = field(metadata=_plain(written_values.text))
    how: str = field(metadata=_plain(written_values.text))
    unit: str = field(metadata=_plain(written_values.text))
    kind: Kind = field(metadata=_read_by(_kind))
    numerator: tuple[str, ...] = field(metadata=_plain(written_values.texts))
    multiplier: float = field(metadata=_plain(written_values.positive_number))
    decimals: int = field(metadata=_plain(written_values.whole_number))
    lower_is_better: bool | None = field(metadata=_plain(written_values.yes_no_or_neither))
    form: str = field(metadata=_read_by(_form))
    source_document: str = field(metadata=_plain(written_values.text))
    source_questions: tuple[str, ...] = field(metadata=_plain(written_values.texts))
    author: str = field(metadata=_plain(written_values.text))
    reviewed: date = field(metadata=_plain(written_values.day))
    next_review: date = field(metadata=_plain(written_values.day))
    version: int = field(metadata=_plain(written_values.whole_number))
    sort: int
    denominator: tuple[str, ...] = field(default=(), metadata=_plain(written_values.texts))
    caveats: tuple[str, ...] = field(default=(), metadata=_plain(written_values.texts))
    effect_goal: str | None = field(default=None, metadata=_read_by(_effect_goal))
    uncertainty: str = field(default="", metadata=_read_by(_uncertainty))
    margin: float | None = field(default=None, metadata=_plain(written_values.positive_number))
    step: Step | None = field(default=None, metadata=_read_by(_step))
    versions: tuple[Version, ...] = field(default=(), metadata=_plain(read_versions))
    baseline: tuple[Baseline, ...] = field(default=(), metadata=_plain(read_baselines))
    target: tuple[Target, ...] = field(default=(), metadata=_plain(read_targets))

    def __post_init__(self) -> None:
        if not self.uncertainty:
            object.__setattr__(self, "uncertainty", USUAL_UNCERTAINTY.get(self.kind, ""))

    @property
    def has_interval(self) -> bool:
        """Whether chance can be reckoned with; the other uncertainties say why it cannot."""
        return self.uncertainty in ("wilson", "poisson")


FIELDS: dict[str, Field[Any]] = {f.name: f for f in fields(Indicator) if "read" in f.metadata}
_REQUIRED = tuple(name for name, f in FIELDS.items() if f.default is MISSING)
NEVER_SHARED = ("id", "title", "short_title", "numerator", "uncertainty", "margin", "target", "baseline", "versions")
SECTIONS = ("themes", "effect_goals", "effect_goals_await", "effect_goals_noted", "defaults", "indicators")


def load_definitions(path: Path, known_items: KnownItems) -> tuple[Indicator, ...]:
    """Read and check the whole file.

    Args:
        path: indicators.yaml.
        known_items: form id -> item id -> what the item counts.

    Raises:
        UserError: with every fault of the file and the line of each.
    """
    faults = Faults(path)
    sections = plain_yaml.read_mapping(path, faults)
    reading = _Reading(faults, known_items)
    for name, line in sections.key_lines.items():
        if name not in SECTIONS:
            faults.add(line, f"okänd nyckel ”{name}”.{suggestion(name, SECTIONS)}")
    reading.themes = _themes(sections.entries.get("themes"), reading)
    reading.effect_goals = _effect_goals(sections.entries.get("effect_goals"), reading)
    shared = _shared(sections.entries.get("defaults"), reading)
    entries = sections.entries.get("indicators")
    if not isinstance(entries, Sequence) or not entries.parts:
        faults.add(sections.line, "listan ”indicators” saknas eller är tom.")
        faults.raise_if_any()
        return ()
    read = [_indicator(entry, number, shared, reading) for number, entry in enumerate(entries.parts, start=1)]
    _refuse_repeated_ids(entries, faults)
    faults.raise_if_any()
    return tuple(indicator for indicator in read if indicator is not None)


def without_example_targets(definitions: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The definitions as they hold where figures are real: a goal or a baseline that nobody has decided is none."""
    return tuple(
        replace(
            each,
            target=tuple(target for target in each.target if not target.example),
            baseline=tuple(baseline for baseline in each.baseline if not baseline.example),
        )
        for each in definitions
    )


def _themes(section: Value | None, reading: _Reading) -> tuple[str, ...]:
    return written_values.texts(section, "themes", reading.faults) or () if section else ()


def _effect_goals(section: Value | None, reading: _Reading) -> dict[str, str]:
    """id -> "Concept: the goal's words"; written as concept -> id -> words."""
    goals: dict[str, str] = {}
    if section is None:
        return goals
    if not isinstance(section, plain_yaml.Mapping):
        reading.faults.add(section.line, "”effect_goals” ska ha begreppen som nycklar.")
        return goals
    for concept, bullets in section.entries.items():
        if not isinstance(bullets, plain_yaml.Mapping):
            reading.faults.add(bullets.line, f"under ”{concept}” ska varje mål ha en egen nyckel.")
            continue
        for goal, words in bullets.entries.items():
            text = _text(words, goal, reading)
            if goal in goals:
                reading.faults.add(bullets.key_lines[goal], f"målet ”{goal}” står under två begrepp.")
            goals[goal] = f"{concept}: {text}"
    return goals


def _shared(section: Value | None, reading: _Reading) -> dict[str, Value]:
    """What holds for every indicator that does not say otherwise."""
    if section is None:
        return {}
    if not isinstance(section, plain_yaml.Mapping):
        reading.faults.add(section.line, "”defaults” ska bestå av nycklar med värden.")
        return {}
    allowed = [name for name in FIELDS if name not in NEVER_SHARED]
    for name, line in section.key_lines.items():
        if name not in allowed:
            reading.faults.add(line, f"”{name}” kan inte stå under ”defaults”.{suggestion(name, allowed)}")
    return {name: value for name, value in section.entries.items() if name in allowed}


def _indicator(entry: Value, number: int, shared: dict[str, Value], reading: _Reading) -> Indicator | None:
    if not isinstance(entry, plain_yaml.Mapping):
        reading.faults.add(entry.line, f"indikator nummer {number} ska bestå av nycklar med värden.")
        return None
    written = shared | entry.entries
    for name, line in entry.key_lines.items():
        if name not in FIELDS:
            reading.faults.add(line, f"okänd nyckel ”{name}”.{suggestion(name, FIELDS)}")
    if missing := [name for name in _REQUIRED if name not in written]:
        reading.faults.add(entry.line, f"{_called(entry, number)} saknar {', '.join(missing)}.")
    noted_before = reading.faults.noted
    values = {name: f.metadata["read"](written[name], name, reading) for name, f in FIELDS.items() if name in written}
    faulty = bool(missing) or reading.faults.noted > noted_before
    _check_items(written, reading)
    if faulty:
        return None
    indicator = Indicator(**values, sort=number)
    _check_sense(indicator, entry.line, reading)
    return indicator


def _called(entry: plain_yaml.Mapping, number: int) -> str:
    written = entry.entries.get("id")
    return f"indikatorn ”{written.text}”" if isinstance(written, Scalar) else f"indikator nummer {number}"


def _check_items(written: dict[str, Value], reading: _Reading) -> None:
    """Items are looked up in the form; told on the line where each stands."""
    form = written.get("form")
    known = reading.known_items.get(form.text) if isinstance(form, Scalar) else None
    if known is None:
        return
    for role in ("numerator", "denominator"):
        listed = written.get(role)
        parts = listed.parts if isinstance(listed, Sequence) else ()
        items = [part for part in parts if isinstance(part, Scalar)]
        for item in items:
            if item.text not in known:
                reading.faults.add(
                    item.line,
                    f"”{role}” har den okända uppgiften ”{item.text}”.{suggestion(item.text, known)}",
                )
        for repeated in {i.text for i in items if [other.text for other in items].count(i.text) > 1}:
            reading.faults.add(items[0].line, f"”{role}” räknar ”{repeated}” två gånger.")


def _check_sense(indicator: Indicator, line: int, reading: _Reading) -> None:
    for words in broken_rules(indicator, reading.known_items[indicator.form]):
        reading.faults.add(line, f"indikatorn ”{indicator.id}” {words}.")


def _refuse_repeated_ids(entries: Sequence, faults: Faults) -> None:
    seen: dict[str, int] = {}
    for entry in entries.parts:
        written = entry.entries.get("id") if isinstance(entry, plain_yaml.Mapping) else None
        if not isinstance(written, Scalar):
            continue
        if written.text in seen:
            faults.add(written.line, f"id ”{written.text}” används redan på rad {seen[written.text]}.")
        seen.setdefault(written.text, written.line)
