"""The commands ``template`` and ``check``: get a form, and ask what is wrong with a file."""

from __future__ import annotations

import argparse
import json
import textwrap
from pathlib import Path

from etl.areas import load_areas
from etl.column_mapping_files import read_mapping, require_used, write_proposal
from etl.desk import check_at_desk, mark_at_desk
from etl.forms.catalogue import all_forms, get_form
from etl.forms.description import Form
from etl.guarded import forking_here
from etl.house import House, house_exists, open_house
from etl.intake import to_json
from etl.periods import Period, parse_period
from etl.problem_list import write_problem_list
from etl.problems import Problem, UserError, sentences
from etl.submission import CheckedFile
from etl.template import field_cells, write_template

_WIDTH = 96
_OUTCOMES = {
    "accepted": "Godkänd.",
    "accepted_with_warnings": "Godkänd, med saker att bekräfta.",
    "rejected": "Inte godkänd: det finns fel att rätta.",
}


_CALLED = {"municipality": "kommun", "county": "region", "sub_area": "länsdel"}


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser about the two commands."""
    forms = ", ".join(form.id for form in all_forms())
    template = commands.add_parser("template", help="skriv ett formulär som Excelfil")
    template.add_argument("form", metavar="FORMULÄR", help=f"vilket formulär ({forms})")
    template.add_argument("--area", metavar="KOMMUN", help="kommunens kod eller namn, till exempel 2580")
    template.add_argument("--period", required=True, help="till exempel 2022-01/2022-10 eller 2024")
    template.add_argument("-o", "--output", metavar="FIL", type=Path, help="filen som skrivs")
    template.add_argument("--fields", action="store_true", help="skriv som JSON vilken uppgift som står i vilken cell")
    template.add_argument("--example", action="store_true", help="märk formuläret som exempel, för en demo")

    check = commands.add_parser("check", help="kontrollera en fil utan att spara något")
    add_file_arguments(check)
    check.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    check.add_argument("--list", metavar="FIL", type=Path, help="skriv listan med det som ska rättas som Excelfil")
    check.add_argument("--marked", metavar="FIL", type=Path, help="skriv er egen fil med det som ska rättas märkt")
    check.add_argument(
        "--propose-mapping", metavar="FIL", type=Path, help="skriv ett förslag till --mapping för en export"
    )


def add_file_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said of a file that is to be checked."""
    parser.add_argument("file", metavar="FIL", type=Path, help="ifyllt formulär, eller en export av webbenkäten")
    parser.add_argument("--as", dest="as_area", metavar="KOMMUN", help="kontrollera som den här kommunen")
    parser.add_argument("--period", help="perioden som ett formulär ska gälla, eller som en export inte själv säger")
    parser.add_argument("--codebook", metavar="FIL", type=Path, help="kodboken till en export från EvaSys")
    parser.add_argument("--mapping", metavar="FIL", type=Path, help="vad kolumnerna i en export står för (JSON)")
    parser.add_argument(
        "--choice", metavar="RAD=KOMMUN", action="append", default=[], help="vilken kommun en tvetydig rad gäller"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run one of the commands; 1 when a file is not accepted."""
    return _template(arguments) if arguments.command == "template" else _check(arguments)


def _template(arguments: argparse.Namespace) -> int:
    form, period = get_form(arguments.form), parse_period(arguments.period)
    if arguments.output is not None:
        if arguments.area is None:
            raise UserError("Ange kommunen med --area, till exempel --area 2580.")
        area = load_areas().get(area_code(arguments.area, form))
        data = write_template(form, area, period, example=arguments.example or _in_a_demo())
        _write(arguments.output, data)
        if not arguments.fields:
            print(f"Formuläret för {area.name}, {period.label}, är skrivet till {arguments.output}.")
    elif not arguments.fields:
        raise UserError("Ange vart formuläret ska skrivas med -o FIL, eller be om --fields.")
    if arguments.fields:
        print(json.dumps(field_cells(form, period), ensure_ascii=False, indent=1))
    return 0


def _in_a_demo() -> bool:
    """A form from a demo is an example; without a data folder nobody has said what it is for."""
    house = _house()
    return house is not None and house.kind == "demo"


def _house() -> House | None:
    """The data folder, if there is one; a file can be checked without."""
    return open_house() if house_exists() else None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError(f"Filen {path} går inte att skriva ({error.strerror}).") from error


def _check(arguments: argparse.Namespace) -> int:
    checked = check_named(arguments)
    if arguments.list:
        _write(arguments.list, write_problem_list(checked.problems, fine=checked.fine))
    if arguments.marked:
        with forking_here():
            marked = mark_at_desk(_house(), read_bytes(arguments.file), arguments.file.name, checked)
        _write(arguments.marked, marked)
    if arguments.propose_mapping:
        write_proposal(arguments.propose_mapping, checked.mapping)
    if arguments.json:
        print(json.dumps(to_json(checked), ensure_ascii=False, indent=1))
    else:
        print_answer(checked)
    return 1 if checked.outcome == "rejected" else 0


def check_named(arguments: argparse.Namespace, county: str | None = None) -> CheckedFile:
    """Check the file that the command line names.

    Raises:
        UserError: there is no such file, or an area, period or choice that does not exist.
    """
    as_area = area_code(arguments.as_area) if arguments.as_area else None
    mapping = read_mapping(arguments.mapping) if arguments.mapping else None
    with forking_here():
        checked = check_at_desk(
            _house(),
            read_bytes(arguments.file),
            arguments.file.name,
            as_area=as_area,
            county=county,
            period=named_period(arguments.period),
            choices=dict(map(_choice, arguments.choice)),
            codebook=read_bytes(arguments.codebook) if arguments.codebook else None,
            mappings=(mapping,) if mapping else (),
        )
    if mapping is not None:
        require_used(mapping, checked.mapping)
    return checked


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that a person has named."""
    if not path.exists():
        raise UserError(f"Filen {path} finns inte.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"Filen {path} går inte att läsa ({error.strerror}).") from error


def named_period(text: str | None) -> Period | None:
    """The period on the command line, if there is one."""
    return parse_period(text) if text else None


def area_code(text: str, form: Form | None = None) -> str:
    """The code of who a person means: a municipality, or one of those who answer a form.

    Raises:
        UserError: there is none of that name.
    """
    areas, levels = load_areas(), form.levels if form else ("municipality",)
    area = areas.find_at(text, levels) or (None if form else areas.find_at(text, ("county", "sub_area")))
    if area is None:
        near = areas.nearest(text)
        meant = f" Menar du {near}?" if near and areas.find_at(near, levels) else ""
        called = " eller ".join(_CALLED[level] for level in levels)
        raise UserError(f"Det finns ingen {called} ”{text}”.{meant}")
    return area.code


def _choice(text: str) -> tuple[str, str]:
    row, _, area = text.partition("=")
    if not row.strip().isdigit() or not area.strip():
        raise UserError(f"”{text}” är inget val. Skriv radens nummer och kommunen, till exempel 5=2513.")
    return row.strip(), area_code(area)


def print_answer(checked: CheckedFile) -> None:
    """The answer for a person to read: the outcome, what was fine, then every problem."""
    errors = [each for each in checked.problems if each.severity == "error"]
    warnings = [each for each in checked.problems if each.severity == "warning"]
    print(_OUTCOMES[checked.outcome])
    for each in checked.submissions:
        print(f"{load_areas().get(each.area).answers_as}, {parse_period(each.period).label}")
    if checked.fine:
        print(checked.fine)
    for heading, problems in (("att rätta", errors), ("att bekräfta", warnings)):
        if problems:
            print(f"\n{len(problems)} {'sak' if len(problems) == 1 else 'saker'} {heading}")
        for fault in problems:
            print(_described(fault))
    for row, areas in checked.open_rows.items():
        print(f"  --choice {row}={' eller '.join(areas)}")


def _described(each: Problem) -> str:
    """The place on a line of its own, then what is wrong and how to mend it."""
    place = " ".join(part for part in (each.sheet, ", ".join(each.cells)) if part)
    head = "  ".join(part for part in (place, each.label) if part) or "Hela filen"
    words = textwrap.fill(sentences(each), _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"\n  {head}\n{words}"
