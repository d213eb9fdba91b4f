// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_commands.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/project/project_file.h"
#include "core/score/edits.h"
#include "tests/support/band.h"
#include "tests/support/midi_cases.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class FileCommandsTest : public WindowTest {
 protected:
  FileCommandsTest() {
    Note locked{0, 960, 60, 80, true};
    withLock.score = Score({{locked, {960, 960, 64, 80}}, {}, {}, {}});
  }
  [[nodiscard]] QString in(const char* name) const {
    return QString::fromStdString((folder / name).string());
  }
  [[nodiscard]] QMessageBox* question(const char* name) const {
    for (auto* box : window.findChildren<QMessageBox*>(QString::fromLatin1(name))) {
      if (box->isVisible()) return box;
    }
    return static_cast<QMessageBox*>(nullptr);
  }
  void press(QMessageBox* box, const char* text) {
    for (QAbstractButton* button : box->buttons()) {
      if (button->text().remove(QChar(u'&')) == QString::fromUtf8(text)) {
        button->click();
        return;
      }
    }
    FAIL() << text;
  }
  void open(const QString& path) {
    QSignalSpy opened(&document, &Document::opened);
    window.files().openFile(path);
    ASSERT_TRUE(waitUntil([&] { return opened.count() == 1; }));
  }

  Project withLock;
};

TEST_F(FileCommandsTest, AProjectIsSavedBackWithoutAQuestion) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  EXPECT_EQ(document.score(), withLock.score);
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(readProjectFile(folder / "song.cadenza")->project.score, document.score());
}

TEST_F(FileCommandsTest, AProjectIsFoundAgainAsItWasLeft) {
  document.reset(Score({{{0, 960, 60, 80}, {200 * 960, 960, 64, 80}}, {}, {}, {}}));
  PianoRoll& roll = window.roll();
  roll.showRange({50 * 960, 60 * 960});
  const TickRange seen = roll.visibleRange();
  roll.setSnap(320);
  roll.setTool(Tool::Select);
  roll.setTimeRange(TickRange{960, 1920});
  auto& tonic = find<QComboBox>("composeTonic");
  tonic.setCurrentIndex(3);
  find<QSpinBox>("composeSeed").setValue(4711);
  document.saveAs(in("song.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return !document.isBusy(); }));

  document.reset({});
  roll.setSnap(960);
  roll.setTool(Tool::Pencil);
  tonic.setCurrentIndex(0);
  find<QSpinBox>("composeSeed").setValue(1);
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  EXPECT_NEAR(roll.visibleRange().begin, seen.begin, 16);
  EXPECT_NEAR(roll.visibleRange().end, seen.end, 16);
  EXPECT_EQ(roll.snap(), 320);
  EXPECT_EQ(roll.tool(), Tool::Select);
  EXPECT_EQ(roll.timeRange(), (TickRange{960, 1920}));
  EXPECT_EQ(tonic.currentText(), "Key of the piece");
  EXPECT_EQ(find<QLabel>("composeEstimate").text(), QStringLiteral("D♭ major"));
  EXPECT_EQ(find<QSpinBox>("composeSeed").value(), 4711);
  EXPECT_FALSE(document.isModified());
}

TEST_F(FileCommandsTest, AModelThatIsNotHereAnyMoreIsNamed) {
  withLock.view = R"({"snap":240})";
  withLock.compose = R"({"model":"/elsewhere/ravel.safetensors","modelName":"Ravel"})";
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  document.open(in("song.cadenza"));
  EXPECT_TRUE(waitUntil([this] { return find<QLabel>("message").text().contains("Ravel"); }));
  EXPECT_EQ(find<QComboBox>("composeModel").currentText(), "tiny score");
}

TEST_F(FileCommandsTest, ANewPieceIsSavedAsAProjectUnlessAnotherEndingIsTyped) {
  document.push("Draw", insertNotes({{0, 960, 60, 80}}));
  window.actions().save->trigger();
  answerDialog(folder / "plain");
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(document.path(), in("plain.cadenza"));
  EXPECT_TRUE(readProjectFile(folder / "plain.cadenza"));
}

TEST_F(FileCommandsTest, AMidiFileIsSavedBackAsItIsWhenItCanHoldAll) {
  ASSERT_TRUE(writeMidiFile(folder / "song.mid", test::etude(60)));
  ASSERT_NO_FATAL_FAILURE(open(in("song.mid")));
  document.push("Draw", insertNotes({{0, 960, 30, 80}}));
  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(readMidiFile(folder / "song.mid")->score, document.score());
}

TEST_F(FileCommandsTest, WhatAMidiFileCanNotHoldIsTold) {
  ASSERT_TRUE(writeMidiFile(folder / "song.mid", test::etude(60)));
  ASSERT_NO_FATAL_FAILURE(open(in("song.mid")));
  document.push("Lock", insertNotes({{0, 960, 30, 80, true}}));
  window.actions().save->trigger();
  auto* asked = question("midiLossQuestion");
  ASSERT_NE(asked, nullptr);
  EXPECT_THAT(asked->informativeText().toStdString(), HasSubstr("The locks of 1 note"));
  asked->button(QMessageBox::Cancel)->click();
  EXPECT_TRUE(document.isModified());

  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return question("midiLossQuestion") != nullptr; }));
  press(question("midiLossQuestion"), "Save as a project…");
  answerDialog(folder / "song.cadenza");
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(readProjectFile(folder / "song.cadenza")->project.score, document.score());
}

TEST_F(FileCommandsTest, WhatAMidiFileHeldBeyondThePieceIsNamedBeforeItIsOverwritten) {
  const auto bytes = test::fromHex(test::midi_case::skipped);
  ASSERT_TRUE(writeFile(folder / "song.mid", bytes));
  ASSERT_NO_FATAL_FAILURE(open(in("song.mid")));
  EXPECT_THAT(find<QLabel>("message").text().toStdString(), HasSubstr("Not imported"));
  document.push("Draw", insertNotes({{0, 960, 30, 80}}));
  window.actions().save->trigger();
  auto* asked = question("midiLossQuestion");
  ASSERT_NE(asked, nullptr);
  EXPECT_THAT(asked->informativeText().toStdString(), HasSubstr("2 lyrics"));
  EXPECT_EQ(asked->defaultButton()->text(), "Save as a project…");
  asked->button(QMessageBox::Cancel)->click();
  EXPECT_EQ(*readFile(folder / "song.mid"), bytes);

  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return question("midiLossQuestion") != nullptr; }));
  press(question("midiLossQuestion"), "Overwrite");
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  const auto written = readMidiFile(folder / "song.mid");
  EXPECT_EQ(written->score, document.score());
  EXPECT_EQ(written->properties.key, (Key{0, Scale::Minor}));
  EXPECT_EQ(written->properties.copyright, "(c) me");
  document.push("Draw", insertNotes({{0, 960, 31, 80}}));
  window.actions().save->trigger();
  EXPECT_EQ(question("midiLossQuestion"), nullptr);
  EXPECT_TRUE(waitUntil([this] { return !document.isModified(); }));
}

TEST_F(FileCommandsTest, APieceThatWasRestoredAsksBeforeItOverwritesItsFile) {
  ASSERT_TRUE(writeFile(folder / "song.mid", test::fromHex(test::midi_case::skipped)));
  document.restore(withLock, in("song.mid"), "song");
  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return question("midiLossQuestion") != nullptr; }));
  EXPECT_THAT(question("midiLossQuestion")->informativeText().toStdString(),
              HasSubstr("2 pitch bends"));
  question("midiLossQuestion")->button(QMessageBox::Cancel)->click();
}

TEST_F(FileCommandsTest, APianoFileOfTwoHandsIsSavedWithoutAQuestionAndKeepsThem) {
  ASSERT_TRUE(writeFile(folder / "hands.mid", test::twoHandsFile()));
  ASSERT_NO_FATAL_FAILURE(open(in("hands.mid")));
  document.push("Draw", insertNotes({{0, 960, 60, 80}}));
  window.actions().save->trigger();
  EXPECT_EQ(question("midiLossQuestion"), nullptr);
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  const auto written = readMidiFile(folder / "hands.mid");
  EXPECT_EQ(written->tracks, 3);
  EXPECT_EQ(written->score, document.score());
}

TEST_F(FileCommandsTest, APieceKeepsItsKeyAndANewOneHasNone) {
  find<QComboBox>("composeTonic").setCurrentIndex(find<QComboBox>("composeTonic").findText("D"));
  find<QComboBox>("composeScale").setCurrentIndex(1);
  EXPECT_EQ(document.properties().key, (Key{2, Scale::Minor}));
  EXPECT_TRUE(document.isModified());
  document.saveAs(in("d.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(readProjectFile(folder / "d.cadenza")->project.properties.key, (Key{2, Scale::Minor}));

  ASSERT_TRUE(writeMidiFile(folder / "other.mid", test::etude(60)));
  ASSERT_NO_FATAL_FAILURE(open(in("other.mid")));
  EXPECT_EQ(document.properties().key, std::nullopt);
  EXPECT_EQ(find<QComboBox>("composeTonic").currentText(), "Key of the piece");
  EXPECT_EQ(window.roll().key(), std::nullopt);

  ASSERT_NO_FATAL_FAILURE(open(in("d.cadenza")));
  EXPECT_EQ(window.roll().key(), (Key{2, Scale::Minor}));
  EXPECT_EQ(find<QLabel>("composeEstimate").text(), "D minor");
  window.actions().newPiece->trigger();
  EXPECT_EQ(window.roll().key(), std::nullopt);
  EXPECT_EQ(find<QComboBox>("composeTonic").currentText(), "Key of the piece");
  EXPECT_FALSE(document.isModified());
}

TEST_F(FileCommandsTest, AnOpenedKeySignatureIsThePiecesKeyAndThatOfComposing) {
  ASSERT_TRUE(writeFile(folder / "c.mid", test::fromHex(test::midi_case::keySignature)));
  ASSERT_NO_FATAL_FAILURE(open(in("c.mid")));
  EXPECT_EQ(window.roll().key(), (Key{0, Scale::Minor}));
  EXPECT_EQ(find<QComboBox>("keyTonic").currentText(), "C");
  EXPECT_EQ(find<QComboBox>("composeTonic").currentText(), "Key of the piece");
  EXPECT_EQ(find<QLabel>("composeEstimate").text(), "C minor");
  EXPECT_FALSE(document.isModified());
}

TEST_F(FileCommandsTest, PiecePropertiesAreEditedAndUndone) {
  window.actions().pieceProperties->trigger();
  find<QLineEdit>("pieceTitle").setText(" Nocturne ");
  find<QLineEdit>("pieceComposer").setText("A. Composer");
  find<QPushButton>("pieceApply").click();
  EXPECT_EQ(document.properties().title, "Nocturne");
  EXPECT_THAT(window.windowTitle().toStdString(), HasSubstr("A. Composer"));
  EXPECT_TRUE(document.isModified());
  window.actions().undo->trigger();
  EXPECT_EQ(document.properties(), PieceProperties{});
}

TEST_F(FileCommandsTest, WhatAnotherProgramWroteMeanwhileIsNotReplacedUnasked) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", {}));
  window.actions().save->trigger();
  ASSERT_NE(question("changedQuestion"), nullptr);
  question("changedQuestion")->button(QMessageBox::Cancel)->click();
  EXPECT_EQ(readProjectFile(folder / "song.cadenza")->project.score, Score());
  window.actions().save->trigger();
  press(question("changedQuestion"), "Replace");
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  EXPECT_EQ(readProjectFile(folder / "song.cadenza")->project.score, document.score());
  document.push("Draw", insertNotes({{2880, 960, 67, 80}}));
  window.actions().save->trigger();
  EXPECT_EQ(question("changedQuestion"), nullptr);
  EXPECT_TRUE(waitUntil([this] { return !document.isModified(); }));
}

TEST_F(FileCommandsTest, ExportingMidiLeavesThePieceWhatItIs) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  window.actions().exportMidi->trigger();
  answerDialog(folder / "copy.mid");
  ASSERT_TRUE(waitUntil([this] { return QFile::exists(in("copy.mid")); }));
  EXPECT_TRUE(document.isModified());
  EXPECT_EQ(document.path(), in("song.cadenza"));
  EXPECT_EQ(readMidiFile(folder / "copy.mid")->score.notes().size(), 3u);
}

TEST_F(FileCommandsTest, AnExcerptIsExportedByItselfAndNeverOverThePiece) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  document.clearSelection();
  window.actions().exportExcerpt->trigger();
  EXPECT_EQ(window.findChild<QFileDialog*>(), nullptr) << "nothing is selected or marked";
  document.select({document.score().notes().back()});
  window.actions().exportExcerpt->trigger();
  answerDialog(folder / "part.mid");
  ASSERT_TRUE(waitUntil([this] { return QFile::exists(in("part.mid")); }));
  const auto written = readMidiFile(folder / "part.mid");
  ASSERT_EQ(written->score.notes().size(), 1u);
  EXPECT_EQ(written->score.notes()[0].pitch, document.score().notes().back().pitch);

  document.saveAs(in("song.mid"));
  ASSERT_TRUE(waitUntil([this] { return QFile::exists(in("song.mid")); }));
  ASSERT_TRUE(waitUntil([this] { return !document.isBusy(); }));
  const auto before = readFile(folder / "song.mid");
  document.select({document.score().notes().back()});
  window.actions().exportExcerpt->trigger();
  // As the dialog does once its own question about the file that is there is answered.
  for (auto* dialog : window.findChildren<QFileDialog*>()) {
    if (dialog->isVisible()) Q_EMIT dialog->fileSelected(in("song.mid"));
  }
  ASSERT_NE(question("complaint"), nullptr);
  EXPECT_EQ(*readFile(folder / "song.mid"), *before);
}

TEST_F(FileCommandsTest, ANewPieceBeginsWithoutTheModesOfTheLastOne) {
  window.roll().setTool(Tool::Erase);
  window.actions().loop->setChecked(true);
  window.actions().keyboardPiano->setChecked(true);
  window.roll().action(RollAction::WriteMode)->trigger();
  window.actions().newPiece->trigger();
  EXPECT_EQ(window.roll().tool(), Tool::Pencil);
  EXPECT_FALSE(window.actions().loop->isChecked());
  EXPECT_FALSE(window.actions().keyboardPiano->isChecked());
  EXPECT_FALSE(window.roll().action(RollAction::WriteMode)->isChecked());
}

TEST_F(FileCommandsTest, ANewPieceBeginsWithWhatWasChosen) {
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  document.saveAs(in("old.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return !document.isModified(); }));
  window.actions().newWith->trigger();
  find<QLineEdit>("newTitle").setText("Waltz");
  find<QDoubleSpinBox>("newTempo").setValue(92.5);
  find<QSpinBox>("newBeats").setValue(3);
  auto& key = find<QComboBox>("newKey");
  key.setCurrentIndex(key.findText(QStringLiteral("E♭ major")));
  click("newProceed");
  EXPECT_EQ(noteCount(), 0u);
  EXPECT_EQ(document.properties().title, "Waltz");
  EXPECT_EQ(document.properties().key, (Key{3, Scale::Major}));
  EXPECT_EQ(document.score().meter().signatureAt(0).numerator, 3);
  EXPECT_NEAR(document.score().tempo().changeAt(0).quartersPerMinute(), 92.5, 0.001);
  EXPECT_TRUE(document.path().isEmpty());
  EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(FileCommandsTest, OfADamagedProjectWhatIsThereCanBeHadAsANewPiece) {
  auto entries = *projectEntries(withLock);
  entries.erase("project.json");
  ASSERT_TRUE(writeFile(folder / "half.cadenza", *packZip(entries)));
  const auto before = *readFile(folder / "half.cadenza");
  window.files().openFile(in("half.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return question("damageQuestion") != nullptr; }));
  EXPECT_EQ(noteCount(), 0u);
  EXPECT_THAT(question("damageQuestion")->informativeText().toStdString(), HasSubstr("2 notes"));
  press(question("damageQuestion"), "Open what is there");
  EXPECT_EQ(noteCount(), 2u);
  EXPECT_TRUE(document.path().isEmpty());
  EXPECT_TRUE(document.isModified());
  EXPECT_EQ(*readFile(folder / "half.cadenza"), before);
}

TEST_F(FileCommandsTest, AReadOnlyFileOffersAnotherName) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  ASSERT_NO_FATAL_FAILURE(open(in("song.cadenza")));
  std::filesystem::permissions(folder / "song.cadenza", std::filesystem::perms(0444));
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return question("saveFailedQuestion") != nullptr; }));
  EXPECT_TRUE(document.isModified());
  press(question("saveFailedQuestion"), "Save as…");
  EXPECT_TRUE(waitUntil([this] { return window.findChild<QFileDialog*>() != nullptr; }));
}

TEST_F(FileCommandsTest, ANameOfAnotherKindOfFileIsRefused) {
  document.push("Draw", insertNotes({{1920, 960, 67, 80}}));
  window.actions().saveAs->trigger();
  auto* dialog = window.findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(in("song.wav"));
  ASSERT_NE(question("saveFailedQuestion"), nullptr);
  EXPECT_FALSE(QFile::exists(in("song.wav")));
}

TEST_F(FileCommandsTest, AProjectOfANewerCadenzaIsRefusedWithAClearWord) {
  auto entries = *projectEntries(withLock);
  const std::string text = R"({"format":"cadenza-project","version":99})";
  const auto bytes = std::as_bytes(std::span(text));
  entries["project.json"].assign(bytes.begin(), bytes.end());
  ASSERT_TRUE(writeFile(folder / "new.cadenza", *packZip(entries)));
  window.files().openFile(in("new.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return question("complaint") != nullptr; }));
  EXPECT_THAT(question("complaint")->informativeText().toStdString(), HasSubstr("newer Cadenza"));
}

TEST_F(FileCommandsTest, APieceCanBeDroppedOntoTheWindowAndALetterCanNot) {
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", withLock));
  const auto drop = [this](const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &enter);
    if (!enter.isAccepted()) return false;
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &event);
    return event.isAccepted();
  };
  EXPECT_FALSE(drop(in("letter.txt")));
  EXPECT_TRUE(drop(in("song.cadenza")));
  EXPECT_TRUE(waitUntil([this] { return noteCount() == 2; }));
}

}  // namespace
}  // namespace cadenza::ui
