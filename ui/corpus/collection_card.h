// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

#include "ui/controllers/download_controller.h"
#include "ui/corpus/collections.h"
#include "ui/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace cadenza::ui {

/// One collection: what it is, what may be done with it, and how far its download is.
class CollectionCard : public QFrame {
  Q_OBJECT

 public:
  /// All must outlive the card.
  CollectionCard(const Collection& collection, DownloadController& downloads,
                 const Appearance& appearance, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// It is here and shall be learned from.
  void useRequested(const cadenza::ui::Collection& collection, const QString& folder);
  /// The user has the music elsewhere.
  void folderRequested();

 private:
  void addText(class QVBoxLayout* layout);
  [[nodiscard]] class QHBoxLayout* makeButtons();
  void update();
  void showProgress(const DownloadProgress& progress);
  [[nodiscard]] bool runsHere() const;

  const Collection& collection_;
  DownloadController& downloads_;
  std::optional<DownloadOutcome> last_;  // of a download that did not succeed
  QLabel* state_;
  QProgressBar* bar_;
  QPushButton* download_;
  QPushButton* cancel_;
  QPushButton* discard_;
  QPushButton* use_;
  QPushButton* choose_;
};

}  // namespace cadenza::ui
