// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composer.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "tests/support/random_score.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

std::shared_ptr<const Composer> tinyComposer(const std::string& recipe, std::uint64_t seed = 1) {
  return Composer::create(test::tinyModel(recipe, seed)).value();
}

void expectPlayable(const Composition& composition, const ComposeRequest& request) {
  std::array<Tick, 128> soundsUntil{};
  for (const Note& note : composition.material.notes) {
    EXPECT_GE(note.onset, composition.range.begin);
    EXPECT_GT(note.duration, 0);
    EXPECT_LE(note.end(), composition.range.end);
    EXPECT_GE(note.onset, soundsUntil[note.pitch]) << "overlaps a note of its own pitch";
    soundsUntil[note.pitch] = note.end();
    if (request.controls.limits.key) {
      EXPECT_TRUE(request.controls.limits.key->contains(note.pitch));
    }
  }
  bool pedal = false;
  for (const PedalChange& change : composition.material.pedal) {
    EXPECT_GE(change.tick, composition.range.begin);
    EXPECT_LE(change.tick, composition.range.end);
    pedal = change.isDown();
  }
  EXPECT_FALSE(pedal) << "the pedal is left down";
}

// Each recipe with what a composer makes of it: some of Classic B are faithful.
std::shared_ptr<const Composer> anyComposer(int number, Random& random) {
  constexpr std::array recipes = {"score", "performance", "classic-a", "classic-b"};
  Checkpoint model =
      test::tinyModel(recipes[static_cast<std::size_t>(number) % recipes.size()], random.next());
  if (auto* triples = std::get_if<TripleRecipe>(&model.recipe.kind)) {
    triples->faithful = number % 32 == 11;
  }
  return Composer::create(std::move(model)).value();
}

TEST(Composer, KeepsItsPromisesWhateverIsAsked) {
  Random random(21);
  for (int round = 0; round < 120; ++round) {
    const auto composer = anyComposer(round, random);
    const int i = round / 4;
    SCOPED_TRACE(composer->recipe().name + ", round " + std::to_string(round));
    ComposeRequest request;
    if (i % 3) request.seed = test::randomScore(random);
    if (i % 5 == 0) request.from = static_cast<Tick>(random.below(40 * ticksPerQuarter));
    if (i % 4 == 0) request.length = Bars{1 + static_cast<int>(random.below(4))};
    if (i % 4 == 1) request.length = Seconds{0.5 + 4 * random.uniform()};
    if (i % 4 > 1) request.length = NoteCount{1 + static_cast<int>(random.below(40))};
    if (i % 2)
      request.controls.limits.key =
          Key{static_cast<int>(random.below(12)), static_cast<Scale>(random.below(7))};
    request.controls.temperature = 0.1 + 1.9 * random.uniform();
    request.controls.topP = 0.05 + 0.95 * random.uniform();
    request.randomSeed = random.next();
    if (composer->recipe().name == "classic-a") request.tempoFactor = 0.5 + random.uniform();
    const auto composition = composer->compose(request);
    ASSERT_TRUE(composition) << composition.error().detail;
    expectPlayable(*composition, request);
    if (const auto* notes = std::get_if<NoteCount>(&request.length)) {
      EXPECT_LE(composition->material.notes.size(), static_cast<std::size_t>(notes->count));
    }
    if (request.from) {
      EXPECT_EQ(composition->range.begin, *request.from);
    }
  }
}

TEST(Composer, GivesTheSameNotesForTheSameSeedInAnyThread) {
  for (const char* recipe : {"performance", "classic-a", "classic-b"}) {
    const auto composer = tinyComposer(recipe);
    ComposeRequest request;
    request.length = Seconds{5};
    request.randomSeed = 7;
    const auto first = composer->compose(request);
    ScoreItems elsewhere;
    std::thread([&] { elsewhere = composer->compose(request)->material; }).join();
    EXPECT_EQ(first->material, elsewhere);
    EXPECT_FALSE(first->material.notes.empty()) << recipe;
    request.randomSeed = 8;
    EXPECT_NE(composer->compose(request)->material, first->material) << recipe;
  }
}

TEST(Composer, ContinuesAtTheBarAfterTheSeed) {
  ComposeRequest request;
  request.seed = Score({{{0, 960, 60, 80}, {3840, 960, 64, 80}}, {}, {}, {}});
  request.length = Bars{2};
  const auto composition = tinyComposer("score")->compose(request);
  ASSERT_TRUE(composition);
  EXPECT_EQ(composition->range, (TickRange{2 * 3840, 4 * 3840}));
}

TEST(Composer, ListensToTheSeed) {
  ComposeRequest request;
  request.length = Bars{6};
  request.from = 3840;
  for (const char* recipe : {"score", "classic-a", "classic-b"}) {
    const auto composer = tinyComposer(recipe);
    request.seed = Score({{{0, 960, 60, 80}}, {}, {}, {}});
    const auto one = composer->compose(request);
    request.seed = Score({{{0, 960, 61, 80}}, {}, {}, {}});
    EXPECT_NE(one->material, composer->compose(request)->material) << recipe;
  }
}

TEST(Composer, CountsNotesWhenTheyAreAskedFor) {
  ComposeRequest request;
  request.length = NoteCount{25};
  for (const char* recipe : {"performance", "classic-a", "classic-b"}) {
    EXPECT_EQ(tinyComposer(recipe)->compose(request)->material.notes.size(), 25u) << recipe;
  }
}

TEST(Composer, ReportsFinishedNotesAndStopsWhenAsked) {
  ComposeRequest request;
  request.length = Bars{400};
  std::stop_source stop;
  std::size_t reported = 0;
  const auto composition = tinyComposer("score")->compose(
      request,
      [&](const ComposeProgress& progress) {
        EXPECT_GE(progress.notes.size(), reported);
        reported = progress.notes.size();
        if (reported > 20) stop.request_stop();
      },
      stop.get_token());
  ASSERT_TRUE(composition);
  EXPECT_TRUE(composition->stopped);
  EXPECT_GE(composition->material.notes.size(), reported);
  expectPlayable(*composition, request);
}

TEST(Composer, RefusesWhatMakesNoSense) {
  const auto composer = tinyComposer("score");
  const auto refuses = [&](auto change) {
    ComposeRequest request;
    change(request);
    const auto composition = composer->compose(request);
    return !composition && composition.error().code == ErrorCode::InvalidArgument;
  };
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.controls.temperature = 0; }));
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.controls.temperature = std::nan(""); }));
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.controls.topP = 1.5; }));
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.length = Bars{0}; }));
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.length = Seconds{-1}; }));
  EXPECT_TRUE(refuses([](ComposeRequest& r) { r.from = -5; }));
}

TEST(Composer, NeedsEveryArrayOfItsRecipe) {
  Checkpoint checkpoint = test::tinyModel("score");
  checkpoint.weights.erase("input.since");
  const auto composer = Composer::create(std::move(checkpoint));
  ASSERT_FALSE(composer);
  EXPECT_EQ(composer.error().code, ErrorCode::UnsupportedFile);
}

}  // namespace
}  // namespace cadenza
