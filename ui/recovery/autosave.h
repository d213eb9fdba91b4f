// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/project/recovery_file.h"
#include "ui/controllers/background.h"
#include "ui/document.h"

namespace cadenza::ui {

/// Keeps unsaved work of a document in a recovery file: written off the GUI thread right after the
/// first edit and then at most once in an interval, gone as soon as there is nothing unsaved.
/// Whatever ends the program, no more is lost than an interval and the writing of one file.
/// GUI thread.
class Autosave : public QObject {
  Q_OBJECT

 public:
  static constexpr std::chrono::milliseconds usualInterval{3'000};

  /// Files go into `folder`. The document must outlive this.
  Autosave(Document& document, std::filesystem::path folder,
           std::chrono::milliseconds interval = usualInterval, QObject* parent = nullptr);
  /// Leaves the file where work is unsaved, unless discard() was called.
  ~Autosave() override;

  /// Goes on in the file that the document's work was recovered from.
  void adopt(RecoveryFile file);
  /// The user does not want what is unsaved: its file goes with this object.
  void discard() { discarded_ = true; }

 Q_SIGNALS:
  /// The document as it was at `revision` is safe.
  void written(std::uint64_t revision);
  void failed(const QString& message);

 private:
  void follow();
  void schedule();
  void write();
  void finish(std::uint64_t revision, const Result<void>& result);
  void removeFile();

  Document& document_;
  std::filesystem::path folder_;
  std::chrono::milliseconds interval_;
  QTimer timer_;
  QElapsedTimer sinceWriting_;
  std::shared_ptr<RecoveryFile> file_;
  std::uint64_t safeRevision_ = 0;
  bool discarded_ = false;
  bool complained_ = false;
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
