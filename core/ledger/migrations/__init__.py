"""The ledger's form over time: forward steps, run by `open_ledger`, one process at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from core.errors import NotReady
from core.i18n import N_
from core.ledger import connection as connections

HEAD = "0005"
"""The newest step; kept here so that opening a ledger that has it does not load Alembic."""

_FOLDER = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring a ledger to the newest form; two processes that start at once do it once."""
    with engine.connect() as connection:
        if current(connection) == HEAD:
            return
    with connections.migrating(engine) as connection:
        found = current(connection)
        if found not in {None, *_known()}:
            raise NotReady(
                N_("The ledger was written by a newer Abacus (step {found}). Start that version instead."),
                found=found,
            )
        run(connection)


def current(connection: Connection) -> str | None:
    """The step a database is at, or None when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(_FOLDER).walk_revisions()}


def run(connection: Connection, step: str = HEAD) -> None:
    """Take the steps up to this one, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, step)
