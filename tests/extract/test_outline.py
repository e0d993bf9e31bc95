import pytest

from claimcheck.extract.marks import mark
from claimcheck.extract.outline import Node, outline
from claimcheck.read import read_document


def nodes(text: str) -> dict[str, Node]:
    return {node.block.text: node for node in outline(read_document(text.encode(), "report.md"))}


def test_each_block_stands_under_its_headings_innermost_first():
    found = nodes("before\n\n# A\n\n## B\n\n### C\n\ndeep\n\n## D\n\nflat\n")
    assert [s.title for s in found["before"].section.chain()] == [""]
    assert [s.title for s in found["deep"].section.chain()] == ["C", "B", "A", ""]
    assert [s.title for s in found["flat"].section.chain()] == ["D", "A", ""]


def test_items_stand_under_the_items_and_the_lead_in_above_them():
    found = nodes("They do this:\n\n- one\n  - two\n    - three\n- four\n\nAn end.\n\n- five\n")
    assert [n.block.text for n in found["three"].ancestors()] == ["two", "one", "They do this:"]
    assert [n.block.text for n in found["four"].ancestors()] == ["They do this:"]
    assert found["five"].parent is None
    assert [n.block.text for n in found["They do this:"].children] == ["one", "four"]


_LISTS = {
    "r.md": "1. one\n\n   more\n\n   ```\n   code\n   ```\n\n   - two\n\n     deep\n\n   last\n\n2. next\n\nend\n",
    "r.html": "<ol><li>one<p>more</p><pre>code</pre><ul><li>two<p>deep</p></li></ul>last<li>next</ol><p>end",
    "r.tex": "\\begin{document}\n\\begin{enumerate}\n\n\\item\n\none\n\nmore\n\n\\begin{verbatim}code\\end{verbatim}\n"
    "\\begin{itemize}\\item two\n\ndeep\\end{itemize}\nlast\n\\item next\\end{enumerate}\nend\n\\end{document}\n",
}


@pytest.mark.parametrize("name", _LISTS)
def test_a_paragraph_of_an_item_belongs_to_it_and_parts_no_list(name):
    found = {node.block.text: node for node in outline(read_document(_LISTS[name].encode(), name))}
    assert {said: node.parent.block.text for said, node in found.items() if node.parent and "code" not in said} == {
        "more": "one", "two": "one", "deep": "two", "last": "one"
    }  # fmt: skip
    assert found["next"].number > found["one"].number
    assert found["end"].parent is None


def test_labels_are_in_small_letters_with_the_place_of_the_words_behind_them():
    found = nodes("- **Key Finding**: Bees count.\n- Results:\n- a time of 12:30 was kept\n- https://example.org\n")
    label, place = found["Key Finding: Bees count."].label
    assert (label, "Key Finding: Bees count."[place:]) == ("key finding", "Bees count.")
    assert found["Results:"].label == ("results", 8)
    assert found["a time of 12:30 was kept"].label is None
    assert found["https://example.org"].label is None


def test_what_stands_between_the_marks_is_generated_and_other_comments_change_nothing():
    begin, end = mark("table", "markdown"), mark("table", "markdown", end=True)
    found = nodes(f"a\n\n<!-- x -->\n\nb\n\n{begin}\n\nc\n\n<!-- y -->\n\nd\n\n{end}\n\ne\n")
    assert {text: node.generated for text, node in found.items()} == {
        "a": False,
        "b": False,
        "c": True,
        "d": True,
        "e": False,
    }


def test_a_bibliography_is_known_by_its_whole_heading_and_not_by_a_word_in_it():
    found = nodes("# R\n\n## 8. References\n\na\n\n## References to bees in art\n\nb\n")
    assert found["a"].section.bibliography
    assert not found["b"].section.bibliography


def test_a_line_of_its_own_stands_for_the_heading_of_a_list_of_sources_up_to_the_first_paragraph_behind_its_items():
    found = nodes("# R\n\n## A\n\na\n\n**Sources:**\n\n- b\n- c\n\nd\n\n## E\n\ne\n")
    assert [text for text, node in found.items() if node.section.bibliography] == ["Sources:", "b", "c"]
    assert found["d"].section.title == "A"
