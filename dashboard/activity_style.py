"""How the stairs of the samverkanstrappa and the lists of activities look; a part of the style sheet (theme.py)."""

CSS = """
[data-testid="stMain"] .samsyn-stairs {
  display: grid; grid-template-columns: repeat(5, 1fr); gap: 0.4rem; align-items: end; list-style: none;
  margin: 0.5rem 0 1rem; padding: 0;
}
[data-testid="stMain"] .samsyn-stairs li {
  border-top: 4px solid var(--accent); background: var(--paper-quiet); padding: 0.5rem 0.75rem; margin: 0;
  min-height: 8.5rem;
}
[data-testid="stMain"] .samsyn-stairs li:nth-child(2) { min-height: 9.75rem; }
[data-testid="stMain"] .samsyn-stairs li:nth-child(3) { min-height: 11rem; }
[data-testid="stMain"] .samsyn-stairs li:nth-child(4) { min-height: 12.25rem; }
[data-testid="stMain"] .samsyn-stairs li:nth-child(5) { min-height: 13.5rem; }
.samsyn-stairs span { display: block; }
.samsyn-stairs .label, .samsyn-stairs .basis { font-size: 0.88rem; color: var(--ink-quiet); }
.samsyn-stairs .name { font-weight: 650; color: var(--ink); }
.samsyn-stairs .value { font-size: 1.3rem; font-weight: 650; font-variant-numeric: tabular-nums; color: var(--ink); }
/* Lists of sentences under each other: their columns stand in line. */
[class*="st-key-listed_"] .samsyn-table table { table-layout: fixed; min-width: 46rem; }
[class*="st-key-listed_"] .samsyn-table th:first-child { width: 44%; }
@media (max-width: 640px) {
  [data-testid="stMain"] .samsyn-stairs { grid-template-columns: minmax(0, 1fr); }
  [data-testid="stMain"] .samsyn-stairs li:nth-child(n) { min-height: 0; }
  [class*="st-key-listed_"] .samsyn-table table { min-width: 36rem; }
  [class*="st-key-listed_"] .samsyn-table th:first-child { width: 38%; }
}
@media print {
  .samsyn-stairs { break-inside: avoid; }
  .samsyn-stairs li { print-color-adjust: exact; }
  [data-testid="stMain"] .samsyn-stairs { grid-template-columns: repeat(5, 1fr); }
  [data-testid="stMain"] .samsyn-stairs .value { font-size: 1rem; }
  [data-testid="stMain"] .samsyn-stairs li { padding: 0.3rem 0.4rem; }
  [class*="st-key-listed_"] .samsyn-table { break-inside: avoid; }
  [class*="st-key-listed_"] .samsyn-table table { min-width: 0; font-size: 0.85rem; }
  [class*="st-key-listed_"] .samsyn-table :is(th, td) { padding: 0.35rem 0.4rem; }
}
"""
