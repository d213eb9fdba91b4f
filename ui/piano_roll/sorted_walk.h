// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/score/note.h"

namespace cadenza::ui {

/// Walks along sorted notes and tells for each of a sorted run whether it is among them.
class SortedWalk {
 public:
  explicit SortedWalk(const std::vector<Note>& sorted)
      : next_(sorted.begin()), end_(sorted.end()) {}
  bool meets(const Note& note) {
    while (next_ != end_ && *next_ < note) ++next_;
    return next_ != end_ && *next_ == note;
  }

 private:
  std::vector<Note>::const_iterator next_;
  std::vector<Note>::const_iterator end_;
};

}  // namespace cadenza::ui
