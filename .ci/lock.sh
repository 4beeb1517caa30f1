#!/bin/sh
# Chooses versions anew; the lock names no index, host or path.
set -eu
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=1
.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.12 --upgrade \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
    -o requirements.lock
grep -c '^[a-z]' requirements.lock | sed 's/$/ packages locked/'
