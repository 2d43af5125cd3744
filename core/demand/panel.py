"""Demand series: by day, week or month, for SKUs, places, channels or categories, from first sale or launch.

What was sold and what was wanted are kept apart. A period of which at least half could be seen is known: what
was wanted on its open days, and for the rest what the periods before it sold in so much open time. Leaving
out every period with an empty day would leave no history to a shop that is out of stock two days of every
week, and would leave out the best weeks first; scaling up the open days of the week itself would count double
what was sold before the shelf was empty. A period that was less than half open is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from core.demand.alike import read_alike
from core.demand.calendar import Occurrence, read_calendar
from core.demand.commitments import read_commitments
from core.demand.evidence import FOUND, SPELL, Evidence, gather
from core.demand.large_orders import read_large_orders
from core.demand.prices import relative_prices
from core.demand.products import Products, read_products
from core.demand.sales_days import SalesDays, read_returns, read_sales_days, read_successions
from core.demand.scopes import Scopes
from core.demand.series import GRAINS, Grain, Series
from core.demand.steps import WEEK_START, WEEKDAYS, Calendar, Step
from core.demand.stock_outs import COUNTED_SPANS, STOCK_OUT_SPELLS
from core.facts import Snapshot
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.unconstrained import unconstrained

LOOK_AHEAD_DAYS = 3 * 366
"""How far events are looked for beyond the last known day."""

_FIRST_DAY = "SELECT min(placed_on) FROM lake.mart.sales_lines"
_NO_SPELLS = pd.DataFrame(columns=list(SPELL))
_NO_COMMITMENTS = pd.DataFrame(columns=["sku", "location", "channel", "day", "units"])
_NO_FINDINGS = pd.DataFrame(columns=list(FOUND))


@dataclass(frozen=True)
class DemandPanel:
    """Demand of many series, one row each.

    keys: the columns of the grain, e.g. sku, location; RangeIndex, the order of all arrays.
    calendar, first: how time is cut, and the number of the first column's period. as_of: last day read.
    units: (n_series, n_periods) wanted, base units; NaN before the first sale and where it is not known.
    sold: the same as it was sold, bulk orders included; NaN only before the first sale.
    stock_outs: (n_series, n_periods) out of stock for some or all of the period, as far as known; inferred:
        of those, where only the pattern of sales says so, which is weak.
    first_columns: (n_series,) column of the first sale or launch, after the last one for what is to come.
    yearly_net_sales: (n_series,) net sales of the last 52 weeks, display currency.
    returned: (n_series, n_periods) units back in sellable stock, a series of its own; None where not read.
    commitments: sku, location, channel, day, units of pre-sale orders that wait for their balance.
    last_columns: (n_series,) the first column after the end of sale; far ahead for what goes on.
    group: (n_series,) place of the category in categories, -1 for none. unit_value: (n_series,) net sales of
        one unit.
    relative_price: (n_series, n_periods) price over the series' own usual one, NaN = usual; None = unknown.
    events, scopes: the calendar of events and which share of which series each one touches.
    alike: category, supplier_id, price, launched_on of each series (`read_alike`); None where it has no SKU.
    spells, findings, successions: as tables for people (evidence.SPELL, FOUND; old_sku, new_sku, since,
        factor).
    """

    keys: pd.DataFrame
    calendar: Calendar
    first: int
    as_of: dt.date
    units: FloatArray
    sold: FloatArray
    stock_outs: BoolArray
    inferred: BoolArray
    first_columns: IntArray
    yearly_net_sales: FloatArray
    returned: FloatArray | None = None
    commitments: pd.DataFrame = field(default_factory=lambda: _NO_COMMITMENTS)
    last_columns: IntArray | None = None
    group: IntArray | None = None
    categories: tuple[str, ...] = ()
    unit_value: FloatArray | None = None
    relative_price: FloatArray | None = None
    events: tuple[Occurrence, ...] = ()
    scopes: Scopes | None = None
    alike: pd.DataFrame | None = None
    spells: pd.DataFrame = field(default_factory=lambda: _NO_SPELLS)
    findings: pd.DataFrame = field(default_factory=lambda: _NO_FINDINGS)
    successions: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def first_day(self) -> dt.date:
        """First day of the first column."""
        return self.calendar.start(self.first)

    @property
    def next_day(self) -> dt.date:
        """First day after the last column: the first period that is forecast begins there."""
        return self.calendar.start(self.first + self.units.shape[1])


def read_panel(
    snapshot: Snapshot,
    *,
    as_of: dt.date | None = None,
    grain: Grain = "sku_location",
    step: Step = "W",
    planned: pd.DataFrame | None = None,
    counted: Collection[str] = (),
) -> DemandPanel:
    """The panel of everything that was ever in demand, in complete periods up to as_of.

    as_of: the facts' own where none is given; without order lines the panel is empty. A period in which the
    order files begin is left out. planned: events that people planned (ledger.planned_events). counted: names
    of findings that people want in the level although they look like none.
    """
    cut = Calendar(step, WEEKDAYS.index(snapshot.parameters.get(WEEK_START) or WEEKDAYS[0]))
    until = as_of or snapshot.as_of
    begins = snapshot.value(_FIRST_DAY)
    if until is None or begins is None:
        return _empty(cut, GRAINS[grain])
    first, after = cut.complete(begins, until)
    if after <= first:
        return _empty(cut, GRAINS[grain])
    window = {"as_of": until, "first_day": cut.start(first), "last_day": cut.start(after) - dt.timedelta(1)}
    sales = read_sales_days(snapshot, **window)
    products = read_products(snapshot)
    series = Series.of(sales, products, grain=grain, calendar=cut, first=first, after=after)
    events = read_calendar(
        snapshot,
        first_day=window["first_day"],
        last_day=until + dt.timedelta(days=LOOK_AHEAD_DAYS),
        planned=planned,
    )
    evidence = _evidence(snapshot, sales, window, events, counted)
    panel = _panel(series, evidence, until)
    scopes = Scopes.of(series, products)
    return replace(
        panel,
        returned=series.added_up(read_returns(snapshot, **window)),
        relative_price=relative_prices(snapshot, series, events=events, scopes=scopes),
        events=events,
        scopes=scopes,
        alike=_alike(snapshot, series, products, panel),
        successions=read_successions(snapshot, as_of=until),
        commitments=read_commitments(snapshot, as_of=until, next_day=cut.start(after)),
    )


def _alike(snapshot: Snapshot, series: Series, products: Products, panel: DemandPanel) -> pd.DataFrame | None:
    if "sku" not in series.keys:
        return None
    sold = ~np.isnan(panel.units).all(axis=1)
    value = np.where(sold, series.unit_value(), np.nan)
    return read_alike(snapshot, series.keys, products, unit_value=value, as_of=panel.as_of)


def _evidence(
    snapshot: Snapshot,
    sales: SalesDays,
    window: dict[str, dt.date],
    events: tuple[Occurrence, ...],
    counted: Collection[str],
) -> Evidence:
    has_counts = snapshot.has_rows("current", "stock")
    no_rows = pd.DataFrame(columns=["sku", "location", "from_day", "to_day"])
    return gather(
        sales,
        spells=snapshot.frame(STOCK_OUT_SPELLS, [window["as_of"]]) if has_counts else no_rows,
        spans=snapshot.frame(COUNTED_SPANS, [window["as_of"]]) if has_counts else no_rows,
        large_orders=read_large_orders(snapshot, **window),
        calendar=events,
        counted=counted,
    )


def _panel(series: Series, evidence: Evidence, as_of: dt.date) -> DemandPanel:
    sold = series.sold()
    closed, weak = series.closed(evidence)
    first, last = series.first_columns(), series.last_columns()
    column = np.arange(sold.shape[1])[None, :]
    before, ended = column < first[:, None], column >= last[:, None]
    level = np.maximum(sold - series.taken_out(evidence.findings), 0.0)
    units = np.where(before | ended, np.nan, unconstrained(level, closed, begun=~before))
    return DemandPanel(
        keys=series.keys,
        calendar=series.calendar,
        first=series.first,
        as_of=as_of,
        units=units,
        sold=np.where(before, np.nan, sold),
        stock_outs=(closed > 0) & ~before,
        inferred=weak & ~before,
        first_columns=first,
        yearly_net_sales=series.yearly_net_sales(),
        last_columns=last,
        group=series.group,
        categories=series.categories,
        unit_value=series.unit_value(),
        spells=evidence.spells,
        findings=evidence.findings,
    )


def _empty(calendar: Calendar, keys: tuple[str, ...]) -> DemandPanel:
    no_rows, none = np.zeros((0, 0)), np.zeros(0, dtype=np.int64)
    return DemandPanel(
        keys=pd.DataFrame(columns=list(keys)),
        calendar=calendar,
        first=0,
        as_of=dt.date(1970, 1, 1),
        units=no_rows,
        sold=no_rows,
        stock_outs=no_rows.astype(np.bool_),
        inferred=no_rows.astype(np.bool_),
        first_columns=none,
        yearly_net_sales=np.zeros(0),
    )
