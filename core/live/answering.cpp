// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/answering.h"

#include <algorithm>
#include <utility>

#include "core/play/recording.h"

namespace cadenza {
namespace {

constexpr double draftAfter = 0.25;   // of the breath, an answer is begun on trial
constexpr double shortest = 1;        // seconds of an answer
constexpr double longest = 60;        // seconds
constexpr double longestPause = 0.8;  // seconds without a note in an answer
constexpr std::size_t heardNotes = 400;

}  // namespace

Answering::Answering(std::shared_ptr<const Score> piece, Tick from, const AnswerOptions& options)
    : piece_(std::move(piece)), from_(from), options_(options) {}

void Answering::hear(const PlayedInput& input, Tick sent) {
  const MidiMessage& message = input.message;
  if (input.place && input.place->tick >= from_) inputs_.push_back(input);
  if (message.isNoteOn()) {
    down_.set(message.data1);
    lastMove_ = input.seconds;
    if (input.place) strike(input, sent);
  } else if (message.isNoteOff() && down_[message.data1]) {
    down_.reset(message.data1);
    lastMove_ = input.seconds;
    if (input.place && phrase_) phrase_->end = std::max(phrase_->end, input.place->tick);
  }
}

void Answering::strike(const PlayedInput& input, Tick sent) {
  const Tick tick = std::max(input.place->tick, from_);
  interrupt(sent);
  draft_ = {};
  if (!phrase_) phrase_ = Phrase{tick, tick};
  phrase_->end = std::max(phrase_->end, tick + 1);
  state_ = State::Hearing;
}

// What was sent already sounds; it ends there, and nothing comes after it.
void Answering::interrupt(Tick sent) {
  if (state_ != State::Answering) return;
  auto& notes = answered_.notes;
  std::erase_if(notes, [&](const Note& note) { return note.onset >= sent; });
  for (Note& note : notes) note.duration = std::min(note.duration, sent - note.onset);
  auto& pedal = answered_.pedal;
  std::erase_if(pedal, [&](const PedalChange& change) { return change.tick >= sent; });
  if (!pedal.empty() && pedal.back().isDown()) pedal.push_back({sent, 0});
  answerEnd_ = std::min(answerEnd_, sent);
  ++version_;
}

void Answering::follow(double now, Tick ear, Tick sent) {
  now_ = now;
  if (state_ == State::Answering && ear >= answerEnd_) state_ = State::Listening;
  const bool breathes = phrase_ && down_.none() && now_ - lastMove_ >= options_.breath;
  if (!breathes) return;
  state_ = State::Thinking;
  if (draft_.finished) answer(sent);
}

Tick Answering::breathEnd() const {
  const TempoMap& tempo = piece_->tempo();
  return tempo.tickAt(tempo.secondsAt(phrase_->end) + options_.breath);
}

std::optional<ComposeRequest> Answering::wantsDraft() const {
  const bool isSoon = phrase_ && down_.none() && now_ - lastMove_ >= draftAfter * options_.breath;
  if (!isSoon || draft_.stream || draft_.finished) return std::nullopt;
  const TempoMap& tempo = piece_->tempo();
  ComposeRequest request;
  request.seed = heardSoFar();
  request.from = breathEnd();
  const double length = tempo.secondsAt(phrase_->end) - tempo.secondsAt(phrase_->begin);
  request.length = Seconds{std::clamp(length, shortest, longest)};
  request.controls = options_.controls;
  Limits& limits = request.controls.limits;
  limits.longestRest = std::min(limits.longestRest, longestPause);
  request.randomSeed = options_.randomSeed + static_cast<std::uint64_t>(answerCount_);
  return request;
}

void Answering::setDraft(std::unique_ptr<CompositionStream> stream) {
  draft_.stream = std::move(stream);
}

bool Answering::wantsMore() const { return draft_.stream && !draft_.finished; }

Result<void> Answering::write() {
  if (!wantsMore()) return {};
  const auto more = draft_.stream->advance();
  if (!more) return more.error();
  draft_.finished = !*more;
  return {};
}

// The first note of the answer comes at once, whatever rest the model began with.
void Answering::answer(Tick sent) {
  Composition composition = draft_.stream->finish();
  draft_ = {};
  phrase_.reset();
  state_ = State::Listening;
  auto& notes = composition.material.notes;
  if (notes.empty()) return;
  const Tick start = std::max(sent, from_);
  const Tick shift = start - std::ranges::min(notes, {}, &Note::onset).onset;
  answerEnd_ = start;
  for (Note note : notes) {
    note.onset += shift;
    answerEnd_ = std::max(answerEnd_, note.end());
    answered_.notes.push_back(note);
  }
  for (PedalChange change : composition.material.pedal) {
    change.tick = std::max(change.tick + shift, start);
    answered_.pedal.push_back(change);
    answerEnd_ = std::max(answerEnd_, change.tick);
  }
  state_ = State::Answering;
  ++answerCount_;
  ++version_;
}

ScoreItems Answering::played(Tick end) const {
  const RecordingRange range{from_, std::max(end, from_), 0, std::nullopt};
  return recordingEdit(Score(), inputs_, range, RecordingMode::Overdub).added;
}

Score Answering::heardSoFar() const {
  ScoreItems items = played(phrase_->end);
  items.notes.insert(items.notes.end(), answered_.notes.begin(), answered_.notes.end());
  for (const Note& note : piece_->notesStartingIn({0, from_})) items.notes.push_back(note);
  std::ranges::sort(items.notes);
  if (items.notes.size() > heardNotes) {
    items.notes.erase(items.notes.begin(), items.notes.end() - heardNotes);
  }
  items.tempo = piece_->tempo().changes();
  items.meter = piece_->meter().signatures();
  return Score(std::move(items));
}

}  // namespace cadenza
