#!/bin/sh
# Measures on this machine and prints our tables with the limits beside them; never fails a build.
set -eu
cd "$(dirname "$0")/.."
sh .ci/setup.sh
exec .venv/bin/python .ci/bench.py "$@"
