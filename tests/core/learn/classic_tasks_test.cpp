// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>

#include "core/learn/chord_network.h"
#include "core/learn/chord_windows.h"
#include "core/learn/keras_initial.h"
#include "core/learn/torch_learning.h"
#include "core/learn/triple_network.h"
#include "core/learn/triple_streams.h"
#include "tests/core/learn/plain_tutorial.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

// Whole trainings of both ancestors, in both modes.
class ClassicTraining : public testing::Test {
 protected:
  void choose(const std::string& name, bool faithful) {
    Recipe recipe = *findRecipe(name, NetworkSize::Small);
    if (auto* chords = std::get_if<ChordRecipe>(&recipe.kind)) {
      chords->faithful = faithful;
      chords->window = 6;
    }
    if (auto* triples = std::get_if<TripleRecipe>(&recipe.kind)) triples->faithful = faithful;
    options_ = defaultOptions(recipe);
    options_.out = folder_ / (name + (faithful ? "-faithful" : "") + ".safetensors");
    options_.threads = 1;
    options_.arithmetic = ArithmeticChoice::Single;
    options_.streams = faithful || name == "classic-a" ? 16 : 2;
    options_.chunk = 8;
    options_.epochs = 2;
    options_.portraits = false;
    options_.validateEveryMinutes = 1000;
  }

  Result<TrainingOutcome> train(std::stop_token stop = {}) {
    return TorchLearning().train(corpus_, options_, observer_, std::move(stop));
  }

  test::TemporaryFolder folder_;
  // Of one key, so that the held-out piece has no chord that was not met.
  Corpus corpus_ = Corpus::fromScores({test::etude(60, 4), test::etude(60, 5), test::etude(60, 6)},
                                      {Split::Train, Split::Validation, Split::Train});
  TrainingOptions options_;
  TrainingObserver observer_;
};

TEST_F(ClassicTraining, LowersTheLossOfHeldOutPieces) {
  for (const char* name : {"classic-a", "classic-b"}) {
    choose(name, false);
    options_.epochs = 6;
    std::vector<double> losses;
    observer_.evaluated = [&](const TrainingEvaluation& evaluation) {
      losses.push_back(evaluation.point.validation);
    };
    const auto outcome = train();
    ASSERT_TRUE(outcome) << outcome.error().detail;
    EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Finished);
    ASSERT_EQ(losses.size(), 6u) << "one an epoch";
    EXPECT_LT(losses.back(), 0.9 * losses.front()) << name;
    const auto model = loadCheckpoint(options_.out);
    ASSERT_TRUE(model) << model.error().detail;
    const auto scored = TorchLearning().evaluate(corpus_, *model, {}, {});
    ASSERT_TRUE(scored) << scored.error().detail;
    EXPECT_EQ(scored->notes, test::etude(60, 5).notes().size());
    EXPECT_NEAR(scored->loss(), model->info.validationLoss, 1e-4);
    EXPECT_TRUE(std::isfinite(scored->natsPerNote));
  }
}

TEST_F(ClassicTraining, GoesOnToTheBitWhereItWasStopped) {
  for (const char* name : {"classic-a", "classic-b"}) {
    for (const bool faithful : {false, true}) {
      choose(name, faithful);
      ASSERT_TRUE(train());
      const auto whole = loadCheckpoint(options_.out).value();
      for (const int stopAt : {1, 5, 7}) {
        std::stop_source stop;
        observer_.progress = [&](const TrainingProgress& progress) {
          if (progress.step == stopAt) stop.request_stop();
        };
        options_.resume = false;
        std::filesystem::remove(options_.out);
        const auto stopped = train(stop.get_token());
        ASSERT_TRUE(stopped) << stopped.error().detail;
        ASSERT_EQ(stopped->kind, TrainingOutcome::Kind::Stopped) << name;
        options_.resume = true;
        observer_.progress = {};
        const auto resumed = train();
        ASSERT_TRUE(resumed) << resumed.error().detail;
        const auto model = loadCheckpoint(options_.out).value();
        for (const auto& [array, weights] : whole.weights) {
          EXPECT_EQ(model.weights.at(array).values, weights.values)
              << name << ' ' << faithful << ' ' << array << " after " << stopAt;
        }
      }
      options_.resume = false;
    }
  }
}

TEST_F(ClassicTraining, OfTooLittleIsRefused) {
  for (const char* name : {"classic-a", "classic-b"}) {
    for (const bool faithful : {false, true}) {
      choose(name, faithful);
      corpus_ = Corpus::fromScores({Score({{{0, 10, 60, 80}}, {}, {}, {}})});
      if (name == std::string("classic-b") && !faithful) corpus_ = Corpus::fromScores({Score()});
      const auto outcome = train();
      ASSERT_FALSE(outcome) << name << ' ' << faithful;
      EXPECT_EQ(outcome.error().code, ErrorCode::EmptyCorpus);
    }
  }
}

TEST_F(ClassicTraining, OfFaithfulClassicAStumblesOverUnknownChords) {
  choose("classic-a", true);
  options_.epochs = 0.2;
  ASSERT_TRUE(train()) << "it watches the pieces that it learns from";
  const auto model = loadCheckpoint(options_.out);
  ASSERT_TRUE(model);
  const Corpus other = Corpus::fromScores({test::etude(80, 4)}, {Split::Validation});
  const auto faithful = TorchLearning().evaluate(other, *model, {}, {});
  ASSERT_FALSE(faithful);
  EXPECT_EQ(faithful.error().code, ErrorCode::InvalidArgument);
  EXPECT_NE(faithful.error().detail.find("never met"), std::string::npos);
  choose("classic-a", false);
  options_.epochs = 0.2;
  ASSERT_TRUE(train());
  EXPECT_TRUE(TorchLearning().evaluate(other, *loadCheckpoint(options_.out), {}, {}));
}

TEST(ChordWindows, DealEachWindowOnceAnEpochAndEveryEpochAnew) {
  std::vector<FrameClasses> pieces;
  for (int piece = 0; piece < 40; ++piece) {
    FrameClasses& frames = pieces.emplace_back();
    for (int i = 0; i < 3 + piece % 5; ++i) frames.push_back(10 * piece + i);
  }
  ChordWindows windows(pieces, 4, 999, 7);
  const auto epoch = [&] {
    std::vector<std::int64_t> targets;
    ChordBatch batch;
    for (std::size_t dealt = 0; dealt < windows.size(); dealt += batch.count()) {
      windows.next(9, batch);
      for (std::size_t i = 0; i < batch.count(); ++i) {
        EXPECT_EQ(batch.windows[4 * i + 3] + 1, batch.targets[i]) << "the frame that follows";
        targets.push_back(batch.targets[i]);
      }
    }
    return targets;
  };
  auto first = epoch();
  auto second = epoch();
  EXPECT_NE(first, second);
  std::ranges::sort(first);
  std::ranges::sort(second);
  EXPECT_EQ(first, second);
  EXPECT_EQ(std::ranges::adjacent_find(first), first.end());
}

TEST(ChordWindows, AreFilledUpWithSilenceBeforeThePiece) {
  ChordBatch batch;
  addWindow({1, 2, 3}, 1, 4, 9, batch);
  EXPECT_EQ(batch.windows, (std::vector<std::int64_t>{9, 9, 1, 2}));
  EXPECT_EQ(batch.targets, (std::vector<std::int64_t>{3}));
}

class ChordNetworkModes : public testing::Test {
 protected:
  static ChordNetwork network(bool faithful) {
    ChordNetwork made({5, 50, 20, faithful}, torch::kCPU);
    initialiseAsKeras(made.parameters(), 1);
    return made;
  }
  torch::Tensor windows_ = torch::randint(20, {3, 50}, torch::kInt64);
};

TEST_F(ChordNetworkModes, AttentionReachesFromTwentyFiveBackToTwentyFourAhead) {
  torch::NoGradGuard guard;
  for (const bool faithful : {false, true}) {
    for (const torch::Tensor& map : network(faithful).read(windows_, 0).attention) {
      EXPECT_TRUE(torch::allclose(map.sum(2), torch::ones({3, 50}), 1e-5, 1e-5));
      for (int i = 0; i < 50; ++i) {
        for (int j = 0; j < 50; ++j) {
          const bool within = j >= i - 25 && j <= i + 24;
          EXPECT_EQ(map[0][i][j].item<float>() > 0, within) << i << ' ' << j;
        }
      }
    }
  }
}

TEST_F(ChordNetworkModes, FaithfulScoresAreSixteenTimesAsSteep) {
  torch::NoGradGuard guard;
  ChordNetwork ours = network(false);
  ours.parameters()["embedding"].detach().mul_(20);
  ChordNetwork faithful = network(true);
  faithful.parameters().load(ours.parameters().toWeights());
  const auto gentle = ours.read(windows_, 0).attention[0];
  EXPECT_FALSE(torch::allclose(gentle, faithful.read(windows_, 0).attention[0], 1e-4, 1e-6));
  for (const char* name : {"attention.0.weight", "attention.1.weight"}) {
    faithful.parameters()[name].detach().mul_(1.0 / 16);
  }
  EXPECT_TRUE(torch::allclose(gentle, faithful.read(windows_, 0).attention[0], 1e-4, 1e-6));
}

TEST_F(ChordNetworkModes, OnlyOursIsRegularised) {
  const ChordNetwork ours = network(false);
  const ChordNetwork faithful = network(true);
  EXPECT_GT(ours.regularisation(ours.read(windows_, 0)).item<double>(), 0);
  EXPECT_EQ(faithful.regularisation(faithful.read(windows_, 0)).item<double>(), 0);
}

TEST_F(ChordNetworkModes, GradientsAreThoseOfADenseEmbedding) {
  ChordNetwork made = network(false);
  const auto loss = made.read(windows_, 0).logits.square().sum();
  loss.backward();
  const torch::Tensor sparse = made.parameters()["embedding"].grad().clone();
  const double step = 1e-2;
  torch::NoGradGuard guard;
  const auto number = windows_[0][30].item<std::int64_t>();
  torch::Tensor weight = made.parameters()["embedding"].detach();
  const auto lossAt = [&](double value) {
    weight[number][5] = value;
    return made.read(windows_, 0).logits.square().sum().item<double>();
  };
  const double before = weight[number][5].item<double>();
  const double slope = (lossAt(before + step) - lossAt(before - step)) / (2 * step);
  EXPECT_NEAR(sparse[number][5].item<double>(), slope, 0.02 * std::abs(slope) + 1e-4);
}

TEST(TripleWindows, GiveTheSameBatchesEachEpochAndCrossFileBorders) {
  const Corpus corpus = test::tinyCorpus();
  TripleWindows windows(corpus, 25, 1);
  EXPECT_EQ(windows.size(), 10u * 160 - 25) << "one stream of notes, whatever file they are from";
  std::vector<std::int64_t> first;
  TripleBatch batch;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<std::int64_t> pitches;
    for (std::size_t i = 0; i < windows.size() / 64; ++i) {
      windows.next(64, batch);
      pitches.insert(pitches.end(), batch.pitch.begin(), batch.pitch.end());
    }
    if (epoch == 0) first = pitches;
    EXPECT_EQ(pitches, first);
  }
}

TEST(TripleStreams, ReadEveryNoteOnceFromTheOneBefore) {
  const Corpus corpus = test::tinyCorpus();
  TripleStreams streams(corpus, 3, eachPieceOnce(corpus, Split::Train));
  TripleBatch batch;
  std::size_t notes = 0;
  std::size_t begun = 0;
  while (streams.next(32, batch)) {
    notes += batch.notes;
    for (std::size_t i = 0; i < 3; ++i) {
      if (batch.carries[i] > 0 || batch.weight[i] == 0) continue;
      ++begun;
      EXPECT_EQ(batch.inputs[3 * i], 0) << "nothing is before the first note";
    }
    for (std::size_t place = 3; place < batch.pitch.size(); ++place) {
      if (batch.weight[place] == 0) continue;
      EXPECT_EQ(batch.inputs[3 * place], static_cast<float>(batch.pitch[place - 3]) / 128);
      EXPECT_EQ(batch.inputs[3 * place + 1], batch.step[place - 3]);
    }
  }
  EXPECT_EQ(notes, 10u * 160);
  EXPECT_EQ(begun, 10u);
}

TEST(ClassicB, LearnsAsAPlainTorchLoopDoes) {
  TripleNetwork network(torch::kCPU);
  initialiseAsKeras(network.parameters(), 3);
  test::PlainTutorial plain(network.parameters());
  test::OurTutorial ours(network);
  TripleWindows windows(test::tinyCorpus(), 25, 1);
  TripleBatch batch;
  double first = 0;
  double last = 0;
  for (int step = 0; step < 20; ++step) {
    windows.next(64, batch);
    last = ours.learn(batch);
    if (step == 0) first = last;
    EXPECT_NEAR(last, plain.learn(batch), 1e-3 * first) << "step " << step;
  }
  EXPECT_LT(last, 0.8 * first);
}

}  // namespace
}  // namespace cadenza
