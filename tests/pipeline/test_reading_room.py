"""The reading room in a real browser, opened from the disk as its readers do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.pipeline.test_run import SAMPLES

By = pytest.importorskip("selenium.webdriver.common.by").By


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
