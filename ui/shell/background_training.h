// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoopLocker>
#include <QLocalServer>
#include <QObject>
#include <QStringList>
#include <memory>

#include "ui/controllers/training_controller.h"

class QSystemTrayIcon;

namespace cadenza::ui {

/// Keeps the program alive without a window while a training goes on, with a sign in the system's
/// tray where there is one. A Cadenza that is started meanwhile hands its files over, and this one
/// shows a window again. GUI thread.
class BackgroundTraining : public QObject {
  Q_OBJECT

 public:
  /// `name` is what programs of this user find each other by; `training` must outlive this.
  BackgroundTraining(TrainingController& training, QString name, QObject* parent = nullptr);
  ~BackgroundTraining() override;

  /// Asks a program that trains in the background to show itself, with these files; answers whether
  /// there was one. Blocks for a moment.
  [[nodiscard]] static bool handOver(const QString& name, const QStringList& files);

  /// From now on no window is needed, until the trainings end or one is asked for.
  void begin(const QIcon& sign);
  [[nodiscard]] bool isActive() const { return alive_ != nullptr; }

 Q_SIGNALS:
  /// A window is to be shown again, with these files.
  void shown(const QStringList& files);
  /// Nothing is left to be done.
  void finished();

 private:
  void receive();
  void show(const QStringList& files);
  void endIfDone();
  void end();

  TrainingController& training_;
  QString name_;
  std::unique_ptr<QEventLoopLocker> alive_;
  QLocalServer server_;
  QSystemTrayIcon* tray_ = nullptr;
};

}  // namespace cadenza::ui
