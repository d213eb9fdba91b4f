// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/base/random.h"
#include "core/project/project_file.h"

namespace cadenza {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Take take(int id, int parent) {
  Take take;
  take.id = id;
  take.parent = parent;
  take.name = "Take " + std::to_string(id);
  return take;
}

/// Any takes whose parents make sense; some ids are passed over.
std::vector<Take> anyTakes(Random& random, int count) {
  std::vector<Take> takes;
  int id = 0;
  for (int i = 0; i < count; ++i) {
    id += 1 + static_cast<int>(random.below(3));
    const std::size_t parent = random.below(takes.size() + 1);
    takes.push_back(take(id, parent == takes.size() ? 0 : takes[parent].id));
  }
  return takes;
}

int anyId(Random& random, const std::vector<Take>& takes) {
  return takes[random.below(takes.size())].id;
}

void expectSound(const std::vector<Take>& takes) {
  std::set<int> ids;
  for (const Take& one : takes) EXPECT_TRUE(ids.insert(one.id).second);
  for (const Take& one : takes) {
    EXPECT_LT(one.parent, one.id);
    EXPECT_TRUE(one.parent == 0 || ids.contains(one.parent));
  }
}

TEST(TakeTree, KnowsChildrenPathsAndWhatCameOfATake) {
  const std::vector takes{take(1, 0), take(2, 1), take(3, 0), take(4, 2), take(5, 1)};
  const TakeTree tree(takes);
  EXPECT_THAT(tree.roots(), ElementsAre(1, 3));
  EXPECT_THAT(tree.childrenOf(1), ElementsAre(2, 5));
  EXPECT_THAT(tree.pathTo(4), ElementsAre(1, 2, 4));
  EXPECT_THAT(tree.subtree(1), ElementsAre(1, 2, 4, 5));
  EXPECT_THAT(tree.subtree(0), ElementsAre(1, 2, 4, 5, 3));
  EXPECT_EQ(tree.parentOf(4), 2);
  EXPECT_EQ(tree.indexOf(3), 2u);
}

TEST(TakeTree, OfATakeThatThereIsNotItKnowsNothing) {
  const TakeTree tree(std::vector{take(1, 0)});
  EXPECT_THAT(tree.childrenOf(7), IsEmpty());
  EXPECT_THAT(tree.pathTo(7), IsEmpty());
  EXPECT_THAT(tree.subtree(7), IsEmpty());
  EXPECT_EQ(tree.indexOf(7), std::nullopt);
  EXPECT_THAT(removalOf(std::vector{take(1, 0)}, 7, Descendants::GoToo).removed, IsEmpty());
}

TEST(TakeTree, EveryTakeIsReachedOnceFromTheRootsAndItsPathLeadsBack) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    const auto takes = anyTakes(random, static_cast<int>(random.below(60)));
    const TakeTree tree(takes);
    const std::vector<int> all = tree.subtree(0);
    EXPECT_THAT(all, SizeIs(takes.size()));
    EXPECT_THAT(std::set<int>(all.begin(), all.end()), SizeIs(takes.size()));
    for (const Take& one : takes) {
      const std::vector<int> path = tree.pathTo(one.id);
      ASSERT_FALSE(path.empty());
      EXPECT_EQ(path.back(), one.id);
      EXPECT_EQ(tree.parentOf(path.front()), 0);
      for (std::size_t i = 1; i < path.size(); ++i) {
        EXPECT_EQ(tree.parentOf(path[i]), path[i - 1]);
      }
    }
  }
}

TEST(TakeTree, AVeryLongLineOfTakesIsWalkedWithoutDeepCalls) {
  std::vector<Take> takes;
  for (int id = 1; id <= 20'000; ++id) takes.push_back(take(id, id - 1));
  const TakeTree tree(takes);
  EXPECT_THAT(tree.subtree(1), SizeIs(20'000));
  EXPECT_THAT(tree.pathTo(20'000), SizeIs(20'000));
}

TEST(TakeTree, RemovingLeavesASoundTreeInTheSameOrderAndUndoingGivesItBack) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    auto takes = anyTakes(random, 1 + static_cast<int>(random.below(40)));
    const auto before = takes;
    const int id = anyId(random, takes);
    const auto kind = random.below(2) ? Descendants::MoveUp : Descendants::GoToo;
    const TakeTree tree(before);
    const TakeRemoval removal = removalOf(takes, id, kind);
    EXPECT_EQ(removal.removed.size(),
              kind == Descendants::GoToo ? tree.subtree(id).size() : std::size_t{1});
    removeTakes(takes, removal);
    expectSound(takes);
    EXPECT_FALSE(findTake(takes, id));
    EXPECT_TRUE(std::ranges::is_sorted(takes, {}, &Take::id));
    if (kind == Descendants::MoveUp) {
      for (const int child : tree.childrenOf(id)) {
        EXPECT_EQ(findTake(takes, child)->parent, tree.parentOf(id));
      }
    }
    restoreTakes(takes, removal);
    EXPECT_EQ(takes, before);
  }
}

TEST(TakeTree, ARemovalIsUndoneThoughTakesCameAndWereRenamedMeanwhile) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    auto takes = anyTakes(random, 2 + static_cast<int>(random.below(20)));
    const auto before = takes;
    const TakeRemoval removal = removalOf(takes, anyId(random, takes), Descendants::MoveUp);
    removeTakes(takes, removal);
    const int fresh = nextTakeId(before);
    takes.front().name = "renamed";
    const int renamed = takes.front().id;
    takes.push_back(take(fresh, renamed));
    restoreTakes(takes, removal);
    expectSound(takes);
    ASSERT_THAT(takes, SizeIs(before.size() + 1));
    EXPECT_EQ(takes.back().id, fresh);
    EXPECT_EQ(findTake(takes, renamed)->name, "renamed");
    EXPECT_THAT(TakeTree(takes).subtree(0), SizeIs(takes.size()));
  }
}

TEST(TakeTree, ManyRemovalsAreUndoneOneAfterTheOther) {
  Random random(4);
  auto takes = anyTakes(random, 60);
  const auto before = takes;
  std::vector<TakeRemoval> done;
  while (!takes.empty()) {
    const auto kind = random.below(2) ? Descendants::MoveUp : Descendants::GoToo;
    done.push_back(removalOf(takes, anyId(random, takes), kind));
    removeTakes(takes, done.back());
    expectSound(takes);
  }
  for (; !done.empty(); done.pop_back()) restoreTakes(takes, done.back());
  EXPECT_EQ(takes, before);
}

TEST(TakeTree, MendingEndsEveryCircle) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    auto takes = anyTakes(random, 20);
    for (Take& one : takes) one.parent = static_cast<int>(random.below(60));
    mendParents(takes);
    expectSound(takes);
    EXPECT_THAT(TakeTree(takes).subtree(0), SizeIs(takes.size()));
  }
}

TEST(TakeTree, TheNextTakeHasANumberAndANameOfItsOwn) {
  std::vector<Take> takes;
  EXPECT_EQ(nextTakeId(takes), 1);
  EXPECT_EQ(nextTakeName(takes, "Take"), "Take 1");
  takes = {take(4, 0), take(2, 0)};
  EXPECT_EQ(nextTakeId(takes), 5);
  takes[0].name = "Take 5";
  takes[1].name = "Take 6";
  EXPECT_EQ(nextTakeName(takes, "Take"), "Take 7");
}

TEST(TakeTree, ComesBackFromTheProjectFileAsItWas) {
  Random random(6);
  for (int round = 0; round < 20; ++round) {
    Project project;
    project.takes = anyTakes(random, 1 + static_cast<int>(random.below(50)));
    project.currentTake = anyId(random, project.takes);
    const auto import = readProject(*writeProject(project));
    ASSERT_TRUE(import);
    EXPECT_THAT(import->damage, IsEmpty());
    EXPECT_EQ(import->project, project);
  }
}

}  // namespace
}  // namespace cadenza
