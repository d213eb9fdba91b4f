// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/self_portrait.h"

#include <algorithm>
#include <utility>

#include "core/compose/composer.h"
#include "core/encode/note_events.h"

namespace cadenza {
namespace {

constexpr std::size_t piecesLookedAt = 64;
constexpr std::size_t notesAPart = 256;  // of a piece, and of what is composed
constexpr int compositions = 2;

// A piece with its notes as long as the recipe hears them.
Score asHeard(const CorpusPiece& piece, const Recipe& recipe) {
  Score score = piece.score();
  const auto* ours = std::get_if<EventRecipe>(&recipe.kind);
  if (!ours) return score;
  const auto encoded = encodeNoteEvents(score, {ours->grid, ours->pedal}, Closing::Open);
  NoteDecoder decoder(ours->grid, score.tempo(), encoded.origin);
  for (const Event& event : encoded.events) decoder.push(event);
  ScoreItems items = decoder.items();
  items.tempo = score.tempo().changes();
  items.meter = score.meter().signatures();
  return Score(std::move(items));
}

}  // namespace

Portraitist::Portraitist(const Corpus& corpus, const Recipe& recipe) {
  std::vector<const CorpusPiece*> pieces;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split == Split::Train && !piece.notes.empty()) pieces.push_back(&piece);
  }
  const std::size_t stride = std::max<std::size_t>(1, pieces.size() / piecesLookedAt);
  NoteValues values;
  double parts = 0;
  for (std::size_t i = 0; i < pieces.size(); i += stride) {
    const auto notes = timedNotes(asHeard(*pieces[i], recipe));
    values.add(notes);
    const auto begin = notes.size() > notesAPart ? (notes.size() - notesAPart) / 2 : 0;
    const auto part = std::span(notes).subspan(begin, std::min(notesAPart, notes.size()));
    repeatedGroups_ += repeatedGroupShare(part);
    ++parts;
  }
  repeatedGroups_ /= std::max(1.0, parts);
  edges_ = edgesFor(values);
  data_ = histogramsOf(values, edges_);
}

std::optional<SelfPortrait> Portraitist::portray(Checkpoint model, std::stop_token stop) const {
  const auto composer = Composer::create(std::move(model));
  if (!composer) return std::nullopt;
  SelfPortrait portrait;
  NoteValues written;
  for (int i = 0; i < compositions; ++i) {
    ComposeRequest request;
    request.length = NoteCount{static_cast<int>(notesAPart)};
    request.controls.topP = 1;
    request.randomSeed = static_cast<std::uint64_t>(i) + 1;
    const auto composition = (*composer)->compose(request, {}, stop);
    if (!composition || composition->stopped) return std::nullopt;
    const auto notes = timedNotes(Score(composition->material));
    written.add(notes);
    portrait.notes += notes.size();
    portrait.repeatedGroups += repeatedGroupShare(notes) / compositions;
  }
  portrait.repeatedGroupsOfData = repeatedGroups_;
  portrait.data = data_;
  portrait.written = histogramsOf(written, edges_);
  portrait.distances = distancesOf(portrait.written, portrait.data);
  return portrait;
}

}  // namespace cadenza
