"""The whole survey at once: an export of the web questionnaire, one row per respondent, read into submissions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from etl.cells import Cell, Workbook, address_of
from etl.column_mapping import ColumnMapping
from etl.column_mapping_proposal import NOTHING_TOLD, Told, beside, choose, propose
from etl.forms.description import Field, Form, Layout
from etl.periods import Period
from etl.problems import Problem, problem
from etl.submission import Kept, Submission
from etl.survey_answers import LineReader
from etl.survey_columns import UNKNOWN, options_of
from etl.survey_findings import Findings
from etl.survey_headings import RawTable, find_headings, guess_headings, other_sheets
from etl.survey_privacy import Dropped, dropped_cells
from etl.survey_respondents import Respondent, Wanted, identify
from etl.survey_table import Table, looks_like_export, make_table
from etl.survey_values import plain_text

__all__ = ["ExportResult", "check_export", "is_export", "looks_like_export"]


@dataclass(frozen=True)
class ExportResult:
    """What was understood of an export.

    Attributes:
        kept: headings and cells of the columns that were recognised; nothing that names a respondent.
        open_rows: rows whose municipality the analyst must say, with the area codes they may be.
        dropped: the cells that name the respondent or the time, left behind unread.
        mapping: what each column was taken for, or is proposed to stand for.
        notes: by (area, period): ``{"chosen_by_analyst": True}`` where the analyst said whose row it is.
    """

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    kept: Kept
    notes: Mapping[tuple[str, str], Mapping[str, bool]] = field(default_factory=dict)
    open_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mapping: ColumnMapping | None = None
    dropped: Dropped | None = None


def check_export(
    workbook: Workbook,
    *,
    form: Form,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
) -> ExportResult:
    """Read an export and tell everything that is wrong with it at once.

    Args:
        as_area: check as this municipality would be checked; None as the analyst.
        county: the county that the survey covers; None takes any.
        period: what the answers are about, if the file does not say.
        choices: row number (as text) -> area code, for rows whose municipality can be read in two ways.
        told: what a codebook and people say of the columns.

    Raises:
        UserError: a choice that the row does not allow.
    """
    raw = find_headings(workbook, form, lambda texts: told.knows(texts, form))
    if raw is None:
        return _unknown_table(workbook, form)
    proposed = propose(raw, form, told.codebook)
    mapping = beside(choose(proposed, told.mappings), raw)
    if not mapping.approved and (mapping.needs_approval or mapping.system != proposed.system):
        dropped = dropped_cells(raw, mapping, whole_sheet=True)
        return ExportResult((), (_not_approved(raw, mapping),), {}, mapping=mapping, dropped=dropped)
    findings = Findings(raw.sheet.name)
    table = make_table(raw, mapping, form)
    _check_columns(table, form, findings)
    asked, table = table, _without_uneven_lines(_without_doubled(table, form), findings)
    respondents = identify(table, form, Wanted(as_area, county, period, choices or {}), findings)
    _check_missing(asked, form, _layouts(form, respondents), as_area, findings)
    submissions = tuple(_submission(table, form, each, findings) for each in respondents)
    stray = [problem("okant_blad", sheet=sheet.name) for sheet in other_sheets(workbook, raw.sheet)]
    notes = {(each.area, each.period.id): {"chosen_by_analyst": True} for each in respondents if each.chosen}
    problems = (*findings.problems(), *stray)
    kept, dropped = _kept(table, respondents), dropped_cells(raw, mapping, whole_sheet=True)
    return ExportResult(submissions, problems, kept, notes, findings.open_rows, mapping, dropped)


def is_export(workbook: Workbook, form: Form, told: Told = NOTHING_TOLD) -> bool:
    """Whether a file is an export of the form, by its own words or by those that a person or a codebook has said."""
    return find_headings(workbook, form, lambda texts: told.knows(texts, form)) is not None


def _unknown_table(workbook: Workbook, form: Form) -> ExportResult:
    """A table whose headings nobody knows: its columns are to be told what they stand for."""
    told = (problem("rubrikrad_saknas"),)
    raw = guess_headings(workbook)
    if raw is None:
        return ExportResult((), told, {})
    mapping = beside(propose(raw, form), raw)
    return ExportResult((), told, {}, mapping=mapping, dropped=dropped_cells(raw, mapping, whole_sheet=False))


def _not_approved(raw: RawTable, mapping: ColumnMapping) -> Problem:
    asked = [
        raw.headings[place].address
        for place, each in zip(sorted(raw.texts), mapping.columns, strict=True)
        if each.by in ("codebook", "hand")
    ]
    return problem(
        "okand_kolumn",
        severity="error",
        sheet=raw.sheet.name,
        cells=asked,
        says="Vad kolumnerna står för är ett förslag som ingen har godkänt än. Inget har lästs.",
        expected="en godkänd koppling mellan kolumner och frågor",
        mend="Granska förslaget på Analytikerns bord och godkänn det. Vid kommandoraden: --propose-mapping och sedan "
        "--mapping.",
    )


def _layouts(form: Form, respondents: list[Respondent]) -> list[Layout]:
    layouts = {layout.id: layout for layout in (form.layout_for(each.period) for each in respondents)}
    return list(layouts.values()) or list(form.layouts)


def _doubled(table: Table, form: Form) -> set[int]:
    """Columns that answer a question which another column answers too."""
    counted = Counter(
        (each.role, each.id) for each in table.meanings.values() if each.role not in ("system", "unknown")
    )
    return {
        place
        for place, each in table.meanings.items()
        if counted[each.role, each.id] > 1 or _is_also_a_choice(table, form, each.id)
    }


def _without_doubled(table: Table, form: Form) -> Table:
    """Nobody can know which of two columns holds: neither is read."""
    doubled = {place for place in _doubled(table, form) if table.meanings[place].role != "head"}
    meanings = {place: UNKNOWN if place in doubled else each for place, each in table.meanings.items()}
    return replace(table, meanings=meanings)


def _check_columns(table: Table, form: Form, findings: Findings) -> None:
    doubled = _doubled(table, form)
    for place, each in table.meanings.items():
        if place in doubled:
            findings.add("kolumn_dubbel", table.headings[place].address, label=_title(form, each.id))
        elif each.role == "unknown" and place in table.filled:
            findings.add(
                "okand_kolumn",
                table.headings[place].address,
                says="Kolumnen känns inte igen som någon av frågorna. Den har inte lästs och sparas inte.",
                expected="formulärets frågor",
                mend="Är det inte en av frågorna behöver ni inte göra något.",
            )
    for place in _without_heading(table):
        findings.add(
            "okand_kolumn", table.address(table.lines[0], place), says="Kolumnen har ingen rubrik och har inte lästs."
        )


def _without_heading(table: Table) -> list[int]:
    return sorted(table.filled - table.meanings.keys())


def _is_also_a_choice(table: Table, form: Form, field_id: str) -> bool:
    """The same ticks as columns of their own and joined in one cell."""
    return any(
        field_id in {option.id for option in options_of(table.meanings[place].id, form)}
        for place in table.columns("choice")
    )


def _title(form: Form, field_id: str) -> str:
    found = next((each for each in form.fields() if each.id == field_id), None)
    return f"{found.number} {found.short_label}" if found else field_id


def _check_missing(table: Table, form: Form, layouts: list[Layout], as_area: str | None, findings: Findings) -> None:
    if not table.columns("head", "kommun") and not as_area:
        findings.add("kolumn_saknas", label="2.1 Kommun", mend="Hämta ut enkäten med frågan om kommun.")
    there = set(_answerable(table, form))
    asked = [set(form.fields(layout)) for layout in layouts]
    for each in form.fields():
        if each.id in there or not all(each in fields for fields in asked):
            continue
        if each.kind == "text":
            if _is_coded(each, form):
                _tell_missing_text(each, findings)
        elif each.coded_from and not each.may_be_blank:
            findings.add("kolumn_saknas", label=_label(each), severity="warning", says=_CODED_INSTEAD, mend=_FINE)
        elif not each.may_be_blank:
            findings.add("kolumn_saknas", label=_label(each))


_CODED_INSTEAD = "Frågan har ingen egen kolumn. Den räknas bara i den mån den framgår av fritexten."
_FINE = "Ni behöver inte göra något."


def _tell_missing_text(each: Field, findings: Findings) -> None:
    findings.add(
        "kolumn_saknas",
        label=_label(each),
        severity="warning",
        says="Kolumnen för den öppna frågan saknas, så det som brukar stå där redovisas inte.",
        mend="Hämta ut enkäten med alla frågor om svaren finns.",
    )


def _is_coded(each: Field, form: Form) -> bool:
    return (each.names != "" and not each.main) or any(each.id in coded.coded_from for coded in form.coded)


def _label(each: Field) -> str:
    return f"{each.number} {each.short_label}"


def _answerable(table: Table, form: Form) -> Iterator[str]:
    """Every field that some column answers."""
    for each in table.meanings.values():
        if each.role in ("field", "named"):
            yield each.id
        if each.role == "named":
            yield form.get(each.id).names
        if each.role == "choice":
            yield from (option.id for option in options_of(each.id, form))


def _without_uneven_lines(table: Table, findings: Findings) -> Table:
    """Rows of a text file with more or fewer fields than the headings: their answers may have moved."""
    counts = table.sheet.field_counts
    if not counts or table.on_its_side:
        return table
    width = counts[min(cell.row for cell in table.headings.values())]
    uneven = [line for line in table.lines if counts.get(line.place, width) != width and not line.is_sum]
    for line in uneven:
        findings.add("csv_fel", address_of(line.place, 1))
    lines = tuple(line for line in table.lines if line not in uneven)
    return replace(table, lines=lines)


def _submission(table: Table, form: Form, each: Respondent, findings: Findings) -> Submission:
    layout = form.layout_for(each.period)
    answers = LineReader(table, each.line, form, layout, findings).answers()
    return Submission(form.id, layout.id, each.area, each.period.id, answers)


def _kept(table: Table, respondents: list[Respondent]) -> Kept:
    wanted = {place for place, each in table.meanings.items() if each.role not in ("system", "unknown")}
    cells = [cell for place, cell in table.headings.items() if place in wanted]
    cells += [cell for each in respondents for place, cell in each.line.cells.items() if place in wanted]
    return {table.sheet.name: {cell.address: _storable(cell) for cell in cells}}


def _storable(cell: Cell) -> str | int | float | bool | None:
    value = cell.value
    return value if isinstance(value, int | float | bool) else plain_text(cell)
