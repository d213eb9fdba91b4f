// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDoubleSpinBox>
#include <QMenu>
#include <algorithm>

#include "core/midi/midi_writer.h"
#include "ui/piano_roll/snap_choices.h"
#include "ui/shell/ghost_notes.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using RollControlsTest = WindowTest;

void choose(QComboBox& box, const QVariant& data) {
  box.setCurrentIndex(box.findData(data));
  Q_EMIT box.activated(box.currentIndex());
}

TEST_F(RollControlsTest, TheTempoFieldChangesTheStretchAtThePlayhead) {
  document.reset(Score({{{0, 20'000, 60, 80}}, {}, {{0, 500'000}, {9'600, 600'000}}, {}}));
  auto& tempo = find<QDoubleSpinBox>("tempo");
  EXPECT_TRUE(tempo.isEnabled());
  EXPECT_NEAR(tempo.value(), 120, 0.01);
  playback.seek(10'000);
  ASSERT_TRUE(waitUntil([&] { return std::abs(tempo.value() - 100) < 0.01; }));
  tempo.setValue(80);
  EXPECT_EQ(document.score().tempo().changes(),
            (std::vector<TempoChange>{{0, 500'000}, {9'600, 750'000}}));
}

TEST_F(RollControlsTest, EverySnapThatIsOfferedIsTaken) {
  auto& box = find<QComboBox>("snap");
  for (const auto& group : snapChoices()) {
    for (const SnapChoice& choice : group) {
      box.setCurrentIndex(box.findData(choice.ticks));
      EXPECT_EQ(window.roll().snap(), choice.ticks) << choice.name.toStdString();
    }
  }
  window.roll().setSnap(160);
  EXPECT_EQ(box.currentText(), "1/16T");
}

TEST_F(RollControlsTest, OneKeyForTheRollAndForComposing) {
  choose(find<QComboBox>("keyTonic"), 3);
  choose(find<QComboBox>("keyScale"), static_cast<int>(Scale::Minor));
  EXPECT_EQ(window.roll().key(), (Key{3, Scale::Minor}));
  EXPECT_EQ(find<QComboBox>("keyTonic").currentText(), "E♭");
  EXPECT_EQ(find<QComboBox>("composeTonic").currentText(), "Key of the piece");
  EXPECT_EQ(find<QLabel>("composeEstimate").text(), QStringLiteral("E♭ minor"));
  // The music may leave the piece's key.
  find<QComboBox>("composeTonic").setCurrentIndex(0);
  EXPECT_EQ(window.roll().key(), (Key{3, Scale::Minor}));
  choose(find<QComboBox>("keyTonic"), -1);
  EXPECT_EQ(window.roll().key(), std::nullopt);
  EXPECT_EQ(find<QComboBox>("keyTonic").currentIndex(), 0);
  window.actions().undo->trigger();
  EXPECT_EQ(find<QComboBox>("keyTonic").currentText(), "E♭");
}

TEST_F(RollControlsTest, ATakesNotesAreShownAsGhosts) {
  Take take;
  take.id = 3;
  take.name = "Bright & quick";
  take.model = "scribe";
  take.material = Score({{{0, 960, 72, 80}}, {}, {}, {}});
  document.setTakes({take});
  QMenu menu;
  window.findChild<GhostNotes*>()->fill(menu);
  Q_EMIT menu.aboutToShow();
  const auto named = [&] {
    const auto actions = menu.actions();
    const auto found = std::ranges::find(actions, QString("Bright && quick, by scribe"),
                                         [](const QAction* action) { return action->text(); });
    return found == actions.end() ? nullptr : *found;
  };
  ASSERT_TRUE(named());
  named()->trigger();
  EXPECT_EQ(window.roll().ghost(), take.material.notes());
  Q_EMIT menu.aboutToShow();
  EXPECT_TRUE(named()->isChecked());
  document.reset({});
  EXPECT_TRUE(window.roll().ghost().empty());
}

TEST_F(RollControlsTest, AFilesNotesAreShownAsGhosts) {
  const std::filesystem::path file = folder / "other take.mid";
  ASSERT_TRUE(writeMidiFile(file, Score({{{960, 960, 60, 80}}, {}, {}, {}})));
  auto* ghosts = window.findChild<GhostNotes*>();
  ASSERT_TRUE(ghosts);
  const QImage before = window.roll().grab().toImage();
  ghosts->showFile(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitUntil([&] { return window.roll().grab().toImage() != before; }));
  EXPECT_TRUE(document.score().notes().empty());
}

}  // namespace
}  // namespace cadenza::ui
