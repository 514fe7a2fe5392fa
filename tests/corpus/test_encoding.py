"""Legacy encodings, mojibake and the line between text and anything else."""

from __future__ import annotations

import ast
import os
import random
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.encoding import _VN1, BinaryError, UndecodableError, declared_charset, decode, repair
from tests.hostile import ARTICLE, CHINESE, FRENCH, page
from tests.legacy import to_tcvn3, to_vni, to_windows_1258

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

# Sentences with every vowel, every tone and capitals.
SENTENCES = """Chủ tịch nước tiếp Đại sứ đặc mệnh toàn quyền đến trình quốc thư.
Ủy ban nhân dân thành phố yêu cầu các quận, huyện rà soát những khu vực dễ ngập.
Ở miền Bắc, trời rét đậm; ở Nam Bộ nắng ráo, có nơi trên 35 độ.
Ý kiến của cử tri được gửi tới kỳ họp thứ sáu, Quốc hội khóa XV.
Cả nước có hơn 1,2 triệu học sinh dự kỳ thi, giảm nhẹ so với năm ngoái.
Người dân vùng lũ vẫn chờ cứu trợ, đường sá sạt lở, điện thoại không liên lạc được.
ĐẢNG VÀ NHÀ NƯỚC LUÔN QUAN TÂM ĐẾN ĐỒNG BÀO CÁC DÂN TỘC Ở VÙNG SÂU.
Giá xăng tăng thêm 340 đồng mỗi lít kể từ 15h chiều nay, Bộ Công Thương thông báo.
Những quyển sách quý ấy được giữ gìn cẩn thận suốt mấy chục năm chiến tranh.
Kỹ sư trẻ thuyết trình về giống lúa chịu mặn trước hội đồng khoa học.""".split("\n")
WORDS = [word.strip(".,;") for sentence in [*SENTENCES, *ARTICLE.split("\n\n")] for word in sentence.split()]


@st.composite
def vietnamese(draw: st.DrawFn) -> str:
    """Word salad, as long as the shortest news item, with the signs that news has between words."""
    shuffled = random.Random(draw(st.integers(0, 2**32)))
    text = "".join(word + shuffled.choice([" "] * 12 + [", ", ". ", "; ", ' "', '" ', "\n", "\r\n", " (", ") ", ": "])
                   for word in shuffled.choices(WORDS, k=40))  # fmt: skip
    return draw(st.sampled_from([text, text.upper(), text.title()]))


def same(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("encode", "encoding", "kept"),
    [
        (to_windows_1258, "windows-1258", same),
        (to_tcvn3, "tcvn3", str.lower),  # the font, not the code, says what is a capital
        (to_vni, "vni", same),
    ],
)
@given(text=vietnamese())
@settings(max_examples=60, deadline=None)
def test_a_legacy_encoding_is_recognised_by_its_vietnamese(
    encode: Callable[[str], bytes], encoding: str, kept: Callable[[str], str], text: str
) -> None:
    decoded = decode(encode(text))
    assert (kept(decoded.text), decoded.encoding) == (kept(text), encoding)


@pytest.mark.parametrize("encode", [to_windows_1258, to_tcvn3, to_vni])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence_is_enough(encode: Callable[[str], bytes], sentence: str) -> None:
    assert decode(encode(sentence)).text.lower() == sentence.lower()


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@given(text=vietnamese())
@settings(max_examples=15, deadline=None)
def test_unicode_encodings_with_and_without_a_byte_order_mark(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_the_tcvn_table_is_that_of_the_standard() -> None:
    codes = bytes(code for code in _VN1 if _VN1[code].isalpha())
    run = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=codes, capture_output=True, check=True)
    assert run.stdout.decode() == "".join(_VN1[code] for code in codes)


def test_capitals_of_tcvn5712_are_read_where_the_file_has_them() -> None:
    codes = {letter: code for code, letter in _VN1.items()}
    text = SENTENCES[6] + " " + SENTENCES[1]
    data = bytes(codes.get(char) or ord(char) for char in text)
    assert decode(data).text == text


def test_typographic_signs_survive_in_the_legacy_encodings() -> None:
    text = "“Cầu mới” – ông Lâm nói – ‘rất đẹp’… và vững chắc suốt nhiều năm • hết"
    assert decode(to_tcvn3(text)).text == text
    assert decode(to_vni(text)).text == text
    assert decode(to_windows_1258(text)).text == text


def test_vietnamese_wins_over_what_an_old_page_declares() -> None:
    data = to_vni(page(ARTICLE, "iso-8859-1"))
    assert decode(data, declared_charset(data)).text == page(ARTICLE, "iso-8859-1")


def test_other_languages_go_by_what_they_declare() -> None:
    data = page(CHINESE, "GB2312").encode("gb18030")
    assert CHINESE in decode(data, declared_charset(data)).text
    assert decode(FRENCH.encode("cp1252")).text == FRENCH


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<?xml version="1.0" encoding="UTF-8"?><html>', "utf-8"),
        (b'<meta charset="windows-1258">', "windows-1258"),
        (b"<META http-equiv=Content-Type content='text/html; charset=x-viet-tcvn5712'>", "x-viet-tcvn5712"),
        (b"<p>charset=no</p>", None),
    ],
)
def test_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@pytest.mark.parametrize("declared", ["unicode_escape", "idna", "zlib", "no such thing", "é", "utf-7", None])
def test_a_declared_codec_that_is_no_encoding_of_pages_is_ignored(declared: str | None) -> None:
    assert decode(FRENCH.encode("cp1252"), declared).text == FRENCH


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"%PDF-1.4 ....", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (bytes(1000), "NUL"),
        (random.Random(0).randbytes(4000), "control characters"),
        (bytes(257) + b"ustar", "a tar archive, which has to be unpacked"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryError, match=kind):
        decode(data)


def test_text_in_no_known_encoding() -> None:
    with pytest.raises(UndecodableError, match="neither UTF-8"):
        decode(CHINESE.encode("gb18030"))


def test_nuls_in_a_text_are_dropped() -> None:
    assert decode(ARTICLE.replace(".", ".\0").encode()).text == ARTICLE


def test_utf8_that_was_cut_or_has_a_slip_is_still_utf8() -> None:
    data = ARTICLE.encode()
    cut = data.index("ộ".encode()) + 1
    assert decode(data[:cut]).text == data[: cut - 1].decode()
    assert decode(data.replace(b"UBND", b"UB\xffND", 1)).text == ARTICLE.replace("UBND", "UB\ufffdND", 1)


# --- repair


@given(vietnamese())
@settings(max_examples=100, deadline=None)
def test_good_vietnamese_is_left_alone(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "“MỖI XÃ” LÀ «MỘT XÃ»…",
        "CHỦ TỊCH XÃ– PHƯỜNG",
        "“LÃ” ‘XÃ’ ĐÃ… HÀNG Â”",
        "hoà bình, hòa bình, thuý, thúy",
        "Ｆｕｌｌ－ｗｉｄｔｈ １２３ ﬁ",
        "&lt;b&gt; &amp; &nbsp;",
        "Krông Pắk, Đắk Lắk, ĐHQG, HĐND, 25°C, 100 m², ½, ™",
        FRENCH,
        CHINESE,
        "Straße über Köln, señor, año, l'été à Noël, garçon, où",
    ],
)
def test_what_only_looks_broken_is_left_alone(text: str) -> None:
    assert repair(text) == unicodedata.normalize("NFC", text)


def test_decomposed_letters_are_composed() -> None:
    assert repair(unicodedata.normalize("NFD", ARTICLE)) == ARTICLE


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1258"])
@pytest.mark.parametrize("times", [1, 2])
@given(text=vietnamese())
@settings(max_examples=15, deadline=None)
def test_mojibake_is_undone(codec: str, times: int, text: str) -> None:
    import ftfy.bad_codecs.sloppy  # noqa: F401  (registers codecs that leave no byte out, as browsers do)

    broken = text
    for _ in range(times):
        broken = broken.encode().decode(codec if codec == "latin-1" else f"sloppy-windows-{codec[2:]}")
    assert repair(broken) == text


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
@given(text=vietnamese())
@settings(max_examples=30, deadline=None)
def test_legacy_codes_that_were_saved_as_unicode(encode: Callable[[str], bytes], text: str) -> None:
    assert repair(encode(text).decode("cp1252", "replace")).lower() == text.lower()


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ông nói: â€œXin chÃ\u00a0o cÃ¡c báº¡nâ€\x9d", "Ông nói: “Xin chào các bạn”"),
        ("Cầu thủ MÃ¼ller đã ghi bàn", "Cầu thủ Müller đã ghi bàn"),
        ("a\0b", "ab"),
        ("\ud83d\ude00 \ud800", "\U0001f600 \ufffd"),
    ],
)
def test_repair_by_example(broken: str, text: str) -> None:
    assert repair(broken) == text


SUSPICIOUS = st.text(
    st.sampled_from("aábcnoxyÃÂ©»º«”–…áâ€ÄÆ°‘ùøõôöñÝ©®·µ¸ 	\n\u00a0ạắXÔ\u0301\0\ud800"), max_size=60
)


@given(st.one_of(st.text(), SUSPICIOUS, vietnamese().map(lambda text: text.encode().decode("latin-1"))))
@settings(max_examples=300, deadline=None)
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    once.encode("utf-8")


def test_the_first_text_of_a_process_is_repaired() -> None:
    code = f"from corpus.encoding import repair; print(ascii(repair({ARTICLE.encode().decode('latin-1')!a})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert ast.literal_eval(done.stdout) == unicodedata.normalize("NFC", ARTICLE)


def test_five_megabytes_are_a_matter_of_seconds() -> None:
    times = 5_000_000 // len(ARTICLE.encode())
    text, vni = ARTICLE * times, to_vni(ARTICLE) * times
    start = time.process_time()
    for broken in (text, text.encode().decode("latin-1"), vni.decode("cp1252"), "é" * 5_000_000, "a" * 5_000_000 + "é"):
        repair(broken)
    for data in (vni, b"a" * 5_000_000 + b"\xe9"):
        decode(data)
    assert time.process_time() - start < 30


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder with real pages is not beside the checkout")
def test_real_pages_are_left_alone() -> None:
    files = [path for path in SHARED.rglob("*") if path.suffix in (".txt", ".html", ".jsonl")]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert repair(text) == unicodedata.normalize("NFC", text), os.fspath(path)
        assert decode(path.read_bytes()).text == path.read_bytes().decode("utf-8")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder with real pages is not beside the checkout")
@pytest.mark.parametrize("encode", [to_windows_1258, to_tcvn3, to_vni])
def test_real_articles_in_legacy_encodings(encode: Callable[[str], bytes]) -> None:
    for path in sorted(SHARED.glob("articles/*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        text = re.sub(r"[^\w\s!-~“”‘’–…]", "", text)
        try:
            data = encode(text)
        except UnicodeEncodeError:  # a sign that the encoding cannot hold
            continue
        assert decode(data).text.lower() == text.lower()
