// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/insight_controller.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <atomic>

#include "core/score/edits.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class InsightControllerTest : public ::testing::Test {
 protected:
  InsightControllerTest() {
    EXPECT_TRUE(saveCheckpoint(path, test::tinyModel("score")));
    document.reset(test::etude(60));
  }
  [[nodiscard]] bool isComplete() const {
    return insight.reading() && insight.reading()->piece->complete && !insight.isReading();
  }

  test::TemporaryFolder folder;
  const std::filesystem::path path = folder / "tiny.safetensors";
  Document document;
  std::atomic<int> loads = 0;
  InsightController insight{document, [this](const std::filesystem::path& file) {
                              ++loads;
                              return loadInsight(file);
                            }};
};

TEST_F(InsightControllerTest, ReadsNothingUntilItIsSwitchedOn) {
  insight.setModel(path);
  EXPECT_FALSE(insight.isReading());
  insight.setOn(true);
  ASSERT_TRUE(waitUntil([this] { return isComplete(); }));
  EXPECT_EQ(insight.reading()->piece->notes.size(), document.score().notes().size());
  insight.setOn(false);
  EXPECT_FALSE(insight.reading());
}

TEST_F(InsightControllerTest, ReadsAgainAfterAnEditWithTheModelThatItHas) {
  insight.setModel(path);
  insight.setOn(true);
  ASSERT_TRUE(waitUntil([this] { return isComplete(); }));
  const Note added{480, 240, 65, 90};
  document.push(QStringLiteral("Draw"), insertNotes({added}));
  EXPECT_TRUE(insight.isReading());
  ASSERT_TRUE(waitUntil([this] { return isComplete(); }));
  EXPECT_EQ(insight.reading()->piece->score, document.score());
  EXPECT_EQ(loads, 1);
}

TEST_F(InsightControllerTest, AnotherModelThinksOtherwise) {
  insight.setModel(path);
  insight.setOn(true);
  ASSERT_TRUE(waitUntil([this] { return isComplete(); }));
  const float before = insight.reading()->piece->notes[5].surprise.total();
  const auto other = folder / "other.safetensors";
  ASSERT_TRUE(saveCheckpoint(other, test::tinyModel("score", 2)));
  insight.setModel(other);
  EXPECT_FALSE(insight.reading());
  ASSERT_TRUE(waitUntil([this] { return isComplete(); }));
  EXPECT_NE(insight.reading()->piece->notes[5].surprise.total(), before);
}

TEST_F(InsightControllerTest, SaysWhyAModelCantTell) {
  QSignalSpy failed(&insight, &InsightController::failed);
  insight.setModel(folder / "nothing.safetensors");
  insight.setOn(true);
  ASSERT_TRUE(waitUntil([&] { return failed.count() == 1; }));
  EXPECT_FALSE(insight.reading());
  insight.setModel(path);
  EXPECT_TRUE(waitUntil([this] { return isComplete(); }));
}

TEST_F(InsightControllerTest, TellsWhatItExpectsOnceThePieceIsRead) {
  std::vector<Tick> answers;
  QObject::connect(&insight, &InsightController::expected,
                   [&](const Expectation& expectation) { answers.push_back(expectation.at); });
  insight.setModel(path);
  insight.setOn(true);
  insight.expect(1000);
  insight.expect(2000);
  ASSERT_TRUE(waitUntil([&] { return !answers.empty(); }));
  EXPECT_EQ(answers, std::vector<Tick>{2000}) << "only what was asked last is answered";
  insight.expect(3000);
  ASSERT_TRUE(waitUntil([&] { return answers.size() == 2; }));
  EXPECT_EQ(answers.back(), 3000);
}

TEST_F(InsightControllerTest, MayGoAwayWhileItReads) {
  document.reset(test::etude(48));
  for (int i = 0; i < 5; ++i) {
    InsightController other(document);
    other.setModel(path);
    other.setOn(true);
    other.expect(i * 500);
    if (i % 2 == 1) other.setOn(false);
  }
}

}  // namespace
}  // namespace cadenza::ui
