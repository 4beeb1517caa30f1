#!/bin/sh
# Production on one machine. OWNER_DATABASE_URL, where given, is used for migrations only:
# the role in DATABASE_URL then needs no right to change tables.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh
export DJANGO_SETTINGS_MODULE=school_safety.settings.production
.venv/bin/python manage.py check --deploy --fail-level ERROR
DATABASE_URL="${OWNER_DATABASE_URL:-${DATABASE_URL:-}}" .venv/bin/python manage.py migrate --noinput
if [ -n "${OWNER_DATABASE_URL:-}" ]; then
    role=$(.venv/bin/python -c 'import os, urllib.parse as u; print(u.urlsplit(os.environ["DATABASE_URL"]).username)')
    DATABASE_URL="$OWNER_DATABASE_URL" .venv/bin/python manage.py limit_app_role "$role"
fi
.venv/bin/python manage.py build_static
exec .venv/bin/python manage.py serve --port "${PORT:-8000}" \
    --web-processes "${WEB_PROCESSES:-$(nproc)}" --workers "${WORKERS:-2}"
