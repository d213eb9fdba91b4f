// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/recipe/recipe_settings.h"
#include "ui/theme.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace cadenza::ui {

class SegmentedControl;

/// What everybody sets about a training: size, length, what is held out, seed and name.
class BasicsForm : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the form.
  explicit BasicsForm(const Appearance& appearance, QWidget* parent = nullptr);

  /// Shows them without a signal. The recipe, with its number of parameters, is `recipe`; whether
  /// its size can be chosen is another thing.
  void show(const RecipeSettings& settings, const Recipe& recipe, bool hasSizes);
  /// Puts what is set into `settings`.
  void store(RecipeSettings& settings) const;

  void setValidationShare(double share, bool hasOfficialSplit);
  [[nodiscard]] std::uint64_t seed() const;
  void setSeed(int seed);
  void setProposedName(const QString& name);
  /// The user's name for the model, or the one that is proposed.
  [[nodiscard]] QString modelName() const;

 Q_SIGNALS:
  void settingsChanged();
  void validationShareChanged(double share);

 private:
  void addSize(QFormLayout& form);
  void addLength(QFormLayout& form);
  void addRest(QFormLayout& form);
  void showLength();

  const Appearance& appearance_;
  SegmentedControl* size_;
  QLabel* sizeText_;
  QSpinBox* minutes_;
  QSpinBox* epochs_;
  SegmentedControl* unit_;
  QSpinBox* share_;
  QLabel* shareText_;
  QSpinBox* seed_;
  QLineEdit* name_;
};

}  // namespace cadenza::ui
