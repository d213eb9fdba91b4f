// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QMessageBox>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "core/learn/checkpoints.h"
#include "core/learn/learning.h"
#include "core/midi/midi_writer.h"
#include "core/play/schedule.h"
#include "core/play/silent_sink.h"
#include "tests/support/tiny_corpus.h"
#include "tests/support/tiny_model.h"
#include "tests/ui/wait_until.h"
#include "ui/controllers/composing_controller.h"

namespace cadenza::ui {

/// Clicks the button of a question that bears this text.
inline void answer(QMessageBox& box, const QString& text) {
  for (QAbstractButton* button : box.buttons()) {
    if (button->text().remove(QChar(u'&')) == text) return button->click();
  }
  FAIL() << "no button " << text.toStdString();
}

/// Something that a test holds shut until it opens it; waiting ends early when stopped.
class Gate {
 public:
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    wake_.notify_all();
  }
  void wait(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool open_ = false;
};

/// Pretends to train: says, measures and evaluates once, then waits for the gate or for stop, and
/// writes an untrained network.
class FakeLearning : public Learning {
 public:
  Result<TrainingOutcome> train(const Corpus& corpus, const TrainingOptions& options,
                                const TrainingObserver& observer, std::stop_token stop,
                                TrainingControl* control) override {
    if (observer.began) observer.began({"imagined", corpus.pieces().size(), 1000, 2, 100, 5000});
    observer.log("Learning from " + std::to_string(corpus.pieces().size()) + " pieces.");
    TrainingProgress progress;
    progress.minutes = 0.5;
    progress.fraction = 0.25;
    progress.secondsLeft = 90;
    progress.notesPerSecond = 1234;
    progress.train = {1, 2, 3};
    observer.progress(progress);
    TrainingEvaluation evaluation;
    evaluation.point = {10, 1000, 0.5, 6, 5.5};
    evaluation.validation = {{1, 2, 2.5}};
    evaluation.best = true;
    Checkpoint model = test::tinyModel(options.recipe.name);
    model.info.name = options.modelName;
    model.info.validationLoss = 5.5;
    if (auto saved = saveCheckpoint(options.out, model); !saved) return saved.error();
    if (!options.checkpoints.empty()) {
      std::filesystem::create_directories(options.checkpoints);
      evaluation.checkpoint = checkpointFile(options.checkpoints, evaluation.point.step);
      if (auto saved = saveCheckpoint(evaluation.checkpoint, model); !saved) return saved.error();
    }
    observer.evaluated(evaluation);
    gate.wait(stop);
    if (control) (void)control->waitWhilePaused(stop);
    if (failure) return *failure;
    const auto kind =
        stop.stop_requested() ? TrainingOutcome::Kind::Stopped : TrainingOutcome::Kind::Finished;
    return TrainingOutcome{kind, model.info};
  }

  Result<Evaluation> evaluate(const Corpus&, const Checkpoint&, const EvaluationOptions&,
                              std::stop_token) override {
    return Evaluation{};
  }
  Result<GapEvaluation> evaluateGaps(const Corpus&, const Checkpoint&, std::size_t,
                                     const EvaluationOptions&, std::stop_token) override {
    return GapEvaluation{};
  }
  std::string defaultDevice() override { return "imagined"; }

  Gate gate;
  std::optional<Error> failure;
};

/// A silent sink on the real clock that remembers what it was sent.
class NotingSink : public NoteSink {
 public:
  struct Notes {
    std::mutex mutex;
    int noteOns = 0;  // guarded by mutex
    int clicks = 0;   // guarded by mutex
    [[nodiscard]] int count() {
      const std::lock_guard lock(mutex);
      return noteOns;
    }
    [[nodiscard]] int clickCount() {
      const std::lock_guard lock(mutex);
      return clicks;
    }
  };

  explicit NotingSink(std::shared_ptr<Notes> notes) : notes_(std::move(notes)) {}
  double now() override { return clock_.now(); }
  void send(const MidiMessage& message, double) override {
    const std::lock_guard lock(notes_->mutex);
    if (!message.isNoteOn()) return;
    ++(message.channel() == Clicks::channel ? notes_->clicks : notes_->noteOns);
  }
  void silence() override {}
  std::string description() const override { return "noting"; }
  bool audible() const override { return true; }

 private:
  SilentSink clock_{""};
  std::shared_ptr<Notes> notes_;
};

/// Writes études into `folder`, enough to be a corpus.
inline void writeEtudes(const std::filesystem::path& folder, int count) {
  for (int i = 0; i < count; ++i) {
    const auto written =
        writeMidiFile(folder / ("etude" + std::to_string(i) + ".mid"), test::etude(48 + i));
    ASSERT_TRUE(written);
  }
}

}  // namespace cadenza::ui
