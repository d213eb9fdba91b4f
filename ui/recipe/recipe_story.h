// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "ui/recipe/recipe_settings.h"

namespace cadenza::ui {

/// A paragraph under a small heading.
struct StoryPart {
  QString heading;
  QString text;
};

/// What is told of a way of learning: a title, what it is good for in one breath, and its story.
struct RecipeStory {
  QString title;
  QString goodFor;
  std::vector<StoryPart> parts;
};
[[nodiscard]] RecipeStory storyOf(RecipeKind kind);

/// What a size is good for.
[[nodiscard]] QString sizeText(NetworkSize size);
/// "1.6 million parameters"; of Classic A what is known before it has seen the chords.
[[nodiscard]] QString parametersText(const Recipe& recipe);

}  // namespace cadenza::ui
