// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/collections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QSet>

#include "ui/corpus/download_words.h"

namespace cadenza::ui {
namespace {

TEST(Collections, SayWhatTheyAreAndWhatMayBeDone) {
  QSet<QString> names;
  for (const Collection& each : collections()) {
    SCOPED_TRACE(each.name.toStdString());
    EXPECT_FALSE(names.contains(each.name));
    names += each.name;
    EXPECT_FALSE(each.purpose.isEmpty());
    EXPECT_FALSE(each.extent.isEmpty());
    EXPECT_FALSE(each.licence.isEmpty());
    EXPECT_FALSE(each.terms.isEmpty());
    EXPECT_TRUE(each.home.isValid());
    EXPECT_FALSE(each.home.host().isEmpty());
  }
}

TEST(Collections, AreFetchedOverSafeConnectionsIntoFoldersOfTheirOwn) {
  QSet<QString> ids;
  for (const Collection& each : collections()) {
    if (!each.canDownload()) continue;
    EXPECT_EQ(each.archive.scheme(), "https");
    EXPECT_FALSE(each.id.isEmpty() || each.id.contains('/') || each.id.startsWith('.'));
    EXPECT_FALSE(ids.contains(each.id));
    ids += each.id;
    EXPECT_TRUE(each.sha256.isEmpty() || QByteArray::fromHex(each.sha256).size() == 32);
  }
  EXPECT_TRUE(ids.contains(QStringLiteral("maestro-v2.0.0")));
  EXPECT_TRUE(ids.contains(QStringLiteral("maestro-v3.0.0")));
}

TEST(DownloadWords, EachEndingSaysWhatToDo) {
  for (int end = 1; end <= static_cast<int>(DownloadEnd::Failed); ++end) {
    EXPECT_FALSE(outcomeText({static_cast<DownloadEnd>(end), "It rains.", 0}).isEmpty());
  }
  EXPECT_TRUE(outcomeText({}).isEmpty());
  EXPECT_TRUE(outcomeText({DownloadEnd::Interrupted, {}, 12'000'000}).contains("12 MB"));
  EXPECT_TRUE(progressText({DownloadStage::Downloading, 12'000'000, 58'000'000, 1}, 20.0)
                  .contains("12 MB of 58 MB"));
}

}  // namespace
}  // namespace cadenza::ui
