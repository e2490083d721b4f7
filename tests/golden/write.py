"""Writes the golden files from the demo; what differs is then reviewed as a diff."""

from __future__ import annotations

import tempfile
from pathlib import Path

from etl.demo import make_demo
from etl.snapshot import published_path
from etl.values import Question, as_csv, find_values

GOLDEN = Path(__file__).parent
# A county with printed figures beside its sums, a municipality with estimates, one that never answered.
FILES = {
    "norrbotten_2022.csv": ("25", "2022-01/2022-10"),
    "norrbotten_2023.csv": ("25", "2023-01/2023-10"),
    "kiruna_2022.csv": ("2584", "2022-01/2022-10"),
    "overtornea_2022.csv": ("2518", "2022-01/2022-10"),
}


def values_csv(snapshot: Path, area: str, period: str) -> str:
    """All values of an area and a period, as ``samsyn values --all --csv`` writes them, with limits of nine decimals.

    The last digits of a quantile differ between builds of the numerical library; nobody's figure does.
    """
    rows = find_values(snapshot, Question(area, period))
    rounded = [row | {side: _nine_decimals(row[side]) for side in ("lower", "upper")} for row in rows]
    return as_csv(rounded) + "\n"


def _nine_decimals(limit: float | None) -> float | None:
    return None if limit is None else round(limit, 9)


def main() -> None:
    """Write every golden file anew."""
    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Path(folder) / "house", lambda text: None)
        snapshot = published_path(demo.house.path, demo.build.build_id)
        for name, (area, period) in FILES.items():
            (GOLDEN / name).write_text(values_csv(snapshot, area, period), encoding="utf-8")


if __name__ == "__main__":
    main()
