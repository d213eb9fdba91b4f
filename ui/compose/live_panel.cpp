// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/live_panel.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/controls/command.h"
#include "ui/controls/decimal_field.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr double shortestBreath = 0.2;
constexpr double longestBreath = 3;
constexpr double usualBreath = 0.6;

QString breathKey() { return QStringLiteral("live/breath"); }

QString secondsText(double seconds) {
  return LivePanel::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
}

// A toggle that does what `action` does.
QPushButton* toggleFor(QAction* action, const QString& iconName, const char* objectName,
                       const Appearance& appearance) {
  auto* button = makeButton(withoutMnemonic(action->text()));
  button->setObjectName(QString::fromLatin1(objectName));
  button->setCheckable(true);
  setThemedIcon(button, iconName, appearance);
  const auto follow = [button, action] {
    button->setEnabled(action->isEnabled());
    button->setChecked(action->isChecked());
    button->setToolTip(action->toolTip());
  };
  follow();
  QObject::connect(action, &QAction::changed, button, follow);
  QObject::connect(button, &QPushButton::clicked, action, [action, follow] {
    action->trigger();
    follow();
  });
  return button;
}

}  // namespace

LivePanel::LivePanel(LiveController& live, QAction* playOn, QAction* answer,
                     const Appearance& appearance, QWidget* parent)
    : QWidget(parent), live_(live) {
  setObjectName(QStringLiteral("livePanel"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 2 * metrics::step);
  layout->setSpacing(2 * metrics::step);
  layout->addWidget(makeLabel(tr("Live")));
  layout->addWidget(makeButtons(playOn, answer, appearance));
  state_ = makeParagraph({}, "small");
  state_->setObjectName(QStringLiteral("liveState"));
  state_->setFont(tabularFont(metrics::smallText));
  behind_ = makeParagraph({}, "warning");
  behind_->setObjectName(QStringLiteral("liveBehind"));
  layout->addWidget(state_);
  layout->addWidget(behind_);
  layout->addWidget(breathRow_ = makeBreathRow());
  connect(&live_, &LiveController::reported, this, &LivePanel::showState);
  connect(&live_, &LiveController::activityChanged, this, &LivePanel::showState);
  showState();
}

QWidget* LivePanel::makeButtons(QAction* playOn, QAction* answer, const Appearance& appearance) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2 * metrics::step);
  layout->addWidget(toggleFor(playOn, QStringLiteral("play-on"), "livePlayOn", appearance), 1);
  layout->addWidget(toggleFor(answer, QStringLiteral("answer"), "liveAnswer", appearance), 1);
  return row;
}

QWidget* LivePanel::makeBreathRow() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2 * metrics::step);
  breath_ = named(new DecimalField, "liveBreath", tr("Silence that ends a phrase"));
  breath_->setRange(shortestBreath, longestBreath);
  breath_->setSingleStep(0.1);
  breath_->setDecimals(1);
  breath_->setValue(usualBreath);
  breath_->setSuffix(tr(" s"));
  breath_->setToolTip(tr("After so long without a key down, Cadenza answers"));
  auto* label = makeLabel(tr("Answers after"), "quiet");
  label->setBuddy(breath_);
  layout->addWidget(label);
  layout->addWidget(breath_);
  layout->addStretch();
  return row;
}

QString LivePanel::stateText(LiveController::Activity activity, bool isPlaying,
                             const LiveReport& report) {
  if (activity == LiveController::Activity::None) return {};
  if (!isPlaying && report.state != LiveState::Preparing) return tr("Paused. Play goes on.");
  switch (report.state) {
    case LiveState::WritingAhead:
      if (report.secondsToStart > 0) {
        return tr("Goes on in %1; the first %2 are written.")
            .arg(durationText(report.secondsToStart), secondsText(report.secondsAhead));
      }
      return tr("Writes %1 ahead; changes are heard after %2.")
          .arg(secondsText(report.secondsAhead), secondsText(report.reserve));
    case LiveState::FallenBehind:
      return tr("Waits until two bars are written.");
    case LiveState::Listening:
      return report.answers == 0 ? tr("Listens: play a phrase.") : tr("Listens: your turn.");
    case LiveState::Hearing:
      return tr("Hears your phrase…");
    case LiveState::Thinking:
      return tr("Thinks of an answer…");
    case LiveState::Answering:
      return tr("Answers. Play to interrupt.");
    case LiveState::Preparing:
    case LiveState::Ended:
      break;
  }
  return tr("The model hears the piece…");
}

void LivePanel::showState() {
  const LiveReport& report = live_.report();
  const auto activity = live_.activity();
  state_->setText(stateText(activity, live_.isPlaying(), report));
  state_->setVisible(activity != LiveController::Activity::None);
  breathRow_->setVisible(activity == LiveController::Activity::Duet);
  const bool fell = activity == LiveController::Activity::PlayOn && report.timesBehind > 0;
  behind_->setVisible(fell);
  if (!fell) return;
  behind_->setText(report.timesBehind == 1
                       ? tr("Fell behind once: the music waited.")
                       : tr("Fell behind %1 times: the music waited.").arg(report.timesBehind));
}

double LivePanel::breath() const { return breath_->value(); }

void LivePanel::restore(const QSettings& settings) {
  breath_->setValue(settings.value(breathKey(), usualBreath).toDouble());
}

void LivePanel::save(QSettings& settings) const {
  settings.setValue(breathKey(), breath_->value());
}

}  // namespace cadenza::ui
