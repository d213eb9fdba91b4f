// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHash>
#include <cmath>

#include "ui/theme.h"

namespace cadenza::ui {
namespace {

// Words in @at-signs are replaced by the theme's colours; sizes are those of `metrics`.
constexpr const char* sheet = R"(
* { font-size: @body@px; outline: none; }
QMainWindow, QDialog { background: @window@; }
QWidget#playingOptions { background: @panel@; border: 1px solid @fieldEdge@; }
QDialog#commandPalette { background: @panel@; border: 1px solid @fieldEdge@; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: @panel@; color: @text@; border: 1px solid @separator@; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[role="quiet"] { color: @quietText@; }
QLabel[role="small"] { color: @quietText@; font-size: @small@px; }
QLabel[role="title"] { font-size: @large@px; font-weight: 600; }
QLabel[role="count"] { font-size: @large@px; font-weight: 600; color: @playhead@; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="warning"] { color: @warning@; }
QLabel[role="key"] { background: @control@; border: 1px solid @buttonEdge@; border-radius: 4px;
  padding: 1px 6px; font-size: @small@px; }
QLabel:disabled { color: @disabledText@; }
QWidget[role="panel"] { background: @panel@; }
QFrame[role="card"] { background: @panel@; border: none; border-radius: 6px; }
QFrame#valuePopup { border: 1px solid @controlEdge@; border-radius: 0; }

QPushButton, QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {
  min-height: 28px; border-radius: 5px; color: @text@; selection-background-color: @accent@;
  selection-color: @onAccent@; }
QPushButton { background: @control@; border: 1px solid @buttonEdge@; padding: 0 12px; }
QPushButton:hover { background: @controlHover@; }
QPushButton:pressed, QPushButton:checked { background: @controlPressed@; }
QPushButton:checked { border-color: @accent@; color: @accent@; }
QPushButton:focus { border-color: @accent@; }
QPushButton:disabled { color: @disabledText@; background: @window@; }
QPushButton[role="primary"] {
  background: @accent@; border-color: @accent@; color: @onAccent@; font-weight: 600; }
QMessageBox QPushButton:default {
  background: @accent@; border-color: @accent@; color: @onAccent@; font-weight: 600; }
QMessageBox QPushButton:default:focus { border-color: @text@; }
QPushButton[role="primary"]:hover { background: @accentHover@; border-color: @accentHover@; }
QPushButton[role="primary"]:focus { border-color: @text@; }
QPushButton[role="candidate"] {
  background: @candidate@; border-color: @candidate@; color: @onCandidate@; font-weight: 600; }
QPushButton[role="candidate"]:focus { border-color: @text@; }
QPushButton[role="primary"]:disabled, QPushButton[role="candidate"]:disabled {
  background: @control@; border-color: @buttonEdge@; color: @disabledText@; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; }
QPushButton[role="quiet"]:hover { background: @controlHover@; }
QPushButton[role="quiet"]:focus { border-color: @accent@; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px;
  min-width: 28px; min-height: 28px; padding: 0; color: @text@; }
QToolButton:hover { background: @controlHover@; }
QToolButton:pressed { background: @controlPressed@; }
QToolButton:checked { background: @accentTint@; color: @accent@; }
QToolButton:focus { border-color: @accent@; }
QToolButton:disabled { color: @disabledText@; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding;
  right: 4px; }
QToolButton[role="fold"] { padding: 0 8px 0 0; }
QToolButton[role="fold"]:checked { background: transparent; color: @text@; }
QToolButton[role="fold"]:checked:focus { border-color: @accent@; }
QToolButton[role="dock"] { min-width: 22px; min-height: 22px; border-radius: 4px; }

QLineEdit, QSpinBox, QDoubleSpinBox { background: @field@; border: 1px solid @fieldEdge@;
  padding: 0 8px; }
QComboBox { background: @control@; border: 1px solid @buttonEdge@; padding: 0 8px; }
QComboBox:hover { background: @controlHover@; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
  border-color: @accent@; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
  color: @disabledText@; background: @window@; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/control-down.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
  border: none; background: transparent; width: 20px; subcontrol-origin: border; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QSpinBox::down-button, QDoubleSpinBox::down-button {
  subcontrol-position: bottom right; margin-bottom: 2px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
  image: url(:/icons/control-up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
  image: url(:/icons/control-down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @panel@; border: 1px solid @separator@; padding: 4px;
  selection-background-color: @accentTint@; selection-color: @text@; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 28px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabledText@; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 16px; height: 16px;
  border: 1px solid @controlEdge@; background: @field@; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:focus { border-color: @accent@; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @accent@;
  border-color: @accent@; image: url(:/icons/control-check-@mode@.svg); }
QRadioButton::indicator:checked { background: @accent@; border-color: @accent@;
  image: url(:/icons/control-dot-@mode@.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @disabledText@;
  background: @window@; }

QSlider { min-height: 28px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @track@; }
QSlider::sub-page:horizontal { border-radius: 2px; background: @accent@; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
  background: @handle@; border: none; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accentHover@; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {
  background: @disabledText@; }

QProgressBar { min-height: 6px; max-height: 6px; border: none; border-radius: 3px;
  background: @track@; text-align: center; color: transparent; }
QProgressBar::chunk { border-radius: 3px; background: @accent@; }

QScrollBar { background: transparent; border: none; }
QScrollBar:horizontal { height: 12px; }
QScrollBar:vertical { width: 12px; }
QScrollBar::handle { background: @scrollHandle@; border-radius: 4px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:hover { background: @controlEdge@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabWidget::pane { border: none; }
QTabBar::tab { padding: 6px 12px; color: @quietText@; background: transparent;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:selected { color: @text@; border-bottom-color: @accent@; }

QMenuBar { background: @window@; color: @text@; padding: 0 4px; }
QMenuBar::item { padding: 1px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @controlHover@; }
QMenu { background: @panel@; color: @text@; border: 1px solid @separator@; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentTint@; }
QMenu::item:disabled { color: @disabledText@; }
QMenu::separator { height: 1px; background: @separator@; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QToolBar { background: @window@; border: none; spacing: 4px; padding: 0 8px; }
QToolBar::separator { width: 1px; background: @separator@; margin: 4px; }
QStatusBar { background: @window@; color: @quietText@; }
QStatusBar::item { border: none; }
QDockWidget { color: @quietText@; titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @window@; padding: 6px 8px; }
QMainWindow::separator { background: @window@; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent@; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @separator@; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: @text@; }

QAbstractItemView { background: @field@; alternate-background-color: @panel@; color: @text@;
  border: none; border-radius: 5px; selection-background-color: @accentTint@;
  selection-color: @text@; }
QAbstractItemView::item { min-height: 26px; padding: 0 4px; }
QListView::item { background: transparent; }
QTableView::item { background: transparent; padding: 0 8px; }
QTableView::item:hover:!selected { background: transparent; }
QAbstractItemView::item:hover { background: @controlHover@; }
QAbstractItemView::item:selected { background: @accentTint@; color: @text@; }
QHeaderView::section { background: @panel@; color: @quietText@; border: none; padding: 4px 8px; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: @field@; border: none; border-radius: 5px;
  padding: 4px; selection-background-color: @accent@; selection-color: @onAccent@; }
QScrollArea { background: transparent; border: none; }
)";

QString pixels(int size, int percent) {
  return QString::number(std::lround(size * percent / 100.0));
}

QHash<QString, QString> wordsOf(const Theme& theme, int textSize) {
  const auto over = [](const QColor& top, const QColor& ground, double share) {
    const auto mix = [share](int a, int b) { return static_cast<int>(b + share * (a - b)); };
    return QColor(mix(top.red(), ground.red()), mix(top.green(), ground.green()),
                  mix(top.blue(), ground.blue()))
        .name();
  };
  return {
      {"body", pixels(metrics::bodyText, textSize)},
      {"small", pixels(metrics::smallText, textSize)},
      {"large", pixels(metrics::largeText, textSize)},
      {"mode", theme.isDark ? "dark" : "light"},
      {"window", theme.window.name()},
      {"panel", theme.panel.name()},
      {"field", theme.field.name()},
      {"control", theme.control.name()},
      {"controlHover", theme.controlHover.name()},
      {"controlPressed", theme.controlPressed.name()},
      {"separator", theme.separator.name()},
      {"controlEdge", theme.controlEdge.name()},
      {"buttonEdge", theme.isDark ? over(theme.controlEdge, theme.control, 0.25)
                                  : over(theme.controlEdge, theme.control, 0.5)},
      {"fieldEdge", over(theme.controlEdge, theme.field, theme.isDark ? 0.5 : 0.7)},
      {"track", over(theme.controlEdge, theme.window, 0.4)},
      {"scrollHandle", over(theme.controlEdge, theme.window, 0.45)},
      {"handle", theme.isDark ? theme.text.name() : theme.accent.name()},
      {"text", theme.text.name()},
      {"quietText", theme.quietText.name()},
      {"disabledText", theme.disabledText.name()},
      {"accent", theme.accent.name()},
      {"accentHover", theme.accentHover.name()},
      {"accentTint", over(theme.accent, theme.panel, theme.isDark ? 0.22 : 0.14)},
      {"onAccent", theme.onAccent.name()},
      {"candidate", theme.candidate.name()},
      {"onCandidate", theme.onCandidate.name()},
      {"playhead", theme.playhead.name()},
      {"warning", theme.warning.name()},
  };
}

}  // namespace

QString styleSheetOf(const Theme& theme, int textSize) {
  QString text = QString::fromLatin1(sheet);
  const auto words = wordsOf(theme, textSize);
  for (auto word = words.begin(); word != words.end(); ++word) {
    text.replace('@' + word.key() + '@', word.value());
  }
  Q_ASSERT(!text.contains('@'));
  return text;
}

QPalette paletteOf(const Theme& theme) {
  QPalette palette;
  const auto set = [&](QPalette::ColorRole role, const QColor& colour, const QColor& disabled) {
    palette.setColor(QPalette::Active, role, colour);
    palette.setColor(QPalette::Inactive, role, colour);
    palette.setColor(QPalette::Disabled, role, disabled);
  };
  set(QPalette::Window, theme.window, theme.window);
  set(QPalette::WindowText, theme.text, theme.disabledText);
  set(QPalette::Base, theme.field, theme.window);
  set(QPalette::AlternateBase, theme.panel, theme.panel);
  set(QPalette::Text, theme.text, theme.disabledText);
  set(QPalette::PlaceholderText, theme.quietText, theme.disabledText);
  set(QPalette::Button, theme.control, theme.window);
  set(QPalette::ButtonText, theme.text, theme.disabledText);
  set(QPalette::BrightText, theme.danger, theme.disabledText);
  set(QPalette::Highlight, theme.accent, theme.controlHover);
  set(QPalette::HighlightedText, theme.onAccent, theme.disabledText);
  set(QPalette::ToolTipBase, theme.panel, theme.panel);
  set(QPalette::ToolTipText, theme.text, theme.text);
  set(QPalette::Link, theme.accent, theme.disabledText);
  set(QPalette::LinkVisited, theme.accent, theme.disabledText);
  set(QPalette::Light, theme.controlHover, theme.controlHover);
  set(QPalette::Midlight, theme.control, theme.control);
  set(QPalette::Mid, theme.separator, theme.separator);
  set(QPalette::Dark, theme.controlPressed, theme.controlPressed);
  set(QPalette::Shadow, theme.field, theme.field);
  return palette;
}

}  // namespace cadenza::ui
