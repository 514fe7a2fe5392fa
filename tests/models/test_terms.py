"""A glossary: its terms found in Vietnamese, looked for in English, and put there where the model has others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checked import CheckedTranslator
from models.terms import NO_TERMS, Terms, make_terms
from tests.scripted import Scripted

TERMS = make_terms(
    [
        ("Ban Diều", ("the Board of Kites", "Kite Board")),
        ("Ban Diều Trung ương", ("the Central Board of Kites",)),
        ("Công an", ("Public Security",)),
        ("tổ dân phố", ("residential group",)),
        ("hồ Gió", ("Lake Wind",)),
        ("cơ quan chức năng", ("authority",)),
    ]
)


def found(text: str) -> list[str]:
    return [occurrence.text for occurrence in TERMS.in_text(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ban Diều họp với Công an.", ["Ban Diều", "Công an"]),
        ("Ông ở Ban Diều Trung ương, không ở Ban Diều.", ["Ban Diều Trung ương", "Ban Diều"]),
        ("Tổ dân phố số 3, tổ dân phố số 4", ["Tổ dân phố", "tổ dân phố"]),
        ("ban diều, hồ gió, công an", ["công an"]),
        ("Hồ Gió đẹp, hồ Gió sâu", ["Hồ Gió", "hồ Gió"]),
        ("Công anh, Ban Diềuu, các tổ dân phốx", []),
        ("", []),
    ],
)
def test_the_longest_term_is_found_where_a_word_begins_and_ends(text: str, terms: list[str]) -> None:
    assert found(text) == terms


@pytest.mark.parametrize(
    ("english", "missing"),
    [
        ("The Kite Board met.", []),
        ("a board of kites", []),
        ("The board-of-kites' office", []),
        ("The Board of Kitesurfers", ["Ban Diều"]),
        ("It met.", ["Ban Diều"]),
    ],
)
def test_a_term_is_there_in_each_accepted_form(english: str, missing: list[str]) -> None:
    assert [occurrence.text for occurrence in TERMS.missing("Ban Diều họp.", english)] == missing


def test_the_plural_is_no_other_term() -> None:
    assert not TERMS.missing("Các tổ dân phố và cơ quan chức năng", "Residential groups and authorities")


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_term_is_found_in_any_text_around_it(text: str, vietnamese: str, english: str) -> None:
    try:
        terms = make_terms([(vietnamese, (english,))])
    except ValueError:
        return
    [term] = terms.terms
    assert term.vietnamese in [occurrence.text for occurrence in terms.in_text(f"{text} {term.vietnamese} {text}")]
    assert not terms.missing(term.vietnamese, f"{text} {term.accepted[0]} {text}")


def scripted(table: dict[str, str]) -> Scripted:
    return Scripted(lambda text: table.get(text, "It met in Paris with 3 people."))


def translated(source: str, table: dict[str, str], terms: Terms = TERMS) -> tuple[str, tuple[str, ...]]:
    [one] = CheckedTranslator(scripted(table), terms).translate([source])
    return one.text, one.flags


def test_a_body_gets_the_name_that_the_glossary_gives_it() -> None:
    source = "Hôm qua Ban Diều họp với 3 người."
    wrong = "Yesterday the Kite Committee met with 3 people."
    table = {source: wrong, "Hôm qua UNESCO họp với 3 người.": "Yesterday UNESCO met with 3 people."}
    assert translated(source, table) == ("Yesterday the Board of Kites met with 3 people.", ("repaired",))
    assert translated(source, table, NO_TERMS) == (wrong, ())
    # What would be worse in another way is no repair.
    table["Hôm qua UNESCO họp với 3 người."] = "Yesterday UNESCO met with 5 people."
    assert translated(source, table) == (wrong, ("term_mismatch",))
    table["Hôm qua UNESCO họp với 3 người."] = "Yesterday they met with 3 people."
    assert translated(source, table) == (wrong, ("term_mismatch",))


def test_a_name_and_a_term_are_put_right_together() -> None:
    source = "Ông Phùng Xuân Nhã ở Ban Diều trồng 12 cây."
    table = {
        source: "Mr. Zheng of the committee planted 12 trees.",
        "Ông Nguyễn Văn Nam ở UNESCO trồng 12 cây.": "Mr. Nguyen Van Nam of UNESCO planted 12 trees.",
    }
    assert translated(source, table) == (
        "Mr. Phung Xuan Nha of the Board of Kites planted 12 trees.",
        ("repaired",),
    )


def test_a_term_that_is_no_name_is_a_doubt_and_stays_as_it_is() -> None:
    source = "Ba tổ dân phố đã họp."
    engine = scripted({source: "Three blocks met."})
    [one] = CheckedTranslator(engine, TERMS).translate([source])
    assert (one.text, one.flags) == ("Three blocks met.", ("term_mismatch",))
    assert engine.asked == [source]


@pytest.mark.parametrize("entry", [("", ("x",)), ("Ban Diều", ()), ("Ban Diều", (" ", "-")), ("(Ban)", ("x",))])
def test_what_is_no_term_is_refused(entry: tuple[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"does not begin|has no English"):
        make_terms([entry])
