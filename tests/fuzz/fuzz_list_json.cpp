// Any bytes as a list page, a watch line or an object: decoding must end, and what is refused must say why. The first byte
// chooses the kind.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "model/resources/kinds.h"

namespace {

using namespace claimscope;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

template <class T>
void decodeAll(const ApiResource& resource, const std::string& text) {
  std::string bytes = text;
  const auto page = decodeList<T>(resource, bytes);
  require(page || !page.error().message.empty(), "a page is refused without a word");
  if (page) {
    require(page->items.size() + page->skipped.size() == page->info.items, "items of a page are lost");
    for (const Error& error : page->skipped) {
      require(!error.message.empty(), "an item is skipped without a word");
    }
  }
  bytes = text;
  const auto event = decodeEvent<T>(resource, bytes);
  require(event || !event.error().message.empty(), "an event is refused without a word");
  bytes = text;
  const auto object = decodeObject<T>(resource.apiVersion(), bytes);
  require(object ? *object != nullptr : !object.error().message.empty(), "an object is refused without a word");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  constexpr unsigned kFirst = 'A';
  const unsigned letter = data[0];
  const Kind kind = static_cast<Kind>((letter < kFirst ? letter : letter - kFirst) % kKindCount);
  const KindRequest& request = kindRequest(kind);
  const ApiResource resource{request.group, request.versions[data[1] % request.versions.size()], request.resource, request.kind,
                             request.namespaced};
  const std::string text(reinterpret_cast<const char*>(data + 2), size - 2);
  visitKind(kind, [&](auto tag) { decodeAll<typename decltype(tag)::type>(resource, text); });
  return 0;
}
