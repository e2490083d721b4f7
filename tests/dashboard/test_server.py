"""What the server does around Streamlit: headers, closed doors, the index page, the text of a fault."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util
from streamlit.testing.v1 import AppTest

from dashboard import server
from dashboard.frontend import Frontend
from dashboard.server import GuardedHeaders, SwedishFrontend, security_headers


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    answer = Answer()
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    call(app, scope, receive, send)
    return answer


def call(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    async def whole() -> None:
        await app(scope, receive, send)

    # In a thread of its own: once a browser test has run, this one has Playwright's loop running in it.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, whole()).result()


@pytest.fixture(scope="module")
def frontend() -> Frontend:
    return Frontend(Path(file_util.get_static_dir()), "Samsyn")


def test_every_answer_carries_the_security_headers() -> None:
    app = GuardedHeaders(PlainTextResponse("x"), security_headers(["sha256-abc="]))
    for path in ("/", "/_stcore/health", "/_stcore/metrics"):
        headers = ask(app, path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "script-src 'self' 'sha256-abc=';" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"])
def test_closed_doors_are_closed(path: str) -> None:
    app = GuardedHeaders(PlainTextResponse("secret"), {})
    assert ask(app, path).status == 404
    assert ask(app, path, "POST").body == b"Sidan finns inte."
    assert ask(app, "/_stcore/health").body == b"secret"


@pytest.mark.parametrize("inner", [HTMLResponse("<html lang=en>"), Response(status_code=304)])
def test_the_index_page_is_the_swedish_one(inner: Response, frontend: Frontend) -> None:
    """A browser that asks whether its old copy still holds gets the new page, not a yes from the old file."""
    answer = ask(SwedishFrontend(inner, frontend), "/jamfor_kommuner")
    assert answer.status == 200
    assert answer.body == frontend.index.body
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers


def test_index_is_compressed_for_those_who_can_read_it(frontend: Frontend) -> None:
    answer = ask(SwedishFrontend(HTMLResponse(""), frontend), "/", accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.body == frontend.index.compressed


@pytest.mark.parametrize(
    ("path", "method"), [("/media/a.html", "GET"), ("/component/x/index.html", "GET"), ("/", "POST")]
)
def test_other_answers_pass_unchanged(path: str, method: str, frontend: Frontend) -> None:
    answer = ask(SwedishFrontend(HTMLResponse("<p>their own</p>"), frontend), path, method)
    assert answer.body == b"<p>their own</p>"


def test_what_is_no_web_page_passes_unchanged(frontend: Frontend) -> None:
    answer = ask(SwedishFrontend(Response(b"\x89PNG", media_type="image/png"), frontend), "/picture.png")
    assert answer.body == b"\x89PNG"
    missing = ask(SwedishFrontend(HTMLResponse("gone", 404), frontend), "/x")
    assert (missing.status, missing.body) == (404, b"gone")


def test_the_icon_is_our_own(frontend: Frontend) -> None:
    """Streamlit's scripts ask for this name, whatever the index page says."""
    answer = ask(SwedishFrontend(Response(b"theirs"), frontend), "/favicon.png")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.body.startswith(b"<svg")


def test_scripts_may_be_kept_a_year_under_their_own_address(frontend: Frontend) -> None:
    app = SwedishFrontend(PlainTextResponse("inner"), frontend)
    answer = ask(app, f"/{frontend.prefix}/samsyn.css")
    assert "immutable" in answer.headers["cache-control"]
    assert b".samsyn-table" in answer.body
    assert ask(app, f"/{frontend.prefix}/nothing.css").status == 404


def test_a_websocket_passes_untouched(frontend: Frontend) -> None:
    seen: list[Scope] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        pass

    scope: Scope = {"type": "websocket", "path": "/_stcore/metrics"}
    call(GuardedHeaders(SwedishFrontend(inner, frontend), {}), scope, receive, send)
    assert seen == [scope]


def test_a_fault_is_told_in_swedish_and_without_its_text() -> None:
    def page() -> None:
        from dashboard.server import show_fault

        show_fault(ValueError("19121212-1212"))

    shown = AppTest.from_function(page).run(timeout=20)
    assert "Något gick fel" in shown.error[0].value
    assert "1212" not in shown.error[0].value


def test_a_start_without_the_settings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda _: True)
    with pytest.raises(RuntimeError, match="samsyn serve"):
        server.create_app()
