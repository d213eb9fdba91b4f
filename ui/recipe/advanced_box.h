// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QWidget>
#include <vector>

#include "ui/recipe/advanced_fields.h"
#include "ui/theme.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace cadenza::ui {

class ElidedLabel;

/// What is seldom changed about a training, folded away; what was changed is told also while it is.
class AdvancedBox : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the box.
  explicit AdvancedBox(const Appearance& appearance, QWidget* parent = nullptr);

  /// Shows the fields of this way of learning; `defaults` is where it begins.
  void show(RecipeKind kind, const TrainingOptions& defaults, const QMap<QString, double>& changed);
  /// What differs from the defaults, by the ids of the fields.
  [[nodiscard]] const QMap<QString, double>& changed() const { return changed_; }
  void setUnfolded(bool unfolded);
  [[nodiscard]] bool isUnfolded() const;

 Q_SIGNALS:
  void valuesChanged();

 private:
  [[nodiscard]] QWidget* makeRow(const AdvancedField& field);
  [[nodiscard]] QWidget* makeEditor(const AdvancedField& field);
  void take(const AdvancedField& field, double value);
  void rebuild();
  void bringIntoView();
  void describe();
  void goBack();

  const Appearance& appearance_;
  TrainingOptions defaults_;
  std::vector<AdvancedField> fields_;
  QMap<QString, double> changed_;
  QMap<QString, QLabel*> titles_;
  QToolButton* fold_;
  ElidedLabel* summary_;
  QPushButton* back_;
  QWidget* body_ = nullptr;
};

}  // namespace cadenza::ui
