// SPDX-License-Identifier: GPL-3.0-or-later
// How the window joins the roll, the player and the model.
#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <cmath>

#include "ui/compose/compose_panel.h"
#include "ui/compose/takes_panel.h"
#include "ui/controls/command.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/words.h"
#include "ui/settings/preferences.h"
#include "ui/shell/composing_commands.h"
#include "ui/shell/device_news.h"
#include "ui/shell/insight_commands.h"
#include "ui/shell/live_commands.h"
#include "ui/shell/main_window.h"
#include "ui/transport/keyboard_piano.h"
#include "ui/transport/transport_bar.h"

namespace cadenza::ui {

void MainWindow::connectPlaying() {
  PlaybackController& playback = studio_.playback;
  connect(actions_.play, &QAction::triggered, &playback, &PlaybackController::togglePlaying);
  connect(actions_.playSelection, &QAction::triggered, this, &MainWindow::playSelection);
  const auto changeSpeed = [&playback](double by) { playback.setSpeed(playback.speed() + by); };
  constexpr double speedStep = 0.05;
  connect(actions_.slower, &QAction::triggered, this, [=] { changeSpeed(-speedStep); });
  connect(actions_.faster, &QAction::triggered, this, [=] { changeSpeed(speedStep); });
  connect(actions_.normalSpeed, &QAction::triggered, this, [&playback] { playback.setSpeed(1); });
  connect(&playback, &PlaybackController::speedChanged, this, [this](double speed) {
    say(tr("Plays at %1 % of the tempo.").arg(std::lround(speed * 100)));
  });
  connect(actions_.toStart, &QAction::triggered, this, [this] {
    studio_.playback.seek(0);
    roll_->reveal(0);
  });
  connect(actions_.tellPosition, &QAction::triggered, this, [this] {
    const Score& score = studio_.document.score();
    const Tick tick = studio_.playback.position();
    say(tr("Playhead: %1, %2 of %3")
            .arg(spokenPlace(score.meter(), tick), clockText(score.tempo().secondsAt(tick)),
                 clockText(score.seconds())));
  });
  connect(actions_.panic, &QAction::triggered, &playback, &PlaybackController::panic);
  connect(actions_.loop, &QAction::toggled, this, &MainWindow::updateLoop);
  connect(actions_.metronome, &QAction::toggled, this, &MainWindow::updatePlayed);
  connect(&studio_.preferences, &Preferences::playingChanged, this, &MainWindow::updatePlayed);
  connect(&studio_.preferences, &Preferences::soundChanged, this, &MainWindow::updatePlayed);
  connect(actions_.follow, &QAction::toggled, roll_, &PianoRoll::setFollowing);
  connect(roll_, &PianoRoll::followingChanged, actions_.follow, &QAction::setChecked);
  connect(roll_, &PianoRoll::timeRangeChanged, this, &MainWindow::updateLoop);
  connect(roll_, &PianoRoll::seekRequested, &playback, &PlaybackController::seek);
  connect(roll_, &PianoRoll::auditionRequested, &playback, &PlaybackController::audition);
  connect(roll_, &PianoRoll::hoverTextChanged, hover_, &QLabel::setText);
  connect(roll_, &PianoRoll::said, this, &MainWindow::say);
  connect(&playback, &PlaybackController::positionChanged, this, [this](Tick tick) {
    roll_->setPlayhead(tick);
    showSounding();
  });
  connect(&playback, &PlaybackController::playingChanged, this, [this](bool playing) {
    const QString name = playing ? QStringLiteral("pause") : QStringLiteral("play");
    actions_.play->setIcon(icon(name, studio_.appearance.theme()));
    actions_.play->setText(playing ? tr("&Pause") : tr("&Play"));
    if (playing && roll_->isFollowing()) roll_->reveal(studio_.playback.position());
    showSounding();
  });
  connect(&playback, &PlaybackController::countedBeatChanged, this, &MainWindow::showSounding);
  auto* device = new DeviceNews(playback, this);
  connect(device, &DeviceNews::lost, this, &MainWindow::warn);
  connect(device, &DeviceNews::back, this, &MainWindow::warn);
  connect(&studio_.document, &Document::changed, this, &MainWindow::hearWhatIsSeen);
  connect(&studio_.document, &Document::replaced, this, &MainWindow::hearWhatIsSeen);
}

void MainWindow::connectHands() {
  PlaybackController& playback = studio_.playback;
  connect(roll_, &PianoRoll::played, &playback, &PlaybackController::input);
  connect(keyboardPiano_, &KeyboardPiano::played, &playback, &PlaybackController::input);
  connect(&playback, &PlaybackController::handsChanged, roll_, &PianoRoll::setHeldKeys);
  connect(actions_.keyboardPiano, &QAction::toggled, keyboardPiano_, &KeyboardPiano::setOn);
  connect(keyboardPiano_, &KeyboardPiano::onChanged, actions_.keyboardPiano, &QAction::setChecked);
  connect(keyboardPiano_, &KeyboardPiano::onChanged, keyboardState_, &QLabel::setVisible);
  const auto showRange = [this] { keyboardState_->setText(keyboardPiano_->stateText()); };
  connect(keyboardPiano_, &KeyboardPiano::rangeChanged, this, showRange);
  showRange();
}

void MainWindow::connectComposing() {
  connect(actions_.composeWorkspace, &QAction::triggered, this,
          [this] { setWorkspace(Workspace::Compose); });
  connect(actions_.trainWorkspace, &QAction::triggered, this,
          [this] { setWorkspace(Workspace::Train); });
  connect(&transport_->workspaces(), &SegmentedControl::currentChanged, this,
          [this](int index) { showWorkspace(static_cast<Workspace>(index)); });

  composingCommands_ = new ComposingCommands(studio_, actions_, session_, *panel_, *roll_, this);
  connect(composingCommands_, &ComposingCommands::said, this, &MainWindow::say);
  connect(composingCommands_, &ComposingCommands::previewChanged, this,
          &MainWindow::hearWhatIsSeen);
  roll_->setMenuActions({actions_.continueHere, actions_.fillGap, actions_.vary});
  connect(panel_, &ComposePanel::modelChosen, this,
          [this] { insight_->setModel(panel_->model()); });
  insight_->setModel(panel_->model());
  connectLive();
}

void MainWindow::connectLive() {
  actions_.playOn->setEnabled(false);
  actions_.answerMe->setEnabled(false);
  if (!studio_.live) return;
  liveCommands_ = new LiveCommands(studio_, actions_,
                                   {session_, recording_, *panel_, *livePanel_, *roll_}, this);
  connect(liveCommands_, &LiveCommands::said, this, &MainWindow::say);
  connect(liveCommands_, &LiveCommands::warned, this, &MainWindow::warn);
}

void MainWindow::hearWhatIsSeen() {
  heard_ = takes_->comparison().applied(session_.preview());
  ScheduleOptions options = studio_.playback.options();
  options.hold = session_.writtenUntil();
  studio_.playback.setOptions(options);
  studio_.playback.setScore(heard_);
  updateLoop();
  showSounding();
}

void MainWindow::showSounding() {
  PitchSet sounding;
  if (studio_.playback.isPlaying() && studio_.playback.countedBeat() == 0) {
    const Tick now = studio_.playback.position();
    for (const Note& note : heard_.notesAround({now, now + 1})) {
      if (note.onset <= now && now < note.end()) sounding.set(note.pitch);
    }
    if (liveCommands_) {
      for (const Note& note : liveCommands_->soundingAt(now)) sounding.set(note.pitch);
    }
  }
  roll_->setSoundingPitches(sounding);
}

void MainWindow::updateLoop() {
  const bool looping = actions_.loop->isChecked();
  roll_->setLooping(looping);
  const TickRange whole{0, heard_.end()};
  studio_.playback.setLoop(looping ? std::optional(roll_->timeRange().value_or(whole))
                                   : std::nullopt);
}

// What goes along with the notes.
void MainWindow::updatePlayed() {
  const SoundSetup& sound = studio_.preferences.sound();
  ScheduleOptions options = studio_.playback.options();
  options.clicks = actions_.metronome->isChecked() ? std::optional(clickSound()) : std::nullopt;
  options.clock = sound.output == SoundOutput::MidiPort && sound.midi.clock;
  studio_.playback.setOptions(options);
}

ClickSound MainWindow::clickSound() const {
  const PlayingPreferences& playing = studio_.preferences.playing();
  return {playing.volume / 100.0, playing.accent};
}

void MainWindow::connectRecording() {
  connect(actions_.record, &QAction::triggered, this, &MainWindow::toggleRecording);
  connect(actions_.keepPlayed, &QAction::triggered, this,
          [this] { recording_.keepJustPlayed(studio_.playback.position()); });
  connect(&recording_, &RecordingController::said, this, &MainWindow::say);
  connect(&recording_, &RecordingController::recordingChanged, this, &MainWindow::showRecording);
  connect(&studio_.appearance, &Appearance::themeChanged, this,
          [this] { showRecording(recording_.isRecording()); });
  connect(&recording_, &RecordingController::progressed, roll_, &PianoRoll::setRecorded);
}

void MainWindow::showRecording(bool recording) {
  const Theme& theme = studio_.appearance.theme();
  actions_.record->setChecked(recording);
  actions_.record->setIcon(recording ? icon(QStringLiteral("recording"), theme.playhead)
                                     : icon(QStringLiteral("record"), theme));
  if (!recording) return;
  const int bars = studio_.preferences.playing().countIn;
  const QString after =
      bars > 0 ? tr("Records after %1.").arg(countText(static_cast<std::size_t>(bars), tr("bar")))
               : tr("Records from now on.");
  say(tr("%1 Press %2 again to end.").arg(after, keysText(actions_.record->shortcuts())));
}

void MainWindow::toggleRecording() {
  if (recording_.isRecording()) {
    recording_.finish();
    return;
  }
  setWorkspace(Workspace::Compose);
  const PlayingPreferences& playing = studio_.preferences.playing();
  RecordingController::Options options;
  options.mode = playing.replaces ? RecordingMode::Replace : RecordingMode::Overdub;
  options.countIn = playing.countIn;
  options.clicks = clickSound();
  if (actions_.loop->isChecked()) options.punch = roll_->timeRange();
  recording_.start(options);
}

void MainWindow::playSelection() {
  const std::vector<Note>& selected = studio_.document.selection();
  if (!selected.empty()) studio_.playback.seek(selected.front().onset);
  studio_.playback.play();
}

void MainWindow::whenTrainingMayEnd(std::function<void()> next, std::function<void()> otherwise) {
  if (!studio_.training.isTraining()) {
    next();
    return;
  }
  auto* question = new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"), tr("A training is running."),
                                   QMessageBox::NoButton, this);
  question->setObjectName(QStringLiteral("trainingQuestion"));
  question->setInformativeText(
      tr("It can go on in the background until it is done: start Cadenza again to look at it. Or "
         "stop it now; its best model is kept and it can be gone on with later."));
  auto* stop = question->addButton(tr("Stop and keep"), QMessageBox::DestructiveRole);
  auto* background = question->addButton(tr("Go on in the background"), QMessageBox::AcceptRole);
  question->addButton(tr("Cancel"), QMessageBox::RejectRole);
  question->setDefaultButton(background);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(question, &QMessageBox::buttonClicked, this,
          [this, stop, background, next = std::move(next),
           otherwise = std::move(otherwise)](QAbstractButton* clicked) {
            if (clicked != stop && clicked != background) {
              otherwise();
              return;
            }
            if (clicked == background) Q_EMIT backgroundWanted();
            if (clicked == background || !studio_.training.isTraining()) {
              next();
              return;
            }
            connect(
                &studio_.training, &TrainingController::ended, this, [next] { next(); },
                Qt::SingleShotConnection);
            studio_.training.stop();
          });
  question->open();
}

}  // namespace cadenza::ui
