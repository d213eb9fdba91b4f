// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_network.h"

#include <gtest/gtest.h>

#include "core/compose/stepper.h"
#include "tests/support/tiny_corpus.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

// The largest difference between torch's logits and the stepper's over one piece.
double largestDifference(const Recipe& recipe) {
  const Score score = test::etude(50, 12);
  const Corpus corpus = Corpus::fromScores({score});
  const EncodeOptions options{recipe.grid, recipe.pedal};
  EventNetwork network(recipe, torch::kCPU);
  initialise(network.parameters(), 3);
  Stepper stepper({recipe, {}, network.parameters().toWeights()});
  auto stepperState = stepper.initialState();
  const EncodedScore encoded = encodeNoteEvents(score, options);
  const BarClock clock(recipe.grid, score.meter(), encoded.origin);
  KeyboardState keyboard(recipe.pedal);
  std::int64_t unit = 0;
  double largest = 0;
  const auto compare = [&](std::span<const float> ours, const torch::Tensor& theirs) {
    const auto mine = torch::from_blob(const_cast<float*>(ours.data()), theirs.sizes());
    largest = std::max(largest, (mine - theirs).abs().max().item<double>());
  };

  torch::NoGradGuard guard;
  EventStreams streams(corpus, 1, onceThrough(corpus, Split::Train, options));
  EventBatch batch(40, 1);
  auto state = network.initialState(1);
  std::size_t position = 0;
  while (streams.next(batch)) {
    const auto logits = network.logits(batch, state, 0.0);
    for (int step = 0; step < batch.steps && position + 1 < encoded.events.size(); ++step) {
      const Event& last = encoded.events[position];
      const Event& next = encoded.events[++position];
      keyboard.apply(last);
      stepper.read(stepperState, last, keyboard, clock.placeAt(unit));
      unit += shiftUnits(recipe.grid, next.shift);
      std::vector<float> shifts(shiftCount), actions(actionCount), velocities(velocityCount);
      stepper.shiftLogits(stepperState, shifts);
      stepper.actionLogits(stepperState, next.shift, clock.placeAt(unit), actions);
      stepper.velocityLogits(stepperState, next.shift, next.action, velocities);
      compare(shifts, logits.shift[step][0]);
      compare(actions, logits.action[step][0]);
      compare(velocities, logits.velocity[step][0]);
    }
  }
  EXPECT_EQ(position + 1, encoded.events.size());
  return largest;
}

TEST(EventNetwork, AgreesWithTheStepper) {
  for (const char* recipe : {"performance", "score"}) {
    EXPECT_LT(largestDifference(*findRecipe(recipe, NetworkSize::Small)), 1e-4) << recipe;
  }
}

TEST(EventNetwork, CarriesItsStateOverChunks) {
  const Corpus corpus = test::tinyCorpus();
  EventNetwork network(test::tinyModel("score").recipe, torch::kCPU);
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
  EventNetwork network(*findRecipe("score", NetworkSize::Small), torch::kCPU);
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
