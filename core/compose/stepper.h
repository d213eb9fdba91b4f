// SPDX-License-Identifier: GPL-3.0-or-later
// Room compose: a trained network makes music, one event at a time, without torch, threads or
// sound. The same model, request and random seed give the same notes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/encode/guidance.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// Runs the event network (see core/learn/event_network.h for its equations) one event at a time
/// on Eigen. Logits agree with torch's to 1e-4. Immutable: several threads may step at once, each
/// with a state of its own.
class Stepper {
 public:
  /// `checkpoint` must be one that loadCheckpoint accepted (or have the shapes of expectedShapes).
  explicit Stepper(const Checkpoint& checkpoint);
  ~Stepper();
  Stepper(Stepper&&) noexcept;

  /// What the network carries from event to event. A value: copy it to branch.
  struct State {
    std::vector<float> hidden;  ///< [layers, width]
    std::vector<float> output;  ///< [width], read by the heads
    /// Of the attention block: rings [attentionReach, inner] of keys and values, the event after
    /// the newest at `heard` modulo attentionReach; and the normalised state of the event before.
    std::vector<float> keys, values, before;
    std::int64_t heard = 0;
  };
  [[nodiscard]] State initialState() const;

  /// The event that came last, the keyboard after it, its place in the bar and what is wanted.
  struct Reading {
    State* state;
    Event last;
    const KeyboardState* keyboard;
    BarPlace here;
    Guidance guidance = {};
  };
  /// Takes them in, each into its own state; many at once cost less than one after the other and
  /// give the same to the bit. Costs the same after ten thousand events as after ten.
  void read(std::span<const Reading> readings) const;
  void read(State& state, const Event& last, const KeyboardState& keyboard, BarPlace here,
            const Guidance& guidance = {}) const;

  // The heads, for the event that comes next; unmasked logits, row after row, of shiftCount,
  // actionCount and velocityCount. `there` is the place in the bar once `shift` has passed.
  void shiftLogits(std::span<const State* const> states, std::span<float> logits) const;
  struct ActionQuestion {
    const State* state;
    int shift;
    BarPlace there;
  };
  void actionLogits(std::span<const ActionQuestion> questions, std::span<float> logits) const;
  struct VelocityQuestion {
    const State* state;
    int shift;
    int action;
  };
  void velocityLogits(std::span<const VelocityQuestion> questions, std::span<float> logits) const;

  void shiftLogits(const State& state, std::span<float> logits) const {
    const State* const only = &state;
    shiftLogits(std::span(&only, 1), logits);
  }
  void actionLogits(const State& state, int shift, BarPlace there, std::span<float> logits) const {
    const ActionQuestion only{&state, shift, there};
    actionLogits(std::span(&only, 1), logits);
  }
  void velocityLogits(const State& state, int shift, int action, std::span<float> logits) const {
    const VelocityQuestion only{&state, shift, action};
    velocityLogits(std::span(&only, 1), logits);
  }

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
};

}  // namespace cadenza
