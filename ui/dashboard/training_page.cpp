// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/training_page.h"

#include <QHBoxLayout>

#include "ui/controllers/training_controller.h"
#include "ui/dashboard/listen_panel.h"
#include "ui/dashboard/run_header.h"
#include "ui/dashboard/run_list.h"
#include "ui/dashboard/run_view.h"
#include "ui/dashboard/run_words.h"

namespace cadenza::ui {

namespace {

constexpr int listWidth = 208;

}  // namespace

TrainingPage::TrainingPage(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(16);
  list_ = new RunList(studio_.training, studio_.appearance);
  list_->setFixedWidth(listWidth);
  view_ = new RunView(studio_.training, studio_.appearance);
  header_ = new RunHeader(studio_.training, studio_.appearance);
  listening_ = new ListenPanel(studio_);
  view_->setHeader(header_);
  view_->setListening(listening_);
  layout->addWidget(list_);
  layout->addWidget(view_, 1);
  listen();
  showChosen();
}

void TrainingPage::listen() {
  const TrainingController* training = &studio_.training;
  connect(header_, &RunHeader::composeRequested, this, &TrainingPage::composeRequested);
  connect(header_, &RunHeader::teachRequested, this, &TrainingPage::teachRequested);
  connect(listening_, &ListenPanel::composeRequested, this, &TrainingPage::composeRequested);
  connect(listening_, &ListenPanel::marksChanged, this,
          [this] { view_->setMarks(listening_->marks()); });
  connect(view_, &RunView::checkpointChosen, listening_, &ListenPanel::choose);
  connect(list_, &RunList::chosenChanged, this, &TrainingPage::showChosen);
  connect(list_, &RunList::overlaysChanged, this, &TrainingPage::showOverlays);
  connect(training, &TrainingController::courseLoaded, this, &TrainingPage::showOverlays);
  connect(training, &TrainingController::trainingStarted, this,
          [this](const TrainingRun& run) { list_->choose(run.id); });
}

void TrainingPage::showChosen() {
  const std::string id = list_->chosen();
  header_->showRun(id);
  listening_->showRun(id);
  view_->show(studio_.training.find(id));
  view_->setMarks(listening_->marks());
  showOverlays();
}

// Courses are copied: a run may be deleted while its curve is seen.
void TrainingPage::showOverlays() {
  std::vector<CourseOverlay> overlays;
  for (const std::string& id : list_->overlaid()) {
    const TrainingRun* run = studio_.training.find(id);
    if (!run || id == list_->chosen()) continue;
    if (run->course.points().empty()) {
      studio_.training.loadCourse(id);
      continue;
    }
    overlays.push_back({runTitle(*run), std::make_shared<const TrainingCourse>(run->course)});
  }
  view_->setOverlays(std::move(overlays));
}

}  // namespace cadenza::ui
