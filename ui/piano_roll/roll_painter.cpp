// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/piano_roll/time_grid.h"

namespace cadenza::ui {
namespace {

constexpr std::size_t mostNotesOneByOne = 4000;
constexpr std::uint8_t selectedMark = 128;

QRgb withAlpha(const QColor& colour, double alpha) {
  return qRgba(colour.red(), colour.green(), colour.blue(), static_cast<int>(alpha * 255));
}

bool contains(const std::vector<Note>& sorted, const Note& note) {
  return std::binary_search(sorted.begin(), sorted.end(), note);
}

// Walks along sorted notes and tells for each of a sorted run whether it is among them.
class SortedWalk {
 public:
  explicit SortedWalk(const std::vector<Note>& sorted)
      : next_(sorted.begin()), end_(sorted.end()) {}
  bool meets(const Note& note) {
    while (next_ != end_ && *next_ < note) ++next_;
    return next_ != end_ && *next_ == note;
  }

 private:
  std::vector<Note>::const_iterator next_;
  std::vector<Note>::const_iterator end_;
};

}  // namespace

QRect RollPainter::deviceRect(const RollTransform& view, const Note& note, double scale) {
  const int line = std::max(1, static_cast<int>(scale));
  const auto pixel = [scale](double logical) {
    return static_cast<int>(std::lround(logical * scale));
  };
  const int left = pixel(view.xOf(note.onset));
  int right = pixel(view.xOf(note.end()));
  if (right - left >= 4 * line) right -= line;
  right = std::max(right, left + 2 * line);
  const int top = pixel(view.yOf(note.pitch));
  int bottom = pixel(view.yOf(note.pitch - 1));
  if (bottom - top >= 5 * line) bottom -= line;
  return {left, top, right - left, bottom - top};
}

void RollPainter::paint(QImage& image, double scale) {
  scale_ = scale;
  line_ = std::max(1, static_cast<int>(scale));
  area_ = image.rect();
  takeColours();
  NoteRaster raster(image);
  const Theme& theme = state_.theme();
  paintRows(raster);
  if (const auto& range = state_.timeRange()) {
    const double strength = state_.isLooping() ? 0.10 : 0.05;
    paintRange(raster, *range, QColor::fromRgba(withAlpha(theme.accent, strength)),
               state_.isLooping());
  }
  paintRange(raster, state_.candidateRange(), QColor::fromRgba(withAlpha(theme.candidate, 0.07)),
             true);
  paintGrid(raster);
  paintNotes(raster);
  paintCandidate(raster);
}

void RollPainter::takeColours() {
  const QColor edge = state_.theme().noteEdge;
  for (int velocity = 0; velocity < 128; ++velocity) {
    const QColor fill = state_.theme().noteFill(velocity);
    fills_[velocity] = fill.rgb();
    edges_[velocity] = qRgb((fill.red() + edge.red()) / 2, (fill.green() + edge.green()) / 2,
                            (fill.blue() + edge.blue()) / 2);
  }
}

void RollPainter::paintRows(NoteRaster& raster) const {
  const Theme& theme = state_.theme();
  const RollTransform& view = state_.view();
  for (int pitch = view.highestVisiblePitch(); pitch >= view.lowestVisiblePitch(); --pitch) {
    const int top = static_cast<int>(std::lround(view.yOf(pitch) * scale_));
    const int bottom = static_cast<int>(std::lround(view.yOf(pitch - 1) * scale_));
    const bool outOfKey = state_.key() && !state_.key()->contains(pitch);
    const QColor colour = outOfKey            ? theme.rollOutOfKey
                          : isBlackKey(pitch) ? theme.rollBlackRow
                                              : theme.roll;
    raster.fill({0, top, area_.width(), bottom - top}, colour.rgb(), 0);
    const bool whiteBelow = pitch % 12 == 0 || pitch % 12 == 5;
    if (whiteBelow && bottom - top >= 3 * line_) {
      const QColor& line = pitch % 12 == 0 ? theme.gridBeat : theme.grid;
      raster.fill({0, bottom - line_, area_.width(), line_}, line.rgb(), 0);
    }
  }
}

void RollPainter::paintRange(NoteRaster& raster, TickRange range, QColor tint, bool edges) const {
  if (range.length() <= 0) return;
  const int left = static_cast<int>(std::lround(state_.view().xOf(range.begin) * scale_));
  const int right = static_cast<int>(std::lround(state_.view().xOf(range.end) * scale_));
  raster.fill({left, 0, right - left, area_.height()}, tint.rgba(), 0);
  if (!edges) return;
  tint.setAlpha(128);
  raster.fill({left, 0, line_, area_.height()}, tint.rgba(), 0);
  raster.fill({right - line_, 0, line_, area_.height()}, tint.rgba(), 0);
}

void RollPainter::paintGrid(NoteRaster& raster) const {
  const Theme& theme = state_.theme();
  const RollTransform& view = state_.view();
  for (const GridLine& line : gridLines(state_.score().meter(), view.visibleTicks(), state_.snap(),
                                        view.pixelsPerTick())) {
    const int x = static_cast<int>(std::lround(view.xOf(line.tick) * scale_));
    const QColor& colour = line.level == GridLevel::Bar    ? theme.gridBar
                           : line.level == GridLevel::Beat ? theme.gridBeat
                                                           : theme.grid;
    raster.fill({x, 0, line_, area_.height()}, colour.rgb(), 0);
  }
}

void RollPainter::paintNotes(NoteRaster& raster) {
  const auto notes = state_.score().notesAround(state_.view().visibleTicks());
  if (notes.size() > mostNotesOneByOne) {
    paintManyNotes(raster, notes);
  } else {
    paintFewNotes(raster, notes);
  }
}

void RollPainter::paintFewNotes(NoteRaster& raster, std::span<const Note> notes) {
  const std::vector<Note>& hidden = state_.preview().removed.notes;
  const auto& selection = state_.document().selection();
  std::vector<Note> selected;
  for (const Note& note : notes) {
    if (contains(hidden, note)) continue;
    if (contains(selection, note)) {
      selected.push_back(note);
    } else {
      paintNote(raster, note);
    }
  }
  const std::vector<Note>& added = state_.preview().added.notes;
  selected.insert(selected.end(), added.begin(), added.end());
  for (const Note& note : selected) paintSelected(raster, note);
}

void RollPainter::paintNote(NoteRaster& raster, const Note& note) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  if (!rect.intersects(area_)) return;
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  if (rect.width() < 5 * line_ || rect.height() < 5 * line_) {
    raster.fill(rect, fills_[note.velocity], line_);
    return;
  }
  raster.fill(rect, edges_[note.velocity], radius);
  raster.fill(rect.adjusted(line_, line_, -line_, -line_), fills_[note.velocity], radius - line_);
}

void RollPainter::paintSelected(NoteRaster& raster, const Note& note) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  const int glow = static_cast<int>(std::lround(3 * scale_));
  if (!rect.adjusted(-glow, -glow, glow, glow).intersects(area_)) return;
  const QColor& amber = state_.theme().selection;
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  for (int out = glow; out > 0; out -= line_) {
    raster.fill(rect.adjusted(-out, -out, out, out), withAlpha(amber, 0.16), radius + out);
  }
  raster.fill(rect, amber.rgb(), radius);
  const int outline = std::max(line_, static_cast<int>(std::lround(1.5 * scale_)));
  const QRect inner = rect.adjusted(outline, outline, -outline, -outline);
  if (inner.width() <= 0 || inner.height() <= 0) return;
  raster.fill(inner, fills_[note.velocity], std::max(1, radius - outline));
}

void RollPainter::paintManyNotes(NoteRaster& raster, std::span<const Note> notes) {
  const RollTransform& view = state_.view();
  const int rows = view.highestVisiblePitch() - view.lowestVisiblePitch() + 1;
  columns_.assign(static_cast<std::size_t>(rows) * area_.width(), 0);
  SortedWalk hidden(state_.preview().removed.notes);
  SortedWalk selected(state_.document().selection());
  for (const Note& note : notes) {
    if (!hidden.meets(note)) gather(note, selected.meets(note));
  }
  for (const Note& note : state_.preview().added.notes) gather(note, true);
  paintGathered(raster);
}

void RollPainter::gather(const Note& note, bool isSelected) {
  const RollTransform& view = state_.view();
  const int row = view.highestVisiblePitch() - note.pitch;
  if (row < 0 || note.pitch < view.lowestVisiblePitch()) return;
  const double scale = view.pixelsPerTick() * scale_;
  const int width = area_.width();
  const int left = static_cast<int>((note.onset - view.leftTick()) * scale);
  int right = static_cast<int>((note.end() - view.leftTick()) * scale);
  if (right - left >= 4 * line_) right -= line_;
  right = std::min(std::max(right, left + line_), width);
  const auto mark =
      static_cast<std::uint8_t>(isSelected ? selectedMark | note.velocity : note.velocity);
  std::uint8_t* const line = columns_.data() + static_cast<std::size_t>(row) * width;
  for (int x = std::max(left, 0); x < right; ++x) line[x] = std::max(line[x], mark);
}

void RollPainter::paintGathered(NoteRaster& raster) const {
  const RollTransform& view = state_.view();
  const int width = area_.width();
  const QRgb amber = state_.theme().selection.rgb();
  const std::uint8_t* line = columns_.data();
  for (int pitch = view.highestVisiblePitch(); pitch >= view.lowestVisiblePitch(); --pitch) {
    const QRect row = deviceRect(view, {0, 1, static_cast<std::uint8_t>(pitch), 1}, scale_);
    const int top = std::max(row.top(), 0);
    const int bottom = std::min(row.bottom(), area_.bottom());
    for (int x = 0; x < width;) {
      const std::uint8_t mark = line[x];
      int end = x + 1;
      while (end < width && line[end] == mark) ++end;
      if (mark != 0) {
        const QRgb colour = mark >= selectedMark ? amber : fills_[mark];
        for (int y = top; y <= bottom; ++y) raster.span(y, x, end, colour);
      }
      x = end;
    }
    line += width;
  }
}

void RollPainter::paintCandidate(NoteRaster& raster) const {
  const QColor& teal = state_.theme().candidate;
  const QRgb fill = withAlpha(teal, state_.theme().isDark ? 0.30 : 0.22);
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  const int dash = static_cast<int>(std::lround(4 * scale_));
  for (const Note& note : state_.candidate().notes) {
    const QRect rect = deviceRect(state_.view(), note, scale_);
    if (!rect.intersects(area_)) continue;
    raster.fill(rect, fill, radius);
    raster.dash(rect, teal.rgb(), line_, dash);
  }
}

}  // namespace cadenza::ui
