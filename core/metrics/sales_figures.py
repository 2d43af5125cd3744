"""Figures of sales: money, orders, units, buyers, refunds, margin."""

from __future__ import annotations

from core.i18n import N_
from core.metrics.figure import ENOUGH_ORDERS, Figure

_PAID_NOTES = ("payment_day", "paid_rate", "repeats", "as_of")

SALES_FIGURES = (
    Figure(
        name="gmv_placed",
        label=N_("GMV placed"),
        definition=N_(
            "The value of everything that was ordered, by order day: unpaid, cancelled and refunded "
            "orders included, test and brushing orders not."
        ),
        formula=N_("price × quantity of all placed orders, before discounts"),
        unit="money",
        better="up",
        numerator="gross_placed",
        count="orders_placed",
        notes=("placed_rate", "as_of"),
    ),
    Figure(
        name="gmv_paid",
        label=N_("GMV paid"),
        definition=N_("The same over the orders that were paid, by payment day."),
        formula=N_("price × quantity of all paid orders, before discounts"),
        unit="money",
        better="up",
        numerator="gross_paid",
        count="orders",
        notes=_PAID_NOTES,
    ),
    Figure(
        name="paid_amount",
        label=N_("Paid amount"),
        definition=N_(
            "What buyers paid for goods, by payment day; tax is included where prices include it, "
            "shipping is not."
        ),
        formula=N_("amount paid by buyers for goods"),
        unit="money",
        better="up",
        numerator="paid_amount",
        count="orders",
        notes=_PAID_NOTES,
    ),
    Figure(
        name="net_sales",
        label=N_("Net sales"),
        definition=N_(
            "What the shop earns from goods: paid by buyers and by the platform for its own coupons, "
            "less refunds, without tax and shipping."
        ),
        formula=N_(
            "(buyer paid for goods + platform discount − refunds of the same) ÷ (1 + tax rate where "
            "prices include tax)"
        ),
        unit="money",
        better="up",
        numerator="net_sales",
        count="orders",
        notes=("no_returns", "immature", "refund_orders", *_PAID_NOTES),
    ),
    Figure(
        name="refunds",
        label=N_("Refunds"),
        definition=N_(
            "Money given back for goods, on the chosen basis: by refund day, or by the day on which "
            "the refunded order was paid."
        ),
        formula=N_("amount refunded for goods"),
        unit="money",
        better="down",
        numerator="refunds",
        count="orders",
        tables=("orders", "returns"),
        notes=("immature", "refund_orders", "paid_rate", "as_of"),
    ),
    Figure(
        name="orders",
        label=N_("Orders"),
        definition=N_("Paid orders with at least one product, by payment day."),
        formula=N_("number of paid orders"),
        unit="count",
        better="up",
        numerator="orders",
        count="orders",
        notes=("payment_day", "as_of"),
        distinct=True,
    ),
    Figure(
        name="orders_placed",
        label=N_("Orders placed"),
        definition=N_("Orders with at least one product, paid or not, by order day."),
        formula=N_("number of placed orders"),
        unit="count",
        better="up",
        numerator="orders_placed",
        count="orders_placed",
        notes=("as_of",),
        distinct=True,
    ),
    Figure(
        name="units",
        label=N_("Units"),
        definition=N_("Units of goods in paid orders, by payment day, before returns."),
        formula=N_("sum of quantities in paid orders"),
        unit="units",
        better="up",
        numerator="units",
        count="orders",
        tables=("orders", "order_lines"),
        notes=("payment_day", "as_of"),
    ),
    Figure(
        name="buyers",
        label=N_("Buyers"),
        definition=N_("Different people who paid at least one order, among the orders whose buyer is known."),
        formula=N_("number of different known buyers with a paid order"),
        unit="count",
        better="up",
        numerator="buyers",
        count="orders_identified",
        gaps=("customers",),
        notes=("identified", "payment_day", "as_of"),
        distinct=True,
    ),
    Figure(
        name="average_order_value",
        label=N_("Average order value"),
        definition=N_(
            "What buyers paid per paid order (笔单价); orders in a currency without an exchange rate are "
            "in neither number."
        ),
        formula=N_("paid amount ÷ orders"),
        unit="money",
        better="up",
        numerator="paid_amount",
        count="orders_with_rate",
        denominator="orders_with_rate",
        minimum=ENOUGH_ORDERS,
        notes=_PAID_NOTES,
    ),
    Figure(
        name="average_buyer_value",
        label=N_("Average buyer value"),
        definition=N_(
            "What known buyers paid per buyer in the period (客单价); orders without a known buyer or "
            "without an exchange rate are in neither number."
        ),
        formula=N_("paid amount of known buyers ÷ known buyers"),
        unit="money",
        better="up",
        numerator="paid_by_identified",
        count="buyers_with_rate",
        denominator="buyers_with_rate",
        gaps=("customers",),
        minimum=ENOUGH_ORDERS,
        notes=("identified", "payment_day", "paid_rate", "as_of"),
    ),
    Figure(
        name="item_price",
        label=N_("Average item price"),
        definition=N_(
            "What buyers paid per unit (件单价); units sold in a currency without an exchange rate are "
            "in neither number."
        ),
        formula=N_("paid amount ÷ units"),
        unit="money",
        better="neither",
        numerator="paid_amount",
        count="orders_with_rate",
        denominator="units_with_rate",
        tables=("orders", "order_lines"),
        minimum=ENOUGH_ORDERS,
        notes=_PAID_NOTES,
    ),
    Figure(
        name="items_per_order",
        label=N_("Items per order"),
        definition=N_("Units per paid order (连带率)."),
        formula=N_("units ÷ orders"),
        unit="units",
        better="up",
        numerator="units",
        count="orders",
        denominator="orders",
        tables=("orders", "order_lines"),
        minimum=ENOUGH_ORDERS,
        notes=("payment_day", "as_of"),
    ),
    Figure(
        name="refund_rate",
        label=N_("Refund rate"),
        definition=N_(
            "The share of the money paid in the period that was given back, on whatever day; orders "
            "need 30 days until most refunds are known."
        ),
        formula=N_("amount refunded of orders paid in the period ÷ paid amount"),
        unit="share",
        better="down",
        numerator="refunds_of_cohort",
        count="orders",
        denominator="paid_amount",
        tables=("orders", "returns"),
        minimum=ENOUGH_ORDERS,
        notes=("immature_cohort", "refund_orders", "paid_rate", "as_of"),
    ),
    Figure(
        name="gross_margin",
        label=N_("Gross margin"),
        definition=N_(
            "Net sales less the cost of the goods sold, over lines whose cost is known. Units put "
            "back to stock take their cost with them, scrapped ones do not."
        ),
        formula=N_("net sales with known cost − cost of net units"),
        unit="money",
        better="up",
        numerator="gross_margin",
        count="orders",
        gaps=("costs",),
        notes=("known_cost", "no_returns", "immature", "refund_orders", *_PAID_NOTES),
    ),
    Figure(
        name="gross_margin_share",
        label=N_("Gross margin rate"),
        definition=N_(
            "Gross margin as a share of net sales; a sale whose cost is unknown is in neither number."
        ),
        formula=N_("(net sales − cost of net units) ÷ net sales, where cost is known"),
        unit="share",
        better="up",
        numerator="gross_margin",
        count="orders",
        denominator="net_sales_with_cost",
        gaps=("costs",),
        minimum=ENOUGH_ORDERS,
        notes=("known_cost", "no_returns", "immature", "refund_orders", *_PAID_NOTES),
    ),
)
