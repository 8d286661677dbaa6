// Decoders: how the fields of one object of each kind are read; for the decode files and for what calls them. Any thread.
// Apart from kinds.h, since simdjson's header costs every file a second.
#pragma once

#include <string_view>

#include "model/base/json.h"
#include "model/resources/kinds.h"

namespace claimscope {

/// Fills `out` from one object. `apiVersion` is that of the object ("resource.k8s.io/v1beta1"), since shapes differ.
/// Throws json::FieldError or simdjson::simdjson_error; called only by the functions of kinds.h.
template <class T>
void decode(json::Object object, std::string_view apiVersion, T& out);

#define X(name) \
  template <>   \
  void decode<name>(json::Object object, std::string_view apiVersion, name & out);
CLAIMSCOPE_KINDS(X)
#undef X

/// The same from a protobuf message, by field numbers, with equal results. Kinds whose folder has a decode_protobuf.cpp; no alpha
/// version.
template <class T>
void decodeProtobuf(std::string_view message, std::string_view apiVersion, T& out);
template <class T>
inline constexpr bool kReadsProtobuf = false;

#define X(name)                                      \
  template <>                                        \
  inline constexpr bool kReadsProtobuf<name> = true; \
  template <>                                        \
  void decodeProtobuf<name>(std::string_view message, std::string_view apiVersion, name & out);
CLAIMSCOPE_PROTOBUF_KINDS(X)
#undef X

}  // namespace claimscope
