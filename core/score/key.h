// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cadenza {

enum class Scale { Major, Minor, Dorian, Phrygian, Lydian, Mixolydian, Locrian };

/// A tonic (0 = C ... 11 = B) and a scale on it. Minor means natural minor with the raised sixth
/// and seventh allowed too, as pianists' minor has them.
struct Key {
  int tonic = 0;
  Scale scale = Scale::Major;

  /// Bit p set: pitch class p (0 = C) belongs to the key.
  [[nodiscard]] std::uint16_t pitchClasses() const;
  [[nodiscard]] bool contains(int pitch) const { return pitchClasses() >> (pitch % 12) & 1; }
  bool operator==(const Key&) const = default;
};

/// "D minor", "Bb major", "F# dorian"; case of the scale's name does not matter.
[[nodiscard]] std::optional<Key> parseKey(std::string_view text);
[[nodiscard]] std::string name(const Key& key);

/// "C4" is 60 (middle C), "Eb3", "F#-1"; nothing for what is no pitch from 0 to 127.
[[nodiscard]] std::optional<int> parsePitch(std::string_view text);
/// 60 is "C4", 61 is "C#4".
[[nodiscard]] std::string pitchName(int pitch);
/// A black key of the piano.
[[nodiscard]] bool isBlackKey(int pitch);

}  // namespace cadenza
