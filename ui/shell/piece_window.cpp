// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/piece_window.h"

#include <utility>

#include "ui/recovery/lost_work.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {

namespace {

Player::SinkFactory factory(const SharedParts& shared) {
  return [make = shared.makeSink, setup = shared.preferences.sound()] { return make(setup); };
}

}  // namespace

PieceWindow::PieceWindow(const SharedParts& shared, PlaybackController::Opening sound)
    : playback(factory(shared), sound),
      composing(shared.loadModel),
      live(document, playback, liveLoader(shared.loadModel)),
      autosave(document, shared.recoveryFolder),
      studio{shared.appearance,  document,
             playback,           composing,
             shared.corpus,      shared.training,
             shared.listening,   shared.models,
             shared.settings,    shared.preferences,
             shared.exportAudio, shared.pictureFolder,
             shared.midiIn,      &live,
             shared.downloads},
      window(studio) {
  connect(&shared.preferences, &Preferences::soundChanged, this,
          [this, shared] { playback.setSink(factory(shared)); });
  connect(&shared.preferences, &Preferences::midiInChanged, this,
          [this, &preferences = shared.preferences] { hearHands(preferences.midiIn()); });
  hearHands(shared.preferences.midiIn());
  connect(&window, &MainWindow::closed, &autosave, &Autosave::discard);
  connect(&autosave, &Autosave::failed, &window, [this](const QString& message) {
    window.say(tr("Unsaved work can't be kept safe: %1").arg(message));
  });
}

void PieceWindow::hearHands(const MidiInSetup& setup) {
  playback.setThru(setup.thru);
  playback.setInputLatency(setup.latencyMs / 1000);
}

void PieceWindow::restore(LostPiece piece) {
  if (!piece.work) return;
  const Recovered work = std::move(*piece.work);
  const QString path = pathToSaveTo(work.info);
  autosave.adopt(std::move(piece.file));
  document.restore(work.import.project, path, titleOf(work.info));
  window.say(tr("Brought back %1. Save it to keep it.").arg(document.displayName()));
}

}  // namespace cadenza::ui
