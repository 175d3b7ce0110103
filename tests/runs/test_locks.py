"""One process at a time writes in an output folder."""

import subprocess
import sys

import pytest

from generator.problems import ProblemError
from generator.system.locks import locked

HOLD = """
import sys
from pathlib import Path
from generator.system.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_that_another_process_holds_is_refused_with_who_holds_it(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()

        with pytest.raises(ProblemError) as caught, locked(tmp_path, patience=0.2):
            pass
        other.stdin.close()

    (problem,) = caught.value.problems
    assert problem.code == "locked"
    assert str(other.pid) in problem.message


def test_a_lock_is_gone_with_its_process_even_when_it_is_killed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        other.kill()

    with locked(tmp_path, patience=1):
        pass


def test_a_folder_can_be_held_again_and_again(tmp_path):
    for _turn in range(3):
        with locked(tmp_path / "a", patience=0):
            pass
