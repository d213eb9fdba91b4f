// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <optional>

#include "ui/compose/compose_session.h"

namespace cadenza::ui {

struct Actions;
struct Studio;
class ComposePanel;
class PianoRoll;

/// How a window composes: from the panel's wish, or a place in the roll, to candidates that are
/// seen, heard, taken or dropped. GUI thread.
class ComposingCommands : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this.
  ComposingCommands(const Studio& studio, const Actions& actions, ComposeSession& session,
                    ComposePanel& panel, PianoRoll& roll, QObject* parent);

  /// Composes as the panel says.
  void generate();
  /// Puts a wish of before into the panel, marks or selects what it was about, and composes again.
  void generateAgain(const ComposeSettings& settings);

 Q_SIGNALS:
  void said(const QString& sentence);
  /// The candidate, or the piece with it, is to be heard otherwise.
  void previewChanged();

 private:
  void connectActions();
  void connectSession();
  void continueHere();
  void fillHere();
  void vary();
  void start(const Result<ComposeSettings>& settings);
  void listen();
  void accept();
  [[nodiscard]] ComposePlace place() const;
  [[nodiscard]] std::optional<TickRange> gapHere() const;
  void showPlace();
  void showEstimate();
  void showState();
  void showCandidate();
  void reveal();

  const Studio& studio_;
  const Actions& actions_;
  ComposeSession& session_;
  ComposePanel& panel_;
  PianoRoll& roll_;
  bool playsSoon_ = false;      // as soon as the first notes are there
  QElapsedTimer sincePreview_;  // while it is written, it is not heard anew for each note
};

}  // namespace cadenza::ui
