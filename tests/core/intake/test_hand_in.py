"""From a file to an import: looked at first, answered for, loaded once, let go."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import facts, intake, ledger
from core.errors import InputError, NotAllowed
from core.facts import Snapshot
from core.ingest import Choices, ColumnMapping
from core.jobs import silent
from core.security import Actor, Role
from core.settings import Settings
from tests.handing_files import UNKNOWN, handed, shop_orders
from tests.homes import prepare

PLANNER = Actor("Ann", frozenset({Role.PLANNER}))
MAPPED = ColumnMapping(
    "sales",
    {
        "order_id": "Voucher",
        "sku": "Article",
        "quantity": "Pieces",
        "unit_price": "Each",
        "placed_at": "Sold on",
    },
    {"currency": "EUR"},
)


@pytest.fixture(autouse=True)
def _store(settings: Settings) -> None:
    prepare(settings)


def _checked(settings: Settings, hand_in: intake.HandIn) -> tuple[intake.Preview, ...]:
    return intake.check(settings, hand_in, who="Ann", progress=silent)


def _loaded(settings: Settings, hand_in: intake.HandIn) -> tuple[intake.Loaded, ...]:
    return intake.load(settings, hand_in, PLANNER, progress=silent)


def _answered(hand_in: intake.HandIn, preview: intake.Preview, **said: object) -> intake.HandIn:
    return hand_in.answered(preview.keys[0], replace(hand_in.about(preview.keys), **said))  # type: ignore[arg-type]


def _named(settings: Settings, hand_in: intake.HandIn, channel: str = "web") -> intake.HandIn:
    return _answered(hand_in, _checked(settings, hand_in)[0], channel=channel)


def _snapshot(settings: Settings) -> Snapshot:
    return facts.lease(settings)


def test_a_check_writes_nothing(settings: Settings) -> None:
    before = _snapshot(settings).id
    _checked(settings, handed(settings, orders=shop_orders(("#1", "TEA-1", 2, "10.00"))))
    assert _snapshot(settings).id == before


def test_the_shop_of_a_file_must_be_named_before_it_is_loaded(settings: Settings) -> None:
    hand_in = handed(settings, orders=shop_orders(("#1", "TEA-1", 2, "10.00")))
    (preview,) = _checked(settings, hand_in)
    assert [question.name for question in preview.unanswered] == ["channel"]
    with pytest.raises(InputError):
        _loaded(settings, hand_in)
    assert _loaded(settings, _named(settings, hand_in))[0].import_id == 1


def test_rows_are_counted_by_what_becomes_of_them(settings: Settings) -> None:
    _loaded(
        settings,
        _named(settings, handed(settings, first=shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "5")))),
    )
    text = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 3, "5"), ("#3", "C", 1, "5"), ("#4", "C", 1, "five"))
    (preview,) = _checked(settings, _named(settings, handed(settings, second=text)))
    rows = preview.rows
    assert (rows.read, rows.new, rows.changed, rows.unchanged, rows.rejected) == (4, 1, 1, 1, 1)
    assert preview.rejects[0].row == 5


def test_loading_a_file_twice_changes_nothing_and_says_so(settings: Settings) -> None:
    text = shop_orders(("#1", "TEA-1", 2, "10.00"))
    _loaded(settings, _named(settings, handed(settings, orders=text)))
    (again,) = _loaded(settings, _named(settings, handed(settings, orders=text)))
    assert again.import_id is None
    assert len(intake.imports(_snapshot(settings))) == 1


def test_the_uploaded_file_is_deleted_once_it_is_loaded(settings: Settings) -> None:
    hand_in = _named(settings, handed(settings, orders=shop_orders(("#1", "TEA-1", 2, "10.00"))))
    assert hand_in.paths[0].exists()
    _loaded(settings, hand_in)
    assert list(settings.uploads_folder.iterdir()) == []


def test_a_file_that_lies_elsewhere_is_never_deleted(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(shop_orders(("#1", "TEA-1", 2, "10.00")), encoding="utf-8")
    _loaded(settings, _named(settings, intake.HandIn((path,))))
    assert path.exists()


def test_one_bad_file_does_not_stop_the_others_and_stays(settings: Settings) -> None:
    hand_in = handed(settings, orders=shop_orders(("#1", "TEA-1", 2, "10.00")), picture="\x89PNG\r\n")
    previews = _checked(settings, hand_in)
    good = next(preview for preview in previews if preview.refusal is None)
    results = _loaded(settings, _answered(hand_in, good, channel="web"))
    assert sorted(result.refusal is None for result in results) == [False, True]
    assert [path.name for path in hand_in.paths if path.exists()] == ["picture.csv"]


def test_an_empty_file_is_refused_with_what_to_do(settings: Settings) -> None:
    (preview,) = _checked(settings, handed(settings, empty=""))
    assert preview.refusal is not None
    assert not preview.can_map
    assert "empty" in str(preview.refusal)


def test_unknown_headers_can_be_mapped_and_the_next_file_is_read_by_itself(settings: Settings) -> None:
    hand_in = handed(settings, till=UNKNOWN)
    (preview,) = _checked(settings, hand_in)
    assert preview.can_map
    mapped = _answered(hand_in, preview, mapping=MAPPED, channel="market", timezone="Europe/Berlin")
    assert _loaded(settings, mapped)[0].loaded == 2
    (next_one,) = _checked(settings, handed(settings, april=UNKNOWN.replace("V-", "W-")))
    assert next_one.is_ready
    assert (next_one.channel, next_one.rows.new) == ("market", 2)


def test_a_mapping_is_tried_on_the_first_rows(settings: Settings) -> None:
    hand_in = handed(settings, till=UNKNOWN)
    _checked(settings, hand_in)
    sheet = intake.sheet_of(hand_in.paths[0])
    assert sheet is not None
    rows = intake.mapped_rows(sheet, MAPPED)
    assert list(rows["order_id"]) == ["V-1", "V-2"]
    assert set(rows["currency"]) == {"EUR"}


def test_neither_days_nor_codes_are_taken_for_quantities(settings: Settings) -> None:
    text = "Beleg;Verkauft am;Artikel;Menge\nV-1;12.10.2026;85123;2\nV-2;13.10.2026;22423;1\n"
    hand_in = handed(settings, till=text)
    _checked(settings, hand_in)
    sheet = intake.sheet_of(hand_in.paths[0])
    assert sheet is not None
    found = {field.column.name: field.headers for field in intake.map_fields(sheet, "sales")}
    assert (found["quantity"][0], found["placed_at"]) == ("Menge", ("Verkauft am",))


def test_the_likely_table_of_unknown_headers_is_suggested(settings: Settings) -> None:
    text = "Order number,SKU,Qty,Price,Order date,Remark\n1,A,2,5.00,2026-03-01 10:00:00,x\n"
    hand_in = handed(settings, till=text)
    _checked(settings, hand_in)
    sheet = intake.sheet_of(hand_in.paths[0])
    assert sheet is not None
    assert intake.best_table(sheet) == intake.SALES


def test_the_answers_about_a_known_shop_are_not_asked_again(settings: Settings) -> None:
    first = handed(settings, a=shop_orders(("#1", "A", 1, "5")))
    _loaded(settings, _answered(first, _checked(settings, first)[0], channel="web", currency="EUR"))
    (preview,) = _checked(settings, handed(settings, b=shop_orders(("#2", "B", 1, "5"))))
    assert preview.is_ready
    assert preview.channel == "web"


def test_the_time_zone_is_supposed_once_the_currency_is_said(settings: Settings) -> None:
    text = "Order ID,Order date,SKU,Quantity,Amount paid\nA-1,2026-09-03,MUG,1,10.00\n"
    first = handed(settings, sales=text)
    (preview,) = _checked(settings, first)
    assert "timezone" not in {q.name for q in intake.asked_about(preview, Choices(), [])}
    answered = _answered(first, preview, currency="CNY")
    (preview,) = _checked(settings, answered)
    shown = {q.name: q.suggestion for q in intake.asked_about(preview, preview.choices, [])}
    assert shown["timezone"] == "Asia/Shanghai"


def test_choosing_another_known_shop_calls_for_a_second_look(settings: Settings) -> None:
    (preview,) = _checked(settings, handed(settings, a=shop_orders(("#1", "A", 1, "5"))))
    known = ["web", "store"]
    assert intake.calls_for_check(preview, Choices(), Choices(channel="web"), known)
    assert not intake.calls_for_check(preview, Choices(), Choices(channel="brand new"), known)


def test_answers_survive_as_a_jobs_arguments(settings: Settings) -> None:
    hand_in = handed(settings, till=UNKNOWN).answered(
        "k", Choices(channel="a; b", mapping=MAPPED, full_list=False)
    )
    words = hand_in.arguments()
    place = words.index("--answers")
    assert intake.answers_from_json(words[place + 1]) == hand_in.answers


def test_a_preview_comes_back_from_json_as_it_was(settings: Settings) -> None:
    found = _checked(settings, handed(settings, a=shop_orders(("#1", "A", 1, "5"), ("#2", "A", 1, "x"))))
    assert intake.previews_from_json(intake.previews_to_json(found)) == found


def test_rejected_rows_come_back_as_a_file_that_can_be_mended_and_loaded(settings: Settings) -> None:
    text = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five"))
    (result,) = _loaded(settings, _named(settings, handed(settings, a=text)))
    assert result.import_id is not None
    rows = intake.reject_workbook(_snapshot(settings), result.import_id, 0)
    assert list(rows["Name"]) == ["#2"]
    assert "five" in rows["Why it was rejected"][0]
    mended = rows.replace("five", "5").to_csv(index=False)
    (again,) = _loaded(settings, _named(settings, handed(settings, mended=mended)))
    assert (again.loaded, again.rejected) == (1, 0)


def test_an_undo_marks_the_decisions_that_relied_on_it_and_counts_no_more(settings: Settings) -> None:
    (result,) = _loaded(settings, _named(settings, handed(settings, a=shop_orders(("#1", "A", 1, "5")))))
    assert result.import_id is not None
    with facts.workspace(settings) as ws, closing(ledger.open_ledger(settings)) as book:
        record = intake.take_back(ws, book, PLANNER, result.import_id)
    assert record.state == "undone"
    assert intake.overview(_snapshot(settings)).order_lines == 0


def test_whoever_may_not_undo_changes_nothing(settings: Settings) -> None:
    (result,) = _loaded(settings, _named(settings, handed(settings, a=shop_orders(("#1", "A", 1, "5")))))
    viewer = Actor("Bo", frozenset({Role.VIEWER}))
    with (
        facts.workspace(settings) as ws,
        closing(ledger.open_ledger(settings)) as book,
        pytest.raises(NotAllowed),
    ):
        intake.take_back(ws, book, viewer, result.import_id or 0)
    assert intake.overview(_snapshot(settings)).order_lines == 1


def test_an_upload_keeps_its_name_and_cannot_leave_its_folder(settings: Settings) -> None:
    upload = intake.keep(settings, "../../März 2026.csv", io.BytesIO(b"a,b\n"))
    assert upload.path.name == "März 2026.csv"
    assert upload.path.parent.parent == settings.uploads_folder.absolute()


def test_uploads_that_nobody_came_back_for_are_swept(settings: Settings) -> None:
    intake.keep(settings, "a.csv", io.BytesIO(b"a"))
    assert intake.sweep(settings) == 0
    assert intake.sweep(settings, older_than_hours=-1) == 1


def test_what_is_missing_most_is_named_first(settings: Settings) -> None:
    assert intake.next_steps(_snapshot(settings))[0].table == "order_lines"
    _loaded(settings, _named(settings, handed(settings, a=shop_orders(("#1", "A", 1, "5")))))
    assert intake.next_steps(_snapshot(settings))[0].table == "stock"


def test_the_tables_say_how_full_and_fresh_they_are(settings: Settings) -> None:
    _loaded(settings, _named(settings, handed(settings, march=shop_orders(("#1", "A", 1, "5")))))
    found = intake.filled(_snapshot(settings)).set_index("table")
    assert found.loc["orders", "rows"] == 1
    assert str(found.loc["orders", "newest"]).startswith("2026-03-01")
    assert found.loc["orders", "file"] == "march.csv"


def test_an_older_export_is_kept_and_counts_once_the_newer_one_is_undone(settings: Settings) -> None:
    older = shop_orders(("#1", "A", 1, "5"))
    newer = shop_orders(("#1", "A", 3, "5"), ("#2", "B", 1, "5"))
    for day, text in ((dt.datetime(2026, 3, 9), newer), (dt.datetime(2026, 3, 8), older)):
        hand_in = _named(settings, handed(settings, orders=text))
        (preview,) = _checked(settings, hand_in)
        assert preview.changes_something
        _loaded(settings, _answered(hand_in, preview, exported_at=day))
    assert _units_of(settings) == {"#1": 3, "#2": 1}
    with facts.workspace(settings) as ws:
        facts.undo(ws, 1, who="Ann")
    assert _units_of(settings) == {"#1": 1}


def _units_of(settings: Settings) -> dict[str, int]:
    found = _snapshot(settings).frame("SELECT order_id, quantity FROM lake.current.order_lines")
    return {order: int(units) for order, units in zip(found["order_id"], found["quantity"], strict=True)}


def test_a_shop_keeps_its_currency_when_its_first_import_is_undone(settings: Settings) -> None:
    first = handed(settings, a=shop_orders(("#1", "A", 1, "5")))
    said = {"channel": "web", "currency": "CHF", "timezone": "Europe/Zurich", "default_location": "ZH"}
    _loaded(settings, _answered(first, _checked(settings, first)[0], **said))
    _loaded(settings, _named(settings, handed(settings, b=shop_orders(("#2", "B", 1, "5")))))
    with facts.workspace(settings) as ws:
        facts.undo(ws, 1, who="Ann")
    (row,) = _snapshot(settings).frame("SELECT * FROM lake.current.channels").to_dict("records")
    assert {name: row[name] for name in said} == said
    assert _snapshot(settings).value("SELECT location FROM lake.current.locations") == "ZH"


def test_long_chinese_names_are_cut_to_what_a_file_system_takes(settings: Settings) -> None:
    upload = intake.keep(settings, "订单" * 100 + ".xlsx", io.BytesIO(b"a"))
    assert upload.path.exists()
    assert upload.path.suffix == ".xlsx"
    assert len(upload.path.name.encode()) <= 200


def test_two_people_with_the_same_file_do_not_delete_each_others(settings: Settings) -> None:
    text = shop_orders(("#1", "TEA-1", 2, "10.00"))
    mine, theirs = handed(settings, orders=text), handed(settings, orders=text)
    _loaded(settings, _named(settings, mine))
    assert not mine.paths[0].exists()
    assert theirs.paths[0].exists()


def test_a_file_is_let_go_although_a_refused_one_has_the_same_name(settings: Settings) -> None:
    good = handed(settings, orders=shop_orders(("#1", "TEA-1", 2, "10.00")))
    bad = handed(settings, orders="\x89PNG\r\n")
    _loaded(settings, replace(_named(settings, good), paths=(*good.paths, *bad.paths)))
    assert [path.exists() for path in (*good.paths, *bad.paths)] == [False, True]


def test_an_upload_may_have_any_name(settings: Settings) -> None:
    upload = intake.keep(settings, "cells.json", io.BytesIO(UNKNOWN.encode()))
    _checked(settings, intake.HandIn((upload.path,)))
    assert intake.sheet_of(upload.path) is not None
    assert upload.path.read_text(encoding="utf-8") == UNKNOWN


def test_a_broken_upload_leaves_nothing_behind(settings: Settings) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any
        intake.keep(settings, "a.csv", Broken())
    assert list(settings.uploads_folder.iterdir()) == []


def test_rejected_rows_keep_nothing_personal_in_clear(settings: Settings) -> None:
    text = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five"))
    text = text.replace("Email,", "Email,Billing Name,").replace("a@example.com,", "a@example.com,Ada Byron,")
    (result,) = _loaded(settings, _named(settings, handed(settings, a=text)))
    kept = str(facts.rejects(_snapshot(settings), result.import_id or 0)["raw"].tolist())
    assert "five" in kept
    assert "example.com" not in kept
    assert "Ada" not in kept


def test_a_mended_row_still_names_its_buyer(settings: Settings) -> None:
    text = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five"))
    (result,) = _loaded(settings, _named(settings, handed(settings, a=text)))
    rows = intake.reject_workbook(_snapshot(settings), result.import_id or 0, 0)
    mended = rows.replace("five", "5").to_csv(index=False)
    _loaded(settings, _named(settings, handed(settings, mended=mended)))
    buyers = _snapshot(settings).frame("SELECT DISTINCT customer_id FROM lake.current.orders")
    assert len(buyers) == 1


def test_a_file_is_supposed_to_be_of_the_only_shop_of_its_report_whatever_it_is_called(
    settings: Settings,
) -> None:
    _loaded(settings, _named(settings, handed(settings, first=shop_orders(("#1", "A", 1, "5")))))
    (preview,) = _checked(settings, handed(settings, another_name=shop_orders(("#2", "A", 1, "5"))))
    assert [(q.name, q.suggestion) for q in preview.questions] == [("channel", "web")]


def test_between_two_shops_of_a_report_a_person_chooses(settings: Settings) -> None:
    for shop, number in (("web", "#1"), ("outlet", "#2")):
        hand_in = handed(settings, first=shop_orders((number, "A", 1, "5")))
        _loaded(settings, _named(settings, hand_in, channel=shop))
    (preview,) = _checked(settings, handed(settings, third=shop_orders(("#3", "A", 1, "5"))))
    question = preview.questions[0]
    assert (question.name, question.suggestion, question.required) == ("channel", None, True)
    assert question.options == ("outlet", "web")
