// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/tempo_lane.h"

#include <QDoubleSpinBox>

#include "core/score/tempo_edits.h"
#include "lane_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

class TempoLaneTest : public StripTest<TempoLane> {
 protected:
  [[nodiscard]] QPointF at(double tick, double tempo) const {
    return {x(tick), strip.scale().yOf(tempo)};
  }
  void add(Tick tick, double tempo) {
    document.push("add", addTempo(document.score(), tick, tempo));
  }
  /// Changes as ticks and whole tempi.
  [[nodiscard]] std::vector<std::pair<Tick, long>> tempi() const {
    std::vector<std::pair<Tick, long>> answer;
    for (const TempoChange& change : document.score().tempo().changes()) {
      answer.emplace_back(change.tick, std::lround(change.quartersPerMinute()));
    }
    return answer;
  }
};

TEST_F(TempoLaneTest, AClickWritesNothing) {
  const QPointF where = at(2 * quarter + 100, 100);
  dragStrip(where, where);
  EXPECT_TRUE(tempi().empty());
  EXPECT_EQ(steps(), 0);
}

TEST_F(TempoLaneTest, ADoubleClickAddsATempoOnTheGrid) {
  const QPointF where = at(2 * quarter + 100, 100);
  doubleClickStrip(where);
  ASSERT_EQ(tempi().size(), 1u);
  EXPECT_EQ(tempi()[0].first, 2 * quarter);
  EXPECT_NEAR(static_cast<double>(tempi()[0].second), 100, 1);
  EXPECT_EQ(steps(), 1);
}

TEST_F(TempoLaneTest, ADragMovesAPointInTimeAndValue) {
  add(2 * quarter, 120);
  const QPointF to = at(4 * quarter, 100);
  dragStrip(at(2 * quarter, 120), to);
  EXPECT_THAT(tempi(), ElementsAre(Pair(4 * quarter, 100)));
  EXPECT_EQ(steps(), 2);
}

TEST_F(TempoLaneTest, ShiftKeepsToOneOfThem) {
  add(2 * quarter, 120);
  dragStrip(at(2 * quarter, 120), at(5 * quarter, 118), Qt::ShiftModifier);
  EXPECT_THAT(tempi(), ElementsAre(Pair(5 * quarter, 120)));
}

TEST_F(TempoLaneTest, ADragMakesARampOfBeats) {
  dragStrip(at(0, 120), at(4 * quarter, 100));
  EXPECT_THAT(tempi(), ElementsAre(Pair(0, 120), Pair(quarter, 115), Pair(2 * quarter, 110),
                                   Pair(3 * quarter, 105), Pair(4 * quarter, 100)));
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(lastStep(), "Ritardando");
}

TEST_F(TempoLaneTest, ADoubleClickOnAPointTakesANumber) {
  add(2 * quarter, 120);
  doubleClickStrip(at(2 * quarter, 120));
  auto* field = strip.findChild<QDoubleSpinBox*>();
  ASSERT_TRUE(field);
  field->setValue(93.5);
  QTest::keyClick(field, Qt::Key_Return);
  ASSERT_EQ(document.score().tempo().changes().size(), 1u);
  EXPECT_NEAR(document.score().tempo().changeAt(2 * quarter).quartersPerMinute(), 93.5, 0.001);
}

TEST_F(TempoLaneTest, EscapeLeavesTheNumberAsItWas) {
  add(2 * quarter, 120);
  doubleClickStrip(at(2 * quarter, 120));
  auto* field = strip.findChild<QDoubleSpinBox*>();
  ASSERT_TRUE(field);
  field->setValue(93.5);
  QTest::keyClick(field, Qt::Key_Escape);
  EXPECT_THAT(tempi(), ElementsAre(Pair(2 * quarter, 120)));
}

TEST_F(TempoLaneTest, TheEraserRemovesAPoint) {
  add(2 * quarter, 120);
  state.setTool(Tool::Erase);
  const QPointF where = at(2 * quarter, 120);
  dragStrip(where, where);
  EXPECT_TRUE(tempi().empty());
}

TEST_F(TempoLaneTest, EscapeTakesADragBack) {
  pressStrip(at(0, 100));
  moveStrip(at(2 * quarter, 110));
  EXPECT_FALSE(state.preview().empty());
  QTest::keyClick(&strip, Qt::Key_Escape);
  releaseStrip(at(2 * quarter, 100));
  EXPECT_TRUE(tempi().empty());
  EXPECT_TRUE(state.preview().empty());
}

TEST_F(TempoLaneTest, TheScaleHoldsAllTempiOfThePiece) {
  add(0, 60);
  add(quarter, 240);
  EXPECT_LT(strip.scale().low, 60);
  EXPECT_GT(strip.scale().high, 240);
}

}  // namespace
}  // namespace cadenza::ui
