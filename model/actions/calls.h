// Calls as actions make them: create, merge patch and delete, each with the same for a terminal. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/actions/plan.h"
#include "model/base/json_tree.h"

namespace claimscope::actions {

using OrderedJson = nlohmann::ordered_json;

/// POST of an object, which has apiVersion, kind and metadata.
[[nodiscard]] Call createCall(const ApiResource& resource, const OrderedJson& object);
/// PATCH with application/merge-patch+json.
[[nodiscard]] Call mergePatch(const Target& target, const OrderedJson& patch, std::string_view subresource = {});
/// DELETE with the object's own grace period.
[[nodiscard]] Call removeCall(const Target& target);

/// apiVersion, kind and metadata of an object to create; annotations that are empty are left out.
[[nodiscard]] OrderedJson objectHead(const ApiResource& resource, const std::string& namespaceName, const std::string& name,
                                     const std::vector<std::pair<std::string, std::string>>& annotations = {});

/// Letters, digits and dashes of `text`, at most `length` of them, as an object's name may hold them; "x" when nothing is left.
[[nodiscard]] std::string nameOf(std::string_view text, std::size_t length);
/// Six hexadecimal digits of a text: makes short names unique and the same each time.
[[nodiscard]] std::string shortHash(std::string_view text);
/// A name that a server takes (RFC 1123 subdomain), for names that people give.
[[nodiscard]] bool isObjectName(std::string_view name);

}  // namespace claimscope::actions
