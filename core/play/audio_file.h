// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/output_file.h"
#include "core/base/result.h"

namespace cadenza {

/// How sound lies in a file: WAV with 16 or 24 bit or 32 bit float, FLAC with 16 or 24 bit, Ogg
/// Vorbis.
enum class AudioFormat { Wav16, Wav24, WavFloat, Flac16, Flac24, Ogg };

/// What there is to know of a format.
struct AudioFormatInfo {
  AudioFormat format;
  const char* id;      ///< "wav16", as the command line takes it
  const char* ending;  ///< ".wav"
  int bits;            ///< of a sample; 0 where samples are not kept as they are
  bool clips;          ///< what passes full scale is lost
};

/// In the order in which they are offered.
[[nodiscard]] std::span<const AudioFormatInfo> audioFormats();
[[nodiscard]] const AudioFormatInfo& infoOf(AudioFormat format);
/// "flac" also means flac16, "wav" wav16.
[[nodiscard]] std::optional<AudioFormat> audioFormatOf(const std::string& id);
/// The first format with the ending of `path`, small or capital letters.
[[nodiscard]] std::optional<AudioFormat> audioFormatOf(const std::filesystem::path& path);

struct AudioFileOptions {
  AudioFormat format = AudioFormat::Wav16;
  int sampleRate = 44'100;
  double oggQuality = 0.6;  ///< 0 to 1, about 64 to 500 kbit/s
};

/// Writes stereo sound, a piece at a time. One thread.
class AudioFileWriter {
 public:
  /// The longest file that the format can describe, in frames.
  [[nodiscard]] static std::uint64_t maxFrames(AudioFormat format);

  /// Begins in the empty `file`, which must outlive the writer. Fails as systemError tells, or with
  /// InvalidArgument where the format has no such sample rate.
  [[nodiscard]] static Result<AudioFileWriter> create(OutputFile& file,
                                                      const AudioFileOptions& options);
  AudioFileWriter(AudioFileWriter&&) noexcept;
  AudioFileWriter& operator=(AudioFileWriter&&) noexcept;
  ~AudioFileWriter();

  /// Appends interleaved samples, left first, full scale 1. Where they become 16 bit they get a
  /// triangular dither of one step (the same in each file); what passes full scale is clipped, but
  /// in WavFloat. Fails as systemError tells (the disk is full).
  [[nodiscard]] Result<void> append(std::span<const float> samples);
  /// Completes the file; the writer is used up.
  [[nodiscard]] Result<void> finish();

 private:
  struct File;
  explicit AudioFileWriter(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

}  // namespace cadenza
