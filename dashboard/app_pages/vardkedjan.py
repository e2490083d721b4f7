"""Vårdkedjan: the chain's parts in their order, half-year by half-year, and the region's own answer beside."""

from __future__ import annotations

from dashboard import (
    chain,
    chain_words,
    change_tables,
    components,
    form_charts,
    form_comparison,
    form_page,
    form_tables,
    queries,
)
from dashboard.address import Choices
from dashboard.chain import FORM, Part
from dashboard.form_page import FormPage

PAGE = "vardkedjan"


def page() -> None:
    path = components.published()
    components.title("Vårdkedjan", f"{queries.build(path).county_name}. {chain_words.BELOW_TITLE}")
    if not form_page.periods_with_answers(path, FORM):
        form_page.nothing(path, FORM, chain_words.ABOUT)
        components.say(chain_words.bris(path))
        return
    choices = Choices(PAGE)
    shown = form_page.choose(path, FORM, choices)
    changed = shown.changed(*chain.INDICATORS)
    earlier = change_tables.earlier(changed, shown.periods)
    components.lead(*chain_words.finding(shown))
    components.say(chain_words.changes(changed, earlier.label) if earlier else chain_words.NOTHING_BEFORE)
    components.keyfigures(chain_words.key_figures(shown))
    components.note(*form_page.who_answered(shown), chain_words.HALF_YEARS)
    for part in chain.PARTS:
        _part(shown, part)
    _municipalities(shown, choices)
    _region(shown)
    components.links([("effektmal", "Effektmålen som måtten följer"), ("om_siffrorna", "Om siffrorna")], {})


def _part(shown: FormPage, part: Part) -> None:
    components.section(part.title, part.id)
    components.say(part.why)
    counts, shares = form_charts.counts(shown, part.counted), form_charts.shares(shown, part.shares)
    if counts:
        components.chart(*counts, f"antal_{part.id}", form_charts.COUNTS_ALT)
        components.note(form_charts.COUNTS_KEY)
    if shares:
        components.chart(*shares, f"andelar_{part.id}", form_charts.SHARES_ALT)
        components.note(form_charts.SHARES_KEY)
    table = form_tables.measures(shown, part.indicators, f"{part.title}, {shown.period.label}")
    notes = chain_words.beside(shown.path, part)
    components.noted(notes, table)
    about = shown.about(table.caption, shown.period.label, chain_words.HALF_YEARS, *notes)
    components.save(f"vardkedjan-{part.id}", about, table=table, chart=counts or shares)
    form_comparison.show_changes(shown, part.indicators, f"andring_{part.id}")


def _municipalities(shown: FormPage, choices: Choices) -> None:
    components.section("Kommunerna bredvid varandra", "kommuner")
    form_comparison.ask_and_show(shown, choices, chain.INDICATORS, "vardkedjan-kommuner", "sip_per_10000")
    table = form_tables.by_municipality(shown, chain.ITEMS, f"Kommunernas svar, {shown.period.label}")
    components.folded("Visa alla svar, kommun för kommun", "svar", table, [chain_words.TICKS])
    components.save("vardkedjan-svar", shown.about(table.caption, shown.period.label, chain_words.TICKS), table=table)


def _region(shown: FormPage) -> None:
    components.section("Regionens eget svar", "regionen")
    caption = f"Kommunerna och regionen var för sig, {shown.period.label}"
    table = form_tables.beside_the_region(shown, chain.ITEMS, caption)
    if table is None:
        components.nothing_here(f"Regionen har inte svarat för {shown.period.label}.", chain_words.NOT_ADDED)
        return
    components.say(chain_words.NOT_ADDED, chain_words.NOT_COMPARED)
    about = shown.about(caption, shown.period.label, chain_words.NOT_ADDED, chain_words.NOT_COMPARED)
    components.table(table, "vardkedjan-regionen", about, above=[chain_words.TICKS])
    caption = "Regionens eget svar, halvår för halvår"
    over_time = form_tables.of_the_region(shown, chain.ITEMS, tuple(reversed(shown.periods)), caption)
    components.folded("Visa regionens svar halvår för halvår", "regionen", over_time, [chain_words.NOT_COMPARED])


page()
