"""The command line: what schedulers and scripts call, and what the pages start as jobs.

To add a command, write `core/cli/commands/<name>.py` with one constant `COMMAND`; it is found by itself:

    from core.cli.command import Command, Context, Outcome

    def _arguments(parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, help=_("..."))

    def _run(typed: Namespace, context: Context) -> Outcome:
        from core import demand            # heavy modules only here, so that every command starts fast
        result = demand.refresh(context.settings, progress=context.progress)
        return Outcome(result=result.as_json(), lines=[_("{count} series").format(count=...)])

    COMMAND = Command("refresh", N_("Compute forecasts, segments and suggestions anew"), _arguments, _run)

`result` is what --json prints and what a job keeps; `lines` is what a person reads. A DashboardError is
said in the person's language and ends with exit code 1; any other error keeps its traceback and ends with 1;
wrong usage ends with 2. `--json`, `--language`, `--job` and `--who` exist for every command.
"""

from core.cli.main import main

__all__ = ["main"]
