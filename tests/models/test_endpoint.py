"""Translation and summaries by a server: a real one, in a process of its own, that fails as it is told to."""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import ModelError, Summarizer, Translator, load_summarizer, load_translator
from models.translators.prompting import clean_answer
from pipeline.config import ConfigError, load_config
from tests.command import PROCESS, songngu, songngu_process
from tests.server import Server

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"
KEY = "sk-very-secret-1234567890"
NO = {"status": 500, "body": "<html>no</html>"}


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with Server("test-model") as server:
        yield server


@pytest.fixture(autouse=True)
def _no_key_and_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SONGNGU_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server(running: Server) -> Server:
    running.play()
    return running


def translator(server: Server, model: str | None = None, **options: Any) -> Translator:
    return load_translator(model, engine="endpoint", endpoint=server.url, **{"backoff": 0.01, "patience": 5, **options})


def summarizer(server: Server, **options: Any) -> Summarizer:
    return load_summarizer("endpoint:test-model", endpoint=server.url, backoff=0.01, **options)


def asked(server: Server, *more: str) -> list[str]:
    return ["--engine", "endpoint", "--endpoint", server.url, *more]


# -- the contract of a translator ----------------------------------------------------------------------------------------------------


def test_order_duplicates_and_blanks(server: Server) -> None:
    server.play(table={"Cầu mới.": "New bridge.", "Mưa to.": "Heavy rain."})
    finished: list[int] = []
    texts = ["Mưa to.", "", "Cầu mới.", "Mưa to.", "  ", "Cầu mới.\n", "Khác"]
    translations = translator(server).translate(texts, progress=finished.append)
    assert [t.text for t in translations] == [
        "Heavy rain.", "", "New bridge.", "Heavy rain.", "", "New bridge.", "[Khác]",
    ]  # fmt: skip
    assert sorted(server.texts()) == ["Cầu mới.", "Khác", "Mưa to."]
    assert sum(finished) == len(texts)
    assert (translations[0].score, translations[0].tokens, translations[0].flags) == (None, 2, ())


def test_what_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "another")
    monkeypatch.setenv("SONGNGU_API_KEY", KEY)
    server.play(key=KEY)
    translator(server, concurrency=1).translate(["Một câu.", "Một câu dài hơn nhiều so với câu kia."])
    long, short = (request["body"] for request in server.requests())
    assert short["model"] == "test-model"
    assert short["temperature"] == 0
    assert short["messages"][0]["role"] == "system"
    assert short["messages"][1] == {"role": "user", "content": "Một câu."}
    assert long["max_tokens"] > short["max_tokens"] > len("Một câu.")
    assert server.requests()[0]["headers"]["Authorization"] == f"Bearer {KEY}"


def test_a_model_is_told_of_the_terms_in_a_text_and_of_no_others(server: Server, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("Ban Diều\tthe Board of Kites\tKite Board\ntổ dân phố\tresidential group\n", encoding="utf-8")
    settings = {"engine": "endpoint", "endpoint": server.url}
    plain = load_config(None, settings).load_translator()
    told = load_config(None, {**settings, "terms": glossary}).load_translator()
    told.translate(["Ban Diều họp, Ban Diều vui.", "Họ về."])
    systems = {r["body"]["messages"][-1]["content"]: r["body"]["messages"][0]["content"] for r in server.requests()}
    assert systems["Ban Diều họp, Ban Diều vui."].endswith(" Use these terms: “Ban Diều”: “the Board of Kites”.")
    assert "terms" not in systems["Họ về."]
    assert told.fingerprint != plain.fingerprint


def test_without_a_key_none_is_sent(server: Server) -> None:
    translator(server).translate(["Một."])
    assert "Authorization" not in server.requests()[0]["headers"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.sampled_from(["", " ", *(f"câu số {n}" for n in range(12))]), max_size=40),
    share=st.sampled_from([0.0, 0.2, 0.5]),
    concurrency=st.integers(1, 12),
)
def test_whatever_fails_every_segment_has_its_own_translation(
    server: Server, texts: list[str], share: float, concurrency: int
) -> None:
    server.play(share=share)
    finished: list[int] = []
    translations = translator(server, "test-model", concurrency=concurrency).translate(texts, progress=finished.append)
    assert [t.text for t in translations] == [f"[{text}]" if text.strip() else "" for text in texts]
    assert sum(finished) == len(texts)


def test_the_score_is_the_geometric_mean_of_the_answers_token_probabilities(server: Server) -> None:
    def tokens(*pairs: tuple[str, float]) -> dict[str, Any]:
        return {"reply": {"logprobs": {"content": [{"token": t, "logprob": math.log(p)} for t, p in pairs]}}}

    server.play(
        tokens(("A", 0.5), ("B", 0.125)),
        tokens(("<think>", 0.1), ("hm", 0.1), ("</", 0.1), ("think>", 0.1), ("A", 0.36)),
        {"reply": {"logprobs": {"content": [{"token": "A", "logprob": None}]}}},
    )
    engine = translator(server, concurrency=1)
    assert [engine.translate([text])[0].score for text in "abc"] == [pytest.approx(0.25), pytest.approx(0.36), None]


def test_a_server_that_refuses_logprobs_is_asked_without(server: Server) -> None:
    server.play({"status": 400, "body": json.dumps({"error": {"message": "logprobs is not supported"}})})
    engine = translator(server, concurrency=1)
    assert engine.translate(["a", "b"])[1].text == "[b]"
    assert ["logprobs" in request["body"] for request in server.requests()] == [True, False, False]


@pytest.mark.parametrize(
    ("source", "answer", "clean"),
    [
        ("Cầu mới.", '"The new bridge."', "The new bridge."),
        ("Cầu mới.", "“The new bridge.”", "The new bridge."),
        ("Cầu mới.", "'It's a new bridge.'", "It's a new bridge."),
        ("“Cầu mới.”", "“The new bridge.”", "“The new bridge.”"),
        ("“Cầu mới.", '"The new bridge."', '"The new bridge."'),
        ("– Đi, ông nói, đi nào.", '"Go," he said, "go."', '"Go," he said, "go."'),
        ('Cầu "Đỏ" mới.', '"The new "Red" bridge."', 'The new "Red" bridge.'),
        ("Cầu mới.", "Translation: The new bridge.", "The new bridge."),
        ("Cầu mới.", "**English translation:** The new bridge.", "The new bridge."),
        ("Cầu mới.", 'Sure! Here is the translation of the sentence:\n\n"The new bridge."', "The new bridge."),
        ("Bản dịch: Lan.", "Translation: Lan.", "Translation: Lan."),
        ("Cầu mới.", "```text\nThe new bridge.\n```", "The new bridge."),
        ("Cầu mới.", "<think>Cầu is a bridge.\n</think>\n\nThe new bridge.", "The new bridge."),
        ("Cầu mới.", "Cầu is a bridge.</think>The new bridge.", "The new bridge."),
        ("Cầu mới.", "<think>Cầu is", ""),
        ("Cầu mới.", "The new bridge.\n\n(Note: cầu can also mean demand.)", "The new bridge."),
        ("Cầu mới.", "The news: a translation bureau opened.", "The news: a translation bureau opened."),
        ("Ông nói: đi.", "He said: go.", "He said: go."),
        ("Cầu mới.", "I'm sorry, but I cannot help with that.", "I'm sorry, but I cannot help with that."),
        ("Cầu mới.", "The new \x1b]0;title\x07bridge.", "The new ]0;titlebridge."),
        ("Cầu mới.", "", ""),
    ],
)
def test_what_chat_models_add_is_taken_off(server: Server, source: str, answer: str, clean: str) -> None:
    server.play(table={source: answer})
    assert translator(server).translate([source])[0].text == clean


def test_a_flood_of_line_breaks_holds_nobody_up() -> None:
    began = time.process_time()
    assert clean_answer("Cầu mới.", "The new bridge." + "\n " * 2_000 + "Opened.").startswith("The new bridge.")
    assert clean_answer("Cầu mới.", "The new bridge." + "\n " * 2_000 + "Note: cầu.") == "The new bridge."
    assert time.process_time() - began < 5


def test_a_limit_a_refusal_and_silence_are_no_errors(server: Server) -> None:
    server.play(
        {"reply": {"finish_reason": "length"}},
        {"reply": {"message": {"content": None, "refusal": "I cannot."}}},
        {"reply": {"message": {"content": None}}},
        {"status": 400, "body": json.dumps({"error": {"code": "content_filter", "message": "filtered"}})},
        {"reply": {"message": {"content": "half \ud83d of a sign"}}},
    )
    engine = translator(server, concurrency=1)
    truncated, refused, silent, filtered, half = (engine.translate([text])[0] for text in "abcde")
    assert (truncated.text, truncated.flags) == ("[a]", ("truncated",))
    assert (refused.text, refused.flags) == ("I cannot.", ())
    assert (silent.text, filtered.text) == ("", "")
    assert half.text == "half ? of a sign"


def test_a_model_that_has_not_thought_to_the_end_is_given_more_room(server: Server) -> None:
    server.play({"reply": {"message": {"content": "<think>Well, the"}, "finish_reason": "length"}})
    [translation] = translator(server).translate(["Cầu mới."])
    assert (translation.text, translation.flags) == ("[Cầu mới.]", ())
    first, second = (request["body"]["max_tokens"] for request in server.requests())
    assert second > first + 1000


def test_a_very_long_segment_is_split_and_rejoined(server: Server) -> None:
    sentences = [f"Đây là câu thứ {n} của một đoạn văn rất dài." for n in range(100)]
    long, short = translator(server).translate([" ".join(sentences), sentences[0]])
    assert long.flags == ("split",)
    assert re.sub(r"[\[\]]", "", long.text) == " ".join(sentences)
    assert short.flags == ()
    assert max(map(len, server.texts())) <= 1500


def test_a_loop_is_asked_for_again_in_another_way(server: Server) -> None:
    engine = translator(server)
    engine.translate(["Cầu mới."])
    engine.translate(["Cầu mới."], no_repeat_ngram=4)
    first, again = (request["body"] for request in server.requests())
    assert "frequency_penalty" not in first
    assert again["frequency_penalty"] > 0
    assert first["messages"][0] != again["messages"][0]


def test_the_fingerprint_is_the_models_and_not_the_servers(server: Server) -> None:
    with Server("test-model", "other") as second:
        same = translator(second, "test-model", concurrency=2, requests_per_minute=1000)
        assert same.fingerprint == translator(server).fingerprint
        assert translator(second, "other").fingerprint != same.fingerprint


# -- which model -------------------------------------------------------------------------------------------------------------------


def test_the_only_model_is_taken_and_of_several_one_has_to_be_named() -> None:
    with Server("gemma", "qwen") as server:
        assert translator(server, "qwen").name == "qwen"
        with pytest.raises(ModelError, match=r"which of the server's models\? It has gemma, qwen\."):
            translator(server)
        with pytest.raises(ModelError, match=r"no model llama.*It has gemma, qwen\."):
            translator(server, "llama")


def test_a_server_without_a_list_has_to_be_told_the_model(server: Server) -> None:
    assert translator(server).name == "test-model"
    server.play(listing={"status": 404})
    assert translator(server, "test-model").name == "test-model"
    with pytest.raises(ModelError, match="It lists none"):
        translator(server)


# -- when it goes wrong ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [NO, {"status": 502}, {"status": 503}, {"status": 429}, {"close": True}, {"status": 200, "body": "<html>hi</html>"},
     {"status": 200, "body": '{"error": {"message": "overloaded", "code": 529}}'}, {"status": 200, "body": "[]"}],
)  # fmt: skip
def test_what_may_pass_is_tried_again(server: Server, fault: dict[str, Any]) -> None:
    server.play(fault, fault)
    assert translator(server).translate(["a"])[0].text == "[a]"
    assert len(server.requests()) == 3


def test_a_hang_is_cut_off_and_tried_again(server: Server) -> None:
    server.play({"hang": 30}, {"hang": 30})
    began = time.monotonic()
    assert [t.text for t in translator(server, timeout=0.3).translate(["a", "b", "c"])] == ["[a]", "[b]", "[c]"]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("date", [False, True])
def test_the_wait_that_a_server_asks_for_is_kept_by_all_requests(server: Server, date: bool) -> None:
    until = int(time.time()) + 2
    wait = formatdate(until, usegmt=True) if date else "1.2"
    # The second request is answered after the first was sent away: what it makes room for has to wait as well.
    server.play({"status": 429, "headers": {"Retry-After": wait}}, {"hang": 0.4})
    assert translator(server, concurrency=2).translate(list("abcd"))[3].text == "[d]"
    refused, _, *later = sorted(request["time"] for request in server.requests())
    assert len(later) == 3
    assert min(later) >= (until if date else refused + 1.2) - 0.05


def test_a_longer_wait_than_anyone_has_patience_for_ends_the_work_at_once(server: Server) -> None:
    server.play({"status": 429, "headers": {"Retry-After": "3600"}})
    with pytest.raises(ModelError, match="429 Too Many Requests and asks to be left alone for 3600 seconds"):
        translator(server).translate(["a"])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (NO, r"answers 500 Internal Server Error; given up after \d+ attempts"),
        ({"close": True}, r"breaks off .*given up after \d+ attempts"),
        ({"hang": 20}, r"does not answer within 0\.2 seconds; given up"),
        ({"status": 200, "body": "<html>hi</html>"}, "answers with HTML that is not JSON; given up after 5 attempts"),
        ({"status": 200, "body": "{}"}, "answers with JSON that holds no choices; given up after 5 attempts"),
        (
            {"status": 400, "body": '{"error": {"message": "too long"}}'},
            r"refuses the request: 400 Bad Request \(too long\)\.",
        ),
        (
            {"status": 429, "body": '{"error": {"code": "insufficient_quota"}}'},
            r"refuses the request: 429.*insufficient_quota",
        ),
        ({"status": 308, "headers": {"Location": "http://127.0.0.1/v2"}}, "has moved"),
    ],
)
def test_trouble_that_stays_is_an_error_that_names_the_server(
    server: Server, fault: dict[str, Any], message: str
) -> None:
    engine = translator(server, patience=0.6, timeout=0.2)
    server.play(always=fault)
    began = time.monotonic()
    with pytest.raises(ModelError, match=f"^{re.escape(server.url)} {message}") as error:
        engine.translate([f"câu {n}" for n in range(20)])
    assert "\n" not in str(error.value)
    assert time.monotonic() - began < 10


def test_a_server_that_comes_back_is_waited_for() -> None:
    with Server() as server:
        engine = translator(server, patience=30, backoff=0.1)
        server.stop()
        back = threading.Timer(0.7, server.start)
        back.start()
        try:
            assert [t.text for t in engine.translate(["a", "b"])] == ["[a]", "[b]"]
        finally:
            back.join()


def test_a_server_that_is_not_there_is_an_error_at_once(server: Server) -> None:
    began = time.monotonic()
    done = songngu("translate", "--no-cache", "--engine", "endpoint", "--endpoint", "http://127.0.0.1:9/v1", "Cầu mới.")
    assert done.code == 1
    assert done.err.startswith("songngu: http://127.0.0.1:9/v1 cannot be reached (connection refused). Check that")
    assert done.err.count("\n") == 1
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<html>hi</html>", "answers with HTML that is not JSON"),
        ('{"hello": 1}', "answers with JSON that is no list of models"),
    ],
)
def test_what_is_no_api_is_an_error_at_once(server: Server, body: str, message: str) -> None:
    server.play(listing={"status": 200, "body": body})
    with pytest.raises(ModelError, match=rf"{message}\. Check that"):
        load_translator(engine="endpoint", endpoint=server.url)


# -- pace --------------------------------------------------------------------------------------------------------------------------


def test_an_error_of_a_server_sends_nothing_to_the_terminal_but_text(server: Server) -> None:
    server.play(always={"status": 400, "body": json.dumps({"error": {"message": "no \x1b]0;title\x07room \x9b31m"}})})
    with pytest.raises(ModelError, match=r"refuses the request: 400 Bad Request \(no \]0;titleroom 31m\)"):
        translator(server).translate(["a"])


def test_requests_keep_the_pace(server: Server) -> None:
    translator(server, requests_per_minute=600).translate(list("abcdef"))
    times = sorted(request["time"] for request in server.requests())
    assert times[-1] - times[0] >= 0.35  # five times a tenth of a second, less what the first one lost on its way


def test_requests_run_side_by_side(server: Server) -> None:
    server.play(delay=0.4)
    began = time.monotonic()
    translator(server, concurrency=8).translate([f"câu {n}" for n in range(16)])
    assert time.monotonic() - began < 4  # 6.4 one after the other


def test_it_works_where_an_event_loop_runs_already(server: Server) -> None:
    async def cell() -> str:
        return translator(server).translate(["a"])[0].text

    assert asyncio.run(cell()) == "[a]"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_requests_under_way(server: Server, tmp_path: Path, number: signal.Signals) -> None:
    server.play(always={"hang": 60})
    command = [*PROCESS, "run", str(SAMPLES), "-o", str(tmp_path / "out"), "--no-cache", *asked(server)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not server.requests():
            assert process.poll() is None
            time.sleep(0.1)
        began = time.monotonic()
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - began < 8


# -- the command line --------------------------------------------------------------------------------------------------------------


def test_translate(server: Server) -> None:
    server.play(table={"Cầu mới.": "New bridge."})
    done = songngu("translate", "--lines", "--no-cache", *asked(server), stdin="Cầu mới.\n\nMưa to.\n")
    assert (done.code, done.out) == (0, "New bridge.\n\n[Mưa to.]\n")


def test_what_is_translated_of_a_long_file_is_written_before_the_rest_fails(server: Server, tmp_path: Path) -> None:
    server.play(*([{}] * 1024), always={"status": 400, "body": "no more"})
    file = tmp_path / "long.txt"
    file.write_text("".join(f"Dòng {number}\n" for number in range(1200)), encoding="utf-8")
    done = songngu("translate", "--lines", *asked(server, "--concurrency", "32"), file)
    assert done.code == 1
    assert done.out.splitlines() == [f"[Dòng {number}]" for number in range(1024)]
    assert "Translating: 1024 of 1200 segments" in done.err


def test_eval(server: Server, tmp_path: Path) -> None:
    pairs = tmp_path / "set.tsv"
    table = {"Cầu mới mở.": "The new bridge is open.", "Trời mưa to.": "It is raining very heavily."}
    pairs.write_text("".join(f"{vi}\t{en}\n" for vi, en in table.items()), encoding="utf-8")
    server.play(table=table)
    done = songngu("eval", pairs, "--json", *asked(server))
    result = json.loads(done.out)
    assert (result["translator"], result["parameters"], result["bleu"]) == ("test-model", None, pytest.approx(100))
    twice = songngu("eval", pairs, *asked(server, "-t", "test-model", "-t", "test-model"))
    assert twice.code == 2


def outputs(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*/*.parquet"))
    }


def test_a_run_that_lost_its_server_goes_on_and_never_shows_the_key(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGNGU_API_KEY", KEY)
    more = ["--no-cache", "--summarizer", "endpoint:test-model", *asked(server)]
    whole = songngu("run", SAMPLES, "-o", tmp_path / "whole", *more)
    assert whole.code == 0, whole.err

    output, said = tmp_path / "out", ""
    # Where the message is cut off, nothing of the key may be left over either.
    echo = {"status": 500, "body": json.dumps({"error": {"message": f"Bearer {KEY} is no good{'!' * 150} {KEY}"}})}
    server.play(*[{}] * 12, always=echo)
    done = songngu("run", SAMPLES, "-o", output, *more, "--patience", "0.1", "--concurrency", "2")
    assert done.code == 1
    assert "given up" in done.err
    said += done.out + done.err
    server.play(key="another-key-that-it-wants")
    refused = songngu("run", SAMPLES, "-o", output, *more)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "refuses the key in SONGNGU_API_KEY (401 Unauthorized)" in refused.err

    server.play(key=KEY)
    done = songngu("run", SAMPLES, "-o", output, *more, "--json")
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert (report["translator"], report["summarizer"]) == ("test-model", "test-model")
    assert outputs(output) == outputs(tmp_path / "whole")
    said += refused.err + done.out + done.err
    assert KEY[:6] not in said
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY[:6].encode() not in path.read_bytes(), path
    settings = json.loads((output / "run" / "run.json").read_text(encoding="utf-8"))["settings"]
    assert not {"endpoint", "concurrency", "patience"} & set(settings)


def test_a_key_is_wanted(server: Server) -> None:
    server.play(key=KEY)
    with pytest.raises(ModelError, match="wants a key: put it into SONGNGU_API_KEY"):
        translator(server)


def test_a_key_that_no_header_can_hold_is_not_shown(server: Server) -> None:
    done = songngu_process(
        "translate", *asked(server), "a", env={**os.environ, "SONGNGU_API_KEY": "line one\nline two of the key"}
    )
    assert done.code == 1
    assert "SONGNGU_API_KEY holds blanks" in done.err
    assert "line two" not in done.err


def test_only_the_summary_may_come_from_the_server(server: Server, translator: str, tmp_path: Path) -> None:
    server.play(always={"reply": {"message": {"content": '[{"sentence": "All is well.", "support": [1]}]'}}})
    more = ["--summarizer", "endpoint", "--endpoint", server.url, "--beams", "1", "--no-cache", "--json"]
    done = songngu("run", SAMPLES / "hoi-nghi-tong-ket.txt", "-o", tmp_path / "out", "-t", translator, *more)
    assert done.code == 0, done.err
    assert json.loads(done.out)["summarizer"] == "test-model"


@pytest.mark.parametrize(
    ("given_settings", "message"),
    [
        ({"engine": "endpoint"}, "the server's address is missing"),
        ({"summarizer": "endpoint:m"}, "the server's address is missing"),
        ({"endpoint": "http://h/v1"}, "nothing asks it, for the engine is auto"),
        ({"engine": "endpoint", "endpoint": "localhost:8000"}, "plain address"),
        ({"engine": "endpoint", "endpoint": "http://me:topsecret@h/v1"}, "plain address"),
        ({"engine": "endpoint", "endpoint": "http://h/v1?key=topsecret"}, "plain address"),
        ({"engine": "endpoint", "endpoint": "http://h:99999/v1"}, "plain address"),
        ({"engine": "endpoint", "endpoint": "http://h/v1", "beams": 4}, "the server decides"),
        ({"requests_per_minute": 0}, "requests-per-minute: .*greater than 0"),
        ({"concurrency": 0}, "concurrency: .*greater than or equal to 1"),
    ],
)
def test_settings_that_make_no_sense_are_named(given_settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message) as error:
        load_config(None, given_settings)
    assert "topsecret" not in str(error.value)


def test_where_and_how_fast_the_server_is_asked_does_not_shape_the_result() -> None:
    def shaping(**more: Any) -> dict[str, Any]:
        return load_config(None, {"engine": "endpoint", **more}).shaping()

    here = shaping(endpoint="http://a/v1", concurrency=1, requests_per_minute=3, timeout=1, patience=1)
    assert here == shaping(endpoint="http://b/v1")
    assert here["translator"] is None
    assert here != shaping(endpoint="http://a/v1", translator="gemma")


# -- summaries ---------------------------------------------------------------------------------------------------------------------

FLOOD = [
    "Three villages in the north of the province were cut off on Tuesday after the river broke its banks.",
    "Soldiers brought four hundred people to a school on higher ground.",
    "",
    "The governor promised that the road would open again within two days.",
    "Schools will stay closed until Monday.",
]
SUMMARY = [
    {"sentence": "A river cut off three villages.", "support": [1]},
    {
        "sentence": "Soldiers brought people to a school, and the governor promised that the road would open.",
        "support": [3, 2],
    },
]


@pytest.mark.parametrize(
    ("answer", "supports"),
    [
        (json.dumps(SUMMARY), [(0,), (1, 3)]),
        (f"Here it is:\n```json\n{json.dumps(SUMMARY, indent=1)}\n```\nI hope [this] helps.", [(0,), (1, 3)]),
        (f"<think>[1, 2]</think>{json.dumps({'summary': SUMMARY})}", [(0,), (1, 3)]),
        (json.dumps(SUMMARY)[:-10], [(0,)]),  # cut off
        (json.dumps([{"text": s["sentence"], "sentences": "1"} for s in SUMMARY]), [(0,), (0,)]),
        (json.dumps([{**s, "support": [0, 99]} for s in SUMMARY]), [(0,), (1, 3)]),
        (json.dumps([s["sentence"] for s in SUMMARY]), [(0,), (1, 3)]),
        ("1. A river cut off three villages. [1]\n2. Soldiers saved them [2, 3].", [(0,), (1, 3)]),
        ("A river cut off three villages. Soldiers saved the people.", [(0,), (1,)]),
        ("I'm sorry, but I can't.", []),
        ("[]", []),
        ("", []),
    ],
)
def test_a_summary_is_read_in_any_form_and_tied_to_the_article(
    server: Server, answer: str, supports: list[tuple[int, ...]]
) -> None:
    server.play(always={"reply": {"message": {"content": answer}}})
    summary = summarizer(server).summarize(FLOOD, size=3)
    assert [sentence.support for sentence in summary] == supports
    assert all("[" not in sentence.en and "{" not in sentence.en for sentence in summary)


def test_a_number_without_end_rests_on_nothing(server: Server) -> None:
    server.play(always={"reply": {"message": {"content": f"A river cut off three villages. [{'1' * 5_000}]"}}})
    assert [s.support for s in summarizer(server).summarize(FLOOD, size=1)] == [(0,)]


def test_a_year_in_brackets_is_no_number_of_a_sentence(server: Server) -> None:
    server.play(always={"reply": {"message": {"content": "The Law on Dikes (2006) says who pays. [2]"}}})
    assert [(s.en, s.support) for s in summarizer(server).summarize(FLOOD, size=3)] == [
        ("The Law on Dikes (2006) says who pays.", (1,))
    ]


def test_a_summary_is_no_longer_than_asked(server: Server) -> None:
    server.play(always={"reply": {"message": {"content": json.dumps(SUMMARY * 4)}}})
    assert len(summarizer(server).summarize(FLOOD, size=3)) == 3
    assert "at most 3 sentence" in server.requests()[0]["body"]["messages"][0]["content"]


def test_doubtful_sentences_are_left_out_while_there_are_others(server: Server) -> None:
    server.play(always={"reply": {"message": {"content": '[{"sentence": "Soldiers came.", "support": [1]}]'}}})
    [sentence] = summarizer(server).summarize(FLOOD, size=3, avoid={0})
    assert sentence.support == (1,)
    assert FLOOD[0] not in server.texts()[0]
    [sentence] = summarizer(server).summarize(FLOOD, size=3, avoid=range(5))
    assert sentence.support == (0,)
    assert summarizer(server).summarize(["", " "], size=3) == []


def test_a_long_article_is_summarised_in_parts_and_keeps_its_support(server: Server) -> None:
    article = [f"Sentence number {n} of a report that says a little about matter {n}." for n in range(500)]
    server.play(
        always={"reply": {"message": {"content": '[{"sentence": "The report says a little.", "support": [2]}]'}}}
    )
    [sentence] = summarizer(server, concurrency=1).summarize(article, size=3)
    *parts, last = server.texts()
    assert len(parts) > 1
    assert last.count("\n") == len(parts) - 1
    second_part = int(re.findall(r"number (\d+)", parts[1])[1])
    assert sentence.support == (second_part,)


def test_the_command_line_summarises(server: Server) -> None:
    server.play(always={"reply": {"message": {"content": json.dumps(SUMMARY)}}})
    text = " ".join(filter(None, FLOOD))
    done = songngu("summarize", "--summarizer", "endpoint:test-model", "--endpoint", server.url, "--json", stdin=text)
    assert json.loads(done.out)["summary"][1] == {"en": SUMMARY[1]["sentence"], "support": [1, 2]}


def test_the_summarisers_fingerprint_is_its_models(server: Server) -> None:
    assert summarizer(server).fingerprint == summarizer(server, concurrency=3).fingerprint
    assert summarizer(server).fingerprint != translator(server).fingerprint
