"""The two sheets of the template that are read, not filled in: how to, and the methods explained."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.areas import Area
from etl.form_rows import ESTIMATED, GUIDE_SHEET, METHODS_SHEET, NOT_APPLICABLE, NOT_KEPT, SHEET
from etl.forms.description import Form
from etl.periods import Period
from etl.template_look import text_height

_STEP_WIDTH, _TEXT_WIDTH, _MIDDLE_WIDTH, _LAST_WIDTH = 5, 46, 18, 24


_LAST_STEPS = (
    "Skriv aldrig något om enskilda personer: inga namn, personnummer eller datum.",
    "Spara som Excel-arbetsbok (.xlsx) och lämna in filen i Samsyn under Lämna uppgifter. Du får svar direkt: "
    "allt som behöver rättas på en gång, eller en förhandsvisning av det som har lästs.",
)
_FOLLOW_UP_STEPS = (
    f"Gå till bladet {SHEET} och välj ett svar i varje gul cell: klicka på cellen och sedan på pilen, eller skriv "
    "svaret. En cell som är ifylld blir grön.",
    "De ljusgula cellerna under gäller det som ges. Är svaret Ges inte eller Nej: lämna dem tomma.",
    "Vet ni inte året eller antalet: lämna cellen tom. Skriv 0 bara om det inte var någon. En tom cell räknas aldrig "
    "som 0.",
)


def _steps(form: Form) -> tuple[str, ...]:
    if form.has_follow_ups:
        return (*_FOLLOW_UP_STEPS, *_LAST_STEPS)
    steps = (
        f"Gå till bladet {SHEET} och skriv ett helt tal i varje gul cell. Tabb- och Enter-tangenterna tar dig vidare. "
        "En cell som är ifylld blir grön.",
        "Skriv 0 om det inte var någon. En tom cell räknas aldrig som 0.",
        f"Ljusgula celler är frivilliga. Där finns plats för {_optional(form)}.",
        "En person kan ha flera metoder. Räkna personen på varje metods rad; summan får bli större än antalet "
        "personer.",
        *_LAST_STEPS,
    )
    return steps if _has_methods(form) else tuple(step for step in steps if "flera metoder" not in step)


def _has_methods(form: Form) -> bool:
    return any(each.counts == "method_courses" for each in form.fields())


def _optional(form: Form) -> str:
    """What the cells that may be left empty are for."""
    ticks = "ja eller nej, " if any(each.kind == "tick" for each in form.fields()) else ""
    return "andra metoder, kommentarer och synpunkter" if _has_methods(form) else f"{ticks}kommentarer och synpunkter"


_SITUATIONS = (
    ("Ni vet antalet", "12", ""),
    ("Det var ingen", "0", ""),
    ("Antalet är uppskattat", "120", ESTIMATED),
    ("Ni för ingen statistik", "", NOT_KEPT),
    ("Frågan gäller inte er kommun", "", NOT_APPLICABLE),
)


def write_guide(workbook: Workbook, look: dict[str, Format], form: Form, area: Area, period: Period) -> None:
    """The sheet "Så fyller du i"."""
    sheet = workbook.add_worksheet(GUIDE_SHEET)
    for column, width in enumerate((_STEP_WIDTH, _TEXT_WIDTH, _MIDDLE_WIDTH, _LAST_WIDTH)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.write("A1", "Så fyller du i", look["title"])
    sheet.write("A2", f"{form.title}. {area.name}, {period.label}.", look["hint"])
    row = 3
    for number, text in enumerate(_steps(form), start=1):
        sheet.write(row, 0, number, look["step"])
        sheet.merge_range(row, 1, row, 3, text, look["body"])
        sheet.set_row(row, text_height(text, _TEXT_WIDTH + _MIDDLE_WIDTH + _LAST_WIDTH) + 4)
        row += 1
    row = _write_situations(sheet, look, row + 1)
    last = "Frågor? Vänd dig till den som skickade formuläret."
    if form.glossary:
        last = f"Vad metoderna är står på bladet Metoder. {last}"
    sheet.merge_range(row + 1, 1, row + 1, 3, last, look["body"])
    sheet.hide_gridlines(2)
    _portrait(sheet)
    sheet.protect("")


def _write_situations(sheet: Worksheet, look: dict[str, Format], row: int) -> int:
    for column, heading in enumerate(("Så är det", "Svar", "Så säker är uppgiften"), start=1):
        sheet.write(row, column, heading, look["column_left" if column == 1 else "column"])
    for situation, answer, status in _SITUATIONS:
        row += 1
        sheet.set_row(row, 20)
        sheet.write(row, 1, situation, look["cell_left"])
        sheet.write_string(row, 2, answer or "(tom)", look["cell_mid"])
        sheet.write_string(row, 3, status or "(tom)", look["cell_mid"])
    return row + 1


def write_methods(workbook: Workbook, look: dict[str, Format], form: Form) -> None:
    """The sheet "Metoder"; left out when the form has no glossary."""
    if not form.glossary:
        return
    sheet = workbook.add_worksheet(METHODS_SHEET)
    widths = (30, 74, 24)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.write("A1", "Metoderna, kort förklarade", look["title"])
    sheet.write("A2", "Efter begreppsförklaringarna i FoUI rapport 95:2023, bilaga 1.", look["hint"])
    row = 2
    for entry in form.glossary:
        if entry.heading:
            row += 1
            sheet.set_row(row, 24)
            for column in range(3):
                sheet.write_blank(row, column, None, look["section"])
            sheet.write(row, 0, entry.heading, look["section"])
            row += 1
        height = max(text_height(entry.text, widths[1]), text_height(entry.term, widths[0] - 2))
        sheet.set_row(row, height)
        sheet.write_string(row, 0, entry.term, look["method"])
        sheet.write_string(row, 1, entry.text, look["cell_left"])
        sheet.write_url(row, 2, entry.link, look["link"], string=_link_text(entry.link))
        row += 1
    sheet.hide_gridlines(2)
    sheet.freeze_panes(2, 0)
    _portrait(sheet)
    sheet.protect("")


def _link_text(link: str) -> str:
    return "Läs mer i Metodguiden" if "metodguiden" in link else "Läs mer hos Uppdrag psykisk hälsa"


def _portrait(sheet: Worksheet) -> None:
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
