// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <optional>

#include "ui/controllers/composing_controller.h"
#include "ui/document.h"

namespace cadenza::ui {

/// What the user asks a model for.
struct ComposeSettings {
  enum class Start {
    AtEnd,       ///< goes on from the whole piece
    AtPlayhead,  ///< goes on from what stands before the playhead and replaces what follows
    Nothing,     ///< new music behind the piece, without hearing it
  };

  std::filesystem::path model;
  Start start = Start::AtEnd;
  int bars = 8;
  double temperature = 1.0;
  double topP = 0.95;
  std::optional<Key> key;
  std::uint64_t randomSeed = 1;
};

/// From a wish to notes in the document: asks the model, holds its proposal while it grows, keeps
/// it as a take when it is finished, and makes one undo step of it or drops it. GUI thread.
class ComposeSession : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Idle,
    Composing,
    Proposed,  ///< a finished proposal waits to be accepted or rejected
  };

  /// Both must outlive the session.
  ComposeSession(Document& document, ComposingController& composing, QObject* parent = nullptr);

  [[nodiscard]] State state() const { return state_; }
  /// The proposal so far, at absolute ticks.
  [[nodiscard]] const ScoreItems& proposal() const { return proposal_; }
  /// Where it lies; while composing, where it will about lie.
  [[nodiscard]] TickRange range() const { return range_; }
  /// The name of the model that wrote it; empty before it is finished.
  [[nodiscard]] const QString& modelName() const { return modelName_; }
  /// The score as it would be if the proposal were accepted now.
  [[nodiscard]] Score preview() const;

  /// Drops a proposal that waits and asks for a new one; does nothing while composing.
  void generate(const ComposeSettings& settings, Tick playhead);
  /// Ends composing early; what was written until then is proposed.
  void stop();
  /// Puts the proposal into the document as one undo step, in place of what begins in its range.
  /// Locked notes stay, and proposed ones that sound together with a locked one of their pitch are
  /// left out.
  void accept();
  /// Drops the proposal, also one that is still being written.
  void reject();

 Q_SIGNALS:
  void stateChanged(cadenza::ui::ComposeSession::State state);
  /// proposal(), range() or preview() is another one.
  void proposalChanged();
  void progressed(double fraction, std::size_t notes);
  void failed(const cadenza::Error& error);

 private:
  [[nodiscard]] ComposeRequest request(const ComposeSettings& settings, Tick playhead) const;
  [[nodiscard]] ScoreEdit acceptance() const;
  void showProgress(const ComposingProgress& progress);
  void finish(const Proposal& proposal);
  void keepTake(const Proposal& proposal);
  void drop();
  void setState(State state);

  Document& document_;
  ComposingController& composing_;
  State state_ = State::Idle;
  bool unwanted_ = false;  // what is being composed was rejected
  ScoreItems proposal_;
  TickRange range_;
  QString modelName_;
  ComposeSettings settings_;  // what the model was asked for last
};

}  // namespace cadenza::ui
