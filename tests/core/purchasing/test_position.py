"""Physical stock is the last count and everything that moved since; reserved units come from one place."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import Any

import pandas as pd
import pytest

from core import facts, ledger
from core.purchasing import TRANSFERS, read_position
from core.purchasing.by_hand import MOVED, received_by_hand, with_receipts
from core.settings import Settings
from tests.handing_in import hand_in
from tests.homes import prepare
from tests.plain_lake import settings_of

COUNTED = dt.date(2026, 2, 10)
_EVER = dt.date(1900, 1, 1)


def _order(
    number: str, sku: str, units: float, day: int, **order: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    at = dt.datetime(2026, 2, day, 12)
    head = {
        "channel": "shop", "order_id": number, "order_type": "normal", "state": "shipped", "placed_at": at,
        "paid_at": at, "currency": "CNY", **order,
    }  # fmt: skip
    line = {
        "channel": "shop",
        "order_id": number,
        "line_id": "1",
        "sku": sku,
        "quantity": units,
        "unit_price": 1,
    }
    return head, line


def _count(sku: str, on_hand: float, **row: Any) -> dict[str, Any]:
    plain = {
        "location": "WH",
        "snapshot_at": dt.datetime(2026, 2, 10, 20),
        "lot": "",
        "condition": "sellable",
    }
    return plain | {"sku": sku, "on_hand": on_hand, "full_list": True} | row


def _purchase(po_id: str, sku: str, units: float, **line: Any) -> dict[str, Any]:
    plain = {"po_id": po_id, "line_id": "1", "supplier_id": "S1", "location": "WH", "state": "open"}
    return plain | {"sku": sku, "quantity": units, "ordered_on": dt.date(2026, 2, 1)} | line


def _receipt(po_id: str, units: float, day: int) -> dict[str, Any]:
    return {
        "po_id": po_id,
        "line_id": "1",
        "receipt_id": "R",
        "received_on": dt.date(2026, 2, day),
        "quantity": units,
    }


def _rows() -> dict[str, list[dict[str, Any]]]:
    orders = [
        _order("1", "A", 4, 5), _order("2", "A", 3, 15), _order("3", "WAIT", 2, 8, state="paid"),
        _order("4", "SET", 1, 16), _order("5", "NEVER", 6, 12),
        _order("6", "SLOW", 5, 9, shipped_at=dt.datetime(2026, 2, 12)), _order("7", "A", 1, 19),
    ]  # fmt: skip
    channel = {
        "channel": "shop", "platform": "t", "currency": "CNY", "timezone": "UTC", "prices_include_tax": False,
    }  # fmt: skip
    return {
        "channels": [channel],
        "orders": [head for head, _line in orders],
        "order_lines": [line for _head, line in orders],
        "bundle_components": [
            {"bundle_sku": "SET", "component_sku": "PART", "quantity": 3, "valid_from": _EVER},
        ],
        "stock": [
            _count("A", 20), _count("A", 5, condition="defective"), _count("WAIT", 9), _count("PART", 30),
            _count("SLOW", 50), _count("IN", 0), _count("OVER", -2),
        ],
        "purchase_order_lines": [
            _purchase("P1", "IN", 100, promised_on=dt.date(2026, 3, 1)),
            _purchase("P2", "A", 40, state="cancelled"),
            _purchase("P3", "PART", 10, state="received"), _purchase("P4", "WAIT", 25, cancelled_quantity=5),
        ],
        "receipts": [_receipt("P1", 60, 14), _receipt("P4", 7, 9)],
    }  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings_of(tmp_path_factory.mktemp("position") / "var")
    prepare(made)
    hand_in(made, dt.datetime(2026, 2, 21), _rows())
    return made


@pytest.fixture(scope="module")
def row(shop: Settings) -> Any:
    """POSITION by SKU; orders name no location, and WH is the only one."""
    book = ledger.open_ledger(shop)
    found = read_position(facts.lease(shop), book)
    book.close()
    assert found.as_of == dt.date(2026, 2, 19)
    return found.table.set_index("sku").loc


def test_what_left_after_the_count_is_no_longer_there(row: Any) -> None:
    """20 counted, 4 left before, 3 and 1 after; defective ones do not count."""
    assert row["A"]["physical"] == 16


def test_what_arrived_after_the_count_is_there_and_no_longer_on_order(row: Any) -> None:
    assert (row["IN"]["physical"], row["IN"]["on_order"]) == (60, 40)


def test_cancelled_and_received_lines_are_not_on_order(row: Any) -> None:
    assert (row["A"]["on_order"], row["PART"]["on_order"]) == (0, 0)
    assert row["WAIT"]["on_order"] == 25 - 5 - 7


def test_a_sold_bundle_takes_its_parts_from_stock(row: Any) -> None:
    assert row["PART"]["physical"] == 27


def test_a_sku_that_a_full_list_does_not_name_was_not_there(row: Any) -> None:
    assert (row["NEVER"]["on_hand"], row["NEVER"]["physical"]) == (0, -6)


def test_oversold_stock_stays_below_zero(row: Any) -> None:
    assert row["OVER"]["physical"] == -2


def test_paid_and_not_shipped_is_reserved_where_the_file_says_nothing(row: Any) -> None:
    assert (row["WAIT"]["physical"], row["WAIT"]["reserved"], row["WAIT"]["reserved_source"]) == (
        9,
        2,
        "orders",
    )


def test_what_was_shipped_after_the_count_is_gone_not_reserved(row: Any) -> None:
    assert (row["SLOW"]["physical"], row["SLOW"]["reserved"]) == (45, 0)


def test_the_age_of_the_count_is_told(row: Any) -> None:
    assert (row["A"]["counted_on"], row["A"]["stock_age_days"]) == (COUNTED, 9)


def test_an_earlier_day_knows_nothing_of_later_receipts(shop: Settings) -> None:
    book = ledger.open_ledger(shop)
    then = read_position(facts.lease(shop), book, as_of=dt.date(2026, 2, 12)).table.set_index("sku")
    book.close()
    assert (then.loc["IN", "physical"], then.loc["IN", "on_order"]) == (0, 100)
    assert then.loc["A", "physical"] == 20


def test_the_stock_files_own_reserved_is_taken_instead_of_the_orders(settings: Settings) -> None:
    rows = _rows()
    rows["stock"] = [_count("WAIT", 9, reserved=4), _count("SLOW", 50, reserved=5)]
    prepare(settings)
    hand_in(settings, dt.datetime(2026, 2, 21), rows)
    book = ledger.open_ledger(settings)
    found = read_position(facts.lease(settings), book).table.set_index("sku")
    book.close()
    assert (found.loc["WAIT", "reserved"], found.loc["WAIT", "reserved_source"]) == (4, "stock_file")
    assert (found.loc["SLOW", "physical"], found.loc["SLOW", "reserved"]) == (45, 0)


class TestMovesAfterTheCount:
    """Movements, transfers and stocktakes: WH was counted on the 10th at 20:07, all of it."""

    AT = dt.datetime(2026, 2, 10, 20, 7)

    @pytest.fixture
    def moved(self, settings: Settings) -> Any:
        """POSITION by SKU and location of a shop that hands in these tables."""

        def hand(**tables: list[dict[str, Any]]) -> Any:
            rows = _rows() | {"receipts": [], "purchase_order_lines": []} | tables
            rows["orders"] = [head | {"location": "WH"} for head in rows["orders"]]
            rows["stock"] = [_count(sku, 50, snapshot_at=self.AT) for sku in ("KEPT", "GONE")]
            rows["stock"].append(_count("KEPT", 5, location="SHOP", snapshot_at=self.AT))
            prepare(settings)
            hand_in(settings, dt.datetime(2026, 2, 21), rows)
            book = ledger.open_ledger(settings)
            found = read_position(facts.lease(settings), book).table.set_index(["sku", "location"])
            book.close()
            return found.loc

        return hand

    def _move(self, kind: str, units: float, day: int, hour: int = 9, sku: str = "GONE") -> dict[str, Any]:
        return {
            "movement_id": f"{kind}{day}{hour}", "sku": sku, "location": "WH", "kind": kind,
            "quantity": units, "moved_at": dt.datetime(2026, 2, day, hour),
        }  # fmt: skip

    def _taken(self, counted: float, day: int, **more: Any) -> dict[str, Any]:
        plain = {"location": "WH", "counted_on": dt.date(2026, 2, day), "sku": "GONE", "counted": counted}
        return plain | more

    def test_write_offs_and_adjustments_after_the_count_move_it(self, moved: Any) -> None:
        row = moved(stock_movements=[self._move("write_off", -4, 12), self._move("adjustment", 1, 13)])
        gone = row[("GONE", "WH")]
        assert (gone["on_hand"], gone["adjusted_since"], gone["physical"]) == (50, -3, 47)

    def test_what_moved_before_the_count_is_in_it_to_the_minute(self, moved: Any) -> None:
        row = moved(
            stock_movements=[
                self._move("write_off", -4, 9),
                self._move("write_off", -2, 10, hour=20),
                self._move("write_off", -1, 10, hour=21),
            ]
        )
        assert row[("GONE", "WH")]["physical"] == 49

    def test_shipments_that_orders_tell_are_not_taken_off_twice(self, moved: Any) -> None:
        shipped = [self._move("shipment", -3, 15), self._move("receipt", 7, 15)]
        assert moved(stock_movements=shipped)[("GONE", "WH")]["physical"] == 57

    def test_what_is_still_to_come_on_an_order_has_not_come_by_a_movement_too(self, moved: Any) -> None:
        row = moved(
            purchase_order_lines=[_purchase("P9", "GONE", 30)],
            stock_movements=[self._move("receipt", 30, 15)],
        )
        assert row[("GONE", "WH")]["physical"] == 50

    def test_what_came_after_a_full_list_that_does_not_name_it_is_there(self, moved: Any) -> None:
        """NEW was bought, MOVED stood in movements; OLD came before the list: none is left."""
        row = moved(
            purchase_order_lines=[_purchase("P9", "NEW", 30), _purchase("P8", "OLD", 30)],
            receipts=[_receipt("P9", 10, 15), _receipt("P8", 30, 5)],
            stock_movements=[self._move("adjustment", 4, 12, sku="MOVED")],
        )
        assert (row[("NEW", "WH")]["physical"], row[("NEW", "WH")]["on_order"]) == (10, 20)
        assert row[("MOVED", "WH")]["physical"] == 4
        assert "OLD" not in row[:].index.get_level_values("sku")

    def test_a_transfer_leaves_when_it_is_sent_and_is_there_when_it_is_received(self, moved: Any) -> None:
        route = {"from_location": "WH", "to_location": "SHOP", "sku": "KEPT", "line_id": "1"}
        row = moved(
            transfers=[
                route | {"transfer_id": "T1", "quantity": 6, "sent_on": dt.date(2026, 2, 9)},
                route
                | {"transfer_id": "T2", "quantity": 4, "sent_on": dt.date(2026, 2, 11)}
                | {"received_on": dt.date(2026, 2, 12)},
                route | {"transfer_id": "T3", "quantity": 2, "sent_on": dt.date(2026, 2, 18)},
            ]
        )
        assert row[("KEPT", "WH")]["physical"] == 50 - 4 - 2
        assert row[("KEPT", "SHOP")]["physical"] == 5 + 4

    def test_what_has_left_one_location_is_on_its_way_to_the_other_until_it_is_there(
        self, moved: Any, settings: Settings
    ) -> None:
        """One day is usual on this route: what left on the 9th is overdue, what leaves on the 19th is not."""
        row = moved(transfers=self._transfers())
        assert (row[("KEPT", "SHOP")]["on_order"], row[("KEPT", "WH")]["on_order"]) == (6 + 2, 0)
        with closing(ledger.open_ledger(settings)) as book:
            coming = read_position(facts.lease(settings), book).arrivals
        assert coming["source"].tolist() == [TRANSFERS] * 2
        assert coming["due_on"].dt.day.tolist() == [10, 20]

    def test_a_transfer_is_on_its_way_between_its_two_days_only(self, moved: Any, settings: Settings) -> None:
        moved(transfers=self._transfers())
        with closing(ledger.open_ledger(settings)) as book:
            units = [
                read_position(facts.lease(settings), book, as_of=dt.date(2026, 2, day))
                .arrivals["units"]
                .sum()
                for day in (8, 9, 10, 11)
            ]
        assert units == [6, 6, 6 + 4, 6]

    def test_where_nobody_notes_what_arrives_a_transfer_has_come_on_its_day(self, moved: Any) -> None:
        link = {"from_location": "WH", "to_location": "SHOP", "days": 3}
        sent = [one | {"received_on": None} for one in self._transfers()]
        row = moved(transfers=sent, location_links=[link])
        assert row[("KEPT", "SHOP")]["on_order"] == 2

    def test_what_goes_where_nothing_is_sold_from_is_on_order_nowhere(
        self, moved: Any, settings: Settings
    ) -> None:
        moved(transfers=self._transfers(), locations=[{"location": "SHOP", "sellable": False}])
        with closing(ledger.open_ledger(settings)) as book:
            assert read_position(facts.lease(settings), book).arrivals.empty

    def _transfers(self) -> list[dict[str, Any]]:
        """Six left WH for SHOP on the 9th, four on the 11th and were there on the 12th, two on the 19th."""
        route = {"from_location": "WH", "to_location": "SHOP", "sku": "KEPT", "line_id": "1"}
        days = {"T1": (6, 9, None), "T2": (4, 11, dt.date(2026, 2, 12)), "T3": (2, 19, None)}
        return [
            route
            | {
                "transfer_id": number,
                "quantity": units,
                "sent_on": dt.date(2026, 2, day),
                "received_on": came,
            }
            for number, (units, day, came) in days.items()
        ]

    def test_a_stocktake_after_the_stock_file_is_the_newer_count(self, moved: Any) -> None:
        row = moved(stocktakes=[self._taken(44, 14)], stock_movements=[self._move("write_off", -9, 12)])
        gone = row[("GONE", "WH")]
        assert (gone["on_hand"], gone["counted_on"], gone["physical"]) == (44, dt.date(2026, 2, 14), 44)

    def test_a_stocktake_before_or_on_the_day_of_the_stock_file_is_older(self, moved: Any) -> None:
        assert moved(stocktakes=[self._taken(44, 10)])[("GONE", "WH")]["physical"] == 50

    def test_booking_the_difference_of_a_stocktake_does_not_count_it_again(self, moved: Any) -> None:
        row = moved(
            stocktakes=[self._taken(44, 14, booked=50)],
            stock_movements=[self._move("adjustment", -6, 16), self._move("adjustment", -1, 17)],
        )
        assert row[("GONE", "WH")]["physical"] == 43

    def test_what_only_a_stocktake_names_is_known(self, moved: Any) -> None:
        row = moved(stocktakes=[self._taken(8, 14, sku="FOUND")])
        assert row[("FOUND", "WH")]["physical"] == 8

    def test_what_came_on_the_day_of_the_count_is_taken_as_counted_and_told(self, moved: Any) -> None:
        row = moved(
            purchase_order_lines=[_purchase("P9", "GONE", 30)],
            receipts=[_receipt("P9", 10, 10)],
        )
        gone = row[("GONE", "WH")]
        assert (gone["physical"], gone["same_day"]) == (50, 10)

    def test_orders_paid_before_a_stocktake_are_promised_beside_what_the_stock_file_reserved(
        self, settings: Settings
    ) -> None:
        rows = _rows() | {
            "stock": [_count("WAIT", 9, reserved=2)],
            "stocktakes": [self._taken(9, 14, sku="WAIT")],
        }
        head, line = _order("8", "WAIT", 3, 12, state="paid")
        rows |= {"orders": [*rows["orders"], head], "order_lines": [*rows["order_lines"], line]}
        prepare(settings)
        hand_in(settings, dt.datetime(2026, 2, 21), rows)
        book = ledger.open_ledger(settings)
        found = read_position(facts.lease(settings), book).table.set_index("sku").loc["WAIT"]
        book.close()
        assert (found["physical"], found["reserved"]) == (9, 2 + 3)

    def test_a_slip_of_a_stocktake_moves_no_position_until_it_is_checked(self, moved: Any) -> None:
        slip = self._taken(500, 14, booked=50)
        assert moved(stocktakes=[slip])[("GONE", "WH")]["physical"] == 50
        assert moved(stocktakes=[slip | {"reason": "counted again"}])[("GONE", "WH")]["physical"] == 500

    def test_a_position_is_traced_to_the_row_of_the_count_it_begins_with(
        self, moved: Any, settings: Settings
    ) -> None:
        moved(stocktakes=[self._taken(44, 14) | {"source_row": 77}])
        where = "SELECT source_row FROM lake.mart.stock_position WHERE location = 'WH' AND sku = ?"
        rows = [facts.lease(settings).value(where, [sku]) for sku in ("GONE", "KEPT")]
        assert rows == [77, 2]

    def test_a_full_list_says_zero_of_what_only_an_older_stocktake_names(self, moved: Any) -> None:
        assert moved(stocktakes=[self._taken(8, 5, sku="FOUND")])[("FOUND", "WH")]["physical"] == 0


def _received_here(listed: int, counted: int, *came: int, moved: dict[int, str] | None = None) -> Any:
    """A count of 5 with 30 to come, and 10 units on each of these days of February, typed at noon.

    moved: the SKU of a receipt in a list of movements, by its day.
    """
    count = {
        "sku": "A", "location": "WH", "counted_at": pd.Timestamp(2026, 2, listed, 8),
        "listed_on": dt.date(2026, 2, listed), "counted_on": dt.date(2026, 2, counted),
        "is_taken": counted > listed, "physical": 5.0, "received_since": 0.0, "same_day": 0.0,
        "inbound": 30.0,
    }  # fmt: skip
    days = [pd.Timestamp(2026, 2, day) for day in came]
    typed = {"received_on": days, "recorded_at": [day + pd.Timedelta(hours=12) for day in days]}
    receipts = pd.DataFrame(typed).assign(
        po_id="PO-1", sku="A", location="WH", received_units=10.0, withdrawn=False
    )
    told = [(sku, "WH", pd.Timestamp(2026, 2, day)) for day, sku in (moved or {}).items()]
    movements = pd.DataFrame(told, columns=list(MOVED[:3])).astype({"day": "datetime64[ns]"})
    movements["first_day"], movements["last_day"] = movements["day"].min(), movements["day"].max()
    none = pd.DataFrame(columns=["external_po_id", "sku", "location"])
    own = received_by_hand(receipts, imported=none, moved=movements, until=_LATER)
    return with_receipts(pd.DataFrame([count]), own).iloc[0]


_LATER = dt.date(2026, 3, 1)


def test_a_receipt_typed_here_that_a_list_of_movements_tells_too_came_once() -> None:
    row = _received_here(10, 10, 12, moved={12: "A", 15: "B"})
    assert (row["physical"], row["received_since"], row["inbound"]) == (5, 0, 20)


def test_a_list_of_movements_tells_every_receipt_of_its_location_before_its_last_day() -> None:
    assert _received_here(10, 10, 12, 16, moved={13: "A", 15: "B"})["physical"] == 5 + 10


def test_a_list_of_movements_tells_nothing_of_what_came_long_before_it_begins() -> None:
    assert _received_here(1, 1, 5, moved={20: "A", 25: "B"})["physical"] == 5 + 10


def test_on_the_last_day_of_a_list_of_movements_only_what_it_names_is_told() -> None:
    assert _received_here(10, 10, 15, moved={15: "B"})["physical"] == 5 + 10
    assert _received_here(10, 10, 15, moved={15: "A"})["physical"] == 5


def test_what_is_typed_after_the_stock_file_of_its_day_is_not_in_it() -> None:
    row = _received_here(10, 10, 10)
    assert (row["physical"], row["same_day"], row["inbound"]) == (15, 0, 20)


def test_what_came_by_hand_on_the_day_of_a_stocktake_is_taken_as_counted() -> None:
    row = _received_here(10, 14, 14, 15)
    assert (row["physical"], row["same_day"]) == (15, 10)


def test_what_came_by_hand_between_stock_file_and_stocktake_is_no_longer_to_come() -> None:
    row = _received_here(10, 14, 12)
    assert (row["physical"], row["inbound"]) == (5, 20)
