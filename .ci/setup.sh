#!/bin/sh
# Makes .venv from requirements.lock and installs Debian packages where it may.
# Done within a second when nothing changed. `setup.sh test` adds what the tests need.
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
: "${HOME:=/nonexistent}"
export UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

new_enough() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# HOME may be set to an empty folder; the account still has its own.
own_home=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)

candidates() {
    [ -n "${PYTHON:-}" ] && echo "$PYTHON"
    printf '%s\n' python3.13 python3.12 python3.14 python3 python
    here=$(command -v python3 2>/dev/null || true)
    for root in "${PYENV_ROOT:-}" "$HOME/.pyenv" "$own_home/.pyenv" "$(pyenv root 2>/dev/null || true)" "${here%/shims/*}"; do
        [ -d "$root/versions" ] && ls -d "$root"/versions/3.*/bin/python3 2>/dev/null | sort -Vr
    done
    ls -d /usr/local/bin/python3.1[2-9] /opt/*/bin/python3 /opt/*/*/bin/python3 \
        "$HOME"/.local/bin/python3.1[2-9] "$HOME"/.local/share/uv/python/*/bin/python3 \
        "$own_home"/.local/share/uv/python/*/bin/python3 2>/dev/null || true
    uv python find '>=3.12' 2>/dev/null || true
}

find_python() {
    candidates | while read -r name; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if new_enough "$path"; then
            "$path" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ -z "${NO_APT:-}" ]; }

apt_install() {
    echo "Installing Debian packages: $*"
    apt="apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    $apt install --no-install-recommends "$@" >/dev/null 2>&1 ||
        { $apt update >/dev/null 2>&1 && $apt install --no-install-recommends "$@" >/dev/null 2>&1; } || true
}

library() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1"* /lib/*/"$1"* >/dev/null 2>&1; }
font() { ls /usr/share/fonts/*/noto/NotoSansCJK* /usr/share/fonts/*/*/NotoSansCJK* >/dev/null 2>&1 ||
    fc-list :lang=zh 2>/dev/null | grep -q .; }
server() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; }
browser() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
    command -v google-chrome >/dev/null 2>&1; }

# present? | Debian package | what does not work without it
needs() {
    cat <<'LIST'
library libpango-1.0|libpango-1.0-0|PDFs (letters, slips, receipts) cannot be made
library libpangoft2-1.0|libpangoft2-1.0-0|PDFs (letters, slips, receipts) cannot be made
library libharfbuzz-subset|libharfbuzz-subset0|PDFs work, but each takes seconds and is large
font|fonts-noto-cjk|Chinese text in PDFs falls back to another font or to boxes
LIST
    [ "$what" = test ] && cat <<'LIST'
browser|chromium|browser tests are skipped
server|postgresql|the PostgreSQL part of the tests is skipped
command -v pdftotext|poppler-utils|tests that read a PDF as another program does are skipped
command -v strace|strace|the test that watches each commit reach the disk is skipped
LIST
    return 0
}

missing() {
    needs | while IFS='|' read -r probe package without; do
        $probe >/dev/null 2>&1 || echo "$package|$without"
    done
}

lacking=$(missing)
if [ -n "$lacking" ] && may_install; then
    apt_install $(echo "$lacking" | cut -d'|' -f1)
    lacking=$(missing)
fi
[ -z "$lacking" ] || echo "$lacking" | while IFS='|' read -r package without; do
    echo "Missing: $package. Without it: $without. (apt-get install $package)"
done

stamp=.venv/installed-from
wanted=$(cksum requirements.lock .python-version | tr '\n' ' ')
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x .venv/bin/python ]; then
    exit 0
fi

if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python; }; then
    python=$(find_python)
    if [ -z "$python" ] && may_install && python3 -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        apt_install python3-venv  # Debian and Ubuntu ship Python without it
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        echo "Python 3.12 or newer (with venv) was not found: install it, or name one: make setup PYTHON=/path/to/python3.13" >&2
        exit 1
    fi
    echo "Making .venv with $("$python" -V) ..."
    rm -rf .venv
    "$python" -m venv .venv
fi

# A mirror that pip already knows is used by uv too.
mirror=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)
[ -z "$mirror" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$mirror}"

echo "Installing Python packages from requirements.lock ..."
just_uv=$(mktemp)
trap 'rm -f "$just_uv"' EXIT
awk '/^[a-z0-9]/ {keep = ($0 ~ /^uv==/)} keep' requirements.lock >"$just_uv"
if .venv/bin/python -m pip install -q --require-hashes -r "$just_uv"; then
    .venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes requirements.lock
else
    .venv/bin/python -m pip install -q --require-hashes -r requirements.lock
fi
echo "$wanted" >"$stamp"
