"""The methods that competed for a forecast, those with a share apart from those without."""

from __future__ import annotations

import pandas as pd

from core.i18n import render


def methods_apart(methods: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Methods (title, weight, against_mix), titles in words: the mix and those in it, then all others."""
    told = methods.assign(title=[render(title) for title in methods["title"]])
    is_used = (told["weight"] > 0).to_numpy()
    return told[is_used].reset_index(drop=True), told[~is_used].reset_index(drop=True)
