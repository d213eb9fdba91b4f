// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_insight.h"

#include <gtest/gtest.h>

#include <QImage>

#include "core/base/random.h"
#include "ui/piano_roll/insight_painter.h"
#include "ui/piano_roll/roll_painter.h"
#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {
namespace {

class RollInsightTest : public ::testing::Test {
 protected:
  RollInsightTest() {
    state.changeView([](RollTransform& view) { view.resize({800, 400}); });
    document.reset(Score({{expected, surprising, unheard}, {}, {}, {}}));
  }

  // The first note has half a nat, the second all of the scale and looked at the first.
  [[nodiscard]] RollInsight insight() const {
    PieceInsight piece{document.score(), {}, {{0, 0.75f}}, true, {}};
    piece.notes = {{true, {0.1f, 0.3f, 0.1f, 1}, 0, 0}, {true, {2, 5, 1, 0}, 0, 1}, {}};
    RollInsight insight;
    insight.piece = std::make_shared<const PieceInsight>(piece);
    insight.scale = {8, 1, 5, 7};
    insight.model = QStringLiteral("Tiny");
    return insight;
  }
  [[nodiscard]] QImage painted() {
    QImage image(800, 400, QImage::Format_RGB32);
    RollPainter(state).paint(image, 1);
    return image;
  }
  [[nodiscard]] QColor colourOf(const Note& note) {
    const QRect rect = RollPainter::deviceRect(state.view(), note, 1);
    return painted().pixelColor(rect.center());
  }

  const Note expected{960, 960, 80, 80};
  const Note surprising{2880, 960, 84, 20};
  const Note unheard{4800, 960, 76, 80};
  Document document;
  Appearance appearance{ThemeChoice::Dark};
  RollState state{document, appearance};
};

TEST_F(RollInsightTest, ColoursNotesByHowSurprisingTheyAre) {
  state.setInsight(insight());
  const Theme& theme = state.theme();
  EXPECT_EQ(colourOf(surprising), theme.surpriseFill(1));
  EXPECT_GT(contrast(colourOf(surprising), colourOf(expected)), 2);
  EXPECT_EQ(colourOf(unheard), theme.ghost);
  state.setInsight(std::nullopt);
  EXPECT_EQ(colourOf(expected), theme.noteFill(80));
}

TEST_F(RollInsightTest, ASelectedNoteKeepsItsColourInAnAmberOutline) {
  state.setInsight(insight());
  document.select({surprising});
  const QRect rect = RollPainter::deviceRect(state.view(), surprising, 1);
  EXPECT_EQ(painted().pixelColor(rect.left(), rect.center().y()), state.theme().selection);
  EXPECT_EQ(colourOf(surprising), state.theme().surpriseFill(1));
}

TEST_F(RollInsightTest, IsSeenWithoutColourByAGaugeAndByNumbers) {
  state.changeView([](RollTransform& view) { view.zoomPitch(1.6, 0); });
  state.setInsight(insight());
  const auto darkAtStart = [&](const Note& note) {
    const QRect rect = RollPainter::deviceRect(state.view(), note, 1);
    const QImage image = painted();
    int dark = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
      dark += contrast(image.pixelColor(rect.left() + 3, y), colourOf(note)) > 1.5;
    }
    return dark;
  };
  EXPECT_GT(darkAtStart(surprising), 2 * darkAtStart(expected));
  QImage plain(800, 400, QImage::Format_RGB32);
  plain.fill(Qt::white);
  QImage numbered = plain;
  QPainter painter(&numbered);
  paintNats(painter, state);
  painter.end();
  const QRect rect = RollPainter::deviceRect(state.view(), surprising, 1);
  EXPECT_NE(numbered.copy(rect), plain.copy(rect));
}

TEST_F(RollInsightTest, ACrowdIsColouredByItsMostSurprising) {
  Random random(4);
  ScoreItems items;
  for (int i = 0; i < 4000; ++i) {
    items.notes.push_back({static_cast<Tick>(random.below(60'000)), 60,
                           static_cast<std::uint8_t>(70 + random.below(12)), 80});
  }
  document.reset(Score(std::move(items)));
  PieceInsight piece{document.score(), {}, {}, true, {}};
  piece.notes.assign(document.score().notes().size(), {true, {0, 8, 0, 0}, 0, 0});
  RollInsight insight;
  insight.piece = std::make_shared<const PieceInsight>(piece);
  state.changeView([&](RollTransform& view) { view.fitTime({0, 60'000}, 0); });
  state.setInsight(insight);
  const QImage image = painted();
  for (const Note& note : document.score().notes()) {
    const QRect rect = RollPainter::deviceRect(state.view(), note, 1) & image.rect();
    if (rect.isEmpty()) continue;
    EXPECT_EQ(image.pixelColor(rect.left(), rect.center().y()), state.theme().surpriseFill(1));
  }
}

TEST_F(RollInsightTest, SaysInWordsWhatItKnows) {
  state.setInsight(insight());
  const QString text = state.textOf(surprising);
  EXPECT_TRUE(text.contains("8.0 nats: very surprising")) << text.toStdString();
  EXPECT_TRUE(text.contains("rhythm 2.0, note 5.0, loudness 1.0")) << text.toStdString();
  EXPECT_TRUE(text.contains("looked most at A♭5, bar 1:2 (75 %)") ||
              text.contains("looked most at G♯5, bar 1:2 (75 %)"))
      << text.toStdString();
  EXPECT_TRUE(state.textOf(expected).contains("0.5 nats: expected"));
  EXPECT_TRUE(state.textOf(unheard).contains("not heard by this model"));
  EXPECT_TRUE(state.textOf({0, 10, 50, 50}).contains("not read yet"));
}

TEST_F(RollInsightTest, DrawsACurveToWhatTheAttentionUsed) {
  state.setInsight(insight());
  const auto drawn = [&](const Note& note) {
    QImage image(800, 400, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintAttention(painter, state, note);
    painter.end();
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) pixels += qAlpha(image.pixel(x, y)) > 0;
    }
    return pixels;
  };
  EXPECT_GT(drawn(surprising), 100);
  EXPECT_EQ(drawn(expected), 0);
}

TEST_F(RollInsightTest, BarsBesideThePlayheadAreAsLongAsChances) {
  Expectation expectation;
  expectation.keys[60 + 12 - lowestPianoPitch] = 0.5f;
  expectation.keys[74 - lowestPianoPitch] = 0.1f;
  state.setExpectation(expectation);
  state.setPlayhead(960);
  QImage image(800, 400, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  paintExpectation(painter, state);
  painter.end();
  const auto length = [&](int pitch) {
    const QRect row =
        RollPainter::deviceRect(state.view(), {0, 1, static_cast<std::uint8_t>(pitch), 1}, 1);
    int pixels = 0;
    for (int x = 0; x < image.width(); ++x) pixels += qAlpha(image.pixel(x, row.center().y())) > 0;
    return pixels;
  };
  EXPECT_NEAR(length(72), 5 * length(74), 4);
  EXPECT_EQ(length(73), 0);
  EXPECT_LT(length(72), expectationWidth);
}

TEST_F(RollInsightTest, TheScaleComparesWithTheRestOfThePiece) {
  PieceInsight piece;
  for (int i = 0; i < 100; ++i) {
    piece.notes.push_back({i != 50, {0, static_cast<float>(i) / 10, 0, 0}, 0, 0});
  }
  const NatsScale scale = NatsScale::of(piece);
  EXPECT_LT(scale.low, scale.high);
  EXPECT_LT(scale.high, scale.extreme);
  EXPECT_EQ(scale.top, 10);
  EXPECT_EQ(NatsScale::of({}).top, NatsScale().top);
}

TEST(SurpriseColours, ClimbInEvenStepsAndStandOutFromTheRoll) {
  for (const Theme& theme : {darkTheme(), lightTheme()}) {
    double last = 0;
    for (int i = 0; i <= 32; ++i) {
      const QColor fill = theme.surpriseFill(i / 32.0);
      for (const QColor& row : {theme.roll, theme.rollBlackRow}) {
        const double best = std::max(contrast(fill, row), contrast(theme.noteEdge, row));
        EXPECT_GE(best, 3) << i;
      }
      EXPECT_GE(contrast(Theme::inkOn(fill), fill), 4.5) << "numbers are read, at " << i;
      const double now = contrast(fill, theme.roll);
      EXPECT_GT(now, last) << i;
      last = now;
    }
  }
}

}  // namespace
}  // namespace cadenza::ui
