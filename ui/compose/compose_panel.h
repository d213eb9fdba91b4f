// SPDX-License-Identifier: GPL-3.0-or-later
// The Compose panel: which model writes, from where, how much, and how boldly; then its proposal,
// to be heard, accepted or rejected.
#pragma once

#include <QJsonObject>
#include <QWidget>
#include <optional>

#include "ui/compose/compose_session.h"
#include "ui/controllers/model_library.h"
#include "ui/theme.h"

class QAction;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace cadenza::ui {

class LabelledSlider;
class SegmentedControl;

class ComposePanel : public QWidget {
  Q_OBJECT

 public:
  /// What the panel's buttons do; their shortcuts are shown on the buttons.
  struct Actions {
    QAction* generate;
    QAction* stop;
    QAction* listen;
    QAction* accept;
    QAction* reject;
    QAction* train;  ///< leads to the Train workspace
  };

  /// All must outlive the panel.
  ComposePanel(ModelLibrary& models, ComposeSession& session, const Actions& actions,
               const Appearance& appearance, QWidget* parent = nullptr);

  /// What is wanted now. Every reading takes a new seed number unless the user fixed it.
  [[nodiscard]] ComposeSettings takeSettings();
  [[nodiscard]] bool hasModel() const;
  [[nodiscard]] std::optional<Key> key() const;
  /// Chooses a model as soon as it is listed.
  void chooseModel(const std::filesystem::path& path);
  /// Puts the keyboard into the panel.
  void focusFirst();

  void setKey(std::optional<Key> key);
  /// All that is set but the key, to be found again with the piece.
  [[nodiscard]] QJsonObject state() const;
  /// The opposite; what is missing or makes no sense stays as it is. A model that is not where it
  /// was is looked for by its name; answers the name of one that is not here at all.
  QString restoreState(const QJsonObject& object);

  void restore(const QSettings& settings);
  void save(QSettings& settings) const;

 Q_SIGNALS:
  void modelChosen();
  void keyChanged(std::optional<cadenza::Key> key);

 private:
  [[nodiscard]] QWidget* makeModelBox();
  [[nodiscard]] QWidget* makeNoModelBox();
  [[nodiscard]] QWidget* makeSettingsBox();
  [[nodiscard]] QWidget* makeKeyRow();
  [[nodiscard]] QWidget* makeMoreBox();
  [[nodiscard]] QWidget* makeFooter();
  [[nodiscard]] QWidget* makeGenerateBox();
  [[nodiscard]] QWidget* makeProposalBox();
  void browse();
  void listModels();
  [[nodiscard]] QString findModel(const QString& path, const QString& name);
  void describeModel();
  void updateStart();
  void showState(ComposeSession::State state);
  void showProgress(double fraction, std::size_t notes);
  void showProposal();
  void showFailure(const Error& error);

  ModelLibrary& models_;
  ComposeSession& session_;
  Actions actions_;
  const Appearance& appearance_;
  std::filesystem::path wanted_;  // chosen, perhaps before it is listed

  QWidget* modelBox_;
  QWidget* noModelBox_;
  QWidget* settingsBox_;
  QWidget* generateBox_;
  QComboBox* model_;
  QLabel* modelText_;
  QLabel* failure_;
  SegmentedControl* mode_;
  QWidget* startLabel_;
  QComboBox* start_;
  LabelledSlider* bars_;
  LabelledSlider* temperature_;
  QComboBox* tonic_;
  QComboBox* scale_;
  QToolButton* more_;
  QWidget* moreBox_;
  LabelledSlider* topP_;
  QSpinBox* seed_;
  QCheckBox* newSeed_;
  QPushButton* generate_;
  QPushButton* stop_;
  QProgressBar* bar_;
  QLabel* progress_;
  QWidget* proposalBox_;
  QLabel* proposalText_;
};

}  // namespace cadenza::ui
