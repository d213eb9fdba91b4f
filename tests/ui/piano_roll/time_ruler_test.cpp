// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_ruler.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTimer>

#include "core/score/place_edits.h"
#include "core/score/tempo_edits.h"
#include "lane_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double upper = 10;  // heights of the two halves
constexpr double lower = 32;

class TimeRulerTest : public StripTest<TimeRuler> {
 protected:
  TimeRulerTest() {
    QObject::connect(&state, &RollState::seekRequested, [this](Tick tick) { sought = tick; });
  }
  [[nodiscard]] QPointF on(double tick, double y = lower) const { return {x(tick), y}; }
  void mark(Tick tick, const char* name) {
    document.push("mark", addMarker(document.score(), tick, name));
  }
  [[nodiscard]] const std::vector<Marker>& markers() const { return document.score().markers(); }
  void type(const QString& text) {
    auto* field = strip.findChild<QLineEdit*>();
    ASSERT_TRUE(field);
    field->setText(text);
    QTest::keyClick(field, Qt::Key_Return);
  }
  /// Chooses the entry that begins so from the context menu.
  void chooseAt(QPointF where, const QString& words) {
    QTimer::singleShot(0, &strip, [&] {
      auto* menu = strip.findChild<QMenu*>();
      ASSERT_TRUE(menu);
      for (QAction* action : menu->actions()) {
        if (action->text().startsWith(words)) action->trigger();
      }
      menu->close();
    });
    sendMouse(strip, QEvent::MouseButtonPress, inStrip(where), Qt::RightButton, Qt::RightButton,
              {});
  }

  std::optional<Tick> sought;
};

TEST_F(TimeRulerTest, AClickGoesThereOnTheGrid) {
  dragStrip(on(2 * quarter + 100), on(2 * quarter + 100));
  EXPECT_EQ(sought, 2 * quarter);
  EXPECT_FALSE(state.timeRange());
}

TEST_F(TimeRulerTest, ADragMarksAStretchWhoseEndsMove) {
  dragStrip(on(quarter + 10), on(3 * quarter));
  EXPECT_EQ(state.timeRange(), (TickRange{quarter, 3 * quarter}));
  dragStrip(on(3 * quarter), on(5 * quarter));
  EXPECT_EQ(state.timeRange(), (TickRange{quarter, 5 * quarter}));
  EXPECT_FALSE(sought);
}

TEST_F(TimeRulerTest, TheBodyOfTheStretchMovesIt) {
  state.setTimeRange(TickRange{quarter, 3 * quarter});
  dragStrip(on(2 * quarter), on(4 * quarter));
  EXPECT_EQ(state.timeRange(), (TickRange{3 * quarter, 5 * quarter}));
  dragStrip(on(4 * quarter), on(0));
  EXPECT_EQ(state.timeRange(), (TickRange{0, 2 * quarter}));
}

TEST_F(TimeRulerTest, ShiftMarksAnewInsideOfIt) {
  state.setTimeRange(TickRange{0, 8 * quarter});
  dragStrip(on(2 * quarter + 10), on(4 * quarter), Qt::ShiftModifier);
  EXPECT_EQ(state.timeRange(), (TickRange{2 * quarter, 4 * quarter}));
}

TEST_F(TimeRulerTest, EscapeTakesADragBack) {
  state.setTimeRange(TickRange{quarter, 3 * quarter});
  pressStrip(on(2 * quarter));
  moveStrip(on(6 * quarter));
  QTest::keyClick(&strip, Qt::Key_Escape);
  releaseStrip(on(6 * quarter));
  EXPECT_EQ(state.timeRange(), (TickRange{quarter, 3 * quarter}));
}

TEST_F(TimeRulerTest, ADoubleClickInsideUnmarks) {
  state.setTimeRange(TickRange{quarter, 3 * quarter});
  doubleClickStrip(on(2 * quarter));
  EXPECT_FALSE(state.timeRange());
}

TEST_F(TimeRulerTest, ADoubleClickAboveTheBarsNamesANewMarker) {
  doubleClickStrip(on(4 * quarter + 50, upper));
  type("Trio");
  EXPECT_THAT(markers(), ElementsAre(Marker{4 * quarter, "Trio"}));
  EXPECT_EQ(lastStep(), "Add marker “Trio”");
}

TEST_F(TimeRulerTest, AMarkerWithoutANameIsNone) {
  doubleClickStrip(on(4 * quarter, upper));
  type("  ");
  EXPECT_THAT(markers(), IsEmpty());
}

TEST_F(TimeRulerTest, AMarkerIsDraggedAsOneStep) {
  mark(2 * quarter, "A");
  dragStrip(on(2 * quarter, upper) + QPointF(6, 0), on(5 * quarter, upper) + QPointF(6, 0));
  EXPECT_THAT(markers(), ElementsAre(Marker{5 * quarter, "A"}));
  EXPECT_EQ(steps(), 2);
  EXPECT_FALSE(state.timeRange());
}

TEST_F(TimeRulerTest, AClickOnAMarkerGoesToIt) {
  mark(2 * quarter + 77, "A");
  const QPointF flag = on(2 * quarter + 77, upper) + QPointF(6, 0);
  dragStrip(flag, flag);
  EXPECT_EQ(sought, 2 * quarter + 77);
  EXPECT_EQ(steps(), 1);
}

TEST_F(TimeRulerTest, ADoubleClickOnAMarkerRenamesIt) {
  mark(2 * quarter, "A");
  doubleClickStrip(on(2 * quarter, upper) + QPointF(6, 0));
  type("Coda");
  EXPECT_THAT(markers(), ElementsAre(Marker{2 * quarter, "Coda"}));
}

TEST_F(TimeRulerTest, AMarkerIsDeletedFromItsMenu) {
  mark(2 * quarter, "A");
  chooseAt(on(2 * quarter, upper) + QPointF(6, 0), "Delete the marker");
  EXPECT_THAT(markers(), IsEmpty());
}

TEST_F(TimeRulerTest, ABarTakesATimeSignature) {
  chooseAt(on(6 * quarter), "Time signature from bar 2");
  auto* beats = strip.findChild<QSpinBox*>();
  ASSERT_TRUE(beats);
  beats->setValue(3);
  QTest::keyClick(beats, Qt::Key_Return);
  EXPECT_THAT(document.score().meter().signatures(), ElementsAre(TimeSignature{4 * quarter, 3, 4}));
  chooseAt(on(5 * quarter), "Remove the time signature");
  EXPECT_THAT(document.score().meter().signatures(), IsEmpty());
}

TEST_F(TimeRulerTest, TheFirstSignatureIsShownAndChangedByADoubleClick) {
  const auto labels = rulerLabels(state);
  ASSERT_EQ(labels.size(), 1u);
  EXPECT_EQ(labels[0].text, "4/4");
  doubleClickStrip(labels[0].place.center());
  auto* unit = strip.findChild<QComboBox*>();
  ASSERT_TRUE(unit);
  unit->setCurrentText("8");
  QTest::keyClick(unit, Qt::Key_Return);
  EXPECT_THAT(document.score().meter().signatures(), ElementsAre(TimeSignature{0, 4, 8}));
}

TEST_F(TimeRulerTest, TempoChangesAreHintedWhereThereIsRoom) {
  document.push("tempo", addTempo(document.score(), 4 * quarter, 90));
  const auto labels = rulerLabels(state);
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_EQ(labels[1].kind, RulerLabelKind::Tempo);
  EXPECT_EQ(labels[1].text, "♩ = 90");
}

TEST_F(TimeRulerTest, LabelsNeverLieOverOneAnother) {
  for (Tick bar = 0; bar < 8; ++bar) mark(bar * quarter, "a long name for such a short place");
  for (Tick i = 0; i < 40; ++i) {
    document.push("tempo", addTempo(document.score(), i * quarter / 4, 60 + i));
  }
  document.push("meter", setTimeSignature(document.score(), {4 * quarter, 3, 4}));
  const auto labels = rulerLabels(state);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = i + 1; j < labels.size(); ++j) {
      EXPECT_FALSE(labels[i].place.intersects(labels[j].place))
          << labels[i].text.toStdString() << " and " << labels[j].text.toStdString();
    }
  }
}

}  // namespace
}  // namespace cadenza::ui
