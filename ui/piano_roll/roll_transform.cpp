// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_transform.h"

#include <algorithm>
#include <cmath>

namespace cadenza::ui {

int RollTransform::pitchAt(double y) const {
  const double row = std::floor(topRow_ + y / rowHeight_);
  return 127 - static_cast<int>(std::clamp(row, 0.0, 127.0));
}

QRectF RollTransform::rectOf(const Note& note) const {
  return {xOf(note.onset), yOf(note.pitch), note.duration * pixelsPerTick_, rowHeight_};
}

TickRange RollTransform::visibleTicks() const {
  const auto tick = [](double t) {
    return static_cast<Tick>(std::clamp(t, 0.0, static_cast<double>(maxTick)));
  };
  return {tick(std::floor(leftTick_)), tick(std::ceil(tickAt(size_.width())))};
}

void RollTransform::resize(QSizeF size) {
  topRow_ += (size_.height() - size.height()) / rowHeight_ / 2;
  size_ = size;
}

void RollTransform::scrollTo(double leftTick, double topRow) {
  leftTick_ = leftTick;
  topRow_ = topRow;
}

void RollTransform::scrollByPixels(QPointF distance) {
  leftTick_ += distance.x() / pixelsPerTick_;
  topRow_ += distance.y() / rowHeight_;
}

void RollTransform::zoomTime(double factor, double x) {
  const double anchor = tickAt(x);
  pixelsPerTick_ = std::min(pixelsPerTick_ * factor, mostPixelsPerTick);
  leftTick_ = anchor - x / pixelsPerTick_;
}

void RollTransform::zoomPitch(double factor, double y) {
  const double anchor = topRow_ + y / rowHeight_;
  rowHeight_ = std::clamp(rowHeight_ * factor, smallestRow, largestRow);
  topRow_ = anchor - y / rowHeight_;
}

void RollTransform::fitTime(TickRange range, double margin) {
  const double width = std::max(1.0, size_.width() - 2 * margin);
  const double length = std::max<double>(1, range.length());
  pixelsPerTick_ = std::min(width / length, mostPixelsPerTick);
  leftTick_ = range.begin + length / 2 - size_.width() / pixelsPerTick_ / 2;
}

void RollTransform::fitPitch(int lowest, int highest) {
  constexpr int spareRows = 2;
  const double rows = highest - lowest + 1;
  const double fitting = size_.height() / (rows + spareRows);
  rowHeight_ = std::max(smallestRow, std::min(rowHeight_, fitting));
  topRow_ = 127 - (lowest + highest) / 2.0 + 0.5 - size_.height() / rowHeight_ / 2;
}

void RollTransform::confine(Tick contentEnd, int lowest, int highest) {
  const double width = std::max(1.0, size_.width());
  const double content = std::max<double>(contentEnd, 1);
  pixelsPerTick_ = std::clamp(pixelsPerTick_, width / (content * 1.25), mostPixelsPerTick);
  const double visible = width / pixelsPerTick_;
  leftTick_ = std::clamp(leftTick_, 0.0, std::max(0.0, content - visible / 2));

  const double rows = size_.height() / rowHeight_;
  const double first = 127 - highest;
  const double last = std::max(first, 128 - lowest - rows);
  topRow_ = std::clamp(topRow_, first, last);
}

}  // namespace cadenza::ui
