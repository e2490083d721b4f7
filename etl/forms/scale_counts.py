"""Questions on the scale of the user survey, as counts: how many answered each of four ways, and how many did not."""

from __future__ import annotations

from etl.forms.counted_rules import AddsUp, SafeBase
from etl.forms.description import AtMost, Field, Section
from etl.forms.person_question import Option, PersonQuestion

# The scale of Delrapport 3, from agreement to none; what other systems and shortened forms write for it.
SCALE: dict[str, tuple[str, ...]] = {
    "helt": ("Stämmer helt", "Stämmer helt och hållet", "Instämmer helt", "Helt"),
    "delvis": ("Stämmer delvis", "Instämmer delvis", "Delvis"),
    "lite": ("Stämmer lite", "Instämmer lite", "Stämmer litet", "Lite"),
    "inte_alls": ("Stämmer inte alls", "Instämmer inte alls", "Stämmer inte", "Inte alls"),
}
AGREE, DISAGREE = ("helt", "delvis"), ("lite", "inte_alls")
UNANSWERED = "ej_svarat"
_UNIT = "svar"


def count(id: str, number: str, label: str, short: str, note: str = "", **about: str | bool) -> Field:
    """A row that asks for a number of answers."""
    return Field(id, number, label, short, "count", "answers", _UNIT, note=note, **about)  # type: ignore[arg-type]  # handed through


def scale_section(stem: str, section: str, title: str, wording: str, short: str) -> Section:
    """The rows of one question on the scale.

    Args:
        stem: what the ids begin with.
        section: the section's number.
        title: its heading.
        wording: the question as it is asked.
        short: a few words for it.
    """
    rows = [
        count(f"{stem}_{end}", f"{section}.{place}", f"{short}: {labels[0].lower()}", f"{short}, {_in_words(end)}")
        for place, (end, labels) in enumerate(SCALE.items(), start=1)
    ]
    rows.append(
        count(f"{stem}_{UNANSWERED}", f"{section}.5", f"{short}: har inte svarat på frågan", f"{short}, ej svarat")
    )
    return Section(section, title, f"”{wording}” Hur många svarade …", tuple(rows))


def _in_words(end: str) -> str:
    return end.replace("_", " ")


def scale_question(number: str, stem: str, *wordings: str, only_if: str = "") -> PersonQuestion:
    """The same question as it is asked of a person."""
    options = tuple(Option(f"{stem}_{end}", labels) for end, labels in SCALE.items())
    return PersonQuestion(number, "scale", wordings, options, f"{stem}_{UNANSWERED}", only_if=only_if)


def yes_no_question(number: str, stem: str, *wordings: str, unanswered: bool = False) -> PersonQuestion:
    """A question that is answered yes or no."""
    options = (Option(f"{stem}_ja", ("Ja",)), Option(f"{stem}_nej", ("Nej",)))
    return PersonQuestion(number, "group", wordings, options, f"{stem}_{UNANSWERED}" if unanswered else "")


def scale_rules(stem: str, asked: str) -> tuple[AddsUp | SafeBase, ...]:
    """What a question's counts must come to, and how many must have answered it."""
    answers = tuple(f"{stem}_{end}" for end in SCALE)
    return (
        AddsUp("summa_stammer_inte", "warning", (*answers, f"{stem}_{UNANSWERED}"), asked),
        SafeBase("for_fa_svar", "error", answers),
    )


def parts_of(whole: str, *parts: str) -> tuple[AtMost, AtMost]:
    """That none of some groups is larger than the whole, and that together they are not."""
    return AtMost("logik_fel", "error", parts, whole), AtMost("logik_fel", "error", parts, whole, together=True)
