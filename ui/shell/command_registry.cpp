// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QSet>
#include <QWidget>
#include <algorithm>

#include "ui/controls/command.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {

CommandRegistry::CommandRegistry(Preferences& preferences, QObject* parent)
    : QObject(parent), preferences_(preferences) {
  connect(&preferences_, &Preferences::keysChanged, this, &CommandRegistry::apply);
}

void CommandRegistry::addAll(const QWidget& owner) {
  for (QAction* action : owner.actions()) {
    if (isCommand(*action)) commands_.push_back(action);
  }
  apply();
}

QStringList CommandRegistry::categories() const {
  QStringList categories;
  for (const QAction* command : commands_) {
    const QString category = commandCategory(*command);
    if (!categories.contains(category)) categories << category;
  }
  return categories;
}

QAction* CommandRegistry::find(const QString& id) const {
  const auto found = std::find_if(commands_.begin(), commands_.end(), [&id](const QAction* action) {
    return commandId(*action) == id;
  });
  return found == commands_.end() ? nullptr : *found;
}

QAction* CommandRegistry::holder(const QKeySequence& key, const QAction* except) const {
  for (QAction* command : commands_) {
    const bool meets = !except || isOwnersCommand(*command) == isOwnersCommand(*except);
    if (meets && command != except && command->shortcuts().contains(key)) return command;
  }
  return nullptr;
}

void CommandRegistry::store(QAction* command, const QList<QKeySequence>& keys) {
  const bool asAtFirst = keys == defaultKeys(*command);
  preferences_.setKeys(commandId(*command), asAtFirst ? std::nullopt : std::optional(keys));
}

void CommandRegistry::setKeys(QAction* command, const QList<QKeySequence>& keys) {
  for (const QKeySequence& key : keys) {
    QAction* const other = holder(key, command);
    if (!other) continue;
    QList<QKeySequence> rest = other->shortcuts();
    rest.removeAll(key);
    store(other, rest);
  }
  store(command, keys);
}

bool CommandRegistry::hasDefaultKeys(const QAction* command) const {
  return command->shortcuts() == defaultKeys(*command);
}

void CommandRegistry::reset(QAction* command) { setKeys(command, defaultKeys(*command)); }

void CommandRegistry::resetAll() { preferences_.resetKeys(); }

void CommandRegistry::apply() {
  // What the user chose comes before what was there at first, whatever a later version adds.
  QSet<QKeySequence> takenIn[2];
  const auto give = [&takenIn](QAction* command, QList<QKeySequence> keys) {
    QSet<QKeySequence>& taken = takenIn[isOwnersCommand(*command) ? 1 : 0];
    keys.removeIf([&taken](const QKeySequence& key) { return taken.contains(key); });
    for (const QKeySequence& key : keys) taken << key;
    if (command->shortcuts() != keys) setCommandKeys(command, keys);
  };
  std::vector<QAction*> others;
  for (QAction* command : commands_) {
    if (const auto keys = preferences_.keys(commandId(*command))) {
      give(command, *keys);
    } else {
      others.push_back(command);
    }
  }
  for (QAction* command : others) give(command, defaultKeys(*command));
  Q_EMIT keysChanged();
}

}  // namespace cadenza::ui
