"""Chromium without a window, spoken to over the DevTools protocol through a pipe."""

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

import pytest

PATIENCE = 60  # seconds
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-pipe --window-size=1280,900"
).split()
_START = """\
import fcntl, os, sys
take, give = (fcntl.fcntl(int(fd), fcntl.F_DUPFD, 10) for fd in sys.argv[1:3])
os.dup2(take, 3)
os.dup2(give, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium():
    """Return a function that opens a page; without Chromium skip, but fail in CI."""
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            yield browser.open
        finally:
            browser.close()


class Browser:
    """A running browser; fd 3 takes commands, fd 4 gives answers and events, each ended by a zero byte."""

    def __init__(self, program, profile):
        take, self._out = os.pipe()
        self._in, give = os.pipe()
        words = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        start = [sys.executable, "-c", _START, str(take), str(give), *words]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(start, pass_fds=(take, give), stdout=quiet, stderr=quiet)
        os.close(take)
        os.close(give)
        self._buffer, self._last, self.events = b"", 0, []

    def open(self, path):
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, session, path)

    def send(self, method, session=None, **params):
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        os.write(
            self._out, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        )
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method, session):
        while not any(
            each.get("method") == method and each.get("sessionId") == session for each in self.events
        ):
            self.events.append(self._next())

    def _next(self):
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            chunk = os.read(self._in, 65536)
            assert chunk, "the browser has ended"
            self._buffer += chunk
        first, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(first)

    def close(self):
        self._process.terminate()
        self._process.wait(PATIENCE)
        os.close(self._in)
        os.close(self._out)


class Page:
    """A page in a tab of its own."""

    def __init__(self, browser, session, path):
        self._browser, self._session = browser, session
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        origin = {"origin": "file:///"}
        browser.send(
            "Browser.grantPermissions",
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
            **origin,
        )
        self.send("Page.bringToFront")
        self.go(path)

    def send(self, method, **params):
        return self._browser.send(method, self._session, **params)

    def go(self, path):
        self._browser.events = [
            each for each in self._browser.events if each.get("method") != "Page.loadEventFired"
        ]
        self.send("Page.navigate", url=path.as_uri())
        self._browser.wait_for("Page.loadEventFired", self._session)

    def ask(self, expression):
        """Return what an expression of JavaScript gives, its promise kept."""
        done = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def until(self, expression):
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.ask(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def click(self, selector):
        """Click as a person does: with the mouse, in the middle."""
        quoted = json.dumps(selector)
        self.ask(f"document.querySelector({quoted}).scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.ask(f"document.querySelector({quoted}).getBoundingClientRect().toJSON()")
        at = {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"] + box["height"] / 2,
            "button": "left",
            "clickCount": 1,
        }
        self.send("Input.dispatchMouseEvent", type="mousePressed", **at)
        self.send("Input.dispatchMouseEvent", type="mouseReleased", **at)

    def key(self, name):
        """Press a key, such as Tab."""
        code, text = {"Tab": (9, ""), "Space": (32, " ")}[name]
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=text or name, code=name, windowsVirtualKeyCode=code
            )

    def requests(self):
        """Return the addresses that the page has asked for."""
        seen = (each for each in self._browser.events if each.get("sessionId") == self._session)
        return [
            each["params"]["request"]["url"] for each in seen if each["method"] == "Network.requestWillBeSent"
        ]
