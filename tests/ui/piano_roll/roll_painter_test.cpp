// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_painter.h"

#include <gtest/gtest.h>

#include <QPainter>
#include <QTest>
#include <cmath>

#include "core/base/random.h"
#include "ui/piano_roll/hit_test.h"

namespace cadenza::ui {
namespace {

class RollPainterTest : public ::testing::Test {
 protected:
  RollPainterTest() {
    state.changeView([](RollTransform& view) { view.resize({800, 400}); });
  }
  QImage painted(double scale = 1) {
    QImage image(QSize(800, 400) * scale, QImage::Format_RGB32);
    RollPainter(state).paint(image, scale);
    return image;
  }
  void fillWith(std::size_t count) {
    Random random(11);
    ScoreItems items;
    for (std::size_t i = 0; i < count; ++i) {
      items.notes.push_back({static_cast<Tick>(random.below(400'000)),
                             static_cast<Tick>(40 + random.below(2000)),
                             static_cast<std::uint8_t>(30 + random.below(60)),
                             static_cast<std::uint8_t>(1 + random.below(127))});
    }
    document.reset(Score(std::move(items)));
  }

  Document document;
  Appearance appearance{ThemeChoice::Dark};
  RollState state{document, appearance};
};

TEST_F(RollPainterTest, ANoteIsWhereItsRectangleIsAtAnyScale) {
  const Note note{960, 960, 80, 80};
  document.reset(Score({{note}, {}, {}, {}}));
  for (const double scale : {1.0, 1.25, 1.5, 2.0, 3.0}) {
    const QImage image = painted(scale);
    const QRect rect = RollPainter::deviceRect(state.view(), note, scale);
    EXPECT_EQ(image.pixel(rect.center()), state.theme().noteFill(80).rgb());
    EXPECT_NE(image.pixel(rect.right() + 2, rect.center().y()), state.theme().noteFill(80).rgb());
    const QPointF logical = QPointF(rect.center()) / scale;
    ASSERT_TRUE(hitNote(document.score(), state.view(), logical));
  }
}

TEST_F(RollPainterTest, ASelectedNoteHasAnAmberOutline) {
  const Note note{960, 960, 80, 80};
  document.reset(Score({{note}, {}, {}, {}}));
  document.select({note});
  const QRect rect = RollPainter::deviceRect(state.view(), note, 1);
  EXPECT_EQ(painted().pixel(rect.left(), rect.center().y()), state.theme().selection.rgb());
}

TEST_F(RollPainterTest, APreviewHidesWhatItRemovesAndShowsWhatItAdds) {
  const Note note{960, 960, 80, 80};
  const Note moved{1920, 960, 76, 80};
  document.reset(Score({{note}, {}, {}, {}}));
  const QPoint old = RollPainter::deviceRect(state.view(), note, 1).center();
  const QPoint now = RollPainter::deviceRect(state.view(), moved, 1).center();
  state.setPreview({{{note}, {}, {}, {}}, {{moved}, {}, {}, {}}});
  const QImage image = painted();
  EXPECT_NE(image.pixel(old), state.theme().noteFill(80).rgb());
  EXPECT_EQ(image.pixel(now), state.theme().noteFill(80).rgb());
}

TEST_F(RollPainterTest, EveryNoteOfACrowdLeavesAMark) {
  fillWith(20'000);
  state.changeView([&](RollTransform& view) { view.fitTime({0, state.contentEnd()}, 0); });
  const QImage image = painted();
  const QRgb ground = state.theme().roll.rgb();
  for (const Note& note : document.score().notes()) {
    const QRect rect = RollPainter::deviceRect(state.view(), note, 1) & image.rect();
    if (rect.isEmpty()) continue;
    const QColor pixel = image.pixelColor(rect.left(), rect.center().y());
    EXPECT_GT(contrast(pixel, ground), 2);
  }
}

TEST_F(RollPainterTest, ACandidateIsTranslucentAndDashed) {
  const Note note{960, 1920, 80, 80};
  state.setCandidate({{note}, {}, {}, {}}, {}, {});
  ASSERT_TRUE(QTest::qWaitFor([this] { return state.candidateOpacity() == 1; }));
  const QImage image = painted();
  const QRect rect = RollPainter::deviceRect(state.view(), note, 1);
  const QColor inside = image.pixelColor(rect.center());
  EXPECT_NE(inside, state.theme().candidate);
  EXPECT_GT(inside.green(), state.theme().roll.green());
  int solid = 0;
  for (int x = rect.left(); x <= rect.right(); ++x) {
    solid += image.pixelColor(x, rect.top()) == state.theme().candidate;
  }
  EXPECT_GT(solid, rect.width() / 3);
  EXPECT_LT(solid, rect.width() * 4 / 5);
}

TEST_F(RollPainterTest, ACandidateThatOnlyGrowsDoesNotFadeInAgain) {
  const Note first{960, 960, 80, 80};
  const Note longer{960, 1920, 80, 80};
  state.setCandidate({{first}, {}, {}, {}}, {}, {});
  ASSERT_TRUE(QTest::qWaitFor([this] { return state.candidateOpacity() == 1; }));
  state.setCandidate({{longer, Note{1920, 960, 82, 80}}, {}, {}, {}}, {}, {});
  EXPECT_EQ(state.candidateOpacity(), 1);
}

TEST_F(RollPainterTest, OfANoteThatGivesWayToACandidateOnlyAnOutlineIsLeft) {
  const Note note{960, 960, 80, 80};
  document.reset(Score({{note}, {}, {}, {}}));
  state.setCandidate({}, {960, 1920}, {note});
  const QRect rect = RollPainter::deviceRect(state.view(), note, 1);
  const QImage image = painted();
  EXPECT_NE(image.pixel(rect.center()), state.theme().noteFill(80).rgb());
  EXPECT_NE(image.pixel(rect.center().x(), rect.top()), image.pixel(rect.center()));
}

TEST_F(RollPainterTest, RowsOutsideTheKeyAreShaded) {
  state.setKey(Key{0, Scale::Major});
  const int y = static_cast<int>(state.view().yOf(78) + state.view().rowHeight() / 2);
  const QImage image = painted();
  EXPECT_EQ(image.pixelColor(5, y), state.theme().rollOutOfKey);
}

TEST_F(RollPainterTest, AnyViewOfAnyScoreStaysInsideTheImage) {
  Random random(12);
  fillWith(3000);
  document.selectAll();
  state.setCandidate({document.score().notes(), {}, {}, {}}, {0, 100'000}, {});
  for (int i = 0; i < 60; ++i) {
    state.changeView([&](RollTransform& view) {
      view.scrollTo(random.uniform() * 400'000, random.uniform() * 100);
      view.zoomTime(0.05 + random.uniform() * 20, 0);
      view.zoomPitch(0.3 + random.uniform() * 2, 0);
    });
    const double scale = 1 + random.uniform() * 2;
    QImage image(
        QSize(3 + static_cast<int>(random.below(300)), 2 + static_cast<int>(random.below(200))),
        QImage::Format_RGB32);
    image.fill(QColor(1, 2, 3));
    RollPainter(state).paint(image, scale);
    for (const QPoint corner : {image.rect().topLeft(), image.rect().topRight()}) {
      EXPECT_NE(image.pixelColor(corner), QColor(1, 2, 3));
    }
  }
}

TEST_F(RollPainterTest, GhostNotesAreOutlinesUnderTheRealOnes) {
  const Note real{960, 960, 80, 80};
  const Note ghost{960, 1920, 80, 80};
  document.reset(Score({{real}, {}, {}, {}}));
  state.setGhost({ghost}, "an older take");
  const QImage image = painted();
  const QRect outline = RollPainter::deviceRect(state.view(), ghost, 1);
  const QRect note = RollPainter::deviceRect(state.view(), real, 1);
  EXPECT_EQ(image.pixel(outline.right(), outline.center().y()), state.theme().ghost.rgb());
  EXPECT_NE(image.pixel(outline.right() - 5, outline.center().y()), state.theme().ghost.rgb());
  EXPECT_EQ(image.pixel(note.center()), state.theme().noteFill(80).rgb());
  state.setGhost({}, {});
  EXPECT_NE(painted().pixel(outline.right(), outline.center().y()), state.theme().ghost.rgb());
}

TEST_F(RollPainterTest, ManyGhostNotesAreGathered) {
  std::vector<Note> ghost;
  for (Tick i = 0; i < 20'000; ++i) ghost.push_back({i, 10, 80, 80});
  state.setGhost(ghost, "a long one");
  const QRect rect = RollPainter::deviceRect(state.view(), {0, 960, 80, 80}, 1);
  EXPECT_EQ(painted().pixel(rect.center()), state.theme().ghost.rgb());
}

TEST_F(RollPainterTest, TheTonicsRowsStandOut) {
  state.setKey(Key{9, Scale::Major});
  const auto colourOf = [&](int pitch) {
    const QRect row =
        RollPainter::deviceRect(state.view(), {100, 1, static_cast<std::uint8_t>(pitch), 1}, 1);
    return painted().pixel(row.left() + 3, row.center().y());
  };
  EXPECT_EQ(colourOf(81), state.theme().rollTonic.rgb());
  EXPECT_EQ(colourOf(83), state.theme().roll.rgb());
  EXPECT_EQ(colourOf(82), state.theme().rollOutOfKey.rgb());
}

TEST_F(RollPainterTest, TripletLinesAreDashedAndStraightOnesAreNot) {
  const auto heights = [&](Tick tick) {
    const QImage image = painted();
    const int x = static_cast<int>(std::lround(state.view().xOf(tick)));
    int drawn = 0;
    for (int y = 0; y < image.height(); ++y) drawn += image.pixel(x, y) != image.pixel(x + 2, y);
    return drawn;
  };
  state.setSnap(ticksPerQuarter * 2 / 3);
  const int dashed = heights(ticksPerQuarter * 2 / 3);
  state.setSnap(ticksPerQuarter / 2);
  const int whole = heights(ticksPerQuarter / 2);
  EXPECT_GT(dashed, 0);
  EXPECT_LT(dashed, whole * 2 / 3);
}

}  // namespace
}  // namespace cadenza::ui
