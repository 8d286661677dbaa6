#include "ui/pages/actions/holder_grid.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {
namespace {

constexpr int kPad = 12;
constexpr int kTop = 8;
constexpr int kRow = 20;
constexpr int kSide = 14;
constexpr int kLeastWidth = 150;

/// A claim that only looks at the device does not hold it.
bool onlyLooks(const ResourceClaim& claim, const cluster::DeviceView& device) {
  if (claim.allocation == nullptr) {
    return false;
  }
  const auto& results = claim.allocation->results;
  return std::any_of(results.begin(), results.end(), [&](const DeviceAllocation& result) {
    return result.adminAccess && result.device == device.name && result.pool == device.pool && result.driver == device.driver;
  });
}

QString claimOf(const cluster::Snapshot& snapshot, const cluster::DeviceView& device) {
  QString first;
  int holders = 0;
  for (const cluster::ClaimIndex index : device.claims) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
    if (claim != nullptr && !onlyLooks(*claim, device)) {
      first = holders++ == 0 ? plain(claim->meta.name.view()) : first;
    }
  }
  if (holders == 0) {
    return device.state == cluster::DeviceState::unknown ? QObject::tr("unknown") : stateName(device.state).toLower();
  }
  return holders > 1 ? QObject::tr("%1 and %2 more").arg(first).arg(holders - 1) : first;
}

}  // namespace

std::vector<HolderCell> holderCells(const cluster::Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& devices,
                                    std::size_t limit) {
  std::vector<HolderCell> cells;
  for (std::size_t i = 0; i < devices.size() && cells.size() < limit; ++i) {
    const cluster::DeviceView& device = snapshot.inventory->devices[devices[i]];
    HolderCell cell;
    cell.name = plain(device.name.view());
    cell.claim = claimOf(snapshot, device);
    cell.state = device.state;
    cell.tooltip = QObject::tr("%1/%2: %3").arg(plain(device.pool.view()), cell.name, cell.claim);
    cells.push_back(std::move(cell));
  }
  return cells;
}

HolderGrid::HolderGrid(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void HolderGrid::setCells(std::vector<HolderCell> cells) {
  if (cells == m_cells) {
    return;
  }
  m_cells = std::move(cells);
  QStringList words;
  for (const HolderCell& cell : m_cells) {
    words << cell.name + QStringLiteral(": ") + cell.claim;
  }
  setAccessibleName(tr("Device holders"));
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  fit();
  update();
}

int HolderGrid::columns() const {
  return std::clamp((width() - 2 * kPad) / kLeastWidth, 1, 4);
}

QRect HolderGrid::cellRect(int index) const {
  const int wide = (width() - 2 * kPad) / columns();
  return {kPad + index % columns() * wide, kTop + index / columns() * kRow, wide - 8, kRow};
}

void HolderGrid::fit() {
  const int rows = (static_cast<int>(m_cells.size()) + columns() - 1) / columns();
  const int height = m_cells.empty() ? 0 : 2 * kTop + rows * kRow;
  if (height != minimumHeight()) {
    setFixedHeight(height);
  }
}

void HolderGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

void HolderGrid::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  for (std::size_t i = 0; i < m_cells.size(); ++i) {
    const HolderCell& cell = m_cells[i];
    const QRect rect = cellRect(static_cast<int>(i));
    paintStateCell(painter, QRectF(rect.x(), rect.y() + (kRow - kSide) / 2.0, kSide, kSide), cell.state, theme);
    int x = rect.x() + kSide + 6;
    painter.setFont(m_look.font(FontRole::monoSmall));
    const QFontMetrics metrics(painter.font());
    const int name = std::min(metrics.horizontalAdvance(cell.name), rect.width() / 2);
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x, rect.y(), name + 1, kRow), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(cell.name, Qt::ElideMiddle, name));
    x += name + 8;
    const int room = std::max(0, rect.right() - x);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRect(x, rect.y(), room, kRow), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(cell.claim, Qt::ElideMiddle, room));
  }
}

bool HolderGrid::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
      if (cellRect(static_cast<int>(i)).contains(help->pos())) {
        QToolTip::showText(help->globalPos(), toolTipText(m_cells[i].tooltip), this);
      }
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
