// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

#include "core/learn/learning.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Asks where to save a trained model that could not be written to its own place, and saves it
/// there; asks again where that fails too. Goes when it is saved or the user gives up. GUI thread.
class UnsavedModel : public QObject {
  Q_OBJECT

 public:
  /// `outcome` has a problem and the model. Over `window`, which may be null.
  UnsavedModel(TrainingOutcome outcome, QWidget* window, QObject* parent);

 Q_SIGNALS:
  void saved(const QString& path);

 private:
  void ask(const Error& problem);
  void chooseFile();
  void saveTo(const QString& path);

  TrainingOutcome outcome_;
  QPointer<QWidget> window_;
  BackgroundTask saving_{this};  // last: joins before the rest goes
};

}  // namespace cadenza::ui
