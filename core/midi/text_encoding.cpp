// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/text_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace cadenza {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// Nothing where `raw` is not valid in that encoding.
std::optional<icu::UnicodeString> decoded(std::string_view raw, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  icu::UnicodeString text(raw.data(), static_cast<std::int32_t>(raw.size()), converter.get(),
                          status);
  if (U_FAILURE(status)) return std::nullopt;
  return text;
}

std::string utf8From(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

struct ScriptShare {
  int own = 0;      // letters of the scripts that the encoding is made for
  int letters = 0;  // letters of any script
};

bool isEastAsian(UScriptCode script) {
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_HANGUL;
}

// Halfwidth katakana is what Shift-JIS makes of the accented letters of other encodings.
bool isHalfWidth(UChar32 character) { return character >= 0xff61 && character <= 0xff9f; }

ScriptShare shareOf(const icu::UnicodeString& text, bool eastAsian) {
  ScriptShare share;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 character = text.char32At(i);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(character, &status);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
    ++share.letters;
    const bool own = eastAsian ? isEastAsian(script) : script == USCRIPT_CYRILLIC;
    share.own += own && !isHalfWidth(character) ? 1 : 0;
  }
  return share;
}

struct Encoding {
  std::string_view name;
  bool eastAsian;
};

constexpr std::array<Encoding, 6> detectable{{{"Shift_JIS", true},
                                              {"GB18030", true},
                                              {"EUC-JP", true},
                                              {"EUC-KR", true},
                                              {"Big5", true},
                                              {"windows-1251", false}}};

// A single letter or one between many others is an accent, not a script.
std::optional<std::string> inScriptOf(const Encoding& encoding, std::string_view raw) {
  constexpr int fewest = 2;
  const auto text = decoded(raw, encoding.name.data());
  if (!text) return std::nullopt;
  const ScriptShare share = shareOf(*text, encoding.eastAsian);
  if (share.own < fewest || 3 * share.own < 2 * share.letters) return std::nullopt;
  return utf8From(*text);
}

std::optional<std::string> detected(std::string_view raw) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return std::nullopt;
  ucsdet_setText(detector.get(), raw.data(), static_cast<std::int32_t>(raw.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string_view name = ucsdet_getName(matches[i], &status);
    for (const Encoding& encoding : detectable) {
      if (U_FAILURE(status) || name != encoding.name) continue;
      if (auto text = inScriptOf(encoding, raw)) return text;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string toUtf8(std::string_view raw) {
  if (std::ranges::all_of(raw, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(raw);
  }
  if (raw.starts_with("\xef\xbb\xbf")) raw.remove_prefix(3);
  if (raw.starts_with("\xff\xfe") || raw.starts_with("\xfe\xff")) {
    if (const auto text = decoded(raw.substr(0, raw.size() / 2 * 2), "UTF-16")) {
      return utf8From(*text);
    }
  }
  if (const auto text = decoded(raw, "UTF-8")) return utf8From(*text);
  if (const auto text = detected(raw)) return *text;
  if (const auto text = decoded(raw, "windows-1252")) return utf8From(*text);
  return utf8From(
      icu::UnicodeString::fromUTF8({raw.data(), static_cast<std::int32_t>(raw.size())}));
}

}  // namespace cadenza
