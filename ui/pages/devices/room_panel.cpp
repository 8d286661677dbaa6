#include "ui/pages/devices/room_panel.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kOftenMs = 1'000;
constexpr int kTop = 34;
constexpr int kPadding = 14;

QString whole(double value) {
  return std::abs(value - std::round(value)) < 1e-6 ? number(static_cast<std::int64_t>(std::llround(value)))
                                                    : QString::number(value, 'f', 1);
}

}  // namespace

RoomPanel::RoomPanel(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFixedHeight(kHeight);
  auto* title = new PlainLabel(look, FontRole::panelTitle, Ink::primary, tr("What still fits"), this);
  m_which = new Segmented(look, {tr("Partitions"), tr("Gangs")}, true, this);
  m_which->setAccessibleName(tr("What still fits"));
  m_words = new PlainLabel(look, FontRole::small, Ink::muted, this);
  m_aside = new PlainLabel(look, FontRole::caption, Ink::muted, this);
  m_aside->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kPadding, 6, kPadding, 0);
  row->setSpacing(10);
  row->addWidget(title);
  row->addWidget(m_which);
  row->addWidget(m_words, 2);
  row->addWidget(m_aside, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row);
  column->addStretch(1);
  connect(m_which, &Segmented::currentChanged, this, [this] { rebuild(); });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void RoomPanel::showGangs(bool gangs) {
  m_which->setCurrent(gangs ? 1 : 0);
  rebuild();
}

void RoomPanel::setSnapshot(const cluster::SnapshotPtr& snapshot) {
  const bool sameHardware = m_snapshot != nullptr && m_snapshot->inventory == snapshot->inventory;
  const bool soon = m_computedAt.isSet() && m_snapshot != nullptr && snapshot->time - m_computedAt < kOftenMs &&
                    snapshot->time - m_computedAt >= 0 && m_snapshot->server.context == snapshot->server.context;
  m_snapshot = sameHardware || !soon ? snapshot : m_snapshot;
  if (!sameHardware && !soon) {
    compute();
    rebuild();
  }
}

void RoomPanel::compute() {
  m_computedAt = m_snapshot->time;
  const bool first = m_headroom.empty() && m_gangs.empty();
  m_headroom = topology::headroom(*m_snapshot, topology::cardsOf(*m_snapshot));
  m_gangs = topology::gangRoom(*m_snapshot);
  if (first && m_headroom.empty()) {
    m_which->setCurrent(1);  // nothing here is partitioned
  }
}

void RoomPanel::setGroup(const Text& group) {
  if (!(group == m_group)) {
    m_group = group;
    rebuild();
  }
}

void RoomPanel::rebuild() {
  m_tiles.clear();
  if (m_snapshot != nullptr) {
    m_which->current() == 0 ? showPartitions() : showGangTiles();
  }
  QStringList words;
  for (const RoomTile& tile : m_tiles) {
    words += QStringList{tile.name, tile.count, tile.detail}.join(QLatin1Char(' '));
  }
  setAccessibleName(words.join(QStringLiteral(", ")));
  update();
}

void RoomPanel::showPartitions() {
  auto group = std::find_if(m_headroom.begin(), m_headroom.end(), [this](const auto& h) { return h.group == m_group; });
  if (group == m_headroom.end()) {
    group = m_headroom.begin();
  }
  if (group == m_headroom.end()) {
    m_words->setText(tr("No device draws on shared counters, so nothing is partitioned on demand."));
    m_aside->setText(QString());
    return;
  }
  m_words->setText(tr("how many more of each profile fit, %1 · each alone").arg(plain(group->group.view())));
  m_aside->setText(group->strandedCards == 0 ? tr("nothing is stranded on %1").arg(counted(group->cards, tr("card"), tr("cards")))
                                             : tr("stranded: %1 %2 on %3")
                                                   .arg(whole(group->stranded), plain(group->strandedCounter.view()),
                                                        counted(group->strandedCards, tr("card"), tr("cards"))));
  for (const topology::ProfileRoom& room : group->profiles) {
    m_tiles.push_back({room.profile.empty() ? tr("whole card") : plain(room.profile.view()),
                       number(Count{room.more, group->bound}), tr("on %1").arg(counted(room.cards, tr("card"), tr("cards"))),
                       tr("%1: %2 published").arg(plain(room.profile.view()), number(room.published))});
  }
}

void RoomPanel::showGangTiles() {
  m_words->setText(tr("pods that fit at once, by devices a pod; whole devices only, CPU and memory are not asked"));
  std::vector<const topology::GangRoom*> order;
  for (const topology::GangRoom& room : m_gangs) {
    order.push_back(&room);
  }
  std::stable_sort(order.begin(), order.end(),
                   [this](const auto* a, const auto* b) { return (a->group == m_group) > (b->group == m_group); });
  m_aside->setText(order.empty() ? QString() : tr("at the right: free on one node at most"));
  for (const topology::GangRoom* room : order) {
    QStringList sizes;
    for (std::size_t i = 0; i < room->podsOfSize.size(); ++i) {
      sizes += tr("%1 × %2").arg(number(room->podsOfSize[i]), number(topology::kGangSizes[i]));
    }
    m_tiles.push_back({plain(room->model.view()), number(Count{room->largest, room->bound}), sizes.join(QStringLiteral(" · ")),
                       tr("%1, %2: %3 free; at most %4 on one node. Pods × devices: %5")
                           .arg(plain(room->group.view()), plain(room->model.view()), number(Count{room->free, room->bound}),
                                number(room->largest), sizes.join(QStringLiteral(", ")))});
  }
}

int RoomPanel::tileWidth() const {
  const int room = width() - 2 * kPadding;
  const int least = m_which->current() == 0 ? 130 : 210;
  return std::max(least, m_tiles.empty() ? room : room / static_cast<int>(m_tiles.size()));
}

void RoomPanel::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.border.normal, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  painter.setPen(theme.border.subtle);
  painter.drawLine(1, kTop, width() - 2, kTop);
  const QFont mono = m_look.font(FontRole::mono);
  const QFont strong = m_look.font(FontRole::monoStrong);
  const QFont caption = m_look.font(FontRole::caption);
  const int tile = std::min(tileWidth(), 260);
  for (std::size_t i = 0; i < m_tiles.size(); ++i) {
    const QRectF box(kPadding + static_cast<double>(i) * tile, kTop + 6, tile - 16, kHeight - kTop - 10);
    const bool last = box.right() + tile > width() && i + 1 < m_tiles.size();
    if (last) {
      painter.setFont(caption);
      painter.setPen(theme.text.muted);
      painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                       tr("and %1 more").arg(number(static_cast<std::int64_t>(m_tiles.size() - i))));
      break;
    }
    const RoomTile& what = m_tiles[i];
    painter.setFont(strong);
    painter.setPen(theme.text.primary);
    const double count = QFontMetricsF(strong).horizontalAdvance(what.count) + 1;
    painter.drawText(QRectF(box.left(), box.top(), box.width(), 20), Qt::AlignRight | Qt::AlignVCenter, what.count);
    painter.setFont(mono);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(box.left(), box.top(), box.width() - count - 6, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(mono).elidedText(what.name, Qt::ElideMiddle, box.width() - count - 6));
    painter.setFont(caption);
    painter.setPen(theme.text.muted);
    painter.drawText(QRectF(box.left(), box.top() + 20, box.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(caption).elidedText(what.detail, Qt::ElideRight, box.width()));
  }
}

bool RoomPanel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = (help->pos().x() - kPadding) / std::max(1, std::min(tileWidth(), 260));
    if (help->pos().y() > kTop && at >= 0 && at < static_cast<int>(m_tiles.size())) {
      QToolTip::showText(help->globalPos(), toolTipText(m_tiles[static_cast<std::size_t>(at)].tooltip), this);
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
