// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <map>

#include "ui/shell/command_palette.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/command_synonyms.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/shortcut_sheet.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PaletteTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    ASSERT_NO_FATAL_FAILURE(activate());
  }
  CommandPalette* openPalette() {
    window.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier);
    return window.findChild<CommandPalette*>();
  }
  static QLineEdit& query(const CommandPalette& palette) {
    return *palette.findChild<QLineEdit*>("paletteQuery");
  }
  static QListWidget& list(const CommandPalette& palette) {
    return *palette.findChild<QListWidget*>("paletteList");
  }
  void run(const QString& letters) {
    CommandPalette* palette = openPalette();
    ASSERT_NE(palette, nullptr);
    QTest::keyClicks(&query(*palette), letters);
    QTest::keyClick(&query(*palette), Qt::Key_Return);
    settle();
  }
  static void settle() {
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
  }
};

TEST_F(PaletteTest, AFewLettersAndEnterRunACommand) {
  run("themlig");
  EXPECT_EQ(appearance.choice(), ThemeChoice::Light);
  EXPECT_EQ(window.findChild<CommandPalette*>(), nullptr);
  run("loop");
  EXPECT_TRUE(window.actions().loop->isChecked());
}

TEST_F(PaletteTest, EscapeClosesAndRunsNothing) {
  CommandPalette* palette = openPalette();
  ASSERT_NE(palette, nullptr);
  QTest::keyClicks(&query(*palette), "loop");
  QTest::keyClick(&query(*palette), Qt::Key_Escape);
  settle();
  EXPECT_EQ(window.findChild<CommandPalette*>(), nullptr);
  EXPECT_FALSE(window.actions().loop->isChecked());
}

TEST_F(PaletteTest, WhatWasUsedLastComesFirst) {
  run("full");
  run("loop");
  CommandPalette* palette = openPalette();
  EXPECT_EQ(list(*palette).item(0)->text(), "Loop");
  EXPECT_EQ(list(*palette).item(1)->text(), "Full screen");
}

TEST_F(PaletteTest, ArrowsChooseAndWhatCannotBeDoneSaysWhy) {
  CommandPalette* palette = openPalette();
  QTest::keyClicks(&query(*palette), "octave");
  const QListWidget& rows = list(*palette);
  EXPECT_FALSE(rows.item(0)->flags() & Qt::ItemIsEnabled);
  EXPECT_THAT(rows.item(0)->data(Qt::AccessibleTextRole).toString().toStdString(),
              HasSubstr("needs selected notes"));
  QTest::keyClick(&query(*palette), Qt::Key_Down);
}

TEST_F(PaletteTest, ChoicesOfBoxesAreCommandsToo) {
  run("snap 1/32");
  EXPECT_EQ(window.roll().snap(), ticksPerQuarter / 8);
}

TEST_F(PaletteTest, WordsOfOtherProgramsFindCommandsToo) {
  for (const QString& id : commandsWithSynonyms()) {
    EXPECT_NE(window.registry().find(id), nullptr) << id.toStdString();
  }
  drawNote(0);
  const std::map<std::string, std::string> wanted = {
      {"transp", "Transpose"},        {"bpm", "Tempo at playhead"},   {"mute", "All notes off"},
      {"dynamics", "Set velocities"}, {"export mp3", "Export audio"}, {"quantize", "Quantise"},
      {"settings", "Preferences"}};
  CommandPalette* palette = openPalette();
  ASSERT_NE(palette, nullptr);
  for (const auto& [asked, name] : wanted) {
    query(*palette).setText(QString::fromStdString(asked));
    ASSERT_GT(list(*palette).count(), 0);
    EXPECT_THAT(list(*palette).item(0)->text().toStdString(), HasSubstr(name)) << asked;
  }
}

TEST_F(PaletteTest, NothingFoundIsSaid) {
  CommandPalette* palette = openPalette();
  QTest::keyClicks(&query(*palette), "qqqqzzzz");
  EXPECT_EQ(list(*palette).count(), 1);
  EXPECT_THAT(list(*palette).item(0)->text().toStdString(), HasSubstr("No command"));
}

TEST(FuzzyMatch, LettersInTheirOrderAreFoundBestAtTheBeginningsOfWords) {
  const auto match = fuzzyMatch("zts", "Zoom to selection");
  ASSERT_TRUE(match);
  EXPECT_THAT(match->places, ElementsAre(0, 5, 8));
  EXPECT_FALSE(fuzzyMatch("stz", "Zoom to selection"));
  EXPECT_FALSE(fuzzyMatch("x", ""));
  EXPECT_TRUE(fuzzyMatch("", "anything"));
}

TEST(FuzzyMatch, ABetterMatchHasTheHigherScore) {
  EXPECT_GT(fuzzyMatch("loop", "Loop")->score, fuzzyMatch("loop", "Follow the playhead op")->score);
  EXPECT_GT(fuzzyMatch("qu", "Quantise")->score, fuzzyMatch("qu", "Squeeze")->score);
  EXPECT_GT(fuzzyMatch("in", "Zoom in")->score, fuzzyMatch("in", "Pencil n")->score);
}

TEST_F(PaletteTest, TheSheetOpensOnQuestionMarkAndClosesOnIt) {
  QTest::keyClick(&window, Qt::Key_Question);
  auto* sheet = window.findChild<ShortcutSheet*>();
  ASSERT_NE(sheet, nullptr);
  EXPECT_TRUE(sheet->isVisible());
  ASSERT_TRUE(QTest::qWaitForWindowActive(sheet));
  QTest::keyClick(sheet, Qt::Key_Question);
  settle();
  EXPECT_EQ(window.findChild<ShortcutSheet*>(), nullptr);
}

TEST_F(PaletteTest, TheSheetShowsEveryCommandWithItsPresentKeyAndIsSearched) {
  window.registry().setKeys(window.actions().loop, {QKeySequence(Qt::Key_U)});
  window.actions().shortcuts->trigger();
  auto* sheet = window.findChild<ShortcutSheet*>();
  const auto texts = [sheet] {
    QStringList found;
    for (const QLabel* label : sheet->findChildren<QLabel*>()) found << label->text();
    return found;
  };
  EXPECT_TRUE(texts().contains("Loop"));
  EXPECT_TRUE(texts().contains("U"));
  EXPECT_TRUE(texts().contains("Quantise"));
  QTest::keyClicks(sheet, "loop");
  EXPECT_TRUE(texts().contains("Loop"));
  EXPECT_FALSE(texts().contains("Quantise"));
}

}  // namespace
}  // namespace cadenza::ui
