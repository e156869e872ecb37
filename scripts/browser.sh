#!/bin/sh
# Installs Debian's Chromium for the browser tests where it is missing and we may install it.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests …" >&2
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
        >/dev/null 2>&1 && exit 0
fi
echo "No Chromium: the browser tests will be skipped (Debian: apt-get install chromium)." >&2
exit 0
