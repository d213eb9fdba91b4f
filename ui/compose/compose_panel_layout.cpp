// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/compose/compose_panel.h"
#include "ui/compose/compose_panel_parts.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int panelWidth = 296;

QVBoxLayout* column(QWidget* widget, int spacing = 8) {
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}

// As high as what it holds while there is room; scrolls when there is not, so that what stands
// below stays in sight.
class SettingsScroll : public QScrollArea {
 public:
  explicit SettingsScroll(QWidget* content) {
    setWidget(content);
    setAccessibleName(ComposePanel::tr("Settings for composing"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  }

  [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
    return QScrollArea::eventFilter(watched, event);
  }
};

// A push button that does what `action` does and is enabled with it.
QPushButton* buttonFor(QAction* action, const QString& text, const char* role) {
  auto* button = makeButton(text, role);
  const auto follow = [button, action] {
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
  };
  follow();
  QObject::connect(action, &QAction::changed, button, follow);
  QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
  return button;
}

}  // namespace

ComposePanel::ComposePanel(ModelLibrary& models, ComposeSession& session, const Actions& actions,
                           const Appearance& appearance, QWidget* parent)
    : QWidget(parent),
      models_(models),
      session_(session),
      actions_(actions),
      appearance_(appearance) {
  setProperty("role", QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(panelWidth);
  auto* content = new QWidget;
  auto* layout = column(content, 16);
  layout->setContentsMargins(16, 16, 16, 4);
  layout->addWidget(makeModelBox());
  layout->addWidget(makeNoModelBox());
  layout->addWidget(settingsBox_ = makeSettingsBox());
  auto* whole = column(this, 0);
  whole->addWidget(new SettingsScroll(content));
  whole->addWidget(makeFooter());
  whole->addStretch();

  connect(&models_, &ModelLibrary::changed, this, &ComposePanel::listModels);
  connect(&models_, &ModelLibrary::added, this, &ComposePanel::chooseModel);
  connect(&models_, &ModelLibrary::refused, this,
          [this](const std::filesystem::path&, const Error& error) { showFailure(error); });
  connect(&session_, &ComposeSession::stateChanged, this, &ComposePanel::showState);
  connect(&session_, &ComposeSession::progressed, this, &ComposePanel::showProgress);
  connect(&session_, &ComposeSession::proposalChanged, this, &ComposePanel::showProposal);
  connect(&session_, &ComposeSession::failed, this, &ComposePanel::showFailure);
  listModels();
  updateStart();
  showState(session_.state());
}

QWidget* ComposePanel::makeFooter() {
  auto* footer = new QWidget;
  auto* layout = column(footer, 16);
  layout->setContentsMargins(16, 12, 16, 16);
  layout->addWidget(failure_ = makeParagraph({}, "warning"));
  failure_->setObjectName(QStringLiteral("composeFailure"));
  failure_->hide();
  layout->addWidget(generateBox_ = makeGenerateBox());
  layout->addWidget(makeProposalBox());
  return footer;
}

QWidget* ComposePanel::makeModelBox() {
  modelBox_ = new QWidget;
  auto* layout = column(modelBox_, 4);
  model_ = new QComboBox;
  model_->setObjectName(QStringLiteral("composeModel"));
  model_->setAccessibleName(tr("Model"));
  model_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  model_->setMinimumContentsLength(8);
  connect(model_, &QComboBox::currentIndexChanged, this, [this] {
    wanted_ = model_->currentData().toString().toStdString();
    describeModel();
    Q_EMIT modelChosen();
  });
  auto* browse = new QToolButton;
  setThemedIcon(browse, QStringLiteral("folder"), appearance_);
  browse->setToolTip(tr("Choose a model file"));
  browse->setAccessibleName(tr("Choose a model file"));
  connect(browse, &QToolButton::clicked, this, &ComposePanel::browse);
  modelText_ = makeParagraph({}, "small");
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(model_, 1);
  row->addWidget(browse);
  layout->addWidget(makeLabel(tr("Model")));
  layout->addLayout(row);
  layout->addWidget(modelText_);
  return modelBox_;
}

QWidget* ComposePanel::makeNoModelBox() {
  noModelBox_ = new QWidget;
  noModelBox_->setObjectName(QStringLiteral("noModel"));
  auto* layout = column(noModelBox_);
  layout->addWidget(makeLabel(tr("No model yet"), "title"));
  layout->addWidget(makeParagraph(
      tr("Train one on music that you choose, or open a model file that you have."), "quiet"));
  auto* train = makeButton(tr("Train a model"));
  connect(train, &QPushButton::clicked, actions_.train, &QAction::trigger);
  auto* open = makeButton(tr("Choose a model file…"));
  connect(open, &QPushButton::clicked, this, &ComposePanel::browse);
  layout->addWidget(train);
  layout->addWidget(open);
  return noModelBox_;
}

QWidget* ComposePanel::makeSettingsBox() {
  auto* box = new QWidget;
  auto* layout = column(box, 12);
  mode_ = new SegmentedControl({tr("Continue"), tr("From nothing")}, appearance_);
  mode_->setObjectName(QStringLiteral("composeMode"));
  connect(mode_, &SegmentedControl::currentChanged, this, &ComposePanel::updateStart);
  startLabel_ = makeLabel(tr("Go on from"));
  start_ = new QComboBox;
  start_->setObjectName(QStringLiteral("composeStart"));
  start_->setAccessibleName(tr("Go on from"));
  start_->addItem(tr("The end of the piece"), static_cast<int>(ComposeSettings::Start::AtEnd));
  start_->addItem(tr("The playhead, replacing what follows"),
                  static_cast<int>(ComposeSettings::Start::AtPlayhead));
  start_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  start_->setMinimumContentsLength(8);
  auto* from = new QVBoxLayout;
  from->setSpacing(4);
  from->addWidget(startLabel_);
  from->addWidget(start_);

  bars_ = new LabelledSlider(tr("Length"), {1, 64, 1, 0});
  bars_->setObjectName(QStringLiteral("composeBars"));
  bars_->setSuffix(tr(" bars"));
  bars_->setValue(8);
  temperature_ = new LabelledSlider(tr("Temperature"), {0.1, 2.0, 0.05, 2});
  temperature_->setObjectName(QStringLiteral("composeTemperature"));
  temperature_->setEnds(tr("cautious"), tr("bold"));
  temperature_->setValue(1.0);

  layout->addWidget(mode_);
  layout->addLayout(from);
  layout->addWidget(bars_);
  layout->addWidget(temperature_);
  layout->addWidget(makeKeyRow());
  layout->addWidget(makeMoreBox());
  return box;
}

QWidget* ComposePanel::makeKeyRow() {
  static const QStringList tonics{QStringLiteral("C"),  QStringLiteral("C♯"), QStringLiteral("D"),
                                  QStringLiteral("E♭"), QStringLiteral("E"),  QStringLiteral("F"),
                                  QStringLiteral("F♯"), QStringLiteral("G"),  QStringLiteral("A♭"),
                                  QStringLiteral("A"),  QStringLiteral("B♭"), QStringLiteral("B")};
  auto* box = new QWidget;
  auto* layout = column(box, 4);
  tonic_ = new QComboBox;
  tonic_->setObjectName(QStringLiteral("composeTonic"));
  tonic_->setAccessibleName(tr("Key"));
  tonic_->addItem(tr("Any key"), -1);
  for (int i = 0; i < tonics.size(); ++i) tonic_->addItem(tonics[i], i);
  scale_ = new QComboBox;
  scale_->setObjectName(QStringLiteral("composeScale"));
  scale_->setAccessibleName(tr("Scale"));
  const QStringList scales{tr("major"),  tr("minor"),      tr("dorian"), tr("phrygian"),
                           tr("lydian"), tr("mixolydian"), tr("locrian")};
  for (int i = 0; i < scales.size(); ++i) scale_->addItem(scales[i], i);
  scale_->setEnabled(false);
  const auto changed = [this] {
    scale_->setEnabled(key().has_value());
    Q_EMIT keyChanged(key());
  };
  connect(tonic_, &QComboBox::currentIndexChanged, this, changed);
  connect(scale_, &QComboBox::currentIndexChanged, this, changed);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(tonic_, 1);
  row->addWidget(scale_, 1);
  layout->addWidget(makeLabel(tr("Key")));
  layout->addLayout(row);
  return box;
}

QWidget* ComposePanel::makeMoreBox() {
  auto* box = new QWidget;
  auto* layout = column(box, 8);
  more_ = new QToolButton;
  more_->setText(tr("More"));
  more_->setObjectName(QStringLiteral("composeMore"));
  more_->setCheckable(true);
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setArrowType(Qt::RightArrow);
  moreBox_ = new QWidget;
  moreBox_->setVisible(false);
  connect(more_, &QToolButton::toggled, this, [this](bool shown) {
    more_->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    moreBox_->setVisible(shown);
  });
  auto* inner = column(moreBox_, 12);
  topP_ = new LabelledSlider(tr("Top-p"), {0.05, 1.0, 0.01, 2});
  topP_->setToolTip(tr("Share of the probability that notes are drawn from; less is safer"));
  topP_->setValue(0.95);
  seed_ = new QSpinBox;
  seed_->setObjectName(QStringLiteral("composeSeed"));
  seed_->setRange(1, largestSeed);
  seed_->setAccessibleName(tr("Seed number"));
  seed_->setToolTip(tr("The same number and settings give the same notes"));
  newSeed_ = new QCheckBox(tr("New each time"));
  newSeed_->setObjectName(QStringLiteral("composeNewSeed"));
  newSeed_->setChecked(true);
  auto* seedColumn = new QVBoxLayout;
  seedColumn->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(seed_, 1);
  row->addWidget(newSeed_);
  seedColumn->addWidget(makeLabel(tr("Seed number")));
  seedColumn->addLayout(row);
  inner->addWidget(topP_);
  inner->addLayout(seedColumn);
  layout->addWidget(more_, 0, Qt::AlignLeft);
  layout->addWidget(moreBox_);
  return box;
}

QWidget* ComposePanel::makeGenerateBox() {
  auto* box = new QWidget;
  auto* layout = column(box);
  generate_ = buttonFor(actions_.generate, tr("Generate"), "primary");
  generate_->setObjectName(QStringLiteral("generate"));
  stop_ = buttonFor(actions_.stop, tr("Stop"), nullptr);
  stop_->setObjectName(QStringLiteral("stopComposing"));
  bar_ = new QProgressBar;
  bar_->setTextVisible(false);
  progress_ = makeLabel({}, "small");
  layout->addWidget(generate_);
  layout->addWidget(stop_);
  layout->addWidget(bar_);
  layout->addWidget(progress_);
  return box;
}

QWidget* ComposePanel::makeProposalBox() {
  proposalBox_ = new QWidget;
  proposalBox_->setObjectName(QStringLiteral("proposal"));
  auto* layout = column(proposalBox_);
  proposalText_ = makeParagraph({});
  proposalText_->setObjectName(QStringLiteral("proposalText"));
  auto* accept = buttonFor(actions_.accept, tr("Accept"), "candidate");
  accept->setObjectName(QStringLiteral("acceptProposal"));
  auto* reject = buttonFor(actions_.reject, tr("Reject"), nullptr);
  reject->setObjectName(QStringLiteral("rejectProposal"));
  auto* listen = buttonFor(actions_.listen, tr("Listen"), nullptr);
  listen->setObjectName(QStringLiteral("listenProposal"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(listen, 1);
  row->addWidget(reject, 1);
  layout->addWidget(makeLabel(tr("Proposal"), "title"));
  layout->addWidget(proposalText_);
  layout->addWidget(accept);
  layout->addLayout(row);
  return proposalBox_;
}

void ComposePanel::restore(const QSettings& settings) {
  const auto number = [&](const char* key, double otherwise) {
    return settings.value(QLatin1String(key), otherwise).toDouble();
  };
  bars_->setValue(number("compose/bars", 8));
  temperature_->setValue(number("compose/temperature", 1.0));
  topP_->setValue(number("compose/topP", 0.95));
  const QString model = settings.value(QStringLiteral("compose/model")).toString();
  if (!model.isEmpty()) chooseModel(model.toStdString());
}

void ComposePanel::save(QSettings& settings) const {
  settings.setValue(QStringLiteral("compose/bars"), bars_->value());
  settings.setValue(QStringLiteral("compose/temperature"), temperature_->value());
  settings.setValue(QStringLiteral("compose/topP"), topP_->value());
  settings.setValue(QStringLiteral("compose/model"), QString::fromStdString(wanted_.string()));
}

}  // namespace cadenza::ui
