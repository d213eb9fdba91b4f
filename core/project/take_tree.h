// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/project/take.h"

namespace cadenza {

/// Which take came of which, by their ids. Brothers stand in the order of the list; every parent
/// has a smaller id than its children (see mendParents), so that there are no circles. A value;
/// knows nothing of later changes to the list.
class TakeTree {
 public:
  explicit TakeTree(std::span<const Take> takes);

  [[nodiscard]] const std::vector<int>& roots() const { return childrenOf(0); }
  /// None for an id that there isn't.
  [[nodiscard]] const std::vector<int>& childrenOf(int id) const;
  /// 0 for a root.
  [[nodiscard]] int parentOf(int id) const;
  [[nodiscard]] bool contains(int id) const { return places_.contains(id); }
  /// Where it stands in the list.
  [[nodiscard]] std::optional<std::size_t> indexOf(int id) const;
  /// From its root to the take itself; empty for an id that there isn't.
  [[nodiscard]] std::vector<int> pathTo(int id) const;
  /// The take and all that came of it, each before its children; of id 0 the whole tree.
  [[nodiscard]] std::vector<int> subtree(int id) const;

 private:
  struct Place {
    std::size_t index;
    int parent;
  };

  std::map<int, Place> places_;
  std::map<int, std::vector<int>> children_;
};

/// Null where there is none.
[[nodiscard]] const Take* findTake(std::span<const Take> takes, int id);

/// Forgets parents that there aren't or whose id is not smaller than their child's.
void mendParents(std::vector<Take>& takes);

/// Greater than every id in the list.
[[nodiscard]] int nextTakeId(std::span<const Take> takes);
/// "Take 7": `word` and the number of the next take, or a later one where that name is taken.
[[nodiscard]] std::string nextTakeName(std::span<const Take> takes, const std::string& word);

/// What becomes of the takes that came of one that is removed.
enum class Descendants {
  MoveUp,  ///< its children become its parent's
  GoToo,
};

/// The removal of takes, as a change that can be turned round.
struct TakeRemoval {
  struct Removed {
    std::size_t index;
    Take take;
  };
  struct Moved {
    int id;
    int from;  ///< its parent before
    int to;
  };

  std::vector<Removed> removed;  ///< by rising index
  std::vector<Moved> moved;
};

/// Of an id that there isn't: nothing.
[[nodiscard]] TakeRemoval removalOf(std::span<const Take> takes, int id, Descendants descendants);
void removeTakes(std::vector<Take>& takes, const TakeRemoval& removal);
/// The opposite, also when takes were added or renamed meanwhile.
void restoreTakes(std::vector<Take>& takes, const TakeRemoval& removal);

}  // namespace cadenza
