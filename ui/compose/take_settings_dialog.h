// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/project/take.h"

class QAction;

namespace cadenza::ui {

/// How a take was made, in words.
class TakeSettingsDialog : public QDialog {
  Q_OBJECT

 public:
  TakeSettingsDialog(const Take& take, QAction* copySeed, QWidget* parent);
};

}  // namespace cadenza::ui
