// SPDX-License-Identifier: GPL-3.0-or-later
// Room encode: music as the numbers that networks read, and back. note_events is ours: a piece as a
// sequence of compound events (shift, action, velocity) on a grid of 10 ms (Performance) or of 24
// to the quarter (Score).
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

enum class Grid : std::uint8_t {
  Performance,  ///< a unit is 10 ms
  Score,        ///< a unit is a 24th of a quarter (40 ticks)
};

/// What becomes of the sustain pedal.
enum class PedalMode : std::uint8_t {
  Model,   ///< pedal down and up are events; notes last as long as the key is held
  Extend,  ///< notes last until the pedal is lifted or the key struck again; no pedal events
};

[[nodiscard]] std::string_view name(Grid grid);        // "performance", "score"
[[nodiscard]] std::string_view name(PedalMode pedal);  // "model", "extend"

inline constexpr int shiftCount = 128;
inline constexpr int exactShifts = 101;  ///< shifts 0 to 100 are exact; from there logarithmic
inline constexpr int longestShift = 3000;
inline constexpr int velocityCount = 32;
inline constexpr int actionCount = 180;
inline constexpr int barPlaceCount = 193;

/// Units of time in a shift class, and the class nearest to a number of units.
[[nodiscard]] int shiftUnits(Grid grid, int shift);
[[nodiscard]] int shiftClass(Grid grid, int units);

/// What an event does.
namespace action {
inline constexpr int noteOn = 0;    ///< + key (0 to 87)
inline constexpr int noteOff = 88;  ///< + key
inline constexpr int pedalDown = 176;
inline constexpr int pedalUp = 177;
inline constexpr int start = 178;
inline constexpr int end = 179;
}  // namespace action

[[nodiscard]] inline bool isNoteOn(int action) { return action < action::noteOff; }
[[nodiscard]] inline bool isNoteOff(int action) {
  return action >= action::noteOff && action < action::pedalDown;
}

/// One event: after `shift`, `action` happens; `velocity` counts for note-ons only (else 0).
struct Event {
  std::uint8_t shift = 0;
  std::uint8_t action = action::start;
  std::uint8_t velocity = 0;
  bool operator==(const Event&) const = default;
};

/// 1 to 127 to one of 32 classes and back (the middle of the class).
[[nodiscard]] int velocityClass(int velocity);
[[nodiscard]] int classVelocity(int velocityClass);

/// What a network must know of the past beside its own state: keys and pedal down, and the last
/// event's place in its instant. At one instant events are ordered: pedal up, pedal down, note-offs
/// and note-ons by rising pitch. A value; cheap to copy.
class KeyboardState {
 public:
  explicit KeyboardState(PedalMode pedal = PedalMode::Model, Grid grid = Grid::Performance)
      : grid_(grid), hasPedal_(pedal == PedalMode::Model) {}

  [[nodiscard]] const std::bitset<pianoKeyCount>& keys() const { return keys_; }
  [[nodiscard]] bool pedal() const { return pedal_; }
  /// For how long a key that is down has been so, as networks read it: ln(1 + units) / 8.
  [[nodiscard]] float age(int key) const;

  /// Whether `action` can come next, by a shift of that class after the last event. The end can
  /// come only when no key and no pedal is down.
  [[nodiscard]] bool allows(int shift, int action) const;
  /// Whether any action can follow at the instant of the last event.
  [[nodiscard]] bool allowsSameInstant() const;
  void apply(const Event& event);

 private:
  std::bitset<pianoKeyCount> keys_;
  std::array<std::int64_t, pianoKeyCount> struck_{};  // units, of keys that are down
  std::int64_t now_ = 0;
  Grid grid_;
  bool hasPedal_;
  bool pedal_ = false;
  int rank_ = 0;
};

/// Where in its bar a moment lies, in units; both 0 on the Performance grid, which knows no bars.
struct BarPlace {
  std::uint8_t sinceStart = 0;  ///< 1 + units since the bar began, below barPlaceCount
  std::uint8_t untilEnd = 0;    ///< units until the bar ends, below barPlaceCount
};

/// Tells the place in the bar of each unit of time.
class BarClock {
 public:
  /// Unit 0 lies at tick `origin` of `meter`.
  BarClock(Grid grid, MeterMap meter, Tick origin = 0)
      : grid_(grid), meter_(std::move(meter)), origin_(origin) {}
  [[nodiscard]] BarPlace placeAt(std::int64_t unit) const;

 private:
  Grid grid_;
  MeterMap meter_;
  Tick origin_;
};

/// How a score is read into events.
struct EncodeOptions {
  Grid grid = Grid::Performance;
  PedalMode pedal = PedalMode::Model;
  int transpose = 0;     ///< semitones; notes off the piano are dropped
  double stretch = 1.0;  ///< of time, Performance only
  int velocityShift = 0;
};

/// A score as events.
struct EncodedScore {
  std::vector<Event> events;  ///< `start` first, at unit 0
  /// Where each event really lies, in units; shifts, whose classes are coarse, only come near.
  std::vector<std::int64_t> units;
  /// Where unit 0 lies: the first event (Performance) or the start of its bar (Score).
  Tick origin = 0;
};

/// Reads a score into events; with `Closing::End` the sequence finishes with `end`. Notes off the
/// 88 keys are left out. A note lasts at least one unit; a key that is struck again while it sounds
/// is released at that instant first; of several notes of a key on one unit the loudest stays.
enum class Closing { Open, End };
[[nodiscard]] EncodedScore encodeNoteEvents(const Score& score, const EncodeOptions& options,
                                            Closing closing = Closing::End);

/// Turns events back into notes and pedal, one at a time. Ticks are absolute in `score` terms.
class NoteDecoder {
 public:
  /// Unit 0 lies at `origin`; `tempo` turns 10 ms units into ticks (unused on the Score grid).
  NoteDecoder(Grid grid, const TempoMap& tempo, Tick origin = 0);

  /// Takes the next event.
  void push(const Event& event);
  /// Ends notes that are still down, now.
  void finish() { finishAt(tickAt(units_)); }
  /// Ends notes that are still down at `tick` (at least one tick after their onset).
  void finishAt(Tick tick);

  [[nodiscard]] std::int64_t units() const { return units_; }
  [[nodiscard]] Tick tickAt(std::int64_t unit) const;
  [[nodiscard]] const ScoreItems& items() const { return items_; }

 private:
  void close(int key, Tick tick);

  struct Open {
    Tick onset;
    std::uint8_t velocity;
  };

  Grid grid_;
  TempoMap tempo_;
  Tick origin_;
  double originSeconds_;
  std::int64_t units_ = 0;
  std::vector<std::optional<Open>> open_;
  ScoreItems items_;
};

}  // namespace cadenza
