// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/run_writer.h"

#include <utility>
#include <vector>

namespace cadenza::ui {

namespace {

Result<bool> writeAll(const std::vector<TrainingRun>& runs) {
  for (const TrainingRun& run : runs) {
    if (auto written = writeRun(run); !written) return written.error();
    if (run.course.points().empty() && run.log.empty()) continue;
    if (auto written = writeCourse(run); !written) return written.error();
  }
  return true;
}

std::vector<TrainingRun> taken(std::map<std::string, TrainingRun>& waiting) {
  std::vector<TrainingRun> runs;
  for (auto& [id, run] : waiting) runs.push_back(std::move(run));
  waiting.clear();
  return runs;
}

}  // namespace

RunWriter::RunWriter(QObject* parent) : QObject(parent), task_(this) {}

RunWriter::~RunWriter() {
  task_.wait();
  (void)writeAll(taken(waiting_));
}

void RunWriter::write(const TrainingRun& run) {
  waiting_[run.id] = run;
  writeNext();
}

void RunWriter::forget(const std::string& id) {
  waiting_.erase(id);
  task_.wait();
}

void RunWriter::writeNext() {
  if (task_.isRunning()) return;
  if (waiting_.empty()) {
    Q_EMIT settled();
    return;
  }
  task_.start<bool>([runs = taken(waiting_)](std::stop_token) { return writeAll(runs); },
                    [this](Result<bool> written) {
                      if (!written) Q_EMIT failed(written.error());
                      writeNext();
                    });
}

}  // namespace cadenza::ui
