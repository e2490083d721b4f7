"""Inlämningar: every version a municipality has sent, readable, and what can be done about it."""

from __future__ import annotations

from dashboard import (
    components,
    corrections,
    county_choice,
    form_names,
    preview,
    receipts,
    sending_history,
    tables,
    version_actions,
)
from dashboard.address import Choices
from dashboard.sending_history import Version
from etl.approvals import read_approvals
from etl.content import differences
from etl.house import House
from etl.receipts import read_receipts
from etl.standing import earlier_may_be_shown, held, version


def page() -> None:
    components.title("Inlämningar", "Allt som har lämnats in: vad som gäller, vad som har ersatts och varför.")
    house = components.house()
    answerers = form_names.answerers(county_choice.of_senders(house))
    choices = Choices("inlamningar")
    area = choices.from_list("kommun", "Kommun eller region", answerers)
    found = sending_history.versions(read_receipts(house), read_approvals(house), area)
    if not found:
        choices.keep()
        components.message("info", f"{answerers[area]} har inte lämnat in något ännu.")
        components.links([("lamna_uppgifter", "Lämna uppgifter")], {"kommun": area})
        return
    may_be_shown = earlier_may_be_shown(house)
    tables.show(sending_history.table(found, answerers[area], names=may_be_shown))
    if not may_be_shown:
        choices.keep()
        components.note("Vem som har lämnat, och vad, visas här när inloggning finns.")
        return
    components.section("En version")
    chosen = choices.from_list("version", "Visa", {each.id: each.title for each in found})
    choices.keep()
    _show(house, next(each for each in found if each.id == chosen), found)


def _show(house: House, chosen: Version, found: list[Version]) -> None:
    components.facts([*receipts.lines(chosen.receipt), *_answered(chosen)], "samsyn-plain")
    receipts.buttons(chosen.receipt, chosen.id)
    same = [each for each in found if each.key == chosen.key]
    version_actions.offer(house, chosen, any(each.state == "waiting" for each in same))
    if not chosen.withdrawal:
        _show_answers(house, chosen)


def _show_answers(house: House, chosen: Version) -> None:
    own = version(house, chosen.receipt, chosen.key).submission
    now = held(house, *chosen.key)
    if now is None:
        components.say("För perioden gäller nu ”ej lämnat”: det finns inget att jämföra med.")
    elif now.receipt.id != chosen.receipt.id:
        found = differences(now.answers, own.answers)
        components.section("Mot det som gäller")
        components.say("" if found else "Svaren är desamma som i den version som gäller.")
        corrections.show_differences(found, own, ("Gäller nu", "Den här versionen"))
    components.section("Svaren i den här versionen")
    tables.show(preview.kept(own, cells=chosen.receipt.channel not in ("web", "persons")))


def _answered(chosen: Version) -> list[tuple[str, str]]:
    if chosen.answered is None:
        return []
    said = "godkänd" if chosen.answered.approved else "inte godkänd"
    why = f": {chosen.answered.reason}" if chosen.answered.reason else ""
    return [("Analytikerns svar", f"{said} {receipts.time(chosen.answered.decided_at)} av {chosen.answered.by}{why}")]


page()
