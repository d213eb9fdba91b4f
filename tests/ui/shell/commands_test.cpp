// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every command, whoever added it.
#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <map>
#include <set>

#include "ui/controls/command.h"
#include "ui/shell/command_registry.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class CommandsTest : public WindowTest {
 protected:
  [[nodiscard]] const std::vector<QAction*>& commands() { return window.registry().commands(); }

  static void collect(const QList<QAction*>& actions, std::set<const QAction*>& found) {
    for (const QAction* action : actions) {
      found.insert(action);
      if (action->menu()) collect(action->menu()->actions(), found);
    }
  }
  /// Calls `visit` with every menu of the window.
  template <class Visit>
  void eachMenu(const QList<QAction*>& actions, Visit visit) {
    visit(actions);
    for (const QAction* action : actions) {
      if (action->menu()) eachMenu(action->menu()->actions(), visit);
    }
  }
};

TEST_F(CommandsTest, EachHasAnIdOfItsOwnATextAndAHeading) {
  EXPECT_GT(commands().size(), 50u);
  std::set<QString> ids;
  for (const QAction* command : commands()) {
    const std::string id = commandId(*command).toStdString();
    EXPECT_TRUE(ids.insert(commandId(*command)).second) << id;
    EXPECT_THAT(id, HasSubstr("."));
    EXPECT_FALSE(commandName(*command).isEmpty()) << id;
    EXPECT_FALSE(commandCategory(*command).isEmpty()) << id;
    EXPECT_FALSE(commandCategory(*command).contains('&')) << id;
  }
}

TEST_F(CommandsTest, EveryActionOfWindowAndRollIsACommand) {
  for (const QWidget* owner :
       {static_cast<QWidget*>(&window), static_cast<QWidget*>(&window.roll())}) {
    for (const QAction* action : owner->actions()) {
      EXPECT_TRUE(isCommand(*action)) << action->text().toStdString();
    }
  }
}

TEST_F(CommandsTest, NoTwoShareADefaultKeyButThoseOfAnOwner) {
  std::map<std::pair<bool, QString>, QString> holders;
  for (const QAction* command : commands()) {
    for (const QKeySequence& key : defaultKeys(*command)) {
      const auto [holder, isNew] =
          holders.insert({{isOwnersCommand(*command), key.toString()}, commandId(*command)});
      EXPECT_TRUE(isNew || holder->second == commandId(*command))
          << key.toString().toStdString() << " is of " << holder->second.toStdString() << " and "
          << commandId(*command).toStdString();
    }
  }
}

TEST_F(CommandsTest, EachStandsInAMenu) {
  std::set<const QAction*> inMenus;
  collect(window.menuBar()->actions(), inMenus);
  for (const QAction* command : commands()) {
    EXPECT_TRUE(inMenus.contains(command)) << commandId(*command).toStdString();
  }
}

TEST_F(CommandsTest, NoTwoEntriesOfAMenuShareALetter) {
  eachMenu(window.menuBar()->actions(), [](const QList<QAction*>& entries) {
    std::map<QString, QString> letters;
    for (const QAction* entry : entries) {
      const QString letter = QKeySequence::mnemonic(entry->text()).toString();
      if (letter.isEmpty()) continue;
      const auto [holder, isNew] = letters.insert({letter, entry->text()});
      EXPECT_TRUE(isNew) << entry->text().toStdString() << " and " << holder->second.toStdString();
    }
  });
}

TEST_F(CommandsTest, NoMenuIsTooLongToRead) {
  eachMenu(window.menuBar()->actions(), [](const QList<QAction*>& entries) {
    const auto real = std::count_if(entries.begin(), entries.end(),
                                    [](const QAction* entry) { return !entry->isSeparator(); });
    EXPECT_LE(real, 20) << entries.front()->text().toStdString();
  });
}

TEST_F(CommandsTest, TooltipsTellTheKeyAndFollowIt) {
  for (QAction* command : commands()) {
    if (command->shortcut().isEmpty()) continue;
    const QString key = command->shortcut().toString(QKeySequence::NativeText);
    EXPECT_THAT(command->toolTip().toStdString(), HasSubstr("(" + key.toStdString() + ")"));
  }
  window.registry().setKeys(window.actions().loop, {QKeySequence(Qt::Key_U)});
  EXPECT_EQ(window.actions().loop->toolTip(), "Loop (U)");
  click("playButton");
  ASSERT_TRUE(waitUntil([this] { return playback.isPlaying(); }));
  EXPECT_EQ(window.actions().play->toolTip(), "Pause (Space)");
  playback.pause();
}

TEST_F(CommandsTest, UndoNamesTheStepInTheMenuButNotInLists) {
  drawNote(0);
  EXPECT_EQ(window.actions().undo->text().toStdString(), "&Undo Draw note");
  EXPECT_EQ(commandName(*window.actions().undo), "Undo");
}

}  // namespace
}  // namespace cadenza::ui
