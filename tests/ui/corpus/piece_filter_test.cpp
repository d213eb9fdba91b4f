// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_filter.h"

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/corpus/piece_model.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;

class PieceFilterTest : public ::testing::Test {
 protected:
  PieceFilterTest() {
    std::filesystem::create_directory(folder / "music");
    add("a.mid", 60, 8, "Prelude 10");
    add("b.mid", 62, 4, "Prelude 2");
    add("c.mid", 64, 16, "Étude");
    add("d.mid", 60, 8, "The same again");
    std::ofstream(folder / "music/bad.mid") << "no music";
    std::ofstream(folder / "music/t.csv") << "file,composer\nb.mid,Chopin\nc.mid,Liszt\n";
    corpus.setPlaces({folder / "music"});
    EXPECT_TRUE(waitUntil([this] { return model.rowCount() == 5; }));
  }
  void add(const std::string& file, int tonic, int bars, const std::string& title) const {
    EXPECT_TRUE(writeMidiFile(folder / "music" / file, test::etude(tonic, bars), title));
  }
  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> files;
    for (int row = 0; row < filter.rowCount(); ++row) {
      files.push_back(filter.index(row, PieceModel::File).data().toString().toStdString());
    }
    return files;
  }

  test::TemporaryFolder folder;
  Appearance appearance{ThemeChoice::Light};
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
  PieceModel model{corpus, appearance};
  PieceFilter filter{model};
};

TEST_F(PieceFilterTest, SortsByWhatAColumnMeans) {
  filter.sort(PieceModel::Notes, Qt::DescendingOrder);
  EXPECT_EQ(shown().front(), "c.mid");
  filter.sort(PieceModel::Length);
  EXPECT_EQ(shown().front(), "bad.mid");
  EXPECT_EQ(shown()[1], "b.mid");
  filter.sort(PieceModel::File, Qt::DescendingOrder);
  EXPECT_THAT(shown(), ElementsAre("d.mid", "c.mid", "bad.mid", "b.mid", "a.mid"));
}

TEST_F(PieceFilterTest, FindsWordsWhereverTheyStand) {
  filter.sort(PieceModel::File);
  filter.setWords(QStringLiteral("PRELUDE"));
  EXPECT_THAT(shown(), ElementsAre("a.mid", "b.mid", "d.mid"));  // d repeats a
  filter.setWords(QStringLiteral("chopin prel"));
  EXPECT_THAT(shown(), ElementsAre("b.mid"));
  filter.setWords(QStringLiteral("étude"));
  EXPECT_THAT(shown(), ElementsAre("c.mid"));
  filter.setWords(QString());
  EXPECT_EQ(filter.rowCount(), 5);
}

TEST_F(PieceFilterTest, ShowsOneKindOfRows) {
  filter.sort(PieceModel::File);
  corpus.setLeftOut({model.file(0).contentHash}, true);
  filter.setKind(ShownPieces::LeftOut);
  EXPECT_THAT(shown(), ElementsAre("a.mid"));
  filter.setKind(ShownPieces::Used);
  EXPECT_THAT(shown(), ElementsAre("b.mid", "c.mid"));
  filter.setKind(ShownPieces::Repeated);
  EXPECT_THAT(shown(), ElementsAre("d.mid"));
  filter.setKind(ShownPieces::Problems);
  EXPECT_THAT(shown(), ElementsAre("bad.mid"));
}

TEST_F(PieceFilterTest, WordsTellWhatBecomesOfAFile) {
  const auto fate = [&](int row) {
    return model.index(row, PieceModel::Fate).data().toString().toStdString();
  };
  EXPECT_TRUE(QString::fromStdString(fate(2)).startsWith("skipped: This is no MIDI file"));
  EXPECT_EQ(fate(4), "repeats a.mid");
  corpus.setLeftOut({model.file(0).contentHash}, true);
  EXPECT_EQ(fate(0), "left out");
  EXPECT_EQ(model.index(0, PieceModel::Title).data(Qt::CheckStateRole), Qt::Unchecked);
  EXPECT_FALSE(model.index(2, PieceModel::Title).data(Qt::CheckStateRole).isValid());
}

}  // namespace
}  // namespace cadenza::ui
