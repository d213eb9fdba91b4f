// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "core/play/recording.h"
#include "core/play/schedule.h"
#include "ui/controllers/playback_controller.h"
#include "ui/document.h"

namespace cadenza::ui {

/// Records what hands play into the document: one recording is one undo step. It ends when the
/// music stops or goes on elsewhere, and after an hour. GUI thread.
class RecordingController : public QObject {
  Q_OBJECT

 public:
  struct Options {
    RecordingMode mode = RecordingMode::Overdub;
    int countIn = 1;  ///< bars
    ClickSound clicks;
    std::optional<TickRange> punch = {};  ///< begins there and keeps what is played there
  };

  /// Both must outlive the controller.
  RecordingController(Document& document, PlaybackController& playback);

  [[nodiscard]] bool isRecording() const { return recording_; }
  /// Counts in at the position (or the punch) and plays on, also behind the end of the piece.
  void start(const Options& options);
  /// Stops the music and puts what was played into the document; nothing where nothing was.
  void finish();
  /// What was played of late and is in the document neither by a recording nor by this, as one
  /// undo step; see justPlayedEdit.
  void keepJustPlayed(Tick at);

 Q_SIGNALS:
  void recordingChanged(bool recording);
  /// What would be kept if the recording ended now, and the stretch gone over; nothing, and an
  /// empty stretch, when it has ended.
  void progressed(const std::vector<cadenza::Note>& notes, cadenza::TickRange range);
  /// A sentence about what came of it.
  void said(const QString& sentence);

 private:
  void look();
  void collect();
  void leaveRoom(Tick until);
  [[nodiscard]] RecordingRange range() const;
  [[nodiscard]] ScoreEdit edit() const;

  Document& document_;
  PlaybackController& playback_;
  Options options_;
  bool recording_ = false;
  Tick begin_ = 0;
  std::vector<PlayedInput> inputs_;
  std::uint64_t taken_ = 0;  // inputs that were looked at, recorded or kept
};

}  // namespace cadenza::ui
