// SPDX-License-Identifier: GPL-3.0-or-later
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/controls/choice_card.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/recipe/advanced_box.h"
#include "ui/recipe/basics_form.h"
#include "ui/recipe/recipe_page.h"
#include "ui/recipe/recipe_story.h"

namespace cadenza::ui {

namespace {

constexpr int cardsWidth = 396;
constexpr int cardWidth = cardsWidth - 16;  // beside a scroll bar
constexpr int formWidth = 400;
constexpr int widthOfTrial = 380;  // including the space between
constexpr int longestLine = 880;

QScrollArea* scrolling(QWidget* content, const QString& name) {
  auto* area = new QScrollArea;
  area->setAccessibleName(name);
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return area;
}

}  // namespace

QWidget* RecipePage::makeCards() {
  cards_ = new QButtonGroup(this);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  for (const RecipeKind kind : recipeKinds) {
    const RecipeStory story = storyOf(kind);
    auto* card = new ChoiceCard(story.title, story.goodFor, studio_.appearance);
    QString id = idOf(kind).remove(QChar(u'-'));
    id[0] = id[0].toUpper();
    card->setObjectName(QStringLiteral("recipe") + id);
    card->setNote(QStringLiteral(" "));
    card->setFixedHeight(card->heightForWidth(cardWidth));
    cards_->addButton(card, static_cast<int>(kind));
    layout->addWidget(card);
  }
  layout->addStretch(1);
  auto* area = scrolling(content, tr("Recipes"));
  area->setFixedWidth(cardsWidth);
  return area;
}

QWidget* RecipePage::makeTeacher() {
  auto* whole = new QWidget;
  auto* layout = new QVBoxLayout(whole);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  models_ = named(new QComboBox, "teachModel", tr("Model to teach"));
  modelText_ = makeParagraph({}, "small");
  modelText_->setObjectName(QStringLiteral("teachModelText"));
  auto* row = new QHBoxLayout;
  row->setSpacing(16);
  row->addWidget(makeLabel(tr("Model to teach")));
  row->addWidget(models_, 1);
  layout->addLayout(row);
  layout->addWidget(modelText_);
  whole->setMaximumWidth(formWidth + 160);
  return whole;
}

QWidget* RecipePage::makeDetails() {
  auto* content = new QWidget;
  content->setMaximumWidth(longestLine);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 8, 0);
  column->setSpacing(12);
  title_ = makeLabel({}, "title");
  title_->setObjectName(QStringLiteral("recipeTitle"));
  column->addWidget(title_);
  story_ = new QVBoxLayout;
  story_->setSpacing(8);
  column->addLayout(story_);
  column->addWidget(teacher_ = makeTeacher());
  column->addSpacing(4);

  basics_ = new BasicsForm(studio_.appearance);
  basics_->setFixedWidth(formWidth);
  trial_ = new TrialBox;
  sides_ = new QBoxLayout(QBoxLayout::LeftToRight);
  sides_->setSpacing(32);
  sides_->addWidget(basics_, 0, Qt::AlignTop);
  sides_->addWidget(trial_, 1, Qt::AlignTop);
  column->addLayout(sides_);
  column->addSpacing(4);
  column->addWidget(advanced_ = new AdvancedBox(studio_.appearance));
  column->addStretch(1);

  auto* frame = new QFrame;
  frame->setProperty("role", QStringLiteral("card"));
  auto* layout = new QVBoxLayout(frame);
  layout->setContentsMargins(20, 16, 8, 16);
  layout->addWidget(scrolling(content, tr("Settings of the recipe")));
  return frame;
}

// The trial is beside the settings where there is room, else below them.
void RecipePage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool wide = width() >= cardsWidth + formWidth + widthOfTrial;
  sides_->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QWidget* RecipePage::makeFooter() {
  auto* footer = new QWidget;
  auto* layout = new QHBoxLayout(footer);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(16);
  summary_ = new ElidedLabel("quiet");
  summary_->setObjectName(QStringLiteral("startSummary"));
  summary_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  start_ = makeButton(tr("Start training"), "primary");
  start_->setObjectName(QStringLiteral("startTraining"));
  start_->setFixedHeight(metrics::controlHeight + 2);
  layout->addWidget(summary_, 1);
  layout->addWidget(start_);
  return footer;
}

}  // namespace cadenza::ui
