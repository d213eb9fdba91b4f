// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/note_events.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "core/score/pedal_edits.h"

namespace cadenza {
namespace {

constexpr Tick ticksPerScoreUnit = ticksPerQuarter / 24;
constexpr double unitsPerSecond = 100.0;

// Order of events at one instant; `start` comes before all.
int rankOf(int act) {
  if (act == action::start) return 0;
  if (act == action::pedalUp) return 1;
  if (act == action::pedalDown) return 2;
  if (isNoteOff(act)) return 3 + act - action::noteOff;
  if (isNoteOn(act)) return 3 + pianoKeyCount + act;
  return 3 + 2 * pianoKeyCount;
}

using ShiftTable = std::array<int, shiftCount>;

// On the Score grid long shifts are whole quarters, so that a long note does not leave the beat.
ShiftTable makeShiftTable(Grid grid) {
  ShiftTable table{};
  constexpr int steps = shiftCount - exactShifts;
  for (int i = 0; i < shiftCount; ++i) {
    auto& units = table[static_cast<std::size_t>(i)];
    if (i < exactShifts) {
      units = i;
      continue;
    }
    const int before = table[static_cast<std::size_t>(i - 1)];
    const double ratio = static_cast<double>(longestShift) / (exactShifts - 1);
    const double ideal = (exactShifts - 1) * std::pow(ratio, double(i - exactShifts + 1) / steps);
    const int grain = grid == Grid::Score ? 24 : 1;
    const int rounded = static_cast<int>(std::lround(ideal / grain)) * grain;
    units = std::max(rounded, before / grain * grain + grain);
  }
  return table;
}

const ShiftTable& shiftTable(Grid grid) {
  static const ShiftTable performance = makeShiftTable(Grid::Performance);
  static const ShiftTable score = makeShiftTable(Grid::Score);
  return grid == Grid::Score ? score : performance;
}

struct KeyPress {
  std::int64_t onset;
  std::int64_t end;
  std::uint8_t velocity;
};

struct RawEvent {
  std::int64_t unit;
  std::uint8_t action;
  std::uint8_t velocity;
};

class Encoder {
 public:
  Encoder(const Score& score, const EncodeOptions& options) : score_(score), options_(options) {}

  EncodedScore encode(Closing closing) {
    collectKeyPresses();
    collectPedal();
    if (events_.empty()) return {{Event{}}, {0}, 0};
    std::sort(events_.begin(), events_.end(), [](const RawEvent& a, const RawEvent& b) {
      return a.unit != b.unit ? a.unit < b.unit : rankOf(a.action) < rankOf(b.action);
    });
    return laidOut(closing);
  }

 private:
  [[nodiscard]] std::int64_t unitAt(Tick tick) const {
    if (options_.grid == Grid::Score) return (tick + ticksPerScoreUnit / 2) / ticksPerScoreUnit;
    return std::llround(score_.tempo().secondsAt(tick) * unitsPerSecond * options_.stretch);
  }

  // The tick at which a note that ends at `tick` is silent, the pedal considered.
  [[nodiscard]] Tick silentAt(Tick tick) const {
    const auto& pedal = score_.pedal();
    auto change = std::upper_bound(pedal.begin(), pedal.end(), tick,
                                   [](Tick t, const PedalChange& c) { return t < c.tick; });
    if (change == pedal.begin() || !(change - 1)->isDown()) return tick;
    change = std::find_if(change, pedal.end(), [](const PedalChange& c) { return c.lifts(); });
    return change == pedal.end() ? std::max(tick, score_.end()) : change->tick;
  }

  void collectKeyPresses() {
    std::array<std::vector<KeyPress>, pianoKeyCount> presses;
    for (const Note& note : score_.notes()) {
      const int key = note.pitch + options_.transpose - lowestPianoPitch;
      if (key < 0 || key >= pianoKeyCount) continue;
      const Tick end = options_.pedal == PedalMode::Extend ? silentAt(note.end()) : note.end();
      const int velocity = std::clamp(note.velocity + options_.velocityShift, 1, 127);
      addPress(presses[static_cast<std::size_t>(key)],
               {unitAt(note.onset), unitAt(end), static_cast<std::uint8_t>(velocity)});
    }
    for (int key = 0; key < pianoKeyCount; ++key) {
      for (const KeyPress& press : presses[static_cast<std::size_t>(key)]) {
        events_.push_back({press.onset, static_cast<std::uint8_t>(action::noteOn + key),
                           static_cast<std::uint8_t>(velocityClass(press.velocity))});
        events_.push_back({press.end, static_cast<std::uint8_t>(action::noteOff + key), 0});
      }
    }
  }

  // Notes of a key come by rising onset.
  static void addPress(std::vector<KeyPress>& presses, KeyPress press) {
    press.end = std::max(press.end, press.onset + 1);
    if (!presses.empty()) {
      KeyPress& last = presses.back();
      if (last.onset == press.onset) {
        last.end = std::max(last.end, press.end);
        last.velocity = std::max(last.velocity, press.velocity);
        return;
      }
      last.end = std::min(last.end, press.onset);
    }
    presses.push_back(press);
  }

  void collectPedal() {
    if (options_.pedal == PedalMode::Extend) return;
    const auto& pedal = score_.pedal();
    bool down = false;
    std::int64_t lastUnit = 0;
    for (std::size_t i = 0; i < pedal.size();) {
      const std::int64_t unit = unitAt(pedal[i].tick);
      bool lifted = false;
      bool downAfter = down;
      for (; i < pedal.size() && unitAt(pedal[i].tick) == unit; ++i) {
        downAfter = pedal[i].isDown();
        lifted = lifted || pedal[i].lifts();
      }
      if (down && lifted) events_.push_back({unit, action::pedalUp, 0});
      if (downAfter && (lifted || !down)) events_.push_back({unit, action::pedalDown, 0});
      down = downAfter;
      lastUnit = unit;
    }
    if (!down) return;
    for (const RawEvent& event : events_) lastUnit = std::max(lastUnit, event.unit);
    events_.push_back({lastUnit + 1, action::pedalUp, 0});
  }

  // Each instant is one shift after the one before; what a long shift's class rounds away is made
  // up for by the next, so nothing drifts.
  [[nodiscard]] EncodedScore laidOut(Closing closing) const {
    EncodedScore encoded;
    encoded.events.reserve(events_.size() + 2);
    encoded.events.push_back(Event{});
    encoded.units.reserve(events_.size() + 2);
    encoded.units.push_back(0);
    std::int64_t instant = events_.front().unit;
    std::int64_t now = instant;
    std::int64_t first = instant;
    if (options_.grid == Grid::Score) {
      const Tick begin = static_cast<Tick>(instant * ticksPerScoreUnit);
      encoded.origin = score_.meter().barAround(begin).begin;
      now = first = encoded.origin / ticksPerScoreUnit;
      instant = -1;
    } else {
      encoded.origin =
          score_.tempo().tickAt(static_cast<double>(instant) / unitsPerSecond / options_.stretch);
    }
    for (const RawEvent& raw : events_) {
      int shift = 0;
      if (raw.unit != instant) {
        const auto least = static_cast<std::int64_t>(encoded.events.size() > 1 ? 1 : 0);
        const auto units = std::clamp<std::int64_t>(raw.unit - now, least, longestShift);
        shift = shiftClass(options_.grid, static_cast<int>(units));
        now += shiftUnits(options_.grid, shift);
        instant = raw.unit;
      }
      encoded.events.push_back({static_cast<std::uint8_t>(shift), raw.action, raw.velocity});
      encoded.units.push_back(raw.unit - first);
    }
    if (closing == Closing::End) {
      encoded.events.push_back({0, action::end, 0});
      encoded.units.push_back(encoded.units.back());
    }
    return encoded;
  }

  const Score& score_;
  const EncodeOptions& options_;
  std::vector<RawEvent> events_;
};

}  // namespace

std::string_view name(Grid grid) { return grid == Grid::Score ? "score" : "performance"; }

std::string_view name(PedalMode pedal) { return pedal == PedalMode::Model ? "model" : "extend"; }

int shiftUnits(Grid grid, int shift) { return shiftTable(grid)[static_cast<std::size_t>(shift)]; }

int shiftClass(Grid grid, int units) {
  if (units < exactShifts) return std::max(units, 0);
  const ShiftTable& table = shiftTable(grid);
  const auto above = std::lower_bound(table.begin(), table.end(), units);
  if (above == table.end()) return shiftCount - 1;
  const auto at = static_cast<int>(above - table.begin());
  return *above - units <= units - *(above - 1) ? at : at - 1;
}

int velocityClass(int velocity) { return std::clamp(velocity, 0, 127) / 4; }

int classVelocity(int velocityClass) { return velocityClass * 4 + 2; }

bool KeyboardState::allows(int shift, int act) const {
  if (shift == 0 && rankOf(act) <= rank_) return false;
  if (isNoteOn(act)) return !keys_[static_cast<std::size_t>(act)];
  if (isNoteOff(act)) return keys_[static_cast<std::size_t>(act - action::noteOff)];
  if (act == action::pedalDown) return hasPedal_ && !pedal_;
  if (act == action::pedalUp) return pedal_;
  return act == action::end && keys_.none() && !pedal_;
}

bool KeyboardState::allowsSameInstant() const {
  for (int act = 0; act < actionCount; ++act) {
    if (allows(0, act)) return true;
  }
  return false;
}

float KeyboardState::age(int key) const {
  const auto units = static_cast<float>(now_ - struck_[static_cast<std::size_t>(key)]);
  return std::log1p(units) / 8;
}

void KeyboardState::apply(const Event& event) {
  const int act = event.action;
  now_ += shiftUnits(grid_, event.shift);
  if (isNoteOn(act)) {
    keys_.set(static_cast<std::size_t>(act));
    struck_[static_cast<std::size_t>(act)] = now_;
  }
  if (isNoteOff(act)) keys_.reset(static_cast<std::size_t>(act - action::noteOff));
  if (act == action::pedalDown) pedal_ = true;
  if (act == action::pedalUp) pedal_ = false;
  rank_ = rankOf(act);
}

BarPlace BarClock::placeAt(std::int64_t unit) const {
  if (grid_ == Grid::Performance) return {};
  const Tick tick = static_cast<Tick>(origin_ + unit * ticksPerScoreUnit);
  const TickRange bar = meter_.barAround(tick);
  const auto place = [](Tick ticks) {
    return static_cast<std::uint8_t>(std::min(ticks / ticksPerScoreUnit, barPlaceCount - 1));
  };
  return {place(tick - bar.begin + ticksPerScoreUnit), place(bar.end - tick)};
}

EncodedScore encodeNoteEvents(const Score& score, const EncodeOptions& options, Closing closing) {
  return Encoder(score, options).encode(closing);
}

NoteDecoder::NoteDecoder(Grid grid, const TempoMap& tempo, Tick origin)
    : grid_(grid),
      tempo_(tempo),
      origin_(origin),
      originSeconds_(tempo.secondsAt(origin)),
      open_(pianoKeyCount) {}

Tick NoteDecoder::tickAt(std::int64_t unit) const {
  if (grid_ == Grid::Score) {
    return static_cast<Tick>(std::min<std::int64_t>(origin_ + unit * ticksPerScoreUnit, maxTick));
  }
  return tempo_.tickAt(originSeconds_ + static_cast<double>(unit) / unitsPerSecond);
}

void NoteDecoder::push(const Event& event) {
  units_ += shiftUnits(grid_, event.shift);
  const Tick now = tickAt(units_);
  const int act = event.action;
  if (isNoteOn(act)) {
    open_[static_cast<std::size_t>(act)] =
        Open{now, static_cast<std::uint8_t>(classVelocity(event.velocity))};
  } else if (isNoteOff(act)) {
    close(act - action::noteOff, now);
  } else if (act == action::pedalDown || act == action::pedalUp) {
    const std::uint8_t value = act == action::pedalDown ? 127 : 0;
    appendPedal(items_.pedal, {now, value});
  }
}

void NoteDecoder::close(int key, Tick tick) {
  auto& open = open_[static_cast<std::size_t>(key)];
  if (!open) return;
  items_.notes.push_back({open->onset, std::max(Tick{1}, tick - open->onset),
                          static_cast<std::uint8_t>(key + lowestPianoPitch), open->velocity});
  open.reset();
}

void NoteDecoder::finishAt(Tick tick) {
  for (int key = 0; key < pianoKeyCount; ++key) close(key, tick);
}

}  // namespace cadenza
