#include "ui/shell/told_list.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/panels.h"

namespace claimscope::ui {
namespace {

constexpr int kToldWidth = 440;
constexpr int kHeight = 420;

/// A mark as a widget.
class MarkDot final : public QWidget {
 public:
  MarkDot(Look& look, Mark mark, QWidget* parent) : QWidget(parent), m_look(look), m_mark(mark) { setFixedSize(16, 16); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, QRectF(rect()), m_mark, m_look.theme(), m_look.theme().bg.panel);
  }

 private:
  Look& m_look;
  Mark m_mark;
};

}  // namespace

ToldList::ToldList(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_title(new PlainLabel(look, FontRole::panelTitle, Ink::primary, tr("Notifications"), this)),
      m_scope(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_clear(new Button(look, ButtonStyle::normal, tr("Clear"), true, this)),
      m_scroll(new QScrollArea(this)) {
  hide();
  setAccessibleName(tr("Notifications"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 6);
  layout->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(12, 6, 8, 6);
  head->setSpacing(8);
  head->addWidget(m_title);
  head->addWidget(m_scope, 1);
  head->addWidget(m_clear);
  layout->addLayout(head);
  layout->addWidget(makeLine(look, this));
  layout->addWidget(m_scroll, 1);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->viewport()->setAutoFillBackground(false);
  connect(m_clear, &QAbstractButton::clicked, this, [this] {
    clear();
    fill();
  });
}

void ToldList::add(const Notification& what) {
  m_told.push_front(what);
  if (m_told.size() > kMost) {
    m_told.pop_back();
  }
  if (isVisible()) {
    fill();
    return;
  }
  ++m_unread;
  m_critical = m_critical || what.critical();
  Q_EMIT unreadChanged();
}

void ToldList::clear() {
  m_told.clear();
  m_unread = 0;
  m_critical = false;
  Q_EMIT unreadChanged();
}

void ToldList::open(const QPoint& rightTop, std::size_t watched) {
  m_scope->setText(watched == 0 ? QString()
                                : tr("%1 watched").arg(counted(static_cast<std::int64_t>(watched), tr("object"), tr("objects"))));
  m_unread = 0;
  m_critical = false;
  Q_EMIT unreadChanged();
  fill();
  setGeometry(rightTop.x() - kToldWidth, rightTop.y(), kToldWidth, kHeight);
  show();
  raise();
  m_clear->setFocus(Qt::PopupFocusReason);
}

void ToldList::fill() {
  auto* inner = new QWidget;
  inner->setAutoFillBackground(false);
  auto* rows = new QVBoxLayout(inner);
  rows->setContentsMargins(12, 8, 8, 8);
  rows->setSpacing(10);
  m_clear->setEnabled(!m_told.empty());
  if (m_told.empty()) {
    auto* note = new PlainLabel(
        m_look, FontRole::small, Ink::muted,
        tr("Nothing was told yet. Claims and pods that you watch, and critical findings that appear, stand here."), inner);
    note->setWordWrap(true);
    rows->addWidget(note);
  }
  for (const Notification& what : m_told) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new MarkDot(m_look, what.mark, inner), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    auto* title = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, what.title, inner);
    title->setElide(Qt::ElideMiddle);
    words->addWidget(title);
    if (!what.detail.isEmpty()) {
      words->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, what.detail, inner));
    }
    row->addLayout(words, 1);
    auto* when = new PlainLabel(m_look, FontRole::small, Ink::muted, clockTime(what.at), inner);
    when->setToolTip(fullTime(what.at));
    row->addWidget(when, 0, Qt::AlignTop);
    if (what.object) {
      auto* open = new Button(m_look, ButtonStyle::link, tr("Open"), true, inner);
      open->setAccessibleName(tr("Open %1").arg(what.title));
      connect(open, &QAbstractButton::clicked, this, [this, what] {
        hide();
        Q_EMIT openRequested(what);
      });
      row->addWidget(open, 0, Qt::AlignTop);
    }
    rows->addLayout(row);
  }
  rows->addStretch(1);
  m_scroll->setWidget(inner);
}

void ToldList::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    hide();
    return;
  }
  QFrame::keyPressEvent(event);
}

void ToldList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.setPen(QPen(theme.border.strong, 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace claimscope::ui
