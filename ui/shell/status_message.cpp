// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_message.h"

#include <chrono>
#include <utility>

#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

using namespace std::chrono_literals;
constexpr auto sentenceStays = 8s;
constexpr auto warningStays = 20s;

}  // namespace

StatusMessage::StatusMessage() : ElidedLabel("quiet") {
  setObjectName(QStringLiteral("message"));
  end_.setSingleShot(true);
  connect(&end_, &QTimer::timeout, this, &StatusMessage::end);
}

void StatusMessage::put(const QString& sentence, const char* role) {
  setRole(this, role);
  setText(QString(sentence).replace(QChar(u'\n'), QChar(u' ')));
}

void StatusMessage::say(const QString& sentence) {
  if (warns_) {
    next_ = sentence;
    return;
  }
  put(sentence, "quiet");
  end_.start(sentenceStays);
}

void StatusMessage::warn(const QString& sentence) {
  warns_ = true;
  put(sentence, "warning");
  end_.start(warningStays);
}

void StatusMessage::end() {
  clear();
  if (std::exchange(warns_, false) && !next_.isEmpty()) say(std::exchange(next_, {}));
}

}  // namespace cadenza::ui
