"""Who may come in: only the browser that the program opened, from its own page."""

import contextlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asking import HOST, Asker
from playwright.sync_api import expect

from generator.web.messages import Response
from generator.web.serving.gate import SECURITY, proof

OWN = f"http://{HOST}"


@pytest.fixture
def asker(tmp_path):
    return Asker(tmp_path)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost:20000", "127.0.0.1:20000", "[::1]:20000", "name.localhost", "name.localhost:20001",
     "other.localhost:20000", "name.localhost:20000.evil.example", ""],
)  # fmt: skip
def test_an_address_that_is_not_the_programs_is_refused_with_the_cookie_too(asker, host):
    assert asker.ask("GET", "/", host=host).status == 421


@pytest.mark.parametrize(
    "headers",
    [{"origin": "null"}, {"origin": "http://evil.example"}, {"origin": "http://name.localhost:20001"},
     {"origin": "https://name.localhost:20000"}, {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_another_page_asks_for_is_refused(asker, method, headers):
    before = asker.file.read_bytes()

    assert asker.ask(method, "/p/x/undo", {}, **headers).status == 403
    assert asker.file.read_bytes() == before


def test_a_write_that_does_not_say_where_it_comes_from_is_refused(asker):
    assert asker.ask("POST", "/new", {"name": "a"}, origin=None).status == 403
    assert asker.ask("POST", "/new", {"name": "a"}, origin="").status == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
def test_what_a_form_can_send_is_no_question_of_the_page(asker, kind):
    assert asker.ask("POST", "/new", {"name": "a"}, content_type=kind).status == 400
    assert not (asker.desk.data / "a.yaml").exists()


@pytest.mark.parametrize("cookie", [None, "", "ansokan", "ansokan=", "ansokan=x", "ansokan=å", "other=1"])
def test_without_the_key_nothing_is_told_not_even_a_style_sheet(asker, cookie):
    for path in ["/", "/p/x/fill", "/static/page.css", "/events", "/nothing"]:
        assert asker.ask("GET", path, cookie=cookie).status == 403
    assert asker.ask("POST", "/new", {"name": "a"}, cookie=cookie).status == 403


def test_a_key_lets_in_once_and_another_is_handed_over(asker):
    key = asker.key

    assert asker.stranger("GET", "/", query=key).status == 200
    assert asker.key != key
    again = asker.stranger("GET", "/", query=key)

    assert again.status == 403
    assert "Set-Cookie" not in dict(again.headers)
    assert asker.stranger("GET", "/", query=asker.key).status == 200


@pytest.mark.parametrize("query", ["key=x", "key=%00", "key=", "key=%ff", "key=a&key=b", "Key=x"])
def test_a_guessed_key_lets_nobody_in_and_takes_none_away(asker, query):
    handed_over = len(asker.addresses)

    assert asker.stranger("GET", "/", query=query).status == 403
    assert len(asker.addresses) == handed_over


def test_the_cookie_is_for_no_script_and_no_other_site(asker):
    cookie = dict(asker.stranger("GET", "/", query=asker.key).headers)["Set-Cookie"]

    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert re.match("ansokan=[-_A-Za-z0-9]{43};", cookie)


def test_the_program_proves_that_it_holds_the_key_to_who_has_it_and_tells_nothing_else(asker):
    answer = asker.stranger("GET", "/alive", query="question")

    assert answer.body.decode() == proof(asker.key.removeprefix("key="), "question")
    assert asker.stranger("GET", "/alive", query="question", sec_fetch_site="cross-site").status == 403
    assert asker.stranger("GET", "/alive", query="question", host="evil.example").status == 421


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/p/x/fill"), ("GET", "/p/x/look/tillvaxtverket"), ("GET", "/static/page.js"),
     ("GET", "/events"), ("GET", "/nothing"), ("POST", "/p/x/put"), ("GET", "/p/x/fill/nothing"), ("PUT", "/")],
)  # fmt: skip
def test_every_answer_says_that_nothing_foreign_is_to_run_or_be_framed(asker, method, path):
    for answer in (
        asker.ask(method, path),
        asker.stranger(method, path),
        asker.ask(method, path, host="evil"),
    ):
        assert isinstance(answer, Response)
        assert set(SECURITY) <= set(answer.headers)


@contextlib.contextmanager
def another_program():
    """A server of somebody else on this machine: what it is asked for, and its port."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(dict(self.headers))
            body = self.server.page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.page = ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server, heard
    finally:
        server.shutdown()
        server.server_close()


ATTACK = """<!doctype html><body><img src="{own}/p/{name}/look/eruf"><iframe src="{own}/"></iframe>
<script src="{own}/static/page.js"></script><link rel="stylesheet" href="{own}/static/page.css">
<form id="f" method="post" enctype="text/plain" action="{own}/p/{name}/put" target="t">
<input name='{{"path":"project.name","value":"evil","x":"' value='"}}'></form><iframe name="t"></iframe>
<script>(async () => {{
  const said = [];
  for (const [address, asked] of [["/", {{}}], ["/p/{name}/put", {{method: "POST", body: "{{}}"}}],
      ["/p/{name}/put", {{method: "POST", mode: "no-cors", body: "{{}}"}}], ["/events", {{}}],
      ["/new", {{method: "POST", headers: {{"Content-Type": "application/json"}}, body: '{{"name": "evil"}}'}}]])
    try {{ const r = await fetch("{own}" + address, {{credentials: "include", ...asked}}); said.push(r.type + r.status); }}
    catch (e) {{ said.push("refused"); }}
  document.getElementById("f").submit();
  document.title = said.join(" ");
}})()</script>"""


def test_another_programs_page_gets_nothing_changes_nothing_and_is_sent_no_cookie(project, page, complaints):
    own, name = re.match(r"(http://[^/]+)/p/([^/]+)/", page.url).groups()
    before = sorted((each.name, each.read_bytes()) for each in project.data.iterdir())
    with another_program() as (server, heard):
        server.page = ATTACK.format(own=own, name=name)
        for host in (f"127.0.0.1:{server.server_port}", f"other.localhost:{server.server_port}"):
            other = page.context.new_page()
            other.goto(f"http://{host}/")
            expect(other).to_have_title(re.compile("^((refused|opaque0) ?){5}$"))
            other.close()

    assert heard
    assert not any("ansokan" in each.get("Cookie", "") for each in heard)
    assert sorted((each.name, each.read_bytes()) for each in project.data.iterdir()) == before
    page.reload()
    assert page.url.startswith(own)
    complaints.clear()  # what the other page was refused
