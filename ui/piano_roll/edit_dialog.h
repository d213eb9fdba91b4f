// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/piano_roll/roll_state.h"

class QLabel;
class QVBoxLayout;

namespace cadenza::ui {

/// Settings for an edit that is tried out in the roll while they change: OK makes it one undo step,
/// Cancel leaves everything as it was. Deletes itself when closed; shows itself by open().
class EditDialog : public QDialog {
  Q_OBJECT

 public:
  ~EditDialog() override;

  void accept() override;
  /// Shows what OK would do now.
  void preview();

 protected:
  /// `state` must outlive the dialog. `verb` is the text of the button ("Quantise"), and names the
  /// undo step where `step`, to be followed by "3 notes", is empty.
  EditDialog(RollState& state, const QString& title, const QString& verb, QWidget* parent,
             const QString& step = {});

  /// Where the settings go, above the buttons.
  [[nodiscard]] QVBoxLayout& body() { return *body_; }
  [[nodiscard]] RollState& state() const { return state_; }
  [[nodiscard]] virtual ScoreEdit edit() const = 0;
  /// Whether it edits all notes; by default, where none is selected.
  [[nodiscard]] virtual bool isOfAll() const { return state_.document().selection().empty(); }
  /// Keeps the settings for the next time.
  virtual void remember() const = 0;

 private:
  RollState& state_;
  QString step_;
  QLabel* head_;
  QVBoxLayout* body_;
};

}  // namespace cadenza::ui
