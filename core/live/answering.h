// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/compose/composition_stream.h"
#include "core/play/input_history.h"
#include "core/score/score.h"

namespace cadenza {

struct AnswerOptions {
  double breath = 0.6;  ///< seconds with no key down that end a phrase
  Controls controls;
  std::uint64_t randomSeed = 1;  ///< each answer takes the next
};

/// Two at one piano: hands play a phrase, and after a breath an answer of like length begins. It is
/// written while the breath still lasts, from all that both played, and playing again ends it. All
/// moments and places are told; knows no clock and no thread.
class Answering {
 public:
  enum class State {
    Listening,  ///< nobody plays
    Hearing,    ///< a phrase is being played
    Thinking,   ///< the breath is over, the answer not written yet
    Answering,  ///< an answer is heard
  };

  /// The session begins at `from`; of the piece, what lies before is heard.
  Answering(std::shared_ptr<const Score> piece, Tick from, const AnswerOptions& options);

  /// What hands did, where the music then was; without a place (the music stands) it counts only
  /// for the keys that are down. `sent` is up to where messages were sent.
  void hear(const PlayedInput& input, Tick sent);
  /// The moment, and where the player is.
  void follow(double now, Tick ear, Tick sent);

  /// A draft is wanted: its request. To be given a stream by write().
  [[nodiscard]] std::optional<ComposeRequest> wantsDraft() const;
  void setDraft(std::unique_ptr<CompositionStream> stream);
  /// There is a draft that is not finished.
  [[nodiscard]] bool wantsMore() const;
  /// One step of the network. Fails as CompositionStream::advance.
  [[nodiscard]] Result<void> write();

  /// From the next answer on.
  void setControls(const Controls& controls) { options_.controls = controls; }

  [[nodiscard]] State state() const { return state_; }
  /// Rises whenever what is to be heard is another.
  [[nodiscard]] int version() const { return version_; }
  /// How many answers began.
  [[nodiscard]] int answers() const { return answerCount_; }
  /// All answers so far, as they were or will be heard: one that was interrupted ends there.
  [[nodiscard]] const ScoreItems& answered() const { return answered_; }
  /// What hands played in the session, if it ended at `end`.
  [[nodiscard]] ScoreItems played(Tick end) const;
  [[nodiscard]] Tick from() const { return from_; }

 private:
  struct Phrase {
    Tick begin = 0;
    Tick end = 0;  ///< where the last key so far came up
  };
  struct Draft {
    std::unique_ptr<CompositionStream> stream;
    bool finished = false;
  };

  void strike(const PlayedInput& input, Tick sent);
  void interrupt(Tick sent);
  void answer(Tick sent);
  [[nodiscard]] Tick breathEnd() const;
  [[nodiscard]] Score heardSoFar() const;

  std::shared_ptr<const Score> piece_;
  Tick from_;
  AnswerOptions options_;
  State state_ = State::Listening;
  std::vector<PlayedInput> inputs_;  // that have a place
  std::bitset<128> down_;
  std::optional<Phrase> phrase_;
  double now_ = 0;
  double lastMove_ = 0;  // seconds; when a key last went down or came up
  Draft draft_;
  ScoreItems answered_;
  Tick answerEnd_ = 0;
  int version_ = 0;
  int answerCount_ = 0;
};

}  // namespace cadenza
