#!/bin/sh
# The whole suite on SQLite, then the PostgreSQL part on a throw-away server.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh test
unset DATABASE_URL DATA_DIR
status=0
if [ "$#" -gt 0 ]; then
    exec .venv/bin/pytest "$@"
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
