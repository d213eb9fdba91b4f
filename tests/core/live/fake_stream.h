// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/compose/composition_stream.h"

namespace cadenza::test {

/// A model that writes at random: keys go down and come up, the pedal moves; pitches are allowed by
/// the limits, velocities tell the temperature.
class FakeStream final : public CompositionStream {
 public:
  using Step = std::function<void()>;

  /// Calls `step` at each step, if given.
  explicit FakeStream(const ComposeRequest& request, Step step = {})
      : random_(request.randomSeed), step_(std::move(step)), controls_(request.controls) {
    const Tick from = request.from.value_or(request.seed.end());
    Tick end = maxTick;
    if (const auto* seconds = std::get_if<Seconds>(&request.length)) {
      const TempoMap& tempo = request.seed.tempo();
      end = tempo.tickAt(tempo.secondsAt(from) + seconds->count);
    }
    range_ = {from, end};
    written_ = from;
  }

  [[nodiscard]] std::unique_ptr<CompositionStream> clone() const override {
    return std::make_unique<FakeStream>(*this);
  }
  void setControls(const Controls& controls) override { controls_ = controls; }

  [[nodiscard]] Result<bool> advance() override {
    if (step_) step_();
    if (ended_) return false;
    ++steps_;
    if (random_.below(2) == 0) written_ += static_cast<Tick>(1 + random_.below(400));
    if (written_ >= range_.end) {
      written_ = range_.end;
      for (std::size_t key = 0; key < open_.size(); ++key) release(key);
      if (pedal_) changePedal(false);
      ended_ = true;
      return false;
    }
    if (random_.below(12) == 0) {
      changePedal(!pedal_);
    } else {
      touch(static_cast<std::size_t>(48 + random_.below(24)));
    }
    return true;
  }

  [[nodiscard]] TickRange range() const override { return range_; }
  [[nodiscard]] Tick written() const override { return written_; }
  [[nodiscard]] std::size_t steps() const override { return steps_; }
  [[nodiscard]] std::size_t notesBegun() const override { return notes_.size(); }
  [[nodiscard]] Composition soFar(Tick since) const override {
    Composition composition{{}, {range_.begin, written_}, steps_};
    for (Note note : notes_) {
      if (note.onset < since) continue;
      if (note.duration == 0) note.duration = std::max(1, written_ - note.onset);
      composition.material.notes.push_back(note);
    }
    std::ranges::sort(composition.material.notes);
    composition.material.pedal = changes_;
    if (pedal_) composition.material.pedal.push_back({std::max(written_, lastPedal() + 1), 0});
    return composition;
  }
  [[nodiscard]] Composition finish() override { return soFar(0); }

 private:
  void touch(std::size_t key) {
    if (open_[key] > 0) return release(key);
    if (!controls_.limits.allows(static_cast<int>(key))) return;
    const bool again = std::ranges::any_of(notes_, [&](const Note& note) {
      return note.pitch == key && (note.end() > written_ || note.onset == written_);
    });
    if (again) return;
    notes_.push_back({written_, 0, static_cast<std::uint8_t>(key),
                      static_cast<std::uint8_t>(40 * controls_.temperature)});
    open_[key] = notes_.size();
  }
  void release(std::size_t key) {
    const std::size_t index = std::exchange(open_[key], 0);
    if (index == 0) return;
    Note& note = notes_[index - 1];
    note.duration = std::max(1, written_ - note.onset);
  }
  void changePedal(bool down) {
    if (!changes_.empty() && lastPedal() == written_) return;
    pedal_ = down;
    changes_.push_back({written_, static_cast<std::uint8_t>(down ? 127 : 0)});
  }
  [[nodiscard]] Tick lastPedal() const { return changes_.empty() ? 0 : changes_.back().tick; }

  Random random_;
  Step step_;
  Controls controls_;
  TickRange range_;
  Tick written_ = 0;
  std::size_t steps_ = 0;
  bool ended_ = false;
  std::vector<Note> notes_;  // duration 0: held
  std::array<std::size_t, 128> open_{};
  bool pedal_ = false;
  std::vector<PedalChange> changes_;
};

/// As Composer::begin answers it.
[[nodiscard]] inline Result<std::unique_ptr<CompositionStream>> beginFake(
    const ComposeRequest& request, FakeStream::Step step = {}) {
  std::unique_ptr<CompositionStream> stream =
      std::make_unique<FakeStream>(request, std::move(step));
  return stream;
}

}  // namespace cadenza::test
