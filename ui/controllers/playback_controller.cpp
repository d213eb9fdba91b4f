// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/playback_controller.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace cadenza::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto playingInterval = 16ms;
constexpr auto restingInterval = 100ms;
constexpr int pollsAfterHands = 600;

using Made = std::shared_ptr<const Schedule>;

// Makes what is to be heard; a guest is heard without what goes along with the piece.
std::function<Made()> maker(const std::shared_ptr<const Score>& piece,
                            const std::shared_ptr<const Score>& guest,
                            const ScheduleOptions& options) {
  return [score = guest ? guest : piece, along = guest ? ScheduleOptions() : options] {
    return std::make_shared<const Schedule>(makeSchedule(*score, along));
  };
}

}  // namespace

PlaybackController::PlaybackController(Player::SinkFactory makeSink, Opening opening,
                                       QObject* parent)
    : QObject(parent), makeSink_(std::move(makeSink)) {
  poll_.setTimerType(Qt::PreciseTimer);
  connect(&poll_, &QTimer::timeout, this, &PlaybackController::poll);
  poll_.start(restingInterval);
  publish_.setSingleShot(true);
  connect(&publish_, &QTimer::timeout, this, &PlaybackController::publishSoon);
  if (opening == Opening::AtOnce) (void)player();
}

PlaybackController::~PlaybackController() = default;

Player& PlaybackController::player() {
  if (!player_) {
    player_ = std::make_shared<Player>(makeSink_);
    stale_ = true;
    publishSoon();
    player_->setLoop(loop_);
    player_->seek(position_);
    player_->setSpeed(speed_);
    player_->setThru(thru_);
    player_->setInputLatency(inputLatency_);
  }
  return *player_;
}

void PlaybackController::setSink(Player::SinkFactory makeSink) {
  makeSink_ = std::move(makeSink);
  if (player_) player_->setSink(makeSink_);
}

void PlaybackController::setScore(const Score& score) {
  score_ = std::make_shared<const Score>(score);
  changed();
}

void PlaybackController::setOptions(const ScheduleOptions& options) {
  if (options == options_) return;
  options_ = options;
  changed();
  Q_EMIT optionsChanged();
}

void PlaybackController::changed() {
  stale_ = true;
  ++version_;
  if (player_) publish_.start(0ms);
}

void PlaybackController::publishSoon() {
  if (!stale_ || lent_ || making_.isRunning()) return;
  making_.start<Made>(
      [make = maker(score_, guest_, options_)](std::stop_token) -> Result<Made> { return make(); },
      [this, version = version_](const Result<Made>& made) {
        if (version != version_ || lent_) return publishSoon();
        stale_ = false;
        if (made) player_->setSchedule(*made);
      });
}

// Before it starts nothing else may be heard than what is seen.
void PlaybackController::publishNow() {
  publish_.stop();
  if (!stale_ || lent_) return;
  stale_ = false;
  ++version_;
  player_->setSchedule(maker(score_, guest_, options_)());
}

void PlaybackController::setSpeed(double speed) {
  speed = std::clamp(speed, Playback::slowest, Playback::fastest);
  if (speed == speed_) return;
  speed_ = speed;
  if (player_) player_->setSpeed(speed);
  Q_EMIT speedChanged(speed);
}

void PlaybackController::setThru(bool on) {
  thru_ = on;
  if (player_) player_->setThru(on);
}

void PlaybackController::setInputLatency(double seconds) {
  inputLatency_ = seconds;
  if (player_) player_->setInputLatency(seconds);
}

std::vector<PlayedInput> PlaybackController::inputs(std::uint64_t from) const {
  return player_ ? player_->inputs(from) : std::vector<PlayedInput>();
}

std::uint64_t PlaybackController::inputCount() const { return player_ ? player_->inputCount() : 0; }

void PlaybackController::setLoop(std::optional<TickRange> range) {
  loop_ = range;
  if (player_ && !guest_ && !lent_) player_->setLoop(range);
}

std::shared_ptr<LiveStage> PlaybackController::lend() {
  takeBack();
  endHearing();
  player().setLoop(std::nullopt);
  lent_ = std::make_shared<PlayerStage>(player_);
  return lent_;
}

void PlaybackController::takeBack() {
  if (!lent_) return;
  std::exchange(lent_, nullptr)->close();
  changed();
  publishNow();
  player_->setLoop(loop_);
  poll();
  Q_EMIT takenBack();
}

void PlaybackController::hear(const Score& guest) {
  takeBack();
  const bool goesOn = guest_ != nullptr;
  if (!goesOn) pause();
  guest_ = std::make_shared<const Score>(guest);
  (void)player();
  changed();
  if (goesOn) return;
  player_->setLoop(std::nullopt);
  publishNow();
  player_->seek(0);
  player_->play();
  poll();
}

void PlaybackController::endHearing() {
  if (!guest_) return;
  guest_.reset();
  player_->pause();
  changed();
  publishNow();
  player_->seek(position_);
  player_->setLoop(loop_);
  Q_EMIT hearingEnded();
  poll();
}

void PlaybackController::seekHearing(Tick tick) {
  if (!guest_) return;
  player_->seek(tick);
  poll();
}

void PlaybackController::togglePlaying() {
  if (playing_) {
    pause();
  } else {
    play();
  }
}

void PlaybackController::play() { playAfter({}); }

void PlaybackController::playAfter(const CountIn& countIn) {
  endHearing();
  (void)player();
  publishNow();
  if (!playing_) {
    countIn_ = countIn.seconds > 0 ? std::optional(countIn) : std::nullopt;
    countSpeed_ = speed_;
    roundBefore_ = round_;
  }
  player_->play(countIn);
  poll();
}

void PlaybackController::pause() {
  if (player_) player_->pause();
  poll();
}

void PlaybackController::seek(Tick tick) {
  Q_EMIT aboutToSeek();
  if (!player_ || guest_) {
    setPosition(tick);
    return;
  }
  player_->seek(tick);
  poll();
}

void PlaybackController::audition(int pitch, int velocity) { player().audition(pitch, velocity); }

void PlaybackController::input(const MidiInput& input) {
  player().input(input);
  restful_ = 0;
  if (poll_.intervalAsDuration() != playingInterval) poll_.start(playingInterval);
}

MidiListener PlaybackController::listener() {
  (void)player();
  return [weak = std::weak_ptr<Player>(player_)](const MidiInput& input) {
    if (const auto strong = weak.lock()) strong->input(input);
  };
}

void PlaybackController::panic() {
  if (player_) player_->panic();
  if (std::exchange(held_, {}).any()) Q_EMIT handsChanged(held_);
  poll();
}

void PlaybackController::poll() {
  if (!player_) return;
  Player::State state = player_->state();
  const bool soundIsAnother =
      state.ready != sound_.ready || state.audible != sound_.audible || state.sink != sound_.sink;
  sound_ = std::move(state);
  if (soundIsAnother) Q_EMIT soundChanged();
  noticeHands();
  if (guest_) {
    if (sound_.playing) {
      Q_EMIT hearingMoved(sound_.position);
    } else {
      endHearing();
    }
    return;
  }
  if (sound_.round > 0) round_ = sound_.round;
  setPosition(sound_.position);
  updateCountedBeat();
  setPlaying(sound_.playing);
  Q_EMIT polled();
  const bool awake = playing_ || restful_ < pollsAfterHands;
  const auto interval = awake ? playingInterval : restingInterval;
  if (poll_.intervalAsDuration() != interval) poll_.start(interval);
}

// Each start is a round of its own, so that the one before it is not taken for this one.
void PlaybackController::updateCountedBeat() {
  int beat = 0;
  if (countIn_) {
    const bool isEarly = sound_.early > 0;
    if (!sound_.playing || (!isEarly && sound_.round > roundBefore_)) {
      countIn_.reset();
    } else {
      beat = countIn_->beatAt(isEarly ? sound_.early * countSpeed_ : countIn_->seconds);
    }
  }
  if (std::exchange(countedBeat_, beat) != beat) Q_EMIT countedBeatChanged(beat);
}

void PlaybackController::noticeHands() {
  restful_ = std::min(restful_ + 1, pollsAfterHands);
  const std::uint64_t count = player_->inputCount();
  if (count == noticedInputs_) return;
  restful_ = 0;
  const std::bitset<128> before = held_;
  for (const PlayedInput& input : player_->inputs(noticedInputs_)) {
    const MidiMessage& message = input.message;
    if (message.isNoteOn() || message.isNoteOff()) held_.set(message.data1, message.isNoteOn());
  }
  noticedInputs_ = count;
  if (held_ != before) Q_EMIT handsChanged(held_);
}

void PlaybackController::setPlaying(bool playing) {
  if (playing == playing_) return;
  playing_ = playing;
  Q_EMIT playingChanged(playing);
}

void PlaybackController::setPosition(Tick tick) {
  if (tick == position_) return;
  position_ = tick;
  Q_EMIT positionChanged(tick);
}

}  // namespace cadenza::ui
