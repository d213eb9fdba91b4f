// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learn/learning.h"
#include "ui/theme.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace cadenza::ui {

class SegmentedControl;

/// Second step of the dashboard: what kind of network learns, how large, for how long and where.
class RecipePanel : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the panel.
  explicit RecipePanel(const Appearance& appearance, QWidget* parent = nullptr);

  [[nodiscard]] Recipe recipe() const;
  [[nodiscard]] double minutes() const;
  [[nodiscard]] DeviceChoice device() const;
  /// The user's name for the model, or the one that is proposed.
  [[nodiscard]] QString modelName() const;
  /// The folder that the proposed name is made from.
  void setFolderName(const QString& name);

 private:
  void addCards();
  void addForm();
  void proposeName();
  void describeSize();

  const Appearance& appearance_;
  QButtonGroup* recipes_;
  SegmentedControl* size_;
  QLabel* sizeText_;
  QSpinBox* minutes_;
  QComboBox* device_;
  QLineEdit* name_;
  QString folderName_;
};

}  // namespace cadenza::ui
