#include "ui/pages/explanation/device_popup.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kRow = 26;
constexpr int kStateRole = Qt::UserRole + 1;  ///< -1 for a group line
constexpr int kDetailRole = Qt::UserRole + 2;

/// A group line or a device with its state and node.
class Delegate final : public QStyledItemDelegate {
 public:
  Delegate(Look& look, QObject* parent) : QStyledItemDelegate(parent), m_look(look) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kRow}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = m_look.theme();
    const int state = index.data(kStateRole).toInt();
    const bool group = state < 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool active = (option.state & QStyle::State_Selected) != 0 || (option.state & QStyle::State_MouseOver) != 0;
    painter->fillRect(option.rect, group ? theme.bg.raised : active ? theme.bg.hover : theme.bg.panel);
    painter->fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1, theme.border.subtle);
    QRect inner = option.rect.adjusted(12, 0, -12, -1);
    if (!group) {
      paintStateCell(*painter, QRectF(inner.x(), inner.y() + 6.5, 12, 12), static_cast<cluster::DeviceState>(state), theme);
      inner.setLeft(inner.left() + 20);
    }
    QFont title = m_look.font(group ? FontRole::small : FontRole::mono);
    title.setWeight(group ? QFont::DemiBold : QFont::Normal);
    const QString name = index.data(Qt::DisplayRole).toString();
    const int wide = std::min(QFontMetrics(title).horizontalAdvance(name) + 2, inner.width() * 2 / 3);
    drawLine(*painter, QRect(inner.x(), inner.y(), wide, inner.height()), title, theme.text.primary, name, Qt::AlignLeft,
             Qt::ElideMiddle);
    drawLine(*painter, inner.adjusted(wide + 8, 0, 0, 0), m_look.font(FontRole::small), theme.text.muted,
             index.data(kDetailRole).toString(), group ? Qt::AlignLeft : Qt::AlignRight, Qt::ElideMiddle);
    painter->restore();
  }

 private:
  Look& m_look;
};

}  // namespace

DevicePopup::DevicePopup(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_title(new PlainLabel(look, FontRole::panelTitle, Ink::primary, this)),
      m_foot(new PlainLabel(look, FontRole::caption, Ink::muted, this)),
      m_list(new QListWidget(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 8, 1, 8);
  layout->setSpacing(6);
  m_title->setContentsMargins(12, 0, 12, 0);
  m_foot->setContentsMargins(12, 0, 12, 0);
  layout->addWidget(m_title);
  layout->addWidget(m_list, 1);
  layout->addWidget(m_foot);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setItemDelegate(new Delegate(look, m_list));
  m_list->setMouseTracking(true);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->installEventFilter(this);
  m_list->setAccessibleName(tr("Devices"));
  connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { pick(m_list->row(item)); });
  hide();
}

void DevicePopup::open(const QString& title, const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot,
                       const QString& foot, const QPoint& at) {
  m_title->setText(title);
  m_foot->setText(foot);
  m_foot->setVisible(!foot.isEmpty());
  m_list->clear();
  m_refs.clear();
  const auto add = [this](const QString& name, const QString& detail, int state, ObjectRef ref) {
    auto* item = new QListWidgetItem(name, m_list);
    item->setData(kDetailRole, detail);
    item->setData(kStateRole, state);
    item->setToolTip(toolTipText(name + QLatin1Char('\n') + detail));
    if (state < 0) {
      item->setFlags(Qt::ItemIsEnabled);
    }
    m_refs.push_back(std::move(ref));
  };
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (const DeviceChoice& group : groups) {
    add(group.title, group.detail, -1, {});
    for (const cluster::DeviceIndex index : group.devices) {
      if (index < inventory.devices.size()) {
        const cluster::DeviceView& device = inventory.devices[index];
        add(plain(device.pool.view()) + QLatin1Char('/') + plain(device.name.view()), stateName(device.state),
            static_cast<int>(device.state), refOf(device));
      }
    }
  }
  const int rows = std::clamp(m_list->count(), 1, 14);
  const QSize size(std::min(460, parentWidget()->width() - 24), rows * kRow + 64);
  const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
  QPoint place = at;
  place.setX(std::clamp(place.x(), room.x(), std::max(room.x(), room.right() - size.width())));
  place.setY(std::clamp(place.y(), room.y(), std::max(room.y(), room.bottom() - size.height())));
  setGeometry(QRect(place, size));
  show();
  raise();
  m_list->setCurrentRow(m_list->count() > 1 ? 1 : 0);
  m_list->setFocus(Qt::PopupFocusReason);
}

QStringList DevicePopup::lines() const {
  QStringList out;
  for (int i = 0; i < m_list->count(); ++i) {
    out << m_list->item(i)->text();
  }
  return out;
}

QString DevicePopup::title() const {
  return m_title->text();
}

void DevicePopup::pick(int row) {
  if (row >= 0 && row < static_cast<int>(m_refs.size()) && !m_refs[static_cast<std::size_t>(row)].kind.empty()) {
    const ObjectRef ref = m_refs[static_cast<std::size_t>(row)];
    hide();
    Q_EMIT picked(ref);
  }
}

bool DevicePopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
      hide();
      parentWidget()->setFocus(Qt::OtherFocusReason);
      return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
      pick(m_list->currentRow());
      return true;
    }
  } else if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
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
