#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is needed (Debian, Ubuntu), builds Cadenza with its tests and runs them.
#   packaging/test.sh [OPTION ...]   what follows goes to ctest, e.g. -R Player
# CADENZA_WERROR=ON makes the compiler's warnings errors.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

mapfile -t needed < <(neededPackages)
installPackages "${needed[@]}" "${testPackages[@]}"
checkBlas
configure -DCADENZA_TESTS=ON "-DCADENZA_WERROR=${CADENZA_WERROR:-OFF}"
build

# The windows of the tests are drawn into memory, the sound goes nowhere.
export QT_QPA_PLATFORM=offscreen CADENZA_AUDIO_DRIVER=none
exec ctest --test-dir "$buildFolder" --parallel 2 --output-on-failure "$@"
