// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <array>

#include "ui/piano_roll/piano_roll.h"

namespace cadenza::ui {

/// How one lane is shown.
struct LaneView {
  static constexpr int least = 40;
  static constexpr int most = 320;

  bool isShown = false;
  bool isFolded = false;  ///< to its name alone
  int height = 84;        ///< logical pixels when not folded, `least` to `most`
  bool operator==(const LaneView&) const = default;
};

/// Which strips around the notes are shown, and how high they are. A value.
struct LaneViews {
  std::array<LaneView, 3> lanes{{{true, false, 88}, {true, false, 48}, {false, false, 104}}};
  bool showsMap = true;

  [[nodiscard]] LaneView& operator[](LaneKind kind) {
    return lanes[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] const LaneView& operator[](LaneKind kind) const {
    return lanes[static_cast<std::size_t>(kind)];
  }
  bool operator==(const LaneViews&) const = default;

  /// A JSON object.
  [[nodiscard]] QByteArray toJson() const;
  /// What is missing or makes no sense is as in `LaneViews{}`.
  [[nodiscard]] static LaneViews fromJson(const QByteArray& json);
};

}  // namespace cadenza::ui
