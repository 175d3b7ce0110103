"""The page asked without a server, as its own scripts ask it."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from generator.system.files import builtin_templates
from generator.web.desk import Desk
from generator.web.messages import Request
from generator.web.respond import respond
from generator.web.serving.gate import Gate

HOST = "name.localhost:20000"
EXAMPLE = Path(__file__).parents[2] / "data" / "strategisk-planering.yaml"
EVIL = """"'><img src=x onerror="window.ran=1"><script>window.ran=1</script></script></textarea>{{ 7*7 }}{% if %}&amp;"""
ASKED = {
    "put": {"path": "project.name", "value": "v", "seen": "other", "mark": ""},
    "draft": {"path": "nothing", "value": "v", "seen": ""},
    "rows": {"list": "nothing", "how": "move", "index": 0, "to": 0, "mark": "MARK"},
    "paste": {"list": "nothing", "row": 0, "keys": ["unit"], "text": "a", "mark": "MARK"},
    "undo": {"step": 1}, "seen": {"step": 1}, "silence": {"check": "x", "at": "project.name", "reason": "r"},
    "reviewed": {"at": "project.name", "mark": "MARK"}, "speak": {"row": 999, "mark": "MARK"}, "sums": {"texts": {"project.name": "v"}}, "again": {"theme": ""},
    "export": {"mark": "x"}, "home": {"chosen": ["x"]}, "open": {"form": "x", "which": "draft", "kind": "docx"}, "print": {"form": "x", "which": "draft"},
}  # fmt: skip
"""What the page asks, each question with what it takes."""


class Asker:
    """A folder with the example as `x.yaml`, and what its page answers; `ask` is in already."""

    def __init__(self, folder, templates=None):
        (folder / "data").mkdir(exist_ok=True)
        self.file = folder / "data" / "x.yaml"
        shutil.copy(EXAMPLE, self.file)
        self.desk = Desk(
            folder, templates or builtin_templates(), lambda: datetime(2025, 1, 10, 12, tzinfo=UTC)
        )
        self.addresses = []
        self.gate = Gate(HOST, self.addresses.append)
        self.gate.hand_over()
        entered = self.stranger("GET", "/", query=self.key)
        self.cookie = dict(entered.headers)["Set-Cookie"].partition(";")[0]

    @property
    def key(self):
        return self.addresses[-1].partition("?")[2]

    @property
    def mark(self):
        return self.desk.project(self.file).mark

    def stranger(self, method, path, body=b"", query="", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        return respond(Request(method, path, query, {"host": HOST} | named, body), self.desk, self.gate)

    def ask(self, method, path, asked=None, query="", **headers):
        body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        own = {"cookie": self.cookie, "origin": f"http://{HOST}", "content_type": "application/json"}
        return self.stranger(method, path, body, query, **own | headers)

    def told(self, action, asked):
        """Return the status and the answer of an action on the project."""
        answer = self.ask("POST", f"/p/x/{action}", asked)
        return answer.status, json.loads(answer.body)
