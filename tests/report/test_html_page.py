"""The page for editors-in-chief, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jplint.report.located import FileReport

webdriver = pytest.importorskip("selenium.webdriver")

HOSTILE = "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"

Browser = Any
Show = Callable[..., str]
Mark = Callable[..., Any]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("Chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    profile = tmp_path_factory.mktemp("profile")
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    for flag in ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield started
    started.quit()


@pytest.fixture
def page(browser: Browser, show: Show, mark: Mark, tmp_path: Path) -> Browser:
    files = [
        FileReport("a.md", (mark("ここが⟦だめ⟧です。", "直してください。", "group/rule", severity="error"),)),
        FileReport("b.md", tuple(mark(f"これは⟦{HOSTILE}⟧です。", HOSTILE, "other/rule") for _ in range(300))),
        FileReport("c.md", failure=HOSTILE),
    ]
    file = tmp_path / "report.html"
    file.write_text(show("html", files, language="ja"), encoding="utf-8")
    browser.get(file.as_uri())
    return browser


def shown(browser: Browser) -> list[str]:
    script = "return [...document.querySelectorAll('#list article')].map((one) => one.innerText)"
    found: list[str] = browser.execute_script(script)
    return found


def key(browser: Browser, name: str) -> None:
    browser.execute_script(f"document.dispatchEvent(new KeyboardEvent('keydown', {{key: '{name}', bubbles: true}}))")


def test_a_finding_is_marked_in_its_surroundings(page: Browser) -> None:
    assert "直してください。" in shown(page)[0]
    assert page.execute_script("return document.querySelector('#list mark').textContent") == "だめ"
    assert page.execute_script("return document.documentElement.lang") == "ja"


def test_nothing_in_an_article_is_run(page: Browser) -> None:
    assert page.title == "jplintの報告"
    assert page.execute_script("return document.querySelectorAll('main img, main script').length") == 0
    assert HOSTILE in page.execute_script("return document.querySelector('main').textContent")


def test_the_script_ran_without_a_complaint(page: Browser) -> None:
    assert [one for one in page.get_log("browser") if one["level"] == "SEVERE"] == []


def test_filters(page: Browser) -> None:
    assert len(shown(page)) == 200, "more of them on demand"
    page.execute_script("document.querySelector('#more').click()")
    assert len(shown(page)) == 301
    page.execute_script("document.querySelector('[data-rule=\"group/rule\"]').click()")
    assert len(shown(page)) == 1
    assert page.execute_script("return document.querySelector('#shown').textContent") == "1件 / 全301件"
    key(page, "Escape")
    page.execute_script("document.querySelector('[value=info]').click()")
    assert len(shown(page)) == 1
    key(page, "Escape")
    page.execute_script(
        "const box = document.querySelector('#search'); box.value = 'だめ A.md'; box.dispatchEvent(new Event('input'))"
    )
    assert len(shown(page)) == 1


def test_the_keyboard(page: Browser) -> None:
    key(page, "j")
    key(page, "j")
    key(page, "k")
    assert "直してください" in page.execute_script("return document.activeElement.innerText")
    key(page, "/")
    assert page.execute_script("return document.activeElement.id") == "search"


def test_a_phone_needs_no_scrolling_sideways(page: Browser) -> None:
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    page.refresh()
    assert page.execute_script("return document.documentElement.scrollWidth") <= 360
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_clean_site(browser: Browser, show: Show, tmp_path: Path) -> None:
    file = tmp_path / "clean.html"
    file.write_text(show("html", [FileReport("a.md")], language="en"), encoding="utf-8")
    browser.get(file.as_uri())
    assert browser.title == "jplint report"
    assert shown(browser) == []
