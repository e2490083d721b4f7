"""A service may be slow, busy, broken or gone: it is asked politely, again when that helps, and never for ever."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from etl.fetch_http import Caller, NoAnswer
from etl.fetch_plan import Call, Pace, UnexpectedAnswer
from etl.problems import UserError
from tests.etl.statistics_services import Reply, Service, serving

CALL = Call("config", "/config")
PACE = Pace(1000, 1.0)
GOOD = Reply({"value": [1]})
PAGE = Reply(body=b"\n<!DOCTYPE html><html><body>Logga in</body></html>")


class FakeTime:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def ask(*faults: Reply, timeout: float = 2.0, call: Call = CALL) -> tuple[object, FakeTime, Service]:
    time = FakeTime()
    with (
        serving(lambda path, body: GOOD, *faults) as service,
        Caller(service.address, timeout=timeout, sleep=time.sleep, clock=time.clock) as caller,
    ):
        return caller.ask(call, PACE).content, time, service


def test_an_answer_is_both_its_bytes_and_what_they_say() -> None:
    with serving(lambda path, body: Reply(body='\ufeff{"namn": "Älvsbyn"}'.encode())) as service:
        received = Caller(service.address).ask(CALL, PACE)
    assert received.content == {"namn": "Älvsbyn"}
    assert received.body.startswith(b"\xef\xbb\xbf")


def test_no_more_calls_than_the_service_takes_in_its_window() -> None:
    time = FakeTime()
    with (
        serving(lambda path, body: GOOD) as service,
        Caller(service.address, sleep=time.sleep, clock=time.clock) as caller,
    ):
        sent = []
        for _ in range(10):
            caller.ask(CALL, Pace(3, 1.0))
            sent.append(time.now)
    assert all(after - before > 1.0 for before, after in zip(sent, sent[3:], strict=False))


def test_a_busy_service_is_left_alone_for_as_long_as_it_asks() -> None:
    content, time, service = ask(Reply(status=429, headers={"Retry-After": "7"}), Reply(status=429))
    assert content == GOOD.content
    assert time.slept[0] == 7.0
    assert len(service.asked) == 3


def test_the_rest_may_be_told_as_a_moment() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    _, time, _ = ask(Reply(status=503, headers={"Retry-After": moment}))
    assert 25 < time.slept[0] <= 30


@pytest.mark.parametrize("told", ["", "snart", "-3"])
def test_a_rest_that_cannot_be_read_is_chosen_by_us(told: str) -> None:
    _, time, _ = ask(Reply(status=429, headers={"Retry-After": told}))
    assert time.slept == [1.0]


def test_nobody_waits_an_hour_at_the_keyboard() -> None:
    with pytest.raises(NoAnswer, match="vänta 60 minuter"):
        ask(Reply(status=429, headers={"Retry-After": "3600"}))


@pytest.mark.parametrize("fault", [Reply(status=500), Reply(status=502), Reply({"value": [1]}, cut=True),
                                   Reply(body=b'{"value": [1')])  # fmt: skip
def test_what_may_pass_is_tried_again(fault: Reply) -> None:
    content, time, _ = ask(fault, fault)
    assert content == GOOD.content
    assert time.slept == [1.0, 2.0]


def test_a_slow_answer_is_not_waited_for() -> None:
    content, _, service = ask(Reply(after=0.3), timeout=0.05)
    assert content == GOOD.content
    assert len(service.asked) == 2


def test_what_does_not_pass_is_told_after_five_tries() -> None:
    with pytest.raises(NoAnswer, match=r"svarskod 503.*5 gånger.*ligger kvar"):
        ask(*[Reply(status=503)] * 5)


def test_a_web_page_is_no_data_and_is_told_at_once() -> None:
    with pytest.raises(UnexpectedAnswer, match="webbsida i stället för data"):
        ask(PAGE)


@pytest.mark.parametrize(("fault", "says"), [
    (Reply(status=403, body=b"<html>"), "svarar 403"),
    (Reply(status=404, body=b"<html>"), "svarar 404"),
    (Reply(status=301, headers={"Location": "https://ny.exempel.se/api"}), "annan adress .ny.exempel.se."),
])  # fmt: skip
def test_a_refusal_is_told_at_once(fault: Reply, says: str) -> None:
    with pytest.raises(UnexpectedAnswer, match=says):
        ask(fault)


def test_what_may_be_missing_is_no_error() -> None:
    content, _, _ = ask(Reply(status=404, body=b"<html>"), call=Call("kpi", "/kpi", may_be_missing=True))
    assert content is None


def test_numbers_that_are_none_are_no_data() -> None:
    with pytest.raises(NoAnswer):
        ask(*[Reply(body=b'{"value": [NaN]}')] * 5)


def test_a_machine_without_a_way_out_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{taken.getsockname()[1]}"
        time = FakeTime()
        with pytest.raises(NoAnswer, match="ingen förbindelse"):
            Caller(closed, sleep=time.sleep, clock=time.clock).ask(CALL, PACE)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "scb.se", ""])
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(UserError, match="ingen webbadress"):
        Caller(address)
