"""The server meets what no browser sends: it answers briefly, or goes; it waits for nobody and shows nothing."""

import contextlib
import os
import socket
import threading
import time

import pytest
from asking import HOST, Asker

from generator.web.messages import MOST_BYTES
from generator.web.respond import respond
from generator.web.saving.long_lines import unbroken
from generator.web.serving import server as serving
from generator.web.serving.gate import SECURITY
from generator.web.serving.life import Life
from generator.web.serving.server import Server


@pytest.fixture
def asker(tmp_path):
    return Asker(tmp_path)


@pytest.fixture
def server(asker, capsys):
    """The server of the example, on a port that is free."""
    made = Server("127.0.0.1", 0, lambda request: respond(request, asker.desk, asker.gate), asker.gate.stops)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()
    assert capsys.readouterr() == ("", "")


def say(server, data, *, until=b""):
    """Send bytes as they are, and return what comes until the end, or until these bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as asked:
        with contextlib.suppress(OSError):  # it may have said its word and gone
            asked.sendall(data)
            asked.shutdown(socket.SHUT_WR)
        found = b""
        with contextlib.suppress(ConnectionResetError):
            while more := asked.recv(65536):
                found += more
                if until and until in found:
                    break
    return found


def get(path="/", *headers, host=HOST, method="GET"):
    lines = [f"{method} {path} HTTP/1.1", *([f"Host: {host}"] if host else []), *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


JUNK = {
    "nothing": b"\r\n\r\n", "no HTTP": b"hello\r\n\r\n", "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two hosts": get("/", f"Host: {HOST}"), "a host and an evil one": get("/", "Host: evil.example"),
    "no host": get(host=""), "negative length": get("/", "Content-Length: -1"),
    "two lengths": get("/", "Content-Length: 0", "Content-Length: 1"), "list of lengths": get("/", "Content-Length: 0, 0"),
    "a length of 5,000 digits": get("/", "Content-Length: " + "9" * 5000), "length in hex": get("/", "Content-Length: 0x1"),
    "empty length": get("/", "Content-Length:"),
    "chunked": get("/", "Transfer-Encoding: chunked") + b"0\r\n\r\n", "an address that is none": get("http://[::1/"),
    "a long address": get("/" + "a" * 70_000), "200 headers": get("/", *[f"X-{n}: 1" for n in range(200)]),
    "HEAD": get(method="HEAD"), "PUT": get(method="PUT"), "OPTIONS": get(method="OPTIONS"), "TRACE": get(method="TRACE"),
    "CONNECT": get(f"{HOST}", method="CONNECT"), "a method that is none": get(method="<script>"),
    "too much": get("/new", f"Content-Length: {MOST_BYTES + 1}", method="POST"),
}  # fmt: skip


@pytest.mark.parametrize("junk", [name for name in JUNK if name not in {"nothing", "no HTTP", "TLS"}])
def test_what_no_browser_sends_is_answered_with_a_refusal_without_words(server, junk):
    head, _blank, body = say(server, JUNK[junk]).partition(b"\r\n\r\n")

    assert head[:10] in {b"HTTP/1.1 4", b"HTTP/1.1 5"}
    assert body == b""
    assert b"Connection: close" in head
    for name, value in SECURITY:
        assert f"{name}: {value}".encode() in head
    assert b"Python" not in head


@pytest.mark.parametrize("junk", ["nothing", "no HTTP", "TLS"])
def test_what_is_not_http_gets_nothing_back(server, junk):
    assert b"<" not in say(server, JUNK[junk])
    assert say(server, get()).startswith(b"HTTP/1.1 403")


def test_the_body_of_a_stranger_is_not_waited_for(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as asked:
        asked.sendall(get("/new", "Content-Length: 19000000", method="POST") + b"{")

        assert asked.recv(12) == b"HTTP/1.1 403"


@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_no_connection_is_held_for_a_stranger(server, host):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as asked:
        asked.sendall(get(host=host))
        file = asked.makefile("rb")
        assert b"Connection: close" in file.read()  # to the end: it has closed


def test_one_who_is_in_asks_again_on_the_same_connection(server, asker):
    question = get("/static/icon.svg", f"Cookie: {asker.cookie}")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as asked:
        for _time in range(2):
            asked.sendall(question)
            found = b""
            while b"</svg>" not in found:
                found += asked.recv(65536)
            assert found.startswith(b"HTTP/1.1 200")


def test_those_who_say_nothing_hinder_nobody(server):
    with contextlib.ExitStack() as stack:
        for _each in range(20):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: ")

        assert say(server, get()).startswith(b"HTTP/1.1 403")


def test_above_the_most_connections_one_more_is_closed(server, monkeypatch):
    monkeypatch.setattr(serving, "MOST_THREADS", threading.active_count())

    assert say(server, get()) == b""


def test_a_connection_that_says_nothing_goes(server, monkeypatch):
    monkeypatch.setattr(serving._Handler, "timeout", 0.1)

    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as asked:
        assert asked.recv(1) == b""


def test_a_page_that_is_gone_gives_its_thread_back_and_counts_no_more(server, asker, monkeypatch):
    monkeypatch.setattr("generator.web.serving.life.STEP", 0.01)
    threads = threading.active_count()
    question = get("/events", f"Cookie: {asker.cookie}")
    first = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    second = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    for each in (first, second):
        each.sendall(question)
        assert each.recv(10).startswith(b"HTTP/1.1")
    while asker.desk.life._open < 2:
        time.sleep(0.01)

    first.close()
    until(lambda: asker.desk.life._open == 1)
    second.close()
    until(lambda: asker.desk.life._open == 0)
    until(lambda: threading.active_count() <= threads)


def until(true):
    for _time in range(1000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it did not come")


def test_the_program_is_over_ten_minutes_after_the_last_of_two_pages(tmp_path):
    clock = [0.0]
    life = Life(lambda: clock[0])
    one, other = (life.stream(lambda: {"x": ""}, lambda _seconds: None) for _each in range(2))
    next(one), next(other)
    one.close()
    clock[0] = 5000
    assert not life.is_over()

    other.close()
    clock[0] = 5600
    assert not life.is_over()
    clock[0] = 5601
    assert life.is_over()


def test_it_is_not_over_while_something_typed_is_not_saved(asker):
    clock = [0.0]
    asker.desk.life = Life(lambda: clock[0])
    clock[0] = 601
    assert asker.desk.is_over()

    asker.ask("POST", "/p/x/draft", {"path": "project.name", "value": "Halvt", "seen": ""})
    assert not asker.desk.is_over()
    asker.ask("POST", "/p/x/draft", {"path": "project.name"})
    assert asker.desk.is_over()


def test_what_a_page_says_while_it_is_left_is_no_draft_when_it_was_saved_meanwhile(asker):
    asker.desk.life = Life(lambda: 601.0)
    for path, value in (("project.name", "Sparat"), ("project.problem", "Rad ett.\n\n- punkt")):
        project = asker.desk.project(asker.file)
        seen = unbroken(project.model, path, project.values.written(path))
        asked = {"path": path, "value": value, "seen": seen, "theme": "", "mark": project.mark}
        assert asker.ask("POST", "/p/x/put", asked).status == 200

        asker.ask("POST", "/p/x/draft", {"path": path, "value": value, "seen": seen})
        assert asker.desk.drafts(asker.file).all() == {}


def test_a_stream_goes_on_while_files_come_and_go(asker, monkeypatch):
    documents = asker.desk.documents(asker.file)
    documents.mkdir(parents=True)
    (documents / "gone.docx").symlink_to("nothing")
    stream = asker.desk.life.stream(asker.desk.marks, lambda _seconds: None)
    first = next(stream)

    asker.file.unlink()

    assert next(stream) != first


def test_files_that_did_not_change_are_not_read_again(asker, monkeypatch):
    os.utime(asker.file, (1, 1))
    before = asker.desk.marks()
    monkeypatch.setattr("generator.system.files.read", lambda _path: pytest.fail("it was read"))
    assert asker.desk.marks() == before


def test_a_change_of_the_same_length_in_the_same_moment_is_seen(asker):
    before = asker.desk.marks()
    about = asker.file.stat()
    changed = asker.file.read_bytes()[::-1]

    asker.file.write_bytes(changed)
    os.utime(asker.file, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert asker.desk.marks() != before


def test_nobody_is_asked_what_the_machine_is_called(monkeypatch):
    monkeypatch.setattr(socket, "getfqdn", lambda *_name: pytest.fail("it asked"))
    Server("127.0.0.1", 0, lambda _request: None, lambda _request: None).server_close()
