// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/mini_map.h"

#include "roll_fixture.h"

namespace cadenza::ui {
namespace {

class MiniMapTest : public RollTest {
 protected:
  MiniMapTest() {
    std::vector<Note> notes;
    for (Tick i = 0; i < 200; ++i) notes.push_back({i * quarter, quarter, 60, 80});
    document.reset(Score({notes, {}, {}, {}}));
    map.resize(800, MiniMap::height);
    map.show();
    state.changeView([](RollTransform& view) { view.fitTime({40 * quarter, 60 * quarter}, 0); });
  }
  void pressMap(double x) {
    sendMouse(map, QEvent::MouseButtonPress, {x, 10}, Qt::LeftButton, Qt::LeftButton, {});
  }
  void moveMap(double x) {
    sendMouse(map, QEvent::MouseMove, {x, 10}, Qt::NoButton, Qt::LeftButton, {});
  }
  void releaseMap(double x) {
    sendMouse(map, QEvent::MouseButtonRelease, {x, 10}, Qt::LeftButton, Qt::NoButton, {});
  }
  void dragMap(double from, double to) {
    pressMap(from);
    moveMap(to);
    releaseMap(to);
  }
  [[nodiscard]] double left() const { return state.view().leftTick(); }
  [[nodiscard]] double right() const { return state.view().tickAt(state.view().size().width()); }

  MiniMap map{state, wheel, nullptr};
};

TEST_F(MiniMapTest, TheFrameStandsAroundWhatIsInView) {
  EXPECT_NEAR(map.frame().left(), map.xOf(40 * quarter), 1);
  EXPECT_NEAR(map.frame().right(), map.xOf(60 * quarter), 1);
}

TEST_F(MiniMapTest, CandidatesAreInIt) {
  const auto proposedPixels = [this] {
    const QImage image = map.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        count += image.pixelColor(x, y) == state.theme().candidate;
      }
    }
    return count;
  };
  state.changeView([](RollTransform& view) { view.fitTime({0, 220 * quarter}, 0); });
  const int before = proposedPixels();
  state.setCandidate({{{50 * quarter, 10 * quarter, 64, 80}}, {}, {}, {}}, {}, {});
  EXPECT_GT(proposedPixels(), before + 20);
}

TEST_F(MiniMapTest, DraggingTheFrameScrolls) {
  const double length = right() - left();
  dragMap(map.frame().center().x(), map.frame().center().x() + 100);
  EXPECT_NEAR(left(), 65 * quarter, quarter / 2.0);
  EXPECT_NEAR(right() - left(), length, 1);
}

TEST_F(MiniMapTest, ItsEdgesZoom) {
  dragMap(map.frame().right(), map.xOf(100 * quarter));
  EXPECT_NEAR(left(), 40 * quarter, quarter / 2.0);
  EXPECT_NEAR(right(), 100 * quarter, quarter / 2.0);
  dragMap(map.frame().left(), map.xOf(90 * quarter));
  EXPECT_NEAR(left(), 90 * quarter, quarter / 2.0);
  EXPECT_NEAR(right(), 100 * quarter, quarter / 2.0);
}

TEST_F(MiniMapTest, APressBesideTheFrameGoesThere) {
  pressMap(map.xOf(150 * quarter));
  EXPECT_NEAR((left() + right()) / 2, 150 * quarter, quarter);
  releaseMap(map.xOf(150 * quarter));
}

TEST_F(MiniMapTest, EscapeTakesADragBack) {
  const RollTransform before = state.view();
  pressMap(map.frame().center().x());
  moveMap(700);
  QTest::keyClick(&map, Qt::Key_Escape);
  EXPECT_EQ(state.view(), before);
  moveMap(100);
  EXPECT_EQ(state.view(), before);
}

TEST_F(MiniMapTest, TheCursorTellsWhatAPressWouldDo) {
  const auto shapeAt = [&](double x) {
    sendMouse(map, QEvent::MouseMove, {x, 10}, Qt::NoButton, Qt::NoButton, {});
    return map.cursor().shape();
  };
  EXPECT_EQ(shapeAt(map.frame().center().x()), Qt::OpenHandCursor);
  EXPECT_EQ(shapeAt(map.frame().left()), Qt::SizeHorCursor);
  EXPECT_EQ(shapeAt(700), Qt::PointingHandCursor);
}

TEST_F(MiniMapTest, ShowsNotesAndFollowsEdits) {
  const auto notePixels = [&] {
    const QImage image = map.grab().toImage();
    int count = 0;
    for (int x = 0; x < image.width(); ++x) {
      for (int y = 0; y < image.height(); ++y) {
        count += image.pixelColor(x, y) == state.theme().accent;
      }
    }
    return count;
  };
  EXPECT_GT(notePixels(), 0);
  document.push("erase", eraseNotes(notes()));
  EXPECT_EQ(notePixels(), 0);
}

}  // namespace
}  // namespace cadenza::ui
