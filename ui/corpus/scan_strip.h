// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/corpus_controller.h"

class QLabel;
class QProgressBar;

namespace cadenza::ui {

/// How far a scan is, and a button that ends it; seen while there is one, or while something has to
/// be said about the last one.
class ScanStrip : public QWidget {
  Q_OBJECT

 public:
  /// `corpus` must outlive this.
  explicit ScanStrip(CorpusController& corpus, QWidget* parent = nullptr);

 private:
  void begin();
  void showProgress(const ScanProgress& progress);
  void end(const Error& error);

  CorpusController& corpus_;
  QLabel* text_;
  QProgressBar* bar_;
  QWidget* cancel_;
};

}  // namespace cadenza::ui
