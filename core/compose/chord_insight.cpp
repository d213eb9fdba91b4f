// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/compose/chances.h"
#include "core/compose/chord_stepper.h"
#include "core/compose/insight_recipes.h"
#include "core/encode/chord_frames.h"

namespace cadenza {
namespace {

constexpr float notComeTo = std::numeric_limits<float>::quiet_NaN();
// What is added before a time is rounded down, as chordFrames does.
constexpr double roundingError = 1e-6;

struct ChordMemory final : PieceInsight::Memory {
  std::vector<int> classes;  // of each frame from second 0 on
  std::vector<float> nats;   // of each frame in which a note begins
};

// One piece as frames, and which notes begin in which.
class Frames {
 public:
  Frames(const Score& score, double framesPerSecond) : framesPerSecond_(framesPerSecond) {
    const TempoMap& tempo = score.tempo();
    const auto count = at(tempo.secondsAt(score.end())) + 1;
    chords = chordFramesBefore(score, count / framesPerSecond, framesPerSecond, count);
    beginnings.resize(chords.size());
    for (std::size_t n = 0; n < score.notes().size(); ++n) {
      const Note& note = score.notes()[n];
      const int frame = at(tempo.secondsAt(note.onset));
      if (frame < at(tempo.secondsAt(note.end()))) {
        beginnings[static_cast<std::size_t>(frame)].push_back(n);
      }
    }
  }

  [[nodiscard]] int at(double seconds) const {
    return static_cast<int>(std::floor(seconds * framesPerSecond_ + roundingError));
  }

  std::vector<Chord> chords;
  std::vector<std::vector<std::size_t>> beginnings;  // notes that begin in each frame

 private:
  double framesPerSecond_;
};

class ChordInsight final : public ModelInsight {
 public:
  explicit ChordInsight(const Checkpoint& checkpoint)
      : ModelInsight(checkpoint),
        recipe_(std::get<ChordRecipe>(checkpoint.recipe.kind)),
        chords_(checkpoint.chords),
        stepper_(checkpoint) {}

  [[nodiscard]] Result<PieceInsight> read(const Score& score, const PieceInsight* before,
                                          const Progress& progress,
                                          const std::stop_token& stop) const override {
    const Frames frames(score, recipe_.framesPerSecond);
    const auto memory = std::make_shared<ChordMemory>();
    for (const Chord& chord : frames.chords) {
      if (recipe_.faithful && !chords_.find(chord)) {
        return Error{ErrorCode::UnsupportedFile,
                     "The model never met the chord " + name(chord) +
                         " of this piece: like the original it can't read it. Train without the "
                         "original's faults to read other pieces."};
      }
      memory->classes.push_back(chords_.nearest(chord));
    }
    memory->nats.assign(frames.chords.size(), notComeTo);
    const auto* known = before ? dynamic_cast<const ChordMemory*>(before->memory.get()) : nullptr;
    if (known) takeOver(*known, *memory);
    const auto soFar = [&] {
      return PieceInsight{score, insights(score, frames, memory->nats), {}, false, {}};
    };
    std::size_t i = 0;
    for (; i < frames.chords.size() && !stop.stop_requested(); ++i) {
      if (frames.beginnings[i].empty() || !std::isnan(memory->nats[i])) continue;
      const auto reading = stepper_.read(windowBefore(memory->classes, i));
      if (!areFinite(reading.logits)) return outputsNotFinite();
      const double nats = natsOf(reading.logits, static_cast<std::size_t>(memory->classes[i]));
      memory->nats[i] = static_cast<float>(std::min(nats, mostNats));
      if (progress) {
        progress(static_cast<double>(i) / static_cast<double>(frames.chords.size()), soFar);
      }
    }
    PieceInsight insight = soFar();
    insight.complete = i == frames.chords.size();
    insight.memory = memory;
    return insight;
  }

  [[nodiscard]] Result<Expectation> expect(const PieceInsight& piece, Tick at,
                                           const std::stop_token&) const override {
    Expectation expectation{at, {}, 0, {}};
    const auto* known = dynamic_cast<const ChordMemory*>(piece.memory.get());
    if (!known) return expectation;
    const TempoMap& tempo = piece.score.tempo();
    const double rate = recipe_.framesPerSecond;
    const auto frame =
        static_cast<std::size_t>(std::floor(tempo.secondsAt(at) * rate + roundingError));
    const std::vector<int> window = windowBefore(known->classes, frame);
    auto chances = stepper_.read(window).logits;
    if (!areFinite(chances)) return outputsNotFinite();
    toChances(chances);
    const Chord held = window.back() == 0 ? Chord{} : chords_.chord(window.back());
    for (int number = 1; number < chords_.silence(); ++number) {
      const Chord struck = chords_.chord(number) & ~held;
      for (std::size_t key = 0; key < pianoKeyCount; ++key) {
        if (struck[key + lowestPianoPitch]) {
          expectation.keys[key] += chances[static_cast<std::size_t>(number)];
        }
      }
    }
    const Tick then = tempo.tickAt(static_cast<double>(frame) / rate);
    expectation.when.push_back({std::max(at, then), 1});
    return expectation;
  }

 private:
  // The window of frames before `frame`, silent before the piece and behind it.
  [[nodiscard]] std::vector<int> windowBefore(const std::vector<int>& classes,
                                              std::size_t frame) const {
    const auto length = static_cast<std::size_t>(recipe_.window);
    std::vector<int> window(length, chords_.silence());
    for (std::size_t i = 0; i < length && i < frame; ++i) {
      if (frame - 1 - i < classes.size()) window[length - 1 - i] = classes[frame - 1 - i];
    }
    return window;
  }

  // What a frame is told depends on its window alone.
  void takeOver(const ChordMemory& known, ChordMemory& memory) const {
    std::size_t same = static_cast<std::size_t>(recipe_.window);  // frames, with silence before
    for (std::size_t i = 0; i < std::min(known.classes.size(), memory.classes.size()); ++i) {
      same = known.classes[i] == memory.classes[i] ? same + 1 : 0;
      if (same > static_cast<std::size_t>(recipe_.window)) memory.nats[i] = known.nats[i];
    }
  }

  [[nodiscard]] static std::vector<NoteInsight> insights(const Score& score, const Frames& frames,
                                                         const std::vector<float>& nats) {
    std::vector<NoteInsight> all(score.notes().size());
    for (std::size_t i = 0; i < nats.size(); ++i) {
      if (std::isnan(nats[i])) continue;
      const auto sharing = static_cast<float>(frames.beginnings[i].size());
      for (const std::size_t note : frames.beginnings[i]) {
        all[note] = {true, {0, nats[i] / sharing, 0, 0}, 0, 0};
      }
    }
    return all;
  }

  ChordRecipe recipe_;
  ChordVocabulary chords_;
  ChordStepper stepper_;
};

}  // namespace

std::shared_ptr<const ModelInsight> makeChordInsight(const Checkpoint& checkpoint) {
  return std::make_shared<const ChordInsight>(checkpoint);
}

}  // namespace cadenza
