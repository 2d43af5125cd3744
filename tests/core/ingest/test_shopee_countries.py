"""Shopee's exports of other countries, in the headers that their sellers get; totals added up by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.core.ingest.exports import Imported, imported, workbook

MONEY = ("sku", "gross_amount", "seller_discount", "platform_discount", "buyer_paid", "merchant_receivable")


def handed(folder: Path, rows: list[dict[str, Any]]) -> Imported:
    cells = [list(rows[0]), *([row.get(header) for header in rows[0]] for row in rows)]
    return imported(
        folder, workbook(folder / "Order.all.20260901_20260930.xlsx", {"orders": cells}), channel="s"
    )


def money(done: Imported) -> list[tuple[Any, ...]]:
    return done.rows("order_lines", *MONEY)


def of(sku: str, *amounts: str) -> tuple[Any, ...]:
    return (sku, *map(Decimal, amounts))


VIETNAM: dict[str, Any] = {
    "Mã đơn hàng": "260901ABCDEF01", "Mã Kiện Hàng": "OFG1", "Ngày đặt hàng": "2026-09-01 23:50",
    "Trạng Thái Đơn Hàng": "Hoàn thành", "Lý do hủy": "", "Mã vận đơn": "SPX1", "Đơn Vị Vận Chuyển": "SPX",
    "Ngày gửi hàng": "2026-09-02 10:00", "Trạng thái Trả hàng/Hoàn tiền": "", "SKU sản phẩm": "MUG",
    "Tên sản phẩm": "Cốc gốm", "SKU phân loại hàng": "MUG-BLU", "Tên phân loại hàng": "Xanh",
    "Giá gốc": "100.000", "Người bán trợ giá": "20.000", "Được Shopee trợ giá": "0", "Giá ưu đãi": "80.000",
    "Số lượng": "2", "Số lượng sản phẩm được hoàn trả": "0", "Tổng giá bán (sản phẩm)": "160.000",
    "Mã giảm giá của Shop": "20.000", "Mã giảm giá của Shopee": "10.000",
    "Phí vận chuyển mà người mua trả": "15.000", "Tổng số tiền người mua thanh toán": "185.000",
    "Thời gian hoàn thành đơn hàng": "2026-09-05 09:00",
    "Thời gian đơn hàng được thanh toán": "2026-09-01 23:51", "Người Mua": "nguoimua",
    "Tỉnh/Thành phố": "Hà Nội",
}  # fmt: skip


def test_vietnam_counts_dots_as_thousands_and_shares_vouchers_out(tmp_path: Path) -> None:
    # Two mugs of 80,000 and a candle of 40,000: 200,000. Vouchers 20,000 by the shop and 10,000 by Shopee
    # fall 4 to 1 on them. 200,000 - 30,000 + 15,000 of postage = 185,000.
    candle = {
        "SKU phân loại hàng": "CNDL", "Giá gốc": "40.000", "Người bán trợ giá": "0", "Giá ưu đãi": "40.000",
        "Số lượng": "1", "Tổng giá bán (sản phẩm)": "40.000",
    }  # fmt: skip
    done = handed(tmp_path, [VIETNAM, {**VIETNAM, **candle}])
    assert money(done) == [
        of("MUG-BLU", "200000", "56000", "8000", "136000", "144000"),
        of("CNDL", "40000", "4000", "2000", "34000", "36000"),
    ]
    assert done.row("orders", "currency", "shipping_charged", "state", "paid_on::VARCHAR", "region") == (
        "VND", Decimal(15000), "completed", "2026-09-01", "Hà Nội",
    )  # fmt: skip
    assert done.prepared.totals["total"] == 185000


def test_vietnam_takes_plain_numbers_as_they_are_and_returned_pieces_back(tmp_path: Path) -> None:
    digits = {name: str(value).replace(".", "") for name, value in VIETNAM.items()}
    plain = {n: int(digits[n]) if digits[n].isdigit() else value for n, value in VIETNAM.items()}
    done = handed(tmp_path, [{**plain, "Số lượng sản phẩm được hoàn trả": 1}])
    assert money(done) == [of("MUG-BLU", "200000", "60000", "10000", "130000", "140000")]
    assert done.row("returns", "quantity", "amount") == (Decimal(1), Decimal(65000))


TAIWAN: dict[str, Any] = {
    "訂單編號": "260901TWABCD01", "訂單狀態": "已完成", "熱門商品": "N", "退貨/退款狀態": "",
    "買家帳號": "buyer_tw",
    "訂單成立日期": "2026-09-01 23:50", "商品總價": 700, "買家支付運費": 60, "蝦皮補助運費": 0, "退貨運費": 0,
    "買家總支付金額": 690, "蝦皮補貼金額": 0, "蝦幣折抵": 0, "銀行信用卡活動折抵": 0, "優惠代碼": "SAVE",
    "賣家負擔優惠券": 50, "賣家負擔蝦幣回饋券": 0, "蝦皮負擔優惠券": 20, "成交手續費": 30, "其他服務費": 0,
    "金流與系統處理費": 14, "商品名稱": "馬克杯", "商品ID": "1", "商品選項名稱": "藍", "規格ID": "2",
    "商品原價": 300,
    "商品活動價格": 250, "主商品貨號": "MUG", "商品選項貨號": "MUG-BLU", "數量": 2, "退貨數量": 0,
    "城市": "台北市", "買家付款時間": "2026-09-01 23:52", "實際出貨時間": "2026-09-02 12:00",
    "訂單完成時間": "2026-09-05 08:00",
}  # fmt: skip


def test_taiwan_takes_vouchers_of_both_off_once(tmp_path: Path) -> None:
    # Two mugs at 250 for 300, and a tea of 200: 700. Vouchers: 50 of the shop, 20 of Shopee.
    # 700 - 70 + 60 of postage = 690, of which the shop gets 650 for goods.
    tea = {"商品名稱": "茶", "商品選項貨號": "TEA", "商品原價": 200, "商品活動價格": 200, "數量": 1}
    done = handed(tmp_path, [TAIWAN, {**TAIWAN, **tea}])
    assert money(done) == [
        of("MUG-BLU", "600", "135.71", "14.29", "450", "464.29"),
        of("TEA", "200", "14.29", "5.71", "180", "185.71"),
    ]
    assert done.row("orders", "currency", "shipping_charged", "country") == ("TWD", Decimal(60), None)
    assert done.prepared.totals["total"] == 690


BRAZIL: dict[str, Any] = {
    "ID do pedido": "260901BRABCD01", "Status do pedido": "Concluído", "Cancelar Motivo": "",
    "Status da Devolução / Reembolso": "", "Número de rastreamento": "BR1", "Opção de envio": "Shopee Xpress",
    "Data prevista de envio": "2026-09-04 00:00", "Data de envio": "2026-09-02 10:00",
    "Nº de referência do SKU principal": "", "Nome do Produto": "Caneca",
    "Número de referência SKU": "CAN-AZ",
    "Nome da variação": "Azul", "Preço original": "49.90", "Preço acordado": "39.90", "Quantidade": "2",
    "Returned quantity": "0", "Subtotal do produto": "79.80", "Desconto do vendedor": "20.00",
    "Reembolso Shopee": "0.00", "Cupom do vendedor": "5.00", "Cupom": "3.00", "Valor Total": "82.30",
    "Taxa de envio pagas pelo comprador": "10.50", "Taxa de comissão bruta": "11.17",
    "Taxa de serviço bruta": "8.00", "Total global": "82.30", "Nome de usuário (comprador)": "comprador",
    "Cidade": "Belo Horizonte", "UF": "MG", "Data de criação do pedido": "2026-09-01 23:50",
    "Hora do pagamento do pedido": "2026-09-01 23:55", "Hora completa do pedido": "2026-09-06 10:00",
}  # fmt: skip


def test_brazil_ties_for_buyer_and_shop(tmp_path: Path) -> None:
    # 2 x 39.90 = 79.80, less 5 and 3 of vouchers: 71.80 for goods, and 10.50 of postage.
    done = handed(tmp_path, [BRAZIL])
    assert money(done) == [of("CAN-AZ", "99.80", "25.00", "3.00", "71.80", "74.80")]
    assert done.row("orders", "currency", "state", "paid_on::VARCHAR", "region") == (
        "BRL", "completed", "2026-09-01", "MG",
    )  # fmt: skip
    assert done.prepared.totals["total"] == Decimal("82.30")


def test_brazil_gives_back_what_was_cancelled_after_payment_and_sells_nothing_unpaid(tmp_path: Path) -> None:
    cancelled = {**BRAZIL, "ID do pedido": "2", "Status do pedido": "Cancelado", "Data de envio": ""}
    unpaid = {
        **BRAZIL,
        "ID do pedido": "3",
        "Status do pedido": "Não pago",
        "Hora do pagamento do pedido": "",
    }
    done = handed(tmp_path, [cancelled, unpaid])
    assert done.rows("orders", "state", "paid_on IS NULL") == [("cancelled", False), ("placed", True)]
    assert done.rows("returns", "amount", "absent") == [(Decimal("71.80"), False), (None, True)]
