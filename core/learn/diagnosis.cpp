// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/diagnosis.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace cadenza {
namespace {

constexpr std::size_t risesInARow = 3;    // validations above the best one before it is said
constexpr double noticeable = 1.005;      // a loss that much above another is above it
constexpr std::size_t fewNotes = 30'000;  // about an hour of piano music
constexpr double littleChoice = 0.25;     // nats; a choice of two at 93 to 7 has as much
constexpr double circles = 0.35;          // more repeated groups than the data by this much
constexpr double farApart = 0.5;          // half of the notes would have to change their bin
constexpr double late = 0.5;              // of the training

std::string percent(double share) { return numberText(100 * share, 0) + " %"; }

// The validations since the best one; empty while the newest is the best.
std::span<const CurvePoint> sinceBest(std::span<const CurvePoint> curve) {
  const auto best =
      std::min_element(curve.begin(), curve.end(), [](const CurvePoint& a, const CurvePoint& b) {
        return std::isfinite(a.validation) && !(a.validation >= b.validation);
      });
  return best == curve.end() ? curve
                             : curve.subspan(static_cast<std::size_t>(best - curve.begin()));
}

bool learnsByHeart(std::span<const CurvePoint> curve) {
  const auto since = sinceBest(curve);
  if (since.size() <= risesInARow) return false;
  const CurvePoint& best = since.front();
  const auto last = since.last(risesInARow);
  return std::all_of(
             last.begin(), last.end(),
             [&](const CurvePoint& p) { return p.validation > noticeable * best.validation; }) &&
         since.back().train < best.train;
}

std::optional<Diagnosis> heart(const TrainingFigures& figures) {
  if (!learnsByHeart(figures.curve)) return std::nullopt;
  const auto since = sinceBest(figures.curve);
  return Diagnosis{
      Finding::LearnsByHeart,
      "It has begun to learn the pieces by heart: on pieces it does not learn from, the loss rose "
      "from " +
          numberText(since.front().validation, 2) + " to " +
          numberText(since.back().validation, 2) + " while on its own it fell to " +
          numberText(since.back().train, 2) + ".",
      "The best model so far is kept, so you can stop here. More music, a smaller size or more "
      "dropout would let it learn longer."};
}

std::optional<Diagnosis> data(const TrainingFigures& figures) {
  const bool few = figures.trainNotes < fewNotes;
  const bool fewForItsSize =
      learnsByHeart(figures.curve) &&
      static_cast<double>(figures.trainNotes) < static_cast<double>(figures.parameters) / 4;
  if (!few && !fewForItsSize) return std::nullopt;
  return Diagnosis{Finding::TooLittleData,
                   "There is little to learn from: " + countText(figures.trainNotes) +
                       " notes for " + countText(static_cast<std::size_t>(figures.parameters)) +
                       " parameters.",
                   "Add pieces (a hundred are a good beginning), or choose the small size, which "
                   "learns less by heart."};
}

std::optional<Diagnosis> divergence(const TrainingFigures& figures) {
  if (figures.rollBacks == 0) return std::nullopt;
  return Diagnosis{Finding::Diverged,
                   "The training left its path " + std::to_string(figures.rollBacks) +
                       (figures.rollBacks == 1 ? " time" : " times") +
                       " and was taken back to where it was well, at a lower learning rate.",
                   "Nothing is to be done now. If it goes on happening, start anew with half the "
                   "learning rate."};
}

std::optional<Diagnosis> collapse(const TrainingFigures& figures) {
  if (std::isfinite(figures.entropy) && figures.entropy < littleChoice) {
    return Diagnosis{Finding::Collapsed,
                     "It leaves itself next to no choice (" + numberText(figures.entropy, 2) +
                         " nats a note): what it writes will repeat itself.",
                     "Stop, and let it learn from more, or more varied, music."};
  }
  if (!figures.portrait) return std::nullopt;
  const SelfPortrait& portrait = *figures.portrait;
  if (portrait.repeatedGroups < portrait.repeatedGroupsOfData + circles) return std::nullopt;
  return Diagnosis{Finding::Collapsed,
                   "What it writes goes round in circles: " + percent(portrait.repeatedGroups) +
                       " of its groups of four notes were there before, in your music " +
                       percent(portrait.repeatedGroupsOfData) + ".",
                   "Early in a training this passes. If it stays, compose at a higher temperature "
                   "or learn from more varied music."};
}

std::optional<Diagnosis> unlikeness(const TrainingFigures& figures) {
  if (!figures.portrait || figures.fraction < late) return std::nullopt;
  const HistogramDistances& d = figures.portrait->distances;
  const auto part = [](const char* what, double distance) {
    return distance < farApart ? std::string() : percent(distance) + " of its " + what;
  };
  std::string what;
  for (const std::string& one : {part("pitches", d.pitch), part("steps from note to note", d.step),
                                 part("durations", d.duration)}) {
    if (!one.empty()) what += (what.empty() ? "" : ", ") + one;
  }
  if (what.empty()) return std::nullopt;
  return Diagnosis{
      Finding::UnlikeTheData,
      "What it writes is not yet spread like your music: " + what + " lie elsewhere.",
      "Let it learn longer. If it stays so, give it more music; if it is a Classic, choose "
      "Performance or Score, which hear rhythm more finely."};
}

}  // namespace

std::string_view name(Finding finding) {
  switch (finding) {
    case Finding::LearnsByHeart:
      return "learns by heart";
    case Finding::TooLittleData:
      return "too little data";
    case Finding::Diverged:
      return "diverged";
    case Finding::Collapsed:
      return "collapsed";
    case Finding::UnlikeTheData:
      return "unlike the data";
  }
  return "";
}

std::vector<Diagnosis> diagnose(const TrainingFigures& figures) {
  std::vector<Diagnosis> all;
  for (const auto& rule : {divergence, collapse, heart, data, unlikeness}) {
    if (auto diagnosis = rule(figures)) all.push_back(std::move(*diagnosis));
  }
  return all;
}

}  // namespace cadenza
