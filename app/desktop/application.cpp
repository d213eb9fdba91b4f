// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include <QMessageBox>
#include <QPointer>
#include <QTimer>
#include <cstdio>

#include "core/base/caught.h"
#include "core/base/plain_text.h"
#include "ui/messages.h"

namespace cadenza {
namespace {

// Shows `error` once the event that threw is over; a message that is open takes the newer text.
void show(const Error& error) {
  static QPointer<QMessageBox> box;
  if (!box) {
    box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Cadenza"), QString(),
                          QMessageBox::Ok);
    box->setAttribute(Qt::WA_DeleteOnClose);
  }
  box->setText(ui::userText(error));
  box->open();
}

}  // namespace

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (...) {
    const Error error = currentError();
    std::fprintf(stderr, "cadenza: %s\n", plainText(error.detail).c_str());
    QTimer::singleShot(0, this, [error] { show(error); });
    return true;
  }
}

}  // namespace cadenza
