"""Processes that a test starts and ends as a person would, on every system."""

import signal
import subprocess

CTRL_C = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT)
"""What ends a process as its user does: Windows sends Ctrl-Break to a group, and Ctrl-C to none."""
GROUP = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
"""How a process is started that gets it."""
