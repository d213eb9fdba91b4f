// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_raster.h"

#include <algorithm>
#include <cstddef>

namespace cadenza::ui {
namespace {

// `share` of 256 parts of `top` over the opaque `ground`.
QRgb blended(QRgb ground, QRgb top, int share) {
  const int rest = 256 - share;
  return qRgb((qRed(top) * share + qRed(ground) * rest) >> 8,
              (qGreen(top) * share + qGreen(ground) * rest) >> 8,
              (qBlue(top) * share + qBlue(ground) * rest) >> 8);
}

int shareOf(QRgb colour) { return qAlpha(colour) + (qAlpha(colour) >> 7); }

// How much of each pixel in a square of `radius` pixels lies within the quarter circle around its
// lower right corner, by 8 x 8 samples.
std::vector<int> cornerCoverage(int radius) {
  constexpr int samples = 8;
  std::vector<int> coverage(static_cast<std::size_t>(radius) * radius);
  const double limit = static_cast<double>(radius) * radius;
  for (int y = 0; y < radius * samples; ++y) {
    for (int x = 0; x < radius * samples; ++x) {
      const double dx = radius - (x + 0.5) / samples;
      const double dy = radius - (y + 0.5) / samples;
      if (dx * dx + dy * dy <= limit) ++coverage[(y / samples) * radius + x / samples];
    }
  }
  for (int& c : coverage) c *= 256 / (samples * samples);
  return coverage;
}

}  // namespace

NoteRaster::NoteRaster(QImage& image)
    : pixels_(reinterpret_cast<QRgb*>(image.bits())),
      stride_(image.bytesPerLine() / static_cast<std::ptrdiff_t>(sizeof(QRgb))),
      bounds_(image.rect()) {}

const std::vector<int>& NoteRaster::cornersOf(int radius) {
  while (static_cast<int>(corners_.size()) <= radius) {
    corners_.push_back(cornerCoverage(static_cast<int>(corners_.size())));
  }
  return corners_[radius];
}

void NoteRaster::fill(const QRect& rect, QRgb colour, int radius) {
  radius = std::min({radius, rect.width() / 2, rect.height() / 2});
  if (radius < 1) {
    fillPlain(rect, colour);
  } else {
    fillCornered(rect, colour, radius);
  }
}

void NoteRaster::fillPlain(const QRect& rect, QRgb colour) {
  if (rect.width() <= 0 || rect.height() <= 0) return;
  const QRect r = rect & bounds_;
  const int share = shareOf(colour);
  for (int y = r.top(); y <= r.bottom(); ++y) {
    QRgb* const line = row(y);
    if (share == 256) {
      std::fill(line + r.left(), line + r.right() + 1, colour);
    } else {
      for (int x = r.left(); x <= r.right(); ++x) line[x] = blended(line[x], colour, share);
    }
  }
}

void NoteRaster::fillCornered(const QRect& rect, QRgb colour, int radius) {
  const std::vector<int>& corners = cornersOf(radius);
  const int share = shareOf(colour);
  const auto blendCorner = [&](int x, int y, int coverage) {
    if (!bounds_.contains(x, y)) return;
    QRgb& pixel = row(y)[x];
    pixel = blended(pixel, colour, (share * coverage) >> 8);
  };
  for (int dy = 0; dy < radius; ++dy) {
    for (const int y : {rect.top() + dy, rect.bottom() - dy}) {
      for (int dx = 0; dx < radius; ++dx) {
        const int coverage = corners[dy * radius + dx];
        blendCorner(rect.left() + dx, y, coverage);
        blendCorner(rect.right() - dx, y, coverage);
      }
      fillPlain({rect.left() + radius, y, rect.width() - 2 * radius, 1}, colour);
    }
  }
  fillPlain(rect.adjusted(0, radius, 0, -radius), colour);
}

void NoteRaster::dash(const QRect& rect, QRgb colour, int line, int dash) {
  const int period = dash + std::max(1, dash * 2 / 3);
  line = std::min({line, rect.width(), rect.height()});
  const int right = rect.right() - line + 1;
  const int bottom = rect.bottom() - line + 1;
  const int first = std::max(0, (bounds_.left() - rect.left()) / period * period);
  const int last = std::min(rect.width(), bounds_.right() + 1 - rect.left());
  for (int x = first; x < last; x += period) {
    const int width = std::min(dash, rect.width() - x);
    fillPlain({rect.left() + x, rect.top(), width, line}, colour);
    fillPlain({rect.left() + x, bottom, width, line}, colour);
  }
  fillPlain({rect.left(), rect.top() + line, line, rect.height() - 2 * line}, colour);
  fillPlain({right, rect.top() + line, line, rect.height() - 2 * line}, colour);
}

void NoteRaster::hatch(const QRect& rect, QRgb colour, int line, int period) {
  const QRect r = rect & bounds_;
  const int share = shareOf(colour);
  for (int y = r.top(); y <= r.bottom(); ++y) {
    QRgb* const pixels = row(y);
    // Counted from the rectangle's own corner, so that the lines travel with a note.
    int phase = (r.left() - rect.left() + y - rect.top()) % period;
    for (int x = r.left(); x <= r.right(); ++x) {
      if (phase < line) pixels[x] = blended(pixels[x], colour, share);
      if (++phase == period) phase = 0;
    }
  }
}

}  // namespace cadenza::ui
