// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/note_triples.h"

#include <algorithm>
#include <utility>

#include "core/score/statistics.h"

namespace cadenza {

std::vector<NoteTriple> noteTriples(const Score& score) {
  std::vector<NoteTriple> triples;
  triples.reserve(score.notes().size());
  double before = score.notes().empty() ? 0 : score.tempo().secondsAt(score.notes().front().onset);
  for (const TimedNote& note : timedNotes(score)) {
    triples.push_back(
        {note.pitch, static_cast<float>(note.onset - before), static_cast<float>(note.duration)});
    before = note.onset;
  }
  return triples;
}

TripleWriter::TripleWriter(TempoMap tempo, double origin, double earliest, std::uint8_t velocity)
    : tempo_(std::move(tempo)),
      now_(origin),
      earliest_(earliest),
      velocity_(velocity),
      last_(128, 0) {}

bool TripleWriter::push(const NoteTriple& triple) {
  now_ = std::max(earliest_, now_ + double{triple.step});
  const Tick onset = tempo_.tickAt(now_);
  const Tick end = std::max(onset + 1, tempo_.tickAt(now_ + double{triple.duration}));
  if (std::size_t& last = last_[triple.pitch]; last > 0) {
    Note& before = notes_[last - 1];
    if (before.onset >= onset) return false;
    before.duration = std::min(before.duration, onset - before.onset);
  }
  notes_.push_back({onset, end - onset, triple.pitch, velocity_});
  last_[triple.pitch] = notes_.size();
  return true;
}

}  // namespace cadenza
