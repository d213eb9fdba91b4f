// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/compose/compose_request.h"
#include "core/compose/composition.h"
#include "core/compose/composition_stream.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// Called while composing, on the composing thread.
struct ComposeProgress {
  double fraction = 0;          ///< of the length wanted, 0 to 1
  std::span<const Note> notes;  ///< those begun so far, absolute ticks
  int variation = 0;            ///< of which variation, from 0
};
using ProgressReport = std::function<void(const ComposeProgress&)>;

/// A model made ready to compose. Immutable: any number of threads may compose at once.
class Composer {
 public:
  /// Fails with UnsupportedFile when the checkpoint lacks something that its recipe needs.
  [[nodiscard]] static Result<std::shared_ptr<const Composer>> create(Checkpoint checkpoint);
  ~Composer();

  [[nodiscard]] const Recipe& recipe() const;
  [[nodiscard]] const ModelInfo& info() const;

  /// Composes; blocks. Every note keeps the limits, ends inside `range` or at its end, and no two
  /// notes of one pitch overlap; the pedal is up at the end. Where notes are counted, Classic A
  /// ends without them all when they take more than a second each. Fails with InvalidArgument; a
  /// faithful Classic A also with UnsupportedFile where its original crashed: at a chord of the
  /// seed that it never met, and when it draws class 0.
  ///
  /// What is heard of the seed: ours and Classic B hear up to 2,000 notes, faithful Classic B the
  /// last 25 (zeros where there are fewer). Classic A hears the window of frames before `from`; of
  /// a seed of one note it hears silence and that note in the last frame, and where there is no
  /// seed chords drawn at random, as the original did. These first frames are not written.
  [[nodiscard]] Result<Composition> compose(const ComposeRequest& request,
                                            const ProgressReport& progress = {},
                                            std::stop_token stop = {}) const;

  /// Composes `count` variations side by side, which costs less than one after the other. Each is
  /// what compose() gives with its number, from 0, added to the random seed.
  [[nodiscard]] Result<std::vector<Composition>> composeVariations(
      const ComposeRequest& request, int count, const ProgressReport& progress = {},
      std::stop_token stop = {}) const;

  /// Hears the seed and stands where new music begins. Fails as compose() does.
  [[nodiscard]] Result<std::unique_ptr<CompositionStream>> begin(
      const ComposeRequest& request) const;

 private:
  struct Parts;
  explicit Composer(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace cadenza
