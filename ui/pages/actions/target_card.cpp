#include "ui/pages/actions/target_card.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/pages/actions/action_words.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostCells = 32;
constexpr int kGap = 3;
constexpr int kLargest = 20;
constexpr int kInRow = 8;  ///< devices of most machines

const Node* nodeOf(const cluster::Snapshot& snapshot, const std::string& name) {
  const cluster::NodeIndex index = snapshot.inventory->findNode(Text(name));
  return index == cluster::kNone ? nullptr : snapshot.of<Node>().at(snapshot.inventory->nodes[index].slot);
}

QString nodeLine(const cluster::Snapshot& snapshot, const std::string& name) {
  const cluster::NodeIndex index = snapshot.inventory->findNode(Text(name));
  if (index == cluster::kNone) {
    return QObject::tr("not in sight");
  }
  QStringList parts;
  const cluster::NodeView& view = snapshot.inventory->nodes[index];
  if (!view.instanceType.empty()) {
    parts << plain(view.instanceType.view());
  }
  if (const Node* node = nodeOf(snapshot, name)) {
    parts << (node->ready().view() == "True" ? QObject::tr("Ready") : QObject::tr("not Ready"));
    if (node->unschedulable) {
      parts << QObject::tr("cordoned");
    }
  }
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

std::vector<cluster::DeviceIndex> targetDevices(const cluster::Snapshot& snapshot, const std::vector<ObjectRef>& objects) {
  std::vector<cluster::DeviceIndex> out;
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (const ObjectRef& object : objects) {
    if (object.kind == "node") {
      if (const cluster::NodeIndex node = inventory.findNode(Text(object.name)); node != cluster::kNone) {
        const auto& devices = inventory.nodes[node].devices;
        out.insert(out.end(), devices.begin(), devices.end());
      }
    } else if (object.kind == "device") {
      if (const cluster::DeviceIndex device = findDevice(snapshot, object); device != cluster::kNone) {
        out.push_back(device);
      }
    } else if (object.kind == "pool") {
      for (const cluster::PoolView& pool : inventory.pools) {
        if (pool.driver.view() == object.namespaceName && pool.name.view() == object.name) {
          out.insert(out.end(), pool.devices.begin(), pool.devices.end());
        }
      }
    } else if (object.kind == "claim") {
      if (const cluster::ClaimIndex claim = findClaim(snapshot, object); claim != cluster::kNone) {
        const auto& devices = inventory.claims[claim].devices;
        out.insert(out.end(), devices.begin(), devices.end());
      }
    }
  }
  return out;
}

TargetFacts targetFacts(const cluster::Snapshot& snapshot, const std::vector<ObjectRef>& objects) {
  TargetFacts facts;
  if (objects.empty()) {
    facts.heading = QObject::tr("TARGET");
    facts.name = QObject::tr("nothing chosen");
    return facts;
  }
  const std::string& kind = objects.front().kind;
  const bool several = objects.size() > 1;
  facts.heading = kind == "node"     ? (several ? QObject::tr("NODES") : QObject::tr("NODE"))
                  : kind == "device" ? (several ? QObject::tr("DEVICES") : QObject::tr("DEVICE"))
                  : kind == "claim"  ? QObject::tr("CLAIM")
                  : kind == "pod"    ? QObject::tr("POD")
                  : kind == "class"  ? QObject::tr("DEVICE CLASS")
                                     : plain(kind).toUpper();
  facts.name = objectsName(objects);
  if (kind == "node") {
    facts.line = several ? QObject::tr("%1 nodes").arg(number(static_cast<std::int64_t>(objects.size())))
                         : nodeLine(snapshot, objects.front().name);
  } else if (kind == "device") {
    facts.line = plain(objects.front().namespaceName);
  } else if (kind == "claim") {
    const cluster::ClaimIndex claim = findClaim(snapshot, objects.front());
    facts.line = claim == cluster::kNone ? QObject::tr("not in sight") : plain(snapshot.inventory->claims[claim].state);
  }
  cluster::StateCounts counts;
  for (const cluster::DeviceIndex index : targetDevices(snapshot, objects)) {
    const cluster::DeviceView& device = snapshot.inventory->devices[index];
    counts.add(device);
    if (facts.cells.size() < kMostCells) {
      facts.cells.push_back(device.state);
    } else {
      ++facts.more;
    }
  }
  if (!facts.cells.empty()) {
    snapshot.inventory->setBounds(counts);
    facts.summary = stateSummary(counts);
  }
  return facts;
}

/// The devices as squares of 20 px, as many in a row as there is room for.
class TargetCard::Cells final : public QWidget {
 public:
  Cells(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void set(const std::vector<cluster::DeviceState>& cells, std::size_t more) {
    m_cells = cells;
    m_more = more;
    setVisible(!cells.empty());
    fit();
    update();
  }

 protected:
  void resizeEvent(QResizeEvent*) override { fit(); }
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const int row = perRow();
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
      const int at = static_cast<int>(i);
      paintStateCell(painter, QRectF(at % row * pitch(), at / row * pitch(), pitch() - kGap, pitch() - kGap), m_cells[i],
                     m_look.theme());
    }
    if (m_more > 0) {
      const int at = static_cast<int>(m_cells.size());
      painter.setFont(m_look.font(FontRole::caption));
      painter.setPen(m_look.theme().text.muted);
      painter.drawText(QRect(at % row * pitch(), at / row * pitch(), 60, pitch() - kGap), Qt::AlignVCenter | Qt::AlignLeft,
                       QStringLiteral("+%1").arg(m_more));
    }
  }

 private:
  [[nodiscard]] int pitch() const { return std::clamp((width() + kGap) / kInRow, 12, kLargest + kGap); }
  [[nodiscard]] int perRow() const { return std::max(1, (width() + kGap) / pitch()); }
  void fit() {
    const int count = static_cast<int>(m_cells.size()) + (m_more > 0 ? 2 : 0);
    const int height = std::max(1, (count + perRow() - 1) / perRow()) * pitch();
    if (height != minimumHeight()) {
      setFixedHeight(height);
    }
  }
  Look& m_look;
  std::vector<cluster::DeviceState> m_cells;
  std::size_t m_more = 0;
};

TargetCard::TargetCard(Look& look, QWidget* parent)
    : QWidget(parent),
      m_heading(new PlainLabel(look, FontRole::captionStrong, Ink::muted, this)),
      m_name(new PlainLabel(look, FontRole::monoStrong, Ink::primary, this)),
      m_line(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_cells(new Cells(look, this)),
      m_summary(new PlainLabel(look, FontRole::caption, Ink::muted, this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(2);
  m_name->setElide(Qt::ElideMiddle);
  m_summary->setWordWrap(true);
  column->addWidget(m_heading);
  column->addSpacing(4);
  column->addWidget(m_name);
  column->addWidget(m_line);
  column->addSpacing(6);
  column->addWidget(m_cells);
  column->addWidget(m_summary);
  setFacts({});
}

void TargetCard::setFacts(TargetFacts facts) {
  if (facts == m_facts && !m_heading->text().isEmpty()) {
    return;
  }
  m_facts = std::move(facts);
  m_heading->setText(m_facts.heading);
  m_name->setText(m_facts.name);
  m_line->setText(m_facts.line);
  m_line->setVisible(!m_facts.line.isEmpty());
  m_cells->set(m_facts.cells, m_facts.more);
  m_summary->setText(m_facts.summary);
  m_summary->setVisible(!m_facts.summary.isEmpty());
}

}  // namespace claimscope::ui
