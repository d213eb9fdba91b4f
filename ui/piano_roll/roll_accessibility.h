// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "core/score/score.h"

namespace cadenza::ui {

class NoteArea;
class RollState;

/// What screen readers see of a note area: a list whose items are the notes of the score, then
/// those that the model proposes, then, where the note cursor stands on empty ground, that place.
/// Items are made when somebody asks for them and thrown away when the notes change. GUI thread.
class NoteListAccessible : public QAccessibleWidget {
 public:
  explicit NoteListAccessible(NoteArea* area);
  ~NoteListAccessible() override;

  int childCount() const override;
  QAccessibleInterface* child(int index) const override;
  QAccessibleInterface* childAt(int x, int y) const override;
  QAccessibleInterface* focusChild() const override;
  int indexOfChild(const QAccessibleInterface* child) const override;
  QString text(QAccessible::Text kind) const override;

  /// All items that were made are gone.
  void forgetItems();
  /// The same if the notes are others than when they were made.
  void forgetOutdated();
  /// Tells screen readers that the note cursor came to another place.
  void tellFocus();
  /// Tells them what is selected now.
  void tellSelection();

  /// Is told what screen readers are: Qt tells nobody while none is there.
  void setListener(std::function<void(const QAccessibleEvent&)> listener) {
    listener_ = std::move(listener);
  }

  /// The note of an item; nothing for the empty place.
  [[nodiscard]] std::optional<Note> noteAt(int index) const;
  [[nodiscard]] bool isProposed(int index) const;
  [[nodiscard]] int indexOf(const Note& note) const;

  /// Makes Qt ask this class for the interface of every note area. May be called again.
  static void install();

 private:
  [[nodiscard]] RollState& roll() const;
  [[nodiscard]] int placeIndex() const;
  void tell(QAccessibleInterface* about, QAccessible::Event what);

  std::function<void(const QAccessibleEvent&)> listener_;
  std::uint64_t revision_;  // of the document whose notes the items are
  mutable std::map<int, QAccessible::Id> items_;
};

}  // namespace cadenza::ui
