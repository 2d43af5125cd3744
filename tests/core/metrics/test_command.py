"""`kpis` on the command line says what the pages say."""

from __future__ import annotations

import json

import pytest

from core.cli import main
from core.metrics import FIGURES, compute
from tests.builders import Shop
from tests.core.metrics.asked import ALL_DAYS

PERIOD = ["kpis", "--from", str(ALL_DAYS.start), "--to", str(ALL_DAYS.end)]


def test_the_command_prints_every_figure_as_json(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PERIOD, "--json"], shop.settings) == 0
    printed = json.loads(capsys.readouterr().out)
    values = compute(shop.snapshot, list(FIGURES), ALL_DAYS)
    assert printed["from"] == str(ALL_DAYS.start)
    assert {name: figure["n"] for name, figure in printed["figures"].items()} == {
        n: v.n for n, v in values.items()
    }
    assert printed["figures"]["net_sales"]["value"] == pytest.approx(float(values["net_sales"].value or 0))


def test_the_command_takes_one_channel_and_speaks_the_language(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PERIOD, "--channel", "eu", "--language", "zh-Hans"], shop.settings) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(FIGURES)


def test_a_period_that_ends_before_it_starts_is_refused(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kpis", "--from", "2026-02-01", "--to", "2026-01-01"], shop.settings) == 1
    assert "is before the first" in capsys.readouterr().err
