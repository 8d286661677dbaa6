// What a process asks of the C library about its memory. Any thread.
#pragma once

#include <atomic>

namespace claimscope {

/// Gives memory that is free back to the system: pages of lists that have been read lie between what stays, and the library keeps
/// them otherwise. Takes some milliseconds for each 100 MB; does nothing where the library cannot (other than glibc's).
void returnFreeMemory() noexcept;

/// Has returnFreeMemory() reach what its thread has allocated. The library gives each thread a part of the heap, and keeps what
/// is free at the end of it until something large is freed there, whatever malloc_trim() says: after a list of 70,000 objects 15
/// MB of buffers that others have freed. For threads that receive much.
class HeapPart {
 public:
  HeapPart();
  ~HeapPart();
  HeapPart(const HeapPart&) = delete;
  HeapPart& operator=(const HeapPart&) = delete;
  /// By the same thread, now and then: after memory was returned once it can be returned again. Costs a load.
  void renew();

 private:
  friend void returnFreeMemory() noexcept;
  std::atomic<void*> m_large{nullptr};  ///< what to free there
};

}  // namespace claimscope
