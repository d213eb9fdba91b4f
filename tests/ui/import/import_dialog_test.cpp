// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_dialog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "tests/support/band.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;

std::shared_ptr<const MidiPartsFile> fileOf(const test::Bytes& bytes) {
  return midiPartsOf(QStringLiteral("/music/band.mid"), bytes, *surveyMidi(bytes));
}

class ImportDialogTest : public ::testing::Test {
 protected:
  void show(const test::Bytes& bytes, const QString& place = {}) {
    dialog = std::make_unique<ImportDialog>(fileOf(bytes), place, appearance);
    QObject::connect(dialog.get(), &ImportDialog::hearRequested, dialog.get(),
                     [this](const Score& guest) { heard.push_back(guest); });
    QObject::connect(dialog.get(), &ImportDialog::chosen, dialog.get(),
                     [this](ImportDialog::Use use, const MidiImport& import, bool all) {
                       uses.push_back(use);
                       score = import.score;
                       everything = all;
                     });
    dialog->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog.get()));
  }
  [[nodiscard]] QPushButton* button(const char* name) const {
    return dialog->findChild<QPushButton*>(QLatin1String(name));
  }
  void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
  [[nodiscard]] QTableView& table() const { return *dialog->findChild<QTableView*>(); }
  [[nodiscard]] std::vector<bool> ticks() const {
    std::vector<bool> ticks;
    for (int row = 0; row < table().model()->rowCount(); ++row) {
      ticks.push_back(table().model()->index(row, 0).data(Qt::CheckStateRole) == Qt::Checked);
    }
    return ticks;
  }
  [[nodiscard]] std::string textAt(int row, int column) const {
    return table().model()->index(row, column).data().toString().toStdString();
  }
  [[nodiscard]] std::string count() const {
    return dialog->findChild<QLabel*>("tickedParts")->text().toStdString();
  }
  [[nodiscard]] std::vector<int> pitchesOf(const Score& music) const {
    std::vector<int> pitches;
    for (const Note& note : music.notes()) pitches.push_back(note.pitch);
    return pitches;
  }

  Appearance appearance{ThemeChoice::Dark};
  std::unique_ptr<ImportDialog> dialog;
  std::vector<Score> heard;
  std::vector<ImportDialog::Use> uses;
  Score score;
  bool everything = false;
};

TEST_F(ImportDialogTest, ShowsThePartsAndTicksThePiano) {
  show(test::bandFile());
  EXPECT_THAT(ticks(), ElementsAre(true, false, false));
  EXPECT_EQ(textAt(0, 0), "Piano");
  EXPECT_EQ(textAt(1, 1), "Strings");
  EXPECT_EQ(textAt(1, 2), "2");
  EXPECT_EQ(textAt(1, 3), "C5 – E5");
  EXPECT_EQ(textAt(2, 1), "Drums");
  EXPECT_EQ(count(), "1 of 3 parts, 1 note");
  EXPECT_NE(dialog->findChild<QLabel*>("drumsRemark"), nullptr);
  EXPECT_EQ(button("addParts"), nullptr);
}

TEST_F(ImportDialogTest, DrumsAreOnlySpokenOfWhereThereAreSome) {
  show(test::twoHandsFile());
  EXPECT_EQ(dialog->findChild<QLabel*>("drumsRemark"), nullptr);
}

TEST_F(ImportDialogTest, SpaceTicksWhatIsSelected) {
  show(test::bandFile());
  table().selectRow(1);
  QTest::keyClick(&table(), Qt::Key_Space);
  EXPECT_THAT(ticks(), ElementsAre(true, true, false));
  table().selectAll();
  QTest::keyClick(&table(), Qt::Key_Space);
  EXPECT_THAT(ticks(), ElementsAre(false, false, false));
}

TEST_F(ImportDialogTest, NothingTickedCanNotBeUsed) {
  show(test::bandFile(), QStringLiteral("bar 5:1"));
  click("tickNone");
  for (const char* name : {"openParts", "addParts", "hearParts"}) {
    EXPECT_FALSE(button(name)->isEnabled()) << name;
  }
  EXPECT_EQ(count(), "Tick at least one part");
  click("tickAll");
  EXPECT_THAT(ticks(), ElementsAre(true, true, true));
  EXPECT_TRUE(button("openParts")->isEnabled());
}

TEST_F(ImportDialogTest, GivesWhatIsTicked) {
  show(test::bandFile(), QStringLiteral("bar 5:1"));
  EXPECT_TRUE(button("addParts")->text().contains("bar 5:1"));
  table().model()->setData(table().model()->index(1, 0), Qt::Checked, Qt::CheckStateRole);
  click("addParts");
  ASSERT_TRUE(QTest::qWaitFor([this] { return !uses.empty(); }, 120'000));
  EXPECT_THAT(uses, ElementsAre(ImportDialog::Use::AddToPiece));
  EXPECT_THAT(pitchesOf(score), ElementsAre(60, 72, 76));
  EXPECT_EQ(score.tempo().changes(), (std::vector<TempoChange>{{0, 400'000}}));
  EXPECT_FALSE(everything);
  EXPECT_FALSE(dialog->isVisible());
}

TEST_F(ImportDialogTest, AllMayBeTakenDrumsToo) {
  show(test::bandFile());
  click("tickAll");
  click("openParts");
  ASSERT_TRUE(QTest::qWaitFor([this] { return !uses.empty(); }, 120'000));
  EXPECT_THAT(uses, ElementsAre(ImportDialog::Use::OpenAsPiece));
  EXPECT_EQ(score.notes().size(), 4u);
  EXPECT_TRUE(everything);
}

TEST_F(ImportDialogTest, LetsHearWhatIsTickedAsTheTicksChange) {
  show(test::bandFile());
  QSignalSpy silence(dialog.get(), &ImportDialog::silenceRequested);
  click("hearParts");
  ASSERT_TRUE(QTest::qWaitFor([this] { return heard.size() == 1; }, 120'000));
  EXPECT_THAT(pitchesOf(heard.back()), ElementsAre(60));
  click("tickAll");
  ASSERT_TRUE(QTest::qWaitFor([this] { return heard.size() == 2; }, 120'000));
  EXPECT_EQ(heard.back().notes().size(), 4u);
  EXPECT_EQ(silence.count(), 0);
  click("hearParts");
  EXPECT_EQ(silence.count(), 1);
}

TEST_F(ImportDialogTest, ClosingEndsTheHearing) {
  show(test::bandFile());
  QSignalSpy silence(dialog.get(), &ImportDialog::silenceRequested);
  click("hearParts");
  dialog->reject();
  EXPECT_EQ(silence.count(), 1);
  EXPECT_TRUE(uses.empty());
}

TEST_F(ImportDialogTest, WhatComesToItsEndCanBeHeardAgain) {
  show(test::bandFile());
  click("hearParts");
  EXPECT_TRUE(button("hearParts")->text().contains("Stop"));
  dialog->hearingEnded();
  EXPECT_TRUE(button("hearParts")->text().contains("Hear"));
}

}  // namespace
}  // namespace cadenza::ui
