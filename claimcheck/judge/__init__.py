"""An audit without findings comes in; its findings go out, and for a gate the exit code with its reasons in words.

Between the two stands the policy: levels, waivers, the baseline, and what a change touches. All functions are pure; the
day by which waivers expire is given to them. Errors are `SettingsError`, for a gate or levels that name an unknown
level or rule or a share outside 0 to 1, and `InputError`, for a text that is no baseline or no list of waivers.
`RULES` is the catalogue of what can be found, in the order of the contract. `review` scores a judged audit, by counts;
`readable` is what of its text readers get.
"""

from claimcheck.judge.baseline import Baseline, read_baseline
from claimcheck.judge.changes import Change
from claimcheck.judge.gate import ExitCode, Gate, exit_code, gate_notes, gate_reasons, suppressed_lines
from claimcheck.judge.policy import Policy, Ruling, apply_policy, check_levels, idle_rules
from claimcheck.judge.reviewers import REVIEWERS, Readable, readable, review
from claimcheck.judge.rules import RULES, Rule, judge, stale_table
from claimcheck.judge.waivers import Waiver, read_waivers

__all__ = [
    "REVIEWERS",
    "RULES",
    "Baseline",
    "Change",
    "ExitCode",
    "Gate",
    "Policy",
    "Readable",
    "Rule",
    "Ruling",
    "Waiver",
    "apply_policy",
    "check_levels",
    "exit_code",
    "gate_notes",
    "gate_reasons",
    "idle_rules",
    "judge",
    "read_baseline",
    "read_waivers",
    "readable",
    "review",
    "stale_table",
    "suppressed_lines",
]
