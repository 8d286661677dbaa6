// Readers of protobuf messages that several kinds share, the twins of fields.h; used by decode_protobuf.cpp files. Any thread.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "model/resources/decode_cache.h"
#include "model/resources/node/node.h"
#include "model/resources/protobuf.h"
#include "model/resources/selector.h"

/// Numbers in these files are field numbers of k8s.io/api and k8s.io/apimachinery (generated.proto); they never change. A scalar
/// that is not a pointer upstream is on the wire even when it is zero, where JSON may leave it out: readers must not take it for
/// a sign.
namespace claimscope::protobuf {

/// Maps come sorted from every server. In one that is not, the last of equal keys counts, as in a Go map.
template <class Container, class Key>
void settle(Container& entries, Key key) {
  const auto notBefore = [&key](const auto& a, const auto& b) { return !(key(a) < key(b)); };
  if (std::adjacent_find(entries.begin(), entries.end(), notBefore) == entries.end()) {
    return;
  }
  std::vector<typename Container::value_type> sorted(entries.begin(), entries.end());
  std::stable_sort(sorted.begin(), sorted.end(), [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<typename Container::value_type> kept;
  for (auto& item : sorted) {
    if (!kept.empty() && key(kept.back()) == key(item)) {
      kept.back() = std::move(item);
    } else {
      kept.push_back(std::move(item));
    }
  }
  kept.shrink_to_fit();
  entries = std::move(kept);
}

/// The entries of a map whose values `read` makes of bytes, as pairs.
template <class Container, class Read>
void map(Field& field, Container& out, Read&& read) {
  field.list(out, [&read](const Field& item) {
    const Entry pair = entry(item);
    return typename Container::value_type(textOf(pair.key), read(pair.value));
  });
  settle(out, [](const auto& pair) -> const Text& { return pair.first; });
}

/// `read` makes `out` of this field and those of the same number that follow, unless the same bytes were read before
/// (DecodeCache).
template <class V, class Read>
void remembered(Field& field, V& out, Read&& read) {
  DecodeCache* cache = DecodeCache::current();
  if (cache == nullptr || !out.empty()) {
    read();
    return;
  }
  const Field::Run run = field.wholeRun();
  const DecodeCache::Key key{run.bytes, run.first};
  if (const V* known = cache->find<V>(key)) {
    out = *known;
    field.skip(run);
    return;
  }
  read();
  cache->keep(key, out);
}

/// ObjectMeta; see fields::metadata.
void metadata(Bytes message, Metadata& out, Time* schedulerWrote = nullptr);

/// An object: its metadata, then spec(bytes) and status(bytes) of whichever it has. Their numbers are 1, 2 and 3 in every kind.
template <class Spec, class Status>
void object(Bytes message, Metadata& meta, Spec&& spec, Status&& status) {
  forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      metadata(part.bytes(), meta);
    } else if (part.number() == 2) {
      spec(part.bytes());
    } else if (part.number() == 3) {
      status(part.bytes());
    }
  });
}
/// map<string, string>
void labels(Field& field, Labels& out);
/// map<string, Quantity>
template <class Container>
void quantities(Field& field, Container& out) {
  if constexpr (std::is_same_v<Container, ResourceList>) {
    remembered(field, out, [&] { map(field, out, quantityOf); });
  } else {
    map(field, out, quantityOf);
  }
}
/// Counter and the like: a message whose field 1 is a quantity.
[[nodiscard]] Quantity counter(Bytes message);
/// map<string, Counter>
template <class Container>
void counters(Field& field, Container& out) {
  map(field, out, counter);
}
void nodeSelector(Bytes message, NodeSelector& out);
void labelSelector(Bytes message, LabelSelector& out);
/// core/v1 Taint and DeviceTaint.
void taint(Bytes message, Taint& out);
/// core/v1 Toleration and DeviceToleration. An empty operator becomes Equal.
[[nodiscard]] Toleration toleration(const Field& field);
/// metav1.Condition and the conditions of nodes, pods and jobs.
[[nodiscard]] Condition condition(const Field& field);
/// DeviceSelector: its CEL expression.
[[nodiscard]] Text celSelector(const Field& field);
/// The claims and claim templates a PodTemplateSpec names.
void templateClaims(Bytes podTemplate, std::vector<Text>& out);
/// IntOrString, as written in JSON.
[[nodiscard]] Text intOrString(Bytes message);
/// RawExtension: its JSON as the server writes it inside JSON, without blanks and with <, > and & escaped; empty for null.
[[nodiscard]] std::string rawJson(Bytes message);

/// An optional that a nested message fills.
template <class T, class Read>
void optional(const Field& field, std::optional<T>& out, Read&& read) {
  if (!out) {
    out.emplace();
  }
  read(field.bytes(), *out);
}

}  // namespace claimscope::protobuf
