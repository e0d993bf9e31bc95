"""How reviewers are called in their tests."""

import pytest

from claimcheck.judge import judge


@pytest.fixture(scope="session")
def ask():
    """The counts, the value out of ten and what the changes would make of it, for an audit after its findings."""

    def call(reviewer, audit):
        counted = reviewer.count(audit.model_copy(update={"findings": judge(audit)}))
        share = reviewer.estimate(counted.counts)
        mends = {what: reviewer.estimate(after).value for what, after in reviewer.changes(counted.counts)}
        return counted.counts, share, mends

    return call
