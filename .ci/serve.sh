#!/bin/sh
# Production on one machine. OWNER_DATABASE_URL, where given, is used for migrations only:
# the role in DATABASE_URL then needs no right to change tables.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh
unset PYTHONDONTWRITEBYTECODE  # compiled once, not by each process again: seconds of every start
export DJANGO_SETTINGS_MODULE=school_safety.settings.production
manage() { .venv/bin/python manage.py "$@"; }
manage check --deploy --fail-level ERROR
mkdir -p "${DATA_DIR:-var}" 2>/dev/null && [ -w "${DATA_DIR:-var}" ] ||
    { echo "DATA_DIR (${DATA_DIR:-var}) cannot be written: media and built files go there." >&2; exit 1; }
if [ -n "${OWNER_DATABASE_URL:-}" ]; then
    app_role=$(.venv/bin/python -c 'import os, urllib.parse as u; print(u.unquote(u.urlsplit(os.environ["DATABASE_URL"]).username or ""))')
    (
        export DATABASE_URL="$OWNER_DATABASE_URL"
        manage migrate --noinput --verbosity 0
        manage limit_app_role "$app_role"
    )
else
    manage migrate --noinput --verbosity 0
fi
manage build_static
# The owner's password stays out of the processes that serve.
unset OWNER_DATABASE_URL
exec .venv/bin/python manage.py serve --port "${PORT:-8000}" \
    --web-processes "${WEB_PROCESSES:-$(nproc)}" --workers "${WORKERS:-2}"
