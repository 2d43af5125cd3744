"""Whether a supplier keeps its word, in a word with a sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.i18n import N_, _

GOOD_SHARE, POOR_SHARE = 0.9, 0.8
"""Kept shares below which a supplier is to be watched, and below which it breaks its word (KPIS 11)."""


@dataclass(frozen=True)
class Verdict:
    """sign: stands beside the word, so that colour is never alone. title, meaning: message ids."""

    code: str
    sign: str
    title: str
    meaning: str

    @property
    def words(self) -> str:
        return f"{self.sign} {_(self.title)}"


VERDICTS: Mapping[str, Verdict] = {
    verdict.code: verdict
    for verdict in (
        Verdict("breaks", "✕", N_("Breaks its word"), N_("surely fewer than 8 of 10 lines kept")),
        Verdict("watch", "▲", N_("Watch"), N_("fewer than 8 of 10 lines kept, or surely fewer than 9")),
        Verdict(
            "keeps", "✓", N_("Keeps its word"), N_("at least 8 of 10 lines kept, and 9 of 10 is possible")
        ),
        Verdict("few", "?", N_("Too few lines"), N_("fewer than 5 lines were due: no score")),
    )
}
"""Every verdict, the worst first. Kept: on time and in full. "Surely": the share's interval lies below."""


def verdicts(table: pd.DataFrame, *, few: int) -> None:
    """Set verdict, verdict_words and verdict_rank; without enough lines the shares are taken away."""
    is_few = table["lines_due"] < few
    is_poor = table["kept_high"] < POOR_SHARE
    is_doubtful = (table["kept_high"] < GOOD_SHARE) | (table["kept_share"] < POOR_SHARE)
    table["verdict"] = np.select([is_few, is_poor, is_doubtful], ["few", "breaks", "watch"], default="keeps")
    table["verdict_words"] = table["verdict"].map({code: one.words for code, one in VERDICTS.items()})
    table["verdict_rank"] = table["verdict"].map({code: rank for rank, code in enumerate(VERDICTS)})
    shares = ["kept_share", "kept_low", "kept_high", "on_time_share", "in_full_share", "units_on_time_share"]
    table.loc[is_few, shares] = np.nan
