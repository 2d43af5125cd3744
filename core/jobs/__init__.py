"""Long work in processes of its own: started, watched, cancelled and started again.

A job is a folder `<home>/jobs/<id>/` of small files, so it outlives the page, the server and a reboot.
The process that runs pages starts jobs and reads their state; it never does their work or waits for them.
"""

from core.jobs.attend import Attendance, attend
from core.jobs.progress import Progress, Terminal, part, silent
from core.jobs.run import cancel, may_end, start, start_again
from core.jobs.state import Job, State
from core.jobs.watch import find, latest_running, log_tail, recent, result, sweep

__all__ = [
    "Attendance",
    "Job",
    "Progress",
    "State",
    "Terminal",
    "attend",
    "cancel",
    "find",
    "latest_running",
    "log_tail",
    "may_end",
    "part",
    "recent",
    "result",
    "silent",
    "start",
    "start_again",
    "sweep",
]
