// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <functional>

#include "ui/controllers/training_controller.h"
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
  CorpusPanel(TrainingController& training, const Appearance& appearance,
              QWidget* parent = nullptr);

  /// Scans `folder`, as if the user had chosen it.
  void choose(const QString& folder);
  /// A folder was scanned and holds something to learn from.
  [[nodiscard]] bool isReady() const { return ready_; }
  /// The folder that is shown; empty when none was chosen.
  [[nodiscard]] const QString& folder() const { return folder_; }
  void setChangeable(bool changeable);

 Q_SIGNALS:
  void readyChanged(bool ready);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeInvitation();
  [[nodiscard]] QWidget* makeScanning();
  [[nodiscard]] QWidget* makeResult();
  void connectTraining();
  void browse();
  void showFailure(const Error& error);
  void setReady(bool ready);
  void showPage(QWidget* page);

  TrainingController& training_;
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
  bool ready_ = false;
  bool dropping_ = false;
};

}  // namespace cadenza::ui
