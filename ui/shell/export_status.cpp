// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/export_status.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <cmath>

#include "ui/controls/widgets.h"
#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;
constexpr int barWidth = 160;

}  // namespace

ExportStatus::ExportStatus(AudioExporter exporter, QWidget* parent)
    : QWidget(parent),
      exporter_(std::move(exporter)),
      progress_(this,
                [this](double done) {
                  bar_->setValue(static_cast<int>(std::lround(done * progressSteps)));
                }),
      task_(this) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 8, 0);
  layout->setSpacing(8);
  text_ = makeLabel({}, "quiet");
  bar_ = new QProgressBar;
  bar_->setAccessibleName(tr("Export progress"));
  bar_->setTextVisible(false);
  bar_->setRange(0, progressSteps);
  bar_->setFixedWidth(barWidth);
  auto* stop = makeButton(tr("Cancel"), "quiet");
  stop->setObjectName(QStringLiteral("cancelExport"));
  connect(stop, &QPushButton::clicked, this, &ExportStatus::cancel);
  layout->addWidget(text_);
  layout->addWidget(bar_);
  layout->addWidget(stop);
  hide();
}

ExportStatus::~ExportStatus() = default;

void ExportStatus::start(const Score& score, const QString& path,
                         const AudioExportOptions& options) {
  text_->setText(tr("Exporting %1").arg(shownName(path)));
  bar_->setValue(0);
  show();
  task_.start<RenderedAudio>(
      [this, score, options, file = nativePath(path)](std::stop_token stop) {
        return exporter_(
            score, file, options, [this](double done) { progress_.put(done); }, stop);
      },
      [this, path](Result<RenderedAudio> audio) {
        (void)progress_.take();
        hide();
        if (audio) {
          Q_EMIT exported(path, *audio);
        } else {
          Q_EMIT failed(audio.error());
        }
      });
}

}  // namespace cadenza::ui
