// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/attention_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/encode/chord_frames.h"
#include "core/score/key.h"
#include "ui/compose/heat_map.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

QString chordText(const std::string& chord) {
  const auto pitches = parseChord(chord);
  if (!pitches) return AttentionDialog::tr("no chord");
  if (pitches->none()) return AttentionDialog::tr("silence");
  QStringList names;
  for (std::size_t pitch = 0; pitch < pitches->size(); ++pitch) {
    if ((*pitches)[pitch]) {
      names << QString::fromStdString(printedPitch(static_cast<int>(pitch), std::nullopt));
    }
  }
  return names.join(QChar(u' '));
}

AttentionDialog::AttentionDialog(const AttentionMaps& maps, const Appearance& appearance,
                                 QWidget* parent)
    : QDialog(parent), told_(new QLabel) {
  setObjectName(QStringLiteral("attentionDialog"));
  setWindowTitle(tr("Attention of Classic A"));
  setAttribute(Qt::WA_DeleteOnClose);
  for (const std::string& frame : maps.frames) names_ << chordText(frame);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  auto* about = new QLabel(
      tr("The last %1 frames that it heard before it wrote its last. Each row is a frame, and "
         "shows "
         "how much it looked at the frames around it; the brighter or stronger, the more.")
          .arg(names_.size()));
  about->setWordWrap(true);
  layout->addWidget(about);
  auto* both = new QHBoxLayout;
  both->setSpacing(24);
  const std::array<QString, 2> titles{tr("First attention"), tr("Second attention")};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    auto* column = new QVBoxLayout;
    auto* map = new HeatMap(names_, maps.shares[i], appearance);
    auto* title = new QLabel(tr("%1 · up to %2 %")
                                 .arg(titles[i])
                                 .arg(decimalText(100.0 * static_cast<double>(map->largest()), 1)));
    title->setProperty("title", true);
    map->setAccessibleName(titles[i]);
    column->addWidget(title);
    column->addWidget(map, 1);
    both->addLayout(column, 1);
    connect(map, &HeatMap::cellChanged, this,
            [this, map, which = titles[i]] { tell(which, *map); });
  }
  layout->addLayout(both, 1);
  told_->setObjectName(QStringLiteral("attentionTold"));
  told_->setProperty("quiet", true);
  told_->setText(tr("Point at a cell, or go there with the arrow keys."));
  layout->addWidget(told_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addWidget(buttons);
  resize(1180, 720);
}

void AttentionDialog::tell(const QString& which, const HeatMap& map) {
  const auto [row, column] = map.cell();
  const QString text =
      tr("%1: frame %2 (%3) looked at frame %4 (%5): %6 %")
          .arg(which)
          .arg(row + 1)
          .arg(names_[row])
          .arg(column + 1)
          .arg(names_[column])
          .arg(decimalText(100.0 * static_cast<double>(map.share(row, column)), 1));
  told_->setText(text);
}

}  // namespace cadenza::ui
