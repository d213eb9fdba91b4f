// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/composing_controller.h"

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

const Note written{0, 960, 60, 80};

class ComposingControllerTest : public ::testing::Test {
 protected:
  ComposingControllerTest() {
    QObject::connect(&controller, &ComposingController::progressed,
                     [this](const ComposingProgress& now) { progress = now; });
    QObject::connect(&controller, &ComposingController::finished,
                     [this](const Proposal& done) { proposal = done; });
    QObject::connect(&controller, &ComposingController::failed,
                     [this](const Error& why) { error = why; });
  }

  Result<ReadyModel> load(const std::filesystem::path& path) {
    ++loads;
    if (path == "missing") return Error{ErrorCode::NotFound, "no such model"};
    ReadyModel model;
    model.info.name = "scribe";
    model.composeVariations = [this](const ComposeRequest& request, int count, const auto& tell,
                                     std::stop_token stop) {
      return write(request, count, tell, std::move(stop));
    };
    return model;
  }

  // One note, named by its velocity after the seed number; the seed 13 fails.
  Result<std::vector<Composition>> write(const ComposeRequest& request, int count,
                                         const ProgressReport& tell, std::stop_token stop) {
    for (int i = 0; i < count; ++i) tell({0.5, std::span(&written, 1), i});
    std::vector<Composition> compositions;
    for (int i = 0; i < count; ++i) {
      const std::uint64_t seed = request.randomSeed + static_cast<std::uint64_t>(i);
      if (seed == 13) return Error{ErrorCode::UnsupportedFile, "thirteen"};
      Composition& composition = compositions.emplace_back();
      composition.material.notes = {written};
      composition.material.notes[0].velocity = static_cast<std::uint8_t>(seed);
    }
    gate.wait(stop);
    for (Composition& composition : compositions) composition.stopped = stop.stop_requested();
    return compositions;
  }

  Gate gate;
  int loads = 0;
  std::optional<ComposingProgress> progress;
  std::optional<Proposal> proposal;
  std::optional<Error> error;
  ComposingController controller{[this](const auto& path) { return load(path); }};
};

TEST_F(ComposingControllerTest, TellsWhatIsWrittenAndThenProposesIt) {
  controller.generate("model", {});
  ASSERT_TRUE(waitUntil([this] { return progress.has_value(); }));
  EXPECT_THAT(progress->variations, ::testing::ElementsAre(::testing::ElementsAre(written)));
  EXPECT_EQ(progress->fraction, 0.5);
  gate.open();
  ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
  EXPECT_EQ(proposal->model, "scribe");
  EXPECT_FALSE(controller.isComposing());
}

TEST_F(ComposingControllerTest, KeepsTheModelLoadedUntilItIsForgotten) {
  gate.open();
  for (int round = 0; round < 3; ++round) {
    if (round == 2) controller.forgetModel();
    proposal.reset();
    controller.generate("model", {});
    ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
  }
  EXPECT_EQ(loads, 2);
}

TEST_F(ComposingControllerTest, StoppingKeepsWhatWasWritten) {
  controller.generate("model", {});
  controller.stop();
  ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
  ASSERT_EQ(proposal->compositions.size(), 1u);
  EXPECT_TRUE(proposal->compositions[0].stopped);
}

TEST_F(ComposingControllerTest, AModelThatIsNotThereIsAnErrorAndTheNextOneWorks) {
  controller.generate("missing", {});
  ASSERT_TRUE(waitUntil([this] { return error.has_value(); }));
  EXPECT_EQ(error->code, ErrorCode::NotFound);
  gate.open();
  controller.generate("model", {});
  EXPECT_TRUE(waitUntil([this] { return proposal.has_value(); }));
}

TEST_F(ComposingControllerTest, AnExceptionBecomesAnError) {
  ComposingController thrower([](const auto&) -> Result<ReadyModel> { throw std::bad_alloc(); });
  std::optional<Error> thrown;
  QObject::connect(&thrower, &ComposingController::failed, [&](const Error& why) { thrown = why; });
  thrower.generate("model", {});
  ASSERT_TRUE(waitUntil([&] { return thrown.has_value(); }));
  EXPECT_EQ(thrown->code, ErrorCode::OutOfMemory);
}

TEST_F(ComposingControllerTest, ManyVariationsComeInTheOrderOfTheirNumbers) {
  gate.open();
  ComposeRequest request;
  request.randomSeed = 20;
  for (const int count : {1, 3, 4, 5, 8}) {
    proposal.reset();
    controller.generate("model", request, count);
    ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
    ASSERT_EQ(proposal->compositions.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      EXPECT_EQ(proposal->compositions[static_cast<std::size_t>(i)].material.notes[0].velocity,
                20 + i);
    }
  }
}

TEST_F(ComposingControllerTest, WhereOneHalfFailsTheOtherIsStoppedAndTheErrorSaid) {
  ComposeRequest request;
  request.randomSeed = 7;
  controller.generate("model", request, 8);
  ASSERT_TRUE(waitUntil([this] { return error.has_value(); }));
  EXPECT_EQ(error->detail, "thirteen");
}

TEST_F(ComposingControllerTest, ARealModelComposesWhatTheComposerComposes) {
  const test::TemporaryFolder folder;
  const auto path = folder / "tiny.safetensors";
  ASSERT_TRUE(saveCheckpoint(path, test::tinyModel("score")));
  ComposeRequest request;
  request.length = Bars{4};
  ComposingController real(loadComposer);
  QObject::connect(&real, &ComposingController::finished,
                   [this](const Proposal& done) { proposal = done; });
  real.generate(path, request, 5);
  ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
  const auto composer = Composer::create(test::tinyModel("score"));
  const auto expected = (*composer)->composeVariations(request, 5);
  ASSERT_EQ(proposal->compositions.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(proposal->compositions[i].material, (*expected)[i].material);
  }
  EXPECT_EQ(proposal->model, "tiny score");
  EXPECT_EQ(proposal->checksum, loadCheckpointHeader(path)->checksum);
}

}  // namespace
}  // namespace cadenza::ui
