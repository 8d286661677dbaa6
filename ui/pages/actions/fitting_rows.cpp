#include "ui/pages/actions/fitting_rows.h"

#include <QObject>
#include <QStringList>
#include <limits>

#include "ui/base/format.h"
#include "ui/pages/actions/cells.h"

namespace claimscope::ui {
namespace {

Cell name(const std::string& text, Ink ink) {
  return nameCell(text.empty() ? dash() : plain(text), text.empty() ? Ink::muted : ink);
}

/// "gpu-0, gpu-1": of "driver/pool/device" the last; pools may have slashes, devices may not.
QString deviceNames(const std::vector<std::string>& devices) {
  QStringList out;
  for (const std::string& device : devices) {
    out << plain(std::string_view(device).substr(device.rfind('/') + 1));
  }
  return out.isEmpty() ? dash() : out.join(QStringLiteral(", "));
}

QString poolNames(const std::vector<std::string>& pools) {
  QStringList out;
  for (const std::string& pool : pools) {
    out << plain(pool);
  }
  return out.isEmpty() ? dash() : out.join(QStringLiteral(", "));
}

}  // namespace

std::shared_ptr<const SimpleRows> fittingRows(const actions::FittingNodes& fitting, const std::string& pinned,
                                              const std::string& first) {
  std::vector<SimpleRows::Line> lines;
  lines.reserve(fitting.nodes.size());
  for (std::size_t i = 0; i < fitting.nodes.size(); ++i) {
    const actions::FittingNode& node = fitting.nodes[i];
    SimpleRows::Line line;
    line.id = std::to_string(i);
    Cell which = name(node.node, Ink::primary);
    which.mark = node.node == pinned ? Mark::ok : Mark::notConfigured;
    Cell devices = wordsCell(deviceNames(node.devices), Ink::secondary, FontRole::mono);
    Cell pools = wordsCell(poolNames(node.pools), Ink::secondary, FontRole::mono);
    pools.elide = Qt::ElideMiddle;
    const QString note = node.node == pinned                    ? QObject::tr("chosen")
                         : pinned.empty() && node.node == first ? QObject::tr("first that fits")
                                                                : dash();
    line.cells = {which,
                  wordsCell(number(static_cast<std::int64_t>(node.devices.size())), Ink::secondary, FontRole::mono),
                  devices,
                  countCell(node.freeAfter),
                  pools,
                  name(node.zone, Ink::secondary),
                  wordsCell(note, node.node == pinned ? Ink::ok : Ink::muted)};
    const double none = std::numeric_limits<double>::quiet_NaN();
    line.numbers = {none, static_cast<double>(node.devices.size()), none, static_cast<double>(node.freeAfter.value), none, none,
                    none};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {
      {QStringLiteral("node"), QObject::tr("Node"), QString(), 140, true},
      {QStringLiteral("count"), QObject::tr("Gets"), QObject::tr("Devices it would get"), 50, false, true},
      {QStringLiteral("devices"), QObject::tr("Devices"), QObject::tr("As the allocator chooses now"), 130, true},
      {QStringLiteral("left"), QObject::tr("Left free"), QObject::tr("Such devices of the node that stay free"), 70, false, true},
      {QStringLiteral("pool"), QObject::tr("Pool"), QString(), 110},
      {QStringLiteral("zone"), QObject::tr("Zone"), QString(), 96},
      {QStringLiteral("note"), QObject::tr("Note"), QString(), 96}};
  return std::make_shared<const SimpleRows>("fitting", std::move(columns), std::move(lines));
}

}  // namespace claimscope::ui
