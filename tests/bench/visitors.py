"""Visitors without a browser: each holds a websocket to the server, chooses another measure, thinks, chooses again."""

import asyncio
import itertools
import random
import statistics
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass
class Visitor:
    """One open page: what the browser would remember of it."""

    page: str
    widget: str = ""
    options: list[str] = field(default_factory=list)
    fragment: str = ""
    query: str = ""

    async def rerun(self, line: ClientConnection, choice: str = "") -> float:
        """Asks for the page, with `choice` made in its selectbox. Returns the seconds until the page is done."""
        message = BackMsg()
        state = message.rerun_script
        state.page_name = self.page
        state.query_string = self.query
        if choice:
            state.fragment_id = self.fragment
            widget = state.widget_states.widgets.add()
            widget.id = self.widget
            widget.string_value = choice
        begun = time.perf_counter()
        await line.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(bytes(await line.recv(decode=False)))
            self._read(answer)
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - begun

    def _read(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        element = answer.delta.new_element
        if element.WhichOneof("type") == "selectbox" and element.selectbox.label == "Mått":
            self.widget = element.selectbox.id
            self.options = list(element.selectbox.options)[:8]
            self.fragment = answer.delta.fragment_id


async def _visit(
    address: str, page: str, until: float, think: float, waits: list[float], chance: random.Random
) -> None:
    visitor = Visitor(page)
    # The library's own name for the type of a subprotocol is for type checkers only: at run time it is a string.
    async with connect(address, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        await visitor.rerun(line)
        await asyncio.sleep(chance.uniform(0, think))
        for choice in itertools.cycle(chance.sample(visitor.options, len(visitor.options))):
            if time.perf_counter() > until:
                return
            waits.append(await visitor.rerun(line, choice))
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think)


def waits(address: str, page: str, visitors: int, seconds: float, think: float = 5) -> list[float]:
    """How long each answer took, in seconds, with so many visitors at once."""
    found: list[float] = []
    stream = address.replace("http://", "ws://") + "/_stcore/stream"
    chance = random.Random(2022)

    async def everybody() -> None:
        until = time.perf_counter() + think + seconds
        await asyncio.gather(
            *(_visit(stream, page, until, think, found, random.Random(chance.random())) for _ in range(visitors))
        )

    asyncio.run(everybody())
    return found


def percentile_95(numbers: list[float]) -> float:
    return statistics.quantiles(numbers, n=20)[-1]
