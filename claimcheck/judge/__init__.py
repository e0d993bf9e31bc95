"""An audit without findings comes in; its findings go out, and for a gate the exit code with its reasons in words.

All functions are pure. The only error is `SettingsError`, for a gate that names an unknown level or rule or a share
outside 0 to 1. `RULES` is the catalogue of what can be found, in the order of the contract.
"""

from claimcheck.judge.gate import ExitCode, Gate, exit_code, gate_reasons
from claimcheck.judge.rules import RULES, Rule, judge, stale_table

__all__ = ["RULES", "ExitCode", "Gate", "Rule", "exit_code", "gate_reasons", "judge", "stale_table"]
