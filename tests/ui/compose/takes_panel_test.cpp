// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/takes_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

#include "core/score/edits.h"
#include "take_fixture.h"
#include "tests/ui/window_support.h"
#include "ui/compose/take_edit.h"
#include "ui/compose/take_settings_dialog.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class TakesPanelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    document.push("Draw", insertNotes({seed}));
    const auto hear = [this] { playback.setScore(panel.comparison().applied(document.score())); };
    QObject::connect(&panel.comparison(), &TakeComparison::changed, &panel, hear);
    panel.resize(300, 500);
  }

  void show(std::vector<Take> takes) {
    document.setTakes(std::move(takes));
    panel.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
    panel.activateWindow();
    panel.list().setFocus();
  }
  void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&panel.list(), static_cast<Qt::Key>(key), modifiers);
  }
  [[nodiscard]] TakeRowLayout layoutOf(int id) {
    auto& model = static_cast<TakeModel&>(*panel.list().model());
    const QModelIndex row = model.indexOf(id);
    return {panel.list().visualRect(row), model.placeOf(row).level};
  }
  void click(const QRect& place) {
    QTest::mouseClick(panel.list().viewport(), Qt::LeftButton, {}, place.center());
  }
  [[nodiscard]] const Take& take(int id) const { return *findTake(document.takes(), id); }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    return *panel.findChild<Widget*>(QLatin1String(name));
  }

  const Note seed{0, bar, 48, 80};
  Appearance appearance{ThemeChoice::Dark};
  Document document;
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(heard); }};
  QAction generate{"Generate"};
  TakesPanel panel{document, playback, appearance, &generate};
};

TEST_F(TakesPanelTest, WhereNothingIsComposedItSaysWhatToDo) {
  generate.setShortcut(Qt::CTRL | Qt::Key_Return);
  show({});
  EXPECT_FALSE(panel.list().isVisible());
  QStringList words;
  for (const QLabel* label : panel.findChildren<QLabel*>()) {
    if (label->isVisible()) words << label->text();
  }
  EXPECT_TRUE(words.join(' ').contains("No takes yet")) << words.join(' ').toStdString();
  document.setTakes({smallTake(1, 0, 60)});
  EXPECT_TRUE(panel.list().isVisible());
  EXPECT_EQ(panel.list().currentTake(), 1);
}

TEST_F(TakesPanelTest, F2WritesAnotherName) {
  show({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  panel.list().choose(1);
  press(Qt::Key_F2);
  auto* field = panel.findChild<QLineEdit*>("takeName");
  ASSERT_NE(field, nullptr);
  field->selectAll();
  QTest::keyClicks(field, "Bolder s");
  EXPECT_FALSE(take(1).starred);
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_TRUE(waitUntil([this] { return take(1).name == "Bolder s"; }));
  EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(TakesPanelTest, EscapeInTheNameLeavesItAlone) {
  show({smallTake(1, 0, 60)});
  press(Qt::Key_F2);
  auto* field = panel.findChild<QLineEdit*>("takeName");
  ASSERT_NE(field, nullptr);
  QTest::keyClicks(field, "x");
  QTest::keyClick(field, Qt::Key_Escape);
  EXPECT_EQ(take(1).name, "Take 1");
}

TEST_F(TakesPanelTest, ATakeThatComesWhileANameIsWrittenDoesNotLoseIt) {
  show({smallTake(1, 0, 60)});
  press(Qt::Key_F2);
  auto* field = panel.findChild<QLineEdit*>("takeName");
  ASSERT_NE(field, nullptr);
  field->selectAll();
  QTest::keyClicks(field, "Half a na");
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  QTest::keyClicks(field, "me");
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_TRUE(waitUntil([this] { return take(1).name == "Half a name"; }));
}

TEST_F(TakesPanelTest, SAndAClickAtTheRightStarAndUnstar) {
  show({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  panel.list().choose(1);
  press(Qt::Key_S);
  EXPECT_TRUE(take(1).starred);
  click(layoutOf(2).star);
  EXPECT_TRUE(take(2).starred);
  click(layoutOf(2).star);
  EXPECT_FALSE(take(2).starred);
  press(Qt::Key_S, Qt::ShiftModifier);
  EXPECT_EQ(panel.list().model()->rowCount(), 1);
  EXPECT_TRUE(find<QLabel>("takeCount").text().contains("1 starred"));
}

TEST_F(TakesPanelTest, WithoutAnyStarTheFilterSaysSo) {
  show({smallTake(1, 0, 60)});
  press(Qt::Key_S, Qt::ShiftModifier);
  EXPECT_FALSE(panel.list().isVisible());
  panel.commands().starredOnly->trigger();
  EXPECT_TRUE(panel.list().isVisible());
}

TEST_F(TakesPanelTest, EnterGoesBackToATakeInOneStepThatUndoTakesBack) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  const Score before = document.score();
  panel.list().choose(1);
  press(Qt::Key_Return);
  EXPECT_THAT(document.score().notes(), SizeIs(3));
  EXPECT_EQ(document.currentTake(), 1);
  EXPECT_EQ(document.undoStack().undoText(), "Go back to Take 1");
  EXPECT_EQ(document.undoStack().count(), 2);
  panel.list().choose(2);
  press(Qt::Key_Return);
  EXPECT_EQ(document.score().notes()[1].pitch, 62);
  EXPECT_THAT(document.score().notes(), SizeIs(3));
  press(Qt::Key_Return);
  EXPECT_EQ(document.undoStack().count(), 3);
  document.undoStack().undo();
  document.undoStack().undo();
  EXPECT_EQ(document.score(), before);
}

TEST_F(TakesPanelTest, ADoubleClickGoesBackToATakeToo) {
  show({smallTake(1, 0, 60)});
  QTest::mouseDClick(panel.list().viewport(), Qt::LeftButton, {}, layoutOf(1).name.center());
  EXPECT_THAT(document.score().notes(), SizeIs(3));
}

TEST_F(TakesPanelTest, AClickOnThePictureHearsTheTakeInItsPlaceAndAnotherEndsIt) {
  show({smallTake(1, 0, 60)});
  click(layoutOf(1).picture);
  EXPECT_TRUE(playback.isHearing());
  EXPECT_EQ(panel.list().currentIndex().data(TakeModel::Sounding), true);
  EXPECT_TRUE(waitUntil([this] { return heard->count() > 0; }));
  EXPECT_THAT(document.score().notes(), ElementsAre(seed));
  click(layoutOf(1).picture);
  EXPECT_FALSE(playback.isHearing());
  EXPECT_EQ(panel.list().currentIndex().data(TakeModel::Sounding), false);
}

TEST_F(TakesPanelTest, PHearsTheOtherTakeInPlaceOfTheOne) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  panel.list().choose(1);
  press(Qt::Key_P);
  panel.list().choose(2);
  press(Qt::Key_P);
  EXPECT_TRUE(playback.isHearing());
  EXPECT_EQ(panel.list().currentIndex().data(TakeModel::Sounding), true);
  playback.endHearing();
  EXPECT_EQ(panel.list().currentIndex().data(TakeModel::Sounding), false);
}

TEST_F(TakesPanelTest, ATakeThatIsDeletedOrLeftWithItsPieceIsHeardNoMore) {
  for (const bool deleted : {true, false}) {
    show({smallTake(1, 0, 60), smallTake(2, 1, 62)});
    panel.list().choose(2);
    press(Qt::Key_P);
    ASSERT_TRUE(playback.isHearing());
    panel.list().choose(1);
    if (deleted) {
      press(Qt::Key_Delete, Qt::ShiftModifier);
    } else {
      document.reset({});
    }
    EXPECT_FALSE(playback.isHearing());
  }
}

TEST_F(TakesPanelTest, AAndBAreHeardInTurnAtTheSamePlace) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  panel.list().choose(1);
  press(Qt::Key_A);
  panel.list().choose(2);
  press(Qt::Key_B);
  const TakeComparison& comparison = panel.comparison();
  EXPECT_EQ(comparison.a(), 1);
  EXPECT_EQ(comparison.b(), 2);
  EXPECT_TRUE(find<QWidget>("comparison").isVisible());
  const auto pitch = [&] { return comparison.applied(document.score()).notes().back().pitch; };
  EXPECT_EQ(pitch(), seed.pitch);
  panel.commands().compare->trigger();
  EXPECT_EQ(pitch(), 60);
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_TRUE(waitUntil([this] { return playback.position() >= bar; }));
  panel.commands().compare->trigger();
  EXPECT_EQ(pitch(), 62);
  EXPECT_TRUE(playback.isPlaying());
  QTest::mouseClick(&find<QAbstractButton>("hearA"), Qt::LeftButton);
  EXPECT_EQ(pitch(), 60);
  EXPECT_THAT(document.score().notes(), ElementsAre(seed));
  QTest::mouseClick(&find<QAbstractButton>("endComparing"), Qt::LeftButton);
  EXPECT_EQ(pitch(), seed.pitch);
  EXPECT_FALSE(find<QWidget>("comparison").isVisible());
}

TEST_F(TakesPanelTest, OneMarkedTakeIsComparedWithThePieceAsItIs) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  panel.list().choose(2);
  press(Qt::Key_B);
  panel.commands().compare->trigger();
  EXPECT_EQ(panel.comparison().heard(), TakeMark::B);
  panel.commands().compare->trigger();
  EXPECT_EQ(panel.comparison().heard(), TakeMark::None);
  press(Qt::Key_A);
  EXPECT_EQ(panel.comparison().a(), 2);
  EXPECT_EQ(panel.comparison().b(), 0);
  press(Qt::Key_A);
  EXPECT_TRUE(panel.comparison().isEmpty());
  EXPECT_FALSE(panel.commands().compare->isEnabled());
}

TEST_F(TakesPanelTest, ADeletedTakeIsComparedNoMore) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  panel.list().choose(2);
  press(Qt::Key_A);
  panel.commands().compare->trigger();
  press(Qt::Key_Delete);
  EXPECT_TRUE(panel.comparison().isEmpty());
  EXPECT_EQ(panel.comparison().applied(document.score()), document.score());
}

TEST_F(TakesPanelTest, DeletingIsAStepAndTheNextTakeIsChosen) {
  show({smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 2, 64)});
  QSignalSpy said(&panel.commands(), &TakeCommands::said);
  panel.list().choose(2);
  press(Qt::Key_Delete);
  EXPECT_THAT(document.takes(), SizeIs(2));
  EXPECT_EQ(take(3).parent, 1);
  EXPECT_EQ(panel.list().currentTake(), 3);
  ASSERT_EQ(said.count(), 1);
  EXPECT_TRUE(said[0][0].toString().contains("Undo"));
  document.undoStack().undo();
  EXPECT_EQ(take(3).parent, 2);
  panel.list().choose(1);
  press(Qt::Key_Delete, Qt::ShiftModifier);
  EXPECT_TRUE(document.takes().empty());
  document.undoStack().undo();
  EXPECT_THAT(document.takes(), SizeIs(3));
}

TEST_F(TakesPanelTest, ComposingOnFromATakePutsItIntoThePieceAndMakesItTheParent) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  QSignalSpy branched(&panel.commands(), &TakeCommands::branchRequested);
  panel.list().choose(1);
  panel.commands().branch->trigger();
  ASSERT_EQ(branched.count(), 1);
  EXPECT_EQ(branched[0][0].toInt(), 1);
  EXPECT_EQ(document.currentTake(), 1);
  EXPECT_THAT(document.score().notes(), SizeIs(3));
  panel.commands().branch->trigger();
  EXPECT_EQ(document.undoStack().count(), 2);
}

TEST_F(TakesPanelTest, SettingsAreShownInWordsAndTheSeedNumberIsCopied) {
  show({smallTake(1, 0, 60)});
  press(Qt::Key_I);
  auto* dialog = panel.findChild<TakeSettingsDialog*>();
  ASSERT_NE(dialog, nullptr);
  QStringList words;
  for (const QLabel* label : dialog->findChildren<QLabel*>()) words << label->text();
  for (const char* word : {"Seed number", "101", "Temperature", "0.9", "scribe", "Continue"}) {
    EXPECT_TRUE(words.contains(QLatin1String(word))) << word;
  }
  panel.commands().copySeed->trigger();
  EXPECT_EQ(QApplication::clipboard()->text(), "101");
}

TEST_F(TakesPanelTest, KeysThatItDoesNotNeedAreLeftToTheWindow) {
  show({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  const auto taken = [this](int key, Qt::KeyboardModifiers modifiers = {}) {
    QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
    event.ignore();
    QApplication::sendEvent(&panel.list(), &event);
    return event.isAccepted();
  };
  EXPECT_TRUE(taken(Qt::Key_S));
  EXPECT_TRUE(taken(Qt::Key_Delete));
  EXPECT_TRUE(taken(Qt::Key_Down));
  EXPECT_TRUE(taken(Qt::Key_Return));
  EXPECT_FALSE(taken(Qt::Key_Space));
  EXPECT_FALSE(taken(Qt::Key_L));
  EXPECT_FALSE(taken(Qt::Key_Z, Qt::ControlModifier));
  EXPECT_FALSE(taken(Qt::Key_B, Qt::ShiftModifier));
}

TEST_F(TakesPanelTest, AFoldedBranchStaysFoldedWhenTakesCome) {
  show({smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 1, 64)});
  auto& model = static_cast<TakeModel&>(*panel.list().model());
  click(layoutOf(1).fold);
  EXPECT_FALSE(panel.list().isExpanded(model.indexOf(1)));
  document.setTakes(
      {smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 1, 64), smallTake(4, 0, 65)});
  EXPECT_FALSE(panel.list().isExpanded(model.indexOf(1)));
  EXPECT_EQ(panel.list().currentTake(), 4);
}

TEST_F(TakesPanelTest, OfFiveHundredTakesOnlyThePicturesThatAreSeenAreDrawn) {
  std::vector<Take> takes;
  for (int id = 1; id <= 500; ++id) takes.push_back(smallTake(id, id % 3 ? id - 1 : 0, 60));
  show(std::move(takes));
  panel.repaint();
  EXPECT_TRUE(waitUntil([this] {
    return !panel.pictures().find(take(500), panel.devicePixelRatioF()).isNull();
  }));
  EXPECT_LE(panel.pictures().drawn(), 2 * panel.height() / TakeRowLayout::height);
}

TEST_F(TakesPanelTest, PicturesAreAsSharpAsTheScreenAndFollowTheTheme) {
  show({smallTake(1, 0, 60)});
  QSignalSpy ready(&panel.pictures(), &TakePictures::ready);
  const QPixmap soon = panel.pictures().find(take(1), 2.0);
  ASSERT_TRUE(waitUntil([&] { return !panel.pictures().find(take(1), 2.0).isNull(); }));
  const QPixmap dark = panel.pictures().find(take(1), 2.0);
  EXPECT_EQ(dark.size(), TakePictures::size * 2);
  const auto teal = [](const QPixmap& picture, const QColor& ink) {
    const QImage image = picture.toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        const QColor pixel = image.pixelColor(x, y);
        count += std::abs(pixel.hue() - ink.hue()) < 8 && pixel.saturation() > 60;
      }
    }
    return count;
  };
  EXPECT_GT(teal(dark, darkTheme().candidate), 20);
  appearance.setChoice(ThemeChoice::Light);
  const QPixmap light = panel.pictures().find(take(1), 2.0);
  EXPECT_GT(teal(light, lightTheme().candidate), 20);
  EXPECT_EQ(light.toImage().pixelColor(64, 10), lightTheme().roll);
}

}  // namespace
}  // namespace cadenza::ui
