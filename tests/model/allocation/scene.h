// Scene: a small cluster for the allocator, decoded from JSON as the API server would send it, and answers as text. Test thread.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "model/allocation/allocator.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

namespace claimscope::kit {

/// JSON is written with single quotes. Driver "a", class "c" (takes everything) and node "n1" (zone z1) are there from the start.
class Scene {
 public:
  Scene() { deviceClass("c", ""); }

  /// A slice of driver a; `spec` is what follows the driver: "'nodeName':'n1','devices':[…]". The pool is "p" with one slice
  /// unless the spec says otherwise.
  Scene& slice(const std::string& name, const std::string& spec) {
    const std::string pool =
        spec.find("'pool'") == std::string::npos ? "'pool':{'name':'p','generation':1,'resourceSliceCount':1}," : "";
    const std::string driver = spec.find("'driver'") == std::string::npos ? "'driver':'a'," : "";
    m_slices.push_back(object<ResourceSlice>("{'metadata':{'name':'" + name + "'},'spec':{" + driver + pool + spec + "}}"));
    return *this;
  }
  /// One slice of pool p on node n1 with these devices.
  Scene& devices(const std::string& list) { return slice("s", "'nodeName':'n1','devices':[" + list + "]"); }
  Scene& deviceClass(const std::string& name, const std::string& expression, const std::string& more = "") {
    const std::string selectors = expression.empty() ? "" : "'selectors':[" + selector(expression) + "]";
    const std::string comma = expression.empty() || more.empty() ? "" : ",";
    m_classes.push_back(object<DeviceClass>("{'metadata':{'name':'" + name + "'},'spec':{" + selectors + comma + more + "}}"));
    return *this;
  }
  Scene& rule(const std::string& spec) {
    m_rules.push_back(object<DeviceTaintRule>("{'metadata':{'name':'rule'},'spec':{" + spec + "}}"));
    return *this;
  }
  /// A claim that has these results: "'driver':'a','pool':'p','device':'d0'".
  Scene& held(const std::string& result) {
    m_held.push_back(
        object<ResourceClaim>("{'metadata':{'namespace':'ns','name':'held','uid':'h" + std::to_string(m_held.size()) +
                              "'},'status':{'allocation':{'devices':{'results':[{'request':'r'," + result + "}]}}}}"));
    return *this;
  }
  Scene& holds(const std::string& device, const std::string& pool = "p") {
    return held("'driver':'a','pool':'" + pool + "','device':'" + device + "'");
  }
  /// A claim to allocate; `spec` is the content of spec.devices.
  Scene& claim(const std::string& spec) {
    m_wanted.push_back(object<ResourceClaim>("{'metadata':{'namespace':'ns','name':'c" + std::to_string(m_wanted.size()) +
                                             "','uid':'u" + std::to_string(m_wanted.size()) + "'},'spec':{'devices':{" + spec +
                                             "}}}"));
    return *this;
  }
  /// A claim with one request "r" for class c; `more` are further fields of `exactly`.
  Scene& wants(const std::string& more = "") { return claim("'requests':[" + request("r", more) + "]"); }

  [[nodiscard]] static std::string request(const std::string& name, const std::string& more = "") {
    const std::string mode = more.find("allocationMode") == std::string::npos ? ",'allocationMode':'ExactCount'" : "";
    const std::string count = more.find("'count'") == std::string::npos ? ",'count':1" : "";
    const std::string ofClass = more.find("deviceClassName") == std::string::npos ? "'deviceClassName':'c'" : "";
    std::string body = ofClass + mode + count + (more.empty() ? "" : "," + more);
    body.erase(0, ofClass.empty() ? 1 : 0);
    return "{'name':'" + name + "','exactly':{" + body + "}}";
  }
  [[nodiscard]] static std::string alternative(const std::string& name, const std::string& more = "") {
    std::string body = request(name, more);
    const std::string exactly = "'exactly':{";
    body.erase(body.find(exactly), exactly.size());
    body.pop_back();
    return body;
  }
  [[nodiscard]] static std::string selector(const std::string& expression) {
    std::string escaped;
    for (const char c : expression) {
      escaped += c == '"' ? "\\\"" : std::string(1, c);
    }
    return "{'cel':{'expression':'" + escaped + "'}}";
  }
  [[nodiscard]] static std::string selectors(const std::string& expression) {
    return "'selectors':[" + selector(expression) + "]";
  }

  [[nodiscard]] const allocation::Allocator& allocator() {
    if (m_allocator == nullptr) {
      allocation::World world;
      world.features = features;
      point(m_slices, world.slices);
      point(m_classes, world.classes);
      point(m_rules, world.taintRules);
      point(m_held, world.claims);
      m_allocator = std::make_unique<allocation::Allocator>(std::move(world));
    }
    return *m_allocator;
  }
  [[nodiscard]] const Node& node(const std::string& name = "n1") {
    m_nodes.push_back(decoded<Node>("v1", jsonText("{'metadata':{'name':'" + name + "','labels':{'zone':'z1','gpu':'yes'}}}")));
    return *m_nodes.back();
  }
  [[nodiscard]] allocation::Outcome outcome(const std::string& nodeName = "n1", const allocation::WhatIf& whatIf = {}) {
    std::vector<const ResourceClaim*> claims;
    point(m_wanted, claims);
    return allocator().allocate(node(nodeName), claims, whatIf);
  }
  /// "r=p/d0 r=p/d1", claims apart by " | "; "no", "no: why", "error: why".
  [[nodiscard]] std::string answer(const std::string& nodeName = "n1", const allocation::WhatIf& whatIf = {}) {
    return text(outcome(nodeName, whatIf));
  }
  [[nodiscard]] static std::string text(const allocation::Outcome& outcome) {
    using Kind = allocation::Outcome::Kind;
    if (outcome.kind != Kind::allocated) {
      const std::string word = outcome.kind == Kind::error ? "error" : "no";
      return outcome.error.empty() ? word : word + ": " + outcome.error;
    }
    std::string out;
    for (const allocation::ClaimResult& claim : outcome.results) {
      out += out.empty() ? "" : " | ";
      for (std::size_t i = 0; i < claim.allocation.results.size(); ++i) {
        const DeviceAllocation& result = claim.allocation.results[i];
        out += fmt::format("{}{}={}/{}{}{}", i == 0 ? "" : " ", result.request.view(), result.pool.view(), result.device.view(),
                           result.adminAccess ? "(admin)" : "", result.shareId.empty() ? "" : "(share)");
        for (const auto& [name, amount] : result.consumedCapacity) {
          out += fmt::format("[{}={}]", name.view(), amount.text());
        }
      }
    }
    return out;
  }
  [[nodiscard]] const ResourceClaim& wanted(std::size_t i = 0) const { return *m_wanted[i]; }
  [[nodiscard]] const ResourceClaim& holder(std::size_t i = 0) const { return *m_held[i]; }
  [[nodiscard]] const DeviceTaintRule& taintRule(std::size_t i = 0) const { return *m_rules[i]; }

  allocation::Features features;  ///< before the first answer

 private:
  template <class T>
  static Box<T> object(const std::string& json) {
    return decoded<T>("resource.k8s.io/v1", jsonText(json));
  }
  template <class T>
  static void point(const std::vector<Box<T>>& from, std::vector<const T*>& to) {
    for (const auto& item : from) {
      to.push_back(item.get());
    }
  }

  std::vector<Box<ResourceSlice>> m_slices;
  std::vector<Box<DeviceClass>> m_classes;
  std::vector<Box<DeviceTaintRule>> m_rules;
  std::vector<Box<ResourceClaim>> m_held;
  std::vector<Box<ResourceClaim>> m_wanted;
  std::vector<Box<Node>> m_nodes;
  std::unique_ptr<allocation::Allocator> m_allocator;
};

/// "{'name':'d0','attributes':{…}}": `more` are further fields of the device.
[[nodiscard]] inline std::string device(const std::string& name, const std::string& more = "") {
  return "{'name':'" + name + "'" + (more.empty() ? "" : "," + more) + "}";
}

}  // namespace claimscope::kit

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))
