// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/recipe/learning_time.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace cadenza::ui {

/// How long learning takes on this machine: what a trial showed, or the offer to make one.
class TrialBox : public QWidget {
  Q_OBJECT

 public:
  /// What the words are made of.
  struct State {
    std::optional<Trial> trial;  ///< what is known
    double corpusNotes = 0;      ///< that are learned from; 0: no music is chosen
    double notesToHear = 0;
    double plannedSeconds = 0;  ///< how long the user wants to train; 0 when told in passes
    double plannedPasses = 0;
    bool training = false;  ///< a model is being trained, so there can be no trial
  };

  explicit TrialBox(QWidget* parent = nullptr);

  void setState(const State& state);
  void setRunning(bool running);
  void setFraction(double fraction);
  /// In place of what is known; forgotten with the next state.
  void showFailure(const QString& words);

 Q_SIGNALS:
  void measureRequested();
  void cancelRequested();

 private:
  void describe();

  State state_;
  bool running_ = false;
  QString failure_;
  QLabel* text_;
  QLabel* detail_;
  QProgressBar* bar_;
  QPushButton* button_;
};

/// The same in one line, for a card: "Pass 4 to 6 min, first music after 20 to 30 min".
[[nodiscard]] QString trialLine(const TrialBox::State& state);

}  // namespace cadenza::ui
