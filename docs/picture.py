"""Makes docs/reader.png, the README's picture, from the dataset that `make demo` leaves: python docs/picture.py build/demo 1

The first article in the reading room, its first doubtful sentence chosen. Needs chromium and its chromedriver.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By

from corpus.export import EXPORTERS

WIDTH, HEIGHT = 1120, 1230

if __name__ == "__main__":
    folder, number = sys.argv[1:]
    room = Path(folder).resolve() / EXPORTERS["reader"].place / EXPORTERS["reader"].opens
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(argument)
    with webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver"))) as browser:
        browser.get(room.as_uri())
        browser.find_element(By.CSS_SELECTOR, f"#list li:nth-child({number}) a").click()
        browser.find_element(By.CSS_SELECTOR, "article:target [id].doubted").click()
        browser.execute_script("scrollTo(0, 0)")
        browser.save_screenshot(str(Path(__file__).with_name("reader.png")))
