#!/bin/sh
# The whole suite on SQLite, then the PostgreSQL part on a throw-away server.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh test
unset DATABASE_URL DATA_DIR
# Every receipt waits for the disk. Where there is room in memory, a test's disk is memory.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${room:-0}" -gt 4000000 ]; then
    TMPDIR=$(mktemp -d /dev/shm/school-safety-XXXXXX)
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 130' INT TERM
fi
status=0
if [ "$#" -gt 0 ]; then
    .venv/bin/pytest "$@"
    exit
fi
.venv/bin/pytest -q -n 2 --dist worksteal -m "not slow" || status=$?
echo "PostgreSQL:"
sh .ci/with_postgres.sh .venv/bin/pytest -q -n 2 --dist worksteal -m "pg and not slow" || {
    code=$?
    if [ "$code" = 77 ] && [ -z "${CI:-}" ]; then
        echo "skipped: no PostgreSQL server was found (apt-get install postgresql)"
    else
        status=$code
    fi
}
exit "$status"
