"""Answers that pages keep: shared where they are large, and few."""

from __future__ import annotations

import pandas as pd
import pytest
import streamlit as st

from pages._frame import reads


@pytest.fixture(autouse=True)
def _forget() -> None:
    st.cache_resource.clear()


def _ask(version: int, asked: list[int]) -> pd.DataFrame:
    def answer() -> pd.DataFrame:
        asked.append(version)
        return pd.DataFrame({"units": [version]})

    found: pd.DataFrame = reads.kept_large(answer, (version,), ())
    return found


def test_a_large_answer_is_one_object_for_all_readers() -> None:
    asked: list[int] = []
    assert _ask(1, asked) is _ask(1, asked)
    assert asked == [1]


def test_only_the_newest_large_answers_are_kept() -> None:
    asked: list[int] = []
    for version in (*range(reads.KEPT_LARGE + 1), 0):
        _ask(version, asked)
    assert asked == [*range(reads.KEPT_LARGE + 1), 0]
