// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/download_controller.h"

#include <sys/resource.h>

#include <QCryptographicHash>
#include <csignal>

#include "tests/support/http_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_archive.h"
#include "tests/ui/wait_until.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* name = "collection";

class DownloadControllerTest : public ::testing::Test {
 protected:
  DownloadControllerTest() {
    std::string noise;
    for (unsigned i = 0, state = 1; i < 400'000; ++i) {
      state = state * 1664525 + 1013904223;
      noise += static_cast<char>(state >> 24);
    }
    serve({{"maestro/", ""}, {"maestro/a.mid", "music"}, {"maestro/noise.bin", noise}});
    QObject::connect(&downloads, &DownloadController::ended, &downloads,
                     [this](const QString&, const DownloadOutcome& end) { outcome = end; });
  }

  void serve(const std::vector<test::ZipMember>& members) {
    test::writeZip(base / "served.zip", members);
    server.file = QByteArray::fromStdString(test::contentOf(base / "served.zip"));
  }
  [[nodiscard]] QByteArray checksum() const {
    return QCryptographicHash::hash(server.file, QCryptographicHash::Sha256).toHex();
  }
  DownloadEnd download(const QByteArray& expected = {}) {
    outcome.reset();
    downloads.start(QString::fromLatin1(name), server.url(), expected);
    EXPECT_TRUE(waitUntil([this] { return outcome.has_value(); }));
    return outcome ? outcome->end : DownloadEnd::Failed;
  }
  [[nodiscard]] std::uint64_t kept() const { return downloads.kept(QString::fromLatin1(name)); }
  [[nodiscard]] bool isThere() const {
    return test::contentOf(base / "music/collection/a.mid") == "music";
  }
  // Nothing lies where the collections are but the collection, if it is there.
  [[nodiscard]] bool isClean() const {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(base / "music", problem)) {
      if (entry.path().filename() != name) return false;
    }
    return true;
  }

  test::TemporaryFolder base;
  test::HttpServer server;
  DownloadRules rules{.pauses = {std::chrono::milliseconds(1), std::chrono::milliseconds(1)},
                      .silence = std::chrono::seconds(20)};
  DownloadController downloads{base / "music", rules};
  std::optional<DownloadOutcome> outcome;
};

TEST_F(DownloadControllerTest, AnArchiveBecomesAFolder) {
  std::vector<DownloadStage> stages;
  std::uint64_t most = 0;
  QObject::connect(&downloads, &DownloadController::progressed, &downloads,
                   [&](const DownloadProgress& progress) {
                     stages.push_back(progress.stage);
                     most = std::max(most, progress.done);
                   });
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_TRUE(isThere());
  EXPECT_TRUE(isClean());
  EXPECT_TRUE(std::ranges::is_sorted(stages));
  EXPECT_EQ(downloads.found(QString::fromLatin1(name)), base / "music/collection");
  EXPECT_EQ(kept(), 0u);
  EXPECT_FALSE(downloads.isRunning());
}

TEST_F(DownloadControllerTest, ABrokenTransferGoesOnWhereItBroke) {
  server.breaksAfter = 150'000;
  server.breaks = 2;
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_TRUE(isThere());
  ASSERT_EQ(server.requests.size(), 3);
  EXPECT_THAT(server.requests[1].toStdString(), HasSubstr("Range: bytes=150000-"));
  EXPECT_THAT(server.requests[1].toStdString(), HasSubstr("If-Range: \"one\""));
  EXPECT_THAT(server.requests[2].toStdString(), HasSubstr("Range: bytes=300000-"));
}

TEST_F(DownloadControllerTest, OneThatBreaksAgainAndAgainIsKeptForTheNextTime) {
  server.breaksAfter = 0;
  server.breaks = 100;
  EXPECT_EQ(download(), DownloadEnd::Interrupted);
  server.breaksAfter = 100'000;
  server.breaks = 1;
  rules.pauses.clear();
  DownloadController impatient(base / "music", rules);
  std::optional<DownloadOutcome> end;
  QObject::connect(&impatient, &DownloadController::ended, &impatient,
                   [&](const QString&, const DownloadOutcome& ended) { end = ended; });
  impatient.start(QString::fromLatin1(name), server.url());
  ASSERT_TRUE(waitUntil([&] { return end.has_value(); }));
  EXPECT_EQ(end->end, DownloadEnd::Interrupted);
  EXPECT_EQ(end->kept, 100'000u);
  EXPECT_EQ(kept(), 100'000u);
  EXPECT_FALSE(downloads.found(QString::fromLatin1(name)));

  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_THAT(server.requests.back().toStdString(), HasSubstr("Range: bytes=100000-"));
  EXPECT_TRUE(isThere());
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, AServerWithoutRangesIsAskedFromTheStart) {
  server.knowsRanges = false;
  server.breaksAfter = 150'000;
  server.breaks = 1;
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_TRUE(isThere());
}

TEST_F(DownloadControllerTest, AnotherVersionIsNeverMixedIn) {
  server.breaksAfter = 150'000;
  server.breaks = 1;
  server.onRequest = [this] {
    if (server.requests.size() < 2) return;
    server.version = "\"two\"";
    std::ranges::reverse(server.file);
  };
  EXPECT_EQ(download(), DownloadEnd::BadArchive);
  EXPECT_EQ(server.requests.size(), 2);
  EXPECT_FALSE(isThere());
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, AServerThatTellsNoLengthOrVersionIsEnough) {
  server.tellsLength = false;
  server.version.clear();
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_TRUE(isThere());
}

TEST_F(DownloadControllerTest, AWrongChecksumIsDeleted) {
  EXPECT_EQ(download(QByteArray(64, '0')), DownloadEnd::WrongChecksum);
  EXPECT_THAT(outcome->detail, HasSubstr(checksum().toStdString()));
  EXPECT_FALSE(isThere());
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, AnArchiveThatLeavesItsFolderIsRefused) {
  serve({{"a.mid", "1"}, {"../../evil.mid", "2"}});
  EXPECT_EQ(download(), DownloadEnd::BadArchive);
  EXPECT_THAT(outcome->detail, HasSubstr("leads out of the folder"));
  EXPECT_TRUE(isClean());
  EXPECT_FALSE(fs::exists(base / "evil.mid"));
}

TEST_F(DownloadControllerTest, AFullDiskKeepsWhatHasArrivedAndSaysSo) {
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const DownloadEnd end = download(checksum());
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(end, DownloadEnd::DiskFull);
  EXPECT_EQ(kept(), 100'000u);
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_TRUE(isThere());
}

TEST_F(DownloadControllerTest, CancelledItStopsAtOnceAndKeepsWhatHasArrived) {
  server.stallsAfter = 200'000;
  downloads.start(QString::fromLatin1(name), server.url());
  ASSERT_TRUE(waitUntil([this] { return downloads.progress().done == 200'000; }));
  EXPECT_EQ(downloads.progress().total, static_cast<std::uint64_t>(server.file.size()));
  downloads.cancel();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(outcome->end, DownloadEnd::Cancelled);
  EXPECT_EQ(kept(), 200'000u);
  server.stallsAfter = -1;
  EXPECT_EQ(download(checksum()), DownloadEnd::Done);
  EXPECT_THAT(server.requests.back().toStdString(), HasSubstr("Range: bytes=200000-"));
  EXPECT_TRUE(isThere());
}

TEST_F(DownloadControllerTest, ClosingTheProgramEndsADownloadThatHangs) {
  server.stallsAfter = 1'000;
  {
    DownloadController other(base / "other", rules);
    other.start(QString::fromLatin1(name), server.url());
    ASSERT_TRUE(waitUntil([&] { return other.progress().done > 0; }));
  }
  EXPECT_EQ(fs::file_size(base / "other/collection.zip.part"), 1'000u);
}

TEST_F(DownloadControllerTest, AServerThatFallsSilentIsGivenUp) {
  server.stallsAfter = 0;
  rules.silence = std::chrono::milliseconds(50);
  DownloadController impatient(base / "music", rules);
  std::optional<DownloadOutcome> end;
  QObject::connect(&impatient, &DownloadController::ended, &impatient,
                   [&](const QString&, const DownloadOutcome& ended) { end = ended; });
  impatient.start(QString::fromLatin1(name), server.url());
  ASSERT_TRUE(waitUntil([&] { return end.has_value(); }));
  EXPECT_EQ(end->end, DownloadEnd::Interrupted);
}

TEST_F(DownloadControllerTest, WithoutANetworkItSaysSo) {
  server.close();
  EXPECT_EQ(download(), DownloadEnd::Offline);
  EXPECT_FALSE(outcome->detail.empty());
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, WhatTheServerNoLongerHasIsRefused) {
  server.status = 404;
  EXPECT_EQ(download(), DownloadEnd::Refused);
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, TheLoginPageOfANetworkIsNoArchive) {
  server.file = "<html>Log in</html>";
  server.type = "text/html; charset=utf-8";
  EXPECT_EQ(download(), DownloadEnd::Refused);
  EXPECT_THAT(outcome->detail, HasSubstr("log in"));
  EXPECT_TRUE(isClean());
}

TEST_F(DownloadControllerTest, WhatIsThereIsNotFetchedAgain) {
  EXPECT_EQ(download(), DownloadEnd::Done);
  EXPECT_EQ(download(), DownloadEnd::Done);
  EXPECT_EQ(server.requests.size(), 1);
}

TEST_F(DownloadControllerTest, APartCanBeDiscarded) {
  server.breaksAfter = 150'000;
  server.breaks = 100;
  rules.pauses.clear();
  server.stallsAfter = 10;
  downloads.start(QString::fromLatin1(name), server.url());
  ASSERT_TRUE(waitUntil([this] { return downloads.progress().done > 0; }));
  downloads.cancel();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_GT(kept(), 0u);
  downloads.discard(QString::fromLatin1(name));
  EXPECT_EQ(kept(), 0u);
  EXPECT_TRUE(isClean());
}

}  // namespace
}  // namespace cadenza::ui
