// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/music_page.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/corpus/music_summary.h"
#include "ui/corpus/piece_model.h"
#include "ui/corpus/piece_table.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class MusicPageTest : public ::testing::Test {
 protected:
  MusicPageTest() {
    fs::create_directory(folder / "music");
    fs::create_directory(folder / "more");
  }
  void open() {
    page.emplace(TrainingStudio{corpus, training, listening, models, document, playback, settings,
                                appearance});
    page->resize(1400, 900);
    page->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&*page));
  }
  // The page with twelve études.
  void openEtudes() {
    writeEtudes(folder / "music", 12);
    open();
    page->choose({place("music")});
    ASSERT_TRUE(waitUntil([this] { return rows() == 12; }));
    table().sortByColumn(PieceModel::File, Qt::AscendingOrder);
  }
  [[nodiscard]] QString place(const std::string& name) const {
    return QString::fromStdString((folder / name).string());
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = page->findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  [[nodiscard]] PieceTable& table() { return find<PieceTable>("pieces"); }
  [[nodiscard]] int rows() { return table().model()->rowCount(); }
  [[nodiscard]] QModelIndex cell(int row, int column) {
    return table().model()->index(row, column);
  }
  [[nodiscard]] std::size_t used() const { return corpus.summary().pieces; }
  void drop(const QList<QUrl>& urls) {
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&*page, &enter);
    accepted = enter.isAccepted();
    if (!accepted) return;
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&*page, &event);
  }
  void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) {
    const QRect rect = table().visualRect(cell(row, PieceModel::Composer));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, modifiers, rect.center());
  }

  test::TemporaryFolder folder;
  FakeLearning learning;
  Appearance appearance{ThemeChoice::Light};
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  std::shared_ptr<NotingSink::Notes> sounded = std::make_shared<NotingSink::Notes>();
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(sounded); },
                              PlaybackController::Opening::WhenNeeded};
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return folder / "corpus.cache"; },
                              folder / "runs"};
  ListeningController listening{training, loadComposer, folder / "pinned-seed.mid"};
  ModelLibrary models{folder / "models", std::nullopt};
  std::optional<MusicPage> page;
  bool accepted = false;
};

TEST_F(MusicPageTest, InvitesWhileNothingIsChosen) {
  open();
  EXPECT_TRUE(find<QPushButton>("chooseFolder").isVisible());
  EXPECT_TRUE(find<QPushButton>("chooseFiles").isVisible());
  EXPECT_FALSE(table().isVisible());
  EXPECT_FALSE(find<QPushButton>("toRecipe").isEnabled());
}

TEST_F(MusicPageTest, DroppedFoldersAndFilesAreReadTogether) {
  writeEtudes(folder / "music", 12);
  EXPECT_TRUE(writeMidiFile(folder / "more/extra.mid", test::etude(70)));
  std::ofstream(folder / "more/readme.txt") << "text";
  open();
  drop({QUrl::fromLocalFile(place("more/readme.txt"))});
  EXPECT_FALSE(accepted);
  drop({QUrl::fromLocalFile(place("music")), QUrl::fromLocalFile(place("more/extra.mid"))});
  EXPECT_TRUE(accepted);
  ASSERT_TRUE(waitUntil([this] { return rows() == 13; }));
  EXPECT_TRUE(table().isVisible());
  EXPECT_TRUE(find<QPushButton>("toRecipe").isEnabled());
}

TEST_F(MusicPageTest, APlaceIsAddedAndTakenAway) {
  openEtudes();
  EXPECT_TRUE(writeMidiFile(folder / "more/extra.mid", test::etude(70)));
  drop({QUrl::fromLocalFile(place("more"))});
  ASSERT_TRUE(waitUntil([this] { return rows() == 13; }));
  auto chips = page->findChildren<QToolButton*>(QStringLiteral("removePlace"));
  chips.removeIf([](const QToolButton* chip) { return !chip->isVisible(); });
  ASSERT_EQ(chips.size(), 2);
  QTest::mouseClick(chips[0], Qt::LeftButton);
  ASSERT_TRUE(waitUntil([this] { return rows() == 1; }));
  for (QToolButton* chip : page->findChildren<QToolButton*>(QStringLiteral("removePlace"))) {
    if (chip->isVisible()) {
      QTest::mouseClick(chip, Qt::LeftButton);
      break;
    }
  }
  ASSERT_TRUE(waitUntil([this] { return find<QPushButton>("chooseFolder").isVisible(); }));
  EXPECT_FALSE(find<QPushButton>("toRecipe").isEnabled());
}

TEST_F(MusicPageTest, ATickLeavesAPieceOut) {
  openEtudes();
  const QRect row = table().visualRect(cell(3, PieceModel::Title));
  QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, {row.left() + 16, row.center().y()});
  EXPECT_EQ(used(), 11u);
  EXPECT_EQ(cell(3, PieceModel::Fate).data(), "left out");
  EXPECT_EQ(find<QLabel>("corpusRest").text().contains("1 left out"), true);
  QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, {row.left() + 16, row.center().y()});
  EXPECT_EQ(used(), 12u);
}

TEST_F(MusicPageTest, ASelectionIsLeftOutAndTakenInByKeysAndButtons) {
  openEtudes();
  clickRow(1);
  clickRow(4, Qt::ShiftModifier);
  QTest::keyClick(&table(), Qt::Key_Space);
  EXPECT_EQ(used(), 8u);
  EXPECT_FALSE(find<QPushButton>("leaveOut").isEnabled());
  QTest::mouseClick(&find<QPushButton>("takeIn"), Qt::LeftButton);
  EXPECT_EQ(used(), 12u);
  QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
  QTest::mouseClick(&find<QPushButton>("leaveOut"), Qt::LeftButton);
  EXPECT_EQ(used(), 0u);
  EXPECT_FALSE(find<QPushButton>("toRecipe").isEnabled());
  EXPECT_THAT(find<QLabel>("corpusRest").text().toStdString(), HasSubstr("Nothing is left"));
}

TEST_F(MusicPageTest, TypedWordsNarrowTheTable) {
  openEtudes();
  QTest::keyClicks(&find<QLineEdit>("searchPieces"), QStringLiteral("etude1"));
  EXPECT_EQ(rows(), 3);
  find<QLineEdit>("searchPieces").clear();
  corpus.setLeftOut({corpus.files()->front().contentHash}, true);
  auto& kind = find<QComboBox>("pieceKind");
  kind.setFocus();
  QTest::keyClick(&kind, Qt::Key_Down);
  EXPECT_EQ(rows(), 11);
  QTest::keyClick(&kind, Qt::Key_Down);
  EXPECT_EQ(rows(), 1);
}

TEST_F(MusicPageTest, TheChosenPieceIsSeenAndHeard) {
  openEtudes();
  clickRow(2);
  EXPECT_EQ(find<QLabel>("pieceTitle").text(), cell(2, PieceModel::Title).data().toString());
  QTest::keyClick(&table(), Qt::Key_Return);
  EXPECT_TRUE(playback.isHearing());
  EXPECT_EQ(find<QPushButton>("hearPiece").text(), "Stop");
  ASSERT_TRUE(waitUntil([this] { return sounded->count() > 0; }));
  clickRow(5);
  EXPECT_EQ(find<QPushButton>("hearPiece").text(), "Hear");
  QTest::keyClick(&table(), Qt::Key_Return);
  EXPECT_EQ(find<QPushButton>("hearPiece").text(), "Stop");
  QTest::mouseClick(&find<QPushButton>("hearPiece"), Qt::LeftButton);
  EXPECT_FALSE(playback.isHearing());
  EXPECT_EQ(find<QPushButton>("hearPiece").text(), "Hear");
}

TEST_F(MusicPageTest, LeavingThePageEndsWhatIsHeard) {
  openEtudes();
  clickRow(2);
  QTest::keyClick(&table(), Qt::Key_Return);
  EXPECT_TRUE(playback.isHearing());
  page->hide();
  EXPECT_FALSE(playback.isHearing());
}

TEST_F(MusicPageTest, NewFilesAreFoundWhenItLooksAgain) {
  openEtudes();
  EXPECT_TRUE(writeMidiFile(folder / "music/new.mid", test::etude(80)));
  QTest::mouseClick(&find<QPushButton>("lookAgain"), Qt::LeftButton);
  ASSERT_TRUE(waitUntil([this] { return rows() == 13; }));
}

TEST_F(MusicPageTest, ProblemsAndRepetitionsAreNamed) {
  std::ofstream(folder / "music/broken.mid") << "no music";
  EXPECT_TRUE(writeMidiFile(folder / "music/again.mid", test::etude(48)));
  writeEtudes(folder / "music", 12);
  open();
  page->choose({place("music")});
  ASSERT_TRUE(waitUntil([this] { return rows() == 14; }));
  EXPECT_THAT(find<QLabel>("corpusRest").text().toStdString(),
              HasSubstr("Of 14 files: 1 skipped, 1 repeat"));
}

TEST_F(MusicPageTest, AFolderWithoutMusicIsExplained) {
  open();
  page->choose({place("music")});
  auto& failure = find<QLabel>("scanFailure");
  ASSERT_TRUE(waitUntil([&] { return failure.isVisible(); }));
  EXPECT_THAT(failure.text().toStdString(), HasSubstr("no music"));
}

TEST_F(MusicPageTest, APlaceThatCannotBeReadLeavesTheOthersAsTheyWere) {
  openEtudes();
  drop({QUrl::fromLocalFile(place("more"))});  // it repeats nothing and adds nothing: still fine
  ASSERT_TRUE(waitUntil([this] { return !corpus.isScanning(); }));
  corpus.addPlaces({folder / "gone"});
  ASSERT_TRUE(waitUntil([this] { return !corpus.isScanning(); }));
  EXPECT_EQ(corpus.choice().places.size(), 2u);
  EXPECT_TRUE(corpus.isReady());
  EXPECT_TRUE(table().isVisible());
  EXPECT_THAT(find<QLabel>("scanText").text().toStdString(), HasSubstr("gone"));
}

TEST_F(MusicPageTest, TheNextStartOffersTheSameChoice) {
  corpus.keepIn(settings);
  openEtudes();
  clickRow(0);
  QTest::keyClick(&table(), Qt::Key_Space);
  auto& licence = find<QLineEdit>("licenceNote");
  licence.setFocus();
  QTest::keyClicks(&licence, QStringLiteral("my own"));
  QTest::keyClick(&licence, Qt::Key_Return);
  page.reset();

  CorpusController later([this](const auto&) { return folder / "corpus.cache"; });
  later.keepIn(settings);
  EXPECT_EQ(later.choice(), corpus.choice());
  EXPECT_EQ(later.choice().licence, "my own");
  MusicPage next({later, training, listening, models, document, playback, settings, appearance});
  next.resize(1400, 900);
  next.show();
  ASSERT_TRUE(waitUntil([&] { return later.files()->size() == 12; }));
  EXPECT_EQ(later.summary().leftOut, 1u);
}

TEST_F(MusicPageTest, AStoredPlaceThatIsGoneIsNamedAndTheRestOffered) {
  writeEtudes(folder / "music", 12);
  settings.setValue("corpus/places", QStringList{place("music"), place("stick")});
  corpus.keepIn(settings);
  open();
  auto& failure = find<QLabel>("scanFailure");
  ASSERT_TRUE(waitUntil([&] { return failure.isVisible(); }));
  EXPECT_THAT(failure.text().toStdString(), HasSubstr("stick"));
  QTest::mouseClick(&find<QPushButton>("goOnWithRest"), Qt::LeftButton);
  ASSERT_TRUE(waitUntil([this] { return rows() == 12; }));
}

TEST(MusicSummary, NamesWhatAScanPassedOver) {
  EXPECT_TRUE(passedOverText({}).isEmpty());
  EXPECT_THAT(passedOverText({{"link", "This is a link to a folder."}}).toStdString(),
              HasSubstr("Not scanned: link. This is a link to a folder."));
  EXPECT_THAT(passedOverText({{"a", "Pipe."}, {"b", "Pipe."}, {"c", "Pipe."}}).toStdString(),
              HasSubstr("And 2 more."));
}

}  // namespace
}  // namespace cadenza::ui
