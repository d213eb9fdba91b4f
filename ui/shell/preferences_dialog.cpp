// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences_dialog.h"

#include <QAction>
#include <QHBoxLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"
#include "ui/settings/preferences.h"
#include "ui/shell/actions.h"
#include "ui/shell/keys_page.h"
#include "ui/shell/midi_page.h"
#include "ui/shell/preferences_pages.h"
#include "ui/shell/sound_page.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

PreferencesDialog::PreferencesDialog(const Studio& studio, CommandRegistry& registry,
                                     const Actions& actions, QWidget& window)
    : QDialog(&window), pages_(new QTabWidget) {
  Preferences& preferences = studio.preferences;
  Appearance& appearance = studio.appearance;
  setObjectName(QStringLiteral("preferences"));
  setWindowTitle(tr("Preferences"));
  resize(QSize(660, 720).boundedTo(window.size() - QSize(32, 32)));
  pages_->setDocumentMode(true);
  pages_->setAccessibleName(tr("Preferences"));
  pages_->tabBar()->setDrawBase(false);
  pages_->tabBar()->setAccessibleName(tr("Pages of the preferences"));
  pages_->addTab(makeGeneralPage(preferences, actions.follow, appearance), tr("General"));
  pages_->addTab(makeEditingPage(preferences), tr("Editing"));
  pages_->addTab(new SoundPage({preferences, studio.playback, appearance}), tr("Sound"));
  pages_->addTab(new MidiPage({preferences, studio.playback, studio.midiIn, appearance}),
                 tr("MIDI"));
  pages_->addTab(new KeysPage(registry), tr("Keys"));

  auto* defaults = makeButton(tr("Restore defaults"));
  defaults->setObjectName(QStringLiteral("restoreDefaults"));
  defaults->setToolTip(tr("General, editing and sound preferences as they were at first"));
  auto* close = makeButton(tr("Close"));
  close->setObjectName(QStringLiteral("closePreferences"));
  auto* foot = new QHBoxLayout;
  foot->addWidget(defaults);
  foot->addStretch();
  foot->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(20, 12, 20, 16);
  layout->setSpacing(16);
  layout->addWidget(pages_, 1);
  layout->addLayout(foot);

  connect(defaults, &QAbstractButton::clicked, this, [&preferences, &appearance, actions] {
    preferences.restoreDefaults();
    appearance.setChoice(ThemeChoice::System);
    actions.follow->setChecked(true);
  });
  connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
  // The keys have a button of their own for that.
  connect(pages_, &QTabWidget::currentChanged, defaults,
          [this, defaults](int page) { defaults->setVisible(page < pages_->count() - 1); });
}

}  // namespace cadenza::ui
