// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_session.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/compose/take_record.h"

namespace cadenza::ui {

namespace {

Tick nextBar(const Score& score) {
  const TickRange bar = score.meter().barAround(score.end());
  return bar.begin == score.end() ? bar.begin : bar.end;
}

TickRange barsFrom(const Score& score, Tick begin, int bars) {
  const Tick intoBar = begin - score.meter().barAround(begin).begin;
  const int last = score.meter().positionAt(begin).bar + bars;
  return {begin, score.meter().barStart(last) + intoBar};
}

}  // namespace

ComposeSession::ComposeSession(Document& document, ComposingController& composing, QObject* parent)
    : QObject(parent), document_(document), composing_(composing) {
  connect(&composing_, &ComposingController::progressed, this, &ComposeSession::showProgress);
  connect(&composing_, &ComposingController::finished, this, &ComposeSession::finish);
  connect(&composing_, &ComposingController::failed, this, [this](const Error& error) {
    const bool wanted = !unwanted_;
    drop();
    if (wanted) Q_EMIT failed(error);
  });
  connect(&document_, &Document::replaced, this, &ComposeSession::reject);
  connect(&document_, &Document::changed, this, [this] {
    if (state_ == State::Proposed) Q_EMIT proposalChanged();
  });
}

ComposeRequest ComposeSession::request(const ComposeSettings& settings, Tick playhead) const {
  const Score& score = document_.score();
  ComposeRequest request;
  request.length = Bars{settings.bars};
  request.controls.temperature = settings.temperature;
  request.controls.topP = settings.topP;
  request.controls.limits.key = settings.key;
  request.randomSeed = settings.randomSeed;
  switch (settings.start) {
    case ComposeSettings::Start::AtEnd:
      request.seed = score;
      break;
    case ComposeSettings::Start::AtPlayhead:
      request.seed = score;
      request.from = playhead;
      break;
    case ComposeSettings::Start::Nothing:
      request.seed = Score({{}, {}, score.tempo().changes(), score.meter().signatures()});
      request.from = nextBar(score);
      break;
  }
  return request;
}

void ComposeSession::generate(const ComposeSettings& settings, Tick playhead) {
  if (composing_.isComposing()) return;
  drop();
  settings_ = settings;
  const ComposeRequest wish = request(settings, playhead);
  range_ =
      barsFrom(document_.score(), wish.from.value_or(nextBar(document_.score())), settings.bars);
  composing_.generate(settings.model, wish);
  setState(State::Composing);
}

void ComposeSession::stop() { composing_.stop(); }

void ComposeSession::showProgress(const ComposingProgress& progress) {
  if (unwanted_) return;
  proposal_.notes = progress.notes;
  for (const Note& note : proposal_.notes) range_.end = std::max(range_.end, note.end());
  Q_EMIT progressed(progress.fraction, progress.notes.size());
  Q_EMIT proposalChanged();
}

void ComposeSession::finish(const Proposal& proposal) {
  if (unwanted_) {
    drop();
    return;
  }
  if (proposal.composition.material.notes.empty()) {
    const bool stopped = proposal.composition.stopped;
    drop();
    if (!stopped) {
      Q_EMIT failed({ErrorCode::InvalidArgument,
                     "The model wrote no note. Try a higher temperature or another seed number."});
    }
    return;
  }
  proposal_ = proposal.composition.material;
  range_ = proposal.composition.range;
  modelName_ = proposal.model;
  keepTake(proposal);
  setState(State::Proposed);
  Q_EMIT proposalChanged();
}

void ComposeSession::keepTake(const Proposal& proposal) {
  std::vector<Take> takes = document_.takes();
  takes.push_back(takeOf(proposal, settings_, document_));
  document_.setTakes(std::move(takes));
}

ScoreEdit ComposeSession::acceptance() const {
  const Score& score = document_.score();
  ScoreEdit edit;
  std::vector<Note> locked;
  for (const Note& note : score.notesAround(range_)) {
    if (note.locked) locked.push_back(note);
  }
  const auto meetsLocked = [&](const Note& note) {
    return std::ranges::any_of(locked, [&](const Note& other) {
      return other.pitch == note.pitch && other.onset < note.end() && note.onset < other.end();
    });
  };
  std::ranges::remove_copy_if(proposal_.notes, std::back_inserter(edit.added.notes), meetsLocked);
  edit.added.pedal = proposal_.pedal;
  std::ranges::remove_copy_if(score.notesStartingIn(range_), std::back_inserter(edit.removed.notes),
                              &Note::locked);
  for (const PedalChange& change : score.pedal()) {
    if (range_.contains(change.tick)) edit.removed.pedal.push_back(change);
  }
  return score.completed(std::move(edit));
}

Score ComposeSession::preview() const {
  Score score = document_.score();
  if (state_ == State::Proposed) score.apply(acceptance());
  return score;
}

void ComposeSession::accept() {
  if (state_ != State::Proposed) return;
  const ScoreEdit edit = acceptance();
  const QString name = tr("Continue with %1").arg(modelName_);
  document_.push(name, edit);
  drop();
}

void ComposeSession::reject() {
  if (state_ == State::Composing) {
    unwanted_ = true;
    composing_.stop();
    proposal_ = {};
    range_ = {};
    Q_EMIT proposalChanged();
  } else {
    drop();
  }
}

void ComposeSession::drop() {
  unwanted_ = false;
  proposal_ = {};
  range_ = {};
  modelName_.clear();
  setState(State::Idle);
  Q_EMIT proposalChanged();
}

void ComposeSession::setState(State state) {
  if (state == state_) return;
  state_ = state;
  Q_EMIT stateChanged(state);
}

}  // namespace cadenza::ui
