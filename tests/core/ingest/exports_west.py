"""Small invented files in the layouts of western and south-east Asian platforms, by their real headers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.core.ingest.exports import Row, table, workbook, write

AMAZON_ORDER_HEADERS = (
    "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status",
    "fulfillment-channel", "sales-channel", "ship-service-level", "product-name", "sku", "asin",
    "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price",
    "item-promotion-discount", "ship-promotion-discount", "ship-state", "ship-country",
)  # fmt: skip


def amazon_orders(folder: Path, *rows: Row) -> Path:
    usual = {
        "purchase-date": "2026-09-01T11:07:04+00:00", "order-status": "Shipped", "item-status": "Shipped",
        "fulfillment-channel": "Merchant", "sales-channel": "Amazon.com", "currency": "USD",
        "ship-country": "US", "product-name": 'Tee "Basic"', "asin": "B0",
    }  # fmt: skip
    lines = ["\t".join(AMAZON_ORDER_HEADERS)]
    lines += ["\t".join(str((usual | dict(r)).get(h, "")) for h in AMAZON_ORDER_HEADERS) for r in rows]
    return write(folder / "all_orders.txt", "\r\n".join(lines) + "\r\n")


SETTLEMENT_HEADERS = (
    "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount",
    "currency", "transaction-type", "order-id", "adjustment-id", "marketplace-name", "amount-type",
    "amount-description", "amount", "posted-date", "posted-date-time", "order-item-code", "sku",
    "quantity-purchased",
)  # fmt: skip


def amazon_settlement(folder: Path, total: str, *amounts: Sequence[str]) -> Path:
    """Amounts are (type, order, kind, description, amount, quantity), as a German shop gets them."""
    summary = {
        "settlement-id": "9001", "deposit-date": "16.09.2026 10:00:00 UTC", "total-amount": total,
        "currency": "EUR",
    }  # fmt: skip
    rows: list[Row] = [summary]
    for kind, order, amount_type, description, amount, quantity in amounts:
        rows.append({
            "settlement-id": "9001", "transaction-type": kind, "order-id": order, "amount-type": amount_type,
            "marketplace-name": "Amazon.de", "amount-description": description, "amount": amount,
            "posted-date": "14.09.2026", "posted-date-time": "14.09.2026 23:30:00 UTC",
            "order-item-code": f"item-{order}" if order else "", "sku": "A" if order else "",
            "quantity-purchased": quantity,
        })  # fmt: skip
    return write(folder / "settlement.txt", table(rows, delimiter="\t", headers=SETTLEMENT_HEADERS))


TIKTOK_HEADERS = (
    "Order ID", "Order Status", "Cancelation/Return Type", "Normal or Pre-order", "SKU ID", "Seller SKU",
    "Product Name", "Variation", "Quantity", "Sku Quantity of return", "SKU Unit Original Price",
    "SKU Subtotal Before Discount", "SKU Platform Discount", "SKU Seller Discount",
    "SKU Subtotal After Discount", "Shipping Fee After Discount", "Payment platform discount", "Taxes",
    "Order Amount", "Order Refund Amount", "Created Time", "Paid Time", "Shipped Time", "Cancelled Time",
    "Cancel Reason", "Buyer Username", "Country", "Province", "District", "Seller Note",
)  # fmt: skip


def tiktok(folder: Path, *rows: Row, headers: Sequence[str] = TIKTOK_HEADERS) -> Path:
    """The second row of the file describes the columns, and ids end in a tab."""
    usual = {
        "Order Status": "Completed", "Normal or Pre-order": "Normal", "Quantity": "1",
        "Sku Quantity of return": "0", "Created Time": "13/09/2026 11:07:04\t", "District": "Leeds",
        "Paid Time": "13/09/2026 11:07:44\t", "Buyer Username": "b***1", "Product Name": "Tee",
    }  # fmt: skip
    described = {header: f"{header} description." for header in headers}
    given = [usual | dict(row) | {"Order ID": f"{row['Order ID']}\t"} for row in rows]
    kept = [{name: row.get(name, "") for name in headers} for row in (described, *given)]
    return write(folder / "all orders.csv", table(kept, headers=headers), "utf-8-sig")


SHOPEE_HEADERS = (
    "No. Pesanan", "Status Pesanan", "Alasan Pembatalan", "Status Pembatalan/ Pengembalian",
    "Waktu Pengiriman Diatur", "Waktu Pesanan Dibuat", "Waktu Pembayaran Dilakukan", "SKU Induk",
    "Nama Produk", "Nomor Referensi SKU", "Nama Variasi", "Harga Awal", "Harga Setelah Diskon", "Jumlah",
    "Returned quantity", "Total Harga Produk", "Diskon Dari Penjual", "Diskon Dari Shopee",
    "Voucher Ditanggung Penjual", "Voucher Ditanggung Shopee", "Total Pembayaran", "Username (Pembeli)",
    "Provinsi", "Waktu Pesanan Selesai",
)  # fmt: skip
SHOPEE_ENGLISH = (
    "Order ID", "Order Status", "Cancel reason", "Return / Refund Status", "Ship Time",
    "Order Creation Date", "Order Paid Time", "Parent SKU Reference No.", "Product Name",
    "SKU Reference No.", "Variation Name", "Original Price", "Deal Price", "Quantity", "Returned quantity",
    "Product Subtotal", "Seller Rebate", "Shopee Rebate", "Seller Voucher", "Shopee Voucher", "Grand Total",
    "Username (Buyer)", "Province", "Order Complete Time",
)  # fmt: skip


def shopee(folder: Path, *rows: Row, headers: Sequence[str] = SHOPEE_HEADERS) -> Path:
    """Rows by the Indonesian headers; every cell is text, also the numbers."""
    usual = {
        "Status Pesanan": "Selesai", "Waktu Pesanan Dibuat": "2026-09-01 11:07",
        "Waktu Pembayaran Dilakukan": "2026-09-01 11:08", "Returned quantity": "0", "Jumlah": "1",
        "Username (Pembeli)": "pembeli0", "Nama Produk": "Kaos", "Provinsi": "JAWA BARAT",
    }  # fmt: skip
    cells = [[str((usual | dict(row)).get(h, "")) for h in SHOPEE_HEADERS] for row in rows]
    return workbook(folder / "Order.all.20260901_20260930.xlsx", {"orders": [list(headers), *cells]})


LAZADA_HEADERS = (
    "orderItemId", "orderType", "deliveryType", "lazadaId", "sellerSku", "lazadaSku", "wareHouse",
    "createTime", "updateTime", "orderNumber", "customerName", "customerEmail", "shippingCountry",
    "shippingRegion", "payMethod", "paidPrice", "unitPrice", "sellerDiscountTotal", "shippingFee",
    "itemName", "variation", "status", "refundAmount", "bundleDiscount",
)  # fmt: skip


def lazada(folder: Path, *rows: Row) -> Path:
    usual = {
        "createTime": "03 Sep 2026 14:15", "updateTime": "05 Sep 2026 09:00", "customerName": "J*** D***",
        "customerEmail": "j***@example.com", "itemName": "Tee", "shippingFee": "2.00",
    }  # fmt: skip
    cells = [[(usual | dict(row)).get(h, "") for h in LAZADA_HEADERS] for row in rows]
    return workbook(folder / "lazada.xlsx", {"sheet1": [list(LAZADA_HEADERS), *cells]})


EBAY_HEADERS = (
    "Sales Record Number", "Order Number", "Buyer Username", "Buyer Name", "Ship To City", "Ship To State",
    "Ship To Country", "Item Number", "Item Title", "Custom Label", "Sold Via Promoted Listings",
    "Quantity", "Sold For", "Shipping And Handling", "Seller Collected Tax", "Total Price",
    "Payment Method", "Sale Date", "Paid On Date", "Shipped On Date", "Transaction ID",
    "Variation Details", "Global Shipping Program", "eBay Plus",
)  # fmt: skip


def ebay(folder: Path, *rows: Row) -> Path:
    """The report with its frame: an empty line, the header, padding, rows, and two lines below them."""
    usual = {"Sale Date": "Sep-01-26", "Paid On Date": "Sep-02-26", "Ship To Country": "United States"}
    commas = "," * (len(EBAY_HEADERS) - 1)
    body = table([usual | dict(row) for row in rows], headers=EBAY_HEADERS).split("\r\n", 1)
    text = "\r\n".join([commas, body[0], commas, body[1].rstrip("\r\n"), commas])
    below = "\r\n3,record(s) downloaded, from ,Sep-01-26 to Sep-30-26\r\nSeller ID : example\r\n"
    return write(folder / "eBay-OrdersReport.csv", text + below, "utf-8-sig")


ETSY_HEADERS = (
    "Sale Date", "Item Name", "Buyer", "Quantity", "Price", "Coupon Code", "Discount Amount",
    "Shipping Discount", "Order Shipping", "Order Sales Tax", "Item Total", "Currency", "Transaction ID",
    "Listing ID", "Date Paid", "Date Shipped", "Ship State", "Ship Country", "Order ID", "Variations",
    "Order Type", "Listings Type", "VAT Paid by Buyer", "InPerson Discount", "SKU",
)  # fmt: skip


def etsy(folder: Path, *rows: Row) -> Path:
    usual = {
        "Sale Date": "09/01/26", "Date Paid": "09/01/2026", "Date Shipped": "09/13/2026", "Currency": "USD",
        "Buyer": "Ada Example (fake_user)", "Item Name": "Tee &quot;Basic&quot;", "Order Shipping": "5.50",
        "Order Sales Tax": "3.00", "Quantity": "1",
    }  # fmt: skip
    return write(
        folder / "EtsySoldOrderItems2026.csv", table([usual | dict(r) for r in rows], headers=ETSY_HEADERS)
    )


def square_items(folder: Path, *rows: Row) -> Path:
    headers = (
        "Date", "Time", "Time Zone", "Category", "Item", "Qty", "Price Point Name", "SKU",
        "Modifiers Applied", "Gross Sales", "Discounts", "Net Sales", "Tax", "Transaction ID", "Payment ID",
        "Notes", "Event Type", "Location", "Customer ID", "Itemization Type",
    )  # fmt: skip
    usual = {
        "Date": "2026-09-01", "Time": "23:30:00", "Time Zone": "Eastern Time (US & Canada)", "Item": "Mug",
        "Price Point Name": "Regular", "Event Type": "Payment", "Location": "Main Store",
    }  # fmt: skip
    return write(folder / "items-2026-09-01.csv", table([usual | dict(r) for r in rows], headers=headers))


MAGENTO_HEADERS = (
    "ID", "Purchase Point", "Purchase Date", "Bill-to Name", "Grand Total (Base)",
    "Grand Total (Purchased)", "Status", "Customer Email", "Subtotal", "Shipping and Handling",
    "Total Refunded", "Allocated sources",
)  # fmt: skip


def magento(folder: Path, *rows: Row) -> Path:
    usual = {
        "Purchase Point": "Main Website\n    Main Store", "Purchase Date": "Sep 3, 2026 11:07:04 AM",
        "Status": "Complete", "Customer Email": "a@example.com", "Shipping and Handling": "6.0000",
    }  # fmt: skip
    return write(folder / "export.csv", table([usual | dict(r) for r in rows], headers=MAGENTO_HEADERS))


def bigcommerce_line(sku: str, name: str, quantity: int, price: str, total: str) -> str:
    return (
        f"Product ID: 1, Product Qty: {quantity}, Product SKU: {sku}, Product Name: {name}, "
        f"Product Weight: 0.3500, Product Variation Details: Style: Blue, "
        f"Product Unit Price: {price}, Product Total Price: {total}"
    )


def bigcommerce(folder: Path, *rows: Row) -> Path:
    headers = (
        "Order ID", "Customer ID", "Customer Email", "Order Date", "Order Status", "Subtotal (inc tax)",
        "Subtotal (ex tax)", "Tax Total", "Shipping Cost (inc tax)", "Shipping Cost (ex tax)",
        "Order Total (inc tax)", "Order Total (ex tax)", "Total Quantity", "Date Shipped",
        "Order Currency Code", "Order Notes", "Shipping Country", "Product Details",
        "Store Credit Redeemed", "Coupon Details", "Refund Amount",
    )  # fmt: skip
    usual = {
        "Order Date": "13/09/2026", "Order Status": "Completed", "Customer ID": "0",
        "Order Currency Code": "AUD", "Date Shipped": "14/09/2026", "Refund Amount": "0.00",
        "Shipping Cost (inc tax)": "6.60", "Shipping Cost (ex tax)": "6.00",
    }  # fmt: skip
    return write(folder / "orders-1.csv", table([usual | dict(r) for r in rows], headers=headers))


ODOO_HEADERS = (
    "Order Reference", "Order Date", "Customer", "Customer/Email", "Status", "Currency",
    "Order Lines/Product", "Order Lines/Quantity", "Order Lines/Delivery Quantity",
    "Order Lines/Invoiced Quantity", "Order Lines/Unit Price", "Order Lines/Discount (%)",
    "Order Lines/Subtotal", "Warehouse", "Untaxed Amount", "Taxes", "Total",
)  # fmt: skip
ODOO_TECHNICAL = (
    "name", "date_order", "partner_id", "partner_id/email", "state", "currency_id",
    "order_line/product_id", "order_line/product_uom_qty", "order_line/qty_delivered",
    "order_line/qty_invoiced", "order_line/price_unit", "order_line/discount",
    "order_line/price_subtotal", "warehouse_id", "amount_untaxed", "amount_tax", "amount_total",
)  # fmt: skip


def odoo(folder: Path, *rows: Sequence[object], headers: Sequence[str] = ODOO_HEADERS) -> Path:
    return write(
        folder / "sale.order.csv",
        table([dict(zip(headers, row, strict=True)) for row in rows], headers=headers),
    )
