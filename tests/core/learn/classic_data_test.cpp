// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/learn/keras_initial.h"
#include "core/midi/midi_reader.h"
#include "tests/core/learn/plain_tutorial.h"
#include "tests/support/shared_data.h"

namespace cadenza {
namespace {

TEST(ClassicB, LearnsFiveRealPiecesAsAPlainTorchLoopDoes) {
  const auto folder = test::sharedData("maestro-v3.0.0/2018");
  if (folder.empty()) GTEST_SKIP() << "MAESTRO is not here";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  ASSERT_GE(files.size(), 5u);
  std::vector<Score> scores;
  for (std::size_t i = 0; i < 5; ++i) scores.push_back(readMidiFile(files[i]).value().score);
  const Corpus corpus = Corpus::fromScores(scores);

  TripleNetwork network(torch::kCPU);
  initialiseAsKeras(network.parameters(), 1);
  test::PlainTutorial plain(network.parameters());
  test::OurTutorial ours(network);
  TripleWindows windows(corpus, 25, 1);
  TripleBatch batch;
  double early = 0;
  double late = 0;
  double plainLate = 0;
  constexpr int steps = 100;
  constexpr int counted = 30;
  for (int step = 0; step < steps; ++step) {
    windows.next(64, batch);
    const double loss = ours.learn(batch);
    const double plainLoss = plain.learn(batch);
    if (step < counted) early += loss / counted;
    if (step >= steps - counted) late += loss / counted;
    if (step >= steps - counted) plainLate += plainLoss / counted;
  }
  EXPECT_LT(late, 0.9 * early);
  EXPECT_NEAR(late, plainLate, 0.02 * plainLate);
}

}  // namespace
}  // namespace cadenza
