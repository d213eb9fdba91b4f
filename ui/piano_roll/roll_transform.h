// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "core/score/note.h"

namespace cadenza::ui {

/// Where a tick and a pitch lie in the note area and back: all of the roll's pixel arithmetic, in
/// logical pixels from the area's top left. A value; pitch 127 is row 0.
class RollTransform {
 public:
  static constexpr double smallestRow = 4;
  static constexpr double largestRow = 40;
  static constexpr double mostPixelsPerTick = 1.5;

  [[nodiscard]] QSizeF size() const { return size_; }
  [[nodiscard]] double pixelsPerTick() const { return pixelsPerTick_; }
  [[nodiscard]] double rowHeight() const { return rowHeight_; }
  [[nodiscard]] double leftTick() const { return leftTick_; }
  /// Rows above the upper edge, with a fraction.
  [[nodiscard]] double topRow() const { return topRow_; }

  [[nodiscard]] double xOf(double tick) const { return (tick - leftTick_) * pixelsPerTick_; }
  /// Not clamped: left of the area ticks may be negative.
  [[nodiscard]] double tickAt(double x) const { return leftTick_ + x / pixelsPerTick_; }
  /// Upper edge of the pitch's row.
  [[nodiscard]] double yOf(int pitch) const { return (127 - pitch - topRow_) * rowHeight_; }
  /// Clamped to 0 to 127.
  [[nodiscard]] int pitchAt(double y) const;
  [[nodiscard]] QRectF rectOf(const Note& note) const;

  /// Ticks in view, within 0 to maxTick; a tick that is partly in view is in it.
  [[nodiscard]] TickRange visibleTicks() const;
  [[nodiscard]] int highestVisiblePitch() const { return pitchAt(0); }
  [[nodiscard]] int lowestVisiblePitch() const { return pitchAt(size_.height() - 1e-6); }

  /// The left edge and the middle row stay where they are.
  void resize(QSizeF size);
  void scrollTo(double leftTick, double topRow);
  void scrollByPixels(QPointF distance);
  /// The tick under `x` stays under `x`.
  void zoomTime(double factor, double x);
  /// The pitch under `y` stays under `y`.
  void zoomPitch(double factor, double y);
  /// `range` fills the width, but for `margin` pixels on either side.
  void fitTime(TickRange range, double margin);

  /// Rows from `lowest` to `highest` lie in the middle of the height; they shrink, but do not grow,
  /// until all of them are in view.
  void fitPitch(int lowest, int highest);

  /// Brings zoom and scroll back to what makes sense for material that ends at `contentEnd` and
  /// has pitches from `lowest` to `highest`: no more than half an empty view after the end, and no
  /// row beyond those pitches while the others fill the height.
  void confine(Tick contentEnd, int lowest, int highest);

  bool operator==(const RollTransform&) const = default;

 private:
  QSizeF size_{800, 400};
  double pixelsPerTick_ = 0.1;
  double rowHeight_ = 14;
  double leftTick_ = 0;
  double topRow_ = 35;
};

}  // namespace cadenza::ui
