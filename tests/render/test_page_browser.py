"""The page in a browser: Debian's Chromium, driven by Playwright. Skipped where either is absent."""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.render.pages import HOSTILE, of, with_text

playwright = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
CHROMIUM = shutil.which("chromium")
AXE = os.environ.get("CLAIMCHECK_AXE")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on the PATH")

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page in the browser; whatever it prints, raises or asks of anybody ends the test."""
    contexts, complaints = [], []

    def opened(source, *, viewport=WIDE, **options):
        target = tmp_path / f"{len(contexts)}.html"
        target.write_text(source, encoding="utf-8", errors="replace")
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: request.url == target.as_uri() or complaints.append(request.url))
        page.goto(target.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def source(file, audit):
    return of(file, with_text(audit))


def shown(page):
    return [card.get_attribute("id") for card in page.locator("article.card").all() if card.is_visible()]


def status(page):
    return page.locator("#shown").inner_text()


def test_chips_and_lists_filter_the_claims_and_clear_brings_all_back(show, source):
    page = show(source)
    assert status(page) == "all 5 claims"
    page.get_by_role("button", name="contradicted 1").click()
    assert shown(page) == ["r1-claim-2"]
    page.get_by_role("button", name="verified 1", exact=True).click()
    assert shown(page) == ["r1-claim-2", "r1-claim-1"]
    assert status(page) == "2 of 5 claims"
    assert not page.get_by_role("heading", name="Not checked").is_visible()
    page.locator("#by-rule").select_option("CC103")
    assert shown(page) == ["r1-claim-2"]
    page.get_by_role("button", name="Clear").click()
    assert status(page) == "all 5 claims"
    page.locator("#by-paper").select_option(label="2310.02226")
    assert shown(page) == ["r1-claim-4"]


def test_search_finds_words_of_claims_and_of_passages_and_dims_the_rest_in_the_text(show, source):
    page = show(source)
    page.get_by_label("Search").fill("PLAY pivotal")
    assert shown(page) == ["r1-claim-3"]
    assert page.locator("mark.in-text.off").count() == 4
    page.get_by_label("Search").press("Escape")
    assert status(page) == "all 5 claims"


def test_everything_is_done_by_keys_and_they_can_be_switched_off(show, source):
    page = show(source)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "r1-claim-3"
    page.keyboard.press("t")
    assert page.evaluate("location.hash") == "#r1-claim-3-text"
    page.keyboard.press("/")
    page.keyboard.type("pause tokens")
    assert shown(page) == ["r1-claim-4"]
    page.keyboard.press("Escape")
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("use single keys").uncheck()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "by-words"


def test_a_claim_leads_to_its_place_and_back_even_when_it_was_filtered_out(show, source):
    page = show(source)
    page.locator("#r1-claim-3 .to-text").click()
    assert page.locator("#r1-claim-3-text").is_visible()
    page.get_by_role("button", name="verified 1", exact=True).click()
    page.locator("a.to-card[href='#r1-claim-3']").click()
    assert status(page) == "all 5 claims"
    assert page.evaluate("document.activeElement.id") == "r1-claim-3"


def test_without_scripts_all_claims_are_readable_and_no_dead_filter_is_shown(show, source):
    page = show(source, java_script_enabled=False)
    assert len(shown(page)) == 5
    assert not page.locator("#bar").is_visible()


def test_a_phone_scrolls_in_one_direction_only(show, source):
    page = show(source, viewport=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_runs_and_loads_nothing(show, file, hostile_audit, text):
    page = show(of(file, with_text(hostile_audit(f"{text} https://evil.example/x.png"))))
    assert status(page) == "all 1 claims"


def test_from_a_server_the_page_alone_is_asked_for(browser, source, tmp_path):
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        page.get_by_role("button", name="contradicted 1").click()
        page.wait_for_timeout(200)
        page.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == ["/page.html"]


def test_five_hundred_claims_are_filtered_at_once(show, file, audit):
    kinds = audit.claims
    claims = tuple(
        kinds[n % 5].model_copy(update={"number": n + 1, "id": f"c{n}", "text": f"{n}. {kinds[n % 5].text}"})
        for n in range(500)
    )
    page = show(of(file, with_text(audit.model_copy(update={"claims": claims}))))
    took = page.evaluate("""() => {
        const begin = performance.now();
        document.querySelector('.chip').click();
        document.getElementById('by-words').value = 'success';
        document.getElementById('by-words').dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        return performance.now() - begin;
    }""")
    assert status(page) == "100 of 500 claims"
    # A few dozen milliseconds on an idle machine: see reports/page.md.
    assert took < 2_000


@pytest.mark.skipif(not AXE, reason="CLAIMCHECK_AXE names no axe.min.js (npm package axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(show, file, audit, scheme, viewport):
    other = audit.model_copy(update={"report": audit.report.model_copy(update={"path": "other.md"})})
    page = show(of(file, with_text(audit), other), viewport=viewport, color_scheme=scheme, bypass_csp=True)
    # What is not drawn, or lies under what sticks to the top, has no colours that axe could judge.
    page.add_style_tag(
        content="#bar { position: static !important } .card, .chunk { content-visibility: visible !important }"
    )
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    unsure = [node for rule in found["incomplete"] for node in rule["nodes"] for check in node["any"]
              if check.get("data", {}).get("messageKey") not in {"nonBmp", "shortTextContent", "imgNode"}]  # fmt: skip
    assert [node["html"] for node in unsure] == []
