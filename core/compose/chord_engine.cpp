// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/compose/chances.h"
#include "core/compose/chord_stepper.h"
#include "core/compose/composing_engine.h"
#include "core/compose/sampler.h"
#include "core/compose/surroundings.h"
#include "core/encode/chord_frames.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::uint8_t velocity = 100;
constexpr std::size_t mostFrames = 200'000;
constexpr double secondsANote = 1;  // that notes which are counted may take on the whole

// A model and what is the same for all that it composes.
struct Instrument {
  ChordRecipe recipe;
  ChordVocabulary chords;
  ChordStepper stepper;
};

// Frame by frame. What stays inside the new range is not heard, only kept out of the way of.
class ChordStream final : public CompositionStream {
 public:
  ChordStream(const Instrument& instrument, const ComposeRequest& request)
      : instrument_(&instrument),
        length_(request.length),
        controls_(request.controls),
        framesPerSecond_(instrument.recipe.framesPerSecond * request.tempoFactor),
        around_(surroundingsOf(request, 1)),
        random_(request.randomSeed),
        writer_(request.seed.tempo(), around_.range.begin, framesPerSecond_, velocity) {
    mask();
  }

  // Fills the window with what was before; what is wrong where that can't be.
  std::optional<Error> listen(const Score& seed) {
    const int length = instrument_->recipe.window;
    const Score context = contextBefore(seed, around_.range.begin);
    if (context.notes().empty()) {
      const auto classes = static_cast<std::uint64_t>(chords().classes());
      const std::uint64_t lowest = instrument_->recipe.faithful ? 0 : 1;
      for (int i = 0; i < length; ++i) {
        window_.push_back(static_cast<int>(lowest + random_.below(classes - lowest)));
      }
      return std::nullopt;
    }
    std::vector<Chord> frames(static_cast<std::size_t>(length));
    if (context.notes().size() == 1) {
      frames.back().set(context.notes().front().pitch);
    } else {
      const double seconds = context.tempo().secondsAt(around_.range.begin);
      frames = chordFramesBefore(context, seconds, framesPerSecond_, length);
    }
    for (const Chord& chord : frames) {
      if (instrument_->recipe.faithful && !chords().find(chord)) {
        return Error{ErrorCode::UnsupportedFile,
                     "The model never met the chord " + name(chord) +
                         " of the beginning: like the original it can't go on from it. Try another "
                         "beginning, or train without the original's faults."};
      }
      window_.push_back(chords().nearest(chord));
    }
    return std::nullopt;
  }

  [[nodiscard]] std::unique_ptr<CompositionStream> clone() const override {
    return std::make_unique<ChordStream>(*this);
  }

  void setControls(const Controls& controls) override {
    controls_ = controls;
    mask();
  }

  [[nodiscard]] Result<bool> advance() override {
    if (isDone()) return false;
    if (!hasChord_) {
      return Error{ErrorCode::InvalidArgument,
                   "The model knows no chord within these limits. Allow a wider range, more notes "
                   "together or another key."};
    }
    const auto next = draw();
    if (!next) return next.error();
    if (*next == 0) {
      return Error{ErrorCode::UnsupportedFile,
                   "The model drew class 0, which is no chord: like the original it can't go on. "
                   "Try another seed, or train without the original's faults."};
    }
    write(*next);
    ++steps_;
    return true;
  }

  [[nodiscard]] TickRange range() const override { return around_.range; }
  [[nodiscard]] Tick written() const override {
    return std::min(writer_.tickAt(writer_.frames()), around_.range.end);
  }
  [[nodiscard]] std::size_t steps() const override { return steps_; }
  [[nodiscard]] std::size_t notesBegun() const override { return writer_.notes().size(); }

  [[nodiscard]] Composition soFar(Tick since) const override {
    return composition(notesFrom(writer_.notes(), since), {around_.range.begin, written()});
  }

  [[nodiscard]] Composition finish() override {
    const bool isStopped = !isDone();
    TickRange range = around_.range;
    if (range.end == maxTick || isStopped) range.end = std::max(range.begin, written());
    Composition finished = composition(writer_.notes(), range);
    finished.stopped = isStopped;
    if (attended_.empty()) return finished;
    AttentionMaps& maps = finished.attention.emplace();
    for (const int number : attended_) {
      maps.frames.push_back(number == 0 ? "" : name(chords().chord(number)));
    }
    maps.shares = attention_;
    return finished;
  }

 private:
  [[nodiscard]] const ChordVocabulary& chords() const { return instrument_->chords; }

  [[nodiscard]] Composition composition(std::vector<Note> notes, TickRange range) const {
    Composition made = compositionOf(std::move(notes), around_, range, controls_.limits);
    made.events = steps_;
    return made;
  }

  // Finds the classes that can't come: class 0, which the original let through, and chords that
  // break the limits.
  void mask() {
    const Limits& limits = controls_.limits;
    allowed_.assign(static_cast<std::size_t>(chords().classes()), true);
    allowed_[0] = instrument_->recipe.faithful;
    hasChord_ = false;
    Chord foreign;
    for (int pitch = 0; pitch < static_cast<int>(foreign.size()); ++pitch) {
      foreign.set(static_cast<std::size_t>(pitch), !limits.allows(pitch));
    }
    for (int number = 1; number < chords().silence(); ++number) {
      const Chord& chord = chords().chord(number);
      const bool fits =
          (chord & foreign).none() && std::cmp_less_equal(chord.count(), limits.polyphony);
      allowed_[static_cast<std::size_t>(number)] = fits;
      hasChord_ = hasChord_ || fits;
    }
  }

  Result<int> draw() {
    auto reading = instrument_->stepper.read(window_);
    if (!areFinite(reading.logits)) return outputsNotFinite();
    attention_ = std::move(reading.attention);
    for (std::size_t i = 0; i < allowed_.size(); ++i) {
      if (!allowed_[i]) reading.logits[i] = impossible;
    }
    const double rest = (restFrames_ + 1) / framesPerSecond_;
    if (rest > controls_.limits.longestRest) {
      reading.logits[static_cast<std::size_t>(chords().silence())] = impossible;
    }
    attended_ = window_;
    return cadenza::draw(reading.logits, {controls_.temperature, controls_.topP}, random_);
  }

  // Once there are as many notes as wanted, those that sound are held to their ends.
  void write(int number) {
    window_.erase(window_.begin());
    window_.push_back(number);
    Chord chord = chords().chord(number);
    restFrames_ = chord.none() ? restFrames_ + 1 : 0;
    const NoteCount* wanted = count();
    std::size_t begun = notesBegun();
    for (std::size_t pitch = 0; wanted && pitch < chord.size(); ++pitch) {
      if (!chord[pitch] || sounding_[pitch]) continue;
      if (std::cmp_less(begun, wanted->count)) {
        ++begun;
      } else {
        chord.reset(pitch);
      }
    }
    sounding_ = chord;
    writer_.push(chord);
  }

  [[nodiscard]] const NoteCount* count() const {
    return around_.isGap ? nullptr : std::get_if<NoteCount>(&length_);
  }

  // A model may hold on to a chord for ever: where notes are counted there is an end to it.
  [[nodiscard]] bool isDone() const {
    if (writer_.tickAt(writer_.frames()) >= around_.range.end) return true;
    const NoteCount* wanted = count();
    const bool isEndless = std::holds_alternative<Endless>(length_);
    if (!wanted) return steps_ >= mostFrames && !isEndless;
    const double seconds = controls_.limits.longestRest + secondsANote * wanted->count;
    const bool isEnough = std::cmp_greater_equal(notesBegun(), wanted->count) && sounding_.none();
    return isEnough || static_cast<double>(steps_) >= seconds * framesPerSecond_;
  }

  const Instrument* instrument_;
  ComposeLength length_;
  Controls controls_;
  double framesPerSecond_;
  Surroundings around_;
  Random random_;
  ChordWriter writer_;
  std::vector<int> window_;
  std::vector<int> attended_;  // the window that was read last
  std::array<std::vector<float>, 2> attention_;
  std::vector<bool> allowed_;
  bool hasChord_ = false;
  int restFrames_ = 0;
  Chord sounding_;
  std::size_t steps_ = 0;
};

class ChordEngine final : public ComposingEngine {
 public:
  explicit ChordEngine(const Checkpoint& checkpoint)
      : instrument_{std::get<ChordRecipe>(checkpoint.recipe.kind), checkpoint.chords,
                    ChordStepper(checkpoint)} {}

  [[nodiscard]] Result<std::unique_ptr<CompositionStream>> begin(
      const ComposeRequest& request) const override {
    auto stream = std::make_unique<ChordStream>(instrument_, request);
    if (auto fault = stream->listen(request.seed)) return *fault;
    return std::unique_ptr<CompositionStream>(std::move(stream));
  }

 private:
  Instrument instrument_;
};

}  // namespace

std::unique_ptr<const ComposingEngine> makeChordEngine(const Checkpoint& checkpoint) {
  return std::make_unique<const ChordEngine>(checkpoint);
}

}  // namespace cadenza
