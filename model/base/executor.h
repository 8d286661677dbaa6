// Executor: where a task runs: inline in tests, on a pool in the program. Any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace claimscope {

using Task = std::function<void()>;

class Executor {
 public:
  virtual ~Executor() = default;
  virtual void post(Task task) = 0;
};

/// Runs a task at once, on the caller's thread.
class InlineExecutor final : public Executor {
 public:
  void post(Task task) override { task(); }
};

/// A fixed number of threads and one queue. The destructor stops taking tasks, drops queued ones and joins.
class ThreadPool final : public Executor {
 public:
  /// `name` (at most 12 bytes) is shown by top and gdb.
  ThreadPool(const std::string& name, unsigned threads);
  ~ThreadPool() override;
  void post(Task task) override;

 private:
  void work();
  std::mutex m_mutex;
  std::condition_variable m_ready;
  std::deque<Task> m_queue;
  bool m_closed = false;
  std::vector<std::jthread> m_threads;
};

/// Runs tasks one after another, in order, on another executor: one per watch, so its events keep their order.
/// Must be owned by shared_ptr; tasks already posted keep it alive.
class Strand final : public Executor, public std::enable_shared_from_this<Strand> {
 public:
  explicit Strand(Executor& target) : m_target(target) {}
  void post(Task task) override;
  /// Tasks waiting or running.
  [[nodiscard]] std::size_t pending() const;

 private:
  void runOne();
  Executor& m_target;
  mutable std::mutex m_mutex;
  std::deque<Task> m_queue;
  bool m_running = false;
};

}  // namespace claimscope
