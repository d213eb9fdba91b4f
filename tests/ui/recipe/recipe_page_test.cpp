// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_page.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSpinBox>

#include "tests/support/temporary_folder.h"
#include "tests/ui/recipe/trying_learning.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/controls/choice_card.h"
#include "ui/controls/segmented_control.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RecipePageTest : public ::testing::Test {
 protected:
  RecipePageTest() { open(); }

  void open() {
    page = std::make_unique<RecipePage>(
        TrainingStudio{corpus, training, listening, models, document, playback, settings, appearance});
    QObject::connect(page.get(), &RecipePage::startRequested,
                     [this](const TrainingOptions& options) { wanted = options; });
    page->resize(1248, 620);
    page->show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = page->findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  void click(const char* name) { click(find<QWidget>(name)); }
  void click(QWidget& widget) {
    const QPoint middle = widget.rect().center();
    QTest::mouseClick(&widget, Qt::LeftButton, Qt::NoModifier, middle);
  }
  [[nodiscard]] std::string text(const char* name) {
    return find<QLabel>(name).text().replace(QChar(0x00a0), QChar(u' ')).toStdString();
  }
  [[nodiscard]] QAbstractButton& start() { return find<QAbstractButton>("startTraining"); }
  [[nodiscard]] QAbstractButton& measure() { return find<QAbstractButton>("measureTrial"); }

  void chooseEtudes() {
    writeEtudes(folder.path(), 12);
    corpus.setPlaces({folder.path()});
    ASSERT_TRUE(waitUntil([this] { return corpus.isReady() && !corpus.isScanning(); }));
  }
  // Not before the notes are counted.
  void pressMeasure() {
    ASSERT_TRUE(waitUntil([this] { return measure().isEnabled(); }));
    click(measure());
  }
  void saveModel(const std::string& recipe, const std::string& name) {
    Checkpoint model = test::tinyModel(recipe);
    model.info.name = name;
    ASSERT_TRUE(saveCheckpoint(data / (name + ".safetensors"), model));
    models.refresh();
    ASSERT_TRUE(waitUntil([&] { return models.find(data / (name + ".safetensors")) != nullptr; }));
  }

  test::TemporaryFolder folder;
  test::TemporaryFolder data;
  TryingLearning learning;
  Appearance appearance{ThemeChoice::Light};
  QSettings settings{QString::fromStdString((data / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  PlaybackController playback{
      [] { return std::make_unique<NotingSink>(std::make_shared<NotingSink::Notes>()); },
      PlaybackController::Opening::WhenNeeded};
  CorpusController corpus{[this](const auto&) { return data / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return data / "corpus.cache"; }, data / "runs"};
  ListeningController listening{training, loadComposer, data / "pinned-seed.mid"};
  ModelLibrary models{data.path(), std::nullopt};
  std::optional<TrainingOptions> wanted;
  std::unique_ptr<RecipePage> page;
};

TEST_F(RecipePageTest, SaysWhyItCantStart) {
  EXPECT_FALSE(start().isEnabled());
  EXPECT_THAT(text("startSummary"), HasSubstr("Choose music"));
  EXPECT_FALSE(measure().isEnabled());
  chooseEtudes();
  EXPECT_TRUE(start().isEnabled());
  EXPECT_THAT(text("startSummary"), HasSubstr("30 min"));
}

TEST_F(RecipePageTest, EveryCardIsChosenByAClickAndStarts) {
  chooseEtudes();
  saveModel("score", "mine");
  const std::pair<const char*, const char*> cards[] = {{"recipePerformance", "performance"},
                                                       {"recipeScore", "score"},
                                                       {"recipeTeach", "score"},
                                                       {"recipeClassica", "classic-a"},
                                                       {"recipeClassicb", "classic-b"}};
  for (const auto& [card, recipe] : cards) {
    click(card);
    EXPECT_TRUE(find<QAbstractButton>(card).isChecked()) << card;
    wanted.reset();
    click(start());
    ASSERT_TRUE(wanted) << card;
    EXPECT_EQ(wanted->recipe.name, recipe);
    EXPECT_FALSE(wanted->modelName.empty());
    EXPECT_FALSE(wanted->out.empty());
    EXPECT_TRUE(wanted->minutes.has_value() != wanted->epochs.has_value());
    EXPECT_EQ(wanted->from.empty(), std::string(card) != "recipeTeach");
  }
}

TEST_F(RecipePageTest, WhatIsSetReachesTheTraining) {
  chooseEtudes();
  corpus.setLicence("CC BY");
  click("recipePerformance");
  click(*find<SegmentedControl>("networkSize").segment(1));
  auto& minutes = find<QSpinBox>("trainingMinutes");
  minutes.setFocus();
  minutes.selectAll();
  QTest::keyClicks(&minutes, "45");
  find<QSpinBox>("trainingSeed").setValue(7);
  QTest::keyClicks(&find<QLineEdit>("modelName"), "Evening");
  click(start());
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->recipe.size, NetworkSize::Medium);
  EXPECT_EQ(wanted->minutes, 45);
  EXPECT_EQ(wanted->seed, 7u);
  EXPECT_EQ(wanted->modelName, "Evening");
  EXPECT_EQ(wanted->out.filename(), "evening.safetensors");
  EXPECT_EQ(wanted->licence, "CC BY");
}

TEST_F(RecipePageTest, LengthIsCountedInMinutesOrEpochs) {
  chooseEtudes();
  click(*find<SegmentedControl>("lengthUnit").segment(1));
  EXPECT_FALSE(find<QSpinBox>("trainingMinutes").isVisible());
  find<QSpinBox>("trainingEpochs").setValue(3);
  click(start());
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->epochs, 3);
  EXPECT_FALSE(wanted->minutes);
}

TEST_F(RecipePageTest, TheShareHeldOutIsThatOfTheMusic) {
  chooseEtudes();
  find<QSpinBox>("validationShare").setValue(25);
  EXPECT_DOUBLE_EQ(corpus.choice().validationShare, 0.25);
}

TEST_F(RecipePageTest, TeachingGoesOnFromTheChosenModel) {
  chooseEtudes();
  saveModel("score", "first");
  saveModel("performance", "second");
  page->teach(data / "second.safetensors");
  EXPECT_TRUE(find<QAbstractButton>("recipeTeach").isChecked());
  EXPECT_EQ(find<QComboBox>("teachModel").currentText(), "second");
  EXPECT_FALSE(find<QWidget>("networkSize").isVisible());
  click(start());
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->from, data / "second.safetensors");
  EXPECT_EQ(wanted->recipe, models.find(data / "second.safetensors")->recipe);
  EXPECT_EQ(wanted->minutes, 10);
  EXPECT_LT(wanted->optimiser.learningRate, 1e-3);
  EXPECT_THAT(wanted->modelName, HasSubstr("second"));
}

TEST_F(RecipePageTest, WithoutAModelThereIsNothingToTeach) {
  chooseEtudes();
  saveModel("classic-a", "chords");  // knows the chords of its own music alone
  click("recipeTeach");
  EXPECT_FALSE(start().isEnabled());
  EXPECT_THAT(text("startSummary"), HasSubstr("no model"));
  saveModel("classic-b", "notes");
  EXPECT_TRUE(start().isEnabled());
}

TEST_F(RecipePageTest, WhatWasChangedUnderAdvancedIsSeenWhileItIsFolded) {
  chooseEtudes();
  EXPECT_THAT(text("advancedSummary"), HasSubstr("recipe"));
  click("advancedFold");
  auto& patience = find<QDoubleSpinBox>("advanced.patience");
  ASSERT_TRUE(patience.isVisible());
  patience.setValue(13);
  click("advancedFold");
  EXPECT_FALSE(patience.isVisible());
  EXPECT_THAT(text("advancedSummary"), HasSubstr("Patience: 13"));
  click(start());
  EXPECT_EQ(wanted->patience, 13);
  click("advancedBack");
  EXPECT_THAT(text("advancedSummary"), Not(HasSubstr("Patience")));
  click(start());
  EXPECT_EQ(wanted->patience, TrainingOptions().patience);
}

TEST_F(RecipePageTest, WhatIsBeingSetStaysWhenTheLibraryIsReadAgain) {
  saveModel("score", "first");
  click("recipeTeach");
  click("advancedFold");
  auto& patience = find<QDoubleSpinBox>("advanced.patience");
  patience.setFocus();
  patience.selectAll();
  QTest::keyClicks(&patience, "2");
  saveModel("score", "second");
  EXPECT_EQ(&find<QDoubleSpinBox>("advanced.patience"), &patience);
  EXPECT_TRUE(patience.text().startsWith("2"));
}

TEST_F(RecipePageTest, FaithfulBringsTheFaultsBack) {
  chooseEtudes();
  click("recipeClassicb");
  click("advancedFold");
  find<QCheckBox>("advanced.faithful").click();
  click(start());
  ASSERT_TRUE(wanted);
  EXPECT_TRUE(std::get<TripleRecipe>(wanted->recipe.kind).faithful);
}

TEST_F(RecipePageTest, EachRecipeRemembersItsOwn) {
  click("recipeClassicb");
  find<QSpinBox>("trainingEpochs").setValue(5);
  click("recipePerformance");
  find<QSpinBox>("trainingMinutes").setValue(90);
  click("advancedFold");
  find<QDoubleSpinBox>("advanced.chunk").setValue(128);
  open();
  EXPECT_TRUE(find<QAbstractButton>("recipePerformance").isChecked());
  EXPECT_EQ(find<QSpinBox>("trainingMinutes").value(), 90);
  EXPECT_THAT(text("advancedSummary"), HasSubstr("128"));
  click("recipeClassicb");
  EXPECT_EQ(find<QSpinBox>("trainingEpochs").value(), 5);
}

TEST_F(RecipePageTest, ATrialTellsHowLongItTakesHere) {
  chooseEtudes();
  EXPECT_THAT(text("trialText"), HasSubstr("Not measured"));
  pressMeasure();
  ASSERT_TRUE(waitUntil([this] { return measure().text().contains("again"); }));
  EXPECT_THAT(text("trialText"), HasSubstr("One pass over your music"));
  EXPECT_THAT(text("trialText"), HasSubstr("Worth hearing after 10 to 15 min"));
  EXPECT_THAT(text("trialDetail"), HasSubstr("000 notes a second"));
  EXPECT_THAT(find<ChoiceCard>("recipeScore").note().toStdString(), HasSubstr("One pass"));
  EXPECT_THAT(find<ChoiceCard>("recipePerformance").note().toStdString(),
              HasSubstr("Not measured"));
}

TEST_F(RecipePageTest, ATrialCanBeCancelledByTheSameButton) {
  chooseEtudes();
  learning.holds = true;
  pressMeasure();
  EXPECT_EQ(measure().text(), "Cancel");
  pressMeasure();
  ASSERT_TRUE(waitUntil([this] { return measure().text() != "Cancel"; }));
  EXPECT_THAT(text("trialText"), HasSubstr("Not measured"));
}

TEST_F(RecipePageTest, ATrialThatFailsSaysWhy) {
  chooseEtudes();
  learning.failure = Error{ErrorCode::DeviceUnavailable, "No graphics card."};
  pressMeasure();
  ASSERT_TRUE(waitUntil([this] { return measure().text() != "Cancel"; }));
  EXPECT_THAT(text("trialText"), HasSubstr("No graphics card."));
}

TEST_F(RecipePageTest, StartingDuringATrialWaitsForItsEnd) {
  chooseEtudes();
  learning.holds = true;
  pressMeasure();
  click(start());
  EXPECT_FALSE(wanted);
  ASSERT_TRUE(waitUntil([this] { return wanted.has_value(); }));
  EXPECT_EQ(measure().text(), "Measure (some seconds)");
}

TEST_F(RecipePageTest, WhileATrainingRunsTheNextIsQueuedAndNothingIsMeasured) {
  chooseEtudes();
  click(start());
  learning.holds = true;
  ASSERT_TRUE(training.add({*wanted, corpus.choice()}));
  EXPECT_EQ(start().text(), "Add to the queue");
  EXPECT_TRUE(start().isEnabled());
  EXPECT_FALSE(measure().isEnabled());
  const auto first = wanted->out;
  click(start());
  EXPECT_NE(wanted->out, first);
  training.stop();
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
}

TEST_F(RecipePageTest, EverythingIsReachedByTheKeyboard) {
  chooseEtudes();
  find<QWidget>("recipeScore").setFocus();
  QTest::keyClick(&find<QWidget>("recipeScore"), Qt::Key_Down);
  EXPECT_TRUE(find<QAbstractButton>("recipeTeach").isChecked());
  for (const char* name : {"trainingMinutes", "trainingSeed", "modelName", "advancedFold",
                           "measureTrial", "startTraining", "validationShare"}) {
    EXPECT_TRUE(find<QWidget>(name).focusPolicy() & Qt::TabFocus) << name;
    EXPECT_FALSE(find<QWidget>(name).accessibleName().isEmpty() &&
                 !page->findChild<QAbstractButton*>(name))
        << name;
  }
}

}  // namespace
}  // namespace cadenza::ui
