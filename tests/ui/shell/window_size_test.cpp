// SPDX-License-Identifier: GPL-3.0-or-later
// The window on small screens: it fits, on each page and in each state, and nothing is cut off.
#include "ui/shell/window_size.h"

#include <QAction>
#include <QDockWidget>
#include <QMenuBar>
#include <QStyle>
#include <QToolBar>

#include "tests/ui/shell/window_fixture.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/scroll_page.h"
#include "ui/piano_roll/time_ruler.h"

namespace cadenza::ui {
namespace {

TEST(WindowSize, AWindowIsMadeToFitAndMovedIntoSight) {
  const QRect room(10, 20, 1366, 708);
  EXPECT_EQ(fitted({0, 0, 1440, 900}, room), room);
  EXPECT_EQ(fitted({2000, 900, 800, 600}, room), QRect(576, 128, 800, 600));
  EXPECT_EQ(fitted({-500, -500, 800, 600}, room), QRect(10, 20, 800, 600));
  EXPECT_EQ(fitted({100, 100, 800, 600}, room), QRect(100, 100, 800, 600));
}

class WindowSizeTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    window.setMinimumSize(leastWindowSize);
    window.resize(leastWindowSize);
    settle();
  }
  static void settle() {
    for (int turn = 0; turn < 3; ++turn) {
      QCoreApplication::processEvents();
      QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
  }
  /// What is wrong with the window as it is now, in words; empty where nothing is.
  [[nodiscard]] std::string complaints() {
    settle();
    std::string text;
    const QSize least = window.minimumSizeHint();
    if (window.size() != leastWindowSize) text += "the window has grown; ";
    if (least.width() > leastWindowSize.width() || least.height() > leastWindowSize.height()) {
      text +=
          "it wants " + std::to_string(least.width()) + "x" + std::to_string(least.height()) + "; ";
    }
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
      const bool seen = widget->isVisible() && widget->window() == &window && !isBehind(*widget);
      if (seen) text += complaintAbout(*widget);
    }
    return text;
  }

 private:
  /// In a dock that another one covers.
  [[nodiscard]] static bool isBehind(const QWidget& widget) {
    for (const QWidget* at = &widget; at; at = at->parentWidget()) {
      if (qobject_cast<const QDockWidget*>(at)) return at->visibleRegion().isEmpty();
    }
    return false;
  }
  [[nodiscard]] static std::string nameOf(const QWidget& widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* label = qobject_cast<const QLabel*>(&widget);
    const QString words = button ? button->text() : label ? label->text() : widget.accessibleName();
    return (widget.objectName() + " '" + words + "'").toStdString();
  }
  [[nodiscard]] static std::string complaintAbout(const QWidget& widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* label = qobject_cast<const QLabel*>(&widget);
    const bool hasWords =
        (button && !button->text().isEmpty()) ||
        (label && !label->text().isEmpty() && qobject_cast<const ElidedLabel*>(label) == nullptr);
    if (!hasWords) return {};
    const bool isParagraph = label && label->wordWrap();
    const QSize wanted = widget.minimumSizeHint();
    if (widget.height() < std::min(wanted.height(), 12) || widget.width() < 1) {
      return nameOf(widget) + " is squeezed to nothing; ";
    }
    if (!isParagraph && widget.width() < wanted.width()) return nameOf(widget) + " is cut off; ";
    if (isParagraph && widget.height() < label->heightForWidth(label->width())) {
      return nameOf(widget) + " is cut off below; ";
    }
    return {};
  }
};

TEST_F(WindowSizeTest, TheComposeWorkspaceFitsInEveryState) {
  EXPECT_EQ(complaints(), "") << "at first";
  for (QAction* lane : {window.roll().action(RollAction::ShowPedalLane),
                        window.roll().action(RollAction::ShowTempoLane)}) {
    if (!lane->isChecked()) lane->trigger();
  }
  EXPECT_EQ(complaints(), "") << "with all lanes";
  drawNote(0);
  window.actions().generate->trigger();
  EXPECT_EQ(complaints(), "") << "while it is composed";
  ASSERT_TRUE(
      waitUntil([this] { return window.session().state() == ComposeSession::State::Proposed; }));
  EXPECT_EQ(complaints(), "") << "with candidates";
  EXPECT_TRUE(find<QAbstractButton>("acceptProposal").isVisible());
  EXPECT_FALSE(find<QAbstractButton>("acceptProposal").visibleRegion().isEmpty());
  window.actions().accept->trigger();
  window.actions().takes->trigger();
  EXPECT_EQ(complaints(), "") << "with takes";
  window.actions().history->trigger();
  EXPECT_EQ(complaints(), "") << "with the history";
  window.actions().composePanel->trigger();
  find<QAbstractButton>("composeMore").click();
  EXPECT_EQ(complaints(), "") << "with all settings";
  window.actions().playOn->trigger();
  EXPECT_EQ(complaints(), "") << "with live music";
}

TEST_F(WindowSizeTest, LongNamesMakeNothingLarger) {
  const QString name = QString(213, QChar(u'W'));
  document.reset({}, name);
  window.say(QString(60, QChar(u'W')) + ' ' + name);
  EXPECT_EQ(complaints(), "");
}

TEST_F(WindowSizeTest, TheTrainWorkspaceFitsOnEveryPage) {
  window.setWorkspace(Workspace::Train);
  for (const TrainPage page :
       {TrainPage::Music, TrainPage::Recipe, TrainPage::Training, TrainPage::Models}) {
    window.dashboard().setPage(page);
    EXPECT_EQ(complaints(), "") << "page " << static_cast<int>(page);
    for (const auto* scroll : window.dashboard().findChildren<ScrollPage*>()) {
      if (!scroll->isVisible()) continue;
      EXPECT_LE(scroll->widget()->width(), scroll->viewport()->width()) << static_cast<int>(page);
    }
  }
  window.setWorkspace(Workspace::Compose);
  EXPECT_EQ(complaints(), "") << "back";
}

// On a laptop each row of bars is a row of notes less.
TEST_F(WindowSizeTest, TheBarsAboveTheNotesAreLow) {
  const auto* area = window.roll().findChild<NoteArea*>();
  EXPECT_LE(area->mapTo(&window, QPoint()).y(), 80)
      << "menus " << window.menuBar()->height() << ", tools "
      << window.findChild<QToolBar*>()->height() << ", ruler " << TimeRuler::height;
}

TEST_F(WindowSizeTest, AWindowThatWasStoredLargerFitsTheScreenNextTime) {
  window.resize(5000, 4000);
  window.close();
  settings.sync();
  MainWindow next(studio);
  next.show();
  const QSize room = next.screen()->availableSize().expandedTo(next.minimumSize());
  EXPECT_LE(next.width(), room.width());
  EXPECT_LE(next.height(), room.height());
}

}  // namespace
}  // namespace cadenza::ui
