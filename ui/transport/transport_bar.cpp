// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_bar.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "core/score/tempo_edits.h"
#include "ui/controls/decimal_field.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/words.h"
#include "ui/transport/grid_controls.h"
#include "ui/transport/playing_options.h"

namespace cadenza::ui {

namespace {

QHBoxLayout* row(QWidget* widget, int spacing) {
  auto* layout = new QHBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}

}  // namespace

TransportBar::TransportBar(Document& document, PlaybackController& playback, PianoRoll& roll,
                           const Actions& actions, Preferences& preferences,
                           const Appearance& appearance, QWidget* parent)
    : QWidget(parent),
      document_(document),
      playback_(playback),
      roll_(roll),
      appearance_(appearance) {
  auto* layout = row(this, 16);
  layout->setContentsMargins(4, 0, 4, 0);
  workspaces_ = new SegmentedControl({tr("Compose"), tr("Train")}, appearance_);
  workspaces_->setObjectName(QStringLiteral("workspaces"));
  layout->addWidget(workspaces_);
  layout->addWidget(rollTools_ = makeRollTools(actions));
  layout->addStretch(1);
  layout->addWidget(makeMotion(actions, preferences));
  layout->addWidget(makePosition());
  layout->addWidget(makeTempo());
  layout->addStretch(1);
  layout->addWidget(makeSound(actions));

  connect(&playback_, &PlaybackController::positionChanged, this, [this] {
    showPosition();
    if (!document_.score().tempo().changes().empty()) showTempoHere();
  });
  connect(&playback_, &PlaybackController::countedBeatChanged, this, &TransportBar::showPosition);
  connect(&playback_, &PlaybackController::playingChanged, this, &TransportBar::speakPosition);
  connect(&playback_, &PlaybackController::soundChanged, this, &TransportBar::showSound);
  const auto showAll = [this] {
    showPosition();
    showTempo();
  };
  connect(&document_, &Document::changed, this, showAll);
  connect(&document_, &Document::replaced, this, showAll);
  connect(&appearance_, &Appearance::themeChanged, this, &TransportBar::showSound);
  connect(&appearance_, &Appearance::themeChanged, this, &TransportBar::fitWidths);
  showAll();
  showSound();
  fitWidths();
}

// Fixed widths, so that changing digits move nothing beside them, at each text size.
void TransportBar::fitWidths() {
  const auto room = [](int size, const QString& longest) {
    return QFontMetrics(fontOfSize(size)).horizontalAdvance(longest);
  };
  bar_->setFixedWidth(room(metrics::largeText, QStringLiteral("0000:00")) + 4);
  clock_->setFixedWidth(room(metrics::bodyText, QStringLiteral("00:00.0 / 00:00.0")) + 4);
  constexpr int steppers = 44;  // and the field's edges
  tempo_->setFixedWidth(room(metrics::bodyText, QStringLiteral("000.0")) + steppers);
}

QWidget* TransportBar::makeRollTools(const Actions& actions) {
  auto* box = new QWidget;
  auto* layout = row(box, 4);
  for (QAction* tool : actions.tools) layout->addWidget(makeToolButton(tool));
  layout->addSpacing(8);
  layout->addWidget(new SnapBox(roll_));
  layout->addSpacing(8);
  layout->addWidget(keyPicker_ = new KeyPicker(roll_));
  return box;
}

QWidget* TransportBar::makeMotion(const Actions& actions, Preferences& preferences) {
  auto* box = new QWidget;
  auto* layout = row(box, 4);
  for (QAction* action : {actions.toStart, actions.play, actions.record, actions.loop,
                          actions.metronome, actions.follow}) {
    auto* button = makeToolButton(action);
    if (action == actions.play) button->setObjectName(QStringLiteral("playButton"));
    if (action == actions.record) button->setObjectName(QStringLiteral("recordButton"));
    layout->addWidget(button);
  }
  auto* popup = new PlayingOptions(playback_, preferences, appearance_, this);
  options_ = new QToolButton;
  options_->setObjectName(QStringLiteral("playingOptionsButton"));
  options_->setAccessibleName(tr("Playing and recording"));
  options_->setToolTip(tr("Speed, metronome, count-in and recording"));
  options_->setAutoRaise(true);
  setThemedIcon(options_, QStringLiteral("sliders"), appearance_);
  connect(options_, &QToolButton::clicked, this, [this, popup] { popup->showUnder(*options_); });
  connect(&playback_, &PlaybackController::speedChanged, this, &TransportBar::showSpeed);
  layout->addWidget(options_);
  showSpeed();
  return box;
}

QWidget* TransportBar::makePosition() {
  auto* box = new QWidget;
  auto* layout = row(box, 12);
  bar_ = makeLabel({}, "title");
  bar_->setObjectName(QStringLiteral("barPosition"));
  bar_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  bar_->setAccessibleDescription(tr("Bar and beat"));
  clock_ = makeLabel({}, "quiet");
  clock_->setObjectName(QStringLiteral("clockPosition"));
  clock_->setAccessibleDescription(tr("Minutes and seconds"));
  layout->addWidget(bar_);
  layout->addWidget(clock_);
  return box;
}

QWidget* TransportBar::makeTempo() {
  auto* box = new QWidget;
  auto* layout = row(box, 8);
  tempo_ = new DecimalField;
  tempo_->setObjectName(QStringLiteral("tempo"));
  tempo_->setRange(slowestTempo, fastestTempo);
  tempo_->setDecimals(1);
  tempo_->setKeyboardTracking(false);
  tempo_->setAccessibleName(tr("Tempo, quarters a minute"));
  connect(tempo_, &QDoubleSpinBox::valueChanged, this, &TransportBar::changeTempo);
  layout->addWidget(makeLabel(QStringLiteral("♩ =")));
  layout->addWidget(tempo_);
  return box;
}

// What is played on, in words only when asked for: names of devices are long.
QWidget* TransportBar::makeSound(const Actions& actions) {
  sound_ = new QToolButton;
  sound_->setObjectName(QStringLiteral("soundButton"));
  sound_->setAutoRaise(true);
  sound_->setIconSize({metrics::iconSize, metrics::iconSize});
  sound_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(sound_);
  soundText_ = menu->addAction(QString());
  soundText_->setEnabled(false);
  menu->addSeparator();
  menu->addAction(actions.preferences);
  sound_->setMenu(menu);
  return sound_;
}

// Of the part and what stands between it and the next.
int TransportBar::roomOf(const QWidget* part) const {
  return std::max(part->minimumWidth(), part->minimumSizeHint().width()) + layout()->spacing();
}

// With all parts in it, seen or not.
int TransportBar::fullWidth() const {
  const QMargins margins = layout()->contentsMargins();
  int width = margins.left() + margins.right();
  for (int i = 0; i < layout()->count(); ++i) {
    if (const QWidget* part = layout()->itemAt(i)->widget()) width += roomOf(part);
  }
  if (keyPicker_->isHidden()) width += roomOf(keyPicker_);
  if (clock_->isHidden()) width += roomOf(clock_);
  return width;
}

QSize TransportBar::minimumSizeHint() const {
  return {fullWidth() - roomOf(keyPicker_) - roomOf(clock_), QWidget::minimumSizeHint().height()};
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int full = fullWidth();
  const int withoutKey = full - roomOf(keyPicker_);
  keyPicker_->setVisible(width() >= full);
  clock_->setVisible(width() >= withoutKey);
  // What stands beside hidden tools stays where it is, if there is room for that.
  QSizePolicy policy = rollTools_->sizePolicy();
  policy.setRetainSizeWhenHidden(width() >= full);
  rollTools_->setSizePolicy(policy);
}

void TransportBar::focusFirst() {
  workspaces_->segment(workspaces_->current())->setFocus(Qt::ShortcutFocusReason);
}

void TransportBar::setRollToolsVisible(bool visible) { rollTools_->setVisible(visible); }

void TransportBar::showPosition() {
  const Score& score = document_.score();
  const Tick tick = playback_.position();
  if (const int beat = playback_.countedBeat()) {
    bar_->setText(QString::number(beat));
    setRole(bar_, "count");
  } else {
    bar_->setText(barText(score.meter(), tick));
    setRole(bar_, "title");
  }
  speakPosition();
  clock_->setText(QStringLiteral("%1 / %2").arg(clockText(score.tempo().secondsAt(tick)),
                                                clockText(score.seconds())));
}

// Not while it plays: each change is an event to screen readers.
void TransportBar::speakPosition() {
  if (playback_.isPlaying()) return;
  const auto speak = [](QLabel* label, const QString& text) {
    if (label->accessibleName() != text) label->setAccessibleName(text);
  };
  speak(bar_, spokenPlace(document_.score().meter(), playback_.position()));
  speak(clock_, clock_->text());
}

void TransportBar::showTempo() {
  const std::size_t tempos = document_.score().tempo().changes().size();
  tempo_->setToolTip(tempos > 1 ? tr("Tempo at the playhead, up to the next of %1 changes.\n"
                                     "The tempo lane shows them all.")
                                      .arg(countText(tempos - 1))
                                : tr("Tempo, quarters a minute"));
  showTempoHere();
}

void TransportBar::showTempoHere() {
  const QSignalBlocker quiet(tempo_);
  const TempoChange here = document_.score().tempo().changeAt(playback_.position());
  tempo_->setValue(here.quartersPerMinute());
}

void TransportBar::changeTempo(double quartersPerMinute) {
  document_.push(tr("Tempo %1").arg(quartersPerMinute),
                 setTempoAround(document_.score(), playback_.position(), quartersPerMinute));
}

// A speed that is not the piece's own is seen without opening anything.
void TransportBar::showSpeed() {
  const auto percent = static_cast<int>(std::lround(playback_.speed() * 100));
  options_->setText(percent == 100 ? QString() : tr("%1 %").arg(percent));
  options_->setToolButtonStyle(percent == 100 ? Qt::ToolButtonIconOnly
                                              : Qt::ToolButtonTextBesideIcon);
}

void TransportBar::showSound() {
  const Player::State& sound = playback_.sound();
  const Theme& theme = appearance_.theme();
  const QString name = sound.audible ? QStringLiteral("volume") : QStringLiteral("volume-off");
  sound_->setIcon(icon(name, sound.audible || !sound.ready ? theme.quietText : theme.warning));
  const QString text = !playback_.isOpen() ? tr("The piano is made ready when you play")
                       : sound.ready       ? QString::fromStdString(sound.sink)
                                           : tr("Making the piano ready…");
  soundText_->setText(QString(text).replace(QChar(u'&'), QLatin1String("&&")));
  sound_->setToolTip(text);
  sound_->setAccessibleName(tr("Sound: %1").arg(text));
}

}  // namespace cadenza::ui
