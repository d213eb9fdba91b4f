// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sound_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/controllers/playback_controller.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/widgets.h"
#include "ui/settings/preferences.h"
#include "ui/shell/sound_words.h"
#include "ui/shell/soundfont_chooser.h"

namespace cadenza::ui {

using namespace std::chrono_literals;

namespace {

constexpr int fieldWidth = 360;
constexpr auto settling = 300ms;

QComboBox* makeBox(const char* objectName, const QString& name) {
  auto* box = named(new QComboBox, objectName, name);
  box->setFixedWidth(fieldWidth);
  return box;
}

// "silent: no device." is "No device."
QString reasonOf(const QString& sink) {
  QString reason = sink;
  if (reason.startsWith(QLatin1String("silent: "))) reason.remove(0, 8);
  return reason.isEmpty() ? reason : reason.at(0).toUpper() + reason.mid(1);
}

}  // namespace

SoundPage::SoundPage(const Parts& parts) : parts_(parts), searching_(this) {
  auto* content = new QWidget;
  QFormLayout* form = makeForm(content, 16, 8);
  form->addRow(makeLabel(tr("Device"), "title"));
  makeDevice(*form);
  form->addRow(new QWidget);
  form->addRow(makeLabel(tr("Piano"), "title"));
  makePiano(*form);
  auto* scroll = new QScrollArea;
  scroll->setAccessibleName(tr("Sound"));
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(content);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll);
  settle_.setSingleShot(true);
  display();
  tellSound();
  connectFields();
  search();
}

SoundPage::~SoundPage() {
  if (settle_.isActive()) take();
}

void SoundPage::makeDevice(QFormLayout& form) {
  driver_ = makeBox("soundDriver", tr("Sound system"));
  form.addRow(tr("Sound system"), driver_);
  device_ = makeBox("soundDevice", tr("Device"));
  form.addRow(tr("Device"), device_);
  buffer_ = makeBox("soundBuffer", tr("Buffer"));
  buffer_->setToolTip(tr("Smaller answers faster; where sound crackles, take a larger one"));
  buffer_->addItem(tr("Automatic"), 0);
  for (int frames = 64; frames <= 4096; frames *= 2) {
    buffer_->addItem(tr("%1 samples").arg(frames), frames);
  }
  form.addRow(tr("Buffer"), buffer_);
  rate_ = makeBox("soundRate", tr("Sample rate"));
  form.addRow(tr("Sample rate"), rate_);
  latency_ = named(makeLabel({}, "quiet"), "soundLatency", tr("Latency"));
  latency_->setFont(tabularFont(metrics::bodyText));
  form.addRow(tr("Latency"), latency_);
}

void SoundPage::makePiano(QFormLayout& form) {
  font_ = new SoundfontChooser(fieldWidth);
  form.addRow(tr("Soundfont"), font_);
  gain_ = named(new LabelledSlider(tr("Loudness"), {0, 3, 0.05, 2}), "soundGain", tr("Loudness"));
  reverb_ = named(new LabelledSlider(tr("Room"), {0, 100, 1, 0}), "soundReverb", tr("Room"));
  reverb_->setEnds(tr("Dry"), tr("Hall"));
  chorus_ = named(new LabelledSlider(tr("Chorus"), {0, 100, 1, 0}), "soundChorus", tr("Chorus"));
  reverb_->setSuffix(tr(" %"));
  chorus_->setSuffix(tr(" %"));
  for (LabelledSlider* slider : {gain_, reverb_, chorus_}) {
    slider->setFixedWidth(fieldWidth);
    form.addRow({}, slider);
  }
  auto* chord = makeButton(tr("Test piano"));
  chord->setObjectName(QStringLiteral("testPiano"));
  stateIcon_ = makeLabel({});
  state_ = named(makeParagraph({}, "quiet"), "soundState", tr("What is played on"));
  state_->setMinimumHeight(40);
  state_->setFixedWidth(fieldWidth - metrics::iconSize - 8);
  auto* said = new QHBoxLayout;
  said->setSpacing(8);
  said->addWidget(stateIcon_);
  said->addWidget(state_);
  form.addRow({}, chord);
  form.addRow({}, said);
  connect(chord, &QAbstractButton::clicked, this, &SoundPage::playChord);
}

void SoundPage::connectFields() {
  connect(driver_, &QComboBox::currentIndexChanged, this, [this] {
    if (showing_) return;
    // Devices of one system mean nothing to another.
    const QSignalBlocker quiet(device_);
    device_->setCurrentIndex(0);
    take();
  });
  for (QComboBox* box : {device_, buffer_, rate_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &SoundPage::take);
  }
  connect(font_, &SoundfontChooser::chosen, this, [this](const std::filesystem::path& font) {
    SoundSetup sound = parts_.preferences.sound();
    sound.synth.soundfont = font;
    parts_.preferences.setSound(sound);
    font_->setChosen(font);
  });
  for (LabelledSlider* slider : {gain_, reverb_, chorus_}) {
    connect(slider, &LabelledSlider::valueChanged, this, [this] {
      if (!showing_) settle_.start(settling);
    });
  }
  connect(&settle_, &QTimer::timeout, this, &SoundPage::take);
  connect(&parts_.preferences, &Preferences::soundChanged, this, &SoundPage::display);
  connect(&parts_.playback, &PlaybackController::soundChanged, this, &SoundPage::tellSound);
  connect(&parts_.appearance, &Appearance::themeChanged, this, &SoundPage::tellSound);
}

void SoundPage::search() {
  searching_.start<Found>(
      [](std::stop_token) -> Result<Found> {
        const auto piano = findSoundfont();
        return Found{soundDrivers(), listSoundfonts(), piano ? *piano : std::filesystem::path()};
      },
      [this](Result<Found> found) {
        if (!found) return;
        font_->setFonts(found->fonts, found->piano);
        drivers_ = std::move(found->drivers);
        display();
      });
}

void SoundPage::display() {
  // What a slider is on its way to is not in the preferences yet.
  if (settle_.isActive()) take();
  showing_ = true;
  const SynthSetup& synth = parts_.preferences.sound().synth;
  displayDevices();
  font_->setChosen(synth.soundfont);
  if (buffer_->findData(synth.bufferFrames) < 0) {
    buffer_->addItem(tr("%1 samples").arg(synth.bufferFrames), synth.bufferFrames);
  }
  buffer_->setCurrentIndex(buffer_->findData(synth.bufferFrames));
  fillRates(*rate_, static_cast<int>(synth.sampleRate));
  gain_->setValue(synth.gain);
  reverb_->setValue(100 * synth.reverb);
  chorus_->setValue(100 * synth.chorus);
  const bool serverDecides = synth.driver == "jack";
  for (QComboBox* box : {buffer_, rate_}) box->setEnabled(!serverDecides);
  showing_ = false;
}

void SoundPage::displayDevices() {
  const SynthSetup& synth = parts_.preferences.sound().synth;
  const QString driver = QString::fromStdString(synth.driver);
  driver_->clear();
  driver_->addItem(tr("Automatic"), QString());
  for (const SoundDriver& known : drivers_) {
    driver_->addItem(QString::fromStdString(known.name), QString::fromStdString(known.id));
  }
  chooseEntry(*driver_, driver, driver);
  device_->clear();
  device_->addItem(tr("Default"), QString());
  const auto known = std::ranges::find(drivers_, synth.driver, &SoundDriver::id);
  if (known != drivers_.end()) {
    for (const std::string& device : known->devices) {
      device_->addItem(QString::fromStdString(device), QString::fromStdString(device));
    }
  }
  const QString device = QString::fromStdString(synth.device);
  chooseEntry(*device_, device, device);
  device_->setEnabled(device_->count() > 1);
}

void SoundPage::take() {
  if (showing_) return;
  settle_.stop();
  SoundSetup sound = parts_.preferences.sound();
  sound.synth.driver = driver_->currentData().toString().toStdString();
  sound.synth.device = device_->currentData().toString().toStdString();
  sound.synth.bufferFrames = buffer_->currentData().toInt();
  sound.synth.sampleRate = rate_->currentData().toInt();
  sound.synth.gain = gain_->value();
  sound.synth.reverb = reverb_->value() / 100;
  sound.synth.chorus = chorus_->value() / 100;
  parts_.preferences.setSound(sound);
}

void SoundPage::tellSound() {
  const Player::State& sound = parts_.playback.sound();
  const Theme& theme = parts_.appearance.theme();
  const QString sink = QString::fromStdString(sound.sink);
  state_->setText(!parts_.playback.isOpen() ? tr("The piano is made ready when you play.")
                  : !sound.ready            ? tr("Making the piano ready…")
                  : sound.audible           ? tr("Plays on %1").arg(sink)
                  : sound.provisional       ? tr("%1 Trying again.").arg(reasonOf(sink))
                                            : reasonOf(sink));
  const bool bad = sound.ready && !sound.audible;
  stateIcon_->setPixmap(icon(bad ? QStringLiteral("volume-off") : QStringLiteral("volume"),
                             bad ? theme.warning : theme.quietText)
                            .pixmap(metrics::iconSize, metrics::iconSize));
  const bool server = parts_.preferences.sound().synth.driver == "jack";
  const QString ms = tr("%1 ms").arg(QLocale().toString(1000 * sound.latency, 'f', 1));
  latency_->setText(!sound.audible ? tr("–")
                    : server       ? tr("%1, as JACK's server decides").arg(ms)
                                   : ms);
}

void SoundPage::playChord() {
  if (settle_.isActive()) take();
  constexpr int loudness = 80;
  for (const int pitch : {48, 60, 64, 67, 72}) parts_.playback.audition(pitch, loudness);
}

}  // namespace cadenza::ui
