// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/advanced_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimer>
#include <cmath>

#include "ui/controls/decimal_field.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int columns = 2;
constexpr int editorWidth = 168;
constexpr double closeTo = 1e-9;

}  // namespace

AdvancedBox::AdvancedBox(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  fold_ = named(new QToolButton, "advancedFold", tr("Advanced"));
  fold_->setText(tr("Advanced"));
  fold_->setCheckable(true);
  fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fold_->setFocusPolicy(Qt::StrongFocus);
  fold_->setProperty("role", QStringLiteral("fold"));
  summary_ = new ElidedLabel("quiet");
  summary_->setObjectName(QStringLiteral("advancedSummary"));
  back_ = makeButton(tr("Back to defaults"), "quiet");
  back_->setObjectName(QStringLiteral("advancedBack"));
  auto* header = new QHBoxLayout;
  header->setSpacing(8);
  header->addWidget(fold_);
  header->addWidget(summary_, 1);
  header->addWidget(back_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(header);
  const auto dress = [this] {
    fold_->setIcon(
        icon(fold_->isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
             appearance_.theme()));
  };
  connect(fold_, &QToolButton::toggled, this, [this, dress](bool on) {
    dress();
    if (body_) body_->setVisible(on);
    if (on) QTimer::singleShot(0, this, &AdvancedBox::bringIntoView);
  });
  connect(&appearance_, &Appearance::themeChanged, this, dress);
  connect(back_, &QPushButton::clicked, this, &AdvancedBox::goBack);
  dress();
}

void AdvancedBox::bringIntoView() {
  for (QWidget* around = parentWidget(); around; around = around->parentWidget()) {
    auto* area = qobject_cast<QScrollArea*>(around);
    if (!area) continue;
    area->ensureWidgetVisible(body_, 0, 0);
    area->ensureWidgetVisible(fold_, 0, 0);
  }
}

void AdvancedBox::setUnfolded(bool unfolded) { fold_->setChecked(unfolded); }

bool AdvancedBox::isUnfolded() const { return fold_->isChecked(); }

void AdvancedBox::show(RecipeKind kind, const TrainingOptions& defaults,
                       const QMap<QString, double>& changed) {
  fields_ = advancedFields(kind, defaults.recipe);
  defaults_ = defaults;
  changed_.clear();
  for (const AdvancedField& field : fields_) {
    const auto found = changed.find(field.id);
    if (found != changed.end()) changed_.insert(field.id, *found);
  }
  rebuild();
}

void AdvancedBox::rebuild() {
  titles_.clear();
  // What an editor says while it goes would be taken for a wish about the new fields.
  if (body_) {
    for (QWidget* editor : body_->findChildren<QWidget*>()) editor->blockSignals(true);
    delete body_;
  }
  body_ = new QWidget;
  auto* grid = new QGridLayout(body_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(32);
  grid->setVerticalSpacing(16);
  int place = 0;
  for (const AdvancedField& field : fields_) {
    grid->addWidget(makeRow(field), place / columns, place % columns, Qt::AlignTop);
    ++place;
  }
  for (int column = 0; column < columns; ++column) grid->setColumnStretch(column, 1);
  body_->setVisible(fold_->isChecked());
  layout()->addWidget(body_);
  describe();
}

QWidget* AdvancedBox::makeRow(const AdvancedField& field) {
  auto* row = new QWidget;
  auto* layout = new QGridLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(12);
  layout->setVerticalSpacing(4);
  auto* title = makeLabel(field.title);
  titles_.insert(field.id, title);
  QWidget* editor = makeEditor(field);
  editor->setObjectName(QStringLiteral("advanced.") + field.id);
  editor->setAccessibleName(field.title);
  editor->setAccessibleDescription(field.explanation);
  editor->setFixedWidth(editorWidth);
  layout->addWidget(title, 0, 0);
  layout->addWidget(editor, 0, 1);
  layout->addWidget(makeParagraph(field.explanation, "small"), 1, 0, 1, 2);
  layout->setColumnStretch(0, 1);
  return row;
}

QWidget* AdvancedBox::makeEditor(const AdvancedField& field) {
  const double usual = field.read(defaults_);
  const double value = changed_.value(field.id, usual);
  if (field.kind == AdvancedField::Kind::Switch) {
    auto* box = new QCheckBox(tr("On"));
    box->setChecked(value != 0);
    connect(box, &QCheckBox::toggled, this, [this, field](bool on) { take(field, on ? 1 : 0); });
    return box;
  }
  if (field.kind == AdvancedField::Kind::Choice) {
    auto* box = new QComboBox;
    box->addItems(field.choices);
    box->setCurrentIndex(static_cast<int>(value));
    connect(box, &QComboBox::currentIndexChanged, this,
            [this, field](int index) { take(field, index); });
    return box;
  }
  auto* box = new DecimalField;
  box->setDecimals(field.decimals);
  box->setRange(field.low, field.high);
  box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  box->setSuffix(field.suffix);
  box->setSpecialValueText(field.lowestMeans);
  box->setValue(value);
  connect(box, &QDoubleSpinBox::valueChanged, this,
          [this, field](double changed) { take(field, changed); });
  return box;
}

void AdvancedBox::take(const AdvancedField& field, double value) {
  if (std::abs(value - field.read(defaults_)) < closeTo) {
    changed_.remove(field.id);
  } else {
    changed_.insert(field.id, value);
  }
  describe();
  Q_EMIT valuesChanged();
}

void AdvancedBox::goBack() {
  changed_.clear();
  rebuild();
  Q_EMIT valuesChanged();
}

void AdvancedBox::describe() {
  QStringList words;
  for (const AdvancedField& field : fields_) {
    const auto value = changed_.find(field.id);
    const bool differs = value != changed_.end();
    if (differs) {
      words << QStringLiteral("%1: %2").arg(field.title, valueText(field, *value));
    }
    if (QLabel* title = titles_.value(field.id)) {
      title->setText(differs ? tr("%1 (changed)").arg(field.title) : field.title);
      setRole(title, differs ? "heading" : "");
    }
  }
  summary_->setText(words.isEmpty() ? tr("As the recipe wants it") : words.join(tr(", ")));
  setRole(summary_, words.isEmpty() ? "quiet" : "heading");
  back_->setVisible(!words.isEmpty());
}

}  // namespace cadenza::ui
