// SPDX-License-Identifier: GPL-3.0-or-later
// The Compose panel: which model writes, where, how much, and how boldly; then its candidates, to
// be heard, taken or dropped.
#pragma once

#include <QJsonObject>
#include <QWidget>
#include <optional>

#include "ui/compose/compose_session.h"
#include "ui/controllers/model_library.h"
#include "ui/theme.h"

class QAction;
class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSettings;
class QVBoxLayout;

namespace cadenza::ui {

class KeyChoice;
class ModelChoice;
class MoreBox;
class WishBox;

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

  /// What is wanted now, but for where: range and notes follow from the window (see placed).
  [[nodiscard]] ComposeSettings settings() const;
  /// The same, with a new seed number first unless the user fixed it.
  [[nodiscard]] ComposeSettings takeSettings();
  /// Puts all of it into the controls (but range and notes), and keeps its seed number.
  void setSettings(const ComposeSettings& settings);
  /// Each generation takes a new seed number from now on.
  void renewSeeds();
  void setMode(ComposeMode mode);
  void setStart(ComposeSettings::Start start);
  /// Puts `part` below the settings, in what scrolls with them.
  void addBelow(QWidget* part);
  /// Scrolls to a part that was added.
  void reveal(QWidget* part);
  /// Says in words where the music will go, or what is to be done first.
  void showPlace(const QString& text, bool isMissing);
  /// What stands in for the key of a piece that has none.
  void setEstimatedKey(std::optional<Key> key);
  /// Whether the music is to be heard as soon as its first notes are there.
  [[nodiscard]] bool playsAtOnce() const;

  [[nodiscard]] bool hasModel() const;
  /// The model that is chosen; empty where there is none.
  [[nodiscard]] std::filesystem::path model() const;
  [[nodiscard]] std::optional<Key> key() const;
  /// Chooses a model as soon as it is listed.
  void chooseModel(const std::filesystem::path& path);
  /// Puts the keyboard into the panel.
  void focusFirst();

  void setKey(std::optional<Key> key);
  /// See KeyChoice.
  void followKeyEdit(std::optional<Key> pieceKey);
  void startPiece(std::optional<Key> pieceKey);
  /// All that is set, to be found again with the piece.
  [[nodiscard]] QJsonObject state() const;
  /// The opposite; what is missing or makes no sense stays as it is. A model that is not where it
  /// was is looked for by its name; answers the name of one that is not here at all.
  QString restoreState(const QJsonObject& object);

  void restore(const QSettings& settings);
  void save(QSettings& settings) const;
  /// A sentence about what could not be done; stays until something else is done.
  void showFailure(const QString& text);

 Q_SIGNALS:
  void modelChosen();
  void keyPicked(cadenza::Key key);
  /// Mode, start or length is another one: see settings().
  void wishChanged();

 private:
  [[nodiscard]] QWidget* makeNoModelBox();
  [[nodiscard]] QWidget* makeSettingsBox();
  [[nodiscard]] QWidget* makeFooter();
  [[nodiscard]] QWidget* makeGenerateBox();
  [[nodiscard]] QWidget* makeProposalBox();
  void connectParts();
  void showModel();
  void showState(ComposeSession::State state);
  void showProgress(double fraction);
  void showProposal();

  ModelLibrary& models_;
  ComposeSession& session_;
  Actions actions_;
  const Appearance& appearance_;
  QString sampledFor_;  // the recipe that temperature and top-p are set for

  QScrollArea* scroll_;
  ModelChoice* model_;
  QWidget* noModelBox_;
  QWidget* settingsBox_;
  WishBox* wish_;
  KeyChoice* key_;
  MoreBox* more_;
  QLabel* failure_;
  QWidget* generateBox_;
  QPushButton* generate_;
  QPushButton* stop_;
  QCheckBox* playsAtOnce_;
  QProgressBar* bar_;
  QLabel* progress_;
  QWidget* proposalBox_;
  QLabel* proposalTitle_;
  QLabel* proposalText_;
  QPushButton* accept_;
};

}  // namespace cadenza::ui
