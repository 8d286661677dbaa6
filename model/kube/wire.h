// What the client itself reads of bodies without decoding objects: the head of a list page, a Status in protobuf. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace claimscope::kube {

/// Asks for protobuf where the server has it; it may answer in JSON all the same.
inline constexpr const char* kProtobufFirst = "application/vnd.kubernetes.protobuf, application/json";

/// "k8s" and a zero: the envelope of Kubernetes' protobuf (apimachinery runtime/serializer/protobuf).
[[nodiscard]] bool isProtobuf(std::string_view body);

/// The metadata in front of the items of a list page, in either form.
struct PageHead {
  std::string resourceVersion;
  std::string continueToken;
  std::size_t itemsAt = 0;  ///< where the items begin: from there equal lists have equal bytes
};
/// None when the metadata does not come first; then only decoding tells.
[[nodiscard]] std::optional<PageHead> pageHead(std::string_view body);

/// A metav1.Status in protobuf as the same in JSON; none when the body is not one.
[[nodiscard]] std::optional<std::string> statusAsJson(std::string_view body);

/// Whether a resourceVersion is of an earlier moment; false where they are no numbers.
[[nodiscard]] bool isOlder(std::string_view version, std::string_view than);
/// 0 where it is no number.
[[nodiscard]] std::uint64_t versionNumber(std::string_view version);

}  // namespace claimscope::kube
