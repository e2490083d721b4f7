"""The parts that pages are put together of: title, banner, key figures, charts and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NoReturn

import polars as pl
import streamlit as st

from dashboard import county_choice, downloads, queries, sentences, sentences_goals, tables
from dashboard.charts import Rows, Spec
from dashboard.exports import EXAMPLE, Provenance
from dashboard.folds import fold
from dashboard.records import Build, Indicator
from dashboard.swedish import day, listing, short_title
from dashboard.tables import Table
from etl.house import House, open_house
from etl.problems import UserError

CONTENT = Path(__file__).parent / "content"
PAGES = Path(__file__).parent / "app_pages"


@dataclass(frozen=True)
class KeyFigure:
    """One figure and, in a line or more, what it rests on."""

    label: str
    value: str
    basis: str | Sequence[str]

    def lines(self) -> Sequence[str]:
        return [self.basis] if isinstance(self.basis, str) else self.basis


def text(name: str) -> str:
    """A text of ours from the folder content/."""
    return (CONTENT / f"{name}.md").read_text(encoding="utf-8")


def title(name: str, below: str = "") -> None:
    """The page's only first-level heading, with a quiet line under it."""
    st.title(name, anchor=False)
    if below:
        note(below)


def section(title: str, anchor: str = "") -> None:
    """A second-level heading of our own words, with a name to lead to it by if one is given."""
    st.header(title, anchor=anchor or False)


def example_banner(build: Build) -> None:
    """On every page of a demo, above everything else."""
    if build.example:
        printed = [f"”{short_title(str(source['title']))}”" for source in queries.printed_sources(build.path)]
        real = escape(f"det som anges som tryckt i {listing(printed) or 'en rapport'}")
        st.html(
            f'<div class="samsyn-example" role="note"><strong>{EXAMPLE}</strong> Det som kommuner och regioner har '
            f"lämnat är påhittat. Verkligt är {real}, och statistiken från Socialstyrelsen och SCB.</div>"
        )


def note(*sentences: str) -> None:
    """Quieter text: source, coverage, caveats. Never markup."""
    if quiet := _quiet(sentences):
        st.html(quiet)


def _quiet(sentences: Iterable[str]) -> str:
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    return f'<div class="samsyn-note">{paragraphs}</div>' if paragraphs else ""


def lead(*sentences: str) -> None:
    """What the page found, in the size of something to read aloud."""
    found = " ".join(sentence for sentence in sentences if sentence)
    st.html(f'<p class="samsyn-lead">{escape(found)}</p>')


def keyfigures(figures: Iterable[KeyFigure]) -> None:
    cards = "".join(
        f'<div class="samsyn-keyfigure"><span class="label">{escape(figure.label)}</span>'
        f'<span class="value">{escape(figure.value)}</span>'
        + "".join(f'<span class="basis">{escape(line)}</span>' for line in figure.lines() if line)
        + "</div>"
        for figure in figures
    )
    st.html(f'<div class="samsyn-keyfigures">{cards}</div>')


def bullets(sentences: Iterable[str]) -> None:
    """A list of sentences that hold data: escaped, so that nothing in them becomes markup."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    if items:
        st.html(f"<ul>{items}</ul>")


def matter(sentence: str, basis: Iterable[str]) -> None:
    """One thing that matters, and what it rests on in small print."""
    rests = " · ".join(part for part in basis if part)
    st.html(f'<div class="samsyn-matter"><p>{escape(sentence)}</p><p class="basis">{escape(rests)}</p></div>')


def facts(rows: Iterable[tuple[str, str]], style: str = "") -> None:
    """Label and text, line by line; ``style`` is a further class of the theme."""
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(fact)}</dd>" for label, fact in rows)
    st.html(f'<dl class="{escape(f"samsyn-facts {style}".strip())}">{lines}</dl>')


def judged(found: Iterable[tuple[str, str, str]]) -> None:
    """What was judged, one under the other: what, its verdict in the snapshot, and how far it goes in a sentence."""
    lines = "".join(
        f"<dt>{escape(what)} {_verdict(verdict)}</dt><dd>{escape(sentence)}</dd>" for what, verdict, sentence in found
    )
    if lines:
        st.html(f'<dl class="samsyn-judged">{lines}</dl>')


def judged_goals(found: Iterable[tuple[str, str, str]]) -> None:
    """The same for goals, which are reached or not: what is measured, the state of the goal, and how sure that is."""
    lines = "".join(
        f'<dt>{escape(what)} <span class="samsyn-verdict {sentences_goals.look(state)}">'
        f"{escape(sentences_goals.label(state))}</span></dt><dd>{escape(sentence)}</dd>"
        for what, state, sentence in found
    )
    if lines:
        st.html(f'<dl class="samsyn-judged">{lines}</dl>')


def _verdict(name: str) -> str:
    return f'<span class="samsyn-verdict {name}">{escape(sentences.verdict_label(name))}</span>'


def chips(words: Iterable[tuple[str, str]]) -> None:
    """Short states side by side: (kind, words)."""
    st.html(" ".join(f'<span class="samsyn-chip {kind}">{escape(said)}</span>' for kind, said in words))


def chart(spec: Spec, rows: Rows, name: str, alt: str) -> None:
    """A chart whose description stays the same, so that only its data travel to the browser.

    Args:
        spec: from charts.py or maps.py.
        rows: the data.
        name: keeps the charts of one page apart.
        alt: read aloud in place of the chart; the same for every choice, since another text redraws the chart.
    """
    data = pl.DataFrame(rows, infer_schema_length=None)
    if spec.get("width") == "container":
        st.vega_lite_chart(data, spec, theme=None, key=f"chart_{name}", alt=alt)
        return
    # Too wide for a phone: it keeps its width and scrolls by itself. The style sheet knows the container by its key.
    with st.container(key=f"wide_{name}"):
        st.vega_lite_chart(data, spec, theme=None, key=f"chart_{name}", alt=alt, width="content")


def save(name: str, about: Provenance, *, table: Table | None = None, chart: tuple[Spec, Rows] | None = None) -> None:
    downloads.offer(name, about, table=table, chart=chart)


def table(
    shown: Table,
    name: str,
    about: Provenance,
    chart: tuple[Spec, Rows] | None = None,
    above: Iterable[str] = (),
) -> None:
    """A table with what saves it and the chart over it; ``above`` is the small print between the two."""
    noted(above, shown)
    downloads.offer(name, about, table=shown, chart=chart)


# The browser cleans each piece of HTML before it is shown, which the reader waits for: where a choice is to be
# answered at once, what stands together is sent together.
def noted(notes: Iterable[str], shown: Table, *, verdicts: Iterable[str] = ()) -> None:
    """A table with the small print of the chart above it, and the key to the verdicts in both."""
    st.html(legend(verdicts) + _quiet(notes) + tables.to_html(shown))


def folded(label: str, name: str, shown: Table, notes: Iterable[str] = ()) -> None:
    """A table folded away until somebody asks."""
    with fold(label, name) as unfolded:
        if unfolded:
            noted(notes, shown)


def headed(heading: str, *sentences: str, lead: str = "", spoken: str = "") -> None:
    """A section's heading, what was found, and the sentences that say what is in it.

    Args:
        heading: of the section.
        sentences: in running text under the finding.
        lead: what was found, in larger type.
        spoken: read aloud and not shown: what the chart that follows shows just now.
    """
    st.html(f"<h2>{escape(heading)}</h2>{_found(sentences, lead, spoken)}")


def found(*sentences: str, lead: str = "", spoken: str = "") -> None:
    """The same under a heading that stands already."""
    if told := _found(sentences, lead, spoken):
        st.html(told)


def _found(sentences: Iterable[str], lead: str, spoken: str) -> str:
    finding = f'<p class="samsyn-lead">{escape(lead)}</p>' if lead else ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    heard = f'<p class="samsyn-hidden">{escape(spoken)}</p>' if spoken else ""
    return f"{finding}{said}{heard}"


def legend(verdicts: Iterable[str]) -> str:
    """What each sign means, for those that are on the page; to stand over a table with ``noted``."""
    lines = "".join(
        f"<dt>{_verdict(each.verdict)}</dt><dd>{escape(each.meaning)}</dd>" for each in sentences.legend(verdicts)
    )
    return f'<dl class="samsyn-legend">{lines}</dl>' if lines else ""


def published() -> str:
    """The snapshot to show, or in its place the words on what to do before there is one."""
    return county_choice.current(queries.served() or nothing_published())


def say(*sentences: str) -> None:
    """Running text that holds data: escaped, unlike st.markdown."""
    if said := "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence):
        st.html(said)


def links(pages: Iterable[tuple[str, str]], choices: dict[str, str]) -> None:
    """Links to other pages, with the choices made here."""
    for file, label in pages:
        address = choices | county_choice.in_address()
        st.page_link(PAGES / f"{file}.py", label=label, icon=":material/arrow_forward:", query_params=address)


def provenance(
    path: str,
    title: str,
    period: str,
    coverage: str,
    *notes: str,
    key: Iterable[str] = (),
    form: str = queries.FORM,
) -> Provenance:
    """What a saved picture or table of the form's answers says about itself."""
    build = queries.build(path)
    source = str(queries.sources(path)[form]["title"])
    return Provenance(
        title=title,
        area=build.county_name,
        period=period,
        coverage=coverage,
        source=source,
        build=f"{build.id} ({day(build.as_of)})",
        example=build.example,
        notes=tuple(sentence for sentence in notes if sentence),
        key=tuple(sentence for sentence in key if sentence),
    )


def house() -> House:
    """The data folder, or in its place the words on how to make one."""
    try:
        return open_house()
    except UserError:
        nothing_published()


def label(text: str) -> str:
    """Data for the label of a widget, which reads Markdown: a picture or a formula in it would be shown."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])", r"\\\1", text)


def message(kind: str, *sentences: str) -> None:
    """What the reader must see: ``error``, ``warning``, ``done`` or ``info``. Escaped, unlike st.error and its like."""
    role = "alert" if kind == "error" else "status"
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(f'<div class="samsyn-message {escape(kind)}" role="{role}">{said}</div>')


def verdict(outcome: str, said: str, fine: str = "") -> None:
    """How a sent file was met: what is to be done first, then what was right."""
    kinds = {"accepted": "info", "accepted_with_warnings": "undecided", "rejected": "worse"}
    names = {
        "accepted": "Filen är godkänd",
        "accepted_with_warnings": "Filen är godkänd med frågor",
        "rejected": "Filen behöver rättas",
    }
    chips([(kinds[outcome], names[outcome])])
    lead(said)
    note(str(fine) if fine else "")


def explanation(indicator: Indicator) -> None:
    """How a measure is made and what it cannot say, folded away until somebody asks."""
    with fold("Så räknas måttet, och vad du bör tänka på", "forklaring") as unfolded:
        if not unfolded:
            return
        say(indicator.how)
        bullets(indicator.caveats)
        st.page_link(
            PAGES / "om_siffrorna.py",
            label="Hela beskrivningen av måttet",
            icon=":material/arrow_forward:",
            query_params={"matt": indicator.id} | county_choice.in_address(),
        )


def nothing_published() -> NoReturn:
    """What stands in place of a page before the first publication."""
    title("Här finns inga uppgifter ännu")
    st.markdown(text("inget_publicerat"))
    st.stop()


def nothing_here(what: str, instead: str) -> None:
    """What stands in place of a chart when the choice has no figures."""
    st.info(f"{what} {instead}", icon=":material/info:")
