#!/usr/bin/env bash
# Audits the reports of a git repository: for a hook, a Makefile or any CI.
#
#   examples/check.sh                        all tracked Markdown files under reports/
#   examples/check.sh 'drafts/*.md'          those that match
#   cp examples/check.sh .git/hooks/pre-commit
#
# Ends with 0, with 1 where a report has findings, with 2 where something is wrong with the call. Papers are looked for
# in papers/ where there is one; options come from the environment (CLAIMCHECK_OFFLINE=1) or from claimcheck.toml.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
reports=()
while IFS= read -r -d '' report; do
  reports+=("$report")
done < <(git ls-files -z -- "${1:-reports/*.md}")
if [ ${#reports[@]} -eq 0 ]; then
  echo "no reports match ${1:-reports/*.md}" >&2
  exit 0
fi
if [ -d papers ]; then
  export CLAIMCHECK_PAPERS="${CLAIMCHECK_PAPERS:-papers}"
fi
status=0
claimcheck audit -- "${reports[@]}" || status=$?
if [ "$status" -eq 3 ]; then
  echo "some papers could not be had or read; what could be checked is in order" >&2
  status=0
fi
exit "$status"
