// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "ui/controllers/download_controller.h"
#include "ui/corpus/collections.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// Well-known free collections, to be downloaded or visited. A download goes on when the dialog is
/// closed.
class GetDataDialog : public QDialog {
  Q_OBJECT

 public:
  /// All must outlive the dialog.
  GetDataDialog(DownloadController& downloads, const Appearance& appearance,
                const std::vector<Collection>& shown, QWidget* parent = nullptr);

 Q_SIGNALS:
  void useRequested(const cadenza::ui::Collection& collection, const QString& folder);
  void folderRequested();

 private:
  [[nodiscard]] QWidget* makeList(const std::vector<Collection>& shown,
                                  const Appearance& appearance);

  DownloadController& downloads_;
};

}  // namespace cadenza::ui
