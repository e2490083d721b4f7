"""How the page Effektmål looks: the four steps, and the line from baseline to goal. Colours from theme.py."""

CSS = """
[data-testid="stMain"] .samsyn-story {
  list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(215px, 100%), 1fr));
}
[data-testid="stMain"] .samsyn-story li {
  margin: 0; padding: 0.75rem 1rem; border-top: 4px solid var(--accent); background: var(--paper-quiet);
}
.samsyn-story .name { font-weight: 650; font-size: 1.05rem; color: var(--ink); }
.samsyn-story .question { margin: 0 0 0.4rem; font-size: 0.95rem; color: var(--ink-quiet); }
[data-testid="stMain"] .samsyn-story dl { margin: 0; padding: 0; }
.samsyn-story dt { font-size: 0.92rem; font-weight: 400; color: var(--ink); margin-top: 0.5rem; }
.samsyn-story dd { margin: 0; }
.samsyn-story .value {
  display: block; font-size: 1.45rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums;
  color: var(--ink);
}
.samsyn-story .basis, .samsyn-story .unknown { display: block; font-size: 0.85rem; color: var(--ink-quiet); margin: 0; }
.samsyn-story .unknown { margin-top: 0.6rem; padding-top: 0.4rem; border-top: 1px dashed var(--missing); }
.samsyn-goals { display: grid; gap: 0.9rem; max-width: 46rem; }
.samsyn-goal { border: 1px solid var(--line); border-radius: 4px; padding: 0.7rem 1rem 0.6rem; }
.samsyn-goal .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 0.6rem; }
.samsyn-goal .name { font-weight: 650; color: var(--ink); }
.samsyn-goal .example { font-size: 0.85rem; color: var(--undecided-edge); }
.samsyn-goal p { margin: 0.5rem 0 0; font-size: 0.95rem; color: var(--ink); }
.samsyn-track {
  position: relative; height: 22px; margin: 0.9rem 10px 0.1rem;
  background: linear-gradient(var(--line), var(--line)) center / 100% 4px no-repeat;
}
.samsyn-track .chance { position: absolute; top: 6px; height: 10px; background: #B9C0C8; border-radius: 2px; }
.samsyn-track .mark { position: absolute; top: 3px; margin-left: -8px; }
.samsyn-goal p.basis { font-size: 0.85rem; color: var(--ink-quiet); margin-top: 0.3rem; }
.samsyn-goal .mark { display: inline-block; width: 16px; height: 16px; box-sizing: border-box; }
.samsyn-goal .mark.was { border: 3px solid var(--ink-quiet); border-radius: 50%; background: var(--paper); }
.samsyn-goal .mark.now { background: var(--accent); border-radius: 50%; }
.samsyn-goal .mark.aim { width: 5px; height: 22px; background: var(--ink); }
.samsyn-track .mark.aim { top: 0; margin-left: -2px; }
[data-testid="stMain"] .samsyn-marks {
  display: flex; flex-wrap: wrap; gap: 0.2rem 2rem; margin: 0.3rem 0 0; padding: 0;
}
.samsyn-marks dt {
  display: flex; align-items: center; gap: 0.35rem; font-size: 0.85rem; font-weight: 400; color: var(--ink-quiet);
}
.samsyn-marks .mark { transform: scale(0.75); }
.samsyn-marks dd { margin: 0; font-weight: 650; font-variant-numeric: tabular-nums; color: var(--ink); }
.samsyn-marks small { display: block; font-size: 0.82rem; font-weight: 400; color: var(--ink-quiet); }
@media (max-width: 640px) {
  [data-testid="stMain"] .samsyn-marks {
    display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.2rem 0.8rem;
  }
}
@media print {
  .samsyn-goal, .samsyn-story li { break-inside: avoid; print-color-adjust: exact; }
}
"""
