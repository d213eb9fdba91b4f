// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "ui/piano_roll/sorted_walk.h"
#include "ui/piano_roll/time_grid.h"

namespace cadenza::ui {
namespace {

constexpr std::size_t mostNotesOneByOne = 2500;
constexpr std::size_t mostNotesThatGlow = 400;
constexpr std::uint8_t selectedMark = 128;
constexpr int unevenDash = 3;  // rows of a dash, and of the gap after it, in thin lines

QRgb withAlpha(const QColor& colour, double alpha) {
  return qRgba(colour.red(), colour.green(), colour.blue(), static_cast<int>(alpha * 255));
}

bool contains(const std::vector<Note>& sorted, const Note& note) {
  return std::binary_search(sorted.begin(), sorted.end(), note);
}

// Of each row and pixel column the note with the largest mark: the loudest, or the most surprising.
class Columns {
 public:
  Columns(const RollTransform& view, double scale, int width, std::vector<std::uint8_t>& marks)
      : highest_(view.highestVisiblePitch()),
        rows_(static_cast<unsigned>(highest_ - view.lowestVisiblePitch() + 1)),
        leftTick_(view.leftTick()),
        pixelsPerTick_(view.pixelsPerTick() * scale),
        line_(std::max(1, static_cast<int>(scale))),
        width_(width) {
    marks.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(width), 0);
    marks_ = marks.data();
  }

  void add(const Note& note, std::uint8_t level, std::uint8_t flag) {
    const auto row = static_cast<unsigned>(highest_ - note.pitch);
    if (row >= rows_) return;
    const int left = static_cast<int>((note.onset - leftTick_) * pixelsPerTick_ + 0.5);
    int right = static_cast<int>((note.end() - leftTick_) * pixelsPerTick_ + 0.5);
    if (right - left >= 4 * line_) right -= line_;
    right = std::min(std::max(right, left + line_), width_);
    const auto mark = static_cast<std::uint8_t>(flag | level);
    std::uint8_t* const line =
        marks_ + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_);
    for (int x = std::max(left, 0); x < right; ++x) line[x] = std::max(line[x], mark);
  }

 private:
  int highest_;
  unsigned rows_;
  double leftTick_;
  double pixelsPerTick_;
  int line_;
  int width_;
  std::uint8_t* marks_;
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
  paintGround(image);
  NoteRaster raster(image);
  paintGhost(image, raster);
  paintNotes(image, raster);
  paintCandidate(raster);
}

void RollPainter::takeColours() {
  const Theme& theme = state_.theme();
  const QColor edge = theme.noteEdge;
  for (int mark = 0; mark < 128; ++mark) {
    const double surprise = static_cast<double>(mark - lowestMark) / (highestMark - lowestMark);
    const QColor fill = !state_.insight()   ? theme.noteFill(mark)
                        : mark < lowestMark ? theme.ghost
                                            : theme.surpriseFill(surprise);
    fills_[mark] = fill.rgb();
    edges_[mark] = qRgb((fill.red() + edge.red()) / 2, (fill.green() + edge.green()) / 2,
                        (fill.blue() + edge.blue()) / 2);
  }
}

// Every line of pixels across the area is one of a few: they are painted once and copied.
void RollPainter::paintGround(QImage& image) {
  const Theme& theme = state_.theme();
  const std::array<QColor, groundKinds> colours{theme.roll,         theme.rollBlackRow,
                                                theme.rollOutOfKey, theme.rollTonic,
                                                theme.grid,         theme.gridBeat};
  QImage strip(image.width(), stripLines, QImage::Format_RGB32);
  NoteRaster raster(strip);
  for (int y = 0; y < stripLines; ++y) {
    raster.fill({0, y, strip.width(), 1}, colours[y % groundKinds].rgb(), 0);
  }
  if (const auto& range = state_.timeRange()) {
    const QColor idle = state_.marksGaps() ? theme.candidate : theme.controlEdge;
    paintRange(raster, *range, state_.isLooping() ? theme.accent : idle);
  }
  paintRange(raster, state_.candidateRange(), theme.candidate);
  paintRange(raster, state_.recordedRange(), theme.playhead);
  paintGrid(raster);
  const RollTransform& view = state_.view();
  for (int pitch = view.highestVisiblePitch(); pitch >= view.lowestVisiblePitch(); --pitch) {
    const QRect rows = rowsOf(pitch);
    const Ground between = separatorUnder(pitch);
    for (int y = std::max(rows.top(), 0); y <= std::min(rows.bottom(), area_.bottom()); ++y) {
      const bool isSeparator = y > rows.bottom() - line_ && rows.height() >= 3 * line_;
      const Ground kind = isSeparator && between != Ground::Plain ? between : groundOf(pitch);
      const int gaps = y / (unevenDash * line_) % 2 == 0 ? 0 : groundKinds;
      std::memcpy(image.scanLine(y), strip.constScanLine(static_cast<int>(kind) + gaps),
                  static_cast<std::size_t>(image.width()) * sizeof(QRgb));
    }
  }
}

QRect RollPainter::rowsOf(int pitch) const {
  const int top = static_cast<int>(std::lround(state_.view().yOf(pitch) * scale_));
  const int bottom = static_cast<int>(std::lround(state_.view().yOf(pitch - 1) * scale_));
  return {0, top, area_.width(), bottom - top};
}

RollPainter::Ground RollPainter::groundOf(int pitch) const {
  if (state_.key() && !state_.key()->contains(pitch)) return Ground::OutOfKey;
  if (state_.key() && pitch % 12 == state_.key()->tonic) return Ground::Tonic;
  return isBlackKey(pitch) ? Ground::BlackKey : Ground::Plain;
}

// White keys that lie side by side are parted by a line, octaves by a stronger one.
RollPainter::Ground RollPainter::separatorUnder(int pitch) {
  if (pitch % 12 == 0) return Ground::OctaveLine;
  return pitch % 12 == 5 ? Ground::KeyLine : Ground::Plain;
}

void RollPainter::paintRange(NoteRaster& raster, TickRange range, QColor colour) const {
  if (range.length() <= 0) return;
  const int left = static_cast<int>(std::lround(state_.view().xOf(range.begin) * scale_));
  const int right = static_cast<int>(std::lround(state_.view().xOf(range.end) * scale_));
  raster.fill({left, 0, right - left, stripLines}, withAlpha(colour, 0.055), 0);
  raster.fill({left, 0, line_, stripLines}, withAlpha(colour, 0.5), 0);
  raster.fill({right, 0, line_, stripLines}, withAlpha(colour, 0.5), 0);
}

void RollPainter::paintGrid(NoteRaster& raster) const {
  const Theme& theme = state_.theme();
  const RollTransform& view = state_.view();
  for (const GridLine& line : gridLines(state_.score().meter(), view.visibleTicks(), state_.snap(),
                                        view.pixelsPerTick())) {
    const int x = static_cast<int>(std::lround(view.xOf(line.tick) * scale_));
    const QColor& colour = line.level == GridLevel::Bar    ? theme.gridBar
                           : line.level != GridLevel::Fine ? theme.gridBeat
                                                           : theme.grid;
    // Triplets and dotted lengths are dashed: no line where the other kind of rows has one.
    const int lines = line.level == GridLevel::Uneven ? stripLines / 2 : stripLines;
    raster.fill({x, 0, line_, lines}, colour.rgb(), 0);
  }
}

void RollPainter::paintNotes(QImage& image, NoteRaster& raster) {
  const auto notes = state_.score().notesAround(state_.view().visibleTicks());
  if (notes.size() > mostNotesOneByOne) {
    paintManyNotes(image, notes);
  } else {
    paintFewNotes(raster, notes);
  }
}

void RollPainter::paintFewNotes(NoteRaster& raster, std::span<const Note> notes) {
  const std::vector<Note>& hidden = state_.preview().removed.notes;
  const std::vector<Note>& leaving = state_.leaving();
  const auto& selection = state_.document().selection();
  std::vector<Note> selected;
  for (const Note& note : notes) {
    if (contains(hidden, note)) continue;
    if (contains(leaving, note)) {
      paintRim(raster, note, withAlpha(state_.theme().ghost, 0.7));
    } else if (contains(selection, note)) {
      selected.push_back(note);
    } else {
      paintNote(raster, note);
    }
  }
  const std::vector<Note>& added = state_.preview().added.notes;
  selected.insert(selected.end(), added.begin(), added.end());
  if (selected.size() <= mostNotesThatGlow) {
    for (const Note& note : selected) paintGlow(raster, note);
  }
  for (const Note& note : selected) paintOutlined(raster, note, state_.theme().selection);
  for (const Note& note : state_.recorded()) paintOutlined(raster, note, state_.theme().playhead);
}

void RollPainter::paintNote(NoteRaster& raster, const Note& note) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  if (!rect.intersects(area_)) return;
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  const std::uint8_t mark = markOf(note);
  if (rect.width() < 5 * line_ || rect.height() < 5 * line_) {
    raster.fill(rect, fills_[mark], line_);
    return;
  }
  const QRect inside = rect.adjusted(line_, line_, -line_, -line_);
  raster.fill(rect, edges_[mark], radius);
  raster.fill(inside, fills_[mark], radius - line_);
  if (note.locked) hatchLocked(raster, note, inside);
  if (state_.insight()) paintGauge(raster, note, inside);
}

std::uint8_t RollPainter::markOf(const Note& note) const {
  return state_.insight() ? state_.insight()->markOf(note) : note.velocity;
}

void RollPainter::paintGauge(NoteRaster& raster, const Note& note, const QRect& inside) const {
  const NoteInsight* const insight = state_.insight()->find(note);
  const int width = std::max(2, static_cast<int>(std::lround(3 * scale_)));
  if (!insight || inside.width() < 3 * width) return;
  const int height =
      static_cast<int>(std::lround(inside.height() * state_.insight()->shareOf(*insight)));
  const QColor ink = Theme::inkOn(QColor::fromRgb(fills_[state_.insight()->markOf(*insight)]));
  raster.fill({inside.left() + line_, inside.bottom() + 1 - height, width, height},
              withAlpha(ink, 0.8), 0);
}

void RollPainter::hatchLocked(NoteRaster& raster, const Note& note, const QRect& inside) const {
  const int period = std::max(4, static_cast<int>(std::lround(6 * scale_)));
  const int line = std::max(1, static_cast<int>(std::lround(1.5 * scale_)));
  const QColor ink = Theme::inkOn(QColor::fromRgb(fills_[markOf(note)]));
  raster.hatch(inside, ink.rgb(), line, period);
}

void RollPainter::paintGlow(NoteRaster& raster, const Note& note) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  const int reach = static_cast<int>(std::lround(3 * scale_));
  if (!rect.adjusted(-reach, -reach, reach, reach).intersects(area_)) return;
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  for (int out = reach; out > 0; out -= line_) {
    raster.fill(rect.adjusted(-out, -out, out, out), withAlpha(state_.theme().selection, 0.16),
                radius + out);
  }
}

void RollPainter::paintOutlined(NoteRaster& raster, const Note& note, const QColor& colour) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  if (!rect.intersects(area_)) return;
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  raster.fill(rect, colour.rgb(), radius);
  const int outline = std::max(line_, static_cast<int>(std::lround(1.5 * scale_)));
  const QRect inside = rect.adjusted(outline, outline, -outline, -outline);
  raster.fill(inside, fills_[markOf(note)], std::max(1, radius - outline));
  if (note.locked) hatchLocked(raster, note, inside);
  if (state_.insight()) paintGauge(raster, note, inside);
}

void RollPainter::paintManyNotes(QImage& image, std::span<const Note> notes) {
  Columns columns(state_.view(), scale_, area_.width(), columns_);
  SortedWalk hidden(state_.preview().removed.notes);
  SortedWalk leaving(state_.leaving());
  SortedWalk selected(state_.document().selection());
  InsightWalk insight(state_.insight());
  for (const Note& note : notes) {
    if (hidden.meets(note) || leaving.meets(note)) continue;
    const std::uint8_t mark = state_.insight() ? insight.markOf(note) : note.velocity;
    columns.add(note, mark, selected.meets(note) ? selectedMark : 0);
  }
  for (const Note& note : state_.preview().added.notes) columns.add(note, 1, selectedMark);
  for (const Note& note : state_.recorded()) columns.add(note, 1, selectedMark);
  std::array<QRgb, 256> colours;
  for (std::size_t mark = 0; mark < colours.size(); ++mark) {
    colours[mark] = mark < selectedMark ? fills_[mark] : state_.theme().selection.rgb();
  }
  paintGathered(image, colours);
}

// Outlines alone, so that they are told from notes by shape; as dots of one pale colour where there
// are too many.
void RollPainter::paintGhost(QImage& image, NoteRaster& raster) {
  const RollTransform& view = state_.view();
  const auto notes = state_.ghost().notesAround(view.visibleTicks());
  if (notes.size() > mostNotesOneByOne) {
    Columns columns(view, scale_, area_.width(), columns_);
    for (const Note& note : notes) columns.add(note, 1, 0);
    std::array<QRgb, 256> colours;
    colours.fill(state_.theme().ghost.rgb());
    return paintGathered(image, colours);
  }
  const QRgb colour = state_.theme().ghost.rgb();
  for (const Note& note : notes) paintRim(raster, note, colour);
}

void RollPainter::paintRim(NoteRaster& raster, const Note& note, QRgb colour) const {
  const QRect rect = deviceRect(state_.view(), note, scale_);
  if (!rect.intersects(area_)) return;
  raster.fill({rect.left(), rect.top(), rect.width(), line_}, colour, 0);
  raster.fill({rect.left(), rect.bottom() - line_ + 1, rect.width(), line_}, colour, 0);
  raster.fill({rect.left(), rect.top(), line_, rect.height()}, colour, 0);
  raster.fill({rect.right() - line_ + 1, rect.top(), line_, rect.height()}, colour, 0);
}

void RollPainter::paintGathered(QImage& image, const std::array<QRgb, 256>& colours) const {
  const RollTransform& view = state_.view();
  const std::size_t width = static_cast<std::size_t>(area_.width());
  const std::uint8_t* marks = columns_.data();
  for (int pitch = view.highestVisiblePitch(); pitch >= view.lowestVisiblePitch(); --pitch) {
    const QRect row = deviceRect(view, {0, 1, static_cast<std::uint8_t>(pitch), 1}, scale_);
    const int top = std::max(row.top(), 0);
    auto* const line = reinterpret_cast<QRgb*>(image.scanLine(top));
    for (std::size_t x = 0; x < width; ++x) {
      if (marks[x] != 0) line[x] = colours[marks[x]];
    }
    for (int y = top + 1; y <= std::min(row.bottom(), area_.bottom()); ++y) {
      std::memcpy(image.scanLine(y), line, width * sizeof(QRgb));
    }
    marks += width;
  }
}

void RollPainter::paintCandidate(NoteRaster& raster) const {
  const QColor& teal = state_.theme().candidate;
  const double opacity = state_.candidateOpacity();
  const QRgb fill = withAlpha(teal, (state_.theme().isDark ? 0.30 : 0.22) * opacity);
  const QRgb rim = withAlpha(teal, opacity);
  const int radius = static_cast<int>(std::lround(2.5 * scale_));
  const int dash = static_cast<int>(std::lround(4 * scale_));
  for (const Note& note : state_.candidate().notes) {
    const QRect rect = deviceRect(state_.view(), note, scale_);
    if (!rect.intersects(area_)) continue;
    raster.fill(rect, fill, radius);
    raster.dash(rect, rim, line_, dash);
  }
}

}  // namespace cadenza::ui
