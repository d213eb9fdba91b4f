// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/snapshot.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>
#include <chrono>
#include <cstdio>

#include "core/base/plain_text.h"

namespace cadenza {

namespace {

using namespace std::chrono_literals;

// Charts and layouts settle in a few turns of the event loop.
constexpr auto settling = 150ms;

}  // namespace

Snapshot::Snapshot(ui::MainWindow& window, const ui::Studio& studio, const QString& path,
                   bool awaitsPiece)
    : window_(window), path_(path), awaitsPiece_(awaitsPiece) {
  connect(&studio.document, &ui::Document::replaced, this, [this] {
    awaitsPiece_ = false;
    proceed();
  });
  connect(&studio.document, &ui::Document::openFailed, this,
          [this](const QString&, const QString& message) { fail(message); });
  connect(&studio.document, &ui::Document::openedDamaged, this,
          [this](const QString& file) { fail(QStringLiteral("%1 is damaged.").arg(file)); });
  connect(&studio.document, &ui::Document::foundParts, this, [this] {
    fail(QStringLiteral("The file holds several instruments; a picture can't ask which to show."));
  });
  connect(&studio.models, &ui::ModelLibrary::changed, this, [this] {
    awaitsModels_ = false;
    proceed();
  });
}

void Snapshot::proceed() {
  if (!awaitsPiece_ && !awaitsModels_) QTimer::singleShot(settling, this, &Snapshot::draw);
}

void Snapshot::draw() {
  if (window_.grab().save(path_, "PNG")) {
    QCoreApplication::exit(0);
  } else {
    fail(QStringLiteral("%1 could not be written.").arg(path_));
  }
}

void Snapshot::fail(const QString& message) {
  std::fprintf(stderr, "cadenza: %s\n", plainText(message.toStdString()).c_str());
  QCoreApplication::exit(1);
}

}  // namespace cadenza
