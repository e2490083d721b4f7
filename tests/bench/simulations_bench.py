"""Whether the verdicts err as seldom as they claim: thousands of made-up counties with a truth that is known.

Run by `make bench`; `python tests/bench/simulations_bench.py --write` also writes the figures to where the method page
reads them. The seed is fixed, so the figures only change when a rule does. Every simulation ends in the share of cases
that went wrong (or right), over all its designs and in the worst of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.benchmark_verdicts import against_benchmark
from etl.change_verdicts import judged
from etl.goals import goal_probability
from etl.ranks import rank_interval
from etl.trends import trend
from etl.visible import visible_count, visible_share

PUBLISHED = Path(__file__).resolve().parents[2] / "dashboard" / "content" / "metod" / "simulations.toml"
SEED = 20261122
RUNS = 20_000
SLOW_RUNS = 1_000
DECIDED = ["better", "worse", "higher", "lower"]
# Adults of Norrbotten's 14 municipalities, rounded to hundreds: one large, many small.
COUNTY = np.array([2200, 5000, 22900, 14300, 7600, 4200, 13200, 18300, 63400, 4900, 34000, 6500, 2800, 3500], float)
SHARES = (0.05, 0.2, 0.5, 0.8, 0.95)
PERSONS = (30, 50, 100, 200, 500)
EXPECTED = (10, 12, 15, 20, 30, 50, 100)
# How many times as large as the area the others are that it is held against.
OTHERS = (0.5, 1, 2, 5)

Chance = np.random.Generator
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """One simulation. Shares of all cases (0-1); ``worst`` is that of the design furthest from what is claimed."""

    id: str
    claimed: float
    claims: str  # "at_most", "at_least" or "about"
    found: float
    worst: float
    runs: int
    within: float = 0.05

    @property
    def holds(self) -> bool:
        # Three standard errors, since a share of finitely many cases is itself subject to chance.
        slack = 3 * float(np.sqrt(self.claimed * (1 - self.claimed) / self.runs))
        if self.claims == "about":
            return abs(self.found - self.claimed) <= self.within
        over = self.found - self.claimed
        return over <= slack if self.claims == "at_most" else -over <= slack


def _outcome(id_: str, claimed: float, claims: str, cases: list[tuple[float, int]], within: float = 0.05) -> Outcome:
    """Of each design: the share and the number of cases."""
    runs = sum(number for _, number in cases)
    found = sum(share * number for share, number in cases) / runs
    off = {"at_most": lambda s: s, "at_least": lambda s: -s, "about": lambda s: abs(s - claimed)}[claims]
    # Of a handful of cases one that is wrong says nothing of its design.
    worst = max((share for share, number in cases if number >= SLOW_RUNS), key=off)
    return Outcome(id_, claimed, claims, found, worst, runs, within)


def no_difference(confidence: float, id_: str) -> Callable[[Chance], Outcome]:
    """Areas whose true level is the benchmark's: how often one of them is told apart from it."""

    def simulate(chance: Chance) -> Outcome:
        wrong = []
        for p in SHARES:
            for n in PERSONS:
                x = chance.binomial(n, p, RUNS).astype(float)
                said = against_benchmark("wilson", x, float(n), 100, p * 100, None, None, confidence)
                wrong.append(_share_of_judged(said.verdict, said.reason))
        for expected in EXPECTED:
            x = chance.poisson(expected, RUNS).astype(float)
            said = against_benchmark("poisson", x, 1e4, 1e4, float(expected), None, None, confidence)
            wrong.append(_share_of_judged(said.verdict, said.reason))
        return _outcome(id_, 1 - confidence, "at_most", [each for each in wrong if each[1]])

    return simulate


def no_difference_from_others(confidence: float, id_: str) -> Callable[[Chance], Outcome]:
    """Areas and others with one true level, both subject to chance: how often they are told apart."""

    def simulate(chance: Chance) -> Outcome:
        wrong = []
        for times in OTHERS:
            for p in SHARES:
                for n in PERSONS:
                    m = float(round(n * times))
                    x, y = (chance.binomial(size, p, RUNS).astype(float) for size in (n, int(m)))
                    said = against_benchmark(
                        "wilson", x, float(n), 100, y / m * 100, None, None, confidence, others=(y, m)
                    )
                    wrong.append(_share_of_judged(said.verdict, said.reason))
            for expected in EXPECTED:
                x, y = (chance.poisson(mean, RUNS).astype(float) for mean in (expected, expected * times))
                there = y / (1e4 * times) * 1e4
                said = against_benchmark("poisson", x, 1e4, 1e4, there, None, None, confidence, others=(y, 1e4 * times))
                wrong.append(_share_of_judged(said.verdict, said.reason))
        return _outcome(id_, 1 - confidence, "at_most", [each for each in wrong if each[1]])

    return simulate


def _share_of_judged(verdict: NDArray[np.str_], reason: NDArray[np.object_]) -> tuple[float, int]:
    judgeable = reason != "few_expected"
    return (float(np.isin(verdict[judgeable], DECIDED).mean()) if judgeable.any() else 0.0, int(judgeable.sum()))


def some_flag_in_a_county(chance: Chance) -> Outcome:
    """Fourteen municipalities with one true rate: the share of all comparisons that are flagged at 95 %."""
    rate = 50 / 10_000
    x = chance.poisson(COUNTY * rate, (RUNS, COUNTY.size)).astype(float)
    benchmark = x.sum(axis=1, keepdims=True) / COUNTY.sum()
    said = against_benchmark("poisson", x, COUNTY, 10_000, benchmark * 10_000, None, None, 0.95)
    wrong = _share_of_judged(said.verdict, said.reason)
    return _outcome("false_flags_in_a_county", 0.05, "at_most", [wrong])


def equivalence(chance: Chance) -> Outcome:
    """The true level lies exactly at the margin: how often it is called no practical difference."""
    wrong = []
    margin = 10.0
    for p in (0.3, 0.5, 0.7):
        for n in (200, 400, 1000):
            x = chance.binomial(n, p + margin / 100, RUNS).astype(float)
            said = against_benchmark("wilson", x, float(n), 100, p * 100, margin, None, 0.95)
            wrong.append((float((said.verdict == "no_practical_difference").mean()), RUNS))
    for expected in (100, 200, 500, 1000):
        x = chance.poisson(expected * 1.2, RUNS).astype(float)
        said = against_benchmark("poisson", x, 1e4, 1e4, float(expected), 0.2 * expected, None, 0.95)
        wrong.append((float((said.verdict == "no_practical_difference").mean()), RUNS))
    return _outcome("equivalence_error", 0.025, "at_most", wrong)


def no_change(chance: Chance) -> Outcome:
    """Two periods with one true level: how often a change is told."""
    wrong = []
    for p in SHARES:
        for n in PERSONS:
            before, after = (chance.binomial(n, p, RUNS).astype(float) for _ in range(2))
            wrong.append(_changes(before, after, float(n), "wilson", "proportion", 100))
    for expected in EXPECTED:
        before, after = (chance.poisson(expected, RUNS).astype(float) for _ in range(2))
        wrong.append(_changes(before, after, 1e4, "poisson", "rate", 10_000))
    return _outcome("false_change_rate", 0.05, "at_most", [each for each in wrong if each[1]])


def _changes(before: Floats, after: Floats, n: float, uncertainty: str, kind: str, scale: float) -> tuple[float, int]:
    rows = pl.DataFrame({"numerator1": before, "numerator2": after}).with_columns(
        pl.lit(n).alias("denominator1"),
        pl.lit(n).alias("denominator2"),
        pl.lit(["2580"]).alias("members"),
        pl.lit(None, pl.Float64).alias("population_share"),
        pl.lit(None, pl.Int64).alias("municipalities"),
        pl.lit([], pl.List(pl.String)).alias("breaks"),
        pl.lit(kind).alias("kind"),
        pl.lit(uncertainty).alias("uncertainty"),
        pl.lit(float(scale)).alias("multiplier"),
        pl.lit(None, pl.Float64).alias("margin"),
        pl.lit(None, pl.Boolean).alias("lower_is_better"),
    )
    said = judged(rows)
    return _share_of_judged(said["verdict"].to_numpy(), said["reason"].to_numpy())


def ranks(chance: Chance) -> Outcome:
    """Fourteen municipalities with different true rates: how often every true place lies in its interval at once."""
    right = []
    for spread in (0.0, 0.1, 0.3):
        rates = 40 / 10_000 * np.exp(chance.normal(0, spread, COUNTY.size))
        # A place among those with equal true rates is any of theirs.
        first = (rates[None, :] > rates[:, None]).sum(axis=1) + 1
        last = COUNTY.size - (rates[None, :] < rates[:, None]).sum(axis=1)
        held = 0
        for _ in range(SLOW_RUNS):
            found = rank_interval(chance.poisson(COUNTY * rates), COUNTY, kind="rate")
            held += bool(((found.low_rank <= last) & (found.high_rank >= first)).all())
        right.append((held / SLOW_RUNS, SLOW_RUNS))
    return _outcome("rank_coverage", 0.95, "at_least", right)


def no_trend(chance: Chance) -> Outcome:
    """Five years with one true level: how often a trend is told."""
    wrong = []
    for n, p in ((100, 0.3), (400, 0.5), (1000, 0.1)):
        rows = chance.binomial(n, p, (SLOW_RUNS * 5, 5))
        told = [trend([(int(x), n) for x in row]).marker not in ("no_change", "cannot_be_calculated") for row in rows]
        wrong.append((float(np.mean(told)), len(told)))
    return _outcome("false_trend_rate", 0.002, "at_most", wrong)


def power(chance: Chance) -> Outcome:
    """The truth is exactly the smallest visible difference away: how often it is seen."""
    seen = []
    for p in (0.3, 0.5):
        for n in (50, 100, 200, 500):
            off = float(visible_share(np.array(p), np.array(float(n))))
            x = chance.binomial(n, p + off, RUNS).astype(float)
            said = against_benchmark("wilson", x, float(n), 100, p * 100, None, None)
            seen.append((float(np.isin(said.verdict, DECIDED).mean()), RUNS))
    for expected in (10, 20, 50, 100):
        off = float(visible_count(np.array(float(expected))))
        x = chance.poisson(expected + off, RUNS).astype(float)
        said = against_benchmark("poisson", x, 1e4, 1e4, float(expected), None, None)
        seen.append((float(np.isin(said.verdict, DECIDED).mean()), RUNS))
    return _outcome("power_at_smallest_visible", 0.80, "about", seen)


def goals(chance: Chance) -> Outcome:
    """The true level is anything: how often the goal is not reached where it was called reached for certain."""
    wrong = []
    for goal in (0.5, 0.8, 0.9):
        for n in (50, 100, 300):
            level = chance.beta(0.5, 0.5, RUNS)
            called = _called_reached(chance.binomial(n, level).astype(float), n, goal)
            wrong.append((float((level[called] < goal).mean()), int(called.sum())))
    return _outcome("false_goal_rate", 0.025, "at_most", wrong)


def just_under_the_goal(chance: Chance) -> Outcome:
    """The true level lies a hair under the goal, where erring is easiest: how often it is called reached."""
    wrong = []
    for goal in (0.5, 0.8, 0.9):
        for n in (50, 100, 300):
            called = _called_reached(chance.binomial(n, goal, RUNS).astype(float), n, goal)
            wrong.append((float(called.mean()), RUNS))
    return _outcome("false_goal_rate_at_the_goal", 0.025, "about", wrong, within=0.01)


def _called_reached(x: Floats, n: int, goal: float) -> NDArray[np.bool_]:
    return np.asarray(goal_probability(x, float(n), goal * 100, multiplier=100)) >= 0.975


SIMULATIONS: tuple[Callable[[Chance], Outcome], ...] = (
    no_difference(0.95, "false_verdict_rate"),
    no_difference(0.998, "false_verdict_rate_998"),
    some_flag_in_a_county,
    equivalence,
    no_change,
    ranks,
    no_trend,
    power,
    goals,
    just_under_the_goal,
    no_difference_from_others(0.95, "false_verdict_rate_rest"),
    no_difference_from_others(0.998, "false_verdict_rate_rest_998"),
)


def as_toml(found: list[Outcome]) -> Iterator[str]:
    yield "# Written by tests/bench/simulations_bench.py --write; read by the method page. Shares of all cases (0-1).\n"
    for each in found:
        yield (
            f'\n[{each.id}]\nclaimed = {each.claimed:.3f}\nclaims = "{each.claims}"\n'
            f"found = {each.found:.4f}\nworst = {each.worst:.4f}\nruns = {each.runs}\n"
        )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true")
    write = options.parse_args().write
    found = []
    print(f"{'simulation':28} {'claimed':>17} {'found':>8} {'worst':>8} {'cases':>9}")
    for number, simulate in enumerate(SIMULATIONS):
        one = simulate(np.random.default_rng([SEED, number]))
        found.append(one)
        claim = f"{one.claims.replace('_', ' ')} {one.claimed:.1%}"
        kept = "" if one.holds else "   NOT HELD"
        print(f"{one.id:28} {claim:>17} {one.found:8.2%} {one.worst:8.2%} {one.runs:9}{kept}", flush=True)
    if write:
        PUBLISHED.write_text("".join(as_toml(found)), encoding="utf-8")
    if broken := [one.id for one in found if not one.holds]:
        raise SystemExit(f"not held: {', '.join(broken)}")


if __name__ == "__main__":
    main()
