"""Member lists of Chinese shops: many spellings, part birthdays, nobody's name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.core.ingest.exports import imported, table, write
from tests.core.ingest.exports_cn import members_cn


def test_a_member_is_known_by_number_and_never_by_name_or_phone(tmp_path: Path) -> None:
    done = imported(tmp_path, members_cn(tmp_path, {}), channel="shop", keep_personal=True)
    assert done.row("members", "customer_id", "tier", "points", "region", "gender", "joined_at") == (
        "M100001", "金卡会员", 1011, "广东省", "male", dt.datetime(2020, 1, 1, 2),
    )  # fmt: skip
    assert done.row("consents", "person_id", "purpose", "state") == ("shop:M100001", "SMS", "given")
    assert "example.com" not in str(done.connection.execute("SELECT * FROM staged_members").fetchall())


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("1990-05-17", dt.date(1990, 5, 17)),
        ("5月17日", None),
        ("05-17", None),
        ("1900-01-01", None),
        ("", None),
    ],
)
def test_only_a_whole_birthday_is_one(tmp_path: Path, written: str, born: dt.date | None) -> None:
    done = imported(tmp_path, members_cn(tmp_path, {"生日": written}), channel="shop", keep_personal=True)
    assert done.row("members", "birthday") == (born,)
    assert done.rejects == []


def test_other_systems_spellings_are_read(tmp_path: Path) -> None:
    rows = [{"会员ID": "7", "真实姓名": "李**", "会员级别": "V2", "剩余积分": "30", "领卡时间": "2026/9/1"}]
    done = imported(tmp_path, write(tmp_path / "vip.csv", table(rows)), channel="shop")
    assert done.row("members", "customer_id", "tier", "points") == ("7", "V2", 30)
