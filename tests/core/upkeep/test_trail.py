"""The audit trail says in the reader's language what was decided."""

from __future__ import annotations

from core import i18n
from core.upkeep.trail import in_words

TERMS = {"lead_time_days": 14, "note": "", "confirmed_by": "Ann", "on_order_source": "purchase_order_lines"}


def test_terms_are_told_without_what_nobody_said_and_without_who_and_when_again() -> None:
    told = "Lead time in days, from order to goods ready to sell: 14 · What is on order is read from: "
    assert in_words(TERMS) == told + "Purchase order lines"


def test_no_english_is_left_in_a_chinese_trail() -> None:
    ordered = {"proposed_units": 600, "ordered_units": 845, "lines": 1, "received_on": "2026-03-05"}
    planned = {"family": "618", "depth": "0.2", "sku_scope": "", "channels": ["1"], "event_id": 3}
    with i18n.language("zh-Hans"):
        for kept in (TERMS, ordered, planned):
            assert not any(letter.isascii() and letter.isalpha() for letter in in_words(kept))


def test_a_day_is_written_as_the_reader_writes_days() -> None:
    assert in_words({"until": "2026-03-05"}) == "Until: Mar 5, 2026"
    assert in_words({"until": "2026-02-31"}) == "Until: 2026-02-31"
