#include "ui/canvas/legend.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include "ui/base/format.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

using cluster::DeviceState;

namespace {

constexpr double kPadding = 12;
constexpr double kRow = 20;
constexpr DeviceState kOrder[] = {DeviceState::inUse,          DeviceState::reservedNotUsed, DeviceState::free,
                                  DeviceState::tainted,        DeviceState::unhealthy,       DeviceState::unknown,
                                  DeviceState::staleGeneration};

QString words(DeviceState state) {
  switch (state) {
    case DeviceState::reservedNotUsed:
      return QStringLiteral("Reserved, not used");
    case DeviceState::staleGeneration:
      return QStringLiteral("Stale generation");
    default:
      return stateName(state);
  }
}

}  // namespace

Legend::Legend(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(QStringLiteral("Legend"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Legend::setCounts(const std::array<Count, cluster::kDeviceStates>& counts, const std::vector<Category>& categories,
                       const QString& account) {
  m_counts = counts;
  m_categories = categories;
  m_account = account;
  updateGeometry();
  update();
}

std::vector<Legend::Entry> Legend::entries() const {
  std::vector<Entry> out;
  const QFontMetricsF text(m_look.font(FontRole::small));
  const QFontMetricsF mono(m_look.font(FontRole::mono));
  double x = kPadding;
  for (const DeviceState state : kOrder) {
    const Count count = m_counts[static_cast<std::size_t>(state)];
    // A generation gone stale is rare; it takes no room until it happens.
    if (state == DeviceState::staleGeneration && count.value == 0) {
      continue;
    }
    Entry entry{state, {}, words(state), number(count)};
    const double width = 18 + text.horizontalAdvance(entry.text) + 6 + mono.horizontalAdvance(entry.count);
    entry.rect = QRectF(x, 7, width, kRow);
    x += width + 16;
    out.push_back(std::move(entry));
  }
  return out;
}

QSize Legend::sizeHint() const {
  const std::vector<Entry> all = entries();
  const QFontMetricsF text(m_look.font(FontRole::caption));
  const double right = std::max(all.empty() ? 0.0 : all.back().rect.right(), kPadding + text.horizontalAdvance(m_account));
  return {static_cast<int>(right + kPadding) + 1, 52};
}

void Legend::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.fillRect(rect(), theme.bg.canvas);
  painter.setPen(QPen(theme.border.normal, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  if (m_categories.empty()) {
    for (const Entry& entry : entries()) {
      painter.setOpacity(m_dimmed[static_cast<std::size_t>(entry.state)] ? kDimmed : 1.0);
      paintStateCell(painter, QRectF(entry.rect.left(), entry.rect.center().y() - 6, 12, 12), entry.state, theme);
      painter.setFont(m_look.font(FontRole::small));
      painter.setPen(theme.text.secondary);
      painter.drawText(entry.rect.adjusted(18, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
      painter.setFont(m_look.font(FontRole::mono));
      painter.setPen(theme.text.primary);
      painter.drawText(entry.rect, Qt::AlignRight | Qt::AlignVCenter, entry.count);
    }
    painter.setOpacity(1.0);
  } else {
    double x = kPadding;
    const QFontMetricsF metrics(m_look.font(FontRole::small));
    painter.setFont(m_look.font(FontRole::small));
    for (const Category& category : m_categories) {
      const QString label = metrics.elidedText(category.name, Qt::ElideMiddle, 130) + QLatin1Char(' ') +
                            number(Count{category.devices, Bound::exact});
      const double width = metrics.horizontalAdvance(label);
      if (x + 18 + width > this->width() - kPadding) {
        break;
      }
      painter.fillRect(QRectF(x, 11, 12, 12), category.colour);
      painter.setPen(theme.text.secondary);
      painter.drawText(QRectF(x + 18, 7, width + 2, kRow), Qt::AlignLeft | Qt::AlignVCenter, label);
      x += 18 + width + 16;
    }
  }
  painter.setFont(m_look.font(FontRole::caption));
  painter.setPen(theme.text.muted);
  painter.drawText(QRectF(kPadding, 28, width() - 2 * kPadding, 16), Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(m_look.font(FontRole::caption)).elidedText(m_account, Qt::ElideRight, width() - 2 * kPadding));
}

void Legend::mousePressEvent(QMouseEvent* event) {
  if (!m_categories.empty()) {
    return;
  }
  for (const Entry& entry : entries()) {
    if (entry.rect.contains(event->position())) {
      bool& dimmed = m_dimmed[static_cast<std::size_t>(entry.state)];
      dimmed = !dimmed;
      update();
      Q_EMIT toggled();
      return;
    }
  }
}

}  // namespace claimscope::ui
