// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRect>
#include <array>
#include <span>
#include <vector>

#include "ui/piano_roll/note_raster.h"
#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

/// Draws all of the note area that does not move by itself: rows, grid, marked ranges, notes and
/// candidate. Many or tiny notes are gathered in a map of rows and pixel columns first, so that the
/// time a frame takes hardly grows with the notes in view.
class RollPainter {
 public:
  /// The state must outlive the painter.
  explicit RollPainter(const RollState& state) : state_(state) {}

  /// Fills `image` (Format_RGB32, the view's size times `scale`) from edge to edge.
  void paint(QImage& image, double scale);

  /// Where a note is drawn, in device pixels.
  [[nodiscard]] static QRect deviceRect(const RollTransform& view, const Note& note, double scale);

 private:
  // Kinds of pixel lines without notes.
  enum class Ground { Plain, BlackKey, OutOfKey, Tonic, KeyLine, OctaveLine };
  static constexpr int groundKinds = 6;
  static constexpr int stripLines = 2 * groundKinds;  // with dashed grid lines, and without

  void takeColours();
  void paintGround(QImage& image);
  [[nodiscard]] QRect rowsOf(int pitch) const;
  [[nodiscard]] Ground groundOf(int pitch) const;
  [[nodiscard]] static Ground separatorUnder(int pitch);
  void paintRange(NoteRaster& raster, TickRange range, QColor colour) const;
  void paintGrid(NoteRaster& raster) const;
  void paintNotes(QImage& image, NoteRaster& raster);
  void paintFewNotes(NoteRaster& raster, std::span<const Note> notes);
  void paintManyNotes(QImage& image, std::span<const Note> notes);
  void paintGathered(QImage& image, const std::array<QRgb, 256>& colours) const;
  void paintGhost(QImage& image, NoteRaster& raster);
  void paintRim(NoteRaster& raster, const Note& note, QRgb colour) const;
  void paintNote(NoteRaster& raster, const Note& note) const;
  /// A bar at the note's start, as high as the note is surprising.
  void paintGauge(NoteRaster& raster, const Note& note, const QRect& inside) const;
  /// Which of the fills a note has: its velocity's, or that of what a model thinks.
  [[nodiscard]] std::uint8_t markOf(const Note& note) const;
  void hatchLocked(NoteRaster& raster, const Note& note, const QRect& inside) const;
  void paintGlow(NoteRaster& raster, const Note& note) const;
  void paintOutlined(NoteRaster& raster, const Note& note, const QColor& colour) const;
  void paintCandidate(NoteRaster& raster) const;

  const RollState& state_;
  double scale_ = 1;
  int line_ = 1;                   // device pixels of a thin line
  QRect area_;                     // device pixels
  std::array<QRgb, 128> fills_{};  // by mark
  std::array<QRgb, 128> edges_{};
  std::vector<std::uint8_t> columns_;  // by row and device column: largest mark, 128 selected
};

}  // namespace cadenza::ui
