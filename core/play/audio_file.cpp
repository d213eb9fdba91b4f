// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/audio_file.h"

#include <fcntl.h>
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/random.h"
#include "core/base/safe_file.h"

namespace cadenza {
namespace {

constexpr int channels = 2;

constexpr std::array<AudioFormatInfo, 6> formats{{
    {AudioFormat::Wav16, "wav16", ".wav", 16, true},
    {AudioFormat::Wav24, "wav24", ".wav", 24, true},
    {AudioFormat::WavFloat, "wavfloat", ".wav", 32, false},
    {AudioFormat::Flac16, "flac16", ".flac", 16, true},
    {AudioFormat::Flac24, "flac24", ".flac", 24, true},
    {AudioFormat::Ogg, "ogg", ".ogg", 0, true},
}};

int libraryFormat(AudioFormat format) {
  switch (format) {
    case AudioFormat::Wav16:
      return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    case AudioFormat::Wav24:
      return SF_FORMAT_WAV | SF_FORMAT_PCM_24;
    case AudioFormat::WavFloat:
      return SF_FORMAT_WAV | SF_FORMAT_FLOAT;
    case AudioFormat::Flac16:
      return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    case AudioFormat::Flac24:
      return SF_FORMAT_FLAC | SF_FORMAT_PCM_24;
    case AudioFormat::Ogg:
      break;
  }
  return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
}

// The file below the library, which itself does not tell why a write fails.
class Storage {
 public:
  explicit Storage(OutputFile& file) : file_(file) {}

  static SF_VIRTUAL_IO functions() {
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* self) { return static_cast<Storage*>(self)->length(); };
    io.seek = [](sf_count_t offset, int whence, void* self) {
      return static_cast<Storage*>(self)->seek(offset, whence);
    };
    io.read = [](void* bytes, sf_count_t count, void* self) {
      return static_cast<Storage*>(self)->read(bytes, count);
    };
    io.write = [](const void* bytes, sf_count_t count, void* self) {
      return static_cast<Storage*>(self)->write(bytes, count);
    };
    io.tell = [](void* self) { return static_cast<Storage*>(self)->seek(0, SEEK_CUR); };
    return io;
  }

  /// The first failure, if there was one.
  [[nodiscard]] const std::optional<Error>& trouble() const { return trouble_; }
  [[nodiscard]] const std::filesystem::path& target() const { return file_.target(); }

 private:
  void note(const Error& error) {
    if (!trouble_) trouble_ = error;
  }
  sf_count_t seek(sf_count_t offset, int whence) {
    const off_t place = ::lseek(file_.descriptor(), offset, whence);
    if (place < 0) note(systemError(errno, "write", target()));
    return place;
  }
  sf_count_t length() {
    const sf_count_t here = seek(0, SEEK_CUR);
    const sf_count_t end = seek(0, SEEK_END);
    seek(here, SEEK_SET);
    return end;
  }
  sf_count_t read(void* bytes, sf_count_t count) {
    const auto got = file_.read({static_cast<std::byte*>(bytes), static_cast<std::size_t>(count)});
    if (!got) note(got.error());
    return got ? static_cast<sf_count_t>(*got) : 0;
  }
  sf_count_t write(const void* bytes, sf_count_t count) {
    const auto written =
        file_.write({static_cast<const std::byte*>(bytes), static_cast<std::size_t>(count)});
    if (!written) note(written.error());
    sinceSync_ += count;
    if (sinceSync_ >= syncBytes) startSync();
    return written ? count : 0;
  }

  // What reaches the disk while it is written does not hold up the end, where all must have.
  void startSync() {
    sinceSync_ = 0;
#ifdef SYNC_FILE_RANGE_WRITE
    (void)::sync_file_range(file_.descriptor(), 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
  }

  static constexpr sf_count_t syncBytes = sf_count_t{8} << 20;
  OutputFile& file_;
  sf_count_t sinceSync_ = 0;
  std::optional<Error> trouble_;
};

struct Closer {
  void operator()(SNDFILE* file) const { sf_close(file); }
};
using Handle = std::unique_ptr<SNDFILE, Closer>;

// Whole numbers of `bits`, to the nearest, at the upper end of an int as the library wants them.
class Rounding {
 public:
  explicit Rounding(int bits)
      : scale_(std::ldexp(1.0f, bits - 1) - 1), shift_(32 - bits), dithers_(bits == 16) {}

  std::span<const int> round(std::span<const float> samples) {
    words_.resize(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const float wanted = samples[i] * scale_ + (dithers_ ? dither() : 0);
      const float inside = std::clamp(wanted, -scale_ - 1, scale_);
      words_[i] = static_cast<int>(static_cast<unsigned>(std::lrintf(inside)) << shift_);
    }
    return words_;
  }

 private:
  // The difference of two uniform numbers in steps: noise that does not depend on the sound.
  float dither() {
    const std::uint64_t bits = random_.next();
    const auto high = static_cast<std::int32_t>(bits >> 40);
    const auto low = static_cast<std::int32_t>(bits >> 8 & 0xffffff);
    return static_cast<float>(high - low) * 0x1.0p-24f;
  }

  float scale_;
  int shift_;
  bool dithers_;
  Random random_;
  std::vector<int> words_;
};

}  // namespace

std::span<const AudioFormatInfo> audioFormats() { return formats; }

const AudioFormatInfo& infoOf(AudioFormat format) {
  return formats.at(static_cast<std::size_t>(format));
}

std::optional<AudioFormat> audioFormatOf(const std::string& id) {
  for (const AudioFormatInfo& info : formats) {
    if (id == info.id || id + "16" == info.id) return info.format;
  }
  return std::nullopt;
}

std::optional<AudioFormat> audioFormatOf(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const AudioFormatInfo& info : formats) {
    if (ending == info.ending) return info.format;
  }
  return std::nullopt;
}

struct AudioFileWriter::File {
  File(OutputFile& file, AudioFormat kind)
      : storage(file), format(kind), rounding(std::clamp(infoOf(kind).bits, 16, 24)) {}

  Result<void> open(const AudioFileOptions& options) {
    SF_INFO info{};
    info.samplerate = options.sampleRate;
    info.channels = channels;
    info.format = libraryFormat(options.format);
    if (options.sampleRate < 1 || sf_format_check(&info) == SF_FALSE) return refusal(options);
    SF_VIRTUAL_IO io = Storage::functions();
    handle.reset(sf_open_virtual(&io, SFM_WRITE, &info, &storage));
    if (!handle) return storage.trouble() ? failure() : refusal(options);
    double quality = std::clamp(options.oggQuality, 0.0, 1.0);
    sf_command(handle.get(), SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof quality);
    // It would hold the time of day.
    sf_command(handle.get(), SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    sf_command(handle.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
    return {};
  }

  Result<void> write(std::span<const float> samples) {
    const auto count = static_cast<sf_count_t>(samples.size());
    const bool whole = format != AudioFormat::WavFloat && format != AudioFormat::Ogg;
    const sf_count_t written =
        whole ? sf_write_int(handle.get(), rounding.round(samples).data(), count)
              : sf_write_float(handle.get(), samples.data(), count);
    return written == count && !storage.trouble() ? Result<void>() : failure();
  }

  Result<void> finish() {
    const int closed = sf_close(handle.release());
    return closed == 0 && !storage.trouble() ? Result<void>() : failure();
  }

  [[nodiscard]] Error failure() const {
    return storage.trouble().value_or(systemError(EIO, "write", storage.target()));
  }
  [[nodiscard]] static Error refusal(const AudioFileOptions& options) {
    return Error{ErrorCode::InvalidArgument,
                 std::string("A file of the format ") + infoOf(options.format).id +
                     " can't have a sample rate of " + std::to_string(options.sampleRate) + " Hz."};
  }

  Storage storage;
  Handle handle;  // goes before what it writes to
  AudioFormat format;
  Rounding rounding;
};

AudioFileWriter::AudioFileWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
AudioFileWriter::AudioFileWriter(AudioFileWriter&&) noexcept = default;
AudioFileWriter& AudioFileWriter::operator=(AudioFileWriter&&) noexcept = default;
AudioFileWriter::~AudioFileWriter() = default;

std::uint64_t AudioFileWriter::maxFrames(AudioFormat format) {
  constexpr std::uint64_t headers = 4096;
  constexpr std::uint64_t riff = 0xffffffffu - headers;
  const AudioFormatInfo& info = infoOf(format);
  const bool counts = std::string(info.ending) == ".wav";
  return counts ? riff / static_cast<std::uint64_t>(channels * info.bits / 8)
                : std::uint64_t{1} << 36;
}

Result<AudioFileWriter> AudioFileWriter::create(OutputFile& file, const AudioFileOptions& options) {
  auto writer = std::make_unique<File>(file, options.format);
  if (auto opened = writer->open(options); !opened) return opened.error();
  return AudioFileWriter(std::move(writer));
}

Result<void> AudioFileWriter::append(std::span<const float> samples) {
  return file_->write(samples);
}

Result<void> AudioFileWriter::finish() { return file_->finish(); }

}  // namespace cadenza
