// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

enum class RulerLabelKind { Signature, Marker, Tempo };

/// Something that the ruler's upper half names, and where.
struct RulerLabel {
  RulerLabelKind kind = RulerLabelKind::Marker;
  Tick tick = 0;
  QString text;
  QRectF place;  ///< from the keyboard's right edge
};

/// Height of the upper half.
inline constexpr double rulerLabelHeight = 13;

/// The labels in view: time signatures and markers, a marker's name as long as there is room, and
/// tempo changes where nothing else stands. The first bar always says its signature.
[[nodiscard]] std::vector<RulerLabel> rulerLabels(const RollState& state);

/// "3/4"
[[nodiscard]] QString signatureText(const TimeSignature& signature);

}  // namespace cadenza::ui
