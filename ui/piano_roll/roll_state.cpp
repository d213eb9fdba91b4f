// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_state.h"

#include <QApplication>
#include <QStyle>
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "ui/piano_roll/time_grid.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr int fewestBars = 8;
// Where on a page the playhead starts, and where it turns to the next, as shares of the width.
constexpr double firstOfPage = 0.08;
constexpr double lastOfPage = 0.92;

// Whether it may be the same music, written further: each note begins where one of `now` does.
bool growsInto(const std::vector<Note>& before, const std::vector<Note>& now) {
  const auto byKey = [](const Note& a, const Note& b) {
    return std::tuple(a.onset, a.pitch) < std::tuple(b.onset, b.pitch);
  };
  return !before.empty() &&
         std::includes(now.begin(), now.end(), before.begin(), before.end(), byKey);
}

Tick wholeTick(double tick) {
  return static_cast<Tick>(std::clamp(std::round(tick), 0.0, static_cast<double>(maxTick)));
}

}  // namespace

RollState::RollState(Document& document, const Appearance& appearance)
    : document_(document), appearance_(appearance) {
  connect(&document_, &Document::changed, this, &RollState::contentChanged);
  connect(&document_, &Document::replaced, this, &RollState::contentChanged);
  connect(&document_, &Document::propertiesChanged, this, &RollState::showKey);
  connect(&document_, &Document::replaced, this, &RollState::showKey);
  connect(&document_, &Document::selectionChanged, this, &RollState::looksChanged);
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    Q_EMIT themeChanged();
    Q_EMIT looksChanged();
  });
  fade_.setStartValue(0.0);
  fade_.setEndValue(1.0);
  connect(&fade_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
    candidateOpacity_ = value.toDouble();
    Q_EMIT looksChanged();
  });
  contentChanged();
}

Tick RollState::contentEnd() const {
  Tick end = std::max(score().end(), candidateRange_.end);
  for (const Note& note : candidate_.notes) end = std::max(end, note.end());
  if (timeRange_) end = std::max(end, timeRange_->end);
  if (recordedRange_.end > 0) end = std::max(end, recordedRange_.end + score().meter().barStart(2));
  end = std::max(end, ghost_.end());
  return std::max(end, score().meter().barStart(fewestBars));
}

void RollState::contentChanged() {
  int lowest = lowestPianoPitch;
  int highest = highestPianoPitch;
  for (const auto* notes :
       {&score().notes(), &std::as_const(candidate_.notes), &std::as_const(recorded_)}) {
    for (const Note& note : *notes) {
      lowest = std::min<int>(lowest, note.pitch);
      highest = std::max<int>(highest, note.pitch);
    }
  }
  lowestPitch_ = lowest;
  highestPitch_ = highest;
  setView(view_);
  Q_EMIT looksChanged();
}

void RollState::setView(RollTransform view) {
  view.confine(contentEnd(), lowestPitch_, highestPitch_);
  view_ = view;
  Q_EMIT viewChanged();
}

void RollState::changeView(const std::function<void(RollTransform&)>& change) {
  RollTransform view = view_;
  change(view);
  setView(view);
}

void RollState::reveal(Tick tick) {
  constexpr double margin = 48;
  const double x = view_.xOf(tick);
  const double width = view_.size().width();
  if (x < 0) changeView([&](RollTransform& v) { v.scrollByPixels({x - margin, 0}); });
  if (x > width) changeView([&](RollTransform& v) { v.scrollByPixels({x - width + margin, 0}); });
}

void RollState::reveal(const Note& note) {
  reveal(note.onset);
  const double top = view_.yOf(note.pitch);
  const double over = top + view_.rowHeight() - view_.size().height();
  const double margin = 2 * view_.rowHeight();
  if (top < 0) changeView([&](RollTransform& v) { v.scrollByPixels({0, top - margin}); });
  if (over > 0) changeView([&](RollTransform& v) { v.scrollByPixels({0, over + margin}); });
}

void RollState::setTool(Tool tool) {
  if (tool == tool_) return;
  tool_ = tool;
  Q_EMIT toolChanged(tool);
}

Tick RollState::snap() const {
  return snap_ == snapFollowsZoom ? gridAt(view_.pixelsPerTick()) : snap_;
}

void RollState::setSnap(Tick ticks) {
  ticks = std::max(ticks, snapFollowsZoom);
  if (ticks == snap_) return;
  snap_ = ticks;
  drawnLength_ = std::max(drawnLength_, snap());
  Q_EMIT snapChanged(snap_);
  Q_EMIT looksChanged();
}

Tick RollState::toGrid(double tick, bool free) const {
  return snapped(score().meter(), wholeTick(tick), free ? 0 : snap());
}

Tick RollState::toGridDown(double tick, bool free) const {
  return snappedDown(score().meter(), wholeTick(tick), free ? 0 : snap());
}

void RollState::setKey(std::optional<Key> key) { document_.setKey(key); }

void RollState::showKey() {
  if (std::exchange(shownKey_, key()) == shownKey_) return;
  Q_EMIT keyChanged(shownKey_);
  Q_EMIT looksChanged();
}

void RollState::setPlayhead(Tick tick) {
  if (tick == playhead_) return;
  const Tick from = std::exchange(playhead_, tick);
  Q_EMIT playheadMoved(from, tick);
  follow(from);
}

void RollState::follow(Tick from) {
  const double width = view_.size().width();
  const double before = view_.xOf(from);
  const double now = view_.xOf(playhead_);
  const bool wasInView = before >= 0 && before <= width;
  const bool isInView = now >= 0 && now <= width * lastOfPage;
  if (following_ && wasInView && !isInView && preview_.empty()) showPlayhead();
}

void RollState::showPlayhead() {
  const double shift = view_.xOf(playhead_) - view_.size().width() * firstOfPage;
  changeView([&](RollTransform& v) { v.scrollByPixels({shift, 0}); });
}

void RollState::setFollowing(bool following) {
  if (following == following_) return;
  following_ = following;
  Q_EMIT followingChanged(following);
  const double x = view_.xOf(playhead_);
  if (following && (x < 0 || x > view_.size().width())) showPlayhead();
}

void RollState::setSounding(const PitchSet& pitches) {
  if (pitches == sounding_) return;
  sounding_ = pitches;
  Q_EMIT soundingChanged();
}

void RollState::setHeldKeys(const PitchSet& keys) {
  if (keys == heldKeys_) return;
  heldKeys_ = keys;
  Q_EMIT heldKeysChanged();
}

void RollState::setTimeRange(std::optional<TickRange> range) {
  if (range && range->length() <= 0) range.reset();
  if (range == timeRange_) return;
  timeRange_ = range;
  Q_EMIT timeRangeChanged(range);
  Q_EMIT looksChanged();
}

void RollState::setLooping(bool looping) {
  looping_ = looping;
  Q_EMIT looksChanged();
}

void RollState::setCandidate(ScoreItems material, TickRange range, std::vector<Note> leaving) {
  std::ranges::sort(material.notes);
  const bool isAnother = !material.notes.empty() && !growsInto(candidate_.notes, material.notes);
  candidate_ = std::move(material);
  leaving_ = std::move(leaving);
  std::ranges::sort(leaving_);
  candidateRange_ = range;
  if (isAnother) fadeIn();
  Q_EMIT candidateChanged();
  contentChanged();
}

// For as long as the system's own controls move; at once where the user wants no motion.
void RollState::fadeIn() {
  const int duration = QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration);
  fade_.stop();
  candidateOpacity_ = duration > 0 ? 0 : 1;
  if (duration <= 0) return;
  fade_.setDuration(duration);
  fade_.start();
}

void RollState::setCandidatesStep(bool on) {
  if (std::exchange(candidatesStep_, on) != on) Q_EMIT candidateChanged();
}

void RollState::setMarksGaps(bool on) {
  if (std::exchange(marksGaps_, on) != on) Q_EMIT looksChanged();
}

void RollState::setRecorded(std::vector<Note> notes, TickRange range) {
  if (notes == recorded_ && range == recordedRange_) return;
  recorded_ = std::move(notes);
  recordedRange_ = range;
  contentChanged();
}

void RollState::setGhost(std::vector<Note> notes, const QString& name) {
  ghost_ = Score({std::move(notes), {}, {}, {}});
  ghostName_ = name;
  contentChanged();
}

void RollState::setInsight(std::optional<RollInsight> insight) {
  if (!insight && !insight_) return;
  insight_ = std::move(insight);
  Q_EMIT insightChanged();
  Q_EMIT looksChanged();
}

void RollState::setExpectation(std::optional<Expectation> expectation) {
  if (!expectation && !expectation_) return;
  expectation_ = std::move(expectation);
  Q_EMIT expectationChanged();
}

QString RollState::textOf(const Note& note) const {
  const QString text = noteText(score().meter(), note, key());
  return insight_ ? tr("%1 · %2").arg(text, insight_->text(note, key())) : text;
}

void RollState::setPreview(ScoreEdit edit) {
  for (std::vector<Note>* notes : {&edit.removed.notes, &edit.added.notes}) {
    if (!std::ranges::is_sorted(*notes)) std::ranges::sort(*notes);
  }
  if (edit == preview_) return;
  preview_ = std::move(edit);
  Q_EMIT looksChanged();
}

void RollState::changeLanes(const std::function<void(LaneViews&)>& change) {
  LaneViews views = lanes_;
  change(views);
  if (views == lanes_) return;
  lanes_ = views;
  Q_EMIT lanesChanged();
}

void RollState::rememberDrawn(const Note& note) {
  drawnLength_ = note.duration;
  drawnVelocity_ = note.velocity;
}

void RollState::setDrawnLength(Tick ticks) {
  drawnLength_ = std::clamp(ticks, ticksPerQuarter / 16 / 3 * 2, 16 * ticksPerQuarter);
}

void RollState::setOptions(const RollOptions& options) {
  if (options == options_) return;
  const RollOptions before = std::exchange(options_, options);
  if (options.drawnLength != before.drawnLength) drawnLength_ = options.drawnLength;
  if (options.drawnVelocity != before.drawnVelocity) drawnVelocity_ = options.drawnVelocity;
  Q_EMIT optionsChanged();
}

void RollState::hover(const QString& text) {
  if (text == hoverText_) return;
  hoverText_ = text;
  Q_EMIT hoverTextChanged(text);
}

}  // namespace cadenza::ui
