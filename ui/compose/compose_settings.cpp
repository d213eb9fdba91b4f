// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_settings.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <utility>

namespace cadenza::ui {
namespace {

Error missing(const char* sentence) {
  return {ErrorCode::InvalidArgument,
          QCoreApplication::translate("ComposeSettings", sentence).toStdString()};
}

Tick nextBar(const Score& score) {
  const TickRange bar = score.meter().barAround(score.end());
  return bar.begin == score.end() ? bar.begin : bar.end;
}

TickRange barsFrom(const Score& score, Tick begin, int bars) {
  const Tick intoBar = begin - score.meter().barAround(begin).begin;
  const int last = score.meter().positionAt(begin).bar + bars;
  return {begin, score.meter().barStart(last) + intoBar};
}

TickRange stretchOf(const std::vector<Note>& notes) {
  TickRange range{maxTick, 0};
  for (const Note& note : notes) {
    range = {std::min(range.begin, note.onset), std::max(range.end, note.end())};
  }
  return range;
}

Result<Tick> startOf(const ComposeSettings& settings, const Score& score,
                     const ComposePlace& place) {
  if (settings.mode == ComposeMode::Nothing) return nextBar(score);
  switch (settings.start) {
    case ComposeSettings::Start::AtSelection:
      if (place.selection.empty()) return missing("Select the notes to go on from.");
      return stretchOf(place.selection).end;
    case ComposeSettings::Start::AtPlayhead:
      return place.playhead;
    case ComposeSettings::Start::AtEnd:
      break;
  }
  return nextBar(score);
}

}  // namespace

Result<ComposeSettings> placed(ComposeSettings settings, const Score& score,
                               const ComposePlace& place) {
  settings.notes.clear();
  settings.range.reset();
  switch (settings.mode) {
    case ComposeMode::Fill:
      if (!place.marked)
        return missing(
            "Mark the gap: drag along the ruler above the notes, or with the select tool "
            "where no notes are.");
      settings.range = place.marked;
      return settings;
    case ComposeMode::Vary:
      std::ranges::remove_copy_if(place.selection, std::back_inserter(settings.notes),
                                  &Note::locked);
      if (settings.notes.empty()) {
        return missing(place.selection.empty()
                           ? "Select the notes to think again."
                           : "All selected notes are locked; unlock some to vary them.");
      }
      settings.range = stretchOf(settings.notes);
      return settings;
    case ComposeMode::Continue:
    case ComposeMode::Nothing:
      break;
  }
  const auto start = startOf(settings, score, place);
  if (!start) return start.error();
  settings.range = barsFrom(score, *start, settings.bars);
  return settings;
}

ComposeRequest requestOf(const ComposeSettings& settings, const Score& score) {
  const TickRange range = settings.range.value_or(TickRange{});
  ComposeRequest request;
  if (settings.mode == ComposeMode::Vary) {
    request = varying(score, settings.notes, settings.strength);
  } else if (settings.mode == ComposeMode::Nothing) {
    request.seed = Score({{}, {}, score.tempo().changes(), score.meter().signatures()});
  } else {
    request.seed = score;
  }
  if (settings.mode != ComposeMode::Vary) request.from = range.begin;
  if (settings.mode == ComposeMode::Fill) request.until = range.end;
  request.length = Bars{settings.bars};
  request.controls = settings.controls;
  request.tempoFactor = settings.tempoFactor;
  request.randomSeed = settings.randomSeed;
  return request;
}

std::optional<TickRange> restAround(const Score& score, Tick tick) {
  TickRange rest{0, maxTick};
  for (const Note& note : score.notes()) {
    if (note.onset > tick) {
      rest.end = note.onset;
      break;
    }
    rest.begin = std::max(rest.begin, note.end());
  }
  if (rest.begin > tick || rest.end == maxTick) return std::nullopt;
  return rest;
}

}  // namespace cadenza::ui
