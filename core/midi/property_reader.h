// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/midi/skipped_events.h"
#include "core/score/note.h"
#include "core/score/piece_properties.h"

namespace cadenza {

/// "Composer: " and the like, with which a text event names the composer; writers put the first.
inline constexpr std::string_view composerLabel = "Composer: ";

/// A key signature (FF 59) as MIDI writes it.
struct KeySignature {
  int fifths = 0;  ///< sharps, or flats where negative; -7 to 7
  bool minor = false;

  bool operator==(const KeySignature&) const = default;
};
/// Nothing for bytes that are none.
[[nodiscard]] std::optional<KeySignature> parseKeySignature(std::span<const std::byte> data);
[[nodiscard]] Key keyOf(const KeySignature& signature);
/// The signature with the notes of `key`, with few accidentals; a mode is written as major.
[[nodiscard]] KeySignature signatureOf(const Key& key);

/// Collects what a MIDI file's meta events say about the piece: the first track's name is the
/// title, the first copyright and the text at the start that names a composer are kept, the first
/// key signature in time is the key. One thread.
class PropertyReader {
 public:
  void trackName(int track, std::span<const std::byte> data);
  void text(Tick tick, std::span<const std::byte> data, SkippedCounter& skipped);
  void copyright(std::span<const std::byte> data, SkippedCounter& skipped);
  /// False for one that can't be.
  bool keySignature(Tick tick, std::span<const std::byte> data);

  [[nodiscard]] const PieceProperties& properties() const { return properties_; }
  /// Key signatures that differ from the first one.
  [[nodiscard]] std::size_t keyChanges() const;

 private:
  struct TimedKey {
    Tick tick;
    KeySignature signature;
  };

  PieceProperties properties_;
  std::vector<std::byte> copyright_;  // as it is in the file
  std::optional<TimedKey> firstKey_;
  std::vector<KeySignature> keys_;
};

}  // namespace cadenza
