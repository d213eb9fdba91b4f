// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/pedal_lane.h"

#include "core/score/pedal_edits.h"
#include "lane_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PedalLaneTest : public StripTest<PedalLane> {
 protected:
  [[nodiscard]] QPointF on(double tick) const { return {x(tick), middle()}; }
  [[nodiscard]] std::vector<TickRange> blocks() const {
    return pedalBlocks(document.score().pedal());
  }
  void draw(TickRange range) { document.push("draw", setPedalDown(document.score(), range)); }
};

TEST_F(PedalLaneTest, ADragHoldsThePedalFromGridToGrid) {
  dragStrip(on(quarter + 100), on(3 * quarter - 100));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{quarter, 3 * quarter}));
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(lastStep(), "Draw pedal");
}

TEST_F(PedalLaneTest, AltDrawsWhereThePointerIs) {
  dragStrip(on(1'000), on(1'500), Qt::AltModifier);
  ASSERT_EQ(blocks().size(), 1u);
  EXPECT_NEAR(blocks()[0].begin, 1'000, 10);
  EXPECT_NEAR(blocks()[0].end, 1'500, 10);
}

TEST_F(PedalLaneTest, AClickOnEmptyGroundChangesNothing) {
  dragStrip(on(1'000), on(1'000));
  EXPECT_EQ(steps(), 0);
}

TEST_F(PedalLaneTest, EdgesAndBodiesMove) {
  draw({2 * quarter, 4 * quarter});
  dragStrip(on(4 * quarter) - QPointF(2, 0), on(6 * quarter) - QPointF(2, 0));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{2 * quarter, 6 * quarter}));
  dragStrip(on(2 * quarter) + QPointF(2, 0), on(quarter) + QPointF(2, 0));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{quarter, 6 * quarter}));
  dragStrip(on(3 * quarter), on(4 * quarter));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{2 * quarter, 7 * quarter}));
  EXPECT_EQ(steps(), 4);
}

TEST_F(PedalLaneTest, BlocksThatMeetStayTheirOwnAndThoseThatOverlapJoin) {
  draw({0, 2 * quarter});
  draw({4 * quarter, 6 * quarter});
  dragStrip(on(2 * quarter + 200), on(4 * quarter + 200));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{0, 2 * quarter}, TickRange{2 * quarter, 4 * quarter},
                                    TickRange{4 * quarter, 6 * quarter}));
  // From empty ground at the right over the blocks at its left.
  dragStrip(on(7 * quarter), on(5 * quarter));
  EXPECT_THAT(blocks().back(), (TickRange{4 * quarter, 7 * quarter}));
}

TEST_F(PedalLaneTest, ADoubleClickLiftsABlock) {
  draw({quarter, 3 * quarter});
  doubleClickStrip(on(2 * quarter));
  EXPECT_THAT(blocks(), IsEmpty());
  EXPECT_EQ(lastStep(), "Lift pedal");
}

TEST_F(PedalLaneTest, TheEraserLiftsAllThatItPasses) {
  draw({0, quarter});
  draw({2 * quarter, 3 * quarter});
  draw({5 * quarter, 6 * quarter});
  state.setTool(Tool::Erase);
  dragStrip(on(quarter / 2), on(2 * quarter + 300));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{5 * quarter, 6 * quarter}));
  EXPECT_EQ(steps(), 4);
}

TEST_F(PedalLaneTest, EscapeTakesADragBack) {
  draw({quarter, 3 * quarter});
  pressStrip(on(2 * quarter));
  moveStrip(on(5 * quarter));
  EXPECT_FALSE(state.preview().empty());
  QTest::keyClick(&strip, Qt::Key_Escape);
  releaseStrip(on(5 * quarter));
  EXPECT_THAT(blocks(), ElementsAre(TickRange{quarter, 3 * quarter}));
  EXPECT_TRUE(state.preview().empty());
  EXPECT_EQ(steps(), 1);
}

TEST_F(PedalLaneTest, TheViewScrollsWhileADragIsBeyondTheBorder) {
  std::vector<Note> many;
  for (Tick i = 0; i < 100; ++i) many.push_back({i * quarter, quarter, 60, 80});
  document.reset(Score({many, {}, {}, {}}));
  pressStrip(on(2 * quarter));
  moveStrip({900, middle()});
  EXPECT_TRUE(QTest::qWaitFor([&] { return state.view().leftTick() > 4 * quarter; }));
  releaseStrip({790, middle()});
  ASSERT_EQ(blocks().size(), 1u);
  EXPECT_GT(blocks()[0].end, 10 * quarter);
}

TEST_F(PedalLaneTest, TheCursorTellsWhatAPressWouldDo) {
  draw({quarter, 3 * quarter});
  hoverStrip(on(2 * quarter));
  EXPECT_EQ(strip.cursor().shape(), Qt::SizeAllCursor);
  hoverStrip(on(quarter));
  EXPECT_EQ(strip.cursor().shape(), Qt::SizeHorCursor);
  hoverStrip(on(3 * quarter) + QPointF(3, 0));
  EXPECT_EQ(strip.cursor().shape(), Qt::SizeHorCursor);
  hoverStrip(on(5 * quarter));
  EXPECT_EQ(strip.cursor().shape(), Qt::CrossCursor);
}

TEST_F(PedalLaneTest, TenThousandChangesArePaintedByColumns) {
  ScoreItems items;
  for (Tick i = 0; i < 10'000; ++i) {
    items.pedal.push_back({i, static_cast<std::uint8_t>(i % 128)});
  }
  document.reset(Score(items));
  const QImage image = strip.grab().toImage();
  EXPECT_NE(image.pixelColor(Keyboard::width + 100, image.height() - 12),
            image.pixelColor(Keyboard::width + 100, 5));
}

}  // namespace
}  // namespace cadenza::ui
