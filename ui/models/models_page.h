// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/controllers/model_library.h"
#include "ui/dashboard/training_studio.h"
#include "ui/models/model_comparison.h"
#include "ui/models/model_table.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace cadenza::ui {

class ComparisonView;
class ModelDelegate;
class ModelDetails;

/// Last page of the Train workspace: the models that there are, what is known of them and what can
/// be done with them.
class ModelsPage : public QWidget {
  Q_OBJECT

 public:
  /// `load` opens models for comparing.
  explicit ModelsPage(const TrainingStudio& studio, ModelLoader load = loadComposer,
                      QWidget* parent = nullptr);
  ~ModelsPage() override;

  /// Chooses a model as soon as it is listed.
  void choose(const std::filesystem::path& model);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);
  void teachRequested(const std::filesystem::path& model);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeLibrary();
  [[nodiscard]] QWidget* makeToolbar();
  [[nodiscard]] QWidget* makeEmpty();
  void makeTable();
  void connectAll();
  void addKeys();

  void list();
  void showChosen();
  void showHint();
  [[nodiscard]] std::vector<ModelEntry> chosen() const;
  /// The one that is chosen; null for none or several.
  [[nodiscard]] const ModelEntry* one() const;
  /// Why its file can't be changed now; empty if it can.
  [[nodiscard]] QString inUse(const ModelEntry& model) const;

  /// Has the library do it; how it ends is told here and in no other window.
  void ask(const ModelWork& work);
  [[nodiscard]] bool wasAskedHere(const ModelWork& work);
  void askForExport();
  void askForImport();
  void askToRemove();
  void rename();
  void compare();
  void tell(const ModelWork& work);
  void complain(const ModelWork& work, const Error& error);

  TrainingStudio studio_;
  ModelTable table_;
  SortedModels sorted_;
  std::vector<ModelWork> asked_;
  std::filesystem::path wanted_;  // to be chosen once it is there
  QStackedWidget* pages_;
  QStackedWidget* lists_;
  QTableView* view_;
  QLineEdit* search_;
  QLabel* news_;
  QLabel* emptyTitle_;
  QLabel* emptyText_;
  QPushButton* compare_;
  ModelDetails* details_;
  ComparisonView* comparison_;
};

}  // namespace cadenza::ui
