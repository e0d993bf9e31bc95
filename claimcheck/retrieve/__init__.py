"""Retrieve: references come in, papers go out, each read into a Document.

The user's own papers are looked through first, then what was fetched earlier, then arXiv, politely; references without
an arXiv id are looked for in catalogues too. A paper that cannot be had or read is no error: its reference leaves with
a status and the reason. `retrieve_newer` gets the newest version of papers that are there in an older one. Raises
`InputError` for a folder or a papers.json that cannot be used.
"""

from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.folder import files_by_digest, open_shelf, read_file
from claimcheck.retrieve.originals import originals
from claimcheck.retrieve.room import retrieve, retrieve_newer

__all__ = ["Endpoints", "files_by_digest", "open_shelf", "originals", "read_file", "retrieve", "retrieve_newer"]
