"""Sales as a page tells them: the period against another one, its drivers, its parts, one product."""

from core.sales.breakdown import PARTS, Parts, breakdown, matching
from core.sales.comparison import is_comparable
from core.sales.grains import GRAINS, usual_grain
from core.sales.overview import Course, Overview, course, overview
from core.sales.product import ProductSales, product_sales

__all__ = [
    "GRAINS",
    "PARTS",
    "Course",
    "Overview",
    "Parts",
    "ProductSales",
    "breakdown",
    "course",
    "is_comparable",
    "matching",
    "overview",
    "product_sales",
    "usual_grain",
]
