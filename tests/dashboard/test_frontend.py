"""The changed frontend: complete, compressed, shut towards the rest of the disk, and new when its words are new."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from streamlit import file_util

from dashboard import frontend
from dashboard.frontend import Frontend, FrontendChanged

STATIC = Path(file_util.get_static_dir())


@pytest.fixture(scope="module")
def swedish() -> Frontend:
    return Frontend(STATIC, "Samsyn")


def test_index_is_swedish(swedish: Frontend) -> None:
    page = swedish.index.body.decode()
    assert '<html lang="sv">' in page
    assert "<title>Samsyn</title>" in page
    assert "You need to enable JavaScript" not in page
    assert "openapi.json" not in page


def test_everything_the_index_asks_for_is_there(swedish: Frontend) -> None:
    addresses = re.findall(r'(?:href|src)="\.(/sv-[^"]+)"', swedish.index.body.decode())
    assert len(addresses) > 50
    assert "./static/" not in swedish.index.body.decode()
    assert [address for address in addresses if swedish.asset(address) is None] == []


def test_inline_scripts_are_the_hashed_ones(swedish: Frontend) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", swedish.index.body.decode(), re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert swedish.inline_script_hashes == [f"sha256-{digest}" for digest in digests]
    assert len(scripts) == 1


def test_scripts_are_translated_and_compressed(swedish: Frontend) -> None:
    name = next((STATIC / "static" / "js").glob("FileUploader.*.js")).name
    script = swedish.asset(f"/{swedish.prefix}/static/js/{name}")
    assert script is not None
    assert script.compressed is not None
    assert "`Dra hit en fil`" in script.body.decode()
    assert gzip.decompress(script.compressed) == script.body
    assert len(script.compressed) < len(script.body) / 2
    assert script.media_type.startswith("text/javascript")


def test_fonts_are_left_as_they_are(swedish: Frontend) -> None:
    name = next((STATIC / "static" / "media").glob("SourceSansVF-Upright*.woff2")).name
    font = swedish.asset(f"/{swedish.prefix}/static/media/{name}")
    assert font is not None
    assert font.compressed is None
    assert font.media_type == "font/woff2"


def test_a_page_open_since_an_older_version_still_finds_its_scripts(swedish: Frontend) -> None:
    assert swedish.asset("/sv-0123456789/samsyn.css") is not None


@pytest.mark.parametrize(
    "path",
    [
        "/sv-0123456789/index.html",
        "/sv-0123456789/static/../index.html",
        "/sv-0123456789/static/../../__init__.py",
        "/sv-0123456789//etc/passwd",
        "/sv-0123456789/static/js/nothing.js",
        "/sv-0123456789/static/js",
        "/sv-/static/js/nothing.js",
        "/static/js/nothing.js",
    ],
)
def test_nothing_else_is_served(path: str, swedish: Frontend) -> None:
    assert swedish.asset(path) is None


def test_new_words_and_new_styles_give_a_new_address(swedish: Frontend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "css", lambda: "p { color: red }")
    restyled = Frontend(STATIC, "Samsyn").prefix
    monkeypatch.setattr(frontend, "LITERALS", {})
    assert len({swedish.prefix, restyled, Frontend(STATIC, "Samsyn").prefix}) == 3


def test_a_changed_index_page_is_noticed(tmp_path: Path) -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("<title>Streamlit</title>", "<title>Other</title>"), "utf-8")
    with pytest.raises(FrontendChanged, match="title"):
        Frontend(tmp_path, "Samsyn")
