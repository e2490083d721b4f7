"""The entry script: finds what is published and runs the page that the address names."""

# Imported before the first session: two sessions importing the same module at once can meet it half made.
import altair  # noqa: F401
import numpy  # noqa: F401
import pandas  # noqa: F401
import pyarrow  # noqa: F401

# isort: split
from pathlib import Path

import streamlit as st

from dashboard import components, county_choice, queries

_PAGES = Path(__file__).parent / "app_pages"


def _page(file: str, title: str, address: str, *, first: bool = False) -> st.Page:
    return st.Page(_PAGES / f"{file}.py", title=title, url_path=address, default=first)


# The order of the menu. A new page is a file in app_pages/ and a line here.
PAGES = {
    "Länets bild": [
        _page("laget_i_lanet", "Läget i länet", "laget-i-lanet", first=True),
        _page("effektmal", "Effektmål", "effektmal"),
        _page("region_och_kommuner", "Region och kommuner", "region-och-kommuner"),
    ],
    "Behov, insatser, utfall": [
        _page("diagnoser_och_samsjuklighet", "Diagnoser och samsjuklighet", "diagnoser-och-samsjuklighet"),
        _page("insatskarta", "Insatskarta", "insatskarta"),
        _page("insatser_och_metoder", "Insatser och metoder", "insatser-och-metoder"),
        _page("asi", "ASI", "asi"),
        _page("vardkedjan", "Vårdkedjan", "vardkedjan"),
        _page("brukarnas_rost", "Brukarnas röst", "brukarnas-rost"),
        _page("samverkan_och_omstallning", "Samverkan och omställning", "samverkan-och-omstallning"),
    ],
    "Kommunenkäten": [
        _page("jamfor_kommuner", "Jämför kommuner", "jamfor-kommuner"),
        _page("alla_matt", "Alla mått", "alla-matt"),
        _page("over_tid", "Över tid", "over-tid"),
        _page("min_kommun", "Min kommun", "min-kommun"),
    ],
    "Om talen": [
        _page("metod", "Metod", "metod"),
        _page("om_siffrorna", "Om siffrorna", "om-siffrorna"),
    ],
    "Uppgifterna in": [
        _page("lamna_uppgifter", "Lämna uppgifter", "lamna-uppgifter"),
        _page("inlamningar", "Inlämningar", "inlamningar"),
        _page("insamling", "Insamling", "insamling"),
        _page("analytikerns_bord", "Analytikerns bord", "analytikerns-bord"),
    ],
}

st.set_page_config(page_title="Samsyn", page_icon=str(components.CONTENT / "samsyn.png"), layout="wide")
st.logo(str(components.CONTENT / "samsyn_logo.png"), size="large")

page = st.navigation(PAGES, expanded=True)
if path := queries.served():
    of_county = county_choice.ask(path, sends=page in PAGES["Uppgifterna in"])
    components.example_banner(queries.build(county_choice.current(path)))
    components.note(of_county)
page.run()
