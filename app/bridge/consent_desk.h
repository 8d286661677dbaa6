// ConsentDesk: commands that wait for a person's consent, between the threads that ask and the window that answers. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/kube/exec_policy.h"

namespace claimscope::app {

class ConsentDesk {
 public:
  struct Waiting {
    std::uint64_t id = 0;
    kube::ExecRequest request;
  };
  /// `changed` is called on the asking thread when a question comes or is answered.
  explicit ConsentDesk(std::function<void()> changed) : m_changed(std::move(changed)) {}

  /// Waits for the answer; refuses at once after close(). What kube::ExecGate calls.
  [[nodiscard]] kube::ExecAnswer ask(const kube::ExecRequest& request);
  /// Oldest first.
  [[nodiscard]] std::vector<Waiting> waiting() const;
  void answer(std::uint64_t id, kube::ExecAnswer answer);
  /// Refuses what this context asks: it is being ended and its threads are waited for.
  void refuse(const std::string& context);
  /// Refuses everything, now and later: the program ends.
  void close();

 private:
  struct Entry {
    Waiting waiting;
    std::optional<kube::ExecAnswer> answer;
  };
  std::function<void()> m_changed;
  mutable std::mutex m_mutex;
  std::condition_variable m_answered;
  std::vector<Entry> m_entries;
  std::uint64_t m_next = 1;
  bool m_closed = false;
};

}  // namespace claimscope::app
