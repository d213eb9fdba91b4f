// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/ask.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPoint>
#include <QScreen>
#include <QSpinBox>
#include <algorithm>
#include <utility>

#include "core/score/tempo_edits.h"
#include "ui/controls/decimal_field.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

// A row of fields under the pointer. Enter is taken here, before a field keeps it to itself.
class Popup : public QFrame {
 public:
  Popup(QWidget& parent, const QString& label, std::function<void()> taken)
      : QFrame(&parent, Qt::Popup), taken_(std::move(taken)) {
    setObjectName(QStringLiteral("valuePopup"));
    setAccessibleName(label);
    setProperty("role", "card");
    setAttribute(Qt::WA_DeleteOnClose);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(12, 8, 12, 8);
    row_->setSpacing(8);
    row_->addWidget(makeLabel(label));
  }

  void add(QWidget* field, const QString& name) {
    field->setAccessibleName(name);
    field->installEventFilter(this);
    for (QWidget* inner : field->findChildren<QWidget*>()) inner->installEventFilter(this);
    row_->addWidget(field);
  }

  void addWords(const QString& words) { row_->addWidget(makeLabel(words)); }

  void openAt(QPoint at, QWidget& first) {
    adjustSize();
    const QRect screen = parentWidget()->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    show();
    first.setFocus(Qt::PopupFocusReason);
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::KeyPress && takes(*static_cast<QKeyEvent*>(event))) return true;
    return QFrame::eventFilter(watched, event);
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (!takes(*event)) QFrame::keyPressEvent(event);
  }

 private:
  bool takes(const QKeyEvent& event) {
    if (event.key() == Qt::Key_Escape) return close();
    if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter) return false;
    const auto taken = std::exchange(taken_, nullptr);
    if (taken) taken();
    return close();
  }

  QHBoxLayout* row_;
  std::function<void()> taken_;
};

}  // namespace

void askText(QWidget& parent, QPoint at, const QString& label, const QString& text,
             std::function<void(const QString&)> done) {
  auto* field = new QLineEdit(text);
  field->setMinimumWidth(160);
  field->selectAll();
  auto* popup = new Popup(parent, label, [field, done = std::move(done)] { done(field->text()); });
  popup->add(field, label);
  popup->openAt(at, *field);
}

void askTempo(QWidget& parent, QPoint at, const QString& label, double quartersPerMinute,
              std::function<void(double)> done) {
  auto* field = new DecimalField;
  field->setRange(slowestTempo, fastestTempo);
  field->setDecimals(1);
  field->setValue(quartersPerMinute);
  field->setMinimumWidth(88);
  auto* popup = new Popup(parent, label, [field, done = std::move(done)] {
    field->interpretText();
    done(field->value());
  });
  popup->add(field, tr("Quarters a minute"));
  field->selectAll();
  popup->openAt(at, *field);
}

void askSignature(QWidget& parent, QPoint at, const QString& label, TimeSignature signature,
                  std::function<void(TimeSignature)> done) {
  auto* beats = new QSpinBox;
  beats->setRange(1, 32);
  beats->setValue(signature.numerator);
  auto* unit = new QComboBox;
  for (const int value : {1, 2, 4, 8, 16, 32}) unit->addItem(QString::number(value), value);
  unit->setCurrentIndex(std::max(0, unit->findData(int{signature.denominator})));
  auto* popup = new Popup(parent, label, [=, done = std::move(done)] {
    beats->interpretText();
    TimeSignature chosen = signature;
    chosen.numerator = static_cast<std::uint8_t>(beats->value());
    chosen.denominator = static_cast<std::uint8_t>(unit->currentData().toInt());
    done(chosen);
  });
  popup->add(beats, tr("Beats in a bar"));
  popup->addWords(QStringLiteral("/"));
  popup->add(unit, tr("Length of a beat, as a part of a whole note"));
  beats->selectAll();
  popup->openAt(at, *beats);
}

}  // namespace cadenza::ui
