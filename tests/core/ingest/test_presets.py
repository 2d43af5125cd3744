"""Presets are data: every key is known, every column exists, every expression runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import schema
from core.ingest import presets
from core.ingest.notices import NOTICES
from core.ingest.presets import Preset
from core.ingest.templates import templates
from tests.core.ingest.exports import imported, table, write

ALL = presets.load()


def named(preset: Preset) -> str:
    return preset.id


@pytest.mark.parametrize("preset", ALL, ids=named)
def test_targets_fill_declared_columns_and_all_required_ones(preset: Preset) -> None:
    for target in preset.targets:
        declared = schema.TABLES[target.table]
        filled = {*target.columns, *target.made}
        assert filled <= {column.name for column in declared.asked}
        assert {c.name for c in declared.required if c.default is None} <= filled


@pytest.mark.parametrize("preset", ALL, ids=named)
def test_notices_and_partners_exist(preset: Preset) -> None:
    assert set(preset.warn) <= set(NOTICES)
    assert not preset.together_with or presets.find(preset.together_with) is not None


@pytest.mark.parametrize("preset", ALL, ids=named)
def test_one_field_has_one_header_and_no_header_two_fields(preset: Preset) -> None:
    spellings = [header for f in preset.fields for header in f.headers]
    assert len(set(spellings)) == len(spellings)


@pytest.mark.parametrize("preset", [*ALL, *templates()], ids=named)
def test_every_expression_runs_on_a_file_of_empty_cells(preset: Preset, tmp_path: Path) -> None:
    headers = [f.headers[0] for f in preset.fields]
    path = write(tmp_path / "a.csv", table([dict.fromkeys(headers, "x"), {}], headers=headers))
    by = {"report": preset.id} if preset in ALL else {"table": preset.id}
    done = imported(tmp_path, path, channel="c", currency="EUR", date_order="dmy", **by).prepared
    assert done.batch.rows_read == 2
    assert done.skipped == {"padding": 1}


def test_a_key_that_is_not_known_fails() -> None:
    data = {
        "id": "a",
        "platform": "",
        "report": "",
        "title": "",
        "fields": {},
        "targets": [],
        "colour": "red",
    }
    with pytest.raises(ValueError, match="colour"):
        presets.parse(data)
    with pytest.raises(ValueError, match="hedaers"):
        presets.parse({**data, "fields": {"a": {"header": "A", "hedaers": []}}})
