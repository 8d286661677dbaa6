#include "model/quota/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/quota/asked.h"
#include "model/quota/scopes.h"

namespace claimscope::quota {

using cluster::Snapshot;

namespace {

bool aboutClaims(Sort sort) {
  return sort != Sort::pods && sort != Sort::compute && sort != Sort::other;
}

/// What the claims, templates and pods of one namespace count, object by object.
struct Account {
  struct Entry {
    std::string object;
    Usage usage;
    const ResourceClaim* claim = nullptr;
    const Pod* pod = nullptr;
  };
  std::vector<Entry> entries;
  std::vector<Asking> asking;
};

std::string named(const Metadata& meta) {
  return words::oneLine(meta.namespaceName.str() + "/" + meta.name.str());
}

class LedgerMaker {
 public:
  LedgerMaker(const Snapshot& snapshot, const LedgerOptions& options)
      : m_snapshot(snapshot), m_options(options), m_extended(snapshot) {}

  Ledger make() {
    Ledger out;
    out.quotaBound = m_snapshot.boundOf(Kind::ResourceQuota);
    m_snapshot.of<ResourceQuota>().forEach([&](cluster::Slot slot, const ResourceQuota& quota) { addRows(slot, quota, out); });
    std::sort(out.rows.begin(), out.rows.end(), [](const Row& a, const Row& b) {
      return !(a.namespaceName == b.namespaceName) ? a.namespaceName < b.namespaceName
             : !(a.quota == b.quota)               ? a.quota < b.quota
                                                   : a.key < b.key;
    });
    collect(out);
    for (Row& row : out.rows) {
      fill(row);
    }
    return out;
  }

 private:
  void addRows(cluster::Slot slot, const ResourceQuota& quota, Ledger& out) {
    if (!m_options.namespaceName.empty() && !(quota.meta.namespaceName == m_options.namespaceName)) {
      return;
    }
    for (const auto& [key, hard] : quota.hard) {
      Row row;
      row.sort = sortOf(key.view());
      if (!m_options.everyKey && !aboutClaims(row.sort)) {
        continue;
      }
      row.slot = slot;
      row.namespaceName = quota.meta.namespaceName;
      row.quota = quota.meta.name;
      row.key = key;
      row.scopes = scopesText(quota);
      row.deviceClass = Text(classOf(key.view()));
      row.hard = hard.nano();
      row.counted = counts(quota, key, m_extended);
      const auto used = std::find_if(quota.used.begin(), quota.used.end(), [&](const auto& entry) { return entry.first == key; });
      row.used = used == quota.used.end() ? std::nullopt : std::optional<Quantity::Nano>(used->second.nano());
      out.rows.push_back(std::move(row));
    }
  }

  /// One pass over each table, for the namespaces that have rows.
  void collect(const Ledger& out) {
    for (const Row& row : out.rows) {
      m_accounts.try_emplace(row.namespaceName);
    }
    m_snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
      if (const auto account = m_accounts.find(claim.meta.namespaceName); account != m_accounts.end()) {
        account->second.entries.push_back({named(claim.meta), usageOf(m_snapshot, claim, m_extended), &claim, nullptr});
      }
    });
    m_snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& form) {
      if (const auto account = m_accounts.find(form.meta.namespaceName); account != m_accounts.end()) {
        account->second.entries.push_back({named(form.meta), Usage{{Text(kTemplateCount), kUnit}}, nullptr, nullptr});
      }
    });
    const bool ofPods = std::any_of(out.rows.begin(), out.rows.end(), [](const Row& row) {
      return row.sort == Sort::pods || row.sort == Sort::compute || row.sort == Sort::extended || row.sort == Sort::implicitClass;
    });
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const auto account = ofPods ? m_accounts.find(pod.meta.namespaceName) : m_accounts.end();
      if (account != m_accounts.end()) {
        account->second.entries.push_back({named(pod.meta), usageOf(pod), nullptr, &pod});
      }
    });
    std::set<Text> namespaces;
    for (const auto& [name, account] : m_accounts) {
      namespaces.insert(name);
    }
    for (Asking& asking : askedIn(m_snapshot, m_extended, namespaces)) {
      if (const auto account = m_accounts.find(asking.namespaceName); account != m_accounts.end()) {
        account->second.asking.push_back(std::move(asking));
      }
    }
    for (const cluster::MissingClaim& missing : m_snapshot.inventory->missing) {
      if (missing.heldAt == "quota") {
        m_blocked.push_back(&missing);
      }
    }
  }

  /// Kinds whose objects count for a key.
  Bound boundOf(Sort sort) const {
    switch (sort) {
      case Sort::claims:
      case Sort::classDevices:
        return m_snapshot.boundOf(Kind::ResourceClaim);
      case Sort::templates:
        return m_snapshot.boundOf(Kind::ResourceClaimTemplate);
      case Sort::implicitClass:
      case Sort::extended:
        return combine(m_snapshot.boundOf(Kind::ResourceClaim),
                       combine(m_snapshot.boundOf(Kind::Pod), m_snapshot.boundOf(Kind::DeviceClass)));
      case Sort::pods:
      case Sort::compute:
        return m_snapshot.boundOf(Kind::Pod);
      case Sort::other:
        break;
    }
    return Bound::unknown;
  }

  /// Devices that requests of this class, alternatives too, have been given.
  static std::int64_t devicesOf(const ResourceClaim& claim, const Text& deviceClass) {
    if (claim.allocation == nullptr) {
      return 0;
    }
    return static_cast<std::int64_t>(
        std::count_if(claim.allocation->results.begin(), claim.allocation->results.end(), [&](const DeviceAllocation& result) {
          const std::string_view whole = result.request.view();
          const std::string_view request = whole.substr(0, whole.find('/'));
          const std::string_view alternative =
              whole.find('/') == std::string_view::npos ? std::string_view() : whole.substr(whole.find('/') + 1);
          return std::any_of(claim.spec.requests.begin(), claim.spec.requests.end(), [&](const DeviceRequest& one) {
            if (!(one.name == request)) {
              return false;
            }
            if (one.exactly) {
              return one.exactly->deviceClassName == deviceClass;
            }
            return std::any_of(one.firstAvailable.begin(), one.firstAvailable.end(), [&](const DeviceRequestBody& body) {
              return body.name == alternative && body.deviceClassName == deviceClass;
            });
          });
        }));
  }

  void fill(Row& row) const {
    const Account& account = m_accounts.at(row.namespaceName);
    const ResourceQuota& quota = *m_snapshot.of<ResourceQuota>().at(row.slot);
    const bool outside = scoped(quota) && !row.counted && row.sort != Sort::other;  // claims: certainly none
    row.recountedBound = outside         ? Bound::exact
                         : !row.counted  ? Bound::unknown
                         : scoped(quota) ? m_snapshot.boundOf(Kind::Pod)
                                         : boundOf(row.sort);
    row.askedBound = combine(m_snapshot.boundOf(Kind::Pod), m_snapshot.boundOf(Kind::ResourceClaimTemplate));
    for (const Account::Entry& entry : account.entries) {
      const auto amount = entry.usage.find(row.key);
      if (!row.counted || amount == entry.usage.end() || amount->second == 0 ||
          (scoped(quota) && (entry.pod == nullptr || !inScope(quota, *entry.pod)))) {
        continue;
      }
      Part part{entry.object, amount->second, 0, false, {}};
      if (entry.claim != nullptr) {
        part.pending = entry.claim->allocation == nullptr;
        part.holds = row.deviceClass.empty() ? 0 : devicesOf(*entry.claim, row.deviceClass);
        part.why = arithmetic(entry.claim->spec, row.key, m_extended);
        row.holds += part.holds;
        row.pending += part.pending ? part.counts : 0;
      }
      row.recounted += part.counts;
      ++row.partsInAll;
      row.parts.push_back(std::move(part));
    }
    std::stable_sort(row.parts.begin(), row.parts.end(), [](const Part& a, const Part& b) { return a.counts > b.counts; });
    row.parts.resize(std::min(row.parts.size(), kMostParts));
    for (const Asking& asking : account.asking) {
      const auto amount = asking.each.find(row.key);
      if (!row.counted || scoped(quota) || amount == asking.each.end() || amount->second == 0) {
        continue;
      }
      row.asked += amount->second * asking.copies;
      row.asking.push_back({asking.who, amount->second * asking.copies, 0, true,
                            asking.copies == 1 ? asking.why : fmt::format("{} x {}", asking.copies, asking.why)});
    }
    for (const cluster::MissingClaim* missing : m_blocked) {
      const Pod* pod = m_snapshot.of<Pod>().at(missing->pod);
      if (pod != nullptr && pod->meta.namespaceName == row.namespaceName &&
          (missing->why.find(row.quota.view()) != std::string::npos || missing->why.empty())) {
        row.blocked.push_back(pod->meta.name);
      }
    }
    row.differs = row.used && row.recountedBound == Bound::exact && *row.used != row.recounted;
  }

  const Snapshot& m_snapshot;
  const LedgerOptions& m_options;
  ExtendedResources m_extended;
  std::map<Text, Account> m_accounts;
  std::vector<const cluster::MissingClaim*> m_blocked;
};

}  // namespace

std::string arithmetic(const DeviceClaimSpec& spec, const Text& key, const ExtendedResources& extended) {
  const Sort sort = sortOf(key.view());
  std::string out;
  std::int64_t sum = 0;
  std::size_t count = 0;
  for (const Term& term : termsOf(spec)) {
    const bool mine = sort == Sort::extended ? "requests." + extended.resourceOf(term.deviceClass).str() == key.view()
                                             : term.deviceClass == classOf(key.view());
    if (!mine || (sort != Sort::classDevices && sort != Sort::implicitClass && sort != Sort::extended)) {
      continue;
    }
    out += fmt::format("{}{} {}{}", out.empty() ? "" : " + ", words::oneLine(term.request.view()), term.counts,
                       term.why.empty() ? "" : " (" + term.why + ")");
    sum += term.counts;
    ++count;
  }
  return count > 1 ? out + fmt::format(" = {}", sum) : out;
}

Ledger ledgerOf(const Snapshot& snapshot, const LedgerOptions& options) {
  return LedgerMaker(snapshot, options).make();
}

}  // namespace claimscope::quota
