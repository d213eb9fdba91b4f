// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/command.h"

#include <QAction>
#include <QCoreApplication>
#include <QStringList>
#include <QVariant>
#include <algorithm>

namespace cadenza::ui {

namespace {

constexpr const char* categoryProperty = "commandCategory";
constexpr const char* nameProperty = "commandName";
constexpr const char* defaultsProperty = "commandDefaultKeys";
constexpr const char* scopeProperty = "commandScope";
constexpr const char* needsProperty = "commandNeeds";

QString textOf(const QAction& action) {
  QString text = withoutMnemonic(action.text());
  while (text.endsWith(QChar(u'…')) || text.endsWith(QChar(u'.'))) text.chop(1);
  return text;
}

void renewToolTip(QAction* action) {
  const QString text = textOf(*action);
  const QString key = action->shortcut().toString(QKeySequence::NativeText);
  const QString tip = key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key);
  if (action->toolTip() != tip) action->setToolTip(tip);
}

}  // namespace

void makeCommand(QAction* action, const QString& id, const QString& category,
                 const QList<QKeySequence>& keys, KeyScope scope) {
  action->setObjectName(id);
  action->setProperty(categoryProperty, category);
  action->setProperty(nameProperty, textOf(*action));
  action->setProperty(defaultsProperty, QVariant::fromValue(keys));
  action->setProperty(scopeProperty, static_cast<int>(scope));
  setCommandKeys(action, keys);
  QObject::connect(action, &QAction::changed, action, [action] { renewToolTip(action); });
  renewToolTip(action);
}

bool isCommand(const QAction& action) { return action.property(categoryProperty).isValid(); }

bool isOwnersCommand(const QAction& action) {
  return action.property(scopeProperty).toInt() == static_cast<int>(KeyScope::Owner);
}

QString commandId(const QAction& action) {
  return isCommand(action) ? action.objectName() : QString();
}

QString commandCategory(const QAction& action) {
  return action.property(categoryProperty).toString();
}

QString commandName(const QAction& action) { return action.property(nameProperty).toString(); }

QList<QKeySequence> defaultKeys(const QAction& action) {
  return action.property(defaultsProperty).value<QList<QKeySequence>>();
}

void setCommandKeys(QAction* action, const QList<QKeySequence>& keys) {
  const bool rolls = action->property(scopeProperty).toInt() == static_cast<int>(KeyScope::Roll);
  const bool wantsFocus =
      isOwnersCommand(*action) || (rolls && std::any_of(keys.begin(), keys.end(), movesThings));
  action->setShortcutContext(wantsFocus ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
  action->setShortcuts(keys);
}

void setCommandNeeds(QAction* action, const QString& words) {
  action->setProperty(needsProperty, words);
}

QString commandNeeds(const QAction& action) { return action.property(needsProperty).toString(); }

QString withoutMnemonic(const QString& text) {
  QString plain;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == QChar(u'&') && (++i == text.size())) break;
    plain += text[i];
  }
  return plain;
}

QString idFromText(const QString& room, const QString& text) {
  QString id = room + QChar(u'.');
  for (const QChar c : withoutMnemonic(text).toLower()) {
    if (c.isLetterOrNumber()) {
      id += c;
    } else if (!id.endsWith(QChar(u'-')) && !id.endsWith(QChar(u'.'))) {
      id += QChar(u'-');
    }
  }
  while (id.endsWith(QChar(u'-'))) id.chop(1);
  return id;
}

QStringList keyWords(const QList<QKeySequence>& keys) {
  QStringList words;
  for (const QKeySequence& key : keys) {
    if (key == QKeySequence(Qt::Key_Backtab)) continue;  // another name of Shift+Tab
    if (!key.isEmpty()) words << key.toString(QKeySequence::NativeText);
  }
  words.removeDuplicates();
  return words;
}

QString keysText(const QList<QKeySequence>& keys) {
  return keyWords(keys).join(QCoreApplication::translate("Commands", " or "));
}

bool movesThings(const QKeySequence& key) {
  if (key.isEmpty()) return false;
  switch (key[0].key()) {
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
      return true;
    default:
      return false;
  }
}

}  // namespace cadenza::ui
