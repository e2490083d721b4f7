"""What is sent when something is there already: what differs from it, and what must be said of the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import components, preview, receipts, tables
from etl.content import Difference, content_of, differences
from etl.house import House
from etl.periods import parse_period
from etl.standing import Held, earlier_may_be_shown, held, is_published
from etl.submission import Submission


@dataclass(frozen=True)
class Correction:
    """New answers beside what holds for the same municipality and period.

    Attributes:
        shown: whether what holds may be shown to who is here.
        published: whether what holds is published, so that the analyst must say yes.
    """

    before: Held
    differences: tuple[Difference, ...]
    comments_differ: bool
    shown: bool
    published: bool

    @property
    def same(self) -> bool:
        """Nothing differs: there is nothing to hand in."""
        return not self.differences and not self.comments_differ


def find(house: House, submission: Submission) -> Correction | None:
    """The correction that these answers are; None when nothing holds."""
    key = (submission.form, submission.area, submission.period)
    before = held(house, *key)
    if before is None:
        return None
    found = differences(before.answers, submission.answers)
    return Correction(
        before,
        found,
        not found and content_of(before.submission) != content_of(submission),
        earlier_may_be_shown(house),
        is_published(house, key),
    )


def show(correction: Correction, submission: Submission) -> None:
    """What changes, and when it will hold."""
    version = correction.before.receipt.about((submission.form, submission.area, submission.period)).version
    received = receipts.time(correction.before.receipt.received_at)
    components.section("Det här ändras")
    components.note(f"Det som gäller nu är version {version}, inlämnad {received}.")
    if correction.shown:
        show_differences(correction.differences, submission)
        if correction.comments_differ:
            components.say("Bara kommentarer bredvid svaren är ändrade.")
    else:
        components.say(
            f"{len(correction.differences)} svar skiljer sig. Vad som stod förut visas inte här förrän inloggning "
            "finns: vem som helst kan välja er i listan."
        )
    if correction.published:
        components.message(
            "warning",
            "Det som gäller är publicerat. Rättelsen gäller först när analytikern har sagt ja, och talen märks då som "
            "reviderade. Tills dess visas de gamla.",
        )


def show_same(correction: Correction) -> None:
    """There is nothing to hand in."""
    receipt = correction.before.receipt
    components.message(
        "info",
        f"Inga skillnader mot det som redan är inlämnat ({receipts.time(receipt.received_at)}). "
        "Det finns inget att lämna in.",
    )


def show_differences(
    found: Sequence[Difference], submission: Submission, headings: tuple[str, str] = ("Före", "Efter")
) -> None:
    """Field by field, one beside the other."""
    if found:
        tables.show(preview.differences(found, submission.form, parse_period(submission.period), headings))
