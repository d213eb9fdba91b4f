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

/// Sharps of the key's signature, or flats where negative: -6 (G flat major) to 6 (F sharp major).
[[nodiscard]] int signatureFifths(const Key& key);

/// "D minor", "Bb major", "F# dorian"; case of the scale's name does not matter.
[[nodiscard]] std::optional<Key> parseKey(std::string_view text);
[[nodiscard]] std::string name(const Key& key);

/// The key in print, UTF-8: "E♭ minor", "F♯ dorian", "D♭ major"; the tonic as its key signature
/// writes it.
[[nodiscard]] std::string printedName(const Key& key);
/// A pitch in print as the key spells it: 61 is "C♯4" in D minor, "D♭4" in A♭ major. Without a key
/// black keys are sharps.
[[nodiscard]] std::string printedPitch(int pitch, const std::optional<Key>& key);

/// "C4" is 60 (middle C), "Eb3", "F#-1"; nothing for what is no pitch from 0 to 127.
[[nodiscard]] std::optional<int> parsePitch(std::string_view text);
/// 60 is "C4", 61 is "C#4".
[[nodiscard]] std::string pitchName(int pitch);
/// A black key of the piano.
[[nodiscard]] bool isBlackKey(int pitch);

}  // namespace cadenza
