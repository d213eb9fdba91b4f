// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_input.h"

namespace cadenza {
namespace {

// Of a status byte; nothing for one that no message of ours has.
std::optional<std::size_t> dataBytes(std::uint8_t status) {
  if (status < 0x80) return std::nullopt;
  if (status >= 0xf8 || status == 0xf6) return 0;
  if (status == 0xf2) return 2;
  if (status == 0xf1 || status == 0xf3) return 1;
  if (status >= 0xf0) return std::nullopt;
  const int kind = status & 0xf0;
  return kind == 0xc0 || kind == 0xd0 ? 1 : 2;
}

}  // namespace

std::optional<MidiMessage> messageFrom(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return std::nullopt;
  const auto data = dataBytes(bytes[0]);
  if (!data || bytes.size() != 1 + *data) return std::nullopt;
  MidiMessage message;
  message.status = bytes[0];
  if (*data > 0) message.data1 = bytes[1];
  if (*data > 1) message.data2 = bytes[2];
  if (message.data1 >= 0x80 || message.data2 >= 0x80) return std::nullopt;
  return message;
}

}  // namespace cadenza
