#include "model/cost/prices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/base/json_tree.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::cost {

using Json = nlohmann::ordered_json;

namespace {

constexpr double kMostAnHour = 1'000'000;  ///< a typing error, not a price
constexpr std::size_t kMostPrices = 10'000;
constexpr std::size_t kMostName = 200;

bool before(const Price& price, std::string_view type) {
  return price.instanceType < type;
}

void put(PriceTable& table, Price price) {
  const auto at = std::lower_bound(table.prices.begin(), table.prices.end(), price.instanceType, before);
  if (at != table.prices.end() && at->instanceType == price.instanceType) {
    // What is not said stays as it is.
    at->onDemand = price.onDemand ? price.onDemand : at->onDemand;
    at->spot = price.spot ? price.spot : at->spot;
  } else {
    table.prices.insert(at, std::move(price));
  }
}

Result<double> amountOf(const Json& value, const std::string& where) {
  if (!value.is_number() || !std::isfinite(value.get<double>()) || value.get<double>() < 0 || value.get<double>() > kMostAnHour) {
    return fail(ErrorCode::invalidInput, where + " is not a price of an hour", "Write a number of at least 0, like 12.24");
  }
  return value.get<double>();
}

Result<Price> priceOf(const std::string& type, const Json& value) {
  const std::string name = words::middleCut(words::oneLine(type), 60);
  Price out{type, {}, {}};
  if (type.empty() || type.size() > kMostName) {
    return fail(ErrorCode::invalidInput, "prices: " + (type.empty() ? "an instance type" : name) + " has no usable name",
                "Name it as the node's label does, like p5.48xlarge");
  }
  if (!value.is_object()) {
    const Result<double> amount = amountOf(value, "prices: " + name);
    if (!amount) {
      return fail(amount.error());
    }
    out.onDemand = *amount;
    return out;
  }
  for (const auto& [field, given] : value.items()) {
    if (field != "onDemand" && field != "spot") {
      return fail(ErrorCode::invalidInput,
                  "prices: " + name + ": " + words::middleCut(words::oneLine(field), 40) + " is not known",
                  "It has onDemand and spot");
    }
    const Result<double> amount = amountOf(given, "prices: " + name + ": " + field);
    if (!amount) {
      return fail(amount.error());
    }
    (field == "spot" ? out.spot : out.onDemand) = *amount;
  }
  return out;
}

std::string textOf(const Json& json, const char* key, const std::string& standard) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? words::cut(words::oneLine(found->get<std::string>()), 80) : standard;
}

}  // namespace

Market marketOf(const Metadata& node) {
  const auto says = [&](std::string_view label, std::string_view value) {
    const Text has = labelValue(node.labels, label);
    return std::equal(has.view().begin(), has.view().end(), value.begin(), value.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
  };
  if (says("eks.amazonaws.com/capacityType", "spot") || says("karpenter.sh/capacity-type", "spot") ||
      says("cloud.google.com/gke-spot", "true") || says("cloud.google.com/gke-preemptible", "true") ||
      says("kubernetes.azure.com/scalesetpriority", "spot")) {
    return Market::spot;
  }
  return says("karpenter.sh/capacity-type", "reserved") || says("eks.amazonaws.com/capacityType", "capacity_block")
             ? Market::reserved
             : Market::onDemand;
}

std::string_view marketWord(Market market) {
  return market == Market::spot ? "spot" : market == Market::reserved ? "reserved" : "on demand";
}

Text instanceTypeOf(const Metadata& node) {
  const Text type = labelValue(node.labels, "node.kubernetes.io/instance-type");
  return type.empty() ? labelValue(node.labels, "beta.kubernetes.io/instance-type") : type;
}

const Price* PriceTable::find(std::string_view instanceType) const {
  const auto at = std::lower_bound(prices.begin(), prices.end(), instanceType, before);
  return at != prices.end() && at->instanceType == instanceType ? &*at : nullptr;
}

Rate rateOf(const PriceTable& table, std::string_view instanceType, Market market) {
  Rate out{0, Bound::unknown, market};
  const Price* price = instanceType.empty() ? nullptr : table.find(instanceType);
  if (price == nullptr) {
    return out;
  }
  if (market == Market::spot && price->spot) {
    return {*price->spot, Bound::exact, market};
  }
  if (price->onDemand) {
    return {*price->onDemand, market == Market::onDemand ? Bound::exact : Bound::atMost, market};
  }
  return out;
}

Rate rateOf(const PriceTable& table, const Metadata& node) {
  return rateOf(table, instanceTypeOf(node).view(), marketOf(node));
}

Result<PriceTable> readPrices(std::string_view text, const PriceTable& base) {
  const Result<std::string> json = yaml::firstToJson(text);
  if (!json) {
    return fail(json.error().within("prices"));
  }
  const Json read = Json::parse(*json, nullptr, false);
  if (!read.is_object() || !read.contains("prices") || !read["prices"].is_object()) {
    return fail(ErrorCode::invalidInput, "prices: there is no list `prices`", "Write prices: {p5.48xlarge: {onDemand: 55.04}}");
  }
  if (read["prices"].size() > kMostPrices) {
    return fail(ErrorCode::tooLarge, "prices: more than 10,000 instance types", "Keep those that the cluster has");
  }
  const auto replace = read.find("replace");
  PriceTable out = base;
  out.currency = textOf(read, "currency", base.currency);
  if (out.currency != base.currency || (replace != read.end() && *replace == true)) {
    out.prices.clear();
  }
  for (const auto& [type, value] : read["prices"].items()) {
    const Result<Price> price = priceOf(type, value);
    if (!price) {
      return fail(price.error());
    }
    put(out, *price);
  }
  out.own = read["prices"].size();
  out.source = textOf(read, "source", "own prices");
  out.taken = textOf(read, "taken", "");
  return out;
}

std::string writePrices(const PriceTable& table) {
  Json prices = Json::object();
  for (const Price& price : table.prices) {
    const Price* listed = listPrices().currency == table.currency ? listPrices().find(price.instanceType) : nullptr;
    if (listed != nullptr && *listed == price) {
      continue;
    }
    Json one = Json::object();
    if (price.onDemand) {
      one["onDemand"] = *price.onDemand;
    }
    if (price.spot) {
      one["spot"] = *price.spot;
    }
    prices[price.instanceType] = one;
  }
  return yaml::fromJson(
      Json{{"currency", table.currency}, {"source", table.source}, {"taken", table.taken}, {"prices", prices}}.dump(
          -1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace claimscope::cost
