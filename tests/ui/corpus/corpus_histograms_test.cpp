// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/corpus_histograms.h"

#include <numeric>

#include "tests/support/tiny_corpus.h"
#include "tests/ui/wait_until.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class HistogramsTest : public ::testing::Test {
 protected:
  CorpusStatistics statistics = *statisticsOf(test::tinyCorpus());
  Appearance appearance{ThemeChoice::Dark};
};

double sumOf(const HistogramPicture& picture) {
  return std::accumulate(picture.values.begin(), picture.values.end(), 0.0);
}

TEST_F(HistogramsTest, EachBarHasItsNote) {
  for (const HistogramPicture& picture :
       {pitchPicture(statistics.pitch), timePicture(statistics.duration),
        velocityPicture(statistics.velocity)}) {
    EXPECT_EQ(sumOf(picture), static_cast<double>(statistics.notes));
    EXPECT_EQ(picture.names.size(), static_cast<qsizetype>(picture.values.size()));
    EXPECT_FALSE(picture.summary.isEmpty());
    for (const auto& [place, text] : picture.marks) {
      EXPECT_GE(place, 0);
      EXPECT_LE(place, static_cast<double>(picture.values.size()));
    }
  }
  EXPECT_EQ(sumOf(keyPicture(statistics)), 12);
  EXPECT_EQ(keyPicture(statistics).names[1], QStringLiteral("C minor"));
}

TEST_F(HistogramsTest, APictureOfNothingIsEmptyAndHasNoSummary) {
  CorpusStatistics nothing;
  nothing.pitch.counts.resize(128);
  nothing.velocity.counts.resize(32);
  nothing.step.edges = timeEdges();
  nothing.step.counts.resize(nothing.step.edges.size() - 1);
  EXPECT_TRUE(pitchPicture(nothing.pitch).summary.isEmpty());
  EXPECT_TRUE(velocityPicture(nothing.velocity).summary.isEmpty());
  EXPECT_TRUE(timePicture(nothing.step).summary.isEmpty());
  HistogramView view(QStringLiteral("Pitch"), appearance);
  view.resize(200, 100);
  EXPECT_FALSE(view.grab().isNull());
}

TEST_F(HistogramsTest, PointerAndArrowKeysReadOffABar) {
  HistogramView view(QStringLiteral("Pitch"), appearance);
  view.show(pitchPicture(statistics.pitch));
  view.resize(880, 100);
  view.QWidget::show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
  const QString summary = view.readOut();
  QTest::mouseMove(&view, QPoint((60 - 21) * 10 + 5, 60));
  EXPECT_THAT(view.readOut().toStdString(), HasSubstr("C4: "));
  EXPECT_EQ(view.accessibleDescription(), view.readOut());
  QTest::keyClick(&view, Qt::Key_Right);
  EXPECT_THAT(view.readOut().toStdString(), HasSubstr("C♯4: "));
  QTest::keyClick(&view, Qt::Key_Home);
  EXPECT_THAT(view.readOut().toStdString(), HasSubstr("A0: 0 notes"));
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&view, &leave);
  EXPECT_EQ(view.readOut(), summary);
}

}  // namespace
}  // namespace cadenza::ui
