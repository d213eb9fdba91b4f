// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/audio_export.h"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/safe_file.h"
#include "core/play/fluid_renderer.h"
#include "core/play/schedule.h"
#include "core/play/scratch_sound.h"
#include "core/play/soundfont.h"

namespace cadenza {
namespace {

constexpr std::size_t chunkFrames = 64 * FluidRenderer::blockFrames;
constexpr float silence = 1e-4f;         // -80 dB
constexpr double loudEnough = 1e-4;      // below, normalising would only lift noise
constexpr double secondPassShare = 0.2;  // of the time that a normalised export takes

using Samples = std::span<const float>;
using Consumer = std::function<Result<void>(Samples)>;

// Whole blocks, to the nearest.
std::size_t framesAt(double seconds, double sampleRate) {
  const double blocks = seconds * sampleRate / FluidRenderer::blockFrames;
  return static_cast<std::size_t>(std::llround(blocks)) * FluidRenderer::blockFrames;
}

Error cancelled() {
  return Error{ErrorCode::Cancelled, "The export was stopped; nothing was written."};
}

// Tells how far it is, seldom enough to cost nothing.
class Teller {
 public:
  explicit Teller(const std::function<void(double)>& progress) : progress_(progress) {}

  void tell(double done) {
    if (!progress_ || (done < told_ + 0.005 && done < 1)) return;
    told_ = done;
    progress_(done);
  }

 private:
  const std::function<void(double)>& progress_;
  double told_ = 0;
};

// How loud what goes by is.
class Loudness {
 public:
  void hear(Samples samples) {
    float peak = 0;
    double squares = 0;
    for (const float sample : samples) {
      peak = std::max(peak, std::abs(sample));
      squares += static_cast<double>(sample) * sample;
      clipped_ += std::abs(sample) > 1.0f ? 1 : 0;
    }
    lastPeak_ = peak;
    peak_ = std::max(peak_, peak);
    squares_ += squares;
    count_ += samples.size();
  }

  [[nodiscard]] float peak() const { return peak_; }
  [[nodiscard]] float lastPeak() const { return lastPeak_; }
  [[nodiscard]] RenderedAudio result(double sampleRate) const {
    const double count = std::max(static_cast<double>(count_), 1.0);
    RenderedAudio audio;
    audio.seconds = static_cast<double>(count_ / 2) / sampleRate;
    audio.peak = peak_;
    audio.rms = std::sqrt(squares_ / count);
    audio.clippedSamples = clipped_;
    return audio;
  }

 private:
  std::size_t count_ = 0;
  std::size_t clipped_ = 0;
  double squares_ = 0;
  float peak_ = 0;
  float lastPeak_ = 0;
};

// Plays a schedule into a consumer, from the first sample to the last that can be heard.
class Rendering {
 public:
  Rendering(FluidRenderer& renderer, const AudioExportOptions& options, Consumer consumer,
            const std::stop_token& stop, std::function<void(double)> done)
      : renderer_(renderer),
        rate_(options.sound.sampleRate),
        tail_(framesAt(std::max(options.tailSeconds, 0.0), rate_)),
        consumer_(std::move(consumer)),
        stop_(stop),
        done_(std::move(done)),
        samples_(2 * chunkFrames) {}

  Result<Loudness> run(const Schedule& schedule) {
    const std::size_t end = framesAt(schedule.tempo.secondsAt(schedule.end), rate_);
    total_ = end + tail_;
    for (const TimedMessage& timed : schedule.messages) {
      if (auto done = renderUntil(framesAt(timed.seconds, rate_)); !done) return done.error();
      renderer_.apply(timed.message);
    }
    if (auto done = renderUntil(end); !done) return done.error();
    renderer_.apply(MidiMessage::pedal(0));
    while (frames_ < total_ && !(frames_ > end && faded())) {
      const std::size_t next = std::min(total_, frames_ + chunkFrames);
      if (auto done = renderUntil(next); !done) return done.error();
    }
    return loudness_;
  }

 private:
  Result<void> renderUntil(std::size_t frame) {
    while (frames_ < frame) {
      if (stop_.stop_requested()) return cancelled();
      const std::size_t count = std::min(chunkFrames, frame - frames_);
      renderer_.render(samples_.data(), count);
      const Samples rendered = Samples(samples_).first(2 * count);
      loudness_.hear(rendered);
      frames_ += count;
      if (auto taken = consumer_(rendered); !taken) return taken;
      done_(static_cast<double>(frames_) / static_cast<double>(total_));
    }
    return {};
  }

  [[nodiscard]] bool faded() const {
    return renderer_.activeVoices() == 0 && loudness_.lastPeak() < silence;
  }

  FluidRenderer& renderer_;
  double rate_;
  std::size_t tail_;
  Consumer consumer_;
  const std::stop_token& stop_;
  std::function<void(double)> done_;
  std::vector<float> samples_;
  Loudness loudness_;
  std::size_t frames_ = 0;
  std::size_t total_ = 0;
};

class Export {
 public:
  Export(FluidRenderer& renderer, const AudioExportOptions& options, AudioFormat format,
         const std::function<void(double)>& progress, const std::stop_token& stop)
      : renderer_(renderer), options_(options), format_(format), teller_(progress), stop_(stop) {}

  /// Into the empty `file`.
  Result<RenderedAudio> run(const Schedule& schedule, OutputFile& file) {
    auto writer = AudioFileWriter::create(
        file, {format_, static_cast<int>(options_.sound.sampleRate), options_.oggQuality});
    if (!writer) return writer.error();
    auto loudness =
        options_.normalise
            ? normalised(schedule, *writer, file.target())
            : render(schedule, 1.0, [&](Samples samples) { return writer->append(samples); });
    if (!loudness) return loudness.error();
    if (stop_.stop_requested()) return cancelled();
    if (auto finished = writer->finish(); !finished) return finished.error();
    RenderedAudio audio = loudness->result(options_.sound.sampleRate);
    if (!infoOf(format_).clips) audio.clippedSamples = 0;
    teller_.tell(1);
    return audio;
  }

 private:
  Result<Loudness> render(const Schedule& schedule, double share, Consumer consumer) {
    return Rendering(renderer_, options_, std::move(consumer), stop_,
                     [this, share](double done) { teller_.tell(share * done); })
        .run(schedule);
  }

  Result<Loudness> normalised(const Schedule& schedule, AudioFileWriter& writer,
                              const std::filesystem::path& target) {
    auto scratch = ScratchSound::create(target);
    if (!scratch) return scratch.error();
    const auto rendered = render(schedule, 1 - secondPassShare,
                                 [&](Samples samples) { return scratch->append(samples); });
    if (!rendered) return rendered;
    if (auto back = scratch->rewind(); !back) return back.error();
    const double samples = 2 * rendered->result(1).seconds;
    const bool isLoud = rendered->peak() > loudEnough;
    const auto gain = isLoud ? static_cast<float>(normalPeak / rendered->peak()) : 1.0f;
    Loudness loudness;
    std::vector<float> chunk(2 * chunkFrames);
    for (double done = 0;; done += static_cast<double>(chunk.size())) {
      if (stop_.stop_requested()) return cancelled();
      const auto count = scratch->read(chunk);
      if (!count) return count.error();
      if (*count == 0) return loudness;
      const std::span<float> scaled = std::span(chunk).first(*count);
      for (float& sample : scaled) sample *= gain;
      loudness.hear(scaled);
      if (auto written = writer.append(scaled); !written) return written.error();
      teller_.tell(1 - secondPassShare + secondPassShare * std::min(done / samples, 0.999));
    }
  }

  FluidRenderer& renderer_;
  const AudioExportOptions& options_;
  AudioFormat format_;
  Teller teller_;
  const std::stop_token& stop_;
};

std::uintmax_t lengthOf(const OutputFile& file) {
  struct stat status {};
  return ::fstat(file.descriptor(), &status) == 0 ? static_cast<std::uintmax_t>(status.st_size) : 0;
}

Result<void> checkLength(const Score& score, const AudioExportOptions& options,
                         AudioFormat format) {
  const double frames = (score.seconds() + options.tailSeconds) * options.sound.sampleRate;
  if (frames <= static_cast<double>(AudioFileWriter::maxFrames(format))) return {};
  return Error{
      ErrorCode::InvalidArgument,
      "The piece is too long for a file of this format. Choose FLAC or Ogg, a lower sample "
      "rate, or export a part of it."};
}

}  // namespace

Result<RenderedAudio> exportAudio(const Score& score, const std::filesystem::path& path,
                                  const AudioExportOptions& options,
                                  const std::function<void(double)>& progress,
                                  std::stop_token stop) {
  const AudioFormat format =
      options.format.value_or(audioFormatOf(path).value_or(AudioFormat::Wav16));
  if (auto fits = checkLength(score, options, format); !fits) return fits.error();
  SynthSetup sound = options.sound;
  if (sound.soundfont.empty()) {
    auto found = findSoundfont();
    if (!found) return found.error();
    sound.soundfont = *found;
  }
  auto renderer = FluidRenderer::open(sound);
  if (!renderer) return renderer.error();

  RenderedAudio rendered;
  auto replaced = replaceFile(path, [&](OutputFile& file) -> Result<void> {
    auto result = Export(*renderer, options, format, progress, stop).run(makeSchedule(score), file);
    if (!result) return result.error();
    rendered = *result;
    rendered.bytes = lengthOf(file);
    return {};
  });
  if (!replaced) return replaced.error();
  return rendered;
}

std::uint64_t expectedBytes(AudioFormat format, double seconds, double sampleRate,
                            double oggQuality) {
  const AudioFormatInfo& info = infoOf(format);
  const double plain = 2 * seconds * sampleRate * info.bits / 8;
  const bool packs = std::string(info.ending) == ".flac";
  if (info.bits > 0) return static_cast<std::uint64_t>(packs ? plain * 0.4 : plain + 44);
  return static_cast<std::uint64_t>(seconds * (8'000 + 30'000 * oggQuality * oggQuality));
}

}  // namespace cadenza
