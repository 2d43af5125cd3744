"""Past decisions stand in the sample's ledger as if people had made them, with what came of them."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core import ledger, sample, settings
from core.ledger import Ledger
from core.sample.deciding import decide
from core.settings import Settings
from sample_data.past import PastDecision
from tests.core.ledger.deciding import confirm

SNAPSHOT = 3
ORDERED_ON, CAME_ON, LAST_DAY = dt.date(2026, 5, 4), dt.date(2026, 5, 18), dt.date(2026, 6, 7)


def _past(sku: str, decided_units: int) -> PastDecision:
    """20 were suggested; 30 were wanted in three weeks, each brings a margin of 2."""
    return PastDecision(
        sku=sku, product_name=sku.title(), location="WH", supplier_id="acme", decided_on=ORDERED_ON,
        proposed_units=20, decided_units=decided_units, unit_cost=Decimal("3.50"), reason="no room",
        on_hand=4, received_on=CAME_ON if decided_units else None, first_day=CAME_ON, last_day=LAST_DAY,
        wanted=30, sold=30 if decided_units else 0, stock_out_days=0 if decided_units else 21, left=0,
        gain_of_proposed=Decimal(40), gain_of_decided=Decimal(60 if decided_units else 0),
    )  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "var", _env_file=None)  # type: ignore[call-arg]


def _decided(desk: Settings) -> Ledger:
    book = ledger.open_ledger(desk)
    confirm(book, "acme")
    decide(book, [_past("tea", 30), _past("cup", 0)], SNAPSHOT)
    return book


def test_a_past_order_has_arrived_so_nothing_of_it_is_on_order(own: Settings) -> None:
    with closing(_decided(own)) as book:
        assert ledger.orders(book)[["po_id", "state"]].values.tolist() == [["PO-20260504-001", "closed"]]
        assert ledger.open_order_lines(book).empty


def test_every_past_decision_has_its_outcome(own: Settings) -> None:
    with closing(_decided(own)) as book:
        decided = ledger.decisions(book).set_index("decision_id")[["sku", "kind", "decided_units"]]
        found = ledger.outcomes(book).join(decided, on="decision_id").set_index("sku")
    assert found.loc["tea", ["kind", "decided_units", "stock_out_days"]].tolist() == ["accepted", 30, 0]
    assert found.loc["cup", ["kind", "decided_units", "stock_out_days"]].tolist() == ["rejected", 0, 21]
    assert found["gain_of_decided"].tolist() == [Decimal(0), Decimal(60)]


def test_past_decisions_are_dated_when_they_fell_and_say_that_they_are_a_sample(own: Settings) -> None:
    with closing(_decided(own)) as book:
        decided = ledger.decisions(book)
        moments = ledger.audit(book)["at"].tolist()[:-1]
        assert ledger.decision_inputs(book, 1)["is_sample"]
    assert decided["as_of"].dt.date.unique().tolist() == [ORDERED_ON]
    assert (decided["decided_at"].dt.date == ORDERED_ON + dt.timedelta(days=1)).all()
    assert decided["decided_by"].str.contains("sample").all()
    assert moments == sorted(moments, reverse=True)


def test_undoing_an_import_withdraws_nothing_from_past_decisions(own: Settings) -> None:
    with closing(_decided(own)) as book:
        assert ledger.relying_on(book, 1, snapshots=(1, 99)) == []


def test_removing_the_sample_takes_its_decisions_away(own: Settings) -> None:
    apart = settings.sample_desk(own, "abc")
    _decided(apart).close()
    (own.sample_folder / settings.SHOWN).write_text("abc", encoding="utf-8")
    assert sample.remove(own)
    assert not apart.home.exists()
    with closing(ledger.open_ledger(own)) as book:
        assert ledger.decisions(book).empty
        assert ledger.outcomes(book).empty
