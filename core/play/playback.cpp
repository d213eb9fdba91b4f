// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/playback.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

constexpr double startDelay = 0.02;  // lets the first notes reach the sink before they are due
constexpr double shortestLoop = 0.02;

std::size_t firstAtOrAfter(const Schedule& schedule, Tick tick) {
  const auto found =
      std::lower_bound(schedule.messages.begin(), schedule.messages.end(), tick,
                       [](const TimedMessage& timed, Tick t) { return timed.tick < t; });
  return static_cast<std::size_t>(found - schedule.messages.begin());
}

// The first tick that does not lie before `seconds`.
Tick tickFrom(const TempoMap& tempo, double seconds) {
  const Tick near = tempo.tickAt(seconds);
  if (near > 0 && tempo.secondsAt(near - 1) >= seconds) return near - 1;
  return tempo.secondsAt(near) < seconds ? near + 1 : near;
}

}  // namespace

Tick PlayedTrack::positionAt(double now) const {
  const auto place = placeAt(now);
  return place ? place->tick : held;
}

std::optional<PlayedPlace> PlayedTrack::placeAt(double now) const {
  if (stretches.empty()) return std::nullopt;
  const auto after = std::upper_bound(stretches.begin() + 1, stretches.end(), now,
                                      [](double t, const PlayedStretch& s) { return t < s.when; });
  const PlayedStretch& stretch = *(after - 1);
  const double played = std::clamp(now, stretch.when, std::max(stretch.when, until)) - stretch.when;
  const Tick tick = stretch.schedule->tempo.tickAt(stretch.seconds + played * stretch.speed);
  return PlayedPlace{tick, stretch.round, std::max(stretch.when - now, 0.0)};
}

Playback::Playback(NoteSink& sink, double lookAheadSeconds)
    : sink_(&sink), lookAhead_(lookAheadSeconds), schedule_(std::make_shared<const Schedule>()) {}

void Playback::setSchedule(std::shared_ptr<const Schedule> schedule) {
  if (!schedule) schedule = std::make_shared<const Schedule>();
  if (!playing_) {
    schedule_ = std::move(schedule);
    return;
  }
  continueWith(std::move(schedule), track_.until);
  endStrangers(track_.until);
  restorePedal(track_.until);
}

void Playback::play(const CountIn& countIn) {
  if (playing_) return;
  const bool atEnd = track_.held >= schedule_->end && !(loops() && track_.held < loop_->end);
  startAt(atEnd ? 0 : track_.held, countIn);
}

void Playback::pause() {
  if (playing_) stopAt(position());
}

void Playback::seek(Tick tick) {
  tick = std::clamp(tick, Tick{0}, maxTick);
  if (playing_) {
    relocate(tick);
  } else {
    track_.held = tick;
  }
}

void Playback::setLoop(std::optional<TickRange> range) {
  if (range == loop_) return;
  const Tick ear = position();
  const bool seamAhead =
      playing_ && track_.stretches.back().round != track_.placeAt(sink_->now())->round;
  loop_ = range;
  if (!playing_) return;
  const bool sentPastSeam = loops() && ear < loop_->end && sentTick() >= loop_->end;
  if (seamAhead || sentPastSeam) {
    relocate(ear);
  } else {
    continueWith(schedule_, track_.until);
  }
}

void Playback::setSpeed(double speed) {
  speed = std::clamp(speed, slowest, fastest);
  if (speed == speed_) return;
  speed_ = speed;
  if (playing_) continueWith(schedule_, track_.until);
}

void Playback::audition(int pitch, int velocity) { hands_.audition(*sink_, pitch, velocity); }

void Playback::input(const MidiMessage& message) { hands_.input(*sink_, message); }

void Playback::setThru(bool on) { hands_.setThru(*sink_, on); }

void Playback::panic() { stopAt(position()); }

void Playback::moveTo(NoteSink& sink) {
  const bool resume = playing_;
  const Tick tick = position();
  stopAt(tick);
  sink_ = &sink;
  if (resume) startAt(tick);
}

std::optional<double> Playback::advance() {
  const double now = sink_->now();
  const std::optional<double> hands = hands_.advance(*sink_);
  if (!playing_) return hands;
  if (now > track_.until && !ended_) resumeAt(now);
  walk(now + lookAhead_);
  dropPastStretches(now);
  const double untilEnd = track_.until + sink_->latency() - now;
  if (ended_ && untilEnd <= 0) {
    stopAt(schedule_->end);
    return std::nullopt;
  }
  return std::min(lookAhead_ / 3, ended_ ? std::max(untilEnd, 0.001) : lookAhead_);
}

Tick Playback::position() {
  return playing_ ? track_.positionAt(sink_->now() - sink_->latency()) : track_.held;
}

void Playback::startAt(Tick tick, const CountIn& countIn) {
  playing_ = true;
  ended_ = false;
  ++round_;
  track_.stretches.clear();
  const double begin = sink_->now() + startDelay;
  for (const TimedMessage& timed : countIn.clicks) {
    emitClick(timed.message, begin + timed.seconds / speed_);
  }
  endClick(begin + countIn.seconds / speed_);
  beginStretch(begin + countIn.seconds / speed_, schedule_->tempo.secondsAt(tick), tick);
  restorePedal(track_.until);
  sendStart(tick, track_.until);
}

// Tells machines that follow the clock where the music goes on.
void Playback::sendStart(Tick tick, double when) {
  if (!schedule_->clock) return;
  constexpr Tick sixteenth = ticksPerQuarter / 4;
  constexpr Tick furthest = 16'383;
  if (tick == 0) return sink_->send(MidiMessage::start(), when);
  const auto position = static_cast<int>(std::min(tick / sixteenth, furthest));
  sink_->send(MidiMessage::songPosition(position), when);
  sink_->send(MidiMessage::resume(), when);
}

void Playback::stopAt(Tick tick) {
  sink_->silence();
  if (playing_ && schedule_->clock) sink_->send(MidiMessage::stop(), sink_->now());
  sounding_.reset();
  hands_.forget();
  click_.reset();
  pedal_ = 0;
  playing_ = false;
  ended_ = false;
  heldAt_.reset();
  waiting_ = false;
  track_.stretches.clear();
  track_.held = tick;
}

void Playback::relocate(Tick tick) {
  stopAt(tick);
  startAt(tick);
}

void Playback::beginStretch(double when, double seconds, Tick tick) {
  heldAt_.reset();
  track_.until = when;
  track_.stretches.push_back({when, seconds, speed_, round_, schedule_});
  next_ = firstAtOrAfter(*schedule_, tick);
}

// Time went by that no message was sent for.
void Playback::resumeAt(double now) {
  if (!heldAt_) {
    ++starvations_;
  } else if (!std::exchange(waiting_, true)) {
    ++waits_;
  }
  continueWith(schedule_, now);
}

void Playback::walk(double until) {
  while (!ended_ && track_.until < until) {
    const PlayedStretch stretch = track_.stretches.back();
    const bool seam = loops() && stretch.seconds < schedule_->tempo.secondsAt(loop_->end);
    Tick stop = seam ? loop_->end : schedule_->end;
    const bool holds = schedule_->hold && *schedule_->hold < stop;
    if (holds) stop = *schedule_->hold;
    const double toStop = std::max(schedule_->tempo.secondsAt(stop), stretch.seconds);
    const auto whenOf = [&](double seconds) {
      return stretch.when + (seconds - stretch.seconds) / stretch.speed;
    };
    const double stopWhen = whenOf(toStop);
    const double horizon = stretch.seconds + (until - stretch.when) * stretch.speed;
    const auto& messages = schedule_->messages;
    for (; next_ < messages.size() && messages[next_].tick < stop; ++next_) {
      if (messages[next_].seconds >= horizon) break;
      emit(messages[next_].message, whenOf(messages[next_].seconds));
    }
    if (stopWhen > until) {
      track_.until = until;
      waiting_ = false;
      return;
    }
    track_.until = std::max(track_.until, stopWhen);
    if (holds) {
      heldAt_ = std::max(stop, tickFrom(schedule_->tempo, toStop));
      return;
    }
    endNotes(track_.until);
    if (seam) {
      ++round_;
      if (schedule_->clock) sink_->send(MidiMessage::stop(), track_.until);
      sendStart(loop_->begin, track_.until);
      beginStretch(track_.until, schedule_->tempo.secondsAt(loop_->begin), loop_->begin);
      restorePedal(track_.until);
    } else {
      ended_ = true;
    }
  }
}

// What comes after the messages that were sent, from the moment `when` on; the same tick goes on
// under another tempo map.
void Playback::continueWith(std::shared_ptr<const Schedule> schedule, double when) {
  const Tick tick = sentTick();
  const double lead = heldAt_ ? 0 : schedule_->tempo.secondsAt(tick) - secondsSent();
  schedule_ = std::move(schedule);
  ended_ = false;
  beginStretch(when, schedule_->tempo.secondsAt(tick) - lead, tick);
}

void Playback::emit(const MidiMessage& message, double when) {
  if (message.isSystem()) return sink_->send(message, when);
  if (message.channel() == Clicks::channel) return emitClick(message, when);
  if (message.isPedal()) {
    pedal_ = message.data2;
  } else {
    const bool on = message.isNoteOn();
    if (!on && !sounding_[message.data1]) return;
    sounding_.set(message.data1, on);
  }
  sink_->send(message, when);
}

void Playback::emitClick(const MidiMessage& message, double when) {
  endClick(when);
  if (!message.isNoteOn()) return;
  sink_->send(message, when);
  click_ = message;
}

void Playback::endClick(double when) {
  if (!click_) return;
  sink_->send(MidiMessage::noteOff(click_->data1).onChannel(Clicks::channel), when);
  click_.reset();
}

void Playback::endNotes(double when) {
  endClick(when);
  for (int pitch = 0; pitch < 128; ++pitch) emit(MidiMessage::noteOff(pitch), when);
  if (pedal_ != 0) emit(MidiMessage::pedal(0), when);
}

void Playback::endStrangers(double when) {
  endClick(when);
  std::bitset<128> down;
  for (std::size_t i = 0; i < next_; ++i) {
    const MidiMessage& message = schedule_->messages[i].message;
    if (message.isSystem() || message.channel() == Clicks::channel) continue;
    if (message.isNoteOn() || message.isNoteOff()) down.set(message.data1, message.isNoteOn());
  }
  for (int pitch = 0; pitch < 128; ++pitch) {
    if (!down[static_cast<std::size_t>(pitch)]) emit(MidiMessage::noteOff(pitch), when);
  }
}

void Playback::restorePedal(double when) {
  int wanted = 0;
  const bool beforeTheEnd = sentTick() < schedule_->end;
  for (std::size_t i = beforeTheEnd ? next_ : 0; i > 0; --i) {
    if (!schedule_->messages[i - 1].message.isPedal()) continue;
    wanted = schedule_->messages[i - 1].message.data2;
    break;
  }
  if (wanted != pedal_) emit(MidiMessage::pedal(wanted), when);
}

// What an input was played to is asked for a little later.
void Playback::dropPastStretches(double now) {
  constexpr double longestLatency = 1;
  auto& stretches = track_.stretches;
  const auto current =
      std::find_if(stretches.begin() + 1, stretches.end(),
                   [&](const PlayedStretch& s) { return s.when > now - longestLatency; });
  stretches.erase(stretches.begin(), current - 1);
}

bool Playback::loops() const {
  if (!loop_ || loop_->begin < 0 || loop_->end > maxTick) return false;
  return schedule_->tempo.secondsAt(loop_->end) - schedule_->tempo.secondsAt(loop_->begin) >=
         shortestLoop * speed_;
}

double Playback::secondsSent() const {
  const PlayedStretch& last = track_.stretches.back();
  return last.seconds + (track_.until - last.when) * last.speed;
}

Tick Playback::sentTick() const {
  if (heldAt_) return *heldAt_;
  return track_.stretches.empty() ? track_.held : tickFrom(schedule_->tempo, secondsSent());
}

}  // namespace cadenza
