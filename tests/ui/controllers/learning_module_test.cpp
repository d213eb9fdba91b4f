// SPDX-License-Identifier: GPL-3.0-or-later
// A training by the real module, as the desktop program runs one.
#include "core/learn/learning_module.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/training_controller.h"

namespace cadenza::ui {
namespace {

TEST(LearningModule, TrainsAModelThatComposes) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "music");
  writeEtudes(folder / "music", 12);
  TrainingController training(
      loadLearning, [&](const auto&) { return folder / "corpus.cache"; }, folder / "runs");
  TrainingPlan plan;
  plan.corpus.places = {folder / "music"};
  TrainingOptions& options = plan.options;
  options.out = folder / "model.safetensors";
  options.recipe = findRecipe("score", NetworkSize::Small).value();
  options.recipe.events().network = {1, 16, 16, 64, true, true};
  options.epochs = 1;
  options.streams = 4;
  options.chunk = 32;
  options.threads = 1;
  std::optional<Result<TrainingOutcome>> outcome;
  QObject::connect(&training, &TrainingController::ended,
                   [&](const TrainingRun&, const Result<TrainingOutcome>& how) { outcome = how; });
  ASSERT_TRUE(training.add(plan));
  ASSERT_TRUE(waitUntil([&] { return outcome.has_value(); }));
  ASSERT_TRUE(*outcome) << outcome->error().detail;

  std::optional<Proposal> proposal;
  ComposingController composing(loadComposer);
  QObject::connect(&composing, &ComposingController::finished,
                   [&](const Proposal& done) { proposal = done; });
  composing.generate(options.out, {});
  EXPECT_TRUE(waitUntil([&] { return proposal.has_value(); }));
}

}  // namespace
}  // namespace cadenza::ui
