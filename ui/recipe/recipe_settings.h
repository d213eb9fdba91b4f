// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <array>

#include "core/learn/learning.h"

class QSettings;

namespace cadenza::ui {

/// The ways of learning that the user chooses from.
enum class RecipeKind { Performance, Score, Teach, ClassicA, ClassicB };
inline constexpr std::array recipeKinds{RecipeKind::Performance, RecipeKind::Score,
                                        RecipeKind::Teach, RecipeKind::ClassicA,
                                        RecipeKind::ClassicB};

/// "performance", "teach", ...: stays, for settings and tests.
[[nodiscard]] QString idOf(RecipeKind kind);

/// What is set about one way of learning. A value.
struct RecipeSettings {
  NetworkSize size = NetworkSize::Small;
  bool byEpochs = false;  ///< whether epochs or minutes say how long
  double minutes = 30;
  int epochs = 10;
  /// Advanced values by the id of their field (see advanced_fields.h), those alone that were
  /// changed.
  QMap<QString, double> advanced;

  bool operator==(const RecipeSettings&) const = default;
};

[[nodiscard]] RecipeSettings usualSettings(RecipeKind kind);

/// Of all but Teach, whose recipe is that of the model.
[[nodiscard]] Recipe recipeOf(RecipeKind kind, NetworkSize size);

/// Where a training of `recipe` begins before anything is changed.
[[nodiscard]] TrainingOptions defaultsOf(RecipeKind kind, const Recipe& recipe);

/// Complete but for file, name, licence and the model to go on from.
[[nodiscard]] TrainingOptions optionsOf(RecipeKind kind, const RecipeSettings& settings,
                                        const Recipe& recipe);

/// What makes no sense in the stored settings is left as usual.
[[nodiscard]] RecipeSettings readRecipeSettings(const QSettings& settings, RecipeKind kind);
void writeRecipeSettings(QSettings& settings, RecipeKind kind, const RecipeSettings& values);

}  // namespace cadenza::ui
