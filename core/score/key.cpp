// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/key.h"

#include <array>
#include <cctype>
#include <charconv>

namespace cadenza {
namespace {

constexpr std::array<std::string_view, 12> sharpNames = {"C",  "C#", "D",  "D#", "E",  "F",
                                                         "F#", "G",  "G#", "A",  "A#", "B"};
constexpr std::array<std::string_view, 7> scaleNames = {
    "major", "minor", "dorian", "phrygian", "lydian", "mixolydian", "locrian"};
// Bit p: p semitones above the tonic.
constexpr std::array<std::uint16_t, 7> scaleMasks = {0b101010110101, 0b111110101101, 0b011010101101,
                                                     0b010110101011, 0b101011010101, 0b011010110101,
                                                     0b010101101011};

struct ParsedClass {
  int pitchClass;      // may lie outside 0 to 11: Cb is -1
  std::size_t length;  // characters read
};

std::optional<ParsedClass> parsePitchClass(std::string_view text) {
  if (text.empty()) return std::nullopt;
  constexpr std::array<int, 7> naturals = {9, 11, 0, 2, 4, 5, 7};  // A to G
  const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  if (letter < 'A' || letter > 'G') return std::nullopt;
  ParsedClass parsed{naturals[static_cast<std::size_t>(letter - 'A')], 1};
  if (text.size() > 1 && (text[1] == '#' || text[1] == 'b')) {
    parsed.pitchClass += text[1] == '#' ? 1 : -1;
    parsed.length = 2;
  }
  return parsed;
}

// The pitch class as one of the twelve fifths from `first` on the line.
int onLine(int pitchClass, int first) {
  const int fifths = pitchClass * 7 % 12;
  return first + ((fifths - first) % 12 + 12) % 12;
}

std::string printedClass(int fifths) {
  constexpr std::string_view letters = "FCGDAEB";
  const int fromF = fifths + 1 + 21;  // three flats more than there are
  const int accidentals = fromF / 7 - 3;
  std::string text(1, letters[static_cast<std::size_t>(fromF % 7)]);
  for (int i = 0; i < accidentals; ++i) text += "\u266f";
  for (int i = 0; i < -accidentals; ++i) text += "\u266d";
  return text;
}

// From the minor sixth below the key signature's C to the raised seventh of its minor.
constexpr int lowestChromatic = -3;

}  // namespace

std::uint16_t Key::pitchClasses() const {
  const unsigned mask = scaleMasks[static_cast<std::size_t>(scale)];
  const auto shift = static_cast<unsigned>(tonic);
  return static_cast<std::uint16_t>((mask << shift | mask >> (12 - shift)) & 0xfff);
}

int signatureFifths(const Key& key) {
  // Semitones from the tonic down to that of the major key with the same notes.
  constexpr std::array<int, 7> aboveMajor = {0, 9, 2, 4, 5, 7, 11};
  const int major = (key.tonic - aboveMajor[static_cast<std::size_t>(key.scale)] + 12) % 12;
  const int fifths = major * 7 % 12;
  const bool isMinor = key.scale == Scale::Minor;
  return fifths > (isMinor ? 5 : 6) ? fifths - 12 : fifths;
}

std::optional<Key> parseKey(std::string_view text) {
  const auto tonic = parsePitchClass(text);
  if (!tonic) return std::nullopt;
  std::string scale;
  for (const char c : text.substr(tonic->length)) {
    if (!std::isspace(static_cast<unsigned char>(c))) {
      scale += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  for (std::size_t i = 0; i < scaleNames.size(); ++i) {
    if (scale == scaleNames[i]) return Key{(tonic->pitchClass + 12) % 12, static_cast<Scale>(i)};
  }
  return std::nullopt;
}

std::string name(const Key& key) {
  constexpr std::array<std::string_view, 12> keyNames = {"C",  "C#", "D",  "Eb", "E",  "F",
                                                         "F#", "G",  "Ab", "A",  "Bb", "B"};
  return std::string(keyNames[static_cast<std::size_t>(key.tonic)]) + ' ' +
         std::string(scaleNames[static_cast<std::size_t>(key.scale)]);
}

std::string printedName(const Key& key) {
  return printedClass(onLine(key.tonic, signatureFifths(key) - 1)) + ' ' +
         std::string(scaleNames[static_cast<std::size_t>(key.scale)]);
}

std::string printedPitch(int pitch, const std::optional<Key>& key) {
  const int first = key ? signatureFifths(*key) + lowestChromatic : -1;
  const int fifths = onLine(pitch % 12, first);
  // B sharp and C flat belong to the octave of their letter, not of their key.
  const int octave = pitch / 12 - 1 - (pitch % 12 == 0 && fifths == 12) +
                     (pitch % 12 == 11 && fifths == -7) - (pitch % 12 == 1 && fifths == 19);
  return printedClass(fifths) + std::to_string(octave);
}

std::optional<int> parsePitch(std::string_view text) {
  const auto parsed = parsePitchClass(text);
  if (!parsed) return std::nullopt;
  int octave = 0;
  const char* first = text.data() + parsed->length;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(first, last, octave);
  if (problem != std::errc{} || end != last || octave < -1 || octave > 9) return std::nullopt;
  const int pitch = 12 * (octave + 1) + parsed->pitchClass;
  if (pitch < 0 || pitch > 127) return std::nullopt;
  return pitch;
}

std::string pitchName(int pitch) {
  return std::string(sharpNames[static_cast<std::size_t>(pitch % 12)]) +
         std::to_string(pitch / 12 - 1);
}

bool isBlackKey(int pitch) { return 0b010101001010 >> (pitch % 12) & 1; }

}  // namespace cadenza
