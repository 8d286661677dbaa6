#include "ui/pages/explanation/device_list.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kDeviceRow = 26;

/// A group line or a device with its state and node.
class Delegate final : public QStyledItemDelegate {
 public:
  Delegate(Look& look, QObject* parent) : QStyledItemDelegate(parent), m_look(look) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kDeviceRow}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = m_look.theme();
    const int state = index.data(kStateRole).toInt();
    const bool group = state == -1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool active = (option.state & QStyle::State_Selected) != 0 || (option.state & QStyle::State_MouseOver) != 0;
    painter->fillRect(option.rect, group ? theme.bg.raised : active ? theme.bg.hover : theme.bg.panel);
    painter->fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1, theme.border.subtle);
    QRect inner = option.rect.adjusted(12, 0, -12, -1);
    if (state >= 0) {
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

QAbstractItemDelegate* makeRowDelegate(Look& look, QObject* parent) {
  return new Delegate(look, parent);
}

DeviceList::DeviceList(Look& look, QWidget* parent) : QListWidget(parent) {
  setFrameShape(QFrame::NoFrame);
  setItemDelegate(new Delegate(look, this));
  setMouseTracking(true);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Devices"));
  connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { pick(row(item)); });
}

void DeviceList::setGroups(const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot) {
  const int kept = currentRow();
  const int scrolled = verticalScrollBar()->value();
  clear();
  m_refs.clear();
  const auto add = [this](const QString& name, const QString& detail, int state, ObjectRef ref) {
    auto* item = new QListWidgetItem(name, this);
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
    if (!group.title.isEmpty()) {
      add(group.title, group.detail, -1, {});
    }
    for (const cluster::DeviceIndex index : group.devices) {
      if (index < inventory.devices.size()) {
        const cluster::DeviceView& device = inventory.devices[index];
        add(plain(device.pool.view()) + QLatin1Char('/') + plain(device.name.view()), stateName(device.state),
            static_cast<int>(device.state), refOf(device));
      }
    }
  }
  if (kept >= 0 && kept < count()) {
    setCurrentRow(kept);
  }
  verticalScrollBar()->setValue(scrolled);
}

void DeviceList::clearAll() {
  clear();
  m_refs.clear();
}

QStringList DeviceList::lines() const {
  QStringList out;
  for (int i = 0; i < count(); ++i) {
    out << item(i)->text();
  }
  return out;
}

void DeviceList::pick(int row) {
  if (row >= 0 && row < static_cast<int>(m_refs.size()) && !m_refs[static_cast<std::size_t>(row)].kind.empty()) {
    Q_EMIT picked(ObjectRef(m_refs[static_cast<std::size_t>(row)]));
  }
}

void DeviceList::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    pick(currentRow());
  } else if (event->key() == Qt::Key_Escape) {
    event->ignore();
  } else {
    QListWidget::keyPressEvent(event);
  }
}

}  // namespace claimscope::ui
