// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QAction>
#include <QCheckBox>
#include <QSpinBox>

#include "ui/controls/segmented_control.h"
#include "ui/piano_roll/keyboard.h"
#include "ui/shell/preferences_dialog.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

class PreferencesTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    dialog = window.findChild<PreferencesDialog*>();
    ASSERT_NE(dialog, nullptr);
  }
  template <class Widget>
  [[nodiscard]] Widget& field(const char* name) {
    auto* widget = dialog->findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  void choose(const char* box, const char* text) {
    field<QComboBox>(box).setCurrentText(QString::fromLatin1(text));
  }
  [[nodiscard]] QImage keyboardPicture() {
    return window.roll().findChild<Keyboard*>()->grab().toImage();
  }

  PreferencesDialog* dialog = nullptr;
};

TEST_F(PreferencesTest, ThemeAndFollowingTakeEffectAtOnceAndFollowWhatMenusDo) {
  QTest::mouseClick(field<SegmentedControl>("prefTheme").segment(1), Qt::LeftButton);
  EXPECT_EQ(appearance.choice(), ThemeChoice::Light);
  EXPECT_TRUE(window.actions().themes[1]->isChecked());
  window.actions().themes[2]->trigger();
  EXPECT_EQ(field<SegmentedControl>("prefTheme").current(), 2);
  field<QCheckBox>("prefFollow").setChecked(false);
  EXPECT_FALSE(window.roll().isFollowing());
}

TEST_F(PreferencesTest, TheNextDrawnNoteIsAsPreferred) {
  field<QSpinBox>("editVelocity").setValue(33);
  choose("editLength", "Half");
  choose("editSnap", "1/2");
  EXPECT_EQ(window.roll().snap(), 2 * ticksPerQuarter);
  dialog->close();
  drawNote(1);
  ASSERT_EQ(noteCount(), 1u);
  EXPECT_EQ(document.score().notes()[0].velocity, 33);
  EXPECT_EQ(document.score().notes()[0].duration, 2 * ticksPerQuarter);
}

TEST_F(PreferencesTest, NotesAreDrawnInSilenceWhenPreferredButKeysStillSound) {
  QSignalSpy auditions(&window.roll(), &PianoRoll::auditionRequested);
  field<QCheckBox>("editSounds").setChecked(false);
  dialog->close();
  drawNote(1);
  EXPECT_EQ(auditions.count(), 0);
  QSignalSpy played(&window.roll(), &PianoRoll::played);
  QTest::mouseClick(window.roll().findChild<Keyboard*>(), Qt::LeftButton, {}, {30, 60});
  EXPECT_EQ(played.count(), 2) << "a key is struck and let go";
  preferences.setEditing({});
  drawNote(2);
  EXPECT_EQ(auditions.count(), 1);
}

TEST_F(PreferencesTest, NamesOnAllRowsAreSeenAtOnce) {
  const QImage before = keyboardPicture();
  choose("editNames", "On all rows");
  EXPECT_NE(keyboardPicture(), before);
  choose("editNames", "On every C");
  EXPECT_EQ(keyboardPicture(), before);
}

TEST_F(PreferencesTest, TheWheelTurnsTheOtherWay) {
  dialog->close();
  const auto turn = [this](int y) {
    auto* area = window.roll().findChild<NoteArea*>();
    const QPointF middle(area->width() / 2.0, area->height() / 2.0);
    QWheelEvent event(middle, area->mapToGlobal(middle), {}, {0, y}, Qt::NoButton,
                      Qt::ShiftModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(area, &event);
    return window.roll().visibleRange().begin;
  };
  EXPECT_GT(turn(-120), 0);
  EditingPreferences editing = preferences.editing();
  editing.reversesWheel = true;
  preferences.setEditing(editing);
  EXPECT_EQ(turn(-120), 0);
}

TEST_F(PreferencesTest, AllOfItIsThereAgainNextTime) {
  field<QSpinBox>("editVelocity").setValue(33);
  choose("editLength", "32nd");
  choose("editSnap", "1/8T");
  choose("editNames", "On all rows");
  field<QCheckBox>("editSounds").setChecked(false);
  field<QCheckBox>("editWheel").setChecked(true);
  choose("prefStart", "The last piece");
  settings.sync();
  const Preferences later(settings);
  EXPECT_EQ(later.editing(), preferences.editing());
  EXPECT_EQ(later.editing(),
            (EditingPreferences{33, ticksPerQuarter / 8, ticksPerQuarter / 3, true, false, true}));
  EXPECT_EQ(later.beginning(), Beginning::LastPiece);
}

TEST_F(PreferencesTest, TheDefaultsCanBeHadAgain) {
  field<QSpinBox>("editVelocity").setValue(33);
  choose("prefStart", "An empty piece");
  QTest::mouseClick(&field<QAbstractButton>("restoreDefaults"), Qt::LeftButton);
  EXPECT_EQ(preferences.editing(), EditingPreferences{});
  EXPECT_EQ(preferences.beginning(), Beginning::Demo);
  EXPECT_EQ(field<QSpinBox>("editVelocity").value(), 80);
  EXPECT_EQ(field<QComboBox>("prefStart").currentText(), "The demo piece");
}

TEST_F(PreferencesTest, ItIsOpenOnceOnly) {
  window.actions().preferences->trigger();
  EXPECT_EQ(window.findChildren<PreferencesDialog*>().size(), 1);
}

}  // namespace
}  // namespace cadenza::ui
