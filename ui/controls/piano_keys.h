// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>
#include <optional>

namespace cadenza::ui {

/// What a key of the computer's keyboard is when the keyboard is a piano: its two lower rows (Z is
/// a C, S the C sharp) and its two upper ones (Q is the C above, 2 its C sharp), by their shape.
struct PianoKey {
  enum class Kind { Note, OctaveDown, OctaveUp };
  Kind kind = Kind::Note;
  int semitone = 0;  ///< of a note, above the C at Z: 0 to highestSemitone

  bool operator==(const PianoKey&) const = default;
};

inline constexpr int highestSemitone = 28;  // P, and no key above it

/// By where the key lies, whatever is written on it: `code` as PC keyboards count their keys (Z is
/// 44, Q is 16).
[[nodiscard]] std::optional<PianoKey> pianoKeyAt(int code);
/// By what is written on it, where its place is not known; also the page keys, for octaves.
[[nodiscard]] std::optional<PianoKey> pianoKeyOf(Qt::Key key);

/// The code for pianoKeyAt from a QKeyEvent's nativeScanCode; nothing where `platform` (see
/// QGuiApplication::platformName) does not tell.
[[nodiscard]] std::optional<int> keyCode(quint32 nativeScanCode, const QString& platform);

}  // namespace cadenza::ui
