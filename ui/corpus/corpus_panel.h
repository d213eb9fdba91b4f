// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <functional>

#include "ui/controllers/corpus_controller.h"
#include "ui/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace cadenza::ui {

class CorpusReport;
class ElidedLabel;

/// First step of the dashboard: which folder to learn from, and what was found in it. A folder can
/// be chosen by button or dropped here.
class CorpusPanel : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the panel.
  CorpusPanel(CorpusController& corpus, const Appearance& appearance, QWidget* parent = nullptr);

  /// Scans `folder`, as if the user had chosen it.
  void choose(const QString& folder);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeInvitation();
  [[nodiscard]] QWidget* makeScanning();
  [[nodiscard]] QWidget* makeResult();
  void connectCorpus();
  void browse();
  void showFailure(const Error& error);
  void showPage(QWidget* page);

  CorpusController& corpus_;
  const Appearance& appearance_;
  QStackedLayout* pages_;
  QWidget* invitation_;
  QLabel* failure_;
  QLabel* invitationTitle_;
  QWidget* scanning_;
  ElidedLabel* scanningFolder_;
  QLabel* scanningText_;
  QProgressBar* scanningBar_;
  QWidget* result_;
  ElidedLabel* resultFolder_;
  QPushButton* change_;
  CorpusReport* report_;
  QString folder_;
  bool dropping_ = false;
};

}  // namespace cadenza::ui
