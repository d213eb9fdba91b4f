// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/midi_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <chrono>
#include <initializer_list>
#include <utility>

#include "core/score/key.h"
#include "ui/controllers/midi_in_controller.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/settings/preferences.h"
#include "ui/shell/midi_signs.h"

namespace cadenza::ui {

using namespace std::chrono_literals;

namespace {

// What stands for a port of our own among names of ports.
const QString ownPort = QStringLiteral("\n");
constexpr int fieldWidth = 360;

QComboBox* makePortBox(const char* objectName, const QString& name) {
  auto* box = named(new QComboBox, objectName, name);
  box->setFixedWidth(fieldWidth);
  return box;
}

QSpinBox* makeNumber(const char* objectName, const QString& name, int low, int high) {
  auto* field = named(new QSpinBox, objectName, name);
  field->setRange(low, high);
  field->setMinimumWidth(120);
  return field;
}

// A number that may be left to the instrument: the lowest value says so.
int withNone(std::optional<int> value) { return value ? *value + 1 : 0; }
std::optional<int> orNone(int shown) { return shown > 0 ? std::optional(shown - 1) : std::nullopt; }

QLabel* makeState(const char* objectName, const QString& name) {
  QLabel* label = named(makeParagraph({}, "quiet"), objectName, name);
  label->setFixedWidth(fieldWidth);
  label->setMinimumHeight(36);  // two lines
  return label;
}

// `first` are choices that are always there, as text and port.
void fillPorts(QComboBox* box, const QList<std::pair<QString, QString>>& first,
               const std::vector<std::string>& ports, const QString& chosen) {
  const QSignalBlocker quiet(box);
  box->clear();
  for (const auto& [text, port] : first) box->addItem(text, port);
  for (const std::string& port : ports) {
    const QString name = QString::fromStdString(port);
    box->addItem(name, name);
  }
  if (box->findData(chosen) < 0) {
    box->addItem(QWidget::tr("%1 (not connected)").arg(chosen), chosen);
  }
  box->setCurrentIndex(box->findData(chosen));
}

}  // namespace

MidiPage::MidiPage(const Parts& parts) : MidiPage(parts, new MidiPortWatch) {}

MidiPage::MidiPage(const Parts& parts, MidiPortWatch* watch) : parts_(parts), watch_(watch) {
  watch_->setParent(this);
  auto* content = new QWidget;
  QFormLayout* form = makeForm(content, 16, 8);
  form->addRow(makeLabel(tr("Playing"), "title"));
  makeOutput(*form);
  form->addRow(new QWidget);
  form->addRow(makeLabel(tr("Your keyboard"), "title"));
  makeInput(*form);
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(content);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll);
  display();
  connectOutput();
  connectInput();
  connect(&parts_.preferences, &Preferences::soundChanged, this, &MidiPage::display);
  connect(&parts_.preferences, &Preferences::midiInChanged, this, &MidiPage::display);
  connect(watch_, &MidiPortWatch::changed, this, &MidiPage::listPorts);
  tell_.setInterval(40ms);
  connect(&tell_, &QTimer::timeout, this, [this] {
    tellSound();
    tellHands();
  });
}

void MidiPage::makeOutput(QFormLayout& form) {
  output_ =
      named(new SegmentedControl({tr("Cadenza's piano"), tr("A MIDI port")}, parts_.appearance),
            "midiOutput", tr("Pieces are played on"));
  form.addRow(tr("Pieces are played on"), output_);
  outPort_ = makePortBox("midiOutPort", tr("Port to play on"));
  form.addRow(tr("Port"), outPort_);
  channel_ = makeNumber("midiChannel", tr("Channel of the notes"), 1, 16);
  channel_->setToolTip(tr("The metronome clicks on channel 10"));
  form.addRow(tr("Channel"), channel_);
  program_ = makeNumber("midiProgram", tr("Program"), 0, 128);
  program_->setSpecialValueText(tr("As it is"));
  program_->setToolTip(tr("The sound that the instrument is set to, counted from 1"));
  bank_ = makeNumber("midiBank", tr("Bank"), 0, 16'384);
  bank_->setSpecialValueText(tr("As it is"));
  bank_->setToolTip(tr("Counted from 1"));
  auto* programs = new QHBoxLayout;
  programs->setSpacing(12);
  programs->addWidget(program_);
  programs->addWidget(makeLabel(tr("of bank")));
  programs->addWidget(bank_);
  form.addRow(tr("Program"), programs);
  clock_ = new QCheckBox(tr("Send clock, start and stop"));
  clock_->setObjectName(QStringLiteral("midiClock"));
  form.addRow(tr("Other machines"), clock_);
  sound_ = makeState("midiSound", tr("What it is played on now"));
  form.addRow(tr("Now"), sound_);
}

void MidiPage::makeInput(QFormLayout& form) {
  inPort_ = makePortBox("midiInPort", tr("Port of your keyboard"));
  form.addRow(tr("Port"), inPort_);
  thru_ = new QCheckBox(tr("Hear what you play through Cadenza"));
  thru_->setObjectName(QStringLiteral("midiThru"));
  form.addRow(tr("Hearing"), thru_);
  curve_ = named(new LabelledSlider(tr("Touch"), {-1, 1, 0.05, 2}), "midiCurve", tr("Touch"));
  curve_->setToolTip(tr("A light touch is heard louder; a heavy one asks for more strength"));
  curve_->setEnds(tr("light"), tr("heavy"));
  curve_->setFixedWidth(fieldWidth - 88 - 12);
  picture_ = new CurvePicture(parts_.appearance);
  auto* touch = new QHBoxLayout;
  touch->setSpacing(12);
  touch->addWidget(curve_);
  touch->addWidget(picture_);
  form.addRow(QString(), touch);
  latency_ = makeNumber("midiLatency", tr("Delay of your keyboard"), -500, 500);
  latency_->setSuffix(tr(" ms"));
  latency_->setToolTip(tr("From the key to the computer; taken off what is recorded"));
  form.addRow(tr("Delay"), latency_);
  light_ = new ActivityLight(parts_.appearance);
  played_ = named(makeLabel({}), "midiPlayed", tr("The last note that you played"));
  auto* activity = new QHBoxLayout;
  activity->setSpacing(8);
  activity->addWidget(light_);
  activity->addWidget(played_);
  activity->addStretch();
  form.addRow(tr("You play"), activity);
  hands_ = makeState("midiHands", tr("State of your keyboard"));
  form.addRow(tr("Now"), hands_);
}

void MidiPage::connectOutput() {
  const auto take = [this] { takeOutput(); };
  connect(output_, &SegmentedControl::currentChanged, this, take);
  connect(outPort_, &QComboBox::activated, this, take);
  for (QSpinBox* field : {channel_, program_, bank_}) {
    field->setKeyboardTracking(false);
    connect(field, &QSpinBox::valueChanged, this, take);
  }
  connect(clock_, &QCheckBox::toggled, this, take);
}

void MidiPage::connectInput() {
  const auto take = [this] { takeInput(); };
  connect(inPort_, &QComboBox::activated, this, take);
  connect(thru_, &QCheckBox::toggled, this, take);
  connect(curve_, &LabelledSlider::valueChanged, this, take);
  latency_->setKeyboardTracking(false);
  connect(latency_, &QSpinBox::valueChanged, this, take);
}

void MidiPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  watch_->setLooking(true);
  tell_.start();
}

void MidiPage::hideEvent(QHideEvent* event) {
  watch_->setLooking(false);
  tell_.stop();
  QWidget::hideEvent(event);
}

void MidiPage::display() {
  const SoundSetup& sound = parts_.preferences.sound();
  const MidiInSetup& midiIn = parts_.preferences.midiIn();
  showing_ = true;
  const bool byPort = sound.output == SoundOutput::MidiPort;
  output_->setCurrent(byPort ? 1 : 0);
  channel_->setValue(sound.midi.channel + 1);
  program_->setValue(withNone(sound.midi.program));
  bank_->setValue(withNone(sound.midi.bank));
  clock_->setChecked(sound.midi.clock);
  for (QWidget* field :
       std::initializer_list<QWidget*>{outPort_, channel_, program_, bank_, clock_}) {
    field->setEnabled(byPort);
  }
  thru_->setChecked(midiIn.thru);
  curve_->setValue(midiIn.curve);
  picture_->setCurve(midiIn.curve);
  latency_->setValue(static_cast<int>(midiIn.latencyMs));
  showing_ = false;
  listPorts();
  tellSound();
  tellHands();
}

void MidiPage::listPorts() {
  const MidiPortLists& lists = watch_->lists();
  const QString own = tr("Cadenza (other programs connect to it)");
  const std::string& out = parts_.preferences.sound().midi.port;
  fillPorts(outPort_, {{own, ownPort}}, lists.outputs,
            out.empty() ? ownPort : QString::fromStdString(out));
  const MidiInSetup& midiIn = parts_.preferences.midiIn();
  fillPorts(inPort_, {{tr("None"), QString()}, {own, ownPort}}, lists.inputs,
            midiIn.virtualPort ? ownPort : QString::fromStdString(midiIn.port));
}

void MidiPage::takeOutput() {
  if (showing_) return;
  SoundSetup sound = parts_.preferences.sound();
  sound.output = output_->current() == 1 ? SoundOutput::MidiPort : SoundOutput::Synth;
  const QString port = outPort_->currentData().toString();
  sound.midi.port = port == ownPort ? std::string() : port.toStdString();
  sound.midi.channel = channel_->value() - 1;
  sound.midi.program = orNone(program_->value());
  sound.midi.bank = orNone(bank_->value());
  sound.midi.clock = clock_->isChecked();
  parts_.preferences.setSound(sound);
}

void MidiPage::takeInput() {
  if (showing_) return;
  MidiInSetup midiIn = parts_.preferences.midiIn();
  const QString port = inPort_->currentData().toString();
  midiIn.virtualPort = port == ownPort;
  midiIn.port = midiIn.virtualPort ? std::string() : port.toStdString();
  midiIn.thru = thru_->isChecked();
  midiIn.curve = curve_->value();
  midiIn.latencyMs = latency_->value();
  parts_.preferences.setMidiIn(midiIn);
}

void MidiPage::tellSound() {
  const Player::State& sound = parts_.playback.sound();
  const QString words = sound.ready ? QString::fromStdString(sound.sink) : tr("Opening the sound");
  if (sound_->text() != words) sound_->setText(words);
}

void MidiPage::tellHands() {
  const auto state = parts_.midiIn ? parts_.midiIn->state() : MidiPortInput::State{};
  const QString problem = QString::fromStdString(watch_->lists().problem);
  QString words = QString::fromStdString(state.text);
  if (words.isEmpty()) words = problem.isEmpty() ? tr("No port is chosen") : problem;
  if (hands_->text() != words) hands_->setText(words);
  const QString last = state.notes == 0 ? tr("Nothing yet")
                                        : tr("%1, velocity %2")
                                              .arg(QString::fromStdString(pitchName(state.pitch)))
                                              .arg(state.velocity);
  const QString counted = last + QString::number(state.notes);
  if (std::exchange(told_, counted) == counted) return;
  played_->setText(last);
  if (state.notes > 0) light_->flash();
}

}  // namespace cadenza::ui
