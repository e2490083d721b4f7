"""The web form's part of the style sheet: label and field on one line, faults at their questions.

The classes `samsyn-fault`, `samsyn-anchor` and `samsyn-beside` are written by `web_form_faults` and `web_form_fields`;
the rest is known by the keys that `web_form_draft` gives the widgets.
"""

CSS = """
[class*="st-key-web_row_"] { padding: 0.1rem 0 0.1rem 0.75rem; border-left: 4px solid transparent; }
[class*="st-key-web_row_"]:has(.samsyn-fault.warning) { border-left-color: var(--undecided-edge); background: #FFFBEF; }
[class*="st-key-web_row_"]:has(.samsyn-fault.error) { border-left-color: var(--worse); background: #FCF4F1; }
.samsyn-anchor { scroll-margin-top: 5rem; }
[data-testid="stMain"] .samsyn-fault {
  display: flex; gap: 0.5rem; margin: 0.25rem 0; color: var(--ink); max-width: 80ch;
}
.samsyn-fault .sign {
  flex: none; width: 1.3rem; height: 1.3rem; margin-top: 0.1rem; border-radius: 50%; text-align: center;
  line-height: 1.3rem; font-size: 0.8rem; font-weight: 700; color: #FFF; background: var(--worse);
}
.samsyn-fault.error strong { color: var(--worse); }
.samsyn-fault.warning .sign { background: var(--undecided-edge); }
.samsyn-fault.warning strong { color: var(--undecided-edge); }
:has(> .st-key-web_bar) { position: sticky; bottom: 0; z-index: 1; }
.st-key-web_bar { padding: 0.6rem 0; background: var(--paper); border-top: 1px solid var(--line); }
.st-key-web_bar p { margin: 0; }
/* What the keyboard comes to does not stop behind the bar. */
[data-testid="stMain"]:has(.st-key-web_bar) { scroll-padding-bottom: 6rem; }
:is(.samsyn-problem .where, .st-key-web_bar) a { color: var(--accent); text-decoration: underline; }
.samsyn-beside { font-size: 0.9rem; line-height: 1.35; color: var(--ink-quiet); }
.samsyn-beside span { display: block; }
[class*="st-key-web_row_"] > :has(.samsyn-fault) { order: -1; }
@media (min-width: 641px) {
  [class*="st-key-web_value_"] [data-testid="stTextInput"] {
    display: grid; grid-template-columns: minmax(0, 1fr) 7rem; column-gap: 1rem; align-items: center;
  }
  :is([class*="st-key-web_which_"], [class*="st-key-web_comment_"]) [data-testid="stTextInput"],
  [class*="st-key-web_value_"] [data-testid="stRadio"] {
    display: grid; grid-template-columns: calc(100% * 6 / 11 - 8.67rem) minmax(0, 1fr); column-gap: 1rem;
    align-items: center;
  }
  :is([class*="st-key-web_value_"], [class*="st-key-web_which_"], [class*="st-key-web_comment_"])
    :is([data-testid="stTextInput"], [data-testid="stRadio"]) > [data-testid="stWidgetLabel"] { margin: 0; }
  .samsyn-beside.below { padding-left: calc(100% * 6 / 11 - 7.67rem); }
  /* Side by side each has its label above. */
  [class*="st-key-web_matter_"] [class*="st-key-web_value_"] [data-testid="stTextInput"] { display: block; }
  [class*="st-key-web_matter_"] .samsyn-beside.below { padding-left: 0; }
}
[class*="st-key-web_matter_"] { padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
[class*="st-key-web_matter_"] [data-testid="stWidgetLabel"] p { overflow-wrap: anywhere; }
@media (max-width: 640px) {
  [class*="st-key-web_row_"] { padding-bottom: 0.6rem; border-bottom: 1px solid var(--line); }
  [class*="st-key-web_row_"] [data-testid="stHorizontalBlock"] {
    display: grid; grid-template-columns: 1fr 1fr; gap: 0.4rem 0.75rem;
  }
  [class*="st-key-web_row_"] [data-testid="stHorizontalBlock"] > [data-testid="stColumn"] { min-width: 0; width: 100%; }
  [class*="st-key-web_row_"] [data-testid="stHorizontalBlock"] > :first-child { grid-column: 1 / -1; }
  [class*="st-key-web_matter_"] > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"] {
    display: grid; grid-template-columns: 1fr 1fr; gap: 0.2rem 0.75rem; align-items: end;
  }
  [class*="st-key-web_matter_"] [data-testid="stColumn"] { min-width: 0; width: 100%; }
  [class*="st-key-web_matter_"] [data-testid="stColumn"]:first-child { grid-column: 1 / -1; }
  [class*="st-key-web_matter_"] [class*="st-key-web_row_"] { border-bottom: 0; padding-bottom: 0.2rem; }
}
"""
