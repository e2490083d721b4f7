"""Draws pages of the repository it is run in and tells what they say, one a line: ``python at.py page?address ...``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path.cwd() / "dashboard" / "app.py"


def said(page: str, address: str) -> str:
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.run()
    app.switch_page(f"app_pages/{page}.py")
    for part in filter(None, address.split("&")):
        name, value = part.split("=", 1)
        app.query_params[name] = value
    app.run()
    folds = [expander.proto.id.rsplit("-fold_", maxsplit=1) for expander in app.expander]
    for fold in folds:
        if len(fold) == 2 and not fold[1].startswith("spara"):
            app.session_state[f"fold_{fold[1]}"] = True
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    html = [element.proto.body for element in app.get("html")]
    kinds = (app.title, app.header, app.subheader, app.markdown, app.info)
    words = [str(each.value) for kind in kinds for each in kind] + [each.label for each in app.expander]
    choices = [option for box in app.selectbox for option in box.options]
    text = re.sub(r"<[^>]+>", " ", " ".join([*words, *choices, *html])).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


for asked in sys.argv[1:]:
    sys.stdout.write(said(*asked.partition("?")[::2]) + "\n")
