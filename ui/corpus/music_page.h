// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/dashboard/training_studio.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace cadenza::ui {

struct Collection;
class GetDataDialog;
class Invitation;
class MusicSummary;

/// First page of the Train workspace: what is learned from. Folders and files are chosen, dropped
/// or downloaded; what was found in them can be looked through, heard and left out.
class MusicPage : public QWidget {
  Q_OBJECT

 public:
  explicit MusicPage(const TrainingStudio& studio, QWidget* parent = nullptr);

  /// Scans these folders and files in place of what was chosen, as if they were chosen first.
  void choose(const QStringList& places);

 Q_SIGNALS:
  /// The user has seen what there is and goes on to the recipe.
  void nextRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeContents();
  [[nodiscard]] QWidget* makeHead();
  [[nodiscard]] QWidget* makeFoot();
  void connectCorpus();
  void connectDownloads();
  void add(std::vector<std::filesystem::path> places);
  void browseFolder();
  void browseFiles();
  void getData();
  void use(const Collection& collection, const QString& folder);
  void goOnWithRest();
  void updatePage();
  void setDropping(bool dropping);

  TrainingStudio studio_;
  QStackedWidget* pages_;
  Invitation* invitation_;
  QWidget* contents_;
  QWidget* dropFrame_;
  MusicSummary* summary_;
  QPushButton* again_;
  QPushButton* getData_;
  QLineEdit* licence_;
  QPushButton* next_;
  QPointer<GetDataDialog> dialog_;
};

}  // namespace cadenza::ui
