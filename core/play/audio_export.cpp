// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/audio_export.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/base/safe_file.h"
#include "core/play/fluid_renderer.h"
#include "core/play/schedule.h"
#include "core/play/soundfont.h"
#include "core/play/wav_writer.h"

namespace cadenza {
namespace {

constexpr std::size_t chunkFrames = 64 * FluidRenderer::blockFrames;
constexpr float silence = 1e-4f;  // -80 dB

// Takes what the renderer gives, measures it and writes it.
class Recording {
 public:
  Recording(FluidRenderer& renderer, WavWriter& writer)
      : renderer_(renderer), writer_(writer), samples_(2 * chunkFrames), words_(2 * chunkFrames) {}

  /// At most chunkFrames, in whole blocks.
  Result<void> record(std::size_t frames) {
    renderer_.render(samples_.data(), frames);
    chunkPeak_ = 0;
    for (std::size_t i = 0; i < 2 * frames; ++i) {
      const float sample = samples_[i];
      chunkPeak_ = std::max(chunkPeak_, std::abs(sample));
      squares_ += static_cast<double>(sample) * sample;
      const float scaled = sample * 32'767.0f;
      clipped_ += std::abs(scaled) > 32'767.5f ? 1 : 0;
      words_[i] = static_cast<std::int16_t>(std::lrintf(std::clamp(scaled, -32'768.f, 32'767.f)));
    }
    peak_ = std::max(peak_, chunkPeak_);
    frames_ += frames;
    return writer_.append(std::span(words_).first(2 * frames));
  }

  [[nodiscard]] std::size_t frames() const { return frames_; }
  [[nodiscard]] bool faded() const { return renderer_.activeVoices() == 0 && chunkPeak_ < silence; }
  [[nodiscard]] RenderedAudio result(int sampleRate) const {
    const double count = std::max(2.0 * static_cast<double>(frames_), 1.0);
    return {static_cast<double>(frames_) / sampleRate, peak_, std::sqrt(squares_ / count),
            clipped_};
  }

 private:
  FluidRenderer& renderer_;
  WavWriter& writer_;
  std::vector<float> samples_;
  std::vector<std::int16_t> words_;
  std::size_t frames_ = 0;
  std::size_t clipped_ = 0;
  double squares_ = 0;
  float peak_ = 0;
  float chunkPeak_ = 0;
};

// Whole blocks, to the nearest.
std::size_t framesAt(double seconds, int sampleRate) {
  const double blocks = seconds * sampleRate / FluidRenderer::blockFrames;
  return static_cast<std::size_t>(std::llround(blocks)) * FluidRenderer::blockFrames;
}

class Export {
 public:
  Export(FluidRenderer& renderer, WavWriter& writer, const AudioExportOptions& options,
         const std::function<void(double)>& progress, const std::stop_token& stop)
      : recording_(renderer, writer),
        renderer_(renderer),
        options_(options),
        progress_(progress),
        stop_(stop) {}

  Result<RenderedAudio> run(const Schedule& schedule) {
    const double seconds = schedule.tempo.secondsAt(schedule.end);
    const std::size_t tail = framesAt(std::max(options_.tailSeconds, 0.0), options_.sampleRate);
    total_ = framesAt(seconds, options_.sampleRate) + tail;
    for (const TimedMessage& timed : schedule.messages) {
      const std::size_t due = framesAt(timed.seconds, options_.sampleRate);
      if (auto done = recordUntil(due); !done) return done.error();
      renderer_.apply(timed.message);
    }
    renderer_.apply(MidiMessage::pedal(0));
    while (recording_.frames() < total_ &&
           !(recording_.frames() > total_ - tail && recording_.faded())) {
      const std::size_t next = std::min(total_, recording_.frames() + chunkFrames);
      if (auto done = recordUntil(next); !done) return done.error();
    }
    if (progress_) progress_(1);
    return recording_.result(options_.sampleRate);
  }

 private:
  Result<void> recordUntil(std::size_t frame) {
    while (recording_.frames() < frame) {
      if (stop_.stop_requested()) {
        return Error{ErrorCode::Cancelled, "The export was stopped; nothing was written."};
      }
      const std::size_t count = std::min(chunkFrames, frame - recording_.frames());
      if (auto done = recording_.record(count); !done) return done;
      tell();
    }
    return {};
  }

  void tell() {
    const double done = static_cast<double>(recording_.frames()) / static_cast<double>(total_);
    if (!progress_ || done < told_ + 0.005) return;
    told_ = done;
    progress_(done);
  }

  Recording recording_;
  FluidRenderer& renderer_;
  const AudioExportOptions& options_;
  const std::function<void(double)>& progress_;
  const std::stop_token& stop_;
  std::size_t total_ = 0;
  double told_ = 0;
};

}  // namespace

Result<RenderedAudio> exportWav(const Score& score, const std::filesystem::path& path,
                                const AudioExportOptions& options,
                                const std::function<void(double)>& progress, std::stop_token stop) {
  SynthSetup sound;
  sound.soundfont = options.soundfont;
  sound.sampleRate = options.sampleRate;
  sound.gain = options.gain;
  if (sound.soundfont.empty()) {
    auto found = findSoundfont();
    if (!found) return found.error();
    sound.soundfont = *found;
  }
  const double longest = (score.seconds() + options.tailSeconds) * options.sampleRate;
  if (longest > static_cast<double>(WavWriter::maxFrames)) {
    return Error{ErrorCode::InvalidArgument,
                 "The piece is too long for a WAV file (4 GiB). Choose a lower sample rate or "
                 "export a part of it."};
  }
  auto renderer = FluidRenderer::open(sound);
  if (!renderer) return renderer.error();

  RenderedAudio rendered;
  auto replaced = replaceFile(path, [&](const std::filesystem::path& temporary) -> Result<void> {
    auto writer = WavWriter::create(temporary, options.sampleRate);
    if (!writer) return writer.error();
    auto result = Export(*renderer, *writer, options, progress, stop).run(makeSchedule(score));
    if (!result) return result.error();
    rendered = *result;
    return writer->finish();
  });
  if (!replaced) return replaced.error();
  return rendered;
}

}  // namespace cadenza
