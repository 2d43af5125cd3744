"""Which way the imports point, and how large a module may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_MODULE = 300
LONGEST_PAGE = 120


def _sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_dependencies_run_one_way() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_app_asks_pages_and_core_only() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    imported = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    imported |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    first_words = {name.split(".")[0] for name in imported}
    assert first_words <= {"__future__", "pages", "core", "streamlit", "pathlib"}


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(path.relative_to(ROOT)): _lines(path)
        for path in _sources("core", "models", "pages")
        if _lines(path) > LONGEST_MODULE and "versions" not in path.parts
    }
    assert not long


def test_a_page_is_short_because_core_does_the_work() -> None:
    pages = [path for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"]
    long = {path.name: _lines(path) for path in pages if _lines(path) > LONGEST_PAGE}
    assert not long


def test_the_serving_process_stays_light() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in _sources("pages/_frame")
        if path.name != "__init__.py"
    ]
    heavy = ["numba", "sklearn", "statsmodels", "statsforecast", "scipy"]
    code = (
        f"import sys, importlib\n[importlib.import_module(m) for m in {modules!r}]\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip().splitlines()[-1] == "[]"
