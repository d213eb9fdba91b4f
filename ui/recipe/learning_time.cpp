// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/learning_time.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace cadenza::ui {

namespace {

constexpr double minute = 60;
constexpr double hour = 3600;
constexpr double day = 24 * hour;
// Validations, listening to itself, and what else the machine does.
constexpr double otherWork = 1.3;

// By the starter's own curve: there its steep part ends.
constexpr double hearableSmall = 2.5e6;
constexpr double hearableMedium = 4e6;
constexpr double hearableLarge = 6e6;
// Where the starter, taught one composer, had won half of what there was to win.
constexpr double hearableTaught = 4.5e5;
constexpr double passesOfChords = 4;
constexpr double passesOfTriples = 10;

QString tr(const char* text) { return QCoreApplication::translate("LearningTime", text); }

// A length as such a guess can be said.
struct Rounded {
  double value = 0;
  QString unit;

  bool operator==(const Rounded&) const = default;
  [[nodiscard]] QString number() const { return QLocale().toString(value, 'g', 3); }
  [[nodiscard]] QString text() const { return number() + QChar(0x00a0) + unit; }
};

double toStep(double value, double step) { return std::max(step, std::round(value / step) * step); }

Rounded rounded(double seconds) {
  if (seconds < 55) return {toStep(seconds, 5), tr("s")};
  if (seconds < 9.5 * minute) return {toStep(seconds / minute, 1), tr("min")};
  if (seconds < 57 * minute) return {toStep(seconds / minute, 5), tr("min")};
  if (seconds < 9.5 * hour) return {toStep(seconds / hour, 0.5), tr("h")};
  if (seconds < 36 * hour) return {toStep(seconds / hour, 1), tr("h")};
  return {toStep(seconds / day, 1), tr("days")};
}

}  // namespace

TimeRange learningTime(const Trial& trial, double notes) {
  return {notes / trial.fast, notes / trial.slow * otherWork};
}

double notesToHear(const Recipe& recipe, double corpusNotes) {
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return passesOfChords * corpusNotes;
  if (std::holds_alternative<TripleRecipe>(recipe.kind)) return passesOfTriples * corpusNotes;
  switch (recipe.size) {
    case NetworkSize::Small:
      return hearableSmall;
    case NetworkSize::Medium:
      return hearableMedium;
    case NetworkSize::Large:
      return hearableLarge;
  }
  return hearableSmall;
}

double notesToHearTaught(double corpusNotes) { return std::max(corpusNotes, hearableTaught); }

QString rangeText(const TimeRange& range) {
  const Rounded least = rounded(range.least);
  const Rounded most = rounded(range.most);
  if (least == most) return tr("about %1").arg(least.text());
  return tr("%1 to %2").arg(least.unit == most.unit ? least.number() : least.text(), most.text());
}

}  // namespace cadenza::ui
