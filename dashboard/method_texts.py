"""What the method page says: the texts of content/metod/, in their order, and what the simulations measured.

A text is a heading and a few parts, each under a label. A line is a paragraph, and ``> `` begins a formula. The
marks are ``**bold**``, ``*title*``, `` `file` ``, ``[link](address)``, ``<sub>`` and ``<sup>``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from dashboard.sentence_texts import say
from dashboard.swedish import number, percent

FOLDER = Path(__file__).parent / "content" / "metod"

# The order of the page: its parts, and in each the statistics and rules by the names of their files.
PARTS = {
    "Tal och spelrum": (
        "andel", "antal_per_invanare", "medelvarde", "aldersstandardiserat", "sma_tal", "inget_spelrum",
    ),
    "En kommun bredvid andra": ("jamforelse", "tva_nivaer", "minsta_synliga", "praktisk_skillnad"),
    "Över tid": ("forandring", "brott", "trend"),
    "Många kommuner": ("plats", "tratt", "kvantiler"),
    "Vem talen gäller": ("tackning", "under_och_over"),
    "Mål": ("mal",),
    "Utfallens ord och tecken": ("ord",),
}  # fmt: skip
LABELS = {
    "Säger": "Vad det säger",
    "Varför så": "Varför så",
    "Räknas": "Så räknas det",
    "Gränser": "Gränser",
    "Källa": "Källa",
}
# Where what was measured stands.
MEASURED_UNDER = {
    "false_verdict_rate": "jamforelse",
    "false_verdict_rate_rest": "jamforelse",
    "false_verdict_rate_998": "tva_nivaer",
    "false_verdict_rate_rest_998": "tva_nivaer",
    "false_flags_in_a_county": "tva_nivaer",
    "power_at_smallest_visible": "minsta_synliga",
    "equivalence_error": "praktisk_skillnad",
    "false_change_rate": "forandring",
    "false_trend_rate": "trend",
    "rank_coverage": "plats",
    "false_goal_rate": "mal",
    "false_goal_rate_at_the_goal": "mal",
}


@dataclass(frozen=True)
class Method:
    """One statistic or rule; ``parts`` are label and HTML."""

    id: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        return self.id.replace("_", "-")


def anchor_of(part: str) -> str:
    """vem-talen-galler"""
    return re.sub(r"[^a-z]+", "-", part.lower().translate(str.maketrans("åäö", "aao")))


@cache
def method(name: str) -> Method:
    """One text, read and marked up."""
    heading, *parts = re.split(r"^## ", (FOLDER / f"{name}.md").read_text(encoding="utf-8"), flags=re.M)
    labelled = [part.split("\n", 1) for part in parts]
    marked = ((at, html(text)) for at, text in labelled)
    # The titles of what is cited are English, and are to be read aloud as such.
    spoken = ((LABELS[at], part.replace("<em>", '<em lang="en">') if at == "Källa" else part) for at, part in marked)
    return Method(name, heading.strip().removeprefix("# "), tuple(spoken))


def html(text: str) -> str:
    """Paragraphs and formulas of our own texts as HTML; what is not a mark is shown as it is."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "".join(
        f'<p class="samsyn-formula">{_inline(line[2:])}</p>' if line.startswith("> ") else f"<p>{_inline(line)}</p>"
        for line in lines
    )


def _inline(line: str) -> str:
    marked = re.sub(r"&lt;(/?su[bp])&gt;", r"<\1>", escape(line, quote=False))
    marked = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", marked)
    marked = re.sub(r"(?<!\w)\*(\w[^*]*)\*", r"<em>\1</em>", marked)
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", marked)
    return re.sub(r"\[([^]]+)\]\((https://[^)\s]+)\)", r'<a href="\2">\1</a>', marked)


@cache
def measured() -> dict[str, tuple[str, ...]]:
    """What the simulations found, in sentences, by the statistic they are about; empty before any were run."""
    file = FOLDER / "simulations.toml"
    found: dict[str, tuple[str, ...]] = {}
    for name, result in (tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}).items():
        under = MEASURED_UNDER[name]
        found[under] = (*found.get(under, ()), measured_sentence(name, **result))
    return found


def measured_sentence(name: str, *, claimed: float, claims: str, found: float, worst: float, runs: int) -> str:
    """One simulation: what was promised and what came out."""
    share, hardest = _percent(found), _percent(worst)
    return say(
        "measured" if worst != found else "measured_alone",
        what=say(f"measured_{name}"),
        found=share,
        runs=number(runs),
        worst=hardest,
        claim=say(f"measured_{claims}", share=_percent(claimed)),
    )


def _percent(share: float) -> str:
    """4,6 %, 0,21 %, 5 %: two decimals near 0 and 100, none that is nought."""
    written = percent(share, 2 if share < 0.01 or share > 0.99 else 1)
    return re.sub(r",0+(?=\D)|(?<=,\d)0(?=\D)", "", written)
