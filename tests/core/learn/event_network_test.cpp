// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "core/compose/stepper.h"
#include "tests/support/tiny_corpus.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

// The largest difference between torch's logits and the stepper's over one reading of a piece.
double largestDifference(const Checkpoint& model, const Assignment& assignment,
                         const Corpus& corpus) {
  const EventRecipe& recipe = model.recipe.events();
  EventNetwork network(recipe, torch::kCPU);
  network.parameters().load(model.weights);
  const Stepper stepper(model);
  auto stepperState = stepper.initialState();
  KeyboardState keyboard;
  double largest = 0;
  const auto compare = [&](std::span<const float> ours, const torch::Tensor& theirs) {
    const auto mine = torch::from_blob(const_cast<float*>(ours.data()), theirs.sizes());
    largest = std::max(largest, (mine - theirs).abs().max().item<double>());
  };

  torch::NoGradGuard guard;
  bool supplied = false;
  EventStreams streams(corpus, 1, [&](int) {
    return std::exchange(supplied, true) ? std::nullopt : std::optional(assignment);
  });
  EventBatch batch(40, 1);
  auto state = network.initialState(1);
  while (streams.next(batch)) {
    const auto logits = network.logits(batch, state, 0.0);
    for (int step = 0; step < batch.steps; ++step) {
      const auto at = static_cast<std::size_t>(step);
      if (batch.weight[at] == 0) continue;
      const auto byte = [&](const auto& field) { return static_cast<std::uint8_t>(field[at]); };
      const Event last{byte(batch.shift), byte(batch.action), byte(batch.velocity)};
      if (last.action == action::start) keyboard = KeyboardState(recipe.pedal, recipe.grid);
      keyboard.apply(last);
      stepper.read(stepperState, last, keyboard, {byte(batch.since), byte(batch.until)},
                   {byte(batch.density), byte(batch.gap)});
      const int shift = byte(batch.nextShift);
      std::vector<float> shifts(shiftCount), actions(actionCount), velocities(velocityCount);
      stepper.shiftLogits(stepperState, shifts);
      stepper.actionLogits(stepperState, shift, {byte(batch.nextSince), byte(batch.nextUntil)},
                           actions);
      stepper.velocityLogits(stepperState, shift, byte(batch.nextAction), velocities);
      compare(shifts, logits.shift[step][0]);
      compare(actions, logits.action[step][0]);
      compare(velocities, logits.velocity[step][0]);
    }
  }
  return largest;
}

TEST(EventNetwork, AgreesWithTheStepper) {
  const Corpus corpus = Corpus::fromScores({test::etude(50, 40)});
  ASSERT_GT(2 * corpus.noteCount(), 512u + 100) << "longer than the attention reaches";
  for (const char* recipe : {"performance", "score"}) {
    const Checkpoint model = test::tinyModel(recipe);
    Assignment assignment;
    assignment.options = {model.recipe.events().grid, model.recipe.events().pedal};
    EXPECT_LT(largestDifference(model, assignment, corpus), 1e-4) << recipe;
    assignment.tellsDensity = true;
    assignment.telling = Assignment::Telling::Gap;
    assignment.cut = {0, 60'000, 90'000, 120'000};
    EXPECT_LT(largestDifference(model, assignment, corpus), 1e-4) << recipe << ", a gap";
  }
}

TEST(EventNetwork, AgreesWithTheStepperInModelsWithoutAttention) {
  const Corpus corpus = Corpus::fromScores({test::etude(50, 8)});
  Checkpoint model = test::tinyModel("score");
  model.recipe.events().network = {2, 12, 10};
  std::erase_if(model.weights, [&](const auto& array) {
    return !expectedShapes(model.recipe).contains(array.first);
  });
  Assignment assignment;
  assignment.options = {Grid::Score};
  EXPECT_LT(largestDifference(model, assignment, corpus), 1e-4);
}

TEST(EventNetwork, CarriesItsStateOverChunks) {
  const Corpus corpus = test::tinyCorpus();
  EventNetwork network(test::tinyModel("score").recipe.events(), torch::kCPU);
  network.parameters().load(test::tinyModel("score").weights);
  torch::NoGradGuard guard;
  const auto nats = [&](int chunk) {
    EventStreams streams(corpus, 2, onceThrough(corpus, Split::Validation, {Grid::Score}));
    EventBatch batch(chunk, 2);
    auto state = network.initialState(2);
    double sum = 0;
    while (streams.next(batch)) sum += network.losses(batch, state, 0).total.item<double>();
    return sum;
  };
  EXPECT_NEAR(nats(512), nats(16), 0.05);
}

TEST(EventNetwork, StartsNearTheUniformLoss) {
  const Corpus corpus = test::tinyCorpus();
  EventNetwork network(findRecipe("score", NetworkSize::Small)->events(), torch::kCPU);
  initialise(network.parameters(), 1);
  EventStreams streams(corpus, 2, onceThrough(corpus, Split::Validation, {Grid::Score}));
  EventBatch batch(64, 2);
  streams.next(batch);
  auto state = network.initialState(2);
  const auto heads = network.losses(batch, state, 0).heads / static_cast<double>(batch.events);
  EXPECT_NEAR(heads[0].item<double>(), std::log(128.0), 0.5);
  EXPECT_LT(heads[1].item<double>(), std::log(180.0)) << "what can't come is masked";
}

}  // namespace
}  // namespace cadenza
