// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a QAction a command: a name that stays, a heading in words, keys that can be changed.
// Whoever adds an action by makeCommand has it in menus, palette, sheet and preferences.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>
#include <QStringList>

class QAction;

namespace cadenza::ui {

/// Where a command's keys work. Roll commands whose keys move things everywhere (Tab, arrows) want
/// the focus in the roll; all other keys work in the whole window. Those of an owner work where it
/// has the focus and nowhere else, and may be keys of the window, too.
enum class KeyScope { Window, Roll, Owner };

/// Names `action` for good as `id` ("file.open") under the heading `category` ("File"), gives it
/// `keys` as its default ones, and from now on keeps its tooltip at "text (key)".
void makeCommand(QAction* action, const QString& id, const QString& category,
                 const QList<QKeySequence>& keys, KeyScope scope = KeyScope::Window);

[[nodiscard]] bool isCommand(const QAction& action);
[[nodiscard]] bool isOwnersCommand(const QAction& action);  ///< see KeyScope::Owner
/// Empty for an action that is no command.
[[nodiscard]] QString commandId(const QAction& action);
[[nodiscard]] QString commandCategory(const QAction& action);
/// What it was called when it became a command, without mnemonic and dots: "Undo", though its text
/// is "Undo Draw note" now.
[[nodiscard]] QString commandName(const QAction& action);
[[nodiscard]] QList<QKeySequence> defaultKeys(const QAction& action);
/// Sets the keys and, by what they are, where they work.
void setCommandKeys(QAction* action, const QList<QKeySequence>& keys);

/// Says in a few words what an unavailable command waits for ("needs selected notes").
void setCommandNeeds(QAction* action, const QString& words);
[[nodiscard]] QString commandNeeds(const QAction& action);

[[nodiscard]] QString withoutMnemonic(const QString& text);
/// "roll" and "Paste at play&head" make "roll.paste-at-playhead".
[[nodiscard]] QString idFromText(const QString& room, const QString& text);
/// Each key as the system writes it, those once that only differ in how Qt calls them.
[[nodiscard]] QStringList keyWords(const QList<QKeySequence>& keys);
/// "Ctrl+Y or Ctrl+Shift+Z", as the system writes keys; empty for none.
[[nodiscard]] QString keysText(const QList<QKeySequence>& keys);
/// One key (with modifiers) that a control which has the focus needs for itself.
[[nodiscard]] bool movesThings(const QKeySequence& key);

}  // namespace cadenza::ui
