#!/bin/sh
# make check, or a part of it: sh .ci/check.sh lint floors
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh
exec .venv/bin/python .ci/check.py "$@"
