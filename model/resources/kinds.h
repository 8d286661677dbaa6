// Kinds: the list of what we decode, its names and versions, and how bytes become objects. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "model/base/feed.h"
#include "model/base/result.h"
#include "model/resources/registry.h"  // generated from the folders

namespace claimscope {

/// One value a kind, in the order of the folders.
enum class Kind : std::uint8_t {
#define X(name) name,
  CLAIMSCOPE_KINDS(X)
#undef X
};

template <class T>
struct KindOf;
#define X(name)                               \
  template <>                                 \
  struct KindOf<name> {                       \
    static constexpr Kind value = Kind::name; \
  };
CLAIMSCOPE_KINDS(X)
#undef X
template <class T>
inline constexpr Kind kKindOf = KindOf<T>::value;

inline constexpr std::size_t kKindCount = 0
#define X(name) +1
    CLAIMSCOPE_KINDS(X)
#undef X
    ;

/// Names, versions and load order of a kind; each folder's decode.cpp defines one by specialising kindRequest<T>().
template <class T>
[[nodiscard]] const KindRequest& kindRequest();

/// The same by value, for every kind in order.
[[nodiscard]] const KindRequest& kindRequest(Kind kind);
[[nodiscard]] std::vector<KindRequest> allKindRequests();
/// The kind with this group and plural, if we decode it ("podschedulings" of v1alpha1 is PodSchedulingContext).
[[nodiscard]] std::optional<Kind> kindOf(std::string_view group, std::string_view resource);
/// The kind with this apiVersion group and `kind` field of a manifest.
[[nodiscard]] std::optional<Kind> kindOfManifest(std::string_view group, std::string_view kind);

#define X(name) \
  template <>   \
  const KindRequest& kindRequest<name>();
CLAIMSCOPE_KINDS(X)
#undef X

/// What arrived in a list page.
template <class T>
struct DecodedPage {
  ListInfo info;
  std::vector<Box<T>> items;
  std::vector<Error> skipped;  ///< items that could not be read, the first kMaxSkippedNamed; info.items counts all
};

/// A `XList` document of the API. Items without apiVersion get the resource's. Error names kind, item and field.
/// One bad item is skipped; text that is no JSON, or a Status or Table instead of a list, fails the page.
template <class T>
[[nodiscard]] Result<DecodedPage<T>> decodeList(const ApiResource& resource, std::string& json);

template <class T>
struct DecodedEvent {
  EventInfo info;
  Box<T> object;  ///< null for bookmarks, errors and unknown types
};

/// One watch line. A malformed object is an Error that names it; the watch goes on.
template <class T>
[[nodiscard]] Result<DecodedEvent<T>> decodeEvent(const ApiResource& resource, std::string& json);

/// One object on its own (files).
template <class T>
[[nodiscard]] Result<Box<T>> decodeObject(std::string_view apiVersion, std::string& json);

/// Calls fn(TypeTag) with std::type_identity<T> of the kind.
template <class Fn>
decltype(auto) visitKind(Kind kind, Fn&& fn) {
  switch (kind) {
#define X(name)    \
  case Kind::name: \
    return fn(std::type_identity<name>{});
    CLAIMSCOPE_KINDS(X)
#undef X
  }
  return fn(std::type_identity<Pod>{});
}

/// Unreadable items of one page that are described one by one.
inline constexpr std::size_t kMaxSkippedNamed = 1000;
/// Largest object and page taken from anywhere, in bytes.
inline constexpr std::size_t kMaxObjectBytes = 16U << 20U;
inline constexpr std::size_t kMaxPageBytes = 512U << 20U;

}  // namespace claimscope
