"""Where Abacus keeps its things and how much of the machine it may use.

Every setting has a default, can be set in the environment as ABACUS_<NAME> or in a file `.env`,
and is read once at start. What a team decides together (names, switches) lives in the ledger.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings of one process."""

    model_config = SettingsConfigDict(env_prefix="ABACUS_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("var")
    """Folder of everything that is kept: lake, ledger, jobs, uploads, inbox."""
    lake_catalog: str = ""
    """DuckLake catalog; empty: a SQLite file under home. Team: postgres:dbname=... host=..."""
    lake_data: str = ""
    """Folder or object-storage prefix of the lake's Parquet files; empty: under home."""
    ledger_url: str = ""
    """SQLAlchemy URL of the ledger; empty: a SQLite file under home."""
    language: str = "en"
    """Language of the command line and of a first visit: en, zh-Hans or zh-Hant."""
    memory_limit: str = "850MB"
    """Most memory that one DuckDB connection may use before it spills to disk."""
    threads: int = 2
    """Worker threads of one DuckDB connection."""
    is_sample: bool = False
    """Whether this desk shows the sample shop; set by `desk`, never by hand."""
    quarantine_days: int = 30
    """Days after which the content of rejected rows is forgotten."""
    snapshot_days: int = 14
    """Days for which snapshots that no decision names stay readable."""

    @property
    def root(self) -> Path:
        """The folder of one's own desk, also while the sample's stands before it."""
        return self.home.parents[1] if self.is_sample else self.home

    @property
    def sample_folder(self) -> Path:
        """Where the sample shop has its own store and ledger while it is shown."""
        return self.root / "sample"

    @property
    def lake_folder(self) -> Path:
        return self.home / "lake"

    @property
    def uploads_folder(self) -> Path:
        return self.home / "uploads"

    @property
    def inbox_folder(self) -> Path:
        """Where files are dropped that a scheduler imports."""
        return self.home / "inbox"

    @property
    def jobs_folder(self) -> Path:
        return self.home / "jobs"

    @property
    def work_folder(self) -> Path:
        """Scratch space: transcoded files and DuckDB's spill; safe to delete when nothing runs."""
        return self.home / "work"

    @property
    def resolved_ledger_url(self) -> str:
        return self.ledger_url or f"sqlite:///{(self.home / 'ledger.sqlite').as_posix()}"


@lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this process."""
    return Settings()


def desk(own: Settings) -> Settings:
    """The sample shop's desk while it is shown, else one's own.

    The two share nothing but the folder above them, so the one can never get into the other.
    """
    if own.is_sample:
        return own
    shown = own.sample_folder / SHOWN
    return sample_desk(own, shown.read_text(encoding="utf-8")) if shown.exists() else own


def sample_desk(own: Settings, name: str) -> Settings:
    """The desk of one sample shop, by the name of its folder; always on this machine."""
    apart = {"home": own.sample_folder / name, "lake_catalog": "", "lake_data": "", "ledger_url": ""}
    return own.model_copy(update={**apart, "is_sample": True})


SHOWN = "shown"
"""File that names the sample shop that is shown; without it there is none."""
