// SPDX-License-Identifier: GPL-3.0-or-later
// Which key does what, where, and how that is changed.
#include <QAbstractItemView>
#include <QAction>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QTreeWidget>

#include "ui/controls/command.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/key_field.h"
#include "ui/shell/preferences_dialog.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using Keys = QList<QKeySequence>;

class KeysTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    ASSERT_NO_FATAL_FAILURE(activate());
  }
  void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
  }
  [[nodiscard]] QAction& command(const char* id) {
    QAction* const found = window.registry().find(QString::fromLatin1(id));
    EXPECT_NE(found, nullptr) << id;
    return *found;
  }
  /// Opens Preferences at the row of the command.
  PreferencesDialog& keysPageAt(const char* id) {
    window.actions().preferences->trigger();
    auto* dialog = window.findChild<PreferencesDialog*>();
    EXPECT_NE(dialog, nullptr);
    auto* pages = dialog->findChild<QTabWidget*>();
    pages->setCurrentIndex(pages->count() - 1);
    auto* table = dialog->findChild<QTreeWidget*>(QStringLiteral("keysTable"));
    for (int i = 0; i < table->topLevelItemCount(); ++i) {
      QTreeWidgetItem* const item = table->topLevelItem(i);
      if (item->data(0, Qt::UserRole).toString() == QLatin1String(id)) table->setCurrentItem(item);
    }
    return *dialog;
  }
  static void clickIn(const QWidget& dialog, const char* name) {
    auto* button = dialog.findChild<QAbstractButton*>(QString::fromLatin1(name));
    ASSERT_NE(button, nullptr) << name;
    QTest::mouseClick(button, Qt::LeftButton);
  }
  static void capture(const QWidget& dialog, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    clickIn(dialog, "keyField");
    auto* field = dialog.findChild<KeyField*>();
    ASSERT_TRUE(field->isWaiting());
    QTest::keyClick(field, key, modifiers);
    EXPECT_FALSE(field->isWaiting());
  }
};

TEST_F(KeysTest, KeysOfTheRollWorkWhereverTheFocusIsInTheComposeWorkspace) {
  find<QAbstractButton>("composeMore").setFocus();
  press(Qt::Key_2);
  EXPECT_EQ(window.roll().tool(), Tool::Select);
}

TEST_F(KeysTest, ATextFieldKeepsItsKeys) {
  auto& bars = *window.findChild<QWidget*>("composeBars")->findChild<QDoubleSpinBox*>();
  bars.setFocus();
  press(Qt::Key_2);
  press(Qt::Key_L);
  EXPECT_EQ(window.roll().tool(), Tool::Pencil);
  EXPECT_FALSE(window.actions().loop->isChecked());
}

TEST_F(KeysTest, ABoxKeepsArrowsAndLeavesLettersToTheWindow) {
  find<QComboBox>("snap").setFocus();
  press(Qt::Key_Home);
  EXPECT_EQ(find<QComboBox>("snap").currentIndex(), 0);
  press(Qt::Key_L);
  EXPECT_TRUE(window.actions().loop->isChecked());
}

TEST_F(KeysTest, SpacePlaysWhateverControlHasTheFocus) {
  drawNote(0);
  QWidget* const bars = window.findChild<QWidget*>("composeBars")->findChild<QDoubleSpinBox*>();
  for (QWidget* control : {static_cast<QWidget*>(&find<QComboBox>("snap")), bars,
                           static_cast<QWidget*>(&find<QDoubleSpinBox>("tempo")),
                           static_cast<QWidget*>(&find<QAbstractButton>("composePlaysAtOnce"))}) {
    const double tempo = find<QDoubleSpinBox>("tempo").value();
    control->setFocus();
    press(Qt::Key_Space);
    EXPECT_TRUE(playback.isPlaying()) << control->objectName().toStdString();
    press(Qt::Key_Space);
    EXPECT_FALSE(playback.isPlaying()) << control->objectName().toStdString();
    EXPECT_EQ(find<QDoubleSpinBox>("tempo").value(), tempo);
  }
}

TEST_F(KeysTest, EnterPressesAButtonAndOpensAList) {
  auto& check = find<QAbstractButton>("composePlaysAtOnce");
  const bool before = check.isChecked();
  check.setFocus();
  press(Qt::Key_Return);
  EXPECT_NE(check.isChecked(), before);
  auto& snap = find<QComboBox>("snap");
  snap.setFocus();
  press(Qt::Key_Return);
  EXPECT_TRUE(waitUntil([&] { return snap.view()->isVisible(); }));
  QTest::keyClick(snap.view(), Qt::Key_Down);
  QTest::keyClick(snap.view(), Qt::Key_Return);
  EXPECT_TRUE(waitUntil([&] { return !snap.view()->isVisible(); }));
  EXPECT_TRUE(waitUntil([this] { return window.focusWidget() == window.roll().focusProxy(); }))
      << "and the focus goes home";
}

TEST_F(KeysTest, EnterEndsANumberAndTheFocusGoesHome) {
  auto& tempo = find<QDoubleSpinBox>("tempo");
  tempo.setFocus();
  tempo.selectAll();
  QTest::keyClicks(&tempo, "96.5");
  press(Qt::Key_Return);
  EXPECT_EQ(tempo.value(), 96.5);
  EXPECT_TRUE(waitUntil([this] { return window.focusWidget() == window.roll().focusProxy(); }));
  EXPECT_NEAR(document.score().tempo().changeAt(0).quartersPerMinute(), 96.5, 0.001);
}

TEST_F(KeysTest, TheWheelTurnsOnlyWhatHasTheFocus) {
  auto& bars = *window.findChild<QWidget*>("composeBars")->findChild<QDoubleSpinBox*>();
  const double before = bars.value();
  const auto wheel = [&] {
    QWheelEvent event(QPointF(5, 5), bars.mapToGlobal(QPointF(5, 5)), {}, {0, -120}, {}, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&bars, &event);
  };
  wheel();
  EXPECT_EQ(bars.value(), before);
  EXPECT_FALSE(bars.hasFocus());
  bars.setFocus();
  wheel();
  EXPECT_LT(bars.value(), before);
}

TEST_F(KeysTest, ArrowsAndTabWantTheRoll) {
  drawNote(0);
  const Note drawn = document.score().notes().front();
  find<QAbstractButton>("composeMore").setFocus();
  press(Qt::Key_Up);
  EXPECT_EQ(document.score().notes().front().pitch, drawn.pitch);
  window.roll().setFocus();
  press(Qt::Key_Up);
  EXPECT_EQ(document.score().notes().front().pitch, drawn.pitch + 1);
}

TEST_F(KeysTest, TheRollsKeysDoNothingInTheTrainWorkspace) {
  window.setWorkspace(Workspace::Train);
  QTest::keyClick(&window, Qt::Key_2);
  EXPECT_EQ(window.roll().tool(), Tool::Pencil);
  EXPECT_FALSE(command("roll.select").isEnabled());
  window.setWorkspace(Workspace::Compose);
  EXPECT_TRUE(command("roll.select").isEnabled());
}

TEST_F(KeysTest, ADialogKeepsTheRollStill) {
  auto& dialog = keysPageAt("roll.select");
  QTest::keyClick(&dialog, Qt::Key_2);
  EXPECT_EQ(window.roll().tool(), Tool::Pencil);
}

TEST_F(KeysTest, ANewKeyWorksAtOnceBesideTheOldOneAndIsStoredAsADifference) {
  capture(keysPageAt("play.loop"), Qt::Key_U);
  EXPECT_EQ(command("play.loop").shortcuts(), (Keys{Qt::Key_L, Qt::Key_U}));
  EXPECT_EQ(settings.value("keys/play.loop").toString(), "L; U");
  settings.beginGroup("keys");
  EXPECT_EQ(settings.allKeys().size(), 1);
  settings.endGroup();
  window.findChild<PreferencesDialog*>()->close();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  window.activateWindow();
  window.roll().setFocus();
  press(Qt::Key_U);
  EXPECT_TRUE(window.actions().loop->isChecked());
}

TEST_F(KeysTest, ChangedKeysSurviveARestart) {
  window.registry().setKeys(&command("roll.quantise"), {QKeySequence(Qt::Key_U)});
  window.close();
  settings.sync();
  Preferences later(settings);
  Studio next = studio;
  EXPECT_EQ(later.keys("roll.quantise"), (Keys{Qt::Key_U}));
  MainWindow restarted(next);
  EXPECT_EQ(restarted.registry().find("roll.quantise")->shortcuts(), (Keys{Qt::Key_U}));
  EXPECT_EQ(restarted.registry().find("roll.select")->shortcuts(), (Keys{Qt::Key_2}));
}

TEST_F(KeysTest, AKeyOfAnotherCommandIsTakenOnlyWhenAsked) {
  auto& dialog = keysPageAt("play.loop");
  auto* conflict = dialog.findChild<QWidget*>("keyConflict");
  capture(dialog, Qt::Key_F);
  ASSERT_TRUE(conflict->isVisible());
  EXPECT_THAT(conflict->findChild<QLabel*>()->text().toStdString(),
              ::testing::HasSubstr("Follow the playhead"));
  clickIn(dialog, "leaveKey");
  EXPECT_EQ(command("play.loop").shortcuts(), (Keys{Qt::Key_L}));
  EXPECT_EQ(command("play.follow").shortcuts(), (Keys{Qt::Key_F}));

  capture(dialog, Qt::Key_F);
  clickIn(dialog, "takeOver");
  EXPECT_EQ(command("play.loop").shortcuts(), (Keys{Qt::Key_L, Qt::Key_F}));
  EXPECT_TRUE(command("play.follow").shortcuts().isEmpty());
  EXPECT_FALSE(conflict->isVisible());
}

TEST_F(KeysTest, ResettingOneTakesItsKeysBackAndResettingAllIsAsAtFirst) {
  window.registry().setKeys(&command("play.loop"), {QKeySequence(Qt::Key_F)});
  EXPECT_TRUE(command("play.follow").shortcuts().isEmpty());
  clickIn(keysPageAt("play.follow"), "resetKeys");
  EXPECT_EQ(command("play.follow").shortcuts(), (Keys{Qt::Key_F}));
  EXPECT_TRUE(command("play.loop").shortcuts().isEmpty());
  clickIn(*window.findChild<PreferencesDialog*>(), "resetAllKeys");
  for (const QAction* each : window.registry().commands()) {
    EXPECT_TRUE(window.registry().hasDefaultKeys(each)) << commandId(*each).toStdString();
  }
}

TEST_F(KeysTest, EscapeLeavesTheFieldAndModifiersAloneAreNoKey) {
  auto& dialog = keysPageAt("play.loop");
  clickIn(dialog, "keyField");
  auto* field = dialog.findChild<KeyField*>();
  QTest::keyClick(field, Qt::Key_Control, Qt::ControlModifier);
  EXPECT_TRUE(field->isWaiting());
  QTest::keyClick(field, Qt::Key_Escape);
  EXPECT_FALSE(field->isWaiting());
  EXPECT_TRUE(dialog.isVisible());
  EXPECT_EQ(command("play.loop").shortcuts(), (Keys{Qt::Key_L}));
}

TEST_F(KeysTest, TheTableIsSearchedByNameHeadingAndKey) {
  auto& dialog = keysPageAt("play.loop");
  auto* query = dialog.findChild<QLineEdit*>("keysQuery");
  auto* table = dialog.findChild<QTreeWidget*>("keysTable");
  const auto seen = [table] {
    QStringList names;
    for (int i = 0; i < table->topLevelItemCount(); ++i) {
      if (!table->topLevelItem(i)->isHidden()) names << table->topLevelItem(i)->text(0);
    }
    return names;
  };
  QTest::keyClicks(query, "f12");
  EXPECT_EQ(seen(), QStringList{"All notes off"});
  query->clear();
  QTest::keyClicks(query, "theme dark");
  EXPECT_EQ(seen(), QStringList{"Dark"});
}

TEST_F(KeysTest, AnotherWindowFollows) {
  MainWindow other(studio);
  window.registry().setKeys(&command("play.loop"), {QKeySequence(Qt::Key_U)});
  EXPECT_EQ(other.actions().loop->shortcuts(), (Keys{Qt::Key_U}));
}

}  // namespace
}  // namespace cadenza::ui
