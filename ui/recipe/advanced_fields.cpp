// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/advanced_fields.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <thread>

namespace cadenza::ui {

namespace {

using Kind = AdvancedField::Kind;

constexpr double percent = 100;
constexpr double byItself = -1;

QString tr(const char* text) { return QCoreApplication::translate("AdvancedFields", text); }

AdvancedField learningRate() {
  AdvancedField field{QStringLiteral("learningRate"),
                      tr("Learning rate"),
                      tr("How large the steps are: too large diverges, too small learns slowly."),
                      Kind::Number,
                      1e-5,
                      0.05,
                      5};
  field.read = [](const TrainingOptions& options) { return options.optimiser.learningRate; };
  field.write = [](TrainingOptions& options, double value) {
    options.optimiser.learningRate = value;
  };
  return field;
}

AdvancedField dropout() {
  AdvancedField field{
      QStringLiteral("dropout"),
      tr("Dropout"),
      tr("Share of the network that is left out at each step; more keeps little music from being "
         "learned by heart."),
      Kind::Whole,
      byItself,
      60};
  field.suffix = tr(" %");
  field.lowestMeans = tr("By itself");
  field.read = [](const TrainingOptions& options) {
    return options.dropout ? std::round(*options.dropout * percent) : byItself;
  };
  field.write = [](TrainingOptions& options, double value) {
    options.dropout = value < 0 ? std::nullopt : std::optional(value / percent);
  };
  return field;
}

AdvancedField streams(bool isOurs) {
  AdvancedField field{
      QStringLiteral("streams"),
      isOurs ? tr("Streams") : tr("Batch"),
      isOurs ? tr("Pieces that are learned from side by side; more is steadier and takes memory.")
             : tr("Examples a step; more is steadier and takes memory."),
      Kind::Whole,
      1,
      512};
  field.read = [](const TrainingOptions& options) { return options.streams; };
  field.write = [](TrainingOptions& options, double value) {
    options.streams = static_cast<int>(value);
  };
  return field;
}

AdvancedField chunk() {
  AdvancedField field{QStringLiteral("chunk"),
                      tr("Chunk"),
                      tr("Events that a step looks back over when it corrects the network; what it "
                         "remembers goes further."),
                      Kind::Whole,
                      16,
                      512};
  field.suffix = tr(" events");
  field.read = [](const TrainingOptions& options) { return options.chunk; };
  field.write = [](TrainingOptions& options, double value) {
    options.chunk = static_cast<int>(value);
  };
  return field;
}

AdvancedField patience() {
  AdvancedField field{QStringLiteral("patience"),
                      tr("Patience"),
                      tr("Validations without gain before it stops by itself."),
                      Kind::Whole,
                      1,
                      1000};
  field.suffix = tr(" validations");
  field.read = [](const TrainingOptions& options) { return options.patience; };
  field.write = [](TrainingOptions& options, double value) {
    options.patience = static_cast<int>(value);
  };
  return field;
}

AdvancedField validateEvery() {
  AdvancedField field{QStringLiteral("validateEvery"),
                      tr("Validate every"),
                      tr("How often it is tried on held-out pieces, besides after each pass; it "
                         "composes then, too."),
                      Kind::Number,
                      0.2,
                      240,
                      1};
  field.suffix = tr(" min");
  field.read = [](const TrainingOptions& options) { return options.validateEveryMinutes; };
  field.write = [](TrainingOptions& options, double value) {
    options.validateEveryMinutes = value;
  };
  return field;
}

AdvancedField augment() {
  AdvancedField field{QStringLiteral("augment"),
                      tr("Vary the music"),
                      tr("Also transposed, a little faster or slower, louder or softer: the same "
                         "pieces teach more."),
                      Kind::Switch,
                      0,
                      1};
  field.read = [](const TrainingOptions& options) { return options.augment ? 1.0 : 0.0; };
  field.write = [](TrainingOptions& options, double value) { options.augment = value != 0; };
  return field;
}

AdvancedField gaps() {
  AdvancedField field{QStringLiteral("gaps"),
                      tr("Learn to fill gaps"),
                      tr("A part of the time goes into middles between what leads to them and what "
                         "follows; without it “Fill the gap” hears one side only."),
                      Kind::Switch,
                      0,
                      1};
  field.read = [](const TrainingOptions& options) { return options.gaps ? 1.0 : 0.0; };
  field.write = [](TrainingOptions& options, double value) { options.gaps = value != 0; };
  return field;
}

AdvancedField device() {
  AdvancedField field{QStringLiteral("device"),
                      tr("Learn on"),
                      tr("By itself it takes the graphics card where there is one for it."),
                      Kind::Choice,
                      0,
                      2};
  field.choices = {tr("By itself"), tr("Processor"), tr("Graphics card (CUDA)")};
  field.read = [](const TrainingOptions& options) { return static_cast<int>(options.device); };
  field.write = [](TrainingOptions& options, double value) {
    options.device = static_cast<DeviceChoice>(static_cast<int>(value));
  };
  return field;
}

AdvancedField arithmetic() {
  AdvancedField field{
      QStringLiteral("arithmetic"),
      tr("Arithmetic"),
      tr("Mixed rounds the factors of large products; quicker on some processors. By "
         "itself it tries."),
      Kind::Choice,
      0,
      2};
  field.choices = {tr("By itself"), tr("Single"), tr("Mixed")};
  field.read = [](const TrainingOptions& options) { return static_cast<int>(options.arithmetic); };
  field.write = [](TrainingOptions& options, double value) {
    options.arithmetic = static_cast<ArithmeticChoice>(static_cast<int>(value));
  };
  return field;
}

AdvancedField threads() {
  const double most = std::max(1u, std::thread::hardware_concurrency());
  AdvancedField field{QStringLiteral("threads"),
                      tr("Threads"),
                      tr("Of the processor; by itself it tries which number is quickest and leaves "
                         "room for sound."),
                      Kind::Whole,
                      0,
                      most};
  field.lowestMeans = tr("By itself");
  field.read = [](const TrainingOptions& options) { return options.threads; };
  field.write = [](TrainingOptions& options, double value) {
    options.threads = static_cast<int>(value);
  };
  return field;
}

AdvancedField framesPerSecond() {
  AdvancedField field{QStringLiteral("framesPerSecond"),
                      tr("Frames a second"),
                      tr("How often it looks at the keys; at 5, as the original, about half of all "
                         "notes are too short to be seen, at 20 one in twenty."),
                      Kind::Number,
                      1,
                      40,
                      0};
  field.read = [](const TrainingOptions& options) {
    const auto* chords = std::get_if<ChordRecipe>(&options.recipe.kind);
    return chords ? chords->framesPerSecond : 0;
  };
  field.write = [](TrainingOptions& options, double value) {
    if (auto* chords = std::get_if<ChordRecipe>(&options.recipe.kind)) {
      chords->framesPerSecond = value;
    }
  };
  return field;
}

AdvancedField faithful() {
  AdvancedField field{QStringLiteral("faithful"),
                      tr("Faithful"),
                      tr("With the faults of the original, to compare: see its story above."),
                      Kind::Switch,
                      0,
                      1};
  field.read = [](const TrainingOptions& options) {
    if (const auto* chords = std::get_if<ChordRecipe>(&options.recipe.kind)) {
      return chords->faithful ? 1.0 : 0.0;
    }
    const auto* triples = std::get_if<TripleRecipe>(&options.recipe.kind);
    return triples && triples->faithful ? 1.0 : 0.0;
  };
  field.write = [](TrainingOptions& options, double value) {
    if (auto* chords = std::get_if<ChordRecipe>(&options.recipe.kind)) {
      chords->faithful = value != 0;
    }
    if (auto* triples = std::get_if<TripleRecipe>(&options.recipe.kind)) {
      triples->faithful = value != 0;
    }
  };
  return field;
}

}  // namespace

std::vector<AdvancedField> advancedFields(RecipeKind kind, const Recipe& recipe) {
  const bool isOurs = recipe.isOurs();
  const bool hasChords = std::holds_alternative<ChordRecipe>(recipe.kind);
  std::vector<AdvancedField> fields;
  // What is part of the recipe comes with a model that is taught.
  if (!isOurs && kind != RecipeKind::Teach) fields.push_back(faithful());
  if (hasChords && kind != RecipeKind::Teach) fields.push_back(framesPerSecond());
  fields.push_back(learningRate());
  if (isOurs || hasChords) fields.push_back(dropout());
  fields.push_back(streams(isOurs));
  if (isOurs) fields.push_back(chunk());
  fields.push_back(validateEvery());
  fields.push_back(patience());
  if (isOurs) fields.push_back(augment());
  if (isOurs) fields.push_back(gaps());
  fields.push_back(device());
  fields.push_back(arithmetic());
  fields.push_back(threads());
  return fields;
}

QString valueText(const AdvancedField& field, double value) {
  switch (field.kind) {
    case Kind::Switch:
      return value != 0 ? tr("on") : tr("off");
    case Kind::Choice:
      return field.choices.value(static_cast<int>(value));
    case Kind::Number:
    case Kind::Whole:
      break;
  }
  if (!field.lowestMeans.isEmpty() && value <= field.low) return field.lowestMeans;
  return QLocale().toString(value, 'g', 4) + field.suffix;
}

}  // namespace cadenza::ui
