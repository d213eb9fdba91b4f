// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_insight.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/controls/words.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr float smallestTop = 4;

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

QString number(double nats) { return decimalText(nats, 1); }

QString wordOf(float nats, const NatsScale& scale) {
  if (nats > scale.extreme) return tr("very surprising");
  if (nats > scale.high) return tr("surprising");
  return nats < scale.low ? tr("expected") : tr("usual");
}

QString partsOf(const Surprise& surprise, RollInsight::Parts parts) {
  switch (parts) {
    case RollInsight::Parts::Event:
      return tr("rhythm %1, note %2, loudness %3")
          .arg(number(surprise.when), number(surprise.pitch), number(surprise.velocity));
    case RollInsight::Parts::Triple:
      return tr("rhythm %1, note %2").arg(number(surprise.when), number(surprise.pitch));
    case RollInsight::Parts::Chord:
      break;
  }
  return tr("its share of a chord");
}

}  // namespace

NatsScale NatsScale::of(const PieceInsight& piece) {
  std::vector<float> nats;
  for (const NoteInsight& note : piece.notes) {
    if (note.told) nats.push_back(note.surprise.total());
  }
  if (nats.empty()) return {};
  const auto quantile = [&](double share) {
    const auto at = static_cast<std::size_t>(share * static_cast<double>(nats.size() - 1));
    std::nth_element(nats.begin(), nats.begin() + static_cast<std::ptrdiff_t>(at), nats.end());
    return nats[at];
  };
  NatsScale scale;
  scale.low = quantile(0.25);
  scale.high = quantile(0.75);
  scale.extreme = quantile(0.95);
  scale.top = std::max(smallestTop, std::ceil(quantile(0.97)));
  return scale;
}

std::optional<std::size_t> RollInsight::indexOf(const Note& note) const {
  if (!piece) return std::nullopt;
  const std::vector<Note>& notes = piece->score.notes();
  const auto found = std::lower_bound(notes.begin(), notes.end(), note);
  if (found == notes.end() || *found != note) return std::nullopt;
  return static_cast<std::size_t>(found - notes.begin());
}

const NoteInsight* RollInsight::find(const Note& note) const {
  const auto index = indexOf(note);
  return index && piece->notes[*index].told ? &piece->notes[*index] : nullptr;
}

double RollInsight::shareOf(const NoteInsight& note) const {
  return std::clamp(double{note.surprise.total()} / scale.top, 0.0, 1.0);
}

std::uint8_t RollInsight::markOf(const NoteInsight& note) const {
  if (!note.told) return unknownMark;
  return static_cast<std::uint8_t>(
      std::lround(lowestMark + shareOf(note) * (highestMark - lowestMark)));
}

std::uint8_t RollInsight::markOf(const Note& note) const {
  const NoteInsight* const insight = find(note);
  return insight ? markOf(*insight) : unknownMark;
}

std::uint8_t InsightWalk::markOf(const Note& note) {
  if (!insight_->piece) return unknownMark;
  const std::vector<Note>& notes = insight_->piece->score.notes();
  if (!std::exchange(started_, true)) {
    next_ = static_cast<std::size_t>(std::lower_bound(notes.begin(), notes.end(), note) -
                                     notes.begin());
  }
  while (next_ < notes.size() && notes[next_] < note) ++next_;
  if (next_ == notes.size() || notes[next_] != note) return unknownMark;
  return insight_->markOf(insight_->piece->notes[next_]);
}

QString RollInsight::text(const Note& note, const std::optional<Key>& key) const {
  const auto index = indexOf(note);
  if (!index) return tr("not read yet");
  const NoteInsight& insight = piece->notes[*index];
  if (!insight.told) return piece->complete ? tr("not heard by this model") : tr("not read yet");
  const float nats = insight.surprise.total();
  QStringList text{tr("%1 nats: %2").arg(number(nats), wordOf(nats, scale)),
                   partsOf(insight.surprise, parts)};
  if (const auto attended = piece->attendedBy(*index); !attended.empty()) {
    const Note& most = piece->score.notes()[attended.front().note];
    text << tr("looked most at %1, bar %2 (%3 %)")
                .arg(pitchText(most.pitch, key), positionText(piece->score.meter(), most.onset))
                .arg(std::lround(attended.front().share * 100));
  }
  return text.join(QStringLiteral(" · "));
}

}  // namespace cadenza::ui
