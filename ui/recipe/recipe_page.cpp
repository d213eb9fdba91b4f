// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_page.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "core/corpus/corpus_choice.h"
#include "core/corpus/corpus_listing.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/training_controller.h"
#include "ui/controls/choice_card.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/words.h"
#include "ui/messages.h"
#include "ui/recipe/advanced_box.h"
#include "ui/recipe/basics_form.h"
#include "ui/recipe/recipe_story.h"

namespace cadenza::ui {

namespace {

const QString kindKey = QStringLiteral("train/kind");
const QString seedKey = QStringLiteral("train/seed");
const QString unfoldedKey = QStringLiteral("train/advancedUnfolded");

bool canBeTaught(const ModelEntry& model) {
  return !std::holds_alternative<ChordRecipe>(model.recipe.kind);
}

}  // namespace

RecipePage::RecipePage(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio), trials_(studio.training.learning(), studio.settings) {
  for (const RecipeKind kind : recipeKinds) {
    settings_[kind] = readRecipeSettings(studio_.settings, kind);
  }
  auto* columns = new QHBoxLayout;
  columns->setSpacing(16);
  columns->addWidget(makeCards());
  columns->addWidget(makeDetails(), 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addLayout(columns, 1);
  layout->addWidget(makeFooter());

  basics_->setSeed(std::max(1, studio_.settings.value(seedKey, 1).toInt()));
  advanced_->setUnfolded(studio_.settings.value(unfoldedKey, false).toBool());
  const QString known = studio_.settings.value(kindKey).toString();
  const auto chosen = std::find_if(recipeKinds.begin(), recipeKinds.end(),
                                   [&](RecipeKind kind) { return idOf(kind) == known; });
  cards_->button(static_cast<int>(chosen == recipeKinds.end() ? RecipeKind::Score : *chosen))
      ->setChecked(true);
  listModels();
  connectAll();
  showKind();
}

RecipePage::~RecipePage() = default;

void RecipePage::connectAll() {
  connect(cards_, &QButtonGroup::idToggled, this, [this](int, bool checked) {
    if (checked) showKind();
  });
  connect(basics_, &BasicsForm::settingsChanged, this, &RecipePage::takeSettings);
  connect(basics_, &BasicsForm::validationShareChanged, &studio_.corpus,
          &CorpusController::setValidationShare);
  connect(advanced_, &AdvancedBox::valuesChanged, this, &RecipePage::takeSettings);
  connect(models_, &QComboBox::currentIndexChanged, this, [this] {
    wantedModel_ = models_->currentData().toString().toStdString();
    showKind();
  });
  connect(&studio_.models, &ModelLibrary::changed, this, &RecipePage::listModels);
  connect(&studio_.corpus, &CorpusController::changed, this, &RecipePage::updateControls);
  connect(&studio_.corpus, &CorpusController::scanStarted, this, &RecipePage::updateControls);
  connect(&studio_.corpus, &CorpusController::listed, this, &RecipePage::updateControls);
  connect(&studio_.training, &TrainingController::runsChanged, this, &RecipePage::updateControls);
  connect(&studio_.training, &TrainingController::trainingStarted, &trials_,
          &TrialController::cancel);
  connect(trial_, &TrialBox::measureRequested, this, &RecipePage::measure);
  connect(trial_, &TrialBox::cancelRequested, &trials_, &TrialController::cancel);
  connect(&trials_, &TrialController::progressed, trial_, &TrialBox::setFraction);
  connect(&trials_, &TrialController::ended, this, &RecipePage::endTrial);
  connect(start_, &QPushButton::clicked, this, &RecipePage::start);
}

RecipeKind RecipePage::kind() const { return static_cast<RecipeKind>(cards_->checkedId()); }

const ModelEntry* RecipePage::taught() const {
  return studio_.models.find(models_->currentData().toString().toStdString());
}

Recipe RecipePage::recipe(RecipeKind kind) const {
  const NetworkSize size = settings_.at(kind).size;
  if (kind != RecipeKind::Teach) return recipeOf(kind, size);
  const ModelEntry* model = taught();
  return model ? model->recipe : recipeOf(RecipeKind::Score, NetworkSize::Small);
}

TrainingOptions RecipePage::options(RecipeKind kind) const {
  return optionsOf(kind, settings_.at(kind), recipe(kind));
}

void RecipePage::teach(const std::filesystem::path& model) {
  wantedModel_ = model;
  listModels();
  cards_->button(static_cast<int>(RecipeKind::Teach))->setChecked(true);
}

void RecipePage::listModels() {
  std::vector<std::pair<QString, QString>> names;
  for (const ModelEntry& model : studio_.models.entries()) {
    if (!canBeTaught(model)) continue;
    names.emplace_back(model.name, QString::fromStdString(model.path.string()));
  }
  const QString before = models_->currentData().toString();
  {
    const QSignalBlocker quiet(models_);
    models_->clear();
    for (const auto& [name, path] : names) models_->addItem(name, path);
    const int wanted = models_->findData(QString::fromStdString(wantedModel_.string()));
    if (models_->count() > 0) models_->setCurrentIndex(std::max(0, wanted));
  }
  // A model that learns is listed anew again and again: what is being set meanwhile stays.
  if (kind() == RecipeKind::Teach && models_->currentData().toString() != before) {
    showKind();
  } else {
    updateControls();
  }
}

void RecipePage::showKind() {
  const RecipeKind chosen = kind();
  const Recipe shown = recipe(chosen);
  showStory();
  teacher_->setVisible(chosen == RecipeKind::Teach);
  if (const ModelEntry* model = taught()) {
    QStringList words{shown.isOurs()
                          ? tr("%1, %2").arg(recipeTitle(shown), sizeTitle(shown.size).toLower())
                          : recipeTitle(shown)};
    if (!model->info.data.empty()) words << QString::fromStdString(model->info.data);
    modelText_->setText(words.join(QStringLiteral(" · ")));
  } else {
    modelText_->setText(tr("There is no model to teach yet. Train one by another recipe first."));
  }
  basics_->show(settings(), shown, shown.isOurs() && chosen != RecipeKind::Teach);
  advanced_->show(chosen, defaultsOf(chosen, shown), settings().advanced);
  remember();
  updateControls();
}

void RecipePage::showStory() {
  while (QLayoutItem* item = story_->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
  const RecipeStory story = storyOf(kind());
  title_->setText(story.title);
  for (const StoryPart& part : story.parts) {
    auto* text = new QLabel(QStringLiteral("<b>%1.</b> %2")
                                .arg(part.heading.toHtmlEscaped(), part.text.toHtmlEscaped()));
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    story_->addWidget(text);
  }
}

void RecipePage::takeSettings() {
  basics_->store(settings());
  settings().advanced = advanced_->changed();
  const Recipe shown = recipe(kind());
  basics_->show(settings(), shown, shown.isOurs() && kind() != RecipeKind::Teach);
  remember();
  updateControls();
}

void RecipePage::remember() const {
  studio_.settings.setValue(kindKey, idOf(kind()));
  studio_.settings.setValue(seedKey, static_cast<int>(basics_->seed()));
  studio_.settings.setValue(unfoldedKey, advanced_->isUnfolded());
  writeRecipeSettings(studio_.settings, kind(), settings_.at(kind()));
}

TrialBox::State RecipePage::trialState(RecipeKind kind) const {
  const TrainingOptions wanted = options(kind);
  TrialBox::State state;
  state.trial = trials_.known(trialKeyOf(wanted));
  state.corpusNotes = learnedNotes_;
  state.notesToHear = kind == RecipeKind::Teach ? notesToHearTaught(state.corpusNotes)
                                                : notesToHear(wanted.recipe, state.corpusNotes);
  state.plannedSeconds = wanted.minutes.value_or(0) * 60;
  state.plannedPasses = wanted.epochs.value_or(0);
  state.training = studio_.training.isTraining();
  return state;
}

void RecipePage::showTimes() {
  for (const RecipeKind each : recipeKinds) {
    auto* card = static_cast<ChoiceCard*>(cards_->button(static_cast<int>(each)));
    card->setNote(trialLine(trialState(each)));
  }
  trial_->setState(trialState(kind()));
}

QString RecipePage::proposedName() const {
  const auto& choice = studio_.corpus.choice();
  const QString places =
      choice.places.empty() ? tr("My") : QString::fromStdString(placesText(choice));
  const Recipe shown = recipe(kind());
  if (kind() == RecipeKind::Teach) {
    const ModelEntry* model = taught();
    return tr("%1 taught %2").arg(model ? model->name : tr("Model"), places);
  }
  return shown.isOurs()
             ? QStringLiteral("%1 %2 %3")
                   .arg(places, recipeTitle(shown).toLower(), sizeTitle(shown.size).toLower())
             : QStringLiteral("%1 %2").arg(
                   places, recipeTitle(shown).replace(QChar(u'-'), QChar(u' ')).toLower());
}

QString RecipePage::obstacle() const {
  if (studio_.corpus.isScanning()) return tr("The music is still being looked through.");
  if (!studio_.corpus.isReady()) return tr("Choose music to learn from first, on the page Music.");
  if (kind() == RecipeKind::Teach && !taught()) return tr("There is no model to teach yet.");
  return {};
}

// Of the pieces as they are listed; for a moment after a scan only its report is there.
void RecipePage::measureMusic() {
  const CorpusController& corpus = studio_.corpus;
  learnedNotes_ = 0;
  learnedPieces_ = 0;
  if (!corpus.isReady()) return;
  if (corpus.files()->empty()) {
    const ScanReport& report = *corpus.report();
    learnedPieces_ = report.train;
    learnedNotes_ = static_cast<double>(report.notes) * static_cast<double>(report.train) /
                    static_cast<double>(report.kept);
    return;
  }
  for (const ListedFile& file : *corpus.files()) {
    const bool learned = file.fate == FileFate::Kept && file.split == Split::Train &&
                         !std::ranges::binary_search(corpus.choice().leftOut, file.contentHash);
    if (!learned) continue;
    ++learnedPieces_;
    learnedNotes_ += static_cast<double>(file.notes);
  }
}

void RecipePage::updateControls() {
  measureMusic();
  showTimes();
  basics_->setProposedName(proposedName());
  const auto& report = studio_.corpus.report();
  basics_->setValidationShare(studio_.corpus.choice().validationShare,
                              report && report->officialSplit);
  const QString why = obstacle();
  const bool training = studio_.training.isTraining();
  start_->setEnabled(why.isEmpty() && !startsAfterTrial_);
  start_->setText(training ? tr("Add to the queue") : tr("Start training"));
  start_->setToolTip(why);
  if (!why.isEmpty()) {
    summary_->setText(why);
    return;
  }
  const TrainingOptions wanted = options(kind());
  const QString length =
      wanted.epochs ? tr("%1 passes").arg(countText(static_cast<std::size_t>(*wanted.epochs)))
                    : durationText(wanted.minutes.value_or(0) * 60);
  summary_->setText(tr("“%1”: %2 over %3, %4 notes%5")
                        .arg(basics_->modelName(), length, countText(learnedPieces_, tr("piece")),
                             countText(static_cast<std::size_t>(learnedNotes_)),
                             training ? tr("; a training runs, this one comes after it") : tr("")));
}

void RecipePage::measure() {
  if (trials_.isRunning() || studio_.training.isTraining() || !studio_.corpus.isReady()) return;
  TrainingOptions wanted = options(kind());
  if (const ModelEntry* model = taught(); kind() == RecipeKind::Teach && model) {
    wanted.from = model->path;
  }
  trial_->setRunning(true);
  const CorpusChoice choice = studio_.corpus.choice();
  trials_.measure(wanted, [choice, file = studio_.training.cacheFile()(choice.places)](
                              std::stop_token) { return openCorpus(choice, file); });
}

void RecipePage::endTrial(const TrialKey&, const Result<Trial>& trial) {
  trial_->setRunning(false);
  updateControls();
  if (!trial && trial.error().code != ErrorCode::Cancelled) {
    trial_->showFailure(userText(trial.error()));
  }
  if (std::exchange(startsAfterTrial_, false)) {
    updateControls();
    start();
  }
}

void RecipePage::start() {
  // One training at a time, a trial is one.
  if (trials_.isRunning()) {
    startsAfterTrial_ = true;
    trials_.cancel();
    updateControls();
    return;
  }
  if (!obstacle().isEmpty()) return;
  TrainingOptions wanted = options(kind());
  if (kind() == RecipeKind::Teach) wanted.from = taught()->path;
  wanted.seed = basics_->seed();
  const QString name = studio_.models.freeName(basics_->modelName());
  wanted.modelName = name.toStdString();
  wanted.out = studio_.models.fileForNewModel(name);
  wanted.licence = studio_.corpus.choice().licence;
  Q_EMIT startRequested(wanted);
}

}  // namespace cadenza::ui
