// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "ui/shell/main_window.h"

namespace cadenza {

/// Draws a window into a PNG file as soon as its piece and its models are there, then ends the
/// event loop: with 0, or 1 after a sentence on stderr.
class Snapshot : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this. `awaitsPiece`: a file is being opened.
  Snapshot(ui::MainWindow& window, const ui::Studio& studio, const QString& path, bool awaitsPiece);

 private:
  void proceed();
  void draw();
  void fail(const QString& message);

  ui::MainWindow& window_;
  QString path_;
  bool awaitsPiece_;
  bool awaitsModels_ = true;
};

}  // namespace cadenza
