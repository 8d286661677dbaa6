#include "model/resources/decode_cache.h"

#include "model/base/list_pool.h"
#include "model/resources/compact.h"

namespace claimscope {

void DecodeCache::share(Labels& labels) {
  intern(labels);
}
void DecodeCache::share(List<OwnerReference>& owners) {
  intern(owners);
}
void DecodeCache::share(List<Toleration>& tolerations) {
  intern(tolerations);
}
void DecodeCache::share(List<PodClaimEntry>& claims) {
  intern(claims);
}
void DecodeCache::share(ResourceList& resources) {
  intern(resources);
}
void DecodeCache::share(DeviceClaimSpec& spec) {
  compact(spec);
}

}  // namespace claimscope
