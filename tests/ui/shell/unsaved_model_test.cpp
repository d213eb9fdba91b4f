// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/unsaved_model.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_model.h"
#include "tests/ui/wait_until.h"

namespace cadenza::ui {
namespace {

template <class Window>
Window* shown(const char* name) {
  Window* found = nullptr;
  (void)waitUntil([&] {
    for (QWidget* window : QApplication::topLevelWidgets()) {
      if (window->isVisible() && window->objectName() == QLatin1String(name)) {
        found = qobject_cast<Window*>(window);
      }
    }
    return found != nullptr;
  });
  return found;
}

void press(QMessageBox& box, QMessageBox::ButtonRole role) {
  for (QAbstractButton* button : box.buttons()) {
    if (box.buttonRole(button) == role) return QTest::mouseClick(button, Qt::LeftButton);
  }
  FAIL() << "no such button";
}

class UnsavedModelTest : public ::testing::Test {
 protected:
  UnsavedModelTest() {
    outcome.problem = Error{ErrorCode::DiskFull, "Can't write m.safetensors."};
    outcome.unsaved = std::make_shared<const Checkpoint>(test::tinyModel("score"));
    question = new UnsavedModel(outcome, nullptr, &parent);
  }
  void choose(const std::filesystem::path& path) {
    press(*shown<QMessageBox>("unsavedModelQuestion"), QMessageBox::AcceptRole);
    auto* dialog = shown<QFileDialog>("saveModelDialog");
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(QString::fromStdString(path.string()));
    dialog->hide();
  }

  test::TemporaryFolder folder;
  TrainingOutcome outcome;
  QObject parent;
  QPointer<UnsavedModel> question;
};

TEST_F(UnsavedModelTest, IsSavedWhereTheUserChooses) {
  QSignalSpy saved(question, &UnsavedModel::saved);
  auto* box = shown<QMessageBox>("unsavedModelQuestion");
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->informativeText().contains("m.safetensors"));
  choose(folder / "mine.safetensors");
  ASSERT_TRUE(waitUntil([&] { return saved.count() == 1; }));
  const auto model = loadCheckpoint(folder / "mine.safetensors");
  ASSERT_TRUE(model) << model.error().detail;
  EXPECT_EQ(model->weights.at("shift.bias").values,
            outcome.unsaved->weights.at("shift.bias").values);
  EXPECT_TRUE(waitUntil([&] { return question.isNull(); }));
}

TEST_F(UnsavedModelTest, IsAskedForAgainWhereThatFailsToo) {
  choose(folder / "no/such/folder/mine.safetensors");
  ASSERT_TRUE(waitUntil([&] { return shown<QMessageBox>("unsavedModelQuestion") != nullptr; }));
  press(*shown<QMessageBox>("unsavedModelQuestion"), QMessageBox::RejectRole);
  EXPECT_TRUE(waitUntil([&] { return question.isNull(); }));
}

}  // namespace
}  // namespace cadenza::ui
