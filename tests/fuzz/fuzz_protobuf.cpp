// Any bytes as a protobuf message of a kind, and as pages, events and objects around it: decoding must end, texts must come out
// as UTF-8. The first byte chooses the kind, the second the version.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "model/resources/decode_cache.h"
#include "model/resources/kinds.h"
#include "model/resources/protobuf.h"
#include "tests/kit/canonical.h"

namespace {

using namespace claimscope;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

std::string field(unsigned number, const std::string& bytes) {
  std::string out(1, static_cast<char>(number << 3U | 2U));
  for (std::size_t rest = bytes.size();; rest >>= 7U) {
    out += static_cast<char>((rest & 0x7FU) | (rest > 0x7F ? 0x80U : 0U));
    if (rest <= 0x7F) {
      return out + bytes;
    }
  }
}

std::string envelope(const ApiResource& resource, const std::string& kind, const std::string& message) {
  return std::string("k8s\0", 4) + field(1, field(1, resource.apiVersion()) + field(2, kind)) + field(2, message);
}

/// With what was remembered of the inputs before, an object is the same as without.
template <class T>
void decodeTwice(const ApiResource& resource, const std::string& bytes) {
  static auto* const kCache = new DecodeCache();
  std::string text = envelope(resource, resource.kind, bytes);
  const auto plain = decodeObject<T>(resource.apiVersion(), text);
  const DecodeCache::Use use(*kCache);
  const auto remembered = decodeObject<T>(resource.apiVersion(), text);
  require(plain.has_value() == remembered.has_value(), "what was remembered makes an error, or hides one");
  require(!plain || kit::canonical(**plain) == kit::canonical(**remembered), "what was remembered makes another object");
}

template <class T>
void decodeAll(const ApiResource& resource, const std::string& bytes) {
  std::string text = envelope(resource, resource.kind + "List", field(2, bytes) + bytes);
  const auto page = decodeList<T>(resource, text);
  require(page || !page.error().message.empty(), "a page is refused without a word");
  if (page) {
    require(page->items.size() + page->skipped.size() == page->info.items, "items of a page are lost");
  }
  text = field(1, "MODIFIED") + field(2, field(1, envelope(resource, resource.kind, bytes)));
  const auto event = decodeEvent<T>(resource, text);
  require(event ? event->object != nullptr : !event.error().message.empty(), "an event is refused without a word");
  if (event) {
    require(simdjson::validate_utf8(event->object->meta.name.view()), "a name is no UTF-8");
  }
  decodeTwice<T>(resource, bytes);
  text = bytes;
  const auto raw = decodeEvent<T>(resource, text);
  require(raw || !raw.error().message.empty(), "bytes are refused without a word");
  text = std::string("k8s\0", 4) + bytes;
  (void)decodeList<T>(resource, text);
  text = field(1, "ERROR") + field(2, field(1, envelope({"", "v1", {}, {}, false}, "Status", bytes)));
  const auto status = decodeEvent<T>(resource, text);
  require(!status || status->info.error.has_value(), "an error without a word");
  text = field(1, "BOOKMARK") + field(2, field(1, envelope(resource, resource.kind, bytes)));
  (void)decodeEvent<T>(resource, text);
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
  const std::string bytes(reinterpret_cast<const char*>(data + 2), size - 2);
  visitKind(kind, [&](auto tag) { decodeAll<typename decltype(tag)::type>(resource, bytes); });
  return 0;
}
