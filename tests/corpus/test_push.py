"""A dataset uploaded with the Hub's own client, to a server of this test's that takes what the Hub takes."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import constants

from tests.command import songngu, songngu_process
from tests.corpus.test_export import save, translated
from tests.corpus.test_verify import rewrite

WORK = "run/work"
TOKEN = "hf_of_mine"


class Hub(ThreadingHTTPServer):
    """Takes datasets: what it was asked to make and what was committed to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.made: list[dict[str, Any]] = []
        self.committed: list[dict[str, Any]] = []
        self.held = ["articles/train-00009-of-00010.parquet", "mine.txt"]  # files of an earlier upload
        self.forbids = False


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """Lists the files."""
        files = [{"type": "file", "path": path, "oid": "0" * 40, "size": 1} for path in self.server.held]
        if not self._refuses():
            self._answer(files if "/tree/" in self.path else {})

    def do_POST(self) -> None:
        """Makes a repository, or takes files."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._refuses():
            return
        if self.path.endswith("/repos/create"):
            self.server.made.append(json.loads(body))
            self._answer({"url": f"{self.server.url}/datasets/org/name"})
        elif "/preupload/" in self.path:
            wanted = [file["path"] for file in json.loads(body)["files"]]
            self._answer({"files": [{"path": path, "uploadMode": "regular", "shouldIgnore": False} for path in wanted]})
        elif "/commit/" in self.path:
            self.server.committed += map(json.loads, body.splitlines())
            self._answer({"commitUrl": f"{self.server.url}/datasets/org/name/commit/{'0' * 40}", "commitOid": "0" * 40})
        else:
            self._answer({"errors": [], "warnings": []})

    def _refuses(self) -> bool:
        if "Authorization" not in self.headers:
            self._answer({"error": "Invalid username or password."}, 401)
        elif self.server.forbids:
            self._answer({"error": "You don't have the rights"}, 403)
        else:
            return False
        return True

    def _answer(self, found: Any, status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def _the_hub_of_the_test(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, whose client has read its environment already, the same as in one that is begun with ``environment``."""
    for name in [name for name in os.environ if name.startswith("HF_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored_tokens"))
    monkeypatch.setenv("HF_TOKEN", TOKEN)


def environment(hub: Hub, home: Path) -> dict[str, str]:
    return {**os.environ, "HF_ENDPOINT": hub.url, "HF_HOME": str(home / "hf")}


def test_a_dataset_is_uploaded_without_a_runs_own_work(tmp_path: Path, hub: Hub) -> None:
    dataset = save(tmp_path / "data", translated())
    here = {f"{WORK}/segments/1.jsonl.zst", "run/log.txt", ".partial"}
    here |= {"run/lock", "run/helper-node7.lab.example-4711.txt", "notes/README.md"}
    for name in (*here, "run/run.json", "run/quarantine.jsonl", "reader/index.html", "sentences.tmx"):
        (dataset / name).parent.mkdir(parents=True, exist_ok=True)
        (dataset / name).write_text(
            '{"settings": {}, "inputs": [], "counts": {"rows": {"articles": 1, "sentences": 2}}}', encoding="utf-8"
        )
    done = songngu_process("push", dataset, "org/name", env=environment(hub, tmp_path))
    assert (done.code, done.out) == (0, f"{hub.url}/datasets/org/name\n"), done.err
    assert [made["visibility"] for made in hub.made] == ["private"]
    files = {line["value"]["path"]: line["value"] for line in hub.committed if line["key"] == "file"}
    mine = {str(path.relative_to(dataset)) for path in dataset.rglob("*") if path.is_file()}
    assert set(files) == mine - here
    for path, file in files.items():
        assert base64.b64decode(file["content"]) == (dataset / path).read_bytes()
    # What an earlier, larger dataset had more of goes; what is not ours stays.
    assert [line["value"]["path"] for line in hub.committed if line["key"] == "deletedFile"] == hub.held[:1]
    assert songngu("push", dataset, "org/name", "--public").code == 0
    assert hub.made[-1]["visibility"] == "public"


def test_what_is_not_whole_stays_here(tmp_path: Path, hub: Hub) -> None:
    dataset = save(tmp_path / "data", translated(1))
    rewrite(dataset, "sentences", lambda rows: rows[1].update(start=3))
    done = songngu("push", dataset, "org/name")
    assert done.code == 1
    assert "not whole, so nothing was uploaded" in done.err
    assert songngu("push", tmp_path / "nothing", "org/name").code == 1
    assert not hub.made


def test_the_message_says_what_to_do(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = save(tmp_path / "data", translated())
    assert "like ORG/NAME" in songngu("push", dataset, "a/b/c").err
    monkeypatch.delenv("HF_TOKEN")
    assert "hf auth login" in songngu("push", dataset, "org/name").err
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    hub.forbids = True
    refused = songngu("push", dataset, "org/name")
    assert (refused.code, "does not let you write to org/name" in refused.err) == (1, True), refused.err
    hub.shutdown()
    hub.server_close()
    away = songngu("push", dataset, "org/name")
    assert away.code == 1
    assert "Traceback" not in away.err
    assert "The same command tries again" in away.err
