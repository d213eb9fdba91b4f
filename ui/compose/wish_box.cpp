// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/wish_box.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/encode/guidance.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

using Start = ComposeSettings::Start;

struct ModeWords {
  ComposeMode mode;
  const char* text;
  const char* explained;
};
// In the order of the switch.
constexpr std::array<ModeWords, 4> modes{
    {{ComposeMode::Continue, "Continue", "Go on from what is there"},
     {ComposeMode::Fill, "Fill", "Fill the gap: notes on both sides stay"},
     {ComposeMode::Vary, "Vary", "Think the selected notes again"},
     {ComposeMode::Nothing, "New", "From nothing: new music that hears none of the piece"}}};

QStringList modeTexts() {
  QStringList texts;
  for (const ModeWords& words : modes) texts << WishBox::tr(words.text);
  return texts;
}

int indexOf(ComposeMode mode) {
  return static_cast<int>(std::ranges::find(modes, mode, &ModeWords::mode) - modes.begin());
}

QVBoxLayout* column(QWidget* widget, int spacing) {
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}

LabelledSlider* makeSlider(const QString& text, const LabelledSlider::Scale& scale,
                           const char* name, double value) {
  auto* slider = new LabelledSlider(text, scale);
  slider->setObjectName(QString::fromLatin1(name));
  slider->setValue(value);
  return slider;
}

}  // namespace

WishBox::WishBox(const Appearance& appearance, QWidget* parent) : QWidget(parent) {
  const ComposeSettings usual;
  mode_ = named(new SegmentedControl(modeTexts(), appearance), "composeMode", tr("Mode"));
  for (std::size_t i = 0; i < modes.size(); ++i) {
    QAbstractButton* const segment = mode_->segment(static_cast<int>(i));
    segment->setToolTip(tr(modes[i].explained));
    segment->setAccessibleDescription(tr(modes[i].explained));
  }
  place_ = makeParagraph({}, "quiet");
  place_->setObjectName(QStringLiteral("composePlace"));
  deaf_ = makeParagraph(tr("This model does not hear what follows the gap; one trained anew does."),
                        "small");
  deaf_->setObjectName(QStringLiteral("composeDeaf"));
  strength_ = makeSlider(tr("Strength"), {0.05, 1, 0.05, 2}, "composeStrength", usual.strength);
  strength_->setEnds(tr("touch up"), tr("new idea"));
  bars_ = makeSlider(tr("Length"), {1, ComposeSettings::mostBars, 1, 0}, "composeBars", usual.bars);
  bars_->setSuffix(tr(" bars"));
  variations_ = makeSlider(tr("Variations"), {1, ComposeSettings::mostVariations, 1, 0},
                           "composeVariations", usual.variations);
  temperature_ = makeSlider(tr("Temperature"), {0.1, 2.0, 0.05, 2}, "composeTemperature",
                            usual.controls.temperature);
  temperature_->setEnds(tr("cautious"), tr("bold"));
  auto* place = new QVBoxLayout;
  place->setSpacing(4);
  place->addWidget(startBox_ = makeStart());
  place->addWidget(place_);
  place->addWidget(deaf_);
  auto* layout = column(this, 12);
  layout->addWidget(mode_);
  layout->addLayout(place);
  for (QWidget* slider : {strength_, bars_, variations_, temperature_}) layout->addWidget(slider);
  layout->addWidget(densityBox_ = makeDensity());
  connect(mode_, &SegmentedControl::currentChanged, this, &WishBox::showMode);
  connect(bars_, &LabelledSlider::valueChanged, this, &WishBox::changed);
  showMode();
}

QWidget* WishBox::makeStart() {
  start_ = named(new QComboBox, "composeStart", tr("Go on from"));
  start_->addItem(tr("The selection"), static_cast<int>(Start::AtSelection));
  start_->addItem(tr("The playhead"), static_cast<int>(Start::AtPlayhead));
  start_->addItem(tr("The end of the piece"), static_cast<int>(Start::AtEnd));
  start_->setCurrentIndex(start_->findData(static_cast<int>(Start::AtEnd)));
  connect(start_, &QComboBox::currentIndexChanged, this, &WishBox::changed);
  auto* box = new QWidget;
  auto* layout = column(box, 4);
  layout->addWidget(makeLabel(tr("Go on from")));
  layout->addWidget(start_);
  return box;
}

QWidget* WishBox::makeDensity() {
  density_ = named(new QComboBox, "composeDensity", tr("Density"));
  density_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  density_->setMinimumContentsLength(8);
  auto* box = new QWidget;
  auto* layout = column(box, 4);
  layout->addWidget(makeLabel(tr("Density")));
  layout->addWidget(density_);
  return box;
}

void WishBox::fillDensities(const Recipe& recipe) {
  static constexpr std::array words{QT_TR_NOOP("Very sparse"), QT_TR_NOOP("Sparse"),
                                    QT_TR_NOOP("Quiet"),       QT_TR_NOOP("Moderate"),
                                    QT_TR_NOOP("Flowing"),     QT_TR_NOOP("Busy"),
                                    QT_TR_NOOP("Dense"),       QT_TR_NOOP("Very dense")};
  const int before = density_->count() > 0 ? density_->currentData().toInt() : freeDensity;
  const Grid grid = recipe.events().grid;
  const QString unit =
      grid == Grid::Performance ? tr("%1: %2 notes a second") : tr("%1: %2 notes a quarter");
  const QSignalBlocker quiet(density_);
  density_->clear();
  density_->addItem(tr("As the music goes"), freeDensity);
  for (int level = 0; level < static_cast<int>(words.size()); ++level) {
    const QString number = QLocale().toString(densityOf(grid, level), 'f', 1);
    density_->addItem(unit.arg(tr(words[static_cast<std::size_t>(level)]), number), level);
  }
  density_->setCurrentIndex(std::max(0, density_->findData(before)));
}

void WishBox::setRecipe(const Recipe& recipe) {
  const Abilities abilities = abilitiesOf(recipe);
  densityBox_->setVisible(abilities.density);
  if (abilities.density) fillDensities(recipe);
  hearsWhatFollows_ = abilities.hearsWhatFollows;
  showMode();
}

void WishBox::showMode() {
  const ComposeMode now = mode();
  startBox_->setVisible(now == ComposeMode::Continue);
  strength_->setVisible(now == ComposeMode::Vary);
  bars_->setVisible(now == ComposeMode::Continue || now == ComposeMode::Nothing);
  deaf_->setVisible(now == ComposeMode::Fill && !hearsWhatFollows_);
  Q_EMIT changed();
}

void WishBox::showPlace(const QString& text, bool isMissing) {
  if (text == place_->text()) return;
  place_->setText(text);
  setRole(place_, isMissing ? "warning" : "quiet");
}

ComposeMode WishBox::mode() const { return modes[static_cast<std::size_t>(mode_->current())].mode; }

void WishBox::setMode(ComposeMode mode) { mode_->setCurrent(indexOf(mode)); }

void WishBox::setStart(Start start) {
  start_->setCurrentIndex(start_->findData(static_cast<int>(start)));
}

void WishBox::setTemperature(double temperature) { temperature_->setValue(temperature); }

void WishBox::read(ComposeSettings& settings) const {
  settings.mode = mode();
  settings.start = static_cast<Start>(start_->currentData().toInt());
  settings.strength = strength_->value();
  settings.bars = static_cast<int>(std::lround(bars_->value()));
  settings.variations = static_cast<int>(std::lround(variations_->value()));
  settings.controls.temperature = temperature_->value();
  const int density = density_->count() > 0 ? density_->currentData().toInt() : freeDensity;
  const bool isTold = !densityBox_->isHidden() && density != freeDensity;
  settings.controls.density = isTold ? std::optional(density) : std::nullopt;
}

void WishBox::set(const ComposeSettings& settings) {
  setMode(settings.mode);
  setStart(settings.start);
  strength_->setValue(settings.strength);
  bars_->setValue(settings.bars);
  variations_->setValue(settings.variations);
  temperature_->setValue(settings.controls.temperature);
  const int density = settings.controls.density.value_or(freeDensity);
  // Before a model is listed there are no words for it yet.
  if (density_->count() == 0) density_->addItem({}, density);
  density_->setCurrentIndex(std::max(0, density_->findData(density)));
}

}  // namespace cadenza::ui
