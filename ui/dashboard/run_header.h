// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <functional>
#include <string>

#include "ui/controllers/training_controller.h"
#include "ui/theme.h"

class QProgressBar;
class QPushButton;

namespace cadenza::ui {

class ElidedLabel;

/// Names the run that is shown, says how it stands, and holds its reins: pause, go on, stop, more
/// or less time, compose with it, teach it other music, delete its record.
class RunHeader : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive it.
  RunHeader(TrainingController& training, const Appearance& appearance, QWidget* parent = nullptr);

  /// Empty: there is none.
  void showRun(const std::string& id);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);
  void teachRequested(const std::filesystem::path& model);

 private:
  void addButtons(class QBoxLayout& layout);
  [[nodiscard]] QPushButton* addButton(QBoxLayout& layout, const QString& text, const char* name,
                                       const char* icon, std::function<void()> action);
  void update();
  void updateButtons(const TrainingRun& run);
  void showProgress(const TrainingProgress& progress);
  void askMinutesLeft();
  void goOn();
  void askMore(const TrainingRun& run);
  void askRemove();
  void takeOrTell(const Result<void>& done);

  TrainingController& training_;
  const Appearance& appearance_;
  std::string id_;
  double secondsLeft_ = 0;
  ElidedLabel* title_;
  ElidedLabel* state_;
  QProgressBar* bar_;
  QPushButton* pause_;
  QPushButton* minutes_;
  QPushButton* stop_;
  QPushButton* first_;
  QPushButton* goOn_;
  QPushButton* teach_;
  QPushButton* compose_;
  QPushButton* remove_;
};

}  // namespace cadenza::ui
