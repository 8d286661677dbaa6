#include "model/cel/cost.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/cel/ast.h"
#include "model/cel/formats.h"

namespace claimscope::cel {
namespace {

constexpr std::uint64_t kListBase = 10;

std::uint64_t ceiling(double value) {
  return static_cast<std::uint64_t>(std::ceil(value));
}
std::uint64_t scan(std::uint64_t size) {
  return ceiling(static_cast<double>(size) * kScanFactor);
}

std::uint64_t traversal(const Value& value) {
  switch (value.kind()) {
    case Kind::string:
    case Kind::bytes:
      return static_cast<std::uint64_t>(static_cast<double>(value.text().size()) * kScanFactor);
    case Kind::list: {
      std::uint64_t cost = 0;
      for (std::size_t i = 0; i < listSize(value); ++i) {
        cost += traversal(listAt(value, i));
      }
      return cost;
    }
    case Kind::map: {
      std::uint64_t cost = 0;
      for (std::size_t i = 0; i < mapOf(value).size(); ++i) {
        cost += traversal(mapOf(value).keyAt(i)) + traversal(mapOf(value).valueAt(i));
      }
      return cost;
    }
    default:
      return 1;
  }
}

/// cel-go sees through an optional; Kubernetes' estimator and the list library do not.
std::uint64_t sizeThroughOptional(const Value& value) {
  return value.is(Kind::optional) && !value.isNone() ? sizeThroughOptional(value.inner()) : sizeForCost(value);
}

std::uint64_t allocatingList(double factor, std::uint64_t size) {
  factor = factor < 0 ? 1.0 : factor;
  return static_cast<std::uint64_t>(static_cast<double>(size) * factor) + 1 + kListBase;
}

std::uint64_t selfCompare(const Value& list) {
  if (!list.is(Kind::list)) {
    throw Abort{"internal error: interface conversion: value is not a list"};
  }
  const std::uint64_t size = listSize(list);
  double factor = 2.0;
  if (size > 0) {
    const Value first = listAt(list, 0);
    factor += first.is(Kind::string) || first.is(Kind::bytes) ? kScanFactor : 0;
  }
  return allocatingList(factor, size * size);
}

bool isKubernetesType(const Value& value) {
  switch (value.kind()) {
    case Kind::quantity:
    case Kind::semver:
    case Kind::ip:
    case Kind::cidr:
    case Kind::url:
    case Kind::format:
      return true;
    default:
      return false;
  }
}

std::uint64_t smaller(std::span<const Value> args) {
  return scan(std::min(sizeThroughOptional(args[0]), sizeThroughOptional(args[1])));
}

struct Named {
  std::string_view name;
  CostRule rule;
};

/// By the function's name: apiserver library/cost.go, CallCost. Comes before the overloads below.
constexpr std::array kByFunction = {
    Named{"isSorted", CostRule::traverse},
    Named{"sum", CostRule::traverse},
    Named{"max", CostRule::traverse},
    Named{"min", CostRule::traverse},
    Named{"indexOf", CostRule::traverse},
    Named{"lastIndexOf", CostRule::traverse},
    Named{"includes", CostRule::traverse},
    Named{"url", CostRule::scan},
    Named{"lowerAscii", CostRule::scan},
    Named{"upperAscii", CostRule::scan},
    Named{"substring", CostRule::scan},
    Named{"trim", CostRule::scan},
    Named{"replace", CostRule::scanTwice},
    Named{"split", CostRule::scanTwice},
    Named{"join", CostRule::scanResultTwice},
    Named{"find", CostRule::regex},
    Named{"findAll", CostRule::regex},
    Named{"cidr", CostRule::scan},
    Named{"isIP", CostRule::scan},
    Named{"isCIDR", CostRule::scan},
    Named{"ip.isCanonical", CostRule::scanTwice},
    Named{"quantity", CostRule::scan},
    Named{"isQuantity", CostRule::scan},
    Named{"semver", CostRule::scan},
    Named{"isSemver", CostRule::scan},
    Named{"validate", CostRule::formatValidate},
    Named{op::kEquals, CostRule::equals},
};

/// By the one overload a call resolved to: cel-go runtimecost.go.
constexpr std::array kByOverload = {
    Named{"starts_with_string", CostRule::affixScan},
    Named{"ends_with_string", CostRule::affixScan},
    Named{"string_to_bytes", CostRule::scan},
    Named{"bytes_to_string", CostRule::scan},
    Named{"strings_quote", CostRule::scan},
    Named{"string_format", CostRule::scan},
    Named{"in_list", CostRule::listSearch},
    Named{"less_string", CostRule::smaller},
    Named{"greater_string", CostRule::smaller},
    Named{"less_equals_string", CostRule::smaller},
    Named{"greater_equals_string", CostRule::smaller},
    Named{"less_bytes", CostRule::smaller},
    Named{"greater_bytes", CostRule::smaller},
    Named{"less_equals_bytes", CostRule::smaller},
    Named{"greater_equals_bytes", CostRule::smaller},
    Named{"not_equals", CostRule::smaller},
    Named{"add_string", CostRule::concatenate},
    Named{"add_bytes", CostRule::concatenate},
    Named{"matches", CostRule::regex},
    Named{"matches_string", CostRule::regex},
    Named{"contains_string", CostRule::containsText},
};

/// Functions that Kubernetes charges one for whatever the overload.
constexpr std::array kOneByFunction = {"serviceAccount", "path",   "group", "resource", "subresource", "namespace",    "name",
                                       "allowed",        "reason", "error", "errored",  "masked",      "prefixLength", "family"};

template <class Table>
const Named* find(const Table& table, std::string_view name) {
  const auto at = std::find_if(table.begin(), table.end(), [name](const Named& named) { return named.name == name; });
  return at == table.end() ? nullptr : &*at;
}

}  // namespace

CostRule costRuleOf(std::string_view function, std::string_view overload, bool listLibrary) {
  if (listLibrary) {
    if (overload == "list_slice" || overload == "lists_range" || overload == "list_reverse") {
      return CostRule::outputList;
    }
    if (overload == "list_flatten" || overload == "list_flatten_int") {
      return overload == "list_flatten" ? CostRule::flatten : CostRule::flattenDepth;
    }
    if (overload == "list_distinct" || (overload.starts_with("list_") && overload.ends_with("_sort"))) {
      return CostRule::selfCompare;
    }
    if (overload.starts_with("list_") && overload.ends_with("_sortByAssociatedKeys")) {
      return CostRule::selfCompareKeys;
    }
  }
  if (overload == "list_sets_contains_list" || overload == "list_sets_intersects_list") {
    return CostRule::sets;
  }
  if (overload == "list_sets_equivalent_list") {
    return CostRule::setsTwice;
  }
  if (function == "ip") {
    return overload == "cidr_ip" ? CostRule::one : CostRule::scan;
  }
  if (function == "containsIP") {
    return overload == "cidr_contains_ip_string" ? CostRule::cidrContainsIpText : CostRule::cidrContainsIp;
  }
  if (function == "containsCIDR") {
    return overload == "cidr_contains_cidr_string" ? CostRule::cidrContainsText : CostRule::cidrContains;
  }
  if (const Named* named = find(kByFunction, function)) {
    return named->rule;
  }
  if (std::find(kOneByFunction.begin(), kOneByFunction.end(), function) != kOneByFunction.end()) {
    return CostRule::one;
  }
  const Named* named = find(kByOverload, overload);
  return named != nullptr ? named->rule : CostRule::one;
}

std::uint64_t costOf(CostRule rule, std::span<const Value> args, const Value& result) {
  switch (rule) {
    case CostRule::one:
      return 1;
    case CostRule::traverse:
      return args.empty() ? 0 : traversal(args[0]);
    case CostRule::scan:
      return args.empty() ? 1 : scan(sizeForCost(args[0]));
    case CostRule::scanTwice:
      return ceiling(static_cast<double>(sizeForCost(args[0])) * 2 * kScanFactor);
    case CostRule::scanResultTwice:
      return ceiling(static_cast<double>(sizeForCost(result)) * 2 * kScanFactor);
    case CostRule::regex:
      return ceiling((1.0 + static_cast<double>(sizeThroughOptional(args[0]))) * kScanFactor) *
             ceiling(static_cast<double>(sizeThroughOptional(args[1])) * kRegexFactor);
    case CostRule::affixScan:
      return scan(sizeThroughOptional(args[1]));
    case CostRule::containsText:
      return scan(sizeThroughOptional(args[0])) * scan(sizeThroughOptional(args[1]));
    case CostRule::smaller:
      return smaller(args);
    case CostRule::equals:
      return isKubernetesType(args[0]) ? 1 : smaller(args);
    case CostRule::concatenate:
      return scan(sizeThroughOptional(args[0]) + sizeThroughOptional(args[1]));
    case CostRule::listSearch:
      return sizeThroughOptional(args[1]);
    case CostRule::cidrContainsIp:
      return scan(2 * sizeForCost(args[0]));
    case CostRule::cidrContainsIpText:
      return scan(2 * sizeForCost(args[0])) + scan(sizeForCost(args[1]));
    case CostRule::cidrContains:
      return scan(2 * sizeForCost(args[0])) + scan(sizeForCost(args[0])) + 1;
    case CostRule::cidrContainsText:
      return scan(2 * sizeForCost(args[0])) + scan(sizeForCost(args[0])) + 1 + scan(sizeForCost(args[1]));
    case CostRule::formatValidate:
      if (!args[0].is(Kind::format)) {
        return 1;
      }
      return ceiling((1.0 + static_cast<double>(sizeForCost(args[1]))) * kScanFactor) *
             ceiling(static_cast<double>(args[0].as<FormatObject>().format->regexSize) * kRegexFactor);
    case CostRule::outputList:
      return allocatingList(1, sizeForCost(result));
    case CostRule::flatten:
      return allocatingList(1, sizeForCost(args[0]));
    case CostRule::flattenDepth:
      if (!args[1].is(Kind::integer)) {
        throw Abort{"internal error: interface conversion: value is not an int"};
      }
      return allocatingList(static_cast<double>(args[1].integer()), sizeForCost(args[0]));
    case CostRule::selfCompare:
      return selfCompare(args[0]);
    case CostRule::selfCompareKeys:
      return selfCompare(args[1]);
    case CostRule::sets:
      return 1 + sizeForCost(args[0]) * sizeForCost(args[1]);
    case CostRule::setsTwice:
      return 1 + sizeForCost(args[0]) * sizeForCost(args[1]) * 2;
  }
  return 1;
}

void CostTracker::drop(int id) {
  for (std::size_t i = m_stack.size(); i-- > 0;) {
    if (m_stack[i].second == id) {
      m_stack.resize(i);
      return;
    }
  }
}

bool CostTracker::take(std::span<const int> ids, std::vector<Value>& out) {
  out.resize(ids.size());
  for (std::size_t n = ids.size(); n-- > 0;) {
    bool found = false;
    for (std::size_t i = m_stack.size(); i-- > 0 && !found;) {
      if (m_stack[i].second == ids[n]) {
        out[n] = std::move(m_stack[i].first);
        m_stack.resize(i);
        found = true;
      }
    }
    if (!found) {
      return false;
    }
  }
  return true;
}

}  // namespace claimscope::cel
