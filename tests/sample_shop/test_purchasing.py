"""What orders know of the sample's truths: closed suppliers, an event that comes too soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pandas as pd
import pytest

from core import facts, i18n, ledger, purchasing
from core.facts import Snapshot
from core.ledger import Ledger
from core.purchasing import Suggestions
from core.settings import Settings
from sample_data import plan
from sample_data.catalogue import promoted

BEFORE_THE_FESTIVAL = dt.date(2026, 1, 12)


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.fixture(scope="module")
def book(sample_shop: Settings) -> Iterator[Ledger]:
    with closing(ledger.open_ledger(sample_shop)) as opened:
        yield opened


@pytest.fixture(scope="module")
def before_the_festival(snapshot: Snapshot, book: Ledger) -> Suggestions:
    return purchasing.suggestions(snapshot, book, as_of=BEFORE_THE_FESTIVAL)


def test_t4_nothing_arrives_from_a_supplier_that_is_closed(
    snapshot: Snapshot, before_the_festival: Suggestions
) -> None:
    closed = snapshot.frame("SELECT supplier_id, starts_on, ends_on FROM lake.current.supplier_closures")
    both = before_the_festival.rows.merge(closed, on="supplier_id")
    inside = (both["arrives_on"] >= both["starts_on"]) & (both["arrives_on"] <= both["ends_on"])
    assert len(both)
    assert not inside.any()


def test_t4_thirty_days_from_the_twelfth_of_january_end_on_the_seventh_of_march(
    before_the_festival: Suggestions,
) -> None:
    own = before_the_festival.rows[before_the_festival.rows["supplier_id"] == plan.SLOW_SUPPLIER]
    thirty = own[own["lead_time_days"] == 30]
    assert len(thirty)
    assert set(thirty["arrives_on"]) == {pd.Timestamp("2026-03-07")}
    assert (thirty["arrival_closed_days"] == 24).all()


def test_t5_an_order_that_misses_the_eleventh_says_so_of_promoted_goods_only(
    snapshot: Snapshot, book: Ledger
) -> None:
    lines = purchasing.suggestions(snapshot, book).lines
    fair_ends = pd.Timestamp("2026-11-11")
    is_late = (lines["lead_time_days"] > 11) & (lines["stock_out_on"] <= fair_ends)
    asked = lines["sku"].isin(promoted()) & lines["location"].eq("WH-HZ") & is_late
    told = lines["missed_event"].str.contains("11.11 2026", regex=False)
    assert asked.sum() > 20
    assert told[asked].all()
    assert set(lines.loc[told, "sku"]) <= set(promoted())
    line = {str(name): value for name, value in lines[asked].iloc[0].items()}
    words = " ".join(i18n.render(note) for note in purchasing.explain(line).notes)
    assert "Too late for 11.11 2026 (Nov 10, 2026 to Nov 11, 2026)" in words


def test_t7_what_launches_on_monday_asks_for_a_similar_product_instead_of_a_stock_file(
    snapshot: Snapshot, book: Ledger
) -> None:
    """The full list of Hangzhou does not name it: none is there, and that is known."""
    found = purchasing.suggestions(snapshot, book)
    row = found.rows.set_index("sku").loc[plan.COMING]
    assert (row["is_unlisted"], row["physical"], row["code"]) == (True, 0, "never_sold")
    (why,) = found.nothing[found.nothing["sku"] == plan.COMING].to_dict("records")
    words = i18n.render(purchasing.why_nothing({str(name): value for name, value in why.items()}))
    assert "about 289 units in 63 days is a rough guess. Choose a similar product" in words
