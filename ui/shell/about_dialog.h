// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace cadenza::ui {

/// Version, licence, the libraries that Cadenza uses, and whose music the starter model learned
/// from. `parent` is its window, not null.
class AboutDialog : public QDialog {
  Q_OBJECT

 public:
  explicit AboutDialog(QWidget* parent);
};

}  // namespace cadenza::ui
