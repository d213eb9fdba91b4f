// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/limits.h"

#include <algorithm>
#include <set>
#include <utility>

namespace cadenza {
namespace {

constexpr std::size_t pitchCount = 128;

// Fits notes in one after the other, by rising onset.
class Fitting {
 public:
  Fitting(std::span<const Note> staying, const Limits& limits, TickRange range)
      : staying_(staying.begin(), staying.end()), limits_(limits), range_(range) {
    std::sort(staying_.begin(), staying_.end());
  }

  std::vector<Note> fit(const std::vector<Note>& notes) {
    waiting_.insert(notes.begin(), notes.end());
    for (const Note& stays : staying_) {
      while (!waiting_.empty() && *waiting_.begin() < stays) addNext();
      makeRoom(stays);
    }
    while (!waiting_.empty()) addNext();
    std::erase_if(fitted_, [](const Note& note) { return note.duration <= 0; });
    std::sort(fitted_.begin(), fitted_.end());
    return std::move(fitted_);
  }

 private:
  void addNext() {
    Note note = *waiting_.begin();
    waiting_.erase(waiting_.begin());
    const bool inside = range_.contains(note.onset) && note.pitch < pitchCount;
    if (!inside || !limits_.allows(note.pitch) || note.duration <= 0) return;
    const auto sounding = stayingAt(note.onset);
    if (const Tick free = freeFrom(note, sounding); free > note.onset) {
      if (free >= note.end()) return;
      note.duration = note.end() - free;
      note.onset = free;
      waiting_.insert(note);
      return;
    }
    endAt(note.onset, note.pitch);
    thin(note.onset, static_cast<int>(sounding.size()) + 1);
    note.duration = std::min(note.end(), range_.end) - note.onset;
    const int lowest = limits_.lowestVelocity;
    note.velocity = static_cast<std::uint8_t>(
        std::clamp<int>(note.velocity, lowest, std::max(lowest, limits_.highestVelocity)));
    open_.push_back(fitted_.size());
    fitted_.push_back(note);
  }

  // When notes that stay leave room for `note`: those of its pitch have ended, and they are not so
  // many that none may join them.
  [[nodiscard]] Tick freeFrom(const Note& note, const std::vector<Note>& sounding) const {
    Tick free = note.onset;
    Tick firstEnd = maxTick;
    for (const Note& other : sounding) {
      if (other.pitch == note.pitch) free = std::max(free, other.end());
      firstEnd = std::min(firstEnd, other.end());
    }
    const bool isFull = std::cmp_greater_equal(sounding.size(), limits_.polyphony);
    return isFull ? std::max(free, firstEnd) : free;
  }

  // A note that stays begins.
  void makeRoom(const Note& stays) {
    endAt(stays.onset, stays.pitch);
    thin(stays.onset, static_cast<int>(stayingAt(stays.onset).size()));
  }

  [[nodiscard]] std::vector<Note> stayingAt(Tick tick) const {
    std::vector<Note> sounding;
    for (const Note& note : staying_) {
      if (note.onset > tick) break;
      if (note.end() > tick) sounding.push_back(note);
    }
    return sounding;
  }

  void endAt(Tick tick, int pitch) {
    for (const std::size_t index : open_) {
      Note& note = fitted_[index];
      if (note.pitch == pitch) note.duration = std::min(note.duration, tick - note.onset);
    }
  }

  // Ends the oldest notes at `tick` until they and `others` are not more than may sound.
  void thin(Tick tick, int others) {
    std::erase_if(open_, [&](std::size_t index) { return fitted_[index].end() <= tick; });
    while (!open_.empty() && static_cast<int>(open_.size()) + others > limits_.polyphony) {
      Note& oldest = fitted_[open_.front()];
      oldest.duration = tick - oldest.onset;
      open_.erase(open_.begin());
    }
  }

  std::vector<Note> staying_;
  std::multiset<Note> waiting_;
  const Limits& limits_;
  TickRange range_;
  std::vector<Note> fitted_;
  std::vector<std::size_t> open_;  // of fitted_, by rising onset
};

}  // namespace

std::optional<Error> faultOf(const Limits& limits) {
  const auto fault = [](const char* detail) { return Error{ErrorCode::InvalidArgument, detail}; };
  if (limits.lowestPitch < 0 || limits.highestPitch > 127 ||
      limits.lowestPitch > limits.highestPitch) {
    return fault("The range must go from a lower to a higher note.");
  }
  bool any = false;
  for (int pitch = std::max(limits.lowestPitch, lowestPianoPitch);
       pitch <= std::min(limits.highestPitch, highestPianoPitch); ++pitch) {
    any = any || limits.allows(pitch);
  }
  if (!any) return fault("The range holds no note of the key. Widen it, or choose another key.");
  if (limits.polyphony < 1) return fault("At least one note must be allowed to sound.");
  if (!(limits.longestRest >= 0.05 && limits.longestRest <= 60)) {
    return fault("The longest silence must lie between 0.05 and 60 seconds.");
  }
  if (limits.lowestVelocity < 1 || limits.highestVelocity > 127 ||
      limits.lowestVelocity > limits.highestVelocity) {
    return fault("Velocities must go from a lower to a higher one, 1 to 127.");
  }
  return std::nullopt;
}

std::vector<Note> withinLimits(const std::vector<Note>& notes, std::span<const Note> staying,
                               const Limits& limits, TickRange range) {
  return Fitting(staying, limits, range).fit(notes);
}

}  // namespace cadenza
