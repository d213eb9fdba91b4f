// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/piano_keys.h"

#include <array>

namespace cadenza::ui {

namespace {

struct Place {
  int code;
  Qt::Key key;
  PianoKey piano;
};

constexpr PianoKey note(int semitone) { return {PianoKey::Kind::Note, semitone}; }
constexpr PianoKey octaveDown{PianoKey::Kind::OctaveDown, 0};
constexpr PianoKey octaveUp{PianoKey::Kind::OctaveUp, 0};

constexpr std::array places{
    Place{44, Qt::Key_Z, note(0)},
    Place{31, Qt::Key_S, note(1)},
    Place{45, Qt::Key_X, note(2)},
    Place{32, Qt::Key_D, note(3)},
    Place{46, Qt::Key_C, note(4)},
    Place{47, Qt::Key_V, note(5)},
    Place{34, Qt::Key_G, note(6)},
    Place{48, Qt::Key_B, note(7)},
    Place{35, Qt::Key_H, note(8)},
    Place{49, Qt::Key_N, note(9)},
    Place{36, Qt::Key_J, note(10)},
    Place{50, Qt::Key_M, note(11)},
    Place{51, Qt::Key_Comma, note(12)},
    Place{38, Qt::Key_L, note(13)},
    Place{52, Qt::Key_Period, note(14)},
    Place{39, Qt::Key_Semicolon, note(15)},
    Place{53, Qt::Key_Slash, note(16)},
    Place{16, Qt::Key_Q, note(12)},
    Place{3, Qt::Key_2, note(13)},
    Place{17, Qt::Key_W, note(14)},
    Place{4, Qt::Key_3, note(15)},
    Place{18, Qt::Key_E, note(16)},
    Place{19, Qt::Key_R, note(17)},
    Place{6, Qt::Key_5, note(18)},
    Place{20, Qt::Key_T, note(19)},
    Place{7, Qt::Key_6, note(20)},
    Place{21, Qt::Key_Y, note(21)},
    Place{8, Qt::Key_7, note(22)},
    Place{22, Qt::Key_U, note(23)},
    Place{23, Qt::Key_I, note(24)},
    Place{10, Qt::Key_9, note(25)},
    Place{24, Qt::Key_O, note(26)},
    Place{11, Qt::Key_0, note(27)},
    Place{25, Qt::Key_P, note(highestSemitone)},
    Place{26, Qt::Key_BracketLeft, octaveDown},
    Place{27, Qt::Key_BracketRight, octaveUp},
};

}  // namespace

std::optional<PianoKey> pianoKeyAt(int code) {
  for (const Place& place : places) {
    if (place.code == code) return place.piano;
  }
  return std::nullopt;
}

std::optional<PianoKey> pianoKeyOf(Qt::Key key) {
  if (key == Qt::Key_PageDown) return octaveDown;
  if (key == Qt::Key_PageUp) return octaveUp;
  for (const Place& place : places) {
    if (place.key == key) return place.piano;
  }
  return std::nullopt;
}

std::optional<int> keyCode(quint32 nativeScanCode, const QString& platform) {
  constexpr quint32 offsetOfX = 8;  // X11 and Wayland count from 8 what Linux counts from 0
  const bool countsAsX =
      platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland"));
  if (countsAsX && nativeScanCode > offsetOfX) return static_cast<int>(nativeScanCode - offsetOfX);
  if (platform == QLatin1String("windows") && nativeScanCode > 0) {
    return static_cast<int>(nativeScanCode);
  }
  return std::nullopt;
}

}  // namespace cadenza::ui
