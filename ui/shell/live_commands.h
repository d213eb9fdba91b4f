// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "ui/compose/compose_session.h"
#include "ui/controllers/live_controller.h"

namespace cadenza::ui {

struct Actions;
struct Studio;
class ComposePanel;
class LivePanel;
class PianoRoll;
class RecordingController;

/// How a window plays on and answers: by the Compose panel's model and controls, which may change
/// meanwhile. What is written streams into the roll as a candidate does, and when it has ended it
/// is one: kept as a take, to be taken or dropped. GUI thread.
class LiveCommands : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    ComposeSession& session;
    RecordingController& recording;
    ComposePanel& panel;
    LivePanel& livePanel;
    PianoRoll& roll;
  };

  /// All must outlive this; the studio has a live controller.
  LiveCommands(const Studio& studio, const Actions& actions, const Parts& parts, QObject* parent);

  /// Of live music, the notes that sound at `tick`.
  [[nodiscard]] std::vector<Note> soundingAt(Tick tick) const;

 Q_SIGNALS:
  void said(const QString& sentence);
  void warned(const QString& sentence);

 private:
  void connectActions();
  void playOn();
  void answer();
  [[nodiscard]] bool makeReady();
  void showActivity();
  void showMusic();
  void followControls();
  void keep(const LiveMusic& music);

  const Studio& studio_;
  const Actions& actions_;
  Parts parts_;
  LiveController& live_;
  ComposeSettings settings_;  // that the session began with, with the controls of now
};

}  // namespace cadenza::ui
