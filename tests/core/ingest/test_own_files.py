"""Lists that people keep by hand: what they leave unsaid is supposed as a reader would, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from core.errors import InputError
from core.ingest import ColumnMapping
from core.ingest.memory import Known
from tests.core.ingest.exports import imported, table, write

SALE = {"Order ID": "A-1", "Order date": "2026-09-03", "SKU": "MUG", "Quantity": "1", "Amount paid": "10.00"}


def states(folder: Path, *rows: dict[str, str]) -> tuple[list[str | None], str]:
    done = imported(folder, write(folder / "sales.csv", table(rows)), channel="shop", currency="USD")
    return [state for (state,) in done.rows("orders", "state")], done.warnings


def test_a_list_without_states_and_payments_is_one_of_sales_that_are_done(tmp_path: Path) -> None:
    found, told = states(tmp_path, SALE, SALE | {"Order ID": "A-2"})
    assert found == ["completed", "completed"]
    assert "all its orders count as paid and sent when they were placed: 2" in told


@pytest.mark.parametrize("said", ["Ship date", "Ship by"])
def test_orders_of_a_list_that_says_when_they_leave_may_still_have_to(tmp_path: Path, said: str) -> None:
    found, told = states(tmp_path, SALE | {said: "" if said == "Ship date" else "2026-09-09"})
    assert found == ["paid"]
    assert "all its orders count as paid when they were placed: 1" in told


def test_a_list_that_tells_cancelled_orders_has_sold_the_others(tmp_path: Path) -> None:
    called_off = SALE | {"Order ID": "A-2", "Cancelled on": "2026-09-05"}
    assert states(tmp_path, SALE | {"Cancelled on": ""}, called_off)[0] == ["completed", "cancelled"]


def test_a_time_of_cancelling_or_shipping_says_how_far_an_order_came(tmp_path: Path) -> None:
    times = {"Cancelled on": "", "Ship date": "2026-09-04"}
    found, _told = states(
        tmp_path, SALE | times, SALE | times | {"Order ID": "A-2", "Cancelled on": "2026-09-05"}
    )
    assert found == ["shipped", "cancelled"]


@pytest.mark.parametrize("said", ["Status", "Payment date"])
def test_an_order_that_says_nothing_where_others_do_is_not_taken_as_sold(tmp_path: Path, said: str) -> None:
    value = "paid" if said == "Status" else "2026-09-03"
    found, told = states(tmp_path, SALE | {said: value}, SALE | {said: "", "Order ID": "A-2"})
    assert found[1] is None
    assert "state and time of payment are empty: 1" in told


@pytest.mark.parametrize("first", ["with", "without"])
def test_each_sheet_says_for_itself_whether_its_orders_were_paid(tmp_path: Path, first: str) -> None:
    """A list without states beside one with them: the one is of sales, of the other some were cancelled."""
    head = ["Order ID", "Order date", "SKU", "Quantity", "Amount paid"]
    lists = {
        "without": [head, ["A-1", "2026-09-03", "MUG", 1, 10]],
        "with": [[*head, "Status"], ["A-2", "2026-09-03", "MUG", 1, 10, "cancelled"]],
    }
    path = tmp_path / "sales.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in sorted(lists, key=lambda name: name != first):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(lists[name]):
                sheet.write_row(number, 0, row)
    done = imported(tmp_path, path, channel="shop", currency="USD")
    assert sorted(done.rows("orders", "order_id", "state")) == [("A-1", "completed"), ("A-2", "cancelled")]


def test_a_state_that_a_person_gives_for_the_whole_file_stays(tmp_path: Path) -> None:
    headers = {"order_id": "Order ID", "placed_at": "Order date", "sku": "SKU", "quantity": "Quantity"}
    mapping = ColumnMapping("sales", headers, {"state": "placed"})
    path = write(tmp_path / "sales.csv", table([SALE]))
    done = imported(tmp_path, path, channel="shop", currency="USD", mapping=mapping)
    assert done.rows("orders", "state") == [("placed",)]
    assert "count as paid" not in done.warnings


def test_amounts_of_two_currencies_in_one_column_are_not_added_up(tmp_path: Path) -> None:
    rows = [
        SALE | {"Order ID": f"A-{n}", "Amount paid": paid}
        for n, paid in enumerate(["$10.00", "20.00", "€30.00", "$40.00", "USD 5.00"])
    ]
    done = imported(tmp_path, write(tmp_path / "s.csv", table(rows)), channel="shop", currency="USD")
    assert done.rejects == [(4, "Amount paid", "other_currency")]
    assert [str(paid) for (paid,) in done.rows("order_lines", "buyer_paid")] == [
        "10.00", "20.00", "40.00", "5.00",
    ]  # fmt: skip
    euro = imported(tmp_path, write(tmp_path / "s.csv", table(rows)), channel="shop", currency="EUR")
    assert [row for row, _column, _code in euro.rejects] == [2, 5, 6]


def test_one_sign_throughout_or_a_currency_per_row_is_no_mixture(tmp_path: Path) -> None:
    signs = [
        SALE | {"Order ID": f"A-{n}", "Amount paid": paid} for n, paid in enumerate(["￥1", "2元", "¥3"])
    ]
    done = imported(tmp_path, write(tmp_path / "s.csv", table(signs)), channel="shop", currency="CNY")
    assert done.rejects == []
    told = [SALE | {"Currency": "USD"}, SALE | {"Order ID": "A-2", "Amount paid": "€2", "Currency": "EUR"}]
    done = imported(tmp_path, write(tmp_path / "t.csv", table(told)), channel="shop", currency="USD")
    assert done.rows("orders", "currency") == [("USD",), ("EUR",)]


def test_a_bare_dollar_is_the_shops_own_and_another_dollar_is_not(tmp_path: Path) -> None:
    signs = [
        SALE | {"Order ID": f"A-{n}", "Amount paid": paid}
        for n, paid in enumerate(["HK$1", "HKD 2", "$3", "US$4"])
    ]
    done = imported(tmp_path, write(tmp_path / "s.csv", table(signs)), channel="shop", currency="HKD")
    assert done.rejects == [(5, "Amount paid", "other_currency")]


def test_the_currency_that_most_rows_name_is_supposed_for_the_shop(tmp_path: Path) -> None:
    named = [SALE | {"Order ID": f"A-{n}", "Currency": c} for n, c in enumerate(["USD", "EUR", "EUR"])]
    done = imported(tmp_path, write(tmp_path / "s.csv", table(named)), channel="shop")
    assert {q.name: (q.suggestion, q.required) for q in done.prepared.questions}["currency"] == ("EUR", False)


@pytest.mark.parametrize(
    ("currency", "zone"),
    [("CNY", "Asia/Shanghai"), ("EUR", "Europe/Berlin"), ("JPY", "Asia/Tokyo"), ("USD", "UTC")],
)
def test_a_new_shop_is_supposed_to_be_where_those_of_its_currency_are(currency: str, zone: str) -> None:
    shops = {
        "tmall": ("CNY", "Asia/Shanghai"),
        "web": ("EUR", "Europe/Berlin"),
        "web2": ("EUR", "Europe/Berlin"),
    }
    known = Known({name: {"currency": c, "timezone": z} for name, (c, z) in shops.items()})
    assert known.zone_of(currency) == zone


def test_the_time_zone_of_a_list_is_supposed_from_its_currency_and_shown(tmp_path: Path) -> None:
    done = imported(tmp_path, write(tmp_path / "s.csv", table([SALE])), channel="shop", currency="CNY")
    asked = {question.name: question.suggestion for question in done.prepared.questions}
    assert asked["timezone"] == "Asia/Shanghai"


def test_refunds_beside_the_sales_are_not_left_out_without_a_word(tmp_path: Path) -> None:
    path = write(tmp_path / "sales.csv", table([SALE | {"退款金额": "5.00", "Note": ""}]))
    done = imported(tmp_path, path, channel="shop", currency="USD")
    assert 'The column "退款金额" tells of refunds and is not read' in done.warnings


@pytest.mark.parametrize("column", [0, 1])
def test_an_order_whose_cells_are_merged_over_its_lines_goes_in_whole(tmp_path: Path, column: int) -> None:
    """Its number and day stand on the first line only; its lines are two all the same.

    A number that is forgotten below another order stays so."""
    rows = [
        ["Order ID", "Order date", "SKU", "Quantity", "Amount paid"],
        ["B-0001", "2026-09-03", "MUG", 2, 100],
        ["", "", "PEN", 1, 10],
        ["B-0002", "2026-09-04", "PEN", 3, 30],
        ["", "2026-09-05", "MUG", 4, 40],
    ]
    path = tmp_path / "sales.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, column, row)
        sheet.merge_range(1, column, 2, column, "B-0001")
        sheet.merge_range(1, column + 1, 2, column + 1, "2026-09-03")
    done = imported(tmp_path, path, channel="shop", currency="USD")
    assert done.rejects == [(5, "Order ID", "missing")]
    assert done.rows("order_lines", "order_id", "sku", "quantity::INTEGER") == [
        ("B-0001", "MUG", 2), ("B-0001", "PEN", 1), ("B-0002", "PEN", 3),
    ]  # fmt: skip
    assert len(done.rows("orders", "order_id")) == 2


def test_the_day_in_a_list_of_returns_is_the_one_of_the_refund(tmp_path: Path) -> None:
    row = {"退款编号": "R1", "退货日期": "2026/10/15", "订单号": "A-1", "货号": "MUG", "退款金额": "50.00"}
    done = imported(tmp_path, write(tmp_path / "back.csv", table([row])), channel="shop", currency="CNY")
    assert [f"{day:%Y-%m-%d}" for (day,) in done.rows("returns", "refunded_on")] == ["2026-10-15"]


RETURN = {"Return number": "R1", "Order ID": "A-1", "SKU": "MUG", "Refund amount": "50.00"}


def refunds(folder: Path, row: dict[str, str]) -> tuple[list[str | None], str]:
    done = imported(folder, write(folder / "back.csv", table([row])), channel="shop", currency="USD")
    days = done.rows("returns", "refunded_on::VARCHAR")
    return [day for (day,) in days], done.warnings


@pytest.mark.parametrize("header", ["Return date", "Request date", "Received on"])
def test_a_refund_without_a_day_of_its_own_counts_on_the_day_of_the_return(
    tmp_path: Path, header: str
) -> None:
    found, told = refunds(tmp_path, RETURN | {header: "2026-10-15"})
    assert found == ["2026-10-15"]
    assert "They count on the day of the return" in told


def test_a_refund_that_says_its_day_counts_on_it_and_one_still_to_come_does_not(tmp_path: Path) -> None:
    asked = RETURN | {"Request date": "2026-10-15"}
    assert refunds(tmp_path, asked | {"Refund date": "2026-10-20"}) == (["2026-10-20"], "")
    assert refunds(tmp_path, asked | {"Refund date": ""})[0] == [None]


def test_a_return_that_gives_no_money_back_is_no_refund(tmp_path: Path) -> None:
    assert refunds(tmp_path, RETURN | {"Return date": "2026-10-15", "Refund amount": "0"}) == ([None], "")


@pytest.mark.parametrize("header", ["盘点日期", "Count date", "Counted on"])
def test_the_day_of_a_count_in_a_list_of_stock_is_the_day_that_it_holds_for(
    tmp_path: Path, header: str
) -> None:
    names = ("货号", "仓库", "库存数量") if header == "盘点日期" else ("SKU", "Warehouse", "On hand")
    row = {**dict(zip(names, ("MUG", "WH", "7"), strict=True)), header: "2026-10-31"}
    done = imported(tmp_path, write(tmp_path / "stock.csv", table([row])))
    assert [f"{day:%Y-%m-%d}" for (day,) in done.rows("stock", "snapshot_on")] == ["2026-10-31"]


def test_a_column_that_a_mapping_uses_twice_is_named_and_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "till.csv", table([{"Day": "2026-09-03", "Article": "MUG", "Pieces": "1"}]))
    headers = {"order_id": "Day", "placed_at": "Day", "sku": "Article", "quantity": "Pieces"}
    with pytest.raises(InputError, match=r"chosen more than once: Day \(order_id, placed_at\)"):
        imported(tmp_path, path, channel="shop", mapping=ColumnMapping("sales", headers))


def test_a_needed_column_keeps_what_others_were_only_suggested_for() -> None:
    mapping = ColumnMapping("sales", {"order_id": "Voucher", "discount_code": "Voucher", "sku": "Article"})
    assert mapping.used_twice() == {"Voucher": ["order_id", "discount_code"]}
    assert mapping.needed_first(["order_id"]).headers == {"order_id": "Voucher", "sku": "Article"}
