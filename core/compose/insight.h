// SPDX-License-Identifier: GPL-3.0-or-later
// What a model thinks of a piece: how surprising it finds each note, which earlier notes its
// attention used, and what it expects next.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/model/checkpoint.h"
#include "core/score/score.h"

namespace cadenza {

/// How surprising a note was, by what it was made of: nats, -ln of the chance that the model gave.
struct Surprise {
  /// Ours: the shift to it from the event before, which may be another note's end. Classic B: the
  /// step; see ModelInsight for how a model that names no chances is counted.
  float when = 0;
  /// Ours: which key, given when. Classic B: the pitch. Classic A: the note's share of its chord.
  float pitch = 0;
  float velocity = 0;  ///< ours: how loud, given both
  /// Ours: when and that it ends. Classic B: its duration. It comes later and is not in total().
  float release = 0;

  [[nodiscard]] float total() const { return when + pitch + velocity; }
};

/// An earlier note that the attention used, and its share of all that the attention looked at.
struct Attended {
  std::uint32_t note = 0;  ///< its place in the score's notes
  float share = 0;         ///< of 1, the mean of the heads
};

/// What a model thinks of a note.
struct NoteInsight {
  /// False for what the model does not hear: notes off the piano, for Classic A also notes within
  /// a frame; and for notes that were not come to yet.
  bool told = false;
  Surprise surprise;
  std::uint32_t firstAttended = 0, lastAttended = 0;  ///< see PieceInsight::attendedBy
};

/// What a model thinks of each note of a piece. A value.
struct PieceInsight {
  /// What a recipe keeps to read on from: at the same piece after an edit, or towards an
  /// expectation.
  struct Memory {
    virtual ~Memory() = default;
  };

  Score score;                     ///< as it was read
  std::vector<NoteInsight> notes;  ///< of score.notes(), in their order
  std::vector<Attended> attended;
  bool complete = false;  ///< read to the end
  std::shared_ptr<const Memory> memory;

  /// The earlier notes that the attention used most when it told this one, the most used first; at
  /// most mostAttended, none where the model has no attention.
  [[nodiscard]] std::span<const Attended> attendedBy(std::size_t note) const;
};
inline constexpr std::size_t mostAttended = 12;

/// What comes next, as a model sees it at a moment: it heard what begins before, and waited since.
struct Expectation {
  struct Moment {
    Tick tick = 0;
    float chance = 0;
  };

  Tick at = 0;
  /// Of each key of the piano the chance that it is the next one struck; Classic A: that it is
  /// struck in the frame there, so that several may be.
  std::array<float, pianoKeyCount> keys{};
  /// Ours: the chance that nothing is struck any more, and what of all that may come before the
  /// next strike was too unlikely to be followed. What keys leaves of 1, but for Classic B's
  /// pitches off the piano; 0 for Classic A.
  float open = 0;
  std::vector<Moment> when;  ///< when something is struck next, by rising tick
};

/// A model made ready to tell what it thinks. Immutable, any thread.
///
/// Chances are those of training: temperature 1, actions that can't come masked, free density, no
/// gap. Classic A tells the chances of whole chords, an unknown one as its nearest; a note's
/// surprise is that of the frame in which it begins, shared by all notes that begin there. Classic
/// B names no chances for times: its errors are counted as Gaussian, with the mean square that they
/// have in this piece (but at least 10 ms) as variance, to 10 ms, which is how its evaluation
/// counts.
class ModelInsight {
 public:
  /// Fails with UnsupportedFile when the checkpoint lacks something that its recipe needs.
  [[nodiscard]] static Result<std::shared_ptr<const ModelInsight>> create(
      const Checkpoint& checkpoint);
  virtual ~ModelInsight() = default;

  [[nodiscard]] const Recipe& recipe() const { return recipe_; }
  [[nodiscard]] const ModelInfo& info() const { return info_; }
  /// Whether PieceInsight::attendedBy can name notes.
  [[nodiscard]] bool hasNoteAttention() const {
    return recipe_.isOurs() && recipe_.events().network.attention > 0;
  }

  /// Of the work done, 0 to 1, and a function that makes a value of what is known so far (without
  /// its memory); on the reading thread.
  using Progress = std::function<void(double fraction, const std::function<PieceInsight()>& soFar)>;

  /// Reads the piece from its start. What it has in common with `before` (of the same model, may be
  /// null) is not read again. Stopped, it returns what is known until then. Fails with
  /// UnsupportedFile where a faithful Classic A meets a chord that it never met, and with
  /// DamagedFile where the network's outputs are not finite.
  [[nodiscard]] virtual Result<PieceInsight> read(const Score& score,
                                                  const PieceInsight* before = nullptr,
                                                  const Progress& progress = {},
                                                  const std::stop_token& stop = {}) const = 0;

  /// What comes at `at` or later. Costs at most some hundred steps of the network, and what of the
  /// piece before was not read. `piece` must be of this model. Fails with DamagedFile where the
  /// network's outputs are not finite.
  [[nodiscard]] virtual Result<Expectation> expect(const PieceInsight& piece, Tick at,
                                                   const std::stop_token& stop = {}) const = 0;

 protected:
  explicit ModelInsight(const Checkpoint& checkpoint)
      : recipe_(checkpoint.recipe), info_(checkpoint.info) {}

 private:
  Recipe recipe_;
  ModelInfo info_;
};

}  // namespace cadenza
