// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/settings_json.h"

#include <QJsonArray>
#include <QString>
#include <algorithm>
#include <array>
#include <utility>

namespace cadenza::ui {
namespace {

using Start = ComposeSettings::Start;

constexpr std::array<std::pair<const char*, ComposeMode>, 4> modeWords{
    {{"continue", ComposeMode::Continue},
     {"fill", ComposeMode::Fill},
     {"vary", ComposeMode::Vary},
     {"nothing", ComposeMode::Nothing}}};
constexpr std::array<std::pair<const char*, Start>, 3> startWords{
    {{"selection", Start::AtSelection}, {"playhead", Start::AtPlayhead}, {"end", Start::AtEnd}}};

template <class Words, class Value>
QString wordFor(const Words& words, Value value) {
  const auto found =
      std::ranges::find_if(words, [&](const auto& pair) { return pair.second == value; });
  return QLatin1String(found->first);
}

template <class Words, class Value>
Value valueOf(const Words& words, const QJsonValue& word, Value otherwise) {
  for (const auto& [text, value] : words) {
    if (word.toString() == QLatin1String(text)) return value;
  }
  return otherwise;
}

QJsonArray toJson(const std::vector<Note>& notes) {
  QJsonArray array;
  for (const Note& note : notes) {
    array.append(QJsonArray{note.onset, note.duration, note.pitch, note.velocity});
  }
  return array;
}

std::vector<Note> notesFrom(const QJsonArray& array) {
  std::vector<Note> notes;
  for (const QJsonValue& value : array) {
    const QJsonArray numbers = value.toArray();
    const auto whole = [&](qsizetype i, int low, int high) {
      return std::clamp(numbers[i].toInt(low), low, high);
    };
    if (numbers.size() != 4) continue;
    notes.push_back({whole(0, 0, maxTick), whole(1, 1, maxTick),
                     static_cast<std::uint8_t>(whole(2, 0, 127)),
                     static_cast<std::uint8_t>(whole(3, 1, 127))});
  }
  return notes;
}

std::optional<TickRange> rangeFrom(const QJsonValue& value) {
  const QJsonArray ends = value.toArray();
  if (ends.size() != 2) return std::nullopt;
  const TickRange range{ends[0].toInt(-1), ends[1].toInt(-1)};
  if (range.begin < 0 || range.end <= range.begin || range.end > maxTick) return std::nullopt;
  return range;
}

QJsonObject toJson(const Limits& limits) {
  QJsonObject object{{QStringLiteral("lowestPitch"), limits.lowestPitch},
                     {QStringLiteral("highestPitch"), limits.highestPitch},
                     {QStringLiteral("polyphony"), limits.polyphony},
                     {QStringLiteral("longestRest"), limits.longestRest},
                     {QStringLiteral("lowestVelocity"), limits.lowestVelocity},
                     {QStringLiteral("highestVelocity"), limits.highestVelocity}};
  if (limits.key) object[QStringLiteral("key")] = QString::fromStdString(name(*limits.key));
  return object;
}

// Reads members of an object that nobody vouches for.
class Members {
 public:
  explicit Members(const QJsonObject& object) : object_(object) {}

  [[nodiscard]] int whole(const char* name, int low, int high, int otherwise) const {
    return std::clamp(object_[QLatin1String(name)].toInt(otherwise), low, high);
  }
  [[nodiscard]] double number(const char* name, double low, double high, double otherwise) const {
    return std::clamp(object_[QLatin1String(name)].toDouble(otherwise), low, high);
  }

 private:
  const QJsonObject& object_;
};

Limits limitsFrom(const QJsonObject& object, Limits limits) {
  const Members members(object);
  limits.lowestPitch =
      members.whole("lowestPitch", lowestPianoPitch, highestPianoPitch, limits.lowestPitch);
  limits.highestPitch =
      members.whole("highestPitch", limits.lowestPitch, highestPianoPitch, limits.highestPitch);
  limits.polyphony = members.whole("polyphony", 1, pianoKeyCount, limits.polyphony);
  limits.longestRest = members.number("longestRest", 0.1, 3600, limits.longestRest);
  limits.lowestVelocity = members.whole("lowestVelocity", 1, 127, limits.lowestVelocity);
  limits.highestVelocity =
      members.whole("highestVelocity", limits.lowestVelocity, 127, limits.highestVelocity);
  const QJsonValue key = object[QLatin1String("key")];
  if (key.isString()) limits.key = parseKey(key.toString().toStdString());
  return limits;
}

}  // namespace

QJsonObject toJson(const ComposeSettings& settings) {
  QJsonObject object{{QStringLiteral("model"), QString::fromStdString(settings.model.string())},
                     {QStringLiteral("mode"), wordFor(modeWords, settings.mode)},
                     {QStringLiteral("start"), wordFor(startWords, settings.start)},
                     {QStringLiteral("strength"), settings.strength},
                     {QStringLiteral("bars"), settings.bars},
                     {QStringLiteral("variations"), settings.variations},
                     {QStringLiteral("temperature"), settings.controls.temperature},
                     {QStringLiteral("topP"), settings.controls.topP},
                     {QStringLiteral("limits"), toJson(settings.controls.limits)},
                     {QStringLiteral("tempoFactor"), settings.tempoFactor},
                     // A double would lose digits.
                     {QStringLiteral("seed"), QString::number(settings.randomSeed)}};
  if (settings.controls.density) object[QStringLiteral("density")] = *settings.controls.density;
  if (settings.range) {
    object[QStringLiteral("range")] = QJsonArray{settings.range->begin, settings.range->end};
  }
  if (!settings.notes.empty()) object[QStringLiteral("notes")] = toJson(settings.notes);
  return object;
}

ComposeSettings settingsFromJson(const QJsonObject& object, const ComposeSettings& otherwise) {
  const auto value = [&](const char* name) { return object[QLatin1String(name)]; };
  const Members members(object);
  ComposeSettings settings = otherwise;
  if (value("model").isString()) settings.model = value("model").toString().toStdString();
  settings.mode = valueOf(modeWords, value("mode"), otherwise.mode);
  settings.start = valueOf(startWords, value("start"), otherwise.start);
  settings.strength = members.number("strength", 0.01, 1, otherwise.strength);
  settings.bars = members.whole("bars", 1, ComposeSettings::mostBars, otherwise.bars);
  settings.variations =
      members.whole("variations", 1, ComposeSettings::mostVariations, otherwise.variations);
  Controls& controls = settings.controls;
  controls.temperature = members.number("temperature", 0.1, 2, otherwise.controls.temperature);
  controls.topP = members.number("topP", 0.05, 1, otherwise.controls.topP);
  controls.limits = limitsFrom(value("limits").toObject(), otherwise.controls.limits);
  const int density = value("density").toInt(-1);
  if (density >= 0 && density <= 7) controls.density = density;
  settings.tempoFactor = members.number("tempoFactor", 0.1, 10, otherwise.tempoFactor);
  bool isNumber = false;
  const std::uint64_t seed = value("seed").toVariant().toString().toULongLong(&isNumber);
  if (isNumber) settings.randomSeed = seed;
  if (const auto range = rangeFrom(value("range"))) settings.range = range;
  settings.notes = notesFrom(value("notes").toArray());
  return settings;
}

}  // namespace cadenza::ui
