"""Pictures of the example's page, and how quick a page of 500 claims is in Debian's Chromium.

`python reports/measure_page.py CACHE OUT`: OUT gets the pictures and `page_500.html`; the figures go to stdout. Needs
the extra `browser`.
"""

import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from claimcheck.model import AuditFile, Block, BlockKind, Document, Location, Piece
from claimcheck.render import render_html
from claimcheck.settings import load_settings
from claimcheck.tasks.audit import audit_reports
from claimcheck.tasks.workplace import Workplace

CLAIMS, TURNS = 500, 5
WIDE, NARROW, SHORT = (1280, 900), (390, 844), (1120, 600)
FIGURES = """async () => {
  const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const loaded = performance.getEntriesByType('navigation')[0].loadEventEnd;
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const now = () => performance.now();
  const took = async (act) => { const begin = now(); act(); await drawn(); return now() - begin; };
  const words = document.getElementById('by-words');
  const search = (text) => { words.value = text; words.dispatchEvent(new Event('input')); };
  return [painted, loaded, await took(() => document.querySelector('.chip').click()),
    await took(() => document.getElementById('reset').click()),
    await took(() => search('gardens')), await took(() => search('gardens water'))];
}"""


def example(cache: Path) -> AuditFile:
    """The audit of the example report."""
    given = {"papers": (Path("fixtures/papers"),), "offline": True, "cache": cache}
    with Workplace(load_settings(given, {}, Path.cwd())) as workplace:
        return audit_reports([Path("fixtures/synthesis.md")], workplace)


def enlarged(file: AuditFile) -> AuditFile:
    """The example's claims over and over, in a report of as many paragraphs."""
    (audit,) = file.audits
    claims, findings, blocks, at = [], [], [], 0
    for number in range(CLAIMS):
        claim = audit.claims[number % len(audit.claims)]
        before = f"Paragraph {number}. "
        text = f"{before}{claim.text} And so on it goes with more words that nobody checks at all."
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text, pieces=(Piece(plain=0, source=at, length=len(text)),)))
        column = len(before) + 1
        place = Location(line=number + 1, column=column, end_line=number + 1, end_column=column + len(claim.text))
        name = f"{claim.id}-{number}"
        claims.append(claim.model_copy(update={"id": name, "number": number + 1, "location": place}))
        findings += [f.model_copy(update={"claim_id": name}) for f in audit.findings if f.claim_id == claim.id]
        at += len(text) + 1
    document = Document(format="markdown", text="\n".join(block.text for block in blocks), blocks=tuple(blocks))
    fields = {"claims": tuple(claims), "findings": tuple(findings), "document": document}
    return file.model_copy(update={"audits": (audit.model_copy(update=fields),)})


def picture(browser: Browser, target: Path, size: tuple[int, int], scheme: str, at: str) -> None:
    """What is in the window once a place of the page beside the picture is scrolled to its top."""
    shown = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    shown.goto((target.parent / "page.html").absolute().as_uri())
    shown.locator(at).first.evaluate("place => place.scrollIntoView()")
    shown.wait_for_timeout(300)
    shown.screenshot(path=target)
    shown.close()


def figures(browser: Browser, page: Path, size: tuple[int, int], slower: int) -> list[float]:
    """Medians in ms: first paint, loaded, a verdict chosen, the filter cleared, first and second search."""
    rows = []
    for _ in range(TURNS):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        shown = context.new_page()
        context.new_cdp_session(shown).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        shown.goto(page.absolute().as_uri())
        shown.wait_for_timeout(500)
        rows.append(shown.evaluate(FIGURES))
        context.close()
    return [sorted(column)[TURNS // 2] for column in zip(*rows, strict=True)]


def main(cache: Path, out: Path) -> None:
    """Writes the pictures and prints the figures."""
    file = example(cache)
    out.mkdir(parents=True, exist_ok=True)
    page, large = out / "page.html", out / "page_500.html"
    page.write_text(render_html(file), encoding="utf-8")
    many = enlarged(file)
    begin = time.perf_counter()
    large.write_text(render_html(many), encoding="utf-8")
    print(f"{CLAIMS} claims: rendered in {time.perf_counter() - begin:.1f} s, {large.stat().st_size / 1e6:.1f} MB")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        picture(browser, out / "page_claims.png", SHORT, "light", ".group.contradicted")
        picture(browser, out / "page_dark.png", SHORT, "dark", "body")
        picture(browser, out / "page_phone.png", NARROW, "light", ".group.contradicted")
        for name, size, slower in (("desktop", WIDE, 1), ("phone", NARROW, 4)):
            row = " | ".join(f"{value:.0f}" for value in figures(browser, large, size, slower))
            print(f"| {name}, processor slowed {slower}× | {row} |")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
