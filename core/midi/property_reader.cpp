// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/property_reader.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/midi/midi_text.h"

namespace cadenza {
namespace {

constexpr std::array<std::string_view, 4> composerLabels = {"composer:", "composed by", "music by",
                                                            "music:"};

bool startsWith(std::string_view text, std::string_view lowerCase) {
  return text.size() >= lowerCase.size() &&
         std::equal(lowerCase.begin(), lowerCase.end(), text.begin(), [](char wanted, char c) {
           return std::tolower(static_cast<unsigned char>(c)) == wanted;
         });
}

// The name behind a label, or nothing.
std::string composerIn(std::string_view text) {
  for (const std::string_view label : composerLabels) {
    if (!startsWith(text, label)) continue;
    std::string_view rest = text.substr(label.size());
    const std::size_t first = rest.find_first_not_of(": ");
    return first == std::string_view::npos ? std::string() : std::string(rest.substr(first));
  }
  return {};
}

}  // namespace

std::optional<KeySignature> parseKeySignature(std::span<const std::byte> data) {
  if (data.size() < 2) return std::nullopt;
  const auto fifths = static_cast<std::int8_t>(std::to_integer<std::uint8_t>(data[0]));
  const auto mode = std::to_integer<unsigned>(data[1]);
  if (fifths < -7 || fifths > 7 || mode > 1) return std::nullopt;
  return KeySignature{fifths, mode == 1};
}

Key keyOf(const KeySignature& signature) {
  const int major = ((signature.fifths * 7) % 12 + 12) % 12;
  if (!signature.minor) return {major, Scale::Major};
  return {(major + 9) % 12, Scale::Minor};
}

KeySignature signatureOf(const Key& key) {
  return {signatureFifths(key), key.scale == Scale::Minor};
}

void PropertyReader::trackName(int track, std::span<const std::byte> data) {
  if (track == 0 && properties_.title.empty()) properties_.title = textFromMidi(data);
}

void PropertyReader::text(Tick tick, std::span<const std::byte> data, SkippedCounter& skipped) {
  std::string composer;
  if (tick == 0 && properties_.composer.empty()) composer = composerIn(textFromMidi(data));
  if (!composer.empty()) {
    properties_.composer = std::move(composer);
  } else if (!data.empty()) {
    skipped.add(MidiContent::Text);
  }
}

void PropertyReader::copyright(std::span<const std::byte> data, SkippedCounter& skipped) {
  if (copyright_.empty()) {
    copyright_.assign(data.begin(), data.end());
    properties_.copyright = textFromMidi(data);
  } else if (!std::ranges::equal(copyright_, data)) {
    skipped.add(MidiContent::Copyright);
  }
}

bool PropertyReader::keySignature(Tick tick, std::span<const std::byte> data) {
  const auto signature = parseKeySignature(data);
  if (!signature) return false;
  keys_.push_back(*signature);
  if (!firstKey_ || tick < firstKey_->tick) {
    firstKey_ = {tick, *signature};
    properties_.key = keyOf(*signature);
  }
  return true;
}

std::size_t PropertyReader::keyChanges() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      keys_, [this](const KeySignature& key) { return key != firstKey_->signature; }));
}

}  // namespace cadenza
