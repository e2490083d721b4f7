"""How Samsyn looks: colours, the charts' Vega configuration and the pages' style sheet.

The server links the style sheet into every page, so a page never sends styles of its own. A chart takes
`vega_config()` as its `config` and is shown with `theme=None`, so that Streamlit lays nothing of its own on top.
With Altair, importing this module is enough: the configuration is registered and switched on once.

Classes for `st.html`. A name after a dot is written on the same element.

`samsyn-table`       container of one table; scrolls by itself on a phone. Write
                     `<div class="samsyn-table" role="region" tabindex="0" aria-label="...">`. Inside: `<caption>`,
                     `<th scope="col">`, `<th scope="row">`, `td.num` for numbers (and `th.num` above them),
                     `td.missing` for words in place of a number, `tr.total` for a sum, `tr.own` for the chosen row.
`samsyn-example`     the strip that says that the figures are an example
`samsyn-keyfigures`  the row that holds key figures
`samsyn-keyfigure`   one key figure; inside it `.label`, `.value`, `.basis` (what it rests on)
`samsyn-stairs`      an `<ol>` of steps to rise by; inside each `.label`, `.name`, `.value`, `.basis`
`samsyn-lead`        what the page found, in a sentence or two at its top
`samsyn-facts`       a `<dl>` of labels and texts
`samsyn-chip`        a short state: `.better`, `.worse`, `.undecided`, `.missing`, `.info`; always with words in it
`samsyn-verdict`     a verdict of the snapshot, named as there: its symbol and word, and its colour
`samsyn-method`      beside `samsyn-facts`: how one statistic is made
`samsyn-formula`     inside `samsyn-method`: its formula
`samsyn-legend`      a `<dl>` of the verdicts on a page and what each means
`samsyn-judged`      a `<dl>` of what was judged, its verdict beside it, and the sentence that says how far that goes
`samsyn-matter`      one thing that matters in a sentence; inside it `.basis`, what it rests on
`samsyn-story`       an `<ol>` of the four steps from need to outcome; inside: `.name`, `.question`, a `<dl>` of figures
                     (`.value`, `.basis`) and `.unknown`
`samsyn-goals`       holds the goals of one bullet; each is a `samsyn-goal` with `.head` (`.name`, `.example`), a line
                     (`samsyn-track`, with `.chance` and `.mark`: `.was`, `.now`, `.aim`), its words (`samsyn-marks`)
`samsyn-note`        quieter text under a chart or a table: source, coverage, caveats
`samsyn-problem`     one problem in a sent file: `.error` or `.warning`; inside it `.where` and `.mend`
`samsyn-message`     what must be seen: `.error`, `.warning`, `.done` or `.info`
`samsyn-plain`       beside `samsyn-facts`: flush with the text around it
`samsyn-waiting`     beside `samsyn-facts`: what waits for the reader
`samsyn-fault`       one fault at its question in the web form: `.error` or `.warning`
`samsyn-beside`      what stands beside a field of the web form: the unit, the period before
`samsyn-anchor`      where a link within the page leads
`samsyn-sign`        one letter in a shape, for who gives an intervention: `.municipality`, `.region`, `.both`,
                     `.bought`, `.none`, `.silent`; the word stands beside it, `samsyn-hidden`
`samsyn-signs`       the `<ul>` of the signs on a page and what each means
`samsyn-hidden`      read aloud, not shown
`samsyn-noprint`     shown, not printed
`samsyn-newpage`     starts a new sheet of paper
"""

import copy
from dataclasses import dataclass
from typing import Any, cast

import altair as alt

from dashboard import activity_style, goal_style, sidebar_style, web_form_style

INK = "#1F2933"
INK_QUIET = "#4A5560"
AXIS = "#333333"
LINE = "#D5DAE0"
PAPER = "#FFFFFF"
PAPER_QUIET = "#F4F6F7"

ACCENT = "#00586B"
# Ordered so that neighbours differ in lightness as well as in hue: they stay apart in grey print and for
# colour-blind eyes, and each has at least 3:1 against white. More than five series need another chart.
CATEGORIES = [ACCENT, "#C8731F", "#221A44", "#8A4F9E", "#8A8F98"]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
GREYS = ["#1F2933", "#4A5560", "#6B7280", "#8A8F98", "#D5DAE0"]
SEQUENCE = ["#E3EFF1", "#A9CDD4", "#6AA5B0", "#2F7D8C", "#00586B", "#003743"]
DIVERGING = ["#9B3A1E", "#C98B76", "#EBE7E4", "#7FA8CC", "#0B5FA5"]

BETTER = "#0B5FA5"
WORSE = "#9B3A1E"
UNDECIDED = "#F2C14E"
UNDECIDED_EDGE = "#7A5A00"
MISSING = "#6B7280"
# Vega-Lite has no hatching: a missing value is drawn as an outline in dashes, and said in words.
MISSING_MARK: dict[str, Any] = {"filled": False, "stroke": MISSING, "strokeDash": [2, 2], "strokeWidth": 1.5}

# Two wavy strokes, as the sign ≈, in Vega's square of -1 to 1.
_WAVES = "".join(
    f"M-1,{y}C-0.6,{y - 0.55},-0.3,{y - 0.55},0,{y - 0.15}S0.6,{y + 0.25},1,{y - 0.3}"
    f"L1,{y + 0.1}C0.6,{y + 0.65},0.3,{y + 0.65},0,{y + 0.25}S-0.6,{y - 0.15},-1,{y + 0.4}Z"
    for y in (-0.5, 0.4)
)


@dataclass(frozen=True)
class Look:
    """How a mark or a field of one verdict looks. The sign beside it, and its word: sentences.py."""

    edge: str
    fill: str
    shape: str
    field: str


# Where two share a shape, one is filled with its edge's colour and the other is pale: up and down are seen without
# colour. The edges keep 3:1 to the paper and stay apart for colour-blind eyes. A mark on uncertain ground loses its
# fill and keeps its edge.
VERDICTS = {
    "better": Look(BETTER, BETTER, "triangle-up", "#CFE1F3"),
    "worse": Look(WORSE, WORSE, "triangle-down", "#F2D3C8"),
    "higher": Look(INK, "#B9C0C8", "triangle-up", "#DFE3E7"),
    "lower": Look(INK, "#B9C0C8", "triangle-down", "#DFE3E7"),
    "no_practical_difference": Look(INK_QUIET, INK_QUIET, _WAVES, "#F0F2F4"),
    "cannot_tell": Look("#A87400", UNDECIDED, "circle", "#FCF7E8"),
    "not_compared": Look(MISSING, "#B9C0C8", "square", PAPER),
}
# A measure that is compared with nothing.
UNJUDGED = Look(ACCENT, ACCENT, "circle", "#E3EFF1")

# Streamlit serves Source Sans itself. A name with a digit ("Source Sans 3") would need quotation marks, without which
# the browser drops the whole list and Vega measures its labels in another font than it draws.
FONT = "Source Sans, Arial, Liberation Sans, sans-serif"

SWEDISH_LOCALE: dict[str, Any] = {
    "number": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", "\u00a0kr"],
        "percent": "\u00a0%",
        "minus": "\u2212",
    },
    "time": {
        "dateTime": "%A %-d %B %Y kl. %H:%M",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["fm", "em"],
        "days": ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
        "shortDays": ["sön", "mån", "tis", "ons", "tor", "fre", "lör"],
        "months": [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        "shortMonths": [
            "jan",
            "feb",
            "mars",
            "apr",
            "maj",
            "juni",
            "juli",
            "aug",
            "sep",
            "okt",
            "nov",
            "dec",
        ],
    },
}

_VEGA_CONFIG: dict[str, Any] = {
    "background": PAPER,
    "font": FONT,
    "locale": SWEDISH_LOCALE,
    "padding": {"left": 4, "right": 8, "top": 4, "bottom": 4},
    "view": {"stroke": None, "continuousWidth": 640, "continuousHeight": 320},
    "title": {
        "anchor": "start",
        "color": INK,
        "font": FONT,
        "fontSize": 16,
        "fontWeight": 600,
        "subtitleColor": INK_QUIET,
        "subtitleFont": FONT,
        "subtitleFontSize": 13,
        "subtitlePadding": 4,
        "offset": 12,
    },
    "axis": {
        "labelColor": AXIS,
        "titleColor": AXIS,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelLimit": 260,
        "titlePadding": 10,
        "domainColor": GREYS[3],
        "tickColor": GREYS[3],
        "gridColor": "#E6E9EC",
    },
    "axisQuantitative": {"tickCount": 6},
    "axisBand": {"grid": False, "ticks": False, "domain": False},
    "header": {"labelColor": AXIS, "titleColor": AXIS, "labelFontSize": 13, "labelFontWeight": 600},
    "legend": {
        "labelColor": AXIS,
        "titleColor": AXIS,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelLimit": 300,
        "symbolSize": 110,
        "orient": "top",
    },
    "range": {
        "category": CATEGORIES,
        "ordinal": SEQUENCE,
        "heatmap": SEQUENCE,
        "ramp": SEQUENCE,
        "diverging": DIVERGING,
        "symbol": SHAPES,
    },
    "mark": {"color": ACCENT},
    "bar": {"color": ACCENT},
    "point": {"filled": True, "size": 110, "opacity": 1},
    "circle": {"size": 110, "opacity": 1},
    "line": {"strokeWidth": 2.5, "point": {"size": 70, "filled": True}},
    "rule": {"color": GREYS[2]},
    "rect": {"color": ACCENT},
    "geoshape": {"stroke": PAPER, "strokeWidth": 0.8},
    "text": {"color": INK, "font": FONT, "fontSize": 13},
}


def vega_config() -> dict[str, Any]:
    """The `config` of a Vega-Lite specification, free for the caller to add to."""
    return copy.deepcopy(_VEGA_CONFIG)


@alt.theme.register("samsyn", enable=True)
def _altair_theme() -> alt.theme.ThemeConfig:
    return cast("alt.theme.ThemeConfig", {"config": vega_config()})


def css() -> str:
    """The style sheet of every page."""
    parts = activity_style.CSS + goal_style.CSS + _TABLE + sidebar_style.CSS + web_form_style.CSS
    return _VARIABLES + _PAGE + _PARTS + parts + _PHONE + _PRINT


_VARIABLES = f"""
:root {{
  --ink: {INK}; --ink-quiet: {INK_QUIET}; --line: {LINE}; --paper: {PAPER}; --paper-quiet: {PAPER_QUIET};
  --accent: {ACCENT}; --better: {BETTER}; --worse: {WORSE};
  --undecided: {UNDECIDED}; --undecided-edge: {UNDECIDED_EDGE}; --missing: {MISSING};
}}
"""

# Two attribute selectors outweigh the single class that Streamlit's generated styles hang on.
_PAGE = """
[data-testid="stMain"] [data-testid="stMainBlockContainer"] {
  max-width: 1100px; padding: 4.5rem 2rem 4rem; margin-inline: auto;
}
[data-testid="stMain"] [data-testid="stHeadingWithActionElements"] h1 {
  font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; padding: 0.5rem 0 0.25rem;
}
[data-testid="stMain"] [data-testid="stHeadingWithActionElements"] h2 {
  font-size: 1.4rem; line-height: 1.3; padding: 1.5rem 0 0.25rem;
}
[data-testid="stMain"] [data-testid="stHeadingWithActionElements"] h3 {
  font-size: 1.15rem; line-height: 1.3; padding: 0.75rem 0 0.25rem;
}
[data-testid="stMain"] p, [data-testid="stMain"] li { max-width: 72ch; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"] a { text-decoration: underline; }
[data-testid="stDecoration"] { display: none; }
:where(a, button, input, select, textarea, summary, [tabindex="0"]):focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px;
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
}
"""

_PARTS = """
.samsyn-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.samsyn-example {
  border: 1px solid var(--undecided-edge); border-left-width: 8px; background: #FFF8E1; color: var(--ink);
  padding: 0.5rem 0.9rem; border-radius: 4px; font-size: 0.95rem;
}
.samsyn-example strong { color: var(--undecided-edge); margin-right: 0.4rem; }
/* Streamlit fades the label of a closed fold until it is too pale to read for some. */
[data-testid="stExpander"] summary { opacity: 1; }
[data-testid="stExpander"] summary p { color: var(--ink-quiet); }
.samsyn-keyfigures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 1rem; }
.samsyn-keyfigure { border-top: 4px solid var(--accent); background: var(--paper-quiet); padding: 0.75rem 1rem; }
.samsyn-keyfigure .label { display: block; font-size: 0.95rem; color: var(--ink); }
.samsyn-keyfigure .value {
  display: block; font-size: 2.1rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums;
  color: var(--ink);
}
.samsyn-keyfigure .basis { display: block; font-size: 0.88rem; color: var(--ink-quiet); }
.samsyn-lead { font-size: 1.15rem; line-height: 1.5; max-width: 68ch; color: var(--ink); }
[class*="st-key-matter_"] { border-left: 4px solid var(--accent); padding: 0.1rem 0 0.1rem 1rem; }
[data-testid="stMain"] .samsyn-matter { padding: 0; }
[data-testid="stMain"] .samsyn-matter p { margin: 0; font-size: 1.1rem; line-height: 1.45; max-width: 68ch; }
[data-testid="stMain"] .samsyn-matter .basis { font-size: 0.88rem; color: var(--ink-quiet); margin-top: 0.2rem; }
.samsyn-facts { display: grid; grid-template-columns: minmax(10rem, max-content) 1fr; gap: 0.35rem 1.5rem; margin: 0; }
.samsyn-facts dt { font-weight: 600; color: var(--ink); }
.samsyn-facts dd { margin: 0; max-width: 68ch; min-width: 0; overflow-wrap: anywhere; color: var(--ink); }
[data-testid="stMain"] .samsyn-method { padding: 0; margin-bottom: 1rem; }
[data-testid="stMain"] .samsyn-method p { margin: 0 0 0.3rem; }
[data-testid="stMain"] .samsyn-method .samsyn-formula {
  margin: 0.2rem 0 0.5rem; padding: 0.2rem 0.75rem; border-left: 3px solid var(--accent);
  background: var(--paper-quiet); overflow-wrap: anywhere;
}
.samsyn-chip {
  display: inline-block; padding: 0.05rem 0.6rem; border-radius: 999px; border: 1.5px solid currentColor;
  font-size: 0.88rem; font-weight: 600; white-space: nowrap; background: var(--paper); color: var(--ink-quiet);
}
.samsyn-chip.better { color: var(--better); }
.samsyn-chip.worse { color: var(--worse); }
.samsyn-chip.undecided { color: var(--ink); background: var(--undecided); border-color: var(--undecided-edge); }
.samsyn-chip.info { color: var(--accent); }
.samsyn-chip.missing {
  color: var(--ink-quiet); border-style: dashed; border-color: var(--missing);
  background: repeating-linear-gradient(135deg, #FFF 0 5px, #EEF0F2 5px 8px);
}
.samsyn-verdict {
  display: inline-block; padding: 0 0.5rem; border-radius: 4px; border: 1.5px solid currentColor;
  font-size: 0.9rem; font-weight: 600; white-space: nowrap; color: var(--ink);
}
.samsyn-verdict.better { color: var(--better); }
.samsyn-verdict.worse { color: var(--worse); }
.samsyn-verdict.no_practical_difference { color: var(--ink-quiet); }
.samsyn-verdict.cannot_tell { border-color: var(--undecided-edge); font-weight: 400; }
.samsyn-verdict.not_compared { border-color: transparent; color: var(--ink-quiet); font-weight: 400; }
.samsyn-verdict.cannot_tell::first-letter { color: #A87400; }
[data-testid="stMain"] .samsyn-legend {
  display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 0.9rem; margin: 0 0 0.6rem; padding: 0;
}
.samsyn-legend dt, .samsyn-legend dd { margin: 0; font-size: 0.9rem; color: var(--ink-quiet); }
[data-testid="stMain"] .samsyn-judged { margin: 0; padding: 0; }
.samsyn-judged dt { font-weight: 600; color: var(--ink); margin-top: 0.9rem; }
.samsyn-judged dt .samsyn-verdict { margin-left: 0.4rem; }
.samsyn-judged dd { margin: 0.15rem 0 0; max-width: 72ch; color: var(--ink); }
[class*="st-key-wide_"] { overflow-x: auto; }
.samsyn-note { font-size: 0.9rem; line-height: 1.45; color: var(--ink-quiet); max-width: 80ch; }
.samsyn-note p { font-size: inherit; margin: 0 0 0.3rem; }
.samsyn-problem {
  border: 1px solid var(--line); border-left: 6px solid var(--worse); padding: 0.6rem 0.9rem; margin: 0 0 0.6rem;
  border-radius: 4px; background: var(--paper);
}
.samsyn-problem.warning { border-left-color: var(--undecided-edge); }
.samsyn-problem .where { display: block; font-weight: 650; font-variant-numeric: tabular-nums; }
.samsyn-problem .mend { display: block; color: var(--ink-quiet); }
[data-testid="stMain"] .samsyn-problem dl {
  display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 0.9rem; margin: 0.3rem 0 0; padding: 0;
}
.samsyn-problem dt { color: var(--ink-quiet); }
.samsyn-problem dd { margin: 0; max-width: 68ch; overflow-wrap: anywhere; }
[class*="st-key-tick_"] {
  border: 1px solid var(--line); border-left: 6px solid var(--undecided-edge); border-radius: 4px;
  padding: 0.6rem 0.9rem 0.8rem;
}
[class*="st-key-tick_"] .samsyn-problem { border: 0; padding: 0; margin: 0; }
.samsyn-message {
  border: 1px solid var(--line); border-left: 6px solid var(--accent); border-radius: 4px; padding: 0.6rem 0.9rem;
  background: var(--paper-quiet); color: var(--ink);
}
.samsyn-message p { margin: 0 0 0.2rem; overflow-wrap: anywhere; }
.samsyn-message a { color: var(--accent); }
.samsyn-message.error { border-left-color: var(--worse); background: #FBF1EE; }
.samsyn-message.warning { border-left-color: var(--undecided-edge); background: #FFF8E1; }
.samsyn-message.done { border-left-color: var(--better); background: #EDF4FB; }
[data-testid="stMain"] .samsyn-waiting {
  border-left: 6px solid var(--accent); background: var(--paper-quiet); padding: 0.7rem 1rem;
}
.samsyn-waiting dd { max-width: none; }
/* A link says the whole of what it leads to. */
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] :is([data-testid="stMarkdownContainer"], p),
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] > span:last-child { white-space: normal; overflow: visible; }
[data-testid="stMain"] .samsyn-plain { padding: 0; }
"""

_TABLE = """
.samsyn-table { overflow-x: auto; max-height: 80vh; overflow-y: auto; border-bottom: 1px solid var(--line); }
.samsyn-table table { border-collapse: collapse; width: 100%; font-size: 0.95rem; color: var(--ink); }
.samsyn-table caption {
  position: sticky; left: 0; max-width: min(100%, 88vw);
  text-align: left; font-weight: 600; padding: 0.3rem 0; caption-side: top; color: var(--ink); }
.samsyn-table th, .samsyn-table td {
  padding: 0.55rem 0.75rem; text-align: left; vertical-align: top; border: 0; border-bottom: 1px solid var(--line);
}
.samsyn-table thead th {
  position: sticky; top: 0; background: var(--paper); font-weight: 600; vertical-align: bottom; color: var(--ink);
  border-bottom: 2px solid var(--ink-quiet);
}
.samsyn-table a { color: var(--accent); }
.samsyn-table thead th.num { white-space: normal; }
.samsyn-table tbody th { font-weight: 400; color: var(--ink); }
.samsyn-table .num { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
.samsyn-table td.missing { text-align: right; color: var(--ink-quiet); font-style: italic; }
.samsyn-table tr.total th, .samsyn-table tr.total td { font-weight: 650; border-top: 2px solid var(--ink-quiet); }
.samsyn-table tr.theme th { font-weight: 650; padding-top: 1.1rem; border-bottom: 2px solid var(--ink-quiet); }
.samsyn-table tr.theme td { padding: 0; border-bottom: 2px solid var(--ink-quiet); }
.samsyn-table.words td.missing { text-align: left; }
.samsyn-table.grid table { width: auto; }
.samsyn-table.grid thead th + th {
  writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; white-space: nowrap; padding: 0.5rem 0.3rem;
  text-align: left;
}
.samsyn-table.grid td { padding: 0.3rem; text-align: center; min-width: 2.2rem; }
.samsyn-table.grid th:first-child { padding-left: 0; }
.samsyn-table.grid tbody th { padding: 0.3rem 0.75rem 0.3rem 0; min-width: 11rem; }
.samsyn-table.grid :is(tbody, thead) th:first-child { position: sticky; left: 0; background: var(--paper); z-index: 1; }
.samsyn-sign {
  display: inline-block; width: 1.7rem; height: 1.7rem; line-height: 1.5rem; text-align: center; font-weight: 650;
  font-size: 0.9rem; border: 1.5px solid var(--ink); color: var(--ink); background: var(--paper);
}
.samsyn-sign.municipality { background: var(--accent); border-color: var(--accent); color: #FFF; }
.samsyn-sign.region { background: #F0DCC4; border-color: #8A4B0F; border-radius: 50%; }
.samsyn-sign.both { background: #221A44; border-color: #221A44; color: #FFF; border-radius: 0.6rem 0; }
.samsyn-sign.bought { border-style: double; border-width: 4px; line-height: 1.15rem; border-color: var(--accent); }
.samsyn-sign.none { border-color: transparent; background: transparent; color: var(--ink-quiet); font-weight: 400; }
.samsyn-sign.silent { border: 1px dashed var(--missing); color: var(--ink-quiet); font-weight: 400; }
[data-testid="stMain"] .samsyn-signs {
  display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin: 0 0 0.6rem; padding: 0; list-style: none;
}
[data-testid="stMain"] .samsyn-signs li { margin: 0; font-size: 0.9rem; color: var(--ink-quiet); }
.samsyn-signs .samsyn-sign { margin-right: 0.3rem; }
.samsyn-table tr.own th, .samsyn-table tr.own td { background: #E3EFF1; font-weight: 650; }
"""

_PHONE = """
@media (max-width: 640px) {
  [data-testid="stMain"] [data-testid="stMainBlockContainer"] { padding: 4.5rem 1rem 3rem; }
  [data-testid="stMain"] [data-testid="stHeadingWithActionElements"] h1 { font-size: 1.6rem; }
  [data-testid="stMain"] { overflow-x: hidden; }
  .samsyn-table th, .samsyn-table td { padding: 0.5rem; }
  .samsyn-table:not(.grid) td:not(.num, .missing) { min-width: 8rem; }
  .samsyn-facts, [data-testid="stMain"] :is(.samsyn-problem dl, .samsyn-legend) {
    grid-template-columns: minmax(0, 1fr);
  }
  .samsyn-facts dd { margin-bottom: 0.5rem; }
}
"""

# Streamlit scrolls an inner box, which on paper would end after the first sheet.
_PRINT = """
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stElementToolbar"],
  [data-testid="stStatusWidget"], [data-testid="stFileUploader"], [data-testid="stDownloadButton"],
  [data-testid="stFormSubmitButton"], [class*="st-key-fold_spara"], details:not([open]), [data-testid="stPageLink"],
  [data-testid="stHeading"]:has(#mer), [class*="st-key-off_paper"], [data-testid="stButtonGroup"],
  [data-testid="stButton"], [data-testid="stExpandSidebarButton"], .vega-actions, .vega-embed details,
  .samsyn-noprint { display: none !important; }
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; display: block !important;
    background: #FFF !important;
  }
  [data-testid="stMain"] [data-testid="stMainBlockContainer"] { max-width: none; padding: 0; }
  .samsyn-table { overflow: visible; max-height: none; }
  .samsyn-table thead { display: table-header-group; break-after: avoid; }
  .samsyn-table tbody tr:nth-child(-n+2) { break-before: avoid; }
  .samsyn-table thead th { position: static; }
  .samsyn-table tr, .samsyn-keyfigure, .samsyn-matter, .samsyn-problem, [data-testid="stVegaLiteChart"] {
    break-inside: avoid;
  }
  .samsyn-keyfigure, .samsyn-chip, .samsyn-sign, .samsyn-example, .samsyn-table tr.own {
    print-color-adjust: exact;
  }
  h1, h2, h3 { break-after: avoid; }
  html:has(.samsyn-matter) { font-size: 12px; }
  html:has(.samsyn-matter) [data-testid="stVerticalBlock"] { gap: 0.7rem; }
  [data-testid="stMain"] :is(.samsyn-matter, .samsyn-matter .basis, [data-testid="stHtml"]) p { max-width: none; }
  .samsyn-keyfigures { grid-template-columns: repeat(3, 1fr); gap: 0.5rem; }
  .samsyn-keyfigure { padding: 0.4rem 0.6rem; }
  .samsyn-keyfigure .value { font-size: 1.4rem; }
  .samsyn-newpage { break-before: page; }
  a[href] { color: inherit; text-decoration: none; }
}
"""
