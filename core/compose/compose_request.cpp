// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/compose_request.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/encode/guidance.h"

namespace cadenza {
namespace {

Error fault(const char* detail) { return {ErrorCode::InvalidArgument, detail}; }

std::optional<Error> faultOfLength(const ComposeLength& length) {
  const auto* bars = std::get_if<Bars>(&length);
  const auto* seconds = std::get_if<Seconds>(&length);
  const auto* notes = std::get_if<NoteCount>(&length);
  if ((bars && (bars->count < 1 || bars->count > 4000)) ||
      (seconds && !(seconds->count > 0 && seconds->count <= 7200)) ||
      (notes && (notes->count < 1 || notes->count > 50'000))) {
    return fault("The length must lie between 1 and 4,000 bars, 2 hours or 50,000 notes.");
  }
  return std::nullopt;
}

std::optional<Error> faultOfPlace(const ComposeRequest& request) {
  const auto isNoPlace = [](Tick tick) { return tick < 0 || tick > maxTick / 2; };
  if (request.from && isNoPlace(*request.from)) return fault("The music can't begin there.");
  if (!request.until) {
    if (request.rethinking) return fault("What is to be varied needs a beginning and an end.");
    return std::nullopt;
  }
  if (!request.from || *request.until <= *request.from || isNoPlace(*request.until)) {
    return fault("A gap needs a beginning and, behind it, an end.");
  }
  if (!request.rethinking) return std::nullopt;
  if (!(request.rethinking->strength > 0 && request.rethinking->strength <= 1)) {
    return fault("The strength of a variation lies above 0 and goes up to 1.");
  }
  const bool outside = std::ranges::any_of(request.rethinking->notes, [&](const Note& note) {
    return note.onset < *request.from || note.onset >= *request.until;
  });
  if (request.rethinking->notes.empty() || outside) {
    return fault("What is to be varied are notes that begin inside its range.");
  }
  if (std::ranges::all_of(request.rethinking->notes, &Note::locked)) {
    return fault("All of these notes are locked. Unlock some of them to vary them.");
  }
  return std::nullopt;
}

std::optional<Error> faultOf(const Controls& controls, const Abilities& abilities) {
  if (!(controls.temperature >= 0.05 && controls.temperature <= 4)) {
    return fault("The temperature must lie between 0.05 and 4.");
  }
  if (!(controls.topP > 0 && controls.topP <= 1)) return fault("Top-p must lie between 0 and 1.");
  if (controls.density) {
    if (!abilities.density) return fault("This model has not learned to be dense or sparse.");
    if (*controls.density < 0 || *controls.density >= freeDensity) {
      return fault("The density is a level from 0 to 7.");
    }
  }
  return faultOf(controls.limits);
}

}  // namespace

ComposeRequest varying(Score seed, std::vector<Note> notes, double strength) {
  ComposeRequest request;
  request.seed = std::move(seed);
  Tick begin = maxTick;
  Tick end = 0;
  for (const Note& note : notes) {
    begin = std::min(begin, note.onset);
    end = std::max(end, note.end());
  }
  request.from = notes.empty() ? 0 : begin;
  request.until = end;
  request.rethinking = Rethinking{std::move(notes), strength};
  return request;
}

Abilities abilitiesOf(const Recipe& recipe) {
  if (const auto* ours = std::get_if<EventRecipe>(&recipe.kind)) {
    return {ours->network.guided, ours->network.guided, true, false};
  }
  return {false, false, false, std::holds_alternative<ChordRecipe>(recipe.kind)};
}

UsualSampling usualSampling(const Recipe& recipe) {
  if (std::holds_alternative<TripleRecipe>(recipe.kind)) return {2.0, 1.0};
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return {1.0, 1.0};
  return {};
}

std::optional<Error> faultOf(const ComposeRequest& request, const Recipe& recipe) {
  const Abilities abilities = abilitiesOf(recipe);
  if (auto wrong = faultOf(request.controls, abilities)) return wrong;
  if (auto wrong = faultOfLength(request.length)) return wrong;
  if (auto wrong = faultOfPlace(request)) return wrong;
  if (!(request.tempoFactor >= 0.1 && request.tempoFactor <= 10)) {
    return fault("The tempo factor must lie between 0.1 and 10.");
  }
  if (request.tempoFactor != 1 && !abilities.tempoFactor) {
    return fault("Only Classic A, which knows frames, writes at a tempo factor.");
  }
  return std::nullopt;
}

}  // namespace cadenza
