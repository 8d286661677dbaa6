#include "model/resources/compact.h"
#include "model/resources/decoders.h"
#include "model/resources/document.h"

namespace claimscope {

namespace {

/// How a message becomes the current object; nothing for kinds that are read from JSON only.
template <class T>
std::function<void(std::string_view, std::string_view)> protobufReader(T& current) {
  if constexpr (kReadsProtobuf<T>) {
    return [&current](std::string_view message, std::string_view apiVersion) {
      decodeProtobuf<T>(message, apiVersion, current);
      compact(current);
    };
  } else {
    return {};
  }
}

/// Makes objects of one kind for document.h; `keep` gets each that was read.
template <class T, class Keep>
document::Target targetOf(std::string_view apiVersion, T& current, Keep keep) {
  return {kindRequest<T>().kind,
          apiVersion,
          [&current]() -> const Metadata& {
            current = T();
            return current.meta;
          },
          [&current, apiVersion](json::Object object) {
            decode<T>(object, apiVersion, current);
            compact(current);
          },
          protobufReader(current),
          std::move(keep)};
}

}  // namespace

template <class T>
Result<DecodedPage<T>> decodeList(const ApiResource& resource, std::string& json) {
  DecodedPage<T> page;
  const std::string apiVersion = resource.apiVersion();
  T current;
  const document::Target target = targetOf<T>(apiVersion, current, [&] { page.items.emplace_back(std::move(current)); });
  Result<ListInfo> info = document::readList(target, json, page.skipped);
  if (!info) {
    return fail(std::move(info.error()));
  }
  page.info = std::move(*info);
  return page;
}

template <class T>
Result<DecodedEvent<T>> decodeEvent(const ApiResource& resource, std::string& json) {
  DecodedEvent<T> event;
  const std::string apiVersion = resource.apiVersion();
  T current;
  const document::Target target = targetOf<T>(apiVersion, current, [&] { event.object = std::move(current); });
  Result<EventInfo> info = document::readEvent(target, json);
  if (!info) {
    return fail(std::move(info.error()));
  }
  event.info = std::move(*info);
  return event;
}

template <class T>
Result<Box<T>> decodeObject(std::string_view apiVersion, std::string& json) {
  T current;
  Box<T> kept;
  const document::Target target = targetOf<T>(apiVersion, current, [&] { kept = std::move(current); });
  const Status done = document::readObject(target, json);
  if (!done) {
    return fail(done.error());
  }
  return kept;
}

// NOLINTBEGIN(bugprone-macro-parentheses): the names of types cannot stand in parentheses
#define X(name)                                                                                          \
  template Result<DecodedPage<name>> decodeList<name>(const ApiResource& resource, std::string& json);   \
  template Result<DecodedEvent<name>> decodeEvent<name>(const ApiResource& resource, std::string& json); \
  template Result<Box<name>> decodeObject<name>(std::string_view apiVersion, std::string & json);
CLAIMSCOPE_KINDS(X)
#undef X
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace claimscope
