// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <array>

#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

constexpr QSize dialogSize{720, 480};

struct Library {
  const char* name;
  const char* use;
  const char* licence;
};
constexpr std::array libraries{
    Library{"Qt 6", QT_TRANSLATE_NOOP("AboutDialog", "windows"), "LGPL-3.0"},
    Library{"QCustomPlot", QT_TRANSLATE_NOOP("AboutDialog", "charts"), "GPL-3.0"},
    Library{"libtorch", QT_TRANSLATE_NOOP("AboutDialog", "learning"), "BSD-3-Clause"},
    Library{"Eigen", QT_TRANSLATE_NOOP("AboutDialog", "composing"), "MPL-2.0"},
    Library{"OpenBLAS", QT_TRANSLATE_NOOP("AboutDialog", "learning"), "BSD-3-Clause"},
    Library{"FluidSynth", QT_TRANSLATE_NOOP("AboutDialog", "the piano"), "LGPL-2.1"},
    Library{"Fluid (R3) soundfont", QT_TRANSLATE_NOOP("AboutDialog", "the piano"), "MIT"},
    Library{"libsndfile", QT_TRANSLATE_NOOP("AboutDialog", "audio files"), "LGPL-2.1"},
    Library{"RtMidi", QT_TRANSLATE_NOOP("AboutDialog", "MIDI ports"), "MIT"},
    Library{"JACK", QT_TRANSLATE_NOOP("AboutDialog", "sound and MIDI ports"), "LGPL-2.1"},
    Library{"libzip", QT_TRANSLATE_NOOP("AboutDialog", "projects"), "BSD-3-Clause"},
    Library{"zlib", QT_TRANSLATE_NOOP("AboutDialog", "compressed files"), "Zlib"},
    Library{"JSON for Modern C++", QT_TRANSLATE_NOOP("AboutDialog", "projects, models"), "MIT"},
    Library{"xxHash", QT_TRANSLATE_NOOP("AboutDialog", "checksums"), "BSD-2-Clause"},
    Library{"ICU", QT_TRANSLATE_NOOP("AboutDialog", "texts in MIDI files"), "Unicode-3.0"},
    Library{"CLI11", QT_TRANSLATE_NOOP("AboutDialog", "the command line"), "BSD-3-Clause"},
};

QString libraryText() {
  QStringList lines;
  for (const Library& library : libraries) {
    lines << AboutDialog::tr("%1: %2 (%3)")
                 .arg(QLatin1String(library.name), AboutDialog::tr(library.use),
                      QLatin1String(library.licence));
  }
  return lines.join(QChar(u'\n'));
}

QString textOf(const QString& resource) {
  QFile file(resource);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Markdown, with its links to be opened.
QTextBrowser* makeDocument(const QString& markdown, const QString& name) {
  auto* view = new QTextBrowser;
  view->setMarkdown(markdown);
  view->setOpenExternalLinks(true);
  view->setAccessibleName(name);
  view->setFrameShape(QFrame::NoFrame);
  return view;
}

QPlainTextEdit* makeText(const QString& text, const QString& name) {
  auto* view = new QPlainTextEdit;
  view->setPlainText(text);
  view->setReadOnly(true);
  view->setAccessibleName(name);
  view->setFrameShape(QFrame::NoFrame);
  return view;
}

}  // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("aboutDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("About Cadenza"));
  resize(dialogSize.boundedTo(parent->size() - QSize(32, 32)));
  auto* title = makeLabel(tr("Cadenza %1").arg(QApplication::applicationVersion()), "title");
  title->setObjectName(QStringLiteral("aboutVersion"));
  auto* words = makeParagraph(
      tr("A piano composer that learns from your music. Free software under the GNU General Public "
         "License, version 3 or later; it comes without any warranty."),
      "quiet");
  auto* tabs = new QTabWidget;
  const auto add = [tabs](const QString& name, const QString& text) {
    tabs->addTab(makeText(text, name), name);
  };
  const QString starter = tr("Starter model");
  tabs->addTab(makeDocument(textOf(QStringLiteral(":/texts/ATTRIBUTION.md")), starter), starter);
  add(tr("Libraries"), libraryText());
  add(tr("Licence"), textOf(QStringLiteral(":/texts/LICENSE")));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  layout->addWidget(title);
  layout->addWidget(words);
  layout->addWidget(tabs, 1);
  layout->addWidget(buttons);
}

}  // namespace cadenza::ui
