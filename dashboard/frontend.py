"""What the browser is sent of Streamlit's own frontend: in Swedish, compressed, with Samsyn's style sheet.

Streamlit serves its frontend in English and uncompressed, for browsers to keep a year. Here it has an address of
its own, with a fingerprint of what was changed in it: new words or styles give a new address, and nobody is left
with the old ones.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from dashboard.swedish_widgets import LITERALS, translate
from dashboard.theme import ACCENT, css

COMPRESSED = {".css", ".js", ".json", ".svg"}
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
_ICON = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="{ACCENT}" fill-opacity=".62">
<circle cx="16" cy="11" r="9"/><circle cx="11" cy="20" r="9"/><circle cx="21" cy="20" r="9"/></g></svg>"""

# Streamlit and its date fields ask the browser for its language; the house speaks Swedish to every browser.
_SWEDISH_BROWSER = """
      for (const [name, value] of [["language", "sv-SE"], ["languages", ["sv-SE", "sv"]]])
        Object.defineProperty(navigator, name, { get: () => value })
"""
_NOSCRIPT = """<noscript><p>Samsyn behöver JavaScript. Slå på det i webbläsaren och läs in sidan igen.</p></noscript>"""
_ADDRESS = re.compile(r"/sv-[0-9a-f]{10}/(.+)")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class FrontendChanged(RuntimeError):
    """Streamlit's index page is not the one that the changes below were written for."""


@dataclass(frozen=True)
class Asset:
    body: bytes
    compressed: bytes | None
    media_type: str


class Frontend:
    """Streamlit's frontend in `folder`, changed. A file is read, changed and compressed when first asked for."""

    def __init__(self, folder: Path, title: str) -> None:
        self._folder = folder
        self._assets: dict[str, Asset | None] = {}
        self.icon = _asset(_ICON.encode(), ".svg")
        changes = repr((LITERALS, css(), _SWEDISH_BROWSER, _NOSCRIPT))
        self.prefix = "sv-" + hashlib.sha256(changes.encode()).hexdigest()[:10]
        page = _swedish_index((folder / "index.html").read_text("utf-8"), self.prefix, title)
        self.index = _asset(page.encode(), ".html", "text/html; charset=utf-8")
        self.inline_script_hashes = [
            "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            for script in _INLINE_SCRIPT.findall(page)
        ]

    def asset(self, path: str) -> Asset | None:
        """The file at the address `path`, or None where that is no file of the changed frontend.

        An older fingerprint is answered too: a page left open since before an upgrade still asks by it.
        """
        address = _ADDRESS.fullmatch(path)
        if address is None:
            return None
        name = address[1]
        if name not in self._assets:
            self._assets[name] = self._read(name)
        return self._assets[name]

    def _read(self, name: str) -> Asset | None:
        if name == "samsyn.css":
            return _asset(css().encode(), ".css")
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve() / "static") or not path.is_file():
            return None
        if path.suffix == ".js":
            return _asset(translate(path.name, path.read_text("utf-8")).encode(), ".js")
        return _asset(path.read_bytes(), path.suffix)


def _asset(body: bytes, suffix: str, media_type: str | None = None) -> Asset:
    squeeze = suffix in COMPRESSED or media_type is not None
    compressed = gzip.compress(body, compresslevel=6, mtime=0) if squeeze else None
    return Asset(body, compressed, media_type or MEDIA_TYPES.get(suffix, "application/octet-stream"))


def _swedish_index(page: str, prefix: str, title: str) -> str:
    page = _replace(page, '<html lang="en">', '<html lang="sv">')
    page = _replace(page, "<title>Streamlit</title>", f"<title>{title}</title>")
    page = _replace(page, '<link rel="service-desc" href="./_stcore/agent/openapi.json" />', "")
    page = _replace(page, "window.prerenderReady = false", "window.prerenderReady = false" + _SWEDISH_BROWSER)
    page = _replace(page, "</head>", f'<link rel="stylesheet" href="./{prefix}/samsyn.css">\n  </head>')
    page, notices = re.subn(r"<noscript>.*?</noscript>", _NOSCRIPT, page, flags=re.DOTALL)
    page = re.sub("<!--.*?-->", "", page, flags=re.DOTALL)
    page, addresses = re.subn(r'(href|src)="\./static/', rf'\1="./{prefix}/static/', page)
    if notices != 1 or addresses == 0:
        raise FrontendChanged("Streamlit's index page has changed: look through dashboard/frontend.py")
    return page


def _replace(page: str, old: str, new: str) -> str:
    if page.count(old) != 1:
        raise FrontendChanged(f"Streamlit's index page does not have {old!r} once: look through dashboard/frontend.py")
    return page.replace(old, new)
