// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "core/score/note.h"

namespace cadenza {

/// Turns the ticks of a MIDI file into those of a score, to the nearest, exactly.
class TickScale {
 public:
  /// From the division in a file's header; with SMPTE time a second is two quarters long. Nothing
  /// for a division of zero or an unknown frame rate.
  [[nodiscard]] static std::optional<TickScale> fromDivision(std::uint16_t division);

  /// `fileTick` must not be past lastFileTick.
  [[nodiscard]] Tick toScore(std::int64_t fileTick) const {
    const std::int64_t scaled = fileTick * numerator_ + denominator_ / 2;
    return static_cast<Tick>(shift_ >= 0 ? scaled >> shift_ : scaled / denominator_);
  }
  /// The last tick of the file that does not lie past `last` in the score.
  [[nodiscard]] std::int64_t lastFileTick(Tick last) const {
    return last * denominator_ / numerator_;
  }
  [[nodiscard]] bool isSmpte() const { return smpte_; }

 private:
  TickScale(std::int64_t numerator, std::int64_t denominator, bool smpte);

  std::int64_t numerator_;
  std::int64_t denominator_;
  int shift_;  // log2 of the denominator, -1 where it is no power of two
  bool smpte_;
};

}  // namespace cadenza
