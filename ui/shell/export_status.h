// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/shell/studio.h"

class QLabel;
class QProgressBar;

namespace cadenza::ui {

/// An audio export in the status bar: how far it is, and a way to stop it; unseen at rest.
class ExportStatus : public QWidget {
  Q_OBJECT

 public:
  explicit ExportStatus(AudioExporter exporter, QWidget* parent = nullptr);
  ~ExportStatus() override;

  /// Renders off the GUI thread; ends in exported() or failed(). Asserts when it is busy.
  void start(const Score& score, const QString& path, const AudioExportOptions& options);
  void cancel() { task_.requestStop(); }
  [[nodiscard]] bool isBusy() const { return task_.isRunning(); }

 Q_SIGNALS:
  void exported(const QString& path, const cadenza::RenderedAudio& audio);
  void failed(const cadenza::Error& error);

 private:
  AudioExporter exporter_;
  QLabel* text_;
  QProgressBar* bar_;
  LatestValue<double> progress_;
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
