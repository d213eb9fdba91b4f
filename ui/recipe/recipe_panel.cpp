// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_panel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/controls/choice_card.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int performanceCard = 0;
constexpr int scoreCard = 1;
constexpr int cardWidth = 352;
constexpr int longestMinutes = 7 * 24 * 60;

}  // namespace

RecipePanel::RecipePanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance), recipes_(new QButtonGroup(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  addCards();
  addForm();
  describeSize();
}

void RecipePanel::addCards() {
  auto* performance = new ChoiceCard(
      tr("Performance"),
      tr("Learns how a pianist plays: exact timing, touch and pedal. For recorded playing."),
      appearance_);
  performance->setObjectName(QStringLiteral("recipePerformance"));
  auto* score = new ChoiceCard(
      tr("Score"),
      tr("Learns what is written: bars, beats and note values. For typed or notated music."),
      appearance_);
  score->setObjectName(QStringLiteral("recipeScore"));
  recipes_->addButton(performance, performanceCard);
  recipes_->addButton(score, scoreCard);
  performance->setChecked(true);
  for (ChoiceCard* card : {performance, score}) {
    card->setFixedHeight(card->heightForWidth(cardWidth));
    layout()->addWidget(card);
  }
  connect(recipes_, &QButtonGroup::idToggled, this, &RecipePanel::proposeName);
}

void RecipePanel::addForm() {
  size_ = new SegmentedControl({tr("Small"), tr("Medium"), tr("Large")}, appearance_);
  size_->setObjectName(QStringLiteral("networkSize"));
  sizeText_ = makeLabel({}, "small");
  connect(size_, &SegmentedControl::currentChanged, this, &RecipePanel::describeSize);
  connect(size_, &SegmentedControl::currentChanged, this, &RecipePanel::proposeName);

  minutes_ = new QSpinBox;
  minutes_->setObjectName(QStringLiteral("trainingMinutes"));
  minutes_->setAccessibleName(tr("Longest training"));
  minutes_->setRange(1, longestMinutes);
  minutes_->setValue(30);
  minutes_->setSuffix(tr(" min"));
  minutes_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);

  device_ = new QComboBox;
  device_->setObjectName(QStringLiteral("trainingDevice"));
  device_->setAccessibleName(tr("Device"));
  device_->addItem(tr("Choose by itself"), static_cast<int>(DeviceChoice::Auto));
  device_->addItem(tr("Processor"), static_cast<int>(DeviceChoice::Cpu));
  device_->addItem(tr("Graphics card (CUDA)"), static_cast<int>(DeviceChoice::Cuda));

  name_ = new QLineEdit;
  name_->setObjectName(QStringLiteral("modelName"));
  name_->setAccessibleName(tr("Name of the model"));
  proposeName();

  auto* form = new QFormLayout;
  form->setContentsMargins(0, 8, 0, 0);
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(8);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Size"), size_);
  form->addRow(QString(), sizeText_);
  form->addRow(tr("Time"), minutes_);
  form->addRow(tr("Learn on"), device_);
  form->addRow(tr("Name"), name_);
  for (int row = 0; row < form->rowCount(); ++row) {
    if (auto* label = form->itemAt(row, QFormLayout::LabelRole)) {
      if (label->widget()) label->widget()->setMinimumHeight(metrics::controlHeight);
    }
  }
  static_cast<QVBoxLayout*>(layout())->addLayout(form);
}

Recipe RecipePanel::recipe() const {
  const char* name = recipes_->checkedId() == scoreCard ? "score" : "performance";
  const auto recipe = findRecipe(name, static_cast<NetworkSize>(size_->current()));
  Q_ASSERT(recipe);
  return recipe.value_or(Recipe{});
}

double RecipePanel::minutes() const { return minutes_->value(); }

DeviceChoice RecipePanel::device() const {
  return static_cast<DeviceChoice>(device_->currentData().toInt());
}

QString RecipePanel::modelName() const {
  const QString name = name_->text().trimmed();
  return name.isEmpty() ? name_->placeholderText() : name;
}

void RecipePanel::setFolderName(const QString& name) {
  folderName_ = name;
  proposeName();
}

void RecipePanel::proposeName() {
  const Recipe chosen = recipe();
  name_->setPlaceholderText(QStringLiteral("%1 %2 %3")
                                .arg(folderName_.isEmpty() ? tr("My") : folderName_,
                                     recipeTitle(chosen).toLower(),
                                     sizeTitle(chosen.size).toLower()));
}

void RecipePanel::describeSize() {
  switch (static_cast<NetworkSize>(size_->current())) {
    case NetworkSize::Small:
      sizeText_->setText(tr("Quickest; worth hearing after half an hour."));
      break;
    case NetworkSize::Medium:
      sizeText_->setText(tr("Longer ideas; a night, or a graphics card."));
      break;
    case NetworkSize::Large:
      sizeText_->setText(tr("For much music and a graphics card."));
      break;
  }
}

}  // namespace cadenza::ui
