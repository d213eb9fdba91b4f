// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

#include "ui/controllers/model_library.h"
#include "ui/theme.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace cadenza::ui {

class CurveView;

/// All that is known of the model that is chosen, and what can be done with it; of several, that
/// they can be compared.
class ModelDetails : public QFrame {
  Q_OBJECT

 public:
  /// `appearance` must outlive this.
  explicit ModelDetails(const Appearance& appearance, QWidget* parent = nullptr);

  /// `inUse` says why the one that is chosen can't be renamed or deleted now; empty if it can.
  void show(const std::vector<ModelEntry>& chosen, const QString& inUse);

 Q_SIGNALS:
  void composeRequested();
  void teachRequested();
  void compareRequested();
  void renameRequested();
  void exportRequested();
  void removeRequested();

 private:
  [[nodiscard]] QWidget* makeNothing();
  [[nodiscard]] QWidget* makeOne();
  [[nodiscard]] QWidget* makeSeveral();
  void showOne(const ModelEntry& model, const QString& inUse);
  void showSeveral(const std::vector<ModelEntry>& models);

  const Appearance& appearance_;
  QStackedWidget* pages_;
  QLabel* name_;
  QLabel* what_;
  CurveView* curve_;
  QFormLayout* facts_;
  QPushButton* teach_;
  QPushButton* rename_;
  QPushButton* remove_;
  QLabel* severalTitle_;
  QLabel* severalText_;
};

}  // namespace cadenza::ui
