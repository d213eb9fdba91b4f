// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/compose/candidate_strip.h"
#include "ui/compose/compose_panel.h"
#include "ui/compose/key_choice.h"
#include "ui/compose/model_choice.h"
#include "ui/compose/more_box.h"
#include "ui/compose/wish_box.h"
#include "ui/controls/widgets.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int panelWidth = 296;
constexpr int leastSettingsHeight = 120;

QVBoxLayout* column(QWidget* widget, int spacing = 8) {
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}

// As high as what it holds while there is room; scrolls when there is not, so that what stands
// below stays in sight. Never narrower than what it holds and the bar beside it.
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
    setMinimumHeight(leastSettingsHeight);
    setObjectName(QStringLiteral("composeSettings"));
  }

  [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
      setMinimumWidth(widget()->minimumSizeHint().width() +
                      verticalScrollBar()->sizeHint().width());
      updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
  }
};

// A push button that does what `action` does and is enabled with it.
QPushButton* buttonFor(QAction* action, const QString& text, const char* role, const char* name) {
  auto* button = makeButton(text, role);
  button->setObjectName(QString::fromLatin1(name));
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
  layout->addWidget(model_ = new ModelChoice(models_, appearance_));
  layout->addWidget(makeNoModelBox());
  layout->addWidget(settingsBox_ = makeSettingsBox());
  auto* whole = column(this, 0);
  whole->addWidget(scroll_ = new SettingsScroll(content));
  whole->addWidget(makeFooter());
  whole->addStretch();
  connectParts();
  showModel();
  showState(session_.state());
}

void ComposePanel::addBelow(QWidget* part) { scroll_->widget()->layout()->addWidget(part); }

void ComposePanel::reveal(QWidget* part) { scroll_->ensureWidgetVisible(part, 0, 0); }

void ComposePanel::connectParts() {
  connect(model_, &ModelChoice::modelChanged, this, &ComposePanel::showModel);
  connect(wish_, &WishBox::changed, this, &ComposePanel::wishChanged);
  connect(key_, &KeyChoice::picked, this, &ComposePanel::keyPicked);
  connect(
      &models_, &ModelLibrary::refused, this,
      [this](const std::filesystem::path&, const Error& error) { showFailure(userText(error)); });
  connect(&session_, &ComposeSession::stateChanged, this, &ComposePanel::showState);
  connect(&session_, &ComposeSession::progressed, this, &ComposePanel::showProgress);
  connect(&session_, &ComposeSession::candidatesChanged, this, &ComposePanel::showProposal);
  connect(&session_, &ComposeSession::failed, this,
          [this](const Error& error) { showFailure(userText(error)); });
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
  connect(open, &QPushButton::clicked, model_, &ModelChoice::browse);
  layout->addWidget(train);
  layout->addWidget(open);
  return noModelBox_;
}

QWidget* ComposePanel::makeSettingsBox() {
  auto* box = new QWidget;
  auto* layout = column(box, 12);
  layout->addWidget(wish_ = new WishBox(appearance_));
  layout->addWidget(key_ = new KeyChoice);
  layout->addWidget(more_ = new MoreBox(appearance_));
  return box;
}

QWidget* ComposePanel::makeGenerateBox() {
  auto* box = new QWidget;
  auto* layout = column(box);
  generate_ = buttonFor(actions_.generate, tr("Generate"), "primary", "generate");
  stop_ = buttonFor(actions_.stop, tr("Stop"), nullptr, "stopComposing");
  stop_->setToolTip(tr("Keeps what is written until then"));
  playsAtOnce_ = new QCheckBox(tr("Play while it is written"));
  playsAtOnce_->setObjectName(QStringLiteral("composePlaysAtOnce"));
  bar_ = new QProgressBar;
  bar_->setAccessibleName(tr("Composing progress"));
  bar_->setTextVisible(false);
  progress_ = makeLabel({}, "small");
  for (QWidget* part :
       std::initializer_list<QWidget*>{generate_, stop_, playsAtOnce_, bar_, progress_}) {
    layout->addWidget(part);
  }
  return box;
}

QWidget* ComposePanel::makeProposalBox() {
  proposalBox_ = new QWidget;
  proposalBox_->setObjectName(QStringLiteral("proposal"));
  auto* layout = column(proposalBox_);
  proposalTitle_ = makeLabel({}, "title");
  proposalTitle_->setObjectName(QStringLiteral("proposalTitle"));
  proposalText_ = makeParagraph({});
  proposalText_->setObjectName(QStringLiteral("proposalText"));
  accept_ = buttonFor(actions_.accept, tr("Take it"), "candidate", "acceptProposal");
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(buttonFor(actions_.listen, tr("Hear"), nullptr, "listenProposal"), 1);
  row->addWidget(buttonFor(actions_.reject, tr("Drop all"), nullptr, "rejectProposal"), 1);
  layout->addWidget(proposalTitle_);
  layout->addWidget(new CandidateStrip(session_, appearance_));
  layout->addWidget(proposalText_);
  layout->addWidget(accept_);
  layout->addLayout(row);
  return proposalBox_;
}

}  // namespace cadenza::ui
