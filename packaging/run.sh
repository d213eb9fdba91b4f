#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is needed (Debian, Ubuntu), builds Cadenza and opens it.
#   packaging/run.sh [FILE.mid ...]   what follows goes to cadenza
#   packaging/run.sh --build          only builds; the programs lie in build/release/bin
# Where there is no display, a piece is composed, rendered and drawn instead.
calledFrom=$PWD
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

needsDisplay() {
  [[ " $* " != *" --snapshot"* && " $* " != *" --help "* && " $* " != *" --version "* ]]
}

composeDemo() {
  local demo=$calledFrom/cadenza-demo programs=$PWD/$buildFolder/bin
  say "there is no display here, so the bundled model composes a piece instead of opening a window"
  "$programs/cadenza-cli" compose --out "$demo.mid" --bars 16 --seed 1
  "$programs/cadenza-cli" render "$demo.mid" "$demo.wav"
  QT_QPA_PLATFORM=offscreen "$programs/cadenza" "$demo.mid" --snapshot "$demo.png"
  say "here it is, to play, to hear and to look at:"
  printf '  %s\n' "$demo.mid" "$demo.wav" "$demo.png"
}

mapfile -t needed < <(neededPackages)
installPackages "${needed[@]}"
checkBlas
isConfiguredWithTests || configure -DCADENZA_TESTS=OFF
build

if [[ ${1:-} == --build ]]; then
  say "the programs lie in $PWD/$buildFolder/bin"
elif [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]] && needsDisplay "$@"; then
  composeDemo
else
  programs=$PWD/$buildFolder/bin
  cd "$calledFrom"
  exec "$programs/cadenza" "$@"
fi
