#include "ui/base/tokens.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>

namespace claimscope::ui {

namespace {

QString themeKey(ThemeName name) {
  switch (name) {
    case ThemeName::dark:
      return QStringLiteral("dark");
    case ThemeName::light:
      return QStringLiteral("light");
    case ThemeName::highContrast:
      break;
  }
  return QStringLiteral("highContrast");
}

/// Walks the document by dotted names and remembers what it did not find.
class Reader {
 public:
  Reader(const QJsonObject& root, QString theme, Tokens& out) : m_root(root), m_theme(std::move(theme)), m_out(out) {}

  /// A colour of the theme: "bg.window".
  void color(const QString& name, QColor& into) {
    const QString text = find(QStringLiteral("themes.%1.%2").arg(m_theme, name)).toString();
    static const QRegularExpression kHex(QStringLiteral("^#[0-9A-Fa-f]{6}$"));
    if (!kHex.match(text).hasMatch()) {
      m_out.problems += QStringLiteral("themes.%1.%2 is no #rrggbb colour").arg(m_theme, name);
      return;
    }
    into = QColor(text);
    m_out.named.insert(name, into.name());
  }

  template <std::size_t n>
  void colors(const QString& name, std::array<QColor, n>& into) {
    const QJsonArray list = find(QStringLiteral("themes.%1.%2").arg(m_theme, name)).toArray();
    if (list.size() != static_cast<qsizetype>(n)) {
      m_out.problems += QStringLiteral("themes.%1.%2 has %3 colours, not %4").arg(m_theme, name).arg(list.size()).arg(n);
      return;
    }
    for (std::size_t i = 0; i < n; ++i) {
      into[i] = QColor(list[static_cast<qsizetype>(i)].toString());
      if (!into[i].isValid()) {
        m_out.problems += QStringLiteral("themes.%1.%2[%3] is no colour").arg(m_theme, name).arg(i);
      }
    }
  }

  void state(const QString& name, StateColors& into) {
    color(QStringLiteral("state.%1.fill").arg(name), into.fill);
    color(QStringLiteral("state.%1.text").arg(name), into.text);
    color(QStringLiteral("state.%1.soft").arg(name), into.soft);
  }

  /// A number outside the themes, also named `alias` with "px" for style sheets.
  int pixels(const QString& path, const QString& alias) {
    const QJsonValue value = find(path);
    if (!value.isDouble() || value.toInt(-1) < 0) {
      m_out.problems += path + QStringLiteral(" is no number of pixels");
      return 0;
    }
    m_out.named.insert(alias, QStringLiteral("%1px").arg(value.toInt()));
    return value.toInt();
  }

  QFont font(const QString& role, bool mono, int weight = 0) {
    const int size = pixels(QStringLiteral("font.scale.%1.px").arg(role), QStringLiteral("font.%1").arg(role));
    const int own = find(QStringLiteral("font.scale.%1.weight").arg(role)).toInt(QFont::Normal);
    QStringList families;
    const QString list = mono ? QStringLiteral("font.mono") : QStringLiteral("font.sans");
    for (const QJsonValue& family : find(list).toArray()) {
      families += family.toString();
    }
    if (families.isEmpty()) {
      m_out.problems += list + QStringLiteral(" names no font");
    }
    // The shipped syllables (resources/fonts) before whatever the system has; they have one width, so columns take the same.
    families.insert(std::min<qsizetype>(1, families.size()), QStringLiteral("Claimscope Hangul"));
    QFont out;
    out.setFamilies(families);
    out.setPixelSize(size > 0 ? size : 13);
    out.setWeight(static_cast<QFont::Weight>(weight > 0 ? weight : own));
    out.setStyleHint(mono ? QFont::Monospace : QFont::SansSerif);
    // The same shapes on every machine and at every device pixel ratio.
    out.setHintingPreference(QFont::PreferNoHinting);
    return out;
  }

 private:
  [[nodiscard]] QJsonValue find(const QString& path) const {
    QJsonValue value(m_root);
    for (const QString& part : path.split(QLatin1Char('.'))) {
      value = value.toObject().value(part);
    }
    return value;
  }

  const QJsonObject& m_root;
  QString m_theme;
  Tokens& m_out;
};

void readGrounds(Reader& read, Theme& t) {
  read.color(QStringLiteral("bg.window"), t.bg.window);
  read.color(QStringLiteral("bg.rail"), t.bg.rail);
  read.color(QStringLiteral("bg.panel"), t.bg.panel);
  read.color(QStringLiteral("bg.raised"), t.bg.raised);
  read.color(QStringLiteral("bg.hover"), t.bg.hover);
  read.color(QStringLiteral("bg.active"), t.bg.active);
  read.color(QStringLiteral("bg.selected"), t.bg.selected);
  read.color(QStringLiteral("bg.canvas"), t.bg.canvas);
  read.color(QStringLiteral("border.subtle"), t.border.subtle);
  read.color(QStringLiteral("border.default"), t.border.normal);
  read.color(QStringLiteral("border.strong"), t.border.strong);
  read.color(QStringLiteral("border.control"), t.border.control);
}

void readInks(Reader& read, Theme& t) {
  read.color(QStringLiteral("text.primary"), t.text.primary);
  read.color(QStringLiteral("text.secondary"), t.text.secondary);
  read.color(QStringLiteral("text.muted"), t.text.muted);
  read.color(QStringLiteral("text.disabled"), t.text.disabled);
  read.color(QStringLiteral("text.onAccent"), t.text.onAccent);
  read.color(QStringLiteral("text.onFill"), t.text.onFill);
  read.color(QStringLiteral("accent.text"), t.accent.text);
  read.color(QStringLiteral("accent.fill"), t.accent.fill);
  read.color(QStringLiteral("accent.fillHover"), t.accent.fillHover);
  read.color(QStringLiteral("accent.fillPressed"), t.accent.fillPressed);
  read.color(QStringLiteral("accent.soft"), t.accent.soft);
  read.color(QStringLiteral("accent.border"), t.accent.border);
  read.color(QStringLiteral("accent.focus"), t.accent.focus);
  read.color(QStringLiteral("severity.critical"), t.severity.critical);
  read.color(QStringLiteral("severity.criticalSoft"), t.severity.criticalSoft);
  read.color(QStringLiteral("severity.warning"), t.severity.warning);
  read.color(QStringLiteral("severity.warningSoft"), t.severity.warningSoft);
  read.color(QStringLiteral("severity.notice"), t.severity.notice);
  read.color(QStringLiteral("severity.noticeSoft"), t.severity.noticeSoft);
  read.color(QStringLiteral("severity.ok"), t.severity.ok);
  read.color(QStringLiteral("severity.okSoft"), t.severity.okSoft);
  read.color(QStringLiteral("severity.unknown"), t.severity.unknown);
  read.color(QStringLiteral("severity.unknownSoft"), t.severity.unknownSoft);
}

void readStates(Reader& read, Theme& t) {
  read.state(QStringLiteral("free"), t.state.free);
  read.state(QStringLiteral("inUse"), t.state.inUse);
  read.state(QStringLiteral("reservedNotUsed"), t.state.reservedNotUsed);
  read.state(QStringLiteral("tainted"), t.state.tainted);
  read.state(QStringLiteral("unhealthy"), t.state.unhealthy);
  read.state(QStringLiteral("unknown"), t.state.unknown);
  read.state(QStringLiteral("pending"), t.state.pending);
  read.state(QStringLiteral("adminAccess"), t.state.adminAccess);
}

void readCharts(Reader& read, Theme& t) {
  read.colors(QStringLiteral("chart"), t.chart);
  read.colors(QStringLiteral("heat"), t.heat);
  read.color(QStringLiteral("stage.claim"), t.stage[0]);
  read.color(QStringLiteral("stage.allocate"), t.stage[1]);
  read.color(QStringLiteral("stage.bind"), t.stage[2]);
  read.color(QStringLiteral("stage.prepare"), t.stage[3]);
  read.color(QStringLiteral("stage.start"), t.stage[4]);
  read.color(QStringLiteral("chartLine.grid"), t.chartLine.grid);
  read.color(QStringLiteral("chartLine.axis"), t.chartLine.axis);
  read.color(QStringLiteral("chartLine.slo"), t.chartLine.slo);
  read.color(QStringLiteral("chartLine.cursor"), t.chartLine.cursor);
}

void readFonts(Reader& read, std::map<FontRole, QFont>& fonts) {
  fonts[FontRole::display] = read.font(QStringLiteral("display"), false);
  fonts[FontRole::verdict] = read.font(QStringLiteral("verdict"), false);
  fonts[FontRole::title] = read.font(QStringLiteral("title"), false);
  fonts[FontRole::panelTitle] = read.font(QStringLiteral("panelTitle"), false);
  fonts[FontRole::body] = read.font(QStringLiteral("body"), false);
  fonts[FontRole::bodyMedium] = read.font(QStringLiteral("body"), false, QFont::Medium);
  fonts[FontRole::bodyStrong] = read.font(QStringLiteral("bodyStrong"), false);
  fonts[FontRole::small] = read.font(QStringLiteral("small"), false);
  fonts[FontRole::smallMedium] = read.font(QStringLiteral("small"), false, QFont::Medium);
  fonts[FontRole::caption] = read.font(QStringLiteral("caption"), false, QFont::Normal);
  fonts[FontRole::captionStrong] = read.font(QStringLiteral("caption"), false, QFont::DemiBold);
  fonts[FontRole::mono] = read.font(QStringLiteral("mono"), true);
  fonts[FontRole::monoStrong] = read.font(QStringLiteral("mono"), true, QFont::DemiBold);
  fonts[FontRole::monoSmall] = read.font(QStringLiteral("monoSmall"), true);
}

}  // namespace

Tokens readTokens(const QByteArray& json, ThemeName name) {
  Tokens out;
  QJsonParseError error;
  const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
  if (error.error != QJsonParseError::NoError) {
    out.problems += QStringLiteral("the file is no JSON: %1 at byte %2").arg(error.errorString()).arg(error.offset);
  }
  Reader read(root, themeKey(name), out);
  readGrounds(read, out.theme);
  readInks(read, out.theme);
  readStates(read, out.theme);
  readCharts(read, out.theme);
  readFonts(read, out.fonts);
  const QString lines = name == ThemeName::highContrast ? QStringLiteral("line.highContrast.") : QStringLiteral("line.default.");
  out.theme.lineWidth = read.pixels(lines + QStringLiteral("panel"), QStringLiteral("line.panel"));
  read.pixels(lines + QStringLiteral("control"), QStringLiteral("line.control"));
  out.theme.focusWidth = read.pixels(lines + QStringLiteral("focus"), QStringLiteral("line.focus"));
  for (const char* radius : {"chip", "control", "panel"}) {
    read.pixels(QStringLiteral("radius.%1").arg(QLatin1String(radius)), QStringLiteral("radius.%1").arg(QLatin1String(radius)));
  }
  // Style sheets can only name files: ticks on an accent fill exist in the two colours that text.onAccent has.
  const QString tone = out.theme.text.onAccent.lightnessF() > 0.5F ? QStringLiteral("white") : QStringLiteral("black");
  out.named.insert(QStringLiteral("tick.file"), QStringLiteral("tick-%1.svg").arg(tone));
  out.named.insert(QStringLiteral("dot.file"), QStringLiteral("dot-%1.svg").arg(tone));
  out.theme.highContrast = name == ThemeName::highContrast;
  return out;
}

QString withTokens(const QString& text, const QHash<QString, QString>& named, QStringList& problems) {
  static const QRegularExpression kToken(QStringLiteral("\\$([A-Za-z]+(?:\\.[A-Za-z]+)+)"));
  QString out;
  qsizetype done = 0;
  for (auto it = kToken.globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    const auto value = named.constFind(match.captured(1));
    if (value == named.constEnd()) {
      problems += QStringLiteral("no token is called %1").arg(match.captured(1));
    }
    out += QStringView(text).mid(done, match.capturedStart() - done);
    out += value == named.constEnd() ? QString() : *value;
    done = match.capturedEnd();
  }
  out += QStringView(text).mid(done);
  return out;
}

}  // namespace claimscope::ui
