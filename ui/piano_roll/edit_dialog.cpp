// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/edit_dialog.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {

EditDialog::EditDialog(RollState& state, const QString& title, const QString& verb, QWidget* parent,
                       const QString& step)
    : QDialog(parent),
      state_(state),
      step_(step.isEmpty() ? verb : step),
      head_(makeLabel({}, "quiet")),
      body_(new QVBoxLayout) {
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  setMinimumWidth(360);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(16);
  head_->setObjectName(QStringLiteral("editedNotes"));
  layout->addWidget(head_);
  body_->setSpacing(12);
  layout->addLayout(body_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(verb);
  setRole(buttons->button(QDialogButtonBox::Ok), "primary");
  connect(buttons, &QDialogButtonBox::accepted, this, &EditDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &EditDialog::reject);
  layout->addWidget(buttons);
  // Another edit, come from elsewhere, takes the notes from under the preview.
  connect(&state.document(), &Document::changed, this, &QDialog::reject);
  connect(&state.document(), &Document::replaced, this, &QDialog::reject);
}

EditDialog::~EditDialog() { state_.setPreview({}); }

void EditDialog::preview() {
  const std::size_t selected = state_.document().selection().size();
  head_->setText(isOfAll() ? tr("All notes of the piece")
                           : tr("Selected: %1").arg(countText(selected, tr("note"))));
  state_.setPreview(edit());
}

void EditDialog::accept() {
  disconnect(&state_.document(), nullptr, this, nullptr);
  const ScoreEdit wanted = edit();
  remember();
  state_.setPreview({});
  if (wanted.empty()) {
    state_.say(tr("Nothing had to be changed."));
  } else {
    state_.document().push(stepName(step_, wanted.removed.notes.size()), wanted);
    tellMerged(state_, wanted);
  }
  QDialog::accept();
}

}  // namespace cadenza::ui
