// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/audio_export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <utility>

#include "core/play/audio_export.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/settings/preferences.h"
#include "ui/shell/sound_words.h"

namespace cadenza::ui {

namespace {

constexpr int fieldWidth = 280;

QString formatText(AudioFormat format) {
  switch (format) {
    case AudioFormat::Wav16:
      return AudioExportDialog::tr("WAV, 16 bit");
    case AudioFormat::Wav24:
      return AudioExportDialog::tr("WAV, 24 bit");
    case AudioFormat::WavFloat:
      return AudioExportDialog::tr("WAV, 32 bit float");
    case AudioFormat::Flac16:
      return AudioExportDialog::tr("FLAC, 16 bit (lossless, smaller)");
    case AudioFormat::Flac24:
      return AudioExportDialog::tr("FLAC, 24 bit (lossless, smaller)");
    case AudioFormat::Ogg:
      break;
  }
  return AudioExportDialog::tr("Ogg Vorbis (smallest)");
}

}  // namespace

AudioExportDialog::AudioExportDialog(Preferences& preferences, const QString& name,
                                     std::vector<Range> ranges, QWidget* parent)
    : QDialog(parent), preferences_(preferences), name_(name), ranges_(std::move(ranges)) {
  setObjectName(QStringLiteral("audioExport"));
  setWindowTitle(tr("Export audio"));
  const AudioExportPreferences& last = preferences.audioExport();
  range_ = named(new QComboBox, "exportRange", tr("Range"));
  for (const Range& range : ranges_) range_->addItem(range.name);
  range_->setEnabled(ranges_.size() > 1);
  format_ = named(new QComboBox, "exportFormat", tr("Format"));
  for (const AudioFormatInfo& info : audioFormats()) {
    format_->addItem(formatText(info.format), static_cast<int>(info.format));
  }
  format_->setCurrentIndex(format_->findData(static_cast<int>(last.format)));
  rate_ = named(new QComboBox, "exportRate", tr("Sample rate"));
  fillRates(*rate_, last.sampleRate);
  for (QComboBox* box : {range_, format_, rate_}) box->setFixedWidth(fieldWidth);
  quality_ =
      named(new LabelledSlider(tr("Quality"), {0, 1, 0.05, 2}), "exportQuality", tr("Quality"));
  quality_->setEnds(tr("Smaller"), tr("Better"));
  quality_->setValue(last.oggQuality);
  quality_->setFixedWidth(fieldWidth);
  normalise_ = named(new QCheckBox(tr("Bring the loudest place to −1 dB")), "exportNormalise",
                     tr("Bring the loudest place to −1 dB"));
  normalise_->setChecked(last.normalise);
  result_ = named(makeParagraph({}, "quiet"), "exportResult", tr("What is written"));
  result_->setFixedWidth(fieldWidth);

  QFormLayout* form = makeDialogForm();
  form->addRow(tr("Range"), range_);
  form->addRow(tr("Format"), format_);
  form->addRow(tr("Sample rate"), rate_);
  form->addRow({}, quality_);
  form->addRow(tr("Loudness"), normalise_);
  form->addRow({}, result_);
  auto* proceed = makeButton(tr("Choose file…"), "primary");
  proceed->setObjectName(QStringLiteral("exportProceed"));
  layOutDialog(*this, form, proceed);

  for (QComboBox* box : {range_, format_, rate_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &AudioExportDialog::tell);
  }
  connect(quality_, &LabelledSlider::valueChanged, this, &AudioExportDialog::tell);
  connect(proceed, &QAbstractButton::clicked, this, &AudioExportDialog::keep);
  tell();
}

int AudioExportDialog::chosenRange() const { return range_->currentIndex(); }

int AudioExportDialog::chosenFormat() const { return format_->currentData().toInt(); }

void AudioExportDialog::tell() {
  const auto format = static_cast<AudioFormat>(chosenFormat());
  quality_->setEnabled(format == AudioFormat::Ogg);
  const double seconds = ranges_.at(static_cast<std::size_t>(chosenRange())).seconds;
  const auto bytes =
      expectedBytes(format, seconds, rate_->currentData().toInt(), quality_->value());
  result_->setText(tr("%1%2, %3, about %4")
                       .arg(name_, QString::fromLatin1(infoOf(format).ending), clockText(seconds),
                            QLocale().formattedDataSize(static_cast<qint64>(bytes), 0,
                                                        QLocale::DataSizeSIFormat)));
}

void AudioExportDialog::keep() {
  preferences_.setAudioExport({static_cast<AudioFormat>(chosenFormat()),
                               rate_->currentData().toInt(), normalise_->isChecked(),
                               quality_->value()});
  accept();
}

}  // namespace cadenza::ui
