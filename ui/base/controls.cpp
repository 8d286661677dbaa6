#include "ui/base/controls.h"

#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {

namespace {

constexpr int kKeyPadding = 5;

/// Arrows and the return sign are not in the mono font: the sans font has them.
QFont keyFont(const QString& key, const Look& look) {
  const QFont mono = look.font(FontRole::monoSmall);
  const bool ascii = std::all_of(key.begin(), key.end(), [](QChar c) { return c.unicode() < 0x80; });
  return ascii ? mono : look.font(FontRole::caption);
}

class KeyCap final : public QWidget {
 public:
  KeyCap(Look& look, const QString& key, QWidget* parent) : QWidget(parent), m_look(look), m_key(key) {
    setFixedSize(keyWidth(key, look), 18);
    setAccessibleName(key);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    paintKey(painter, QRectF(rect()), m_key, m_look);
  }

 private:
  Look& m_look;
  QString m_key;
};

}  // namespace

void paintSeverityTag(QPainter& painter, const QRectF& rect, diagnosis::Severity severity, const Look& look) {
  const Theme& theme = look.theme();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(theme.softOf(severity));
  painter.setPen(theme.highContrast ? QPen(theme.of(severity), 1) : QPen(Qt::NoPen));
  painter.drawRoundedRect(theme.highContrast ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, 4, 4);
  painter.setPen(theme.of(severity));
  painter.setFont(look.font(FontRole::captionStrong));
  painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, severityName(severity));
  painter.restore();
}

void paintKey(QPainter& painter, const QRectF& rect, const QString& key, const Look& look) {
  const Theme& theme = look.theme();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  // Two rounded fills make the edge of 1 px with its heavier foot of 2 px.
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.border.normal);
  painter.drawRoundedRect(rect, 4, 4);
  painter.setBrush(theme.bg.raised);
  painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 3, 3);
  painter.setPen(theme.text.secondary);
  painter.setFont(keyFont(key, look));
  painter.drawText(rect.adjusted(0, 0, 0, -1), Qt::AlignCenter | Qt::TextSingleLine, key);
  painter.restore();
}

int keyWidth(const QString& key, const Look& look) {
  return std::max(18, QFontMetrics(keyFont(key, look)).horizontalAdvance(key) + 2 * kKeyPadding);
}

QWidget* makeKey(Look& look, const QString& key, QWidget* parent) {
  return new KeyCap(look, key, parent);
}

void paintFocusRing(QPainter& painter, const QRectF& rect, qreal radius, const Theme& theme) {
  const qreal width = theme.focusWidth;
  // Rows and cells have no radius and no room around them: the ring lies inside.
  const qreal grow = radius > 0 ? 1 + width / 2 : -width / 2;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent.focus, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  const qreal outer = radius > 0 ? radius + grow : 0;
  painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), outer, outer);
  painter.restore();
}

}  // namespace claimscope::ui
