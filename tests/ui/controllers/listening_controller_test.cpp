// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/listening_controller.h"

#include "core/score/excerpt.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;

class ListeningControllerTest : public ::testing::Test {
 protected:
  ListeningControllerTest() {
    fs::create_directories(folder / "music");
    writeEtudes(folder / "music", 12);
    listen(*listening);
  }
  void listen(ListeningController& to) {
    QObject::connect(&to, &ListeningController::written,
                     [this](const std::string&, qint64 step) { written.push_back(step); });
    QObject::connect(&to, &ListeningController::failed,
                     [this](const std::string&, qint64, const Error& problem) { error = problem; });
    QObject::connect(&to, &ListeningController::kept,
                     [this](const std::string&, qint64, const fs::path& model) { kept = model; });
  }
  [[nodiscard]] std::unique_ptr<ListeningController> make() {
    return std::make_unique<ListeningController>(training, loadComposer, folder / "seed.mid");
  }
  // A training whose only checkpoint, of step 10, is written.
  [[nodiscard]] std::string train() {
    TrainingPlan plan;
    plan.options.out = folder / "model.safetensors";
    plan.options.recipe = findRecipe("score", NetworkSize::Small).value();
    plan.corpus.places = {folder / "music"};
    const auto id = training.add(plan);
    EXPECT_TRUE(id);
    EXPECT_TRUE(waitUntil([this] { return !written.empty(); }));
    return *id;
  }

  test::TemporaryFolder folder;
  FakeLearning learning;
  std::vector<std::int64_t> written;
  std::optional<Error> error;
  fs::path kept;
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return folder / "corpus.cache"; },
                              folder / "runs"};
  std::unique_ptr<ListeningController> listening = make();
};

TEST_F(ListeningControllerTest, EachCheckpointComposesByItself) {
  const std::string id = train();
  EXPECT_EQ(written, (std::vector<std::int64_t>{10}));
  const auto music = listening->find(id, 10);
  ASSERT_NE(music, nullptr);
  EXPECT_EQ(music->seedEnd, 0);
  EXPECT_TRUE(fs::exists(musicFile(*training.find(id), {}, 10)));
}

TEST_F(ListeningControllerTest, GoesOnFromThePinnedSeedAndKeepsIt) {
  const std::string id = train();
  const Score seed = excerpt(test::etude(60), TickRange{0, 8 * ticksPerQuarter});
  listening->pin(seed);
  EXPECT_EQ(listening->find(id, 10), nullptr);
  written.clear();
  listening->ask(id, 10);
  ASSERT_TRUE(waitUntil([this] { return !written.empty(); }));
  const auto music = listening->find(id, 10);
  EXPECT_EQ(music->seedEnd, 8 * ticksPerQuarter);
  const auto& notes = music->score.notes();
  ASSERT_GE(notes.size(), seed.notes().size());
  EXPECT_TRUE(std::equal(seed.notes().begin(), seed.notes().end(), notes.begin()));

  auto next = make();  // of the next program
  EXPECT_EQ(next->seed().notes(), seed.notes());
}

TEST_F(ListeningControllerTest, WhatWasWrittenOutlivesTheWeights) {
  const std::string id = train();
  const auto before = listening->find(id, 10);
  fs::remove_all(checkpointsFolder(*training.find(id)));
  listening = make();
  listen(*listening);
  written.clear();
  listening->ask(id, 10);
  ASSERT_TRUE(waitUntil([this] { return !written.empty(); }));
  EXPECT_EQ(listening->find(id, 10)->score.notes(), before->score.notes());
}

TEST_F(ListeningControllerTest, AnotherSeedForWeightsThatAreGoneIsExplained) {
  const std::string id = train();
  fs::remove_all(checkpointsFolder(*training.find(id)));
  listening->pin(test::etude(60, 2));
  listening->ask(id, 10);
  ASSERT_TRUE(waitUntil([this] { return error.has_value(); }));
  EXPECT_EQ(error->code, ErrorCode::NotFound);
  EXPECT_THAT(error->detail, ::testing::HasSubstr("let go"));
}

TEST_F(ListeningControllerTest, KeptACheckpointIsAModelOfItsOwn) {
  const std::string id = train();
  listening->keep(id, 10, QStringLiteral("Early"), folder / "early.safetensors");
  ASSERT_TRUE(waitUntil([this] { return !kept.empty(); }));
  const auto model = loadCheckpoint(kept);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->info.name, "Early");
}

TEST_F(ListeningControllerTest, GoesAwayWhileItComposes) {
  const std::string id = train();
  listening->pin(test::etude(62, 2));
  listening->ask(id, 10);
  QCoreApplication::processEvents();
  listening.reset();
}

}  // namespace
}  // namespace cadenza::ui
