#include "ui/shell/name_index.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/object_kinds.h"
#include "ui/shell/fuzzy.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

/// "pool/device" in a buffer of the caller: device names repeat on every node.
std::string_view joined(std::string_view scope, std::string_view name, std::array<char, 2 * kFuzzyBytes + 1>& buffer) {
  std::size_t size = 0;
  for (const char c : scope.substr(0, kFuzzyBytes - 1)) {
    buffer[size++] = c;
  }
  buffer[size++] = '/';
  for (const char c : name.substr(0, kFuzzyBytes)) {
    buffer[size++] = c;
  }
  return {buffer.data(), size};
}

constexpr std::array<Kind, 5> kNamedWorkloads{Kind::Deployment, Kind::StatefulSet, Kind::DaemonSet, Kind::Job, Kind::CronJob};

QString words(const char* text) {
  return QCoreApplication::translate("claimscope::ui::Palette", text);
}

}  // namespace

void NameIndex::setSnapshot(cluster::SnapshotPtr snapshot) {
  if (snapshot == m_snapshot) {
    return;
  }
  m_entries.clear();
  if (snapshot == nullptr) {
    m_entries.shrink_to_fit();
  }
  m_snapshot = std::move(snapshot);
  m_part = m_snapshot == nullptr ? kParts : 0;
  m_next = 0;
}

/// Looks at objects `from` to `to` of a part; how many there are in all.
std::uint32_t NameIndex::readPart(int part, std::uint32_t from, std::uint32_t to) {
  const cluster::Inventory& inventory = *m_snapshot->inventory;
  const auto add = [this](Sort sort, std::uint32_t at, std::string_view name, std::string_view scope) {
    m_entries.push_back({name, scope, letterSet(name) | letterSet(scope), at, sort});
  };
  const auto listed = [&](std::size_t size, auto&& one) {
    const auto end = std::min(to, static_cast<std::uint32_t>(size));
    for (std::uint32_t i = from; i < end; ++i) {
      one(i);
    }
    return static_cast<std::uint32_t>(size);
  };
  const auto slots = [&](const auto& table, Sort sort) {
    return listed(table.slotEnd(), [&](std::uint32_t i) {
      if (const auto* object = table.at(i)) {
        add(sort, i, object->meta.name.view(), object->meta.namespaceName.view());
      }
    });
  };
  switch (static_cast<Sort>(part)) {
    case Sort::claim:
      return listed(inventory.claims.size(), [&](std::uint32_t i) {
        if (const ResourceClaim* claim = m_snapshot->of<ResourceClaim>().at(inventory.claims[i].slot)) {
          add(Sort::claim, i, claim->meta.name.view(), claim->meta.namespaceName.view());
        }
      });
    case Sort::node:
      return listed(inventory.nodes.size(), [&](std::uint32_t i) {
        add(Sort::node, i, inventory.nodes[i].name.view(), inventory.nodes[i].group.view());
      });
    case Sort::deviceClass:
      return slots(m_snapshot->of<DeviceClass>(), Sort::deviceClass);
    case Sort::pool:
      return listed(inventory.pools.size(), [&](std::uint32_t i) {
        add(Sort::pool, i, inventory.pools[i].name.view(), inventory.pools[i].driver.view());
      });
    case Sort::claimTemplate:
      return slots(m_snapshot->of<ResourceClaimTemplate>(), Sort::claimTemplate);
    case Sort::quota:
      return slots(m_snapshot->of<ResourceQuota>(), Sort::quota);
    case Sort::taintRule:
      return slots(m_snapshot->of<DeviceTaintRule>(), Sort::taintRule);
    case Sort::slice:
      return slots(m_snapshot->of<ResourceSlice>(), Sort::slice);
    case Sort::workload:
      // Few beside pods and devices: read at once. ReplicaSets have the names of their Deployments.
      for (std::uint32_t kind = 0; from == 0 && kind < kNamedWorkloads.size(); ++kind) {
        visitKind(kNamedWorkloads[kind], [&](auto type) {
          m_snapshot->of<typename decltype(type)::type>().forEach([&](cluster::Slot, const auto& object) {
            add(Sort::workload, kind, object.meta.name.view(), object.meta.namespaceName.view());
          });
        });
      }
      return 1;
    case Sort::pod:
      return slots(m_snapshot->of<Pod>(), Sort::pod);
    case Sort::device:
      return listed(inventory.devices.size(), [&](std::uint32_t i) {
        add(Sort::device, i, inventory.devices[i].name.view(), inventory.devices[i].pool.view());
        m_entries.back().letters |= letterSet("/");
      });
  }
  return 0;
}

bool NameIndex::read(std::size_t budget) {
  while (budget > 0 && !complete()) {
    const std::uint32_t to = m_next + static_cast<std::uint32_t>(std::min<std::size_t>(budget, 1U << 20U));
    const std::uint32_t size = readPart(m_part, m_next, to);
    budget -= std::min<std::size_t>(budget, std::min(to, size) - std::min(m_next, size));
    m_next = to;
    if (to >= size) {
      ++m_part;
      m_next = 0;
    }
  }
  return complete();
}

void NameSearch::forget() {
  m_text.clear();
  m_words.clear();
  m_matching.clear();
  m_left.clear();
  m_best.clear();
  m_narrows = false;
  m_total = 0;
  m_finished = true;
}

void NameSearch::start(const QString& text) {
  const QString folded = text.trimmed().toLower();
  if (folded.isEmpty()) {
    forget();
    return;
  }
  // "gpu a" leaves no more than "gpu" did; a shorter text, and one whose search was interrupted, begins anew.
  m_narrows = m_finished && !m_text.isEmpty() && folded.startsWith(m_text);
  m_text = folded;
  m_words = fuzzyWords(text);
  m_letters = 0;
  for (const std::string& word : m_words) {
    m_letters |= letterSet(word);
  }
  if (m_narrows) {
    m_left = std::move(m_matching);
  }
  m_matching.clear();
  m_best.clear();
  m_total = 0;
  m_next = 0;
  m_finished = false;
}

bool NameSearch::better(const Hit& a, const Hit& b) const {
  const NameIndex::Entry& first = m_index.entries()[a.entry];
  const NameIndex::Entry& second = m_index.entries()[b.entry];
  return a.score != b.score          ? a.score > b.score
         : first.sort != second.sort ? first.sort < second.sort
         : first.name != second.name ? first.name < second.name
                                     : a.entry < b.entry;
}

void NameSearch::look(std::uint32_t at) {
  const NameIndex::Entry& entry = m_index.entries()[at];
  if ((entry.letters & m_letters) != m_letters) {
    return;
  }
  int score = 0;
  if (entry.sort == NameIndex::Sort::device) {
    std::array<char, 2 * kFuzzyBytes + 1> buffer;
    score = fuzzyScore(joined(entry.scope, entry.name, buffer), {}, m_words);
  } else {
    score = fuzzyScore(entry.name, entry.scope, m_words);
  }
  if (score == 0) {
    return;
  }
  ++m_total;
  m_matching.push_back(at);
  const auto worse = [this](const Hit& a, const Hit& b) { return better(a, b); };
  const Hit hit{score, at};
  if (m_best.size() < kMostHits) {
    m_best.push_back(hit);
    std::push_heap(m_best.begin(), m_best.end(), worse);
  } else if (better(hit, m_best.front())) {
    std::pop_heap(m_best.begin(), m_best.end(), worse);
    m_best.back() = hit;
    std::push_heap(m_best.begin(), m_best.end(), worse);
  }
}

bool NameSearch::step(std::size_t budget) {
  if (m_finished) {
    return true;
  }
  if (m_narrows) {
    for (; budget > 0 && m_next < m_left.size(); --budget) {
      look(m_left[m_next++]);
    }
    m_finished = m_next >= m_left.size();
    return m_finished;
  }
  if (m_next >= m_index.entries().size()) {
    m_index.read(budget);
  }
  const std::size_t end = std::min(m_index.entries().size(), m_next + budget);
  for (; m_next < end; ++m_next) {
    look(static_cast<std::uint32_t>(m_next));
  }
  m_finished = m_index.complete() && m_next >= m_index.entries().size();
  return m_finished;
}

std::vector<NameSearch::Hit> NameSearch::hits() const {
  std::vector<Hit> sorted = m_best;
  std::sort(sorted.begin(), sorted.end(), [this](const Hit& a, const Hit& b) { return better(a, b); });
  return sorted;
}

NamedObject namedObject(const cluster::Snapshot& snapshot, const NameIndex::Entry& entry) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  NamedObject out;
  out.name = plain(entry.name);
  const QString scope = plain(entry.scope);
  const std::string name(entry.name);
  const std::string space(entry.scope);
  switch (entry.sort) {
    case NameIndex::Sort::claim: {
      const cluster::ClaimView& claim = inventory.claims[entry.at];
      out.object = {"claim", space, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Claim"));
      out.detail = scope + QStringLiteral(" · ") + plain(claim.state.view());
      out.icon = QStringLiteral("claims");
      out.waiting = waits(claim);
      break;
    }
    case NameIndex::Sort::node: {
      const auto devices = static_cast<std::int64_t>(inventory.nodes[entry.at].devices.size());
      out.object = {"node", {}, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Node"));
      out.detail = scope + QStringLiteral(" · ") +
                   counted(devices, words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "device")),
                           words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "devices")));
      out.icon = QStringLiteral("node");
      break;
    }
    case NameIndex::Sort::deviceClass:
      out.object = {"class", {}, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "DeviceClass"));
      out.icon = QStringLiteral("tag");
      break;
    case NameIndex::Sort::pool:
      out.object = {"pool", space, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Pool"));
      out.detail = scope;
      out.icon = QStringLiteral("cluster");
      break;
    case NameIndex::Sort::claimTemplate:
      out.object = {"template", space, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Template"));
      out.detail = scope;
      out.icon = QStringLiteral("doc");
      break;
    case NameIndex::Sort::quota:
      out.object = {"quota", space, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "ResourceQuota"));
      out.detail = scope;
      out.icon = QStringLiteral("doc");
      break;
    case NameIndex::Sort::taintRule:
      out.object = {"taintrule", {}, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "DeviceTaintRule"));
      out.icon = QStringLiteral("doc");
      break;
    case NameIndex::Sort::slice: {
      const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(entry.at);
      out.object = {"slice", {}, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "ResourceSlice"));
      out.detail = slice == nullptr ? QString() : plain(slice->driver.view());
      out.icon = QStringLiteral("doc");
      break;
    }
    case NameIndex::Sort::workload: {
      const std::string& kind = kindRequest(kNamedWorkloads[entry.at]).kind;
      out.object = ownerRef(Text(kind), Text(space), Text(name));
      out.kind = QString::fromStdString(kind);
      out.detail = scope;
      out.icon = QStringLiteral("pod");
      break;
    }
    case NameIndex::Sort::pod: {
      const Pod* pod = snapshot.of<Pod>().at(entry.at);
      out.object = {"pod", space, name};
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Pod"));
      out.detail = pod == nullptr ? scope : scope + QStringLiteral(" · ") + plain(pod->statusWord());
      out.icon = QStringLiteral("pod");
      // One that waits for its claims is explained; any other one is somewhere.
      out.waiting = pod != nullptr && pod->nodeName.empty() && !pod->spec->claims.empty();
      break;
    }
    case NameIndex::Sort::device: {
      const cluster::DeviceView& device = inventory.devices[entry.at];
      out.object = refOf(device);
      out.name = plain(space + "/" + name);
      out.kind = words(QT_TRANSLATE_NOOP("claimscope::ui::Palette", "Device"));
      out.detail = plain(device.driver.view()) + QStringLiteral(" · ") + stateName(device.state);
      out.icon = QStringLiteral("devices");
      break;
    }
  }
  return out;
}

}  // namespace claimscope::ui
