#include "ui/pages/explanation/device_popup.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace claimscope::ui {
namespace {

constexpr int kPopupRow = 26;
constexpr int kMostPopupRows = 14;

}  // namespace

DevicePopup::DevicePopup(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_title(new PlainLabel(look, FontRole::panelTitle, Ink::primary, this)),
      m_foot(new PlainLabel(look, FontRole::caption, Ink::muted, this)),
      m_list(new DeviceList(look, this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2, 8, 2, 8);
  layout->setSpacing(6);
  m_title->setContentsMargins(12, 0, 12, 0);
  m_foot->setContentsMargins(12, 0, 12, 0);
  layout->addWidget(m_title);
  layout->addWidget(m_list, 1);
  layout->addWidget(m_foot);
  m_list->installEventFilter(this);
  connect(m_list, &DeviceList::picked, this, [this](const ObjectRef& device) {
    hide();
    Q_EMIT picked(device);
  });
  hide();
}

void DevicePopup::open(const QString& title, const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot,
                       const QString& foot, const QPoint& at) {
  m_title->setText(title);
  m_foot->setText(foot);
  m_foot->setVisible(!foot.isEmpty());
  m_list->setCurrentRow(-1);
  m_list->setGroups(groups, snapshot);
  const int rows = std::clamp(m_list->count(), 1, kMostPopupRows);
  const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
  const QSize size(std::min(460, room.width()), std::min(rows * kPopupRow + 64, room.height()));
  const QPoint place(std::clamp(at.x(), room.x(), std::max(room.x(), room.right() - size.width())),
                     std::clamp(at.y(), room.y(), std::max(room.y(), room.bottom() - size.height())));
  setGeometry(QRect(place, size));
  show();
  raise();
  m_list->setCurrentRow(m_list->count() > 1 ? 1 : 0);
  m_list->scrollToTop();
  m_list->setFocus(Qt::PopupFocusReason);
}

void DevicePopup::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    hide();
    parentWidget()->setFocus(Qt::OtherFocusReason);
  } else {
    QFrame::keyPressEvent(event);
  }
}

bool DevicePopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
    hide();
  }
  return QFrame::eventFilter(watched, event);
}

void DevicePopup::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(theme.border.strong, line));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
}

}  // namespace claimscope::ui
