// `quota` for people and programs. Any thread.
#include <fmt/format.h>

#include "app/commands/quota.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using quota::amountText;
using quota::Part;
using quota::Row;

std::string marked(Quantity::Nano amount, Bound bound) {
  switch (bound) {
    case Bound::exact:
      return amountText(amount);
    case Bound::atLeast:
      return "≥" + amountText(amount);
    case Bound::atMost:
      return "≤" + amountText(amount);
    case Bound::unknown:
      break;
  }
  return "?";
}

Json amountJson(Quantity::Nano amount, Bound bound) {
  return {{"value", bound == Bound::unknown ? Json(nullptr) : Json(amountText(amount))}, {"bound", boundWord(bound)}};
}

Json partsJson(const std::vector<Part>& parts) {
  Json out = Json::array();
  for (const Part& part : parts) {
    out.push_back({{"object", part.object},
                   {"counts", amountText(part.counts)},
                   {"holds", part.holds},
                   {"pending", part.pending},
                   {"why", part.why}});
  }
  return out;
}

std::string noteOf(const Row& row) {
  if (!row.counted) {
    return row.scopes.empty() ? "no evaluator counts this key here"
                              : "a quota with scopes (" + row.scopes + ") never counts claims";
  }
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  if (!row.scopes.empty()) {
    add("only pods of scope " + row.scopes);
  }
  if (row.differs) {
    add(fmt::format("status says {}, objects add up to {}", amountText(*row.used), amountText(row.recounted)));
  }
  if (row.excess() > 0 && row.asked > 0) {
    add(fmt::format("{} of what is asked will be refused", marked(row.excess(), row.askedBound)));
  }
  if (!row.blocked.empty()) {
    add(words::counted(static_cast<std::int64_t>(row.blocked.size()), "pod waits", "pods wait") + " for it (QuotaExceeded)");
  }
  return out;
}

Json refusalJson(const std::optional<quota::Refusal>& refusal) {
  return refusal ? Json({{"quota", refusal->quota.view()},
                         {"key", refusal->key.view()},
                         {"hard", amountText(refusal->hard)},
                         {"used", amountJson(refusal->used, refusal->usedBound)},
                         {"asks", amountText(refusal->asks)},
                         {"text", quota::refusalText(*refusal)}})
                 : Json(nullptr);
}

}  // namespace

Json quotaJson(const quota::Ledger& ledger, const cluster::Snapshot& snapshot) {
  Json out{{"kind", "quotas"}, {"bound", boundWord(ledger.quotaBound)}, {"items", Json::array()}};
  for (const Row& row : ledger.rows) {
    Json blocked = Json::array();
    for (const Text& pod : row.blocked) {
      blocked.push_back(pod.view());
    }
    out["items"].push_back({{"namespace", row.namespaceName.view()},
                            {"quota", row.quota.view()},
                            {"key", row.key.view()},
                            {"deviceClass", row.deviceClass.view()},
                            {"scopes", row.scopes},
                            {"counted", row.counted},
                            {"hard", amountText(row.hard)},
                            {"used", row.used ? Json(amountText(*row.used)) : Json(nullptr)},
                            {"recounted", amountJson(row.recounted, row.recountedBound)},
                            {"differs", row.differs},
                            {"pending", amountJson(row.pending, row.recountedBound)},
                            {"asked", amountJson(row.asked, row.askedBound)},
                            {"excess", amountJson(row.excess(), row.askedBound)},
                            {"left", amountJson(row.left(), row.inUseBound())},
                            {"holds", row.holds},
                            {"objects", row.partsInAll},
                            {"counting", partsJson(row.parts)},
                            {"asking", partsJson(row.asking)},
                            {"blockedPods", std::move(blocked)},
                            {"reason", row.blocked.empty() ? Json(nullptr) : Json("QuotaExceeded")}});
  }
  out["sources"] = sourcesJson(snapshot, {Kind::ResourceQuota, Kind::ResourceClaim, Kind::ResourceClaimTemplate, Kind::Pod});
  return out;
}

Listing quotaListing(const quota::Ledger& ledger) {
  Listing out;
  out.kind = "quotas";
  out.columns = {{"NAMESPACE"}, {"QUOTA"}, {"LIMIT"},           {"HARD"}, {"USED"}, {"LEFT"}, {"PENDING"},
                 {"ASKED"},     {"HOLDS"}, {"RECOUNTED", true}, {"NOTE"}};
  for (const Row& row : ledger.rows) {
    out.rows.push_back(
        {row.namespaceName.str(), row.quota.str(), row.key.str(), amountText(row.hard), row.used ? amountText(*row.used) : "?",
         row.used || row.recountedBound != Bound::unknown ? marked(row.left(), row.inUseBound()) : "?",
         marked(row.pending, row.recountedBound), marked(row.asked, row.askedBound),
         row.deviceClass.empty() ? "" : std::to_string(row.holds), marked(row.recounted, row.recountedBound), noteOf(row)});
  }
  return out;
}

Json admissionJson(const std::vector<quota::Verdict>& verdicts) {
  Json out{{"admitted", true}, {"items", Json::array()}};
  for (const quota::Verdict& verdict : verdicts) {
    out["admitted"] = out["admitted"].get<bool>() && verdict.admitted;
    out["items"].push_back({{"object", verdict.what},
                            {"namespace", verdict.namespaceName.view()},
                            {"admitted", verdict.admitted},
                            {"objectAdmitted", verdict.objectAdmitted},
                            {"copies", verdict.copies},
                            {"admittedCopies", verdict.admittedCopies},
                            {"fit", verdict.fit ? Json(*verdict.fit) : Json(nullptr)},
                            {"bound", boundWord(verdict.bound)},
                            {"refusal", refusalJson(verdict.refusal)},
                            {"nextLimit", refusalJson(verdict.tight)},
                            {"unknown", verdict.unknown}});
  }
  return out;
}

Listing admissionListing(const std::vector<quota::Verdict>& verdicts) {
  Listing out;
  out.kind = "admission";
  out.columns = {{"OBJECT"}, {"ADMITTED"}, {"COPIES"}, {"FIT"}, {"WHY"}};
  for (const quota::Verdict& verdict : verdicts) {
    std::string why = verdict.refusal ? quota::refusalText(*verdict.refusal)
                      : verdict.tight ? "then " + quota::refusalText(*verdict.tight)
                                      : std::string();
    for (const std::string& unknown : verdict.unknown) {
      why += (why.empty() ? "" : "; ") + unknown + ", so it is not counted";
    }
    out.rows.push_back({verdict.what, verdict.admitted ? (verdict.bound == Bound::unknown ? "?" : "yes") : "no",
                        verdict.copies == 0 ? "" : fmt::format("{} of {}", verdict.admittedCopies, verdict.copies),
                        verdict.copies == 0 ? ""
                        : verdict.fit       ? std::to_string(*verdict.fit)
                                            : "any",
                        why});
  }
  return out;
}

}  // namespace claimscope::app
