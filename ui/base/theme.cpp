#include "ui/base/theme.h"

#include <QFontDatabase>

#include "ui/base/assets.h"
#include "ui/base/icon_cache.h"
#include "ui/base/tokens.h"

namespace claimscope::ui {

const StateColors& Theme::of(cluster::DeviceState device) const {
  switch (device) {
    case cluster::DeviceState::free:
      return state.free;
    case cluster::DeviceState::inUse:
      return state.inUse;
    case cluster::DeviceState::reservedNotUsed:
      return state.reservedNotUsed;
    case cluster::DeviceState::tainted:
      return state.tainted;
    case cluster::DeviceState::unhealthy:
      return state.unhealthy;
    case cluster::DeviceState::unknown:
    case cluster::DeviceState::staleGeneration:
      break;
  }
  return state.unknown;
}

QColor Theme::of(diagnosis::Severity level) const {
  switch (level) {
    case diagnosis::Severity::critical:
      return severity.critical;
    case diagnosis::Severity::warning:
      return severity.warning;
    case diagnosis::Severity::notice:
      break;
  }
  return severity.notice;
}

QColor Theme::softOf(diagnosis::Severity level) const {
  switch (level) {
    case diagnosis::Severity::critical:
      return severity.criticalSoft;
    case diagnosis::Severity::warning:
      return severity.warningSoft;
    case diagnosis::Severity::notice:
      break;
  }
  return severity.noticeSoft;
}

Look::Look(ThemeName name, QObject* parent) : QObject(parent), m_name(name), m_icons(std::make_shared<IconCache>()) {
  load();
}

void Look::load() {
  Tokens tokens = readTokens(asset(QStringLiteral(":/tokens.json")), m_name);
  if (!tokens.problems.isEmpty()) {
    qFatal("resources/tokens.json: %s", qPrintable(tokens.problems.join(QLatin1String("; "))));
  }
  m_theme = tokens.theme;
  m_tokens = std::make_shared<const Tokens>(std::move(tokens));
}

void Look::setTheme(ThemeName name) {
  if (name == m_name) {
    return;
  }
  m_name = name;
  load();
  Q_EMIT changed();
}

QFont Look::font(FontRole role) const {
  return m_tokens->fonts.at(role);
}

QPixmap Look::icon(const QString& id, int size, const QColor& color, qreal devicePixelRatio) const {
  return m_icons->icon(id, size, color, devicePixelRatio);
}

QString Look::styleSheet() const {
  QStringList problems;
  const QString sheet = withTokens(QString::fromUtf8(asset(QStringLiteral(":/window.qss"))), m_tokens->named, problems);
  if (!problems.isEmpty()) {
    qFatal("resources/window.qss: %s", qPrintable(problems.join(QLatin1String("; "))));
  }
  return sheet;
}

QPalette Look::palette() const {
  const Theme& t = m_theme;
  QPalette out;
  const auto set = [&out](QPalette::ColorRole role, const QColor& color, const QColor& disabled) {
    out.setColor(QPalette::Active, role, color);
    out.setColor(QPalette::Inactive, role, color);
    out.setColor(QPalette::Disabled, role, disabled);
  };
  set(QPalette::Window, t.bg.window, t.bg.window);
  set(QPalette::WindowText, t.text.primary, t.text.disabled);
  set(QPalette::Base, t.bg.panel, t.bg.panel);
  set(QPalette::AlternateBase, t.bg.raised, t.bg.raised);
  set(QPalette::Text, t.text.primary, t.text.disabled);
  set(QPalette::PlaceholderText, t.text.muted, t.text.disabled);
  set(QPalette::Button, t.bg.raised, t.bg.raised);
  set(QPalette::ButtonText, t.text.primary, t.text.disabled);
  set(QPalette::BrightText, t.severity.critical, t.text.disabled);
  set(QPalette::ToolTipBase, t.bg.panel, t.bg.panel);
  set(QPalette::ToolTipText, t.text.primary, t.text.primary);
  set(QPalette::Highlight, t.accent.fill, t.bg.active);
  set(QPalette::HighlightedText, t.text.onAccent, t.text.disabled);
  set(QPalette::Link, t.accent.text, t.text.disabled);
  set(QPalette::LinkVisited, t.accent.text, t.text.disabled);
  set(QPalette::Light, t.border.normal, t.border.subtle);
  set(QPalette::Midlight, t.bg.hover, t.bg.hover);
  set(QPalette::Mid, t.border.normal, t.border.subtle);
  set(QPalette::Dark, t.border.strong, t.border.subtle);
  set(QPalette::Shadow, t.border.strong, t.border.subtle);
  return out;
}

void Look::installFonts() {
  for (const char* file : {"Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "JetBrainsMonoNL-Regular.ttf",
                           "JetBrainsMonoNL-SemiBold.ttf", "NotoSansCJKkr-Regular.ttf", "NotoSansCJKkr-Bold.ttf"}) {
    const QString path = QStringLiteral(":/fonts/") + QLatin1String(file);
    if (QFontDatabase::addApplicationFontFromData(asset(path)) < 0) {
      qWarning("%s is no font that Qt can read; the system's fonts are used", qPrintable(path));
    }
  }
}

}  // namespace claimscope::ui
