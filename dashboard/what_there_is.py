"""What there is of the county that is looked at, with the way to it: for a page that has nothing to show of it."""

from __future__ import annotations

from dashboard import components, diagnoses, queries
from dashboard.records import AnsweredForm
from dashboard.swedish import listing, out_of, short_title

# The page where the answers to a form are shown first.
_PAGES = {
    "kommunenkat": ("laget_i_lanet", "Läget i länet"),
    "diagnoser": ("diagnoser_och_samsjuklighet", "Diagnoser och samsjuklighet"),
    "diagnoser_kommun": ("region_och_kommuner", "Region och kommuner"),
    "asi": ("asi", "ASI"),
    "vardkedja": ("vardkedjan", "Vårdkedjan"),
    "insatsinventering": ("insatskarta", "Insatskarta"),
    "brukarenkat": ("brukarnas_rost", "Brukarnas röst"),
    "medarbetarenkat": ("brukarnas_rost", "Brukarnas röst"),
    "pilot": ("samverkan_och_omstallning", "Samverkan och omställning"),
}
_OTHERWISE = ("effektmal", "Effektmål")
_SURVEY = "Kommunenkäten är inte besvarad i {county}."
_OPEN_ONE = "Öppna en insamling först."


def instead_of_survey(path: str) -> None:
    """What stands on a page of the municipal survey where nobody in the county has been asked it."""
    about = queries.build(path)
    components.nothing_here(_SURVEY.format(county=about.county_name), _OPEN_ONE if about.own else "")
    show(path)


def show(path: str) -> None:
    """A line for each thing that there is, each leading to its page; nothing where there is nothing."""
    about, found = queries.build(path), ways(path)
    if not found:
        return
    components.section(f"Det här finns för {about.county_name}", "finns")
    components.links(found, {})


def page_of(form: str) -> tuple[str, str]:
    """The page where the answers to a form are shown first, and what it is called."""
    return _PAGES.get(form, _OTHERWISE)


def ways(path: str) -> list[tuple[str, str]]:
    """Page and what is to be seen on it."""
    found = [
        (page_of(each.form)[0], f"{short_title(each.title)}, {each.label}: {_answered(each)}")
        for each in queries.answered_forms(path)
    ]
    if queries.build(path).county in diagnoses.counties(path):
        found.append(("diagnoser_och_samsjuklighet", "Patienter med F10–F19, enligt Socialstyrelsen"))
    if printed := [f"”{short_title(str(each['title']))}”" for each in queries.printed_sources(path)]:
        found.append(("om_siffrorna", f"Tryckta tal ur {listing(printed)}"))
    return found


def _answered(each: AnsweredForm) -> str:
    """Who has answered: 8 av 10 kommuner, and the region or parts of the county."""
    who = [out_of(each.answered, each.asked)] if "municipality" in each.levels else []
    who += ["länsdelar"] if "sub_area" in each.levels else []
    who += ["regionen"] if "county" in each.levels else []
    return f"svar från {listing(who)}"
