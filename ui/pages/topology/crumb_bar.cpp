#include "ui/pages/topology/crumb_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <functional>

#include "ui/canvas/card_text.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

/// The names, painted; one tab stop, Left and Right move, Enter flies.
class CrumbBar::Trail final : public QWidget {
 public:
  Trail(Look& look, std::function<void(int)> choose, QWidget* parent)
      : QWidget(parent), m_look(look), m_choose(std::move(choose)) {
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(24);
    QObject::connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void setCrumbs(const std::vector<Crumb>& crumbs) {
    m_crumbs = crumbs;
    m_current = std::min(m_current, static_cast<int>(crumbs.size()) - 1);
    QStringList names;
    for (const Crumb& crumb : crumbs) {
      names += crumb.name;
    }
    setAccessibleName(names.join(QStringLiteral(" › ")));
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    const std::vector<QRectF> places = placesOf();
    for (std::size_t i = 0; i < m_crumbs.size(); ++i) {
      const QFont font = fontOf(m_crumbs[i]);
      const bool last = i + 1 == m_crumbs.size();
      painter.setFont(font);
      painter.setPen(last ? theme.text.primary : static_cast<int>(i) == m_hovered ? theme.accent.text : theme.text.secondary);
      painter.drawText(places[i], Qt::AlignLeft | Qt::AlignVCenter,
                       elideKeepingSuffix(m_crumbs[i].name, font, places[i].width()));
      if (!last) {
        painter.setFont(m_look.font(FontRole::small));
        painter.setPen(theme.text.muted);
        painter.drawText(QRectF(places[i].right(), 0, kBetween, height()), Qt::AlignCenter, QStringLiteral("›"));
      }
      if (hasFocus() && static_cast<int>(i) == m_current) {
        paintFocusRing(painter, places[i].adjusted(-2, 2, 2, -2), 3, theme);
      }
    }
  }
  void mouseMoveEvent(QMouseEvent* event) override {
    const int at = crumbAt(event->position());
    setCursor(at >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (at != m_hovered) {
      m_hovered = at;
      update();
    }
  }
  void leaveEvent(QEvent*) override {
    m_hovered = -1;
    update();
  }
  void mousePressEvent(QMouseEvent* event) override {
    const int at = crumbAt(event->position());
    if (at >= 0) {
      m_choose(m_crumbs[static_cast<std::size_t>(at)].target);
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    const int last = static_cast<int>(m_crumbs.size()) - 1;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
      m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, std::max(0, last));
      update();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0 && m_current <= last) {
      m_choose(m_crumbs[static_cast<std::size_t>(m_current)].target);
    } else {
      QWidget::keyPressEvent(event);
    }
  }

 private:
  static constexpr double kBetween = 18;
  [[nodiscard]] QFont fontOf(const Crumb& crumb) const { return m_look.font(crumb.mono ? FontRole::mono : FontRole::small); }
  /// Long names share what room there is.
  [[nodiscard]] std::vector<QRectF> placesOf() const {
    std::vector<double> widths;
    double sum = 0;
    for (const Crumb& crumb : m_crumbs) {
      widths.push_back(QFontMetricsF(fontOf(crumb)).horizontalAdvance(crumb.name) + 1);
      sum += widths.back() + kBetween;
    }
    double most = 1e9;
    while (sum - kBetween > width() && most > 40) {
      most = *std::max_element(widths.begin(), widths.end()) - 8;
      sum = 0;
      for (double& one : widths) {
        one = std::min(one, most);
        sum += one + kBetween;
      }
    }
    std::vector<QRectF> out;
    double x = 2;
    for (const double one : widths) {
      out.emplace_back(x, 0, one, height());
      x += one + kBetween;
    }
    return out;
  }
  [[nodiscard]] int crumbAt(const QPointF& point) const {
    const std::vector<QRectF> places = placesOf();
    const auto found = std::find_if(places.begin(), places.end(), [&](const QRectF& r) { return r.contains(point); });
    return found == places.end() ? -1 : static_cast<int>(found - places.begin());
  }

  Look& m_look;
  std::function<void(int)> m_choose;
  std::vector<Crumb> m_crumbs;
  int m_hovered = -1;
  int m_current = 0;
};

CrumbBar::CrumbBar(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 0, 16, 2);
  row->setSpacing(4);
  m_back = new Button(look, QStringLiteral("left"), tr("Back (Alt+Left)"), true, this);
  m_forward = new Button(look, QStringLiteral("right"), tr("Forward (Alt+Right)"), true, this);
  m_trail = new Trail(
      look, [this](int target) { Q_EMIT chosen(target); }, this);
  row->addWidget(m_back);
  row->addWidget(m_forward);
  row->addSpacing(4);
  row->addWidget(m_trail, 1);
  connect(m_back, &QAbstractButton::clicked, this, &CrumbBar::back);
  connect(m_forward, &QAbstractButton::clicked, this, &CrumbBar::forward);
  setHistory(false, false);
}

void CrumbBar::addTool(QWidget* tool) {
  layout()->addWidget(tool);
}

void CrumbBar::setHistory(bool back, bool forward) {
  m_back->setEnabled(back);
  m_forward->setEnabled(forward);
}

void CrumbBar::setCrumbs(std::vector<Crumb> crumbs) {
  if (crumbs != m_crumbs) {
    m_crumbs = std::move(crumbs);
    m_trail->setCrumbs(m_crumbs);
  }
}

}  // namespace claimscope::ui
