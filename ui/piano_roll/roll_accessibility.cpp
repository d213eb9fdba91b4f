// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_accessibility.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "ui/piano_roll/hit_test.h"
#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/note_item_accessible.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString words(const char* text) { return QCoreApplication::translate("NoteArea", text); }

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
  auto* const area = qobject_cast<NoteArea*>(object);
  return area ? new NoteListAccessible(area) : nullptr;
}

std::optional<std::size_t> positionIn(const std::vector<Note>& sorted, const Note& note) {
  const auto at = std::ranges::lower_bound(sorted, note);
  if (at == sorted.end() || *at != note) return std::nullopt;
  return static_cast<std::size_t>(at - sorted.begin());
}

}  // namespace

void NoteListAccessible::install() {
  static const bool once = (QAccessible::installFactory(makeInterface), true);
  static_cast<void>(once);
}

NoteListAccessible::NoteListAccessible(NoteArea* area)
    : QAccessibleWidget(area, QAccessible::List), revision_(area->state().document().revision()) {
  area->setAccessible(this);
}

NoteListAccessible::~NoteListAccessible() {
  forgetItems();
  if (auto* const area = qobject_cast<NoteArea*>(object())) area->setAccessible(nullptr);
}

RollState& NoteListAccessible::roll() const { return static_cast<NoteArea*>(object())->state(); }

void NoteListAccessible::forgetItems() {
  for (const auto& [index, id] : std::exchange(items_, {})) {
    QAccessible::deleteAccessibleInterface(id);
  }
}

void NoteListAccessible::forgetOutdated() {
  if (std::exchange(revision_, roll().document().revision()) != revision_) forgetItems();
}

int NoteListAccessible::placeIndex() const {
  return static_cast<int>(roll().score().notes().size() + roll().candidate().notes.size());
}

int NoteListAccessible::childCount() const {
  const NoteCursor& cursor = roll().cursor();
  return placeIndex() + (cursor.isShown() && !cursor.note() ? 1 : 0);
}

std::optional<Note> NoteListAccessible::noteAt(int index) const {
  const auto& notes = roll().score().notes();
  const auto& proposed = roll().candidate().notes;
  auto i = static_cast<std::size_t>(std::max(index, 0));
  if (index < 0 || i >= notes.size() + proposed.size()) return std::nullopt;
  return i < notes.size() ? notes[i] : proposed[i - notes.size()];
}

bool NoteListAccessible::isProposed(int index) const {
  return index >= static_cast<int>(roll().score().notes().size()) && index < placeIndex();
}

int NoteListAccessible::indexOf(const Note& note) const {
  const auto at = positionIn(roll().score().notes(), note);
  return at ? static_cast<int>(*at) : -1;
}

QAccessibleInterface* NoteListAccessible::child(int index) const {
  if (index < 0 || index >= childCount()) return nullptr;
  const auto known = items_.find(index);
  if (known != items_.end()) return QAccessible::accessibleInterface(known->second);
  auto* const item = new NoteItemAccessible(static_cast<NoteArea*>(object()), index);
  items_[index] = QAccessible::registerAccessibleInterface(item);
  return item;
}

QAccessibleInterface* NoteListAccessible::childAt(int x, int y) const {
  const QPoint point = widget()->mapFromGlobal(QPoint(x, y));
  if (!widget()->rect().contains(point)) return nullptr;
  const auto hit = hitNote(roll().score(), roll().view(), point);
  return hit ? child(indexOf(hit->note)) : nullptr;
}

QAccessibleInterface* NoteListAccessible::focusChild() const {
  const NoteCursor& cursor = roll().cursor();
  if (!widget()->hasFocus() || !cursor.isShown()) return nullptr;
  const auto note = cursor.note();
  return child(note ? indexOf(*note) : placeIndex());
}

int NoteListAccessible::indexOfChild(const QAccessibleInterface* child) const {
  const auto* const item = dynamic_cast<const NoteItemAccessible*>(child);
  return item && item->list() == this ? item->index() : -1;
}

QString NoteListAccessible::text(QAccessible::Text kind) const {
  if (kind != QAccessible::Value) return QAccessibleWidget::text(kind);
  const auto count = static_cast<int>(roll().score().notes().size());
  const auto selected = static_cast<int>(roll().document().selection().size());
  return words("%1 notes, %2 selected").arg(count).arg(selected);
}

void NoteListAccessible::tellFocus() {
  forgetOutdated();
  // The empty place is another one each time: a reader says again what it is called.
  if (const auto place = items_.find(placeIndex()); place != items_.end()) {
    QAccessible::deleteAccessibleInterface(place->second);
    items_.erase(place);
  }
  if (QAccessibleInterface* const here = focusChild()) tell(here, QAccessible::Focus);
}

void NoteListAccessible::tellSelection() {
  forgetOutdated();
  const auto& selection = roll().document().selection();
  if (selection.size() == 1) {
    tell(child(indexOf(selection.front())), QAccessible::Selection);
  } else {
    tell(this, QAccessible::SelectionWithin);
  }
}

void NoteListAccessible::tell(QAccessibleInterface* about, QAccessible::Event what) {
  QAccessibleEvent event(about, what);
  if (listener_) listener_(event);
  QAccessible::updateAccessibility(&event);
}

}  // namespace cadenza::ui
