// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/doctor_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/widgets.h"
#include "ui/dashboard/doctor_history.h"

namespace cadenza::ui {

namespace {

constexpr std::size_t mostEpisodes = 12;
constexpr int signSize = 18;

bool isGrave(Finding finding) {
  return finding == Finding::Diverged || finding == Finding::Collapsed;
}

bool isSame(const std::vector<Diagnosis>& a, const std::vector<Diagnosis>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.finding == y.finding && x.sentence == y.sentence && x.advice == y.advice;
  });
}

QString episodeText(const DoctorEpisode& episode) {
  const QLocale locale;
  const QString from = locale.toString(episode.fromMinutes, 'f', 1);
  const QString title = findingTitle(episode.finding);
  if (!episode.over) return DoctorPanel::tr("since %1 min: %2").arg(from, title);
  return DoctorPanel::tr("%1 to %2 min: %3")
      .arg(from, locale.toString(episode.toMinutes, 'f', 1), title);
}

}  // namespace

DoctorPanel::DoctorPanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  sign_ = new QLabel;
  state_ = makeLabel({}, "heading");
  state_->setObjectName(QStringLiteral("doctorState"));
  head->addWidget(makeLabel(tr("Doctor"), "small"));
  head->addStretch();
  head->addWidget(sign_);
  head->addWidget(state_);
  layout->addLayout(head);

  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  well_ = makeParagraph({}, "quiet");
  well_->setObjectName(QStringLiteral("doctorWell"));
  cards_ = new QVBoxLayout;
  cards_->setSpacing(12);
  historyTitle_ = makeLabel(tr("Found so far"), "small");
  history_ = makeParagraph({}, "small");
  history_->setObjectName(QStringLiteral("doctorHistory"));
  column->addWidget(well_);
  column->addLayout(cards_);
  column->addSpacing(4);
  column->addWidget(historyTitle_);
  column->addWidget(history_);
  column->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setAccessibleName(tr("What the doctor says"));
  scroll->setWidget(body);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->viewport()->setAutoFillBackground(false);
  body->setAutoFillBackground(false);  // a scroll area's widget had it set
  layout->addWidget(scroll, 1);
  connect(&appearance_, &Appearance::themeChanged, this, &DoctorPanel::dress);
  setEvaluations({});
}

void DoctorPanel::setEvaluations(const std::vector<TrainingEvaluation>& evaluations) {
  const std::vector<Diagnosis> now =
      evaluations.empty() ? std::vector<Diagnosis>{} : evaluations.back().diagnoses;
  if (!isSame(now, shown_)) showCards(now);
  shown_ = now;
  well_->setText(wellText(evaluations));
  well_->setVisible(now.empty());
  if (evaluations.empty()) {
    state_->setText(tr("Not asked yet"));
  } else if (now.empty()) {
    state_->setText(tr("All is well"));
  } else {
    state_->setText(now.size() == 1 ? tr("A word of advice")
                                    : tr("%1 words of advice").arg(now.size()));
  }
  sign_->setVisible(!evaluations.empty());
  showHistory(evaluations);
  dress();
}

void DoctorPanel::showCards(const std::vector<Diagnosis>& diagnoses) {
  while (QLayoutItem* item = cards_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (const Diagnosis& diagnosis : diagnoses) cards_->addWidget(makeCard(diagnosis));
}

QWidget* DoctorPanel::makeCard(const Diagnosis& diagnosis) const {
  auto* card = new QWidget;
  card->setObjectName(QStringLiteral("diagnosis"));
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeLabel(findingTitle(diagnosis.finding),
                              isGrave(diagnosis.finding) ? "warning" : "heading"));
  for (const auto& [text, role] : {std::pair(diagnosis.sentence, static_cast<const char*>(nullptr)),
                                   std::pair(diagnosis.advice, "quiet")}) {
    QLabel* words = makeParagraph(QString::fromStdString(text), role);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(words);
  }
  return card;
}

void DoctorPanel::showHistory(const std::vector<TrainingEvaluation>& evaluations) {
  const auto episodes = episodesOf(evaluations);
  QStringList lines;
  for (auto episode = episodes.rbegin(); episode != episodes.rend(); ++episode) {
    if (static_cast<std::size_t>(lines.size()) == mostEpisodes) {
      lines << tr("and %1 before that").arg(episodes.rend() - episode);
      break;
    }
    lines << episodeText(*episode);
  }
  historyTitle_->setVisible(!lines.isEmpty());
  history_->setVisible(!lines.isEmpty());
  history_->setText(lines.join(QChar(u'\n')));
}

void DoctorPanel::dress() {
  const Theme& theme = appearance_.theme();
  const QIcon drawn = shown_.empty() ? icon(QStringLiteral("accept"), theme.good)
                                     : icon(QStringLiteral("warning"), theme.warning);
  sign_->setPixmap(drawn.pixmap(QSize(signSize, signSize), devicePixelRatioF()));
}

}  // namespace cadenza::ui
