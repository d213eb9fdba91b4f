// SPDX-License-Identifier: GPL-3.0-or-later
// Panes and their focus, accessibility, the manual and the text size.
#include "ui/shell/panes.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QDockWidget>
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBlock>
#include <QTextBrowser>

#include "ui/compose/compose_panel.h"
#include "ui/compose/takes_panel.h"
#include "ui/controls/segmented_control.h"
#include "ui/shell/manual_window.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

class PanesTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    ASSERT_NO_FATAL_FAILURE(activate());
  }
  void press(Qt::Key key, Qt::KeyboardModifiers keys = {}) {
    QTest::keyClick(QApplication::focusWidget(), key, keys);
  }
  /// The pane that is marked; exactly one is.
  [[nodiscard]] QString marked() {
    QString name;
    for (const QFrame* mark : window.findChildren<QFrame*>("paneMark")) {
      if (mark->isHidden()) continue;
      EXPECT_TRUE(name.isEmpty()) << "two panes are marked";
      const QWidget* pane = mark->parentWidget();
      name = pane->objectName().isEmpty() ? QLatin1String(pane->metaObject()->className())
                                          : pane->objectName();
    }
    return name;
  }
};

TEST_F(PanesTest, AKeyGoesRoundAndTheFocusedOneIsMarked) {
  const QString roll = marked();
  QStringList visited;
  for (int i = 0; i < 4; ++i) {
    press(Qt::Key_F6);
    visited << marked();
  }
  EXPECT_EQ(visited[0], "composeDock");
  EXPECT_EQ(visited[1], "takesDock");
  EXPECT_EQ(visited[3], roll) << visited.join(' ').toStdString();
  press(Qt::Key_F6, Qt::ShiftModifier);
  EXPECT_EQ(marked(), visited[2]);
}

TEST_F(PanesTest, APaneThatIsHiddenIsLeftOut) {
  window.actions().composePanel->trigger();
  ASSERT_FALSE(window.actions().composePanel->isChecked());
  window.roll().setFocus();
  press(Qt::Key_F6);
  EXPECT_EQ(marked(), "takesDock");
}

TEST_F(PanesTest, TheComposePanelIsFocusedWithoutBeingHidden) {
  for (int i = 0; i < 2; ++i) {
    press(Qt::Key_G, Qt::ControlModifier);
    EXPECT_TRUE(window.actions().composePanel->isChecked());
    EXPECT_EQ(marked(), "composeDock");
  }
}

TEST_F(PanesTest, ADockOutsideOfTheWindowKeepsTheWindowsKeys) {
  auto& dock = find<QDockWidget>("composeDock");
  dock.setFloating(true);
  QApplication::setActiveWindow(&dock);
  auto& tonic = find<QComboBox>("composeTonic");
  tonic.setFocus();
  QTest::keyClick(&tonic, Qt::Key_Space);
  EXPECT_FALSE(tonic.view()->isVisible()) << "Space is the window's";
  QTest::keyClick(&tonic, Qt::Key_Return);
  EXPECT_TRUE(tonic.view()->isVisible());
  tonic.hidePopup();
}

TEST_F(PanesTest, ABoxIsSpokenOfByItsNameNotByItsValue) {
  for (const char* name : {"composeTonic", "composeModel", "composeDensity"}) {
    auto* interface = QAccessible::queryAccessibleInterface(&find<QComboBox>(name));
    const auto labels = interface->relations(QAccessible::Label);
    ASSERT_FALSE(labels.isEmpty()) << name;
    EXPECT_FALSE(labels[0].first->text(QAccessible::Name).isEmpty()) << name;
  }
}

TEST_F(PanesTest, OneOfSeveralIsARadioButton) {
  const auto* pages = window.findChild<SegmentedControl*>("workspaces");
  auto* interface = QAccessible::queryAccessibleInterface(pages->segment(0));
  EXPECT_EQ(interface->role(), QAccessible::RadioButton);
}

TEST_F(PanesTest, ThePositionIsToldInWords) {
  playback.seek(ticksPerQuarter * 5 + ticksPerQuarter / 4);
  auto* interface = QAccessible::queryAccessibleInterface(&find<QLabel>("barPosition"));
  EXPECT_EQ(interface->text(QAccessible::Name), "bar 2 beat 2, second sixteenth");
  window.actions().tellPosition->trigger();
  EXPECT_TRUE(find<QLabel>("message").text().contains("bar 2 beat 2, second sixteenth"));
}

TEST_F(PanesTest, TheManualOpensAtItsContentsAndIsSearched) {
  press(Qt::Key_F1);
  auto* manual = window.findChild<ManualWindow*>();
  ASSERT_NE(manual, nullptr);
  EXPECT_FALSE(manual->isModal());
  auto* text = manual->findChild<QTextBrowser*>();
  auto* headings = manual->findChild<QListWidget*>();
  EXPECT_GT(headings->count(), 10);
  EXPECT_GT(text->toPlainText().size(), 10'000);
  headings->setCurrentRow(headings->count() - 1);
  EXPECT_EQ(text->textCursor().block().text(), headings->currentItem()->text().trimmed());
  auto* search = manual->findChild<QLineEdit*>("manualSearch");
  search->setText("metronome");
  QTest::keyClick(search, Qt::Key_Return);
  EXPECT_EQ(text->textCursor().selectedText().toLower(), "metronome");
  window.actions().manual->trigger();
  EXPECT_EQ(window.findChildren<ManualWindow*>().size(), 1) << "the one that is open is shown";
}

TEST_F(PanesTest, TextGrowsWithThePreference) {
  QSignalSpy changes(&appearance, &Appearance::themeChanged);
  appearance.setTextSize(500);
  EXPECT_EQ(appearance.textSize(), largestText);
  EXPECT_EQ(changes.count(), 1) << "all is painted again";
  EXPECT_EQ(fontOfSize(metrics::bodyText).pixelSize(), 18);
  EXPECT_TRUE(styleSheetOf(appearance.theme(), largestText).contains("font-size: 18px"));
  appearance.setTextSize(100);
  EXPECT_EQ(fontOfSize(metrics::bodyText).pixelSize(), metrics::bodyText);
}

}  // namespace
}  // namespace cadenza::ui
