// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRect>
#include <QRgb>
#include <vector>

namespace cadenza::ui {

/// Fills small rounded rectangles straight into the pixels of an image, in device pixels, clipped
/// to it: some twenty times as fast as QPainter's antialiased paths, which matters for thousands of
/// notes a frame.
class NoteRaster {
 public:
  /// `image` must be Format_RGB32 or Format_ARGB32_Premultiplied, opaque, and outlive the raster.
  explicit NoteRaster(QImage& image);

  /// `colour` may be translucent (not premultiplied). The radius shrinks with small rectangles.
  void fill(const QRect& rect, QRgb colour, int radius);
  /// A dashed line of width `line` along the inner side of `rect`, dashes of `dash` pixels and gaps
  /// of two thirds of that.
  void dash(const QRect& rect, QRgb colour, int line, int dash);
  /// Slanting lines `line` pixels wide and `period` pixels apart all over `rect`.
  void hatch(const QRect& rect, QRgb colour, int line, int period);

 private:
  [[nodiscard]] QRgb* row(int y) { return pixels_ + static_cast<std::ptrdiff_t>(y) * stride_; }
  void fillPlain(const QRect& rect, QRgb colour);
  void fillCornered(const QRect& rect, QRgb colour, int radius);
  const std::vector<int>& cornersOf(int radius);

  QRgb* pixels_;
  std::ptrdiff_t stride_;
  QRect bounds_;
  std::vector<std::vector<int>> corners_;  // by radius: coverage 0 to 256 of the top left corner
};

}  // namespace cadenza::ui
