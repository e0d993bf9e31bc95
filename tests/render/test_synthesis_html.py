"""A synthesis as a page."""

from html.parser import HTMLParser

import pytest

from claimcheck.render.synthesis import FORMATS
from tests.render.syntheses import UGLY, hostile, two_papers

TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "strong", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "th", "td", "a",
}  # fmt: skip


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.names, self.attributes, self.style = [], [], [], set(), 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= given.keys()
        if tag == "a":
            self.links.append(given["href"])
        if "id" in given:
            self.names.append(given["id"])


def test_a_citation_leads_to_its_entry_and_nothing_is_loaded():
    text = FORMATS["html"](two_papers())
    page = Page(text)
    assert set(page.links) == {"#ref-1", "#ref-2"}
    assert page.names == ["ref-1", "ref-2"]
    assert "default-src 'none'" in text
    assert "://" not in text


@pytest.mark.parametrize("name", UGLY)
def test_no_tag_comes_of_what_papers_and_users_bring_in(name):
    page = Page(FORMATS["html"](hostile(UGLY[name])))
    assert set(page.tags) <= TAGS
    assert page.tags.count("h2") == 7
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "href", "id"}
    assert set(page.links) <= {"#ref-1"}
