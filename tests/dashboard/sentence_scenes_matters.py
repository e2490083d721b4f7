"""The sentences of the committee's page, told of made-up figures; part of ``sentence_scenes``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dashboard import sentences_matters as matters
from dashboard.sentence_texts import SENTENCES
from tests.dashboard.sentence_figures import COUNTY, GOAL, RATE, SHARE, WHOLE
from tests.dashboard.sentence_scenes_charts import Scene

_TODAY = date(2026, 11, 22)


def matter_scenes() -> Iterator[Scene]:
    """When it is said, what is said, and whether it is a whole sentence."""
    yield "Läget: behov", matters.need(1544, 747, "2024"), True
    yield "Läget: behov utan samsjuklighet", matters.need(1544, None, "2024"), True
    yield "Läget: behov, Socialstyrelsen", matters.need_patients(1201, 480, 508, "2024"), True
    asked, helped = replace(COUNTY, value=527, status="ok"), replace(COUNTY, value=480, status="estimated")
    yield "Läget: sökt och fått", matters.sought(asked, helped, "answering"), True
    yield "Läget: sökt", matters.sought(asked, None, "county"), True
    near, dull = (replace(WHOLE, verdict=verdict) for verdict in ("no_practical_difference", "cannot_tell"))
    better, lower = (replace(WHOLE, verdict="better"), SHARE), (replace(WHOLE, verdict="lower", before=None), RATE)
    for some in ([better, lower, (dull, RATE)], [better], [(near, RATE)] * 2 + [(dull, RATE)] * 2, [(near, RATE)],
                 [(near, RATE), (dull, RATE)], [(dull, RATE)]):  # fmt: skip
        yield f"Läget: ändrat, {len(some)}", matters.changed([(by, each) for each, by in some], "2025"), True
    yield "Läget: mål", matters.towards_goal(GOAL, SHARE, replace(COUNTY, value=91, certainty="firm")), True
    per = replace(SHARE, short_title="Uppföljd SIP per 100 med ny SIP", unit="per 100 med ny SIP")
    yield "Läget: mål per", matters.towards_goal(GOAL, per, replace(COUNTY, value=64.9, certainty="firm")), True
    for each in ("better", "worse", "cannot_tell"):
        yield f"Läget: många mål, {each}", matters.all_goals(["better", "worse", "cannot_tell", each]), True
    yield "Läget: många mål, alla nådda", matters.all_goals(["better"] * 3), True
    yield "Läget: många mål, inget avgjort", matters.all_goals(["cannot_tell"] * 3), True
    for deadline, what in ((date(2026, 12, 1), "pågår"), (date(2026, 11, 1), "för sent")):
        yield f"Läget: insamling, {what}", matters.waits("ASI-uppföljningen", "2026", 3, 10, deadline, _TODAY), True
    yield "Läget: ASI", matters.asi("8 av 10 kommuner"), True
    for n in (72, 1):
        yield f"Läget: utskrivna, {n}", matters.discharged(n, n - 1, 0), True
    own = [name.removeprefix("unknown_") for name in SENTENCES if name.startswith("unknown_")]
    for form in sorted({*own, "nytt"} - {"other"}):
        yield f"Läget: vet inte än ({form})", matters.unknown(form, "Enkäten"), True
