// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/transpose_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>
#include <array>

#include "core/score/edits.h"
#include "ui/controls/form.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

// By semitones.
QStringList intervals() {
  return {TransposeDialog::tr("Minor second"),
          TransposeDialog::tr("Major second"),
          TransposeDialog::tr("Minor third"),
          TransposeDialog::tr("Major third"),
          TransposeDialog::tr("Perfect fourth"),
          TransposeDialog::tr("Tritone"),
          TransposeDialog::tr("Perfect fifth"),
          TransposeDialog::tr("Minor sixth"),
          TransposeDialog::tr("Major sixth"),
          TransposeDialog::tr("Minor seventh"),
          TransposeDialog::tr("Major seventh"),
          TransposeDialog::tr("Octave"),
          TransposeDialog::tr("Minor ninth"),
          TransposeDialog::tr("Major ninth"),
          TransposeDialog::tr("Minor tenth"),
          TransposeDialog::tr("Major tenth"),
          TransposeDialog::tr("Octave and fourth"),
          TransposeDialog::tr("Octave and tritone"),
          TransposeDialog::tr("Octave and fifth"),
          TransposeDialog::tr("Octave and minor sixth"),
          TransposeDialog::tr("Octave and major sixth"),
          TransposeDialog::tr("Octave and minor seventh"),
          TransposeDialog::tr("Octave and major seventh"),
          TransposeDialog::tr("Two octaves")};
}

constexpr int usualInterval = 2;  // a major second

// By how many semitones the notes of a transposition move; 0 for none.
int shiftOf(const ScoreEdit& edit) {
  if (edit.added.notes.empty()) return 0;
  return edit.added.notes.front().pitch - edit.removed.notes.front().pitch;
}

}  // namespace

TransposeDialog::TransposeDialog(RollState& state, QWidget* parent)
    : EditDialog(state, tr("Transpose"), tr("Transpose"), parent),
      direction_(new SegmentedControl({tr("Up"), tr("Down")}, state.appearance())),
      interval_(named(new QComboBox, "transposeInterval", tr("Interval"))),
      whole_(new QCheckBox(tr("The whole piece, and its key"))) {
  setObjectName(QStringLiteral("transposeDialog"));
  direction_->setObjectName(QStringLiteral("transposeDirection"));
  whole_->setObjectName(QStringLiteral("transposeWhole"));
  for (const QString& name : intervals()) {
    const int semitones = interval_->count() + 1;
    interval_->addItem(tr("%1 (%2)").arg(name).arg(semitones), semitones);
  }
  interval_->setMaxVisibleItems(24);
  interval_->setCurrentIndex(usualInterval - 1);
  const bool hasSelection = !state.document().selection().empty();
  whole_->setChecked(!hasSelection);
  whole_->setEnabled(hasSelection);
  body().addWidget(direction_, 0, Qt::AlignLeft);
  body().addWidget(interval_);
  body().addWidget(whole_);
  connect(direction_, &SegmentedControl::currentChanged, this, &EditDialog::preview);
  connect(interval_, &QComboBox::currentIndexChanged, this, &EditDialog::preview);
  connect(whole_, &QCheckBox::toggled, this, &EditDialog::preview);
  preview();
}

int TransposeDialog::semitones() const {
  const int size = interval_->currentData().toInt();
  return direction_->current() == 0 ? size : -size;
}

bool TransposeDialog::isOfAll() const { return whole_->isChecked(); }

ScoreEdit TransposeDialog::edit() const {
  const auto& notes = isOfAll() ? state().score().notes() : state().document().selection();
  return moveNotes(notes, 0, semitones());
}

// Notes and key are one step. The key moves only as far as all notes do.
void TransposeDialog::accept() {
  Document& document = state().document();
  const auto key = document.properties().key;
  const ScoreEdit wanted = edit();
  const int by = shiftOf(wanted);
  const bool allMove = wanted.removed.notes.size() == document.score().notes().size();
  const bool movesKey = isOfAll() && key && allMove && by == semitones() && by % 12 != 0;
  if (movesKey) document.undoStack().beginMacro(tr("Transpose the piece"));
  EditDialog::accept();
  if (!movesKey) return;
  document.setKey(Key{((key->tonic + by) % 12 + 12) % 12, key->scale});
  document.undoStack().endMacro();
}

}  // namespace cadenza::ui
