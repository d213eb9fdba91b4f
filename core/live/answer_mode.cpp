// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/answer_mode.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/live/live_schedule.h"
#include "core/play/playback.h"

namespace cadenza {
namespace {

constexpr double turnSeconds = 0.005;  // of writing, in one turn
constexpr double restSeconds = 0.01;   // from look to look; an interruption waits so long at most
constexpr double transit = 0.02;       // from a decision here to the player
constexpr double room = 3600;          // seconds behind the ear that the player may go on into

}  // namespace

AnswerMode::AnswerMode(LiveStage& stage, BeginComposing begin, AnswerWish wish)
    : stage_(stage),
      begin_(std::move(begin)),
      piece_(std::make_shared<const Score>(std::move(wish.piece))),
      along_(wish.along),
      answering_(piece_, wish.from, wish.options),
      taken_(stage.inputCount()) {}

Result<std::optional<double>> AnswerMode::turn() {
  follow();
  publishIfDue();
  if (auto done = write(); !done) return done.error();
  return std::optional(answering_.wantsMore() ? 0 : restSeconds);
}

void AnswerMode::follow() {
  const Player::State state = stage_.look();
  const TempoMap& tempo = piece_->tempo();
  ear_ = state.position;
  playing_ = state.playing;
  const double ahead = (state.latency + Playback::usualLookAhead + transit) * state.speed;
  sent_ = tempo.tickAt(tempo.secondsAt(ear_) + (playing_ ? ahead : 0));
  const std::vector<PlayedInput> inputs = stage_.inputs(taken_);
  taken_ += inputs.size();
  for (const PlayedInput& input : inputs) answering_.hear(input, sent_);
  answering_.follow(stage_.now(), ear_, sent_);
}

Result<void> AnswerMode::write() {
  if (const auto request = answering_.wantsDraft()) {
    auto stream = begin_(*request);
    if (!stream) return stream.error();
    answering_.setDraft(std::move(*stream));
  }
  const double end = stage_.now() + turnSeconds;
  while (answering_.wantsMore()) {
    if (auto done = answering_.write(); !done) return done;
    if (stage_.now() >= end) break;
  }
  return {};
}

void AnswerMode::publishIfDue() {
  if (published_ == answering_.version()) return;
  const Composition answers{answering_.answered(), {answering_.from(), maxTick}};
  ScheduleOptions options = along_;
  const TempoMap& tempo = piece_->tempo();
  options.until = tempo.tickAt(tempo.secondsAt(std::max(ear_, answering_.from())) + room);
  Schedule schedule = liveSchedule(*piece_, answers, 0, options);
  stage_.hear(std::make_shared<const Schedule>(std::move(schedule)));
  published_ = answering_.version();
}

void AnswerMode::setControls(const Controls& controls) { answering_.setControls(controls); }

void AnswerMode::setPiece(std::shared_ptr<const Score> piece) {
  piece_ = std::move(piece);
  published_.reset();
}

void AnswerMode::setOptions(const ScheduleOptions& options) {
  along_ = options;
  published_.reset();
}

LiveReport AnswerMode::report() const {
  LiveReport report;
  switch (answering_.state()) {
    case Answering::State::Listening:
      report.state = LiveState::Listening;
      break;
    case Answering::State::Hearing:
      report.state = LiveState::Hearing;
      break;
    case Answering::State::Thinking:
      report.state = LiveState::Thinking;
      break;
    case Answering::State::Answering:
      report.state = LiveState::Answering;
      break;
  }
  report.answers = answering_.answers();
  report.played = answering_.played(std::max(ear_, answering_.from())).notes;
  return report;
}

Tick AnswerMode::settled() const { return 0; }

Composition AnswerMode::music(Tick since) const {
  Composition music;
  const Tick now = std::max(ear_, answering_.from());
  music.material = answering_.played(now);
  const ScoreItems& answers = answering_.answered();
  auto& notes = music.material.notes;
  notes.insert(notes.end(), answers.notes.begin(), answers.notes.end());
  std::erase_if(notes, [&](const Note& note) { return note.onset < since; });
  std::ranges::sort(notes);
  auto& pedal = music.material.pedal;
  pedal.insert(pedal.end(), answers.pedal.begin(), answers.pedal.end());
  std::ranges::stable_sort(pedal, {}, &PedalChange::tick);
  Tick end = now;
  for (const Note& note : notes) end = std::max(end, note.end());
  music.range = {answering_.from(), end};
  return music;
}

}  // namespace cadenza
