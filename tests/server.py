"""An OpenAI-compatible server for the tests: a process of its own on a real port, which fails as it is told to.

It "translates" from a table, or echoes. What it does wrong is a list of faults, taken from the front by each chat request, or
a share of the requests that fail at random. It keeps every request that came, for the tests to look at.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

Fault = dict[str, Any]
"""What goes wrong with one request, by name:

``status`` with ``body`` and ``headers``: this answer. ``hang``: seconds of silence before anything else. ``close``: the connection
is closed without a word. ``reply``: fields that the chat completion has instead of its own. An empty fault is no fault.
"""


class Server:
    """The process, as a test holds it."""

    def __init__(self, *models: str, port: int = 0) -> None:
        self._models, self._port = models or ("test-model",), port
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self._port}/v1"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process, on the same port as before where there was one."""
        self._process = subprocess.Popen(
            [sys.executable, "-S", str(Path(__file__)), str(self._port), *self._models],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self._port = int(self._process.stdout.readline())

    def stop(self) -> None:
        """Kill the process: from now on connections are refused."""
        if self._process:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None

    def play(self, *faults: Fault, **settings: Any) -> None:
        """Forget what came, and answer from now on as told.

        ``faults`` are for the next requests, one each. ``settings``: ``table`` from a text to its answer (others are echoed in
        brackets), ``always`` a fault for every request, ``share`` of the requests that fail at random, ``key`` that has to be
        given, ``listing`` a fault in place of the list of models, ``delay`` in seconds of every answer.
        """
        self._control({"faults": faults, **settings})

    def requests(self) -> list[dict[str, Any]]:
        """Each chat request that came since ``play``: its ``body``, ``headers`` and the ``time`` in seconds."""
        found: list[dict[str, Any]] = self._control(None)["requests"]
        return found

    def texts(self) -> list[str]:
        """What the chat requests asked to translate."""
        return [request["body"]["messages"][-1]["content"] for request in self.requests()]

    def _control(self, value: Any) -> Any:
        data = None if value is None else json.dumps(value).encode()
        address = self.url.removesuffix("/v1") + "/control"
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, data, timeout=10) as response:
            return json.load(response)


class _State:
    def __init__(self, models: list[str]) -> None:
        self.models, self.lock = models, threading.Lock()
        self.play({})

    def play(self, settings: dict[str, Any]) -> None:
        self.settings, self.faults = settings, list(settings.get("faults", ()))
        self.requests: list[dict[str, Any]] = []
        self.random = random.Random(0)

    def next_fault(self) -> Fault:
        with self.lock:
            if self.faults:
                fault: Fault = self.faults.pop(0)
                return fault
            if self.random.random() < self.settings.get("share", 0):
                return self.random.choice(
                    [
                        {"status": 500, "body": "no"},
                        {"status": 429, "body": "{}"},
                        {"status": 503, "body": "<html>busy</html>"},
                        {"close": True},
                        {"status": 200, "body": "<html>hello</html>"},
                        {"status": 200, "body": '{"choices": []}'},
                        {"reply": {"finish_reason": "stop"}, "hang": 0.02},
                    ]
                )
            always: Fault = self.settings.get("always", {})
            return always


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: _State

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path == "/control":
            self._send(200, json.dumps({"requests": self.state.requests}))
        elif self.path == "/v1/models":
            if listing := self.state.settings.get("listing"):
                self._send(listing["status"], listing.get("body", ""))
            elif self._authorized():
                self._send(200, json.dumps({"object": "list", "data": [{"id": name} for name in self.state.models]}))
        else:
            self._send(404, json.dumps({"error": {"message": "Not Found"}}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/control":
            self.state.play(body)
            self._send(200, "{}")
            return
        with self.state.lock:
            self.state.requests.append({"time": time.time(), "body": body, "headers": dict(self.headers)})
        if self.path != "/v1/chat/completions" or body["model"] not in self.state.models:
            self._send(404, json.dumps({"error": {"message": f"The model {body.get('model')} does not exist."}}))
        elif self._authorized():
            self._answer(body, self.state.next_fault())

    def _authorized(self) -> bool:
        key = self.state.settings.get("key")
        given = self.headers.get("Authorization", "")
        if key and given != f"Bearer {key}":
            self._send(401, json.dumps({"error": {"message": f"Incorrect API key provided: {given}"}}))
            return False
        return True

    def _answer(self, body: dict[str, Any], fault: Fault) -> None:
        time.sleep(fault.get("hang", 0) + self.state.settings.get("delay", 0))
        if fault.get("close"):
            self.close_connection = True
            return
        if "status" in fault:
            self._send(fault["status"], fault.get("body", ""), fault.get("headers", {}))
            return
        text = body["messages"][-1]["content"]
        answer = self.state.settings.get("table", {}).get(text, f"[{text}]")
        choice = {"index": 0, "message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}
        completion = {
            "object": "chat.completion",
            "choices": [choice],
            "usage": {"completion_tokens": len(answer.split())},
        }
        reply = dict(fault.get("reply", {}))
        choice["message"] |= reply.pop("message", {})
        completion |= {"usage": reply.pop("usage")} if "usage" in reply else {}
        self._send(200, json.dumps(completion | {"choices": [choice | reply]}))

    def _send(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html" if body[:1] == "<" else "application/json",
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A client that goes away in the middle is part of the game."""


def _serve(port: int, models: list[str]) -> None:
    _Handler.state = _State(models)
    server = _HttpServer(("127.0.0.1", port), _Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2:])
