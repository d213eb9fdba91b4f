// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_tree.h"

#include <algorithm>
#include <set>

namespace cadenza {
namespace {

Take* findTake(std::vector<Take>& takes, int id) {
  const auto found = std::ranges::find(takes, id, &Take::id);
  return found == takes.end() ? nullptr : &*found;
}

}  // namespace

TakeTree::TakeTree(std::span<const Take> takes) {
  for (std::size_t i = 0; i < takes.size(); ++i) {
    places_.emplace(takes[i].id, Place{i, takes[i].parent});
    children_[takes[i].parent].push_back(takes[i].id);
  }
}

const std::vector<int>& TakeTree::childrenOf(int id) const {
  static const std::vector<int> none;
  const auto found = children_.find(id);
  return found == children_.end() ? none : found->second;
}

int TakeTree::parentOf(int id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? 0 : found->second.parent;
}

std::optional<std::size_t> TakeTree::indexOf(int id) const {
  const auto found = places_.find(id);
  if (found == places_.end()) return std::nullopt;
  return found->second.index;
}

std::vector<int> TakeTree::pathTo(int id) const {
  std::vector<int> path;
  for (; contains(id); id = parentOf(id)) path.push_back(id);
  std::ranges::reverse(path);
  return path;
}

std::vector<int> TakeTree::subtree(int id) const {
  std::vector<int> subtree;
  std::vector<int> open;
  if (id == 0) {
    open.assign(roots().rbegin(), roots().rend());
  } else if (contains(id)) {
    open.push_back(id);
  }
  while (!open.empty()) {
    subtree.push_back(open.back());
    open.pop_back();
    const std::vector<int>& children = childrenOf(subtree.back());
    open.insert(open.end(), children.rbegin(), children.rend());
  }
  return subtree;
}

const Take* findTake(std::span<const Take> takes, int id) {
  const auto found = std::ranges::find(takes, id, &Take::id);
  return found == takes.end() ? nullptr : &*found;
}

void mendParents(std::vector<Take>& takes) {
  std::set<int> ids;
  for (const Take& take : takes) ids.insert(take.id);
  for (Take& take : takes) {
    if (take.parent >= take.id || !ids.contains(take.parent)) take.parent = 0;
  }
}

int nextTakeId(std::span<const Take> takes) {
  int largest = 0;
  for (const Take& take : takes) largest = std::max(largest, take.id);
  return largest + 1;
}

std::string nextTakeName(std::span<const Take> takes, const std::string& word) {
  std::set<std::string> names;
  for (const Take& take : takes) names.insert(take.name);
  int number = nextTakeId(takes);
  const auto name = [&] { return word + " " + std::to_string(number); };
  while (names.contains(name())) ++number;
  return name();
}

TakeRemoval removalOf(std::span<const Take> takes, int id, Descendants descendants) {
  const TakeTree tree(takes);
  TakeRemoval removal;
  if (!tree.contains(id)) return removal;
  std::vector<int> gone{id};
  if (descendants == Descendants::GoToo) {
    gone = tree.subtree(id);
  } else {
    for (const int child : tree.childrenOf(id)) {
      removal.moved.push_back({child, id, tree.parentOf(id)});
    }
  }
  for (const int one : gone) {
    const std::size_t index = *tree.indexOf(one);
    removal.removed.push_back({index, takes[index]});
  }
  std::ranges::sort(removal.removed, {}, &TakeRemoval::Removed::index);
  return removal;
}

void removeTakes(std::vector<Take>& takes, const TakeRemoval& removal) {
  std::set<int> gone;
  for (const auto& [index, take] : removal.removed) gone.insert(take.id);
  std::erase_if(takes, [&](const Take& take) { return gone.contains(take.id); });
  for (const auto& [id, from, to] : removal.moved) {
    if (Take* take = findTake(takes, id)) take->parent = to;
  }
  mendParents(takes);
}

void restoreTakes(std::vector<Take>& takes, const TakeRemoval& removal) {
  for (const auto& [index, take] : removal.removed) {
    const auto place = static_cast<std::ptrdiff_t>(std::min(index, takes.size()));
    takes.insert(takes.begin() + place, take);
  }
  for (const auto& [id, from, to] : removal.moved) {
    if (Take* take = findTake(takes, id)) take->parent = from;
  }
  mendParents(takes);
}

}  // namespace cadenza
