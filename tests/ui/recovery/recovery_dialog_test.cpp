// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recovery_dialog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class RecoveryDialogTest : public ::testing::Test {
 protected:
  std::filesystem::path leaveBehind(const std::string& title, const std::string& path = {}) {
    Project project;
    project.score = test::etude(60);
    const auto file = RecoveryFile::create(recovery);
    EXPECT_TRUE(file && file->write(project, {path, title, 1'700'000'000}));
    return file->path();
  }
  RecoveryDialog* show() {
    auto* shown = new RecoveryDialog(findLostPieces(recovery), appearance);
    shown->setAttribute(Qt::WA_DeleteOnClose);
    shown->show();
    return shown;
  }
  static void click(RecoveryDialog* dialog, const char* button) {
    for (auto* found : dialog->findChildren<QPushButton*>(QString::fromLatin1(button))) {
      if (found->isVisible()) {
        QTest::mouseClick(found, Qt::LeftButton);
        return;
      }
    }
    FAIL() << button;
  }
  static std::string textIn(const RecoveryDialog* dialog) {
    QStringList texts;
    for (const auto* label : dialog->findChildren<QLabel*>()) texts << label->text();
    return texts.join(QChar(u'\n')).toStdString();
  }
  static void closeAndWait(QPointer<RecoveryDialog> dialog) {
    if (dialog) dialog->close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialog.isNull(); }));
  }
  [[nodiscard]] std::size_t lostNow() const { return findLostPieces(recovery).size(); }

  test::TemporaryFolder folder;
  const std::filesystem::path recovery = folder / "recovery";
  Appearance appearance{ThemeChoice::Dark};
};

TEST_F(RecoveryDialogTest, EachPieceSaysWhatItIsAndWhereItCameFrom) {
  leaveBehind("Prelude", "/music/prelude.mid");
  leaveBehind("Untitled");
  auto* dialog = show();
  const std::string text = textIn(dialog);
  EXPECT_THAT(text, HasSubstr("Prelude"));
  EXPECT_THAT(text, HasSubstr("/music/prelude.mid"));
  EXPECT_THAT(text, HasSubstr("never saved"));
  EXPECT_THAT(text, HasSubstr("notes"));
  closeAndWait(dialog);
  EXPECT_EQ(lostNow(), 2u);
}

TEST_F(RecoveryDialogTest, OpeningHandsThePieceOverAndClosesWhenItWasTheLast) {
  leaveBehind("Prelude");
  const QPointer<RecoveryDialog> dialog = show();
  std::vector<LostPiece> opened;
  QObject::connect(dialog, &RecoveryDialog::openRequested,
                   [&](LostPiece& piece) { opened.push_back(std::move(piece)); });
  click(dialog, "openLost");
  ASSERT_THAT(opened, SizeIs(1));
  EXPECT_EQ(opened[0].work->import.project.score, test::etude(60));
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isNull(); }));
  EXPECT_EQ(lostNow(), 0u) << "it belongs to who opened it";
  opened.clear();
  EXPECT_EQ(lostNow(), 1u) << "nobody saved or deleted it";
}

TEST_F(RecoveryDialogTest, WhatIsDeletedGoesWhenTheDialogCloses) {
  leaveBehind("Prelude");
  auto* dialog = show();
  click(dialog, "deleteLost");
  EXPECT_TRUE(std::filesystem::exists(recovery));
  closeAndWait(dialog);
  EXPECT_EQ(lostNow(), 0u);
  EXPECT_TRUE(std::filesystem::is_empty(recovery));
}

TEST_F(RecoveryDialogTest, DeletingCanBeTakenBack) {
  leaveBehind("Prelude");
  auto* dialog = show();
  click(dialog, "deleteLost");
  click(dialog, "deleteLost");
  closeAndWait(dialog);
  EXPECT_EQ(lostNow(), 1u);
}

TEST_F(RecoveryDialogTest, WhatIsKeptForLaterIsOfferedAgain) {
  leaveBehind("Prelude");
  const QPointer<RecoveryDialog> dialog = show();
  click(dialog, "keepLost");
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isNull(); }));
  EXPECT_EQ(lostNow(), 1u);
}

TEST_F(RecoveryDialogTest, ADamagedPieceIsNamedWithItsReasonAndCanBeKept) {
  const auto path = leaveBehind("Prelude");
  auto bytes = *readFile(path);
  bytes.resize(bytes.size() / 2);
  ASSERT_TRUE(writeFile(path, bytes));
  auto* dialog = show();
  EXPECT_THAT(textIn(dialog), HasSubstr(path.filename().string()));
  EXPECT_FALSE(dialog->findChild<QPushButton*>("openLost")->isVisible());
  closeAndWait(dialog);
  EXPECT_TRUE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace cadenza::ui
