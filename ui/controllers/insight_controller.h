// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/compose/insight.h"
#include "ui/controllers/background.h"
#include "ui/document.h"

namespace cadenza::ui {

/// Opens a model file to be asked what it thinks; runs off the GUI thread.
using InsightLoader =
    std::function<Result<std::shared_ptr<const ModelInsight>>(const std::filesystem::path&)>;

/// The loader of the program.
[[nodiscard]] Result<std::shared_ptr<const ModelInsight>> loadInsight(
    const std::filesystem::path& path);

/// What a model thinks of a piece, as far as it has read.
struct InsightReading {
  std::shared_ptr<const ModelInsight> model;
  std::shared_ptr<const PieceInsight> piece;
  double fraction = 0;  ///< of the reading; 1 when it is complete
};

/// Asks a model what it thinks of the document, off the GUI thread, as long as that is wanted: anew
/// when piece or model change, a little after the last of several changes, reading on from what is
/// known. The model that was asked last stays loaded. GUI thread.
class InsightController : public QObject {
  Q_OBJECT

 public:
  /// The document must outlive this.
  explicit InsightController(const Document& document, InsightLoader load = loadInsight,
                             QObject* parent = nullptr);
  ~InsightController() override;

  /// Whether anything is to be found out.
  void setOn(bool on);
  [[nodiscard]] bool isOn() const { return on_; }
  /// Whose thoughts; an empty path is nobody.
  void setModel(const std::filesystem::path& path);
  /// Reads the model's file again, which was replaced.
  void reloadModel();
  /// Asks what comes at a tick, once the piece is read; of several asked for at once only the last
  /// is answered.
  void expect(Tick at);

  /// Nothing before the first is there, while it is off, and after a failure.
  [[nodiscard]] const std::optional<InsightReading>& reading() const { return reading_; }
  [[nodiscard]] bool isReading() const { return reads_.isRunning() || soon_.isActive(); }

 Q_SIGNALS:
  /// reading() is another one; several times a second while it reads.
  void readingChanged();
  void expected(const cadenza::Expectation& expectation);
  void failed(const cadenza::Error& error);

 private:
  struct Loaded;  // the model that was asked last; touched by the reading task alone

  void readSoon();
  void readNow();
  void finish(Result<InsightReading> reading);
  void answer();

  const Document& document_;
  InsightLoader load_;
  std::shared_ptr<Loaded> loaded_;
  bool on_ = false;
  std::filesystem::path path_;
  QTimer soon_;
  bool outdated_ = false;  // what is being read is not what is wanted any more
  std::optional<InsightReading> reading_;
  std::optional<InsightReading> known_;  // read last, to read on from; perhaps not to its end
  std::optional<Tick> wanted_;
  LatestValue<InsightReading> progress_;
  BackgroundTask reads_;  // last: both join before the rest goes
  BackgroundTask expects_;
};

}  // namespace cadenza::ui
