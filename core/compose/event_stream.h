// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "core/base/random.h"
#include "core/compose/composition_stream.h"
#include "core/compose/event_frame.h"
#include "core/compose/stepper.h"

namespace cadenza {

/// Composes with one of our networks, event by event. What stays is heard as if it had been drawn.
/// Each turn has four parts, so that many streams can ask their network together; a turn that
/// draws nothing (because what stays is due) skips to the last.
class EventStream final : public CompositionStream {
 public:
  /// Hears the surroundings. `stepper` must outlive the stream.
  EventStream(const Stepper& stepper, const EventRecipe& recipe, const ComposeRequest& request);

  [[nodiscard]] std::unique_ptr<CompositionStream> clone() const override;
  void setControls(const Controls& controls) override;
  [[nodiscard]] Result<bool> advance() override;
  [[nodiscard]] TickRange range() const override { return frame_->around.range; }
  [[nodiscard]] Tick written() const override;
  [[nodiscard]] std::size_t steps() const override { return steps_; }
  [[nodiscard]] std::size_t notesBegun() const override { return notes_.size(); }
  [[nodiscard]] Composition soFar(Tick since) const override;
  [[nodiscard]] Composition finish() override;

  // The parts of a turn.
  /// Whether a shift is to be drawn.
  [[nodiscard]] bool begins();
  [[nodiscard]] const Stepper::State& state() const { return state_; }
  // Each fails with DamagedFile where the logits are not finite.
  /// Draws; whether an action is to be drawn then.
  [[nodiscard]] Result<bool> drawShift(std::span<float> logits);
  [[nodiscard]] Stepper::ActionQuestion actionQuestion() const;
  /// Draws; whether a velocity is to be drawn then.
  [[nodiscard]] Result<bool> drawAction(std::span<float> logits);
  [[nodiscard]] Stepper::VelocityQuestion velocityQuestion() const;
  /// Draws; false, as nothing is to be drawn then.
  [[nodiscard]] Result<bool> drawVelocity(std::span<float> logits);
  /// What the network reads at the end of the turn; nothing when all is written.
  [[nodiscard]] std::optional<Stepper::Reading> reading();

 private:
  struct Step {
    std::int64_t unit;
    Event event;
    bool isNew = true;  // not what stays
  };

  void hearWhatFollows(const Score& seed);
  void hear(const HeardPiece& heard);
  [[nodiscard]] Guidance guidanceNow() const;
  void apply(const Step& step);
  void takeGiven();
  [[nodiscard]] std::bitset<pianoKeyCount> tooMany(std::bitset<pianoKeyCount> released,
                                                   std::size_t strikes) const;
  void queue(int act, int velocity, std::int64_t unit, bool isNew);

  [[nodiscard]] bool isEnough() const;
  [[nodiscard]] bool isOpenAt(std::int64_t unit) const;
  [[nodiscard]] bool allows(int shift, int act, bool isOpen) const;
  [[nodiscard]] bool allowsAny(int shift, bool isOpen) const;
  [[nodiscard]] std::int64_t latestUnit() const;
  void maskShifts(std::span<float> logits) const;
  void leap();
  [[nodiscard]] std::int64_t nextGiven() const;
  [[nodiscard]] Composition composition(Tick since, TickRange range) const;

  const Stepper* stepper_;
  std::shared_ptr<const EventFrame> frame_;
  Controls controls_;
  int polyphony_;  // the most that the limits ever allowed
  KeyboardState keyboard_;
  Random random_;
  Stepper::State state_;
  std::int64_t now_ = 0;          // unit of the last event
  std::int64_t silentSince_ = 0;  // unit at which the last key went up
  std::size_t given_ = 0;         // next of frame_->given
  std::deque<Step> queue_;        // decided, not yet read
  std::int64_t unit_ = 0;         // of the event that is being drawn
  Event event_;
  bool heardPedal_ = false;  // it was down where the new music began
  bool done_ = false;

  std::vector<Note> notes_;                        // by onset; the ends of those held are not known
  std::array<std::size_t, pianoKeyCount> open_{};  // by key: index into notes_ + 1, or 0
  std::bitset<pianoKeyCount> own_;                 // keys that are held by new notes
  std::vector<PedalChange> pedal_;
  std::vector<int> begunIn_;  // new notes in each window
  int pedalRun_ = 0;          // pedal events since the last note
  std::size_t steps_ = 0;
};

}  // namespace cadenza
