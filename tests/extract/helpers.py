"""What the tests of this room share: from a report's text to what was extracted, through the two doors."""

from claimcheck.extract import extract
from claimcheck.model import Claim, Extraction, Reference
from claimcheck.read import read_document

SOURCES = """

## References

[1] Ada Marsh and Bo Lind. "Counting bees in the field." arXiv:2404.08335, 2024.

[2] Smith, J., Doe, K. (2021). Steps of desert ants. https://doi.org/10.1000/ANTS.1

[3] "Wasps at dusk." arXiv:2301.00123v2. 2023.

[4] Orr, T. (2020). Hornets and their nests in the north.

[5] "Moths around lamps." arXiv:1905.00005. 2019.
"""


def extracted(text: str, name: str = "report.md") -> Extraction:
    """All that a report says."""
    return extract(read_document(text.encode(), name))


def claims(text: str, name: str = "report.md") -> list[Claim]:
    """The claims of a report."""
    return list(extracted(text, name).claims)


def only(text: str) -> Claim:
    """The one claim of a report."""
    (claim,) = claims(text)
    return claim


def skipped(text: str, name: str = "report.md") -> dict[str, str]:
    """What is no claim, with the reason, by its words; headings left out."""
    return {part.text: part.reason for part in extracted(text, name).skipped if part.reason != "heading"}


def references(text: str, name: str = "report.md") -> dict[str, Reference]:
    """The references of a report by key."""
    return {reference.key: reference for reference in extracted(text, name).references}
