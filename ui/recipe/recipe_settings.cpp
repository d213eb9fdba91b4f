// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_settings.h"

#include <QSettings>
#include <algorithm>

#include "ui/recipe/advanced_fields.h"

namespace cadenza::ui {

namespace {

constexpr double usualMinutes = 30;
constexpr double usualTeachingMinutes = 10;
constexpr double longestMinutes = 7 * 24 * 60;
constexpr int mostEpochs = 10'000;

QString keyOf(RecipeKind kind, const char* name) {
  return QStringLiteral("train/%1/%2").arg(idOf(kind), QLatin1String(name));
}

}  // namespace

QString idOf(RecipeKind kind) {
  switch (kind) {
    case RecipeKind::Performance:
      return QStringLiteral("performance");
    case RecipeKind::Score:
      return QStringLiteral("score");
    case RecipeKind::Teach:
      return QStringLiteral("teach");
    case RecipeKind::ClassicA:
      return QStringLiteral("classic-a");
    case RecipeKind::ClassicB:
      return QStringLiteral("classic-b");
  }
  return {};
}

RecipeSettings usualSettings(RecipeKind kind) {
  RecipeSettings settings;
  settings.minutes = kind == RecipeKind::Teach ? usualTeachingMinutes : usualMinutes;
  if (kind == RecipeKind::ClassicA || kind == RecipeKind::ClassicB) {
    settings.byEpochs = true;
    settings.epochs = static_cast<int>(
        defaultOptions(recipeOf(kind, settings.size)).epochs.value_or(settings.epochs));
  }
  return settings;
}

Recipe recipeOf(RecipeKind kind, NetworkSize size) {
  const auto recipe = findRecipe(idOf(kind).toStdString(), size);
  Q_ASSERT(recipe);
  return recipe.value_or(Recipe{});
}

TrainingOptions defaultsOf(RecipeKind kind, const Recipe& recipe) {
  return kind == RecipeKind::Teach ? teachingOptions(recipe) : defaultOptions(recipe);
}

TrainingOptions optionsOf(RecipeKind kind, const RecipeSettings& settings, const Recipe& recipe) {
  TrainingOptions options = defaultsOf(kind, recipe);
  options.minutes.reset();
  options.epochs.reset();
  if (settings.byEpochs) {
    options.epochs = settings.epochs;
  } else {
    options.minutes = settings.minutes;
  }
  for (const AdvancedField& field : advancedFields(kind, recipe)) {
    const auto changed = settings.advanced.find(field.id);
    if (changed != settings.advanced.end()) field.write(options, *changed);
  }
  return options;
}

RecipeSettings readRecipeSettings(const QSettings& settings, RecipeKind kind) {
  RecipeSettings values = usualSettings(kind);
  const auto number = [&](const char* name, double usual, double low, double high) {
    bool isNumber = false;
    const double value = settings.value(keyOf(kind, name)).toDouble(&isNumber);
    return isNumber && value >= low && value <= high ? value : usual;
  };
  values.size = static_cast<NetworkSize>(number("size", static_cast<int>(values.size), 0, 2));
  values.byEpochs = number("byEpochs", values.byEpochs, 0, 1) != 0;
  values.minutes = number("minutes", values.minutes, 1, longestMinutes);
  values.epochs = static_cast<int>(number("epochs", values.epochs, 1, mostEpochs));
  const QVariantMap stored = settings.value(keyOf(kind, "advanced")).toMap();
  const Recipe recipe = recipeOf(kind == RecipeKind::Teach ? RecipeKind::Score : kind, values.size);
  for (const AdvancedField& field : advancedFields(kind, recipe)) {
    bool isNumber = false;
    const double value = stored.value(field.id).toDouble(&isNumber);
    if (isNumber && value >= field.low && value <= field.high) {
      values.advanced.insert(field.id, value);
    }
  }
  return values;
}

void writeRecipeSettings(QSettings& settings, RecipeKind kind, const RecipeSettings& values) {
  settings.setValue(keyOf(kind, "size"), static_cast<int>(values.size));
  settings.setValue(keyOf(kind, "byEpochs"), values.byEpochs ? 1 : 0);
  settings.setValue(keyOf(kind, "minutes"), values.minutes);
  settings.setValue(keyOf(kind, "epochs"), values.epochs);
  QVariantMap advanced;
  for (auto value = values.advanced.begin(); value != values.advanced.end(); ++value) {
    advanced.insert(value.key(), value.value());
  }
  settings.setValue(keyOf(kind, "advanced"), advanced);
}

}  // namespace cadenza::ui
