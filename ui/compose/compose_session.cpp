// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_session.h"

#include <algorithm>
#include <utility>

#include "core/project/take_tree.h"
#include "ui/compose/take_record.h"

namespace cadenza::ui {

ComposeSession::ComposeSession(Document& document, ComposingController& composing, QObject* parent)
    : QObject(parent), document_(document), composing_(composing) {
  connect(&composing_, &ComposingController::progressed, this, &ComposeSession::showProgress);
  connect(&composing_, &ComposingController::finished, this,
          [this](const Proposal& proposal) { finish(proposal, tr("Take")); });
  connect(&composing_, &ComposingController::failed, this, [this](const Error& error) {
    const bool wanted = !unwanted_ && error.code != ErrorCode::Cancelled;
    drop();
    if (wanted) Q_EMIT failed(error);
  });
  connect(&document_, &Document::replaced, this, &ComposeSession::reject);
  connect(&document_, &Document::changed, this, [this] {
    if (!candidates_.empty()) Q_EMIT proposalChanged();
  });
}

const Composition& ComposeSession::composition() const {
  static const Composition none;
  const auto index = static_cast<std::size_t>(current_);
  return index < candidates_.size() ? candidates_[index].composition : none;
}

const ScoreItems& ComposeSession::proposal() const { return composition().material; }

TickRange ComposeSession::range() const { return composition().range; }

bool ComposeSession::canBeHeard() const {
  if (state_ == State::Composing) return settings_.mode != ComposeMode::Vary && !unwanted_;
  return state_ == State::Proposed;
}

std::vector<Note> ComposeSession::leaving() const {
  if (!canBeHeard()) return {};
  return acceptance(document_.score(), composition()).removed.notes;
}

std::optional<Tick> ComposeSession::writtenUntil() const {
  if (state_ != State::Composing || !canBeHeard()) return std::nullopt;
  const auto& notes = proposal().notes;
  return notes.empty() ? range().begin : notes.back().onset;
}

Score ComposeSession::preview() const {
  Score score = document_.score();
  if (canBeHeard()) score.apply(acceptance(score, composition()));
  return score;
}

void ComposeSession::generate(const ComposeSettings& settings) {
  if (composing_.isComposing()) return;
  drop();
  settings_ = settings;
  Candidate begun;
  begun.composition.range = settings.range.value_or(TickRange{});
  candidates_.assign(static_cast<std::size_t>(settings.variations), begun);
  composing_.generate(settings.model, requestOf(settings, document_.score()), settings.variations);
  setState(State::Composing);
  Q_EMIT candidatesChanged();
  Q_EMIT proposalChanged();
}

void ComposeSession::stop() { composing_.stop(); }

void ComposeSession::setCurrent(int index) {
  if (index == current_ || index < 0 || index >= static_cast<int>(candidates_.size())) return;
  current_ = index;
  Q_EMIT candidatesChanged();
  Q_EMIT proposalChanged();
}

void ComposeSession::step(int direction) {
  const int count = static_cast<int>(candidates_.size());
  if (count > 0) setCurrent((current_ + direction + count) % count);
}

void ComposeSession::showProgress(const ComposingProgress& progress) {
  if (unwanted_ || progress.variations.size() != candidates_.size()) return;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Composition& written = candidates_[i].composition;
    written.material.notes = progress.variations[i];
    if (settings_.mode == ComposeMode::Fill || settings_.mode == ComposeMode::Vary) continue;
    for (const Note& note : written.material.notes) {
      written.range.end = std::max(written.range.end, note.end());
    }
  }
  Q_EMIT progressed(progress.fraction, proposal().notes.size());
  Q_EMIT candidatesChanged();
  Q_EMIT proposalChanged();
}

void ComposeSession::propose(const Proposal& proposal, const ComposeSettings& settings,
                             const QString& word) {
  if (composing_.isComposing()) return;
  drop();
  settings_ = settings;
  finish(proposal, word);
}

void ComposeSession::finish(const Proposal& proposal, const QString& word) {
  if (unwanted_) return drop();
  const bool stopped = std::ranges::any_of(proposal.compositions, &Composition::stopped);
  modelName_ = proposal.model;
  keepTakes(proposal, word);
  if (candidates_.empty()) {
    drop();
    if (!stopped) {
      Q_EMIT failed({ErrorCode::InvalidArgument,
                     "The model wrote no note. Try a higher temperature or another seed number."});
    }
    return;
  }
  setState(State::Proposed);
  Q_EMIT candidatesChanged();
  Q_EMIT proposalChanged();
}

// Variations without a note are none; the current one stays current where it can.
void ComposeSession::keepTakes(const Proposal& proposal, const QString& word) {
  std::vector<Candidate> finished;
  int current = 0;
  std::vector<Take> takes = document_.takes();
  int id = document_.nextTakeId();
  for (std::size_t i = 0; i < proposal.compositions.size(); ++i) {
    const Composition& composition = proposal.compositions[i];
    if (composition.material.notes.empty()) continue;
    if (static_cast<int>(i) <= current_) current = static_cast<int>(finished.size());
    Take take = takeOf(composition, static_cast<int>(i), settings_,
                       {proposal.model, proposal.checksum}, document_);
    take.id = id++;
    take.name = nextTakeName(takes, word.toStdString());
    finished.push_back({composition, take.id});
    takes.push_back(std::move(take));
  }
  candidates_ = std::move(finished);
  current_ = current;
  document_.setTakes(std::move(takes));
}

QString ComposeSession::stepName() const {
  switch (settings_.mode) {
    case ComposeMode::Continue:
      return tr("Continue with %1").arg(modelName_);
    case ComposeMode::Fill:
      return tr("Fill the gap with %1").arg(modelName_);
    case ComposeMode::Vary:
      return tr("Vary with %1").arg(modelName_);
    case ComposeMode::Nothing:
      return tr("Compose with %1").arg(modelName_);
  }
  return {};
}

void ComposeSession::accept() {
  if (state_ != State::Proposed) return;
  const Candidate taken = candidates_[static_cast<std::size_t>(current_)];
  const QString name = stepName();
  const ScoreEdit edit = acceptance(document_.score(), taken.composition);
  drop();
  document_.pushTake(name, edit, taken.take);
}

void ComposeSession::reject() {
  if (state_ == State::Composing) {
    unwanted_ = true;
    composing_.stop();
    candidates_.clear();
    current_ = 0;
    Q_EMIT candidatesChanged();
    Q_EMIT proposalChanged();
  } else {
    drop();
  }
}

void ComposeSession::drop() {
  unwanted_ = false;
  candidates_.clear();
  current_ = 0;
  modelName_.clear();
  setState(State::Idle);
  Q_EMIT candidatesChanged();
  Q_EMIT proposalChanged();
}

void ComposeSession::setState(State state) {
  if (state == state_) return;
  state_ = state;
  Q_EMIT stateChanged(state);
}

}  // namespace cadenza::ui
