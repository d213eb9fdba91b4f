// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

TrainingEvaluation evaluation(const fs::path& folder, int i) {
  TrainingEvaluation made;
  made.point = {i * 10, i * 1000, i * 2.0, 5.0 - i, i == 2 ? std::nan("") : 5.5 - i};
  made.validation = {{1, 2, 2.5 - i}};
  made.best = i == 1;
  made.entropy = 1.5;
  SelfPortrait portrait;
  portrait.notes = 12;
  portrait.repeatedGroups = 0.25;
  for (auto member : {&NoteHistograms::pitch, &NoteHistograms::step, &NoteHistograms::duration}) {
    (portrait.data.*member) = {{0, 1, 2}, {3, 4}, 0, 1};
    (portrait.written.*member) = {{0, 1, 2}, {static_cast<std::size_t>(i), 1}, 2, 0};
  }
  portrait.distances = distancesOf(portrait.written, portrait.data);
  made.portrait = portrait;
  made.diagnoses = {{Finding::Collapsed, "Round in circles.", "Stop."}};
  made.checkpoint = folder / "checkpoints" / "00000010.safetensors";
  return made;
}

class RunStore : public testing::Test {
 protected:
  TrainingRun makeRun(const RunFolder& held) {
    TrainingRun run;
    run.folder = held.path();
    run.id = held.path().filename().string();
    run.created = "2026-11-21T20:00:00Z";
    run.state = RunState::Running;
    run.device = "CPU, 2 threads";
    run.fraction = 0.4;
    run.minutes = 12.5;
    run.plan.options = defaultOptions(*findRecipe("classic-b", NetworkSize::Small));
    run.plan.options.out = folder_ / "my models" / "mödel.safetensors";
    run.plan.options.modelName = "Mödel";
    run.plan.options.minutes = 30;
    run.plan.options.seed = 1234567890123456789u;
    run.plan.options.checkpoints = checkpointsFolder(run);
    run.plan.corpus.places = {"/music/a", "/music/b.mid"};
    run.plan.corpus.leftOut = {3, 18446744073709551615u};
    run.plan.corpus.licence = "my own";
    for (int i = 0; i < 50; ++i) {
      TrainingProgress progress;
      progress.step = i;
      progress.minutes = 0.1 * i;
      progress.train = {{1, 2, 3.0 / (i + 1)}};
      run.course.add(progress);
    }
    for (int i = 1; i < 4; ++i) run.course.add(evaluation(run.folder, i));
    run.log = {"2026-11-21T20:00:01Z Learning.", "2026-11-21T20:00:02Z Paused."};
    return run;
  }

  test::TemporaryFolder folder_;
};

TEST_F(RunStore, KeepsARunWithItsCourseAndItsLog) {
  const auto held = RunFolder::create(folder_ / "runs");
  ASSERT_TRUE(held);
  const TrainingRun run = makeRun(*held);
  ASSERT_TRUE(writeRun(run));
  ASSERT_TRUE(writeCourse(run));
  auto read = readRun(run.folder);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->id, run.id);
  EXPECT_EQ(read->state, RunState::Running);
  EXPECT_EQ(read->minutes, 12.5);
  EXPECT_TRUE(std::isnan(read->bestLoss));
  const TrainingOptions& options = read->plan.options;
  EXPECT_EQ(options.recipe, run.plan.options.recipe);
  EXPECT_EQ(options.out, run.plan.options.out);
  EXPECT_EQ(options.minutes, 30);
  EXPECT_EQ(options.epochs, run.plan.options.epochs);
  EXPECT_EQ(options.seed, run.plan.options.seed);
  EXPECT_TRUE(std::isinf(options.optimiser.largestNorm));
  EXPECT_EQ(options.checkpoints, run.plan.options.checkpoints);
  EXPECT_EQ(read->plan.corpus, run.plan.corpus);
  ASSERT_TRUE(readCourse(*read));
  EXPECT_EQ(read->log, run.log);
  ASSERT_EQ(read->course.points().size(), run.course.points().size());
  EXPECT_EQ(read->course.points()[7].train.heads, run.course.points()[7].train.heads);
  ASSERT_EQ(read->course.evaluations().size(), 3u);
  const TrainingEvaluation& second = read->course.evaluations()[1];
  EXPECT_TRUE(std::isnan(second.point.validation));
  EXPECT_EQ(second.checkpoint, run.course.evaluations()[1].checkpoint);
  EXPECT_EQ(second.portrait->written.step, run.course.evaluations()[1].portrait->written.step);
  EXPECT_EQ(second.portrait->distances.pitch,
            run.course.evaluations()[1].portrait->distances.pitch);
  EXPECT_EQ(second.diagnoses[0].sentence, "Round in circles.");
}

TEST_F(RunStore, ARunThatNobodyHoldsWasInterrupted) {
  std::string id;
  {
    const auto held = RunFolder::create(folder_.path());
    ASSERT_TRUE(held);
    ASSERT_TRUE(writeRun(makeRun(*held)));
    ASSERT_EQ(listRuns(folder_.path()).size(), 1u);
    EXPECT_EQ(listRuns(folder_.path())[0].state, RunState::Running) << "its owner lives";
    id = held->path().filename().string();
    EXPECT_EQ(RunFolder::claim(held->path()).error().code, ErrorCode::DeviceUnavailable);
  }
  const auto runs = listRuns(folder_.path());
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].id, id);
  EXPECT_EQ(runs[0].state, RunState::Interrupted);
  EXPECT_TRUE(RunFolder::claim(folder_ / id));
}

TEST_F(RunStore, RunsAreListedInTheOrderOfTheirCreation) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    const auto held = RunFolder::create(folder_.path());
    ASSERT_TRUE(held);
    ids.push_back(held->path().filename().string());
    ASSERT_TRUE(writeRun(makeRun(*held)));
  }
  std::vector<std::string> listed;
  for (const TrainingRun& run : listRuns(folder_.path())) listed.push_back(run.id);
  EXPECT_EQ(listed, ids);
}

TEST_F(RunStore, WhatIsNoRunIsPassedOverAndWhatIsDamagedIsRefused) {
  fs::create_directories(folder_ / "empty");
  fs::create_directories(folder_ / "broken");
  std::ofstream(folder_ / "broken" / "run.json") << R"({"format":"cadenza-run","version":1})";
  fs::create_directories(folder_ / "newer");
  std::ofstream(folder_ / "newer" / "run.json") << R"({"format":"cadenza-run","version":99})";
  EXPECT_TRUE(listRuns(folder_.path()).empty());
  EXPECT_TRUE(listRuns(folder_ / "nowhere").empty());
  EXPECT_EQ(readRun(folder_ / "empty").error().code, ErrorCode::NotFound);
  EXPECT_EQ(readRun(folder_ / "broken").error().code, ErrorCode::DamagedFile);
  EXPECT_EQ(readRun(folder_ / "newer").error().code, ErrorCode::UnsupportedFile);
}

TEST_F(RunStore, ARecordCutOffAnywhereIsAnErrorAndNeverACrash) {
  const auto held = RunFolder::create(folder_.path());
  ASSERT_TRUE(held);
  TrainingRun run = makeRun(*held);
  ASSERT_TRUE(writeRun(run));
  ASSERT_TRUE(writeCourse(run));
  for (const char* name : {"run.json", "course.json"}) {
    const auto whole = readFile(run.folder / name);
    ASSERT_TRUE(whole);
    for (std::size_t length = 0; length < whole->size(); length += 7) {
      ASSERT_TRUE(writeFile(run.folder / name, std::span(*whole).first(length)));
      auto read = readRun(run.folder);
      EXPECT_FALSE(read && readCourse(*read));
    }
    ASSERT_TRUE(writeFile(run.folder / name, *whole));
  }
}

TEST_F(RunStore, CanGoOnWhereStateAndModelAre) {
  const auto held = RunFolder::create(folder_.path());
  ASSERT_TRUE(held);
  TrainingRun run = makeRun(*held);
  run.plan.options.out = folder_ / "m.safetensors";
  run.state = RunState::Finished;
  EXPECT_FALSE(canResume(run));
  std::ofstream(folder_ / "m.safetensors.training") << 1;
  EXPECT_FALSE(canResume(run)) << "the model was deleted";
  std::ofstream(folder_ / "m.safetensors") << 1;
  EXPECT_TRUE(canResume(run));
  run.state = RunState::Running;
  EXPECT_FALSE(canResume(run));
}

}  // namespace
}  // namespace cadenza
