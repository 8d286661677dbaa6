// Tokens of every theme, contrast, fonts, icons, style sheet. One thread.
#include <QFontInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRawFont>
#include <QSignalSpy>
#include <QTextLayout>
#include <QtTest>
#include <cmath>

#include "ui/base/assets.h"
#include "ui/base/plain_label.h"
#include "ui/base/theme.h"
#include "ui/base/tokens.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

const QList<ThemeName> kThemes = {ThemeName::dark, ThemeName::light, ThemeName::highContrast};

double linear(double part) {
  return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG contrast of two colours, 1 to 21.
double contrast(const QColor& a, const QColor& b) {
  const double high = std::max(luminance(a), luminance(b));
  const double low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

QByteArray tokensFile() {
  return asset(QStringLiteral(":/tokens.json"));
}

/// The file with one value taken out, by its dotted name.
QByteArray without(const QStringList& path) {
  const std::function<QJsonObject(QJsonObject, int)> cut = [&](QJsonObject object, int depth) {
    if (depth + 1 == path.size()) {
      object.remove(path[depth]);
    } else {
      object[path[depth]] = cut(object[path[depth]].toObject(), depth + 1);
    }
    return object;
  };
  return QJsonDocument(cut(QJsonDocument::fromJson(tokensFile()).object(), 0)).toJson();
}

struct Grounded {
  QString name;
  QColor text;
  QColor ground;
  double least;
};

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { Look::installFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void everyTokenIsThere() {
    for (const ThemeName name : kThemes) {
      const Tokens tokens = readTokens(tokensFile(), name);
      QVERIFY2(tokens.problems.isEmpty(), qPrintable(tokens.problems.join(QLatin1Char('\n'))));
      for (const QColor& color : tokens.theme.chart) {
        QVERIFY(color.isValid());
      }
      for (const QColor& color : tokens.theme.heat) {
        QVERIFY(color.isValid());
      }
    }
  }

  void missingTokensAreNamed_data() {
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* path, const char* named) {
      QTest::newRow(path) << QString::fromUtf8(path).split(QLatin1Char('.')) << QString::fromUtf8(named);
    };
    row("themes.dark.bg.window", "themes.dark.bg.window");
    row("themes.dark.state.free.soft", "themes.dark.state.free.soft");
    row("themes.dark.chart", "themes.dark.chart");
    row("themes.dark", "themes.dark.bg.window");
    row("font.scale.title.px", "font.scale.title.px");
    row("font.mono", "font.mono");
    row("line.default.focus", "line.default.focus");
    row("radius.panel", "radius.panel");
  }
  void missingTokensAreNamed() {
    QFETCH(QStringList, path);
    QFETCH(QString, named);
    const Tokens tokens = readTokens(without(path), ThemeName::dark);
    QVERIFY(!tokens.problems.isEmpty());
    QVERIFY2(tokens.problems.join(QLatin1Char('\n')).contains(named), qPrintable(tokens.problems.join(QLatin1Char('\n'))));
  }

  void nonsenseIsNoTheme() {
    QVERIFY(!readTokens(QByteArray("{"), ThemeName::dark).problems.isEmpty());
    QVERIFY(!readTokens(QByteArray("[]"), ThemeName::light).problems.isEmpty());
    QByteArray notHex = tokensFile();
    notHex.replace("\"#0F1217\"", "\"url(x)\"");
    QVERIFY(!readTokens(notHex, ThemeName::dark).problems.isEmpty());
  }

  void textIsReadable() {
    for (const ThemeName name : kThemes) {
      const Theme t = readTokens(tokensFile(), name).theme;
      const double least = name == ThemeName::highContrast ? 7.0 : 4.5;
      QList<Grounded> pairs;
      const QList<std::pair<QString, QColor>> grounds = {
          {QStringLiteral("window"), t.bg.window}, {QStringLiteral("rail"), t.bg.rail},
          {QStringLiteral("panel"), t.bg.panel},   {QStringLiteral("raised"), t.bg.raised},
          {QStringLiteral("hover"), t.bg.hover},   {QStringLiteral("selected"), t.bg.selected},
          {QStringLiteral("canvas"), t.bg.canvas}};
      for (const auto& [ground, color] : grounds) {
        for (const auto& [ink, text] :
             {std::pair{"primary", t.text.primary}, {"secondary", t.text.secondary}, {"muted", t.text.muted}}) {
          pairs.append({QStringLiteral("%1 on %2").arg(QLatin1String(ink), ground), text, color, least});
        }
      }
      for (const Ink ink : {Ink::critical, Ink::warning, Ink::notice, Ink::ok, Ink::unknown, Ink::accent}) {
        pairs.append({QStringLiteral("ink %1 on panel").arg(static_cast<int>(ink)), inkColor(t, ink), t.bg.panel, least});
        pairs.append({QStringLiteral("ink %1 on raised").arg(static_cast<int>(ink)), inkColor(t, ink), t.bg.raised, least});
      }
      pairs.append({QStringLiteral("critical tag"), t.severity.critical, t.severity.criticalSoft, least});
      pairs.append({QStringLiteral("warning tag"), t.severity.warning, t.severity.warningSoft, least});
      pairs.append({QStringLiteral("notice tag"), t.severity.notice, t.severity.noticeSoft, least});
      pairs.append({QStringLiteral("ok tag"), t.severity.ok, t.severity.okSoft, least});
      pairs.append({QStringLiteral("unknown tag"), t.severity.unknown, t.severity.unknownSoft, least});
      for (const StateColors* state : {&t.state.free, &t.state.inUse, &t.state.reservedNotUsed, &t.state.tainted,
                                       &t.state.unhealthy, &t.state.unknown, &t.state.pending, &t.state.adminAccess}) {
        pairs.append({QStringLiteral("state text ") + state->text.name(), state->text, state->soft, least});
        pairs.append({QStringLiteral("state fill ") + state->fill.name(), state->fill, t.bg.panel, 3.0});
        pairs.append({QStringLiteral("state fill ") + state->fill.name(), state->fill, t.bg.canvas, 3.0});
      }
      pairs.append({QStringLiteral("primary button"), t.text.onAccent, t.accent.fill, 4.5});
      pairs.append({QStringLiteral("filled danger"), t.text.onFill, t.severity.critical, 4.5});
      pairs.append({QStringLiteral("focus ring"), t.accent.focus, t.bg.panel, 3.0});
      for (const Grounded& pair : pairs) {
        QVERIFY2(contrast(pair.text, pair.ground) >= pair.least, qPrintable(QStringLiteral("theme %1, %2: %3")
                                                                                .arg(static_cast<int>(name))
                                                                                .arg(pair.name)
                                                                                .arg(contrast(pair.text, pair.ground))));
      }
    }
  }

  void fontsAreTheShippedOnes() {
    const Look look(ThemeName::dark);
    const auto check = [&look](FontRole role, const char* family, int pixels, int weight) {
      const QFont font = look.font(role);
      const QFontInfo info(font);
      QCOMPARE(info.family(), QString::fromUtf8(family));
      QCOMPARE(font.pixelSize(), pixels);
      QCOMPARE(static_cast<int>(font.weight()), weight);
      QCOMPARE(static_cast<int>(QRawFont::fromFont(font).weight()), weight);
    };
    check(FontRole::display, "Inter", 22, 600);
    check(FontRole::verdict, "Inter", 17, 600);
    check(FontRole::title, "Inter", 15, 600);
    check(FontRole::body, "Inter", 13, 400);
    check(FontRole::bodyMedium, "Inter", 13, 500);
    check(FontRole::bodyStrong, "Inter", 13, 600);
    check(FontRole::small, "Inter", 12, 400);
    check(FontRole::smallMedium, "Inter", 12, 500);
    check(FontRole::caption, "Inter", 11, 400);
    check(FontRole::captionStrong, "Inter", 11, 600);
    check(FontRole::panelTitle, "Inter", 12, 600);
    check(FontRole::mono, "JetBrains Mono NL", 12, 400);
    check(FontRole::monoStrong, "JetBrains Mono NL", 12, 600);
    check(FontRole::monoSmall, "JetBrains Mono NL", 11, 400);
  }

  void monoHasNoLigatures() {
    const Look look(ThemeName::dark);
    const QFontMetricsF metrics(look.font(FontRole::mono));
    const qreal one = metrics.horizontalAdvance(QLatin1Char('0'));
    // A ligature would be one glyph: as many glyphs as characters, all of one width.
    for (const char* text : {">=", "->", "!=", "===", "fi", "www", "1,204", "\u22651", "\u22641"}) {
      const QString shown = QString::fromUtf8(text);
      QCOMPARE(metrics.horizontalAdvance(shown), one * static_cast<qreal>(shown.size()));
      QTextLayout layout(shown, look.font(FontRole::mono));
      layout.beginLayout();
      layout.createLine();
      layout.endLayout();
      QRawFont font = QRawFont::fromFont(look.font(FontRole::mono));
      const QList<quint32> shaped = layout.glyphRuns().value(0).glyphIndexes();
      QCOMPARE(shaped, font.glyphIndexesForString(shown));
    }
  }

  void interHasTheSignsOfTheDesign() {
    const Look look(ThemeName::dark);
    for (const FontRole role : {FontRole::body, FontRole::bodyMedium, FontRole::bodyStrong}) {
      const QRawFont font = QRawFont::fromFont(look.font(role));
      for (const QChar sign : QStringLiteral("≥≤×→←↑↓·…–—“”‘’µéßñΔ€°✓↵")) {
        QVERIFY2(font.supportsCharacter(sign), qPrintable(QString(sign)));
      }
    }
  }

  void everyIconDraws() {
    const Look look(ThemeName::dark);
    const QString svg = QString::fromUtf8(asset(QStringLiteral(":/icons.svg")));
    static const QRegularExpression kId(QStringLiteral("<g id=\"([a-z]+)\""));
    int seen = 0;
    for (auto it = kId.globalMatch(svg); it.hasNext();) {
      const QString id = it.next().captured(1);
      for (const int size : {12, 14, 16, 20}) {
        const QPixmap pixmap = look.icon(id, size, look.theme().text.secondary, 2);
        QCOMPARE(pixmap.size(), QSize(size * 2, size * 2));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
        const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
        qint64 inked = 0;
        qint64 edge = 0;
        for (int y = 0; y < image.height(); ++y) {
          for (int x = 0; x < image.width(); ++x) {
            const bool ink = qAlpha(image.pixel(x, y)) > 127;
            inked += ink ? 1 : 0;
            edge += ink && (x == 0 || y == 0 || x + 1 == image.width() || y + 1 == image.height()) ? 1 : 0;
            if (qAlpha(image.pixel(x, y)) == 255) {
              QCOMPARE(QColor(image.pixel(x, y)).name(), look.theme().text.secondary.name());
            }
          }
        }
        QVERIFY2(inked > size / 2, qPrintable(id));
        QVERIFY2(edge == 0, qPrintable(id + QStringLiteral(" is cut at its edge")));
      }
      ++seen;
    }
    QVERIFY(seen >= 50);
  }

  void iconsAreCachedAndUnknownOnesSaySo() {
    const Look look(ThemeName::dark);
    const QPixmap once = look.icon(QStringLiteral("copy"), 16, look.theme().text.primary, 1);
    QCOMPARE(look.icon(QStringLiteral("copy"), 16, look.theme().text.primary, 1).cacheKey(), once.cacheKey());
    QVERIFY(look.icon(QStringLiteral("copy"), 16, look.theme().accent.text, 1).cacheKey() != once.cacheKey());
    QVERIFY(look.icon(QStringLiteral("copy"), 16, look.theme().text.primary, 1.5).cacheKey() != once.cacheKey());
  }

  void unknownIconWarns() {
    QTest::ignoreMessage(QtWarningMsg, "icons.svg has no icon called nosuch");
    const Look look(ThemeName::dark);
    QVERIFY(!look.icon(QStringLiteral("nosuch"), 16, look.theme().text.primary, 1).isNull());
  }

  void styleSheetNamesOnlyTokensAndFilesThatExist() {
    for (const ThemeName name : kThemes) {
      const Look look(name);
      const QString sheet = look.styleSheet();
      QVERIFY(!sheet.contains(QLatin1Char('$')));
      static const QRegularExpression kUrl(QStringLiteral("url\\((:[^)]+)\\)"));
      int files = 0;
      for (auto it = kUrl.globalMatch(sheet); it.hasNext(); ++files) {
        QVERIFY(!asset(it.next().captured(1)).isEmpty());
      }
      QVERIFY(files > 3);
      QVERIFY(sheet.contains(look.theme().bg.panel.name()));
    }
    // In the file itself no colour is written out.
    static const QRegularExpression kHex(QStringLiteral("#[0-9A-Fa-f]{3,8}\\b"));
    QVERIFY(!kHex.match(QString::fromUtf8(asset(QStringLiteral(":/window.qss")))).hasMatch());
    QStringList problems;
    QCOMPARE(withTokens(QStringLiteral("a: $no.such; $"), {}, problems), QStringLiteral("a: ; $"));
    QCOMPARE(problems.size(), 1);
  }

  void changingTheThemeTellsEverybody() {
    Look look(ThemeName::dark);
    QSignalSpy spy(&look, &Look::changed);
    const QColor before = look.theme().bg.window;
    look.setTheme(ThemeName::dark);
    QCOMPARE(spy.count(), 0);
    look.setTheme(ThemeName::light);
    QCOMPARE(spy.count(), 1);
    QVERIFY(look.theme().bg.window != before);
    QCOMPARE(look.palette().color(QPalette::Window), look.theme().bg.window);
    look.setTheme(ThemeName::highContrast);
    QVERIFY(look.theme().highContrast);
    QCOMPARE(look.theme().lineWidth, 2);
    QCOMPARE(look.theme().focusWidth, 3);
  }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
