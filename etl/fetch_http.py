"""One polite caller of statistics services: keeps their pace, tries again when it helps, and says plainly when not."""

from __future__ import annotations

import json
import time
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from etl.fetch_plan import Call, Pace, UnexpectedAnswer
from etl.problems import UserError

_ATTEMPTS = 5
# Longer than this nobody sits waiting: the command ends and goes on where it was when it is given again.
_LONGEST_WAIT = 120.0
_LARGEST_ANSWER = 64 * 2**20
_LONGEST_ANSWER_SECONDS = 300.0
_PIECE = 2**16
# The service counts its window by its own clock, so ours is a little longer.
_MARGIN = 1.1
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NoAnswer(UserError):
    """The service did not answer; what had been answered before is kept."""


class _Passing(Exception):
    """Something that may go better next time, with how long the service asks us to wait."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True)
class Received:
    """An answer: its bytes as they came, and what they say."""

    body: bytes
    content: Any


class Caller:
    """Asks one service, at its pace."""

    def __init__(
        self,
        address: str,
        *,
        timeout: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is sent yet.

        Args:
            address: of the service: scheme, host and the path that all its calls begin with.
            timeout: seconds to wait for the next bytes of an answer.

        Raises:
            UserError: it is no address on the web.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UserError(f"”{address}” är ingen webbadress. Den ska börja med https://.")
        self._address = address.rstrip("/")
        self._host = parts.hostname
        self._pool = _pool(parts.scheme, parts.hostname, timeout)
        self._sleep, self._clock = sleep, clock
        self._sent: deque[float] = deque()

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def ask(self, call: Call, pace: Pace) -> Received:
        """The answer to one call.

        Raises:
            NoAnswer: the service cannot be reached, or asks for a longer rest than one sits waiting for.
            UnexpectedAnswer: it answers with something that is no data.
        """
        for attempt in range(_ATTEMPTS):
            self._keep_pace(pace)
            try:
                return self._decoded(call, *self._send(call))
            except _Passing as passing:
                last = passing
                wait = 2.0**attempt if passing.wait is None else passing.wait
                if wait > _LONGEST_WAIT:
                    raise NoAnswer(
                        f"{self._host} ber oss vänta {round(wait / 60)} minuter. Kör samma kommando igen då: "
                        "det som är hämtat ligger kvar."
                    ) from passing
                if attempt < _ATTEMPTS - 1:
                    self._sleep(wait)
        raise NoAnswer(
            f"{self._host} svarar inte som det ska ({last}), fast vi försökte {_ATTEMPTS} gånger. "
            "Kör samma kommando igen senare: det som är hämtat ligger kvar."
        ) from last

    def _keep_pace(self, pace: Pace) -> None:
        while len(self._sent) >= pace.calls:
            rest = self._sent.popleft() + pace.seconds * _MARGIN - self._clock()
            if rest > 0:
                self._sleep(rest)
        self._sent.append(self._clock())

    def _send(self, call: Call) -> tuple[int, bytes]:
        headers = {"User-Agent": "Samsyn (referensdata)", "Accept": "application/json", "Accept-Encoding": "gzip"}
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        try:
            response = self._pool.request(
                "GET" if call.body is None else "POST",
                self._address + call.path,
                body=call.body.encode("utf-8") if call.body is not None else None,
                headers=headers,
                preload_content=False,
                redirect=False,
                retries=False,
            )
            try:
                self._refuse(response, call)
                return response.status, self._whole(response)
            finally:
                response.close()
        except SSLError as error:
            raise NoAnswer(
                f"Det går inte att lita på att {self._host} är den som svarar (certifikatet godtas inte). "
                "Fråga dem som sköter nätet."
            ) from error
        except HTTPError as error:
            raise _Passing(_PLAIN.get(type(error).__name__, "ingen förbindelse")) from error

    def _refuse(self, response: urllib3.BaseHTTPResponse, call: Call) -> None:
        """What need not be read to know that it is no answer."""
        status = response.status
        if status in _TRY_AGAIN:
            raise _Passing(f"svarskod {status}", _asked_rest(response.headers.get("Retry-After")))
        if status in _REDIRECTS:
            elsewhere = urlsplit(response.headers.get("Location", "")).hostname or "okänd adress"
            raise UnexpectedAnswer(f"{self._host} hänvisar till en annan adress ({elsewhere}). Ange den med --address.")
        if status >= 400 and not (status == 404 and call.may_be_missing):
            raise UnexpectedAnswer(
                f"{self._host} svarar {status} på frågan ”{call.name}”: tjänsten tar inte emot den. "
                "Tabellen eller tjänsten kan ha gjorts om."
            )

    def _whole(self, response: urllib3.BaseHTTPResponse) -> bytes:
        latest = self._clock() + _LONGEST_ANSWER_SECONDS
        body = bytearray()
        for piece in response.stream(_PIECE):
            body += piece
            if len(body) > _LARGEST_ANSWER:
                raise UnexpectedAnswer(
                    f"{self._host} svarar med mer än {_LARGEST_ANSWER >> 20} MB. Inget av det används."
                )
            if self._clock() > latest:
                raise _Passing("svaret kom för långsamt")
        return bytes(body)

    def _decoded(self, call: Call, status: int, body: bytes) -> Received:
        if status == 404 and call.may_be_missing:
            return Received(b"null", None)
        try:
            return Received(body, json.loads(body.decode("utf-8-sig"), parse_constant=_no_number))
        except ValueError as error:
            if body.lstrip()[:1] == b"<":
                raise UnexpectedAnswer(
                    f"{self._host} svarar med en webbsida i stället för data. Det brukar vara ett driftstopp hos "
                    "tjänsten, eller en inloggning i det egna nätet."
                ) from error
            raise _Passing("svaret är avhugget") from error


_PLAIN = {
    "ConnectTimeoutError": "ingen kontakt i tid",
    "ReadTimeoutError": "inget svar i tid",
    "ProtocolError": "svaret bröts",
    "IncompleteRead": "svaret bröts",
    "DecodeError": "svaret bröts",
    "NameResolutionError": "namnet finns inte på nätet, eller datorn har ingen väg ut",
}


def _pool(scheme: str, host: str, timeout: float) -> urllib3.PoolManager:
    """Connections of the machine's own making: through its proxy if it has one, trusting whom it trusts."""
    times = urllib3.Timeout(connect=min(10.0, timeout), read=timeout)
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme)
    return urllib3.ProxyManager(proxy, timeout=times) if proxy else urllib3.PoolManager(timeout=times)


def _asked_rest(retry_after: str | None) -> float | None:
    """How many seconds a service asks us to rest: it says a number, or a moment."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(moment.tzinfo or UTC)).total_seconds())


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
