"""All suppliers in one sentence, a few figures and a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n, phrases
from core.i18n import _, ngettext
from core.suppliers.changes import Change
from core.suppliers.scorecard import Scorecard
from core.suppliers.verdicts import VERDICTS


@dataclass(frozen=True)
class Overview:
    """kept_share: of all due lines; kept_before: in the window of the same length before; kept_difference:
    between the two in words. late_amount: display currency, of open late lines with a known cost. faults,
    unpromised, nameless: lines left out and why. excused: due lines whose promise lay in a closure.
    """

    answer: str
    kept_share: float
    lines_due: int
    median_delay_days: float
    late_lines: int
    late_units: float
    late_amount: float
    late_without_cost: int
    faults: int
    unpromised: int
    nameless: int
    excused: int
    kept_before: float | None
    kept_difference: str


def overview(card: Scorecard) -> Overview:
    """Everything above the table."""
    lines, table = card.lines[card.lines["supplier_id"] != ""], card.table
    has_before = card.before is not None and len(card.before) > 0
    before = float(card.before["is_kept"].mean()) if card.before is not None and has_before else None
    kept = float(lines.loc[lines["is_due"], "is_kept"].mean())
    due = lines[lines["is_due"]]
    return Overview(
        answer=_answer(card),
        kept_share=kept,
        lines_due=len(due),
        median_delay_days=float(due["delay_days"].median()),
        late_lines=int(table["late_lines"].sum()),
        late_units=float(table["late_units"].sum()),
        late_amount=float(table["late_amount"].sum()),
        late_without_cost=int(table["late_without_cost"].sum()),
        faults=int(table["faults"].sum()),
        unpromised=int((lines["promised_on"].isna() & (lines["wanted_units"] > 0)).sum()),
        nameless=len(card.lines) - len(lines),
        excused=int((due["due_on"] > due["promised_on"]).sum()),
        kept_before=before,
        kept_difference=phrases.difference(kept, before, "share", against=_("the time before")),
    )


def left_out_words(found: Overview) -> list[str]:
    """Lines that could not be judged, one sentence per reason."""
    faults = ngettext(
        "{count} line is left out: it arrived before it was ordered, or counts as received without a "
        "receipt.",
        "{count} lines are left out: they arrived before they were ordered, or count as received without a "
        "receipt.",
        found.faults,
    )
    unpromised = ngettext(
        "{count} line is left out: no file says when it was promised, nor the lead time.",
        "{count} lines are left out: no file says when they were promised, nor the lead time.",
        found.unpromised,
    )
    nameless = ngettext(
        "{count} line is left out: it names no supplier.",
        "{count} lines are left out: they name no supplier.",
        found.nameless,
    )
    counts = {faults: found.faults, unpromised: found.unpromised, nameless: found.nameless}
    return [words.format(count=i18n.number(count)) for words, count in counts.items() if count]


def excused_words(found: Overview) -> str:
    """What is not held against suppliers that were closed; '' where there is nothing."""
    if not found.excused:
        return ""
    return ngettext(
        "{count} line was promised for a day on which its supplier was closed: it is due on the first open "
        "day after.",
        "{count} lines were promised for days on which their supplier was closed: they are due on the first "
        "open day after.",
        found.excused,
    ).format(count=i18n.number(found.excused))


def _answer(card: Scorecard) -> str:
    table = card.table
    judged = table[table["verdict"] != "few"]
    if judged.empty:
        return _("No supplier had five lines due in this time: there is nothing to judge yet.")
    keeps = int((judged["verdict"] == "keeps").sum())
    words = ngettext(
        "{keeps} of {count} supplier keeps its word",
        "{keeps} of {count} suppliers keep their word",
        len(judged),
    ).format(keeps=i18n.number(keeps), count=i18n.number(len(judged)))
    worst = judged[judged["verdict"] == "breaks"]
    if worst.empty:
        return _("{words}.").format(words=words)
    return _("{words}; {worst}.").format(words=words, worst=_late_words(card, worst.iloc[0]))


def _late_words(card: Scorecard, row: pd.Series[Any]) -> str:
    supplier = str(row["supplier_id"])
    change = card.changes.get(supplier)
    delay = float(row["median_delay_days"])
    if not delay > 0:
        share = i18n.percent(float(row["kept_share"]), 0)
        return _("{supplier} kept {share} of its lines").format(supplier=supplier, share=share)
    days = phrases.amount(delay, "days")
    if change is not None and change.after > change.before:
        return _("{supplier} has been {days} late since {month}").format(
            supplier=supplier, days=days, month=i18n.month(change.since)
        )
    return _("{supplier} is {days} late").format(supplier=supplier, days=days)


def change_words(supplier_id: str, change: Change) -> str:
    """Since March 2025 SUP-07 needs 34 days instead of 23."""
    return _("Since {month} {supplier} needs {after} instead of {before}.").format(
        month=i18n.month(change.since),
        supplier=supplier_id,
        after=phrases.amount(change.after, "days"),
        before=i18n.number(change.before),
    )


def delay_words(days: float) -> str:
    """A signed delay in words: "12 days late", "1 day early", "on the day"; a dash where it is unknown."""
    if days != days:
        return "–"
    if round(days) == 0:
        return _("on the day")
    words = _("{days} late") if days > 0 else _("{days} early")
    return words.format(days=phrases.amount(abs(days), "days"))


def lead_ranges(card: Scorecard) -> pd.DataFrame:
    """label, low, middle, high, reference, is_marked: promised against actual lead times, for a chart."""
    table = card.table[card.table["lead_median"].notna()]
    return pd.DataFrame(
        {
            "label": table["supplier_id"] + " " + table["supplier_name"],
            "low": table["lead_p10"],
            "middle": table["lead_median"],
            "high": table["lead_p90"],
            "reference": table["promised_days"],
            "is_marked": table["verdict"].isin(["breaks", "watch"]),
        }
    ).reset_index(drop=True)


def titles(card: Scorecard) -> dict[str, str]:
    """What to call each verdict that occurs, with its number of suppliers; '' is all of them."""
    counts = card.table["verdict"].value_counts()
    named = {
        code: f"{one.words} ({i18n.number(int(counts[code]))})"
        for code, one in VERDICTS.items()
        if code in counts
    }
    return {"": _("All"), **named}


def matching(card: Scorecard, verdict: str, search: str) -> pd.DataFrame:
    """The suppliers of a verdict ('' for all) whose number or name holds the text."""
    rows = card.table if not verdict else card.table[card.table["verdict"] == verdict]
    text = (rows["supplier_id"] + " " + rows["supplier_name"]).str.casefold()
    found = rows[text.str.contains(search.strip().casefold(), regex=False)]
    return found.assign(delay_words=found["median_delay_days"].map(delay_words)).reset_index(drop=True)
