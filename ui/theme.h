// SPDX-License-Identifier: GPL-3.0-or-later
// How Cadenza looks: both themes as named colour roles, the few sizes that everything keeps to, and
// what Qt's own controls are made to wear. Values only; GUI thread.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QString>
#include <array>

namespace cadenza::ui {

/// Sizes in logical pixels. Distances are multiples of `step`.
namespace metrics {
inline constexpr int step = 4;
inline constexpr int controlHeight = 30;
inline constexpr int radius = 5;
inline constexpr int iconSize = 20;
inline constexpr int smallText = 11;
inline constexpr int bodyText = 13;
inline constexpr int largeText = 16;
}  // namespace metrics

/// One theme: a colour for each role. Custom-painted widgets take their colours from here and
/// nowhere else.
struct Theme {
  bool isDark = true;

  // Surfaces, from the ground up, and the lines that part them where space and tone can't.
  QColor window;
  QColor panel;    ///< docks and cards
  QColor field;    ///< where text is typed, lists, charts
  QColor control;  ///< buttons, combo boxes
  QColor controlHover;
  QColor controlPressed;
  QColor separator;    ///< decoration, low contrast
  QColor controlEdge;  ///< the outline of a field or button; 3:1 on its surroundings

  QColor text;
  QColor quietText;  ///< still 4.5:1 on window, panel and roll
  QColor disabledText;

  QColor accent;  ///< the hue of notes; primary buttons, checked tools, focus
  QColor accentHover;
  QColor onAccent;   ///< text and icons on accent
  QColor selection;  ///< amber: outline of what is selected
  QColor candidate;  ///< teal: what the model proposes
  QColor onCandidate;
  QColor playhead;  ///< the warm red line
  QColor good;
  QColor warning;
  QColor danger;

  // Piano roll.
  QColor roll;
  QColor rollBlackRow;
  QColor rollOutOfKey;  ///< a row that the key leaves out
  QColor rollTonic;     ///< a row of the key's tonic
  QColor grid;
  QColor gridBeat;
  QColor gridBar;
  QColor noteEdge;  ///< thin line around a note
  QColor noteLit;   ///< a note that sounds
  QColor ghost;     ///< the outline of another piece's notes; 3:1 on the roll's rows
  QColor whiteKey;
  QColor blackKey;
  QColor keyEdge;
  QColor keyText;

  // Charts; training is drawn solid, validation dashed as well.
  QColor training;
  QColor validation;
  std::array<QColor, 4> otherCurves;  ///< earlier runs beside this one, heads beside the first

  bool operator==(const Theme&) const = default;

  /// Fill of a note: the accent's hue, velocity (1 to 127) as lightness, louder is nearer the eye.
  [[nodiscard]] QColor noteFill(int velocity) const;
  /// Fill of a note by how surprising a model finds it, 0 to 1: from what recedes to what stands
  /// out, through even steps of lightness.
  [[nodiscard]] QColor surpriseFill(double share) const;
  /// Black or white, whichever stands out more on a fill.
  [[nodiscard]] static QColor inkOn(const QColor& fill);
  /// Lines over a locked note of that velocity; 3:1 on its fill.
  [[nodiscard]] QColor noteHatch(int velocity) const;
};

[[nodiscard]] Theme darkTheme();
[[nodiscard]] Theme lightTheme();

/// Palette and style sheet for all standard controls. A push button with the dynamic property
/// "role" = "primary", "candidate" or "quiet" is drawn as such; a QLabel takes "quiet", "title",
/// "count", "small", "warning"; a QFrame or QWidget takes "panel" or "card".
[[nodiscard]] QPalette paletteOf(const Theme& theme);
/// `textSize` as Appearance has it.
[[nodiscard]] QString styleSheetOf(const Theme& theme, int textSize = 100);

/// A line icon of resources/icons by its name without ".svg", coloured for the theme: text colour,
/// accent when checked, faint when disabled. Crisp at any scale factor. An unknown name is our own
/// mistake and asserts.
[[nodiscard]] QIcon icon(const QString& name, const Theme& theme);
/// The same in one colour (QIcon::Mode has no effect).
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

/// The application font in one of the three sizes of `metrics`, times the text size that the user
/// chose (see Appearance).
[[nodiscard]] QFont fontOfSize(int pixels);

// Percent of the usual size of text.
inline constexpr int smallestText = 90;
inline constexpr int largestText = 140;

/// WCAG contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

enum class ThemeChoice { System, Light, Dark };

/// Which theme the program wears now. One object, owned by app, handed to widgets by reference;
/// they repaint, and renew their icons, on `themeChanged`.
class Appearance : public QObject {
  Q_OBJECT

 public:
  explicit Appearance(ThemeChoice choice = ThemeChoice::System, QObject* parent = nullptr);

  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] ThemeChoice choice() const { return choice_; }
  void setChoice(ThemeChoice choice);
  /// Of all text of the interface, in percent: smallestText to largestText. One for the program.
  [[nodiscard]] int textSize() const { return textSize_; }
  void setTextSize(int percent);
  /// Dresses the QApplication (Fusion style, palette, style sheet, font size) in the theme, now and
  /// whenever it changes.
  void applyToApplication();

 Q_SIGNALS:
  void themeChanged(const cadenza::ui::Theme& theme);
  void choiceChanged(cadenza::ui::ThemeChoice choice);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void update();
  void dress();

  ThemeChoice choice_;
  Theme theme_;
  int textSize_ = 100;
  bool dressesApplication_ = false;
};

}  // namespace cadenza::ui
