// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/minutes_dialog.h"

#include <QDialogButtonBox>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int longest = 7 * 24 * 60;
constexpr int textWidth = 360;

}  // namespace

MinutesDialog::MinutesDialog(const QString& title, const QString& sentence, int minutes,
                             QWidget* parent)
    : QDialog(parent) {
  setObjectName(QStringLiteral("minutesDialog"));
  setWindowTitle(title);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  auto* words = makeParagraph(sentence);
  words->setFixedWidth(textWidth);
  minutes_ = named(new QSpinBox, "moreMinutes", tr("Minutes"));
  minutes_->setRange(1, longest);
  minutes_->setValue(minutes);
  minutes_->setSuffix(tr(" min"));
  minutes_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addWidget(words);
  layout->addWidget(minutes_, 0, Qt::AlignLeft);
  layout->addWidget(buttons);
}

int MinutesDialog::minutes() const { return minutes_->value(); }

}  // namespace cadenza::ui
