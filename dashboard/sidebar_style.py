"""The style of the menu's column: the county stands above the menu, since every page below is of that county."""

from __future__ import annotations

# Streamlit puts what a script writes in this column under the menu, which is longer than a laptop's screen.
CSS = """
[data-testid="stSidebarContent"] { display: flex; flex-direction: column; }
[data-testid="stSidebarHeader"] { order: 1; flex: none; }
[data-testid="stSidebar"] [data-testid="stSidebarUserContent"] { order: 2; flex: none; padding: 0 0 1rem; }
[data-testid="stSidebarNav"] { order: 3; flex: none; }
[data-testid="stSidebarNavSeparator"] { display: none; }
"""
