"""A job for the tests: `child.py KIND [SOCKET] --job ID`, obedient to its kind.

With a socket it connects when it is in the middle of its work and goes on when the test closes the line.
"""

import socket
import subprocess
import sys

from core import jobs
from core.errors import InputError, Message
from core.settings import Settings


def _meet(path: str, said: bytes = b"here") -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(path)
        line.sendall(said)
        line.recv(1)


def main(kind: str, *arguments: str) -> None:
    with jobs.attend(Settings(), arguments[-1]) as job:
        if kind == "greets":
            job.done({"greeting": "你好"})
        elif kind == "meets":
            job(0.5, Message("Reading {file}", {"file": "orders.csv"}))
            _meet(arguments[0])
            job.done([])
        elif kind == "waits":
            job.waiting(Message("Waiting for another run: {doing}", {"doing": "import"}))
            _meet(arguments[0])
        elif kind == "has-children":
            with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as grandchild:
                _meet(arguments[0], str(grandchild.pid).encode())
        elif kind == "refuses":
            raise InputError("{file} is empty", file="orders.csv")
        elif kind == "breaks":
            raise RuntimeError("a bug")


if __name__ == "__main__":
    main(*sys.argv[1:])
