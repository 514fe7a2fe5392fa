"""The reading room in a real browser, opened from the disk as its readers do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.export.reading_room import write_reading_room
from corpus.types import Unanswered
from tests.command import run
from tests.corpus.test_export import EXPLAIN, save, translated
from tests.pipeline.test_run import SAMPLES

By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver

    driver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or chromium is None:
        pytest.skip("there is no chromium with its chromedriver here")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
    chrome.set_window_size(1200, 900)
    yield chrome
    chrome.quit()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, translator: str) -> Path:
    report = run(SAMPLES, tmp_path_factory.mktemp("run") / "out", translator)
    return Path(report["reader"])


@pytest.fixture
def opened(browser: Any, room: Path) -> Any:
    browser.get("about:blank")  # an address that differs in its fragment only would load nothing
    browser.get(room.as_uri())
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def shown(browser: Any, selector: str) -> list[Any]:
    return [element for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def test_a_reader_finds_an_article_and_opens_it(opened: Any) -> None:
    assert len(shown(opened, "#list li")) == 5
    assert not shown(opened, "article")
    opened.find_element(By.ID, "find").send_keys("cau song lua")  # without the marks
    assert [item.find_element(By.TAG_NAME, "span").text for item in shown(opened, "#list li")] == [
        "Cầu sông Lứa thông xe, bốn xã vùng bãi hết cảnh lụy đò"
    ]
    assert opened.find_element(By.ID, "found").text == "1 article"
    shown(opened, "#list li a")[0].click()
    (article,) = shown(opened, "article")
    assert not shown(opened, "#list")
    assert "2024-06-12 · Mộc Lan · tanlap.example.vn" in article.text
    article.find_element(By.LINK_TEXT, "All articles").click()
    opened.find_element(By.ID, "find").clear()
    shown(opened, "#list li a")[0].click()
    (article,) = shown(opened, "article")
    article.find_element(By.LINK_TEXT, "Next").click()
    (following,) = shown(opened, "article")
    assert following.id != article.id
    following.find_element(By.LINK_TEXT, "All articles").click()
    assert shown(opened, "#list")


def test_doubtful_articles_can_be_picked_out(opened: Any, room: Path) -> None:
    doubtful = len(opened.find_elements(By.CSS_SELECTOR, "#list li[data-doubt]"))
    assert doubtful > 0  # the small model gets numbers wrong
    opened.find_element(By.ID, "doubtful").click()
    assert len(shown(opened, "#list li")) == doubtful


def test_a_summary_leads_to_its_sentence_and_the_sentence_to_a_quotation(opened: Any) -> None:
    shown(opened, "#list li a")[0].click()
    (article,) = shown(opened, "article")
    reference = article.find_element(By.CSS_SELECTOR, ".summary a.number")
    target = reference.get_attribute("href").rpartition("#")[2]
    reference.click()
    assert shown(opened, "article") == [article]
    english = opened.find_element(By.ID, target)
    number = english.get_attribute("data-s")
    lit = shown(opened, "article .s.lit")
    assert [element.get_attribute("data-s") for element in lit] == [number, number]
    quotation = opened.find_element(By.ID, "cite-text").text
    assert english.text in quotation
    assert lit[1].text in quotation
    assert f"Sentence {target}." in quotation
    word_by_word = opened.find_element(By.ID, "words").text
    assert word_by_word.startswith("Word by word")
    assert word_by_word.count(" · ") > len(lit[1].text.split()) / 3
    alone = lit[1].get_attribute("data-alone").split()
    assert len(opened.find_elements(By.CSS_SELECTOR, "#words b")) == len(alone)
    assert ("in bold" in word_by_word) == bool(alone)
    opened.find_element(By.ID, "close").click()
    assert not shown(opened, "aside")


def test_a_quotation_names_the_doubts(opened: Any) -> None:
    doubted = opened.find_elements(By.CSS_SELECTOR, "article .en .doubted[data-flags~=number_mismatch]")[0]
    id = doubted.get_attribute("id")
    opened.execute_script("location.hash = arguments[0]", id)
    opened.find_element(By.ID, id).click()
    assert "number mismatch" in opened.find_element(By.ID, "cite-text").text


def test_a_link_to_one_sentence_opens_its_article(browser: Any, opened: Any, room: Path) -> None:
    id = opened.find_elements(By.CSS_SELECTOR, "article .en .s")[3].get_attribute("id")
    browser.get("about:blank")
    browser.get(f"{room.as_uri()}#{id}")
    (article,) = shown(browser, "article")
    assert id.startswith(article.get_attribute("id"))
    article.find_element(By.CSS_SELECTOR, ".both").click()
    assert not shown(browser, "article .vi")
    assert shown(browser, "article .en")


def test_words_without_a_counterpart_are_underlined_with_dots_as_the_first_page_says(opened: Any) -> None:
    from selenium.webdriver import ActionChains

    (example,) = shown(opened, "#list header u")
    ActionChains(opened).move_to_element(example).click().perform()  # it is no sentence
    assert not shown(opened, "aside")
    shown(opened, "#list li a")[0].click()
    marked = shown(opened, "article .en u")
    assert marked  # the small model writes what it likes
    for element in (example, marked[0], shown(opened, "article .vi u")[0]):
        assert "dotted" in element.value_of_css_property("text-decoration")


FISH, INSIDE, FLAGGED, SECOND_PAGE = (f"{number:016x}" for number in range(4))


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room of three articles on its first page, and one on its second."""
    folder = tmp_path_factory.mktemp("pages")
    articles = (
        translated(0, ("Chị Hạnh bán cá ở Hà Nội.",), ("She sells fish in Ha Noi.",), title=("Cá", "Fish")),
        translated(1, ("Bạn của bà Hà lo nội dung.",), ("Her friends plan the contents.",), title=("Bạn", "Inside")),
        translated(
            2,
            ("Hội nghị ở Hòa Bình bế mạc.",),
            ("The conference in Hoa Binh closed.",),
            flags=("number_mismatch", "repaired"),
            unanswered=Unanswered(((0, 8),), ((4, 14),)),
            title=("Bế mạc", "Closed"),
        ),
        translated(3, ("Chợ bán cả cá.",) * 40, ("They sell it all.",) * 40, title=("Chợ", "Market")),
    )
    write_reading_room(save(folder / "data", *articles), folder / "room", EXPLAIN, on_page=3)
    return folder / "room"


def visit(browser: Any, room: Path, address: str = "index.html") -> None:
    browser.get("about:blank")
    browser.get(f"{room.as_uri()}/{address}")


def titles(browser: Any) -> list[str]:
    return [title.text for title in shown(browser, "#list li b")]


def settle(browser: Any) -> None:
    """Wait until the page has heard of its new address, which a browser tells it a moment later."""
    browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")


def coloured(browser: Any) -> list[str]:
    settle(browser)
    hits: list[str] = browser.execute_script("return [...CSS.highlights.get('found')].map(String)")
    return hits


def press(browser: Any, *keys: str) -> None:
    browser.switch_to.active_element.send_keys(*keys)  # where Shift is held to the end


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bán", ["Fish"]),  # whole words, and the marks that were typed
        ("ban", ["Fish", "Inside"]),
        ("án", []),
        ("FISH   ban", ["Fish"]),  # every word, in whatever order
        ("hà nội", ["Fish", "Inside"]),
        ('"hà nội"', ["Fish"]),
        ("con*", ["Inside", "Closed"]),
        ("hoà", ["Closed"]),  # with its mark where the articles do not have it
        ("number mismatch", []),  # the page's words, not the articles'
        ("lexrank", []),
        ('" * (', []),
    ],
)
def test_a_search_finds_the_words_of_articles(browser: Any, two_pages: Path, query: str, found: list[str]) -> None:
    visit(browser, two_pages)
    browser.find_element(By.ID, "find").send_keys(query)
    assert titles(browser) == found


def test_a_query_goes_along_to_the_other_pages_and_into_the_articles(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages)
    search = browser.find_element(By.ID, "find")
    search.send_keys("cá")
    assert browser.find_element(By.ID, "found").text == "1 of the 3 articles on this page (1 of 2); look on page 2"
    assert coloured(browser) == ["Cá"]
    shown(browser, "#list li a")[0].click()
    assert coloured(browser) == ["Cá", "cá"]
    assert not shown(browser, "article a[rel]")  # the next article was not found
    shown(browser, "article .back")[0].click()
    browser.find_element(By.CSS_SELECTOR, "#found a").click()
    assert browser.current_url.endswith("/2.html?q=c%C3%A1")
    assert titles(browser) == ["Market"]
    assert browser.find_element(By.ID, "found").text == "1 of the 1 article on this page (2 of 2); look on page 1"


def test_an_address_leads_to_the_page_that_has_it_or_says_that_none_has(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"index.html#{SECOND_PAGE}-1")
    assert browser.current_url.endswith(f"/2.html#{SECOND_PAGE}-1")
    assert browser.title == "Market – Reading room"
    assert [element.text for element in shown(browser, ".lit")] == ["They sell it all.", "Chợ bán cả cá."]
    assert "They sell it all." in browser.find_element(By.ID, "cite-text").text
    shown(browser, "article .en .s")[1].click()  # what is chosen has an address
    assert browser.current_url.endswith(f"/2.html#{SECOND_PAGE}-2")
    visit(browser, two_pages, "index.html#<b>nowhere")
    assert "is not in this room" in browser.find_element(By.ID, "missing").text
    visit(browser, two_pages, f"2.html#{FISH}")
    shown(browser, "#missing a")[0].click()
    settle(browser)
    assert browser.title == "Fish – Reading room"


def test_a_quotation_can_be_cited(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"index.html#{FLAGGED}-1")
    text = browser.find_element(By.ID, "cite-text").text
    assert "\nClosed [Bế mạc]. 3.txt. Translated by small, songngu " in text
    assert (
        f" Sentence {FLAGGED}-1. Doubts: number mismatch. Words without a counterpart: “Hội nghị”, “conference”."
        in text
    )
    assert " Done to the translation: repaired." in text
    assert text.endswith(f"\nIn the reading room: index.html#{FLAGGED}-1")
    vietnamese = browser.find_elements(By.CSS_SELECTOR, "#cite-text [lang=vi]")
    assert [element.text for element in vietnamese] == ["Hội nghị ở Hòa Bình bế mạc.", "Bế mạc", "“Hội nghị”"]


def test_the_keyboard_reaches_a_quotation_and_comes_back(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"index.html#{INSIDE}")
    browser.execute_script("document.querySelector('article:target .en .number').focus()")
    press(browser, Keys.ENTER)
    focused = browser.switch_to.active_element
    assert focused.get_attribute("id") == "copy"
    press(browser, Keys.ESCAPE)
    assert not shown(browser, "aside")
    assert browser.switch_to.active_element.get_attribute("aria-label") == "Sentence 1"
    press(browser, Keys.SHIFT + Keys.ARROW_RIGHT)  # marks more text
    assert shown(browser, "article")[0].get_attribute("id") == INSIDE
    press(browser, Keys.ARROW_RIGHT)
    assert shown(browser, "article")[0].get_attribute("id") == FLAGGED


def test_the_panel_covers_neither_the_sentence_nor_its_buttons(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"2.html#{SECOND_PAGE}")
    browser.set_window_size(500, 600)
    try:
        browser.execute_script("scrollTo(0, document.body.scrollHeight)")
        last = shown(browser, "article .vi .s")[-1]
        last.click()
        browser.execute_script("cite.scrollTo(0, cite.scrollHeight)")
        panel, copy = (browser.find_element(By.ID, id).rect for id in ("cite", "copy"))
        scrolled, height = browser.execute_script("return [scrollY, innerHeight]")
        assert last.rect["y"] + last.rect["height"] - scrolled <= panel["y"] - scrolled
        assert panel["y"] <= copy["y"] <= panel["y"] + 40
        assert panel["y"] - scrolled + panel["height"] == pytest.approx(height, abs=1)
    finally:
        browser.set_window_size(1200, 900)


def test_the_list_is_where_it_was_left_and_the_languages_are_as_they_were_chosen(browser: Any, room: Path) -> None:
    browser.get("about:blank")
    browser.get(room.as_uri())
    shown(browser, "#list li a")[-1].click()
    shown(browser, "article .both")[0].click()
    shown(browser, "article [rel=prev]")[0].click()
    assert not shown(browser, "article .vi")
    shown(browser, "article .back")[0].click()
    assert browser.execute_script("return scrollY") > 200
    assert shown(browser, "#list li")


def test_a_summary_sentence_leads_to_what_it_rests_on(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"index.html#{FLAGGED}")
    shown(browser, "article .rests")[0].click()
    settle(browser)
    assert browser.current_url.endswith(f"#{FLAGGED}-1")
    assert f"Sentence {FLAGGED}-1." in browser.find_element(By.ID, "cite-text").text


def test_without_scripts_nothing_is_offered_that_needs_them(browser: Any, two_pages: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(browser, two_pages, f"index.html#{FLAGGED}-1")
        target = shown(browser, "article .s:target")[0]
        assert target.value_of_css_property("box-shadow") != "none"  # it stands out
        shown(browser, "article .back")[0].click()
        assert titles(browser) == ["Fish", "Inside", "Closed"]
        assert not shown(browser, ".scripted")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_sheet_of_paper_has_room_for_both_languages(browser: Any, two_pages: Path) -> None:
    visit(browser, two_pages, f"index.html#{FISH}-1")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.set_window_size(690, 900)  # A4 without its margins
    try:
        english, vietnamese = shown(browser, "article .text .s")
        assert english.rect["y"] == vietnamese.rect["y"]
        assert not shown(browser, "aside")
    finally:
        browser.set_window_size(1200, 900)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
