// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/compose/compose_settings.h"
#include "ui/controllers/composing_controller.h"
#include "ui/document.h"

namespace cadenza::ui {

/// One of the variations that a model writes of a wish.
struct Candidate {
  Composition composition;  ///< while it is written, its notes so far and about its range
  int take = 0;             ///< the take that keeps it, once it is written
};

/// From a wish to notes in the document: asks the model, holds the candidates while they grow,
/// keeps each as a take when it is finished, and makes one undo step of one of them or drops them.
/// GUI thread.
class ComposeSession : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Idle,
    Composing,
    Proposed,  ///< finished candidates wait: one is taken, or all are dropped
  };

  /// Both must outlive the session.
  ComposeSession(Document& document, ComposingController& composing, QObject* parent = nullptr);

  [[nodiscard]] State state() const { return state_; }
  /// None while nothing is asked for; while composing, one for each variation.
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }
  /// Which of them is shown and would be taken, from 0.
  [[nodiscard]] int current() const { return current_; }
  void setCurrent(int index);
  /// The next (1) or the previous (-1) one; behind the last comes the first.
  void step(int direction);

  /// Of the current candidate: what is written so far, at absolute ticks.
  [[nodiscard]] const ScoreItems& proposal() const;
  /// Where it lies; while composing, where it will about lie.
  [[nodiscard]] TickRange range() const;
  /// Notes of the document that give way to it; none are known while notes are varied.
  [[nodiscard]] std::vector<Note> leaving() const;
  /// The name of the model that wrote it; empty before it is finished.
  [[nodiscard]] const QString& modelName() const { return modelName_; }
  /// What the model was asked for last.
  [[nodiscard]] const ComposeSettings& settings() const { return settings_; }
  /// The current candidate can be heard: it is finished, or grows and gives way to nothing unknown.
  [[nodiscard]] bool canBeHeard() const;
  /// While the current one is written: no note of it will begin before this tick any more.
  [[nodiscard]] std::optional<Tick> writtenUntil() const;
  /// The score as it would be if the current candidate were taken now.
  [[nodiscard]] Score preview() const;
  /// The take that the piece shows now, from which the next ones come; 0 for none.
  [[nodiscard]] int currentTake() const { return document_.currentTake(); }

  /// Drops candidates that wait and asks for new ones; does nothing while composing. `settings`
  /// have a range (see placed).
  void generate(const ComposeSettings& settings);
  /// Candidates that were made elsewhere, by these settings (with a range): each is kept as a take
  /// whose name begins with `word`. Does nothing while composing.
  void propose(const Proposal& proposal, const ComposeSettings& settings, const QString& word);
  /// Ends composing early; what was written until then become candidates.
  void stop();
  /// Puts the current candidate into the document as one undo step (see acceptance).
  void accept();
  /// Drops all candidates, also while they are written. They stay as takes when they are finished.
  void reject();

 Q_SIGNALS:
  void stateChanged(cadenza::ui::ComposeSession::State state);
  /// proposal(), range(), leaving() or preview() is another one.
  void proposalChanged();
  /// There are others, one was finished, or another one is current.
  void candidatesChanged();
  /// Of all variations together, and of the current one.
  void progressed(double fraction, std::size_t notes);
  void failed(const cadenza::Error& error);

 private:
  [[nodiscard]] const Composition& composition() const;
  [[nodiscard]] QString stepName() const;
  void showProgress(const ComposingProgress& progress);
  void finish(const Proposal& proposal, const QString& word);
  void keepTakes(const Proposal& proposal, const QString& word);
  void drop();
  void setState(State state);

  Document& document_;
  ComposingController& composing_;
  State state_ = State::Idle;
  bool unwanted_ = false;  // what is being composed was rejected
  std::vector<Candidate> candidates_;
  int current_ = 0;
  QString modelName_;
  ComposeSettings settings_;
};

}  // namespace cadenza::ui
