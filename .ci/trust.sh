#!/bin/sh
# The figures of the trust goals: what make test leaves out, on both databases.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh test
[ "${1:-}" != full ] || export TRUST_FULL=1
status=0
all="(trust or slow)"
.venv/bin/pytest -ra -n 2 --dist worksteal --durations=20 -m "$all and not alone" tests || status=$?
.venv/bin/pytest -ra --durations=20 -m "$all and alone" tests || status=$?
sh .ci/with_postgres.sh .venv/bin/pytest -ra -m "$all and pg" tests || {
    code=$?
    # 5: nothing was selected · 77: no server here
    case "$code" in 5 | 77) ;; *) status=$code ;; esac
}
exit "$status"
