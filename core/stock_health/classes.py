"""ABC-XYZ: which products make the money, and how well their demand can be told in advance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import i18n, metrics
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.metrics import Filters
from core.stock_health.table import StockTable, containing, read_stock
from models.arrays import FloatArray
from models.inventory import abc_classes, variation, xyz_classes

CLASSES = (
    "sku", "product_name", "category", "abc", "xyz", "cell", "cell_way", "money", "money_share",
    "cumulative_share", "unsteadiness", "known_weeks", "stock_value", "physical", "states",
)  # fmt: skip
"""One row per stocked product, the most money first. money: net sales or gross margin of 12 months, display
currency. unsteadiness: what XYZ goes by, NaN where it is not known. stock_value: at cost, all locations."""

BY_MONEY: Mapping[str, str] = {"net_sales": N_("Net sales"), "gross_margin": N_("Gross margin")}
BY_STEADINESS: Mapping[str, str] = {"variation": N_("Ups and downs"), "error": N_("Forecast error")}
A_CUT, B_CUT = 0.8, 0.95
CUTS: Mapping[str, tuple[float, float]] = {"variation": (0.5, 1.0), "error": (0.3, 0.6)}
"""Up to the first a product is X, up to the second Y."""
MEANINGS: Mapping[str, str] = {
    "AX": N_("High service (98 %), little safety stock: order often and automatically"),
    "AY": N_("High service (95 to 98 %), safety stock for the season: look at the forecast monthly"),
    "AZ": N_("High service costs much stock here: decide each order by hand, ask for short lead times"),
    "BX": N_("Good service (95 %), little safety stock: order automatically"),
    "BY": N_("Good service (about 95 %): usual safety stock, check before seasons"),
    "BZ": N_("Medium service (90 to 95 %): larger safety stock or longer waiting, check by hand"),
    "CX": N_("Good service is cheap (95 %): order rarely, in larger lots"),
    "CY": N_("Medium service (90 %): order rarely, keep little"),
    "CZ": N_("Low service (80 to 90 %) or on request: candidates for taking out of the range"),
}
"""What each cell means for the service level: a start to calibrate on one's own costs, not a law."""
_WEEKS = 52
_DAYS = 364
_SERIES = """
SELECT sku, history[-52:] AS history, stock_out_weeks[-52:] AS out, inferred_weeks[-52:] AS inferred,
    error, value FROM lake.result.forecasts
"""
_PRODUCTS = """
SELECT sku, coalesce(name, '') AS product_name, coalesce(category, '') AS category,
    coalesce(kind, 'goods') AS kind FROM lake.current.products
"""
_STOCKED = ("goods", "gift", "sample", "packaging")


@dataclass(frozen=True)
class Classes:
    """table: CLASSES. cells: one row per cell (abc, xyz, cell, skus, money_share, stock_share, stock_value).

    left_out_share: of the money of all products, what is not stocked (bundles, services), 0 to 1.
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    by_money: str
    by_steadiness: str
    first_day: dt.date
    last_day: dt.date
    money: float
    left_out_share: float

    def answer(self) -> str:
        """Where the money is made and where it lies, in one sentence or two."""
        of_a = self.cells[self.cells["abc"] == "A"]
        words = _("{count} of {all} products make {share} of the {money} of twelve months.")
        if self.cells["stock_value"].sum() > 0:
            words = _(
                "{count} of {all} products make {share} of the {money} of twelve months and bind {stock} of "
                "the stock money."
            )
        words = words.format(
            count=i18n.number(int(of_a["skus"].sum())),
            all=i18n.number(len(self.table)),
            share=i18n.percent(float(of_a["money_share"].sum()), 0),
            money=_(BY_MONEY[self.by_money]).lower(),
            stock=i18n.percent(float(of_a["stock_share"].sum()), 0),
        )
        rare = self.cells[self.cells["cell"] == "CZ"].iloc[0]
        if rare["stock_share"] > 0:
            words = i18n.sentences(
                words,
                _("{stock} lies in products that sell little and erratically (CZ).").format(
                    stock=i18n.percent(float(rare["stock_share"]), 0)
                ),
            )
        return words


def read_classes(
    snapshot: Snapshot, ledger: Ledger, by_money: str = "net_sales", by_steadiness: str = "variation"
) -> Classes:
    """The classes of everything that is stocked. by_money: of BY_MONEY; by_steadiness: of BY_STEADINESS."""
    stock = read_stock(snapshot, ledger)
    first = stock.as_of - dt.timedelta(days=_DAYS)
    money = metrics.series(snapshot, by_money, Filters(first, stock.as_of), "sku")
    return classified(
        money.rename(columns={"key": "sku", "value": "money"})[["sku", "money"]],
        steadiness(snapshot.frame(_SERIES), by_steadiness),
        snapshot.frame(_PRODUCTS),
        stock,
        by=(by_money, by_steadiness),
    )


def steadiness(series: pd.DataFrame, by: str) -> pd.DataFrame:
    """sku, unsteadiness, known_weeks.

    "variation": deviation over mean of the weekly demand of the last 52 weeks over all locations; weeks with
    a stock-out are left out. "error": usual error of the forecasts, weighted by their sales.
    """
    skus, owner = np.unique(series["sku"].to_numpy(dtype=object).astype(str), return_inverse=True)
    weeks = _known_weeks(series)
    told = np.zeros((skus.size, _WEEKS))
    np.add.at(told, owner, np.nan_to_num(weeks))
    unknown = np.zeros((skus.size, _WEEKS), dtype=bool)
    np.logical_or.at(unknown, owner, np.isinf(weeks))
    seen = np.zeros((skus.size, _WEEKS), dtype=bool)
    np.logical_or.at(seen, owner, ~np.isnan(weeks))
    panel = np.where(seen & ~unknown, told, np.nan)
    found = variation(panel) if by == "variation" else _errors(series, owner, skus.size)
    return pd.DataFrame({"sku": skus, "unsteadiness": found, "known_weeks": (~np.isnan(panel)).sum(axis=1)})


def _known_weeks(series: pd.DataFrame) -> FloatArray:
    """(n_series, 52) units a week; NaN before the first sale, infinite where there was no stock."""
    weeks = np.full((len(series), _WEEKS), np.nan)
    rows = zip(series["history"], series["out"], series["inferred"], strict=True)
    for number, (history, out, inferred) in enumerate(rows):
        units = np.asarray(history, dtype=np.float64)
        closed = np.asarray(out, dtype=bool) | np.asarray(inferred, dtype=bool)
        if units.size:
            weeks[number, -units.size :] = np.where(closed & ~np.isnan(units), np.inf, units)
    return weeks


def _errors(series: pd.DataFrame, owner: np.ndarray[tuple[int], np.dtype[np.int64]], n: int) -> FloatArray:
    error, weight = series["error"].to_numpy(dtype=np.float64), series["value"].fillna(0.0).to_numpy()
    known = ~np.isnan(error)
    heavy = np.where(known, np.maximum(weight, 1e-9), 0.0)
    total = np.bincount(owner, heavy, minlength=n)
    weighed = np.bincount(owner, np.where(known, error, 0.0) * heavy, minlength=n)
    found: FloatArray = np.where(total > 0, weighed / np.where(total > 0, total, 1.0), np.nan)
    return found


def classified(
    money: pd.DataFrame,
    steady: pd.DataFrame,
    products: pd.DataFrame,
    stock: StockTable,
    *,
    by: tuple[str, str],
) -> Classes:
    """The classes from money (sku, money), steadiness, products and what lies there."""
    held = stock.table.groupby("sku", as_index=False).agg(
        stock_value=("value", "sum"), physical=("physical", "sum"), states=("state_words", _joined)
    )
    skus = pd.concat([money["sku"], held["sku"]]).dropna().drop_duplicates()
    table = pd.DataFrame({"sku": skus[skus != ""]}).merge(products, how="left", on="sku")
    for other in (money, steady, held):
        table = table.merge(other, how="left", on="sku")
    table = table.fillna({"product_name": "", "category": "", "kind": "goods", "states": ""})
    for name in ("money", "stock_value", "physical"):
        table[name] = table[name].astype("float64").fillna(0.0)
    earned = float(table["money"].clip(lower=0).sum())
    is_stocked = table["kind"].isin(_STOCKED) | (table["physical"] > 0)
    table = _lettered(table[is_stocked].reset_index(drop=True), by[1])
    inside = float(table["money"].clip(lower=0).sum())
    return Classes(
        table=table[list(CLASSES)],
        cells=_cells(table),
        by_money=by[0],
        by_steadiness=by[1],
        first_day=stock.as_of - dt.timedelta(days=_DAYS),
        last_day=stock.as_of,
        money=inside,
        left_out_share=1.0 - inside / earned if earned else 0.0,
    )


def _joined(words: pd.Series[str]) -> str:
    return i18n.listed(list(dict.fromkeys(words)))


def _lettered(table: pd.DataFrame, by_steadiness: str) -> pd.DataFrame:
    order = table.sort_values(["money", "sku"], ascending=[False, True], ignore_index=True)
    worth = order["money"].clip(lower=0)
    ranked = abc_classes(worth, a_cut=A_CUT, b_cut=B_CUT)
    x_cut, y_cut = CUTS[by_steadiness]
    order["abc"], order["cumulative_share"] = ranked.classes, ranked.cumulative_share
    order["money_share"] = worth / worth.sum() if worth.sum() else 0.0
    order["xyz"] = xyz_classes(order["unsteadiness"], x_cut=x_cut, y_cut=y_cut)
    order["known_weeks"] = order["known_weeks"].fillna(0)
    order["cell"] = order["abc"] + order["xyz"]
    order["cell_way"] = order["cell"].map({cell: _(words) for cell, words in MEANINGS.items()})
    return order


def _cells(table: pd.DataFrame) -> pd.DataFrame:
    sums = table.groupby("cell").agg(
        skus=("sku", "size"), money_share=("money_share", "sum"), stock_value=("stock_value", "sum")
    )
    cells = sums.reindex(list(MEANINGS), fill_value=0).rename_axis("cell").reset_index()
    total = float(cells["stock_value"].sum())
    cells["stock_share"] = cells["stock_value"] / total if total else 0.0
    return cells.assign(abc=cells["cell"].str[0], xyz=cells["cell"].str[1])


def matrix(found: Classes) -> pd.DataFrame:
    """The nine cells for charts.matrix, darker for more stock money."""
    cells = found.cells
    money = _(BY_MONEY[found.by_money])
    count = [_("{count} products").format(count=i18n.number(int(skus))) for skus in cells["skus"]]
    return pd.DataFrame(
        {
            "row": cells["abc"],
            "column": cells["xyz"],
            "cell": cells["cell"],
            "title": cells["cell"],
            "first": count,
            "second": [f"{money} {i18n.percent(share, 0)}" for share in cells["money_share"]],
            "third": [
                _("Stock {share}").format(share=i18n.percent(share, 0)) for share in cells["stock_share"]
            ],
            "value": cells["stock_share"],
            "words": cells["cell"].map({cell: _(words) for cell, words in MEANINGS.items()}),
        }
    )


def axis_words(found: Classes) -> tuple[dict[str, str], dict[str, str]]:
    """What each letter stands for, with its cuts: of ABC, of XYZ."""
    a, b = (i18n.percent(cut, 0) for cut in (A_CUT, B_CUT))
    x_cut, y_cut = CUTS[found.by_steadiness]
    x, y = i18n.number(x_cut, 1), i18n.number(y_cut, 1)
    rows = {
        "A": _("A: the first {share}").format(share=a),
        "B": _("B: up to {share}").format(share=b),
        "C": _("C: the rest"),
    }
    columns = {
        "X": _("X steady: up to {cut}").format(cut=x),
        "Y": _("Y changing: up to {cut}").format(cut=y),
        "Z": _("Z erratic or unknown"),
    }
    return rows, columns


def matching_classes(table: pd.DataFrame, cell: str, search: str) -> pd.DataFrame:
    """The products of a cell ('' for all) whose SKU or name contains the text."""
    rows = table if not cell else table[table["cell"] == cell]
    return containing(rows.assign(location=""), search)[list(CLASSES)].reset_index(drop=True)


def read_health(snapshot: Snapshot, ledger: Ledger) -> StockTable:
    """The stock table with the ABC class of each row's product, by net sales, in the column abc."""
    stock = read_stock(snapshot, ledger)
    letters = read_classes(snapshot, ledger).table.set_index("sku")["abc"]
    table = stock.table.assign(abc=stock.table["sku"].map(letters).fillna("C"))
    return StockTable(table, stock.as_of, stock.has_forecasts)
