// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace cadenza {

/// Text of a MIDI file, which names no encoding, as valid UTF-8: by its byte order mark (UTF-8,
/// UTF-16), else UTF-8 where it is valid, else a detected East Asian or Cyrillic encoding
/// (Shift-JIS, GB18030, EUC, Big5, Windows-1251) where the result is mostly letters of that script,
/// else Windows-1252. Any thread.
[[nodiscard]] std::string toUtf8(std::string_view raw);

}  // namespace cadenza
