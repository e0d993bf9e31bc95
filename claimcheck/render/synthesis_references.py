"""The reference list of a synthesis for other programs: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from claimcheck.render.clean import clean
from claimcheck.render.escape import escape_latex
from claimcheck.words import words

if TYPE_CHECKING:
    from claimcheck.model.synthesis import Source, Synthesis


def synthesis_bibtex(synthesis: Synthesis) -> str:
    """An entry a source; braces of their own keep titles and names as they are written."""
    from bibtexparser import Library, write_string  # noqa: PLC0415 - one format
    from bibtexparser.model import Entry, Field  # noqa: PLC0415 - as above

    library = Library()
    for source, key in zip(synthesis.sources, _keys(synthesis), strict=True):
        fields = [Field(name, value) for name, value in _fields(source).items()]
        library.add(Entry("article" if source.venue else "misc", key, fields))
    return str(write_string(library))


def synthesis_csl(synthesis: Synthesis) -> str:
    """A CSL-JSON array, an item a source."""
    items = [_item(source, key) for source, key in zip(synthesis.sources, _keys(synthesis), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _fields(source: Source) -> dict[str, str]:
    fields = {
        "author": " and ".join(f"{{{escape_latex(author)}}}" for author in source.authors),
        "title": f"{{{escape_latex(source.title or '') or 'Untitled'}}}",
        "journal": escape_latex(source.venue or ""),
        "year": str(source.year or ""),
        "eprint": source.arxiv_id or "",
        "archiveprefix": "arXiv" if source.arxiv_id else "",
        "doi": escape_latex(source.doi or ""),
    }
    return {name: value for name, value in fields.items() if value}


def _item(source: Source, key: str) -> dict[str, Any]:
    link = f"https://arxiv.org/abs/{source.arxiv_id}" if source.arxiv_id else None
    item = {
        "id": key,
        "type": "article-journal" if source.venue else "article",
        "title": clean(source.title or "") or "Untitled",
        "author": [{"literal": clean(author)} for author in source.authors],
        "container-title": clean(source.venue or ""),
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "publisher": "arXiv" if source.arxiv_id and not source.venue else None,
        "number": source.arxiv_id,
        "DOI": source.doi,
        "URL": link,
    }
    return {name: value for name, value in item.items() if value}


def _keys(synthesis: Synthesis) -> list[str]:
    """`velden2024slower`: first author, year, first word of the title, as far as they are known; none twice."""
    keys: list[str] = []
    for source in synthesis.sources:
        author = source.authors[0].split()[-1] if source.authors and source.authors[0].split() else ""
        first = next((word for word in words(source.title or "") if len(word) > 3), "")
        key = _plain(f"{author}{source.year or ''}{first}") or "source"
        keys.append(key if key not in keys else f"{key}-{source.number}")
    return keys


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9]", "", parted.lower())[:60]
