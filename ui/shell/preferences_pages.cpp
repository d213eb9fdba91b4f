// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences_pages.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <utility>

#include "ui/controls/form.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/piano_roll/snap_choices.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {

namespace {

QString words(const char* text) { return QWidget::tr(text); }

using Choices = QList<std::pair<QString, int>>;

QComboBox* makeChoice(const char* objectName, const QString& name, const Choices& choices) {
  auto* box = named(new QComboBox, objectName, name);
  for (const auto& [text, value] : choices) box->addItem(text, value);
  box->setMinimumWidth(220);
  return box;
}

void choose(QComboBox* box, int value) {
  const QSignalBlocker quiet(box);
  box->setCurrentIndex(box->findData(value));
}

Choices lengths() {
  return {{words("Whole"), 4 * ticksPerQuarter}, {words("Half"), 2 * ticksPerQuarter},
          {words("Quarter"), ticksPerQuarter},   {words("Eighth"), ticksPerQuarter / 2},
          {words("16th"), ticksPerQuarter / 4},  {words("32nd"), ticksPerQuarter / 8}};
}

Choices grids() {
  Choices choices;
  for (const auto& group : snapChoices()) {
    for (const SnapChoice& choice : group) choices << std::pair(choice.name, int{choice.ticks});
  }
  return choices;
}

// The editing preferences and the fields that show them.
class EditingPage : public QWidget {
 public:
  explicit EditingPage(Preferences& preferences) : preferences_(preferences) {
    QFormLayout* form = makeForm(this, 20, 12);
    velocity_ = named(new QSpinBox, "editVelocity", words("Velocity of drawn notes"));
    velocity_->setRange(1, 127);
    velocity_->setMinimumWidth(96);
    form->addRow(words("Velocity of drawn notes"), velocity_);
    length_ = makeChoice("editLength", words("Length of drawn notes"), lengths());
    form->addRow(words("Length of drawn notes"), length_);
    snap_ = makeChoice("editSnap", words("Snap at the start"), grids());
    form->addRow(words("Snap at the start"), snap_);
    names_ = makeChoice("editNames", words("Note names"),
                        {{words("On every C"), 0}, {words("On all rows"), 1}});
    form->addRow(words("Note names"), names_);
    sounds_ = new QCheckBox(words("Sound notes as they are drawn, moved or chosen"));
    sounds_->setObjectName(QStringLiteral("editSounds"));
    form->addRow(words("Hearing"), sounds_);
    wheel_ = new QCheckBox(words("Reverse the direction of scrolling"));
    wheel_->setObjectName(QStringLiteral("editWheel"));
    form->addRow(words("Wheel"), wheel_);
    display();
    const auto changed = [this] { take(); };
    connect(velocity_, &QSpinBox::valueChanged, this, changed);
    for (QComboBox* box : {length_, snap_, names_}) {
      connect(box, &QComboBox::currentIndexChanged, this, changed);
    }
    for (QCheckBox* box : {sounds_, wheel_}) connect(box, &QCheckBox::toggled, this, changed);
    connect(&preferences_, &Preferences::editingChanged, this, &EditingPage::display);
  }

 private:
  void display() {
    const EditingPreferences editing = preferences_.editing();
    showing_ = true;
    velocity_->setValue(editing.velocity);
    choose(length_, editing.length);
    choose(snap_, editing.snap);
    choose(names_, editing.namesEveryRow ? 1 : 0);
    sounds_->setChecked(editing.soundsEdits);
    wheel_->setChecked(editing.reversesWheel);
    showing_ = false;
  }

  void take() {
    if (showing_) return;
    EditingPreferences editing = preferences_.editing();
    editing.velocity = velocity_->value();
    if (length_->currentIndex() >= 0) editing.length = length_->currentData().toInt();
    if (snap_->currentIndex() >= 0) editing.snap = snap_->currentData().toInt();
    editing.namesEveryRow = names_->currentData().toInt() == 1;
    editing.soundsEdits = sounds_->isChecked();
    editing.reversesWheel = wheel_->isChecked();
    preferences_.setEditing(editing);
  }

  Preferences& preferences_;
  QSpinBox* velocity_;
  QComboBox* length_;
  QComboBox* snap_;
  QComboBox* names_;
  QCheckBox* sounds_;
  QCheckBox* wheel_;
  bool showing_ = false;
};

}  // namespace

QWidget* makeGeneralPage(Preferences& preferences, QAction* follow, Appearance& appearance) {
  auto* page = new QWidget;
  QFormLayout* form = makeForm(page, 20, 12);
  auto* theme =
      named(new SegmentedControl({words("System"), words("Light"), words("Dark")}, appearance),
            "prefTheme", words("Theme"));
  theme->setCurrent(static_cast<int>(appearance.choice()));
  QObject::connect(theme, &SegmentedControl::currentChanged, &appearance,
                   [&appearance](int i) { appearance.setChoice(static_cast<ThemeChoice>(i)); });
  QObject::connect(&appearance, &Appearance::choiceChanged, theme,
                   [theme](ThemeChoice now) { theme->setCurrent(static_cast<int>(now)); });
  form->addRow(words("Theme"), theme);

  Choices sizes;
  for (const int percent : {90, 100, 110, 125}) {
    sizes << std::pair(percent == 100 ? words("100 % (default)") : words("%1 %").arg(percent),
                       percent);
  }
  auto* size = makeChoice("prefTextSize", words("Text size"), sizes);
  const auto showSize = [size, &appearance] { choose(size, appearance.textSize()); };
  showSize();
  QObject::connect(size, &QComboBox::currentIndexChanged, &appearance, [size, &appearance] {
    if (size->currentIndex() >= 0) appearance.setTextSize(size->currentData().toInt());
  });
  QObject::connect(&appearance, &Appearance::themeChanged, size, showSize);
  form->addRow(words("Text size"), size);

  auto* start = makeChoice("prefStart", words("Start without a file with"),
                           {{words("The demo piece"), static_cast<int>(Beginning::Demo)},
                            {words("An empty piece"), static_cast<int>(Beginning::Empty)},
                            {words("The last piece"), static_cast<int>(Beginning::LastPiece)}});
  const auto showStart = [start, &preferences] {
    choose(start, static_cast<int>(preferences.beginning()));
  };
  showStart();
  QObject::connect(start, &QComboBox::currentIndexChanged, &preferences, [start, &preferences] {
    preferences.setBeginning(static_cast<Beginning>(start->currentData().toInt()));
  });
  QObject::connect(&preferences, &Preferences::beginningChanged, start, showStart);
  form->addRow(words("Start without a file with"), start);

  auto* following = new QCheckBox(words("The view follows the playhead"));
  following->setObjectName(QStringLiteral("prefFollow"));
  following->setChecked(follow->isChecked());
  QObject::connect(following, &QCheckBox::toggled, follow, &QAction::setChecked);
  QObject::connect(follow, &QAction::toggled, following, &QCheckBox::setChecked);
  form->addRow(words("Playing"), following);

  if (!preferences.recoveryFolder().isEmpty()) {
    auto* folder = makeParagraph(QDir::toNativeSeparators(preferences.recoveryFolder()), "quiet");
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    folder->setMinimumWidth(320);
    folder->setToolTip(words("What is not saved is kept here every few seconds"));
    form->addRow(words("Unsaved work is kept in"), folder);
  }
  return page;
}

QWidget* makeEditingPage(Preferences& preferences) { return new EditingPage(preferences); }

}  // namespace cadenza::ui
