// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_item_accessible.h"

#include <QCoreApplication>
#include <vector>

#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString words(const char* text) { return QCoreApplication::translate("NoteArea", text); }

}  // namespace

NoteListAccessible* NoteItemAccessible::list() const {
  return area_ ? static_cast<NoteListAccessible*>(QAccessible::queryAccessibleInterface(area_))
               : nullptr;
}

bool NoteItemAccessible::isValid() const {
  const NoteListAccessible* const all = list();
  return all && index_ < all->childCount();
}

QAccessibleInterface* NoteItemAccessible::parent() const { return list(); }

QWindow* NoteItemAccessible::window() const {
  const QAccessibleInterface* const all = list();
  return all ? all->window() : nullptr;
}

Note NoteItemAccessible::shape() const {
  if (const auto note = list()->noteAt(index_)) return *note;
  const NoteCursor& cursor = area_->state().cursor();
  return {cursor.tick(), area_->state().drawnLength(), static_cast<std::uint8_t>(cursor.pitch())};
}

QAccessible::State NoteItemAccessible::state() const {
  QAccessible::State state;
  if (!isValid()) {
    state.invalid = true;
    return state;
  }
  const RollState& roll = area_->state();
  const auto note = list()->noteAt(index_);
  const bool isOurs = note && !list()->isProposed(index_);
  state.focusable = true;
  state.selectable = isOurs;
  state.extSelectable = isOurs;
  state.selected = isOurs && roll.document().isSelected(*note);
  state.readOnly = !isOurs || note->locked;
  const NoteCursor& cursor = roll.cursor();
  state.focused =
      area_->hasFocus() && cursor.isShown() && cursor.note() == note && !list()->isProposed(index_);
  state.offscreen = !roll.view().rectOf(shape()).intersects(QRectF(area_->rect()));
  return state;
}

QRect NoteItemAccessible::rect() const {
  if (!isValid()) return {};
  const QRect inside = area_->state().view().rectOf(shape()).toAlignedRect();
  return {area_->mapToGlobal(inside.topLeft()), inside.size()};
}

QString NoteItemAccessible::text(QAccessible::Text kind) const {
  if (!isValid()) return {};
  const RollState& roll = area_->state();
  const auto note = list()->noteAt(index_);
  if (kind == QAccessible::Name) {
    if (!note)
      return spokenPlace(roll.score().meter(), roll.cursor().tick(), roll.cursor().pitch(),
                         roll.key());
    const QString name = spokenNote(roll.score().meter(), *note, roll.key());
    return list()->isProposed(index_) ? words("proposed: %1").arg(name) : name;
  }
  if (kind != QAccessible::Description) return {};
  QStringList text;
  if (state().selected) text << words("selected");
  if (note && roll.insight() && !list()->isProposed(index_)) {
    text << roll.insight()->text(*note, roll.key());
  }
  return text.join(QStringLiteral(", "));
}

void* NoteItemAccessible::interface_cast(QAccessible::InterfaceType type) {
  if (type != QAccessible::ActionInterface) return nullptr;
  return static_cast<QAccessibleActionInterface*>(this);
}

QStringList NoteItemAccessible::actionNames() const {
  if (!isValid() || !list()->noteAt(index_) || list()->isProposed(index_)) return {};
  return {pressAction(), toggleAction(), setFocusAction()};
}

void NoteItemAccessible::doAction(const QString& name) {
  if (!actionNames().contains(name)) return;
  RollState& roll = area_->state();
  const Note note = *list()->noteAt(index_);
  std::vector<Note> selection{note};
  if (name == toggleAction()) {
    selection = roll.document().selection();
    if (std::erase(selection, note) == 0) selection.push_back(note);
  }
  if (name == setFocusAction()) area_->setFocus(Qt::OtherFocusReason);
  roll.cursor().moveTo(note.onset, note.pitch);
  if (name != setFocusAction()) roll.document().select(std::move(selection));
}

}  // namespace cadenza::ui
