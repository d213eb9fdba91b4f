# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs what building Cadenza needs and builds it in build/release.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# OpenBLAS picks its kernels by itself; a variable that forces others makes learning up to 3.4 times
# slower.
unset OPENBLAS_CORETYPE

buildFolder=build/release

# "a|b": the first of these names that the system knows. libjack-jackd2-dev stands beside
# librtmidi-dev so that apt does not choose the JACK that jackd2 would remove again.
packages=(
  g++ cmake ninja-build pkg-config
  qt6-base-dev 'qt6-svg-dev|libqt6svg6-dev' qt6-qpa-plugins qt6-wayland libxcb-cursor0
  fonts-dejavu-core libqcustomplot-dev cmark-gfm
  libeigen3-dev libxxhash-dev nlohmann-json3-dev libcli11-dev libzip-dev zlib1g-dev libicu-dev
  libfluidsynth-dev libsndfile1-dev librtmidi-dev libjack-jackd2-dev fluidr3mono-gm-soundfont
)
learningPackages=(libtorch-dev libopenblas0-pthread libopenblas-dev)
testPackages=(
  libgtest-dev libgmock-dev libbenchmark-dev xvfb jackd2 procps fluidsynth
  clang libclang-rt-dev  # the fuzz targets
  python3-pyatspi at-spi2-core dbus openbox  # what a screen reader is told
)

say() { printf 'Cadenza: %s\n' "$*"; }

isDebian() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null &&
    (. /etc/os-release && [[ " ${ID:-} ${ID_LIKE:-} " =~ \ (debian|ubuntu)\  ]])
}

# A libtorch of the user's own takes the place of the packaged one.
bringsOwnTorch() {
  local folders folder
  IFS=':;' read -ra folders <<<"${CMAKE_PREFIX_PATH:-}"
  for folder in "${folders[@]}"; do
    [[ -f $folder/share/cmake/Torch/TorchConfig.cmake ]] && return 0
  done
  return 1
}

isInstalled() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

isKnown() { [[ -n $(apt-cache madison "$1" 2>/dev/null) ]]; }

# The first installed of the names in "a|b", nothing where none is.
installedOf() {
  local names name
  IFS='|' read -ra names <<<"$1"
  for name in "${names[@]}"; do
    isInstalled "$name" && { echo "$name"; return; }
  done
}

knownOf() {
  local names name
  IFS='|' read -ra names <<<"$1"
  for name in "${names[@]}"; do
    isKnown "$name" && { echo "$name"; return; }
  done
  echo "${names[0]}"
}

asRoot() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "installing needs root, and there is no sudo. Run this as root and start again:"
    printf '  %s\n' "$*"
    exit 1
  fi
}

# installPackages NAME...: what is missing of these.
installPackages() {
  local wanted missing=() names=()
  if ! isDebian; then
    say "this system is neither Debian nor Ubuntu; install what these packages hold, then build with"
    say "cmake --preset release && cmake --build --preset release:"
    printf '  %s\n' "$@"
    exit 3
  fi
  for wanted in "$@"; do
    [[ -n $(installedOf "$wanted") ]] || missing+=("$wanted")
  done
  [[ ${#missing[@]} -eq 0 ]] && return
  say "reading the system's package lists"
  asRoot apt-get -o DPkg::Lock::Timeout=300 -qq update
  for wanted in "${missing[@]}"; do names+=("$(knownOf "$wanted")"); done
  # Named again so that apt keeps it when it changes the JACK below it.
  isInstalled librtmidi-dev && names+=(librtmidi-dev)
  say "installing ${names[*]}"
  asRoot env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq -o Dpkg::Use-Pty=0 \
    install -y --no-install-recommends "${names[@]}"
}

checkBlas() {
  local link
  link=$(readlink -f "/usr/lib/$(gcc -print-multiarch)/libblas.so.3" || true)
  [[ -z $link || $link == *openblas* ]] ||
    say "note: this system's BLAS is $link; learning is about 13 times faster with OpenBLAS" \
      "(update-alternatives --config libblas.so.3-$(gcc -print-multiarch))."
}

# One compiler of a file that includes libtorch takes 1.1 GB.
buildJobs() {
  local kilobytes jobs
  kilobytes=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  jobs=$((kilobytes / 1200000))
  ((jobs < $(nproc))) || jobs=$(nproc)
  echo $((jobs > 0 ? jobs : 1))
}

# configure OPTION...: only when the options are not those of the last time.
configure() {
  local stamp=$buildFolder/configured-with log=$buildFolder/configure.log now
  now="$* CMAKE_PREFIX_PATH=${CMAKE_PREFIX_PATH:-}"
  [[ -f $buildFolder/build.ninja && -f $stamp && $(<"$stamp") == "$now" ]] && return
  say "configuring (log: $log)"
  mkdir -p "$buildFolder"
  cmake --preset release --fresh "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
  printf '%s' "$now" >"$stamp"
}

isConfiguredWithTests() {
  [[ -f $buildFolder/configured-with && $(<"$buildFolder/configured-with") == *CADENZA_TESTS=ON* ]]
}

build() {
  local jobs
  jobs=$(buildJobs)
  say "building, $jobs at a time (the first time takes some minutes)"
  cmake --build "$buildFolder" --parallel "$jobs"
}

# What every script installs, as installPackages takes it.
neededPackages() {
  printf '%s\n' "${packages[@]}"
  bringsOwnTorch || printf '%s\n' "${learningPackages[@]}"
}
