// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/play_on_mode.h"

#include <algorithm>
#include <utility>

#include "core/live/live_schedule.h"
#include "core/play/playback.h"

namespace cadenza {
namespace {

constexpr double turnSeconds = 0.01;      // of writing, in one turn
constexpr double restSeconds = 0.04;      // between turns when enough is written
constexpr double publishInterval = 0.15;  // seconds, while there is no haste
constexpr double hasteSeconds = 1;        // of music that the player still has
constexpr double behindEar = 5;           // seconds that are published from before the ear
constexpr double transit = 0.05;          // from a decision here to the player

}  // namespace

PlayOnMode::PlayOnMode(LiveStage& stage, BeginComposing begin, PlayOnWish wish)
    : stage_(stage),
      begin_(std::move(begin)),
      wish_(std::move(wish)),
      piece_(std::make_shared<const Score>(wish_.request.seed)),
      from_(wish_.request.from.value_or(piece_->end())) {
  wish_.request.from = from_;
  wish_.request.length = Endless{};
}

Result<std::optional<double>> PlayOnMode::turn() {
  follow();
  if (!writer_) {
    publish();
    if (auto done = begin(); !done) return done.error();
    follow();
  }
  publishIfDue();
  if (auto done = write(); !done) return done.error();
  follow();
  publishIfDue();
  const bool over = writer_->isFinished() && sent_ >= writer_->written();
  return over ? std::optional<double>() : wait();
}

Result<void> PlayOnMode::begin() {
  auto stream = begin_(wish_.request);
  if (!stream) return stream.error();
  PlayOnOptions options{wish_.barsAhead, wish_.secondsAhead, 0};
  options.reserve = std::max(wish_.reserve - latency_ - Playback::usualLookAhead, transit);
  writer_.emplace(std::move(*stream), piece_->tempo(), piece_->meter(), options);
  stale_ = true;
  return {};
}

void PlayOnMode::follow() {
  const Player::State state = stage_.look();
  const TempoMap& tempo = piece_->tempo();
  ear_ = state.position;
  latency_ = state.latency;
  const double ahead = state.playing ? (latency_ + Playback::usualLookAhead) * state.speed : 0;
  sent_ = tempo.tickAt(tempo.secondsAt(ear_) + ahead);
  if (published_ && published_->hold) sent_ = std::clamp(*published_->hold, ear_, sent_);
  if (writer_) writer_->follow(ear_, sent_);
}

Result<void> PlayOnMode::write() {
  const double end = stage_.now() + turnSeconds;
  while (writer_->wantsMore()) {
    if (auto done = writer_->write(); !done) return done;
    if (stage_.now() >= end) break;
  }
  return {};
}

void PlayOnMode::setControls(const Controls& controls) {
  wish_.request.controls = controls;
  if (!writer_) return;
  follow();
  writer_->change(controls);
  publish();
}

void PlayOnMode::setPiece(std::shared_ptr<const Score> piece) {
  piece_ = std::move(piece);
  stale_ = true;
}

void PlayOnMode::setOptions(const ScheduleOptions& options) {
  wish_.along = options;
  stale_ = true;
}

void PlayOnMode::publishIfDue() {
  const TempoMap& tempo = piece_->tempo();
  const bool seenBefore = published_ && ear_ < published_->begin;
  const bool moved = !published_ || published_->hold != writer_->hold();
  if (!stale_ && !seenBefore && !moved) return;
  const bool calm = published_ && published_->hold && !seenBefore && !stale_ &&
                    tempo.secondsAt(*published_->hold) - tempo.secondsAt(ear_) > hasteSeconds &&
                    stage_.now() - published_->when < publishInterval;
  if (!calm) publish();
}

void PlayOnMode::publish() {
  const TempoMap& tempo = piece_->tempo();
  const double ear = tempo.secondsAt(ear_);
  const Tick begin = tempo.tickAt(ear - behindEar);
  const Tick since = tempo.tickAt(ear - behindEar - longestLook);
  Composition written{{}, {from_, from_}};
  std::optional<Tick> hold = from_;
  if (writer_) {
    written = writer_->soFar(since);
    hold = writer_->hold();
  }
  Schedule schedule = liveSchedule(*piece_, written, begin, wish_.along);
  schedule.hold = hold;
  if (hold) schedule.end = std::max(schedule.end, std::max(*hold, ear_) + ticksPerQuarter);
  stage_.hear(std::make_shared<const Schedule>(std::move(schedule)));
  published_ = Published{hold, begin, stage_.now()};
  stale_ = false;
}

double PlayOnMode::wait() const { return writer_->wantsMore() ? 0 : restSeconds; }

LiveReport PlayOnMode::report() const {
  LiveReport report;
  report.reserve = std::max(wish_.reserve, latency_ + Playback::usualLookAhead + transit);
  if (!writer_) return report;
  report.state = writer_->isFinished() ? LiveState::Ended
                 : writer_->isBehind() ? LiveState::FallenBehind
                                       : LiveState::WritingAhead;
  const TempoMap& tempo = piece_->tempo();
  report.secondsToStart = std::max(0.0, tempo.secondsAt(from_) - tempo.secondsAt(ear_));
  report.secondsAhead = writer_->secondsAhead() - report.secondsToStart;
  report.timesBehind = writer_->timesBehind();
  return report;
}

Composition PlayOnMode::music(Tick since) const {
  return writer_ ? writer_->soFar(since) : Composition{{}, {from_, from_}};
}

Tick PlayOnMode::settled() const {
  const TempoMap& tempo = piece_->tempo();
  return tempo.tickAt(tempo.secondsAt(ear_) - longestLook);
}

std::vector<ControlChange> PlayOnMode::changes() const {
  return writer_ ? writer_->changes() : std::vector<ControlChange>();
}

}  // namespace cadenza
