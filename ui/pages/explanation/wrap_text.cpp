#include "ui/pages/explanation/wrap_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>
#include <cmath>

#include "ui/base/format.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {

WrapText::WrapText(Look& look, FontRole role, Ink ink, int lines, QWidget* parent)
    : QWidget(parent), m_look(look), m_role(role), m_ink(ink), m_lines(lines) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, [this] {
    fit();
    update();
  });
  fit();
}

void WrapText::setText(const QString& text) {
  const QString shown = plainLines(text.left(4000).toStdString());
  if (shown != m_text) {
    m_text = shown;
    setAccessibleName(shown);
    fit();
    updateGeometry();
    update();
  }
}

void WrapText::setInk(Ink ink) {
  if (ink != m_ink) {
    m_ink = ink;
    update();
  }
}

void WrapText::setLead(int count) {
  if (count != m_lead) {
    m_lead = count;
    fit();
    update();
  }
}

QSize WrapText::sizeHint() const {
  const QFontMetrics metrics(m_look.font(m_role));
  return {std::min(400, metrics.horizontalAdvance(m_text.left(200)) + 2), height()};
}

int WrapText::layOut(QPainter* painter, int width, bool* cut) const {
  const QFont font = m_look.font(m_role);
  const QFontMetrics metrics(font);
  const int line = metrics.height();
  int used = 0;
  int y = 0;
  int start = 0;
  // One layout a line end: QTextLayout itself knows paragraphs only as separators.
  for (const QString& paragraph : m_text.split(QLatin1Char('\n'))) {
    QTextLayout layout(paragraph, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    if (start < m_lead) {
      QTextLayout::FormatRange lead;
      lead.start = 0;
      lead.length = m_lead - start;
      lead.format.setFontWeight(QFont::DemiBold);
      lead.format.setForeground(inkColor(m_look.theme(), Ink::primary));
      layout.setFormats({lead});
    }
    layout.beginLayout();
    for (;;) {
      QTextLine piece = layout.createLine();
      if (!piece.isValid()) {
        break;
      }
      piece.setLineWidth(std::max(1, width));
      const bool last = used + 1 == m_lines;
      const bool more = piece.textStart() + piece.textLength() < paragraph.size() || start + paragraph.size() < m_text.size();
      if (painter != nullptr) {
        if (last && more) {
          const QString rest = paragraph.mid(piece.textStart()) + QStringLiteral("…");
          painter->drawText(QRect(0, y, width, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                            metrics.elidedText(rest, Qt::ElideRight, width));
        } else {
          piece.draw(painter, QPointF(0, y + (line - piece.height()) / 2));
        }
      }
      ++used;
      y += line;
      if (last) {
        if (cut != nullptr) {
          *cut = more;
        }
        layout.endLayout();
        return y;
      }
    }
    layout.endLayout();
    start += static_cast<int>(paragraph.size()) + 1;
  }
  if (cut != nullptr) {
    *cut = false;
  }
  return y;
}

void WrapText::fit() {
  setHeightNow(this, layOut(nullptr, width(), nullptr));
}

void WrapText::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) {
    fit();
  }
}

void WrapText::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(m_look.font(m_role));
  painter.setPen(inkColor(m_look.theme(), m_ink));
  layOut(&painter, width(), nullptr);
}

bool WrapText::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
    bool cut = false;
    layOut(nullptr, width(), &cut);
    if (cut) {
      QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(m_text), this);
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
