// SPDX-License-Identifier: GPL-3.0-or-later
// Docks, history, full screen.
#include <QAction>
#include <QDockWidget>
#include <QListView>

#include "window_fixture.h"

namespace cadenza::ui {
namespace {

class LayoutTest : public WindowTest {
 protected:
  [[nodiscard]] QDockWidget& dock(const char* name) { return find<QDockWidget>(name); }
  /// Closes the window and builds the next one from the same settings.
  std::unique_ptr<MainWindow> restart() {
    window.close();
    settings.sync();
    auto next = std::make_unique<MainWindow>(studio);
    next->show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(next.get()));
    return next;
  }
  static QDockWidget& dockOf(const MainWindow& of, const char* name) {
    return *of.findChild<QDockWidget*>(QString::fromLatin1(name));
  }
};

TEST_F(LayoutTest, AHiddenDockIsStillHiddenNextTime) {
  EXPECT_TRUE(dock("composeDock").isVisible());
  EXPECT_FALSE(dock("historyDock").isVisible());
  QTest::keyClick(&window, Qt::Key_G);
  QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_FALSE(dock("composeDock").isVisible());
  EXPECT_TRUE(dock("historyDock").isVisible());
  const auto next = restart();
  EXPECT_FALSE(dockOf(*next, "composeDock").isVisible());
  EXPECT_TRUE(dockOf(*next, "historyDock").isVisible());
  EXPECT_FALSE(next->actions().composePanel->isChecked());
  EXPECT_TRUE(next->actions().history->isChecked());
}

TEST_F(LayoutTest, ADockGoesBackToWhereItWasPut) {
  window.addDockWidget(Qt::LeftDockWidgetArea, &dock("composeDock"));
  window.actions().history->trigger();
  dock("historyDock").setFloating(true);
  const auto next = restart();
  EXPECT_EQ(next->dockWidgetArea(&dockOf(*next, "composeDock")), Qt::LeftDockWidgetArea);
  EXPECT_TRUE(dockOf(*next, "historyDock").isFloating());
  EXPECT_TRUE(dockOf(*next, "historyDock").isVisible());
}

TEST_F(LayoutTest, ClosingADockUnchecksItsAction) {
  dock("composeDock").close();
  EXPECT_FALSE(window.actions().composePanel->isChecked());
  window.actions().composePanel->trigger();
  EXPECT_TRUE(dock("composeDock").isVisible());
}

TEST_F(LayoutTest, DocksAreAwayInTheTrainWorkspaceAndAskingForOneLeadsBack) {
  window.setWorkspace(Workspace::Train);
  EXPECT_FALSE(dock("composeDock").isVisible());
  EXPECT_TRUE(window.actions().composePanel->isChecked());
  window.actions().history->trigger();
  EXPECT_EQ(window.workspace(), Workspace::Compose);
  EXPECT_TRUE(dock("composeDock").isVisible());
  EXPECT_TRUE(dock("historyDock").isVisible());
}

TEST_F(LayoutTest, HiddenInTheTrainWorkspaceIsNotForgottenThere) {
  window.actions().composePanel->trigger();
  window.setWorkspace(Workspace::Train);
  const auto next = restart();
  next->setWorkspace(Workspace::Compose);
  EXPECT_FALSE(dockOf(*next, "composeDock").isVisible());
}

TEST_F(LayoutTest, ResettingTheLayoutIsAsAtTheFirstStart) {
  window.addDockWidget(Qt::LeftDockWidgetArea, &dock("composeDock"));
  window.actions().history->trigger();
  dock("historyDock").setFloating(true);
  window.actions().resetLayout->trigger();
  EXPECT_EQ(window.dockWidgetArea(&dock("composeDock")), Qt::RightDockWidgetArea);
  EXPECT_TRUE(dock("composeDock").isVisible());
  EXPECT_FALSE(dock("historyDock").isVisible());
  EXPECT_FALSE(dock("historyDock").isFloating());
}

TEST_F(LayoutTest, AtFirstComposeStandsBeforeTakesAndTheActionBringsThemForward) {
  EXPECT_FALSE(dock("composeDock").visibleRegion().isEmpty());
  EXPECT_TRUE(dock("takesDock").visibleRegion().isEmpty());
  EXPECT_TRUE(window.actions().takes->isChecked());
  window.actions().takes->trigger();
  EXPECT_TRUE(waitUntil([this] { return !dock("takesDock").visibleRegion().isEmpty(); }));
  EXPECT_TRUE(window.actions().takes->isChecked()) << "brought forward, not hidden";
  window.actions().takes->trigger();
  EXPECT_FALSE(window.actions().takes->isChecked());
  const auto next = restart();
  EXPECT_FALSE(dockOf(*next, "takesDock").isVisible());
}

TEST_F(LayoutTest, TheHistoryNamesStepsAndAClickJumps) {
  for (const int step : {0, 1, 2}) drawNote(step);
  window.actions().history->trigger();
  auto& list = find<QListView>("history");
  ASSERT_EQ(list.model()->rowCount(), 4);
  EXPECT_EQ(list.model()->index(1, 0).data().toString(), "Draw note");
  const auto clickRow = [&](int row) {
    const QRect place = list.visualRect(list.model()->index(row, 0));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, place.center());
  };
  clickRow(1);
  EXPECT_EQ(noteCount(), 1u);
  clickRow(0);
  EXPECT_EQ(noteCount(), 0u);
  clickRow(3);
  EXPECT_EQ(noteCount(), 3u);
}

TEST_F(LayoutTest, F11FillsTheScreenAndComesBack) {
  QTest::keyClick(&window, Qt::Key_F11);
  EXPECT_TRUE(window.isFullScreen());
  EXPECT_TRUE(window.actions().fullScreen->isChecked());
  QTest::keyClick(&window, Qt::Key_F11);
  EXPECT_FALSE(window.isFullScreen());
  EXPECT_FALSE(window.actions().fullScreen->isChecked());
}

TEST_F(LayoutTest, AWindowStoredOffTheScreenComesBackOntoIt) {
  window.move(90'000, 90'000);
  const auto next = restart();
  EXPECT_TRUE(next->screen()->availableGeometry().intersects(next->frameGeometry()));
}

TEST_F(LayoutTest, RubbishInThePlaceOfTheLayoutIsNoHarm) {
  window.close();
  settings.setValue("window/state", QByteArray("rubbish"));
  settings.setValue("window/geometry", QByteArray(300, '\xff'));
  settings.setValue("window/workspace", 77);
  settings.setValue("play/follow", QByteArray("\0\1", 2));
  MainWindow next(studio);
  next.show();
  EXPECT_EQ(next.workspace(), Workspace::Compose);
  EXPECT_TRUE(dockOf(next, "composeDock").isVisible());
}

}  // namespace
}  // namespace cadenza::ui
