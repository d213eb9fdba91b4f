// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/play_on.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

constexpr double snapshotSeconds = 0.5;
constexpr double cushionSeconds = 1;  // written on top of what has to be there

}  // namespace

PlayOn::PlayOn(std::unique_ptr<CompositionStream> stream, TempoMap tempo, MeterMap meter,
               const PlayOnOptions& options)
    : stream_(std::move(stream)),
      tempo_(std::move(tempo)),
      meter_(std::move(meter)),
      options_(options),
      hold_(stream_->range().begin) {
  takeSnapshot();
}

void PlayOn::follow(Tick ear, Tick sent) {
  ear_ = ear;
  sent_ = std::max(sent_, sent);
  while (snapshots_.size() > 1 && snapshots_[1].written <= sent_) snapshots_.pop_front();
  if (!finished_ && !behind_ && ear >= hold_) {
    behind_ = true;
    if (begun_) ++timesBehind_;
  }
  settleHold();
}

Tick PlayOn::aheadOf(Tick tick) const {
  const Tick bars = options_.barsAhead * meter_.signatureAt(tick).barLength();
  const Tick seconds = tempo_.tickAt(tempo_.secondsAt(tick) + options_.secondsAhead);
  return std::min(maxTick, std::max(tick + bars, seconds));
}

bool PlayOn::wantsMore() const {
  if (finished_) return false;
  if (cut_) return true;
  const Tick enough = aheadOf(std::max(sent_, range().begin));
  return written() < tempo_.tickAt(tempo_.secondsAt(enough) + cushionSeconds);
}

Result<void> PlayOn::write() {
  if (finished_) return {};
  if (cut_) {
    if (auto done = rewind(); !done) return done;
  }
  if (auto done = step(); !done) return done;
  settleHold();
  return {};
}

Result<void> PlayOn::step() {
  while (applied_ < changes_.size() && changes_[applied_].tick <= stream_->written()) {
    stream_->setControls(changes_[applied_++].controls);
  }
  const auto more = stream_->advance();
  if (!more) return more.error();
  finished_ = !*more;
  const double since =
      tempo_.secondsAt(stream_->written()) - tempo_.secondsAt(snapshots_.back().written);
  if (since >= snapshotSeconds) takeSnapshot();
  return {};
}

void PlayOn::change(const Controls& controls) {
  const Tick kept = tempo_.tickAt(tempo_.secondsAt(sent_) + options_.reserve);
  const Tick tick = std::clamp(kept, range().begin, std::max(range().begin, written()));
  while (!changes_.empty() && changes_.back().tick >= tick) changes_.pop_back();
  changes_.push_back({tick, controls});
  cut_ = tick;
  finished_ = false;
  hold_ = std::min(hold_, tick);
}

// Back to where the last change holds. What leads there is written again as it was.
Result<void> PlayOn::rewind() {
  const Tick tick = *std::exchange(cut_, std::nullopt);
  while (snapshots_.size() > 1 && snapshots_.back().written >= tick) snapshots_.pop_back();
  stream_ = snapshots_.back().stream->clone();
  applied_ = std::min(snapshots_.back().applied, changes_.size() - 1);
  while (stream_->written() < tick && !finished_) {
    if (auto done = step(); !done) return done;
  }
  return {};
}

void PlayOn::takeSnapshot() {
  snapshots_.push_back({stream_->written(), applied_, stream_->clone()});
}

std::optional<Tick> PlayOn::hold() const { return finished_ ? std::nullopt : std::optional(hold_); }

void PlayOn::settleHold() {
  const Tick done = written();
  const Tick beat = meter_.signatureAt(done).beatLength();
  const bool isOut = sent_ >= hold_;
  if (!finished_) {
    if (behind_ && done < aheadOf(hold_)) return;
    if (!behind_ && isOut && done < hold_ + beat) return;
  }
  behind_ = false;
  const TickRange bar = meter_.barAround(done);
  begun_ = begun_ || done > range().begin;
  hold_ = std::max(hold_, bar.begin + (done - bar.begin) / beat * beat);
}

double PlayOn::secondsAhead() const {
  return std::max(0.0, tempo_.secondsAt(written()) - tempo_.secondsAt(ear_));
}

Composition PlayOn::soFar(Tick since) const {
  Composition composition = stream_->soFar(since);
  composition.range.end = std::max(composition.range.begin, written());
  if (!cut_) return composition;
  auto& notes = composition.material.notes;
  std::erase_if(notes, [&](const Note& note) { return note.onset >= *cut_; });
  for (Note& note : notes) note.duration = std::min(note.duration, *cut_ - note.onset);
  auto& pedal = composition.material.pedal;
  std::erase_if(pedal, [&](const PedalChange& change) { return change.tick >= *cut_; });
  if (!pedal.empty() && pedal.back().isDown()) pedal.push_back({*cut_, 0});
  return composition;
}

}  // namespace cadenza
