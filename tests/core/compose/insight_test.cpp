// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/insight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/compose/attention_probe.h"
#include "core/compose/chances.h"
#include "core/compose/composer.h"
#include "core/compose/event_memory.h"
#include "core/encode/note_events.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using test::tinyModel;

std::shared_ptr<const ModelInsight> insightOf(const Checkpoint& checkpoint) {
  auto insight = ModelInsight::create(checkpoint);
  EXPECT_TRUE(insight);
  return *insight;
}

// Chords and runs, some notes repeated, some off the piano, some on one unit.
Score piece(std::uint64_t seed, int notes) {
  Random random(seed);
  ScoreItems items;
  Tick tick = 480;
  for (int i = 0; i < notes; ++i) {
    const auto pitch = static_cast<std::uint8_t>(i % 29 == 5 ? 120 : 50 + random.below(25));
    const auto velocity = static_cast<std::uint8_t>(30 + random.below(80));
    items.notes.push_back({tick, 120 + static_cast<Tick>(random.below(900)), pitch, velocity});
    tick += static_cast<Tick>(random.below(3)) * 220;
  }
  if (seed % 2 == 0) items.pedal = {{480, 127}, {1500, 0}, {1600, 127}, {2500, 0}};
  return Score(std::move(items));
}

PieceInsight readBy(const ModelInsight& model, const Score& score,
                    const PieceInsight* before = nullptr) {
  auto insight = model.read(score, before);
  EXPECT_TRUE(insight);
  return std::move(*insight);
}

double sumOf(const Expectation& expectation) {
  return std::accumulate(expectation.keys.begin(), expectation.keys.end(), 0.0);
}

void expectSame(const PieceInsight& a, const PieceInsight& b) {
  ASSERT_EQ(a.notes.size(), b.notes.size());
  ASSERT_EQ(a.complete, b.complete);
  for (std::size_t i = 0; i < a.notes.size(); ++i) {
    ASSERT_EQ(a.notes[i].told, b.notes[i].told) << i;
    ASSERT_FLOAT_EQ(a.notes[i].surprise.total(), b.notes[i].surprise.total()) << i;
    ASSERT_FLOAT_EQ(a.notes[i].surprise.release, b.notes[i].surprise.release) << i;
    ASSERT_EQ(a.attendedBy(i).size(), b.attendedBy(i).size()) << i;
    for (std::size_t k = 0; k < a.attendedBy(i).size(); ++k) {
      ASSERT_EQ(a.attendedBy(i)[k].note, b.attendedBy(i)[k].note);
      ASSERT_FLOAT_EQ(a.attendedBy(i)[k].share, b.attendedBy(i)[k].share);
    }
  }
}

class EachRecipe : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Insight, EachRecipe,
                         testing::Values("score", "performance", "classic-a", "classic-b"),
                         [](const auto& name) {
                           std::string text = name.param;
                           std::erase(text, '-');
                           return text;
                         });

TEST_P(EachRecipe, TellsEveryNoteThatTheModelHears) {
  const auto model = insightOf(tinyModel(GetParam()));
  const Score score = piece(2, 60);
  const PieceInsight insight = readBy(*model, score);
  EXPECT_TRUE(insight.complete);
  ASSERT_EQ(insight.notes.size(), score.notes().size());
  for (std::size_t i = 0; i < insight.notes.size(); ++i) {
    const bool onPiano = score.notes()[i].pitch <= highestPianoPitch;
    if (model->recipe().isOurs()) {
      EXPECT_EQ(insight.notes[i].told, onPiano);
    }
    if (!insight.notes[i].told) continue;
    EXPECT_TRUE(std::isfinite(insight.notes[i].surprise.total()));
    EXPECT_GT(insight.notes[i].surprise.total(), 0);
  }
}

TEST_P(EachRecipe, HearsNothingOfWhatComesLater) {
  const auto model = insightOf(tinyModel(GetParam()));
  const Score score = piece(3, 80);
  ScoreItems items = score.items();
  items.notes.resize(50);
  const Score beginning(items);
  const PieceInsight whole = readBy(*model, score);
  const PieceInsight part = readBy(*model, beginning);
  // Classic B's Gaussians are those of the piece, and Classic A's frames go on.
  for (std::size_t i = 0; i < 45; ++i) {
    if (std::holds_alternative<ChordRecipe>(model->recipe().kind)) break;
    EXPECT_FLOAT_EQ(whole.notes[i].surprise.pitch, part.notes[i].surprise.pitch) << i;
  }
}

TEST_P(EachRecipe, AnEmptyPieceHasNoInsightButAnExpectation) {
  const auto model = insightOf(tinyModel(GetParam()));
  const PieceInsight insight = readBy(*model, Score());
  EXPECT_TRUE(insight.complete);
  EXPECT_TRUE(insight.notes.empty());
  EXPECT_GT(sumOf(model->expect(insight, 960).value()), 0.0);
}

TEST_P(EachRecipe, ReadingAgainAfterAnEditIsReadingAnew) {
  const auto model = insightOf(tinyModel(GetParam()));
  const Score score = piece(4, 300);
  const PieceInsight before = readBy(*model, score);
  Random random(7);
  for (int round = 0; round < 6; ++round) {
    ScoreItems items = score.items();
    const auto at = static_cast<std::size_t>(random.below(items.notes.size()));
    if (round % 2 == 0)
      items.notes.erase(items.notes.begin() + static_cast<std::ptrdiff_t>(at));
    else
      items.notes[at].pitch = static_cast<std::uint8_t>(40 + random.below(40));
    const Score edited(items);
    expectSame(readBy(*model, edited, &before), readBy(*model, edited));
  }
}

TEST_P(EachRecipe, AStoppedReadingGoesOnWhereItWas) {
  const auto model = insightOf(tinyModel(GetParam()));
  const Score score = piece(5, 300);
  std::stop_source stop;
  int reports = 0;
  const auto half = model->read(
      score, nullptr,
      [&](double fraction, const std::function<PieceInsight()>& soFar) {
        if (++reports == 2) {
          EXPECT_FALSE(soFar().complete);
        }
        if (fraction > 0.5) stop.request_stop();
      },
      stop.get_token());
  ASSERT_TRUE(half);
  EXPECT_FALSE(half->complete);
  expectSame(readBy(*model, score, &*half), readBy(*model, score));
}

TEST_P(EachRecipe, ExpectsTheSameFromHalfAReadingAsFromAWhole) {
  const auto model = insightOf(tinyModel(GetParam()));
  const Score score = piece(6, 300);
  std::stop_source stop;
  const auto half = model->read(
      score, nullptr,
      [&](double fraction, const auto&) {
        if (fraction > 0.3) stop.request_stop();
      },
      stop.get_token());
  const PieceInsight whole = readBy(*model, score);
  for (const Tick at : {0, 481, 5000, 30'000, 200'000}) {
    const Expectation a = model->expect(*half, at).value();
    const Expectation b = model->expect(whole, at).value();
    for (std::size_t key = 0; key < a.keys.size(); ++key) EXPECT_FLOAT_EQ(a.keys[key], b.keys[key]);
  }
}

TEST(Insight, IsWhatTheProbabilitiesOfTheStepsSay) {
  for (const char* name : {"score", "performance"}) {
    const Checkpoint checkpoint = tinyModel(name);
    const EventRecipe& recipe = checkpoint.recipe.events();
    const Stepper stepper(checkpoint);
    const Score score = piece(8, 120);
    const auto encoded = encodeNoteEvents(score, {recipe.grid, recipe.pedal}, Closing::Open);
    const BarClock clock(recipe.grid, score.meter(), encoded.origin);
    KeyboardState keyboard(recipe.pedal, recipe.grid);
    auto state = stepper.initialState();
    std::int64_t units = 0;
    double on = 0;
    for (std::size_t i = 0; i < encoded.events.size(); ++i) {
      const Event& event = encoded.events[i];
      units += shiftUnits(recipe.grid, event.shift);
      if (i > 0 && isNoteOn(event.action)) {
        // The product of the chances that a composing stream draws from, each summing to 1.
        std::vector<float> shifts(shiftCount), actions(actionCount), velocities(velocityCount);
        stepper.shiftLogits(state, shifts);
        stepper.actionLogits(state, event.shift, clock.placeAt(units), actions);
        stepper.velocityLogits(state, event.shift, event.action, velocities);
        for (int act = 0; act < actionCount; ++act) {
          if (!keyboard.allows(event.shift, act))
            actions[static_cast<std::size_t>(act)] = -INFINITY;
        }
        for (auto* head : {&shifts, &actions, &velocities}) {
          toChances(*head);
          ASSERT_NEAR(std::accumulate(head->begin(), head->end(), 0.0), 1, 1e-5);
        }
        on -= std::log(double{shifts[event.shift]} * actions[event.action] *
                       velocities[event.velocity]);
      }
      keyboard.apply(event);
      stepper.read(state, event, keyboard, clock.placeAt(units));
    }
    const PieceInsight insight = readBy(*insightOf(checkpoint), score);
    const auto strikes = noteStrikes(score, recipe.grid, encoded.events);
    double told = 0;
    for (std::size_t n = 0; n < insight.notes.size(); ++n) {
      const std::int32_t strike = strikes.struck[n];
      const bool first = strike >= 0 && strikes.noteOf[static_cast<std::size_t>(strike)] ==
                                            static_cast<std::int32_t>(n);
      if (first) told += insight.notes[n].surprise.total();
    }
    EXPECT_NEAR(told, on, 1e-3 * on);
  }
}

TEST(Insight, WhatTheModelWasMadeToWriteSurprisesItLeast) {
  for (const char* name : {"score", "performance"}) {
    const Checkpoint checkpoint = tinyModel(name, 3);
    const auto composer = Composer::create(checkpoint);
    ASSERT_TRUE(composer);
    ComposeRequest request;
    request.length = Bars{4};
    const auto mean = [&](double topP) {
      request.controls.topP = topP;
      const auto composition = (*composer)->compose(request);
      EXPECT_TRUE(composition);
      const PieceInsight insight =
          readBy(*insightOf(checkpoint), Score(ScoreItems(composition->material)));
      double sum = 0;
      for (const NoteInsight& note : insight.notes) sum += note.surprise.total();
      return sum / static_cast<double>(insight.notes.size());
    };
    EXPECT_LT(mean(0.001), mean(1.0));
  }
}

TEST(Insight, AttendsToEarlierNotesBySharesOfOne) {
  const auto model = insightOf(tinyModel("score"));
  ASSERT_TRUE(model->hasNoteAttention());
  const PieceInsight insight = readBy(*model, piece(9, 700));
  std::size_t used = 0;
  for (std::size_t i = 0; i < insight.notes.size(); ++i) {
    float sum = 0;
    float last = 1;
    for (const Attended& earlier : insight.attendedBy(i)) {
      EXPECT_LT(insight.score.notes()[earlier.note], insight.score.notes()[i]);
      EXPECT_LE(earlier.share, last);
      last = earlier.share;
      sum += earlier.share;
      ++used;
    }
    EXPECT_LE(sum, 1.0001f);
    EXPECT_LE(insight.attendedBy(i).size(), mostAttended);
  }
  EXPECT_GT(used, insight.notes.size());
}

TEST(Insight, AModelWithoutAttentionNamesNoNotes) {
  Checkpoint checkpoint = tinyModel("score");
  checkpoint.recipe.events().network.attention = 0;
  std::erase_if(checkpoint.weights,
                [](const auto& array) { return array.first.starts_with("attention"); });
  const auto model = insightOf(checkpoint);
  EXPECT_FALSE(model->hasNoteAttention());
  EXPECT_TRUE(readBy(*model, piece(1, 50)).attended.empty());
}

TEST(AttentionProbe, SharesAreOfEachEventThatIsKnownAndSumToOne) {
  const Checkpoint checkpoint = tinyModel("performance");
  const Stepper stepper(checkpoint);
  const AttentionProbe probe(checkpoint);
  KeyboardState keyboard;
  auto state = stepper.initialState();
  std::vector<float> shares{1};
  probe.sharesOf(state, shares);
  EXPECT_TRUE(shares.empty());
  for (int i = 0; i < attentionReach + 40; ++i) {
    const Event event{static_cast<std::uint8_t>(i % 7 + 1),
                      static_cast<std::uint8_t>(i % 2 == 0 ? 40 : 40 + action::noteOff), 16};
    keyboard.apply(event);
    stepper.read(state, event, keyboard, {});
    probe.sharesOf(state, shares);
    ASSERT_EQ(shares.size(), static_cast<std::size_t>(std::min(i + 1, attentionReach)));
    ASSERT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-4);
  }
}

TEST(AttentionProbe, FindsTheStateWhoseKeyAnswersTheQuestion) {
  Checkpoint checkpoint = tinyModel("performance");
  for (float& value : checkpoint.weights.at("attention.distance").values) value = 0;
  const Stepper stepper(checkpoint);
  const AttentionProbe probe(checkpoint);
  KeyboardState keyboard;
  auto state = stepper.initialState();
  for (int i = 0; i < attentionReach + 100; ++i) {
    const Event event{static_cast<std::uint8_t>(i % 5 + 1),
                      static_cast<std::uint8_t>(i % 2 == 0 ? 40 : 40 + action::noteOff), 16};
    keyboard.apply(event);
    stepper.read(state, event, keyboard, {});
  }
  // The key of the event 30 back becomes the question itself, many times over.
  const std::size_t inner = 64;
  const auto row = static_cast<std::size_t>((state.heard - 1 - 30) % attentionReach);
  const auto& query = checkpoint.weights.at("attention.query");
  for (std::size_t i = 0; i < inner; ++i) {
    float sum = 0;
    for (std::size_t k = 0; k < state.before.size(); ++k) {
      sum += query.values[i * state.before.size() + k] * state.before[k];
    }
    state.keys[row * inner + i] = 50 * sum;
  }
  std::vector<float> shares;
  probe.sharesOf(state, shares);
  EXPECT_EQ(std::max_element(shares.begin(), shares.end()) - shares.begin(), 30);
}

TEST(Expectation, ChancesOfTheNextKeyAreNoMoreThanOne) {
  for (const char* name : {"score", "performance", "classic-b"}) {
    const auto model = insightOf(tinyModel(name));
    const PieceInsight insight = readBy(*model, piece(4, 100));
    for (const Tick at : {0, 480, 481, 4000, 12'345, 500'000}) {
      const Expectation expectation = model->expect(insight, at).value();
      EXPECT_EQ(expectation.at, at);
      EXPECT_LE(sumOf(expectation) + expectation.open, 1.0001);
      if (model->recipe().isOurs()) {
        EXPECT_GT(sumOf(expectation) + expectation.open, 0.999);
      }
      double when = 0;
      Tick last = 0;
      for (const auto& moment : expectation.when) {
        EXPECT_GE(moment.tick, last);
        last = moment.tick;
        when += moment.chance;
      }
      if (model->recipe().isOurs()) {
        EXPECT_NEAR(when, sumOf(expectation), 1e-4);
      }
    }
  }
}

TEST(Expectation, AKeyThatIsDownIsNotTheNextOneStruckAtThatInstant) {
  const auto model = insightOf(tinyModel("performance"));
  ScoreItems items;
  items.notes = {{0, 960, 60, 80}, {0, 960, 64, 80}};
  const PieceInsight insight = readBy(*model, Score(items));
  const Expectation expectation = model->expect(insight, 0).value();
  EXPECT_GT(sumOf(expectation), 0.1);
  EXPECT_GE(expectation.when.front().tick, 0);
}

TEST(Expectation, NothingIsExpectedBeforeItsMoment) {
  for (const char* name : {"score", "performance"}) {
    const auto model = insightOf(tinyModel(name));
    const PieceInsight insight = readBy(*model, piece(10, 60));
    for (Tick at = 0; at < 8000; at += 333) {
      const Expectation expectation = model->expect(insight, at).value();
      const Tick unit = name == std::string("score") ? 40 : 20;
      for (const auto& moment : expectation.when) EXPECT_GE(moment.tick, at - unit);
    }
  }
}

TEST(ClassicAInsight, SharesAFramesSurpriseOverItsNotes) {
  const auto model = insightOf(tinyModel("classic-a"));
  ScoreItems items;  // at 120 quarters a minute and 5 frames a second a frame has 384 ticks
  items.notes = {{0, 768, 60, 80}, {0, 768, 64, 80}, {384, 768, 67, 80}, {800, 100, 62, 80}};
  const PieceInsight insight = readBy(*model, Score(items));
  EXPECT_TRUE(insight.notes[0].told);
  EXPECT_EQ(insight.notes[0].surprise.pitch, insight.notes[1].surprise.pitch);
  EXPECT_TRUE(insight.notes[2].told);
  EXPECT_FALSE(insight.notes[3].told) << "a note within a frame vanishes";
}

TEST(ClassicAInsight, AFaithfulModelRefusesChordsThatItNeverMet) {
  Checkpoint checkpoint = tinyModel("classic-a");
  std::get<ChordRecipe>(checkpoint.recipe.kind).faithful = true;
  ScoreItems items;
  items.notes = {{0, 1920, 30, 80}};
  const auto insight = insightOf(checkpoint)->read(Score(items));
  ASSERT_FALSE(insight);
  EXPECT_EQ(insight.error().code, ErrorCode::UnsupportedFile);
}

TEST(ClassicBInsight, CountsErrorsAsItsEvaluationDoes) {
  const auto model = insightOf(tinyModel("classic-b"));
  const PieceInsight insight = readBy(*model, piece(3, 200));
  // The mean over Gaussians of the errors' own variance is the entropy of one.
  double when = 0;
  for (const NoteInsight& note : insight.notes) when += note.surprise.when;
  when /= static_cast<double>(insight.notes.size());
  EXPECT_GT(when, 1.4);
  EXPECT_LT(when, 8);
}

TEST(Insight, ACheckpointWithoutItsArraysIsRefused) {
  Checkpoint checkpoint = tinyModel("score");
  checkpoint.weights.erase("shift.bias");
  EXPECT_FALSE(ModelInsight::create(checkpoint));
}

}  // namespace
}  // namespace cadenza
