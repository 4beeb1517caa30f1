#!/bin/sh
# The whole suite on SQLite, then the PostgreSQL part on a throw-away server.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh test
.venv/bin/pytest -q -n 2 --dist loadfile "$@"
