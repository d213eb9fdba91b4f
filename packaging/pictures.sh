#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the pictures of README.md and docs/manual.md, the film of the main job and a sheet of pages
# at all sizes from the real program, on a display of its own.
#   packaging/pictures.sh OUT BUILD [readme|manual|train|film|sheet ...]   e.g. /tmp/out build/release
# Without a part it makes all (40 minutes). Look at each, then copy OUT/docs over docs. Points that are
# clicked here move with the layout, and another starter model writes other notes from these seeds.
# CADENZA_DATA      has shippable/mutopia_pd, on pieces of which is trained (else: on composed ones)
# PICTURES_MINUTES  length of the training that is shown (8)
# PICTURES_DISPLAY  the display (:21)
# Packages: xvfb x11-utils openbox xdotool imagemagick ffmpeg gifsicle pngquant optipng python3
set -euo pipefail

[[ $# -ge 2 ]] || { sed -n '3,11s/^# //p' "$0"; exit 2; }
for tool in Xvfb xdpyinfo openbox xdotool import ffmpeg gifsicle pngquant optipng python3; do
  command -v $tool >/dev/null || { echo "$tool is missing; $0 names the packages"; exit 3; }
done
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$1/docs/manual" "$1/sheet"
out=$(cd "$1" && pwd) programs=$(cd "$2/bin" && pwd) parts=${*:3}
data=${CADENZA_DATA:-$source/../shared/data}/shippable minutes=${PICTURES_MINUTES:-8}
work=$(mktemp -d) xvfb='' program='' scale=1 height=0

# A user of its own, whose sound goes into a file.
export DISPLAY=${PICTURES_DISPLAY:-:21} HOME=$work/home XDG_RUNTIME_DIR=$work/run LC_ALL=C.UTF-8
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
export CADENZA_AUDIO_DRIVER=file:$work/sound.wav
unset QT_QPA_PLATFORM WAYLAND_DISPLAY
mkdir -p "$XDG_CONFIG_HOME/cadenza" "$HOME/Music/Piano pieces"
mkdir -m 700 "$XDG_RUNTIME_DIR"

finish() { [[ -z $1 ]] || { kill "$1" && wait "$1"; } 2>/dev/null || true; }
trap 'finish "$program"; finish "$xvfb"; rm -rf "$work"' EXIT
makeFile() { python3 "$source/packaging/pictures.py" "$@"; }

# openScreen WIDTHxHEIGHT: a main window fills it and has no frame.
openScreen() {
  finish "$program"
  finish "$xvfb"
  program='' height=${1#*x}
  echo '<openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application type="normal">
    <decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>' \
    >"$work/openbox.xml"
  Xvfb "$DISPLAY" -screen 0 "$1x24" -nolisten tcp >/dev/null 2>&1 &
  xvfb=$!
  until xdpyinfo >/dev/null 2>&1; do sleep 0.2; done
  openbox --config-file "$work/openbox.xml" >/dev/null 2>&1 &
  sleep 1
}

# openProgram THEME SCALE [FILE]
openProgram() {
  finish "$program"
  rm -rf "$XDG_DATA_HOME/cadenza/recovery" "$work/sound.wav"
  scale=$2
  QT_SCALE_FACTOR=$2 "$programs/cadenza" --theme "$1" "${@:3}" >"$out/cadenza.log" 2>&1 &
  program=$!
  until xdotool search --onlyvisible --class cadenza >/dev/null 2>&1; do sleep 0.5; done
  park
  settle 4
}

# settle HALVES: until nothing has changed for so many half seconds, a minute and a half at most.
settle() {
  local still=0 before='' now i
  for ((i = 0; i < 180 && still < $1; ++i)); do
    sleep 0.5
    now=$(import -window root rgb:- | md5sum)
    if [[ $now == "$before" ]]; then still=$((still + 1)); else still=0; fi
    before=$now
  done
}

scaled() { awk -v x="$1" -v s="$scale" 'BEGIN { printf "%d", x * s }'; }
press() { xdotool key --delay 80 "$@"; sleep 1; }
click() { xdotool mousemove "$(scaled "$1")" "$(scaled "$2")" sleep 0.3 click 1; sleep 1; }
park() { xdotool mousemove 2 $((height - 2)); }
trainPage() { click "$1" 78; park; settle 4; }  # 48 Music, 114 Recipe, 187 Training, 260 Models
generate() { press ctrl+Return; settle 6; }

# picture NAME [WINDOW]: of the screen or a window; the others wait until it is still.
picture() {
  import -window "${2:-root}" "$out/$1.png"
  pngquant --force --ext .png --speed 3 --quality 60-95 "$out/$1.png" || true
  optipng -quiet -o2 "$out/$1.png"
}
shot() { settle 4; picture "$@"; }
dialogShot() { settle 4; shot "$1" "$(xdotool getactivewindow)"; }

# openDemo THEME SCALE: bars 13 to 16 are marked to be filled; a bar has 2880 ticks.
openDemo() {
  makeFile project "$work/Morning Window.cadenza" "$source/resources/demo.mid" '{"mode": "fill", "seed": "1"}' \
    '{"end": 48960, "markedBegin": 34560, "markedEnd": 46080}'
  openProgram "$1" "$2" "$work/Morning Window.cadenza"
}

readme() {
  openScreen 1440x900
  openDemo dark 1
  generate
  shot docs/compose
  makeFile project "$work/Morning Window.cadenza" "$source/resources/demo.mid" '{}' '{"end": 48960,
    "markedBegin": 23040, "markedEnd": 34560, "rowHeight": 10, "topRow": 40, "tool": "select",
    "lanes": {"tempo": {"shown": true, "height": 104, "folded": false}}}'
  openProgram light 1 "$work/Morning Window.cadenza"
  press l ctrl+shift+a
  shot docs/roll
  cp "$out/docs/roll.png" "$out/docs/manual/roll.png"
}

manual() {
  openScreen 1280x800
  openDemo light 1
  press ctrl+e; dialogShot docs/manual/export; press Escape
  generate; shot docs/manual/compose; press Return
  press v; settle 6; press Return t; shot docs/manual/takes
  makeFile quartet "$work/Quartet.mid"
  press ctrl+shift+i; xdotool type "$work/Quartet.mid"; press Return; dialogShot docs/manual/import
}

# Trains on some pieces for a while; takes the pictures of it on the way.
train() {
  if [[ -f $data/manifest.csv ]]; then
    makeFile pieces "$data" "$HOME/Music/Piano pieces"
  else
    "$programs/cadenza-cli" compose --variations 24 --out "$HOME/Music/Piano pieces/Piece.mid"
  fi
  printf '[corpus]\nplaces=%s\n' "$HOME/Music/Piano pieces" >"$XDG_CONFIG_HOME/cadenza/cadenza.conf"
  openScreen 1440x900
  openProgram light 1
  press ctrl+2
  trainPage 114; click 600 327; press ctrl+a; xdotool type "$minutes"; press Tab
  click 1360 838                                              # Start training
  sleep $((minutes * 48))
  click 640 360; press --repeat 9 Left; press Return          # the first validation is A
  click 800 738; click 640 360                                # the card B
  press --repeat 9 Right; press Return; park                  # the last one
  sleep 8
  picture docs/train
  cp "$out/docs/train.png" "$out/docs/manual/training.png"
  sleep $((minutes * 12 + 90))                                # until it is over and its model kept
  trainPage 260; click 300 190; park; shot docs/manual/models
  trainPage 48; click 300 360; park; shot docs/manual/music
}

# glide X Y: the pointer moves there in a third of a second.
glide() {
  local X Y i
  eval "$(xdotool getmouselocation --shell)"
  for i in 1 2 3 4 5 6 7 8; do
    xdotool mousemove $((X + ($1 - X) * i / 8)) $((Y + ($2 - Y) * i / 8)) sleep 0.04
  done
}
# drawNote FROM TO PITCH: in quarters, each 19.4 pixels wide; C6 lies at 152.
drawNote() {
  local row=$((152 + (84 - $3) * 11))
  glide $((75 + $1 * 194 / 10)) $row && xdotool mousedown 1
  glide $((71 + $2 * 194 / 10)) $row && xdotool mouseup 1
}

film() {
  local camera
  printf 'MThd\0\0\0\6\0\0\0\1\1\340MTrk\0\0\0\13\0\377\121\3\11\047\300\0\377\057\0' >"$work/empty.mid"
  makeFile project "$work/film.cadenza" "$work/empty.mid" '{"seed": "6", "bars": 6,
    "temperature": 0.9, "limits": {"key": "D major", "polyphony": 5, "longestRest": 1.5}}' '{"end": 30720,
    "rowHeight": 11, "topRow": 43, "lanes": {"velocity": {"shown": false}, "pedal": {"shown": false}}}'
  openScreen 1024x640
  openProgram light 1 "$work/film.cadenza"
  ffmpeg -loglevel error -f x11grab -framerate 10 -video_size 1024x640 -i "$DISPLAY" -t 15 \
    -c:v libx264rgb -qp 0 -preset ultrafast -y "$work/film.mkv" &
  camera=$!
  sleep 1
  drawNote 0 2 69; drawNote 2 4 78; drawNote 4 7 76; drawNote 7 8 74
  glide 868 544 && xdotool click 1 sleep 1.5  # Generate
  glide 796 574 && xdotool click 1 sleep 6.5  # Hear
  glide 868 537 && xdotool click 1            # Take it
  glide 868 600
  wait $camera
  ffmpeg -loglevel error -i "$work/film.mkv" -vf "scale=960:600:flags=lanczos,split[a][b];
    [a]palettegen=max_colors=96[p];[b][p]paletteuse=dither=none" -y "$work/film.gif"
  gifsicle -O3 "$work/film.gif" -o "$out/docs/main_job.gif"
}

sheet() {
  local spec theme name
  for spec in 1024x600:1 1280x720:1 1366x768:1 1600x1000:1 1920x1080:1.5 3200x2000:2; do
    for theme in dark light; do
      name=sheet/${spec%:*}-$theme
      openScreen "${spec%:*}"
      openDemo $theme "${spec#*:}"
      generate; shot "$name-compose"; press ctrl+2
      trainPage 48; shot "$name-music"
      trainPage 187; shot "$name-training"
      trainPage 260; shot "$name-models"
    done
  done
}

for part in ${parts:-readme manual train film sheet}; do "$part"; done
