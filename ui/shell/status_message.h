// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "ui/controls/elided_label.h"

namespace cadenza::ui {

/// The sentences in the status bar: each stays for some seconds. A warning stays longer; what is
/// said meanwhile comes after it.
class StatusMessage : public ElidedLabel {
  Q_OBJECT

 public:
  StatusMessage();

  void say(const QString& sentence);
  void warn(const QString& sentence);

 private:
  void put(const QString& sentence, const char* role);
  void end();

  QTimer end_;
  bool warns_ = false;
  QString next_;
};

}  // namespace cadenza::ui
