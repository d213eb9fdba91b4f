// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QWidget>
#include <string>
#include <vector>

class QDateTime;
class QPlainTextEdit;

namespace cadenza::ui {

/// What a training said of itself, in words; the newest two thousand lines. Can be copied.
class TrainingLog : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingLog(QWidget* parent = nullptr);

  /// Lines as TrainingRun::log has them: "2026-11-21T20:12:01Z sentence".
  void setLines(const std::vector<std::string>& lines);
  /// A sentence of this moment.
  void add(const QString& sentence);
  void copy() const;

 private:
  void append(const QDateTime& moment, const QString& sentence);

  QPlainTextEdit* text_;
  QDate day_;  // of the last line
};

}  // namespace cadenza::ui
