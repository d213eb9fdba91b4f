#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screen_reader_test.sh CADENZA: asks a running Cadenza by AT-SPI what a screen reader
# does. Ends with 77 where the tools for that are missing.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
cadenza=$1
notes=8
python=/usr/bin/python3  # the one that Debian's packages are for

for tool in Xvfb openbox dbus-run-session "$python"; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
"$python" -c 'import pyatspi' 2>/dev/null || { echo "python3-pyatspi is not installed"; exit 77; }

folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder XDG_CONFIG_HOME=$folder XDG_DATA_HOME=$folder XDG_CACHE_HOME=$folder
export XDG_RUNTIME_DIR=$folder
chmod 700 "$folder"

"$python" - "$folder/piece.mid" "$notes" <<'PIECE'
import sys

count = int(sys.argv[2])
track = b"".join(bytes([0, 0x90, 60 + i, 80, 0x83, 0x60, 0x80, 60 + i, 0]) for i in range(count))
track += b"\x00\xff\x2f\x00"
with open(sys.argv[1], "wb") as out:
    out.write(b"MThd\0\0\0\6\0\0\0\1\1\xe0MTrk" + len(track).to_bytes(4, "big") + track)
PIECE

# The server tells its display as soon as it is ready.
Xvfb -displayfd 3 -screen 0 1280x800x24 3>"$folder/display" 2>/dev/null &
server=$!
until [[ -s $folder/display ]]; do
  kill -0 "$server" 2>/dev/null || { echo "Xvfb ended"; exit 1; }
  sleep 0.1
done
DISPLAY=:$(<"$folder/display")
export DISPLAY QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 CADENZA_AUDIO_DRIVER=none
unset QT_QPA_PLATFORM WAYLAND_DISPLAY
openbox >/dev/null 2>&1 &
export cadenza folder notes here python
dbus-run-session -- bash -c '
  "$cadenza" "$folder/piece.mid" >"$folder/log" 2>&1 &
  program=$!
  status=0
  "$python" "$here/screen_reader.py" "$notes" || status=$?
  kill -0 "$program" || { echo "Cadenza has ended"; status=1; }
  ((status == 0)) || cat "$folder/log"
  kill "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  exit "$status"'
