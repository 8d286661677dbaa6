#include "ui/shell/object_search.h"

#include <algorithm>
#include <string>

#include "ui/base/format.h"
#include "ui/tables/filter.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

enum Rank { whole, beginning, part, anywhere, none };

Rank rankOf(std::string_view name, const std::string& needle) {
  if (!containsFolded(name, needle)) {
    return none;
  }
  const std::string lower = folded(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
  const std::size_t at = lower.find(needle);
  if (at == 0) {
    return lower.size() == needle.size() ? whole : beginning;
  }
  if (at == std::string::npos) {
    return anywhere;
  }
  const char before = lower[at - 1];
  return before == '-' || before == '.' || before == '/' || before == '_' ? part : anywhere;
}

/// Collects matches by rank without building a text for those that cannot be shown.
class Collector {
 public:
  Collector(std::string needle, std::size_t limit) : m_needle(std::move(needle)), m_limit(limit) {}

  template <class Make>
  void offer(std::string_view name, Make&& make) {
    const Rank rank = rankOf(name, m_needle);
    if (rank == none) {
      return;
    }
    ++m_total;
    if (m_ranked[rank].size() < m_limit) {
      m_ranked[rank].push_back(make());
    }
  }
  [[nodiscard]] SearchAnswer take() {
    SearchAnswer answer;
    answer.total = m_total;
    for (std::vector<SearchHit>& hits : m_ranked) {
      for (SearchHit& hit : hits) {
        if (answer.hits.size() < m_limit) {
          answer.hits.push_back(std::move(hit));
        }
      }
    }
    return answer;
  }

 private:
  std::string m_needle;
  std::size_t m_limit;
  std::int64_t m_total = 0;
  std::array<std::vector<SearchHit>, none> m_ranked;
};

}  // namespace

SearchAnswer searchObjects(const View& view, const QString& text, const std::vector<std::pair<QString, QString>>& pages,
                           std::size_t limit) {
  const std::string needle = folded(text.trimmed());
  Collector found(needle, limit);
  for (const auto& [id, title] : pages) {
    found.offer(title.toStdString(), [&] { return SearchHit{title, QStringLiteral("page"), {}, id, std::nullopt}; });
  }
  if (needle.empty() || view.snapshot == nullptr) {
    return found.take();
  }
  const cluster::Snapshot& snapshot = *view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (const cluster::ClaimView& claim : inventory.claims) {
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    if (object != nullptr) {
      found.offer(object->meta.name.view(), [&] {
        return SearchHit{plain(object->meta.name.view()), QStringLiteral("claim"),
                         plain(object->meta.namespaceName.view()) + QStringLiteral(" · ") + QString::fromStdString(claim.state),
                         waits(claim) ? QStringLiteral("explanation") : QStringLiteral("claims"), refOf(snapshot, claim)};
      });
    }
  }
  for (const cluster::NodeView& node : inventory.nodes) {
    found.offer(node.name.view(), [&] {
      return SearchHit{
          plain(node.name.view()), QStringLiteral("node"),
          plain(node.group.view()) + QStringLiteral(" · ") +
              counted(static_cast<std::int64_t>(node.devices.size()), QStringLiteral("device"), QStringLiteral("devices")),
          QStringLiteral("topology"), ObjectRef{"node", {}, node.name.str()}};
    });
  }
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& object) {
    found.offer(object.meta.name.view(), [&] {
      return SearchHit{
          plain(object.meta.name.view()), QStringLiteral("class"), {}, QStringLiteral("claims"), refOf("class", object.meta)};
    });
  });
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& object) {
    found.offer(object.meta.name.view(), [&] {
      return SearchHit{
          plain(object.meta.name.view()), QStringLiteral("pod"),
          plain(object.meta.namespaceName.view()) + QStringLiteral(" · ") + plain(object.statusWord()),
          // One that waits for its claims is explained; any other one is somewhere.
          object.nodeName.empty() && !object.claims.empty() ? QStringLiteral("explanation") : QStringLiteral("topology"),
          refOf("pod", object.meta)};
    });
  });
  for (const cluster::DeviceView& device : inventory.devices) {
    // Device names repeat on every node: a device is found by "pool/device".
    const std::string name = device.pool.str() + "/" + device.name.str();
    found.offer(name, [&] {
      return SearchHit{plain(name), QStringLiteral("device"),
                       plain(device.driver.view()) + QStringLiteral(" · ") + stateName(device.state), QStringLiteral("devices"),
                       refOf(device)};
    });
  }
  return found.take();
}

}  // namespace claimscope::ui
