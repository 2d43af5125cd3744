"""Starts the server: `python serve.py`, with Streamlit's own options after it. `make run` does this.

Streamlit 1.67 takes a folder `pages/` for its older way of many pages until the app has run once, and shows
the first visitor a bare list of files. Saying beforehand that the pages are the app's own spares that, and
what every page needs is loaded before the first visit instead of during it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from core import charts, ledger, marketing, members, purchasing, returns, sales, stock_health, today  # noqa: F401

APP = Path(__file__).parent / "app.py"


def main() -> None:
    """Serve until stopped."""
    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
