#!/bin/sh
# The demo: everything it needs, then web server, worker and clock until Ctrl-C.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DATABASE_URL:-}" ]; then
    echo "make demo uses its own embedded database: unset DATABASE_URL first (make serve uses it)." >&2
    exit 1
fi
sh .ci/setup.sh
unset PYTHONDONTWRITEBYTECODE  # compiled once, not by each process again: seconds of every start
export DJANGO_SETTINGS_MODULE=school_safety.settings.dev
exec .venv/bin/python manage.py prepare_demo --size "${SIZE:-small}" ${FRESH:+--fresh} \
    --serve "${PORT:-8000}"
