#include "model/actions/calls.h"

#include <fmt/format.h>

#include <cctype>

#include "model/actions/json_line.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

std::string inNamespace(const std::string& namespaceName) {
  return namespaceName.empty() ? std::string() : " -n " + words::shellWord(namespaceName);
}

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

Call createCall(const ApiResource& resource, const OrderedJson& object) {
  Call call;
  call.verb = Verb::create;
  const OrderedJson& meta = object.at("metadata");
  call.target = {resource, meta.value("namespace", std::string()), meta.value("name", std::string()), {}, {}};
  call.contentType = "application/json";
  call.body = jsonLine(object);
  call.kubectl = "printf %s " + words::shellWord(call.body) + " \\\n  | kubectl create -f -";
  return call;
}

Call mergePatch(const Target& target, const OrderedJson& patch, std::string_view subresource) {
  Call call;
  call.verb = Verb::patch;
  call.target = target;
  call.subresource = std::string(subresource);
  call.contentType = "application/merge-patch+json";
  call.body = jsonLine(patch);
  call.kubectl = "kubectl" + inNamespace(target.namespaceName) + " patch " + target.resource.resource + " " +
                 words::shellWord(target.name) +
                 (subresource.empty() ? std::string() : " --subresource=" + std::string(subresource)) +
                 " --type=merge \\\n  -p " + words::shellWord(call.body);
  return call;
}

Call removeCall(const Target& target) {
  Call call;
  call.verb = Verb::remove;
  call.target = target;
  call.contentType = "application/json";
  call.body = "{}";
  call.kubectl =
      "kubectl" + inNamespace(target.namespaceName) + " delete " + target.resource.resource + " " + words::shellWord(target.name);
  return call;
}

OrderedJson objectHead(const ApiResource& resource, const std::string& namespaceName, const std::string& name,
                       const std::vector<std::pair<std::string, std::string>>& annotations) {
  OrderedJson object = {{"apiVersion", resource.apiVersion()}, {"kind", resource.kind}, {"metadata", {{"name", name}}}};
  if (!namespaceName.empty()) {
    object["metadata"]["namespace"] = namespaceName;
  }
  for (const auto& [key, value] : annotations) {
    if (!value.empty()) {
      object["metadata"]["annotations"][key] = value;
    }
  }
  return object;
}

std::string nameOf(std::string_view text, std::size_t length) {
  std::string out;
  for (const char c : text) {
    const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (isNameCharacter(lower)) {
      out += lower;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), length));
  while (!out.empty() && out.back() == '-') {
    out.pop_back();
  }
  return out.empty() ? "x" : out;
}

std::string shortHash(std::string_view text) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return fmt::format("{:06x}", (hash ^ (hash >> 24U)) & 0xffffffU);
}

bool isObjectName(std::string_view name) {
  if (name.empty() || name.size() > 253 || !isNameCharacter(name.front()) || !isNameCharacter(name.back())) {
    return false;
  }
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool afterDot = i > 0 && name[i - 1] == '.';
    if (!isNameCharacter(c) && c != '-' && c != '.') {
      return false;
    }
    if ((c == '.' || c == '-') && afterDot) {
      return false;
    }
    if (c == '.' && i > 0 && name[i - 1] == '-') {
      return false;
    }
  }
  return true;
}

}  // namespace claimscope::actions
