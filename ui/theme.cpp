// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace cadenza::ui {
namespace {

int textPercent = 100;  // of the program's one Appearance

QColor hex(const char* text) { return QColor(QLatin1String(text)); }

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) {
    return static_cast<int>(std::lround(x + share * (y - x)));
  };
  return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

double luminance(const QColor& colour) {
  const auto linear = [](double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

// Draws an SVG whose strokes are "currentColor" in a colour for each state.
class LineIconEngine : public QIconEngine {
 public:
  struct Colours {
    QColor normal;
    QColor on;
    QColor disabled;
  };

  LineIconEngine(const QString& name, const Colours& colours) : name_(name), colours_(colours) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool known = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(known, "icon", qPrintable(name));
    if (known) svg_ = file.readAll();
  }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    QByteArray coloured = svg_;
    coloured.replace("currentColor", colourFor(mode, state).name().toLatin1());
    QSvgRenderer(coloured).render(painter, QRectF(rect));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    const QString key = QStringLiteral("cadenza:%1:%2:%3")
                            .arg(name_, colourFor(mode, state).name())
                            .arg(std::min(size.width(), size.height()));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    const int side = std::min(size.width(), size.height());
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, pixmap.rect(), mode, state);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
  }

  QIconEngine* clone() const override { return new LineIconEngine(*this); }
  QString key() const override { return QStringLiteral("CadenzaLineIcon"); }

 private:
  QColor colourFor(QIcon::Mode mode, QIcon::State state) const {
    if (mode == QIcon::Disabled) return colours_.disabled;
    return state == QIcon::On ? colours_.on : colours_.normal;
  }

  QString name_;
  Colours colours_;
  QByteArray svg_;
};

bool systemIsDark() {
  const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
  return fusion && fusion->standardPalette().color(QPalette::Window).lightness() < 128;
}

Theme themeFor(ThemeChoice choice) {
  const bool dark =
      choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
  return dark ? darkTheme() : lightTheme();
}

}  // namespace

Theme darkTheme() {
  return {
      .isDark = true,
      .window = hex("#1B1D22"),
      .panel = hex("#22252B"),
      .field = hex("#17191D"),
      .control = hex("#2D313A"),
      .controlHover = hex("#373C47"),
      .controlPressed = hex("#272B32"),
      .separator = hex("#2B2F37"),
      .controlEdge = hex("#6A7280"),
      .text = hex("#D7DAE0"),
      .quietText = hex("#8B93A1"),
      .disabledText = hex("#5C6370"),
      .accent = hex("#6C8CFF"),
      .accentHover = hex("#86A1FF"),
      .onAccent = hex("#0E1220"),
      .selection = hex("#F2B33D"),
      .candidate = hex("#35C2A8"),
      .onCandidate = hex("#08201B"),
      .playhead = hex("#FF6B57"),
      .good = hex("#5BC98C"),
      .warning = hex("#F2B33D"),
      .danger = hex("#FF7A6B"),
      .roll = hex("#22262D"),
      .rollBlackRow = hex("#16191D"),
      .rollOutOfKey = hex("#111316"),
      .rollTonic = hex("#283048"),
      .grid = hex("#343A44"),
      .gridBeat = hex("#474E5B"),
      .gridBar = hex("#5E6777"),
      .noteEdge = hex("#12141A"),
      .noteLit = hex("#E4EAFF"),
      .ghost = hex("#767E8E"),
      .whiteKey = hex("#9EA5B1"),
      .blackKey = hex("#15171B"),
      .keyEdge = hex("#737B89"),
      .keyText = hex("#1B1D22"),
      .training = hex("#6C8CFF"),
      .validation = hex("#F2B33D"),
      .otherCurves = {hex("#E07FC0"), hex("#57C7E3"), hex("#A9C46C"), hex("#C9A38B")},
  };
}

Theme lightTheme() {
  return {
      .isDark = false,
      .window = hex("#F4F5F7"),
      .panel = hex("#FAFBFC"),
      .field = hex("#FFFFFF"),
      .control = hex("#FFFFFF"),
      .controlHover = hex("#EEF0F4"),
      .controlPressed = hex("#E3E6EB"),
      .separator = hex("#E0E3E9"),
      .controlEdge = hex("#858D9B"),
      .text = hex("#22262D"),
      .quietText = hex("#5F6979"),
      .disabledText = hex("#A3AAB6"),
      .accent = hex("#3B5BDB"),
      .accentHover = hex("#2F4BC0"),
      .onAccent = hex("#FFFFFF"),
      .selection = hex("#B7791F"),
      .candidate = hex("#0B7F6B"),
      .onCandidate = hex("#FFFFFF"),
      .playhead = hex("#D9402B"),
      .good = hex("#1E7F4B"),
      .warning = hex("#96600F"),
      .danger = hex("#C2321F"),
      .roll = hex("#FFFFFF"),
      .rollBlackRow = hex("#ECEEF2"),
      .rollOutOfKey = hex("#E7EAEF"),
      .rollTonic = hex("#E4EBFF"),
      .grid = hex("#D6DAE1"),
      .gridBeat = hex("#B4BBC6"),
      .gridBar = hex("#949CAA"),
      .noteEdge = hex("#24388F"),
      .noteLit = hex("#14235F"),
      .ghost = hex("#7A8290"),
      .whiteKey = hex("#FFFFFF"),
      .blackKey = hex("#3A404B"),
      .keyEdge = hex("#A3ABB7"),
      .keyText = hex("#667085"),
      .training = hex("#3B5BDB"),
      .validation = hex("#B7791F"),
      .otherCurves = {hex("#B0318A"), hex("#0F7C9C"), hex("#5F7A1B"), hex("#8A5A3C")},
  };
}

QColor Theme::noteFill(int velocity) const {
  const QColor quiet = isDark ? hex("#566ABA") : hex("#A9B8F5");
  const QColor loud = isDark ? hex("#C2D0FF") : hex("#22379B");
  constexpr double middle = 80;
  const double v = std::clamp(velocity, 1, 127);
  return v <= middle ? mixed(quiet, accent, (v - 1) / (middle - 1))
                     : mixed(accent, loud, (v - middle) / (127 - middle));
}

QColor Theme::surpriseFill(double share) const {
  static const std::array<QColor, 5> onDark{hex("#5B74C8"), hex("#9C78CC"), hex("#E07FA6"),
                                            hex("#F9AE7C"), hex("#FDEBB0")};
  static const std::array<QColor, 5> onLight{hex("#7A92DC"), hex("#8C63C4"), hex("#A83A86"),
                                             hex("#94203F"), hex("#4F0D14")};
  const auto& stops = isDark ? onDark : onLight;
  const double at = std::clamp(share, 0.0, 1.0) * (stops.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  return mixed(stops[below], stops[below + 1], at - static_cast<double>(below));
}

QColor Theme::noteHatch(int velocity) const { return inkOn(noteFill(velocity)); }

QColor Theme::inkOn(const QColor& fill) {
  const QColor ink = hex("#000000");
  const QColor paper = hex("#FFFFFF");
  return contrast(ink, fill) >= contrast(paper, fill) ? ink : paper;
}

QIcon icon(const QString& name, const Theme& theme) {
  return QIcon(new LineIconEngine(name, {theme.text, theme.accent, theme.disabledText}));
}

QIcon icon(const QString& name, const QColor& colour) {
  return QIcon(new LineIconEngine(name, {colour, colour, colour}));
}

QFont fontOfSize(int pixels) {
  QFont font = QApplication::font();
  font.setPixelSize(std::lround(pixels * textPercent / 100.0));
  return font;
}

double contrast(const QColor& a, const QColor& b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Appearance::Appearance(ThemeChoice choice, QObject* parent)
    : QObject(parent), choice_(choice), theme_(themeFor(choice)) {}

void Appearance::setChoice(ThemeChoice choice) {
  if (choice == choice_) return;
  choice_ = choice;
  update();
  Q_EMIT choiceChanged(choice_);
}

void Appearance::setTextSize(int percent) {
  percent = std::clamp(percent, smallestText, largestText);
  if (percent == textSize_) return;
  textSize_ = textPercent = percent;
  if (dressesApplication_) dress();
  Q_EMIT themeChanged(theme_);
}

void Appearance::update() {
  const Theme wanted = themeFor(choice_);
  if (wanted == theme_) return;
  theme_ = wanted;
  if (dressesApplication_) dress();
  Q_EMIT themeChanged(theme_);
}

void Appearance::applyToApplication() {
  if (!dressesApplication_) {
    dressesApplication_ = true;
    qApp->installEventFilter(this);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  }
  dress();
}

void Appearance::dress() {
  QApplication::setFont(fontOfSize(metrics::bodyText));
  QApplication::setPalette(paletteOf(theme_));
  qApp->setStyleSheet(styleSheetOf(theme_, textSize_));
}

bool Appearance::eventFilter(QObject* watched, QEvent* event) {
  const bool systemChanged = watched == qApp && event->type() == QEvent::ThemeChange;
  if (systemChanged && choice_ == ThemeChoice::System) update();
  return QObject::eventFilter(watched, event);
}

}  // namespace cadenza::ui
