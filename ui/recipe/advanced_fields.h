// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "ui/recipe/recipe_settings.h"

namespace cadenza::ui {

/// Something about a training that is seldom changed: its range, its place in the options, and one
/// sentence for the user. Every kind of value is a number: a switch 0 or 1, a choice its place in
/// the list.
struct AdvancedField {
  enum class Kind { Number, Whole, Switch, Choice };

  QString id;  ///< stays, for settings and tests
  QString title;
  QString explanation;
  Kind kind = Kind::Number;
  double low = 0;
  double high = 1;
  int decimals = 0;
  QString suffix = {};
  QString lowestMeans = {};  ///< what the lowest value says instead of a number
  QStringList choices = {};
  std::function<double(const TrainingOptions&)> read = {};
  std::function<void(TrainingOptions&, double)> write = {};
};

/// Those that this way of learning knows, in the order to show them.
[[nodiscard]] std::vector<AdvancedField> advancedFields(RecipeKind kind, const Recipe& recipe);

/// The value in words: "0.002", "By itself", "on".
[[nodiscard]] QString valueText(const AdvancedField& field, double value);

}  // namespace cadenza::ui
