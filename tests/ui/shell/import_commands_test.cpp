// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/import_commands.h"

#include <QFile>
#include <QMessageBox>
#include <QMimeData>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/score/edits.h"
#include "tests/support/band.h"
#include "tests/support/midi_cases.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

class ImportCommandsTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    ASSERT_TRUE(writeFile(folder / "band.mid", test::bandFile()));
    ASSERT_TRUE(writeFile(folder / "hands.mid", test::twoHandsFile()));
    ASSERT_TRUE(writeFile(folder / "broken.mid", test::bytesOf({'M', 'T', 'h', 'd', 0})));
  }
  [[nodiscard]] QString in(const char* name) const {
    return QString::fromStdString((folder / name).string());
  }
  [[nodiscard]] ImportDialog* dialog() const {
    for (auto* found : window.findChildren<ImportDialog*>()) {
      if (found->isVisible()) return found;
    }
    return static_cast<ImportDialog*>(nullptr);
  }
  [[nodiscard]] bool waitForDialog() {
    return waitUntil([this] { return dialog() != nullptr; });
  }
  void press(const char* name) {
    ASSERT_TRUE(waitForDialog());
    auto* button = dialog()->findChild<QAbstractButton*>(QLatin1String(name));
    ASSERT_NE(button, nullptr) << name;
    button->click();
  }
  [[nodiscard]] QMessageBox* box(const char* name) const {
    for (auto* found : window.findChildren<QMessageBox*>(QLatin1String(name))) {
      if (found->isVisible()) return found;
    }
    return static_cast<QMessageBox*>(nullptr);
  }
  void drop(const QList<QString>& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &event);
    ASSERT_TRUE(event.isAccepted());
  }
  void drawSome() { document.push("Draw", insertNotes({{0, 960, 50, 80}, {3840, 960, 52, 80}})); }
};

TEST_F(ImportCommandsTest, TwoHandsOfAPianoOpenWithoutAQuestion) {
  window.files().openFile(in("hands.mid"));
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 2; }));
  EXPECT_EQ(dialog(), nullptr);
  EXPECT_EQ(document.path(), in("hands.mid"));
}

TEST_F(ImportCommandsTest, OfSeveralInstrumentsTheUserChoosesAndTheFileIsNotThePieces) {
  window.files().openFile(in("band.mid"));
  ASSERT_TRUE(waitForDialog());
  EXPECT_EQ(noteCount(), 0u);
  press("openParts");
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 1; }));
  EXPECT_TRUE(document.path().isEmpty());
  EXPECT_EQ(document.displayName(), QString("band"));
  EXPECT_TRUE(document.isModified());
  EXPECT_EQ(document.score().tempo().changes().front().microsPerQuarter, 400'000u);
  EXPECT_EQ(*readFile(folder / "band.mid"), test::bandFile());
}

TEST_F(ImportCommandsTest, SavedOverItsFileAPartOfItNamesTheNotesOfTheOthers) {
  window.files().openFile(in("band.mid"));
  press("openParts");
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 1; }));
  window.actions().save->trigger();
  auto* files = window.findChild<QFileDialog*>();
  ASSERT_NE(files, nullptr);
  Q_EMIT files->fileSelected(in("band.mid"));
  ASSERT_TRUE(waitUntil([this] { return box("midiLossQuestion") != nullptr; }));
  EXPECT_TRUE(box("midiLossQuestion")->informativeText().contains("not imported"))
      << box("midiLossQuestion")->informativeText().toStdString();
  box("midiLossQuestion")->button(QMessageBox::Cancel)->click();
  EXPECT_EQ(*readFile(folder / "band.mid"), test::bandFile());
}

TEST_F(ImportCommandsTest, ExportedOverAFileThatHoldsMoreTheLossesAreNamed) {
  const auto bytes = test::fromHex(test::midi_case::skipped);
  ASSERT_TRUE(writeFile(folder / "song.mid", bytes));
  window.files().openFile(in("song.mid"));
  ASSERT_TRUE(waitUntil([this] { return document.path() == in("song.mid"); }));
  const auto exportOverIt = [this] {
    window.actions().exportMidi->trigger();
    Q_EMIT window.findChild<QFileDialog*>()->fileSelected(in("song.mid"));
    return waitUntil([this] { return box("exportLossQuestion") != nullptr; });
  };
  ASSERT_TRUE(exportOverIt());
  EXPECT_TRUE(box("exportLossQuestion")->informativeText().contains("2 lyrics"));
  box("exportLossQuestion")->button(QMessageBox::Cancel)->click();
  EXPECT_EQ(*readFile(folder / "song.mid"), bytes);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

  ASSERT_TRUE(exportOverIt());
  for (QAbstractButton* button : box("exportLossQuestion")->buttons()) {
    if (button->text() == "Overwrite") button->click();
  }
  EXPECT_TRUE(waitUntil([&] { return *readFile(folder / "song.mid") != bytes; }));
  EXPECT_TRUE(waitUntil([this] { return !document.isChangedOnDisk(); })) << "it was we ourselves";
}

TEST_F(ImportCommandsTest, CancellingChangesNothing) {
  drawSome();
  const Score before = document.score();
  window.files().openFile(in("band.mid"));
  ASSERT_TRUE(waitUntil([this] { return box("unsavedQuestion") != nullptr; }));
  box("unsavedQuestion")->button(QMessageBox::Discard)->click();
  ASSERT_TRUE(waitForDialog());
  dialog()->reject();
  EXPECT_EQ(document.score(), before);
  EXPECT_TRUE(document.isModified());
}

TEST_F(ImportCommandsTest, ImportingAlwaysAsks) {
  window.actions().importMidi->trigger();
  answerDialog(folder / "hands.mid");
  ASSERT_TRUE(waitForDialog());
  press("openParts");
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 2; }));
  EXPECT_EQ(document.path(), in("hands.mid")) << "all of a piano piece: simply opened";
}

TEST_F(ImportCommandsTest, WhatIsDroppedOntoAPieceCanBeAddedToIt) {
  drawSome();
  playback.seek(1920);
  drop({in("band.mid")});
  press("addParts");
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 3; }));
  EXPECT_EQ(document.score().notes()[1], (Note{1920, 96, 60, 100}));
  EXPECT_TRUE(document.score().tempo().changes().empty());
  document.undoStack().undo();
  EXPECT_EQ(noteCount(), 2u);
  EXPECT_EQ(document.undoStack().count(), 2) << "one step";
}

TEST_F(ImportCommandsTest, WhatIsDroppedOntoAPieceCanTakeItsPlaceAfterAQuestion) {
  drawSome();
  drop({in("band.mid")});
  press("openParts");
  ASSERT_TRUE(waitUntil([this] { return box("unsavedQuestion") != nullptr; }));
  box("unsavedQuestion")->button(QMessageBox::Discard)->click();
  ASSERT_TRUE(waitUntil([this] { return noteCount() == 1; }));
}

TEST_F(ImportCommandsTest, OfSeveralDroppedFilesTheOthersGoToNewWindows) {
  drawSome();
  document.undoStack().setClean();
  QSignalSpy others(&window, &MainWindow::newWindowForFileRequested);
  drop({in("hands.mid"), in("band.mid")});
  ASSERT_TRUE(waitUntil([this] { return document.path() == in("hands.mid"); }));
  ASSERT_EQ(others.count(), 1);
  EXPECT_EQ(others[0][0].toString(), in("band.mid"));
}

TEST_F(ImportCommandsTest, ABadFileIsRefusedWithAClearWord) {
  drawSome();
  drop({in("broken.mid")});
  ASSERT_TRUE(waitUntil([this] { return box("complaint") != nullptr; }));
  EXPECT_TRUE(box("complaint")->text().contains("broken.mid"));
  EXPECT_EQ(noteCount(), 2u);
}

TEST_F(ImportCommandsTest, TickedPartsAreHeardInPlaceOfThePiece) {
  drawSome();
  playback.seek(1920);
  drop({in("band.mid")});
  press("hearParts");
  ASSERT_TRUE(waitUntil([this] { return heard->count() == 1; }));
  ASSERT_TRUE(waitUntil([this] { return !playback.isHearing(); })) << "it comes to its end";
  EXPECT_EQ(playback.position(), 1920);
  EXPECT_FALSE(playback.isPlaying());
  dialog()->reject();
}

TEST_F(ImportCommandsTest, ClosingTheDialogSilencesWhatIsHeard) {
  ASSERT_TRUE(writeMidiFile(folder / "long.mid", test::etude(60)));
  window.actions().importMidi->trigger();
  answerDialog(folder / "long.mid");
  press("hearParts");
  ASSERT_TRUE(waitUntil([this] { return playback.isHearing(); }));
  dialog()->reject();
  EXPECT_FALSE(playback.isHearing());
}

TEST_F(ImportCommandsTest, MidiIsExportedAsTheTypeThatIsChosenNextTimeToo) {
  document.reset(test::etude(60));
  window.actions().exportMidi->trigger();
  auto* files = window.findChild<QFileDialog*>();
  ASSERT_NE(files, nullptr);
  EXPECT_TRUE(files->selectedNameFilter().contains("type 1"));
  files->selectNameFilter(files->nameFilters().at(1));
  answerDialog(folder / "one.mid");
  ASSERT_TRUE(waitUntil([this] { return QFile::exists(in("one.mid")); }));
  EXPECT_EQ(readMidiFile(folder / "one.mid")->format, 0);
  EXPECT_EQ(readMidiFile(folder / "one.mid")->score, document.score());
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  window.actions().exportMidi->trigger();
  EXPECT_TRUE(window.findChild<QFileDialog*>()->selectedNameFilter().contains("type 0"));
}

}  // namespace
}  // namespace cadenza::ui
