// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <map>
#include <optional>

#include "core/learn/learning.h"
#include "ui/controllers/trial_controller.h"
#include "ui/dashboard/training_studio.h"
#include "ui/recipe/recipe_settings.h"
#include "ui/recipe/trial_box.h"

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cadenza::ui {

class AdvancedBox;
class BasicsForm;
class ChoiceCard;
class ElidedLabel;
struct ModelEntry;

/// Second page of the Train workspace: what learns, for how long, and the start. What is set is
/// remembered for each way of learning.
class RecipePage : public QWidget {
  Q_OBJECT

 public:
  explicit RecipePage(const TrainingStudio& studio, QWidget* parent = nullptr);
  ~RecipePage() override;

  /// Chooses to teach this model further.
  void teach(const std::filesystem::path& model);

 Q_SIGNALS:
  /// Complete but for what is learned from.
  void startRequested(const cadenza::TrainingOptions& options);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeCards();
  [[nodiscard]] QWidget* makeDetails();
  [[nodiscard]] QWidget* makeTeacher();
  [[nodiscard]] QWidget* makeFooter();
  void connectAll();

  [[nodiscard]] RecipeKind kind() const;
  [[nodiscard]] RecipeSettings& settings() { return settings_[kind()]; }
  /// The model that is to be taught; null where there is none.
  [[nodiscard]] const ModelEntry* taught() const;
  /// Of what is chosen; of a model that is gone, of Score.
  [[nodiscard]] Recipe recipe(RecipeKind kind) const;
  [[nodiscard]] TrainingOptions options(RecipeKind kind) const;
  [[nodiscard]] TrialBox::State trialState(RecipeKind kind) const;
  [[nodiscard]] QString proposedName() const;
  /// Why it can't start; empty if it can.
  [[nodiscard]] QString obstacle() const;

  void listModels();
  void showKind();
  void showStory();
  void takeSettings();
  void showTimes();
  void measureMusic();
  void updateControls();
  void measure();
  void endTrial(const TrialKey& key, const Result<Trial>& trial);
  void start();
  void remember() const;

  TrainingStudio studio_;
  TrialController trials_;
  std::map<RecipeKind, RecipeSettings> settings_;
  std::filesystem::path wantedModel_;
  bool startsAfterTrial_ = false;
  double learnedNotes_ = 0;  // those that are held out left away
  std::size_t learnedPieces_ = 0;
  QButtonGroup* cards_;
  QLabel* title_;
  QVBoxLayout* story_;
  QWidget* teacher_;
  QComboBox* models_;
  QLabel* modelText_;
  BasicsForm* basics_;
  TrialBox* trial_;
  QBoxLayout* sides_;  // the settings and the trial
  AdvancedBox* advanced_;
  ElidedLabel* summary_;
  QPushButton* start_;
};

}  // namespace cadenza::ui
