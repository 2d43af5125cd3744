#!/bin/sh
# Makes sure that Chromium and a Chinese font are here; on Debian as root they are installed.
set -eu

has_browser() {
    [ -n "${ABACUS_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null || [ -d "/Applications/Chromium.app" ] || [ -d "/Applications/Google Chrome.app" ]
}
has_font() {
    [ "$(uname)" = Darwin ] || [ -d /usr/share/fonts/opentype/noto ] ||
        { command -v fc-list >/dev/null && fc-list :lang=zh | grep -q .; }
}

if has_browser && has_font; then exit 0; fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium and a Chinese font for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update >/dev/null
    apt-get -qq install --yes --no-install-recommends chromium fonts-noto-cjk >/dev/null
else
    echo "The browser tests need Chromium and a Chinese font, and cannot install them here." >&2
    echo "Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-cjk" >&2
    echo "Elsewhere: install Chromium or Chrome, or name it in ABACUS_CHROMIUM." >&2
    echo "Everything but the browser tests: make test-fast" >&2
    exit 1
fi
