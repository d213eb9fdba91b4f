// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_actions.h"

#include <QActionGroup>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QWidget>
#include <utility>

#include "ui/controls/command.h"

namespace cadenza::ui {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

}  // namespace

RollActions::RollActions(RollState& state, QWidget* owner)
    : state_(state), table_(rollActionTable()) {
  for (const RollActionRow& row : table_) {
    auto* action = new QAction(translated(row.text), owner);
    makeCommand(action, rollActionId(row), withoutMnemonic(translated(title(row.section))),
                row.keys, KeyScope::Roll);
    setCommandNeeds(action, translated(words(row.needs)));
    QObject::connect(action, &QAction::triggered, owner, [this, act = row.act] { act(state_); });
    action->setCheckable(row.isOn != nullptr);
    owner->addAction(action);
    actions_[row.which] = action;
  }
  groupTools(owner);
  QAction* const writes = actions_[RollAction::WriteMode];
  writes->setCheckable(true);
  QObject::connect(&state.writer(), &NoteWriter::onChanged, writes, &QAction::setChecked);
  const auto refreshed = [this] { refresh(); };
  QObject::connect(&state.document(), &Document::selectionChanged, owner, refreshed);
  QObject::connect(&state.document(), &Document::changed, owner, refreshed);
  QObject::connect(&state.document(), &Document::replaced, owner, refreshed);
  QObject::connect(&state, &RollState::timeRangeChanged, owner, refreshed);
  QObject::connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, owner, refreshed);
  QObject::connect(&state, &RollState::lanesChanged, owner, refreshed);
  QObject::connect(&state, &RollState::candidateChanged, owner, refreshed);
  QObject::connect(&state, &RollState::themeChanged, owner, [this] { renewIcons(); });
  renewIcons();
  refresh();
}

void RollActions::setAvailable(bool available) {
  available_ = available;
  refresh();
}

void RollActions::groupTools(QWidget* owner) {
  static constexpr std::pair<RollAction, Tool> tools[] = {{RollAction::ToolPencil, Tool::Pencil},
                                                          {RollAction::ToolSelect, Tool::Select},
                                                          {RollAction::ToolErase, Tool::Erase}};
  auto* group = new QActionGroup(owner);
  for (const auto& [which, tool] : tools) {
    QAction* const action = actions_.at(which);
    action->setCheckable(true);
    action->setChecked(state_.tool() == tool);
    group->addAction(action);
    QObject::connect(&state_, &RollState::toolChanged, action,
                     [action, tool = tool](Tool now) { action->setChecked(now == tool); });
  }
}

void RollActions::refresh() {
  for (const RollActionRow& row : table_) {
    actions_.at(row.which)->setEnabled(available_ && isMet(row.needs, state_));
    if (row.isOn) actions_.at(row.which)->setChecked(row.isOn(state_));
  }
}

void RollActions::renewIcons() {
  for (const RollActionRow& row : table_) {
    if (*row.icon == 0) continue;
    actions_.at(row.which)->setIcon(icon(QString::fromLatin1(row.icon), state_.theme()));
  }
}

}  // namespace cadenza::ui
