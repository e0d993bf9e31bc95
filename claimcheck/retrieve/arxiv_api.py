"""arXiv's metadata: through the `arxiv` package, behind our own limits, and kept in the store.

The package parses feeds; all asking goes through `web.Web`. Its parser takes a throttle, a page of HTML or a feed cut
short for an empty answer, so every body is looked at before it is parsed, and an id that an answer leaves out is asked
for once more alone before it counts as unknown. Source of the manners: arXiv's API manual and the package's code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import batched

from claimcheck.identifiers import ArxivId, parse_arxiv_id
from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.retrieve.web import Answer, PassingError, StatusError, Web, WebError
from claimcheck.store import Store
from claimcheck.words import collapse
