// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/playing_options.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScreen>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controllers/playback_controller.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {

namespace {

constexpr int popupWidth = 288;

}  // namespace

PlayingOptions::PlayingOptions(PlaybackController& playback, Preferences& preferences,
                               const Appearance& appearance, QWidget* parent)
    : QWidget(parent, Qt::Popup), playback_(playback), preferences_(preferences) {
  setObjectName(QStringLiteral("playingOptions"));
  setAccessibleName(tr("Playing and recording"));
  setAttribute(Qt::WA_StyledBackground);
  setFixedWidth(popupWidth);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);

  layout->addWidget(speed_ = new LabelledSlider(tr("Speed"), {25, 200, 5, 0}));
  speed_->setObjectName(QStringLiteral("speed"));
  speed_->setSuffix(tr(" %"));
  layout->addWidget(volume_ = new LabelledSlider(tr("Metronome"), {0, 100, 5, 0}));
  volume_->setObjectName(QStringLiteral("metronomeVolume"));
  volume_->setSuffix(tr(" %"));
  layout->addWidget(accent_ = new QCheckBox(tr("Accent on the first beat")));
  accent_->setObjectName(QStringLiteral("metronomeAccent"));

  countIn_ = new QSpinBox;
  countIn_->setObjectName(QStringLiteral("countIn"));
  countIn_->setAccessibleName(tr("Bars counted in before a recording"));
  countIn_->setRange(0, 4);
  countIn_->setSpecialValueText(tr("None"));
  countIn_->setFixedWidth(96);
  auto* counting = new QHBoxLayout;
  counting->addWidget(makeLabel(tr("Bars to count in")));
  counting->addStretch();
  counting->addWidget(countIn_);
  layout->addSpacing(4);
  layout->addLayout(counting);

  mode_ = new SegmentedControl({tr("Joins"), tr("Replaces")}, appearance);
  mode_->setObjectName(QStringLiteral("recordingMode"));
  mode_->setAccessibleName(tr("What a recording does to the notes that are there"));
  mode_->segment(0)->setToolTip(tr("What you record is added to what is there"));
  mode_->segment(1)->setToolTip(
      tr("What you record takes the place of what is there; locked notes stay"));
  auto* recording = new QHBoxLayout;
  recording->addWidget(makeLabel(tr("A recording")));
  recording->addStretch();
  recording->addWidget(mode_);
  layout->addLayout(recording);
  layout->addWidget(
      makeParagraph(tr("With the loop on, only what you play inside it is recorded."), "small"));

  display();
  const auto changed = [this] { take(); };
  connect(speed_, &LabelledSlider::valueChanged, this,
          [this](double percent) { playback_.setSpeed(percent / 100); });
  connect(&playback_, &PlaybackController::speedChanged, this, &PlayingOptions::display);
  connect(volume_, &LabelledSlider::valueChanged, this, changed);
  connect(accent_, &QCheckBox::toggled, this, changed);
  connect(countIn_, &QSpinBox::valueChanged, this, changed);
  connect(mode_, &SegmentedControl::currentChanged, this, changed);
  connect(&preferences_, &Preferences::playingChanged, this, &PlayingOptions::display);
}

void PlayingOptions::showUnder(const QWidget& anchor) {
  adjustSize();
  const QRect screen = anchor.screen()->availableGeometry();
  QPoint place = anchor.mapToGlobal(QPoint((anchor.width() - width()) / 2, anchor.height() + 4));
  place.setX(
      std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  move(place);
  show();
  speed_->setFocus();
}

void PlayingOptions::display() {
  const PlayingPreferences& playing = preferences_.playing();
  showing_ = true;
  speed_->setValue(playback_.speed() * 100);
  volume_->setValue(playing.volume);
  accent_->setChecked(playing.accent);
  countIn_->setValue(playing.countIn);
  mode_->setCurrent(playing.replaces ? 1 : 0);
  showing_ = false;
}

void PlayingOptions::take() {
  if (showing_) return;
  PlayingPreferences playing = preferences_.playing();
  playing.volume = static_cast<int>(volume_->value());
  playing.accent = accent_->isChecked();
  playing.countIn = countIn_->value();
  playing.replaces = mode_->current() == 1;
  preferences_.setPlaying(playing);
}

}  // namespace cadenza::ui
