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
    model.compose = [this](const ComposeRequest&, const auto& tell,
                           std::stop_token stop) -> Result<Composition> {
      tell({0.5, std::span(&written, 1)});
      gate.wait(stop);
      Composition composition;
      composition.material.notes = {written};
      composition.stopped = stop.stop_requested();
      return composition;
    };
    return model;
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
  EXPECT_THAT(progress->notes, ::testing::ElementsAre(written));
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
  EXPECT_TRUE(proposal->composition.stopped);
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

TEST_F(ComposingControllerTest, ARealModelComposesWhatTheComposerComposes) {
  const test::TemporaryFolder folder;
  const auto path = folder / "tiny.safetensors";
  ASSERT_TRUE(saveCheckpoint(path, test::tinyModel("score")));
  ComposeRequest request;
  request.length = Bars{4};
  ComposingController real(loadComposer);
  QObject::connect(&real, &ComposingController::finished,
                   [this](const Proposal& done) { proposal = done; });
  real.generate(path, request);
  ASSERT_TRUE(waitUntil([this] { return proposal.has_value(); }));
  const auto composer = Composer::create(test::tinyModel("score"));
  const auto expected = (*composer)->compose(request);
  EXPECT_EQ(proposal->composition.material, expected->material);
  EXPECT_EQ(proposal->model, "tiny score");
}

}  // namespace
}  // namespace cadenza::ui
