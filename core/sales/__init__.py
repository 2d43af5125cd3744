"""Sales as a page tells them: the period against another one, its causes, its parts, one product."""

from core.sales.breakdown import PARTS, SHOWN, Parts, breakdown, categories, matching
from core.sales.causes import Cause, Change, read_change
from core.sales.comparison import is_comparable
from core.sales.grains import GRAINS, usual_grain
from core.sales.names import is_product
from core.sales.overview import Course, Overview, course, figure_notes, overview
from core.sales.price_steps import PriceStep, read_price_step
from core.sales.product import ProductSales, product_sales
from core.sales.why import Why, read_why, steps, table, title

__all__ = [
    "GRAINS",
    "PARTS",
    "SHOWN",
    "Cause",
    "Change",
    "Course",
    "Overview",
    "Parts",
    "PriceStep",
    "ProductSales",
    "Why",
    "breakdown",
    "categories",
    "course",
    "figure_notes",
    "is_comparable",
    "is_product",
    "matching",
    "overview",
    "product_sales",
    "read_change",
    "read_price_step",
    "read_why",
    "steps",
    "table",
    "title",
    "usual_grain",
]
