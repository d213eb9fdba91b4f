// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/comparison_table.h"

#include <array>
#include <iomanip>
#include <sstream>

#include "app/cli/console.h"

namespace cadenza::cli {
namespace {

constexpr int labelWidth = 26;
constexpr int setWidth = 20;
constexpr int overlapWidth = 10;

struct Label {
  const char* text;
  int decimals;
};

// In the order of Feature.
constexpr std::array<Label, featureCount> labels = {{{"pitch classes, bits", 2},
                                                     {"notes a second", 1},
                                                     {"distinct pitches", 1},
                                                     {"onset distance, s", 3},
                                                     {"duration, s", 2},
                                                     {"velocity", 1},
                                                     {"velocity spread", 1},
                                                     {"in the best major scale", 2},
                                                     {"groove", 2}}};

std::string percent(const CopyCount& count) { return numberText(100 * count.share(), 1) + " %"; }

// "3.13 ± 0.26" at the right of its column; the sign has two bytes and one place.
std::string cell(const MeanAndSpread& value, int decimals) {
  const std::string text =
      numberText(value.mean, decimals) + " ± " + numberText(value.spread, decimals);
  const int missing = setWidth + 1 - static_cast<int>(text.size());
  return std::string(static_cast<std::size_t>(std::max(missing, 1)), ' ') + text;
}

void addSet(std::ostream& text, const char* what, const PieceSelection& set, const SetSize& size) {
  text << std::left << std::setw(11) << what << set.corpus->folder();
  if (set.split) text << " (" << name(*set.split) << ')';
  text << ": " << countText(size.pieces, "piece") << ", " << countText(size.clips, "clip") << ", "
       << countText(size.notes, "note") << '\n';
}

void addOverlaps(std::ostream& text, double overlap, const std::optional<double>& real) {
  text << std::setw(overlapWidth) << numberText(overlap, 3);
  if (real) text << std::setw(overlapWidth) << numberText(*real, 3);
  text << '\n';
}

void addFeatures(std::ostream& text, const Comparison& comparison) {
  text << '\n'
       << std::setw(labelWidth) << "" << std::right << std::setw(setWidth) << "composed"
       << std::setw(setWidth) << "reference" << std::setw(overlapWidth) << "overlap";
  if (comparison.meanRealOverlap) text << std::setw(overlapWidth) << "real";
  text << '\n';
  for (std::size_t i = 0; i < featureCount; ++i) {
    const FeatureComparison& feature = comparison.features[i];
    text << std::left << std::setw(labelWidth) << labels[i].text << std::right
         << cell(feature.composed, labels[i].decimals)
         << cell(feature.reference, labels[i].decimals);
    addOverlaps(text, feature.overlap, feature.realOverlap);
  }
  text << std::left << std::setw(labelWidth + 2 * setWidth) << "mean" << std::right;
  addOverlaps(text, comparison.meanOverlap, comparison.meanRealOverlap);
}

void addCopying(std::ostream& text, const Comparison& comparison) {
  text << '\n'
       << percent(comparison.copied) << " of " << countText(comparison.copied.phrases, "group")
       << " of eight composed notes are in the training set";
  if (comparison.heldOut) {
    text << "; of real pieces that were held out " << percent(*comparison.heldOut);
  }
  text << ".\nMost in " << comparison.mostCopied.file << ": "
       << percent(comparison.mostCopied.phrases) << ".\n";
}

Json jsonOf(const PieceSelection& set, const SetSize& size) {
  return {{"folder", set.corpus->folder()},
          {"split", set.split ? Json(std::string(name(*set.split))) : Json(nullptr)},
          {"pieces", size.pieces},
          {"clips", size.clips},
          {"notes", size.notes}};
}

Json jsonOf(const MeanAndSpread& value) { return {{"mean", value.mean}, {"spread", value.spread}}; }

Json jsonOf(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json jsonOf(const CopyCount& count) {
  return {{"phrases", count.phrases}, {"copied", count.copied}, {"share", count.share()}};
}

Json copyingJson(const Comparison& comparison) {
  Json json = jsonOf(comparison.copied);
  json["phrase_notes"] = phraseNotes;
  json["held_out"] = comparison.heldOut ? jsonOf(*comparison.heldOut) : Json(nullptr);
  json["most_copied"] = jsonOf(comparison.mostCopied.phrases);
  json["most_copied"]["file"] = comparison.mostCopied.file;
  return json;
}

}  // namespace

std::string comparisonTable(const Comparison& comparison, const ComparedSets& sets) {
  std::ostringstream text;
  addSet(text, "composed", sets.composed, comparison.composed);
  addSet(text, "reference", sets.reference, comparison.reference);
  addSet(text, "training", sets.training, comparison.training);
  addFeatures(text, comparison);
  if (comparison.meanRealOverlap) {
    text << "real: what as many clips of real music that was held out reach\n";
  }
  addCopying(text, comparison);
  return text.str();
}

Json comparisonJson(const Comparison& comparison, const ComparedSets& sets) {
  Json features;
  for (std::size_t i = 0; i < featureCount; ++i) {
    const FeatureComparison& feature = comparison.features[i];
    features[std::string(name(static_cast<Feature>(i)))] = {
        {"composed", jsonOf(feature.composed)},
        {"reference", jsonOf(feature.reference)},
        {"overlap", feature.overlap},
        {"real_overlap", jsonOf(feature.realOverlap)}};
  }
  return {{"clip_seconds", sets.clipSeconds},
          {"composed", jsonOf(sets.composed, comparison.composed)},
          {"reference", jsonOf(sets.reference, comparison.reference)},
          {"training", jsonOf(sets.training, comparison.training)},
          {"features", features},
          {"mean_overlap", comparison.meanOverlap},
          {"mean_real_overlap", jsonOf(comparison.meanRealOverlap)},
          {"copying", copyingJson(comparison)}};
}

}  // namespace cadenza::cli
