#!/bin/sh
# Makes .venv from the pinned requirements and finds the programs that the tests open things with.
#   scripts/setup.sh run       what the app needs
#   scripts/setup.sh test      the same, with what tests and checks need
#   scripts/setup.sh browser   a Chromium for the browser journeys (SKIP_BROWSER=1 leaves them out)
#   scripts/setup.sh office    LibreOffice and poppler, which open the exports in the tests
# As root on Debian, Ubuntu and their relatives what is missing is installed by apt. Elsewhere it
# uses what it finds, and otherwise stops and names what is missing. PYTHON= chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv

say() { printf '%s\n' "$*" >&2; }
fail() { say "setup: $*"; exit 1; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
    say "setup: installing by apt: $*"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # Package lists on a fresh machine are empty or stale, so they are fetched first.
    apt-get update -qq >&2 || fail "apt-get update failed: is this machine online?"
    apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1 ||
        { tail -20 "$log" >&2; fail "apt could not install: $*"; }
    rm -f "$log"
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python of 3.11 or newer; empty when there is none.
find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3}; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
}

make_venv() {
    if [ -x $VENV/bin/python ] && is_new_enough $VENV/bin/python; then return; fi
    python=$(find_python)
    if [ -z "$python" ] && [ -z "${PYTHON:-}" ] && can_apt; then
        apt_install python3 python3-venv
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        found=$(${PYTHON:-python3} --version 2>&1) || found="none"
        fail "Python 3.11 or newer is needed (found: $found). Install one, or name it: make run PYTHON=/path/to/python3.12"
    fi
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --python "$python" $VENV
        return
    fi
    # Debian ships Python without ensurepip; without it a venv comes out with no pip.
    if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        can_apt || fail "the venv module of $python is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"
        apt_install python3-venv
        # The package serves Debian's own Python only.
        "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 || python=/usr/bin/python3
        is_new_enough "$python" || fail "Python 3.11 or newer with the venv module is needed; $python is neither"
    fi
    "$python" -m venv --clear $VENV
}

install() {
    say "setup: installing $1 into $VENV (about a minute with pip, seconds with uv)"
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python $VENV/bin/python -r "$1"
    else
        $VENV/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
    fi
}

# The same choice as in tests/browser/conftest.py: CHROMIUM=, then these, then Playwright's own.
find_browser() {
    for candidate in ${CHROMIUM:-chromium google-chrome}; do
        if command -v "$candidate" >/dev/null 2>&1; then
            return 0
        fi
    done
    [ -z "${CHROMIUM:-}" ] && $VENV/bin/python -c '
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    raise SystemExit(not os.path.exists(p.chromium.executable_path))' >/dev/null 2>&1
}

driver_starts() { $VENV/bin/python -m playwright --version >/dev/null 2>&1; }

case "${1:-}" in
run)
    make_venv
    install requirements.txt
    touch $VENV/installed-run
    ;;
test)
    make_venv
    install requirements-dev.txt
    # The development set holds the app's, so `make run` has nothing left to do.
    touch $VENV/installed-run $VENV/installed-test
    ;;
browser)
    if [ "${SKIP_BROWSER:-}" = 1 ]; then
        say "setup: SKIP_BROWSER=1: the browser journeys are left out"
        exit 0
    fi
    # Playwright steers the browser by a program of its own, whose one library a bare Debian lacks.
    if ! driver_starts && can_apt; then apt_install libatomic1; fi
    driver_starts || fail "Playwright's driver does not start: $($VENV/bin/python -m playwright --version 2>&1 | head -1)"
    find_browser && exit 0
    [ -z "${CHROMIUM:-}" ] || fail "CHROMIUM=$CHROMIUM is no program on this machine"
    if can_apt; then
        apt_install chromium fonts-dejavu-core
    else
        say "setup: no Chromium found; trying Playwright's own download"
        $VENV/bin/python -m playwright install chromium >&2 || true
    fi
    find_browser || fail "a Chromium is needed for the browser journeys. Install chromium (or Google Chrome), or name one: CHROMIUM=/path/to/chrome make test. To leave the journeys out: SKIP_BROWSER=1 make test"
    ;;
office)
    # The same choice as in tests/output/export/conftest.py: SOFFICE=, then these.
    needed=""
    for program in ${SOFFICE:-soffice} pdftotext pdfinfo pdftoppm; do
        command -v "$program" >/dev/null 2>&1 || needed="$needed $program"
    done
    [ -n "$needed" ] || exit 0
    if can_apt && [ -z "${SOFFICE:-}" ]; then
        apt_install libreoffice-impress libreoffice-calc poppler-utils fonts-liberation
        exit 0
    fi
    fail "missing for the tests of the exports:$needed. Install LibreOffice (Impress and Calc) and poppler-utils; SOFFICE= names a soffice that is not on the path"
    ;;
*)
    fail "say what for: scripts/setup.sh run | test | browser | office"
    ;;
esac
