// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/controls/music_strip.h"
#include "ui/controls/segmented_control.h"
#include "ui/document.h"
#include "ui/models/comparison_view.h"
#include "ui/models/curve_painter.h"
#include "ui/models/model_delegate.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class ModelsPageTest : public ::testing::Test {
 protected:
  ModelsPageTest() {
    QObject::connect(&page, &ModelsPage::composeRequested,
                     [this](const std::filesystem::path& model) { composed = model; });
    QObject::connect(&page, &ModelsPage::teachRequested,
                     [this](const std::filesystem::path& model) { taught = model; });
    page.resize(1248, 620);
    page.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
  }
  ~ModelsPageTest() override {
    QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/Trash")
        .removeRecursively();
  }

  std::filesystem::path save(const std::string& name, const std::string& recipe = "score",
                             std::uint64_t seed = 1) {
    Checkpoint model = test::tinyModel(recipe, seed);
    model.info.name = name;
    model.info.created = "2026-0" + std::to_string(seed) + "-01T00:00:00Z";
    model.info.data = "études: 12 pieces";
    model.info.validationLoss = 4 + static_cast<double>(seed);
    model.info.curve = {{10, 100, 0.5, 9, 8}, {20, 200, 1, 7, 7.5}, {30, 300, 2, 6, 7.25}};
    const auto file = folder / (name + ".safetensors");
    EXPECT_TRUE(saveCheckpoint(file, model));
    return file;
  }
  void list() {
    bool listed = false;
    const auto once =
        QObject::connect(&models, &ModelLibrary::changed, &page, [&] { listed = true; });
    models.refresh();
    ASSERT_TRUE(waitUntil([&] { return listed; }));
    QObject::disconnect(once);
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = page.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  void click(const char* name) {
    auto& widget = find<QWidget>(name);
    QTest::mouseClick(&widget, Qt::LeftButton, Qt::NoModifier, widget.rect().center());
  }
  [[nodiscard]] QTableView& table() { return find<QTableView>("models"); }
  [[nodiscard]] QPoint cell(int row, int column = ModelTable::NameColumn) {
    return table().visualRect(table().model()->index(row, column)).center();
  }
  void clickRow(int row, Qt::KeyboardModifiers with = Qt::NoModifier) {
    QTest::mouseClick(table().viewport(), Qt::LeftButton, with, cell(row));
  }
  [[nodiscard]] QStringList names() {
    QStringList names;
    for (int row = 0; row < table().model()->rowCount(); ++row) {
      names << table().model()->index(row, ModelTable::NameColumn).data().toString();
    }
    return names;
  }
  [[nodiscard]] std::string shown() { return find<QLabel>("chosenModel").text().toStdString(); }
  [[nodiscard]] QMessageBox* trouble() { return page.findChild<QMessageBox*>("modelTrouble"); }

  test::TemporaryFolder folder;
  test::TemporaryFolder elsewhere;
  FakeLearning learning;
  Appearance appearance{ThemeChoice::Dark};
  QSettings settings{QString::fromStdString((elsewhere / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  PlaybackController playback{
      [] { return std::make_unique<NotingSink>(std::make_shared<NotingSink::Notes>()); },
      PlaybackController::Opening::WhenNeeded};
  CorpusController corpus{[this](const auto&) { return elsewhere / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return elsewhere / "corpus.cache"; },
                              elsewhere / "runs"};
  ListeningController listening{training, loadComposer, elsewhere / "pinned-seed.mid"};
  ModelLibrary models{folder.path(), std::nullopt};
  std::filesystem::path composed;
  std::filesystem::path taught;
  ModelsPage page{{corpus, training, listening, models, document, playback, settings, appearance}};
};

TEST_F(ModelsPageTest, SaysWhatToDoWhileThereAreNone) {
  list();
  EXPECT_TRUE(find<QLabel>("noModels").isVisible());
  EXPECT_FALSE(find<QWidget>("modelCompose").isVisible());
}

TEST_F(ModelsPageTest, ShowsTheNewestFirstAndAllOfTheOneThatIsClicked) {
  save("old", "score", 1);
  save("new", "performance", 2);
  list();
  EXPECT_EQ(names(), QStringList({"new", "old"}));
  EXPECT_EQ(shown(), "new");
  clickRow(1);
  EXPECT_EQ(shown(), "old");
  EXPECT_THAT(find<CurveView>("modelCurve").accessibleName().toStdString(), HasSubstr("7.250"));
}

TEST_F(ModelsPageTest, ComposesWithAModelByButtonDoubleClickAndKey) {
  const auto file = save("mine");
  list();
  click("modelCompose");
  EXPECT_EQ(composed, file);
  composed.clear();
  clickRow(0);
  QTest::mouseDClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, cell(0));
  EXPECT_EQ(composed, file);
  composed.clear();
  QTest::keyClick(&table(), Qt::Key_Return);
  EXPECT_EQ(composed, file);
}

TEST_F(ModelsPageTest, TeachesAllButClassicA) {
  const auto file = save("mine", "score", 2);
  save("chords", "classic-a", 1);
  list();
  click("modelTeach");
  EXPECT_EQ(taught, file);
  clickRow(1);
  EXPECT_FALSE(find<QAbstractButton>("modelTeach").isEnabled());
}

TEST_F(ModelsPageTest, RenamesWhereTheNameStands) {
  const auto file = save("mine");
  list();
  click("modelRename");
  auto* editor = table().findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->selectAll();
  QTest::keyClicks(editor, "Evening");
  QTest::keyClick(editor, Qt::Key_Return);
  ASSERT_TRUE(waitUntil([this] { return names() == QStringList("Evening"); }));
  EXPECT_EQ(loadCheckpoint(file)->info.name, "Evening");
  EXPECT_EQ(shown(), "Evening");
}

TEST_F(ModelsPageTest, TypingANameSurvivesThatTheLibraryIsReadAgain) {
  save("mine");
  list();
  click("modelRename");
  auto* editor = table().findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->selectAll();
  QTest::keyClicks(editor, "half a na");
  list();
  ASSERT_EQ(table().findChild<QLineEdit*>(), editor);
  EXPECT_EQ(editor->text(), "half a na");
}

TEST_F(ModelsPageTest, ANameThatIsTakenIsRefusedInWords) {
  save("one", "score", 1);
  save("two", "score", 2);
  list();
  click("modelRename");
  auto* editor = table().findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->setText("one");
  QTest::keyClick(editor, Qt::Key_Return);
  ASSERT_TRUE(waitUntil([this] { return trouble() != nullptr; }));
  EXPECT_THAT(trouble()->informativeText().toStdString(), HasSubstr("one"));
  trouble()->close();
  EXPECT_EQ(names(), QStringList({"two", "one"}));
}

TEST_F(ModelsPageTest, DeletingAsksFirst) {
  const auto file = save("mine");
  list();
  click("modelDelete");
  auto* question = page.findChild<QMessageBox*>("deleteModelQuestion");
  ASSERT_NE(question, nullptr);
  QTest::keyClick(question, Qt::Key_Escape);
  EXPECT_TRUE(std::filesystem::exists(file));
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  clickRow(0);
  QTest::keyClick(&table(), Qt::Key_Delete);
  question = page.findChild<QMessageBox*>("deleteModelQuestion");
  ASSERT_NE(question, nullptr);
  question->findChild<QAbstractButton*>("deleteModelYes")->click();
  ASSERT_TRUE(waitUntil([this] { return names().isEmpty(); }));
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_TRUE(find<QLabel>("noModels").isVisible());
}

TEST_F(ModelsPageTest, AModelThatIsStillLearningStays) {
  const auto file = save("mine");
  writeEtudes(elsewhere.path(), 12);
  TrainingPlan plan;
  plan.options.out = file;
  plan.options.modelName = "mine";
  plan.options.recipe = findRecipe("score", NetworkSize::Small).value();
  plan.options.minutes = 1;
  plan.corpus.places = {elsewhere.path()};
  ASSERT_TRUE(training.add(plan));
  list();
  EXPECT_FALSE(find<QAbstractButton>("modelDelete").isEnabled());
  EXPECT_FALSE(find<QAbstractButton>("modelRename").isEnabled());
  EXPECT_THAT(find<QAbstractButton>("modelDelete").toolTip().toStdString(), HasSubstr("learning"));
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  EXPECT_TRUE(find<QAbstractButton>("modelDelete").isEnabled());
}

TEST_F(ModelsPageTest, ExportsAndImportsThroughFileDialogs) {
  const auto file = save("mine");
  list();
  const QString copy = QString::fromStdString((elsewhere / "copy.safetensors").string());
  click("modelExport");
  auto* dialog = page.findChild<QFileDialog*>("exportModelDialog");
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(copy);
  dialog->close();
  ASSERT_TRUE(
      waitUntil([&] { return find<QLabel>("modelNews").text().contains("copy.safetensors"); }));
  std::filesystem::remove(file);
  list();
  EXPECT_TRUE(names().isEmpty());
  click("importModel");
  dialog = page.findChild<QFileDialog*>("importModelDialog");
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(copy);
  dialog->close();
  ASSERT_TRUE(waitUntil([this] { return names() == QStringList("mine"); }));
  EXPECT_EQ(shown(), "mine");
}

TEST_F(ModelsPageTest, RefusesToImportWhatIsNoModel) {
  std::ofstream(elsewhere / "junk.safetensors") << "no model";
  ModelsPage other{{corpus, training, listening, models, document, playback, settings, appearance}};
  click("importModel");
  auto* dialog = page.findChild<QFileDialog*>("importModelDialog");
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(QString::fromStdString((elsewhere / "junk.safetensors").string()));
  dialog->close();
  ASSERT_TRUE(waitUntil([this] { return trouble() != nullptr; }));
  EXPECT_THAT(trouble()->text().toStdString(), HasSubstr("imported"));
  EXPECT_EQ(other.findChild<QMessageBox*>("modelTrouble"), nullptr);
  trouble()->close();
}

TEST_F(ModelsPageTest, SearchingLeavesWhatFits) {
  save("evening", "score", 1);
  save("morning", "performance", 2);
  list();
  QTest::keyClicks(&find<QLineEdit>("modelSearch"), "perf");
  EXPECT_EQ(names(), QStringList("morning"));
  QTest::keyClicks(&find<QLineEdit>("modelSearch"), "xyz");
  EXPECT_TRUE(find<QLabel>("noModels").isVisible());
  find<QLineEdit>("modelSearch").clear();
  EXPECT_EQ(names().size(), 2);
}

TEST_F(ModelsPageTest, ComparesWhatIsChosenAndHearsItInTurn) {
  save("one", "score", 1);
  save("two", "performance", 2);
  const auto third = save("three", "classic-b", 3);
  list();
  clickRow(0);
  EXPECT_FALSE(find<QAbstractButton>("compareModels").isEnabled());
  clickRow(2, Qt::ControlModifier);
  EXPECT_TRUE(find<QAbstractButton>("compareModels").isEnabled());
  EXPECT_THAT(find<QLabel>("severalModels").text().toStdString(), HasSubstr("can't be compared"));
  click("compareModels");
  auto& first = find<MusicStrip>("comparisonStrip0");
  auto& second = find<MusicStrip>("comparisonStrip1");
  ASSERT_TRUE(waitUntil([&] { return first.hasMusic() && second.hasMusic(); }));
  EXPECT_THAT(find<QLabel>("comparisonNote").text().toStdString(), HasSubstr("can't be compared"));

  auto* view = page.findChild<ComparisonView*>();
  click("comparisonHear0");
  EXPECT_TRUE(playback.isHearing());
  EXPECT_EQ(view->heard(), 0);
  click("comparisonNext");
  EXPECT_EQ(view->heard(), 1);
  EXPECT_EQ(find<QAbstractButton>("comparisonHear1").text(), "Stop");
  click("comparisonHear1");
  EXPECT_FALSE(playback.isHearing());
  EXPECT_EQ(view->heard(), -1);

  click("comparisonUse0");
  EXPECT_EQ(composed, third);
  click("comparisonHear0");
  click("comparisonBack");
  EXPECT_FALSE(playback.isHearing());
  EXPECT_TRUE(table().isVisible());
}

TEST_F(ModelsPageTest, ComparedModelsAreHeardByKeys) {
  save("one", "score", 1);
  save("two", "score", 2);
  list();
  table().selectAll();
  click("compareModels");
  ASSERT_TRUE(waitUntil([this] {
    return find<MusicStrip>("comparisonStrip0").hasMusic() &&
           find<MusicStrip>("comparisonStrip1").hasMusic();
  }));
  auto* view = page.findChild<ComparisonView*>();
  auto& button = find<QWidget>("comparisonHear0");
  button.setFocus();
  QTest::keyClick(&button, Qt::Key_2);
  EXPECT_EQ(view->heard(), 1);
  QTest::keyClick(&button, Qt::Key_N);
  EXPECT_EQ(view->heard(), 0);
  QTest::keyClick(&button, Qt::Key_1);
  EXPECT_EQ(view->heard(), -1);
}

TEST_F(ModelsPageTest, TheSelectionOfThePieceCanBeTheSeed) {
  save("one", "score", 1);
  save("two", "score", 2);
  list();
  table().selectAll();
  click("compareModels");
  auto& source = find<SegmentedControl>("comparisonSource");
  EXPECT_FALSE(source.segment(1)->isEnabled());
  document.reset(test::etude(60, 4));
  document.select(document.score().notes());
  EXPECT_TRUE(source.segment(1)->isEnabled());
  source.setCurrent(1);
  click("comparisonCompose");
  click("comparisonCompose");
}

TEST_F(ModelsPageTest, GoesAwayWhileModelsAreCompared) {
  save("one", "score", 1);
  save("two", "score", 2);
  ModelsPage other{{corpus, training, listening, models, document, playback, settings, appearance}};
  models.refresh();
  ASSERT_TRUE(waitUntil([&] { return other.findChild<QTableView*>()->model()->rowCount() == 2; }));
  other.findChild<QTableView*>()->selectAll();
  other.findChild<QAbstractButton*>("compareModels")->click();
}

}  // namespace
}  // namespace cadenza::ui
