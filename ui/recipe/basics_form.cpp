// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/basics_form.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

#include "ui/controls/form.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/recipe/recipe_story.h"

namespace cadenza::ui {

namespace {

constexpr int longestMinutes = 7 * 24 * 60;
constexpr int mostEpochs = 10'000;
constexpr int largestShare = 50;
constexpr int fieldWidth = 136;
constexpr int longestName = 80;

QWidget* withText(QWidget* field, QLabel* text) {
  auto* whole = new QWidget;
  auto* layout = new QVBoxLayout(whole);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(field);
  layout->addWidget(text);
  return whole;
}

}  // namespace

BasicsForm::BasicsForm(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(12);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addSize(*form);
  addLength(*form);
  addRest(*form);
  for (int row = 0; row < form->rowCount(); ++row) {
    if (auto* label = form->itemAt(row, QFormLayout::LabelRole)) {
      label->widget()->setFixedHeight(metrics::controlHeight);
    }
  }
}

void BasicsForm::addSize(QFormLayout& form) {
  size_ = named(new SegmentedControl({tr("Small"), tr("Medium"), tr("Large")}, appearance_),
                "networkSize", tr("Size"));
  sizeText_ = makeParagraph({}, "small");
  sizeText_->setObjectName(QStringLiteral("sizeText"));
  connect(size_, &SegmentedControl::currentChanged, this, &BasicsForm::settingsChanged);
  form.addRow(tr("Size"), withText(size_, sizeText_));
}

void BasicsForm::addLength(QFormLayout& form) {
  const auto makeSpin = [this](const char* name, const QString& words, int most,
                               const QString& suffix) {
    auto* spin = named(new QSpinBox, name, words);
    spin->setRange(1, most);
    spin->setSuffix(suffix);
    spin->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    spin->setFixedWidth(fieldWidth);
    connect(spin, &QSpinBox::valueChanged, this, &BasicsForm::settingsChanged);
    return spin;
  };
  minutes_ = makeSpin("trainingMinutes", tr("Longest training"), longestMinutes, tr(" min"));
  epochs_ = makeSpin("trainingEpochs", tr("Passes over the music"), mostEpochs, tr(" passes"));
  unit_ = named(new SegmentedControl({tr("Minutes"), tr("Epochs")}, appearance_), "lengthUnit",
                tr("Length counted in"));
  unit_->segment(1)->setToolTip(tr("An epoch is one pass over all pieces that it learns from"));
  connect(unit_, &SegmentedControl::currentChanged, this, [this] {
    showLength();
    Q_EMIT settingsChanged();
  });
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(minutes_);
  layout->addWidget(epochs_);
  layout->addWidget(unit_, 1);
  form.addRow(tr("Length"), row);
}

void BasicsForm::addRest(QFormLayout& form) {
  share_ = named(new QSpinBox, "validationShare", tr("Held out for validation"));
  share_->setRange(0, largestShare);
  share_->setSuffix(tr(" %"));
  share_->setKeyboardTracking(false);
  share_->setFixedWidth(fieldWidth);
  shareText_ = makeParagraph({}, "small");
  connect(share_, &QSpinBox::valueChanged, this,
          [this](int percent) { Q_EMIT validationShareChanged(percent / 100.0); });
  seed_ = named(new QSpinBox, "trainingSeed", tr("Seed number"));
  seed_->setRange(1, std::numeric_limits<int>::max());
  seed_->setFixedWidth(fieldWidth);
  seed_->setToolTip(tr("The same number, music and settings give the same training"));
  connect(seed_, &QSpinBox::valueChanged, this, &BasicsForm::settingsChanged);
  name_ = named(new QLineEdit, "modelName", tr("Name of the model"));
  name_->setMaxLength(longestName);
  connect(name_, &QLineEdit::textChanged, this, &BasicsForm::settingsChanged);
  form.addRow(tr("Held out"), withText(share_, shareText_));
  form.addRow(tr("Seed number"), seed_);
  form.addRow(tr("Name"), name_);
}

void BasicsForm::show(const RecipeSettings& settings, const Recipe& recipe, bool hasSizes) {
  {
    const QSignalBlocker quiet(this);
    size_->setCurrent(static_cast<int>(settings.size));
    unit_->setCurrent(settings.byEpochs ? 1 : 0);
    minutes_->setValue(static_cast<int>(std::lround(settings.minutes)));
    epochs_->setValue(settings.epochs);
  }
  size_->setVisible(hasSizes);
  const QString parameters = parametersText(recipe);
  sizeText_->setText(hasSizes ? tr("%1. %2").arg(parameters, sizeText(recipe.size))
                              : tr("%1.").arg(parameters));
  sizeText_->setMinimumHeight(hasSizes ? 0 : metrics::controlHeight);
  showLength();
}

void BasicsForm::showLength() {
  const bool byEpochs = unit_->current() == 1;
  minutes_->setVisible(!byEpochs);
  epochs_->setVisible(byEpochs);
}

void BasicsForm::store(RecipeSettings& settings) const {
  settings.size = static_cast<NetworkSize>(size_->current());
  settings.byEpochs = unit_->current() == 1;
  settings.minutes = minutes_->value();
  settings.epochs = epochs_->value();
}

void BasicsForm::setValidationShare(double share, bool hasOfficialSplit) {
  const QSignalBlocker quiet(share_);
  share_->setValue(static_cast<int>(std::lround(share * 100)));
  share_->setEnabled(!hasOfficialSplit);
  shareText_->setText(hasOfficialSplit
                          ? tr("This music says itself which pieces are held out.")
                          : tr("Pieces that it never learns from, to see whether it learned more "
                               "than to repeat."));
}

std::uint64_t BasicsForm::seed() const { return static_cast<std::uint64_t>(seed_->value()); }

void BasicsForm::setSeed(int seed) {
  const QSignalBlocker quiet(seed_);
  seed_->setValue(seed);
}

void BasicsForm::setProposedName(const QString& name) { name_->setPlaceholderText(name); }

QString BasicsForm::modelName() const {
  const QString name = name_->text().simplified();
  return name.isEmpty() ? name_->placeholderText() : name;
}

}  // namespace cadenza::ui
