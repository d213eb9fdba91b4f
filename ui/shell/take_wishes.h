// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/compose/compose_session.h"
#include "ui/controllers/model_library.h"

namespace cadenza::ui {

struct Studio;
class ComposePanel;
class ComposingCommands;
class PianoRoll;

/// Takes as what is wished next: composing on from one, and composing one again. GUI thread.
class TakeWishes : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this.
  TakeWishes(const Studio& studio, ComposeSession& session, ComposePanel& panel, PianoRoll& roll,
             ComposingCommands& composing, QObject* parent);

  /// Puts the settings of a take that stands in the piece into the panel, with new seed numbers,
  /// so that the next Generate composes on from it.
  void branchFrom(int id);
  /// Composes with the take's settings and seed number. Says when its model is not here, and when
  /// the piece around it has changed, so that the notes may differ.
  void replay(int id);

 Q_SIGNALS:
  void said(const QString& sentence);

 private:
  [[nodiscard]] const ModelEntry* modelOf(const Take& take,
                                          const std::filesystem::path& path) const;
  void putBackWhatWasVaried(const Take& take);
  void compareWithReplayed();

  const Studio& studio_;
  ComposeSession& session_;
  ComposePanel& panel_;
  PianoRoll& roll_;
  ComposingCommands& composing_;
  int replayed_ = 0;  // the take that is being composed again
};

}  // namespace cadenza::ui
