// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/live/live_composer.h"
#include "ui/controllers/composing_controller.h"
#include "ui/controllers/playback_controller.h"
#include "ui/document.h"

namespace cadenza::ui {

/// A model that is ready to compose step by step, on any thread.
struct LiveModel {
  BeginComposing begin;
  QString name = {};
  std::string checksum = {};  ///< of its weights, see Checkpoint
};

/// Opens a model file for live music; runs off the GUI thread.
using LiveModelLoader = std::function<Result<LiveModel>(const std::filesystem::path&)>;

/// The loader of the program, on that for composing.
[[nodiscard]] LiveModelLoader liveLoader(ModelLoader load);

/// What a live session left.
struct LiveMusic {
  bool isDuet = false;      ///< hands and answers; else what a model played on
  Composition composition;  ///< what was heard of it, at absolute ticks
  ComposeRequest request;   ///< what was asked for at first
  std::vector<ControlChange> changes;
  QString model;  ///< its name
  std::string checksum;
};

/// Lets a model play on, or answer hands, while the player plays; one session at a time. The window
/// sees what is written by reported(), and gets all of it when the session has ended. GUI thread.
class LiveController : public QObject {
  Q_OBJECT

 public:
  enum class Activity { None, PlayOn, Duet };

  /// Document and playback must outlive the controller.
  LiveController(Document& document, PlaybackController& playback, LiveModelLoader load,
                 QObject* parent = nullptr);
  ~LiveController() override;

  /// What is done; None again when the last session has ended altogether.
  [[nodiscard]] Activity activity() const { return activity_; }
  [[nodiscard]] bool isEnding() const { return ending_; }
  /// The music runs; a session that is paused goes on with it.
  [[nodiscard]] bool isPlaying() const { return playback_.isPlaying(); }

  /// Plays the piece (from the playhead, if nothing plays) and goes on behind `request.from`
  /// without end. Does nothing while a session lasts.
  void playOn(const std::filesystem::path& model, const ComposeRequest& request);
  /// Lets time run behind the end of the piece, and answers what hands play there.
  void answer(const std::filesystem::path& model, const AnswerOptions& options);
  /// See LiveComposer.
  void setControls(const Controls& controls);
  /// The music stops; what was heard of it comes with ended().
  void stop();

  /// How it stands; of the time before the session where nothing was reported yet.
  [[nodiscard]] const LiveReport& report() const { return report_; }
  /// What there is so far, at absolute ticks, and where it lies.
  [[nodiscard]] const ScoreItems& music() const { return music_; }
  [[nodiscard]] TickRange range() const { return range_; }

 Q_SIGNALS:
  void activityChanged(cadenza::ui::LiveController::Activity activity);
  /// report() or music() is another one; about ten times a second.
  void reported();
  /// The session has ended and left this; it may be without notes.
  void ended(const cadenza::ui::LiveMusic& music);
  /// It ended by itself, for this reason.
  void failed(const cadenza::Error& error);

 private:
  struct Loaded;  // the model that was used last; touched by the live thread while there is one

  void begin(Activity activity, const std::filesystem::path& model, LiveComposer::Wish wish);
  void take(const LiveReport& report);
  void finish(const LiveReport& report);
  void leaveStage();
  [[nodiscard]] Composition heard(const Composition& all) const;

  Document& document_;
  PlaybackController& playback_;
  LiveModelLoader load_;
  std::shared_ptr<Loaded> loaded_;
  Activity activity_ = Activity::None;
  bool ending_ = false;
  Tick stoppedAt_ = 0;
  ComposeRequest request_;
  LiveReport report_;
  ScoreItems music_;
  TickRange range_;
  std::unique_ptr<LiveComposer> composer_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
