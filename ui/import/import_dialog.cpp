// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/import/part_choice.h"
#include "ui/import/part_model.h"
#include "ui/import/part_table.h"
#include "ui/messages.h"
#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

constexpr int shownRows = 8;
constexpr int fewestRows = 3;

QHBoxLayout* row(QWidget* widget) {
  auto* layout = new QHBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  return layout;
}

}  // namespace

ImportDialog::ImportDialog(std::shared_ptr<const MidiPartsFile> file, const QString& place,
                           const Appearance& appearance, QWidget* parent)
    : QDialog(parent),
      file_(std::move(file)),
      appearance_(appearance),
      model_(new PartModel(file_, appearance, this)),
      joining_(this) {
  setObjectName(QStringLiteral("importDialog"));
  setWindowTitle(tr("Import MIDI"));
  layOut(place);
  connect(model_, &PartModel::ticksChanged, this, [this] {
    showTicks();
    if (hearing_) hear();
  });
  connect(this, &QDialog::finished, this, &ImportDialog::endHearing);
  showTicks();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::layOut(const QString& place) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  const auto& parts = file_->survey.parts;
  const QString name = shownName(file_->path);
  layout->addWidget(
      makeLabel(tr("“%1” has %2").arg(name, countText(parts.size(), tr("part"))), "title"));
  layout->addWidget(makeParagraph(
      tr("What is ticked becomes the notes of one piano. The file stays as it is."), "quiet"));
  auto* table = new PartTable(*model_);
  layout->addWidget(table, 1);
  if (std::ranges::any_of(parts, &MidiPart::isDrums)) {
    auto* drums = makeParagraph(
        tr("Drums are left out at first: their notes stand for instruments, not for pitches."),
        "quiet");
    drums->setObjectName(QStringLiteral("drumsRemark"));
    layout->addWidget(drums);
  }
  layout->addWidget(makeTickButtons());
  layout->addSpacing(4);
  layout->addWidget(makeChoices(place));
  table->setFocus();
  table->selectRow(0);
  const int rows = std::clamp(model_->rowCount(), fewestRows, shownRows);
  resize(760, 240 + rows * 40);
}

QWidget* ImportDialog::makeTickButtons() {
  auto* box = new QWidget;
  auto* layout = row(box);
  auto* all = makeButton(tr("Select &all"));
  all->setObjectName(QStringLiteral("tickAll"));
  auto* none = makeButton(tr("Select &none"));
  none->setObjectName(QStringLiteral("tickNone"));
  connect(all, &QPushButton::clicked, this, [this] { model_->tickAll(true); });
  connect(none, &QPushButton::clicked, this, [this] { model_->tickAll(false); });
  count_ = makeLabel({}, "quiet");
  count_->setObjectName(QStringLiteral("tickedParts"));
  hear_ = makeButton({});
  hear_->setObjectName(QStringLiteral("hearParts"));
  connect(hear_, &QPushButton::clicked, this, &ImportDialog::toggleHearing);
  layout->addWidget(all);
  layout->addWidget(none);
  layout->addSpacing(8);
  layout->addWidget(count_, 1);
  layout->addWidget(hear_);
  return box;
}

QWidget* ImportDialog::makeChoices(const QString& place) {
  auto* box = new QWidget;
  auto* layout = row(box);
  auto* cancel = makeButton(tr("Cancel"));
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  open_ = makeButton(tr("&Open as a new piece"), "primary");
  open_->setObjectName(QStringLiteral("openParts"));
  open_->setDefault(true);
  connect(open_, &QPushButton::clicked, this, [this] { use(Use::OpenAsPiece); });
  layout->addStretch(1);
  layout->addWidget(cancel);
  if (!place.isEmpty()) {
    add_ = makeButton(tr("A&dd to this piece at %1").arg(place));
    add_->setObjectName(QStringLiteral("addParts"));
    add_->setToolTip(tr("From the playhead on. The piece keeps its tempo; undo takes it back."));
    connect(add_, &QPushButton::clicked, this, [this] { use(Use::AddToPiece); });
    layout->addWidget(add_);
  }
  layout->addWidget(open_);
  return box;
}

void ImportDialog::showTicks() {
  const auto& parts = file_->survey.parts;
  std::size_t ticked = 0;
  std::size_t notes = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!model_->ticks()[i]) continue;
    ++ticked;
    notes += parts[i].notes.size();
  }
  count_->setText(ticked == 0 ? tr("Tick at least one part")
                              : tr("%1 of %2, %3")
                                    .arg(countText(ticked), countText(parts.size(), tr("part")),
                                         countText(notes, tr("note"))));
  for (QPushButton* button : {hear_, open_, add_}) {
    if (button) button->setEnabled(ticked > 0);
  }
  hear_->setText(hearing_ ? tr("&Stop") : tr("&Hear"));
  hear_->setIcon(
      icon(hearing_ ? QStringLiteral("stop") : QStringLiteral("play"), appearance_.theme()));
}

void ImportDialog::toggleHearing() {
  if (hearing_) {
    endHearing();
  } else {
    hearing_ = true;
    hear();
  }
  showTicks();
}

void ImportDialog::hear() {
  if (tickedParts(file_->survey, model_->ticks()).empty()) {
    endHearing();
    showTicks();
    return;
  }
  join([this](const MidiImport& import) {
    if (hearing_) Q_EMIT hearRequested(import.score);
  });
}

void ImportDialog::endHearing() {
  if (std::exchange(hearing_, false)) Q_EMIT silenceRequested();
}

void ImportDialog::hearingEnded() {
  hearing_ = false;
  showTicks();
}

void ImportDialog::use(Use use) {
  endHearing();
  setEnabled(false);
  const auto& ticks = model_->ticks();
  const bool all = std::find(ticks.begin(), ticks.end(), false) == ticks.end();
  join([this, use, all](const MidiImport& import) {
    accept();
    Q_EMIT chosen(use, import, all);
  });
}

void ImportDialog::join(std::function<void(const MidiImport&)> then) {
  if (joining_.isRunning()) {
    next_ = std::move(then);
    return;
  }
  using Joined = std::shared_ptr<const MidiImport>;
  joining_.start<Joined>(
      [file = file_,
       parts = tickedParts(file_->survey, model_->ticks())](std::stop_token) -> Result<Joined> {
        auto import = readMidi(file->bytes, parts);
        if (!import) return import.error();
        return std::make_shared<const MidiImport>(std::move(*import));
      },
      [this, then = std::move(then)](const Result<Joined>& import) {
        if (next_) {
          join(std::exchange(next_, {}));
        } else if (import) {
          then(**import);
        } else {
          setEnabled(true);
          count_->setText(userText(import.error()));
        }
      });
}

}  // namespace cadenza::ui
