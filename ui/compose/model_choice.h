// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/controllers/model_library.h"
#include "ui/theme.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace cadenza::ui {

/// Which model writes, what for and how well it has learned; behind a button what else is known of
/// it: recipe, size, loss, data, licence and day.
class ModelChoice : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive this.
  ModelChoice(ModelLibrary& models, const Appearance& appearance, QWidget* parent = nullptr);

  /// The chosen one; null while there is none.
  [[nodiscard]] const ModelEntry* model() const;
  /// Of the chosen one, or what was wanted before models are listed.
  [[nodiscard]] const std::filesystem::path& path() const { return wanted_; }
  /// Chooses a model as soon as it is listed.
  void choose(const std::filesystem::path& path);
  /// The same, by its name where the file is not there; answers the name of one that is not here.
  [[nodiscard]] QString find(const QString& path, const QString& name);
  void browse();

 Q_SIGNALS:
  /// Another one is chosen, or the models were listed again.
  void modelChanged();

 private:
  void list();
  void describe();

  ModelLibrary& models_;
  std::filesystem::path wanted_;  // chosen, perhaps before it is listed
  QComboBox* box_;
  QToolButton* facts_;
  QLabel* text_;
};

}  // namespace cadenza::ui
