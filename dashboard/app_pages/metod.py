"""Metod: how every figure and every verdict is made, why so, when it does not hold, and an example of it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, method_examples, method_texts, sentences


def page() -> None:
    path = components.published()
    components.title("Metod")
    st.markdown(components.text("metod/inledning"))
    st.markdown(_contents())
    for part, names in method_texts.PARTS.items():
        # A part of one text is headed by itself.
        alone = method_texts.method(names[0]).anchor if len(names) == 1 else f"del-{method_texts.anchor_of(part)}"
        components.section(part, alone)
        for name in names:
            _method(path, name, headed=len(names) > 1)
    components.links([("om_siffrorna", "Om siffrorna: måtten, källorna och de kända felen")], {})


def _contents() -> str:
    lines = []
    for part, names in method_texts.PARTS.items():
        links = [f"[{each.title}](#{each.anchor})" for each in map(method_texts.method, names)]
        lines.append(f"- **{part}:** {' · '.join(links)}" if len(links) > 1 else f"- {links[0]}")
    return "\n".join(lines)


def _method(path: str, name: str, *, headed: bool) -> None:
    method = method_texts.method(name)
    if headed:
        st.subheader(method.title, anchor=method.anchor)
    rows = list(method.parts)
    if tested := method_texts.measured().get(name):
        rows.append(("Prövat", _paragraphs(tested)))
    if shown := method_examples.example(path, name):
        rows.append(("Exempel", _paragraphs(shown)))
    # Our own texts, marked up by method_texts; what comes from the data is escaped.
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{html}</dd>" for label, html in rows)
    st.html(f'<dl class="samsyn-facts samsyn-method">{lines}</dl>')
    if name == "ord":
        st.html(components.legend(sentences.VERDICTS))


def _paragraphs(said: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in said if sentence)


page()
