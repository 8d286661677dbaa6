#include "ui/canvas/insight_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>

#include "ui/canvas/card_text.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using Form = InsightRow::Form;

/// The rows, painted; one tab stop, arrows move between links.
class InsightRows final : public QWidget {
 public:
  InsightRows(Look& look, std::function<void(topology::Focus)> choose, QWidget* parent)
      : QWidget(parent), m_look(look), m_choose(std::move(choose)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QObject::connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

  void setRows(std::vector<InsightRow> rows) {
    m_rows = std::move(rows);
    m_current = -1;
    int height = 4;
    m_tops.clear();
    for (const InsightRow& row : m_rows) {
      m_tops.push_back(height);
      height += heightOf(row);
    }
    m_tops.push_back(height);
    setFixedHeight(height + 4);
    QStringList words;
    for (const InsightRow& row : m_rows) {
      words += (row.label + QLatin1Char(' ') + row.value).simplified();
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      paintRow(painter, m_rows[i], QRectF(0, m_tops[i], width(), m_tops[i + 1] - m_tops[i]), static_cast<int>(i));
    }
  }
  void mouseMoveEvent(QMouseEvent* event) override {
    const int row = rowAt(event->position().y());
    setCursor(isLink(row) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row != m_hovered) {
      m_hovered = row;
      update();
    }
  }
  void leaveEvent(QEvent*) override {
    m_hovered = -1;
    update();
  }
  void mousePressEvent(QMouseEvent* event) override {
    const int row = rowAt(event->position().y());
    if (isLink(row)) {
      m_choose(m_rows[static_cast<std::size_t>(row)].link);
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
      move(event->key() == Qt::Key_Down ? 1 : -1);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isLink(m_current)) {
      m_choose(m_rows[static_cast<std::size_t>(m_current)].link);
    } else {
      QWidget::keyPressEvent(event);
    }
  }

 private:
  static int heightOf(const InsightRow& row) {
    switch (row.form) {
      case Form::heading:
        return 28;
      case Form::object:
        return row.label.isEmpty() ? 22 : 38;
      case Form::words:
      case Form::fact:
        break;
    }
    return 20;
  }
  [[nodiscard]] int rowAt(double y) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      if (y >= m_tops[i] && y < m_tops[i + 1]) {
        return static_cast<int>(i);
      }
    }
    return -1;
  }
  [[nodiscard]] bool isLink(int row) const {
    return row >= 0 && m_rows[static_cast<std::size_t>(row)].link.kind != topology::Focus::Kind::none;
  }
  void move(int step) {
    for (int row = m_current + step; row >= 0 && row < static_cast<int>(m_rows.size()); row += step) {
      if (isLink(row)) {
        m_current = row;
        update();
        return;
      }
    }
  }

  void paintRow(QPainter& painter, const InsightRow& row, const QRectF& rect, int index) const {
    const Theme& theme = m_look.theme();
    const QRectF inside = rect.adjusted(12, 0, -12, 0);
    const QFont small = m_look.font(FontRole::small);
    const QFont mono = m_look.font(FontRole::mono);
    if (isLink(index) && (index == m_hovered || index == m_current)) {
      painter.fillRect(rect, theme.bg.hover);
    }
    if (row.form == Form::heading) {
      painter.setFont(m_look.font(FontRole::captionStrong));
      painter.setPen(theme.text.muted);
      painter.drawText(inside.adjusted(0, 8, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.label);
      painter.setFont(m_look.font(FontRole::monoSmall));
      painter.drawText(inside.adjusted(0, 8, 0, 0), Qt::AlignRight | Qt::AlignVCenter, row.value);
      return;
    }
    if (row.form == Form::words) {
      painter.setRenderHint(QPainter::Antialiasing, false);
      painter.setPen(QPen(theme.accent.text, 1));
      painter.drawLine(QPointF(inside.left() + 8, rect.top() + 1), QPointF(inside.left() + 8, rect.bottom() - 1));
      painter.setFont(small);
      painter.setPen(theme.text.muted);
      painter.drawText(inside.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       fitted(small, row.label, Qt::ElideRight, inside.width() - 20));
      return;
    }
    double left = inside.left();
    if (row.state) {
      paintStateCell(painter, QRectF(left, rect.bottom() - 16, 11, 11), *row.state, theme);
      left += 18;
    }
    if (row.form == Form::fact) {
      const double value = textWidth(mono, row.value) + 1;
      painter.setFont(small);
      painter.setPen(theme.text.secondary);
      painter.drawText(QRectF(left, rect.top(), inside.right() - left - value - 8, rect.height()),
                       Qt::AlignLeft | Qt::AlignVCenter,
                       fitted(small, row.label, Qt::ElideMiddle, inside.right() - left - value - 8));
      painter.setFont(mono);
      painter.setPen(theme.text.primary);
      painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, row.value);
      return;
    }
    const double aside = row.aside.isEmpty() ? 0 : std::min(textWidth(small, row.aside) + 1, inside.width() * 0.4);
    const QRectF line(left, rect.bottom() - 21, inside.right() - left, 20);
    if (!row.label.isEmpty()) {
      painter.setFont(m_look.font(FontRole::caption));
      painter.setPen(theme.text.muted);
      painter.drawText(QRectF(inside.left(), rect.top() + 2, inside.width(), 15), Qt::AlignLeft | Qt::AlignVCenter, row.label);
    }
    painter.setFont(small);
    painter.setPen(theme.text.muted);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, fitted(small, row.aside, Qt::ElideRight, aside));
    painter.setFont(mono);
    painter.setPen(isLink(index) ? theme.accent.text : theme.text.primary);
    const double room = line.width() - aside - (aside > 0 ? 8 : 0);
    painter.drawText(QRectF(line.left(), line.top(), room, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elideKeepingSuffix(row.value, mono, room));
  }

  Look& m_look;
  std::function<void(topology::Focus)> m_choose;
  std::vector<InsightRow> m_rows;
  std::vector<int> m_tops;
  int m_hovered = -1;
  int m_current = -1;
};

InsightPanel::InsightPanel(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  m_title = new PlainLabel(look, FontRole::panelTitle, Ink::primary, this);
  m_verdict = new PlainLabel(look, FontRole::small, Ink::secondary, this);
  m_verdict->setWordWrap(true);
  m_rows = new InsightRows(
      look, [this](topology::Focus focus) { Q_EMIT chosen(focus); }, this);
  m_scroll = new QScrollArea(this);
  m_scroll->setWidget(m_rows);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_rows->setAutoFillBackground(false);
  auto* close = new Button(look, QStringLiteral("x"), tr("Close (Esc)"), true, this);
  connect(close, &QAbstractButton::clicked, this, &InsightPanel::closed);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(12, 6, 6, 0);
  top->addWidget(m_title, 1);
  top->addWidget(close);
  auto* words = new QVBoxLayout;
  words->setContentsMargins(12, 0, 12, 4);
  words->addWidget(m_verdict);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(2);
  column->addLayout(top);
  column->addLayout(words);
  column->addWidget(m_scroll, 1);
  setFixedWidth(kWidth);
  hide();
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void InsightPanel::setInsight(const Insight& insight) {
  m_insight = insight;
  m_title->setText(insight.title);
  m_verdict->setText(insight.verdict);
  m_rows->setRows(insight.rows);
  setVisible(!insight.empty());
  setAccessibleName(insight.title);
  setAccessibleDescription(insight.verdict);
}

int InsightPanel::heightWithin(int most) const {
  const int words = m_verdict->heightForWidth(kWidth - 26);
  return std::min(most, 48 + words + m_rows->height());
}

void InsightPanel::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.fillRect(rect(), theme.bg.canvas);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.border.strong, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void InsightPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT closed();
  } else {
    QWidget::keyPressEvent(event);
  }
}

/// A click on the panel is not one on the nodes below it.
void InsightPanel::mousePressEvent(QMouseEvent* event) {
  event->accept();
}

}  // namespace claimscope::ui
