// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/get_data_dialog.h"

#include <QCryptographicHash>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "tests/support/http_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_archive.h"
#include "tests/ui/wait_until.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class GetDataDialogTest : public ::testing::Test {
 protected:
  GetDataDialogTest() {
    test::writeZip(base / "served.zip", {{"a.mid", std::string(200'000, 'x')}, {"b.mid", "y"}});
    server.file = QByteArray::fromStdString(test::contentOf(base / "served.zip"));
    Collection small;
    small.id = QStringLiteral("small");
    small.name = QStringLiteral("Small collection");
    small.archive = server.url();
    small.sha256 = QCryptographicHash::hash(server.file, QCryptographicHash::Sha256).toHex();
    Collection page;
    page.name = QStringLiteral("Only a page");
    shown = {small, page};
  }
  void open() {
    dialog.emplace(downloads, appearance, shown);
    dialog->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&*dialog));
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    return *dialog->findChild<QWidget*>(QStringLiteral("collection:small"))
                ->findChild<Widget*>(QString::fromLatin1(name));
  }
  void click(const char* name) {
    auto& button = find<QPushButton>(name);
    ASSERT_TRUE(button.isVisible()) << name;
    QTest::mouseClick(&button, Qt::LeftButton);
  }
  [[nodiscard]] std::string state() { return find<QLabel>("downloadState").text().toStdString(); }

  test::TemporaryFolder base;
  test::HttpServer server;
  DownloadController downloads{base / "collections", {.pauses = {}}};
  Appearance appearance{ThemeChoice::Light};
  std::vector<Collection> shown;
  std::optional<GetDataDialog> dialog;
};

TEST_F(GetDataDialogTest, DownloadsAndOffersToLearnFromIt) {
  open();
  QString used;
  QObject::connect(&*dialog, &GetDataDialog::useRequested,
                   [&](const Collection&, const QString& folder) { used = folder; });
  EXPECT_FALSE(find<QPushButton>("useCollection").isVisible());
  click("startDownload");
  EXPECT_TRUE(find<QPushButton>("cancelDownload").isVisible());
  ASSERT_TRUE(waitUntil([this] { return find<QPushButton>("useCollection").isVisible(); }));
  EXPECT_FALSE(find<QPushButton>("startDownload").isVisible());
  click("useCollection");
  EXPECT_EQ(used.toStdString(), (base / "collections/small").string());
}

TEST_F(GetDataDialogTest, CancelledItGoesOnLaterOrIsDiscarded) {
  open();
  server.stallsAfter = 100;
  click("startDownload");
  ASSERT_TRUE(waitUntil([this] { return downloads.progress().done == 100; }));
  EXPECT_TRUE(find<QProgressBar>("downloadBar").isVisible());
  click("cancelDownload");
  ASSERT_TRUE(waitUntil([this] { return !downloads.isRunning(); }));
  EXPECT_EQ(find<QPushButton>("startDownload").text(), "Go on");
  EXPECT_THAT(state(), HasSubstr("kept"));
  click("discardDownload");
  EXPECT_EQ(find<QPushButton>("startDownload").text(), "Download");
  EXPECT_EQ(downloads.kept(QStringLiteral("small")), 0u);
}

TEST_F(GetDataDialogTest, OfflineItSaysSoAndOffersAFolder) {
  server.close();
  open();
  bool asked = false;
  QObject::connect(&*dialog, &GetDataDialog::folderRequested, [&] { asked = true; });
  click("startDownload");
  ASSERT_TRUE(waitUntil([this] { return !downloads.isRunning(); }));
  EXPECT_THAT(state(), HasSubstr("can't be reached"));
  click("chooseInstead");
  EXPECT_TRUE(asked);
  EXPECT_EQ(find<QPushButton>("startDownload").text(), "Try again");
}

TEST_F(GetDataDialogTest, AWrongArchiveIsExplained) {
  shown[0].sha256 = QByteArray(64, '0');
  open();
  click("startDownload");
  ASSERT_TRUE(waitUntil([this] { return !downloads.isRunning(); }));
  EXPECT_THAT(state(), HasSubstr("deleted"));
  EXPECT_TRUE(find<QPushButton>("startDownload").isEnabled());
}

TEST_F(GetDataDialogTest, ClosingItLeavesTheDownloadRunning) {
  open();
  server.stallsAfter = 100;
  click("startDownload");
  ASSERT_TRUE(waitUntil([this] { return downloads.progress().done == 100; }));
  dialog.reset();
  EXPECT_TRUE(downloads.isRunning());
  open();
  EXPECT_TRUE(find<QPushButton>("cancelDownload").isVisible());
}

TEST_F(GetDataDialogTest, WithoutAnArchiveThereIsOnlyThePage) {
  open();
  const auto cards = dialog->findChildren<QPushButton*>(QStringLiteral("openPage"));
  ASSERT_EQ(cards.size(), 2);
  const auto* other = cards[1]->parentWidget();
  EXPECT_FALSE(other->findChild<QPushButton*>(QStringLiteral("startDownload"))->isVisible());
  EXPECT_TRUE(cards[1]->isVisible());
}

}  // namespace
}  // namespace cadenza::ui
