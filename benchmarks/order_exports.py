"""Large order exports that nobody has to hand over: the 79 columns of a Shopify export, invented buyers.

Two lines to an order on average, money of the order on its first line only, 5,000 SKUs, 300,000 buyers, three
years; one order in fifty with a refund. The same rows for the same numbers.

    python -m benchmarks.order_exports FILE ROWS [FIRST_ORDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

_HEADERS = """
Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|
Shipping|Taxes|Total|Discount Code|Discount Amount|Shipping Method|Created at|Lineitem quantity|
Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku|Lineitem requires shipping|
Lineitem taxable|Lineitem fulfillment status|Billing Name|Billing Street|Billing Address1|
Billing Address2|Billing Company|Billing City|Billing Zip|Billing Province|Billing Country|
Billing Phone|Shipping Name|Shipping Street|Shipping Address1|Shipping Address2|Shipping Company|
Shipping City|Shipping Zip|Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|
Cancelled at|Payment Method|Payment Reference|Refunded Amount|Vendor|Outstanding Balance|Employee|
Location|Device ID|Id|Tags|Risk Level|Source|Lineitem discount|Tax 1 Name|Tax 1 Value|Tax 2 Name|
Tax 2 Value|Tax 3 Name|Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|Tax 5 Value|Phone|Receipt Number|
Duties|Billing Province Name|Shipping Province Name|Payment ID|Payment Terms Name|Next Payment Due At|
Payment References
""".replace("\n", "")
_ORDERS = """
CREATE TABLE o AS SELECT o, 1 + o % 3 AS n, (hash(o) >> 2)::BIGINT AS h,
    TIMESTAMP '2023-01-01' + to_seconds((o * 17) % (3 * 365 * 86400)) AS t
FROM range({first}, {first} + {rows} // 2 + 2) r(o)
"""
_LINES = """
CREATE TABLE l AS SELECT o.*, k, 1 + (h >> (4 * k)) % 3 AS q, (hash(o.o * 7 + k) % 5000)::BIGINT AS sku,
    (500 + hash(hash(o.o * 7 + k) % 5000) % 9500) / 100.0 AS price
FROM o, range(3) r(k) WHERE k < n ORDER BY o.o, k LIMIT {rows}
"""
_MONEY = "CREATE TABLE m AS SELECT o, sum(q * price)::DECIMAL(18,2) AS sub FROM l GROUP BY o"
_EVERY_LINE = {
    "Name": "'#' || (1000 + l.o)", "Email": "'buyer' || (h % 300000) || '@example.com'",
    "Lineitem quantity": "q", "Lineitem price": "printf('%.2f', price)",
    "Lineitem name": "'Product number ' || sku || ', ' || ['red', 'blue', 'green', 'large'][1 + sku % 4]",
    "Lineitem sku": "'SKU-' || printf('%05d', sku)", "Lineitem requires shipping": "'true'",
    "Lineitem taxable": "'true'", "Lineitem fulfillment status": "'fulfilled'",
    "Vendor": "'Vendor ' || (sku % 40)", "Lineitem discount": "'0.00'",
    "Created at": "strftime(t, '%Y-%m-%d %H:%M:%S') || ' -0400'",
}  # fmt: skip
_FIRST_LINE = {
    "Financial Status": "CASE WHEN l.o % 50 = 0 THEN 'partially_refunded' WHEN l.o % 97 = 0 THEN 'voided' "
    "ELSE 'paid' END",
    "Paid at": "strftime(t + INTERVAL 2 MINUTE, '%Y-%m-%d %H:%M:%S') || ' -0400'",
    "Fulfillment Status": "'fulfilled'",
    "Fulfilled at": "strftime(t + INTERVAL 1 DAY, '%Y-%m-%d %H:%M:%S') || ' -0400'",
    "Accepts Marketing": "'yes'", "Currency": "'USD'", "Subtotal": "printf('%.2f', sub)",
    "Shipping": "'5.00'", "Taxes": "'0.00'", "Total": "printf('%.2f', sub + 5)",
    "Discount Code": "CASE WHEN l.o % 10 = 0 THEN 'WELCOME10' END", "Discount Amount": "'0.00'",
    "Shipping Method": "'Standard'", "Refunded Amount": "CASE WHEN l.o % 50 = 0 THEN '4.00' ELSE '0.00' END",
    "Billing Name": "'Sample Buyer ' || (h % 300000)",
    "Billing Street": "(h % 900) || ' Main Street, Apt 4'", "Billing Address1": "(h % 900) || ' Main Street'",
    "Billing City": "'Springfield'", "Billing Zip": "'''0' || (1000 + h % 9000)", "Billing Province": "'NY'",
    "Billing Country": "'US'", "Shipping Name": "'Sample Buyer ' || (h % 300000)",
    "Shipping Street": "(h % 900) || ' Main Street, Apt 4'",
    "Shipping Address1": "(h % 900) || ' Main Street'", "Shipping City": "'Springfield'",
    "Shipping Zip": "'''0' || (1000 + h % 9000)", "Shipping Province": "['NY', 'CA', 'TX', 'WA'][1 + h % 4]",
    "Shipping Country": "'US'", "Payment Method": "'Shopify Payments'", "Payment Reference": "'c' || h",
    "Outstanding Balance": "'0.00'", "Id": "(4000000000000 + l.o)::VARCHAR", "Risk Level": "'Low'",
    "Source": "'web'", "Tax 1 Name": "'NY State Tax 4%'", "Tax 1 Value": "'0.00'",
    "Notes": "CASE WHEN l.o % 40 = 0 THEN 'leave at the ''door''' END", "Payment ID": "'p' || h",
    "Billing Province Name": "'New York'", "Shipping Province Name": "'New York'",
}  # fmt: skip


def write_orders(path: Path, rows: int, *, first: int = 0) -> None:
    """Write an export of that many lines; orders are numbered from `first`."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        connection.execute(_ORDERS.format(first=first, rows=rows))
        connection.execute(_LINES.format(rows=rows))
        connection.execute(_MONEY)
        cells = ", ".join(f'({_cell(header)})::VARCHAR AS "{header}"' for header in _HEADERS.split("|"))
        connection.execute(
            f"COPY (SELECT {cells} FROM l JOIN m USING (o) ORDER BY l.o, k) TO '{path}' (HEADER)"  # noqa: S608
        )


def _cell(header: str) -> str:
    if header in _EVERY_LINE:
        return _EVERY_LINE[header]
    return f"CASE WHEN k = 0 THEN {_FIRST_LINE[header]} END" if header in _FIRST_LINE else "NULL"


if __name__ == "__main__":
    write_orders(Path(sys.argv[1]), int(sys.argv[2]), first=int(sys.argv[3]) if len(sys.argv) > 3 else 0)
