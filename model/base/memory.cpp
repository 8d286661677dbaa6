#include "model/base/memory.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace claimscope {
namespace {

/// More than what glibc calls large when it is freed (FASTBIN_CONSOLIDATION_THRESHOLD, 64 KiB), less than what it has no heap for
/// (M_MMAP_THRESHOLD, 128 KiB). Only the first page of it is ever touched.
constexpr std::size_t kLarge = 96U << 10U;
/// Free bytes that the end of a part may keep from the first return on; before, the library lets them grow with the buffers.
[[maybe_unused]] constexpr int kMayKeep = 1 << 20;

/// Never destroyed: threads may end after static objects.
struct Parts {
  std::mutex mutex;
  std::vector<HeapPart*> all;
};
Parts& parts() {
  static auto* const kParts = new Parts();
  return *kParts;
}

}  // namespace

HeapPart::HeapPart() {
  renew();
  const std::lock_guard lock(parts().mutex);
  parts().all.push_back(this);
}

HeapPart::~HeapPart() {
  const std::lock_guard lock(parts().mutex);
  std::erase(parts().all, this);
  std::free(m_large.exchange(nullptr));
}

void HeapPart::renew() {
  if (m_large.load(std::memory_order_relaxed) == nullptr) {
    m_large = std::malloc(kLarge);
  }
}

void returnFreeMemory() noexcept {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, kMayKeep);
  {
    const std::lock_guard lock(parts().mutex);
    for (HeapPart* part : parts().all) {
      std::free(part->m_large.exchange(nullptr));
    }
  }
  malloc_trim(0);
#endif
}

}  // namespace claimscope
