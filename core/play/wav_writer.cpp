// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/wav_writer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

#include "core/base/safe_file.h"

namespace cadenza {
namespace {

constexpr std::size_t headerBytes = 44;
constexpr std::uint32_t channels = 2;
constexpr std::uint32_t bytesPerSample = 2;

using Header = std::array<std::uint8_t, headerBytes>;

void put(Header& header, std::size_t at, std::string_view text) {
  std::copy(text.begin(), text.end(), header.begin() + static_cast<std::ptrdiff_t>(at));
}

void put(Header& header, std::size_t at, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    header[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
  }
}

Header headerFor(std::uint32_t dataBytes, std::uint32_t sampleRate) {
  Header header{};
  put(header, 0, "RIFF");
  put(header, 4, dataBytes + headerBytes - 8, 4);
  put(header, 8, "WAVEfmt ");
  put(header, 16, 16, 4);
  put(header, 20, 1, 2);  // PCM
  put(header, 22, channels, 2);
  put(header, 24, sampleRate, 4);
  put(header, 28, sampleRate * channels * bytesPerSample, 4);
  put(header, 32, channels * bytesPerSample, 2);
  put(header, 34, 8 * bytesPerSample, 2);
  put(header, 36, "data");
  put(header, 40, dataBytes, 4);
  return header;
}

}  // namespace

Result<WavWriter> WavWriter::create(const std::filesystem::path& path, int sampleRate) {
  std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "wbx"));
  if (!file) return systemError(errno, "create", path);
  WavWriter writer(std::move(file), path, sampleRate);
  if (auto written = writer.writeHeader(); !written) return written.error();
  return writer;
}

Result<void> WavWriter::append(std::span<const std::int16_t> samples) {
  std::vector<std::uint8_t> bytes(samples.size() * bytesPerSample);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto bits = static_cast<std::uint16_t>(samples[i]);
    bytes[2 * i] = static_cast<std::uint8_t>(bits);
    bytes[2 * i + 1] = static_cast<std::uint8_t>(bits >> 8);
  }
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    return systemError(errno, "write", path_);
  }
  samples_ += samples.size();
  return {};
}

Result<void> WavWriter::finish() {
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return systemError(errno, "write", path_);
  if (auto written = writeHeader(); !written) return written;
  if (std::fclose(file_.release()) != 0) return systemError(errno, "close", path_);
  return {};
}

Result<void> WavWriter::writeHeader() {
  const Header header = headerFor(static_cast<std::uint32_t>(samples_ * bytesPerSample),
                                  static_cast<std::uint32_t>(sampleRate_));
  if (std::fwrite(header.data(), 1, header.size(), file_.get()) != header.size()) {
    return systemError(errno, "write", path_);
  }
  return {};
}

}  // namespace cadenza
