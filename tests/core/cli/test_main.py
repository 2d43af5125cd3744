"""What schedulers and scripts can rely on: output, exit codes, languages."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from enum import Enum
from pathlib import Path

import numpy as np
import pytest

from core import jobs
from core.cli import main
from core.cli.plain import plain
from core.errors import Message
from core.jobs import State
from core.jobs.state import folder_of, new_id, utc_now, write_json
from core.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an Abacus whose lake nobody has made yet."""
    return Settings(home=tmp_path / "var", _env_file=None)  # type: ignore[call-arg]


def _prepared_job(settings: Settings, kind: str, *arguments: str) -> str:
    """A job as the pages leave it for its process."""
    job_id = new_id(utc_now())
    folder = folder_of(settings, job_id)
    folder.mkdir(parents=True)
    about = {"kind": kind, "arguments": arguments, "who": "", "language": "en", "created_at": utc_now()}
    write_json(folder / "job.json", about)
    return job_id


def test_prepare_makes_an_empty_home_ready_and_says_where(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prepare"], settings) == 0
    assert str(settings.home) in capsys.readouterr().out


def test_preparing_twice_says_nothing_the_second_time(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["prepare"], settings)
    capsys.readouterr()
    assert main(["prepare"], settings) == 0
    assert capsys.readouterr() == ("", "")


def test_json_is_all_that_is_printed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", "--json"], settings) == 0
    assert json.loads(capsys.readouterr().out)["made"] is True


def test_what_cannot_be_done_is_said_and_ends_with_one(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["prepare"], settings)
    capsys.readouterr()
    assert main(["undo", "41", "--json"], settings) == 1
    shown = capsys.readouterr()
    assert "41" in json.loads(shown.out)["error"]
    assert "Traceback" not in shown.err


def test_wrong_usage_ends_with_two(settings: Settings) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["undo", "first"], settings)
    assert ended.value.code == 2


def test_an_unknown_option_is_not_guessed(settings: Settings) -> None:
    with pytest.raises(SystemExit):
        main(["prepare", "--js"], settings)


def test_a_job_keeps_its_result_for_the_page(settings: Settings) -> None:
    job_id = _prepared_job(settings, "prepare")
    assert main(["prepare", "--job", job_id], settings) == 0
    assert jobs.find(settings, job_id).state is State.DONE
    assert jobs.result(settings, job_id)["made"] is True


def test_a_job_that_is_refused_keeps_the_reason(settings: Settings) -> None:
    main(["prepare"], settings)
    job_id = _prepared_job(settings, "undo", "41")
    assert main(["undo", "41", "--job", job_id], settings) == 1
    assert jobs.find(settings, job_id).state is State.FAILED


class _Side(Enum):
    BUY = "buy"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("12.50"), 12.5),
        (Decimal("12.00"), 12),
        (float("nan"), None),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (_Side.BUY, "buy"),
        (np.int64(3), 3),
        ((1, None), [1, None]),
        (Message("{n} rows", {"n": 2}), "2 rows"),
    ],
)
def test_a_result_becomes_plain_json(value: object, shown: object) -> None:
    assert plain({"figure": value}) == {"figure": shown}
