"""`forecast [--input long.csv] --freq D|W|M --horizon N`: forecasts of any long table, or of the shop."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import InputError, Message
from core.i18n import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from core.demand.long_table import LongPanel


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--input",
        type=Path,
        metavar="FILE",
        help=_("CSV with unique_id, ds, y; without it the shop's own demand"),
    )
    parser.add_argument("--freq", choices=("D", "W", "M"), default="W", help=_("days, weeks or months"))
    parser.add_argument("--horizon", type=int, required=True, metavar="N", help=_("periods ahead"))
    parser.add_argument("--cumulative", action="store_true", help=_("also the sums from the first period on"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("write a CSV file instead of printing"))


def _run(typed: Namespace, context: Context) -> Outcome:
    if typed.horizon < 1:
        raise InputError(N_("The horizon is {found}; it must be 1 or more."), found=typed.horizon)
    context.progress(0.1, Message(N_("Reading the demand of every period")))
    table = _of_file(typed, context) if typed.input else _of_shop(typed, context)
    series = int(table["unique_id"].nunique())
    result = {"series": series, "rows": len(table), "out": typed.out}
    if typed.out is None:
        result["forecasts"] = table.to_dict("records")
        return Outcome(result, table.to_csv(index=False).splitlines())
    # Read by programs, not by people: names come back exactly as they were given, so nothing is guarded.
    table.to_csv(typed.out, index=False)
    words = _("{count} series are forecast in {file}.")
    return Outcome(result, [words.format(count=i18n.number(series), file=typed.out)])


def _of_file(typed: Namespace, context: Context) -> pd.DataFrame:
    from core.demand.long_table import read_long

    if not typed.input.is_file():
        raise InputError(N_("There is no file {file}."), file=str(typed.input))
    return _forecast(read_long(typed.input, typed.freq), typed, context)


def _of_shop(typed: Namespace, context: Context) -> pd.DataFrame:
    import numpy as np

    from core import facts
    from core.demand.long_table import LongPanel
    from core.demand.panel import read_panel

    facts.prepare(context.settings)
    panel = read_panel(facts.lease(context.settings), step=typed.freq)
    if panel.keys.empty:
        raise InputError(N_("There are no orders yet. Upload the order files of your shops first."))
    names = [
        f"{sku}@{place}" if place else sku for sku, place in panel.keys.itertuples(index=False, name=None)
    ]
    last = panel.first + panel.units.shape[1] - 1
    days = [panel.calendar.start(last)] * len(names)
    return _forecast(
        LongPanel(names, panel.units, np.full(len(names), last), days, typed.freq), typed, context
    )


def _forecast(panel: LongPanel, typed: Namespace, context: Context) -> pd.DataFrame:
    from core.demand.long_table import forecast_long

    words = Message(N_("Forecasting {count} series"), {"count": len(panel.ids)})
    context.progress(0.3, words)
    return forecast_long(
        panel,
        horizon=typed.horizon,
        cumulative=typed.cumulative,
        done=lambda share: context.progress(0.5 + 0.45 * share, words),
    )


COMMAND = Command("forecast", N_("Forecast the shop's demand, or any long table"), _arguments, _run)
