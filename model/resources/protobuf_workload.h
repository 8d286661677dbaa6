// The shape that Deployment, ReplicaSet, StatefulSet and DaemonSet share on the wire; used by decode_protobuf.cpp files only. Any
// thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/resources/pod/pod_template.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope::protobuf {

/// Field numbers of the spec (k8s.io/api apps/v1 generated.proto).
struct WorkloadSpec {
  std::uint32_t replicas;  ///< 0: the kind has none
  std::uint32_t selector;
  std::uint32_t podTemplate;
  std::uint32_t strategy;  ///< 0: the kind has none
};
inline constexpr WorkloadSpec kReplicated{1, 2, 3, 4};
inline constexpr WorkloadSpec kOrdered{1, 2, 3, 7};  ///< StatefulSet
inline constexpr WorkloadSpec kReplicaSet{1, 2, 3, 0};
inline constexpr WorkloadSpec kPerNode{0, 1, 2, 3};

/// Metadata, selector, replicas and the claims of the template; `status` gets each field of the status.
template <class T, class Status>
void workload(Bytes message, const WorkloadSpec& numbers, T& out, Status&& status) {
  Pod form;
  std::vector<Text> claims;
  if (numbers.replicas != 0) {
    out.desired = 1;  // the default when the field is absent
  }
  object(
      message, out.meta,
      [&](Bytes spec) {
        forEachField(spec, [&](const Field& field) {
          if (field.number() == numbers.selector) {
            labelSelector(field.bytes(), out.selector);
          } else if (field.number() == numbers.podTemplate) {
            if constexpr (requires { out.extendedTemplate; }) {
              protobuf::podTemplate(field.bytes(), form);
            } else {
              templateClaims(field.bytes(), claims);
            }
          } else if (field.number() == numbers.replicas) {
            out.desired = field.int32();
          } else if (field.number() == numbers.strategy) {
            if constexpr (requires { out.strategy; }) {
              out.strategy = strategyType(field.bytes());
            }
          }
        });
      },
      [&](Bytes bytes) { forEachField(bytes, status); });
  if constexpr (requires { out.extendedTemplate; }) {
    fields::keepTemplate(std::move(form), out);
  } else {
    out.templateClaims = std::move(claims);
  }
}

}  // namespace claimscope::protobuf
