// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>
#include <string>

#include "core/learn/run_store.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Keeps the records of runs on disk, off the GUI thread: of several copies of a run that wait, the
/// newest is written. What waits when it goes away is written first. GUI thread.
class RunWriter : public QObject {
  Q_OBJECT

 public:
  explicit RunWriter(QObject* parent = nullptr);
  ~RunWriter() override;

  /// Writes the run as it is now, soon.
  void write(const TrainingRun& run);
  /// Nothing of that run is written any more; blocks while it is being written.
  void forget(const std::string& id);

 Q_SIGNALS:
  /// All is on disk.
  void settled();
  /// A record can't be written; the training itself goes on.
  void failed(const cadenza::Error& error);

 private:
  void writeNext();

  std::map<std::string, TrainingRun> waiting_;  // by id
  BackgroundTask task_;                         // last: joins before the rest goes
};

}  // namespace cadenza::ui
