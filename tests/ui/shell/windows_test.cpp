// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windows.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <atomic>
#include <future>

#include "core/project/project_file.h"
#include "core/score/edits.h"
#include "tests/support/fake_midi.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/midi_in_controller.h"
#include "ui/settings/preferences.h"
#include "ui/shell/background_training.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/interrupted_question.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace std::chrono_literals;

class WindowsTest : public ::testing::Test {
 protected:
  WindowsTest() {
    windows.add().window.show();
    QObject::connect(&windows, &Windows::backgroundWanted, &background,
                     [this] { background.begin({}); });
    QObject::connect(&background, &BackgroundTraining::shown, &windows, &Windows::showAgain);
  }

  [[nodiscard]] QString in(const char* name) const {
    return QString::fromStdString((folder / name).string());
  }
  [[nodiscard]] PieceWindow& piece(std::size_t index) { return *windows.all().at(index); }
  void write(const char* name, int pitch) {
    Project project;
    project.score = test::etude(pitch);
    ASSERT_TRUE(writeProjectFile(folder / name, project));
  }
  static void draw(PieceWindow& piece) {
    piece.document.push("Draw", insertNotes({{0, 960, 60, 80}}));
  }
  QMessageBox* question() {
    for (QWidget* widget : QApplication::topLevelWidgets()) {
      auto* box = qobject_cast<QMessageBox*>(widget);
      if (box && box->isVisible()) return box;
    }
    return static_cast<QMessageBox*>(nullptr);
  }
  void answer(QMessageBox::StandardButton button) {
    ASSERT_TRUE(waitUntil([this] { return question() != nullptr; }));
    question()->button(button)->click();
  }

  void train() {
    std::filesystem::create_directories(folder / "music");
    writeEtudes(folder / "music", 12);
    TrainingPlan plan;
    plan.corpus.places = {folder / "music"};
    plan.options.recipe = findRecipe("score", NetworkSize::Small).value();
    plan.options.out = folder / "models" / "new.safetensors";
    std::filesystem::create_directories(folder / "models");
    ASSERT_TRUE(training.add(plan));
  }

  test::TemporaryFolder folder;
  QSettings settings{in("settings.ini"), QSettings::IniFormat};
  FakeLearning learning;
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  std::atomic<int> sinks = 0;
  std::atomic<double> gain = 0;
  Appearance appearance{ThemeChoice::Dark};
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return folder / "corpus.cache"; },
                              folder / "runs"};
  ListeningController listening{training, loadComposer, folder / "pinned-seed.mid"};
  const QString backgroundName =
      QStringLiteral("cadenza-test-") + QString::number(QCoreApplication::applicationPid());
  BackgroundTraining background{training, backgroundName};
  ModelLibrary models{folder / "models", std::nullopt};
  Preferences preferences{settings};
  test::FakeMidi midi;
  MidiInController hands{preferences, [this](const MidiInSetup& setup, MidiListener listener) {
                           return std::make_unique<MidiPortInput>(
                               setup, std::move(listener), [this] { return midi.makeIn(); }, 0.01);
                         }};
  Windows windows{
      {appearance,
       corpus,
       training,
       listening,
       models,
       settings,
       preferences,
       [](const Score&, const std::filesystem::path&, const AudioExportOptions&, const auto&,
          std::stop_token) -> Result<RenderedAudio> { return RenderedAudio{}; },
       [this](const SoundSetup& setup) {
         ++sinks;
         gain = setup.synth.gain;
         return std::make_unique<NotingSink>(heard);
       },
       loadComposer,
       folder / "recovery",
       {},
       &hands}};
};

TEST_F(WindowsTest, EachWindowHasAPieceOfItsOwn) {
  piece(0).window.actions().newWindow->trigger();
  ASSERT_THAT(windows.all(), SizeIs(2));
  EXPECT_TRUE(piece(1).window.isVisible());
  draw(piece(1));
  EXPECT_TRUE(piece(0).document.score().notes().empty());
  EXPECT_FALSE(piece(0).window.isWindowModified());
  EXPECT_TRUE(piece(1).window.isWindowModified());
}

TEST_F(WindowsTest, ASecondWindowOpensItsSoundWhenItPlays) {
  ASSERT_TRUE(waitUntil([this] { return sinks == 1; }));
  PieceWindow& second = windows.openNew();
  draw(second);
  QTest::qWait(0);
  EXPECT_EQ(sinks, 1);
  second.window.actions().play->trigger();
  EXPECT_TRUE(waitUntil([this] { return sinks == 2 && heard->count() > 0; }));
}

TEST_F(WindowsTest, AnotherSoundIsHeardInEveryWindowThatHasOne) {
  ASSERT_TRUE(waitUntil([this] { return sinks == 1; }));
  windows.openNew();
  SoundSetup louder = preferences.sound();
  louder.synth.gain = 2;
  preferences.setSound(louder);
  EXPECT_TRUE(waitUntil([this] { return sinks == 2 && gain == 2.0; }));
  EXPECT_TRUE(Preferences(settings).sound() == louder) << "it is remembered";
}

TEST_F(WindowsTest, FilesGoIntoTheFreeWindowFirstAndThenIntoNewOnes) {
  write("a.cadenza", 60);
  write("b.cadenza", 62);
  windows.openFile(in("a.cadenza"));
  windows.openFile(in("b.cadenza"));
  ASSERT_THAT(windows.all(), SizeIs(2));
  ASSERT_TRUE(waitUntil([this] {
    return !piece(0).document.path().isEmpty() && !piece(1).document.path().isEmpty();
  }));
  EXPECT_EQ(piece(0).document.path(), in("a.cadenza"));
  EXPECT_EQ(piece(1).document.score(), test::etude(62));
}

TEST_F(WindowsTest, APieceThatIsOpenIsShownAndNotOpenedTwice) {
  write("a.cadenza", 60);
  windows.openFile(in("a.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return !piece(0).document.path().isEmpty(); }));
  PieceWindow& second = windows.openNew();
  second.window.files().openFile(in("a.cadenza"));
  windows.openFile(in("a.cadenza"));
  EXPECT_FALSE(second.document.isBusy());
  EXPECT_TRUE(second.document.path().isEmpty());
  EXPECT_THAT(windows.all(), SizeIs(2));
}

TEST_F(WindowsTest, APieceIsNotSavedOverOneThatIsOpen) {
  write("a.cadenza", 60);
  windows.openFile(in("a.cadenza"));
  ASSERT_TRUE(waitUntil([this] { return !piece(0).document.path().isEmpty(); }));
  PieceWindow& second = windows.openNew();
  draw(second);
  second.window.actions().saveAs->trigger();
  auto* dialog = second.window.findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(in("a.cadenza"));
  ASSERT_NE(question(), nullptr);
  EXPECT_EQ(question()->objectName(), "complaint");
  EXPECT_EQ(readProjectFile(folder / "a.cadenza")->project.score, test::etude(60));
}

TEST_F(WindowsTest, SeveralPiecesCanBeDroppedAtOnce) {
  write("a.cadenza", 60);
  write("b.cadenza", 62);
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(in("a.cadenza")), QUrl::fromLocalFile(in("notes.txt")),
                QUrl::fromLocalFile(in("b.cadenza"))});
  QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(&piece(0).window, &enter);
  QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(&piece(0).window, &event);
  ASSERT_THAT(windows.all(), SizeIs(2));
  ASSERT_TRUE(waitUntil([this] {
    return piece(0).document.path() == in("a.cadenza") &&
           piece(1).document.path() == in("b.cadenza");
  }));
}

TEST_F(WindowsTest, TheWindowMenuListsWhatIsOpen) {
  windows.openNew();
  draw(piece(1));
  QMenu& menu = piece(0).window.windowMenu();
  Q_EMIT menu.aboutToShow();
  const auto actions = menu.actions();
  ASSERT_EQ(actions.size(), 4);
  EXPECT_TRUE(actions[2]->isChecked());
  EXPECT_FALSE(actions[3]->isChecked());
  EXPECT_THAT(actions[3]->text().toStdString(), HasSubstr("not saved"));
}

TEST_F(WindowsTest, ClosingOneLeavesTheOther) {
  windows.openNew();
  draw(piece(0));
  piece(0).window.actions().closeWindow->trigger();
  answer(QMessageBox::Discard);
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  EXPECT_TRUE(piece(0).window.isVisible());
}

TEST_F(WindowsTest, QuittingAsksAboutEachPieceOnce) {
  windows.openNew();
  windows.openNew();
  draw(piece(0));
  draw(piece(2));
  piece(1).window.actions().quit->trigger();
  answer(QMessageBox::Discard);
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  answer(QMessageBox::Discard);
  EXPECT_TRUE(waitUntil([this] { return windows.all().empty(); }));
}

TEST_F(WindowsTest, OnlyTheLastWindowAsksAboutATrainingThatRuns) {
  train();
  windows.openNew();
  piece(1).window.close();
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  EXPECT_TRUE(training.isTraining());
  windows.quit();
  ASSERT_TRUE(waitUntil([this] { return question() != nullptr; }));
  EXPECT_EQ(question()->objectName(), "trainingQuestion");
  ui::answer(*question(), "Stop and keep");
  EXPECT_TRUE(waitUntil([this] { return windows.all().empty(); }));
  EXPECT_FALSE(training.isTraining());
}

TEST_F(WindowsTest, TrainingsGoOnWithoutWindowsUntilTheyAreDone) {
  train();
  train();
  bool finished = false;
  QObject::connect(&background, &BackgroundTraining::finished, [&] { finished = true; });
  windows.quit();
  ASSERT_TRUE(waitUntil([this] { return question() != nullptr; }));
  ui::answer(*question(), "Go on in the background");
  ASSERT_TRUE(waitUntil([this] { return windows.all().empty(); }));
  EXPECT_TRUE(training.isTraining());
  EXPECT_TRUE(background.isActive());
  EXPECT_FALSE(finished);
  learning.gate.open();
  EXPECT_TRUE(waitUntil([&] { return finished; }));
  EXPECT_FALSE(background.isActive());
  for (const TrainingRun* run : training.runs()) EXPECT_EQ(run->state, RunState::Finished);
}

TEST_F(WindowsTest, StartedAgainCadenzaShowsTheTrainingInTheBackground) {
  train();
  EXPECT_FALSE(BackgroundTraining::handOver(backgroundName, {})) << "none is in the background";
  windows.quit();
  ASSERT_TRUE(waitUntil([this] { return question() != nullptr; }));
  ui::answer(*question(), "Go on in the background");
  ASSERT_TRUE(waitUntil([this] { return windows.all().empty(); }));
  // The other program, which waits for this one.
  auto other = std::async(std::launch::async,
                          [this] { return BackgroundTraining::handOver(backgroundName, {}); });
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  EXPECT_TRUE(waitUntil([&] { return other.wait_for(0s) == std::future_status::ready; }));
  EXPECT_TRUE(other.get());
  EXPECT_EQ(piece(0).window.workspace(), Workspace::Train);
  EXPECT_FALSE(background.isActive());
  EXPECT_TRUE(training.isTraining());
}

TEST_F(WindowsTest, CancelLetsWindowAndTrainingBe) {
  train();
  windows.quit();
  ASSERT_TRUE(waitUntil([this] { return question() != nullptr; }));
  ui::answer(*question(), "Cancel");
  EXPECT_EQ(windows.all().size(), 1u);
  EXPECT_TRUE(training.isTraining());
}

TEST_F(WindowsTest, AnInterruptedTrainingIsOfferedAndGoesOn) {
  train();
  ASSERT_TRUE(waitUntil([this] { return training.current()->minutes > 0; }));
  const std::string id = training.current()->id;
  // A program that dies: its runs as they are, without its lock.
  ASSERT_TRUE(waitUntil([&] { return readRun(training.find(id)->folder).hasValue(); }));
  std::filesystem::create_directories(folder / "died");
  std::filesystem::copy(training.find(id)->folder, folder / "died" / id,
                        std::filesystem::copy_options::recursive);
  TrainingController next{[this] { return Result<Learning*>(&learning); },
                          [this](const auto&) { return folder / "corpus.cache"; }, folder / "died"};
  next.load();
  ASSERT_TRUE(waitUntil([&] { return next.find(id) != nullptr; }));
  askAboutInterrupted(next, &piece(0).window);
  ASSERT_NE(question(), nullptr);
  EXPECT_EQ(question()->objectName(), "interruptedQuestion");
  ui::answer(*question(), "Leave it");
  EXPECT_EQ(next.find(id)->state, RunState::Stopped);
}

TEST_F(WindowsTest, OfInterruptedTrainingsWhatLearnedGoesOnFirst) {
  train();
  ASSERT_TRUE(waitUntil([this] { return training.current()->minutes > 0; }));
  TrainingPlan waiting = training.current()->plan;
  waiting.options.modelName = "waited";
  waiting.options.out = folder / "models" / "waited.safetensors";
  const std::string learned = training.current()->id;
  const auto waited = training.add(waiting);
  ASSERT_TRUE(waited);
  ASSERT_TRUE(waitUntil([&] { return readRun(training.find(*waited)->folder).hasValue(); }));
  training.pause();  // what it has learned by now is on disk soon
  ASSERT_TRUE(waitUntil([&] {
    const auto run = readRun(training.find(learned)->folder);
    return run && run->minutes > 0;
  }));
  std::filesystem::copy(folder / "runs", folder / "died", std::filesystem::copy_options::recursive);
  TrainingController next{[this] { return Result<Learning*>(&learning); },
                          [this](const auto&) { return folder / "corpus.cache"; }, folder / "died"};
  next.load();
  ASSERT_TRUE(waitUntil([&] { return next.find(*waited) != nullptr; }));
  askAboutInterrupted(next, &piece(0).window);
  ui::answer(*question(), "Go on");
  ASSERT_TRUE(waitUntil([&] { return next.isTraining(); }));
  EXPECT_EQ(next.current()->id, learned);
  EXPECT_EQ(next.find(*waited)->state, RunState::Queued);
}

TEST_F(WindowsTest, CancelEndsQuitting) {
  windows.openNew();
  draw(piece(0));
  draw(piece(1));
  windows.quit();
  windows.quit();
  answer(QMessageBox::Cancel);
  QTest::qWait(0);
  EXPECT_THAT(windows.all(), SizeIs(2));
  EXPECT_EQ(question(), nullptr);
  piece(0).window.close();
  answer(QMessageBox::Discard);
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  QTest::qWait(0);
  EXPECT_EQ(question(), nullptr);
}

TEST_F(WindowsTest, WhatADeadProgramLeftGoesOnInAFreeWindowAndIsSavedWhereItBelongs) {
  Project work;
  work.score = test::etude(64);
  {
    const auto file = RecoveryFile::create(folder / "recovery");
    ASSERT_TRUE(file->write(work, {in("a.cadenza").toStdString(), "a", 1'700'000'000}));
  }
  auto lost = findLostPieces(folder / "recovery");
  ASSERT_THAT(lost, SizeIs(1));
  windows.restore(std::move(lost[0]));
  ASSERT_THAT(windows.all(), SizeIs(1));
  EXPECT_EQ(piece(0).document.score(), work.score);
  EXPECT_TRUE(piece(0).document.isModified());
  piece(0).window.actions().save->trigger();
  ASSERT_TRUE(waitUntil([this] { return !piece(0).document.isModified(); }));
  EXPECT_EQ(readProjectFile(folder / "a.cadenza")->project.score, work.score);
  EXPECT_TRUE(waitUntil([this] { return findLostPieces(folder / "recovery").empty(); }));
}

TEST_F(WindowsTest, RecoveredWorkDoesNotOverwriteAFileThatIsNewer) {
  write("a.cadenza", 60);
  {
    const auto file = RecoveryFile::create(folder / "recovery");
    ASSERT_TRUE(file->write({}, {in("a.cadenza").toStdString(), "a", 1'700'000'000}));
  }
  windows.restore(std::move(findLostPieces(folder / "recovery")[0]));
  EXPECT_TRUE(piece(0).document.path().isEmpty());
  EXPECT_EQ(piece(0).document.displayName(), "a");
}

TEST_F(WindowsTest, WhatHandsPlayIsHeardInTheWindowThatWasUsedLast) {
  midi.plugIn("Piano");
  preferences.setMidiIn({.port = "Piano"});
  ASSERT_TRUE(waitUntil([this] { return hands.state().open; }));
  midi.play(MidiMessage::noteOn(60, 80));
  EXPECT_TRUE(waitUntil([this] { return piece(0).playback.inputCount() == 1; }));
  piece(0).window.actions().newWindow->trigger();
  piece(1).window.activateWindow();
  ASSERT_TRUE(waitUntil([this] { return hands.target() == &piece(1).playback; }));
  EXPECT_TRUE(waitUntil([this] { return piece(0).playback.inputCount() == 2; }))
      << "its key is let go";
  midi.play(MidiMessage::noteOn(62, 80));
  EXPECT_TRUE(waitUntil([this] { return piece(1).playback.inputCount() == 1; }));
  piece(1).window.close();
  ASSERT_TRUE(waitUntil([this] { return windows.all().size() == 1; }));
  EXPECT_EQ(hands.target(), &piece(0).playback);
}

TEST_F(WindowsTest, PanicReachesEveryWindow) {
  piece(0).window.actions().newWindow->trigger();
  for (const auto& any : windows.all()) {
    draw(*any);
    any->playback.play();
  }
  piece(0).window.actions().panic->trigger();
  EXPECT_TRUE(waitUntil(
      [this] { return !piece(0).playback.isPlaying() && !piece(1).playback.isPlaying(); }));
}

}  // namespace
}  // namespace cadenza::ui
