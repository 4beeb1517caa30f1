#!/bin/sh
# Runs a command beside a PostgreSQL server that lives only as long as the command:
#   sh .ci/with_postgres.sh pytest -m pg
# Gives DATABASE_URL (the owner), APP_DATABASE_URL (may not change tables). Exit 77: no server here.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { found=$(command -v initdb 2>/dev/null) && bin=$(dirname "$found"); } || exit 77

# The server refuses to run as root.
as=""
[ "$(id -u)" != 0 ] || as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
place=$(mktemp -d /tmp/school-safety-pg-XXXXXX)
[ -z "$as" ] || chown nobody "$place"
end() {
    $as "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM

cd "$place"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
$as env HOME="$place" "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >log 2>&1 ||
    { cat log >&2; exit 1; }
# fsync is off because this server is thrown away; production keeps it on. So is autovacuum:
# it would sit in a database just when a test drops it.
$as "$bin/pg_ctl" -D data -w -t 60 -l server.log start -o \
    "-p $port -k $place -c listen_addresses=127.0.0.1 -c fsync=off -c autovacuum=off -c max_connections=80" >log 2>&1 ||
    { cat log server.log >&2; exit 1; }
"$bin/psql" -q -h 127.0.0.1 -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE owner LOGIN CREATEDB;
CREATE ROLE app LOGIN;
GRANT pg_signal_backend TO owner;
SQL
cd "$OLDPWD"
export DATABASE_URL="postgres://owner@127.0.0.1:$port/postgres"
export APP_DATABASE_URL="postgres://app@127.0.0.1:$port/postgres"
"$@"
