// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/soundfont_chooser.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <utility>

#include "core/play/soundfont_check.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/messages.h"
#include "ui/native_path.h"
#include "ui/shell/sound_words.h"

namespace cadenza::ui {

namespace {

QString stem(const std::filesystem::path& path) {
  return QString::fromStdString(path.stem().string());
}

QString fontText(const QString& name, std::uintmax_t bytes) {
  return QWidget::tr("%1, %2").arg(
      name, QLocale().formattedDataSize(static_cast<qint64>(bytes), 0, QLocale::DataSizeSIFormat));
}

}  // namespace

SoundfontChooser::SoundfontChooser(int width) : checking_(this) {
  setFixedWidth(width);
  box_ = named(new QComboBox, "soundFont", tr("Soundfont"));
  box_->setToolTip(tr("Files in %1 are listed here too")
                       .arg(QDir::toNativeSeparators(QDir::homePath() +
                                                     QStringLiteral("/.local/share/soundfonts"))));
  auto* more = makeButton(tr("Add…"));
  more->setObjectName(QStringLiteral("addSoundfont"));
  refusal_ = named(makeParagraph({}, "warning"), "soundfontRefusal", tr("About the soundfont"));
  refusal_->hide();
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(box_, 1);
  row->addWidget(more);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(row);
  layout->addWidget(refusal_);
  display();
  connect(box_, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (index >= 0) check(nativePath(box_->itemData(index).toString()));
  });
  connect(more, &QAbstractButton::clicked, this, &SoundfontChooser::add);
}

void SoundfontChooser::setFonts(std::vector<SoundfontEntry> fonts,
                                const std::filesystem::path& standard) {
  fonts_ = std::move(fonts);
  standard_ = standard;
  display();
}

void SoundfontChooser::setChosen(const std::filesystem::path& font) {
  chosen_ = font;
  display();
}

void SoundfontChooser::display() {
  const QSignalBlocker quiet(box_);
  box_->clear();
  box_->addItem(
      standard_.empty() ? tr("Standard piano") : tr("Standard piano (%1)").arg(stem(standard_)),
      QString());
  for (const SoundfontEntry& entry : fonts_) {
    box_->addItem(fontText(QString::fromStdString(entry.name), entry.bytes), pathText(entry.path));
  }
  std::error_code missing;
  const std::uintmax_t bytes = chosen_.empty() ? 0 : std::filesystem::file_size(chosen_, missing);
  if (!missing && box_->findData(pathText(chosen_)) < 0) {
    box_->addItem(fontText(stem(chosen_), bytes), pathText(chosen_));
  }
  chooseEntry(*box_, pathText(chosen_), stem(chosen_));
}

void SoundfontChooser::add() {
  auto* dialog = new QFileDialog(this, tr("Add a soundfont"), QDir::homePath());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Soundfonts (*.sf2 *.sf3 *.SF2 *.SF3)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& path) { check(nativePath(path)); });
  dialog->open();
}

void SoundfontChooser::check(const std::filesystem::path& font) {
  if (checking_.isRunning()) checking_.wait();
  if (checking_.isRunning()) return display();  // its answer is on the way
  checking_.start<std::filesystem::path>(
      [font](std::stop_token) -> Result<std::filesystem::path> {
        if (font.empty()) return font;
        auto checked = checkSoundfont(font);
        if (!checked) return checked.error();
        return font;
      },
      [this](const Result<std::filesystem::path>& checked) {
        refusal_->setVisible(!checked);
        if (checked) {
          Q_EMIT chosen(*checked);
        } else {
          refusal_->setText(userText(checked.error()));
          display();
        }
      });
}

}  // namespace cadenza::ui
