// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace cadenza::test {

/// The bytes of a soundfont with one preset ("Tone", bank 0, program 0), one instrument and one
/// looped sample. `compressed` holds the sample as an Ogg Vorbis file and makes it an .sf3; empty:
/// an .sf2 with a sine of 441 Hz.
class TinySoundfont {
 public:
  explicit TinySoundfont(std::string compressed = {}) : compressed_(std::move(compressed)) {}

  [[nodiscard]] std::string bytes() const {
    const bool ogg = !compressed_.empty();
    const std::string info = "INFO" + chunk("ifil", number(ogg ? 3 : 2, 2) + number(1, 2)) +
                             chunk("isng", text("EMU8000", 8)) + chunk("INAM", text("Tiny", 6));
    const std::string samples = "sdta" + chunk("smpl", ogg ? compressed_ : sine());
    return "RIFF" + sized("sfbk" + chunk("LIST", info) + chunk("LIST", samples) +
                          chunk("LIST", "pdta" + tables()));
  }

 private:
  static constexpr int period = 100;
  static constexpr int frames = 20 * period;
  static constexpr int sampleRate = 44'100;

  static std::string number(std::uint32_t value, int bytes) {
    std::string written;
    for (; bytes > 0; --bytes, value >>= 8) written += static_cast<char>(value & 0xff);
    return written;
  }
  static std::string text(std::string words, std::size_t bytes) {
    words.resize(bytes);
    return words;
  }
  static std::string sized(const std::string& content) {
    return number(static_cast<std::uint32_t>(content.size()), 4) + content +
           std::string(content.size() % 2, '\0');
  }
  static std::string chunk(const std::string& name, const std::string& content) {
    return name + sized(content);
  }

  static std::string sine() {
    std::string samples;
    for (int i = 0; i < frames; ++i) {
      const double value = 20'000 * std::sin(2 * std::numbers::pi * i / period);
      samples += number(static_cast<std::uint32_t>(static_cast<std::int32_t>(value)), 2);
    }
    return samples + std::string(92, '\0');
  }

  static std::string preset(const std::string& name, std::uint32_t bag) {
    return text(name, 20) + number(0, 4) + number(bag, 2) + number(0, 12);
  }
  static std::string instrument(const std::string& name, std::uint32_t bag) {
    return text(name, 20) + number(bag, 2);
  }
  static std::string bag(std::uint32_t generator) { return number(generator, 2) + number(0, 2); }
  static std::string generator(std::uint32_t kind, std::uint32_t value) {
    return number(kind, 2) + number(value, 2);
  }

  [[nodiscard]] std::string tables() const {
    constexpr std::uint32_t instrumentOf = 41;
    constexpr std::uint32_t loops = 54;
    constexpr std::uint32_t sampleOf = 53;
    const bool ogg = !compressed_.empty();
    const auto end = static_cast<std::uint32_t>(ogg ? compressed_.size() : frames);
    const std::string sample = text("Sine", 20) + number(0, 4) + number(end, 4) +
                               number(period, 4) + number(frames - period, 4) +
                               number(sampleRate, 4) + number(69, 1) + number(0, 1) + number(0, 2) +
                               number(ogg ? 0x11 : 1, 2);
    return chunk("phdr", preset("Tone", 0) + preset("EOP", 1)) + chunk("pbag", bag(0) + bag(1)) +
           chunk("pmod", std::string(10, '\0')) +
           chunk("pgen", generator(instrumentOf, 0) + generator(0, 0)) +
           chunk("inst", instrument("Tone", 0) + instrument("EOI", 1)) +
           chunk("ibag", bag(0) + bag(2)) + chunk("imod", std::string(10, '\0')) +
           chunk("igen", generator(loops, 1) + generator(sampleOf, 0) + generator(0, 0)) +
           chunk("shdr", sample + text("EOS", 46));
  }

  std::string compressed_;
};

}  // namespace cadenza::test
