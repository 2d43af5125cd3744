"""Computed numbers of the pages First steps, Data and Admin: how complete, old and large what is kept is."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

KEEPING: Mapping[str, Definition] = {
    "age_days": Definition(
        N_("How old the newest row of the table is; empty for tables without days or without a rhythm."),
        N_("today − newest day in the table; in the sample shop its last day − newest day"),
        ("tables",),
    ),
    "missing_days": Definition(
        N_("Days on which no shop has an order although it had some before and after."),
        N_("days from the first to the last order of each shop − days with orders"),
        ("orders",),
    ),
    "rows_kept": Definition(
        N_("Rows that count now; what a newer file replaced or an undo took back is not among them."),
        N_("number of rows in the table"),
        ("tables",),
    ),
    "days_with_orders": Definition(
        N_("Days on which the shop has at least one order."),
        N_("number of different order days"),
        ("orders",),
    ),
    "longest_gap": Definition(
        N_("Length of the longest run of days without an order."),
        N_("last day − first day of the run + 1"),
        ("orders",),
    ),
    "filled_share": Definition(
        N_("How many rows of the table say something in this column."),
        N_("rows with a value ÷ all rows"),
        ("orders", "order_lines", "products", "stock"),
    ),
    "rows_read": Definition(
        N_("Rows of the file, without its header."),
        N_("loaded + already there + rejected + left out"),
        ("imports",),
    ),
    "rows_loaded": Definition(
        N_("Rows that changed something: they were not there, or said something else."),
        N_("number of rows with at least one entry that is new or changed and counts"),
        ("imports",),
    ),
    "order_amount_paid": Definition(
        N_("What the buyer paid for the goods of the order, as each of the two files says."),
        N_("sum over its lines, in the order's own currency"),
        ("orders", "order_lines"),
    ),
    "accounts_in_both": Definition(
        N_("Accounts of the one shop that have the same key as an account of the other."),
        N_("number of different keys that both shops name"),
        ("orders", "members"),
    ),
    "lines_traced": Definition(
        N_("Lines of the order that count now."), N_("number of its lines"), ("order_lines",)
    ),
    "rows_new": Definition(
        N_("Rows of orders, days or products that were not there before."),
        N_("rows whose key no earlier file named"),
        ("imports",),
    ),
    "rows_changed": Definition(
        N_("Rows that say something else than what was there."),
        N_("rows with a known key and another value"),
        ("imports",),
    ),
    "rows_gone": Definition(
        N_("Rows that were there and that the file, which tells of the whole, does not name any more."),
        N_("rows of the same orders or lists that the new file lacks"),
        ("imports",),
    ),
    "rows_same": Definition(
        N_("Rows that say what was there already; they change nothing."),
        N_("rows with a known key and the same values"),
        ("imports",),
    ),
    "rows_rejected": Definition(
        N_("Rows that could not be read; each is kept with its reason and can be corrected."),
        N_("number of rows with at least one cell that is not accepted"),
        ("imports",),
    ),
    "rows_skipped": Definition(
        N_("Rows that are no data: totals, notes, empty lines, what a choice left out."),
        N_("rows read − loaded − already there − rejected"),
        ("imports",),
    ),
    "store_size": Definition(
        N_("What the files that people handed in take up, with their history."),
        N_("sum of the sizes of all files of the store"),
        ("tables",),
    ),
    "ledger_size": Definition(
        N_("What the decisions and their trail take up."),
        N_("size of the ledger's file; where it lies on a server, nothing"),
        ("decisions",),
    ),
    "free_space": Definition(
        N_("What is left on the disk on which the store lies."),
        N_("as the machine says now"),
        ("tables",),
    ),
    "versions": Definition(
        N_("States of the store that can be read back; tidying the store forgets old ones."),
        N_("number of versions that have not been tidied away"),
        ("tables",),
    ),
}
"""By code."""
