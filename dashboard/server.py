"""The web server: Streamlit as an ASGI application, with our headers, our words and a warm start.

Started by `samsyn serve` as `uvicorn dashboard.server:app`: sockets that asyncio makes have TCP_NODELAY, those that
`streamlit run` makes do not, and lose 40 ms on many an answer.
"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util, runtime

from dashboard import fault_log
from dashboard.frontend import Asset, Frontend

# Imported before the first visitor: two sessions that import the same module at once can meet it half made.
IMPORTED_EARLY = ("numpy", "pandas", "pyarrow", "altair", "polars", "duckdb")
SCRIPT = Path(__file__).parent / "app.py"
# Figures about the process for anyone who asks, and Streamlit's door for programs: neither is used here.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
# Whatever else answers with a web page answers with Streamlit's own index page.
NOT_INDEX = ("/_stcore/", "/media/", "/component/", "/static/")
A_YEAR = "public, immutable, max-age=31536000"


def security_headers(inline_script_hashes: list[str]) -> dict[str, str]:
    scripts = " ".join(f"'{each}'" for each in inline_script_hashes)
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}",
        # Streamlit's styles are made in the browser, without any nonce to hang them on.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


class GuardedHeaders:
    """Puts the security headers on every answer and keeps the closed doors closed."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        if scope["path"].startswith(CLOSED):
            await PlainTextResponse("Sidan finns inte.", 404)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


class SwedishFrontend:
    """Answers with the changed frontend in place of Streamlit's own."""

    def __init__(self, app: ASGIApp, frontend: Frontend) -> None:
        self._app = app
        self._frontend = frontend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
        elif scope["path"].startswith(f"/{self._frontend.prefix[:3]}"):
            asset = await asyncio.to_thread(self._frontend.asset, scope["path"])
            answer = _answer(asset, scope, A_YEAR) if asset else PlainTextResponse("Filen finns inte.", 404)
            await answer(scope, receive, send)
        elif scope["path"].endswith("/favicon.png"):
            await _answer(self._frontend.icon, scope, "no-cache")(scope, receive, send)
        elif scope["path"].startswith(NOT_INDEX):
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _IndexSwap(self._frontend.index, scope, receive, send))


class _IndexSwap:
    """A `send` that lets everything through but a web page, in whose place it sends the changed index page."""

    def __init__(self, index: Asset, scope: Scope, receive: Receive, send: Send) -> None:
        self._index = index
        self._scope = scope
        self._receive = receive
        self._send = send
        self._swapped = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_index(message):
            self._swapped = True
            await _answer(self._index, self._scope, "no-cache")(self._scope, self._receive, self._send)
        elif not self._swapped:
            await self._send(message)


def _is_index(start: Message) -> bool:
    # 304 speaks of the unchanged page, which the browser may hold from an older version of Samsyn.
    web_page = Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
    return start["status"] == 304 or (start["status"] == 200 and web_page)


def _answer(asset: Asset, scope: Scope, cache: str) -> Response:
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if asset.compressed is not None and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.compressed, headers=headers, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def show_fault(fault: Exception) -> bool:
    """What the reader sees when a page fails. The log is told its kind and place; its words can quote a sent file."""
    st.error(
        "Något gick fel när sidan skulle visas. Felet är antecknat i Samsyns logg. "
        "Läs in sidan igen; om felet kommer tillbaka, säg till den som sköter Samsyn.",
        icon=":material/error:",
    )
    return True


@asynccontextmanager
async def warm_start(app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Draws the front page once beside the first visitor's own, so that what is kept between visits is there."""
    fault_log.quiet()
    # Who looked at which page is not written down. Streamlit switches these logs on again as it starts, whatever
    # uvicorn was told.
    for log in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(log).setLevel(logging.WARNING)
    first_page = asyncio.create_task(_draw_front_page())
    yield None
    first_page.cancel()


async def _draw_front_page() -> None:
    await runtime.get_instance().does_script_run_without_error()
    # What is in memory by now stays: the collector need not walk through it again and again.
    gc.collect()
    gc.freeze()


def create_app(script: Path = SCRIPT) -> st.App:
    if config.get_option("runner.postScriptGC"):
        raise RuntimeError(".streamlit/config.toml was not read. Start from the repository's folder: samsyn serve")
    for library in IMPORTED_EARLY:
        import_module(library)
    frontend = Frontend(Path(file_util.get_static_dir()), "Samsyn")
    headers = security_headers(frontend.inline_script_hashes)
    return st.App(
        script,
        lifespan=warm_start,
        middleware=[
            Middleware(GuardedHeaders, headers=headers),
            Middleware(SwedishFrontend, frontend=frontend),
        ],
        on_script_error=show_fault,
    )


app = create_app()
