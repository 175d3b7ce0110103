"""The program started: its address, the file that leads to it, its end; and others who are there before."""

import contextlib
import os
import socket
import stat
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from generator.system.files import builtin_templates
from generator.web import start
from generator.web.desk import Desk
from generator.web.serving import door as doors
from generator.web.serving.door import Door, secret_in

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


class Run:
    """`serve` in a thread until `end`: what it showed, and to whom."""

    def __init__(self, folder, monkeypatch):
        self.shown, self._ready, self._end = [], threading.Event(), False
        monkeypatch.setattr(start.time, "sleep", lambda _seconds: time.monotonic())
        self.desk = desk = Desk(folder, builtin_templates(), datetime.now)
        desk.is_over = lambda: self._end
        self.thread = threading.Thread(target=start.serve, args=(desk, self._show))
        self.thread.start()
        assert self._ready.wait(10)

    def _show(self, address, file):
        self.shown.append((address, file))
        self._ready.set()

    @property
    def host(self):
        return self.shown[0][0].split("/")[2]

    @property
    def port(self):
        return int(self.host.rpartition(":")[2])

    def end(self):
        self._end = True
        self.thread.join(10)


@pytest.fixture
def run(tmp_path, cache, monkeypatch):
    """Return a function that starts the program in a folder; all are ended."""
    made = []

    def started(folder="a"):
        (tmp_path / folder).mkdir(exist_ok=True)
        made.append(Run(tmp_path / folder, monkeypatch))
        return made[-1]

    yield started
    for each in made:
        each.end()


def taken(host, port):
    """Another program at a port."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
    try:
        made.bind((host, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


@posix
def test_what_leads_to_the_page_is_the_users_alone_whatever_the_umask(run, cache):
    before = os.umask(0)
    try:
        run()
    finally:
        os.umask(before)

    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in cache.rglob("*")}
    assert modes.pop("ansokan") == modes.pop("web") == 0o700
    assert len(modes) == 2
    assert set(modes.values()) == {0o600}


def test_a_page_that_is_open_when_the_program_ends_finds_the_next_run_with_what_was_typed(run):
    first = run()
    page = first.desk.life.stream(lambda: {"x": ""}, lambda _seconds: None)
    next(page)
    first.end()

    assert run().host == first.host


def test_when_no_page_is_open_the_next_run_has_another_name(run):
    first = run()
    first.end()

    second = run()
    assert second.port == first.port
    assert second.host != first.host


def test_each_folder_and_each_port_has_a_name_of_its_own(run):
    first = run()
    page = first.desk.life.stream(lambda: {"x": ""}, lambda _seconds: None)
    next(page)
    first.end()
    with taken("127.0.0.1", first.port):
        second = run()

    assert second.port != first.port
    assert second.host.partition(".")[0] != first.host.partition(".")[0]
    assert run("b").host.partition(".")[0] != second.host.partition(".")[0]


def test_a_port_where_another_listens_at_the_other_address_is_left_to_it(run):
    first = run()
    first.end()
    try:
        other = taken("::1", first.port)
    except OSError:
        pytest.skip("this machine has no ::1")
    with other:
        assert run().port != first.port


def test_the_program_listens_wherever_a_browser_looks_for_localhost(run):
    port = run().port

    for host in ("127.0.0.1", "::1"):
        with contextlib.suppress(OSError), taken(host, port):
            pytest.fail(f"{host} was free")


def test_a_second_start_shows_the_page_of_the_first(run):
    first, second = run(), run()

    assert second.shown == first.shown
    assert not second.thread.is_alive() or second.thread.join(5) is None
    assert run("b").shown != first.shown


def test_another_program_that_has_the_port_now_is_not_taken_for_the_page(run, cache):
    first = run()
    address, file = first.shown[0]
    text = file.read_text("utf-8")
    first.end()
    file.write_text(text, "utf-8")  # as if it had been killed
    with taken("127.0.0.1", first.port) as other:
        heard = []
        threading.Thread(target=answer_all, args=(other, heard), daemon=True).start()

        second = run()

        assert second.shown[0][0] != address
        assert heard
        assert not any(address.rpartition("=")[2].encode() in each for each in heard)


def answer_all(listening, heard):
    with contextlib.suppress(OSError):
        while True:
            asked, _where = listening.accept()
            with asked:
                heard.append(asked.recv(10_000))
                asked.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def test_without_a_folder_the_page_is_there_and_no_file_leads_to_it(run, cache):
    (cache / "ansokan").write_text("", "utf-8")

    address, file = run().shown[0]

    assert file is None
    assert "?key=" in address


@pytest.mark.parametrize("half", [b"", b"half"])
def test_a_secret_that_was_left_half_written_is_made_anew(tmp_path, half):
    (tmp_path / "secret").write_bytes(half)

    made = secret_in(tmp_path / "secret")

    assert len(made) == 32
    assert made == secret_in(tmp_path / "secret") == (tmp_path / "secret").read_bytes()


def test_a_disk_that_is_full_leaves_the_page_without_its_file(tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doors, "_write_alone", full)
    door = Door(tmp_path / "x.html")

    door.lead("http://x/")

    assert door.file is None
    assert len(secret_in(tmp_path / "secret")) == 32
