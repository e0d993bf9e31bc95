"""Retrieve: references come in, papers go out, each read into a Document.

The user's own papers are looked through first, then what was fetched earlier, then arXiv, politely; references without
an arXiv id are looked for in catalogues too. A paper that cannot be had or read is no error: its reference leaves with
a status and the reason. `retrieve_newer` gets the newest version of papers that are there in an older one. `search`
asks databases for works on a subject, `search_papers` the user's folders; `merge` makes one list of what they found and
`with_abstracts` reads their abstracts where a paper cannot be had.
Raises `InputError` for a folder or a papers.json that cannot be used.
"""

from claimcheck.retrieve.catalogued import with_abstracts
from claimcheck.retrieve.corpus import search_papers
from claimcheck.retrieve.databases import search
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.folder import PAPER_SUFFIXES, files_by_digest, open_shelf, read_file
from claimcheck.retrieve.merging import merge
from claimcheck.retrieve.originals import originals
from claimcheck.retrieve.room import retrieve, retrieve_newer

__all__ = [
    "PAPER_SUFFIXES",
    "Endpoints",
    "files_by_digest",
    "merge",
    "open_shelf",
    "originals",
    "read_file",
    "retrieve",
    "retrieve_newer",
    "search",
    "search_papers",
    "with_abstracts",
]
