// SPDX-License-Identifier: GPL-3.0-or-later
#include <span>
#include <vector>

#include "core/compose/composing_engine.h"
#include "core/compose/event_stream.h"

namespace cadenza {
namespace {

// Asks a head of the network for all of `streams` at once: `question` of each, answered by
// `logits` in rows of `width`; keeps those whose `draw` wants more. Fails as `draw` does.
template <class Question, class Ask, class Draw>
Result<void> askAll(std::vector<EventStream*>& streams, int width, Question question, Ask ask,
                    Draw draw) {
  if (streams.empty()) return {};
  std::vector<decltype(question(*streams.front()))> questions;
  for (const EventStream* stream : streams) questions.push_back(question(*stream));
  const auto row = static_cast<std::size_t>(width);
  std::vector<float> logits(streams.size() * row);
  ask(std::span(std::as_const(questions)), std::span(logits));
  std::vector<EventStream*> wantMore;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    const auto wants = draw(*streams[i], std::span(logits).subspan(i * row, row));
    if (!wants) return wants.error();
    if (*wants) wantMore.push_back(streams[i]);
  }
  streams = std::move(wantMore);
  return {};
}

class EventEngine final : public ComposingEngine {
 public:
  explicit EventEngine(const Checkpoint& checkpoint)
      : recipe_(checkpoint.recipe.events()), stepper_(checkpoint) {}

  [[nodiscard]] Result<std::unique_ptr<CompositionStream>> begin(
      const ComposeRequest& request) const override {
    return std::unique_ptr<CompositionStream>(
        std::make_unique<EventStream>(stepper_, recipe_, request));
  }

  [[nodiscard]] Result<void> advance(std::vector<CompositionStream*>& streams) const override {
    std::vector<EventStream*> asking;
    for (CompositionStream* stream : streams) {
      auto* events = static_cast<EventStream*>(stream);
      if (events->begins()) asking.push_back(events);
    }
    const auto asked = ask(asking);
    if (asked) read(streams);
    return asked;
  }

 private:
  [[nodiscard]] Result<void> ask(std::vector<EventStream*>& asking) const {
    auto asked = askAll(
        asking, shiftCount, [](const EventStream& s) { return &s.state(); },
        [&](auto questions, auto logits) { stepper_.shiftLogits(questions, logits); },
        [](EventStream& s, auto logits) { return s.drawShift(logits); });
    if (!asked) return asked;
    asked = askAll(
        asking, actionCount, [](const EventStream& s) { return s.actionQuestion(); },
        [&](auto questions, auto logits) { stepper_.actionLogits(questions, logits); },
        [](EventStream& s, auto logits) { return s.drawAction(logits); });
    if (!asked) return asked;
    return askAll(
        asking, velocityCount, [](const EventStream& s) { return s.velocityQuestion(); },
        [&](auto questions, auto logits) { stepper_.velocityLogits(questions, logits); },
        [](EventStream& s, auto logits) { return s.drawVelocity(logits); });
  }

  void read(std::vector<CompositionStream*>& streams) const {
    std::vector<Stepper::Reading> readings;
    std::erase_if(streams, [&](CompositionStream* stream) {
      const auto reading = static_cast<EventStream*>(stream)->reading();
      if (reading) readings.push_back(*reading);
      return !reading;
    });
    if (!readings.empty()) stepper_.read(readings);
  }

  EventRecipe recipe_;
  Stepper stepper_;
};

}  // namespace

std::unique_ptr<const ComposingEngine> makeEventEngine(const Checkpoint& checkpoint) {
  return std::make_unique<const EventEngine>(checkpoint);
}

}  // namespace cadenza
