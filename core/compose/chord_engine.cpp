// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/compose/chord_stepper.h"
#include "core/compose/compose_span.h"
#include "core/compose/composing_engine.h"
#include "core/compose/sampler.h"
#include "core/encode/chord_frames.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::uint8_t velocity = 100;
constexpr double mostFrames = 200'000;
constexpr double secondsANote = 1;  // that notes which are counted may take on the whole
constexpr double longestRest = 4;   // seconds

// A model and what is the same for all that it composes.
struct Instrument {
  ChordRecipe recipe;
  ChordVocabulary chords;
  ChordStepper stepper;
};

// One composition in the making, frame by frame.
class Composing {
 public:
  Composing(const Instrument& instrument, const ComposeRequest& request)
      : instrument_(instrument),
        request_(request),
        framesPerSecond_(instrument.recipe.framesPerSecond * request.tempoFactor),
        from_(startOf(request, 1)),
        end_(endOf(request, from_)),
        random_(request.randomSeed),
        writer_(request.seed.tempo(), from_, framesPerSecond_, velocity) {}

  Result<Composition> compose(const std::function<void(const ComposeProgress&)>& progress,
                              const std::stop_token& stop) {
    if (auto fault = listen()) return *fault;
    mask();
    Composition composition{{}, {from_, end_}, 0, false, {}};
    const auto* wanted = std::get_if<NoteCount>(&request_.length);
    while (static_cast<double>(composition.events) < frameLimit(wanted) && !isLongEnough(wanted)) {
      composition.stopped = stop.stop_requested();
      if (composition.stopped) break;
      const int next = draw();
      if (next == 0) {
        return Error{ErrorCode::UnsupportedFile,
                     "The model drew class 0, which is no chord: like the original it can't go on. "
                     "Try another seed, or train without the original's faults."};
      }
      write(next, wanted);
      ++composition.events;
      if (progress) progress({fractionDone(wanted), writer_.notes()});
    }
    finish(composition, wanted != nullptr);
    return composition;
  }

 private:
  [[nodiscard]] const ChordVocabulary& chords() const { return instrument_.chords; }

  // Fills the window with what was before; the sentence of a fault where that can't be.
  std::optional<Error> listen() {
    const int length = instrument_.recipe.window;
    const Score context = contextBefore(request_.seed, from_);
    if (context.notes().empty()) {
      const auto classes = static_cast<std::uint64_t>(chords().classes());
      const std::uint64_t lowest = instrument_.recipe.faithful ? 0 : 1;
      for (int i = 0; i < length; ++i) {
        window_.push_back(static_cast<int>(lowest + random_.below(classes - lowest)));
      }
      return std::nullopt;
    }
    std::vector<Chord> frames(static_cast<std::size_t>(length));
    if (context.notes().size() == 1) {
      frames.back().set(context.notes().front().pitch);
    } else {
      const double seconds = context.tempo().secondsAt(from_);
      frames = chordFramesBefore(context, seconds, framesPerSecond_, length);
    }
    for (const Chord& chord : frames) {
      if (instrument_.recipe.faithful && !chords().find(chord)) {
        return Error{ErrorCode::UnsupportedFile,
                     "The model never met the chord " + name(chord) +
                         " of the beginning: like the original it can't go on from it. Try another "
                         "beginning, or train without the original's faults."};
      }
      window_.push_back(chords().nearest(chord));
    }
    return std::nullopt;
  }

  // Finds the classes that can't come: class 0, which the original let through, and chords with
  // notes outside the key.
  void mask() {
    allowed_.assign(static_cast<std::size_t>(chords().classes()), true);
    allowed_[0] = instrument_.recipe.faithful;
    Chord foreign;
    for (int pitch = 0; request_.controls.limits.key && pitch < static_cast<int>(foreign.size());
         ++pitch) {
      foreign.set(static_cast<std::size_t>(pitch), !request_.controls.limits.key->contains(pitch));
    }
    for (int number = 1; number < chords().silence(); ++number) {
      const bool inKey = (chords().chord(number) & foreign).none();
      allowed_[static_cast<std::size_t>(number)] = inKey;
      hasChord_ = hasChord_ || inKey;
    }
  }

  int draw() {
    auto reading = instrument_.stepper.read(window_);
    attention_ = std::move(reading.attention);
    for (std::size_t i = 0; i < allowed_.size(); ++i) {
      if (!allowed_[i]) reading.logits[i] = impossible;
    }
    const auto silence = static_cast<std::size_t>(chords().silence());
    if (hasChord_ && restFrames_ >= longestRest * framesPerSecond_) {
      reading.logits[silence] = impossible;
    }
    attended_ = window_;
    return cadenza::draw(reading.logits, {request_.controls.temperature, request_.controls.topP},
                         random_);
  }

  // Once there are as many notes as wanted, those that sound are held to their ends.
  void write(int number, const NoteCount* wanted) {
    window_.erase(window_.begin());
    window_.push_back(number);
    Chord chord = chords().chord(number);
    restFrames_ = chord.none() ? restFrames_ + 1 : 0;
    for (std::size_t pitch = 0; wanted && pitch < chord.size(); ++pitch) {
      if (!chord[pitch] || sounding_[pitch]) continue;
      if (onsets_ < static_cast<std::size_t>(wanted->count)) {
        ++onsets_;
      } else {
        chord.reset(pitch);
      }
    }
    sounding_ = chord;
    writer_.push(chord);
  }

  [[nodiscard]] bool isLongEnough(const NoteCount* wanted) const {
    if (writer_.tickAt(writer_.frames()) >= end_) return true;
    return wanted && onsets_ >= static_cast<std::size_t>(wanted->count) && sounding_.none();
  }

  // A model may hold on to a chord for ever.
  [[nodiscard]] double frameLimit(const NoteCount* wanted) const {
    const double seconds = wanted ? longestRest + secondsANote * wanted->count : mostFrames;
    return std::min(mostFrames, seconds * framesPerSecond_);
  }

  [[nodiscard]] double fractionDone(const NoteCount* wanted) const {
    if (wanted) return std::min(1.0, static_cast<double>(onsets_) / wanted->count);
    const double done = writer_.tickAt(writer_.frames()) - from_;
    return std::clamp(done / std::max(1, end_ - from_), 0.0, 1.0);
  }

  void finish(Composition& composition, bool countedInNotes) {
    writer_.finish();
    if (countedInNotes || composition.stopped) {
      composition.range.end = std::max(from_, writer_.tickAt(writer_.frames()));
    }
    for (Note note : writer_.notes()) {
      note.duration = std::min(note.end(), composition.range.end) - note.onset;
      if (note.duration > 0) composition.material.notes.push_back(note);
    }
    std::sort(composition.material.notes.begin(), composition.material.notes.end());
    if (attended_.empty()) return;
    AttentionMaps& maps = composition.attention.emplace();
    for (const int number : attended_) {
      maps.frames.push_back(number == 0 ? "" : name(chords().chord(number)));
    }
    maps.shares = attention_;
  }

  const Instrument& instrument_;
  const ComposeRequest& request_;
  double framesPerSecond_;
  Tick from_;
  Tick end_;
  Random random_;
  ChordWriter writer_;
  std::vector<int> window_;
  std::vector<int> attended_;  // the window that was read last
  std::array<std::vector<float>, 2> attention_;
  std::vector<bool> allowed_;
  bool hasChord_ = false;
  int restFrames_ = 0;
  Chord sounding_;
  std::size_t onsets_ = 0;
};

class ChordEngine final : public ComposingEngine {
 public:
  explicit ChordEngine(const Checkpoint& checkpoint)
      : instrument_{std::get<ChordRecipe>(checkpoint.recipe.kind), checkpoint.chords,
                    ChordStepper(checkpoint)} {}

  [[nodiscard]] Result<Composition> compose(
      const ComposeRequest& request, const std::function<void(const ComposeProgress&)>& progress,
      const std::stop_token& stop) const override {
    return Composing(instrument_, request).compose(progress, stop);
  }

 private:
  Instrument instrument_;
};

}  // namespace

std::unique_ptr<const ComposingEngine> makeChordEngine(const Checkpoint& checkpoint) {
  return std::make_unique<const ChordEngine>(checkpoint);
}

}  // namespace cadenza
