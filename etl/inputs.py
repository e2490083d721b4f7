"""Everything a build is made of, gathered once, and the id that follows from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from etl.activity_records import ActivityRecord, read_activity_records
from etl.approvals import read_approvals
from etl.house import REPOSITORY, House
from etl.note_decisions import NoteDecision, read_note_decisions
from etl.problems import UserError
from etl.receipts import Approval, Receipt, read_receipts
from etl.reference_decisions import ReferenceDecision, in_force, read_reference_decisions
from etl.rounds import Round, read_rounds

REFERENCE = REPOSITORY / "data" / "reference"
INDICATORS = REPOSITORY / "indicators.yaml"
_HASH_LENGTH = 12


@dataclass(frozen=True)
class Inputs:
    """What a build reads. The same inputs give the same build id and the same rows."""

    kind: str
    county: str
    as_of: date
    receipts: tuple[Receipt, ...]
    rounds: tuple[Round, ...]
    approvals: tuple[Approval, ...]
    notes: tuple[NoteDecision, ...]
    references: tuple[ReferenceDecision, ...]
    activities: tuple[ActivityRecord, ...]
    code_version: str
    reference_version: str

    @property
    def build_id(self) -> str:
        """The date and a hash of everything; nothing else names a build."""
        decided = (self.rounds, self.approvals, self.notes, self.references, self.activities)
        whole = repr((self.kind, self.county, self.as_of, self.receipts, decided, self.reader_version))
        return f"{self.as_of:%Y%m%d}-{_short_hash([whole.encode()])}"

    @property
    def reader_version(self) -> str:
        """What decides which answers are read of a copy; any change of code or reference reads them anew."""
        return f"{self.code_version}-{self.reference_version}"


def gather(house: House, as_of: date | None) -> Inputs:
    """The inputs of a build as things stood on a day; without a day, that of the newest input.

    Raises:
        UserError: no day is given and nothing has come in that could give one.
    """
    receipts, rounds, approvals = read_receipts(house), read_rounds(house), read_approvals(house)
    notes, references = read_note_decisions(house), read_reference_decisions(house)
    activities = read_activity_records(house)
    day = as_of or _newest_day(receipts, rounds, (*approvals, *notes, *references), activities)
    return Inputs(
        kind=house.kind,
        county=house.county,
        as_of=day,
        receipts=tuple(r for r in receipts if r.received_on <= day),
        rounds=_holding_on(rounds, day),
        approvals=tuple(a for a in approvals if a.decided_on <= day),
        notes=tuple(n for n in notes if n.decided_on <= day),
        references=in_force(references, day),
        activities=tuple(a for a in activities if a.recorded_on <= day),
        code_version=code_version(),
        reference_version=reference_version(),
    )


def code_version() -> str:
    """The package's version and a hash of its source."""
    folder = Path(__file__).resolve().parent
    source = [path for path in folder.rglob("*") if path.suffix in (".py", ".toml")]
    return f"{version('samsyn')}-{_hash_of_files(folder, source)}"


def reference_version() -> str:
    """A hash of the reference data and the definitions."""
    files = [path for path in REFERENCE.rglob("*") if path.is_file()]
    return _hash_of_files(REPOSITORY, [*files, INDICATORS])


def _newest_day(
    receipts: Iterable[Receipt],
    rounds: Iterable[Round],
    answers: Iterable[Approval | NoteDecision | ReferenceDecision],
    activities: Iterable[ActivityRecord],
) -> date:
    days = [r.received_on for r in receipts] + [r.opened_on for r in rounds if r.opened_on]
    days += [a.decided_on for a in answers] + [a.recorded_on for a in activities]
    if not days:
        raise UserError("Inget är mottaget än. Ange --as-of DATUM om du ändå vill bygga.")
    return max(days)


def _holding_on(rounds: Iterable[Round], day: date) -> tuple[Round, ...]:
    """The newest version of each round that had been opened by that day."""
    opened = [r for r in rounds if r.opened_on is None or r.opened_on <= day]
    return tuple({r.key: r for r in opened}.values())


def _hash_of_files(root: Path, files: Iterable[Path]) -> str:
    named = sorted((path.relative_to(root).as_posix(), path) for path in files)
    return _short_hash(part for name, path in named for part in (name.encode(), _content_hash(path)))


def _content_hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _short_hash(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:_HASH_LENGTH]
