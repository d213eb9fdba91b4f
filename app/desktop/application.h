// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace cadenza {

/// An application whose event handlers may throw: the event is dropped, the Error is shown in a
/// message, and the program continues. GUI thread.
class Application : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override;
};

}  // namespace cadenza
