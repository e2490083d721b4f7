"""indicators.yaml as a JSON Schema, made from the readers that read it: an editor completes and checks while you write.

The schema knows keys, kinds of values, forms and questions. What binds several keys, and the file's own lists, is
checked by ``samsyn indicators`` and at every build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING
from typing import Any, get_args

from etl import baselines, definitions, targets, versions, written_values
from etl.forms.description import Form
from etl.snapshot import UNCERTAINTIES
from etl.written_blocks import Block

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "^[a-z][a-z0-9_]*$"
_TEXT: Schema = {"type": "string", "minLength": 1}
# A year is read as a number by who reads YAML as such, a date as a text.
_PERIOD: Schema = {
    "type": ["string", "integer"],
    "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
}
_OF_VALUE: dict[Callable[..., Any], Schema] = {
    written_values.text: _TEXT,
    written_values.name: {"type": "string", "pattern": _ID},
    written_values.texts: {"type": "array", "items": {"type": ["string", "number"]}},
    written_values.whole_number: {"type": "integer", "minimum": 0},
    written_values.positive_number: {"type": "number", "exclusiveMinimum": 0},
    written_values.number: {"type": "number", "minimum": 0},
    written_values.day: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    written_values.yes_no_or_neither: {"type": ["boolean", "null"]},
    written_values.yes_or_no: {"type": "boolean"},
    written_values.period: _PERIOD,
    written_values.county: {"type": "string", "pattern": "^[0-9]{2}$"},
}
_BLOCKS = {
    targets.read_targets: targets.BLOCK,
    baselines.read_baselines: baselines.BLOCK,
    versions.read_versions: versions.BLOCK,
}
_DESCRIPTIONS = {
    "id": "Namn i små bokstäver. Ändras eller återanvänds aldrig: länkar och historik pekar på det.",
    "title": "Hela namnet, som på sidan.",
    "short_title": "Kort namn, för diagram och tabeller.",
    "theme": "Ett av temana överst i filen.",
    "step": "Var måttet hör hemma i berättelsen: behov, efterfragan, insats eller utfall.",
    "why": "Varför måttet finns.",
    "how": "Hur det räknas, i ord, med frågornas nummer.",
    "unit": "Enheten, som den sägs efter ett tal.",
    "kind": "Hur värdet räknas.",
    "numerator": "Uppgifternas id i formuläret.",
    "denominator": "Uppgifternas id i formuläret; bara för proportion och ratio.",
    "multiplier": "100 för procent, 10000 för per 10 000, annars oftast 1.",
    "decimals": "Hur många decimaler som visas.",
    "lower_is_better": "true, false eller null. De flesta är null.",
    "form": "Formuläret som uppgifterna kommer ur.",
    "source_document": "Dokumentet som måttet är hämtat ur.",
    "source_questions": "Frågornas nummer i formuläret.",
    "author": "Vem som har skrivit indikatorn.",
    "reviewed": "När den granskades senast.",
    "next_review": "När den ska granskas nästa gång.",
    "version": "Höjs när sättet att räkna ändras.",
    "versions": "För varje version efter den första: från vilken period den gäller och vad som är nytt.",
    "caveats": "Det läsaren måste veta. Det första säger vad måttet säger om effektmålet, och vad det inte säger.",
    "effect_goal": "Effektmålets id, ur listan effect_goals.",
    "uncertainty": "Hur slumpens spelrum räknas, eller varför det inte räknas.",
    "margin": "Den minsta skillnad som betyder något i praktiken, i måttets enhet.",
    "baseline": "Utgångsläget som har låsts, för ett län eller flera. Ändras inte när siffror rättas.",
    "target": "Mål som någon har beslutat, för alla län eller för vart och ett.",
}


def schema(forms: Iterable[Form]) -> Schema:
    """The whole file.

    Args:
        forms: every form; their questions are what an indicator may count.
    """
    items = {form.id: [item.id for item in form.items()] for form in forms}
    keys = {name: _key(name, items) for name in definitions.FIELDS}
    shared = {name: told for name, told in keys.items() if name not in definitions.NEVER_SHARED}
    names = {"type": "object", "propertyNames": {"pattern": _ID}, "additionalProperties": _TEXT}
    sections: dict[str, Schema] = {
        "themes": {"type": "array", "items": _TEXT},
        "effect_goals": {"type": "object", "additionalProperties": names},
        "effect_goals_await": names,
        "effect_goals_noted": names,
        "defaults": {"type": "object", "properties": shared, "additionalProperties": False},
        "indicators": {"type": "array", "minItems": 1, "items": _indicator(keys)},
    }
    return {
        "$schema": _DIALECT,
        "title": "Samsyns indikatorer",
        "type": "object",
        "properties": {name: sections[name] for name in definitions.SECTIONS},
        "required": ["indicators"],
        "additionalProperties": False,
    }


def _indicator(keys: Mapping[str, Schema]) -> Schema:
    required = [name for name, field in definitions.FIELDS.items() if field.default is MISSING]
    divided = {"kind": {"enum": ["proportion", "ratio"]}}
    return {
        "type": "object",
        "properties": dict(keys),
        # The others may stand under defaults.
        "required": [name for name in required if name in definitions.NEVER_SHARED],
        "additionalProperties": False,
        "if": {"properties": divided, "required": ["kind"]},
        "then": {"required": ["denominator"]},
        "else": {"not": {"required": ["denominator"]}},
    }


def _key(name: str, items: Mapping[str, list[str]]) -> Schema:
    return {"description": _DESCRIPTIONS[name], **_value(name, items)}


def _value(name: str, items: Mapping[str, list[str]]) -> Schema:
    listed = {
        "kind": get_args(definitions.Kind),
        "step": get_args(definitions.Step),
        "uncertainty": UNCERTAINTIES,
        "form": tuple(items),
    }
    if name in listed:
        return {"enum": list(listed[name])}
    if name in ("numerator", "denominator"):
        every = list(dict.fromkeys(item for of_form in items.values() for item in of_form))
        return {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": every}}
    if name == "short_title":
        return _TEXT | {"maxLength": definitions.SHORT_TITLE_LENGTH}
    if name == "effect_goal":
        return {"type": ["string", "null"], "pattern": _ID}
    reader = definitions.FIELDS[name].metadata["written"]
    if reader in _BLOCKS:
        one = _block(_BLOCKS[reader])
        return {"oneOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
    return _OF_VALUE.get(reader, _TEXT)


def _block(block: Block) -> Schema:
    return {
        "type": "object",
        "properties": {name: _OF_VALUE[reader] for name, reader in block.readers.items()},
        "required": list(block.required),
        "additionalProperties": False,
    }
