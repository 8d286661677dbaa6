// Object: what a world keeps of an API object: a small immutable struct that is written to JSON only when asked for. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/simulation/hardware.h"
#include "model/simulation/json_writer.h"

namespace claimscope::simulation {

struct WriteContext {
  const Hardware& hardware;
  bool classic = false;  ///< resource.k8s.io/v1alpha2 of 1.30, and pods with `source`
};

/// Who made it. The apiVersion follows from the kind.
struct Owner {
  Text kind;
  Text name;
  std::uint64_t uid = 0;
};

/// Metadata and a body. An update replaces the object by a changed copy, so that the log of changes can keep the old one.
struct Object {
  Text name;
  Text namespaceName;  ///< empty: cluster-scoped
  Text generateName;
  Text labels;       ///< a JSON object, empty when none; shared by all objects of a workload
  Text annotations;  ///< the same
  Text finalizer;
  Owner owner;
  std::uint64_t uid = 0;  ///< number behind the UUID
  std::uint64_t resourceVersion = 0;
  std::int64_t generation = 0;
  Time created;
  Time deleted;

  Object() = default;
  virtual ~Object() = default;
  [[nodiscard]] virtual std::shared_ptr<Object> clone() const = 0;
  /// Everything after metadata: spec and status, or what the kind has instead.
  virtual void writeBody(JsonWriter& json, const WriteContext& context) const = 0;
  /// Entries of metadata.managedFields; most kinds leave them out as a trimmed server would.
  virtual void writeManagedFields(JsonWriter& json, const WriteContext& context) const;

  /// The whole object; `apiVersion` and `kind` are left out inside of lists, as the server does.
  void write(JsonWriter& json, const WriteContext& context, std::string_view apiVersion, std::string_view kind) const;
  /// "namespace/name" or "name": the order of the store, as in etcd.
  [[nodiscard]] std::string key() const;
  [[nodiscard]] Owner asOwner(std::string_view kind) const { return {Text(kind), name, uid}; }

 protected:
  Object(const Object&) = default;
  Object& operator=(const Object&) = default;

 private:
  void writeMetadata(JsonWriter& json, const WriteContext& context) const;
};

/// clone() of a concrete struct.
template <class T>
struct Cloned : Object {
  [[nodiscard]] std::shared_ptr<Object> clone() const override { return std::make_shared<T>(static_cast<const T&>(*this)); }
};

/// Kinds of which there are few: the body is kept as written.
struct PlainObject final : Cloned<PlainObject> {
  std::string body;  ///< fields after metadata, without braces
  void writeBody(JsonWriter& json, const WriteContext&) const override { json.fields(body); }
};

}  // namespace claimscope::simulation
