// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane_stack.h"

#include <QAction>
#include <QToolButton>

#include "roll_fixture.h"
#include "ui/piano_roll/pedal_lane.h"
#include "ui/piano_roll/tempo_lane.h"
#include "ui/piano_roll/velocity_lane.h"

namespace cadenza::ui {
namespace {

class LaneStackTest : public ::testing::Test {
 protected:
  LaneStackTest() {
    roll.resize(1000, 700);
    roll.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&roll));
  }
  Document document;
  Appearance appearance{ThemeChoice::Dark};
  PianoRoll roll{document, appearance};
  VelocityLane& velocity = *roll.findChild<VelocityLane*>();
  PedalLane& pedal = *roll.findChild<PedalLane*>();
  TempoLane& tempo = *roll.findChild<TempoLane*>();
};

TEST_F(LaneStackTest, LanesAreShownAndHiddenByTheirActions) {
  EXPECT_TRUE(velocity.isVisible());
  EXPECT_FALSE(tempo.isVisible());
  roll.action(RollAction::ShowTempoLane)->trigger();
  EXPECT_TRUE(tempo.isVisible());
  EXPECT_TRUE(roll.action(RollAction::ShowTempoLane)->isChecked());
  roll.action(RollAction::ShowVelocityLane)->trigger();
  EXPECT_FALSE(velocity.isVisible());
  EXPECT_FALSE(roll.isLaneVisible(LaneKind::Velocity));
}

TEST_F(LaneStackTest, AFoldedLaneShowsItsNameAlone) {
  const int open = velocity.height();
  QTest::mouseClick(velocity.findChild<QToolButton*>("foldLane"), Qt::LeftButton);
  EXPECT_EQ(velocity.height(), Lane::foldedHeight);
  QTest::mouseClick(velocity.findChild<QToolButton*>("foldLane"), Qt::LeftButton);
  EXPECT_EQ(velocity.height(), open);
}

TEST_F(LaneStackTest, TheUpperEdgeChangesALanesHeight) {
  QWidget& grip = *pedal.findChild<QWidget*>("laneGrip");
  const int before = pedal.height();
  sendMouse(grip, QEvent::MouseButtonPress, {50, 2}, Qt::LeftButton, Qt::LeftButton, {});
  sendMouse(grip, QEvent::MouseMove, {50, -38}, Qt::NoButton, Qt::LeftButton, {});
  EXPECT_EQ(pedal.height(), before + 40);
}

TEST_F(LaneStackTest, HowLanesAreShownIsKept) {
  roll.setLaneVisible(LaneKind::Tempo, true);
  QTest::mouseClick(pedal.findChild<QToolButton*>("foldLane"), Qt::LeftButton);
  const QByteArray saved = roll.saveLanes();
  PianoRoll other(document, appearance);
  other.restoreLanes(saved);
  EXPECT_TRUE(other.isLaneVisible(LaneKind::Tempo));
  EXPECT_EQ(other.findChild<PedalLane*>()->height(), Lane::foldedHeight);
  EXPECT_EQ(other.saveLanes(), saved);
}

TEST_F(LaneStackTest, NonsenseIsRestoredAsAtFirst) {
  const QByteArray fresh = roll.saveLanes();
  for (const char* text :
       {"", "nonsense", "[1]", "{\"velocity\":3}", "{\"pedal\":{\"height\":\"x\"}}"}) {
    roll.restoreLanes(text);
    EXPECT_EQ(roll.saveLanes(), fresh) << text;
  }
  roll.restoreLanes("{\"pedal\":{\"height\":1000000}}");
  EXPECT_EQ(pedal.height(), LaneView::most);
}

}  // namespace
}  // namespace cadenza::ui
