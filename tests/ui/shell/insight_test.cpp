// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAction>

#include "tests/ui/shell/window_fixture.h"
#include "ui/compose/attention_dialog.h"
#include "ui/compose/compose_panel.h"
#include "ui/compose/heat_map.h"
#include "ui/shell/insight_commands.h"

namespace cadenza::ui {
namespace {

class InsightWindowTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    document.reset(test::etude(60));
  }
  [[nodiscard]] NoteArea& area() { return *window.roll().findChild<NoteArea*>(); }
  [[nodiscard]] const RollState& roll() { return area().state(); }
  void think() { window.actions().modelThinks->trigger(); }
  [[nodiscard]] bool isRead() {
    const RollInsight* const insight = roll().insight();
    return insight && insight->piece && insight->piece->complete &&
           insight->piece->score == document.score();
  }
  [[nodiscard]] QString message() { return roll().insight()->message; }
  void chooseModel(const Checkpoint& checkpoint, const char* file) {
    const auto path = folder / file;
    ASSERT_TRUE(saveCheckpoint(path, checkpoint));
    models.add(path);
    ASSERT_TRUE(waitUntil([&] { return models.find(path) != nullptr; }));
    window.findChild<ComposePanel*>()->chooseModel(path);
  }
};

TEST_F(InsightWindowTest, AKeyColoursTheNotesAndTakesTheColoursAway) {
  ASSERT_EQ(roll().insight(), nullptr);
  QTest::keyClick(&area(), Qt::Key_T, Qt::ShiftModifier);
  ASSERT_TRUE(waitUntil([this] { return isRead(); }));
  for (const Note& note : document.score().notes())
    EXPECT_NE(roll().insight()->find(note), nullptr);
  EXPECT_EQ(roll().insight()->model, "tiny score");
  think();
  EXPECT_EQ(roll().insight(), nullptr);
  EXPECT_EQ(roll().expectation(), nullptr);
}

TEST_F(InsightWindowTest, TheNoteUnderThePointerSaysItsNats) {
  think();
  ASSERT_TRUE(waitUntil([this] { return isRead(); }));
  window.roll().zoomToAll();
  QSignalSpy said(&window.roll(), &PianoRoll::hoverTextChanged);
  const Note& note = document.score().notes()[3];
  const QRectF body = roll().view().rectOf(note);
  QTest::mouseMove(&area(), QPoint(2, 2));
  QTest::mouseMove(&area(), body.center().toPoint());
  ASSERT_TRUE(waitUntil([&] { return !said.isEmpty(); }));
  EXPECT_TRUE(roll().textOf(note).contains(" nats: "));
  EXPECT_EQ(said.last().first().toString(), roll().textOf(note));
}

TEST_F(InsightWindowTest, AnEditIsReadAnew) {
  think();
  ASSERT_TRUE(waitUntil([this] { return isRead(); }));
  drawNote(3);
  EXPECT_FALSE(isRead());
  EXPECT_TRUE(waitUntil([this] { return isRead(); }));
  window.actions().undo->trigger();
  EXPECT_TRUE(waitUntil([this] { return isRead(); }));
}

TEST_F(InsightWindowTest, WhatComesNextFollowsThePlayhead) {
  think();
  ASSERT_TRUE(waitUntil([this] { return roll().expectation() != nullptr; }));
  playback.seek(1500);
  ASSERT_TRUE(waitUntil([this] { return roll().expectation()->at == 1500; }));
  think();
  EXPECT_EQ(roll().expectation(), nullptr);
}

TEST_F(InsightWindowTest, AModelWithoutAttentionSaysSo) {
  think();
  ASSERT_TRUE(waitUntil([this] { return isRead(); }));
  EXPECT_FALSE(message().contains("no attention"));
  Checkpoint plain = test::tinyModel("score");
  plain.recipe.events().network.attention = 0;
  std::erase_if(plain.weights,
                [](const auto& array) { return array.first.starts_with("attention"); });
  chooseModel(plain, "plain.safetensors");
  ASSERT_TRUE(waitUntil([this] { return isRead(); }));
  EXPECT_TRUE(message().contains("no attention")) << message().toStdString();
}

TEST_F(InsightWindowTest, EveryRecipeTellsWhatItCan) {
  think();
  for (const char* recipe : {"performance", "classic-a", "classic-b"}) {
    chooseModel(test::tinyModel(recipe), recipe);
    const QString name = QStringLiteral("tiny ") + QLatin1String(recipe);
    ASSERT_TRUE(waitUntil([&] { return isRead() && roll().insight()->model == name; })) << recipe;
    EXPECT_FALSE(message().isEmpty());
  }
}

TEST_F(InsightWindowTest, WithoutAModelItSaysWhatToDo) {
  std::filesystem::remove(starter);
  models.refresh();
  ASSERT_TRUE(waitUntil([this] { return models.entries().empty(); }));
  think();
  EXPECT_TRUE(message().contains("Choose a model"));
}

TEST_F(InsightWindowTest, ClassicAShowsBothMapsOfWhatItComposedLast) {
  EXPECT_FALSE(window.actions().attentionMaps->isEnabled());
  chooseModel(test::tinyModel("classic-a"), "a.safetensors");
  window.actions().generate->trigger();
  ASSERT_TRUE(waitUntil([this] { return window.actions().attentionMaps->isEnabled(); }));
  window.actions().attentionMaps->trigger();
  auto& dialog = find<QDialog>("attentionDialog");
  const auto maps = dialog.findChildren<HeatMap*>();
  ASSERT_EQ(maps.size(), 2);
  auto& told = find<QLabel>("attentionTold");
  maps[1]->setFocus();
  maps[1]->setCell(2, 1);
  EXPECT_TRUE(told.text().startsWith("Second attention: frame 3 ")) << told.text().toStdString();
  QTest::keyClick(maps[1], Qt::Key_Down);
  EXPECT_TRUE(told.text().startsWith("Second attention: frame 4 ")) << told.text().toStdString();
  dialog.close();
}

TEST(ChordText, NamesNotes) {
  EXPECT_EQ(chordText("60,64,67"), "C4 E4 G4");
  EXPECT_EQ(chordText("e"), "silence");
  EXPECT_EQ(chordText(""), "no chord");
}

}  // namespace
}  // namespace cadenza::ui
