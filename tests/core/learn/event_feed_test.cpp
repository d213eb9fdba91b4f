// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_feed.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

class EventFeedOfATraining : public testing::Test {
 protected:
  EventFeedOfATraining() {
    options_.recipe = *findRecipe("score", NetworkSize::Small);
    options_.streams = 6;
    options_.chunk = 24;
  }

  Corpus corpus_ = test::tinyCorpus();
  TrainingOptions options_;
};

TEST_F(EventFeedOfATraining, IsTheSameReadAheadOrNot) {
  EventFeed onDemand(corpus_, options_, EventFeed::Reading::OnDemand);
  EventFeed ahead(corpus_, options_, EventFeed::Reading::Ahead);
  for (int i = 0; i < 60; ++i) {
    const EventBatch& a = onDemand.next();
    const EventBatch& b = ahead.next();
    ASSERT_EQ(a.nextAction, b.nextAction) << "batch " << i;
    ASSERT_EQ(a.gap, b.gap);
    ASSERT_EQ(a.density, b.density);
    ASSERT_EQ(a.carries, b.carries);
  }
}

TEST_F(EventFeedOfATraining, GoesOnFromItsCursorThoughItHadReadFurther) {
  EventFeed ahead(corpus_, options_, EventFeed::Reading::Ahead);
  for (int i = 0; i < 15; ++i) (void)ahead.next();
  const auto cursor = ahead.cursor();
  for (const auto reading : {EventFeed::Reading::OnDemand, EventFeed::Reading::Ahead}) {
    EventFeed first(corpus_, options_, reading);
    first.restore(cursor);
    EventFeed second(corpus_, options_, EventFeed::Reading::Ahead);
    (void)second.next();
    second.restore(cursor);
    for (int i = 0; i < 15; ++i) ASSERT_EQ(first.next().nextAction, second.next().nextAction);
  }
}

TEST_F(EventFeedOfATraining, GivesAThirdOfItsStreamsToGapsUnlessToldNotTo) {
  const auto gapStreams = [&] {
    EventFeed feed(corpus_, options_, EventFeed::Reading::OnDemand);
    const EventBatch& batch = feed.next();
    return std::count(batch.reported.begin(), batch.reported.end(), 0.0f);
  };
  EXPECT_EQ(gapStreams(), 2);
  options_.gaps = false;
  EXPECT_EQ(gapStreams(), 0);
}

}  // namespace
}  // namespace cadenza
